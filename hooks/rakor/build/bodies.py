"""The texts of bulletins: reading one, and putting a new one into a finished page."""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Sequence
from pathlib import Path

from rakor.incremental.fingerprints import digest
from rakor.incremental.state import StoredPage
from rakor.lint.results import Entry
from rakor.publish.staging import content_digest
from rakor.source.frontmatter import body_of

_SHORTEST = 40
"""Bytes of a body that is certainly not found by chance elsewhere on its page."""


def read_body(sources: Path, bulletin_id: str) -> str:
    """Return the Markdown of a bulletin that has passed the check."""
    return body_of((sources / f"{bulletin_id}.md").read_bytes())


def attachment_sizes(sources: Path, bulletin_id: str, files: Sequence[str]) -> dict[str, int]:
    """Return the bytes of each attachment that is there."""
    folder = (sources / bulletin_id).parent
    sizes: dict[str, int] = {}
    for file in files:
        with contextlib.suppress(OSError):
            sizes[file] = (folder / file).stat().st_size
    return sizes


def material_digest(sources: Path, bulletin_id: str, entry: Entry) -> bytes:
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
