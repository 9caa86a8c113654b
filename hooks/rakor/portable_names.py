"""Names that every file system a stick may have can hold: FAT32, exFAT, NTFS and the rest.

The rules are Microsoft's "Naming Files, Paths, and Namespaces", which FAT and exFAT share.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from rakor.printable import UNSAFE, printable

LONGEST_PATH = 259
"""Characters of a path that old Windows programs open, the drive included (MAX_PATH less NUL)."""

RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"]
)
"""Names that Windows keeps for devices, in small letters."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def is_reserved(name: str) -> bool:
    """Whether Windows keeps this name for a device, whatever follows its first dot."""
    return name.split(".", 1)[0].rstrip(" ").lower() in RESERVED


@cache
def fault_of_name(name: str) -> str | None:
    """Return why some file system cannot hold a file or folder of this name, or None."""
    if name in {"", ".", ".."}:
        return "bukan nama"
    if _FORBIDDEN.search(name):
        return "memuat huruf yang dilarang di Windows"
    if UNSAFE.search(name):
        return "memuat huruf yang tidak terlihat"
    if name.endswith((".", " ")):
        return "berakhir dengan titik atau spasi"
    if is_reserved(name):
        return "adalah nama yang dipakai Windows sendiri"
    if len(name.encode("utf-16-le")) > 510:
        return "terlalu panjang"
    return None


def folded(path: str) -> str:
    """Return what two paths share that some file system takes for one: case and composition."""
    if path.isascii():
        return path.lower()
    # Folding may take letters apart again, so that they are put together once more.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def faults(paths: Iterable[str], most: int = 20) -> list[str]:
    """Return what is wrong with the paths of a copy, as lines for people, ``most`` at most.

    No two may be the same where case and composition do not count, nor may a folder of one be the
    file, or in other writing the folder, of another.
    """
    return list(islice(_each_fault(paths), most))


def _each_fault(paths: Iterable[str]) -> Iterator[str]:
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        other = files.setdefault(folded(path), path)
        if other != path:
            yield (
                f"{printable(path)}: bagi sebagian sistem sama dengan {printable(other)} "
                "(hanya berbeda huruf besar-kecil atau cara menulis huruf)"
            )
        # "%" has a meaning of its own in manifests (RFC 8493, 2.1.3).
        if "%" in path:
            yield f"{printable(path)}: memuat tanda %"
        folder, slash, name = path.rpartition("/")
        if slash and folder not in folders:
            yield from _faults_of_folder(folder, folders)
        if fault := fault_of_name(name):
            yield f"{printable(path)}: namanya {fault}"
        if len(path) + len("E:\\") > LONGEST_PATH:
            yield f"{printable(path)}: alamatnya lebih dari {LONGEST_PATH} huruf"
    writings: dict[str, str] = {}
    for folder in folders:
        other = writings.setdefault(folded(folder), folder)
        if other != folder:
            yield f"{printable(folder)}/: bagi sebagian sistem sama dengan {printable(other)}/"
        if file := files.get(folded(folder)):
            yield f"{printable(file)}: juga nama sebuah folder"


def _faults_of_folder(folder: str, known: dict[str, str]) -> Iterator[str]:
    """Note a folder and those above it in ``known``; yield what is wrong with the new ones."""
    while folder not in known:
        known[folder] = folder
        above, slash, name = folder.rpartition("/")
        if fault := fault_of_name(name):
            yield f'{printable(folder)}/: nama "{printable(name)}" {fault}'
        if not slash:
            return
        folder = above


def file_name(name: str) -> str:
    """A name that may stand in a folder on every file system and clashes with no page of ours.

    FAT and Windows keep some names for devices whatever follows the dot (``con.html``), and
    ``index`` is what folders themselves use. Such names get a trailing hyphen.
    """
    return f"{name}-" if name in _TAKEN else name


_TAKEN = RESERVED | {"index", "tindak-lanjut"}
