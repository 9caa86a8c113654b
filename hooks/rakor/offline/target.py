"""May a copy go there, and does it fit? Asked before anything is written."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rakor.offline.disk import filesystem_of
from rakor.offline.errors import TargetError

FAT_LIMIT = (1 << 32) - 1
"""Most bytes of one file on FAT32 (Microsoft's FAT specification: a 32-bit size)."""

_FAT = frozenset({"vfat", "msdos", "fuse.fusefat"})
_ENTRY = 32
"""Bytes of a directory entry on FAT and exFAT; a name needs several."""

# Below these nothing is ever a stick. Of the others only the folder itself is refused, and only
# where nothing is mounted on it.
_SYSTEM = ("/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/sbin", "/sys", "/usr")
_COMMON = (
    *("/", "/home", "/media", "/mnt", "/opt", "/run", "/run/media", "/srv", "/tmp", "/var"),
    *("/Applications", "/Library", "/System", "/Users", "/Volumes"),
)
_SOURCES = ("bulletins", "docs", "hooks", "tests", ".git", ".rakor", ".venv")


def parse_target(text: str) -> Path:
    r"""Return the folder that a person means; ``E:`` is the stick, not a folder of it.

    Raises:
        TargetError: it is the name of a drive, on a system that has none.
    """
    if re.fullmatch(r"[A-Za-z]:(\\.*)?", text):
        if os.name != "nt":
            raise TargetError(
                f"{text} adalah nama stik di Windows. Di komputer ini tulis foldernya, misalnya "
                "/media/anda/STIK."
            )
        return Path(f"{text}\\" if len(text) == 2 else text)
    return Path(text).expanduser()


def check_file(file: Path, site_dir: Path | None) -> Path:
    """Refuse places where one file with a copy cannot be, and return the file in full.

    Raises:
        TargetError: it is a folder, its folder is not there, or it would become part of the site.
    """
    full = file.expanduser().resolve()
    if full.is_dir():
        raise TargetError(f"{file} adalah folder. Tulis juga nama berkas yang akan dibuat.")
    if not full.parent.is_dir():
        raise TargetError(f"Folder {file.parent} tidak ada. Buat dahulu, atau pilih yang lain.")
    if site_dir is not None and _in(full, site_dir.resolve()):
        raise TargetError(f"{file} terletak di dalam situs. Pilih folder lain.")
    return full


def check_place(target: Path, site_dir: Path | None, root: Path | None) -> Path:
    """Refuse places where a copy would do harm, and return the target in full.

    Raises:
        TargetError: it is no folder, a folder of the system or of the site, or a stick that is
            not plugged in.
    """
    place = target.resolve()
    if place.exists() and not place.is_dir():
        raise TargetError(f"{target} adalah berkas, bukan stik atau folder.")
    _refuse_system(target, place)
    for source, what in ((site_dir, "situs yang akan disalin"), (root, "folder situs")):
        if source is None:
            continue
        full = source.resolve()
        if full == place or place in full.parents or (what != "folder situs" and _in(place, full)):
            raise TargetError(
                f"{target} adalah, memuat, atau terletak di dalam {what}. "
                "Pilih stik atau folder lain."
            )
    if root is not None and any(_in(place, root.resolve() / name) for name in _SOURCES):
        raise TargetError(f"{target} adalah bagian dari sumber situs. Pilih stik atau folder lain.")
    if not place.exists():
        _check_parent(target, place)
    return place


def _in(place: Path, folder: Path) -> bool:
    return place == folder or folder in place.parents


def _refuse_system(target: Path, place: Path) -> None:
    home = Path.home().resolve()
    system = [Path(path) for path in _SYSTEM]
    # Windows does not mind the case of these names.
    for variable in ("SYSTEMROOT", "PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMDATA"):
        system += [Path(value) for value in (os.environ.get(variable),) if value]
    drive = os.environ.get("SYSTEMDRIVE")
    common = [Path(path) for path in _COMMON] + ([Path(f"{drive}\\")] if drive else [])
    refused = (
        place == home
        or place in home.parents
        or place.parent == place == Path("/")
        or (any(_in(place, folder) for folder in system) and not _in(place, Path("/dev/shm")))
        or (place in common and not (place != Path("/") and place.is_mount()))
    )
    if refused:
        raise TargetError(
            f"{target} adalah folder sistem atau folder pribadi Anda, bukan stik. "
            "Pilih stiknya, atau folder baru di dalamnya."
        )


def _check_parent(target: Path, place: Path) -> None:
    parent = place.parent
    mounts = {Path("/media"), Path("/run/media"), Path("/mnt"), Path("/Volumes")}
    if not parent.is_dir() or parent in mounts or parent.parent in mounts - {Path("/mnt")}:
        raise TargetError(f"{target} tidak ada. Periksa apakah stik sudah terpasang dan terbaca.")


@dataclass(frozen=True, slots=True)
class Room:
    """Space of a target.

    Attributes:
        cluster: bytes in which space is handed out.
        free: bytes that are free, or None where the file system does not tell.
        largest: most bytes of one file, or None for no limit that matters.
    """

    cluster: int
    free: int | None
    largest: int | None

    def on_disk(self, size: int) -> int:
        """Return what a file of ``size`` bytes occupies."""
        return -(-size // self.cluster) * self.cluster

    def folders(self, paths: Iterable[str]) -> int:
        """Return what the folders of ``paths`` occupy at most."""
        entries: Counter[str] = Counter()
        for path in paths:
            folder, _, name = path.rpartition("/")
            # One entry, one for the stream of exFAT, and one for each 13 letters of the name.
            entries[folder] += 2 + -(-len(name) // 13)
            while folder and folder not in entries:
                entries[folder] = 2
                folder = folder.rpartition("/")[0]
        return sum(self.on_disk(count * _ENTRY) for count in entries.values())


def room_of(place: Path) -> Room:
    """Measure a target; of one that does not exist yet, the folder it will lie in."""
    while not place.exists():
        place = place.parent
    kind = filesystem_of(place)
    largest = FAT_LIMIT if kind in _FAT or _windows_kind(place).startswith("FAT") else None
    if hasattr(os, "statvfs"):
        status = os.statvfs(place)
        # Some drivers (fusefat) count in no unit that can be relied on.
        free = status.f_bavail * status.f_frsize if status.f_blocks else None
        return Room(max(status.f_frsize, 512), free, largest)
    return Room(_windows_cluster(place), shutil.disk_usage(place).free, largest)


def _windows_kind(place: Path) -> str:
    if os.name != "nt":
        return ""
    import ctypes

    name = ctypes.create_unicode_buffer(64)
    ctypes.windll.kernel32.GetVolumeInformationW(  # type: ignore[attr-defined]
        place.anchor, None, 0, None, None, None, name, 64
    )
    return name.value.upper()


def _windows_cluster(place: Path) -> int:
    import ctypes

    numbers = [ctypes.c_ulong() for _ in range(4)]
    done = ctypes.windll.kernel32.GetDiskFreeSpaceW(  # type: ignore[attr-defined]
        place.anchor, *(ctypes.byref(number) for number in numbers)
    )
    return numbers[0].value * numbers[1].value if done else 32768


def check_room(
    place: Path, room: Room, coming: Mapping[str, int], going: Mapping[str, int], spare: int
) -> None:
    """Refuse a target on which the copy will not fit.

    Args:
        place: the target, for the message.
        room: its space.
        coming: size of every file that will be written, by path.
        going: size of every file that is replaced or removed.
        spare: bytes needed beside, for files on their way.

    Raises:
        TargetError: a file is too large for the file system, or all together are.
    """
    if room.largest is not None:
        for path, size in coming.items():
            if size > room.largest:
                raise TargetError(
                    f"{path} lebih besar dari 4 GB; stik berformat FAT32 tidak dapat menyimpannya. "
                    "Format ulang stik sebagai exFAT, atau pakai stik lain."
                )
    if room.free is None:
        return
    needed = sum(map(room.on_disk, coming.values())) + room.folders(coming) + spare
    freed = sum(map(room.on_disk, going.values()))
    if needed - freed > room.free:
        raise TargetError(
            f"Tempat di {place} tidak cukup: perlu {megabytes(needed - freed)} "
            f"(dihitung per klaster {room.cluster // 1024 or 1} KB), "
            f"tersedia {megabytes(room.free)}. Kosongkan sebagian atau pakai stik lain."
        )


def megabytes(size: int) -> str:
    """Return a size for people."""
    return f"{size / 1e6:,.1f} MB".translate(str.maketrans(",.", ".,"))
