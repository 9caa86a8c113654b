"""What a page was made from: every question its view asked the catalogue.

A view is given a catalogue that notes each lookup by name ("by_agency kpu@35.13", "is there
anything on 2024-11-14", "who stands beside this bulletin"). Kept with the page, the names answer
a later build's question whether the page can have changed: it cannot if each of them still leads
to the same records. Nothing is declared by hand, so nothing can be forgotten; this is what
Mokhov, Mitchell and Peyton Jones ("Build Systems à la Carte", 2018) call verifying traces.

The registry is not traced: it changes rarely, and then all views are looked up anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from typing import Any

from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue, Made, Task
from rakor.incremental.fingerprints import digest
from rakor.pages import Page

_ABSENT = b"\0" * 16
_INDEXES = (
    "agencies_of_type",
    "by_agency",
    "by_day",
    "by_kind",
    "by_month",
    "by_region",
    "by_topic",
    "by_type",
    "by_year",
    "closes",
    "due_on",
    "own_region",
    "tasks_of",
    "_by_id",
    "_pointed_at",
)
_WHOLE = ("bulletins", "listed", "planned")
_VALUES = ("edition", "_as_of")


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
        vars(self).update(
            {name: value for name, value in vars(catalogue).items() if name not in _PROPERTIES}
        )
        self._memory = {}
        for name in _INDEXES:
            vars(self)[name] = _Index(name, getattr(catalogue, name), self._note)

    def _note(self, name: str) -> None:
        self._noted[name] = None

    def take_notes(self) -> tuple[str, ...]:
        """Return the names noted since the last call."""
        noted = tuple(self._noted)
        self._noted.clear()
        return noted

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

    def neighbours(self, bulletin_id: str) -> tuple[Bulletin | None, Bulletin | None]:
        self._note(f"neighbours\0{bulletin_id}")
        return self._plain.neighbours(bulletin_id)

    def former_ids(self) -> dict[str, str]:
        self._note("bulletins")
        return self._plain.former_ids()


def _noting(name: str) -> property:
    def read(self: TracedCatalogue) -> object:
        self._note(name)
        return getattr(self._plain, name)

    return property(read)


_PROPERTIES = frozenset((*_WHOLE, *_VALUES))
for _name in _PROPERTIES:
    setattr(TracedCatalogue, _name, _noting(_name))


class Digests:
    """What each noted name leads to now, as a digest; tables are made when first asked for."""

    def __init__(self, catalogue: Catalogue, records: Mapping[str, bytes]) -> None:
        """``records`` holds the digest of each bulletin's record (all but the body) by id."""
        self._catalogue = catalogue
        self._records = {id_: int.from_bytes(record, "big") for id_, record in records.items()}
        self._tables: dict[str, dict[str, bytes]] = {}
        self._known: dict[str, bytes] = {}

    def trace(self, page: bytes, names: Iterable[str]) -> bytes:
        """Return a digest over a page of the plan and all that ``names`` lead to."""
        known, find = self._known, self._find
        parts = [page]
        for name in names:
            found = known.get(name)
            if found is None:
                found = known[name] = find(name)
            parts.append(found)
        return hashlib.blake2b(b"".join(parts), digest_size=16).digest()

    def _find(self, name: str) -> bytes:
        index, mark, key = name.partition("\0")
        if mark:
            if index.endswith("?"):
                return b"+" * 16 if key in self._table(index[:-1]) else _ABSENT
            if index == "neighbours":
                beside = self._catalogue.neighbours(key)
                return digest(*(self._of([one]) if one else _ABSENT for one in beside))
            return self._table(index).get(key, _ABSENT)
        if index.endswith("**"):
            rows = self._table(index[:-2]).items()
            return digest(*(part for key, one in rows for part in (key.encode(), one)))
        if index.endswith("*"):
            return digest(*(key.encode() for key in self._table(index[:-1])))
        value = getattr(self._catalogue, index)
        if index in _WHOLE:
            return self._of(value)
        return digest(str(value).encode())

    def _table(self, index: str) -> dict[str, bytes]:
        table = self._tables.get(index)
        if table is None:
            rows = getattr(self._catalogue, index).items()
            table = self._tables[index] = {str(key): self._of(members) for key, members in rows}
        return table

    def _of(self, members: Any) -> bytes:
        if isinstance(members, Bulletin):
            members = (members,)
        total = 0
        for member in members:
            if isinstance(member, Task):
                total += self._records[member.bulletin.id] * (member.number + 1)
            elif isinstance(member, Bulletin):
                total += self._records[member.id]
            else:
                return digest(*(str(one).encode() for one in members))
        # The order within a group follows from the records themselves (first day, id), so a
        # sum stands for the group; its size keeps it apart from other groups of that sum.
        return digest(len(members).to_bytes(4, "big"), (total % (1 << 128)).to_bytes(16, "big"))


def page_digest(page: Page) -> bytes:
    """Return the digest of a page of the plan: all that the plan says of it."""
    parts = (page.address, page.section, page.kind, page.title, page.description, *page.subject)
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).digest()
