"""Keeping the search index up to date: which segments must be made anew, and making them.

A segment is a pure function of its bulletins (:mod:`rakor.search`), so it is kept with a key
over all that goes into it: their records, the digests of their texts, the shape of the index and
the registry. The directory is kept likewise, over the keys of all segments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rakor import search
from rakor.bulletin import Bulletin, Status
from rakor.catalogue import Catalogue
from rakor.publish import content_digest, stage
from rakor.registry import Agencies, Regions
from rakor.store import StoredSegment
from rakor.tracing import digest

DIRECTORY = ""
"""Name under which the directory is kept beside the segments."""


@dataclass
class Shelf:
    """What all segments of a build need; the same for every chunk.

    Attributes:
        bulletins: by id; all that search may find.
        texts: plain text of their rendered bodies, by id.
        present: digest of what stands in the site, by address.
    """

    bulletins: Mapping[str, Bulletin]
    texts: Mapping[str, str]
    regions: Regions
    agencies: Agencies
    topics: Mapping[str, str]
    shape: search.Shape
    present: Mapping[str, bytes]
    staging: str
    synonyms: search.Synonyms | None = field(default=None, repr=False)


class SegmentTask(NamedTuple):
    """A segment to make: its name, the ids of its bulletins in order, and its key."""

    name: str
    members: tuple[str, ...]
    key: bytes


class MadeSegment(NamedTuple):
    """A segment as it is now, and the addresses of its blocks that were staged."""

    segment: StoredSegment
    staged: tuple[str, ...]


def searched(catalogue: Catalogue) -> dict[str, Bulletin]:
    """Return the bulletins that search finds, by id: all but the withdrawn ones."""
    found = catalogue.bulletins
    return {one.id: one for one in found if one.status is not Status.WITHDRAWN}


def plan(
    bulletins: Mapping[str, Bulletin],
    records: Mapping[str, bytes],
    texts: Mapping[str, bytes],
    judgement: str,
) -> tuple[search.Shape, list[SegmentTask]]:
    """Cut the collection into segments, each with its key.

    Args:
        bulletins: what search finds, by id.
        records: digest of each bulletin's record.
        texts: digest of each bulletin's text.
        judgement: digest of program and registry.
    """
    shape = search.shape(len(bulletins))
    heads = [search.Head(one.id, one.start) for one in bulletins.values()]
    tasks = []
    for segment in search.plan_segments(heads, shape.limit):
        members = tuple(head.id for head in segment.members)
        tasks.append(
            SegmentTask(
                segment.name, members, segment_key(members, records, texts, judgement, shape)
            )
        )
    return shape, tasks


def segment_key(
    members: Sequence[str],
    records: Mapping[str, bytes],
    texts: Mapping[str, bytes],
    judgement: str,
    shape: search.Shape,
) -> bytes:
    """Return a digest over all that goes into a segment."""
    parts = [part for id_ in members for part in (id_.encode(), records[id_], texts[id_])]
    return digest(judgement.encode(), repr(shape).encode(), *parts)


def make_segments(shelf: Shelf, tasks: Sequence[SegmentTask]) -> list[MadeSegment]:
    """Make a chunk of segments; blocks that are new go to the staging folder."""
    if shelf.synonyms is None:
        shelf.synonyms = search.synonyms(shelf.regions, shelf.agencies)
    return [_make(shelf, shelf.synonyms, task) for task in tasks]


def _make(shelf: Shelf, synonyms: search.Synonyms, task: SegmentTask) -> MadeSegment:
    documents = [
        search.document(
            shelf.bulletins[id_], shelf.texts[id_], shelf.regions, shelf.agencies, shelf.topics
        )
        for id_ in task.members
    ]
    blocks, summary = search.make_segment(task.name, documents, shelf.shape, synonyms)
    files, staged = stage_blocks(blocks, shelf.present, shelf.staging)
    return MadeSegment(StoredSegment(task.key, task.members, summary.to_json(), files), staged)


def make_directory(shelf: Shelf, key: bytes, segments: Sequence[StoredSegment]) -> MadeSegment:
    """Make the directory over all segments, in their order."""
    synonyms = shelf.synonyms or search.synonyms(shelf.regions, shelf.agencies)
    summaries = [search.Summary.from_json(segment.summary) for segment in segments]
    blocks = search.make_directory(
        summaries, shelf.shape, synonyms, shelf.regions, shelf.agencies, shelf.topics
    )
    files, staged = stage_blocks(blocks, shelf.present, shelf.staging)
    return MadeSegment(StoredSegment(key, (), {}, files), staged)


def stage_blocks(
    blocks: Mapping[str, bytes], present: Mapping[str, bytes], staging: str
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Stage the blocks that differ from what stands in the site.

    Returns:
        The digests of all blocks by address, and the addresses of those staged.
    """
    files: dict[str, bytes] = {}
    staged: list[str] = []
    for address, block in blocks.items():
        files[address] = content_digest(block)
        if files[address] != present.get(address):
            stage(staging, address, block)
            staged.append(address)
    return files, tuple(staged)
