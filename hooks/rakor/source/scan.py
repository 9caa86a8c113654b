"""Whether anything changed since the last build, told without loading what a build needs.

A build without changes must be over at once, so this module imports only what loads quickly. It
looks at names, sizes and time stamps; what seems changed by them is then read.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import time
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

FOLDER = "bulletins"
REGISTRY_FILES = ("topics.yml", "agencies.yml")
"""Files within it that say what there is to choose from."""

_GRAIN = 50_000_000
"""Nanoseconds within which two writes may bear one time stamp (file systems keep time in ticks
of up to 10 ms; twice FAT's 2 s would be needed there, but a repository does not lie on FAT)."""

_KIND = 0o170000  # the bits of a mode that tell files from folders
_MOST = (1 << 64) - 1
_NAME = attrgetter("name")
_SIGNATURE = struct.Struct("<IqqqQ")
_pack = _SIGNATURE.pack


@dataclass(slots=True)
class ScannedFiles:
    """Everything below ``bulletins/`` as it was found.

    Attributes:
        signatures: path below ``bulletins/`` -> what tells one state of the file from another.
            None for a file written so recently that the next write might look the same.
        seal: a digest over all of it; empty if any signature is None, for then a later equal
            digest would prove nothing.
        folders: the paths that are folders; parents stand before what they hold.
        odd: the paths that are neither folders nor regular files, each with its mode.
        recent: of files without a signature, the number of the inode that was seen.
        closed: what the system did not let us look into ("" is ``bulletins/`` itself).
    """

    signatures: dict[str, bytes | None] = field(default_factory=dict)
    seal: str = ""
    folders: set[str] = field(default_factory=set)
    odd: dict[str, int] = field(default_factory=dict)
    recent: dict[str, int] = field(default_factory=dict)
    closed: dict[str, OSError] = field(default_factory=dict)

    def is_as_seen(self, path: str, state: os.stat_result) -> bool:
        """Tell whether an opened file is the one that was found under ``path``."""
        signature = self.signatures.get(path)
        if signature is None:
            # Listings of Windows tell no inodes.
            return os.name == "nt" or self.recent.get(path) == state.st_ino & _MOST
        mode, size, modified, changed, inode = _SIGNATURE.unpack(signature)
        if (size, modified) != (state.st_size, state.st_mtime_ns):
            return False
        return os.name == "nt" or (mode, changed, inode) == (
            state.st_mode,
            state.st_ctime_ns,
            state.st_ino & _MOST,
        )


def scan_sources(root: Path) -> ScannedFiles:
    """Look at every file below ``root/bulletins``; nothing is opened, no link is followed.

    The time of the last change of status (``st_ctime_ns``) is part of a signature: programs can
    set a file's time of modification to anything, but not that one.
    """
    settled = time.time_ns() - _GRAIN
    found = ScannedFiles()
    signatures, folders = found.signatures, found.folders
    base = str(root / FOLDER)
    racy = False
    pending = [""]
    while pending:
        prefix = pending.pop()
        try:
            with os.scandir(f"{base}/{prefix}") as entries:
                rows = sorted(entries, key=_NAME)
        except OSError as error:
            found.closed[prefix.rstrip("/")] = error
            continue
        for entry in rows:
            path = prefix + entry.name
            try:
                state = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue  # gone in this very moment
            except OSError as error:
                found.closed[path] = error
                continue
            mode, modified, changed = state.st_mode, state.st_mtime_ns, state.st_ctime_ns
            kind = mode & _KIND
            if kind == stat.S_IFDIR:
                folders.add(path)
                pending.append(f"{path}/")
            elif kind != stat.S_IFREG:
                found.odd[path] = mode
            if modified > settled or changed > settled:
                racy = True
                signatures[path] = None
                found.recent[path] = state.st_ino & _MOST
            else:
                signatures[path] = _pack(
                    mode, state.st_size, modified, changed, state.st_ino & _MOST
                )
    if not racy:
        # All states are of one length, so the borders need no mark.
        whole = hashlib.blake2b("\0".join(signatures).encode(errors="surrogateescape"))
        whole.update(b"".join(signatures.values()))  # type: ignore[arg-type]  # none is None
        found.seal = whole.hexdigest()[:32]
    return found


def folders_of(site_dir: Path) -> list[str]:
    """Return all folders of the site, relative, parents first; the site itself is ``""``."""
    folders = [""]
    for folder in folders:
        with os.scandir(site_dir / folder) as entries:
            names = sorted(one.name for one in entries if one.is_dir(follow_symlinks=False))
        folders += [f"{folder}{name}/" for name in names]
    return folders


def seal_site(site_dir: Path, folders: list[str]) -> str:
    """Return a digest over the time stamps of the site's folders; empty if one is missing.

    A folder's time of modification changes whenever an entry is made, renamed, replaced or
    removed in it.
    """
    whole = hashlib.blake2b(digest_size=16)
    base = f"{site_dir}/"
    try:
        for folder in folders:
            stamp = os.stat(base + folder).st_mtime_ns  # noqa: PTH116 - thousands of times
            whole.update(f"{folder}\0{stamp}\n".encode())
    except OSError:
        return ""
    return whole.hexdigest()
