"""What a bulletin will look like, before it is saved: the page's own templates, our own frame."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote

from markupsafe import Markup, escape

from rakor.bulletin import Bulletin, Status
from rakor.content.collection import Catalogue
from rakor.diagnostics import Problem
from rakor.documents.addresses import bulletin as address_of
from rakor.form.sheet import OpenBulletin
from rakor.lint.body import without_source_lines
from rakor.lint.linter import check_file
from rakor.markdown.renderer import usual_renderer
from rakor.pages import Materials, Page, compose
from rakor.source.file_names import IMAGE_TYPES, extension

_SOURCE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]+)(")')


def preview(sheet: OpenBulletin, pictures: str) -> str:
    """The HTML of a page that shows the bulletin.

    Args:
        sheet: what is written.
        pictures: address below which pictures beside bulletins are found.
    """
    body = usual_renderer()(without_source_lines(f"\n{sheet.values.body}\n"))
    folder = posixpath.dirname(sheet.path)
    body = _SOURCE.sub(lambda match: _shown(match, folder, pictures), body)
    bulletin = sheet.bulletin
    if bulletin is None:
        title = sheet.values.texts["judul"] or "Belum berjudul"
        content = Markup('<h1 class="buletin-nama">{}</h1><div class="rk-prose">{}</div>').format(
            title, Markup(body)
        )
        return _framed(title, "", str(content))
    page = Page(
        address_of(bulletin.id), "", "buletin", bulletin.title, bulletin.summary, (bulletin.id,)
    )
    slots = compose(page, _catalogue(sheet, bulletin), Materials(body))
    return _framed(bulletin.title, page.address, slots.content)


def _shown(match: re.Match[str], folder: str, pictures: str) -> str:
    path = posixpath.normpath(posixpath.join(folder, match[2]))
    if extension(path) not in IMAGE_TYPES or path.startswith(".."):
        return match[0]
    return f"{match[1]}{pictures}{quote(path)}{match[3]}"


def _catalogue(sheet: OpenBulletin, bulletin: Bulletin) -> Catalogue:
    """A collection of the bulletin and of those that it names."""
    project = sheet.project
    outcomes = (one.outcome for one in bulletin.follow_ups)
    named = [*bulletin.related, *(one.bulletin for one in outcomes if one)]
    found = {}
    for id_ in named:
        path = f"{id_}.md"
        data = project.read(path)
        if id_ != bulletin.id and not isinstance(data, Problem):
            other = check_file(path, data, project.resolver, project.tree).bulletin
            if other is not None and other.status is not Status.DRAFT:
                found[id_] = other
    return Catalogue(
        [bulletin, *found.values()],
        project.resolver.regions,
        project.resolver.agencies,
        project.topics.names,
    )


def _framed(title: str, address: str, content: str) -> str:
    base = Markup('<base href="/{}">').format(address) if address else ""
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Pratinjau: {escape(title)}</title>"
        '<link rel="stylesheet" href="/tulis/_/rakor.css">'
        f'{base}</head><body><main class="rk-width">{content}</main></body></html>'
    )
