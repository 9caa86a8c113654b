"""What an earlier ``rakor check`` found, kept in ``.rakor/periksa.db``.

If nothing changed, the last report is shown again without loading what a check needs. If some
files changed, only those are read, and those that had problems. The file may be deleted at any
time; if it is damaged or locked, everything is checked anew.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rakor.diagnostics import Edit, Fix, Problem, Severity, Source, Span
from rakor.diagnostics import Sources as Texts
from rakor.incremental.fingerprints import config_key, digest, judgement_key
from rakor.settings import STORE_NAME
from rakor.source.scan import Sources, scan_sources

if TYPE_CHECKING:
    from rakor.lint.results import CheckResult

_FORMAT = "1"
_TABLES = """
create table if not exists meta (name text primary key, value text not null) without rowid;
create table if not exists source (path text primary key, signature blob not null,
    entry text not null) without rowid;
"""
_MOST_SHOWN = 1_000_000  # bytes of a file read to show its lines


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to say about a project."""

    problems: tuple[Problem, ...]
    files: int
    sources: Mapping[str, Source]


def check_remembering(root: Path, today: dt.date, jobs: int = 0) -> Report:
    """Check everything, believing what an earlier check found where nothing has changed."""
    sources = scan_sources(root)
    judgement = digest(_FORMAT, judgement_key(root)).hex()
    key = digest(judgement, str(today), config_key(root), sources.seal).hex()
    store = _open(root)
    if store is None:
        return _report(root, _check(root, today, jobs, {}, sources))
    with contextlib.closing(store):
        meta = dict(_rows(store, "select name, value from meta"))
        if sources.seal and meta.get("key") == key:
            with contextlib.suppress(ValueError, KeyError, TypeError):
                found = json.loads(meta["report"])
                problems = tuple(_problem(row) for row in found["problems"])
                return Report(problems, found["files"], Texts(root, _MOST_SHOWN))
        stored: dict[str, tuple[bytes, str]] = {}
        if meta.get("judgement") == judgement:
            for path, signature, entry in _rows(store, "select * from source"):
                stored[path] = (signature, entry)
        signatures = sources.signatures
        known = {
            path: entry
            for path, (signature, entry) in stored.items()
            if signature == signatures.get(path)
        }
        result = _check(root, today, jobs, known, sources)
        with contextlib.suppress(sqlite3.Error):
            _keep(store, result, sources, stored, {"key": key, "judgement": judgement})
        return _report(root, result)


def _check(
    root: Path, today: dt.date, jobs: int, known: Mapping[str, str], sources: Sources
) -> CheckResult:
    from rakor.lint.linter import check

    scratch = root / STORE_NAME
    return check(
        root,
        known=known,
        sources=sources,
        jobs=jobs,
        today=today,
        scratch=scratch if scratch.is_dir() else None,
    )


def _report(root: Path, result: CheckResult) -> Report:
    return Report(result.problems, result.files, Texts(root, _MOST_SHOWN))


def _open(root: Path) -> sqlite3.Connection | None:
    folder = root / STORE_NAME
    try:
        folder.mkdir(exist_ok=True)
        for again in (False, True):
            store = sqlite3.connect(folder / "periksa.db", timeout=1)
            try:
                store.executescript(_TABLES)
                return store
            except sqlite3.DatabaseError:
                store.close()
                if again:
                    return None
                (folder / "periksa.db").unlink(missing_ok=True)
    except (OSError, sqlite3.Error):
        pass
    return None


def _rows(store: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    try:
        yield from store.execute(query)
    except sqlite3.Error:
        return


def _keep(
    store: sqlite3.Connection,
    result: CheckResult,
    sources: Sources,
    stored: Mapping[str, tuple[bytes, str]],
    meta: dict[str, str],
) -> None:
    rows = []
    for path in result.keep:
        signature, entry = sources.signatures.get(path), result.entries[path]
        if signature is not None:
            text = entry if isinstance(entry, str) else entry.to_json()
            if stored.get(path) != (signature, text):
                rows.append((path, signature, text))
    meta["report"] = json.dumps(
        {"files": result.files, "problems": [_row(problem) for problem in result.problems]}
    )
    with store:
        if not stored:
            store.execute("delete from source")
        gone = ((path,) for path in stored.keys() - result.keep)
        store.executemany("delete from source where path = ?", gone)
        store.executemany("insert or replace into source values (?, ?, ?)", rows)
        store.executemany("insert or replace into meta values (?, ?)", meta.items())


def _row(problem: Problem) -> list[Any]:
    fix = problem.fix
    return [
        problem.file,
        _place(problem.span),
        problem.code,
        problem.message,
        problem.cause,
        problem.remedy,
        problem.severity.value,
        problem.is_step,
        fix and [[[*_place(edit.span), edit.text] for edit in fix.edits], fix.move_to],
    ]


def _place(span: Span) -> list[int]:
    return [span.line, span.column, span.end_line, span.end_column]


def _problem(row: list[Any]) -> Problem:
    file, place, code, message, cause, remedy, severity, is_step, fix = row
    mending = None
    if fix:
        edits, move_to = fix
        mending = Fix(tuple(Edit(Span(*edit[:4]), edit[4]) for edit in edits), move_to)
    return Problem(
        file, Span(*place), code, message, cause, remedy, Severity(severity), is_step, mending
    )
