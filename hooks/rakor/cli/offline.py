"""``rakor usb``, ``verify``, ``key new`` and ``zim``: the commands of whoever carries copies."""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from rakor.offline.bag import moment_in_words
from rakor.offline.copy_report import CopyReport, Progress
from rakor.offline.errors import OfflineError, TargetError
from rakor.offline.sync import copy
from rakor.offline.target import check_file, check_place, megabytes, parse_target
from rakor.printable import json_text, printable, say, say_as_is

if TYPE_CHECKING:
    from rakor.offline.bundle import Edition, Sign
    from rakor.offline.signature import PublicKey
    from rakor.offline.verify import Verdict

Build = Callable[[Path], Path | None]
"""Builds the site of a root and returns its folder, or None after having said what is wrong."""

FindRoot = Callable[[], Path]

_FINE, _PROBLEMS, _WRONG_USE = 0, 1, 2
_BAR = 24


def run(options: argparse.Namespace, find_root: FindRoot, build: Build) -> int:
    """Run one of the commands and return its exit status."""
    match options.command:
        case "usb":
            return _usb(options, find_root, build)
        case "verify":
            return _verify(options)
        case "key":
            return _new_key(options)
        case _:
            return _zim(options, find_root, build)


# rakor usb


def _usb(options: argparse.Namespace, find_root: FindRoot, build: Build) -> int:
    if wrong := _misuse(options):
        say(f"rakor usb: {wrong}", sys.stderr)
        return _WRONG_USE
    targets = [parse_target(text) for text in options.targets]
    root = None
    if options.unpack is None and options.site_dir is None:
        root = find_root()
    # Before a long build: what cannot work should be told at once.
    places = [check_place(target, options.site_dir, root) for target in targets]
    if len(set(places)) < len(places):
        raise TargetError("Tujuan yang sama ditulis dua kali.")
    if options.archive:
        options.archive = check_file(options.archive, options.site_dir)
    keys = _keys(options.key)
    sign = _signer(options.sign)
    edition = _edition(options, root, build, sign)
    if edition is None:
        return _PROBLEMS
    for place in places:
        check_place(place, options.site_dir, root)
        _may_replace(place, edition, keys, options)
    if (options.archive or options.sign) and not edition.stamp.date:
        say(
            "Catatan: edisi ini tanpa tanggal, jadi tidak terlihat apakah sebuah salinan lama. "
            'Isi "edisi" di mkdocs.yml.'
        )
    if options.archive:
        _archive(options, edition)
    return _copy_all(edition, places, verify=not options.no_verify)


def _misuse(options: argparse.Namespace) -> str:
    if not options.targets and options.archive is None:
        return "kurang: TUJUAN (stik atau folder), atau --archive BERKAS.zip"
    if options.update_from and not options.archive:
        return "--update-from memerlukan --archive BERKAS.zip"
    if options.unpack and (options.archive or options.sign or options.site_dir):
        return "--unpack tidak boleh bersama --archive, --sign, atau --site-dir"
    if options.key and not options.unpack:
        return "--key memerlukan --unpack PAKET.zip"
    return ""


def _edition(
    options: argparse.Namespace, root: Path | None, build: Build, sign: Sign | None
) -> Edition | None:
    from rakor.offline.archive import open_archive
    from rakor.offline.bundle import from_site

    if options.unpack:
        return open_archive(options.unpack)
    site_dir = options.site_dir or (build(root) if root else None)
    if site_dir is None:
        return None
    return from_site(site_dir, sign)


def _keys(files: list[Path]) -> list[PublicKey]:
    if not files:
        return []
    from rakor.offline.signature import read_public_keys

    return [key for file in files for key in read_public_keys(file)]


def _signer(key: Path | None) -> Sign | None:
    if key is None:
        return None
    from rakor.offline.signature import check_key, sign

    file = check_key(key)
    return lambda message: sign(message, file)


def _may_replace(
    place: Path, edition: Edition, keys: list[PublicKey], options: argparse.Namespace
) -> None:
    """Refuse what must not take the place of the copy at ``place``."""
    from rakor.offline.provenance import check_age, check_pack

    is_pack = options.unpack is not None
    is_comparable = True
    if is_pack:
        _, is_comparable = check_pack(place, edition, keys)
    if is_comparable and not options.allow_older:
        check_age(place, edition, unpacked=is_pack)


def _archive(options: argparse.Namespace, edition: Edition) -> None:
    from rakor.offline.archive import read_base, write_archive

    base = read_base(options.update_from) if options.update_from else None
    size = sum(edition.sizes.values()) if base is None else 0
    with _bar("Mengemas") as bar:
        bar.begin("", 0, size)
        packed = write_archive(edition, options.archive, base, lambda done: bar.advance(1, done))
    kind = "Paket pembaruan" if base else "Arsip"
    say(
        f"{kind} {packed.file}: {packed.files} berkas, {packed.removed} dihapus, "
        f"{megabytes(packed.size)}."
    )


def _copy_all(edition: Edition, places: list[Path], *, verify: bool) -> int:
    failed = False
    if not places:
        return _FINE
    with _bar("Menyalin") as bar, ThreadPoolExecutor(len(places)) as pool:
        running = [pool.submit(_copy_one, edition, place, verify, bar.part()) for place in places]
        results = [future.result() for future in running]
    for result in results:
        if isinstance(result, OfflineError):
            failed = True
            say(f"galat: {result}", sys.stderr)
        else:
            _say_report(result, edition)
    return _PROBLEMS if failed else _FINE


def _copy_one(
    edition: Edition, place: Path, verify: bool, progress: Progress
) -> CopyReport | OfflineError:
    # One stick that fails must not stop the others.
    try:
        return copy(edition, place, verify=verify, progress=progress)
    except OfflineError as error:
        return error


def _say_report(report: CopyReport, edition: Edition) -> None:
    seconds = f"{report.seconds:.1f}".replace(".", ",")
    checked = "semua dibaca ulang dan cocok" if report.verified else "tidak dibaca ulang"
    say(
        f"{printable(report.target)}: edisi {edition.stamp.id}, {report.files} berkas; "
        f"{len(report.written)} ditulis ({megabytes(report.bytes)}), "
        f"{len(report.removed)} dihapus, {checked} ({seconds} detik)."
    )
    if report.repaired:
        say(f"  {len(report.repaired)} berkas rusak ditulis ulang. Stik ini mungkin menua.")
    if report.foreign:
        say(
            f"  {len(report.foreign)} berkas lain di folder data tidak disentuh; pindahkan, sebab "
            f"pemeriksaan akan menyebutnya: {', '.join(map(printable, report.foreign[:5]))}"
        )
    if report.litter:
        say(f"  Dibuat oleh sistem dan dibiarkan: {', '.join(report.litter[:5])}")


# rakor verify


def _verify(options: argparse.Namespace) -> int:
    from rakor.offline.rollback import default_store, judge_age
    from rakor.offline.verify import inspect

    keys = _keys(options.key)
    with _bar("Memeriksa") as bar:
        verdict = inspect(parse_target(options.target), keys, bar.part())
    judge_age(verdict, options.min_edition, default_store())
    if options.format == "json":
        say(json_text(_as_json(verdict)))
    else:
        _say_verdict(verdict, options.target)
    return _FINE if verdict.good else _PROBLEMS


def _as_json(verdict: Verdict) -> dict[str, object]:
    return {
        "good": verdict.good,
        "edition": verdict.edition,
        "moment": verdict.moment or None,
        "files": verdict.files,
        "signed_by": _who(verdict.signed_by),
        "claimed": verdict.claimed.fingerprint if verdict.claimed else None,
        "findings": [
            {"path": found.path, "change": found.change.name.lower(), "note": found.note}
            for found in verdict.findings
        ],
        "faults": verdict.faults,
        "notes": verdict.notes,
    }


def _who(key: PublicKey | None) -> dict[str, str] | None:
    return {"owner": key.owner, "fingerprint": key.fingerprint} if key else None


def _say_verdict(verdict: Verdict, target: str) -> None:
    for found in verdict.findings:
        note = f" ({printable(found.note)})" if found.note else ""
        say(f"{found.change:<9} {printable(found.path)}{note}")
    for text in verdict.faults:
        say(printable(text))
    for text in verdict.notes:
        say(f"Catatan: {printable(text)}")
    if verdict.claimed:
        say(
            f"Catatan: ada tanda tangan kunci {verdict.claimed.fingerprint}, tetapi belum "
            "diperiksa. Tambahkan --key dengan kunci publik kantor."
        )
    date = f" tanggal {moment_in_words(verdict.moment)}" if verdict.moment else ""
    if not verdict.good:
        count = len(verdict.findings) + len(verdict.faults)
        say(f"TIDAK COCOK: {count} hal pada salinan di {printable(target)}. Jangan diedarkan.")
    elif verdict.signed_by:
        say(
            f"Utuh dan asli: edisi {verdict.edition}{date}, {verdict.files} berkas, "
            f"ditandatangani oleh {verdict.signed_by.owner} ({verdict.signed_by.fingerprint})."
        )
    else:
        say(f"Utuh: edisi {verdict.edition}{date}, {verdict.files} berkas.")


# rakor key new, rakor zim


def _new_key(options: argparse.Namespace) -> int:
    from rakor.offline.signature import make_key

    if sys.stdin.isatty():
        say("Pilih kata sandi untuk kunci ini (diminta setiap kali menandatangani).")
    key = make_key(options.file, options.owner)
    say(f"Kunci rahasia: {options.file}. Simpan di tempat aman; jangan pernah dibagikan.")
    say(f"Kunci publik:  {options.file}.pub. Bagikan lewat jalan lain daripada stiknya.")
    say(f"Sidik jari:    {key.fingerprint}")
    return _FINE


def _zim(options: argparse.Namespace, find_root: FindRoot, build: Build) -> int:
    from rakor.offline.zim import write_zim

    file = check_file(options.file, options.site_dir)
    site_dir = options.site_dir or build(find_root())
    if site_dir is None:
        return _PROBLEMS
    with _bar("Mengemas") as bar:
        count = write_zim(site_dir, file, bar.part())
    say(f"{file}: {count} berkas, {megabytes(file.stat().st_size)}.")
    return _FINE


# Progress


class _Bar:
    """One line on a terminal for all that goes on at once; silent elsewhere."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._on = sys.stderr.isatty()
        self._lock = threading.Lock()
        self._files = self._all_files = self._bytes = self._all_bytes = 0
        self._begun = time.monotonic()
        self._shown = 0.0

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._on and self._shown:
            say_as_is("\r\x1b[K", sys.stderr, end="")
            sys.stderr.flush()

    def part(self) -> Progress:
        """Return what one of several copies tells its progress to."""
        return _Part(self)

    def begin(self, phase: str, files: int, size: int) -> None:
        with self._lock:
            if phase:
                self._title = {"salin": "Menyalin", "periksa": "Membaca"}.get(phase, self._title)
            self._all_files += files
            self._all_bytes += size

    def advance(self, files: int, size: int) -> None:
        if not self._on:
            return
        with self._lock:
            self._files += files
            self._bytes += size
            now = time.monotonic()
            if now - self._shown >= 0.2:
                self._shown = now
                say_as_is(f"\r{self.line(now)}\x1b[K", sys.stderr, end="")
                sys.stderr.flush()

    def line(self, now: float) -> str:
        """Return files, bytes, speed and time left."""
        passed = max(now - self._begun, 0.001)
        share = min(self._bytes / self._all_bytes, 1.0) if self._all_bytes else 0.0
        speed = self._bytes / passed
        left = (self._all_bytes - self._bytes) / speed if speed else 0
        minutes, seconds = divmod(round(max(left, 0)), 60)
        filled = round(share * _BAR)
        return (
            f"{self._title} [{'#' * filled}{'.' * (_BAR - filled)}] "
            f"{self._files}/{self._all_files} berkas  "
            f"{megabytes(self._bytes)} dari {megabytes(self._all_bytes)}  "
            f"{megabytes(round(speed))}/detik  sisa {minutes}.{seconds:02d}"
        )


class _Part(Progress):
    def __init__(self, bar: _Bar) -> None:
        self._bar = bar

    def begin(self, phase: str, files: int, size: int) -> None:
        self._bar.begin(phase, files, size)

    def advance(self, files: int, size: int) -> None:
        self._bar.advance(files, size)


def _bar(title: str) -> _Bar:
    return _Bar(title)
