"""Names that every file system a stick may have can hold: FAT32, exFAT, NTFS and the rest.

The rules are Microsoft's "Naming Files, Paths, and Namespaces", which FAT and exFAT share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

LONGEST_PATH = 259
"""Characters of a path that old Windows programs open, the drive included (MAX_PATH less NUL)."""

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@cache
def fault_of_name(name: str) -> str | None:
    """Return why some file system cannot hold a file or folder of this name, or None."""
    if _FORBIDDEN.search(name):
        return "memuat huruf yang dilarang di Windows"
    if name.endswith((".", " ")):
        return "berakhir dengan titik atau spasi"
    if name.split(".", 1)[0].rstrip(" ").casefold() in _RESERVED:
        return "adalah nama yang dipakai Windows sendiri"
    if len(name.encode("utf-16-le")) > 510:
        return "terlalu panjang"
    return None


def faults(paths: Iterable[str]) -> list[str]:
    """Return what is wrong with each path of a copy, as lines for people."""
    found: list[str] = []
    seen: dict[str, str] = {}
    for path in paths:
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            found.append(f"{path}: hanya berbeda huruf besar-kecil dari {other}")
        # "%" has a meaning of its own in manifests (RFC 8493, 2.1.3).
        if "%" in path:
            found.append(f"{path}: memuat tanda %")
        for part in path.split("/"):
            if fault := fault_of_name(part):
                found.append(f'{path}: nama "{part}" {fault}')
                break
        if len(path) + len("E:\\") > LONGEST_PATH:
            found.append(f"{path}: alamatnya lebih dari {LONGEST_PATH} huruf")
    return found
