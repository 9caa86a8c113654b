"""From what a page shows to its HTML: Jinja templates, compiled once per process."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, meta
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
def template_fingerprint(kind: str) -> bytes:
    """A hash over the templates that make a page of this kind, included ones too.

    Pages made with other templates must be made anew, those of other kinds need not.
    """
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(_with_referenced({f"{kind}.html", "_kepala.html", "_jalur.html"})):
        digest.update(name.encode() + b"\0" + (TEMPLATES / name).read_bytes() + b"\0")
    return digest.digest()


def _with_referenced(names: set[str]) -> set[str]:
    """The templates named and all that they extend, include or import, directly or not."""
    parser = Environment()
    pending = list(names)
    while pending:
        tree = parser.parse((TEMPLATES / pending.pop()).read_text(encoding="utf-8"))
        for name in meta.find_referenced_templates(tree):
            if name is not None and name not in names:
                names.add(name)
                pending.append(name)
    return names


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
