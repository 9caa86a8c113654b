"""An SQLite file whose rows prove themselves, and the tables of the state."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rakor.errors import RakorError

FORMAT = f"7 {sys.version_info[0]}.{sys.version_info[1]}"
"""Changes whenever a table or the meaning of a column does; digests of rows are Python's."""

PATIENCE = 0.2
"""Seconds that a check waits for its turn to write; then it writes nothing."""

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

# Rows of more than a kilobyte lie better in tables with row ids: without them they would be cut
# in pieces, of which each takes a page.
_TABLES = """
create table meta (site integer, name text, value text, seal blob, primary key (site, name))
    without rowid;
create table site (id integer primary key, path text unique, seal blob);
create table result (path text primary key, signature blob, facts blob, body blob, rest text,
    seal blob) without rowid;
create table record (path text primary key, record text);
create table attachment (path text primary key, key blob, problems text, seal blob)
    without rowid;
create table name (id integer primary key, name text, seal blob);
create table published (site integer, path text, facts blob, body blob, seal blob,
    primary key (site, path)) without rowid;
create table document (site integer, address text, frame blob, material blob, trace blob,
    view blob, names blob, content blob, slot_at integer, slot_size integer, seal blob,
    primary key (site, address)) without rowid;
create table volatile (site integer, address text, since text, until text, bodies integer,
    plan text, seal blob, primary key (site, address)) without rowid;
create table file (site integer, address text, origin blob, content blob, made_from blob,
    seal blob, primary key (site, address)) without rowid;
create table text (site integer, id text, digest blob, text text, primary key (site, id));
create table segment (site integer, name text, key blob, members text, summary text, files text,
    seal blob, primary key (site, name));
"""


class StateDamaged(Exception):
    """The state is not as it was written, or cannot be read or written at all."""


class StateOfAnotherVersion(StateDamaged):
    """The state was kept by another version of the program; nothing is wrong with it."""


class StateBusy(Exception):
    """Somebody else writes right now."""


class StateError(RakorError):
    """The state cannot be kept even when begun anew: the disk refuses."""


class Database:
    """An SQLite file whose rows prove themselves."""

    def __init__(self, path: Path, timeout: float) -> None:
        """Open the state at ``path``, or begin it where there is none of this format.

        Raises:
            StateDamaged: it is no state, or the disk refuses.
            StateBusy: somebody else writes, and did not end within ``timeout`` seconds.
        """
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout, isolation_level="IMMEDIATE")
        except (OSError, sqlite3.Error) as error:
            raise StateDamaged(str(error)) from error
        try:
            with _told():
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        connection = self._connection
        # The state may be lost with the machine's power: it is only ever a short cut. What must
        # hold when a process is killed holds without waiting for the disk.
        connection.execute("pragma synchronous = off")
        known = {name for (name,) in connection.execute("select name from sqlite_master")}
        if "meta" in known:
            if self.value(0, "format") != FORMAT:
                raise StateOfAnotherVersion("dari versi lain")
            # A state that is just begun has no readers; later ones must not wait.
            with contextlib.suppress(sqlite3.OperationalError):
                connection.execute("pragma journal_mode = wal")
            return
        if known:
            raise StateDamaged("isinya bukan catatan Rakor")
        with connection:
            connection.execute("begin immediate")
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            self.set_values(0, {"format": FORMAT})

    def close(self) -> None:
        """Close the file."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def rows(self, query: str, *parameters: object) -> Iterator[tuple[Any, ...]]:
        """Yield rows whose last column is the seal over all others, without it.

        Raises:
            StateDamaged: a row is not as it was written, or cannot be read.
        """
        with _told():
            for row in self._connection.execute(query, parameters):
                found = row[:-1]
                if _seal(found) != row[-1]:
                    raise StateDamaged("isinya berubah")
                yield found

    def plain_rows(self, query: str, *parameters: object) -> Iterator[tuple[Any, ...]]:
        """Yield rows as they are; whoever asks knows how to prove them."""
        with _told():
            yield from self._connection.execute(query, parameters)

    def write(self, query: str, rows: Iterable[tuple[Any, ...]], *, sealed: bool = False) -> None:
        """Run a statement for each of the rows; ``sealed`` adds the seal as the last value."""
        if sealed:
            rows = ((*row, _seal(row)) for row in rows)
        with _told():
            self._connection.executemany(query, rows)

    def rollback(self) -> None:
        """Forget what was written outside of a finished transaction."""
        with _told():
            self._connection.rollback()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written within, together with what was written before, or nothing."""
        with _told(), self._connection:
            yield

    def value(self, site: int, name: str) -> str:
        """Return a named text, or nothing."""
        query = "select site, name, value, seal from meta where site = ? and name = ?"
        found = next(self.rows(query, site, name), None)
        return str(found[2]) if found else ""

    def set_values(self, site: int, values: Mapping[str, str]) -> None:
        """Keep named texts."""
        rows = ((site, name, value) for name, value in values.items())
        self.write("replace into meta values (?, ?, ?, ?)", rows, sealed=True)


def _seal(values: tuple[Any, ...]) -> bytes:
    # Version 0 writes equal values alike, wherever they come from.
    return hashlib.blake2b(marshal.dumps(values, 0), digest_size=8).digest()


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Tell a state that is in use from one that cannot be used."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY:
            raise StateBusy(str(error)) from error
        raise StateDamaged(str(error)) from error
