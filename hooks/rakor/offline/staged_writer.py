"""Writing to a target in an order that survives any interruption.

Files are written into a staging folder under numbers, flushed, and only then given their names.
Before that a list of them is left there, so that a later run knows what may be ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from rakor.errors import reason
from rakor.offline import bag
from rakor.offline.bundle import Edition
from rakor.offline.copy_plan import tag_differs
from rakor.offline.copy_report import CopyReport, Progress
from rakor.offline.disk import Disk
from rakor.offline.errors import SourceError, TargetError
from rakor.offline.manifest import MANIFEST, Manifest, mark_of
from rakor.offline.target_state import name_of_list, removals, staged_files
from rakor.opener import NotAFile, Unfit
from rakor.printable import printable
from rakor.publish.edition import content_digest

_BATCH_FILES = 1024
BATCH_BYTES = 64 << 20
"""Most bytes that lie under numbers, beside the files they replace."""
_BLOCK = 4096
_SMALL = 1 << 20
_GROUP = 32


class StagedWriter:
    """Writes the files of one edition to one target."""

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

    def clean(self) -> None:
        """Remove what an interrupted run left under numbers.

        Raises:
            TargetError: a folder bears the name of such a file.
        """
        for name in staged_files(self.folder, ".tmp"):
            path = f"{bag.STAGING}/{name}"
            try:
                self.disk.remove(path)
            except (IsADirectoryError, PermissionError) as error:
                if self.folder.is_file(path):
                    raise
                raise TargetError(
                    f"{self.root / path} adalah folder, bukan berkas sementara dari penyalinan. "
                    "Pindahkan dahulu dari stik, lalu ulangi."
                ) from error

    def announce(self, paths: list[str]) -> None:
        """Leave word of files of the payload that are about to be ours."""
        self.disk.make_folder(bag.STAGING)
        sizes = self.edition.sizes
        hashes = self.edition.manifest.hashes if self.edition.is_proven else {}
        self._stage(Manifest({p: hashes.get(p) or mark_of(sizes[p]) for p in paths}))

    def _stage(self, manifest: Manifest) -> None:
        """Leave word of files that are about to be ours."""
        data = manifest.render()
        name = f"{bag.STAGING}/{name_of_list(data)}"
        if not self.folder.status(name):
            part = self._next_part()
            self.report.bytes += self.disk.write(part, [data])
            self.disk.flush([part])
            self.disk.replace(part, name)
            self.disk.flush([name])

    def _next_part(self) -> str:
        self.number += 1
        return f"{bag.STAGING}/{self.number:06d}.tmp"

    def write(self, paths: list[str]) -> None:
        """Write files of the payload, in batches.

        Raises:
            SourceError: one cannot be read any more.
        """
        batch: list[tuple[str, str]] = []
        size = 0
        for path in paths:
            batch.append((self._next_part(), path))
            size += self.edition.sizes[path]
            if len(batch) >= _BATCH_FILES or size >= BATCH_BYTES:
                self._write_batch(batch)
                batch, size = [], 0
        if batch:
            self._write_batch(batch)

    def _write_batch(self, batch: list[tuple[str, str]]) -> None:
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

    def remove(self, path: str) -> None:
        """Remove a file of the payload, and the folders that are empty without it."""
        self.disk.remove(path)
        self.report.removed.append(path)
        folder = path.rpartition("/")[0]
        while folder and self.disk.remove_folder(folder):
            folder = folder.rpartition("/")[0]

    def commit(self) -> None:
        """Change the files at the root, the manifest last.

        Raises:
            TargetError: the target did not keep what was written.
        """
        for name in bag.ROOT_FILES:
            data = self.edition.tags.get(name)
            if not tag_differs(self.edition, self.folder, name):
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
            if tag_differs(self.edition, self.folder, name):
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

    def end(self) -> None:
        """Remove all that told of a run under way; the copy is whole."""
        if removals(self.folder) is not None:
            self.disk.remove(bag.REMOVALS)
        for name in [*staged_files(self.folder, ".txt"), *staged_files(self.folder, ".tmp")]:
            self.disk.remove(f"{bag.STAGING}/{name}")
        self.disk.remove_folder(bag.STAGING)
        self.disk.flush([MANIFEST])
