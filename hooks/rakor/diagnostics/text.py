"""Problems for people: place, what, why, what to write."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from rakor.diagnostics.problem import FILE_START, Problem, Severity
from rakor.diagnostics.source import Source
from rakor.printable import UNSAFE, printable, printable_lines

#: Problems shown at most, of one file and in all. Nobody reads more at one sitting, and one
#: wrong habit repeated in a hundred files must not bury the rest.
PER_FILE = 20
IN_ALL = 100

_WIDTH = 100  # columns of source shown
_TAB = 4

_BOLD, _CYAN, _DIM = "1", "36", "2"
_TONES = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;34"}


def render_text(
    problems: Iterable[Problem],
    sources: Mapping[str, Source],
    color: bool = False,
    files: int | None = None,
) -> str:
    """All problems as text, ended by a line of counts.

    ``sources`` gives the source lines (a file that is missing there is shown without);
    ``files`` is how many files were looked at. Empty when there is no problem.
    """
    found = sorted(problems)
    if not found:
        return ""
    paint = _paint if color else _plain
    shown: list[str] = []
    per_file: Counter[str] = Counter()
    for problem in found:
        per_file[problem.file] += 1
        if per_file[problem.file] <= PER_FILE and len(shown) < IN_ALL:
            shown.append(_block(problem, sources, paint))
    if len(shown) < len(found):
        shown.append(
            f"… dan {len(found) - len(shown)} masalah lain yang tidak ditampilkan di sini.\n"
            "Perbaiki dulu yang di atas, lalu periksa lagi.\n"
        )
    shown.append(summary(found, files))
    return "\n".join(shown)


def summary(problems: Iterable[Problem], files: int | None = None) -> str:
    """The closing line: counts, files, and how to learn more."""
    found = list(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    touched = len({problem.file for problem in found})
    codes = Counter(problem.code for problem in found)
    of_files = f"{touched} berkas" if files is None else f"{touched} dari {files} berkas"
    notes = sum(problem.severity is Severity.NOTE for problem in found)
    line = f"{errors} galat, {len(found) - errors - notes} peringatan"
    line += f", {notes} catatan dalam {of_files}." if notes else f" dalam {of_files}."
    mendable = sum(problem.fix is not None for problem in found)
    if mendable:
        line += f" {mendable} bisa diperbaiki otomatis: rakor check --fix."
    if len(codes) == 1:
        line += f" Penjelasan: rakor explain {next(iter(codes))}"
    elif codes:
        line += f" Penjelasan: rakor explain KODE, misalnya rakor explain {min(codes)}"
    return line + "\n"


def _block(problem: Problem, sources: Mapping[str, Source], paint: _Painter) -> str:
    span = problem.span
    tone = _TONES[problem.severity]
    lines = [
        paint(_BOLD, f"{printable(problem.file)}:{span.line}:{span.column}"),
        paint(tone, f"{problem.severity} {problem.code}") + f"  {printable(problem.message)}",
    ]
    # The first line of a picture or a document says nothing.
    has_lines = span != FILE_START or problem.file.endswith((".md", ".yml"))
    source = sources.get(problem.file) if has_lines else None
    text = source.line(span.line) if source is not None else None
    if text:
        lines += _excerpt(text, problem, paint, tone)
    lines.append(_labelled("Sebab", problem.cause, paint))
    lines.append(_labelled("Langkah" if problem.is_step else "Tulis", problem.remedy, paint))
    return "\n".join(lines) + "\n"


def _labelled(label: str, text: str, paint: _Painter) -> str:
    first, *rest = printable_lines(text).split("\n")
    head = f"  {paint(_CYAN, label)}{' ' * (8 - len(label))}{first}"
    return "\n".join([head, *(f"          {line}" for line in rest)])


def _excerpt(text: str, problem: Problem, paint: _Painter, tone: str) -> list[str]:
    """The source line and carets under the place, cut to a window where the line is long."""
    span = problem.span
    start = min(span.column - 1, len(text))
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    end = min(max(end, start + 1), max(len(text), start + 1))
    first, last = 0, len(text)
    if last > _WIDTH:
        first = max(0, min(start - _WIDTH // 3, last - _WIDTH))
        last = min(first + _WIDTH, last)
    before, cut = ("…" if first else ""), ("…" if last < len(text) else "")
    lead = len(before) + sum(_width(char) for char in text[first:start])
    length = max(1, sum(_width(char) for char in text[start : min(end, last)]))
    shown = before + "".join(_show(char) for char in text[first:last]) + cut
    return [
        f"{paint(_DIM, f'{span.line:>5} |')} {shown}".rstrip(),
        f"{paint(_DIM, '      |')} {' ' * lead}{paint(tone, '^' * length)}",
    ]


def _width(char: str) -> int:
    """Columns a character takes on a terminal."""
    if char == "\t":
        return _TAB
    if " " <= char <= "~":
        return 1
    if UNSAFE.match(char):
        return 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _show(char: str) -> str:
    return " " * _TAB if char == "\t" else printable(char)


class _Painter:
    """Puts a text into a terminal style, or leaves it as it is."""

    def __init__(self, color: bool) -> None:
        self._color = color

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._color else text


_paint = _Painter(color=True)
_plain = _Painter(color=False)
