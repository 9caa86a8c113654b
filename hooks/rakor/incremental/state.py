"""What earlier builds left for later ones: an SQLite file under ``.rakor/``, one for each site.

It can be thrown away at any time; a damaged one, one of another version or of something else
altogether is noticed and begun anew. Nothing in it is code: records are JSON, the rest digests.

A publication is announced in the store before the first file of the site is touched and signed
off after the last. Between the two the store calls the site *broken*, and the next build looks
at every file of it instead of believing what is written here.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self

FORMAT = 4
"""Raised whenever a table or the meaning of a column changes."""

# Rows of more than a kilobyte lie better in tables with row ids: without them they would be cut
# in pieces, of which each takes a page.
_TABLES = """
create table meta (name text primary key, value text not null) without rowid;
create table source (path text primary key, signature blob, known text not null);
create table name (id integer primary key, name text not null);
create table page (
    address text primary key,
    frame blob not null, material blob not null, trace blob not null, view blob not null,
    names blob not null, content blob not null, body_at integer not null, body_size integer not null
) without rowid;
create table text (id text primary key, digest blob not null, text text not null);
create table segment (name text primary key, key blob not null, members text not null,
    summary text not null, files text not null);
create table file (address text primary key, origin blob not null, content blob not null)
    without rowid;
"""


class StoredPage(NamedTuple):
    """What is known of a generated page.

    Attributes:
        frame: digest of shell, templates, program and settings.
        material: digest of what comes from outside the catalogue (a body, sizes).
        trace: digest of the plan's page and of all that ``names`` led to.
        view: digest of the view.
        names: what the view asked the catalogue for.
        content: digest of the page's bytes.
        body_at: where the body stands in the bytes, or -1 if it cannot be told.
        body_size: how many bytes the body has.
    """

    frame: bytes
    material: bytes
    trace: bytes
    view: bytes
    names: tuple[str, ...]
    content: bytes
    body_at: int = -1
    body_size: int = 0


class StoredFile(NamedTuple):
    """A file that no view makes: ``origin`` stands for what it is made from or copied from."""

    origin: bytes
    content: bytes


class StoredSegment(NamedTuple):
    """A piece of the search index.

    Attributes:
        key: digest over all that it is made from.
        members: ids of its bulletins, in order.
        summary: what :mod:`rakor.build.search_index` needs to know of it, JSON.
        files: digests of its blocks by address.
    """

    key: bytes
    members: tuple[str, ...]
    summary: str
    files: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Seal:
    """What must be as it was for "nothing changed": one digest each.

    Attributes:
        program: program, configuration and hand-written pages.
        sources: names, sizes and time stamps of everything below ``bulletins/``.
        site: time stamps of the folders of the site.
    """

    program: str
    sources: str
    site: str


class Store:
    """The store of one site folder. Used by one build at a time; see :mod:`rakor.build.builder`."""

    def __init__(self, path: Path) -> None:
        """Open the store at ``path``, or begin it anew if it is not a sound one of this format."""
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = _open(path)
        self._name_ids: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    # -- the verdict ------------------------------------------------------------------------

    def seal(self) -> Seal | None:
        """Return the seal of the last finished build, or None if the site may be broken."""
        if self._meta("whole") != "1":
            return None
        return Seal(self._meta("program"), self._meta("sources"), self._meta("site"))

    def figures(self) -> dict[str, Any]:
        """Return the figures that the last finished build left."""
        figures: dict[str, Any] = json.loads(self._meta("figures") or "{}")
        return figures

    def folders(self) -> list[str]:
        """Return the folders of the site, relative, as the last finished build left them."""
        folders: list[str] = json.loads(self._meta("folders") or "[]")
        return folders

    def value(self, name: str) -> str:
        """Return a value kept with the last finished build, or nothing."""
        return self._meta(f"own {name}")

    def _meta(self, name: str) -> str:
        find = self._database.execute("select value from meta where name = ?", (name,))
        row: tuple[str] | None = find.fetchone()
        return row[0] if row else ""

    # -- sources ----------------------------------------------------------------------------

    def sources(self) -> dict[str, tuple[bytes | None, str]]:
        """Return ``path -> (signature, what is known of it)`` for all sources."""
        rows = self._database.execute("select path, signature, known from source")
        return {path: (signature, known) for path, signature, known in rows}

    # -- pages and files --------------------------------------------------------------------

    def pages(self) -> Iterator[tuple[str, StoredPage]]:
        """Yield all pages with their addresses."""
        names = dict(self._names())
        rows = self._database.execute(
            "select address, frame, material, trace, view, names, content, body_at, body_size "
            "from page"
        )
        for address, frame, material, trace, view, ids, *rest in rows:
            asked = tuple(names[id_] for id_ in array("I", ids))
            yield address, StoredPage(frame, material, trace, view, asked, *rest)

    def page(self, address: str) -> StoredPage | None:
        """Return one page, without its names."""
        row = self._database.execute(
            "select frame, material, trace, view, content, body_at, body_size "
            "from page where address = ?",
            (address,),
        ).fetchone()
        if row is None:
            return None
        frame, material, trace, view, content, body_at, body_size = row
        return StoredPage(frame, material, trace, view, (), content, body_at, body_size)

    def files(self) -> dict[str, StoredFile]:
        """Return all files that no view makes, by address."""
        rows = self._database.execute("select address, origin, content from file")
        return {address: StoredFile(origin, content) for address, origin, content in rows}

    def file(self, address: str) -> bytes | None:
        """Return the digest of one file that no view makes."""
        row = self._database.execute("select content from file where address = ?", (address,))
        found: tuple[bytes] | None = row.fetchone()
        return found[0] if found else None

    # -- search -----------------------------------------------------------------------------

    def text_digests(self, ids: Iterable[str] | None = None) -> dict[str, bytes]:
        """Return the digests of the plain texts of bodies (of all, or these), by bulletin."""
        if ids is None:
            return dict(self._database.execute("select id, digest from text"))
        find = "select digest from text where id = ?"
        rows = ((id_, self._database.execute(find, (id_,)).fetchone()) for id_ in ids)
        return {id_: row[0] for id_, row in rows if row is not None}

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the plain texts of the bodies of these bulletins."""
        find = "select text from text where id = ?"
        rows = ((id_, self._database.execute(find, (id_,)).fetchone()) for id_ in ids)
        return {id_: row[0] for id_, row in rows if row is not None}

    def segments(self) -> dict[str, StoredSegment]:
        """Return all pieces of the search index by name."""
        rows = self._database.execute("select name, key, members, summary, files from segment")
        return {
            name: StoredSegment(
                key,
                tuple(json.loads(members)),
                summary,
                {address: bytes.fromhex(one) for address, one in json.loads(files).items()},
            )
            for name, key, members, summary, files in rows
        }

    # -- writing ----------------------------------------------------------------------------

    def announce(self) -> None:
        """Note that the site is about to be touched."""
        with self._database:
            self._set({"whole": "0"})

    # What is kept counts once the site is about to be touched. Should the build fail before, it
    # is forgotten; should it be killed after, the site is called broken.

    def keep_texts(self, texts: Mapping[str, tuple[bytes, str]]) -> None:
        """Note plain texts with their digests, by id, as soon as there are any."""
        self._database.executemany(
            "replace into text values (?, ?, ?)", ((id_, *one) for id_, one in texts.items())
        )

    def keep_pages(self, pages: Mapping[str, StoredPage]) -> None:
        """Note pages by address as soon as they are made; names are given numbers."""
        if not self._name_ids:
            self._name_ids = {name: id_ for id_, name in self._names()}
        ids = self._name_ids
        fresh: list[tuple[int, str]] = []
        rows: list[tuple[object, ...]] = []
        for address, page in pages.items():
            asked = array("I")
            for name in page.names:
                id_ = ids.get(name)
                if id_ is None:
                    id_ = ids[name] = len(ids) + 1
                    fresh.append((id_, name))
                asked.append(id_)
            rows.append((address, *page[:4], asked.tobytes(), *page[5:]))
        run = self._database.executemany
        run("insert into name values (?, ?)", fresh)
        run("replace into page values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _names(self) -> Iterable[tuple[int, str]]:
        return self._database.execute("select id, name from name")

    def sign_off(
        self,
        *,
        seal: Seal,
        folders: list[str],
        figures: Mapping[str, Any],
        values: Mapping[str, str],
        bodies: Mapping[str, StoredPage],
        gone_pages: Iterable[str],
        files: Mapping[str, StoredFile],
        gone_files: Iterable[str],
        texts: Mapping[str, tuple[bytes, str]],
        gone_texts: Iterable[str],
        segments: Mapping[str, StoredSegment],
        gone_segments: Iterable[str],
        sources: Mapping[str, tuple[bytes | None, str]],
        gone_sources: Iterable[str],
    ) -> None:
        """Note a finished build: what is new or different, and what is gone.

        Of ``bodies``, pages whose body alone is new, only what a body changes is noted.
        """
        run = self._database.executemany
        with self._database:
            run("delete from page where address = ?", [(one,) for one in gone_pages])
            run("delete from file where address = ?", [(one,) for one in gone_files])
            run("delete from text where id = ?", [(one,) for one in gone_texts])
            run("delete from segment where name = ?", [(one,) for one in gone_segments])
            self.keep_texts(texts)
            run("replace into segment values (?, ?, ?, ?, ?)", _segment_rows(segments))
            run("delete from source where path = ?", [(one,) for one in gone_sources])
            run(
                "update page set material = ?, content = ?, body_size = ? where address = ?",
                [(one.material, one.content, one.body_size, a) for a, one in bodies.items()],
            )
            run("replace into file values (?, ?, ?)", ((a, *one) for a, one in files.items()))
            run("replace into source values (?, ?, ?)", ((p, *one) for p, one in sources.items()))
            self._set(
                {
                    "whole": "1",
                    "program": seal.program,
                    "sources": seal.sources,
                    "site": seal.site,
                    "folders": json.dumps(folders),
                    "figures": json.dumps(figures),
                    **{f"own {name}": value for name, value in values.items()},
                }
            )

    def _set(self, values: Mapping[str, str]) -> None:
        self._database.executemany("replace into meta values (?, ?)", values.items())


def _segment_rows(segments: Mapping[str, StoredSegment]) -> Iterator[tuple[object, ...]]:
    for name, one in segments.items():
        files = {address: content.hex() for address, content in one.files.items()}
        yield name, one.key, json.dumps(one.members), one.summary, json.dumps(files)


def store_path(folder: Path, site_dir: Path) -> Path:
    """Return where the store for ``site_dir`` lies within ``folder``."""
    name = hashlib.blake2b(str(site_dir).encode(errors="surrogateescape"), digest_size=6)
    return folder / f"simpanan-{name.hexdigest()}.sqlite3"


def _open(path: Path) -> sqlite3.Connection:
    for attempt in range(2):
        database = sqlite3.connect(path, isolation_level="IMMEDIATE")
        try:
            if attempt == 0 and _is_sound(database):
                return database
            if attempt == 1:
                database.executescript(_TABLES)
                with database:
                    database.execute("insert into meta values ('format', ?)", (str(FORMAT),))
                return _tuned(database)
        except sqlite3.DatabaseError:
            if attempt == 1:
                raise
        database.close()
        for leftover in ("", "-journal", "-wal", "-shm"):
            path.with_name(path.name + leftover).unlink(missing_ok=True)
    raise AssertionError("unreachable")


def _is_sound(database: sqlite3.Connection) -> bool:
    row = database.execute("select value from meta where name = 'format'").fetchone()
    if row is None or row[0] != str(FORMAT):
        return False
    _tuned(database)
    return True


def _tuned(database: sqlite3.Connection) -> sqlite3.Connection:
    # The store may be lost with the machine's power: it is only ever a shortcut. What must hold
    # when a process is killed holds without waiting for the disk.
    database.execute("pragma synchronous = off")
    return database
