"""The short way: nothing changed, so nothing is done.

Only light modules are loaded for it; a whole build needs ten times as long for its imports as
this takes for a site of thousands of bulletins.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rakor.errors import FrameError
from rakor.incremental.database import StateBusy, StateDamaged
from rakor.incremental.state import STATE_NAME, State
from rakor.publish.staging import MARK_NAME
from rakor.settings import STORE_NAME
from rakor.source.scan import ScannedFiles, scan_sources, seal_site
from rakor.theme.frame import load
from rakor.theme.frame_inputs import FrameInputs


class QuickLook(NamedTuple):
    """What a look from outside came to.

    Attributes:
        figures: those of a build that has nothing to do; None if there may be something.
        sources: the bulletins as they were found, if it came to looking at them.
    """

    figures: dict[str, Any] | None
    sources: ScannedFiles | None = None


def look(root: Path, site_dir: Path | None) -> QuickLook:
    """Tell whether a build has nothing to do.

    That is: the last build was finished without anything to say; program, configuration and
    hand-written pages are the same; no file below ``bulletins/`` was added, removed, renamed or
    written; and no entry of a folder of the site was.
    """
    begun = time.perf_counter()
    sources = None
    try:
        inputs = FrameInputs(root)
        frame = load(root, inputs)
        if frame is None or not (root / STORE_NAME / STATE_NAME).is_file():
            return QuickLook(None)
        target = site_dir or root / frame.settings.site_dir
        if not (target / MARK_NAME).is_file():
            return QuickLook(None)
        with State(root) as kept:
            state = kept.site(target)
            last = state.fingerprints
            if last is None or last.frame != inputs.exact or not last.sources or not last.site:
                return QuickLook(None)
            sources = scan_sources(root)
            if sources.seal != last.sources or seal_site(target, state.folders) != last.site:
                return QuickLook(None, sources)
            figures = state.figures
    except (OSError, FrameError, StateDamaged, StateBusy):
        return QuickLook(None, sources)  # the build proper says what is wrong, or mends it
    spent = round(time.perf_counter() - begun, 4)
    return QuickLook({**figures, "seconds": {"look": spent, "total": spent}}, sources)


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
