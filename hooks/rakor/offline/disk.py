"""Everything a copy does to a target, in one place, so that a test can make any of it fail."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from rakor.errors import reason
from rakor.offline.errors import TargetError
from rakor.opener import Folder, NotAFile, Unfit, is_link
from rakor.printable import printable


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """What a target holds under some name.

    Attributes:
        size: bytes.
        regular: false for links, pipes and other oddities.
        oddity: what it is instead, in Indonesian.
        closed: it is a folder that the system does not let us look into.
    """

    size: int
    regular: bool
    oddity: str = ""
    closed: bool = False


class Disk:
    """A target that is written to; ``path`` arguments are relative, with ``/``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = Folder(root)
        self._folders: set[str] = set()
        self._syncfs = _syncfs() if not filesystem_of(root).startswith("fuse") else None

    def close(self) -> None:
        """Let go of the target, so that it can be unplugged."""
        self.folder.close()

    def make_folder(self, path: str) -> None:
        """Make a folder and those above it; one that is there is fine."""
        if path not in self._folders:
            self.folder.make_folder(path)
            self._folders.add(path)

    def write(self, path: str, chunks: Iterable[bytes]) -> int:
        """Write a new file, not yet flushed, and return its size."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            handle = self.folder.open_as(path, flags)
        except FileExistsError:
            self.folder.remove(path)  # left by a run that was stopped, or put there by others
            handle = self.folder.open_as(path, flags)
        size = 0
        try:
            for chunk in chunks:
                rest = memoryview(chunk)
                while rest:
                    done = self._put(handle, rest)
                    size += done
                    rest = rest[done:]
        finally:
            os.close(handle)
        return size

    def patch(self, path: str, pieces: Iterable[tuple[int, bytes]], size: int) -> int:
        """Overwrite pieces of a file in place, give it a size, and return the bytes written.

        Raises:
            NotAFile: it is none, or bears other names too, under which it must not change.
        """
        handle = self.folder.open_as(path, os.O_WRONLY)
        total = 0
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
                raise NotAFile(path)
            for offset, data in pieces:
                os.lseek(handle, offset, os.SEEK_SET)
                rest = memoryview(data)
                while rest:
                    done = self._put(handle, rest)
                    total += done
                    rest = rest[done:]
            os.ftruncate(handle, size)
        finally:
            os.close(handle)
        return total

    def _put(self, handle: int, data: memoryview) -> int:
        return os.write(handle, data)

    def replace(self, source: str, target: str) -> None:
        """Give a file another name, in place of what bears it."""
        try:
            self.folder.replace(source, target)
        except PermissionError:
            # Only Windows minds that a file is marked read-only when another takes its place.
            if os.name != "nt" or not self.folder.is_file(target):
                raise
            Path(self.folder.full(target)).chmod(0o666)
            self.folder.replace(source, target)

    def remove(self, path: str) -> None:
        """Remove a file; one that is gone is fine."""
        self.folder.remove(path)

    def remove_folder(self, path: str) -> bool:
        """Remove a folder if nothing is in it, and tell whether it is gone."""
        self._folders.discard(path)
        # Looked at first: drivers disagree about the error for a folder that is not empty.
        try:
            with self.folder.entries(path) as found:
                if any(True for _ in found):
                    return False
            self.folder.remove_folder(path)
        except FileNotFoundError:
            return True
        except OSError as error:
            if error.errno in {errno.ENOTEMPTY, errno.EEXIST, errno.EACCES}:
                return False
            raise
        return True

    def flush(self, paths: Iterable[str]) -> None:
        """Return once the named files, and the names themselves, are on the medium."""
        if self._syncfs is not None:
            handle = self.folder.open_folder("")
            try:
                if self._syncfs(handle) != 0:
                    number = ctypes.get_errno()
                    raise OSError(number, os.strerror(number), str(self.root))
            finally:
                os.close(handle)
            return
        folders: set[str] = set()
        for path in paths:
            folders.add(path.rpartition("/")[0])
            handle = self.folder.open_as(path, os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        if os.name != "nt":
            for folder in folders:
                self._flush_folder(folder)

    def _flush_folder(self, folder: str) -> None:
        handle = self.folder.open_folder(folder)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}:
                raise
        finally:
            os.close(handle)


def _syncfs() -> Callable[[int], int] | None:
    """Return Linux' call that flushes one file system, or None where there is none."""
    if not sys.platform.startswith("linux"):
        return None
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is not None:
        call.argtypes = [ctypes.c_int]
        call.restype = ctypes.c_int
    return cast("Callable[[int], int] | None", call)


def listing(root: Folder, folder: str) -> dict[str, FolderEntry]:
    """Return all files below a folder of a target by path; links are not followed."""
    found: dict[str, FolderEntry] = {}
    pending = [folder.rstrip("/")]
    while pending:
        prefix = pending.pop()
        try:
            with root.entries(prefix) as entries:
                for entry in entries:
                    path = f"{prefix}/{entry.name}"
                    if entry.is_dir(follow_symlinks=False) and not _is_junction(entry):
                        pending.append(path)
                    else:
                        found[path] = _entry(entry)
        except PermissionError:
            if prefix == folder.rstrip("/"):
                raise
            found[prefix] = FolderEntry(0, False, "folder yang tidak boleh dibaca", closed=True)
    return found


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Tell whether a folder is one of Windows' links, which ``is_dir`` does not tell apart."""
    return os.name == "nt" and is_link(entry.stat(follow_symlinks=False))


def _entry(entry: os.DirEntry[str]) -> FolderEntry:
    status = entry.stat(follow_symlinks=False)
    if stat.S_ISREG(status.st_mode):
        return FolderEntry(status.st_size, True)
    return FolderEntry(status.st_size, False, oddity_of(status))


def oddity_of(status: os.stat_result) -> str:
    """Return what something is that is no regular file."""
    if is_link(status):
        return "tautan ke tempat lain"
    return "folder" if stat.S_ISDIR(status.st_mode) else "bukan berkas biasa"


def filesystem_of(path: Path) -> str:
    """Return the kind of file system, as Linux names it (``vfat``), or ``""`` if unknown."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    best, kind = "", ""
    place = f"{path.resolve()}/"
    for line in mounts.splitlines():
        fields = line.split(" ")
        point = fields[1].replace("\\040", " ").rstrip("/") + "/"
        if place.startswith(point) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def explain(error: OSError, root: Path) -> TargetError:
    """Return what an error of the operating system means for the carrier."""
    if isinstance(error, Unfit):
        return TargetError(
            f"{printable(error.filename)} di {printable(root)} adalah {error.strerror}, jadi "
            "penyalinan berhenti di situ. Hapus atau pindahkan, lalu ulangi."
        )
    again = "Jalankan perintah yang sama sekali lagi; yang sudah tersalin tidak diulang."
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return TargetError(f"{root} penuh. Kosongkan sebagian isinya. {again}")
    if error.errno == errno.EROFS:
        return TargetError(
            f"{root} terkunci untuk ditulisi. Geser kunci di sisi stik, atau pakai stik lain."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return TargetError(
            f"Tidak ada izin menulis di {root} ({error.filename or 'folder itu'}). "
            "Tutup program yang sedang memakainya, atau pilih tempat lain."
        )
    if error.errno == errno.EFBIG:
        return TargetError(f"{root} tidak dapat menyimpan berkas sebesar itu ({error.filename}).")
    return TargetError(
        f"{root} berhenti merespons ({reason(error)}). Periksa apakah stik masih terpasang. "
        f"{again} Bila terulang, ganti stiknya."
    )
