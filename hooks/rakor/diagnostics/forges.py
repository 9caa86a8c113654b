"""Problems in the forms that GitHub and GitLab show beside a merge request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rakor.diagnostics.problem import Problem, Severity
from rakor.diagnostics.sarif import fingerprints
from rakor.printable import json_text, printable_lines

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render_github(problems: Iterable[Problem]) -> Iterator[str]:
    """Workflow commands, one a line, which a run of GitHub Actions turns into annotations.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for problem in sorted(problems):
        span = problem.span
        parts = {
            "file": problem.file,
            "line": span.line,
            "endLine": span.end_line,
            "title": f"{problem.code} {problem.message}",
        }
        if span.line == span.end_line:
            # Columns are only allowed within one line.
            parts |= {"col": span.column, "endColumn": span.end_column}
        text = ",".join(f"{name}={_property(str(value))}" for name, value in parts.items())
        said = f"{_data(problem.cause)}%0A{_data(problem.remedy)}"
        yield f"::{_GITHUB[problem.severity]} {text}::{said}"


def render_gitlab(problems: Iterable[Problem]) -> str:
    """A Code Quality report: one JSON list.

    https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    found = sorted(problems)
    report = [
        {
            "description": f"{problem.message} {problem.cause}",
            "check_name": problem.code,
            "fingerprint": mark,
            "severity": _GITLAB[problem.severity],
            "location": {"path": problem.file, "lines": {"begin": problem.span.line}},
        }
        for problem, mark in zip(found, fingerprints(found), strict=True)
    ]
    return json_text(report, indent=1)


def _data(text: str) -> str:
    text = printable_lines(text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
