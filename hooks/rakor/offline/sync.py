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

import time
from pathlib import Path

from rakor.offline import bag
from rakor.offline.bundle import Edition
from rakor.offline.copy_plan import CopyPlan, plan_copy
from rakor.offline.copy_report import CopyReport, Progress
from rakor.offline.disk import Disk, explain, listing
from rakor.offline.errors import SourceError, TargetError
from rakor.offline.litter import Litter
from rakor.offline.manifest import MANIFEST, PAYLOAD
from rakor.offline.read_back import damaged_files
from rakor.offline.staged_writer import BATCH_BYTES, StagedWriter
from rakor.offline.target import check_room, room_of

_ATTEMPTS = 3


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
    """One copy, in its order: plan, write, read back, put the root's files last, tidy up."""

    def __init__(
        self, edition: Edition, disk: Disk, report: CopyReport, progress: Progress
    ) -> None:
        self.edition = edition
        self.root = disk.root
        self.folder = disk.folder
        self.report = report
        self.progress = progress
        self.writer = StagedWriter(edition, disk, report, progress)

    def bring(self, *, verify: bool) -> None:
        edition, writer = self.edition, self.writer
        plan = plan_copy(edition, self.root, self.folder)
        if plan.needed:
            writer.clean()
            self._check_room(plan)
            writer.announce(plan.write)
            for path in plan.remove:
                writer.remove(path)
            size = sum(edition.sizes[path] for path in plan.write)
            self.progress.begin("salin", len(plan.write), size)
            writer.write(plan.write)
        if verify:
            self._verify()
        if self.folder.status(bag.STAGING):
            writer.commit()
            writer.end()
        self._name_others(plan)
        self.report.verified = verify

    def _name_others(self, plan: CopyPlan) -> None:
        """Tell in the report of files in ``data/`` that are not ours."""
        touched = plan.write or plan.remove
        here = listing(self.folder, PAYLOAD) if touched else plan.present
        litter = Litter(self.folder)
        for path in sorted(path for path in here if path not in self.edition.manifest.hashes):
            if not litter.takes(path, here[path]):
                self.report.foreign.append(path)
        self.report.litter = litter.named()

    def _check_room(self, plan: CopyPlan) -> None:
        todo, present = plan.write, plan.present
        coming = {path: self.edition.sizes[path] for path in todo}
        # The manifest is a line of digest, two spaces, path and line end for every file.
        coming[MANIFEST] = sum(67 + len(path.encode()) for path in self.edition.sizes)
        coming |= dict.fromkeys(set(bag.ROOT_FILES) - {MANIFEST}, 1024)
        going = {path: present[path].size for path in (*todo, *plan.remove) if path in present}
        # Replaced files and their successors stand side by side until a batch is done.
        replaced = sum(going[path] for path in todo if path in going)
        largest = max(coming.values(), default=0)
        spare = min(replaced, BATCH_BYTES + largest) + coming[MANIFEST]
        check_room(self.root, room_of(self.root), coming, going, spare)

    def _verify(self) -> None:
        """Read everything back; what differs is written again, a few times.

        After everything has been written, and not file by file: sticks that claim to hold more than
        they do lose what was written first.
        """
        hashes = self.edition.manifest.hashes
        suspects = list(hashes)
        damaged: list[str] = []
        self.progress.begin("periksa", len(suspects), self.edition.size)
        for attempt in range(_ATTEMPTS):
            damaged = damaged_files(self.root, suspects, hashes, self.progress.advance)
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
            self.writer.announce(damaged)
            self.writer.write(damaged)
            suspects = damaged
        raise TargetError(
            f"{self.root} tidak menyimpan dengan benar: {', '.join(damaged[:5])} berbeda setelah "
            f"ditulis {_ATTEMPTS} kali. Stik ini rusak; pakai stik lain."
        )
