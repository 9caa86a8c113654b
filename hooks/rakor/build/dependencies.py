"""What a document was made from: every question its view asked the collection and the site.

A view is given a catalogue that notes each lookup by name ("by_agency kpu@35.13", "is there
anything on 2024-11-14", "who stands beside this bulletin", "has 2024-11-30 passed"). Kept with the
document, the names answer a later build's question whether it can have changed: it cannot if each
of them still leads to the same answer. Nothing is declared by hand, so nothing can be forgotten;
this is what Mokhov, Mitchell and Peyton Jones ("Build Systems à la Carte", 2018) call verifying
traces. An attribute of the collection that is neither traced nor exempt here does not exist for
a view.

The registry is not traced: it changes rarely, and then all views are looked up anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from dataclasses import fields
from typing import Any, NamedTuple

from rakor.build.bodies import read_body
from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue, Made, Task
from rakor.documents import Document, Site
from rakor.incremental.changes import ALWAYS
from rakor.incremental.fingerprints import digest
from rakor.opener import Folder

INDEXES = (
    "agencies_of_type",
    "by_agency",
    "by_day",
    "by_kind",
    "by_month",
    "by_region",
    "by_topic",
    "by_type",
    "by_year",
    "continued_in",
    "due_on",
    "own_region",
    "recorded_in",
    "tasks_in",
    "tasks_of",
    "tasks_of_type",
    "tasks_on",
    "withdrawn_by_year",
    "withdrawn_in",
    "withdrawn_of",
    "withdrawn_on",
    "_by_id",
    "_pointed_at",
)
"""Attributes of the collection that are asked by key."""
WHOLE = ("bulletins", "listed", "plans", "tasks", "withdrawn")
"""Attributes that are asked as they are: a change of any bulletin in them counts."""
EXEMPT = {
    "agencies": "the registry is not traced",
    "regions": "the registry is not traced",
    "topics": "the registry is not traced",
    "former_topics": "the registry is not traced",
    "scope": "part of what all documents are made with",
    "_types_of": "follows from a bulletin, which was asked for, and the registry",
    "_as_of": "asked through lies_ahead",
    "_position": "asked through neighbours",
    "_in_province": "asked through neighbours",
    "_memory": "the traced collection has its own",
}
"""Attributes that are not traced, with the reason."""

_ABSENT = b"\0" * 16
_ONE_DAY = dt.timedelta(days=1)
_NEVER = ("9999-99-99", "")
_OF_EDITIONS = ("edition_time", "stale_after")


class Notes(NamedTuple):
    """What was asked since notes were last taken.

    Attributes:
        names: every question.
        since: the first day of an edition that gives the same answers, as far as it has a say.
        until: the last such day.
        bodies: whether the text of a bulletin was asked for.
    """

    names: tuple[str, ...]
    since: str
    until: str
    bodies: bool

    @property
    def is_volatile(self) -> bool:
        """Whether the answers may change although no record does."""
        return self.bodies or (self.since, self.until) != ALWAYS


class _Index(Mapping[Any, Any]):
    """An index that notes what is asked of it: content, existence or extent."""

    __slots__ = ("_mapping", "_name", "_note")

    def __init__(self, name: str, mapping: Mapping[Any, Any], note: Callable[[str], None]) -> None:
        self._name = name
        self._mapping = mapping
        self._note = note

    def __getitem__(self, key: Any) -> Any:
        self._note(f"{self._name}\0{key}")
        return self._mapping[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self._note(f"{self._name}\0{key}")
        return self._mapping.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(f"{self._name}?\0{key}")
        return key in self._mapping

    def __iter__(self) -> Iterator[Any]:
        self._note(f"{self._name}*")
        return iter(self._mapping)

    def __len__(self) -> int:
        self._note(f"{self._name}*")
        return len(self._mapping)

    def items(self) -> ItemsView[Any, Any]:
        self._note(f"{self._name}**")
        return self._mapping.items()

    def values(self) -> ValuesView[Any]:
        self._note(f"{self._name}**")
        return self._mapping.values()


class TracedCatalogue(Catalogue):
    """A catalogue over another's indexes that notes every lookup."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._plain = catalogue
        self._noted: dict[str, None] = {}
        self._volatile: set[str] = set()  # questions whose answer a day or a body may change
        vars(self).update({name: getattr(catalogue, name) for name in EXEMPT})
        self._memory = {}
        for name in INDEXES:
            vars(self)[name] = _Index(name, getattr(catalogue, name), self.note)

    def note(self, name: str) -> None:
        """Note a question."""
        self._noted[name] = None

    def note_volatile(self, name: str) -> None:
        """Note a question whose answer may change although no record does."""
        self._noted[name] = None
        self._volatile.add(name)

    def take_notes(self) -> Notes:
        """Return what was noted since the last call."""
        volatile = self._noted.keys() & self._volatile
        since, until = _range_of(volatile, self._plain.edition)
        bodies = any(name.startswith("body\0") for name in volatile)
        notes = Notes(tuple(self._noted), since, until, bodies)
        self._noted.clear()
        return notes

    def remembered(self, key: str, make: Callable[[], Made]) -> Made:
        # What was asked while it was made is asked again whenever it is used.
        if key not in self._memory:
            outside, self._noted = self._noted, {}
            try:
                made = make()
                self._memory[key] = (made, self._noted)
            finally:
                self._noted = outside
        made, noted = self._memory[key]
        self._noted.update(noted)
        return made

    def let_go(self, most: int) -> None:
        """Forget what was remembered if it is more than that."""
        if len(self._memory) > most:
            self._memory.clear()

    def neighbours(self, bulletin_id: str) -> tuple[Bulletin | None, Bulletin | None]:
        self.note(f"neighbours\0{bulletin_id}")
        return self._plain.neighbours(bulletin_id)

    def former_ids(self) -> dict[str, str]:
        self.note("bulletins")
        return self._plain.former_ids()

    @property
    def edition(self) -> dt.date | None:  # type: ignore[override]
        self.note_volatile("edition")
        return self._plain.edition

    @property
    def has_edition(self) -> bool:
        self.note("has_edition")
        return self._plain.has_edition

    def has_passed(self, day: dt.date) -> bool:
        self.note_volatile(f"passed\0{day}")
        return self._plain.has_passed(day)

    def lies_ahead(self, day: dt.date) -> bool:
        self.note_volatile(f"ahead\0{day}")
        return self._plain.lies_ahead(day)


def _noting(name: str) -> property:
    def read(self: TracedCatalogue) -> object:
        self.note(name)
        return getattr(self._plain, name)

    return property(read)


for _name in WHOLE:
    setattr(TracedCatalogue, _name, _noting(_name))


def _range_of(volatile: Iterable[str], edition: dt.date | None) -> tuple[str, str]:
    """The first and last day of an edition for which these questions have the same answers."""
    since, until = ALWAYS
    if edition is None:
        return since, until  # with the first edition's day everything is asked anew
    today = str(edition)
    for name in volatile:
        question, _, day = name.partition("\0")
        if question == "edition":
            since, until = max(since, today), min(until, today)
        elif question == "site":
            return _NEVER
        elif question != "body" and day < today:
            since = max(since, str(dt.date.fromisoformat(day) + _ONE_DAY))
        elif question != "body":
            until = min(until, day)
    return since, until


class TracedSite(Site):
    """A site whose every attribute is noted when it is asked for."""

    def __init__(self, site: Site, catalogue: TracedCatalogue, sources: Folder) -> None:
        self._plain = site
        self._catalogue = catalogue
        self._sources = sources

    def markdown(self, bulletin_id: str) -> str:
        self._catalogue.note_volatile(f"body\0{bulletin_id}")
        return read_body(self._sources, bulletin_id)


def _noting_site(name: str) -> property:
    def read(self: TracedSite) -> object:
        note = self._catalogue.note_volatile if name in _OF_EDITIONS else self._catalogue.note
        note(f"site\0{name}")
        return getattr(self._plain, name)

    return property(read)


for _field in fields(Site):
    setattr(TracedSite, _field.name, _noting_site(_field.name))


class Digests:
    """What each noted name leads to now, as a digest; tables are made when first asked for."""

    def __init__(
        self,
        catalogue: Catalogue,
        site: Site,
        records: Mapping[str, bytes],
        bodies: Mapping[str, bytes],
    ) -> None:
        """Take what answers.

        Args:
            catalogue: the collection.
            site: what is said of the site.
            records: digest of each bulletin's record (all but the body) by id.
            bodies: digest of each bulletin's text by id.
        """
        self._catalogue = catalogue
        self._site = site
        self._records: Mapping[str, int] = {
            id_: int.from_bytes(record, "big") for id_, record in records.items()
        }
        self._bodies = bodies
        self._tables: dict[str, Mapping[str, bytes]] = {}
        self._known: dict[str, bytes] = {}

    def trace(self, document: bytes, names: Iterable[str]) -> bytes:
        """Return a digest over a document of the plan and all that ``names`` lead to."""
        known, find = self._known, self._find
        parts = [document]
        for name in names:
            found = known.get(name)
            if found is None:
                found = known[name] = find(name)
            parts.append(found)
        return hashlib.blake2b(b"".join(parts), digest_size=16).digest()

    def _find(self, name: str) -> bytes:
        index, mark, key = name.partition("\0")
        if mark:
            return self._find_key(index, key)
        if index.endswith("**"):
            rows = self.table(index[:-2]).items()
            return digest(*(part for key, one in rows for part in (key.encode(), one)))
        if index.endswith("*"):
            return digest(*(key.encode() for key in self.table(index[:-1])))
        value = getattr(self._catalogue, index)
        if index in WHOLE:
            return self._of(value)
        return digest(str(value).encode())

    def _find_key(self, index: str, key: str) -> bytes:
        if index.endswith("?"):
            return b"+" * 16 if key in self.table(index[:-1]) else _ABSENT
        match index:
            case "neighbours":
                beside = self._catalogue.neighbours(key)
                return digest(*(self._of([one]) if one else _ABSENT for one in beside))
            case "passed":
                return digest(str(self._catalogue.has_passed(dt.date.fromisoformat(key))))
            case "ahead":
                return digest(str(self._catalogue.lies_ahead(dt.date.fromisoformat(key))))
            case "site":
                return digest(repr(getattr(self._site, key)))
            case "body":
                return self._bodies.get(key, _ABSENT)
        return self.table(index).get(key, _ABSENT)

    def of_bulletin(self, bulletin_id: str) -> tuple[bytes, bytes]:
        """Return the digests of a bulletin's record and of its text."""
        record = self._records[bulletin_id]
        return record.to_bytes(16, "big"), self._bodies.get(bulletin_id, _ABSENT)

    def let_go(self, most: int) -> None:
        """Forget the answers to questions if they are more than that."""
        if len(self._known) > most:
            self._known.clear()

    def table(self, index: str) -> Mapping[str, bytes]:
        """Return the digests of all answers of an index, by key."""
        table = self._tables.get(index)
        if table is None:
            rows = getattr(self._catalogue, index).items()
            table = {str(key): self._of(members) for key, members in rows}
            self._tables[index] = table
        return table

    def _of(self, members: Any) -> bytes:
        if isinstance(members, Bulletin):
            members = (members,)
        total = 0
        for member in members:
            if isinstance(member, Task):
                total += self._records[member.bulletin.id] * (2 * member.number + 1)
                if member.proof is not None:
                    total += self._records[member.proof.id] * (2 * member.number + 2)
            elif isinstance(member, Bulletin):
                total += self._records[member.id]
            else:
                return digest(*(str(one).encode() for one in members))
        # The order within a group follows from the records themselves (first day, id), so a
        # sum stands for the group; its size keeps it apart from other groups of that sum.
        return digest(len(members).to_bytes(4, "big"), (total % (1 << 128)).to_bytes(16, "big"))


def document_digest(document: Document) -> bytes:
    """Return the digest of a document of the plan: all that the plan says of it."""
    parts = (document.address, document.kind, *document.subject)
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).digest()
