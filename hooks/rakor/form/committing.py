"""Offering git: what it holds of a file, and a commit of just what the form has written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rakor.lint.git import GitError, ask_git
from rakor.source.scan import FOLDER


def last_committed(root: Path, id_: str) -> bytes | None:
    """A bulletin as git has it, or None where git does not know it."""
    try:
        return ask_git(root, "show", f"HEAD:./{FOLDER}/{id_}.md")
    except GitError:
        return None


def is_there(root: Path) -> bool:
    """Whether the site lies in a work tree of git that has a commit."""
    try:
        ask_git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except GitError:
        return False
    return True


def others_changed(root: Path, paths: Iterable[str]) -> list[str] | None:
    """What else differs from the last commit, as paths below the root; None without git."""
    try:
        prefix = ask_git(root, "rev-parse", "--show-prefix").decode("utf-8", "replace").strip()
        listed = ask_git(
            root, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames"
        )
    except GitError:
        return None
    own = {f"{prefix}{path}" for path in paths}
    names = (entry[3:] for entry in listed.decode("utf-8", "replace").split("\0") if entry)
    return [name.removeprefix(prefix) for name in names if name not in own]


def commit(root: Path, paths: Iterable[str], message: str) -> None:
    """Record some files, and nothing else.

    Raises:
        GitError: git refuses; its words are in the message.
    """
    named = [f":(literal){path}" for path in paths]
    ask_git(root, "add", "--all", "--", *named)
    ask_git(
        root, "commit", "--quiet", "--message", " ".join(message.split()), "--only", "--", *named
    )
