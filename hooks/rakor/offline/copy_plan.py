"""What a copy has to do: which files to write and which to remove, and what forbids it.

Nothing is written here.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rakor.offline import bag
from rakor.offline.bundle import Edition
from rakor.offline.disk import FolderEntry, listing, oddity_of
from rakor.offline.errors import SourceError, TargetError
from rakor.offline.litter import Litter
from rakor.offline.manifest import PAYLOAD, mark_of
from rakor.offline.target_state import TargetState, read_state
from rakor.opener import Folder
from rakor.printable import printable

_DATA = PAYLOAD.rstrip("/")


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """What a copy has to do.

    Attributes:
        write: paths of the payload to be written, in order.
        remove: paths of an older edition to be removed, in order.
        present: what lies in ``data/`` now, by path.
        needed: whether anything at all differs or was left half done.
    """

    write: list[str]
    remove: list[str]
    present: Mapping[str, FolderEntry]
    needed: bool


def plan_copy(edition: Edition, root: Path, folder: Folder) -> CopyPlan:
    """Compare a target with what it is to become.

    Args:
        edition: what it is to become.
        root: the target, for messages.
        folder: the target, opened.

    Raises:
        TargetError: files of others, links or other oddities stand where ours must go.
        SourceError: a pack lacks what the target needs.
    """
    return _Planner(edition, root, folder).plan()


def tag_differs(edition: Edition, folder: Folder, name: str) -> bool:
    """Whether a file at the root of a target is not that of the edition."""
    wanted = edition.tags.get(name)
    try:
        return folder.head(name, bag.most_bytes(name) + 1) != wanted
    except FileNotFoundError:
        return wanted is not None


class _Planner:
    def __init__(self, edition: Edition, root: Path, folder: Folder) -> None:
        self.edition = edition
        self.root = root
        self.folder = folder

    @property
    def hashes(self) -> Mapping[str, str]:
        return self.edition.manifest.hashes

    def plan(self) -> CopyPlan:
        self._refuse_oddities()
        state = read_state(self.folder)
        present = listing(self.folder, PAYLOAD) if self.folder.status(_DATA) else {}
        if not (present or state.known or self.edition.is_proven):
            # Nothing to compare with: the files are read once, for digest and copy alike.
            if taken := self._foreign_roots(state):
                raise self._in_the_way(taken)
            return CopyPlan(sorted(self.edition.sizes), [], present, needed=True)
        self._take_case_over(state, present)
        stale = self._stale(state, present)
        todo = self._todo(state, present, set(stale))
        differs = any(tag_differs(self.edition, self.folder, name) for name in bag.ROOT_FILES)
        needed = bool(todo or stale or differs or state.unfinished)
        return CopyPlan(todo, stale, present, needed)

    def _refuse_oddities(self) -> None:
        """Refuse a target on which a name of ours is a link, or no file or folder as it must be."""
        for name in (_DATA, bag.STAGING, *bag.ROOT_FILES, bag.REMOVALS):
            status = self.folder.status(name)
            if status is None:
                continue
            folder = name in {_DATA, bag.STAGING}
            if not (stat.S_ISDIR if folder else stat.S_ISREG)(status.st_mode):
                what = "berkas" if stat.S_ISREG(status.st_mode) else oddity_of(status)
                raise TargetError(
                    f"{self.root / name} adalah {what}, bukan {'folder' if folder else 'berkas'} "
                    "di stik; tidak ada yang disentuh. Pindahkan dahulu, atau pilih tempat lain."
                )

    def _take_case_over(self, state: TargetState, present: dict[str, FolderEntry]) -> None:
        """Let files go by the names we gave them where FAT shows short ones in capitals."""
        shown = {path.casefold(): path for path in present}
        for path in self.hashes:
            other = shown.get(path.casefold(), path)
            if other == path or path in present or other in state.known:
                continue
            if self.folder.is_file(path):
                present[path] = present.pop(other)

    def _todo(
        self, state: TargetState, present: dict[str, FolderEntry], stale: set[str]
    ) -> list[str]:
        todo: list[str] = []
        conflicts = self._foreign_roots(state)
        folders = _folders(present)
        # A file, or worse a link, where a folder must be.
        conflicts += sorted(_folders(self.hashes) & (present.keys() - stale))
        for path, sha256 in self.hashes.items():
            there = present.get(path)
            if there is None:
                if path in folders and not self._only_ours(path, present, state):
                    conflicts.append(path)
                todo.append(path)
            elif self._same(path, sha256, there, state):
                continue
            elif path in state.known or state.adopt:
                todo.append(path)
            else:
                conflicts.append(path)
        if conflicts:
            raise self._in_the_way(conflicts)
        missing = [path for path in todo if path not in self.edition.sizes]
        if missing:
            raise SourceError(
                "Paket pembaruan ini bukan untuk salinan di "
                f"{self.root}: {len(missing)} berkas tidak ada di keduanya, antara lain "
                f"{printable(missing[0])}. Pakai paket untuk edisi salinan itu, atau salinan "
                "lengkap."
            )
        return todo

    def _in_the_way(self, paths: list[str]) -> TargetError:
        shown = "\n  ".join(map(printable, sorted(paths)[:20]))
        return TargetError(
            f"Di {self.root} sudah ada berkas lain di tempat yang dibutuhkan; tidak ada yang "
            f"disentuh:\n  {shown}\n"
            f"Pindahkan dahulu, atau salin ke folder baru, misalnya {self.root / 'Rakor'}."
        )

    def _same(self, path: str, sha256: str, there: FolderEntry, state: TargetState) -> bool:
        size = self.edition.sizes.get(path)
        if not there.regular or (size is not None and there.size != size):
            return False
        said = state.says(path, sha256, there.size)
        return self._sha256(path) == sha256 if said is None else said

    def _foreign_roots(self, state: TargetState) -> list[str]:
        if state.is_ours:
            return []
        taken = [name for name in bag.ROOT_FILES if self.folder.status(name)]
        if self.folder.status(_DATA):
            litter = Litter(self.folder)
            here = listing(self.folder, PAYLOAD)
            if any(not litter.takes(path, entry) for path, entry in here.items()):
                taken.append(PAYLOAD)
        return taken

    def _only_ours(self, folder: str, present: dict[str, FolderEntry], state: TargetState) -> bool:
        return all(path in state.known for path in present if path.startswith(f"{folder}/"))

    def _stale(self, state: TargetState, present: dict[str, FolderEntry]) -> list[str]:
        # What somebody has since put under such a name is not ours to remove.
        return sorted(
            path
            for path, digests in state.known.items()
            if path not in self.hashes
            and path in present
            and present[path].regular
            and (mark_of(present[path].size) in digests or self._sha256(path) in digests)
        )

    def _sha256(self, path: str) -> str:
        digest = hashlib.sha256()
        for chunk in self.folder.pieces(path):
            digest.update(chunk)
        return digest.hexdigest()


def _folders(paths: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
