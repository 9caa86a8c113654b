"""Put the icons into the style sheet, from the Material Design Icons that come with Material.

Run ``make icons`` after a change of :data:`SOURCES` or a release of Material; a test fails when the
style sheet does not follow from the installed set. The pages take that alone, so that neither a
build nor its speed depends on where the set lies, and both outlive the theme.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from rakor.pages.templating import THEME

STYLE = THEME / "assets" / "rakor.css"

SOURCES = {
    "calendar": "calendar-month",
    "copy": "content-copy",
    "download": "download",
    "feed": "rss",
    "print": "printer",
    "search": "magnify",
    "share": "share-variant",
    "theme": "theme-light-dark",
}
"""What an icon stands for on our pages, and its name in the set."""

_ICON = re.compile(r'<svg xmlns="[^"]+" viewBox="0 0 24 24"><path d="([^"<>&]+)"/></svg>\s*')
_RULES = re.compile(r"(?:^\.rk-i\.[a-z]+\{.*\n)+", re.MULTILINE)


def make(style: str) -> str:
    """The style sheet with the rules of the icons as they should be; ``style`` has some already.

    Raises:
        ValueError: the set is not installed, or an icon in it is not one path of 24 by 24.
    """
    spec = find_spec("material")
    if spec is None or not spec.submodule_search_locations:
        raise ValueError("Material for MkDocs is not installed")
    folder = Path(spec.submodule_search_locations[0]) / "templates" / ".icons" / "material"
    rules = []
    for name, source in sorted(SOURCES.items()):
        found = _ICON.fullmatch((folder / f"{source}.svg").read_text(encoding="utf-8"))
        if not found:
            raise ValueError(f"{source}.svg is not one path of 24 by 24")
        drawn = (
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>"
            f"<path d='{found[1]}'/></svg>"
        )
        rules.append(f'.rk-i.{name}{{--i:url("data:image/svg+xml,{quote(drawn, _AS_IT_IS)}")}}\n')
    return _RULES.sub(lambda _: "".join(rules), style, count=1)


_AS_IT_IS = " '/:=.,-+"
"""Signs that an address of this sort may hold; the more, the shorter it is."""


def main() -> None:
    """Write the style sheet."""
    style = make(STYLE.read_text(encoding="utf-8"))
    STYLE.write_text(style, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
