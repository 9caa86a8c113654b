"""Reading a copy back: whether a target really holds what was written to it."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rakor.opener import Folder, Unfit

_READERS = 2


def damaged_files(
    root: Path, paths: list[str], hashes: Mapping[str, str], advance: Callable[[int, int], None]
) -> list[str]:
    """Return those of some files that do not read back as they must.

    Args:
        root: the target.
        paths: which files to read, past the caches of the system where it allows that.
        hashes: SHA-256 that each must have.
        advance: told of each sound file: one, and its bytes.

    Raises:
        OSError: the target is gone.
    """

    def damaged(part: list[str]) -> list[str]:
        with Folder(root) as folder:
            found = []
            for path in part:
                sha256, size = _read_back(folder, path, root)
                if sha256 == hashes[path]:
                    advance(1, size)
                else:
                    found.append(path)
            return found

    share = -(-len(paths) // _READERS)
    parts = [paths[first : first + share] for first in range(0, len(paths), share or 1)]
    with ThreadPoolExecutor(_READERS) as pool:
        return [path for found in pool.map(damaged, parts) for path in found]


def _read_back(folder: Folder, path: str, root: Path) -> tuple[str, int]:
    """The SHA-256 of a file and its bytes; no digest of one that cannot be read."""
    digest = hashlib.sha256()
    size = 0
    try:
        for chunk in folder.pieces(path, fresh=True):
            digest.update(chunk)
            size += len(chunk)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, Unfit):
        return "", 0
    except OSError as error:
        if error.errno == errno.EIO and root.exists():
            return "", 0  # a bad block: written anew elsewhere
        raise
    return digest.hexdigest(), size
