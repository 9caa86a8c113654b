"""The bulletins of a site as the desk lists them: drafts and published ones, newest first.

Only the head of each file is looked at, and that as text: ten thousand must be listed while
somebody waits, and a file that cannot be read as YAML must be listed too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rakor.diagnostics import decode
from rakor.lint.project import Project
from rakor.lint.rules.place import split_place
from rakor.opener import Folder
from rakor.source.file_names import day_of
from rakor.source.scan import FOLDER

_HEAD = 6_000
_TITLE = re.compile(
    r"^judul:[ \t]*(?:[>|][+-]?[ \t]*\r?\n((?:[ \t]+\S.*\r?\n)+)|(.*))", re.MULTILINE
)
_STATUS = re.compile(r"^status:[ \t]*[\"']?(\w+)", re.MULTILINE)
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """One bulletin in the list; ``day`` and ``place`` are told by where its file lies."""

    id: str
    title: str
    day: dt.date | None
    place: str
    is_draft: bool
    text: str


def list_bulletins(project: Project) -> list[Listed]:
    """All bulletins, those of the latest day first."""
    found = list(_each(project))
    return sorted(found, key=lambda one: (one.day or dt.date.max, one.id), reverse=True)


def matching(listed: list[Listed], query: str) -> list[Listed]:
    """Those in which every word of a query stands: in title, place, date or what is written."""
    words = query.casefold().split()
    return [one for one in listed if all(word in one.text for word in words)]


def _each(project: Project) -> Iterator[Listed]:
    regions = project.resolver.regions
    with Folder(project.root / FOLDER) as folder:
        for name in project.tree.bulletins:
            try:
                text = decode(folder.head(name, _HEAD)).text
            except OSError:
                continue
            place, _, file = split_place(name)
            region = regions.by_slug(place)
            path = " / ".join(one.name for one in regions.path(region.code)) if region else ""
            head = text[: text.find("\n---", 4)] if "\n---" in text[4:] else text
            title = _title(head)
            status = _STATUS.search(head)
            day = day_of(file)
            yield Listed(
                name.removesuffix(".md"),
                title,
                day,
                path,
                bool(status and status[1] == "draf"),
                f"{path} {name} {head}".casefold(),
            )


def _title(head: str) -> str:
    match = _TITLE.search(head)
    if match is None:
        return ""
    title = " ".join((match[1] or match[2] or "").split())
    if title[:1] in "\"'" and len(title) > 1 and title[-1] == title[0]:
        title = title[1:-1]
    return title[:_LONGEST_TITLE]
