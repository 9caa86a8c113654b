"""Nineteen meetings as two officers would write them up: one careful, one in a hurry.

What is taken from the press is the shape alone: who is named how, which day is printed how, and
which slips were made. Sentences and names of people are our own and fictional.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Officer:
    """One writing: ``host`` and ``agencies`` as written, ``extra`` lines of front matter."""

    host: str
    agencies: tuple[str, ...]
    body: str
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting, by both; ``told`` holds what is said to the one in a hurry: code and words."""

    name: str
    region: str
    day: str
    careful: Officer
    hurried: Officer
    told: tuple[tuple[str, str], ...]

    def text(self, officer: Officer) -> str:
        """The file that an officer writes."""
        lines = [
            "---",
            f"judul: Rapat koordinasi contoh {self.name.replace('-', ' ')}",
            *([] if officer.extra.startswith("tanggal:") else [f"tanggal: {self.day}"]),
            f'wilayah: "{self.region}"',
            f"penyelenggara: {officer.host}",
            "instansi:",
            *(f"  - {one}" for one in officer.agencies),
            "topik:\n  - pilkada",
            "ringkasan: Ringkasan contoh yang hanya dipakai untuk pengujian.",
            *([] if "sumber:" in officer.extra else ["sumber:\n  - nama: Situs Contoh"]),
            *([officer.extra] if officer.extra else []),
            "---",
        ]
        return "\n".join(lines) + f"\n\n{officer.body}\n"


MEETINGS = (
    Meeting(
        "pemilihan-damai",
        "35.13",
        "2024-11-14",
        Officer(
            "Pemkab Probolinggo",
            (
                "Pemkab Probolinggo",
                "DPRD Kabupaten Probolinggo",
                "KPU Kabupaten Probolinggo",
                "Bawaslu Kabupaten Probolinggo",
                "Kodim 0820/Probolinggo",
                "PPK se-Kabupaten Probolinggo",
            ),
            "Rapat dibuka Pj Bupati Probolinggo di auditorium kantornya, Kamis (14/11/2024). Hadir "
            "Ketua DPRD, Ketua KPU, Ketua Bawaslu, dan Dandim 0820.\n\nPolri diminta menambah "
            "patroli pada malam hari, dan BPJS menjamin petugas KPPS.",
        ),
        Officer(
            "Pemkab Probolinggo",
            ("Forkopimda", "KPU Kab. Probolinggo", "Dandim 0820 Probolinggo"),
            "Ketua KPU Budi Sentanuserta Ketua Bawaslu hadir, Rabu (14/11/2024).",
            "pimpinan:\n  nama: Budi Sentanu\n  jabatan: Ketua KPU",
        ),
        (("RK403", "Sentanuserta"), ("RK311", "Rabu"), ("RK407", "Bawaslu")),
    ),
    Meeting(
        "konflik-sosial",
        "35.74",
        "2024-11-26",
        Officer(
            "Pemkot Probolinggo",
            (
                "Pemkot Probolinggo",
                "Kodim 0820",
                "Kejari Kota Probolinggo",
                "Polres Probolinggo Kota",
            ),
            "KANIGARAN – Tim terpadu bertemu di ruang Command Center pada Selasa (26/11). "
            "Pelaksana "
            "Harian Sekretaris Daerah membacakan laporan; hadir pula Dandim 0820 dan Kapolres.",
            "mode: hibrida",
        ),
        Officer(
            "Pemkot Probolinggo",
            ("Forkopimda", "Kejari Probolinggo", "Polres Probolinggo Kota"),
            "Rapat digelar di ruang Command Center, Selasa\n(27/11).",
        ),
        (("RK212", "Kejari Probolinggo"), ("RK312", "Selasa"), ("RK317", "27/11")),
    ),
    Meeting(
        "persiapan-bakorwil",
        "35",
        "2024-09-26",
        Officer(
            "Bakorwil Bojonegoro",
            ("Bakorwil Bojonegoro", "Polda Jatim", "KPU Jawa Timur", "Bawaslu Jawa Timur"),
            "Kepala Bidang Pemerintahan mewakili kepala Bakorwil membuka rapat, Kamis (26/9). "
            "Polda "
            "Jatim dan KPU Jawa Timur memaparkan kesiapan pilkada serentak tahun 2024.",
        ),
        Officer(
            "Bakorwil Bojonegoro",
            ("Bakorwil Bojonegoro", "KPU Provinsi Jawa Timur", "Bawaslu Jatim"),
            "Rapat pada Jumat, 26-9-2024 diikuti 38 kabupaten/kota. (red)\n\nBaca juga: Harga "
            "cabai",
        ),
        (("RK311", "Jumat"), ("RK801", "(red)"), ("RK801", "Baca juga: Harga cabai")),
    ),
    Meeting(
        "siaga-pasuruan",
        "35.14",
        "2024-08-02",
        Officer(
            "Pemkab Pasuruan",
            ("Pemkab Pasuruan", "Kodim 0819", "Polres Pasuruan", "Forkopimda Kabupaten Pasuruan"),
            "Pj Bupati Pasuruan Sumantra memimpin rapat dari Command Center, Jumat (2/8/2024). "
            "Dandim 0819 dan Wakapolres Pasuruan ikut hadir.",
            "mode: hibrida\npimpinan:\n  nama: Sumantra\n  jabatan: Pj Bupati Pasuruan",
        ),
        Officer(
            "Pemkab Pasuruan",
            ("Pemkab Pasuruan", "Dandim 0819 Pasuruan", "Wakapolres Pasuruan"),
            "Pj Bupati Sumantara membuka rapat, lalu Bupati Sumantra menutupnya.",
            "pimpinan:\n  nama: Sumantra\n  jabatan: Pj Bupati Pasuruan",
        ),
        (("RK402", "Sumantara"), ("RK408", "Bupati")),
    ),
    Meeting(
        "dari-dua-acara",
        "74",
        "2024-11-06",
        Officer(
            "Pemprov Sulawesi Tenggara",
            (
                "Pemprov Sulawesi Tenggara",
                "Forkopimda Sulawesi Tenggara",
                "KPU kabupaten/kota se-Sulawesi Tenggara",
                "Pemkab Bombana",
            ),
            "Pj Gubernur membuka rapat di ruang pola kantornya, Rabu (6/11/2024). Pj Bupati "
            "Bombana "
            "mengikutinya bersama para kepala daerah.",
        ),
        Officer(
            "Pemprov Sultra",
            ("Pemeritah Provinsi Sulawesi Tenggara", "Forkopimda Sultra", "Pemkab Bombana"),
            "Pemkot Baubau siap mendukung tahapan pemilihan. Rapat dibuka Rabu, (6/11/2024).",
        ),
        (("RK211", "Pemeritah Provinsi Sulawesi Tenggara"), ("RK406", "Pemkot Baubau")),
    ),
    Meeting(
        "forkopimda-batanghari",
        "15.04",
        "2023-05-25",
        Officer(
            "Pemkab Batanghari",
            (
                "Pemkab Batanghari",
                "DPRD Kabupaten Batanghari",
                "Kejari Batanghari",
                "Polres Batanghari",
                "Kodim 0415",
                "Camat se-Kabupaten Batanghari",
            ),
            "Forum bertemu di rumah dinas bupati pada 25 Mei 2023. Kapolres diwakili seorang "
            "perwira. Hadir pula Kajari, perwakilan Kodim 0415, dan para camat.\n\n"
            "## Catatan sumber\n\nSumber menulis “Kodim 045/BH”.",
        ),
        Officer(
            "Pemerintah Kabupaten Batang Hari",
            ("Ketua DPRD Batang Hari", "Kajari Batang Hari", "Kodim 045/BH", "Camat", "Danramil"),
            "Rapat dilaksanakan di gazebo pada (25/05/2023) pagi.\n\n133 total views, 2 views "
            "today",
        ),
        (
            ("RK211", "Kodim 045/BH"),
            ("RK212", "Camat"),
            ("RK212", "Danramil"),
            ("RK801", "133 total views, 2 views today"),
        ),
    ),
    Meeting(
        "inflasi-sorong",
        "96.71",
        "2024-11-04",
        Officer(
            "Kemendagri",
            ("Kemendagri", "TPID Kota Sorong", "Dinas Sosial Kota Sorong"),
            "TPID Kota Sorong mengikuti rapat dari Ruang Anggrek pada 4 November 2024. Menteri "
            "Dalam "
            "Negeri meminta pemerintah daerah menjaga stok.\n\nPapua Tengah mencatat 4,18 persen, "
            "Bali 2,51 persen, dan Kepri 2,31 persen.",
            "mode: daring",
        ),
        Officer(
            "Mendagri",
            ("Tim Pengendalain Inflasi Daerah Kota Sorong", "Kepala Dinas Sosial", "Media"),
            "Rapat diikuti secara daring di Ruang Anggrek, Selasa (4/11/2024).",
        ),
        (
            ("RK211", "Tim Pengendalain Inflasi Daerah Kota Sorong"),
            ("RK211", "Media"),
            ("RK311", "Selasa"),
        ),
    ),
    Meeting(
        "inflasi-buleleng",
        "51.08",
        "2023-09-04",
        Officer(
            "Kemendagri",
            ("Kemendagri", "Setda Kabupaten Buleleng", "BPS RI", "OJK", "Pertamina"),
            "Senin (4/9) rapat diikuti dari ruang rapat lobi kantor bupati. Angka tahunan per "
            "Agustus "
            "2023 sebesar 3,27%. BPS menyebut beras dan daging ayam.",
            "mode: daring",
        ),
        Officer(
            "Kementrian Dalam Negeri",
            ("Asisten Perekonomian dan Pembangunan Setda Kabupaten Buleleng", "OPD terkait"),
            "Minggu (4/9/2023) bertempat di kantor bupati, rapat digelar secara virtual.",
        ),
        (
            ("RK211", "Kementrian Dalam Negeri"),
            ("RK311", "Minggu"),
        ),
    ),
    Meeting(
        "karhutla-kalteng",
        "62",
        "2023-07-13",
        Officer(
            "Kemenko Polhukam",
            (
                "Kemenko Polhukam",
                "BNPB",
                "BMKG",
                "Pemprov Kalimantan Tengah",
                "Polda Kalimantan Tengah",
                "Kejati Kalimantan Tengah",
                "Korem 102",
                "BPBD Provinsi Kalimantan Tengah",
                "Pemkot Palangka Raya",
                "Kodim 1016",
                "Polresta Palangka Raya",
                "BPBD Kota Palangka Raya",
            ),
            "Rapat dilaksanakan di Palangka Raya, Kamis, 13 Juli 2023. Pada rapat tingkat menteri "
            "tanggal 20 Januari 2023 sudah diingatkan bahwa tahun ini lebih kering.",
            "mode: hibrida",
        ),
        Officer(
            "Kemenko Polhukam",
            (
                "Deputi Bidang Pencegahan BNPB",
                "Kapolda Kalimantan Tengah",
                "Danrem 102/Panju Panjung",
                "Kepala BPBD Kota Pangkaraya",
            ),
            "Palangka Raya (Rabu, 13 Juli 2023) – rapat secara hybrid.",
        ),
        (("RK211", "Kepala BPBD Kota Pangkaraya"), ("RK311", "Rabu")),
    ),
    Meeting(
        "reforma-agraria",
        "36",
        "2023-03-20",
        Officer(
            "Kanwil BPN Provinsi Banten",
            (
                "Kanwil BPN Provinsi Banten",
                "Pemprov Banten",
                "Kementerian ATR/BPN",
                "Polda Banten",
                "Kejati Banten",
                "Pemkab Lebak",
            ),
            "Rapat digelar Senin hingga Selasa (20-21/3/2023). Status tanah di Tangerang Selatan, "
            "Lebak, dan Pandeglang dibahas bersama Polda Banten.",
            "tanggal:\n  mulai: 2023-03-20\n  selesai: 2023-03-21",
        ),
        Officer(
            "Kantor Wilayah Badan Pertanahan Nasional (BPN) Provinsi Banten",
            ("Pemprov Banten", "Kejaksaan Tinggi Banten", "Universitas Sultan Contoh"),
            "Rapat digelar Senin hingga Rabu (20-21/3/2023).",
        ),
        (("RK211", "Universitas Sultan Contoh"), ("RK311", "Rabu")),
    ),
    Meeting(
        "nataru-maluku",
        "81",
        "2025-12-05",
        Officer(
            "Pemprov Maluku",
            ("Pemprov Maluku",),
            "JAKARTA – Gubernur memimpin rapat dari kantor penghubung, sedangkan perangkat daerah "
            "berkumpul di Ambon, Jumat (05/12/2025). Laporan BMKG untuk Desember dibacakan.",
            "mode: daring\nwaktu: 10.00 WIT",
        ),
        Officer(
            "Pemprov Maluku",
            ("Pemprov Maluku", "OPD"),
            "Rapat berlangsung secara zoom, Kamis (05/12/2025).",
            "mode: luring\nwaktu: 10.00 WIB",
        ),
        (("RK311", "Kamis"), ("RK324", "10.00 WIB")),
    ),
    Meeting(
        "kotan-semarang",
        "33.22",
        "2024-08-20",
        Officer(
            "BNNP Jawa Tengah",
            ("BNNP Jawa Tengah", "Pemkab Semarang", "Bakesbangpol Provinsi Jawa Tengah"),
            "SEMARANG – Empat puluh wakil instansi berkumpul di Bandungan, Kabupaten Semarang, "
            "Selasa "
            "(20/8). Wakil Bupati Semarang tampil sebagai pembicara.",
        ),
        Officer(
            "BNNP Jawa Tengah",
            ("Badan Narkotika Nasional Provinsi (BNNP) Jawa Tengah", "Wakil Bupati Semarang"),
            "Rapat diadakan di Bandungan, Senin (20/8). Turut hadir Kepala Bakesbangpol Provinsi "
            "Jawa Tengah. (Red).",
        ),
        (("RK312", "Senin"), ("RK407", "Kepala Bakesbangpol Provinsi Jawa Tengah")),
    ),
    Meeting(
        "ppkm-way-kanan",
        "18.08",
        "2021-06-14",
        Officer(
            "Kemenko Perekonomian",
            (
                "Setda Kabupaten Way Kanan",
                "Kodim 0427",
                "Polres Way Kanan",
                "Kejari Way Kanan",
                "Dinas Kesehatan Kabupaten Way Kanan",
                "BPBD Kabupaten Way Kanan",
                "Kemendagri",
                "Kemenkeu",
                "BNPB",
            ),
            "Pada Senin (14/06/2021) malam rapat diikuti secara virtual. Menteri menyebut 27 "
            "Provinsi "
            "dan 142 Kabupaten/Kota sudah membuat kebijakan.",
            "mode: daring",
        ),
        Officer(
            "Menko Bidang Perekonomian",
            ("Kodim 0427/WK", "Polres Way Kanan", "Dinas Kesehatan", "BPBD", "Kepala BNPB"),
            '<p style="text-align: justify;">Rapat diikuti Senin (14/06/2012) malam.</p>',
            "mode: daring",
        ),
        (("RK902", '<p style="text-align: justify;">'), ("RK311", "Senin")),
    ),
    Meeting(
        "mantap-praja",
        "21.01",
        "2024-07-31",
        Officer(
            "Polres Bintan",
            (
                "Polres Bintan",
                "Setda Kabupaten Bintan",
                "Kodim 0315",
                "Kejari Bintan",
                "Satpol PP Kabupaten Bintan",
                "Dinas Perhubungan Kabupaten Bintan",
                "Kantor Kemenag Kabupaten Bintan",
                "KPU Kabupaten Bintan",
                "Bawaslu Kabupaten Bintan",
            ),
            "Rapat dipimpin Kapolres di mako Polres Bintan, Rabu (31/07/2024) pagi. Ikut pula "
            "Ketua "
            "KPUD dan Ketua Bawaslu. Puncak tahapan jatuh pada 27 November 2024.",
        ),
        Officer(
            "Polres Bintan",
            ("Dandim 0315 Tanjungpinang", "Kajari Bintan", "Ketua KPUD Bintan", "Kapolres Bintan"),
            "Rapat dipimpin Kapolres, Rabu 31 Juli 2024. Turut hadir Kadishub Bintan dan "
            "Kasatpol PP.",
        ),
        (("RK407", "Kadishub Bintan"), ("RK407", "Kasatpol PP")),
    ),
    Meeting(
        "inflasi-tidore",
        "82.72",
        "2024-07-29",
        Officer(
            "Pemkot Tidore Kepulauan",
            (
                "Pemkot Tidore Kepulauan",
                "TPID Kota Tidore Kepulauan",
                "Pemkab Halmahera Timur",
                "BPS Kota Tidore Kepulauan",
            ),
            "Senin (29/7/2024) rapat dibuka Sekretaris Daerah di aula kantor wali kota. Rapat "
            "triwulan pertama sudah berlangsung pada tanggal 6 Maret 2024.",
        ),
        Officer(
            "Pemkot Tidore Kepulauan",
            ("TPID Tidore", "Forkopimda Tidore", "Badan Pusat Statistik Kota Tidore"),
            "Rapat dibuka Selasa (29/7/2024) di aula.",
        ),
        (("RK311", "Selasa"),),
    ),
    Meeting(
        "pemerintahan-papua-tengah",
        "94",
        "2025-10-30",
        Officer(
            "Pemprov Papua Tengah",
            ("Pemprov Papua Tengah", "Kemendagri", "DPR RI", "KPU RI", "Forkopimda Papua Tengah"),
            "Aula kantor gubernur menampung sekitar 200 peserta pada Kamis (30/10/2025). Hadir "
            "Ketua "
            "KPU RI dan anggota Komisi II DPR RI.",
        ),
        Officer(
            "Pemprov Papua Tengah",
            ("Forkopimda", "Ketua KPU RI", "Anggota Komisi II DPR RI", "pimpinan OPD"),
            "Rapat digelar di aula kantor gubernur, Kamis (31/10/2025).",
        ),
        (("RK311", "Kamis"), ("RK317", "31/10/2025")),
    ),
    Meeting(
        "wakil-pemerintah-pusat",
        "16",
        "2024-08-21",
        Officer(
            "Pemprov Sumatera Selatan",
            (
                "Pemprov Sumatera Selatan",
                "Pemkab Ogan Komering Ulu Selatan",
                "Bakesbangpol Kabupaten OKU Selatan",
                "Camat se-Kabupaten OKU Selatan",
            ),
            "Rapat digelar di Palembang, Rabu, 21 Agustus 2024. Dari OKU Selatan datang 19 "
            "camat.\n\n"
            "## Catatan sumber\n\nSumber menulis “21 Agusyus 2024”.",
        ),
        Officer(
            "Pemprov Sumsel",
            ("Pemkab OKU Selatan", "19 Camat se-Kabupaten OKU Selatan"),
            "Rapat di Palembang, Rabu 21 Agusyus 2024.\n\nBACA JUGA:52 Kepala "
            "Sekolah\n\nTag\nShare",
        ),
        (
            ("RK315", "Agusyus"),
            ("RK801", "BACA JUGA:52 Kepala Sekolah"),
            ("RK801", "Tag"),
            ("RK801", "Share"),
        ),
    ),
    Meeting(
        "orang-asing",
        "36.72",
        "2022-09-15",
        Officer(
            "Kanwil Kemenkumham Banten",
            (
                "Kanwil Kemenkumham Banten",
                "Kanim Cilegon",
                "Polres Cilegon",
                "Satpol PP Kota Cilegon",
                "Disdukcapil Kota Cilegon",
                "Kejari Cilegon",
                "Bakesbangpol Kota Cilegon",
            ),
            "Rapat digelar di sebuah hotel pada 15 September 2022, dibuka kepala seksi dari Kanim "
            "Cilegon.\n\n## Catatan sumber\n\nSumber menulis “Kamis (15/09/2922)”.",
        ),
        Officer(
            "Kantor Wilayah Kementerian Hukum dan HAM Banten",
            ("Kanim Kelas II TPI Cilegon", "Beacukai", "Syah Bandar Merak", "BNNP Kota Cilegon"),
            "Rapat bertempat di hotel. Kamis (15/09/2922)",
        ),
        (("RK314", "15/09/2922"),),
    ),
    Meeting(
        "rakornas-sentul",
        "32.01",
        "2019-11-13",
        Officer(
            "Kemendagri",
            ("Kemendagri",),
            "Rapat direncanakan pada Rabu (13/11). Yang diundang: kepala daerah, kapolda, dan "
            "kajati."
            "\n\n## Catatan sumber\n\nSumber terbit sebelum rapat dan tidak menceritakan hasilnya.",
            "status: rencana\nsumber:\n  - nama: Situs Contoh\n    tanggal: 2019-11-05",
        ),
        Officer(
            "Kemendagri",
            ("Kemendagri", "Polda Jabar", "Kejati Jabar"),
            "Rapat akan digelar Rabu (13/11) mendatang.",
            "status: rencana\nsumber:\n  - nama: Situs Contoh\n    tanggal: 2019-11-05",
        ),
        (("RK327", "Polda Jabar"),),
    ),
)
