"""Making pages: a chunk of the plan in, finished files in the staging folder out.

What a page is made of is taken apart so that as little as possible is done again. The *trace*
tells whether its view can have changed; if so the view is looked up and its digest compared; if
that differs, or the shell, templates, program, settings or the page's *material* (a body, sizes
of attachments) do, the page is rendered; and if its bytes are new, it is written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from rakor import pages
from rakor.build.bodies import attachment_sizes, place_of, read_body
from rakor.build.dependencies import Digests, TracedCatalogue, page_digest
from rakor.content.collection import Catalogue
from rakor.incremental.fingerprints import digest
from rakor.incremental.state import StoredPage
from rakor.markdown.renderer import BodyRenderer
from rakor.opener import Folder
from rakor.pages import Materials, Page, Slots, View
from rakor.publish.staging import content_digest, stage
from rakor.search import plain
from rakor.settings import Settings
from rakor.theme.shells import Shell, Shells, depth_of

_AS_TEXT = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=str).encode


class Task(NamedTuple):
    """One page to look at.

    Attributes:
        page: the page of the plan.
        frame: digest of shell, templates, program and settings, as they are now.
        material: digest of what comes from outside the catalogue, as it is now.
        before: what is known of the page; None for a new one.
        present: digest of the file that stands at its address, or nothing.
    """

    page: Page
    frame: bytes
    material: bytes
    before: StoredPage | None
    present: bytes


class Made(NamedTuple):
    """What became of a task.

    Attributes:
        page: the page as it is now.
        staged: whether a new file was staged.
        rendered: whether it was rendered.
        text: the plain text of a rendered body, for search.
    """

    page: StoredPage
    staged: bool
    rendered: bool
    text: str = ""


@dataclass
class Workshop:
    """What all pages of a build need; the same for every chunk."""

    catalogue: Catalogue
    records: Mapping[str, bytes]
    sources: Path
    settings: Settings
    shells: Shells
    home: str
    staging: str
    tools: _Tools | None = field(default=None, repr=False)

    def __getstate__(self) -> dict[str, object]:
        return {**vars(self), "tools": None}


class _Tools:
    """What a process makes once: parsers are costly to set up and cannot be sent."""

    def __init__(self, shop: Workshop) -> None:
        self.sources = Folder(shop.sources)
        self.catalogue = TracedCatalogue(shop.catalogue)
        self.digests = Digests(shop.catalogue, shop.records)
        self.body = BodyRenderer(shop.settings.extensions, shop.settings.extension_configs)


def make_pages(shop: Workshop, tasks: Sequence[Task]) -> list[Made]:
    """Make a chunk of pages; files that are new go to the staging folder."""
    tools = shop.tools
    if tools is None:
        tools = shop.tools = _Tools(shop)
    return [_make(shop, tools, task) for task in tasks]


def _make(shop: Workshop, tools: _Tools, task: Task) -> Made:
    page, before = task.page, task.before
    tools.catalogue.take_notes()
    view = pages.view(page, tools.catalogue)
    names = tools.catalogue.take_notes()
    trace = tools.digests.trace(page_digest(page), names)
    seen = view_digest(view)
    if (
        before is not None
        and (before.view, before.frame, before.material) == (seen, task.frame, task.material)
        and before.content == task.present
    ):
        return Made(before._replace(trace=trace, names=names), staged=False, rendered=False)

    materials = _materials(shop, tools, page)
    slots = pages.render(view, materials)
    shell = shop.shells[slots.section, depth_of(page.address)]
    content = pour(shell, slots).encode()
    made = content_digest(content)
    staged = made != task.present
    if staged:
        stage(shop.staging, page.address, content)
    at, size = place_of(materials.body.encode(), content) if page.kind == "buletin" else (-1, 0)
    kept = StoredPage(task.frame, task.material, trace, seen, names, made, at, size)
    return Made(kept, staged, rendered=True, text=plain(materials.body))


def view_digest(view: View) -> bytes:
    """Return the digest of what a page of a known kind shows.

    Every value stands in the text that is digested, in an order that the page's kind fixes.
    """
    return content_digest(_AS_TEXT((view.crumbs, view.data)).encode())


def _materials(shop: Workshop, tools: _Tools, page: Page) -> Materials:
    settings = shop.settings
    if page.kind == "beranda":
        return Materials(shop.home, {}, settings.url, settings.name)
    if page.kind != "buletin":
        return Materials("", {}, settings.url, settings.name)
    bulletin_id = page.subject[0]
    bulletin = shop.catalogue.get(bulletin_id)
    assert bulletin is not None
    sizes = attachment_sizes(tools.sources, bulletin_id, [one.file for one in bulletin.attachments])
    body = tools.body(read_body(tools.sources, bulletin_id))
    return Materials(body, sizes, settings.url, settings.name)


def frame_digest(shell: Shell, kind: str, rendering: bytes) -> bytes:
    """Return the digest of all that surrounds the view and material of a page of this kind."""
    literals = (part.encode() for part in (*shell.literals, *shell.slots))
    return digest(rendering, pages.template_fingerprint(kind), *literals)


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
