"""Answers in a file that all workers of a build can read: what is too large to be handed to each.

The file is SQLite, written once, read by many and changed by nobody, so that it needs no locks,
which folders shared between machines keep badly.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

_LEAD, _ENDING = "lent-", ".sqlite3"


class SharedFile:
    """One such file, read by any number of threads; what is pickled is its path."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.own = threading.local()
        """What a thread keeps of it."""

    def __reduce__(self) -> tuple[type[SharedFile], tuple[str]]:
        return type(self), (self._path,)

    def rows(self, query: str, *values: object) -> list[Any]:
        """Return the rows that an SQL query gives."""
        database: sqlite3.Connection | None = getattr(self.own, "database", None)
        if database is None:
            address = f"{Path(self._path).absolute().as_uri()}?mode=ro&immutable=1"
            database = self.own.database = sqlite3.connect(address, uri=True)
        return database.execute(query, values).fetchall()


@contextmanager
def shared_file(
    folder: Path, schema: str, fill: Callable[[sqlite3.Connection], None]
) -> Iterator[str]:
    """Make a file in a folder that all workers see, and give its path; it goes afterwards.

    Args:
        folder: where the file lies.
        schema: SQL that makes its tables.
        fill: puts rows into them.
    """
    handle, path = tempfile.mkstemp(_ENDING, _LEAD, folder)
    os.close(handle)
    try:
        with closing(sqlite3.connect(path)) as database:
            database.executescript(f"pragma journal_mode = off; pragma synchronous = off;{schema}")
            with database:
                fill(database)
        yield path
    finally:
        with contextlib.suppress(OSError):  # Windows, while a worker has it open; see sweep
            Path(path).unlink()


def sweep(folder: Path) -> None:
    """Remove such files that an earlier build had to leave behind."""
    for left in folder.glob(f"{_LEAD}*{_ENDING}"):
        with contextlib.suppress(OSError):
            left.unlink()
