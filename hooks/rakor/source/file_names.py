"""Names that work everywhere: in addresses, on FAT disks, in Windows."""

from __future__ import annotations

import datetime as dt
import re

#: File types that may be published beside a bulletin.
ATTACHMENT_TYPES = (
    "pdf",
    "jpg",
    "jpeg",
    "png",
    "webp",
    "csv",
    "xlsx",
    "docx",
    "ods",
    "odt",
    "txt",
)
#: Those of them that a page can show.
IMAGE_TYPES = ("jpg", "jpeg", "png", "webp")

#: Longest path below the site's root, in characters: leaves room for a folder of the user's
#: within Windows' 260.
MAX_SITE_PATH = 200

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
BULLETIN_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
BULLETIN_ID = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*[a-z0-9]+(?:-[a-z0-9]+)*")
ATTACHMENT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+")


def day_of(name: str) -> dt.date | None:
    """The day the name of a bulletin's file begins with, or None where it names none."""
    match = BULLETIN_NAME.fullmatch(name)
    try:
        return dt.date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def is_ignored(name: str) -> bool:
    """Files that systems and editors leave behind; they are passed over in silence."""
    return name.startswith((".", "~$")) or name.lower() in {"thumbs.db", "desktop.ini"}


def extension(name: str) -> str:
    """The extension in lower case, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def site_path(relative: str) -> str:
    """Where a file below ``bulletins/`` ends up on the site."""
    return (
        f"buletin/{relative.removesuffix('.md')}.html"
        if relative.endswith(".md")
        else (f"buletin/{relative}")
    )
