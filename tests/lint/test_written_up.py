"""Meetings of real articles' shape, written up by a careful officer and by one in a hurry.

To the careful one nothing is said. To the other every slip is told and nothing else, and what is
proposed to be written is never false: pasted, it is understood, and as what it was meant to be.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from written_up import MEETINGS, Meeting, Officer

from rakor.diagnostics import Problem
from rakor.lint.linter import check_file
from rakor.lint.project import Project, open_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("ditulis")
    (root / "bulletins").mkdir()
    (root / "bulletins" / "topics.yml").write_text("pilkada: Pilkada\n", encoding="utf-8")
    return open_project(Path(root))


def problems(project: Project, meeting: Meeting, officer: Officer) -> list[Problem]:
    folder = project.resolver.folder(meeting.region)
    path = f"{folder}/{meeting.day[:4]}/{meeting.day}-{meeting.name}.md"
    data = meeting.text(officer).encode()
    return list(check_file(path, data, project.resolver, project.tree).problems)


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting.name)
def test_nothing_is_said_to_the_careful(project: Project, meeting: Meeting) -> None:
    found = problems(project, meeting, meeting.careful)
    assert [(p.code, p.message) for p in found] == []


def test_what_the_hurried_writes_is_read_as_it_was_meant(project: Project) -> None:
    agencies = project.resolver.agencies
    for label, home, meant in (
        ("Beacukai", "36.72", "bea-cukai@36.72"),
        ("Syah Bandar Merak", "36.72", "ksop@36.72"),
        ("BNNP Kota Cilegon", "36.72", "bnn@36.72"),
        ("Ketua KPUD Bintan", "21.01", "kpu@21.01"),
        ("19 Camat se-Kabupaten OKU Selatan", "16", "kecamatan@16.09"),
        ("Ketua KPU RI", "94", "kpu@nasional"),
        ("Anggota Komisi II DPR RI", "94", "dpr-ri-komisi-ii"),
        ("Dandim 0315 Tanjungpinang", "21.01", "kodim-0315"),
        ("Danrem 102/Panju Panjung", "62", "korem-102"),
        ("Wakil Bupati Semarang", "33.22", "pemkab@33.22"),
        ("Asisten Perekonomian dan Pembangunan Setda Kabupaten Buleleng", "51.08", "setda@51.08"),
    ):
        assert agencies.resolve(label, home).id == meant


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting.name)
def test_every_slip_is_told_to_the_hurried(project: Project, meeting: Meeting) -> None:
    lines = meeting.text(meeting.hurried).split("\n")
    found = [
        (p.code, lines[p.span.line - 1][p.span.column - 1 : p.span.end_column - 1])
        for p in problems(project, meeting, meeting.hurried)
    ]
    assert sorted(found) == sorted(meeting.told)
