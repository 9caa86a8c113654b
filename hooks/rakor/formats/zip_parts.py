"""Parts of a ZIP file, read from its bytes within bounds.

Documents of offices are such files. Only what they use is understood here: entries that are
stored or deflated, not encrypted, listed in the central directory (PKWARE's APPNOTE 4.3). Python's
own reader takes any number of entries, unpacks with every method there is and raises a dozen
kinds of errors.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from rakor.formats.guard import MAX_UNPACKED

_END = b"PK\x05\x06"
_MOST_PARTS = 5_000
_ENCRYPTED = 1


@dataclass(frozen=True, slots=True)
class _Part:
    at: int
    packed: int
    method: int


class Parts:
    """The parts of one file by name; a file that is none has no parts."""

    def __init__(self, data: bytes) -> None:
        """``data`` is the whole file; the directory stands at its end."""
        self._data = data
        self._left = MAX_UNPACKED
        self._parts = _directory(data)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts that can be read, in the order of the directory."""
        return tuple(self._parts)

    def read(self, name: str, most: int) -> bytes:
        """Return the first ``most`` bytes of a part; nothing if there is none or it is broken.

        All parts together never give more than :data:`MAX_UNPACKED` bytes.
        """
        part = self._parts.get(name)
        most = min(most, self._left)
        if part is None or most <= 0:
            return b""
        head = self._data[part.at : part.at + 30]
        if len(head) < 30 or head[:4] != b"PK\x03\x04":
            return b""
        name_length, extra_length = struct.unpack_from("<HH", head, 26)
        at = part.at + 30 + name_length + extra_length
        packed = self._data[at : at + part.packed]
        if part.method == 0:
            found = packed[:most]
        else:
            try:
                found = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)
            except zlib.error:
                return b""
        self._left -= len(found)
        return found


def _directory(data: bytes) -> dict[str, _Part]:
    end = data.rfind(_END, max(len(data) - 66_000, 0))
    if end < 0 or len(data) < end + 22:
        return {}
    count, size, at = struct.unpack_from("<HII", data, end + 10)
    # Something may stand before the first entry; the directory ends where its end begins.
    shift = end - size - at
    at = end - size
    found: dict[str, _Part] = {}
    if at < 0 or count > _MOST_PARTS:
        return {}
    for _ in range(count):
        if at + 46 > end or data[at : at + 4] != b"PK\x01\x02":
            break
        flags, method = struct.unpack_from("<HH", data, at + 8)
        (packed,) = struct.unpack_from("<I", data, at + 20)
        name_length, extra_length, comment_length = struct.unpack_from("<HHH", data, at + 28)
        (place,) = struct.unpack_from("<I", data, at + 42)
        name = data[at + 46 : at + 46 + name_length].decode("utf-8", "replace")
        if not flags & _ENCRYPTED and method in {0, 8}:
            found.setdefault(name, _Part(max(place + shift, 0), packed, method))
        at += 46 + name_length + extra_length + comment_length
    return found
