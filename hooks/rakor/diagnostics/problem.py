"""What a problem is: a place, a code, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad: an error stops publication, a warning asks for a second look."""

    ERROR = "galat"
    WARNING = "peringatan"

    @property
    def machine_name(self) -> str:
        """The word other programs expect ("error", "warning")."""
        return "error" if self is Severity.ERROR else "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file. Lines and columns count from 1, columns in Unicode characters
    (a byte-order mark is not counted); the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


#: The place of problems that concern a file as a whole.
FILE_START = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding, complete enough to be shown without the file at hand.

    ``file`` is relative to the project folder, with ``/``. ``message`` says what is wrong,
    ``cause`` why, ``remedy`` what to write instead; with ``is_step`` the remedy is something
    to do rather than text to write. Problems sort by file, place and code.
    """

    file: str
    span: Span
    code: str
    message: str
    cause: str
    remedy: str
    severity: Severity = Severity.ERROR
    is_step: bool = False
