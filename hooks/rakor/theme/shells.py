"""Shells: a themed page cut open at its slots, to be filled without the theme.

Rendering a page through MkDocs and Material costs milliseconds and grows with the navigation;
filling a shell costs microseconds. A shell is derived by rendering the theme's template once
for a page whose attributes are markers, and splitting the result at the markers. It depends on
the section of the site (which decides the current entry of the menu) and on the depth of the
address (which decides every relative link), on nothing else: ``base.html`` writes its links as
``{{ base_url }}/…`` and never through MkDocs' ``url`` filter, which shortens common prefixes.

Text slots are escaped here exactly as ``base.html`` escapes them (Jinja's ``e``), so that a
filled shell equals a direct rendering byte for byte; ``tests/theme/test_shells.py`` holds both
side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from rakor.errors import FrameError

TEXT_SLOTS = ("title", "description", "canonical")
"""Slots that hold plain text and are escaped when filled."""
HTML_SLOTS = ("head", "trail", "content")
"""Slots that hold finished HTML: extra head data, breadcrumbs, the inside of ``<main>``."""
SLOTS = TEXT_SLOTS + HTML_SLOTS

DEEPEST = 5
"""Folders above the deepest page: ``buletin/<province>/<regency>/<yyyy>/<page>`` has four,
years of an agency one less; one is kept in reserve."""

Render = Callable[[Mapping[str, str], str, int], str]
"""``(slot values, section, depth) -> HTML``: one page through the theme's own template."""


def depth_of(address: str) -> int:
    """Return how many folders lie above the page at ``address``."""
    return address.count("/")


@dataclass(frozen=True, slots=True)
class Shell:
    """``literals[0] + slot[0] + literals[1] + …``; one literal more than slots."""

    literals: tuple[str, ...]
    slots: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page; ``values`` holds plain text for text slots, HTML for the others."""
        ready = {
            name: str(escape(value)) if name in TEXT_SLOTS else value
            for name, value in values.items()
        }
        parts = [self.literals[0]]
        for slot, literal in zip(self.slots, self.literals[1:], strict=True):
            parts.append(ready[slot])
            parts.append(literal)
        return "".join(parts)


def derive(render: Render, section: str, depth: int) -> Shell:
    """Cut the shell of one section and depth.

    It is cut twice, with markers of different length: text that depends on a slot's content
    rather than just holding it (a truncation, a changed escape) would differ. So would, with
    nothing in the slots, text that stands in for what is missing.

    Raises:
        FrameError: the template treats a slot as more than a place to put text.
    """
    first, second = (_cut(render, section, depth, width) for width in (4, 23))
    empty = dict.fromkeys(SLOTS, "")
    if first != second or first.fill(empty) != render(empty, section, depth):
        raise FrameError(
            "Templat base.html mengolah isi slot, bukan hanya menempatkannya; "
            f"kerangka bagian {section or 'beranda'!r} tidak dapat dibuat."
        )
    missing = {"title", "content"} - set(first.slots)
    if missing:
        raise FrameError(f"Templat base.html tidak memakai slot: {', '.join(sorted(missing))}.")
    return first


def _cut(render: Render, section: str, depth: int, width: int) -> Shell:
    # Private-use characters: no template holds them, no escape touches them.
    padding = "\ue001" * width
    markers = {name: f"\ue000{name}{padding}\ue002" for name in SLOTS}
    rest = render(markers, section, depth)
    literals: list[str] = []
    slots: list[str] = []
    while (start := rest.find("\ue000")) >= 0:
        end = rest.find("\ue002", start)
        name = rest[start + 1 : end].rstrip("\ue001")
        if markers.get(name) != rest[start : end + 1]:
            raise FrameError("Templat base.html memotong isi slot.")
        literals.append(rest[:start])
        slots.append(name)
        rest = rest[end + 1 :]
    return Shell((*literals, rest), tuple(slots))


class Shells:
    """All shells of one theme and configuration, by section and depth."""

    def __init__(self, shells: Mapping[tuple[str, int], Shell]) -> None:
        self._shells = dict(shells)

    @classmethod
    def derive(cls, render: Render, sections: tuple[str, ...]) -> Shells:
        """Derive every shell that generated pages may need.

        Raises:
            FrameError: see :func:`derive`.
        """
        return cls(
            {
                (section, depth): derive(render, section, depth)
                for section in sections
                for depth in range(DEEPEST + 1)
            }
        )

    def __getitem__(self, key: tuple[str, int]) -> Shell:
        return self._shells[key]

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return iter(self._shells)

    def to_json(self) -> list[list[Any]]:
        """Return the shells as plain JSON values."""
        return [
            [section, depth, list(shell.literals), list(shell.slots)]
            for (section, depth), shell in self._shells.items()
        ]

    @classmethod
    def from_json(cls, rows: list[list[Any]]) -> Shells:
        """Read what :meth:`to_json` wrote."""
        return cls(
            {
                (section, depth): Shell(tuple(literals), tuple(slots))
                for section, depth, literals, slots in rows
            }
        )
