"""Words of one family share a root, words of different families do not, names stay whole."""

from __future__ import annotations

import itertools

import pytest

from rakor.registry import regions
from rakor.search.stemmer import DATA, exceptions, may_have_root, names, root
from rakor.search.tokenizer import fold, words

FAMILIES = {
    "aman": "aman keamanan pengamanan mengamankan diamankan pengaman teramankan amankan",
    "awas": "awas pengawasan mengawasi diawasi pengawas awasi terawasi",
    "pilih": "pilih pemilihan pemilih memilih dipilih terpilih pilihan",
    "koordinasi": "koordinasi berkoordinasi mengoordinasikan mengkoordinasikan dikoordinasikan "
    "pengoordinasian terkoordinasi koordinator",
    "siap": "siap kesiapan persiapan menyiapkan disiapkan mempersiapkan penyiapan bersiap",
    "damai": "damai perdamaian kedamaian mendamaikan berdamai didamaikan",
    "tertib": "tertib ketertiban penertiban menertibkan ditertibkan",
    "dukung": "dukung dukungan mendukung pendukung didukung pendukungan",
    "netral": "netral netralitas kenetralan menetralkan dinetralkan",
    "lapor": "lapor laporan melaporkan dilaporkan pelaporan pelapor terlapor",
    "bantu": "bantu bantuan membantu dibantu pembantu perbantuan",
    "sehat": "sehat kesehatan menyehatkan penyehatan",
    "layan": "layan layanan pelayanan melayani dilayani",
    "salur": "salur penyaluran menyalurkan disalurkan tersalurkan saluran",
    "rawan": "rawan kerawanan",
    "cegah": "cegah pencegahan mencegah dicegah",
    "tindak": "tindak tindakan penindakan menindak ditindak bertindak",
    "langgar": "langgar pelanggaran melanggar dilanggar pelanggar",
    "hitung": "hitung penghitungan menghitung dihitung perhitungan terhitung",
    "pungut": "pungut pemungutan memungut dipungut",
    "kirim": "kirim pengiriman mengirim mengirimkan dikirim terkirim",
    "kendali": "kendali pengendalian mengendalikan dikendalikan terkendali",
    "lindung": "lindung perlindungan melindungi dilindungi terlindungi",
    "peta": "peta pemetaan memetakan dipetakan terpetakan",
    "sukses": "sukses kesuksesan menyukseskan mensukseskan disukseskan",
    "sosialisasi": "sosialisasi menyosialisasikan mensosialisasikan disosialisasikan",
    "anggaran": "anggaran penganggaran menganggarkan dianggarkan",
    "pemerintah": "pemerintah pemerintahan",
    "perintah": "perintah memerintahkan diperintahkan",
    "tugas": "tugas petugas penugasan bertugas menugaskan ditugaskan",
    "latih": "latih pelatihan melatih dilatih terlatih pelatih",
    "bangun": "bangun pembangunan membangun dibangun terbangun bangunan",
    "serah": "serah penyerahan menyerahkan diserahkan",
    "tetap": "tetap penetapan menetapkan ditetapkan ketetapan",
    "sepakat": "sepakat kesepakatan menyepakati disepakati",
    "pantau": "pantau pemantauan memantau dipantau terpantau pemantau",
    "daftar": "daftar pendaftaran mendaftar mendaftarkan didaftarkan terdaftar pendaftar",
    "temu": "temu pertemuan menemukan ditemukan temuan bertemu",
    "rukun": "rukun kerukunan merukunkan",
    "sengketa": "sengketa persengketaan menyengketakan disengketakan",
    "evaluasi": "evaluasi mengevaluasi dievaluasi pengevaluasian",
    "distribusi": "distribusi pendistribusian mendistribusikan didistribusikan terdistribusi",
    "verifikasi": "verifikasi memverifikasi diverifikasi pemverifikasian",
    "wakil": "wakil perwakilan mewakili diwakili mewakilkan",
}

# Families that no exception was written for.
MORE = {
    "ajak": "ajak mengajak diajak ajakan",
    "ambil": "ambil mengambil diambil pengambilan",
    "antar": "antar mengantar pengantaran diantar",
    "atur": "atur peraturan mengatur pengaturan diatur aturan",
    "bagi": "bagi pembagian membagi membagikan dibagikan terbagi",
    "bahas": "bahas pembahasan membahas dibahas bahasan",
    "baik": "baik kebaikan perbaikan memperbaiki diperbaiki",
    "banjir": "banjir kebanjiran membanjiri",
    "batas": "batas pembatasan perbatasan membatasi dibatasi batasan",
    "bina": "bina pembinaan membina dibina binaan",
    "buka": "buka pembukaan membuka dibuka terbuka keterbukaan",
    "cari": "cari pencarian mencari dicari",
    "catat": "catat pencatatan mencatat dicatat catatan tercatat",
    "capai": "capai pencapaian mencapai dicapai tercapai capaian",
    "damping": "damping pendampingan mendampingi didampingi pendamping",
    "dapat": "dapat pendapatan mendapat mendapatkan didapat",
    "data": "data pendataan mendata didata",
    "gerak": "gerak gerakan menggerakkan penggerak bergerak pergerakan",
    "ganggu": "ganggu gangguan mengganggu terganggu diganggu",
    "guna": "guna penggunaan menggunakan digunakan berguna",
    "hadir": "hadir kehadiran menghadiri dihadiri",
    "hambat": "hambat hambatan menghambat terhambat penghambat",
    "harap": "harap harapan berharap mengharapkan diharapkan",
    "ikut": "ikut mengikuti diikuti ikutan pengikut",
    "ingat": "ingat peringatan mengingatkan diingatkan",
    "jaga": "jaga penjagaan menjaga dijaga berjaga",
    "jalan": "jalan perjalanan menjalankan dijalankan berjalan",
    "jamin": "jamin jaminan menjamin dijamin penjaminan",
    "kampanye": "kampanye berkampanye mengampanyekan",
    "kelola": "kelola pengelolaan mengelola dikelola pengelola",
    "kuat": "kuat kekuatan memperkuat menguatkan penguatan diperkuat",
    "laksana": "laksana pelaksanaan melaksanakan dilaksanakan terlaksana",
    "lanjut": "lanjut lanjutan melanjutkan dilanjutkan kelanjutan",
    "libat": "libat keterlibatan melibatkan dilibatkan terlibat",
    "masyarakat": "masyarakat kemasyarakatan bermasyarakat",
    "minta": "minta permintaan meminta diminta",
    "naik": "naik kenaikan menaikkan dinaikkan",
    "nilai": "nilai penilaian menilai dinilai",
    "nyata": "nyata pernyataan menyatakan dinyatakan",
    "pimpin": "pimpin pimpinan pemimpin memimpin dipimpin kepemimpinan",
    "politik": "politik berpolitik perpolitikan",
    "rencana": "rencana perencanaan merencanakan direncanakan",
    "sampai": "sampai menyampaikan disampaikan penyampaian",
    "sebar": "sebar penyebaran menyebarkan disebarkan tersebar",
    "selesai": "selesai penyelesaian menyelesaikan diselesaikan",
    "simpan": "simpan penyimpanan menyimpan disimpan",
    "tanggap": "tanggap tanggapan menanggapi ditanggapi",
    "tingkat": "tingkat peningkatan meningkatkan meningkat ditingkatkan",
    "tolak": "tolak penolakan menolak ditolak",
    "tunda": "tunda penundaan menunda ditunda tertunda",
    "turun": "turun penurunan menurunkan turunnya diturunkan",
    "ungsi": "ungsi pengungsi mengungsi pengungsian",
    "usul": "usul usulan mengusulkan diusulkan pengusulan",
    "warga": "warga kewarganegaraan",
}
ALL = FAMILIES | MORE


def test_families_find_themselves_and_nobody_else() -> None:
    kin = {name: text.split() for name, text in ALL.items()}
    pairs = [(a, b) for family in kin.values() for a, b in itertools.permutations(family, 2)]
    missed = [(a, b) for a, b in pairs if root(a) != root(b)]
    assert len(missed) <= 0.02 * len(pairs), f"{len(missed)} of {len(pairs)}: {missed[:20]}"
    by_root: dict[str, set[str]] = {}
    for name, family in kin.items():
        for word in family:
            by_root.setdefault(root(word), set()).add(name)
    assert not [joined for joined in by_root.values() if len(joined) > 1]


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_family_shares_one_root(name: str) -> None:
    assert {root(word) for word in FAMILIES[name].split()} == {name}


def test_names_of_places_stay_whole() -> None:
    ordinary = set(
        "kepulauan pegunungan selatan utara timur barat tengah tenggara daya istimewa khusus "
        "ibukota administrasi hulu hilir bagian seribu".split()
    )
    places = {word for region in regions() for word in words(fold(region.bare))} - ordinary
    assert len(places) > 400
    assert {place: root(place) for place in places if root(place) != place} == {}


def test_names_of_people_stay_whole() -> None:
    lines = (DATA / "names.txt").read_text(encoding="utf-8").splitlines()
    people = [fold(line) for line in lines if line and not line.startswith("#")]
    assert len(people) >= 200
    assert {name: root(name) for name in people if root(name) != name} == {}


def test_every_exception_has_a_reason_and_is_needed_or_family() -> None:
    text = (DATA / "exceptions.csv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        word, stem, reason = line.split(",", 2)
        assert fold(word) == word, line
        assert exceptions().get(stem, stem) == stem, f"{line}: the root is itself an exception"
        assert len(reason) > 8, line


@pytest.mark.parametrize(
    "word",
    ["rapat", "jakarta", "kotabaru", "zzz", "pilkada", "12173", "ktpel", "stunting", "covid"],
)
def test_words_without_affixes_are_their_own_root(word: str) -> None:
    assert root(word) == word


def test_filter_before_sastrawi_hides_no_root() -> None:
    """What the quick look refuses, Sastrawi cannot stem either."""
    from rakor.search.stemmer import _sastrawi

    ends = [f"{name}{end}" for name in sorted(names()) for end in ("an", "i", "kan", "nya")]
    sample = [*names(), *ends, *(word for family in ALL.values() for word in family.split())]
    refused = [word for word in sample if word.isalpha() and not may_have_root(word)]
    stemmer = _sastrawi()
    assert [word for word in refused if stemmer.stem(word) != word] == []
