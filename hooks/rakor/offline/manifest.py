"""Manifests: every file of a copy with its SHA-256, in the form of BagIt (RFC 8493, 2.1.3).

One line a file, ``<sha256>  <path>``, in order of path. ``sha256sum --check`` reads it too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rakor.offline.errors import ManifestError
from rakor.publish.edition import content_digest

PAYLOAD = "data/"
"""Folder of a bag that holds what it carries."""

MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"

_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Paths from the root of the bag, ``/`` between folders, and SHA-256 in lower case."""

    hashes: Mapping[str, str]

    def render(self) -> bytes:
        """Return the content of a manifest file."""
        return "".join(f"{self.hashes[path]}  {path}\n" for path in sorted(self.hashes)).encode()

    @classmethod
    def parse(cls, data: bytes) -> Manifest:
        """Read a manifest file of any bag.

        Raises:
            ManifestError: a line is no entry, a path is named twice or leaves the bag.
        """
        try:
            lines = data.decode("utf-8").replace("\r\n", "\n").split("\n")
        except UnicodeDecodeError:
            raise ManifestError("Manifes rusak: isinya bukan teks.") from None
        hashes: dict[str, str] = {}
        for number, line in enumerate(lines, 1):
            if not line:
                continue
            found = _LINE.fullmatch(line)
            if not found or not is_safe(found[2]):
                raise ManifestError(f"Manifes rusak: baris {number} tidak dapat dibaca.")
            if found[2] in hashes:
                raise ManifestError(f"Manifes rusak: {found[2]} disebut dua kali.")
            hashes[found[2]] = found[1].lower()
        return cls(hashes)


def is_safe(path: str) -> bool:
    """Tell whether a path from a manifest stays inside the bag on every system."""
    if "\\" in path or ":" in path or any(ord(character) < 32 for character in path):
        return False
    return all(part not in {"", ".", ".."} for part in path.split("/"))


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
