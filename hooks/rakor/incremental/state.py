"""What was learnt and is kept: one SQLite file for each root, ``.rakor/state.sqlite3``.

``rakor check``, ``build`` and ``serve`` share it. What is known of single files serves all of
them; what was published is kept for each site folder (:class:`SiteState`). It can be thrown away
at any time. Nothing in it is code, and every row bears a digest of its own: whatever is wrong
with the file (a bad disk, another program's hand) is noticed when it is read, raises
:class:`StateDamaged`, and whoever reads begins anew.

A check never waits: readers see the last finished state while a build writes (SQLite's
write-ahead log), and a check that cannot write at once leaves it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, Self

from rakor.incremental.database import Database, StateDamaged, StateOfAnotherVersion
from rakor.incremental.fingerprints import digest
from rakor.incremental.site_state import SiteState
from rakor.incremental.tracked import refuse_tracked
from rakor.settings import STORE_NAME

STATE_NAME = "state.sqlite3"
_OLD = ("kerangka", "pratinjau", "kunci", "periksa.db", "simpanan-*", "pekerjaan-*")
"""What earlier versions kept in the same folder."""


class StoredResult(NamedTuple):
    """What the check of one bulletin came to, but for its record.

    Attributes:
        signature: what tells one state of the file from another.
        facts: digest of the record and of ``rest``.
        body: digest of the text below the front matter.
        rest: what else is known, JSON.
    """

    signature: bytes
    facts: bytes
    body: bytes
    rest: str


class StoredAttachment(NamedTuple):
    """What was found in one attachment.

    Attributes:
        key: stands for the state of the file and for how it is used.
        problems: JSON, a list of rows of :mod:`rakor.diagnostics.stored`.
    """

    key: bytes
    problems: str


class State:
    """The state of one root. Written by one build at a time; see :mod:`rakor.build.builder`."""

    def __init__(self, root: Path, timeout: float = 30.0) -> None:
        """Open or begin the state of the site at ``root``; see :class:`Database`.

        Raises:
            StateTracked: it came with a Git repository.
        """
        refuse_tracked(root)
        self._root = root
        folder = root / STORE_NAME
        if not (folder / STATE_NAME).exists():
            _sweep(folder)
        self.database = Database(folder / STATE_NAME, timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def site(self, site_dir: Path) -> SiteState:
        """Return what is kept of the site in a folder."""
        return SiteState(self.database, self._root, site_dir)

    # -- what is known of single files ------------------------------------------------------

    def results(self, rules: str) -> dict[str, StoredResult]:
        """Return what earlier checks by the same rules came to, by path."""
        if self.database.value(0, "rules") != rules:
            return {}
        rows = self.database.rows("select path, signature, facts, body, rest, seal from result")
        return {path: StoredResult(*row) for path, *row in rows}

    def record(self, path: str, result: StoredResult) -> str:
        """Return the record that belongs to a result."""
        rows = self.database.plain_rows("select record from record where path = ?", path)
        for (record,) in rows:
            if isinstance(record, str) and facts_digest(record, result.rest) == result.facts:
                return record
        raise StateDamaged("isinya berubah")

    def records(self, results: Mapping[str, StoredResult]) -> dict[str, str]:
        """Return the records that belong to many results, by path."""
        found = dict(self.database.plain_rows("select path, record from record"))
        for path, result in results.items():
            record = found.get(path)
            if not isinstance(record, str) or facts_digest(record, result.rest) != result.facts:
                raise StateDamaged("isinya berubah")
        return found

    @property
    def tree(self) -> str:
        """The digest of the names of all files when the results were last held against them."""
        return self.database.value(0, "tree")

    def keep_results(
        self,
        rules: str,
        tree: str,
        results: Mapping[str, tuple[StoredResult, str]],
        gone: Iterable[str],
    ) -> None:
        """Keep results with their records, and forget those of ``gone`` paths.

        All that is kept afterwards must hold for the files that ``tree`` stands for.
        """
        database = self.database
        lost = [(path,) for path in gone]
        with database.transaction():
            if database.value(0, "rules") != rules:
                database.write("delete from result", [()])
                database.write("delete from record", [()])
                database.write("delete from attachment", [()])
            database.write("delete from result where path = ?", lost)
            database.write("delete from record where path = ?", lost)
            rows = ((path, *result) for path, (result, _) in results.items())
            database.write("replace into result values (?, ?, ?, ?, ?, ?)", rows, sealed=True)
            records = ((path, record) for path, (_, record) in results.items())
            database.write("replace into record values (?, ?)", records)
            database.set_values(0, {"rules": rules, "tree": tree})

    def attachments(self, rules: str) -> dict[str, StoredAttachment]:
        """Return what earlier checks by the same rules found in attachments, by path."""
        if self.database.value(0, "rules") != rules:
            return {}
        rows = self.database.rows("select path, key, problems, seal from attachment")
        return {path: StoredAttachment(*row) for path, *row in rows}

    def keep_attachments(
        self, attachments: Mapping[str, StoredAttachment], gone: Iterable[str]
    ) -> None:
        """Keep what a check found in attachments, and forget those of ``gone`` paths."""
        database = self.database
        with database.transaction():
            database.write("delete from attachment where path = ?", [(path,) for path in gone])
            rows = ((path, *one) for path, one in attachments.items())
            database.write("replace into attachment values (?, ?, ?, ?)", rows, sealed=True)

    def report(self, key: str) -> str:
        """Return the report of a check that was kept under this key, or nothing."""
        kept_key, _, report = self.database.value(0, "report").partition("\n")
        return report if kept_key == key else ""

    def keep_report(self, key: str, report: str) -> None:
        """Keep the report of a check; one at a time."""
        with self.database.transaction():
            self.database.set_values(0, {"report": f"{key}\n{report}"})


def facts_digest(record: str, rest: str) -> bytes:
    """Return the digest of all that is known of a valid bulletin but its body."""
    return digest(record, rest)


def begun_anew(error: StateDamaged) -> str:
    """Return what a person is told when a state could not be used; nothing is often enough."""
    if isinstance(error, StateOfAnotherVersion):
        return ""
    return (
        f"Catatan {STORE_NAME}/{STATE_NAME} tidak dapat dipakai ({error}); dibuat ulang dari awal."
    )


def drop(root: Path) -> None:
    """Throw the state of the site at ``root`` away."""
    for leftover in ("", "-journal", "-wal", "-shm"):
        (root / STORE_NAME / (STATE_NAME + leftover)).unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what earlier versions left: nobody will ever ask for it again."""
    for pattern in _OLD:
        for path in folder.glob(pattern):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    os.unlink(path)  # noqa: PTH108
