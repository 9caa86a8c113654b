"""Manifests: every file of a copy with its SHA-256, in the form of BagIt (RFC 8493, 2.1.3).

One line a file, ``<sha256>  <path>``, in order of path. ``sha256sum --check`` reads it too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rakor import portable_names
from rakor.offline.errors import ManifestError
from rakor.printable import printable
from rakor.publish.edition import content_digest

PAYLOAD = "data/"
"""Folder of a bag that holds what it carries."""

MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"

MOST_BYTES = 64 << 20
MOST_FILES = 500_000
"""What no manifest exceeds: a hundred thousand bulletins make 290,000 files and 40 MB of it."""

_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)")
_SIZE = re.compile(r"0{44}[0-9]{20}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Paths from the root of the bag, ``/`` between folders, and SHA-256 in lower case."""

    hashes: Mapping[str, str]

    def render(self) -> bytes:
        """Return the content of a manifest file."""
        return "".join(f"{self.hashes[path]}  {path}\n" for path in sorted(self.hashes)).encode()

    @classmethod
    def of_payload(cls, data: bytes) -> Manifest:
        """Read a list of files that a bag carries; the only way from bytes to such a list.

        Every path lies in the folder of the payload, has a name that every system can hold, and
        is no other's twin, so that a copy made by it is the same everywhere and nothing of
        anybody else is named.

        Raises:
            ManifestError: it names anything else, or is no manifest.
        """
        hashes = cls._staged(data).hashes
        for path, sha256 in hashes.items():
            if _SIZE.fullmatch(sha256):
                raise ManifestError(f"{printable(path)} tidak disebut dengan SHA-256-nya.")
        return cls(hashes)

    @classmethod
    def of_staged(cls, data: bytes) -> Manifest:
        """Read a list of files on their way, where :func:`mark_of` may stand for a digest.

        Raises:
            ManifestError: see :meth:`of_payload`.
        """
        return cls._staged(data)

    @classmethod
    def _staged(cls, data: bytes) -> Manifest:
        hashes = dict(_entries(data))
        for path in hashes:
            if not path.startswith(PAYLOAD):
                raise ManifestError(f"{printable(path)} terletak di luar folder {PAYLOAD}")
        if wrong := portable_names.faults(hashes, most=1):
            raise ManifestError(wrong[0])
        return cls(hashes)

    @classmethod
    def of_tags(cls, data: bytes) -> Manifest:
        """Read the list of the files at the root.

        Raises:
            ManifestError: it is no manifest, or names a file elsewhere.
        """
        hashes = dict(_entries(data))
        for path in hashes:
            if portable_names.fault_of_name(path):
                raise ManifestError(f"{printable(path)} bukan nama berkas di sebelah {PAYLOAD}")
        return cls(hashes)

    @classmethod
    def of_remains(cls, data: bytes) -> Manifest:
        """Read what can still be read of a damaged list of the payload: its good lines."""
        hashes: dict[str, str] = {}
        shown: set[str] = set()
        for line in _lines(data):
            found = _LINE.fullmatch(line)
            if not found or _SIZE.fullmatch(found[1]) or not found[2].startswith(PAYLOAD):
                continue
            path = found[2]
            twin = portable_names.folded(path)
            if twin in shown or portable_names.faults([path]) or len(shown) >= MOST_FILES:
                continue
            shown.add(twin)
            hashes[path] = found[1].lower()
        return cls(hashes)


def mark_of(size: int) -> str:
    """Return what stands for the digest of a file of which only the size is known yet.

    No file has a SHA-256 of that many leading zeros.
    """
    return f"{size:064d}"


def _lines(data: bytes) -> Iterator[str]:
    """Yield the lines of a text, one by one: all at once would take several times its size."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        yield data[start:end].removesuffix(b"\r").decode("utf-8", "surrogateescape")
        start = end + 1


def _entries(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield path and digest of every line.

    Raises:
        ManifestError: a line is no entry, a path is named twice, or it is too long.
    """
    if len(data) > MOST_BYTES:
        raise ManifestError("Manifes rusak: terlalu panjang.")
    seen: set[str] = set()
    for number, line in enumerate(_lines(data), 1):
        if not line:
            continue
        found = _LINE.fullmatch(line)
        if not found:
            raise ManifestError(f"Manifes rusak: baris {number} tidak dapat dibaca.")
        if found[2] in seen:
            raise ManifestError(f"Manifes rusak: {printable(found[2])} disebut dua kali.")
        seen.add(found[2])
        if len(seen) > MOST_FILES:
            raise ManifestError(f"Manifes rusak: lebih dari {MOST_FILES} berkas.")
        yield found[2], found[1].lower()


def digests_of(chunks: Iterable[bytes]) -> tuple[str, bytes]:
    """Return the SHA-256 of a content, and what it counts towards the edition."""
    sha256, content = hashlib.sha256(), content_digest()
    for chunk in chunks:
        sha256.update(chunk)
        content.update(chunk)
    return sha256.hexdigest(), content.digest()


def sha256_bytes(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
