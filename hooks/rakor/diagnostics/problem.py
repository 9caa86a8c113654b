"""What a problem is: a place, a code, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How bad: an error stops publication, a warning asks for a second look, a note is only
    for the record and stops nothing, not even a strict build."""

    ERROR = "galat"
    WARNING = "peringatan"
    NOTE = "catatan"

    @property
    def machine_name(self) -> str:
        """The word other programs expect ("error", "warning", "note")."""
        return self.name.lower()


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


@dataclass(frozen=True, slots=True)
class Edit:
    """Text to put in the place of a stretch of the file; every other byte stays."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """How a problem can be mended without doubt: edits that do not overlap, or a new place for
    the file. ``move_to`` is relative to the project folder."""

    edits: tuple[Edit, ...] = ()
    move_to: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding, complete enough to be shown without the file at hand.

    ``file`` is relative to the project folder, with ``/``. ``message`` says what is wrong,
    ``cause`` why, ``remedy`` what to write instead; with ``is_step`` the remedy is something
    to do rather than text to write. ``fix`` is there where the remedy is certain. Problems sort
    by file, place and code.
    """

    file: str
    span: Span
    code: str
    message: str
    cause: str
    remedy: str
    severity: Severity = Severity.ERROR
    is_step: bool = False
    fix: Fix | None = field(default=None, compare=False)
