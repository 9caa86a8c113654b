"""Keeping the search index up to date: which segments must be made anew, and making them.

A segment is a pure function of its bulletins (:mod:`rakor.search`), so it is kept with a key
over all that goes into it: their records, the digests of their texts, the shape of the index and
the registry. The directory is kept likewise, over the keys of all segments.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, overload

from rakor import search
from rakor.build.shelf import ShelvedBulletins, shelved
from rakor.bulletin import Bulletin, Status
from rakor.content.collection import Catalogue
from rakor.incremental.changes import StoredSegment
from rakor.incremental.fingerprints import digest
from rakor.publish.staging import content_digest, stage
from rakor.registry import Agencies, Regions

DIRECTORY = ""
"""Name under which the directory is kept beside the segments."""


@dataclass
class IndexContext:
    """What all segments of a build need; the same for every chunk.

    Attributes:
        bulletins: by id; all that search may find.
        present: digest of what stands in the site, by address.
    """

    bulletins: Mapping[str, Bulletin]
    regions: Regions
    agencies: Agencies
    topics: Mapping[str, str]
    shape: search.IndexShape
    present: Mapping[str, bytes]
    staging: str
    synonyms: search.Synonyms | None = None

    @contextmanager
    def lent(self, folder: Path) -> Iterator[IndexContext]:
        """Give a context whose bulletins lie on a shelf in this folder."""
        present = {
            address: one
            for address, one in self.present.items()
            if address.startswith(f"{search.FOLDER}/")
        }
        with shelved(folder, self.bulletins.values()) as shelf:
            yield replace(self, bulletins=ShelvedBulletins(shelf), present=present)

    def known_synonyms(self) -> search.Synonyms:
        """Return the synonyms, found out once in each process."""
        if self.synonyms is None:
            self.synonyms = search.synonyms(self.regions, self.agencies)
        return self.synonyms

    def document(self, bulletin_id: str, text: str) -> search.SearchEntry:
        """Return what search knows of a bulletin with a text (that of its rendered body)."""
        return search.document(
            self.bulletins[bulletin_id], text, self.regions, self.agencies, self.topics
        )


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
    rules: str,
) -> tuple[search.IndexShape, list[SegmentTask]]:
    """Cut the collection into segments, each with its key.

    Args:
        bulletins: what search finds, by id.
        records: digest of each bulletin's record.
        texts: digest of each bulletin's text.
        rules: digest of program and registry.
    """
    shape = search.shape(len(bulletins))
    heads = [search.Head(one.id, one.start) for one in bulletins.values()]
    tasks = []
    for segment in search.plan_segments(heads, shape.limit):
        members = tuple(head.id for head in segment.members)
        tasks.append(
            SegmentTask(segment.name, members, segment_key(members, records, texts, rules, shape))
        )
    return shape, tasks


def segment_key(
    members: Sequence[str],
    records: Mapping[str, bytes],
    texts: Mapping[str, bytes],
    rules: str,
    shape: search.IndexShape,
) -> bytes:
    """Return a digest over all that goes into a segment."""
    parts = [part for id_ in members for part in (id_.encode(), records[id_], texts[id_])]
    return digest(rules.encode(), repr(shape).encode(), *parts)


class LazyTexts(Sequence[tuple[SegmentTask, tuple[str, ...]]]):
    """Tasks with the texts of their bulletins, which are read only when a task's turn comes.

    All texts of a large site are more than a process should hold.
    """

    def __init__(self, tasks: Sequence[SegmentTask], texts: Mapping[str, str]) -> None:
        self._tasks = tasks
        self._texts = texts

    def __len__(self) -> int:
        return len(self._tasks)

    @overload
    def __getitem__(self, at: int) -> tuple[SegmentTask, tuple[str, ...]]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[SegmentTask, tuple[str, ...]]]: ...
    def __getitem__(
        self, at: int | slice
    ) -> tuple[SegmentTask, tuple[str, ...]] | Sequence[tuple[SegmentTask, tuple[str, ...]]]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        task = self._tasks[at]
        return task, tuple(self._texts[id_] for id_ in task.members)


def make_segments(
    context: IndexContext, laden: Sequence[tuple[SegmentTask, tuple[str, ...]]]
) -> list[MadeSegment]:
    """Make a chunk of segments; blocks that are new go to the staging folder."""
    return [_make(context, task, texts) for task, texts in laden]


def _make(context: IndexContext, task: SegmentTask, texts: Sequence[str]) -> MadeSegment:
    documents = list(map(context.document, task.members, texts))
    blocks, summary = search.make_segment(
        task.name, documents, context.shape, context.known_synonyms(), tuple(context.topics)
    )
    files, staged = stage_blocks(blocks, context.present, context.staging)
    kept = json.dumps(summary.to_json())
    return MadeSegment(StoredSegment(task.key, task.members, kept, files), staged)


def amend(
    context: IndexContext,
    task: SegmentTask,
    before: StoredSegment,
    were: Mapping[str, str],
    texts: Mapping[str, str],
    site: Path,
) -> MadeSegment | None:
    """Bring a segment up to date of which only texts changed.

    Args:
        context: what search knows now.
        task: the segment as it is to be.
        before: the segment as it stands.
        were: the texts that changed, as they were.
        texts: all texts of the segment, as they are.
        site: the folder of the site.

    Returns:
        The segment, or None if it must be made anew: much of it changed, or a block of it does
        not stand in the site as it was written.
    """
    summary = _summary(before)
    # Only words that are new to the segment are still to be asked for their roots.
    search.remember((word, summary.stems.get(word, word)) for word in summary.words)
    if len(were) * 8 > len(before.members):
        return None

    def as_it_is(id_: str) -> search.SearchEntry:
        return context.document(id_, texts[id_])

    def read(address: str) -> Any:
        block = (site / address).read_bytes()
        if content_digest(block) != before.files[address]:
            raise FileNotFoundError(address)
        return search.read_script(block)

    now = {id_: as_it_is(id_) for id_ in were}
    try:
        made = search.amend_segment(
            summary,
            before.members,
            {id_: (context.document(id_, text), now[id_]) for id_, text in were.items()},
            lambda ids: map(as_it_is, ids),
            read,
            context.shape,
            context.known_synonyms(),
        )
    except OSError:
        return None
    files, staged = stage_blocks(made.blocks, context.present, context.staging)
    for address, content in before.files.items():
        if address not in made.gone:
            files.setdefault(address, content)
    kept = json.dumps(made.summary.to_json())
    return MadeSegment(StoredSegment(task.key, task.members, kept, files), staged)


def read_directory(
    segments: Mapping[str, StoredSegment], rules: str
) -> search.IndexDirectory | None:
    """Return the directory as it was kept, or None if another program or registry made it."""
    if DIRECTORY not in segments:
        return None
    kept = json.loads(segments[DIRECTORY].summary)
    if kept["rules"] != rules:
        return None
    search.remember(kept["stems"].items())
    return search.IndexDirectory.from_json(kept["directory"])


def make_directory(
    context: IndexContext,
    key: bytes,
    rules: str,
    directory: search.IndexDirectory | None,
    before: Mapping[str, StoredSegment],
    segments: Mapping[str, StoredSegment],
) -> MadeSegment:
    """Make the directory over all segments, in their order.

    Args:
        context: what search knows.
        key: digest over all segments.
        rules: digest of program and registry.
        directory: the directory over the segments ``before``, if it is known.
        before: the segments as they were.
        segments: the segments as they are.
    """
    synonyms = context.known_synonyms()
    stand = before[DIRECTORY].files if DIRECTORY in before else {}
    named = None
    if (
        directory is None
        or directory.names != list(segments)
        or any(context.present.get(address) != one for address, one in stand.items())
    ):
        directory = search.IndexDirectory(list(segments))
        for one in segments.values():
            directory.put_in(_summary(one))
    else:
        named = directory.named()
        for name, one in segments.items():
            if one.key != before[name].key:
                directory.exchange(_summary(before[name]), _summary(one))
    blocks = directory.blocks(context.shape, synonyms, context.regions, context.topics)
    kept = [address for address in directory.vocabulary_addresses() if address not in blocks]
    if named == directory.named():
        kept += [address for address in stand if address.startswith(search.NAMES)]
    else:
        blocks |= directory.names_blocks(context.regions, context.agencies, context.topics)
    files, staged = stage_blocks(blocks, context.present, context.staging)
    # The next process need not ask for the roots of all these words again.
    stems = {word: search.root(word) for word in synonyms.words()}
    summary = {"rules": rules, "stems": stems, "directory": directory.to_json()}
    files |= {address: stand[address] for address in kept}
    return MadeSegment(StoredSegment(key, (), json.dumps(summary), files), staged)


def _summary(segment: StoredSegment) -> search.Summary:
    return search.Summary.from_json(json.loads(segment.summary))


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
