"""The text behind a problem: decoding, lines, and places in them."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rakor.diagnostics.problem import Span
from rakor.opener import Folder

# Only these end a line in the editors that staff use. The YAML library also counts U+0085,
# U+2028 and U+2029, so places are always taken from character offsets, never from its lines.
_LINE_END = re.compile(r"\r\n|\n|\r")


class Source:
    """A decoded text and the places in it. Offsets count characters from 0."""

    __slots__ = ("_starts", "file", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts: list[int] | None = None

    @property
    def _line_starts(self) -> list[int]:
        if self._starts is None:
            self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1) of the character at ``offset``."""
        starts = self._line_starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets, cut to the text; empty if the end comes first."""
        size = len(self.text)
        start = min(max(start, 0), size)
        end = min(max(end, start), size)
        return Span(*self.position(start), *self.position(end))

    def line(self, number: int) -> str | None:
        """Line ``number`` (from 1) without its end, or None where there is none."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return None
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    @property
    def line_break(self) -> str:
        """What ends its lines, as its first one shows."""
        match = _LINE_END.search(self.text)
        return match[0] if match else "\n"

    def lines_between(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the text of each line begins and ends that the stretch has a part in."""
        first, last = self.position(start)[0], self.position(max(start, end - 1))[0]
        begun = [self.line_start(number) for number in range(first, last + 1)]
        return [(at, at + len(self.line(number) or "")) for number, at in enumerate(begun, first)]

    def line_start(self, number: int) -> int:
        """Offset of the first character of line ``number`` (from 1)."""
        return self._line_starts[number - 1]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file. ``encoding`` is what was found: "utf-8", "utf-16", "utf-32",
    "windows-1252", or "cut" for UTF-8 that ends within a character; all but UTF-8 are for
    showing only. ``first_bad`` is the offset of the
    first character that is not UTF-8."""

    text: str
    encoding: str = "utf-8"
    first_bad: int = 0


_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a file; never fails. A byte-order mark is taken off."""
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), encoding)
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data:
        # UTF-16 without a mark: in Latin text every second byte is zero.
        head = data[:2000]
        for first_zero, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            half = head[first_zero::2]
            if half and half.count(0) * 10 >= len(half) * 7:
                return Decoded(data.decode(encoding, "replace"), "utf-16")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        if "end of data" in error.reason:
            return Decoded(good + "\ufffd", "cut", len(good))
        rest = data[error.start :].decode("windows-1252", "replace")
        return Decoded(good + rest, "windows-1252", len(good))


class Sources(Mapping[str, Source]):
    """The sources of a project by relative file name, read from disk only when asked for.

    A file that cannot be read is shown as empty; reading never raises.
    """

    def __init__(self, root: Path, size_limit: int) -> None:
        self._root = root
        self._limit = size_limit
        self._last: Source | None = None

    def __getitem__(self, file: str) -> Source:
        if self._last is None or self._last.file != file:
            self._last = Source(file, self._read(file))
        return self._last

    def _read(self, file: str) -> str:
        try:
            with Folder(self._root) as folder:
                return decode(folder.head(file, self._limit)).text
        except (OSError, ValueError):
            return ""

    def __iter__(self) -> Iterator[str]:
        return iter(() if self._last is None else (self._last.file,))

    def __len__(self) -> int:
        return 0 if self._last is None else 1
