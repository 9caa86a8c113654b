"""The texts of these folders, with what a careful reader says about each.

``cases`` are one or two sentences each, ``releases`` whole texts as offices and papers write them:
releases, news pages, chats, minutes, invitations. Rules may be made after both, and never after
``held_out`` and ``unseen``, which were written before they were first read.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from score import Score, score_of

HERE = Path(__file__).parent
WRONG = {"cases": 0, "held_out": 1, "releases": 0}
"""How many values of a folder's texts may be wrong in all."""


@pytest.fixture(scope="module", params=WRONG)
def folder(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def score(folder: str) -> Score:
    return score_of(HERE / folder)


def test_no_more_is_wrong_than_was(score: Score, folder: str) -> None:
    wrong = sum(count["wrong"] for count in score.counts.values())
    assert wrong <= WRONG[folder], score.report()


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


def test_what_texts_gave_that_no_rule_was_made_after_does_not_grow_worse() -> None:
    score = score_of(HERE / "unseen")
    assert sum(count["wrong"] for count in score.counts.values()) <= 4, score.report()
    assert score.certain["right"] >= 0.98 * sum(score.certain.values()), score.report()
    assert score.questions <= score.articles, score.report()
