"""The texts of bulletins: reading one, and putting a new one into a finished page."""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rakor.errors import BodyNotRendered, SourcesChanged
from rakor.incremental.changes import StoredDocument
from rakor.incremental.fingerprints import digest
from rakor.lint.results import BulletinEntry, body_digest
from rakor.markdown.renderer import BodyRenderer
from rakor.opener import Folder
from rakor.printable import printable
from rakor.publish.staging import content_digest
from rakor.source.frontmatter import MAX_FILE_BYTES, body_of
from rakor.source.scan import FOLDER


def read_body(sources: Folder, bulletin_id: str, expected: bytes | None = None) -> str:
    """Return the Markdown of a bulletin that has passed the check.

    Args:
        sources: the folder of all bulletins.
        bulletin_id: which one.
        expected: digest of the text that was checked, if it must be that.

    Raises:
        SourcesChanged: it cannot be read any more, or is another text now.
    """
    try:
        body = body_of(sources.read(f"{bulletin_id}.md", MAX_FILE_BYTES))
    except OSError as error:
        raise _changed(bulletin_id, f": {printable(error.strerror or error)}") from error
    except ValueError as error:
        raise _changed(bulletin_id) from error
    if expected is not None and body_digest(body) != expected:
        raise _changed(bulletin_id)
    return body


def _changed(bulletin_id: str, why: str = "") -> SourcesChanged:
    return SourcesChanged(
        f"Buletin {printable(bulletin_id)} berubah sesudah diperiksa{why}. Situs lama tetap "
        "seperti semula; bangun sekali lagi."
    )


@dataclass(frozen=True)
class Bodies:
    """The texts of all bulletins of a build, each read and rendered once.

    Attributes:
        sources: the folder of all bulletins.
        markdown: texts that were read by the check of this build, by path.
        html: those that it rendered, in the usual dialect, in place of the text.
    """

    sources: Folder
    markdown: Mapping[str, str]
    html: Mapping[str, str]

    def rendered(self, render: BodyRenderer, bulletin_id: str, expected: bytes) -> str:
        """Return the HTML of a bulletin's text.

        Args:
            render: the dialect of the site.
            bulletin_id: which one.
            expected: digest of the text that was checked.

        Raises:
            SourcesChanged: it is no longer the text that was checked.
            BodyNotRendered: the renderer fails, which the check could not foresee.
        """
        path = f"{bulletin_id}.md"
        if render.is_usual and path in self.html:
            return self.html[path]
        text = self.markdown.get(path)
        if text is None:  # checked by an earlier command, or in another dialect
            text = read_body(self.sources, bulletin_id, expected)
        return _rendered(render, bulletin_id, text)


def _rendered(render: BodyRenderer, bulletin_id: str, text: str) -> str:
    try:
        return render(text)
    except Exception as error:
        raise BodyNotRendered(
            f"Isi {FOLDER}/{printable(bulletin_id)}.md tidak bisa diubah menjadi halaman "
            f"({type(error).__name__}). Sederhanakan daftar, kutipan, dan tabelnya. Situs lama "
            "tetap seperti semula."
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


def material_digest(sources: Folder, bulletin_id: str, entry: BulletinEntry) -> bytes:
    """Return the digest of what a bulletin's page needs from outside the catalogue."""
    used = entry.used
    if not used:
        return entry.body
    folder = posixpath.dirname(bulletin_id)
    files = [posixpath.relpath(file, folder) for file in used]
    sizes = attachment_sizes(sources, bulletin_id, files)
    return digest(entry.body, repr(sorted(sizes.items())))


def splice(document: StoredDocument, old: bytes, part: bytes) -> bytes | None:
    """Put a new part in the place of the one that can be replaced alone.

    Returns:
        The document's new bytes; None if there is no such place or ``old`` is not the document.
    """
    if document.slot_at < 0 or content_digest(old) != document.content:
        return None
    end = document.slot_at + document.slot_size
    return old[: document.slot_at] + part + old[end:]
