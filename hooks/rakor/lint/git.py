"""Asking git, through its own command."""

from __future__ import annotations

import subprocess
from pathlib import Path

from rakor.errors import RakorError


class GitError(RakorError):
    """Git could not answer; the message says what it was asked."""


def ask_git(root: Path, *arguments: str, revision: str = "") -> bytes:
    """Run git in a folder and return what it prints.

    Args:
        root: the folder.
        arguments: what git is told.
        revision: the one that somebody named and that may not be there.

    Raises:
        GitError: there is no git, or it refuses.
    """
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=False
        )
    except OSError as error:
        raise GitError("Perintah git tidak ada di komputer ini.") from error
    if done.returncode:
        if revision:
            raise GitError(
                f"Git tidak mengenal revisi {revision}. Tulis nama cabang, tag, atau komit, "
                "misalnya --since main"
            )
        raise GitError(f"Git menolak: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout
