"""Colours of an office: every one that is taken keeps text at 7:1, every other is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.pages import THEME
from rakor.theme.palette import NAMES, UnfitColour, contrast, derive

CSS = (THEME / "assets" / "rakor.css").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"--([\w-]+): (light-dark\(#\w+, #\w+\))", CSS))
PAIRS = [
    *(("leaf", ground) for ground in ("chalk", "chalk-2")),
    ("ink", "t1"),
    ("ink", "t2"),
    *(("on-leaf", ground) for ground in ("t3", "t4", "leaf")),
]


def long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


@given(st.integers(0, 0xFFFFFF).map("#{:06x}".format) | st.sampled_from(sorted(NAMES)))
def test_text_stands_out_as_it_must(colour: str) -> None:
    was_refused = False
    try:
        derived = derive(colour).tokens
    except UnfitColour as error:
        # What is offered instead is taken, and as it is.
        derived = derive(error.nearest).tokens
        colour, was_refused = error.nearest, True
    given_tokens = {
        name: tuple(re.findall(r"#\w+", value)) for name, value in TOKENS.items()
    } | derived
    assert derived.keys() <= TOKENS.keys()
    if was_refused:
        assert derived["leaf"][0] == colour
    for text, ground in PAIRS:
        for dark in (0, 1):
            one, other = given_tokens[text][dark], given_tokens[ground][dark]
            assert contrast(long(one), long(other)) >= 7, (text, ground, dark)


@pytest.mark.parametrize(
    ("colour", "kept"), [("#0b4a37", True), ("#003d7c", True), ("teal", False)]
)
def test_a_colour_that_is_dark_enough_stays_as_it_is(colour: str, kept: bool) -> None:
    assert (derive(colour).primary == colour) is kept


@pytest.mark.parametrize("colour", ["white", "#fff", "yellow", "#ffffee"])
def test_a_colour_that_would_become_another_is_refused(colour: str) -> None:
    with pytest.raises(UnfitColour) as refused:
        derive(colour)
    assert re.fullmatch("#[0-9a-f]{6}", refused.value.nearest)


@pytest.mark.parametrize("text", ["", "biru", "#12", "#12345g", "rgb(0,0,0)", "}", "#1234567"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(UnfitColour) as refused:
        derive(text)
    assert refused.value.nearest == ""


def test_rules_are_for_both_pages_and_for_browsers_without_them() -> None:
    css = derive("indigo").css()
    assert "--leaf:light-dark(#3746a9,#a7baff)" in css
    assert "@supports not" in css
    assert "--leaf:#3746a9" in css
