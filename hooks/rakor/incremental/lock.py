"""One build of a site at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rakor.errors import RakorError
from rakor.publish.staging import disk_errors
from rakor.settings import STORE_NAME


class BuildRunning(RakorError):
    """Another build of the same site holds the lock."""


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep other builds of the site at ``root`` away.

    The lock is SQLite's on a database that stays empty: the system gives it back when a process
    dies, it works alike on all systems, and it costs a build nothing to load.

    Raises:
        BuildRunning: there is one.
    """
    folder = root / STORE_NAME
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock = _take(folder / "kunci")
        except sqlite3.Error as error:
            raise OSError(str(error)) from error
    try:
        yield
    finally:
        lock.close()


def _take(path: Path) -> sqlite3.Connection:
    for attempt in range(2):
        lock = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            lock.execute("begin exclusive")
            return lock
        except sqlite3.OperationalError as error:
            lock.close()
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise BuildRunning(
                    "Situs ini sedang dibangun oleh perintah lain (mungkin rakor serve atau "
                    "jendela lain). Tunggu sampai selesai, lalu ulangi."
                ) from None
            raise
        except sqlite3.DatabaseError:
            lock.close()
            if attempt:
                raise
            path.unlink(missing_ok=True)  # something else of that name
    raise AssertionError("unreachable")
