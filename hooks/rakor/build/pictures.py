"""Pictures beside bulletins: published upright, small and saying nothing, each content once.

A picture is known by its bytes, whatever its name, time stamp and folder. If they were published
before, by the same encoders, the result stands somewhere in the site and is taken from there. New
ones are made in parallel.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rakor.errors import SourcesChanged
from rakor.formats.photos import encoders, published_picture
from rakor.incremental.changes import StoredFile
from rakor.incremental.fingerprints import digest
from rakor.opener import Folder
from rakor.printable import printable
from rakor.publish.staging import content_digest, stage
from rakor.source.file_names import IMAGE_TYPES, extension
from rakor.source.scan import FOLDER, ScannedFiles

LARGEST_ATTACHMENT = 1 << 29
"""Bytes of an attachment that are held in memory; the check asks for far less."""

CHUNK = 4
"""Pictures that one process takes at a time: some take a hundred times as long as others."""


class PictureTask(NamedTuple):
    """One picture to publish.

    Attributes:
        file: its path below ``bulletins/``.
        address: where it lies in the site.
        origin: stands for file, signature and what is done to it; nothing if that is not certain.
        keep_pixels: whether a bulletin lists it, so that it is a document of its own.
        present: digest of the file that stands at its address, or nothing.
    """

    file: str
    address: str
    origin: bytes
    keep_pixels: bool
    present: bytes


class MadePicture(NamedTuple):
    """What became of a task: the file as it is now, and whether it was staged."""

    stored: StoredFile
    is_staged: bool


@dataclass(frozen=True)
class PictureWork:
    """What all pictures of a build share.

    Attributes:
        sources: the folder ``bulletins/``.
        found: what was found there.
        staging: where new files wait.
        site: the site as it stands.
        published: address and digest of pictures in it, by what they were made from.
        encoders: names and versions of what encodes.
    """

    sources: Folder
    found: ScannedFiles
    staging: str
    site: Path
    published: dict[bytes, tuple[str, bytes]]
    encoders: str

    def __getstate__(self) -> dict[str, object]:
        return {**vars(self), "sources": Folder(self.sources.root)}  # it serves one thread


def is_picture(file: str) -> bool:
    """Whether a file is published as a picture."""
    return extension(file) in IMAGE_TYPES


def origin_of(file: str, signature: bytes | None, keep_pixels: bool) -> bytes:
    """Return what stands for a picture as long as it and its encoders stay; nothing for one
    that was just written."""
    return digest(file, signature, _mode(keep_pixels), encoders()) if signature else b""


def make_pictures(work: PictureWork, tasks: Sequence[PictureTask]) -> list[MadePicture]:
    """Publish a chunk of pictures: those whose bytes are new wait in the staging folder.

    Raises:
        SourcesChanged: one is not the file any more that was checked.
    """
    return [_make(work, task) for task in tasks]


def read_attachment(sources: Folder, found: ScannedFiles, file: str) -> bytes:
    """Return the bytes of an attachment, if they are those that the check looked at.

    Raises:
        SourcesChanged: it is another file by now, or a link.
    """
    try:
        as_seen = functools.partial(found.is_as_seen, file)
        return sources.read(file, LARGEST_ATTACHMENT, as_seen)
    except OSError as error:
        raise SourcesChanged(
            f"Lampiran {printable(f'{FOLDER}/{file}')} tidak diterbitkan: "
            f"{printable(error.strerror or error)}. Yang diperiksa harus sama dengan yang "
            "diterbitkan; bangun sekali lagi."
        ) from error


def _make(work: PictureWork, task: PictureTask) -> MadePicture:
    data = read_attachment(work.sources, work.found, task.file)
    made_from = digest(data, _mode(task.keep_pixels), work.encoders)
    published = _taken_from_site(work, made_from)
    if published is None:
        published = published_picture(data, keep_pixels=task.keep_pixels)
    content = content_digest(published)
    is_new = content != task.present
    if is_new:
        stage(work.staging, task.address, published)
    return MadePicture(StoredFile(task.origin, content, made_from), is_new)


def _taken_from_site(work: PictureWork, made_from: bytes) -> bytes | None:
    known = work.published.get(made_from)
    if known is None:
        return None
    address, content = known
    try:
        data = (work.site / address).read_bytes()
    except OSError:
        return None
    return data if content_digest(data) == content else None


def _mode(keep_pixels: bool) -> str:
    return "pixels" if keep_pixels else "shown"
