"""Icons of the pages: a few of the Material Design Icons, inlined where they stand.

In templates, those of the frame and of a site's own ``custom_dir`` too, ``{{ icon('print') }}``
draws one in the size of its text. It says nothing to a screen reader: a word stands beside it.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from markupsafe import Markup

TABLE = Path(__file__).parent / "data" / "icons.csv"
"""Name, name in the set, and path of each icon, written by :mod:`rakor.pages.make_icons`."""


@cache
def icon(name: str) -> Markup:
    """Return the icon of that name as SVG.

    Raises:
        KeyError: there is none; the names are in the table.
    """
    return drawing(_paths()[name])


def drawing(path: str, box: str = "0 0 24 24") -> Markup:
    """Return a drawing of one path as an icon; ``box`` is its ``viewBox``."""
    return Markup(
        '<svg class="rk-icon" viewBox="{}" aria-hidden="true"><path d="{}"/></svg>'
    ).format(box, path)


@cache
def _paths() -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return {row["name"]: row["path"] for row in csv.DictReader(table)}
