"""Icons: those of Material's set, as small as they can be, and silent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markup import parse

from rakor.pages import THEME, icon, icons, make_icons
from rakor.pages.templating import TEMPLATES

NAMES = sorted(make_icons.SOURCES)


def test_the_style_sheet_is_what_the_installed_set_gives() -> None:
    style = make_icons.STYLE.read_text(encoding="utf-8")
    assert style == make_icons.make(style), "run make icons"
    assert {f".rk-i.{name}{{" in style for name in NAMES} == {True}
    assert frozenset(NAMES) == icons.NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_small_and_without_words(name: str) -> None:
    shown = str(icon(name))
    assert parse(shown)
    assert shown == f'<i class="rk-i {name}" aria-hidden="true"></i>'


def test_templates_name_icons_that_there_are() -> None:
    templates = [*TEMPLATES.glob("*.html"), *Path(THEME).glob("*.html")]
    named = {
        name
        for template in templates
        for name in re.findall(r"\bicon\('([^']*)'\)", template.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= set(NAMES)


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        icon("nihil")
