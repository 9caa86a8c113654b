"""The collection on a shelf: a file from which a worker takes what its documents ask for.

A worker elsewhere that was handed the whole collection would need memory for all of it, however
small its share of the work. Views ask by key ("by_agency kpu@35.13"), and an answer is a list of a
few bulletins, so the answers of all indexes lie in one SQLite file in the shared folder, each with
its digest; a worker reads those it is asked for and keeps the latest. What needs a large part of
the collection (home, tables of a year, the pages of a whole topic) is not for workers: asking for
it raises :class:`NotOnShelf`, and whoever has the collection makes that document.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

from rakor.build.dependencies import INDEXES, WHOLE, Digests
from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue, Task
from rakor.documents import Site
from rakor.incremental.shared_file import SharedFile, shared_file

MOST = 1000
"""Bulletins, or keys, that an answer may have; what asks for more is not for workers."""

_KEPT = 2000  # bulletins that a thread keeps; some kilobytes each
_BY_ID = "_by_id"

Member = TypeVar("Member")

_SCHEMA = """
create table bulletins (number integer primary key, id text unique, record text, facts blob,
    body blob, before integer, after integer);
create table answers (name text, key text, place integer, said text, size integer, digest blob,
    members text, primary key (name, key)) without rowid;
create table texts (name text, path text, text text, primary key (name, path)) without rowid;
"""


class NotOnShelf(Exception):
    """A view asks for a large part of the collection."""


class Shelf(SharedFile):
    """The file with the collection."""

    def bulletin(self, key: str | int | None) -> Bulletin | None:
        """Return a bulletin of the collection by its id, or by its number here."""
        kept: dict[str | int, Bulletin] = vars(self.own).setdefault("bulletins", {})
        if key is None or key in kept:
            return None if key is None else kept[key]
        column = "id" if isinstance(key, str) else "number"
        query = f"select number, id, record from bulletins where {column} = ?"
        for number, bulletin_id, record in self.rows(query, key):
            if len(kept) >= 2 * _KEPT:
                kept.clear()
            kept[number] = kept[bulletin_id] = Bulletin.from_record(record)
            return kept[key]
        return None

    def answers(self, name: str) -> int:
        """Return how many answers an index has."""
        size: int = self.rows("select count(*) from answers where name = ?", name)[0][0]
        return size


class _Column(Mapping[str, Any]):
    """A column of bulletins by id, or of texts by path."""

    def __init__(self, shelf: Shelf, query: str, *values: object) -> None:
        self._shelf = shelf
        self._query = query
        self._values = values

    def __getitem__(self, key: str) -> Any:
        for (found,) in self._shelf.rows(self._query, *self._values, key):
            return found
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        raise NotOnShelf

    def __len__(self) -> int:
        raise NotOnShelf


class _Numbers(_Column):
    """The same, as numbers."""

    def __getitem__(self, key: str) -> int:
        return int.from_bytes(super().__getitem__(key), "big")


class ShelvedBulletins(Mapping[str, Bulletin]):
    """Bulletins by id."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __getitem__(self, key: str) -> Bulletin:
        found = self._shelf.bulletin(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        raise NotOnShelf

    def __len__(self) -> int:
        size: int = self._shelf.rows("select count(*) from bulletins")[0][0]
        return size


class _Answer(Sequence[Member], Generic[Member]):
    """The members of one answer, taken when they are looked at; how many there are is known."""

    def __init__(self, index: _Answers, key: str, size: int) -> None:
        self._index = index
        self._key = key
        self._size = size
        self._found: Sequence[Member] | None = None

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> Member: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Member]: ...
    def __getitem__(self, at: int | slice) -> Member | Sequence[Member]:
        return self._members()[at]

    def __iter__(self) -> Iterator[Member]:
        return iter(self._members())

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # like the lists that it stands for

    def _members(self) -> Sequence[Member]:
        if self._found is None:
            if self._size > MOST:
                raise NotOnShelf
            self._found = self._index.members(self._key)
        return self._found


class _Answers(Mapping[Any, Any]):
    """One index of the collection: an answer for each key."""

    def __init__(self, catalogue: ShelvedCatalogue, name: str) -> None:
        self._catalogue = catalogue
        self._shelf = catalogue.shelf
        self._name = name

    def __getitem__(self, key: Any) -> Any:
        query = "select size from answers where name = ? and key = ?"
        for (size,) in self._shelf.rows(query, self._name, str(key)):
            return _Answer(self, str(key), size)
        raise KeyError(key)

    def __iter__(self) -> Iterator[Any]:
        if len(self) > MOST:
            raise NotOnShelf
        query = "select said from answers where name = ? order by place"
        return (_key_of(said) for (said,) in self._shelf.rows(query, self._name))

    def __len__(self) -> int:
        return self._shelf.answers(self._name)

    def members(self, key: str) -> list[Any]:
        """Return the members of an answer as the collection itself would have them."""
        query = "select members from answers where name = ? and key = ?"
        return [
            self._member(one)
            for (members,) in self._shelf.rows(query, self._name, key)
            for one in json.loads(members)
        ]

    def _member(self, said: Any) -> Any:
        if self._name == "agencies_of_type":
            return said
        number, task = (said, 0) if isinstance(said, int) else said
        bulletin = self._shelf.bulletin(number)
        assert bulletin is not None
        return self._catalogue.tasks_from(bulletin)[task - 1] if task else bulletin


class _TypesOf(Mapping[str, tuple[str, ...]]):
    """The types of agencies on record in a bulletin, by its id."""

    def __init__(self, catalogue: ShelvedCatalogue) -> None:
        self._catalogue = catalogue

    def __getitem__(self, key: str) -> tuple[str, ...]:
        bulletin = self._catalogue.get(key)
        if bulletin is None:
            raise KeyError(key)
        agencies = self._catalogue.agencies
        return tuple(dict.fromkeys(agencies[one].type for one in bulletin.agencies))

    def __iter__(self) -> Iterator[str]:
        raise NotOnShelf

    def __len__(self) -> int:
        raise NotOnShelf


class ShelvedCatalogue(Catalogue):
    """A collection that lies on a shelf but for the registry."""

    def __init__(self, catalogue: Catalogue, shelf: Shelf) -> None:
        self.shelf = shelf
        self.regions = catalogue.regions
        self.agencies = catalogue.agencies
        self.topics = catalogue.topics
        self.former_topics = catalogue.former_topics
        self.scope = catalogue.scope
        self.edition = catalogue.edition
        self._as_of = catalogue._as_of
        self._memory = {}
        self._position = {}
        self._in_province = {}
        self._types_of = _TypesOf(self)  # type: ignore[assignment]  # asked by key alone
        for name in INDEXES:
            vars(self)[name] = _Answers(self, name)
        vars(self)[_BY_ID] = ShelvedBulletins(shelf)

    def __getattr__(self, name: str) -> Any:
        if name in WHOLE:
            raise NotOnShelf
        raise AttributeError(name)

    def neighbours(self, bulletin_id: str) -> tuple[Bulletin | None, Bulletin | None]:
        query = "select before, after from bulletins where id = ?"
        for before, after in self.shelf.rows(query, bulletin_id):
            return self.shelf.bulletin(before), self.shelf.bulletin(after)
        return (None, None)


class ShelvedSite(Site):
    """What is said of a site, but for the addresses of all its pages."""

    def __init__(self, site: Site) -> None:
        vars(self).update(vars(site))
        del self.addresses

    def __getattr__(self, name: str) -> Any:
        if name == "addresses":
            raise NotOnShelf
        raise AttributeError(name)


class ShelvedDigests(Digests):
    """Digests that lie on the shelf beside the answers."""

    def __init__(self, catalogue: ShelvedCatalogue, site: Site) -> None:
        shelf = catalogue.shelf
        super().__init__(catalogue, site, {}, bodies(shelf))
        self._records = _Numbers(shelf, "select facts from bulletins where id = ?")
        self._tables = {name: _Digests(shelf, name) for name in INDEXES}


class _Digests(_Column):
    """The digests of an index, by key as it is written in a question."""

    def __init__(self, shelf: Shelf, name: str) -> None:
        super().__init__(shelf, "select digest from answers where name = ? and key = ?", name)
        self._name = name

    def __iter__(self) -> Iterator[str]:
        query = "select key from answers where name = ? order by place"
        return (key for (key,) in self._shelf.rows(query, self._name))

    def __len__(self) -> int:
        return self._shelf.answers(self._name)


def bodies(shelf: Shelf) -> Mapping[str, bytes]:
    """Return the digests of the texts on a shelf by id."""
    return _Column(shelf, "select body from bulletins where id = ?")


def texts(shelf: Shelf, name: str) -> Mapping[str, str]:
    """Return the texts that were put on a shelf under a name, by path."""
    return _Column(shelf, "select text from texts where name = ? and path = ?", name)


@contextmanager
def shelved(
    folder: Path,
    bulletins: Collection[Bulletin],
    catalogue: Catalogue | None = None,
    digests: Digests | None = None,
    said: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[Shelf]:
    """Write a shelf into a folder that all workers see; it goes when they are done.

    Args:
        folder: where the file lies.
        bulletins: what can be asked for by id.
        catalogue: the collection, if more than that is to be asked.
        digests: its digests.
        said: texts by name and path.
    """

    def fill(database: sqlite3.Connection) -> None:
        numbers = {one.id: number for number, one in enumerate(bulletins)}
        _put_bulletins(database, bulletins, numbers, catalogue, digests)
        if catalogue and digests:
            _put_answers(database, numbers, catalogue, digests)
        for name, found in (said or {}).items():
            rows = ((name, path, text) for path, text in found.items())
            database.executemany("insert into texts values (?, ?, ?)", rows)

    with shared_file(folder, _SCHEMA, fill) as path:
        yield Shelf(path)


def _put_bulletins(
    database: sqlite3.Connection,
    bulletins: Iterable[Bulletin],
    numbers: Mapping[str, int],
    catalogue: Catalogue | None,
    digests: Digests | None,
) -> None:
    for one in bulletins:
        facts, body = digests.of_bulletin(one.id) if digests else (b"", b"")
        beside = catalogue.neighbours(one.id) if catalogue else (None, None)
        places = (numbers[other.id] if other else None for other in beside)
        row = (numbers[one.id], one.id, one.to_record(), facts, body, *places)
        database.execute("insert into bulletins values (?, ?, ?, ?, ?, ?, ?)", row)


def _put_answers(
    database: sqlite3.Connection,
    numbers: Mapping[str, int],
    catalogue: Catalogue,
    digests: Digests,
) -> None:
    def said(member: Any) -> Any:
        if isinstance(member, Bulletin):
            return numbers[member.id]
        if isinstance(member, Task):
            return numbers[member.bulletin.id], member.number
        return member

    for name in INDEXES:
        table = digests.table(name)
        for place, (key, found) in enumerate(getattr(catalogue, name).items()):
            members = [] if name == _BY_ID else list(map(said, found))
            row = (name, str(key), place, _said_key(key), len(members), table[str(key)])
            database.execute(
                "insert into answers values (?, ?, ?, ?, ?, ?, ?)", (*row, json.dumps(members))
            )


def _said_key(key: Any) -> str:
    return json.dumps({"day": str(key)} if isinstance(key, dt.date) else key)


def _key_of(said: str) -> Any:
    key = json.loads(said)
    if isinstance(key, dict):
        return dt.date.fromisoformat(key["day"])
    return tuple(key) if isinstance(key, list) else key
