"""Five bulletins with the slips that the press really printed, retold: all of them are found.

The weekdays and dates of the articles were right, so none of them may alarm.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rakor.lint.linter import check
from rakor.lint.results import CheckResult

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def result() -> CheckResult:
    return check(SEEDS)


def _found(result: CheckResult) -> set[tuple[str, str]]:
    found = set()
    for problem in result.problems:
        line = result.sources[problem.file].line(problem.span.line) or ""
        found.add((problem.code, line[problem.span.column - 1 : problem.span.end_column - 1]))
    return found


def test_every_slip_is_found_and_nothing_else(result: CheckResult) -> None:
    assert _found(result) == {
        ("RK402", "Andriyanyo"),
        ("RK402", "Anriyanto"),
        ("RK402", "hermanto"),
        ("RK403", "Wafaserta"),
        ("RK406", "Pemkot Baubau"),
        ("RK408", "Gubernur"),
        ("RK315", "Nopember"),
        ("RK801", "(*)"),
        ("RK801", "(dp/pin)"),
        ("RK801", "[bas.wwn]"),
        ("RK801", "(ADV)"),
        ("RK801", "Komentar"),
        ("RK801", "Tinggalkan Balasan"),
        ("RK803", "praktik praktik"),
        ("RK804", ".."),
        ("RK805", "”"),
    }


def test_the_six_weekdays_are_right(result: CheckResult) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (SEEDS / "bulletins").rglob("20*.md")]
    assert len(texts) == 5
    dated = ["Kamis\n(14/11/2024)", "Selasa\n(26/11)", "Rabu (27/11)", "Kamis (26/9)"]
    dated += ["Jumat\n(2/8/2024)", "Rabu, (6/11/2024)"]
    assert all(any(date in text for text in texts) for date in dated)
    assert not [p for p in result.problems if p.code in {"RK311", "RK312", "RK313", "RK314"}]
    assert result.errors == ()
