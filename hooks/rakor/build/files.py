"""Files that no view makes: attachments, hand-written pages, the theme, the mark.

They are copied as they are, but for pictures (:mod:`rakor.build.pictures`)."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rakor import pages
from rakor.build.documents import DocumentPlan
from rakor.build.inputs import BuildInputs
from rakor.build.pictures import CHUNK as PICTURES_AT_A_TIME
from rakor.build.pictures import (
    PictureTask,
    PictureWork,
    is_picture,
    make_pictures,
    origin_of,
    read_attachment,
)
from rakor.build.previous import PreviousBuild
from rakor.content.attachments import listed_files
from rakor.content.collection import Catalogue
from rakor.formats.photos import encoders
from rakor.incremental.changes import Changes, StoredFile
from rakor.incremental.fingerprints import digest
from rakor.publish.edition import STAMP
from rakor.publish.staging import MARK_NAME, MARK_TEXT, content_digest, stage


class CopiedFile(NamedTuple):
    """A file to copy: its address, what stands for its origin (or nothing), and its content.

    ``picture`` is set for one that is not copied but published as a picture.
    """

    address: str
    origin: bytes
    read: Callable[[], bytes]
    picture: PictureTask | None = None


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
        pictures: list[PictureTask] = []
        for file in self._files(catalogue):
            plan.claim(file.address)
            before = stored.get(file.address)
            here = present.get(file.address)
            if before is not None and file.origin and before[:2] == (file.origin, here):
                self.contents[file.address] = before.content
                continue
            if file.picture is not None:
                pictures.append(file.picture._replace(present=here or b""))
                continue
            data = file.read()
            made = self.contents[file.address] = content_digest(data)
            changes.files[file.address] = StoredFile(file.origin, made)
            if made != here:
                stage(self._inputs.staging, file.address, data)
                changes.written.append(file.address)
        self._update_pictures(pictures, changes)
        changes.gone_files = stored.keys() - self.contents.keys() - {STAMP}
        return changes

    def _update_pictures(self, tasks: Sequence[PictureTask], changes: Changes) -> None:
        """Make the pictures that are new, in parallel."""
        inputs = self._inputs
        present = self._previous.present
        known = {
            one.made_from: (address, one.content)
            for address, one in self._previous.files.items()
            if one.made_from and present.get(address) == one.content
        }
        work = PictureWork(
            inputs.sources,
            inputs.found,
            inputs.staging,
            inputs.site_dir,
            known,
            encoders() if tasks else "",
        )
        done = 0
        for chunk, made in inputs.workers.run(make_pictures, work, tasks, PICTURES_AT_A_TIME):
            for task, result in zip(chunk, made, strict=True):
                self.contents[task.address] = result.stored.content
                changes.files[task.address] = result.stored
                if result.is_staged:
                    changes.written.append(task.address)
            done += len(chunk)
            inputs.progress("Gambar", done, len(tasks))

    def _files(self, catalogue: Catalogue) -> Iterator[CopiedFile]:
        inputs = self._inputs
        used = inputs.checked.attachments
        published = [one for one in catalogue.bulletins if one.id in used]
        listed = {file for bulletin in published for file in listed_files(bulletin)}
        for file in sorted({file for bulletin in published for file in used[bulletin.id]}):
            # The path is part of the origin: two files may look the same from outside.
            signature = inputs.found.signatures.get(file)
            address = f"buletin/{file}"
            read = functools.partial(read_attachment, inputs.sources, inputs.found, file)
            if is_picture(file):
                keep_pixels = file in listed
                origin = origin_of(file, signature, keep_pixels)
                task = PictureTask(file, address, origin, keep_pixels, b"")
                yield CopiedFile(address, origin, read, task)
            else:
                yield CopiedFile(address, digest(file, signature) if signature else b"", read)
        for address, content in inputs.frame.files.items():
            # The home page is generated around what MkDocs made of docs/index.md.
            if address != pages.HOME:
                path = inputs.frame.tree / address
                yield CopiedFile(address, digest(address, content), path.read_bytes)
        yield CopiedFile(MARK_NAME, digest(MARK_TEXT), lambda: MARK_TEXT)
