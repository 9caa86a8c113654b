"""Collecting problems of one file while it is being read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from rakor.diagnostics.problem import Edit, Fix, Problem
from rakor.diagnostics.rule import Rule
from rakor.diagnostics.source import Source

#: Problems kept of one file. A file with more is not a bulletin with slips but something else,
#: and must not fill the memory.
LIMIT = 500


class Placed(Protocol):
    """Anything that knows where it stands in the file: ``start`` and ``end`` are offsets of
    characters."""

    start: int
    end: int


class Report:
    """The problems found in one source so far, at most :data:`LIMIT`."""

    __slots__ = ("problems", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    @property
    def is_full(self) -> bool:
        """Whether no more problems are taken."""
        return len(self.problems) >= LIMIT

    def at(
        self,
        place: Placed | tuple[int, int],
        rule: Rule,
        message: str,
        cause: str,
        remedy: str,
        *,
        is_step: bool = False,
        edits: Iterable[tuple[int, int, str]] = (),
        move_to: str = "",
    ) -> None:
        """Note a problem at a node, or between two character offsets of the source.

        ``edits`` mend it for certain: start, end and the text to put there; or the file belongs
        to ``move_to``.
        """
        if self.is_full:
            return
        start, end = place if isinstance(place, tuple) else (place.start, place.end)
        span = self.source.span
        changes = tuple(Edit(span(a, b), new) for a, b, new in edits)
        fix = Fix(changes, move_to) if changes or move_to else None
        self.problems.append(
            rule.problem(
                self.source.file,
                message,
                cause,
                remedy,
                span=span(start, end),
                is_step=is_step,
                fix=fix,
            )
        )
