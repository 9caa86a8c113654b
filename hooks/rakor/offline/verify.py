"""Is this copy whole, unchanged, from whom it says, and not older than what was seen before?

Nothing here trusts the copy: every file is read, and the manifest itself is believed only as far
as a signature by a known key reaches. Without a key a copy can be shown to be whole, not genuine.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from rakor.errors import reason
from rakor.offline import bag, lookalikes
from rakor.offline.copy_report import Progress
from rakor.offline.disk import FolderEntry, listing, oddity_of
from rakor.offline.errors import ManifestError, OfflineError, SignatureError
from rakor.offline.litter import Litter
from rakor.offline.manifest import (
    MANIFEST,
    PAYLOAD,
    TAG_MANIFEST,
    Manifest,
    digests_of,
    sha256_bytes,
)
from rakor.offline.signature import PublicKey, signer, verify
from rakor.opener import Folder, Unfit, is_link
from rakor.printable import printable
from rakor.publish.edition import MOST_STAMP, STAMP, edition_id, is_edition_id, read_stamp

_DATA = PAYLOAD.rstrip("/")


class DiscrepancyKind(StrEnum):
    """How a file differs from what the manifest says."""

    CHANGED = "diubah"
    MISSING = "hilang"
    ADDED = "tambahan"


@dataclass(frozen=True, slots=True, order=True)
class Discrepancy:
    """One file that is not as it should be; ``note`` says more where more is known."""

    path: str
    change: DiscrepancyKind
    note: str = ""


@dataclass(slots=True)
class Verdict:
    """What is known about a copy after looking at all of it.

    Attributes:
        edition: id that the copy says it has, or empty.
        moment: where it says it stands among the editions; see ``moment`` in
            :mod:`rakor.publish.edition`.
        findings: every file that differs, in order.
        faults: what else is wrong, as sentences.
        notes: what is worth knowing and no fault.
        files: files that were read.
        signed_by: the trusted key that made the signature.
        claimed: the key the signature names, when there was none to check it with.
    """

    edition: str = ""
    moment: str = ""
    findings: list[Discrepancy] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    files: int = 0
    signed_by: PublicKey | None = None
    claimed: PublicKey | None = None

    @property
    def good(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.findings and not self.faults


def inspect(
    root: Path,
    keys: Sequence[PublicKey] = (),
    progress: Progress | None = None,
) -> Verdict:
    """Read a whole copy and say what is wrong with it.

    Raises:
        OfflineError: there is no copy at ``root``, or it cannot be read.
    """
    try:
        if not root.is_dir() or not _holds_copy(root):
            raise OfflineError(
                f"Di {root} tidak ada salinan Rakor ({bag.DECLARATION} dan {MANIFEST} tidak ada). "
                "Tunjuk folder yang memuat BUKA-SAYA.html."
            )
        with Folder(root) as folder:
            return _Inspection(folder, keys, progress or Progress()).run()
    except OSError as error:
        raise OfflineError(
            f"{error.filename or root} tidak dapat dibaca ({reason(error)}). "
            "Periksa apakah stik masih terpasang; bila ya, stik mungkin rusak."
        ) from error


def _holds_copy(root: Path) -> bool:
    with Folder(root) as folder:
        return folder.is_file(bag.DECLARATION) or folder.is_file(MANIFEST)


class _Inspection:
    def __init__(self, root: Folder, keys: Sequence[PublicKey], progress: Progress) -> None:
        self.root = root
        self.keys = keys
        self.progress = progress
        self.verdict = Verdict()
        self.contents: list[tuple[str, bytes]] = []

    def run(self) -> Verdict:
        tags = self._read_root()
        self._check_signature(tags)
        named = self._manifest(tags, TAG_MANIFEST, Manifest.of_tags)
        if named is not None:
            self._check_tags(tags, named)
        manifest = self._manifest(tags, MANIFEST, Manifest.of_payload)
        if manifest is not None:
            self._check_payload(manifest)
            self._check_edition(tags)
        if self.root.status(bag.STAGING):
            self.verdict.faults.append(
                "Penyalinan ke sini belum selesai. Jalankan rakor usb sekali lagi."
            )
        self._look_around()
        self.verdict.findings.sort()
        return self.verdict

    def _find(self, path: str, change: DiscrepancyKind, note: str = "") -> None:
        self.verdict.findings.append(Discrepancy(path, change, note))

    def _read_root(self) -> dict[str, bytes]:
        found = {}
        for name in bag.ROOT_FILES:
            try:
                found[name] = self.root.read(name, bag.most_bytes(name))
                self.verdict.files += 1
            except FileNotFoundError:
                if name != bag.SIGNATURE:
                    self._find(name, DiscrepancyKind.MISSING)
            except Unfit as error:
                self._find(name, DiscrepancyKind.CHANGED, str(error.strerror))
        return found

    def _manifest(
        self, tags: dict[str, bytes], name: str, read: Callable[[bytes], Manifest]
    ) -> Manifest | None:
        try:
            return read(tags[name]) if name in tags else None
        except ManifestError as error:
            self._find(name, DiscrepancyKind.CHANGED, str(error))
            return None

    def _check_signature(self, tags: dict[str, bytes]) -> None:
        verdict = self.verdict
        signature = tags.get(bag.SIGNATURE)
        if signature is None:
            text = "Salinan ini tidak ditandatangani; asal-usulnya tidak terbukti."
            (verdict.faults if self.keys else verdict.notes).append(text)
            return
        try:
            if self.keys:
                verdict.signed_by = verify(tags.get(TAG_MANIFEST, b""), signature, list(self.keys))
            else:
                verdict.claimed = signer(signature)
        except SignatureError as error:
            self._find(bag.SIGNATURE, DiscrepancyKind.CHANGED, str(error))

    def _check_tags(self, tags: dict[str, bytes], named: Manifest) -> None:
        for name, sha256 in named.hashes.items():
            if name not in bag.REQUIRED:
                self._find(TAG_MANIFEST, DiscrepancyKind.CHANGED, f"menyebut {name}")
            elif name in tags and sha256_bytes(tags[name]) != sha256:
                self._find(name, DiscrepancyKind.CHANGED)
        for name in sorted(bag.REQUIRED - named.hashes.keys()):
            self._find(TAG_MANIFEST, DiscrepancyKind.CHANGED, f"tidak menyebut {name}")

    def _check_payload(self, manifest: Manifest) -> None:
        status = self.root.status(_DATA)
        if status is not None and (is_link(status) or not stat.S_ISDIR(status.st_mode)):
            # Naming every file that does not lie there would only hide what is wrong.
            self._find(_DATA, DiscrepancyKind.CHANGED, f"{oddity_of(status)}, bukan folder salinan")
            return
        present = listing(self.root, PAYLOAD) if status is not None else {}
        total = sum(entry.size for entry in present.values())
        self.progress.begin("periksa", len(present), total)
        owners = {sha256: path for path, sha256 in manifest.hashes.items()}
        shown = {path.casefold(): path for path in manifest.hashes}
        for path, sha256 in manifest.hashes.items():
            entry = present.get(path)
            if entry is None and not self.root.is_file(path):
                self._find(path, DiscrepancyKind.MISSING)
                continue
            if entry is not None and not entry.regular:
                self._find(path, DiscrepancyKind.CHANGED, entry.oddity)
                continue
            found, content = self._digests(path, entry)
            self.contents.append((path.removeprefix(PAYLOAD), content))
            if found != sha256:
                owner = owners.get(found)
                self._find(path, DiscrepancyKind.CHANGED, f"isinya adalah {owner}" if owner else "")
        leftovers = self._leftovers()
        litter = Litter(self.root)
        for path in sorted(present.keys() - manifest.hashes.keys()):
            same = shown.get(path.casefold())
            if same is not None and same not in present and self.root.is_file(same):
                continue  # FAT shows some short names in capitals
            if litter.takes(path, present[path]):
                continue
            note = "sisa edisi lama; lihat rakor-hapus.txt" if path in leftovers else ""
            self._find(path, DiscrepancyKind.ADDED, present[path].oddity or note)
        for name in litter.named():
            self.verdict.notes.append(f"{name}: dibuat oleh sistem, bukan bagian dari edisi.")

    def _digests(self, path: str, entry: FolderEntry | None) -> tuple[str, bytes]:
        try:
            found = digests_of(self.root.pieces(path, fresh=True))
        except Unfit:
            found = "", b""
        self.verdict.files += 1
        self.progress.advance(1, entry.size if entry else 0)
        return found

    def _leftovers(self) -> frozenset[str]:
        try:
            data = self.root.read(bag.REMOVALS, bag.most_bytes(bag.REMOVALS))
            return frozenset(bag.read_removals(data).files.hashes)
        except (OSError, ManifestError):
            return frozenset()

    def _check_edition(self, tags: dict[str, bytes]) -> None:
        verdict = self.verdict
        info = bag.read_info(tags.get(bag.INFO, b""))
        claimed = info.get("Rakor-Edisi", "")
        verdict.edition = claimed if is_edition_id(claimed) else ""
        content = edition_id(self.contents)
        # Where a file differs, which edition this would be is anyone's guess.
        if verdict.good and claimed != content:
            self._find(bag.INFO, DiscrepancyKind.CHANGED, f"isinya edisi {content}")
        verdict.moment = bag.moment_of(info)
        try:
            stamp = read_stamp(self.root.read(f"{PAYLOAD}{STAMP}", MOST_STAMP))
        except OSError:
            return  # that it is missing or odd has been found already
        if stamp is None or stamp.id != verdict.edition or stamp.moment != verdict.moment:
            self._find(f"{PAYLOAD}{STAMP}", DiscrepancyKind.CHANGED, "menyebut edisi lain")

    def _look_around(self) -> None:
        """Name what passes for part of the bag beside it; other files are nobody's business."""
        with self.root.entries("") as entries:
            names = sorted(entry.name for entry in entries)
        ours = {name.casefold(): name for name in (_DATA, *bag.ROOT_FILES, bag.REMOVALS)}
        for name in names:
            own = ours.get(name.casefold())
            if own == name or (own is not None and own not in names):
                continue  # FAT shows some short names in capitals
            match lookalikes.judge(name):
                case lookalikes.Likeness.PASSES:
                    self._find(name, DiscrepancyKind.ADDED, "menyerupai bagian dari salinan")
                case lookalikes.Likeness.STARTS:
                    self.verdict.notes.append(
                        f"{printable(name)}: bukan dari Rakor, tetapi dapat disangka halaman "
                        "pembuka salinan. Bukalah hanya BUKA-SAYA.html."
                    )
                case lookalikes.Likeness.RUNS:
                    self.verdict.notes.append(
                        f"{printable(name)}: bukan dari Rakor; dapat menjalankan program di "
                        "Windows lama."
                    )
