"""What Exif and XMP blocks say of a picture: where it was taken and which way is up.

Sources: TIFF 6.0 for the directories, Exif 2.32 (CIPA DC-008) for tags, XMP part 2 for names.
"""

from __future__ import annotations

import re
import struct

ORIENTATION_TAG = 0x0112
_GPS_TAG = 0x8825
_DIRECTORIES = (0x8769, 0x014A)  # Exif's own and sub-pictures'
# Latitude, longitude, and those of what was photographed; a version or a clock is no place.
_PLACES = frozenset((2, 4, 20, 22))
_MOST_DIRECTORIES = 20
_XMP_PLACE = re.compile(rb"GPS(?:Dest)?(?:Latitude|Longitude)\b", re.IGNORECASE)

# One directory with one entry: the orientation, as a short in Intel's order.
_UPRIGHT = "<2sHIHHHIHHI"


def has_position(block: bytes) -> bool:
    """Whether a TIFF block (Exif without its name) holds a place."""
    order = _order(block)
    if order is None:
        return False
    for entries in _directories(block, order):
        at = entries.get(_GPS_TAG)
        if at is not None and _PLACES.intersection(_entries(block, at[1], order)[0]):
            return True
    return False


def orientation(block: bytes) -> int:
    """Return how a picture lies, 1 (upright) to 8; 1 where the block does not say."""
    order = _order(block)
    if order is None:
        return 1
    first = struct.unpack_from(order + "I", block, 4)[0]
    entry = _entries(block, first, order)[0].get(ORIENTATION_TAG)
    if entry is None or entry[0] != 3:
        return 1
    # A short stands in the first two of the four bytes, whatever their order.
    value = entry[1] if order == "<" else entry[1] >> 16
    value &= 0xFFFF
    return value if 1 <= value <= 8 else 1


def only_orientation(value: int) -> bytes:
    """Return a TIFF block that says how a picture lies and nothing else."""
    return struct.pack(_UPRIGHT, b"II", 42, 8, 1, ORIENTATION_TAG, 3, 1, value, 0, 0)


def xmp_has_position(packet: bytes) -> bool:
    """Whether an XMP packet, in UTF-8 or UTF-16, names a latitude or longitude."""
    return _XMP_PLACE.search(packet.replace(b"\0", b"")) is not None


def _order(block: bytes) -> str | None:
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    return order if len(block) >= 8 else None


def _directories(block: bytes, order: str) -> list[dict[int, tuple[int, int]]]:
    pending = [struct.unpack_from(order + "I", block, 4)[0]]
    seen: set[int] = set()
    found = []
    while pending and len(seen) < _MOST_DIRECTORIES:
        at = pending.pop()
        if at == 0 or at in seen:
            continue
        seen.add(at)
        entries, following = _entries(block, at, order)
        found.append(entries)
        pending.append(following)
        pending += [entries[tag][1] for tag in _DIRECTORIES if tag in entries]
    return found


def _entries(block: bytes, at: int, order: str) -> tuple[dict[int, tuple[int, int]], int]:
    """Type and value of each tag of a directory, and where the next directory stands."""
    if at + 2 > len(block):
        return {}, 0
    (count,) = struct.unpack_from(order + "H", block, at)
    found: dict[int, tuple[int, int]] = {}
    for number in range(min(count, 200)):
        place = at + 2 + 12 * number
        if place + 12 > len(block):
            return found, 0
        tag, form, _, value = struct.unpack_from(order + "HHII", block, place)
        found[tag] = form, value
    end = at + 2 + 12 * count
    if end + 4 > len(block):
        return found, 0
    return found, struct.unpack_from(order + "I", block, end)[0]
