"""Shells: filling one equals rendering the page through the theme, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.structure.files import Files
from mkdocs.structure.nav import get_navigation

from rakor import pages
from rakor.adapter.shells import lay_theme, shell_renderer
from rakor.errors import FrameError
from rakor.theme.identity import Identity
from rakor.theme.menu import own_pages
from rakor.theme.shells import DEEPEST, SLOTS, Render, Shells, depth_of, derive

ROOT = Path(__file__).parents[2]


def _renderer(site_url: str) -> Render:
    config = load_config(config_file=str(ROOT / "mkdocs.yml"), site_url=site_url)
    lay_theme(config)
    config.extra["identity"] = Identity(is_rakor=True)
    files = Files([])
    nav = get_navigation(files, config)
    env = config.theme.get_env()
    env.globals |= {"icon": pages.icon, "own_pages": own_pages}
    return shell_renderer(env, files, nav, config)


RENDERERS = {url: _renderer(url) for url in ("", "https://contoh.example/sub/")}
SHELLS = {url: Shells.derive(render, pages.SECTIONS) for url, render in RENDERERS.items()}

_texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["</title><script>", "{{ page }}", "{% raw %}", "A & B", '"kutip"', "'", "\\1", "\r\n", ""]
    ),
)


@settings(max_examples=800)
@given(
    values=st.fixed_dictionaries(dict.fromkeys(SLOTS, _texts)),
    section=st.sampled_from(pages.SECTIONS),
    depth=st.integers(0, DEEPEST),
    url=st.sampled_from(sorted(RENDERERS)),
)
def test_a_filled_shell_equals_the_theme(
    values: Mapping[str, str], section: str, depth: int, url: str
) -> None:
    assert SHELLS[url][section, depth].fill(values) == RENDERERS[url](values, section, depth)


def test_shells_survive_their_store() -> None:
    shells = SHELLS[""]
    again = Shells.from_json(shells.to_json())
    assert {key: again[key] for key in again} == {key: shells[key] for key in shells}


def test_depth_counts_folders() -> None:
    assert [depth_of(address) for address in ("index.html", "a/b.html", "a/b/c.html")] == [0, 1, 2]


@pytest.mark.parametrize(
    "template",
    [
        lambda values: values["title"][:9] + values["content"],  # cut short
        lambda values: values["title"] + values["content"] + str(len(values["title"])),
        lambda values: values["title"],  # the content is forgotten
        lambda values: values["title"] + (values["content"] or "belum ada"),
    ],
)
def test_a_template_that_looks_into_a_slot_is_refused(template) -> None:  # type: ignore[no-untyped-def]
    def render(values: Mapping[str, str], section: str, depth: int) -> str:
        return str(template(values))

    with pytest.raises(FrameError, match=r"base\.html"):
        derive(render, "", 0)
