"""Collecting problems of one file while it is being read."""

from __future__ import annotations

from collections.abc import Iterable

from rakor.diagnostics.catalogue import CATALOGUE
from rakor.diagnostics.problem import Edit, Fix, Problem
from rakor.diagnostics.source import Source

#: Problems kept of one file. A file with more is not a bulletin with slips but something else,
#: and must not fill the memory.
LIMIT = 500


class Report:
    """The problems found in one source so far, at most :data:`LIMIT`."""

    __slots__ = ("problems", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    @property
    def is_full(self) -> bool:
        """Whether looking for more is in vain."""
        return len(self.problems) >= LIMIT

    def add(
        self,
        code: str,
        start: int,
        end: int,
        message: str,
        cause: str,
        remedy: str,
        *,
        is_step: bool = False,
        edits: Iterable[tuple[int, int, str]] = (),
        move_to: str = "",
    ) -> None:
        """Note a problem between two character offsets of the source.

        ``edits`` mend it for certain: start, end and the text to put there; or the file belongs
        to ``move_to``.
        """
        if self.is_full:
            return
        changes = tuple(Edit(self.source.span(a, b), new) for a, b, new in edits)
        self.problems.append(
            Problem(
                file=self.source.file,
                span=self.source.span(start, end),
                code=code,
                message=message,
                cause=cause,
                remedy=remedy,
                severity=CATALOGUE[code].severity,
                is_step=is_step,
                fix=Fix(changes, move_to) if changes or move_to else None,
            )
        )
