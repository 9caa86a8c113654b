"""Icons of the pages: a few of the Material Design Icons.

In templates, those of the frame and of a site's own ``custom_dir`` too, ``{{ icon('print') }}``
shows one in the size and colour of its text. It says nothing to a screen reader: a word stands
beside it. The drawings stand once in the style sheet, as masks: in every page they were a twentieth
of a large site. An external drawing (``<use href>``) is not shown from a folder.
"""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

NAMES = frozenset({"calendar", "copy", "download", "feed", "print", "search", "share", "theme"})


@cache
def icon(name: str) -> Markup:
    """Return the icon of that name.

    Raises:
        KeyError: there is none; see :data:`NAMES`.
    """
    if name not in NAMES:
        raise KeyError(name)
    return Markup('<i class="rk-i {}" aria-hidden="true"></i>').format(name)


def drawing(path: str, box: str = "0 0 24 24") -> Markup:
    """Return a drawing of one path as an icon within the page; ``box`` is its ``viewBox``."""
    return Markup(
        '<svg class="rk-icon" viewBox="{}" aria-hidden="true"><path d="{}"/></svg>'
    ).format(box, path)
