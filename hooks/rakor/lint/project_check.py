"""``rakor check`` of a whole project: what is known already is not found out again.

Nothing changed: the report of last time is said again, without loading what a check needs. Some
files changed: only those are read, besides those that had something to say. What is learnt is
shared with builds (:mod:`rakor.incremental.state`); a state that is busy or cannot be read is
done without, for a check waits for nobody.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rakor.diagnostics import Problem, Source, Sources
from rakor.diagnostics.stored import problem_of_row, problem_row
from rakor.incremental.database import PATIENCE, StateBusy, StateDamaged
from rakor.incremental.fingerprints import config_fingerprint, digest, rules_fingerprint
from rakor.incremental.state import State, begun_anew, drop
from rakor.settings import STORE_NAME
from rakor.source.scan import ScannedFiles, scan_sources

if TYPE_CHECKING:
    from rakor.lint.known import Known
    from rakor.lint.results import CheckResult

_MOST_SHOWN = 1_000_000  # bytes of a file read to show its lines


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What there is to say about a project; ``notice`` is about what was kept, and often empty."""

    problems: tuple[Problem, ...]
    files: int
    sources: Mapping[str, Source]
    notice: str = ""


def check_project(root: Path, today: dt.date, jobs: int = 0) -> CheckReport:
    """Check everything, believing what an earlier check or build found where nothing changed."""
    sources = scan_sources(root)
    rules = rules_fingerprint(root)
    notice = ""
    for _ in range(2):
        try:
            with State(root, PATIENCE) as state:
                return _with_state(root, today, jobs, sources, rules, state, notice)
        except StateBusy:
            break
        except StateDamaged as error:
            notice = begun_anew(error)
            with contextlib.suppress(OSError):
                drop(root)
    return _report(root, _check(root, today, jobs, None, sources))


def _with_state(
    root: Path,
    today: dt.date,
    jobs: int,
    sources: ScannedFiles,
    rules: str,
    state: State,
    notice: str,
) -> CheckReport:
    key = digest(rules, str(today), config_fingerprint(root), sources.seal).hex()
    kept = state.report(key) if sources.seal else ""
    if kept:
        found = json.loads(kept)
        problems = tuple(problem_of_row(row) for row in found["problems"])
        return CheckReport(problems, found["files"], Sources(root, _MOST_SHOWN), notice)

    from rakor.lint.known import keep_known, known_files

    known = known_files(state, rules, sources)
    result = _check(root, today, jobs, known, sources)
    with contextlib.suppress(StateBusy):
        keep_known(state, rules, sources, known, result)
        rows = [problem_row(problem) for problem in result.problems]
        state.keep_report(key, json.dumps({"files": result.files, "problems": rows}))
    return _report(root, result, notice)


def _check(
    root: Path, today: dt.date, jobs: int, known: Known | None, sources: ScannedFiles
) -> CheckResult:
    from rakor.incremental.parallel import Workers
    from rakor.lint.linter import check

    scratch = root / STORE_NAME
    with Workers(scratch if scratch.is_dir() else root, jobs) as workers:
        return check(root, known=known, sources=sources, workers=workers, today=today)


def _report(root: Path, result: CheckResult, notice: str = "") -> CheckReport:
    return CheckReport(result.problems, result.files, Sources(root, _MOST_SHOWN), notice)
