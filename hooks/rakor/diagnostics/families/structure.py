"""RK1xx: files, encoding, front matter, YAML, keys, forms, and where a file lies."""

from __future__ import annotations

from rakor.diagnostics.problem import Severity
from rakor.diagnostics.rule import Example, Rule

RULES = (
    # --- the file ---------------------------------------------------------------------------
    Rule(
        "RK101",
        "berkas-tak-terbaca",
        "Berkas tidak bisa dibaca",
        "Yang bernama .md, .yml, atau lampiran harus berkas biasa yang boleh dibaca; folder "
        "atau berkas khusus tidak bisa diterbitkan.",
        "Sebuah folder bernama 2024-11-14-contoh.md",
        "Sebuah berkas biasa bernama 2024-11-14-contoh.md",
        Example.NOTE,
    ),
    Rule(
        "RK102",
        "tautan-berkas",
        "Berkas ternyata tautan ke tempat lain",
        "Tautan (symlink) bisa mengarah ke luar folder bulletins/ dan rusak saat disalin ke "
        "komputer lain atau ke USB, jadi isinya harus disalin.",
        "undangan.pdf yang berupa tautan ke folder pribadi",
        "undangan.pdf yang disalin ke folder buletin",
        Example.NOTE,
    ),
    Rule(
        "RK103",
        "berkas-terlalu-besar",
        "Berkas terlalu besar",
        "Buletin adalah teks singkat. Berkas yang lebih besar dari 1.000 KB hampir pasti memuat "
        "sesuatu yang seharusnya menjadi lampiran.",
        "Berkas .md sebesar 3.000 KB",
        "Berkas .md sebesar 8 KB dengan lampiran PDF",
        Example.NOTE,
    ),
    Rule(
        "RK104",
        "penyandian-utf16",
        "Berkas disimpan sebagai UTF-16",
        "Semua berkas teks di sini memakai UTF-8. Notepad lama menyimpan sebagai UTF-16 bila "
        'yang dipilih "Unicode".',
        'Simpan Sebagai, Penyandian "UTF-16 LE"',
        'Simpan Sebagai, Penyandian "UTF-8"',
        Example.NOTE,
    ),
    Rule(
        "RK105",
        "bukan-utf8",
        "Berkas bukan UTF-8",
        "Huruf seperti – “ ” é tersimpan dengan cara lama (Windows-1252), sehingga akan tampil "
        "rusak di situs.",
        'Simpan Sebagai, Penyandian "ANSI"',
        'Simpan Sebagai, Penyandian "UTF-8"',
        Example.NOTE,
    ),
    Rule(
        "RK106",
        "huruf-kendali",
        "Ada huruf kendali yang tidak terlihat",
        "Huruf kendali terbawa dari PDF atau aplikasi lain. Di layar tidak tampak, tetapi "
        "merusak pencarian dan pembacaan.",
        "Kata yang di dalamnya ada huruf NUL (U+0000)",
        "Kata yang sama, diketik ulang",
        Example.NOTE,
    ),
    Rule(
        "RK107",
        "berkas-asing",
        "Berkas ini tidak dikenal",
        "Di dalam bulletins/ hanya ada buletin (.md), topics.yml, agencies.yml, dan lampiran "
        "dengan jenis yang diizinkan, agar tidak ada yang terbit tanpa sengaja.",
        "jawa-timur/kabupaten-probolinggo/2024/konsep.doc",
        "jawa-timur/kabupaten-probolinggo/2024/undangan.pdf",
        Example.NOTE,
    ),
    Rule(
        "RK108",
        "bukan-teks",
        "Isi berkas bukan teks",
        "Buletin adalah berkas teks. Dokumen Word, PDF, gambar, dan halaman web tidak menjadi "
        "teks bila hanya namanya yang diganti.",
        "undangan.docx yang dinamai ulang menjadi 2024-11-14-undangan.md",
        "Berkas teks baru berisi tulisan dari dokumen itu",
        Example.NOTE,
    ),
    # --- front matter -----------------------------------------------------------------------
    Rule(
        "RK110",
        "berkas-kosong",
        "Berkas kosong",
        "Berkas buletin tanpa isi tidak bisa diterbitkan.",
        "Berkas .md tanpa satu huruf pun",
        "Berkas .md dengan kepala data dan isi berita",
        Example.NOTE,
    ),
    Rule(
        "RK111",
        "tanpa-kepala-data",
        "Kepala data tidak ditemukan",
        "Setiap buletin dimulai dengan baris ---, lalu kunci dan nilai, lalu baris --- lagi. "
        "Baris --- yang pertama harus berada paling atas.",
        "judul: Rapat Koordinasi Contoh\n\nIsi berita.\n",
        "---\njudul: Rapat Koordinasi Contoh\n---\n\nIsi berita.\n",
        Example.FILE,
        fixable=True,
    ),
    Rule(
        "RK112",
        "kepala-data-tak-ditutup",
        "Kepala data tidak ditutup",
        "Tanpa baris --- penutup, isi berita terbaca sebagai bagian kepala data.",
        "---\njudul: Rapat Koordinasi Contoh\n\nIsi berita.\n",
        "---\njudul: Rapat Koordinasi Contoh\n---\n\nIsi berita.\n",
        Example.FILE,
        fixable=True,
    ),
    Rule(
        "RK113",
        "kepala-data-kosong",
        "Kepala data kosong",
        "Di antara kedua baris --- harus ada judul, tanggal, wilayah, dan kunci wajib lain.",
        "---\n---\n\nIsi berita.\n",
        "---\njudul: Rapat Koordinasi Contoh\n---\n\nIsi berita.\n",
        Example.FILE,
    ),
    Rule(
        "RK114",
        "bukan-kunci-dan-nilai",
        "Kepala data bukan kunci dan nilai",
        "Kepala data terdiri atas baris-baris berbentuk kunci, titik dua, spasi, nilai.",
        "---\n- Rapat Koordinasi Contoh\n- 2024-11-14\n---\n\nIsi berita.\n",
        "---\njudul: Rapat Koordinasi Contoh\ntanggal: 2024-11-14\n---\n\nIsi berita.\n",
        Example.FILE,
    ),
    Rule(
        "RK115",
        "melebihi-batas",
        "Kepala data melebihi batas",
        "Panjang, jumlah nilai, dan tingkat kedalaman dibatasi agar berkas yang rusak tidak "
        "menghambat penerbitan.",
        "topik: [[[[[[[[[[[[[[pilkada]]]]]]]]]]]]]]",
        "topik: [pilkada]",
    ),
    Rule(
        "RK116",
        "tanda-khusus-yaml",
        "Ada tanda khusus YAML",
        "Tanda & * ! di awal nilai membuat rujukan atau jenis data. Di sini semua nilai adalah "
        "teks, jadi tanda itu tidak dipakai.",
        "tempat: &aula Aula Kantor Bupati",
        'tempat: "&aula Aula Kantor Bupati"',
    ),
    Rule(
        "RK117",
        "dua-dokumen",
        "Ada dua kepala data dalam satu berkas",
        "Satu berkas memuat satu buletin. Kepala data kedua biasanya sisa menyalin dari berkas "
        "lain.",
        "---\njudul: Rapat Contoh Satu\n---\n---\njudul: Rapat Contoh Dua\n---\n\nIsi berita.\n",
        "---\njudul: Rapat Contoh Satu\n---\n\nIsi berita.\n",
        Example.FILE,
    ),
    Rule(
        "RK118",
        "tanda-pagar-memotong",
        "Tanda # memotong nilai",
        "Bagi YAML, # sesudah spasi memulai keterangan; teks sesudahnya tidak terbaca dan "
        "tidak diterbitkan.",
        "tempat: Ruang Rapat #2 Kantor Bupati",
        'tempat: "Ruang Rapat #2 Kantor Bupati"',
        severity=Severity.WARNING,
    ),
    Rule(
        "RK119",
        "awal-butir",
        "Awal butir daftar salah",
        "Setiap butir daftar diawali tanda hubung dan satu spasi. Tanpa spasi, atau dengan tanda "
        "lain, butir itu terbaca sebagai teks.",
        "topik:\n  -pilkada\n  -keamanan",
        "topik:\n  - pilkada\n  - keamanan",
        fixable=True,
    ),
    # --- slips of YAML ----------------------------------------------------------------------
    Rule(
        "RK120",
        "tab",
        "Ada tab di awal baris",
        "Tab dan spasi tampak sama di layar tetapi terbaca lain; YAML hanya mengizinkan spasi.",
        "penyelenggara:\n\tinstansi: Bupati",
        "penyelenggara:\n  instansi: Bupati",
        fixable=True,
    ),
    Rule(
        "RK121",
        "titik-dua-tanpa-petik",
        "Titik dua di dalam nilai",
        "Titik dua yang diikuti spasi memisahkan kunci dari nilai. Bila titik dua bagian dari "
        "teks, apit teksnya dengan tanda petik.",
        "judul: Rapat Koordinasi: Kesiapan Logistik Contoh",
        'judul: "Rapat Koordinasi: Kesiapan Logistik Contoh"',
        fixable=True,
    ),
    Rule(
        "RK122",
        "petik-tak-ditutup",
        "Tanda petik tidak ditutup",
        "Teks yang dibuka dengan tanda petik harus ditutup dengan tanda petik yang sama; bila "
        "tidak, baris-baris di bawahnya ikut terbaca.",
        'judul: "Rapat Koordinasi Kesiapan Contoh',
        'judul: "Rapat Koordinasi Kesiapan Contoh"',
        fixable=True,
    ),
    Rule(
        "RK123",
        "jorokan",
        "Letak awal baris tidak sejajar",
        "Jarak dari tepi kiri menunjukkan baris mana termasuk kunci mana. Kunci yang setingkat "
        "harus sejajar.",
        "tempat: Aula Contoh\n  mode: luring",
        "tempat: Aula Contoh\nmode: luring",
        fixable=True,
    ),
    Rule(
        "RK124",
        "awal-nilai-terlarang",
        "Nilai diawali tanda yang tidak boleh",
        "Tanda @ ` % dan beberapa tanda lain di awal nilai punya arti khusus. Apit nilainya "
        "dengan tanda petik.",
        "tempat: @Aula Kantor Contoh",
        'tempat: "@Aula Kantor Contoh"',
        fixable=True,
    ),
    Rule(
        "RK125",
        "spasi-sesudah-titik-dua",
        "Titik dua atau spasinya hilang",
        "Kunci dan nilai dipisahkan oleh titik dua dan satu spasi.",
        "tempat:Aula Kantor Contoh",
        "tempat: Aula Kantor Contoh",
        fixable=True,
    ),
    Rule(
        "RK126",
        "kurung-tak-ditutup",
        "Tanda kurung tidak ditutup",
        "Tanda [ di awal nilai memulai daftar dan harus ditutup dengan ]; begitu juga { dan }.",
        "topik: [pilkada, keamanan",
        "topik: [pilkada, keamanan]",
        fixable=True,
    ),
    Rule(
        "RK127",
        "teks-sesudah-petik",
        "Ada teks sesudah tanda petik penutup",
        "Bila sebagian teks perlu tanda petik, apit seluruh nilainya dengan tanda petik jenis "
        "lain.",
        'judul: "Damai" Jadi Tema Rapat Koordinasi Contoh',
        "judul: '\"Damai\" Jadi Tema Rapat Koordinasi Contoh'",
        fixable=True,
    ),
    Rule(
        "RK128",
        "garis-miring-terbalik",
        "Garis miring terbalik di dalam petik ganda",
        "Di dalam tanda petik ganda, \\ punya arti khusus. Pakailah tanda petik tunggal untuk "
        "teks biasa.",
        'tempat: "Aula \\Madya Kantor Contoh"',
        "tempat: 'Aula \\Madya Kantor Contoh'",
        fixable=True,
    ),
    Rule(
        "RK129",
        "yaml-lain",
        "Baris tidak bisa dibaca",
        "Susunan baris ini bukan kunci, titik dua, spasi, lalu nilai.",
        "%tempat: Aula Contoh",
        "tempat: Aula Contoh",
    ),
    # --- keys -------------------------------------------------------------------------------
    Rule(
        "RK130",
        "kunci-tak-dikenal",
        "Kunci tidak dikenal",
        "Setiap kunci punya satu ejaan. Kunci yang salah eja tidak akan terbaca, dan isinya "
        "tidak terbit.",
        "lokasi: Aula Kantor Contoh",
        "tempat: Aula Kantor Contoh",
        fixable=True,
    ),
    Rule(
        "RK131",
        "kunci-ganda",
        "Kunci ditulis dua kali",
        "Bila satu kunci ditulis dua kali, tidak jelas mana yang berlaku.",
        "tempat: Aula Contoh Satu\ntempat: Aula Contoh Dua",
        "tempat: Aula Contoh Dua",
    ),
    Rule(
        "RK132",
        "kunci-wajib",
        "Kunci wajib belum diisi",
        "Tanpa kunci ini pertemuan tidak bisa ditemukan menurut wilayah, tanggal, instansi, "
        "atau topik, atau tidak jelas sumbernya.",
        "judul:",
        "judul: Rapat Koordinasi Kesiapan Contoh",
    ),
    Rule(
        "RK133",
        "petik-lengkung",
        "Nilai diapit tanda petik lengkung",
        "Word dan papan ketik ponsel mengganti tanda petik lurus dengan yang lengkung, lalu "
        "tanda itu terbaca sebagai bagian nilai. Kutipan di dalam isi boleh memakainya.",
        "wilayah: “35.13”",
        'wilayah: "35.13"',
        fixable=True,
    ),
    Rule(
        "RK134",
        "spasi-khusus",
        "Spasi khusus atau huruf yang tidak terlihat",
        "Word, PDF, dan halaman web memakai spasi khusus dan huruf tanpa lebar. Di layar tidak "
        "tampak bedanya, tetapi susunan kepala data dan pencarian membedakannya.",
        "tempat:\u00a0Aula Kantor Contoh",
        "tempat: Aula Kantor Contoh",
        severity=Severity.WARNING,
        fixable=True,
    ),
    # --- forms ------------------------------------------------------------------------------
    Rule(
        "RK140",
        "bentuk-salah",
        "Bentuk nilai salah",
        "Sebagian kunci berisi satu teks, sebagian berisi daftar, sebagian berisi kunci lain. "
        "Butir daftar ditulis masing-masing pada barisnya, diawali tanda hubung.",
        "topik: pilkada, keamanan",
        "topik:\n  - pilkada\n  - keamanan",
        fixable=True,
    ),
    Rule(
        "RK141",
        "nilai-kosong",
        "Nilai kosong",
        "Kunci yang tidak diperlukan lebih baik dihapus, agar jelas bahwa memang tidak ada "
        "datanya.",
        "tempat:",
        "tempat: Aula Kantor Contoh",
        severity=Severity.WARNING,
    ),
    Rule(
        "RK142",
        "panjang-teks",
        "Teks terlalu pendek atau terlalu panjang",
        "Judul dan ringkasan tampil di daftar dan hasil pencarian; yang terlalu panjang akan "
        "terpotong, yang terlalu pendek tidak menjelaskan apa-apa.",
        "judul: Rakor",
        "judul: Rapat Koordinasi Kesiapan Contoh",
    ),
    Rule(
        "RK143",
        "pilihan-tak-dikenal",
        "Nilai di luar pilihan",
        "Kunci ini hanya menerima beberapa kata tertentu.",
        "mode: offline",
        "mode: luring",
        fixable=True,
    ),
    Rule(
        "RK144",
        "satu-baris",
        "Nilai harus satu baris",
        "Judul, nama, dan tempat ditampilkan pada satu baris.",
        "tempat: |\n  Aula Kantor\n  Kabupaten Contoh",
        "tempat: Aula Kantor Kabupaten Contoh",
    ),
    Rule(
        "RK145",
        "alamat-web",
        "Alamat web salah bentuk",
        "Alamat sumber harus bisa dibuka pembaca: diawali https:// atau http://, lalu nama "
        "situsnya.",
        "sumber:\n  - nama: Situs Contoh\n    url: www.contoh.go.id/berita",
        "sumber:\n  - nama: Situs Contoh\n    url: https://www.contoh.go.id/berita",
        fixable=True,
    ),
    Rule(
        "RK146",
        "nama-atau-jabatan",
        "Orang tanpa nama dan jabatan",
        "Seorang pimpinan atau wakil harus disebut namanya, jabatannya, atau keduanya.",
        "pimpinan:\n  mewakili: Bupati",
        "pimpinan:\n  nama: Contoh Nama\n  jabatan: Sekretaris Daerah\n  mewakili: Bupati",
    ),
    Rule(
        "RK147",
        "butir-ganda",
        "Butir ditulis dua kali",
        "Butir yang sama dua kali dalam satu daftar biasanya sisa menyalin.",
        "topik:\n  - pilkada\n  - pilkada",
        "topik:\n  - pilkada",
        severity=Severity.WARNING,
    ),
    Rule(
        "RK148",
        "data-tak-cocok",
        "Data tidak cocok dengan bentuk buletin",
        "Pemeriksaan terakhir menemukan nilai yang tidak sesuai dengan bentuk buletin.",
        "Nilai yang lolos pemeriksaan lain tetapi ditolak pada tahap akhir",
        "Nilai seperti pada contoh di panduan",
        Example.NOTE,
    ),
    # --- where a file lies ------------------------------------------------------------------
    Rule(
        "RK150",
        "folder-wilayah",
        "Folder tidak sesuai dengan wilayah",
        "Letak berkas menentukan alamat halaman. Buletin provinsi berada langsung di bawah "
        "folder provinsi, buletin kabupaten/kota di bawah folder kabupaten/kota.",
        "jawa-timur/kota-probolinggo/2024/2024-11-14-contoh.md",
        "jawa-timur/kabupaten-probolinggo/2024/2024-11-14-contoh.md",
        Example.PATH,
        fixable=True,
    ),
    Rule(
        "RK151",
        "nama-dan-tanggal",
        "Nama berkas tidak sesuai dengan tanggal",
        "Nama berkas diawali tanggal hari pertama rapat dan berada di folder tahunnya.",
        "jawa-timur/kabupaten-probolinggo/2024/2024-11-15-contoh.md",
        "jawa-timur/kabupaten-probolinggo/2024/2024-11-14-contoh.md",
        Example.PATH,
        fixable=True,
    ),
    Rule(
        "RK152",
        "bentuk-nama-berkas",
        "Nama berkas atau folder salah bentuk",
        "Nama menjadi alamat halaman, jadi hanya boleh memuat huruf kecil a–z, angka, dan tanda "
        "hubung.",
        "jawa-timur/kabupaten-probolinggo/2024/2024-11-14-Rapat Contoh.md",
        "jawa-timur/kabupaten-probolinggo/2024/2024-11-14-rapat-contoh.md",
        Example.PATH,
    ),
    Rule(
        "RK153",
        "nama-terlarang-windows",
        "Nama tidak bisa dipakai di Windows",
        "Windows menolak nama seperti con, aux, dan nul, sehingga situs tidak bisa disalin ke USB.",
        "jawa-timur/kabupaten-probolinggo/2024/aux.pdf",
        "jawa-timur/kabupaten-probolinggo/2024/lampiran-aux.pdf",
        Example.NOTE,
    ),
    Rule(
        "RK154",
        "nama-hanya-beda-huruf-besar",
        "Dua nama hanya berbeda huruf besar-kecil",
        "Di Windows dan di USB kedua nama itu dianggap sama, sehingga salah satu hilang.",
        "undangan.pdf dan Undangan.pdf dalam satu folder",
        "undangan.pdf dan undangan-2.pdf dalam satu folder",
        Example.NOTE,
    ),
    Rule(
        "RK155",
        "alamat-terlalu-panjang",
        "Alamat terlalu panjang",
        "Alamat halaman paling panjang 200 huruf agar masih bisa disalin ke USB dan dibuka di "
        "Windows.",
        "Nama berkas sepanjang 190 huruf",
        "Nama berkas yang singkat",
        Example.NOTE,
    ),
    Rule(
        "RK160",
        "id-topik",
        "Id topik salah bentuk",
        "Id topik menjadi alamat halaman, jadi hanya huruf kecil, angka, dan tanda hubung.",
        "topics.yml: Pilkada Serentak: Pilkada Serentak",
        "topics.yml: pilkada-serentak: Pilkada Serentak",
        Example.NOTE,
    ),
    Rule(
        "RK161",
        "id-instansi",
        "Id instansi lokal salah bentuk",
        "Id instansi menjadi alamat halaman, jadi hanya huruf kecil, angka, dan tanda hubung.",
        "agencies.yml: Forum Contoh: …",
        "agencies.yml: forum-contoh: …",
        Example.NOTE,
    ),
    Rule(
        "RK171",
        "dikecualikan",
        "Aturan dikecualikan oleh penulis",
        (
            "Penulis boleh menjawab keraguan sebuah aturan dengan alasan. Pengecualian selalu "
            "dilaporkan sebagai catatan agar tidak ada yang tersembunyi."
        ),
        (
            "Pada (14/11/2024) rapat digelar di 30 kecamatan. <!-- rakor: abaikan RK401 sumber "
            "menghitung kecamatan lama -->\n"
        ),
        "Rapat digelar di 24 kecamatan.\n",
        Example.BODY,
        Severity.NOTE,
    ),
    Rule(
        "RK172",
        "pengecualian-tak-lengkap",
        "Pengecualian tidak lengkap",
        "Pengecualian berlaku bila menyebut kode yang boleh dikecualikan dan alasannya.",
        "Rapat digelar di 30 kecamatan. <!-- rakor: abaikan RK401 -->\n",
        "Rapat digelar di 24 kecamatan.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK173",
        "pengecualian-mubazir",
        "Pengecualian tidak diperlukan",
        "Pengecualian yang tertinggal bisa menutupi kesalahan berikutnya.",
        (
            "Rapat digelar di 24 kecamatan. <!-- rakor: abaikan RK401 sumber menghitung "
            "kecamatan lama -->\n"
        ),
        "Rapat digelar di 24 kecamatan.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK174",
        "tingkat-pemeriksaan",
        "Tingkat pemeriksaan salah ditulis",
        (
            "Di mkdocs.yml, extra.pemeriksaan berisi kode aturan dan tingkatnya: galat, "
            "peringatan, catatan, atau mati. Galat yang menyangkut bentuk tidak bisa "
            "diturunkan."
        ),
        "extra:\n  pemeriksaan:\n    RK801: hilang",
        "extra:\n  pemeriksaan:\n    RK801: mati",
        Example.NOTE,
    ),
)
