"""The short way: nothing changed, so nothing is done.

Only light modules are loaded for it; a whole build needs ten times as long for its imports as
this takes for a site of thousands of bulletins.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rakor.frame import STORE_NAME, frame_key, load
from rakor.inputs import scan_sources, seal_site
from rakor.publish import MARK_NAME
from rakor.store import Store, store_path


def unchanged(root: Path, site_dir: Path | None) -> dict[str, Any] | None:
    """Return the figures of a build that has nothing to do, or None if there may be something.

    That is: the last build was finished without anything to say; program, configuration and
    hand-written pages are the same; no file below ``bulletins/`` was added, removed, renamed or
    written; and no entry of a folder of the site was.
    """
    begun = time.perf_counter()
    key = frame_key(root)
    frame = load(root, key)
    if frame is None:
        return None
    target = site_dir or root / frame.settings.site_dir
    path = store_path(root / STORE_NAME, target)
    if not path.is_file() or not (target / MARK_NAME).is_file():
        return None
    try:
        with Store(path) as store:
            seal = store.seal()
            if seal is None or seal.program != key or not seal.sources or not seal.site:
                return None
            if scan_sources(root).seal != seal.sources:
                return None
            if seal_site(target, store.folders()) != seal.site:
                return None
            figures = store.figures()
    except (sqlite3.Error, KeyError):
        return None  # the build proper says what is wrong with the store, or mends it
    spent = round(time.perf_counter() - begun, 4)
    return {
        **figures,
        "rendered": 0,
        "written": [],
        "removed": [],
        "seconds": {"verdict": spent, "total": spent},
    }


def summary(figures: Mapping[str, Any]) -> str:
    """Return the figures of a build as one line in Indonesian."""
    seconds = f"{figures['seconds']['total']:.1f}".replace(".", ",")
    written, files = len(figures["written"]), figures["files"]
    line = (
        f"{figures['bulletins']} buletin, {files} berkas situs: {written} ditulis, "
        f"{files - written} tetap, {len(figures['removed'])} dihapus ({seconds} detik)."
    )
    if figures["withheld"]:
        line += f" {figures['withheld']} buletin belum dimuat (draf atau belum tanggal terbitnya)."
    return line
