"""Rules about the text, on single sentences: what alarms and, as important, what does not."""

from __future__ import annotations

import bulletin_text
import pytest
from bulletin_text import NAME

from rakor.lint.linter import check_file
from rakor.lint.project import Project, open_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return open_project(bulletin_text.project(tmp_path_factory.mktemp("teks")))


def codes(project: Project, body: str, extra: str = "") -> list[str]:
    data = bulletin_text.text(extra, f"\n{body}\n").encode()
    result = check_file(NAME, data, project.resolver, project.tree)
    return [problem.code for problem in result.problems]


@pytest.mark.parametrize(
    "body",
    [
        "Rapat pada Kamis (14/11/2024) dan Selasa (26/11).",
        "Rapat pada Rabu, 27 November 2024, lalu Jum'at (29/11/2024) dan Jumat, 29 November 2024.",
        "Rapat pada Senin hingga Selasa (18-19/11/2024) dan Senin–Selasa, 18–19 November 2024.",
        "Pada 14 November 2024 memang hari Kamis; 4 November 2024 jatuh pada hari Senin.",
        "KAMIS, 14 NOVEMBER 2024 PUKUL 09.00",
        "Kamis (2/1) adalah hari pertama kerja tahun berikutnya.",
        "Surat Nomor 400.10/12/2024 tanggal 1/2 dan pecahan 31/12 atau 3/4 bagian.",
        "Rasio 1/13 dan 24/7, Pasal 27/2022, versi 1.12/3, jalan 12/34/5678.",
        "Sebanyak 27 Provinsi dan 142 Kabupaten/Kota; 20 Peserta 2024; 19 Camat.",
        "Minggu lalu 3 November disebut; minggu ke-2 2024.",
        "29 Februari 2024 ada.",
        "Hari kabisat, 29 Februari, dibahas juga.",
    ],
)
def test_dates_that_are_right(project: Project, body: str) -> None:
    assert codes(project, body) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Rapat pada Rabu (14/11/2024).", "RK311"),
        ("Rapat pada hari Jum’at tanggal 14 November 2024.", "RK311"),
        ("Rapat pada Senin hingga Rabu (18-19/11/2024).", "RK311"),
        ("Pada 14 November 2024 memang hari Rabu.", "RK311"),
        ("Rapat pada Rabu\n(14/11) pagi.", "RK312"),
        ("Rapat pada 29 Februari 2023.", "RK313"),
        ("Rapat pada 14/13/2024.", "RK313"),
        ("Rapat pada Kamis (32/11).", "RK313"),
        ("Rapat pada 14 November 2922.", "RK314"),
        ("Rapat pada 21 Agusyus 2024.", "RK315"),
        ("Rapat pada 2 Pebruari 2024.", "RK315"),
    ],
)
def test_dates_that_are_wrong(project: Project, body: str, code: str) -> None:
    assert codes(project, body) == [code]


@pytest.mark.parametrize(
    "number",
    [
        "3513011203900001",  # man
        "3513015203900001",  # woman: day plus 40
        "3513 0112 0390 0001",
        "35.13.01.120390.0001",
    ],
)
def test_population_numbers(project: Project, number: str) -> None:
    assert codes(project, f"Peserta bernomor {number} hadir.") == ["RK501"]


@pytest.mark.parametrize(
    "text",
    [
        "Nomor 198513122010011002",  # eighteen digits, with a thirteenth month
        "Anggaran Rp3.513.011.203.900.001,00",
        "Anggaran 3.513.011.203.900.001",
        "Rekening 0000000000000000",
        "Nomor 3513011203900001234",
        "Kode 3513013203900001",  # the 32nd
        "Kode 9913011203900001",  # no such province
        "https://contoh.go.id/berita/3513011203900001",
        "IMI.0549.GR.01.01 dan 12.173 orang, 2024–2029, 08.00–12.00",
        "Telepon (0335) 421000 dan 112, 0800-1-500",
        "kominfo@probolinggokab.go.id",
        "Ketua RT, RW, dan lurah; RT 12 kelurahan",
    ],
)
def test_what_is_no_personal_data(project: Project, text: str) -> None:
    found = codes(project, f"Catatan {text} dalam rapat.")
    assert not [code for code in found if code.startswith("RK5")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0812-3456-7890", "RK502"),
        ("+62 812 3456 7890", "RK502"),
        ("[hubungi](https://wa.me/6281234567890)", "RK502"),
        ("![KTP 3513011203900001](undangan.png)", "RK501"),
        ("NIK: 1234567890123456", "RK501"),
        ("Contoh.Nama@Gmail.com", "RK503"),
        ("RT 03/RW 05", "RK504"),
        ("beralamat di Jalan Contoh No. 12", "RK504"),
    ],
)
def test_what_is_personal_data(project: Project, text: str, code: str) -> None:
    assert code in codes(project, f"Catatan {text} dalam rapat.")


@pytest.mark.parametrize(
    "body",
    [
        "Logistik dikirim ke 24 kecamatan, dan 3 kecamatan lain menyusul.",
        "Rapat diikuti seluruh 24 kecamatan, 31 kecamatan di Kabupaten Jember.",
        "Partisipasi 83,82 persen; harga naik 120 persen; wilayah perairan 74% dan daratan 26%.",
        "Hadir 120 peserta yang terdiri atas 70 laki-laki dan 50 perempuan.",
        "Hadir 120 peserta yang terdiri atas unsur desa, kelurahan, dan 3 kecamatan.",
        "Bupati Probolinggo dan Gubernur Jawa Timur mengirim salam; Pendopo Bupati Jember dipakai.",
        "Mantan Bupati Jember hadir sebagai warga.",
    ],
)
def test_facts_that_can_be(project: Project, body: str) -> None:
    assert codes(project, body) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Rapat diikuti seluruh 23 kecamatan.", "RK401"),
        ("Rapat diikuti 40 kabupaten/kota di Jawa Timur.", "RK401"),
        ("Tingkat kehadiran mencapai 838 persen.", "RK409"),
        ("Hadir 120 peserta yang terdiri atas 70 laki-laki dan 40 perempuan.", "RK410"),
        ("Bupati Jember menyampaikan pesan.", "RK406"),
        ("Turut hadir Bawaslu Kabupaten Probolinggo.", "RK407"),
    ],
)
def test_facts_that_cannot_be(project: Project, body: str, code: str) -> None:
    assert codes(project, body) == [code]


CHAIR = "pimpinan:\n  nama: H. Andriyanto, S.Sos., M.Si\n  jabatan: Pj Bupati Probolinggo"


@pytest.mark.parametrize(
    "body",
    [
        "Pj Bupati Andriyanto, Penjabat (Pj) Bupati Probolinggo Andriyanto, dan Pj. Bupati hadir.",
        "Andriyani Lestari dari KPU juga hadir.",
        "Ketua Panitia Andriyana Putri juga hadir.",
        "Bupati kelak akan dilantik.",
        "Nama “Andriyanyo” salah cetak.\n\n## Catatan sumber\n\nTercetak “Bupati Andriyanyo”.",
    ],
)
def test_people_that_are_right(project: Project, body: str) -> None:
    assert codes(project, body, CHAIR) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Pj Bupati Andriyanyo hadir.", "RK402"),
        ("Hadir Pj Bupati Andriyantoserta Kapolres.", "RK403"),
        ("Bupati Andriyanto hadir.", "RK408"),
        ("Bupati Probolinggo Andriyanto hadir.", "RK408"),
    ],
)
def test_people_that_are_wrong(project: Project, body: str, code: str) -> None:
    assert codes(project, body, CHAIR) == [code]


@pytest.mark.parametrize(
    "body",
    [
        "Butir-butir, hati-hati, sama-sama, dan tiap-tiap.",
        "Kota Bau Bau dan Pulau Sapi Sapi.",
        "“Satu,\n\n“dua,” katanya.",
        'Ukuran 5" dan 7".',
        "a) satu, b) dua (tiga).",
        "| a  | b  |\n|----|----|\n| c  | d  |",
        "Baris satu.  \nBaris dua.",
        "Dan seterusnya ... pukul 09.00 : 10.00",
        "TNI POLRI hadir. KPU, BAWASLU, PPK, DAN PPS.",
        "Lihat juga data lain di halaman ini.",
        "`<p>` dan <https://contoh.go.id>",
        "## Satu\n\n### Dua\n\n## Tiga",
    ],
)
def test_language_that_is_right(project: Project, body: str) -> None:
    found = codes(project, body)
    assert found in ([], ["RK804"]) if " : " in body else found == []


def test_text_of_the_front_matter_counts_too(project: Project) -> None:
    follow_up = "tindak_lanjut:\n  - isi: Menggelar doa pada Rabu (14/11/2024)."
    assert codes(project, "Isi.", follow_up) == ["RK311"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Rapat membahas data (yang yang lama) dan dan logistik.", ["RK803", "RK803"]),
        ("Warga diminta tetap hati hati.", ["RK803"]),
        ("Desa-desa itu berada di Bau Bau; camat, camat lain, dan camat.", []),
    ],
)
def test_a_word_written_twice(project: Project, body: str, found: list[str]) -> None:
    assert codes(project, body) == found


def test_the_day_under_a_misspelt_key_is_offered_in_its_right_form(project: Project) -> None:
    data = bulletin_text.text().replace("tanggal: 2024-11-14", "tangal: 14/11/2024").encode()
    problems = check_file(NAME, data, project.resolver, project.tree).problems
    assert [(one.code, one.remedy) for one in problems] == [("RK130", "tanggal: 2024-11-14")]


@pytest.mark.parametrize(
    "body",
    [
        "Cakupan imunisasi mencapai 105 persen.",
        "Panitia bersurat kepada Bupati Blora dan menyurati Gubernur Bali.",
        "Menurut Pramuya, rapat berjalan lancar; Disean dan Bapeda hadir.".replace(
            "dan Bapeda ", ""
        ),
        "Laporan disampaikan Basarnes, Kodina, dan Damkari kepada panitia.".replace("Kodina, ", ""),
    ],
)
def test_what_is_no_mistake(project: Project, body: str) -> None:
    assert codes(project, body) == []


def test_a_post_of_the_front_matter_says_who_is_meant(project: Project) -> None:
    chair = "pimpinan:\n  nama: Andriyanto\n  jabatan: Rektor Universitas Contoh"
    assert codes(project, "Rapat dibuka Rektor Andriyanyo.", chair) == ["RK402"]
    assert codes(project, "Rapat dibuka Petani Andriyanyo.", chair) == []


@pytest.mark.parametrize(
    "body",
    [
        "Rapat dipantau Bawslu setempat.",
        "Rapat dipantau Bwaslu setempat.",
        "Hadir anggota Bawasli.",
        "Rapat di kantor Bawasli.",
    ],
)
def test_misspelt_acronyms(project: Project, body: str) -> None:
    assert "RK806" in codes(project, body)


def test_zones_of_hybrid_and_online_meetings(project: Project) -> None:
    assert codes(project, "Isi.", "waktu: 09.00 WIT\nmode: hibrida") == ["RK324"]
    assert codes(project, "Isi.", "waktu: 09.00 WIT\nmode: daring") == []


@pytest.mark.parametrize("date", ["18/02/29", "1/2/24", "18.02.25"])
def test_a_year_of_two_digits_is_asked_back(project: Project, date: str) -> None:
    data = bulletin_text.text(f"tanggal: {date}").encode()
    (found,) = [
        problem
        for problem in check_file(NAME, data, project.resolver, project.tree).problems
        if problem.code == "RK301"
    ]
    assert found.is_step
    assert found.fix is None
    assert "2029" not in found.remedy


@pytest.mark.parametrize("date", ["14/11/24", "24/11/14"])
def test_a_year_of_two_digits_that_the_name_of_the_file_tells(project: Project, date: str) -> None:
    data = bulletin_text.text(f"tanggal: {date}").encode()
    (found,) = check_file(NAME, data, project.resolver, project.tree).problems
    assert found.remedy == "tanggal: 2024-11-14"
