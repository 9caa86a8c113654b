"""Problems as values that can be kept, and back."""

from __future__ import annotations

from typing import Any

from rakor.diagnostics.problem import Edit, Fix, Problem, Severity, Span


def problem_row(problem: Problem) -> list[Any]:
    """Return a problem as values that JSON can hold."""
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


def problem_of_row(row: list[Any]) -> Problem:
    """Return the problem that :func:`problem_row` was given."""
    file, place, code, message, cause, remedy, severity, is_step, fix = row
    mending = None
    if fix:
        edits, move_to = fix
        mending = Fix(tuple(Edit(Span(*edit[:4]), edit[4]) for edit in edits), move_to)
    return Problem(
        file, Span(*place), code, message, cause, remedy, Severity(severity), is_step, mending
    )
