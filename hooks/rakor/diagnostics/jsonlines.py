"""Problems for programs: one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rakor.diagnostics.problem import Fix, Problem
from rakor.printable import json_text


def render_json(problems: Iterable[Problem]) -> Iterator[str]:
    """One JSON object for each problem, sorted, without line ends.

    ``severity`` is "error", "warning" or "note"; ``fix`` is null where nothing can be mended
    automatically, else it has ``edits`` (places and the text to put there) and ``move_to``.
    """
    for problem in sorted(problems):
        span = problem.span
        yield json_text(
            {
                "file": problem.file,
                "line": span.line,
                "column": span.column,
                "end_line": span.end_line,
                "end_column": span.end_column,
                "code": problem.code,
                "severity": problem.severity.machine_name,
                "message": problem.message,
                "cause": problem.cause,
                "remedy": problem.remedy,
                "fix": _fix(problem.fix),
            }
        )


def _fix(fix: Fix | None) -> dict[str, object] | None:
    if fix is None:
        return None
    edits = [
        {
            "line": edit.span.line,
            "column": edit.span.column,
            "end_line": edit.span.end_line,
            "end_column": edit.span.end_column,
            "text": edit.text,
        }
        for edit in fix.edits
    ]
    return {"edits": edits, "move_to": fix.move_to or None}
