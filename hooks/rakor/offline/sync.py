"""Bringing a target to an edition: only what differs, in an order that survives any interruption.

Before anything else a list of the files to come is put into a staging folder at the root of the
target. From then on it is known which files may be ours, whatever happens. Files are
written there under numbers, flushed, and only then given their names; the manifest of the copy is
the last to change. A later run reads the manifest of the copy and all such lists, so it knows
what was begun, removes what is nobody's any more, and goes on.

A file is ours if one of them names it. Anything else is left alone: where it stands in
the way the copy is refused, and where it is in ``data/`` it is named, because it makes the bag
something other than what was signed.
"""

from __future__ import annotations

import errno
import hashlib
import re
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from rakor.offline import bag
from rakor.offline.bundle import Edition
from rakor.offline.disk import Disk, FolderEntry, explain, listing, oddity_of
from rakor.offline.errors import ManifestError, SourceError, TargetError, reason
from rakor.offline.litter import Litter
from rakor.offline.manifest import (
    MANIFEST,
    PAYLOAD,
    TAG_MANIFEST,
    Manifest,
    mark_of,
    sha256_bytes,
)
from rakor.offline.target import check_room, room_of
from rakor.opener import Folder, NotAFile, TooLarge, Unfit
from rakor.printable import printable
from rakor.publish.edition import content_digest
from rakor.publish.staging import MARK_NAME, MARK_TEXT

_BATCH_FILES = 1024
_BATCH_BYTES = 64 << 20
_BLOCK = 4096
_SMALL = 1 << 20
_GROUP = 32
_READERS = 2
_DOUBT = "?"
"""Stands beside a digest that may be wrong: the file has to be looked at."""
_STAGED = re.compile(r"manifes-[0-9a-f]{16}\.txt|[0-9]{6}\.tmp")
_DATA = PAYLOAD.rstrip("/")
_ATTEMPTS = 3


class Progress:
    """What a copy tells of its progress; this one listens to nothing."""

    def begin(self, phase: str, files: int, size: int) -> None:
        """Begin a phase of so many files and bytes."""

    def advance(self, files: int, size: int) -> None:
        """Note that so much more of the phase is done."""


@dataclass(slots=True)
class CopyReport:
    """What one copy did.

    Attributes:
        target: where.
        files: files of the edition, those at the root included.
        written: paths written, in order; damaged ones that were written again stand twice.
        bytes: bytes written.
        removed: paths removed.
        foreign: files in ``data/`` that are not ours and were left alone.
        litter: what systems left there, see :mod:`rakor.offline.litter`.
        repaired: paths that read back wrongly and were written again.
        verified: whether everything was read back.
        seconds: wall time.
    """

    target: Path
    files: int = 0
    written: list[str] = field(default_factory=list)
    bytes: int = 0
    removed: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    litter: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    verified: bool = False
    seconds: float = 0.0


@dataclass(slots=True)
class _State:
    """What is known of a target: which files may be ours, with which contents."""

    known: dict[str, set[str]]
    committed: bool
    staged: bool
    adopt: bool
    unfinished: bool


def copy(
    edition: Edition,
    target: Path,
    *,
    verify: bool = True,
    progress: Progress | None = None,
    disk: Disk | None = None,
) -> CopyReport:
    """Make the bag at ``target`` that of ``edition``.

    Args:
        edition: what it will be.
        target: a folder that :func:`rakor.offline.target.check_place` has let pass.
        verify: read everything back afterwards, and write what differs once more.
        progress: told of what is done.
        disk: how the target is written to.

    Raises:
        TargetError: the target refuses, or holds files of others where ours must go.
        SourceError: the edition changed meanwhile, or a pack lacks what the target needs.
    """
    begun = time.perf_counter()
    report = CopyReport(target)
    try:
        target.mkdir(exist_ok=True)
        used = disk or Disk(target)
        try:
            _Run(edition, used, report, progress or Progress()).bring(verify=verify)
        finally:
            used.close()
    except OSError as error:
        raise explain(error, target) from error
    report.files = len(edition.manifest.hashes) + len(edition.tags)
    report.seconds = time.perf_counter() - begun
    return report


class _Run:
    def __init__(
        self, edition: Edition, disk: Disk, report: CopyReport, progress: Progress
    ) -> None:
        self.edition = edition
        self.disk = disk
        self.root = disk.root
        self.folder = disk.folder
        self.report = report
        self.progress = progress
        self.number = 0

    @property
    def hashes(self) -> Mapping[str, str]:
        return self.edition.manifest.hashes

    def bring(self, *, verify: bool) -> None:
        self._refuse_oddities()
        state = read_state(self.folder)
        present = listing(self.folder, PAYLOAD) if self.folder.status(_DATA) else {}
        if present or state.known or self.edition.is_proven:
            self._take_case_over(state, present)
            stale = self._stale(state, present)
            todo = self._todo(state, present, set(stale))
            differs = any(map(self._tag_differs, bag.ROOT_FILES))
        else:
            # Nothing to compare with: the files are read once, for digest and copy alike.
            if taken := self._foreign_roots(state):
                raise self._in_the_way(taken)
            stale, todo, differs = [], sorted(self.edition.sizes), True
        if todo or stale or differs or state.unfinished:
            self._clean()
            self._check_room(todo, stale, present)
            self._begin(todo)
            for path in stale:
                self._remove(path)
            self.progress.begin("salin", len(todo), sum(self.edition.sizes[p] for p in todo))
            self._write_all(todo)
        if verify:
            self._verify()
        if self.folder.status(bag.STAGING):
            self._commit()
            self._end()
        here = listing(self.folder, PAYLOAD) if stale or todo else present
        litter = Litter(self.folder)
        for path in sorted(path for path in here if path not in self.hashes):
            if not litter.takes(path, here[path]):
                self.report.foreign.append(path)
        self.report.litter = litter.named()
        self.report.verified = verify

    # What is to be done

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

    def _take_case_over(self, state: _State, present: dict[str, FolderEntry]) -> None:
        """Let files go by the names we gave them where FAT shows short ones in capitals."""
        shown = {path.casefold(): path for path in present}
        for path in self.hashes:
            other = shown.get(path.casefold(), path)
            if other == path or path in present or other in state.known:
                continue
            if self.folder.is_file(path):
                present[path] = present.pop(other)

    def _todo(self, state: _State, present: dict[str, FolderEntry], stale: set[str]) -> list[str]:
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

    def _same(self, path: str, sha256: str, there: FolderEntry, state: _State) -> bool:
        size = self.edition.sizes.get(path)
        if not there.regular or (size is not None and there.size != size):
            return False
        known = state.known.get(path, set())
        if known == {sha256}:
            return True
        if known and not known & {sha256, _DOUBT, mark_of(there.size)}:
            return False
        # Begun by one run and perhaps changed by another, or found lying there: look.
        return self._sha256(path) == sha256

    def _foreign_roots(self, state: _State) -> list[str]:
        if state.committed or state.staged or state.adopt:
            return []
        taken = [name for name in bag.ROOT_FILES if self.folder.status(name)]
        if self.folder.status(_DATA):
            litter = Litter(self.folder)
            here = listing(self.folder, PAYLOAD)
            if any(not litter.takes(path, entry) for path, entry in here.items()):
                taken.append(PAYLOAD)
        return taken

    def _only_ours(self, folder: str, present: dict[str, FolderEntry], state: _State) -> bool:
        return all(path in state.known for path in present if path.startswith(f"{folder}/"))

    def _stale(self, state: _State, present: dict[str, FolderEntry]) -> list[str]:
        # What somebody has since put under such a name is not ours to remove.
        return sorted(
            path
            for path, digests in state.known.items()
            if path not in self.hashes
            and path in present
            and present[path].regular
            and (mark_of(present[path].size) in digests or self._sha256(path) in digests)
        )

    def _tag_differs(self, name: str) -> bool:
        wanted = self.edition.tags.get(name)
        try:
            return self.folder.head(name, bag.most_bytes(name) + 1) != wanted
        except FileNotFoundError:
            return wanted is not None

    def _check_room(
        self, todo: list[str], stale: list[str], present: dict[str, FolderEntry]
    ) -> None:
        coming = {path: self.edition.sizes[path] for path in todo}
        # The manifest is a line of digest, two spaces, path and line end for every file.
        coming[MANIFEST] = sum(67 + len(path.encode()) for path in self.edition.sizes)
        coming |= dict.fromkeys(set(bag.ROOT_FILES) - {MANIFEST}, 1024)
        going = {path: present[path].size for path in (*todo, *stale) if path in present}
        # Replaced files and their successors stand side by side until a batch is done.
        replaced = sum(going[path] for path in todo if path in going)
        largest = max(coming.values(), default=0)
        spare = min(replaced, _BATCH_BYTES + largest) + coming[MANIFEST]
        check_room(self.root, room_of(self.root), coming, going, spare)

    # Doing it

    def _clean(self) -> None:
        for name in _staged(self.folder, ".tmp"):
            self.disk.remove(f"{bag.STAGING}/{name}")

    def _begin(self, todo: list[str]) -> None:
        self.disk.make_folder(bag.STAGING)
        sizes = self.edition.sizes
        hashes = self.hashes if self.edition.is_proven else {}
        self._stage(Manifest({p: hashes.get(p) or mark_of(sizes[p]) for p in todo}))

    def _stage(self, manifest: Manifest) -> None:
        """Leave word of files that are about to be ours."""
        data = manifest.render()
        name = f"{bag.STAGING}/{_name_of_list(data)}"
        if not self.folder.status(name):
            part = self._next_part()
            self.report.bytes += self.disk.write(part, [data])
            self.disk.flush([part])
            self.disk.replace(part, name)
            self.disk.flush([name])

    def _next_part(self) -> str:
        self.number += 1
        return f"{bag.STAGING}/{self.number:06d}.tmp"

    def _write_all(self, todo: list[str]) -> None:
        batch: list[tuple[str, str]] = []
        size = 0
        for path in todo:
            batch.append((self._next_part(), path))
            size += self.edition.sizes[path]
            if len(batch) >= _BATCH_FILES or size >= _BATCH_BYTES:
                self._write(batch)
                batch, size = [], 0
        if batch:
            self._write(batch)

    def _write(self, batch: list[tuple[str, str]]) -> None:
        """Write a batch of files under numbers, flush them, and give them their names."""
        groups = [batch[first : first + _GROUP] for first in range(0, len(batch), _GROUP)]
        # One thread reads ahead and one writes. Two that write would wait for each other, because
        # a folder takes in one file at a time: that took twice the processor's time.
        ahead = ThreadPoolExecutor(1)
        try:
            for group, contents in zip(groups, ahead.map(self._contents, groups), strict=True):
                for (part, _), content in zip(group, contents, strict=True):
                    size = self.disk.write(part, content)
                    self.report.bytes += size
                    self.progress.advance(1, size)
        finally:
            ahead.shutdown(cancel_futures=True)
        self._name(batch)

    def _contents(self, group: list[tuple[str, str]]) -> list[Iterable[bytes]]:
        """Return the contents of some files: small ones read, large ones to be read."""
        return [
            list(self._chunks(path)) if self.edition.sizes[path] <= _SMALL else self._chunks(path)
            for _, path in group
        ]

    def _name(self, batch: list[tuple[str, str]]) -> None:
        self.disk.flush(part for part, _ in batch)
        for part, path in batch:
            folder = path.rpartition("/")[0]
            try:
                self.disk.make_folder(folder)
                self.disk.replace(part, path)
            except (IsADirectoryError, PermissionError):
                # An empty folder of an older edition, where a file must be now.
                if not self.disk.remove_folder(path):
                    raise
                self.disk.replace(part, path)
            self.report.written.append(path)
        self.disk.flush(path for _, path in batch)

    def _chunks(self, path: str) -> Iterator[bytes]:
        try:
            if self.edition.is_proven:
                yield from self.edition.read_file(path)
                return
            sha256, content = hashlib.sha256(), content_digest()
            for chunk in self.edition.read_file(path):
                sha256.update(chunk)
                content.update(chunk)
                yield chunk
            self.edition.learn(path, sha256.hexdigest(), content.digest())
        except OSError as error:
            raise SourceError(
                f"{printable(path)} tidak dapat dibaca dari sumbernya: {reason(error)}."
            ) from error

    def _remove(self, path: str) -> None:
        self.disk.remove(path)
        self.report.removed.append(path)
        folder = path.rpartition("/")[0]
        while folder and self.disk.remove_folder(folder):
            folder = folder.rpartition("/")[0]

    def _verify(self) -> None:
        """Read everything back; what differs is written again, a few times.

        After everything has been written, and not file by file: sticks that claim to hold more than
        they do lose what was written first.
        """
        suspects = list(self.hashes)
        damaged: list[str] = []
        self.progress.begin("periksa", len(suspects), self.edition.size)
        for attempt in range(_ATTEMPTS):
            with ThreadPoolExecutor(_READERS) as pool:
                share = -(-len(suspects) // _READERS)
                parts = [
                    suspects[first : first + share] for first in range(0, len(suspects), share)
                ]
                damaged = [path for found in pool.map(self._damaged, parts) for path in found]
            if not damaged:
                return
            lacking = [path for path in damaged if path not in self.edition.sizes]
            if lacking:
                raise SourceError(
                    f"Berkas di {self.root} rusak dan tidak ada di paket ini: "
                    f"{', '.join(lacking[:5])}. Pakai salinan lengkap."
                )
            if attempt == _ATTEMPTS - 1:
                break
            self.report.repaired += damaged
            self._begin(damaged)
            self._write_all(damaged)
            suspects = damaged
        raise TargetError(
            f"{self.root} tidak menyimpan dengan benar: {', '.join(damaged[:5])} berbeda setelah "
            f"ditulis {_ATTEMPTS} kali. Stik ini rusak; pakai stik lain."
        )

    def _sha256(self, path: str) -> str:
        digest = hashlib.sha256()
        for chunk in self.folder.pieces(path):
            digest.update(chunk)
        return digest.hexdigest()

    def _damaged(self, paths: list[str]) -> list[str]:
        with Folder(self.root) as folder:
            return [path for path in paths if not self._reads_back(folder, path)]

    def _reads_back(self, folder: Folder, path: str) -> bool:
        digest = hashlib.sha256()
        size = 0
        try:
            for chunk in folder.pieces(path, fresh=True):
                digest.update(chunk)
                size += len(chunk)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, Unfit):
            return False
        except OSError as error:
            if error.errno == errno.EIO and self.root.exists():
                return False  # a bad block: written anew elsewhere
            raise
        self.progress.advance(1, size)
        return digest.hexdigest() == self.hashes[path]

    def _commit(self) -> None:
        """Change the files at the root, the manifest last."""
        for name in bag.ROOT_FILES:
            data = self.edition.tags.get(name)
            if not self._tag_differs(name):
                continue
            if data is None:
                self.disk.remove(name)
                self.report.removed.append(name)
                continue
            if name != MANIFEST or not self._patch_manifest(data):
                part = self._next_part()
                self.report.bytes += self.disk.write(part, [data])
                self.disk.flush([part])
                self.disk.replace(part, name)
            self.report.written.append(name)
            self.disk.flush([name])
            if self._tag_differs(name):
                raise TargetError(
                    f"{self.root} tidak menyimpan {name} dengan benar. Ganti stiknya."
                )

    def _patch_manifest(self, data: bytes) -> bool:
        """Write only the blocks of the manifest that differ, if it has the same lines as before.

        The manifest is a hundredth of a copy, more than all pages that one bulletin changes. It is
        the only file ever changed in place. The lines in those blocks are put into the staging
        folder first, so that no file is forgotten should this be interrupted.
        """
        try:
            old = self.folder.read(MANIFEST, bag.most_bytes(MANIFEST))
        except (FileNotFoundError, Unfit):
            return False
        if [line[64:] for line in old.split(b"\n")] != [line[64:] for line in data.split(b"\n")]:
            return False
        pieces: list[tuple[int, bytes]] = []
        touched: dict[str, str] = {}
        for at in range(0, len(data), _BLOCK):
            end = min(at + _BLOCK, len(data))
            if old[at:end] == data[at:end]:
                continue
            pieces.append((at, data[at:end]))
            first, last = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", end - 1) + 1
            touched.update(Manifest.of_payload(data[first:last]).hashes)
        self._stage(Manifest(touched))
        try:
            self.report.bytes += self.disk.patch(MANIFEST, pieces, len(data))
        except NotAFile:
            return False  # it bears other names too, under which it must not change
        return True

    def _end(self) -> None:
        if removals(self.folder) is not None:
            self.disk.remove(bag.REMOVALS)
        for name in [*_staged(self.folder, ".txt"), *_staged(self.folder, ".tmp")]:
            self.disk.remove(f"{bag.STAGING}/{name}")
        self.disk.remove_folder(bag.STAGING)
        self.disk.flush([MANIFEST])


def _folders(paths: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _staged(folder: Folder, ending: str) -> list[str]:
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


def read_state(folder: Folder) -> _State:
    """Read what this program knows of a target from the files it left there."""
    known: dict[str, set[str]] = {}
    staged = False
    for name in _staged(folder, ".txt"):
        data = folder.read(f"{bag.STAGING}/{name}", bag.most_bytes(MANIFEST))
        if name == _name_of_list(data):
            with suppress(ManifestError):
                _add(known, Manifest.of_staged(data))
                staged = True
    ours = _is_ours(folder)
    committed = ours and _read_committed(folder, known)
    left = removals(folder)
    # Only of the edition that stands there: a list of another says nothing about these files.
    if left is not None and committed and left.edition == _edition_of(folder):
        _add(known, left.files)
    return _State(
        known,
        committed=committed,
        staged=staged,
        # With its manifest gone, a bag of ours is known by the paths that the edition has.
        adopt=ours and not committed,
        unfinished=folder.status(bag.STAGING) is not None or left is not None,
    )


def _name_of_list(data: bytes) -> str:
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
