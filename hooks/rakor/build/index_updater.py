"""Bringing the search index up to date: all of it, or the segments that hold changed texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rakor import search
from rakor.build import search_index
from rakor.build.inputs import BuildInputs
from rakor.build.previous import PreviousBuild
from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue
from rakor.incremental.changes import Changes, StoredSegment, blocks
from rakor.incremental.fingerprints import digest
from rakor.incremental.site_state import SiteState
from rakor.lint.results import CheckResult
from rakor.registry import regions


class IndexUpdater:
    """Brings the search index up to date."""

    def __init__(self, inputs: BuildInputs, previous: PreviousBuild) -> None:
        self._inputs = inputs
        self._previous = previous

    def update(self, catalogue: Catalogue, digests: Mapping[str, bytes]) -> Changes:
        """Make every segment and the directory that may differ.

        Args:
            catalogue: the collection.
            digests: those of the plain texts of all bulletins, by id.
        """
        inputs, previous = self._inputs, self._previous
        found = search_index.searched(catalogue)
        shape, tasks = search_index.plan(found, inputs.facts, digests, inputs.rules)
        context = self._context(found, shape, previous.present)
        changes = self._make(context, tasks, _Texts(previous.state, {}), {})
        kept = {task.name for task in tasks} | {search_index.DIRECTORY}
        changes.gone_segments = previous.segments.keys() - kept
        return changes

    def amend(self, texts: Mapping[str, tuple[bytes, str]]) -> Changes | None:
        """Bring the segments up to date that hold one of these texts, given with their digests.

        Nothing but texts may have changed.

        Returns:
            What changed; None if the index must be made another way.
        """
        inputs, previous = self._inputs, self._previous
        segments, state = previous.segments, previous.state
        directory = search_index.read_directory(segments, inputs.rules)
        if directory is None:
            return None
        digests = {id_: one for id_, (one, _) in texts.items()}
        known = state.text_digests(digests)
        fresh = {id_ for id_, one in known.items() if digests[id_] != one}
        # The directory holds none of them itself.
        touched = [name for name, one in segments.items() if not fresh.isdisjoint(one.members)]
        if not touched:
            return Changes()
        members = [id_ for name in touched for id_ in segments[name].members]
        digests = state.text_digests(members) | digests
        now = _Texts(state, {id_: text for id_, (_, text) in texts.items()})
        shape = search.shape(sum(len(one.members) for one in segments.values()))
        context = self._context(_Bulletins(inputs.checked), shape, blocks(segments.values()))
        tasks: list[search_index.SegmentTask] = []
        amended: dict[str, search_index.MadeSegment] = {}
        for name in directory.names:
            before = segments[name]
            key = before.key
            if name in touched:
                key = search_index.segment_key(
                    before.members, inputs.facts, digests, inputs.rules, shape
                )
            tasks.append(search_index.SegmentTask(name, before.members, key))
            if name in touched:
                were = state.texts(fresh.intersection(before.members))
                made = search_index.amend(context, tasks[-1], before, were, now, inputs.site_dir)
                if made:
                    amended[name] = made
        return self._make(context, tasks, now, amended, directory)

    def contents(self, changes: Changes) -> dict[str, bytes]:
        """Return the digests of all files of the index after ``changes``, by address."""
        segments = {**self._previous.segments, **changes.segments}
        return blocks(one for name, one in segments.items() if name not in changes.gone_segments)

    def _context(
        self,
        bulletins: Mapping[str, Bulletin],
        shape: search.IndexShape,
        present: Mapping[str, bytes],
    ) -> search_index.IndexContext:
        checked = self._inputs.checked
        return search_index.IndexContext(
            bulletins=bulletins,
            regions=regions(),
            agencies=checked.agencies,
            topics=checked.topics.names,
            shape=shape,
            present=present,
            staging=self._inputs.staging,
        )

    def _make(
        self,
        context: search_index.IndexContext,
        tasks: list[search_index.SegmentTask],
        texts: Mapping[str, str],
        amended: Mapping[str, search_index.MadeSegment],
        directory: search.IndexDirectory | None = None,
    ) -> Changes:
        """Make the segments whose key or blocks differ, and the directory if any did.

        ``amended`` are those that are up to date already, ``directory`` is the one before.
        """
        inputs, before = self._inputs, self._previous.segments
        changes = Changes()
        for name, made in amended.items():
            changes.segments[name] = made.segment
            changes.written += made.staged
        kept = {
            task.name: before[task.name]
            for task in tasks
            if task.name in before
            and before[task.name].key == task.key
            and _stand(before[task.name], context.present)
        } | changes.segments
        wanted = [task for task in tasks if task.name not in kept]
        if wanted:
            ids = [id_ for task in wanted for id_ in task.members]
            work = inputs.workers.run(
                search_index.make_segments,
                replace(context, bulletins={id_: context.bulletins[id_] for id_ in ids}),
                search_index.LazyTexts(wanted, texts),
                chunk_size=1,
            )
            for ((task, _),), (made,) in work:
                kept[task.name] = changes.segments[task.name] = made.segment
                changes.written += made.staged
        segments = {task.name: kept[task.name] for task in tasks}
        key = digest(inputs.rules.encode(), *(one.key for one in segments.values()))
        known = before.get(search_index.DIRECTORY)
        if known is None or known.key != key or not _stand(known, context.present):
            made = search_index.make_directory(
                context,
                key,
                inputs.rules,
                directory or search_index.read_directory(before, inputs.rules),
                before,
                segments,
            )
            changes.segments[search_index.DIRECTORY] = made.segment
            changes.written += made.staged
        return changes


class _Bulletins(dict[str, Bulletin]):
    """Bulletins by id, each read when asked for."""

    def __init__(self, checked: CheckResult) -> None:
        super().__init__()
        self._checked = checked

    def __missing__(self, id_: str) -> Bulletin:
        bulletin = self._checked.bulletin(f"{id_}.md")
        assert bulletin is not None
        self[id_] = bulletin
        return bulletin


class _Texts(dict[str, str]):
    """Plain texts by id; those that are not new are read from the state when asked for."""

    def __init__(self, state: SiteState, fresh: Mapping[str, str]) -> None:
        super().__init__(fresh)
        self._state = state

    def __missing__(self, id_: str) -> str:
        return self._state.texts([id_])[id_]


def _stand(segment: StoredSegment, present: Mapping[str, bytes]) -> bool:
    """Whether all blocks of a segment stand in the site as they are known."""
    return all(present.get(address) == content for address, content in segment.files.items())
