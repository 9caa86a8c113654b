"""What is kept must be this machine's own: a state that came with a repository is refused.

A frame or a state that somebody else committed would be published without having been made here.
"""

from __future__ import annotations

from pathlib import Path

from rakor.errors import RakorError
from rakor.settings import STORE_NAME


class StateTracked(RakorError):
    """``.rakor/`` is part of a Git repository."""

    def __init__(self) -> None:
        super().__init__(
            f"Folder {STORE_NAME}/ ikut tersimpan di Git, padahal isinya catatan komputer yang "
            "membangun situs dan tidak boleh datang dari tempat lain. Keluarkan dengan: "
            f"git rm -r --cached {STORE_NAME}, lalu tambahkan baris {STORE_NAME}/ pada .gitignore."
        )


def refuse_tracked(root: Path) -> None:
    """Refuse a ``.rakor/`` that Git tracks.

    Git's list of files is looked through for the name first; Git itself is asked only if it
    stands there.

    Raises:
        StateTracked: it does.
    """
    index = _index_of(root)
    if index is None:
        return
    try:
        data = index.read_bytes()
    except OSError:
        return
    # Version 4 of the list leaves out what a name shares with the one before.
    is_shortened = data[4:8] == b"\0\0\0\4"
    if not is_shortened and f"{STORE_NAME}/".encode() not in data:
        return
    import subprocess  # for few repositories

    command = ["git", "-c", "core.fsmonitor=false", "-C", str(root), "ls-files", "--", STORE_NAME]
    try:
        listed = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return  # no Git, no repository
    if listed.stdout:
        raise StateTracked


def _index_of(root: Path) -> Path | None:
    """The list of files of the repository that holds ``root``, if there is one."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_dir():
            return git / "index"
        if git.is_file():  # a worktree or submodule
            head, _, target = git.read_text(encoding="utf-8", errors="replace").partition(":")
            return folder / target.strip() / "index" if head == "gitdir" else None
    return None
