"""Who said a figure, and who made a promise: told where the sentence leaves no doubt."""

from __future__ import annotations

import datetime as dt

import pytest

from rakor.importing.extraction import understand
from rakor.importing.gazetteer import Gazetteer
from rakor.importing.result import Findings
from rakor.registry import Agencies, load_topics, regions

TODAY = dt.date(2024, 12, 1)
HEAD = (
    "KRAKSAAN – Pemerintah Kabupaten Probolinggo menggelar rapat koordinasi contoh di Aula Rekaan, "
    "Kamis (14/11/2024). Rapat dipimpin Bupati Probolinggo Contoh Rekaan. "
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(Agencies(regions()))


def read(text: str, gazetteer: Gazetteer) -> Findings:
    return understand(HEAD + text, gazetteer, load_topics({}), TODAY)


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        (
            "Ketua KPU Kabupaten Probolinggo Budi Rekaan menyampaikan logistik dikirim ke 24 "
            "kecamatan.",
            "Ketua KPU Kabupaten Probolinggo",
        ),
        ("Kapolres Probolinggo menyatakan 350 personel disiapkan.", "Kapolres Probolinggo"),
        ("Logistik dikirim ke 24 kecamatan.", None),
        (
            "Ketua KPU Kabupaten\nProbolinggo mengatakan ada 12.173 petugas.",
            "Ketua KPU Kabupaten Probolinggo",
        ),
    ],
)
def test_who_said_a_figure(text: str, said_by: str | None, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    (figure,) = found.figures
    assert figure.according_to == said_by
    for one in figure.evidence:
        assert found.text[one.start : one.end] == one.text
    said = " ".join(" ".join(one.text for one in figure.evidence).split())
    assert figure.value in said
    assert said_by is None or said_by in said


@pytest.mark.parametrize(
    ("text", "who", "due"),
    [
        (
            "KPU Kabupaten Probolinggo berkomitmen menata gudang paling lambat 23 November 2024.",
            "kpu@35.13",
            "2024-11-23",
        ),
        (
            "Dalam kesempatan itu, Ketua KPU Kabupaten Probolinggo Budi Rekaan menegaskan pihaknya "
            "siap menata gudang.",
            "kpu@35.13",
            None,
        ),
        ("Semua pihak berkomitmen menjaga ketertiban.", None, None),
    ],
)
def test_who_promised(text: str, who: str | None, due: str | None, gazetteer: Gazetteer) -> None:
    (promise,) = read(text, gazetteer).commitments
    assert promise.kind == "komitmen"
    assert (promise.responsible, promise.due) == (who, due)
