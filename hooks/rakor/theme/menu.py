"""The office's own pages as they stand in header and footer: the first level of ``nav``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from rakor.theme.config_places import Key

_ELSEWHERE = ("http://", "https://", "mailto:")


class MenuEntry(NamedTuple):
    """A line of the menu.

    Attributes:
        title: plain text.
        address: from the root of the site, or of another site.
        is_elsewhere: whether it is of another site.
        is_current: whether the page shown is it, or belongs to it.
    """

    title: str
    address: str
    is_elsewhere: bool
    is_current: bool


def own_pages(items: Any, page: Any = None) -> list[MenuEntry]:
    """Return the first level of MkDocs' navigation without the home page.

    A section leads to its first page. ``items`` is ``nav.items``, ``page`` the one shown.
    """
    found = []
    for item in items or ():
        target = _first(item)
        if target is None or getattr(target, "is_homepage", False):
            continue
        address = str(target.url)
        is_elsewhere = address.startswith(_ELSEWHERE)
        above = getattr(page, "ancestors", ())
        is_current = page is not None and (item is page or any(item is one for one in above))
        entry = MenuEntry(str(item.title), address.lstrip("/"), is_elsewhere, is_current)
        found.append(entry)
    return found


def _first(item: Any) -> Any:
    """The page or link that an entry leads to; None for a section without any."""
    children = getattr(item, "children", None)
    if not children:
        return item if getattr(item, "url", None) else None
    return next((found for child in children if (found := _first(child)) is not None), None)


def missing_pages(
    nav: Any, has_file: Callable[[str], bool], above: tuple[Key, ...] = ("nav",)
) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Yield what ``nav`` names although no file of the site has that name, with its keys.

    Pages that are made (``data/index.html``) have no file, and are named by their address.
    """
    for key, value in enumerate(nav) if isinstance(nav, list) else nav.items():
        keys = (*above, key)
        if isinstance(value, list | dict):
            yield from missing_pages(value, has_file, keys)
        elif isinstance(value, str) and not (
            value.startswith((*_ELSEWHERE, "/")) or value.endswith(".html") or has_file(value)
        ):
            yield keys, value
