"""Which files a check is asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from rakor.content.tree import FOLDER
from rakor.errors import RakorError


class OutsideBulletins(RakorError):
    """A path to check that does not lie below ``bulletins/``."""


def wanted_files(root: Path, paths: Sequence[Path] | None) -> Callable[[str], bool] | None:
    """Whether a file (relative to the root) is asked for by ``paths``; None: every file is."""
    return None if paths is None else Selection(root, paths).has


class Selection:
    """The files and folders a check is limited to."""

    def __init__(self, root: Path, paths: Sequence[Path]) -> None:
        base = root.resolve()
        self._names: set[str] = set()
        for path in paths:
            # The folder is resolved, the last part is not: it may be a link that is wrong.
            real = path.resolve() if path.name in {"", ".."} else path.parent.resolve() / path.name
            relative = Path(os.path.relpath(real, base)).as_posix()
            if relative != "." and relative != FOLDER and not relative.startswith(f"{FOLDER}/"):
                raise OutsideBulletins(
                    f"{path} tidak berada di dalam {root / FOLDER}, jadi tidak ada yang bisa "
                    "diperiksa di sana. Untuk proyek lain, sebutkan foldernya dengan --root."
                )
            self._names.add("" if relative == "." else relative)

    def has(self, file: str) -> bool:
        """Whether ``file`` (relative to the root) is one of them or lies in one."""
        if "" in self._names or file in self._names:
            return True
        return any(file.startswith(f"{name}/") for name in self._names)
