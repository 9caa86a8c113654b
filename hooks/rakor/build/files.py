"""Files that are copied as they are: attachments, hand-written pages, the theme, the mark."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rakor import pages
from rakor.build.documents import DocumentPlan
from rakor.build.inputs import BuildInputs
from rakor.build.previous import PreviousBuild
from rakor.content.collection import Catalogue
from rakor.errors import SourcesChanged
from rakor.incremental.changes import Changes, StoredFile
from rakor.incremental.fingerprints import digest
from rakor.printable import printable
from rakor.publish.edition import STAMP
from rakor.publish.staging import MARK_NAME, MARK_TEXT, content_digest, stage
from rakor.source.scan import FOLDER

_LARGEST_ATTACHMENT = 1 << 29
"""Bytes of an attachment that are held in memory; the check asks for far less."""


class CopiedFile(NamedTuple):
    """A file to copy: its address, what stands for its origin (or nothing), and its content."""

    address: str
    origin: bytes
    read: Callable[[], bytes]


class FileUpdater:
    """Copies what is new or differs."""

    def __init__(self, inputs: BuildInputs, previous: PreviousBuild) -> None:
        self._inputs = inputs
        self._previous = previous
        self.contents: dict[str, bytes] = {}
        """Digests of all copied files by address."""

    def update(self, catalogue: Catalogue, plan: DocumentPlan) -> Changes:
        """Stage files that are new or differ; their addresses are claimed from ``plan``."""
        stored, present = self._previous.files, self._previous.present
        changes = Changes()
        for file in self._files(catalogue):
            plan.claim(file.address)
            before = stored.get(file.address)
            here = present.get(file.address)
            if before is not None and file.origin and before == (file.origin, here):
                self.contents[file.address] = before.content
                continue
            data = file.read()
            made = self.contents[file.address] = content_digest(data)
            changes.files[file.address] = StoredFile(file.origin, made)
            if made != here:
                stage(self._inputs.staging, file.address, data)
                changes.written.append(file.address)
        changes.gone_files = stored.keys() - self.contents.keys() - {STAMP}
        return changes

    def _attachment(self, file: str) -> bytes:
        """The bytes of an attachment, if they are those that the check looked at.

        Raises:
            SourcesChanged: it is another file by now, or a link.
        """
        inputs = self._inputs
        try:
            as_seen = functools.partial(inputs.found.is_as_seen, file)
            return inputs.sources.read(file, _LARGEST_ATTACHMENT, as_seen)
        except OSError as error:
            raise SourcesChanged(
                f"Lampiran {printable(f'{FOLDER}/{file}')} tidak diterbitkan: "
                f"{printable(error.strerror or error)}. Yang diperiksa harus sama dengan yang "
                "diterbitkan; bangun sekali lagi."
            ) from error

    def _files(self, catalogue: Catalogue) -> Iterator[CopiedFile]:
        inputs = self._inputs
        published = (bulletin.id for bulletin in catalogue.bulletins)
        used = inputs.checked.attachments
        for file in sorted({file for id_ in published for file in used.get(id_, ())}):
            # The path is part of the origin: two files may look the same from outside.
            signature = inputs.found.signatures.get(file)
            origin = digest(file, signature) if signature else b""
            read = functools.partial(self._attachment, file)
            yield CopiedFile(f"buletin/{file}", origin, read)
        for address, content in inputs.frame.files.items():
            # The home page is generated around what MkDocs made of docs/index.md.
            if address != pages.HOME:
                path = inputs.frame.tree / address
                yield CopiedFile(address, digest(address, content), path.read_bytes)
        yield CopiedFile(MARK_NAME, digest(MARK_TEXT), lambda: MARK_TEXT)
