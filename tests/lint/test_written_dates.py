"""Dates and hours of the text, in every writing that press and letters use."""

from __future__ import annotations

import bulletin_text
import pytest
from bulletin_text import NAME

from rakor.diagnostics import Problem
from rakor.lint.linter import check_file
from rakor.lint.project import Project, open_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return open_project(bulletin_text.project(tmp_path_factory.mktemp("tanggal")))


def problems(project: Project, body: str, extra: str = "") -> list[Problem]:
    """What is found in a bulletin of Thursday, 14 November 2024."""
    data = bulletin_text.text(extra, f"\n{body}\n").encode()
    return list(check_file(NAME, data, project.resolver, project.tree).problems)


def codes(project: Project, body: str, extra: str = "") -> list[str]:
    return [problem.code for problem in problems(project, body, extra)]


WRITINGS = [
    "{day} (14/11/2024)", "{day} (14/11/24)", "{day}, 14 November 2024", "{day} 14 November 2024",
    "{day}, 14-11-2024", "{day} (14.11.2024)", "**{day}** (14/11/2024)",
    "*{day}*, 14 November 2024",
    "__{day}__ (14/11/2024)", "{day} tanggal 14 November 2024", "hari {day} tgl. 14/11/2024",
    "{day} siang (14/11/2024)", "{day} dini hari (14/11/2024)", "{day}, 14 Nov 2024",
    "{day}, 14 Nov. 2024", "{day} pukul 09.00 WIB (14/11/2024)", "{day} ( 14 / 11 / 2024 )",
    "14 November 2024 ({day})", "14/11/2024, hari {day}", "14 November 2024 jatuh pada hari {day}",
    "{day}, 2024-11-14", "{day}, 14-November-2024", "**{day} (14/11/2024)**",
]  # fmt: skip


@pytest.mark.parametrize("form", WRITINGS)
@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_a_wrong_weekday_in_every_writing(project: Project, form: str, change: object) -> None:
    assert callable(change)
    wrong = form.format(day=change("Rabu"))
    assert codes(project, f"Laporan diterima {wrong}.") == ["RK311"]
    right = form.format(day=change("Kamis"))
    assert codes(project, f"Laporan diterima {right}.") == []


@pytest.mark.parametrize("day", ["jumat", "Jum'at", "JUM’AT", "Ahad", "minggu", "senin"])
def test_every_weekday_in_any_case(project: Project, day: str) -> None:
    assert codes(project, f"Laporan diterima {day} (14/11/2024).") == ["RK311"]


@pytest.mark.parametrize(
    "body",
    [
        "Dua minggu (3/4) dari target itu tercapai.",
        "Setiap minggu (1/2) hari dipakai untuk pendataan.",
        "Peraturan 12.11.2024 dan versi 1-2-2024 tidak bertanggal.",
        "Undangan menulis Rabu (14/11/2024), tetapi rapat digelar Kamis (14/11/2024).",
        "Menurut undangan, rapat Rabu (14/11/2024), padahal tanggal itu Kamis.",
        "Bagian (31/12) dan (1/3) sama; nilai (3/13) dan 31/2 bukan tanggal.",
        "Sebanyak 12 maret besar dan 3 mei kecil; 5 des dan 7 okt.",
        "Rapat dimulai pukul 24.00 WIB dan berakhir pukul 23.59 WIB.",
        "Jam 10.30 sampai 12.45 WIB; harga Rp 25.75 per jam.",
        "Sebanyak 31.75 persen, 25.00 ton, dan nomor 26.99/2024.",
    ],
)
def test_what_is_right_or_no_date(project: Project, body: str) -> None:
    assert codes(project, body) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Laporan diterima Rabu 14/112024.", "RK313"),
        ("Laporan diterima Kamis, 14/112024.", "RK313"),
        ("Tenggatnya akhir bulan (31/2).", "RK313"),
        ("Tenggatnya akhir bulan (31/4).", "RK313"),
        ("Tenggatnya akhir bulan (30/2).", "RK313"),
        ("Tenggatnya kamis 31-11-2024.", "RK313"),
        ("Dibuka pukul 25.00 WIB.", "RK316"),
        ("Dibuka pukul 09.75.", "RK316"),
        ("Dibuka Pukul **24.30** WIB.", "RK316"),
        ("Berlangsung 09.00–25.30 WIB.", "RK316"),
        ("Dibuka jam 30:00.", "RK316"),
    ],
)
def test_days_and_hours_that_do_not_exist(project: Project, body: str, code: str) -> None:
    assert codes(project, body) == [code]


def test_the_remedy_names_what_fits_and_how_to_record_a_misprint(project: Project) -> None:
    (found,) = problems(project, "Laporan diterima Rabu (14/11/2024).")
    assert "13 November 2024" in found.remedy  # the nearest Wednesday
    assert "14 November 2029" not in found.remedy
    assert "14 November 2018" in found.remedy
    assert "Catatan sumber" in found.remedy
    assert "kutip" in found.remedy


def test_the_day_of_the_meeting_is_offered_first_where_it_fits(project: Project) -> None:
    (found,) = problems(project, "Laporan diterima Kamis (14/10/2024).")
    assert found.remedy.index("14 November 2024 (hari rapat") < found.remedy.index("17 Oktober")


def test_a_misprint_can_be_recorded(project: Project) -> None:
    body = 'Rapat pada Kamis.\n\n## Catatan sumber\n\nSumber menulis "Rabu (14/11/2024)".'
    assert codes(project, body) == []


# --- the day of the meeting ------------------------------------------------------------------

ELSEWHERE = [
    "Rapat digelar Rabu, 13 November 2024.",
    "Rapat koordinasi itu dilaksanakan di Auditorium Madakaripura, Rabu (13/11/2024).",
    "Rakor berlangsung di ruang rapat pada hari Rabu tanggal 13 November 2024.",
    "Pada hari Rabu, 13 November 2024, rapat koordinasi diselenggarakan di pendopo.",
    "Rabu (13/11/2024), Pemkab menggelar rapat koordinasi di pendopo.",
    "Pejabat contoh membuka rapat koordinasi di Auditorium Madakaripura, Rabu (13/11/2024).",
    "Pejabat contoh memimpin rapat koordinasi persiapan pilkada di pendopo, **Rabu** (13/11).",
    "Kegiatan ini dilaksanakan pada 13 November 2024 di pendopo.",
    "rapat koordinasi DIGELAR selasa (12/11/2024) di pendopo.",
]


@pytest.mark.parametrize("body", ELSEWHERE)
def test_another_day_than_that_of_the_meeting(project: Project, body: str) -> None:
    assert codes(project, body) == ["RK317"]


@pytest.mark.parametrize("body", ELSEWHERE)
def test_the_day_of_the_meeting_itself(project: Project, body: str) -> None:
    right = body.replace("13", "14").replace("12/11", "14/11").replace("Rabu", "Kamis")
    assert codes(project, right.replace("selasa", "kamis")) == []


@pytest.mark.parametrize(
    "body",
    [
        "Rapat membahas pemungutan suara yang digelar Rabu (27/11/2024).",
        "Rapat membahas persiapan pilkada. Pemungutan suara digelar Rabu (27/11/2024).",
        "Rapat lanjutan akan digelar Rabu (20/11/2024).",
        "Rapat serupa digelar Rabu (6/11/2024).",
        "Rapat sebelumnya dilaksanakan pada 6 November 2024.",
        "Hasil rapat dilaporkan paling lambat Jumat (22/11/2024).",
        "Rapat berlangsung lancar, kata ketua panitia, Jumat (15/11/2024).",
        "Ia menjelaskan hasil rapat koordinasi saat ditemui, Jumat (15/11/2024).",
        "Debat publik digelar di hotel, Rabu (13/11/2024).",
        "Pelantikan digelar Rabu (13/11/2024), lalu rapat dibuka.",
        "Surat undangan tertanggal 11 November 2024.",
        "Rapat digelar Kamis (14/11/2024). Rapat digelar Rabu (13/11/2024) oleh panitia lain.",
        '"Rapat digelar Rabu (13/11/2024)," kata ketua panitia.',
        "Rapat membahas simulasi yang dilaksanakan pada 20 November 2024.",
        "Rapat dibuka dengan laporan hasil pengawasan sejak 1 November 2024.",
    ],
)
def test_days_of_something_else(project: Project, body: str) -> None:
    assert codes(project, body) == []


def test_a_meeting_of_several_days(project: Project) -> None:
    days = "tanggal:\n  mulai: 2024-11-14\n  selesai: 2024-11-15"
    assert codes(project, "Rapat digelar Jumat (15/11/2024).", days) == []
    assert codes(project, "Rapat digelar Sabtu (16/11/2024).", days) == ["RK317"]
