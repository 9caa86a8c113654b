"""The one way to open what comes from others: bulletins, attachments, sticks, packs, keys.

Any name among them may lead elsewhere (a link, in the last place or in any folder on the way),
never end (a device), never begin (a pipe that nobody writes to), or be larger than memory. And
between a look at a name and its opening somebody may exchange what it names. So a path is walked
folder by folder, each opened from the one before without following links, and what was opened is
looked at once more before the first byte is read.

The folder that a person names may itself lie under links; what lies in it may not. Where the
system cannot open from a folder (Windows), every part of the path is looked at before and after.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from rakor.portable_names import is_reserved

PIECE = 1 << 16
"""Bytes read at a time."""

_LONGEST = 4096
"""Letters of a path; systems take no longer ones (PATH_MAX of Linux)."""

_HELD = 32
"""Folders kept open, about: files of one folder come one after another."""

_NO_NAMES = frozenset({"", ".", ".."})

_FLAGS = (
    getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_FOLDER = (
    getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
)
_LISTED = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)

from_folders = {os.open, os.stat, os.unlink, os.mkdir, os.rmdir, os.rename} <= os.supports_dir_fd
"""Whether this system opens files from an open folder."""

Seen = Callable[[os.stat_result], bool]
"""Tells whether an opened file is the one that was looked at before."""


class Unfit(OSError):
    """What a name stands for is not opened; ``strerror`` says why, in Indonesian."""

    why = "tidak dapat dibuka"

    def __init__(self, path: str, why: str = "") -> None:
        super().__init__(0, why or self.why, path)

    def __reduce__(self) -> tuple[type[Unfit], tuple[str, str]]:
        return type(self), (str(self.filename), str(self.strerror))


class LinkFound(Unfit):
    """The name, or a folder on the way, is a link to somewhere else."""

    why = "tautan ke tempat lain, dan tautan tidak diikuti"


class NotAFile(Unfit):
    """It is a pipe, a device or a folder."""

    why = "bukan berkas biasa"


class TooLarge(Unfit):
    """It holds more bytes than anything of its kind."""

    why = "terlalu besar"


class Exchanged(Unfit):
    """It is not the file any more that was looked at."""

    why = "berubah sesudah diperiksa"


class _Linked(Protocol):
    """Of a status, what tells links from others."""

    @property
    def st_mode(self) -> int: ...


def is_link(status: _Linked) -> bool:
    """Tell whether a status, not followed, is that of a link; Windows has several kinds."""
    if stat.S_ISLNK(status.st_mode):
        return True
    tag = getattr(status, "st_reparse_tag", 0)
    # Other such tags are files kept elsewhere and brought when read (OneDrive): no links.
    return bool(tag) and tag in {
        getattr(stat, "IO_REPARSE_TAG_SYMLINK", -1),
        getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1),
    }


def parts_of(path: str) -> list[str]:
    """Return the folders and the name of a path below a root, ``/`` between them.

    Raises:
        Unfit: it leads out of the root, or is no path on some system.
    """
    parts = path.split("/")
    if len(path) > _LONGEST:
        raise Unfit(path, "alamat yang terlalu panjang")
    for part in parts:
        if part in _NO_NAMES or "\0" in part:
            raise Unfit(path, "bukan alamat di dalam folder itu")
        if os.name == "nt" and ("\\" in part or ":" in part or is_reserved(part)):
            raise Unfit(path, "bukan nama berkas di Windows")
    return parts


class Folder:
    """A folder whose content comes from others; nothing it names leads out of it.

    Not for several threads at once: each makes its own. The folders it holds open are given back
    by :meth:`close`, which is also called after a folder was removed or made anew, or when nobody
    uses it any more.
    """

    def __init__(self, root: Path | str) -> None:
        self.root = os.fspath(root)
        self._held: dict[str, int] = {}
        self._in_use = 0

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[Folder], tuple[str]]:
        return Folder, (self.root,)

    def close(self) -> None:
        """Let go of all folders; those that are needed again are opened anew."""
        while self._held:
            os.close(self._held.popitem()[1])

    def full(self, path: str) -> str:
        """Return ``path`` as the operating system wants it."""
        return f"{self.root}/{path}" if path else self.root

    # Reading

    def open(self, path: str, seen: Seen | None = None) -> int:
        """Open the regular file at a path below the root, and return the handle.

        Raises:
            LinkFound: it or a folder on the way is a link.
            NotAFile: it is no regular file.
            Exchanged: ``seen`` says so.
            OSError: the system refuses.
        """
        handle = self.open_as(path, os.O_RDONLY)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise NotAFile(path)
            if seen is not None and not seen(status):
                raise Exchanged(path)
        except BaseException:
            os.close(handle)
            raise
        return handle

    def read(self, path: str, most: int, seen: Seen | None = None) -> bytes:
        """Return the content of a regular file.

        Raises:
            TooLarge: it has more than ``most`` bytes.
            OSError: see :meth:`open`.
        """
        data = self.head(path, most + 1, seen)
        if len(data) > most:
            raise TooLarge(path)
        return data

    def head(self, path: str, most: int, seen: Seen | None = None) -> bytes:
        """Return the first ``most`` bytes of a regular file; raises as :meth:`open`."""
        handle = self.open(path, seen)
        try:
            return _read(handle, most)
        finally:
            os.close(handle)

    def pieces(
        self, path: str, seen: Seen | None = None, *, fresh: bool = False
    ) -> Iterator[bytes]:
        """Yield the content of a regular file; ``fresh`` asks the medium, not the memory."""
        handle = self.open(path, seen)
        try:
            if fresh and hasattr(os, "posix_fadvise"):
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            while piece := os.read(handle, PIECE):
                yield piece
        finally:
            os.close(handle)

    def status(self, path: str) -> os.stat_result | None:
        """Return the status of what a name stands for, of a link its own; None if nothing.

        Raises:
            LinkFound: a folder on the way is a link.
        """
        with suppress(FileNotFoundError, NotADirectoryError), self.place(path) as (folder, name):
            return os.stat(name, dir_fd=folder, follow_symlinks=False)
        return None

    def is_file(self, path: str) -> bool:
        """Tell whether a regular file of this name is there, reached without any link."""
        try:
            status = self.status(path)
        except Unfit:
            return False
        return status is not None and stat.S_ISREG(status.st_mode) and not is_link(status)

    @contextmanager
    def entries(self, path: str) -> Iterator[Iterator[os.DirEntry[str]]]:
        """Give the entries of a folder ("" is the root), to be looked at inside of ``with``.

        Raises:
            LinkFound: it or a folder on the way is a link.
            OSError: the system refuses.
        """
        if not from_folders:
            if path:
                self._look(parts_of(path), path)
            with os.scandir(self.full(path)) as found:
                yield found
            return
        handle = self.open_folder(path)
        try:
            with os.scandir(handle) as found:
                yield found
        finally:
            os.close(handle)

    def open_folder(self, path: str) -> int:
        """Open a folder itself ("" is the root) and return the handle; raises as above."""
        if not path:
            return os.open(self.root, _LISTED)
        with self.place(path) as (folder, name):
            return _open_folder(name, folder, _LISTED, path)

    # Writing

    def put(self, path: str, data: bytes, permissions: int) -> None:
        """Write a file as a whole or not at all; what bore its name, be it a link, is replaced.

        Folders on the way are made.
        """
        above, slash, name = path.rpartition("/")
        part = f"{above}{slash}.{name}.baru"
        if above:
            self.make_folder(above)
        self.remove(part)
        handle = self.open_as(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            if hasattr(os, "fchmod"):
                os.fchmod(handle, permissions)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
        except BaseException:
            os.close(handle)
            self.remove(part)
            raise
        os.close(handle)
        self.replace(part, path)

    def replace(self, source: str, target: str) -> None:
        """Give a file another name, in place of what bears it."""
        before, after = self._at(source), self._at(target)
        if before is not None and after is not None:
            with suppress(OSError):
                os.replace(before[1], after[1], src_dir_fd=before[0], dst_dir_fd=after[0])
                return
        with self.place(source) as (one, old), self.place(target) as (other, new):
            os.replace(old, new, src_dir_fd=one, dst_dir_fd=other)

    def remove(self, path: str) -> None:
        """Remove a file, or a link and not what it leads to; one that is gone is fine."""
        with suppress(FileNotFoundError), self.place(path) as (folder, name):
            os.unlink(name, dir_fd=folder)

    def remove_folder(self, path: str) -> None:
        """Remove an empty folder."""
        with self.place(path) as (folder, name):
            os.rmdir(name, dir_fd=folder)
        self.close()

    def make_folder(self, path: str) -> None:
        """Make a folder and those above it; one that is there is fine.

        Raises:
            LinkFound: a link stands there.
            FileExistsError: a file stands there.
        """
        parts = parts_of(path)
        for count in range(1, len(parts) + 1):
            above = "/".join(parts[:count])
            with self.place(above) as (folder, name):
                try:
                    os.mkdir(name, dir_fd=folder)
                except FileExistsError:
                    status = os.stat(name, dir_fd=folder, follow_symlinks=False)
                    if is_link(status):
                        raise LinkFound(path) from None
                    if not stat.S_ISDIR(status.st_mode):
                        raise

    # Where things are

    def open_as(self, path: str, flags: int, mode: int = 0o666) -> int:
        """Open a name with the flags of the system, never through a link.

        What it stands for has not been looked at: for reading, :meth:`open` does that.
        """
        held = self._at(path)
        if held is not None:
            # Thousands of files of a copy go this way.
            with suppress(OSError):
                return os.open(held[1], flags | _FLAGS, mode, dir_fd=held[0])
        with self.place(path) as (folder, name):
            try:
                handle = os.open(name, flags | _FLAGS, mode, dir_fd=folder)
            except OSError as error:
                raise _plainer(error, name, folder, path) from None
            if not from_folders:
                try:
                    self._look(parts_of(path), path)
                    if not os.path.samestat(os.lstat(name), os.fstat(handle)):
                        raise Exchanged(path)
                except BaseException:
                    os.close(handle)
                    raise
        return handle

    @contextmanager
    def place(self, path: str) -> Iterator[tuple[int | None, str]]:
        """Give the open folder that holds a name, and the name, as calls with ``dir_fd`` want.

        Raises:
            LinkFound: a folder on the way is a link.
            FileNotFoundError: a folder on the way is not there.
        """
        parts = parts_of(path)
        if not from_folders:
            self._look(parts[:-1], path)
            yield None, self.full(path)
            return
        above = "/".join(parts[:-1])
        is_held = above in self._held
        if not self._in_use and len(self._held) > _HELD:
            self.close()
        self._in_use += 1
        try:
            yield self._folder(above), parts[-1]
        except FileNotFoundError:
            if is_held and self._in_use == 1:
                # It may have been removed and made anew: whoever asks again sees the new one.
                self.close()
            raise
        finally:
            self._in_use -= 1

    def _at(self, path: str) -> tuple[int, str] | None:
        """Return the open folder that holds a name, and the name, if it is held already."""
        above, _, name = path.rpartition("/")
        handle = self._held.get(above)
        if handle is None or len(self._held) > _HELD or name in _NO_NAMES or "\0" in name:
            return None
        return handle, name

    def _folder(self, path: str) -> int:
        held = self._held
        handle = held.get(path)
        if handle is not None:
            return handle
        # From the lowest folder that is held downwards; not by recursion, for paths may be long.
        here = path
        missing: list[str] = []
        while here and here not in held:
            here, _, name = here.rpartition("/")
            missing.append(name)
        handle = held.get(here)
        if handle is None:
            handle = held[""] = os.open(self.root, _FOLDER)
        while missing:
            name = missing.pop()
            here = f"{here}/{name}" if here else name
            handle = held[here] = _open_folder(name, handle, _FOLDER, here)
        return handle

    def _look(self, parts: list[str], path: str) -> None:
        """Refuse links among the parts of a path, where no folder can be held."""
        here = self.root
        for part in parts:
            here = f"{here}/{part}"
            if is_link(os.lstat(here)):
                raise LinkFound(path)


def _open_folder(name: str, above: int | None, flags: int, path: str) -> int:
    try:
        return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0), dir_fd=above)
    except OSError as error:
        raise _plainer(error, name, above, path) from None


def _plainer(error: OSError, name: str, folder: int | None, path: str) -> OSError:
    """Return what an error means: systems disagree about what a link in the way is called."""
    try:
        status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except OSError:
        pass
    else:
        if is_link(status):
            return LinkFound(path)
        # A pipe without a reader, a socket, a device that is not there.
        if error.errno in {errno.ENXIO, errno.ENODEV, errno.EOPNOTSUPP}:
            return NotAFile(path)
    return OSError(error.errno, error.strerror, path)


def read_below(root: Path | str, path: str, most: int) -> bytes:
    """Return the content of one file below ``root``; raises as :meth:`Folder.read`."""
    with Folder(root) as folder:
        return folder.read(path, most)


def open_given(file: Path) -> BinaryIO:
    """Open a file that a person named; it may be a link, but neither pipe nor device.

    Raises:
        NotAFile: it is no regular file.
        OSError: the system refuses.
    """
    handle = os.open(file, os.O_RDONLY | (_FLAGS & ~getattr(os, "O_NOFOLLOW", 0)))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotAFile(str(file))
    return os.fdopen(handle, "rb")


def read_given(file: Path, most: int) -> bytes:
    """Return the content of a file that a person named.

    Raises:
        TooLarge: it has more than ``most`` bytes.
        OSError: see :func:`open_given`.
    """
    with open_given(file) as opened:
        data = _read(opened.fileno(), most + 1)
    if len(data) > most:
        raise TooLarge(str(file))
    return data


def _read(handle: int, most: int) -> bytes:
    """Up to ``most`` bytes of an open file."""
    # Room is made for all that is asked for, and not for more than there is.
    data = os.read(handle, min(os.fstat(handle).st_size + 1, most))
    while len(data) < most and (piece := os.read(handle, min(PIECE, most - len(data)))):
        data += piece
    return data
