"""One build of a site at a time: of one root, and into one folder."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rakor.errors import RakorError
from rakor.incremental.tracked import refuse_tracked
from rakor.publish.staging import disk_errors
from rakor.settings import STORE_NAME

_ATTEMPTS = 20


class BuildRunning(RakorError):
    """Another build of the same site holds the lock."""


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep other builds of the site at ``root`` away.

    The lock is SQLite's on a database that stays empty: the system gives it back when a process
    dies, it works alike on all systems, and it costs a build nothing to load.

    Raises:
        BuildRunning: there is one.
        StateTracked: what is kept came with a Git repository.
    """
    refuse_tracked(root)
    folder = root / STORE_NAME
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = _take(
            folder / "lock",
            "Situs ini sedang dibangun oleh perintah lain (mungkin rakor serve atau jendela "
            "lain). Tunggu sampai selesai, lalu ulangi.",
        )
    try:
        yield
    finally:
        lock.close()


@contextmanager
def locked_site(site_dir: Path) -> Iterator[None]:
    """Keep builds of other roots from writing into ``site_dir`` meanwhile.

    The lock lies beside the folder and is removed in the end.

    Raises:
        BuildRunning: there is one.
    """
    path = site_dir.with_name(f".{site_dir.name}.rakor-lock")
    with disk_errors(site_dir):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = _take_removable(
            path,
            f"Folder {site_dir} sedang ditulisi oleh pembangunan situs lain. Tunggu sampai "
            "selesai, lalu ulangi; atau pilih folder lain dengan --site-dir.",
        )
    try:
        yield
    finally:
        # Where an open file cannot be removed (Windows) it stays, and harms nobody.
        with contextlib.suppress(OSError):
            os.unlink(path)  # noqa: PTH108
        lock.close()


def _take_removable(path: Path, is_taken: str) -> sqlite3.Connection:
    """Take a lock whose file others remove when they give it back."""
    for attempt in range(_ATTEMPTS):
        with contextlib.suppress(FileExistsError):
            # Not touched if it is there: to close it would give back a lock that we hold.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        before = _inode(path)
        try:
            lock = _take(path, is_taken)
        except OSError:
            # SQLite stumbles over a file that is removed while it looks at it.
            if attempt + 1 < _ATTEMPTS:
                continue
            raise
        if before is not None and _inode(path) == before:
            return lock
        lock.close()  # it was removed while we took it, and another one may be there
    raise BuildRunning(is_taken)


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def _take(path: Path, is_taken: str) -> sqlite3.Connection:
    """Take the lock at ``path``; an OSError tells that the disk refuses."""
    for attempt in range(2):
        try:
            lock = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise OSError(str(error)) from error
        try:
            lock.execute("begin exclusive")
            return lock
        except sqlite3.DatabaseError as error:
            lock.close()
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                raise BuildRunning(is_taken) from None
            if attempt or isinstance(error, sqlite3.OperationalError):
                raise OSError(str(error)) from error
            path.unlink(missing_ok=True)  # something else of that name
    raise AssertionError("unreachable")
