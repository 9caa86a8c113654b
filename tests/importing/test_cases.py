"""The texts of this folder, with what a careful reader says about each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from score import Score

HERE = Path(__file__).parent


@pytest.fixture(scope="module", params=["cases", "held_out"])
def score(request: pytest.FixtureRequest) -> Score:
    folder = HERE / str(request.param)
    score = Score()
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        score.add(label, (folder / label["file"]).read_text(encoding="utf-8"))
    return score


def test_no_date_region_or_chair_is_wrong(score: Score) -> None:
    wrong = {field: count["wrong"] for field, count in score.counts.items() if count["wrong"]}
    assert not wrong.keys() & {"date", "region", "chair_name", "status"}, score.report()


def test_nearly_everything_said_is_right(score: Score) -> None:
    for field, count in score.counts.items():
        right, wrong = count["right"], count["wrong"]
        assert right >= 0.93 * (right + wrong), f"{field}\n{score.report()}"
    assert score.certain["right"] >= 0.98 * sum(score.certain.values()), score.report()


def test_most_of_what_there_is_is_found(score: Score) -> None:
    for field, least in (("date", 0.88), ("region", 0.9), ("venue", 0.7), ("agencies", 0.72)):
        count = score.counts[field]
        there = count["right"] + count["silent"] + count["asked"] + count["wrong"]
        assert count["right"] >= least * there, f"{field}\n{score.report()}"


def test_few_questions_are_asked(score: Score) -> None:
    assert score.questions <= score.articles, score.report()
