"""How a collection is cut into segments, so that a change stays where it happens.

Every bulletin has a place on a line: its day, then a hash of its id. The line is halved until no
piece holds more than a limit. Where the cuts lie depends on nothing but the bulletins inside a
piece, so the index after any sequence of changes equals an index made afresh, and a bulletin
that is added, changed or removed touches one piece.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rakor.search.document import Head

_DAY_BITS = 15
_HASH_BITS = 24
BITS = _DAY_BITS + _HASH_BITS
EPOCH = dt.date(1970, 1, 1).toordinal()
"""Days are counted from this one."""

TEXT_BYTES = 20_000
"""Bytes of texts in one file on the average: the best matches lie in as many files."""

TEXT_FILES = 4
"""Most files of texts whose cuts hang together."""


@dataclass(frozen=True, slots=True)
class IndexShape:
    """How finely an index is cut; a function of the rough size of the collection.

    Attributes:
        limit: most bulletins in a segment.
        blocks: files that the postings of a segment are spread over.
        pair_blocks: files for pairs of neighbouring words.
        pair_floor: pairs are kept of words that both stand in at least so many bulletins of the
            segment; candidates for rarer ones are few and are checked against their texts.
    """

    limit: int
    blocks: int
    pair_blocks: int
    pair_floor: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the line: its name, a folder, and its bulletins in order."""

    name: str
    members: tuple[Head, ...]


def shape(count: int) -> IndexShape:
    """Return the shape for a collection; it steps with powers of two."""
    limit = 64
    while limit * 10 < count:
        limit *= 2
    level = limit.bit_length() - 7  # 0 for 64
    return IndexShape(
        limit=limit,
        blocks=(12, 20, 32, 52, 76, 92, 124, 208)[min(level, 7)],
        pair_blocks=(4, 8, 14, 25, 44, 79, 140, 250)[min(level, 7)],
        pair_floor=limit // 16,
    )


@cache
def position(head: Head) -> int:
    """Return a bulletin's place on the line; the order of results of one day follows it."""
    day = min(max(head.day.toordinal() - EPOCH, 0), (1 << _DAY_BITS) - 1)
    digest = hashlib.blake2b(head.id.encode(), digest_size=_HASH_BITS // 8).digest()
    return day << _HASH_BITS | int.from_bytes(digest, "big")


def plan_segments(heads: Iterable[Head], limit: int | None = None) -> list[Segment]:
    """Cut a collection into segments, oldest first; every bulletin is in exactly one."""
    ordered = sorted(heads, key=lambda head: (position(head), head.id))
    wanted = limit or shape(len(ordered)).limit
    return [Segment(_name(path), members) for path, members in cut(ordered, wanted)]


def cut(
    members: Sequence[Head],
    limit: int,
    sizes: Sequence[int] | None = None,
    path: tuple[int, int] = (0, 0),
) -> Iterator[tuple[tuple[int, int], tuple[Head, ...]]]:
    """Halve a piece of the line until no part is larger than ``limit``.

    Each member counts one, or as ``sizes`` say; one alone is never cut. ``path`` is
    ``(depth, prefix)``: the first bits that all members of the piece share.
    """
    depth, prefix = path
    size = len(members) if sizes is None else sum(sizes)
    if size <= limit or len(members) < 2 or depth == BITS:
        if members:
            yield path, tuple(members)
        return
    middle = (prefix * 2 + 1) << (BITS - depth - 1)
    low, high = 0, len(members)
    while low < high:
        at = (low + high) // 2
        if position(members[at]) < middle:
            low = at + 1
        else:
            high = at
    below, above = (None, None) if sizes is None else (sizes[:low], sizes[low:])
    yield from cut(members[:low], limit, below, (depth + 1, prefix * 2))
    yield from cut(members[low:], limit, above, (depth + 1, prefix * 2 + 1))


def _name(path: tuple[int, int]) -> str:
    """Name a segment after the first day of its range and its depth: ``20240408-09``."""
    depth, prefix = path
    first = prefix << (BITS - depth)
    day = dt.date.fromordinal(EPOCH + (first >> _HASH_BITS))
    name = f"{day:%Y%m%d}-{depth:02d}"
    if depth > _DAY_BITS:
        name += f"-{prefix & ((1 << (depth - _DAY_BITS)) - 1):x}"
    return name
