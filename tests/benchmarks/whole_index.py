"""The index of a whole collection at once, with nothing kept: for benchmarks and tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rakor.registry import Agencies, Regions
from rakor.search.directory import IndexDirectory
from rakor.search.document import SearchEntry
from rakor.search.partition import plan_segments, shape
from rakor.search.segment import make_segment
from rakor.search.synonyms import synonyms


def make_index(
    documents: Sequence[SearchEntry],
    regions: Regions,
    agencies: Agencies,
    topics: Mapping[str, str],
) -> Iterator[tuple[str, bytes]]:
    """Yield every block of a whole collection with its address, one segment at a time."""
    by_id = {document.id: document for document in documents}
    wanted = shape(len(documents))
    known = synonyms(regions, agencies)
    plan = plan_segments([document.head for document in documents])
    directory = IndexDirectory([segment.name for segment in plan])
    for segment in plan:
        members = [by_id[head.id] for head in segment.members]
        blocks, summary = make_segment(segment.name, members, wanted, known, tuple(topics))
        directory.put_in(summary)
        yield from blocks.items()
    yield from directory.blocks(wanted, known, regions, topics).items()
    yield from directory.names_blocks(regions, agencies, topics).items()
