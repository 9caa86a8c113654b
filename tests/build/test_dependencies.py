"""What a view asks is noted, and what is noted tells whether the answer is the same."""

from __future__ import annotations

import datetime as dt
import inspect
from pathlib import Path

import pytest
from collection import bulletin, catalogue, many

from rakor.build.dependencies import (
    EXEMPT,
    INDEXES,
    WHOLE,
    Digests,
    TracedCatalogue,
    TracedSite,
    document_digest,
)
from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue
from rakor.documents import Document, Site
from rakor.incremental.changes import ALWAYS
from rakor.incremental.fingerprints import digest
from rakor.opener import Folder

DAY = dt.date(2024, 11, 20)


def records(found: Catalogue) -> dict[str, bytes]:
    return {one.id: digest(one.to_record()) for one in found.bulletins}


def digests(found: Catalogue, site: Site | None = None) -> Digests:
    return Digests(found, site or Site("Rakor"), records(found), {})


def test_every_attribute_of_the_collection_is_traced_or_named_as_exempt() -> None:
    """A new attribute that is neither would be read by views without being noted."""
    attributes = set(vars(catalogue([bulletin()])))
    plain = attributes - set(INDEXES) - set(WHOLE) - set(EXEMPT) - {"edition"}
    assert not plain, f"trace {plain} in rakor.build.dependencies, or say why it need not be"
    assert not set(EXEMPT) - attributes, "exempt, but no longer there"


def test_what_is_neither_traced_nor_exempt_does_not_exist_for_a_view() -> None:
    found = catalogue([bulletin()])
    vars(found)["baru"] = {}
    with pytest.raises(AttributeError):
        TracedCatalogue(found).baru  # type: ignore[attr-defined]  # noqa: B018


def test_every_method_that_reads_what_is_exempt_is_noted() -> None:
    """Methods work on traced attributes; only one that asks around them must note for itself."""
    private = {name for name in EXEMPT if name.startswith("_") and name != "_types_of"}
    own = vars(TracedCatalogue)
    for name, method in vars(Catalogue).items():
        if name.startswith("__") or name in ("_index", "_is_due"):
            continue
        function = method.fget if isinstance(method, property) else method
        if any(f"self.{one}" in inspect.getsource(function) for one in private):
            assert name in own, f"{name} reads what is not traced"


def asked(found: Catalogue, name: str) -> tuple[str, ...]:
    traced = TracedCatalogue(found)
    if name == "get":
        traced.get("tidak-ada")
    elif name == "by_region":
        traced.by_region.get("35", ())
    elif name == "in":
        assert "99" not in traced.by_region
    elif name == "extent":
        list(traced.by_year)
    elif name == "all":
        list(traced.by_month.items())
    elif name == "listed":
        len(traced.listed)
    elif name == "neighbours":
        traced.neighbours(found.bulletins[0].id)
    elif name == "former":
        traced.former_ids()
    elif name == "planned":
        len(traced.planned)
    return traced.take_notes().names


QUESTIONS = [
    "get",
    "by_region",
    "in",
    "extent",
    "all",
    "listed",
    "neighbours",
    "former",
    "planned",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_noted_and_its_answer_is_compared(question: str) -> None:
    found = catalogue(many(12))
    names = asked(found, question)
    assert names
    before = digests(found).trace(b"", names)
    assert digests(catalogue(many(12))).trace(b"", names) == before


@pytest.mark.parametrize("question", ["by_region", "all", "listed", "former", "neighbours"])
def test_another_record_gives_another_trace(question: str) -> None:
    one = bulletin()
    other = bulletin(title="Contoh: judul lain")
    assert one.id == other.id
    names = asked(catalogue([one]), question)
    same = digests(catalogue([one])).trace(b"", names)
    if question == "neighbours":
        assert digests(catalogue([other])).trace(b"", names) == same
        return
    assert digests(catalogue([other])).trace(b"", names) != same


def test_what_was_remembered_is_asked_again_by_all_who_use_it() -> None:
    traced = TracedCatalogue(catalogue(many(3)))
    for _ in range(2):
        traced.remembered("jumlah", lambda: len(traced.listed))
        assert "listed" in traced.take_notes().names


def plan(day: dt.date) -> Bulletin:
    return bulletin(day=day, status="rencana")


@pytest.mark.parametrize(
    ("ask", "since", "until"),
    [
        (lambda c: c.has_passed(dt.date(2024, 11, 19)), "2024-11-20", ALWAYS[1]),
        (lambda c: c.has_passed(dt.date(2024, 11, 20)), ALWAYS[0], "2024-11-20"),
        (lambda c: c.lies_ahead(dt.date(2024, 12, 31)), ALWAYS[0], "2024-12-31"),
        (lambda c: c.edition, "2024-11-20", "2024-11-20"),
        (lambda c: c.has_edition, *ALWAYS),
        (lambda c: c.listed, *ALWAYS),
    ],
)
def test_the_days_that_leave_an_answer_as_it_is(ask: object, since: str, until: str) -> None:
    found = catalogue([plan(dt.date(2024, 12, 31))], DAY)
    traced = TracedCatalogue(found)
    ask(traced)  # type: ignore[operator]
    notes = traced.take_notes()
    assert (notes.since, notes.until) == (since, until)
    assert notes.is_volatile == ((since, until) != ALWAYS)
    before = digests(found).trace(b"", notes.names)
    for number in range(-40, 60):
        day = DAY + dt.timedelta(days=number)
        again = digests(catalogue([plan(dt.date(2024, 12, 31))], day)).trace(b"", notes.names)
        assert (again == before) == (since <= str(day) <= until), day


def test_what_is_asked_of_the_site_is_noted(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\njudul: Contoh\n---\nIsi contoh.\n")
    found = catalogue([bulletin()], DAY)
    traced = TracedCatalogue(found)
    site = TracedSite(Site("Rakor", "https://example.org/"), traced, Folder(tmp_path))
    assert site.name == "Rakor"
    notes = traced.take_notes()
    assert notes.names == ("site\0name",)
    assert not notes.is_volatile
    one = digests(found, Site("Rakor")).trace(b"", notes.names)
    assert digests(found, Site("Lain")).trace(b"", notes.names) != one
    assert digests(found, Site("Rakor", "https://example.org/")).trace(b"", notes.names) == one
    assert site.markdown("a") == "Isi contoh.\n"
    notes = traced.take_notes()
    assert notes.bodies
    assert notes.is_volatile
    assert site.stale_after == 0
    notes = traced.take_notes()
    assert not notes.since <= str(DAY) <= notes.until  # asked anew with each edition


def test_a_document_is_all_that_the_plan_says_of_it() -> None:
    one = Document("a.xml", "feed", ("b", "c"))
    others = [
        Document("a.xml", "feed", ("b",)),
        Document("a.xml", "feed", ("bc",)),
        Document("a.xml", "peta", ("b", "c")),
        Document("b.xml", "feed", ("b", "c")),
    ]
    assert document_digest(one) not in {document_digest(other) for other in others}
