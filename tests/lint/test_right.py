"""The corpus of right files: one for every rule, and none of them is ever found fault with."""

from __future__ import annotations

from pathlib import Path

from rakor.diagnostics import Example
from rakor.lint.catalogue import CATALOGUE
from rakor.lint.linter import check

RIGHT = Path(__file__).parents[1] / "right"


def test_nothing_is_said_about_right_files() -> None:
    result = check(RIGHT)
    assert [f"{p.file}:{p.span.line} {p.code} {p.message}" for p in result.problems] == []
    assert len(result.bulletins) > 70


def test_every_rule_that_a_text_can_show_has_a_right_file() -> None:
    names = {path.stem[-5:].upper() for path in (RIGHT / "bulletins").rglob("*-rk???.md")}
    shown = {c for c, r in CATALOGUE.items() if r.example not in {Example.NOTE, Example.PATH}}
    assert names == shown


def test_nothing_is_said_about_the_shipped_bulletins() -> None:
    result = check(Path(__file__).parents[2])
    assert [f"{p.file}:{p.span.line} {p.code} {p.message}" for p in result.problems] == []
    assert len(result.bulletins) >= 20
