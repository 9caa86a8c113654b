"""From what a page shows to its HTML: Jinja templates, compiled once per process."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from rakor import indonesian
from rakor.content.collection import Catalogue
from rakor.documents import addresses
from rakor.opendata import linked
from rakor.pages import searchbox
from rakor.pages.icons import icon
from rakor.pages.page import Materials, Page, Slots, View
from rakor.pages.views.dispatch import view

TEMPLATES = Path(__file__).parent / "templates"
THEME = Path(__file__).parents[1] / "theme" / "files"
"""The folder for MkDocs' ``theme.custom_dir``: the shell of all pages, style sheet and icons."""


_NEEDS_ESCAPE = re.compile("[&<>\"']").search

_SHARED = ("_around.html", "_pieces.html")
"""Templates that every page may use without naming them: imports would be looked up page by page,
a tenth of all rendering."""


class _Environment(Environment):
    """What templates ask of a row is always one of its attributes, never an entry."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]


class _Templates:
    """All templates, each compiled for the first page that needs it; made once per process.

    Most of a site are listings, and most of a listing are entries, names and numbers: what is
    done for each of those, a million times in a large site, is done without detours.
    """

    def __init__(self) -> None:
        self._environment = _Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters["number"] = indonesian.number
        self._environment.globals["icon"] = icon
        self.head = self._macro("_around", "head")
        self.crumbs = self._macro("_around", "crumbs")
        self.box = self._macro("_around", "search_box")
        pieces = vars(self._get("_pieces").module)
        self._globals = self._environment.globals
        self._globals |= {name: one for name, one in pieces.items() if isinstance(one, Macro)}
        self._kinds: dict[str, Template] = {}

    def content(self, kind: str, data: Mapping[str, object], **more: object) -> str:
        """Render the template of a kind of pages."""
        template = self._kinds.get(kind)
        if template is None:
            template = self._kinds[kind] = self._get(kind)
        context = template.new_context({**self._globals, **data, **more}, shared=True)
        return "".join(template.root_render_func(context))

    def _get(self, name: str) -> Template:
        template = self._environment.get_template(f"{name}.html")
        template.root_render_func.__globals__["escape"] = _escape
        return template

    def _macro(self, template: str, name: str) -> Callable[..., Markup]:
        found: Callable[..., Markup] = getattr(self._get(template).module, name)
        return found


def _escape(value: Any) -> str:
    """What compiled templates call for every value they show.

    The result is that of ``markupsafe.escape``, which makes an object of a class of its own even
    of text that needs no escaping, as nearly all does.
    """
    kind = type(value)
    if kind is Markup or (kind is str and not _NEEDS_ESCAPE(value)):
        safe: str = value
        return safe
    return str(value) if kind is int else escape(value)


@cache
def _templates() -> _Templates:
    return _Templates()


@cache
def template_fingerprint(kind: str) -> bytes:
    """A hash over the templates that make a page of this kind, shared ones too.

    Pages made with other templates must be made anew, those of other kinds need not.
    """
    digest = hashlib.blake2b(digest_size=16)
    for name in (f"{kind}.html", *_SHARED):
        digest.update(name.encode() + b"\0" + (TEMPLATES / name).read_bytes() + b"\0")
    return digest.digest()


def render(view: View, materials: Materials) -> Slots:
    """The HTML that fills a shell. Depends on the two arguments and the templates alone."""
    page = view.page
    up = Markup(addresses.to_root(page.address))  # it stands in every link
    target = str(view.data["to"]) if page.kind == "moved" else page.address
    canonical = addresses.absolute(materials.site_url, target)
    templates = _templates()
    box = searchbox.box(page, view.crumbs)
    return Slots(
        title=page.title,
        description=page.description,
        canonical=canonical,
        head=f"{templates.head(page, up, canonical, materials.site_name, view.data)}"
        f"{_linked(view, materials.site_url)}",
        crumbs=str(templates.crumbs(up, view.crumbs)) if view.crumbs else "",
        section=page.section,
        content=templates.content(
            page.kind,
            view.data,
            up=up,
            body=materials.body,
            edition=materials.edition,
            url=canonical,
            webcal=_webcal(materials.site_url),
            sizes=_sizes(materials),
            search_box=templates.box(up, box) if box else "",
        ),
    )


def _webcal(site_url: str) -> str:
    """The address of the site as programs for calendars take it: opened, it is subscribed to."""
    return re.sub("^https?:", "webcal:", site_url.rstrip("/") + "/") if site_url else ""


def _linked(view: View, site_url: str) -> str:
    """What the page is about, for machines; a block of data, which no policy takes for a script."""
    nodes: Any = view.data.get("linked")
    if not nodes or not site_url:
        return ""
    return f'<script type="application/ld+json">{linked.as_text(nodes, site_url)}</script>\n'


def _sizes(materials: Materials) -> dict[str, str]:
    return {file: indonesian.size(count) for file, count in materials.sizes.items()}


def compose(page: Page, catalogue: Catalogue, materials: Materials) -> Slots:
    """What a page shows, looked up and rendered in one go."""
    return render(view(page, catalogue), materials)
