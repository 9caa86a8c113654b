"""Everything a copy does to a target, in one place, so that a test can make any of it fail."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from rakor.offline.errors import TargetError, reason


@dataclass(frozen=True, slots=True)
class Entry:
    """A file on a target; ``regular`` is false for links and other oddities."""

    size: int
    regular: bool


class Disk:
    """A target that is written to; ``path`` arguments are relative, with ``/``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._prefix = os.path.join(root, "")  # noqa: PTH118
        self._folders: set[str] = set()
        self._syncfs = _syncfs() if not filesystem_of(root).startswith("fuse") else None

    def full(self, path: str) -> str:
        """Return ``path`` as the operating system wants it."""
        # Here and below: thousands of calls, and pathlib costs more than the work.
        return self._prefix + path

    def make_folder(self, path: str) -> None:
        """Make a folder and those above it; one that is there is fine."""
        if path not in self._folders:
            os.makedirs(self.full(path), exist_ok=True)  # noqa: PTH103
            self._folders.add(path)

    def write(self, path: str, chunks: Iterable[bytes]) -> int:
        """Write a new file, not yet flushed, and return its size."""
        handle = os.open(
            self.full(path),
            os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0),
            0o666,
        )
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
        """Overwrite pieces of a file in place, give it a size, and return the bytes written."""
        handle = os.open(self.full(path), os.O_WRONLY | getattr(os, "O_BINARY", 0))
        total = 0
        try:
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
            os.replace(self.full(source), self.full(target))  # noqa: PTH105
        except PermissionError:
            Path(self.full(target)).chmod(0o666)  # marked read-only
            os.replace(self.full(source), self.full(target))  # noqa: PTH105

    def remove(self, path: str) -> None:
        """Remove a file; one that is gone is fine."""
        Path(self.full(path)).unlink(missing_ok=True)

    def remove_folder(self, path: str) -> bool:
        """Remove a folder if nothing is in it, and tell whether it is gone."""
        self._folders.discard(path)
        folder = Path(self.full(path))
        # Looked at first: drivers disagree about the error for a folder that is not empty.
        try:
            if any(folder.iterdir()):
                return False
            folder.rmdir()
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
            handle = os.open(self.root, os.O_RDONLY)
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
            handle = os.open(self.full(path), os.O_RDWR | getattr(os, "O_BINARY", 0))
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        if os.name != "nt":
            for folder in folders:
                self._flush_folder(folder)

    def _flush_folder(self, folder: str) -> None:
        handle = os.open(self.full(folder), os.O_RDONLY)
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


def listing(root: Path, folder: str) -> dict[str, Entry]:
    """Return all files below a folder of a target by path; links are not followed."""
    found: dict[str, Entry] = {}
    pending = [folder.rstrip("/")]
    while pending:
        prefix = pending.pop()
        with os.scandir(root / prefix) as entries:
            for entry in entries:
                path = f"{prefix}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    pending.append(path)
                else:
                    regular = entry.is_file(follow_symlinks=False)
                    size = entry.stat(follow_symlinks=False).st_size
                    found[path] = Entry(size, regular)
    return found


def read(path: Path | str, *, fresh: bool = False) -> Iterator[bytes]:
    """Yield the content of a file; ``fresh`` asks for the medium's, not memory's or a link's."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | (getattr(os, "O_NOFOLLOW", 0) if fresh else 0))
    try:
        if fresh and hasattr(os, "posix_fadvise"):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := os.read(handle, 1 << 16):
            yield chunk
    finally:
        os.close(handle)


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
