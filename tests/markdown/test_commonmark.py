"""Every example of the CommonMark specification, as Python-Markdown alone would write it.

The renderer is not CommonMark and need not be: what counts is that the fast path
writes what Python-Markdown with the project's extensions and the cleaner write. The examples were
made to find the places where Markdown is easily read in two ways.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
import requirement
from mkdocs.config import load_config

import markdown
from rakor.markdown.conventions import page_link
from rakor.markdown.dialect import DialectExtension
from rakor.markdown.fast_path import EXTENSIONS, plain_html
from rakor.markdown.renderer import BodyRenderer, usual_renderer

ROOT = Path(__file__).parents[2]
CONFIGS = {"toc": {"toc_depth": "2-3"}}
QUICK = BodyRenderer(sorted(EXTENSIONS), CONFIGS)
ALONE = BodyRenderer(sorted(EXTENSIONS), CONFIGS)
ALONE._markdown = markdown.Markdown(
    extensions=[*sorted(EXTENSIONS), DialectExtension(markdown_links=True)],
    extension_configs=CONFIGS,
)

_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.M | re.S)


@pytest.fixture(scope="module")
def examples() -> list[str]:
    text = requirement.commonmark_specification().read_text(encoding="utf-8")
    return [found[1].replace("→", "\t") for found in _EXAMPLE.finditer(text)]


def _differing(texts: list[str]) -> list[str]:
    return [text for text in texts if QUICK(text) != ALONE.convert(text)]


@pytest.mark.parametrize("around", ["{}", "Awal\n\n{}\n\nAkhir", "- {}", "> {}", "## {}"])
def test_examples_of_the_specification(examples: list[str], around: str) -> None:
    assert len(examples) > 600
    assert _differing([around.format(example.rstrip("\n")) for example in examples]) == []


def test_the_order_in_which_a_site_names_its_extensions_changes_nothing(
    examples: list[str],
) -> None:
    """What the check saw is shown by every site with these extensions, see ``is_usual``."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    names = [str(name) for name in config.markdown_extensions]
    assert names != sorted(names)
    shipped, backwards = BodyRenderer(names, config.mdx_configs), BodyRenderer(names[::-1], CONFIGS)
    assert usual_renderer().is_usual and shipped.is_usual and backwards.is_usual
    for example in examples:
        shown = usual_renderer().convert(example)
        assert shipped.convert(example) == shown == backwards.convert(example), example


def test_asterisks_in_every_order() -> None:
    """Two to six of these pieces: emphasis is where one sign changes what another means."""
    pieces = ("*", "**", "a", " ", "[b](c)")
    texts = [
        text
        for length in range(2, 7)
        for order in itertools.product(pieces, repeat=length)
        if plain_html(text := f"x{''.join(order)}y", page_link) is not None
    ]
    assert len(texts) > 500
    assert _differing(texts) == []
