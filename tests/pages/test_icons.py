"""Icons: those of Material's set, as small as they can be, and silent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markup import parse

from rakor.pages import THEME, icon, make_icons
from rakor.pages.icons import TABLE
from rakor.pages.templating import TEMPLATES

NAMES = sorted(make_icons.SOURCES)


def test_the_table_is_what_the_installed_set_gives() -> None:
    assert TABLE.read_text(encoding="utf-8") == make_icons.make(), "run make icons"


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_a_drawing_without_words(name: str) -> None:
    drawing = str(icon(name))
    assert parse(drawing)
    assert re.fullmatch(
        r'<svg class="rk-icon" viewBox="0 0 24 24" aria-hidden="true"><path d="[^"]+"/></svg>',
        drawing,
    )
    assert len(drawing) < 900


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
