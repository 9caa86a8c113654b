"""The short way: nothing changed, so nothing is done.

Only light modules are loaded for it; a whole build needs ten times as long for its imports as
this takes for a site of thousands of bulletins.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rakor.incremental.fingerprints import frame_key
from rakor.incremental.state import Store, store_path
from rakor.publish.staging import MARK_NAME
from rakor.settings import STORE_NAME
from rakor.source.scan import Sources, scan_sources, seal_site
from rakor.theme.frame import load


class Verdict(NamedTuple):
    """What a look from outside came to.

    Attributes:
        figures: those of a build that has nothing to do; None if there may be something.
        sources: the bulletins as they were found, if it came to looking at them.
    """

    figures: dict[str, Any] | None
    sources: Sources | None = None


def look(root: Path, site_dir: Path | None) -> Verdict:
    """Tell whether a build has nothing to do.

    That is: the last build was finished without anything to say; program, configuration and
    hand-written pages are the same; no file below ``bulletins/`` was added, removed, renamed or
    written; and no entry of a folder of the site was.
    """
    begun = time.perf_counter()
    sources = None
    key = frame_key(root)
    frame = load(root, key)
    if frame is None:
        return Verdict(None)
    target = site_dir or root / frame.settings.site_dir
    path = store_path(root / STORE_NAME, target)
    if not path.is_file() or not (target / MARK_NAME).is_file():
        return Verdict(None)
    try:
        with Store(path) as store:
            seal = store.seal()
            if seal is None or seal.program != key or not seal.sources or not seal.site:
                return Verdict(None)
            sources = scan_sources(root)
            if sources.seal != seal.sources:
                return Verdict(None, sources)
            if seal_site(target, store.folders()) != seal.site:
                return Verdict(None, sources)
            figures = store.figures()
    except sqlite3.Error:
        return Verdict(None, sources)  # the build proper says what is wrong, or mends it
    spent = round(time.perf_counter() - begun, 4)
    return Verdict({**figures, "seconds": {"verdict": spent, "total": spent}}, sources)


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
