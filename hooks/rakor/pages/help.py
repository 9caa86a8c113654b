"""Help for readers, as Markdown: how to search, to follow, to count.

Generated pages lead there, so every site has these; a page of the same name in ``docs/`` takes the
place of ours.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "data" / "help"


def help_pages() -> dict[str, str]:
    """Return the pages by their place below ``docs/``."""
    return {
        path.relative_to(_FOLDER).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(_FOLDER.rglob("*.md"))
    }
