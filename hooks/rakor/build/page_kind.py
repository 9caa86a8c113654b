"""Pages as documents: a view of the collection, poured into a shell of the theme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rakor import pages
from rakor.build.bodies import attachment_sizes, material_digest
from rakor.content.collection import Catalogue
from rakor.documents import Document, Kind, Rendered, Site
from rakor.incremental.fingerprints import digest
from rakor.pages import Materials, Page, Slots, View
from rakor.search import plain
from rakor.theme.shells import Shell, depth_of

if TYPE_CHECKING:
    from rakor.build.documents import PageContext

STUB = "moved"
"""Pages left at former addresses; no sitemap names them."""

_BODY, _DAY = "\0body\0", "\0day\0"  # no text of a bulletin holds NUL


class PageKind(Kind):
    """All pages of :func:`rakor.pages.plan`."""

    name = "page"

    def plan(self, catalogue: Catalogue, site: Site) -> Iterator[Document]:
        for page in pages.plan(catalogue):
            yield document_of(page)

    def is_listed(self, document: Document) -> bool:
        return document.subject[1] != STUB

    def view(self, document: Document, catalogue: Catalogue, site: Site) -> Any:
        view = pages.view(page_of(document), catalogue)
        return view.crumbs, view.data

    def surroundings(self, document: Document, context: PageContext) -> bytes:
        section, page_kind = document.subject[:2]
        key = (section, depth_of(document.address), page_kind)
        found = context.surroundings.get(key)
        if found is None:
            shell = context.shells[key[:2]]
            literals = (part.encode() for part in (*shell.literals, *shell.slots))
            found = digest(pages.template_fingerprint(page_kind), *literals)
            context.surroundings[key] = found
        return found

    def material(self, document: Document, context: PageContext) -> bytes:
        page_kind = document.subject[1]
        if page_kind == "bulletin":
            bulletin_id = document.subject[4]
            return material_digest(context.sources, bulletin_id, context.entry(bulletin_id))
        if page_kind == "home":
            return digest(context.home, context.edition)
        return b""

    def render(self, document: Document, view: Any) -> bytes:
        raise NotImplementedError("a page needs its shell; see make")

    def make(self, document: Document, view: Any, context: PageContext) -> Rendered:
        page = page_of(document)
        shown = View(page, *view)
        settings = context.settings
        about = {"site_url": settings.url, "site_name": settings.name}
        if page.kind == "home":
            # The day is shown by a slot of its own: a new edition changes nothing else here.
            day = context.edition

            def home(day: str) -> Materials:
                return Materials(context.home, {}, edition=day, **about)

            return _with_slot(home, _DAY, day, shown, context)
        if page.kind != "bulletin":
            return Rendered(_pour(shown, Materials("", {}, **about), context).encode())
        bulletin_id = page.subject[0]
        bulletin = context.catalogue.get(bulletin_id)
        assert bulletin is not None
        files = [one.file for one in bulletin.attachments]
        sizes = attachment_sizes(context.sources, bulletin_id, files)
        body = context.render_body(bulletin_id)
        made = _with_slot(lambda it: Materials(it, sizes, **about), _BODY, body, shown, context)
        return made._replace(text=plain(body))


def document_of(page: Page) -> Document:
    """Return a page of the plan as a document."""
    said = (page.section, page.kind, page.title, page.description, *page.subject)
    return Document(page.address, PageKind.name, said)


def page_of(document: Document) -> Page:
    """Return the page that :func:`document_of` was given."""
    section, page_kind, title, description, *subject = document.subject
    return Page(document.address, section, page_kind, title, description, tuple(subject))


def bulletin_of(document: Document) -> str:
    """Return the id of the bulletin whose own page a document is, or nothing."""
    if document.kind == PageKind.name and document.subject[1] == "bulletin":
        return document.subject[4]
    return ""


def _with_slot(materials: Any, mark: str, part: str, view: View, context: PageContext) -> Rendered:
    """Render a page around a mark, and put the part in its place."""
    before, _, after = _pour(view, materials(mark), context).partition(mark)
    if mark in after:  # somebody's text holds the mark
        return Rendered(_pour(view, materials(part), context).encode())
    if not after:  # the page does not show it
        return Rendered(before.encode())
    head, middle, tail = before.encode(), part.encode(), after.encode()
    return Rendered(head + middle + tail, len(head), len(middle))


def _pour(view: View, materials: Materials, context: PageContext) -> str:
    slots = pages.render(view, materials)
    return pour(context.shells[slots.section, depth_of(view.page.address)], slots)


def pour(shell: Shell, slots: Slots) -> str:
    """Fill ``slots`` into ``shell``."""
    return shell.fill(
        {
            "title": slots.title,
            "description": slots.description,
            "canonical": slots.canonical,
            "head": slots.head,
            "trail": slots.crumbs,
            "content": slots.content,
        }
    )
