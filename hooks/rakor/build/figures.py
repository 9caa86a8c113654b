"""What one build did, in figures."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from rakor.build.up_to_date import summary


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one build.

    Attributes:
        bulletins: bulletins with a page of their own.
        withheld: valid ones without: drafts, and those whose day of publication is to come.
        pages: generated pages.
        documents: how many there are of each kind of documents, pages among them, by its name.
        files: all files of the site.
        rendered: documents rendered again.
        written: addresses of files that were new or differed.
        removed: addresses of files that no document owns any more.
        seconds: wall time of each phase and of all together.
        peak_memory: bytes; the larger of this process and its largest worker.
    """

    bulletins: int = 0
    withheld: int = 0
    pages: int = 0
    documents: Mapping[str, int] = field(default_factory=dict)
    files: int = 0
    rendered: int = 0
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    peak_memory: int = 0

    def summary(self) -> str:
        """Return one line in Indonesian for people."""
        return summary(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain JSON values."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def peak_memory() -> int:
    """Return the bytes that this process or its largest finished child took at most.

    0 where the system does not tell (Windows).
    """
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    peaks = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return unit * max(peaks)
