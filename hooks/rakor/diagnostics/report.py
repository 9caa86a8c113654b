"""Collecting problems of one file while it is being read."""

from __future__ import annotations

from rakor.diagnostics.catalogue import CATALOGUE
from rakor.diagnostics.problem import Problem
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
    ) -> None:
        """Note a problem between two character offsets of the source."""
        if self.is_full:
            return
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
            )
        )
