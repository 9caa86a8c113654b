"""What a copy tells while it runs, and what it did."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


class Progress:
    """What a copy tells of its progress; this one listens to nothing."""

    def begin(self, phase: str, files: int, size: int) -> None:
        """Begin a phase of so many files and bytes."""

    def advance(self, files: int, size: int) -> None:
        """Note that so much more of the phase is done."""


@dataclass(slots=True)
class CopyReport:
    """What one copy did.

    Attributes:
        target: where.
        files: files of the edition, those at the root included.
        written: paths written, in order; damaged ones that were written again stand twice.
        bytes: bytes written.
        removed: paths removed.
        foreign: files in ``data/`` that are not ours and were left alone.
        litter: what systems left there, see :mod:`rakor.offline.litter`.
        repaired: paths that read back wrongly and were written again.
        verified: whether everything was read back.
        seconds: wall time.
    """

    target: Path
    files: int = 0
    written: list[str] = field(default_factory=list)
    bytes: int = 0
    removed: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    litter: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    verified: bool = False
    seconds: float = 0.0
