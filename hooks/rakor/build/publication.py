"""The end of a build: everything is put in place, and what is known of it is kept."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from rakor.build.figures import Figures, peak_memory
from rakor.build.inputs import BuildInputs
from rakor.build.previous import PreviousBuild
from rakor.errors import SiteFolderError
from rakor.incremental.changes import Changes, Fingerprints
from rakor.printable import printable
from rakor.publish.staging import Staging, remove
from rakor.source.scan import folders_of, seal_site


class Stopwatch:
    """Wall time of each phase of a build, in seconds."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self._seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, phase: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - begun
            self._seconds[phase] = self._seconds.get(phase, 0.0) + spent

    def seconds(self) -> dict[str, float]:
        """Return the phases so far, and all of it as ``total``."""
        spent = {**self._seconds, "total": time.perf_counter() - self._begun}
        return {name: round(value, 4) for name, value in spent.items()}


def publish(
    inputs: BuildInputs,
    previous: PreviousBuild,
    staging: Staging,
    changes: Changes,
    watch: Stopwatch,
) -> Figures:
    """Put staged files in place, remove what is gone, and commit what is known now."""
    with watch("publish"):
        folders = _put_in_place(inputs, previous, staging, changes)
    figures = replace(
        Figures(**changes.figures),
        written=tuple(changes.written),
        removed=tuple(changes.figures["removed"]),
        rendered=changes.rendered,
        seconds=watch.seconds(),
        peak_memory=peak_memory(),
    )
    frame = inputs.frame
    now, before = inputs.source_states, previous.sources
    # Notes stop nothing: a build that has nothing to do does not look for them again.
    calm = not (inputs.checked.errors or inputs.checked.warnings or frame.warnings)
    changes.sources = {path: one for path, one in now.items() if before.get(path) != one}
    changes.gone_sources = before.keys() - now.keys()
    changes.fingerprints = Fingerprints(
        frame=frame.exact,
        lasting=frame.lasting,
        # With something to say there is no short way: it is said every time.
        sources=inputs.found.seal if calm else "",
        site=seal_site(inputs.site_dir, folders),
    )
    changes.folders = folders
    # Those of a build that has nothing to do, should the next one be.
    changes.figures = replace(figures, rendered=0, written=(), removed=()).to_json()
    changes.values |= {
        "rules": inputs.rules,
        "kinds": inputs.kinds,
        "edition": inputs.edition,
        "said of the edition": inputs.said_of_the_edition,
    }
    previous.state.commit(changes)
    return figures


def _put_in_place(
    inputs: BuildInputs, previous: PreviousBuild, staging: Staging, changes: Changes
) -> list[str]:
    """Publish, and return the folders of the site."""
    written, removed = changes.written, changes.figures["removed"]
    folders = previous.state.folders
    stay = previous.is_site_whole and not removed  # asked before anything is touched
    if written or removed:
        if taken := previous.in_the_way(written):
            raise SiteFolderError(
                f"Di {inputs.site_dir} ada berkas yang bukan buatan Rakor di tempat yang "
                f"dibutuhkan: {', '.join(map(printable, taken[:5]))}. Tidak ada yang disentuh. "
                "Pindahkan dahulu, atau pilih folder lain dengan --site-dir."
            )
        previous.state.announce(previous.added.union(written))
        staging.replace(written)
        remove(inputs.site_dir, removed)
    known = set(folders)
    if stay and all(address[: address.rfind("/") + 1] in known for address in written):
        return folders
    return folders_of(inputs.site_dir)
