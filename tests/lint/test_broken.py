"""The corpus of broken files: every problem at its place, in golden files of ten codes each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import rakor
from golden import Golden, left_over
from rakor.cli.main import main
from rakor.diagnostics import Problem, render_json, render_text, text
from rakor.lint.catalogue import CATALOGUE
from rakor.lint.linter import check
from rakor.lint.results import CheckResult

BROKEN = Path(__file__).parents[1] / "broken"

# These need files that cannot be kept in a repository that is cloned on Windows, or more space
# than they are worth; test_check.py makes them.
MADE_ELSEWHERE = {
    *("RK101", "RK102", "RK103", "RK148", "RK153", "RK154", "RK155", "RK321", "RK326", "RK505"),
    *(
        "RK506",
        "RK508",
        "RK615",
        "RK617",
        "RK705",
        "RK711",
        "RK712",
        "RK713",
        "RK912",
        "RK719",
        "RK721",
    ),
}


@pytest.fixture(scope="module")
def result() -> CheckResult:
    return check(BROKEN)


def _tens(problem: Problem) -> str:
    return f"{problem.code[:-1]}x.txt"


def _shown(problem: Problem, result: CheckResult) -> str:
    """A problem as people see it, and what machines are told besides."""
    shown = render_text([problem], result.sources).rpartition("\n\n")[0]
    span = problem.span
    lines = [f"  sampai  {span.end_line}:{span.end_column}"]
    for edit in problem.fix.edits if problem.fix else ():
        at = edit.span
        place = f"{at.line}:{at.column}-{at.end_line}:{at.end_column}"
        lines.append(f"  ganti   {place} {json.dumps(edit.text, ensure_ascii=False)}")
    if problem.fix and problem.fix.move_to:
        lines.append(f"  pindah  {problem.fix.move_to}")
    return "\n".join([shown, *lines, ""])


TENS = sorted({f"{code[:-1]}x.txt" for code in CATALOGUE.keys() - MADE_ELSEWHERE})


@pytest.mark.parametrize("name", TENS)
def test_problems_are_as_expected(name: str, result: CheckResult, golden: Golden) -> None:
    shown = [_shown(problem, result) for problem in result.problems if _tens(problem) == name]
    golden(f"broken/{name}", "\n".join(shown))


def test_no_golden_file_is_left_over() -> None:
    assert not left_over("broken", set(TENS))


def test_the_command_says_the_same(
    result: CheckResult, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["check", "--root", str(BROKEN), "--format", "json"]) == 1
    assert capsys.readouterr().out.splitlines() == list(render_json(result.problems))
    monkeypatch.setattr(text, "IN_ALL", 10_000)
    shown = render_text(result.problems, result.sources, files=result.files)
    assert main(["check", "--root", str(BROKEN)]) == 1
    assert capsys.readouterr().out == shown


def test_a_program_that_only_checks_has_all_rules() -> None:
    """Here something else may have imported them."""
    code = "import sys; from rakor.cli.main import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "--root", str(BROKEN), "--format", "json"],
        env={**os.environ, "PYTHONPATH": str(Path(rakor.__file__).parents[1])},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    found = {json.loads(line)["code"] for line in done.stdout.splitlines()}
    assert found == CATALOGUE.keys() - MADE_ELSEWHERE


def test_every_code_occurs(result: CheckResult) -> None:
    assert {problem.code for problem in result.problems} == CATALOGUE.keys() - MADE_ELSEWHERE


def test_there_are_many_broken_files_and_the_good_ones_are_good(result: CheckResult) -> None:
    wrong = {problem.file for problem in result.problems}
    assert len(wrong) >= 45
    assert not [file for file in wrong if "/2024-11-14-sah-" in file]
    good = [bulletin.id for bulletin in result.bulletins]
    assert sum("/2024-11-14-sah-" in id_ for id_ in good) == 2


def test_places_lie_in_their_files(result: CheckResult) -> None:
    for problem in result.problems:
        span = problem.span
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        line = result.sources[problem.file].line(span.line)
        assert span.column - 1 <= len(line or "")


def test_json_has_the_promised_keys(result: CheckResult) -> None:
    for line in render_json(result.problems):
        found = json.loads(line)
        assert list(found) == [
            "file",
            "line",
            "column",
            "end_line",
            "end_column",
            "code",
            "severity",
            "message",
            "cause",
            "remedy",
            "fix",
        ]
        assert found["severity"] in {"error", "warning", "note"}


def test_checking_one_path_gives_its_problems_only(result: CheckResult) -> None:
    name = "bulletins/jawa-timur/kabupaten-probolinggo/2024/2024-11-14-rujukan-hilang.md"
    alone = check(BROKEN, [BROKEN / name])
    assert alone.problems == tuple(p for p in result.problems if p.file == name)
    folder = check(BROKEN, [BROKEN / "bulletins" / "jawa-timur" / "kota-probolinggo"])
    assert [problem.code for problem in folder.problems] == ["RK150"]
    assert folder.files == 1
