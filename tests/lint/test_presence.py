"""RK407: who was there by the text, for every kind of agency and title, and who was not."""

from __future__ import annotations

import bulletin_text
import pytest
from bulletin_text import NAME

from rakor.lint.linter import check_file
from rakor.lint.project import Project, open_project

PLACE = " Kabupaten Probolinggo"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return open_project(bulletin_text.project(tmp_path_factory.mktemp("hadir")))


def told(project: Project, body: str, extra: str = "") -> list[str]:
    """The remedies; the frame lists KPU, and Pemkab Probolinggo is the host."""
    listed = extra or "instansi:\n  - KPU"
    data = bulletin_text.text(listed, f"\n{body}\n").encode()
    result = check_file(NAME, data, project.resolver, project.tree)
    found = [p for p in result.problems if p.code == "RK407"]
    for problem in found:  # pasted as offered, it is what the text said
        again = bulletin_text.text(
            f"instansi:\n  - KPU\n  {problem.remedy}", f"\n{body}\n"
        ).encode()
        left = check_file(NAME, again, project.resolver, project.tree).problems
        assert len([p for p in left if p.code == "RK407"]) == len(found) - 1
        assert not [p for p in left if p.code.startswith("RK2")]
    return [problem.remedy for problem in found]


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("Bawaslu", f"Bawaslu{PLACE}"),
        ("Kajari Kabupaten Probolinggo", f"Kejari{PLACE}"),
        ("Kejaksaan Negeri Kota Probolinggo", "Kejari Kota Probolinggo"),
        ("Kepala Dinas Kesehatan", f"Dinas Kesehatan{PLACE}"),
        ("Kadinkes", f"Dinas Kesehatan{PLACE}"),
        ("Kepala Badan Kesatuan Bangsa dan Politik", f"Bakesbangpol{PLACE}"),
        ("Ketua DPRD", f"DPRD{PLACE}"),
        ("Kepala BPS", f"BPS{PLACE}"),
        ("Dandim 0820", "Kodim 0820/Probolinggo"),
        ("Kodim 0820/Probolinggo", "Kodim 0820/Probolinggo"),
        ("Kapolres Probolinggo AKBP Contoh Nama", "Polres Probolinggo"),
        ("Kapolres Probolinggo Kota", "Polres Probolinggo Kota"),
        ("Ketua Pengadilan Negeri Kraksaan", "PN Kraksaan"),
        ("Ketua MUI", f"MUI{PLACE}"),
        ("Ketua PMI", f"PMI{PLACE}"),
        ("Menteri Dalam Negeri", "Kemendagri"),
        ("Camat Kraksaan", f"Kecamatan Kraksaan,{PLACE}"),
        ("Kapolsek Kraksaan", f"Polsek Kraksaan,{PLACE}"),
        ("Bupati Lumajang", "Pemerintah Kabupaten Lumajang"),
        ("Kapolda Jatim", "Polda Jatim"),
        ("perwakilan dari Kantor Kementerian Agama Kab. Probolinggo", f"Kantor Kemenag{PLACE}"),
        ("**Kadishub**", f"Dinas Perhubungan{PLACE}"),
        ("Satpol\nPP", f"Satpol PP{PLACE}"),
    ],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "Rapat dihadiri {} dan sejumlah warga.",
        "Turut hadir {}, tokoh masyarakat, dan warga.",
        "Hadir dalam rapat itu warga serta {}.",
        "{} juga hadir.",
        "Warga dan {} hadir.",
        "Rapat diikuti 24 camat, {}, dan warga secara daring.",
        "Kegiatan ini diikuti oleh {} dan warga, lalu ditutup dengan doa.",
    ],
)
def test_who_was_there(project: Project, sentence: str, name: str, agency: str) -> None:
    if sentence.startswith("{}") and name[0].islower():
        name = name[0].upper() + name[1:]
    assert told(project, sentence.format(name)) == [f"- {agency}"]


def test_a_whole_list(project: Project) -> None:
    body = (
        "Hadir dalam rapat itu Kadinkes Probolinggo, Kapolres yang diwakili Wakapolres, Kepala "
        "BPBD, dan Ketua Bawaslu."
    )
    expected = [f"Dinas Kesehatan{PLACE}", "Polres Probolinggo", f"BPBD{PLACE}", f"Bawaslu{PLACE}"]
    assert told(project, body) == [f"- {name}" for name in expected]
    # Said again, it is not told again.
    assert len(told(project, f"{body}\n\nTurut hadir Kadinkes dan Kepala BPBD.")) == 4


@pytest.mark.parametrize(
    "body",
    [
        "Rapat tidak dihadiri Kapolres.",
        "Kapolres berhalangan hadir, begitu pula Dandim.",
        "Kajari belum hadir.",
        "Bupati menghadiri rapat Forkopimda di Polres Probolinggo.",
        "Bupati meminta Kapolres hadir pada rapat berikutnya.",
        "Rapat akan dihadiri Kapolres dan Dandim.",
        "Rapat sebelumnya dihadiri Kajari.",
        "“Rapat dihadiri Kapolres,” ujarnya.",
        "Negara harus hadir, kata Kapolres.",
        "Hadir di Mako Polres Probolinggo sejumlah warga.",
        "Peserta hadir di aula Kejari.",
        "Dihadiri mantan Kapolres dan istri Dandim.",
        "Bupati hadir untuk mendukung Bawaslu.",
        "Kehadiran Polres penting.",
        "Polres menyapa warga yang hadir.",
        "Bawaslu mendata pemilih; warga hadir dalam simulasi.",
        "Rapat dihadiri warga; Polres mengamankan.",
        "Rapat dihadiri 40 peserta. Polres mengamankan.",
        "Hadir sejumlah tokoh, sedangkan Kapolres mengikuti dari kantornya.",
        "Sebanyak 40 orang hadir menurut data BPS.",
        "Rapat dihadiri peserta dari desa yang dibina Dinas Sosial.",
        "Rapat yang dihadiri warga itu membahas laporan Dinas Kesehatan dan BPS.",
        "Kegiatan dihadiri warga dan dibuka Kapolres.",
        "Polres hadir melayani masyarakat melalui aplikasi.",
        "Rapat dihadiri unsur TNI dan Polri.",
        "Rapat dihadiri kepala OPD, camat, dan awak media.",
        "Hadir Bupati Probolinggo, Sekda, dan Asisten Pemerintahan.",
        "Hadir pula Bina Marga Sutrisno, Pramuya, dan Disean dari Desa Contoh.",
        "Diikuti oleh doa bersama.",
        "Sambutan diikuti pembacaan doa; Polres berjaga.",
        "Simulasi pekan depan diikuti BPBD dan Polres.",
        "Warga berharap negara hadir melalui BPBD.",
        "Kepala Dinas Sosial tidak hadir, sedangkan Kapolres hadir.",
        "Rapat dihadiri KPU Kabupaten Probolinggo dan Ketua KPU.",
        "## Catatan sumber\n\nSumber menulis rapat dihadiri Kapolres.",
        "<!-- Rapat dihadiri Kapolres. -->",
    ],
)
def test_who_was_not_or_goes_without_saying(project: Project, body: str) -> None:
    assert told(project, body) == []


@pytest.mark.parametrize(
    ("listed", "body"),
    [
        ("Camat se-Kabupaten Probolinggo", "Rapat dihadiri Camat Kraksaan."),
        ("Polres Probolinggo", "Rapat dihadiri Kasat Lantas Polres Probolinggo."),
        ("KPU kabupaten/kota se-Jawa Timur", "Rapat dihadiri KPU Kabupaten Probolinggo."),
        ("Polres\n  - Kodim 0820\n  - Kejari", "Rapat dihadiri Forkopimda."),
        ("Setda Kabupaten Probolinggo", "Rapat dihadiri Wakil Bupati Probolinggo."),
        ("PLN UP3 Pasuruan", "Rapat dihadiri PLN."),
    ],
)
def test_what_stands_for_it_in_the_list(project: Project, listed: str, body: str) -> None:
    assert told(project, body, f"instansi:\n  - {listed}") == []


def test_nothing_is_told_beside_a_label_that_is_not_understood(project: Project) -> None:
    """It may be the one that is missed."""
    assert told(project, "Rapat dihadiri Kapolres.", "instansi:\n  - Kapolreess Contoh") == []
