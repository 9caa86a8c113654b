"""What is known of bulletins: learnt by one check or build, believed by the next.

A file is believed to be what it was while its signature (size, time stamps) is the same, and so
are those of the bulletins it names, the rules and the registry it was judged by. Only what asks no
clock and finds nothing to say is kept, so that it holds for checks and builds alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from rakor.incremental.fingerprints import digest
from rakor.incremental.state import State, StoredAttachment, StoredResult
from rakor.lint.results import BulletinEntry, CheckResult, Records
from rakor.source.scan import ScannedFiles


@dataclass
class Known:
    """What is known before a check.

    Attributes:
        entries: of bulletins whose files have not changed since, by path below ``bulletins/``.
        results: all that is kept, also of files that have changed.
        same_tree: whether there are just the files that there were then.
        state: where the records are.
        attachments: what was found in attachments.
    """

    entries: Mapping[str, BulletinEntry] = field(default_factory=dict)
    results: Mapping[str, StoredResult] = field(default_factory=dict)
    same_tree: bool = False
    state: State | None = None
    attachments: Mapping[str, StoredAttachment] = field(default_factory=dict)

    def limited_to(self, paths: Iterable[str]) -> Known:
        """Return what is known of these files alone."""
        entries = {path: self.entries[path] for path in paths if path in self.entries}
        return replace(self, entries=entries)

    def records(self) -> Records:
        """Return the records of the entries."""
        return Records({}, {path: self.results[path] for path in self.entries}, self.state)


def known_files(state: State, rules: str, sources: ScannedFiles) -> Known:
    """Return what ``state`` knows of the files found, judged by ``rules``."""
    results = state.results(rules)
    signatures = sources.signatures
    same = {
        path: BulletinEntry(one.facts, one.body, one.rest)
        for path, one in results.items()
        if one.signature == signatures.get(path)
    }
    entries = {
        path: entry
        for path, entry in same.items()
        if all(f"{id_}.md" in same for id_ in entry.references)
    }
    same_tree = state.tree == tree_digest(sources)
    return Known(entries, results, same_tree, state, state.attachments(rules))


def keep_known(
    state: State, rules: str, sources: ScannedFiles, known: Known, result: CheckResult
) -> None:
    """Keep what a check of all files learnt; what holds no longer is forgotten."""
    fresh: dict[str, tuple[StoredResult, str]] = {}
    for path in result.keep:
        entry = result.entries[path]
        if entry is known.entries.get(path):
            continue  # it was not read
        signature = sources.signatures.get(path)
        if signature is None:
            continue  # the next write might look the same
        stored = StoredResult(signature, *entry)
        if known.results.get(path) != stored:
            fresh[path] = (stored, result.records[path])
    gone = known.results.keys() - result.keep
    tree = tree_digest(sources)
    if fresh or gone or not known.same_tree:
        state.keep_results(rules, tree, fresh, gone)
    before, now = known.attachments, result.attachments_found
    if before != now:
        changed = {path: one for path, one in now.items() if before.get(path) != one}
        state.keep_attachments(changed, before.keys() - now.keys())


def tree_digest(sources: ScannedFiles) -> str:
    """Return a digest over the names of all files below ``bulletins/``."""
    return digest("\0".join(sources.signatures).encode(errors="surrogateescape")).hex()
