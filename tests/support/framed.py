"""Synthetic sites with the frame that MkDocs makes of all of them, made once in a process."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import corpus

from rakor.adapter.frame import make_frame
from rakor.settings import STORE_NAME


def write_site(root: Path, count: int, seed: int = 0) -> None:
    """Write a site as :func:`corpus.write_site` does, and put the frame into its store."""
    corpus.write_site(root, count, seed)
    shutil.copytree(_made() / STORE_NAME / "frame", root / STORE_NAME / "frame")


@cache
def _made() -> Path:
    """A site without bulletins and its frame, made once in a process."""
    root = Path(tempfile.mkdtemp(prefix="rakor-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    corpus.write_site(root, 0)
    make_frame(root)
    return root
