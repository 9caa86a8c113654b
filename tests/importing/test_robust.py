"""Whatever a text says: no exception, exact evidence, values of the right form."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rakor.importing.draft import make_draft
from rakor.importing.extraction import understand
from rakor.importing.gazetteer import Gazetteer
from rakor.importing.reading import ReadText
from rakor.registry import Agencies, load_topics, regions
from rakor.source.frontmatter import parse

TODAY = dt.date(2026, 11, 28)
TOPICS = load_topics({"pilkada": "Pilkada", "inflasi": "Inflasi"})
PIECES = (
    "Rapat koordinasi|Rakor|dipimpin|dipimpin oleh|memimpin|membuka|dibuka|dihadiri|diikuti oleh|"
    "Hadir|menggelar|digelar|akan digelar|yang diwakili|mewakili|bertempat di|di|pada|hari|"
    "Senin|Kamis (14/11/2024)|Selasa (26/11)|Kamis (31/6/2023)|15/09/2922|27 Nopember|2024|"
    "20-21 Maret 2023|30 Mei - 1 Juni 2023|Bupati|Penjabat (Pj)|Wakil|Wali Kota|Gubernur|Kapolres|"
    "Dandim 0820|Ketua KPU|Bawaslu|Kejari|Forkopimda|TNI|Polri|Dinas Sosial|Kepala|Setda|OPD|"
    "Probolinggo|Kabupaten Probolinggo|Kota|Provinsi|Jawa Timur|Aula Rekaan|Hotel Umpama|"
    "Seno Contohan|H.|S.Sos., M.Si|Letkol Inf|secara|virtual|hybrid|luring dan daring|pukul 09.00|"
    'WIB|12.173|persen|orang|,|.|;|:|(|)|“|”|"|-|–|\n|\n\n|1.|2)|<p>|</p>|Baca juga:|Komentar|dan|'
    "serta|yang|kata|menyampaikan|meminta|sebelumnya|mendatang|se-Jawa Timur|Camat|»|…"
).split("|")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(Agencies(regions()))


def _evidence(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        found = [e for value in part.values() for e in _evidence(value)]
        return [part, *found] if part.keys() == {"start", "end", "text"} else found
    return [e for value in part for e in _evidence(value)] if isinstance(part, list) else []


@given(TEXTS | st.text(max_size=300))
def test_any_text_is_read(gazetteer: Gazetteer, text: str) -> None:
    found = understand(text, gazetteer, TOPICS, TODAY)
    shown = found.to_json("siaran.txt")
    for evidence in _evidence(shown):
        assert text[evidence["start"] : evidence["end"]] == evidence["text"] != ""
    for name in ("date", "end_date"):
        if value := found.value(name):
            assert dt.date.fromisoformat(value).isoformat() == value
    region = found.value("region")
    assert region is None or region in gazetteer.regions
    assert found.value("mode") in (None, "luring", "daring", "hibrida")
    assert found.value("status") in ("terbit", "rencana")
    asked = {question.field for question in found.questions}
    for name, value in found.values.items():
        assert value.confidence == "likely" or name not in asked
    for agency in found.agencies:
        assert agency.value is None or agency.value in gazetteer.agencies
        assert agency.label
    assert len(found.questions) <= 3


@settings(max_examples=50)
@given(TEXTS | st.text(max_size=300))
def test_any_draft_can_be_read(gazetteer: Gazetteer, text: str) -> None:
    found = understand(text, gazetteer, TOPICS, TODAY)
    draft = make_draft(found, ReadText(text), gazetteer.agencies, TOPICS)
    document, report = parse("draf.md", draft.text.encode("utf-8", "surrogatepass"))
    assert document is not None, report.problems
    assert not report.problems
    body = draft.text.partition("\n---\n")[2]
    assert all(line.startswith(">>> ") for line in body.splitlines() if line)
    assert re.fullmatch(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.md", draft.place.as_posix())


@given(TEXTS)
def test_names_of_a_value_stand_in_its_evidence(gazetteer: Gazetteer, text: str) -> None:
    found = understand(text, gazetteer, TOPICS, TODAY)
    for name in ("venue", "chair_name", "chair_position"):
        value = found.values.get(name)
        if value is None:
            continue
        shown = " ".join(" ".join(part.text for part in value.evidence).split())
        assert value.value == shown


OPENING = "Rapat koordinasi di Bojonegoro, Kamis (14/11/2024).\n"


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 30_000 + "x",
        "Peserta:\n- Dinas Kesehatan\n" + "\n" * 30_000 + "x",
        "Peserta rapat," + "\n" * 2_900 + "x",
        ("Peserta:" + " " * 2_900 + "x. ") * 10,
        "- Peserta: - Dinas Kesehatan Bojonegoro\n" * 400,
    ],
    ids=["lines", "list", "comma", "blanks", "lists in lists"],
)
def test_time_grows_no_faster_than_the_text(gazetteer: Gazetteer, text: str) -> None:
    begun = time.process_time()
    understand(OPENING + text, gazetteer, TOPICS, TODAY)
    # Each takes a second or two at most; what grows with the square took twenty.
    assert time.process_time() - begun < 8
