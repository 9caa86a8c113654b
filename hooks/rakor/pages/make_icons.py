"""Make ``icons/icons.csv`` from the Material Design Icons that come with Material for MkDocs.

Run ``make icons`` after a change of :data:`SOURCES` or a release of Material; a test fails when the
file does not follow from the installed set. The pages take the file alone, so that neither a build
nor its speed depends on where the set lies, and both outlive the theme.
"""

from __future__ import annotations

import csv
import io
import re
from importlib.util import find_spec
from pathlib import Path

from rakor.pages.icons import TABLE

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


def make() -> str:
    """The table, as it should be on disk.

    Raises:
        ValueError: the set is not installed, or an icon in it is not one path of 24 by 24.
    """
    spec = find_spec("material")
    if spec is None or not spec.submodule_search_locations:
        raise ValueError("Material for MkDocs is not installed")
    folder = Path(spec.submodule_search_locations[0]) / "templates" / ".icons" / "material"
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(("name", "source", "path"))
    for name, source in sorted(SOURCES.items()):
        found = _ICON.fullmatch((folder / f"{source}.svg").read_text(encoding="utf-8"))
        if not found:
            raise ValueError(f"{source}.svg is not one path of 24 by 24")
        rows.writerow((name, source, found[1]))
    return table.getvalue()


def main() -> None:
    """Write the table."""
    TABLE.write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
