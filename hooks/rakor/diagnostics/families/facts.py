"""RK4xx: facts in the text that cannot be, or that the front matter tells otherwise."""

from __future__ import annotations

from rakor.diagnostics.problem import Severity
from rakor.diagnostics.rule import Example, Rule

# A text short of a paragraph says too little to miss somebody in it.
_LONG = " ".join(
    ["Rapat membahas kesiapan logistik, pengamanan, dan ketertiban sampai hari pemungutan suara."]
    * 7
)

RULES = (
    Rule(
        "RK401",
        "jumlah-daerah",
        "Jumlah kecamatan atau daerah tidak cocok",
        "Jumlah kecamatan, kabupaten, dan kota diketahui dari daftar Kemendagri.",
        "Logistik dikirim ke 42 kecamatan.\n",
        "Logistik dikirim ke 24 kecamatan.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK402",
        "ejaan-nama",
        "Nama orang ditulis dengan ejaan lain",
        "Satu orang sebaiknya ditulis dengan satu ejaan, agar bisa ditemukan.",
        (
            "pimpinan:\n  nama: Andriyanto\n  jabatan: Pj Bupati Probolinggo\n---\nPj Bupati "
            "Andriyanyo membuka rapat.\n"
        ),
        (
            "pimpinan:\n  nama: Andriyanto\n  jabatan: Pj Bupati Probolinggo\n---\nPj Bupati "
            "Andriyanto membuka rapat.\n"
        ),
        Example.TEXT,
        Severity.WARNING,
    ),
    Rule(
        "RK403",
        "nama-menyatu",
        "Nama menyatu dengan kata berikutnya",
        "Nama dari kepala data diikuti kata tanpa spasi.",
        "pimpinan:\n  nama: Ali Wafa\n---\nKetua KPU Ali Wafaserta Ketua Bawaslu hadir.\n",
        "pimpinan:\n  nama: Ali Wafa\n---\nKetua KPU Ali Wafa serta Ketua Bawaslu hadir.\n",
        Example.TEXT,
        Severity.WARNING,
        fixable=True,
    ),
    Rule(
        "RK404",
        "pemimpin-tak-disebut",
        "Pemimpin rapat tidak disebut dalam isi",
        "Pembaca mencari di dalam isi apa yang dilakukan pemimpin rapat.",
        "pimpinan:\n  nama: Andriyanto\n  jabatan: Pj Bupati Probolinggo\n---\n" + _LONG + "\n",
        "pimpinan:\n  nama: Andriyanto\n  jabatan: Pj Bupati Probolinggo\n---\n"
        "Andriyanto membuka rapat. " + _LONG + "\n",
        Example.TEXT,
        Severity.WARNING,
    ),
    Rule(
        "RK405",
        "pembicara-tak-disebut",
        "Pembicara tidak disebut dalam isi",
        "Instansi dengan peran pembicara menyampaikan sesuatu; isi menceritakan apa.",
        "instansi:\n  - instansi: Bawaslu Kabupaten Probolinggo\n    peran: pembicara\n---\n"
        + _LONG
        + "\n",
        "instansi:\n  - instansi: Bawaslu Kabupaten Probolinggo\n    peran: pembicara\n---\n"
        "Bawaslu memaparkan pengawasan. " + _LONG + "\n",
        Example.TEXT,
        Severity.WARNING,
    ),
    Rule(
        "RK406",
        "pemerintah-daerah-lain",
        "Pemerintah daerah lain disebut",
        "Kutipan yang menyebut pemerintah daerah lain sering tertinggal dari berita lain.",
        "Pemkot Baubau siap mendukung pemilihan.\n",
        "Pemkab Probolinggo siap mendukung pemilihan.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK407",
        "hadir-tak-terdaftar",
        "Yang hadir tidak ada dalam daftar instansi",
        "Halaman instansi dan hasil pencarian dibuat dari kepala data, bukan dari isi.",
        "Rapat dihadiri Bawaslu Kabupaten Probolinggo.\n",
        "Rapat dihadiri KPU Kabupaten Probolinggo.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK408",
        "penjabat-hilang",
        "Pj, Plt, atau Plh tidak ditulis",
        "Penjabat bukan pejabat tetap; gelar itu bagian dari catatan.",
        (
            "pimpinan:\n  nama: Andriyanto\n  jabatan: Pj Bupati Probolinggo\n---\nBupati "
            "Andriyanto membuka rapat.\n"
        ),
        (
            "pimpinan:\n  nama: Andriyanto\n  jabatan: Pj Bupati Probolinggo\n---\nPj Bupati "
            "Andriyanto membuka rapat.\n"
        ),
        Example.TEXT,
        Severity.WARNING,
    ),
    Rule(
        "RK409",
        "persen-mustahil",
        "Persentase lebih dari 100",
        "Bagian dari keseluruhan paling banyak 100 persen; mungkin komanya salah letak.",
        "Target partisipasi pemilih 8.382 persen.\n",
        "Target partisipasi pemilih 83,82 persen.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK410",
        "jumlah-rincian",
        "Rincian tidak sama dengan jumlahnya",
        ("Jumlah dan rinciannya berdiri dalam satu kalimat, jadi pembaca bisa menghitungnya."),
        "Hadir 120 peserta yang terdiri atas 70 laki-laki dan 40 perempuan.\n",
        "Hadir 120 peserta yang terdiri atas 70 laki-laki dan 50 perempuan.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK411",
        "instansi-daerah-lain-saja",
        "Semua instansi dari daerah lain",
        "Buletin tentang sebuah daerah tanpa satu pun instansi yang bertugas di sana biasanya "
        "salinan buletin lain yang belum diganti seluruhnya.",
        "penyelenggara: Pemkab Lumajang\ninstansi:\n  - KPU Kabupaten Lumajang",
        "penyelenggara: Pemkab Lumajang\ninstansi:\n  - KPU Kabupaten Lumajang\n  - KPU Kabupaten "
        "Probolinggo",
        Example.KEYS,
        Severity.WARNING,
    ),
)
