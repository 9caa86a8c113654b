"""The catalogue of codes is complete, and its examples do what they say."""

from __future__ import annotations

import re
from pathlib import Path

import bulletin_text
import pytest
from bulletin_text import NAME, put
from foreign import in_png

from rakor.diagnostics import Example, Rule
from rakor.lint.catalogue import CATALOGUE
from rakor.lint.linter import check

EXAMPLES = [rule for rule in CATALOGUE.values() if rule.example is not Example.NOTE]


def _codes(root: Path, rule: Rule, example: str) -> set[str]:
    name, content = NAME, bulletin_text.text()
    if rule.example is Example.KEYS:
        content = bulletin_text.text(example)
    elif rule.example is Example.TEXT:
        keys, _, body = example.partition("\n---\n")
        content = bulletin_text.text(keys, "\n" + body)
    elif rule.example is Example.BODY:
        content = bulletin_text.text(body="\n" + example)
    elif rule.example is Example.FILE:
        content = example
    else:
        name = example
    if "bagan.png" in content:
        put(root, name.rpartition("/")[0] + "/bagan.png", in_png())
    put(root, name, content)
    return {problem.code for problem in check(root).problems}


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)
def test_wrong_example_is_found(rule: Rule, tmp_path: Path) -> None:
    assert rule.code in _codes(bulletin_text.project(tmp_path), rule, rule.wrong)


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)
def test_right_example_is_right(rule: Rule, tmp_path: Path) -> None:
    found = _codes(bulletin_text.project(tmp_path), rule, rule.right)
    # An example of a whole file is an extract: other keys are missing from it.
    assert found <= ({"RK132"} if rule.example is Example.FILE else set())


def test_codes_and_names_are_well_formed_and_unique() -> None:
    assert all(re.fullmatch(r"RK[1-9]\d\d", code) for code in CATALOGUE)
    assert all(re.fullmatch(r"[a-z0-9-]+", rule.name) for rule in CATALOGUE.values())
    assert len({rule.name for rule in CATALOGUE.values()}) == len(CATALOGUE)


def test_texts_are_whole_sentences() -> None:
    for rule in CATALOGUE.values():
        assert rule.title
        assert not rule.title.endswith(".")
        assert rule.reason.endswith(".")
