"""From what a page shows to its HTML: Jinja templates, compiled once per process."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from rakor.catalogue import Catalogue
from rakor.pages import addresses, indonesian, searchbox
from rakor.pages.looking import KINDS, view
from rakor.pages.model import Materials, Page, Slots, View

TEMPLATES = Path(__file__).parent / "templates"
THEME = Path(__file__).parent / "theme"
"""The folder for MkDocs' ``theme.custom_dir``: the shell of all pages, style sheet and icons."""


@cache
def _templates() -> dict[str, Template]:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["angka"] = indonesian.number
    return {
        name: environment.get_template(f"{name}.html")
        for name in (*KINDS, "_kepala", "_jalur", "_kotak")
    }


@cache
def templates_fingerprint() -> str:
    """A hash over all page templates: pages made with other templates must be made anew."""
    digest = hashlib.sha256()
    for path in sorted(TEMPLATES.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def render(view: View, materials: Materials) -> Slots:
    """The HTML that fills a shell. Depends on the two arguments and the templates alone."""
    page = view.page
    up = addresses.to_root(page.address)
    target = str(view.data["to"]) if page.kind == "alamat-lama" else page.address
    canonical = addresses.absolute(materials.site_url, target)
    templates = _templates()
    box = searchbox.box(page, view.crumbs)
    return Slots(
        title=page.title,
        description=page.description,
        canonical=canonical,
        head=templates["_kepala"].render(
            page=page,
            up=up,
            canonical=canonical,
            site_name=materials.site_name,
            data=view.data,
        ),
        crumbs=templates["_jalur"].render(crumbs=view.crumbs, up=up) if view.crumbs else "",
        section=page.section,
        content=templates[page.kind].render(
            view.data,
            up=up,
            body=materials.body,
            sizes=_sizes(materials),
            kotak=Markup(templates["_kotak"].render(box=box, up=up)) if box else "",
        ),
    )


def _sizes(materials: Materials) -> dict[str, str]:
    return {file: indonesian.size(count) for file, count in materials.sizes.items()}


def compose(page: Page, catalogue: Catalogue, materials: Materials) -> Slots:
    """What a page shows, looked up and rendered in one go."""
    return render(view(page, catalogue), materials)
