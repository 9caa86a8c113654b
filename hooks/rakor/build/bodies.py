"""The texts of bulletins: reading one, and putting a new one into a finished page."""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Sequence

from rakor.errors import SourcesChanged
from rakor.incremental.fingerprints import digest
from rakor.incremental.state import StoredPage
from rakor.lint.results import Entry
from rakor.opener import Folder
from rakor.printable import printable
from rakor.publish.staging import content_digest
from rakor.source.frontmatter import MAX_FILE_BYTES, body_of

_SHORTEST = 40
"""Bytes of a body that is certainly not found by chance elsewhere on its page."""


def read_body(sources: Folder, bulletin_id: str) -> str:
    """Return the Markdown of a bulletin that has passed the check.

    Raises:
        SourcesChanged: it cannot be read any more.
    """
    try:
        return body_of(sources.read(f"{bulletin_id}.md", MAX_FILE_BYTES))
    except OSError as error:
        raise SourcesChanged(
            f"Buletin {printable(bulletin_id)} tidak dapat dibaca lagi sesudah diperiksa: "
            f"{printable(error.strerror or error)}. Situs lama tetap seperti semula; bangun "
            "sekali lagi."
        ) from error


def attachment_sizes(sources: Folder, bulletin_id: str, files: Sequence[str]) -> dict[str, int]:
    """Return the bytes of each attachment that is there."""
    folder = posixpath.dirname(bulletin_id)
    sizes: dict[str, int] = {}
    for file in files:
        with contextlib.suppress(OSError):
            status = sources.status(posixpath.normpath(posixpath.join(folder, file)))
            if status is not None:
                sizes[file] = status.st_size
    return sizes


def material_digest(sources: Folder, bulletin_id: str, entry: Entry) -> bytes:
    """Return the digest of what a bulletin's page needs from outside the catalogue."""
    if not entry.used:
        return digest(entry.body)
    folder = posixpath.dirname(bulletin_id)
    files = [posixpath.relpath(file, folder) for file in entry.used]
    sizes = attachment_sizes(sources, bulletin_id, files)
    return digest(entry.body, repr(sorted(sizes.items())))


def place_of(body: bytes, page: bytes) -> tuple[int, int]:
    """Return where a body stands in its page, or -1 if that is not certain, and its size."""
    if len(body) < _SHORTEST or page.count(body) != 1:
        return -1, 0
    return page.index(body), len(body)


def splice(page: StoredPage, old: bytes, body: bytes) -> bytes | None:
    """Put a new body in the place of the old one.

    Returns:
        The page's new bytes; None if the place is not known or ``old`` is not the page.
    """
    if page.body_at < 0 or len(body) < _SHORTEST or content_digest(old) != page.content:
        return None
    new = old[: page.body_at] + body + old[page.body_at + page.body_size :]
    # Were the body to stand twice now, a full rendering would say that its place is unknown.
    return new if new.count(body) == 1 else None
