"""Editions for phones: one ZIM file, read by Kiwix.

Android's browsers cannot open a folder of linked files. A ZIM file holds the same tree under the
same addresses, so that its relative links hold, with an index of titles and full text.

``libzim`` is an optional extra, because it is large and only this needs it.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from rakor.content.new_bulletin import file_name
from rakor.offline.bundle import files_of, stamp_of
from rakor.offline.copy_report import Progress
from rakor.offline.errors import SourceError, TargetError
from rakor.offline.sign import sign_of
from rakor.opener import Folder
from rakor.publish.edition import Stamp
from rakor.publish.media_types import media_type
from rakor.publish.staging import MARK_NAME

_SERVER_FILES = frozenset({MARK_NAME, "404.html", "robots.txt"})
"""Files that a web server or this program wants and no reader of a ZIM file can reach."""

_XAPIAN = b"\x0f\rXapian Glass"
"""What a file of Xapian begins with."""

_LONGEST_TITLE = 30
_SIGN = 48  # pixels; openZIM wiki, "Metadata"
_LEADING_ON = frozenset("dan atau di ke dari pada untuk yang oleh dengan se- & – — -".split())

_REDIRECT = 0xFFFF
"""Stands in a ZIM file in place of the type of an entry that has no content of its own."""


def write_zim(site_dir: Path, file: Path, progress: Progress | None = None) -> int:
    """Write the finished site as a ZIM file and return how many files are in it.

    Raises:
        SourceError: it is no finished site, or ``libzim`` is not installed.
        TargetError: the file cannot be written.
    """
    try:
        from libzim.writer import Creator
    except ImportError:
        raise SourceError(
            "Untuk membuat berkas ZIM perlu pustaka libzim. Pasang dengan: "
            'pip install "libzim>=3.4,<3.7"'
        ) from None
    stamp = stamp_of(site_dir)
    entries = [(address, path) for address, path in files_of(site_dir) if _wanted(address)]
    told = progress or Progress()
    told.begin("", len(entries), sum(path.stat().st_size for _, path in entries))
    fresh = file.with_name(f".{file.name}.baru")
    try:
        # libzim appends to nothing and refuses a file that is there.
        fresh.unlink(missing_ok=True)
        # One worker: with more, clusters come in the order in which they happen to be done.
        creator = Creator(fresh).config_indexing(True, "ind").config_nbworkers(1)
        creator.set_mainpath("index.html")
        with _quiet(), creator:
            creator.add_illustration(_SIGN, sign_of(site_dir, stamp.name, _SIGN))
            for name, value in _metadata(stamp):
                creator.add_metadata(name, value)
            for address, path in entries:
                creator.add_item(_item(address, path))
                told.advance(1, path.stat().st_size)
        _fix_identity(fresh, stamp)
        fresh.replace(file)
    except (OSError, RuntimeError) as error:
        fresh.unlink(missing_ok=True)
        raise TargetError(f"{file} tidak dapat ditulis: {error}.") from error
    return len(entries)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep libzim, which is not Python, from talking on standard output."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _fix_identity(file: Path, stamp: Stamp) -> None:
    """Put identities made from the edition in place of the random ones, and renew the checksum.

    openZIM wiki, "ZIM file format": sixteen bytes of UUID at 8, the position of the checksum at
    72, and there the MD5 of everything before.
    """
    with file.open("r+b") as opened, mmap.mmap(opened.fileno(), 0) as whole:
        whole[8:24] = _identity(stamp, "")
        for path, at in _indexes(whole):
            whole[at : at + 16] = _identity(stamp, path)
        (end,) = struct.unpack_from("<Q", whole, 72)
        with memoryview(whole) as content, content[:end] as before:
            whole[end:] = hashlib.md5(before, usedforsecurity=False).digest()


def _identity(stamp: Stamp, path: str) -> bytes:
    return hashlib.md5(f"rakor {stamp.id} {path}".encode(), usedforsecurity=False).digest()


def _indexes(whole: mmap.mmap) -> Iterator[tuple[str, int]]:
    """Yield the path of each search index in a ZIM file and where in the file its identity is.

    openZIM wiki, "ZIM file format": entries, with namespace, cluster and blob, and clusters, here
    uncompressed, of blobs. An index is a file of Xapian: a mark, two bytes of version, a UUID that
    serves the copying of a growing index between machines.
    """
    count, _, paths, _, clusters = struct.unpack_from("<IIQQQ", whole, 24)
    for (at,) in struct.iter_unpack("<Q", whole[paths : paths + 8 * count]):
        kind, _, namespace, _, cluster, blob = struct.unpack_from("<HBcIII", whole, at)
        if namespace != b"X" or kind == _REDIRECT:
            continue
        (start,) = struct.unpack_from("<Q", whole, clusters + 8 * cluster)
        # The first byte of a cluster tells how wide the places of its blobs are.
        width = "Q" if whole[start] & 0x10 else "I"
        (inside,) = struct.unpack_from(
            f"<{width}", whole, start + 1 + struct.calcsize(width) * blob
        )
        place = start + 1 + inside
        if whole[place : place + len(_XAPIAN)] == _XAPIAN:
            yield whole[at + 16 : whole.find(b"\0", at + 16)].decode(), place + len(_XAPIAN) + 2


def _wanted(address: str) -> bool:
    return address not in _SERVER_FILES and not address.startswith("sitemap")


def _metadata(stamp: Stamp) -> Iterator[tuple[str, str]]:
    """Yield what the ZIM format asks for (openZIM wiki, "Metadata")."""
    name = stamp.name or "Rakor"
    yield "Name", f"{file_name(name)}_ind"  # of all editions of one site, and of no other's
    yield "Title", short_title(name)
    yield "Creator", name
    yield "Publisher", name
    # No clock and no invented day: readers show the word as it is, and zimcheck takes it.
    yield "Date", stamp.date.isoformat() if stamp.date else "tanpa tanggal"
    yield "Description", "Catatan terbuka rapat koordinasi pemerintah"
    yield "Language", "ind"
    yield "Flavour", stamp.id
    yield "Tags", "_category:other;_ftindex:yes;_pictures:yes;_videos:no"
    if stamp.url:
        yield "Source", stamp.url


def short_title(name: str) -> str:
    """Return the name of a site as a title for readers of ZIM files: whole words, 30 letters.

    openZIM wiki, "Metadata". What ends in a word that leads on ("di", "dan") is cut before it.
    """
    if len(name) <= _LONGEST_TITLE:
        return name
    words = name[: _LONGEST_TITLE + 1].split()[:-1]
    while words and words[-1].casefold() in _LEADING_ON:
        words.pop()
    return " ".join(words).rstrip(" ,;:(–—-/") or name[:_LONGEST_TITLE]


def _item(address: str, path: Path) -> Any:
    from libzim.writer import FileProvider, Hint, Item

    mimetype = media_type(address)
    title = title_of(path) if mimetype == "text/html" else ""

    class SiteFile(Item):  # type: ignore[misc]
        def get_path(self) -> str:
            return address

        def get_title(self) -> str:
            return title or address

        def get_mimetype(self) -> str:
            return mimetype

        def get_contentprovider(self) -> Any:
            return FileProvider(path)

        def get_hints(self) -> dict[Any, Any]:
            return {Hint.FRONT_ARTICLE: mimetype == "text/html"}

    return SiteFile()


class _Title(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._inside = False
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "title"

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text += data


def title_of(path: Path) -> str:
    """Return the title of a page, without the name of the site that ends it."""
    with Folder(path.parent) as folder:
        data = folder.head(path.name, 4096)
    head = data.decode("utf-8", "ignore").partition("</title>")[0]
    reader = _Title()
    reader.feed(f"{head}</title>")
    return reader.text.rpartition(" – ")[0] or reader.text
