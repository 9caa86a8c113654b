"""Problems for programs: one JSON object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from rakor.diagnostics.problem import Problem

# Characters that some readers take for a line end, and halves of surrogate pairs, which no
# encoding can write.
_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def render_json(problems: Iterable[Problem]) -> Iterator[str]:
    """One JSON object for each problem, sorted, without line ends.

    ``severity`` is "error" or "warning"; ``fix`` is null where nothing can be mended
    automatically.
    """
    for problem in sorted(problems):
        span = problem.span
        text = json.dumps(
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
                "fix": None,
            },
            ensure_ascii=False,
        )
        yield _ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
