"""Rendering shells through the theme: what every generated page is filled into."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from rakor import pages
from rakor.theme.shells import Render


def lay_theme(config: MkDocsConfig) -> None:
    """Lay the project's templates over Material's, under what a site's ``custom_dir`` holds."""
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(pages.THEME))


def shell_renderer(
    env: jinja2.Environment, files: Files, nav: Navigation, config: MkDocsConfig
) -> Render:
    """Return a function that renders a page of given slots directly through the theme."""
    template = env.get_template("main.html")

    def render(values: Mapping[str, str], section: str, depth: int) -> str:
        base_url = "/".join([".."] * depth) or "."
        context = get_context(nav, files, config, base_url=base_url)
        page = _shell_page(values, section, canonical=bool(config.site_url))
        return template.render({**context, "page": page})

    return render


def _shell_page(values: Mapping[str, str], section: str, *, canonical: bool) -> SimpleNamespace:
    # What base.html asks of a page, no more: a real Page would need a file behind it.
    return SimpleNamespace(
        title=values["title"],
        content=values["content"],
        canonical_url=values["canonical"] if canonical else None,
        meta={
            "description": values["description"],
            "head": values["head"],
            "crumbs": values["trail"],
            "section": section,
        },
        is_homepage=False,
        toc=[],
    )
