"""What is known of a target from the files that this program left there.

The manifest of the copy and the lists in the staging folder name all files that may be ours, with
the contents they may have. Nothing else is ever replaced or removed.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

from rakor.offline import bag
from rakor.offline.errors import ManifestError
from rakor.offline.manifest import MANIFEST, PAYLOAD, TAG_MANIFEST, Manifest, mark_of, sha256_bytes
from rakor.opener import Folder, TooLarge, Unfit
from rakor.publish.staging import MARK_NAME, MARK_TEXT

_DOUBT = "?"
"""Stands beside a digest that may be wrong: the file has to be looked at."""
_STAGED = re.compile(r"manifes-[0-9a-f]{16}\.txt|[0-9]{6}\.tmp")


@dataclass(slots=True)
class TargetState:
    """What is known of a target: which files may be ours, with which contents.

    Attributes:
        known: the digests that each file of ours may have, by path; those of
            :func:`rakor.offline.manifest.mark_of` tell no more than a size.
        committed: a manifest that can be believed stands there.
        staged: a run was interrupted after it had left word of what it would write.
        adopt: it is a bag of ours, but its manifest is gone or damaged.
        unfinished: something of an earlier run is left to be ended.
    """

    known: dict[str, set[str]]
    committed: bool
    staged: bool
    adopt: bool
    unfinished: bool

    @property
    def is_ours(self) -> bool:
        """Whether what lies at the root and in ``data/`` may be replaced at all."""
        return self.committed or self.staged or self.adopt

    def says(self, path: str, sha256: str, size: int) -> bool | None:
        """Whether a file of that size has that content; None if one has to look."""
        known = self.known.get(path, set())
        if known == {sha256}:
            return True
        if known and not known & {sha256, _DOUBT, mark_of(size)}:
            return False
        # Begun by one run and perhaps changed by another, or found lying there.
        return None


def read_state(folder: Folder) -> TargetState:
    """Read what this program knows of a target from the files it left there."""
    known: dict[str, set[str]] = {}
    staged = False
    for name in staged_files(folder, ".txt"):
        data = folder.read(f"{bag.STAGING}/{name}", bag.most_bytes(MANIFEST))
        if name == name_of_list(data):
            with suppress(ManifestError):
                _add(known, Manifest.of_staged(data))
                staged = True
    ours = _is_ours(folder)
    committed = ours and _read_committed(folder, known)
    left = removals(folder)
    # Only of the edition that stands there: a list of another says nothing about these files.
    if left is not None and committed and left.edition == _edition_of(folder):
        _add(known, left.files)
    return TargetState(
        known,
        committed=committed,
        staged=staged,
        # With its manifest gone, a bag of ours is known by the paths that the edition has.
        adopt=ours and not committed,
        unfinished=folder.status(bag.STAGING) is not None or left is not None,
    )


def staged_files(folder: Folder, ending: str) -> list[str]:
    """Return the names of our files in the staging folder, in order."""
    try:
        with folder.entries(bag.STAGING) as found:
            return sorted(
                entry.name
                for entry in found
                if _STAGED.fullmatch(entry.name) and entry.name.endswith(ending)
            )
    except FileNotFoundError:
        return []


def name_of_list(data: bytes) -> str:
    """Return under which name a list of files on their way is left; it tells torn ones."""
    return f"manifes-{sha256_bytes(data)[:16]}.txt"


def removals(folder: Folder) -> bag.Removals | None:
    """Return what a pack that was unpacked by hand wants removed, if its list is there."""
    try:
        return bag.read_removals(folder.read(bag.REMOVALS, bag.most_bytes(bag.REMOVALS)))
    except (FileNotFoundError, Unfit, ManifestError):
        return None


def _edition_of(folder: Folder) -> str:
    return bag.read_info(folder.read(bag.INFO, bag.most_bytes(bag.INFO))).get("Rakor-Edisi", "")


def _is_ours(folder: Folder) -> bool:
    with suppress(FileNotFoundError, TooLarge):
        if bag.is_ours(folder.read(bag.INFO, bag.most_bytes(bag.INFO))):
            return True
    try:
        return folder.read(f"{PAYLOAD}{MARK_NAME}", len(MARK_TEXT)) == MARK_TEXT
    except (FileNotFoundError, NotADirectoryError, Unfit):
        return False


def _read_committed(folder: Folder, known: dict[str, set[str]]) -> bool:
    """Add what the manifest of the copy names to ``known``, and tell whether it can be believed.

    One that is damaged, or does not fit the files beside it because a copy was interrupted at the
    very end, still tells which files are ours.
    """
    try:
        data = folder.read(MANIFEST, bag.most_bytes(MANIFEST))
    except (FileNotFoundError, TooLarge):
        return False
    try:
        tags = Manifest.of_tags(folder.read(TAG_MANIFEST, bag.most_bytes(TAG_MANIFEST)))
        if tags.hashes.get(MANIFEST) == sha256_bytes(data):
            _add(known, Manifest.of_payload(data))
            return True
    except (FileNotFoundError, TooLarge, ManifestError):
        pass
    _add(known, Manifest.of_remains(data), doubt=True)
    return False


def _add(known: dict[str, set[str]], manifest: Manifest, *, doubt: bool = False) -> None:
    for path, sha256 in manifest.hashes.items():
        known.setdefault(path, set()).add(sha256)
        if doubt:
            known[path].add(_DOUBT)
