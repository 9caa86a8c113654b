"""Problems in the forms of other programs: SARIF, GitHub, GitLab."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from requirement import sarif_schema

from rakor.diagnostics import (
    Edit,
    Fix,
    Problem,
    Severity,
    Span,
    render_github,
    render_gitlab,
    render_json,
    render_sarif,
)
from rakor.lint.catalogue import CATALOGUE
from rakor.lint.linter import check

BROKEN = Path(__file__).parents[1] / "broken"


@pytest.fixture(scope="module")
def problems() -> tuple[Problem, ...]:
    return check(BROKEN).problems


@pytest.fixture(scope="module")
def sarif() -> Draft4Validator:
    schema = sarif_schema()
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


def test_sarif_is_valid_by_its_schema(
    problems: tuple[Problem, ...], sarif: Draft4Validator
) -> None:
    for found in (problems, ()):
        log = json.loads(render_sarif(found, CATALOGUE))
        assert [f"{e.json_path}: {e.message}" for e in sarif.iter_errors(log)] == []
        assert log["version"] == "2.1.0"
        (run,) = log["runs"]
        assert len(run["results"]) == len(found)
        rules = run["tool"]["driver"]["rules"]
        for result, problem in zip(run["results"], found, strict=True):
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == problem.code


def test_the_schema_of_sarif_refuses_what_is_not(
    problems: tuple[Problem, ...], sarif: Draft4Validator
) -> None:
    log = json.loads(render_sarif(problems, CATALOGUE))
    log["runs"][0]["results"][0]["level"] = "galat"
    log["runs"][0]["results"][1]["tempat"] = "di sini"
    del log["runs"][0]["results"][2]["message"]
    assert len(list(sarif.iter_errors(log))) == 3


def test_sarif_keeps_the_promises_of_the_standard(problems: tuple[Problem, ...]) -> None:
    run = json.loads(render_sarif(problems, CATALOGUE))["runs"][0]
    prints = [result["partialFingerprints"]["rakor/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    for result in run["results"]:
        assert result["level"] in {"error", "warning", "note"}
        place = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", place["artifactLocation"]["uri"])
        region = place["region"]
        assert (region["endLine"], region["endColumn"]) >= (
            region["startLine"],
            region["startColumn"],
        )
        assert min(region.values()) >= 1
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == sorted(
        {problem.code for problem in problems}
    )
    assert any("fixes" in result for result in run["results"])


def test_github_annotations(problems: tuple[Problem, ...]) -> None:
    lines = list(render_github(problems))
    assert len(lines) == len(problems)
    for line in lines:
        assert re.fullmatch(
            r"::(?:error|warning|notice) file=[^,\n]+,line=\d+,endLine=\d+,title=RK\d{3} [^:,\n]+"
            r"(?:,col=\d+,endColumn=\d+)?::[^\n]+",
            line,
        )


def test_gitlab_report(problems: tuple[Problem, ...]) -> None:
    report = json.loads(render_gitlab(problems))
    assert len(report) == len(problems)
    assert len({entry["fingerprint"] for entry in report}) == len(report)
    for entry in report:
        assert entry.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["lines"]["begin"] >= 1


def test_names_of_problems_do_not_hang_on_lines() -> None:
    one = Problem("a.md", Span(3, 1, 3, 2), "RK801", "m", "c", "r")
    two = Problem("a.md", Span(9, 1, 9, 2), "RK801", "m", "c", "r")
    assert (
        json.loads(render_gitlab([one]))[0]["fingerprint"]
        == (json.loads(render_gitlab([two]))[0]["fingerprint"])
    )


SPANS = st.builds(Span, *([st.integers(1, 10**6)] * 4))
PROBLEMS = st.builds(
    Problem,
    file=st.text(min_size=1),
    span=SPANS,
    code=st.sampled_from(sorted(CATALOGUE)),
    message=st.text(),
    cause=st.text(),
    remedy=st.text(),
    severity=st.sampled_from(Severity),
    fix=st.none() | st.builds(Fix, st.lists(st.builds(Edit, SPANS, st.text())).map(tuple)),
)


@given(found=st.lists(PROBLEMS, max_size=4))
def test_any_problem_can_be_written(sarif: Draft4Validator, found: list[Problem]) -> None:
    sarif.validate(json.loads(render_sarif(found, CATALOGUE)))
    assert len(json.loads(render_gitlab(found))) == len(found)
    for line in [*render_github(found), *render_json(found)]:
        assert len(line.splitlines()) == 1
        line.encode()
