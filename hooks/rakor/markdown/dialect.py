"""The dialect that hand-written pages and bulletins share, on top of Python-Markdown.

Python-Markdown asks for a blank line before lists and tables, and for four blanks before what
belongs to an item. Staff write as letters and other tools taught them, and a list that becomes
run-on text says something else than was written. Where the meaning is certain by the rules of
CommonMark 0.31 (5.2 and 5.3) and GitHub's tables, :class:`_Lines` gives Python-Markdown what it
asks for; what it reads rightly today is never touched. Numbers of a list are shown as written,
and the words that extensions put on a page are Indonesian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

import markdown
from rakor.markdown.conventions import ADMONITIONS, counts_by_itself, page_link

_ALIGN_CLASSES = {"right": "rk-right", "center": "rk-centre", "left": "rk-left"}

_BACK = "Kembali ke tempat catatan {} dalam teks"


class DialectExtension(Extension):
    """What pages need of Markdown's output, on hand-written pages and in bulletins alike.

    Links to another ``.md`` become links to its page, so that they work in an editor's preview
    and on the site; table cells carry a class for their alignment, since a strict content
    security policy forbids ``style`` and HTML has retired ``align``; pictures load when needed.
    Lists and tables are read as described above.
    """

    def __init__(self, *, markdown_links: bool = False) -> None:
        """``markdown_links`` also turns ``.md`` links into ``.html``: MkDocs does so itself."""
        super().__init__()
        self._markdown_links = markdown_links

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register all parts; to be called after those of the other extensions."""
        # After fenced code and raw HTML were put aside.
        md.preprocessors.register(_Lines(md), "rakor-lines", 15)
        md.parser.blockprocessors.register(_OrderedLists(md.parser), "olist", 40)
        if "admonition" in md.parser.blockprocessors:
            md.parser.blockprocessors.register(_Admonitions(md.parser), "admonition", 105)
        for extension in md.registeredExtensions:
            if isinstance(extension, FootnoteExtension):
                extension.setConfig("BACKLINK_TITLE", _BACK)
        # After raw HTML was put back, for that is what the boxes are to Python-Markdown.
        md.postprocessors.register(_Tasks(md), "rakor-tasks", 5)
        md.treeprocessors.register(_Tree(md, self._markdown_links), "rakor-dialect", -10)


_BOX = re.compile(r'<input type="checkbox" disabled(?: checked)?/?>')


class _Tasks(Postprocessor):
    """Lets screen readers say of the boxes of a list whether a task is done."""

    def run(self, text: str) -> str:
        return _BOX.sub(_with_word, text) if 'type="checkbox"' in text else text


def _with_word(box: re.Match[str]) -> str:
    word = "Selesai" if "checked" in box[0] else "Belum selesai"
    return f'{box[0].rstrip("/>")} aria-label="{word}">'


class _Tree(Treeprocessor):
    def __init__(self, md: markdown.Markdown, markdown_links: bool) -> None:
        super().__init__(md)
        self._markdown_links = markdown_links

    def run(self, root: Element) -> None:
        # HTML has no slash in "<img>". Python-Markdown sets its own wish after all extensions'.
        self.md.set_output_format("html")
        for element in root.iter():
            match element.tag:
                case "td" | "th":
                    _align_by_class(element)
                case "img":
                    element.set("loading", "lazy")
                case "ol":
                    _number_as_written(element)
                case "a" if self._markdown_links:
                    href = element.get("href")
                    if href:
                        element.set("href", page_link(href))


def _align_by_class(cell: Element) -> None:
    align = cell.attrib.pop("align", None)
    # Python-Markdown writes the alignment as style unless told otherwise.
    style = cell.attrib.pop("style", "")
    if align is None and style.startswith("text-align:"):
        align = style.removeprefix("text-align:").strip(" ;")
    if align in _ALIGN_CLASSES:
        cell.set("class", f"{cell.get('class', '')} {_ALIGN_CLASSES[align]}".strip())


# --- words of other extensions ---------------------------------------------------------------


class _Admonitions(AdmonitionProcessor):
    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        name, title = super().get_class_and_title(match)
        if match[2] is None:
            title = ADMONITIONS.get(name.split(" ", 1)[0], title)
        return name, title


# --- numbers of lists ------------------------------------------------------------------------


class _OrderedLists(SaneOListProcessor):
    """Ordered lists that remember the number of every item. A year is none ("2024. Sejak …")."""

    def __init__(self, parser: markdown.blockparser.BlockParser) -> None:
        super().__init__(parser)
        edge = f"[ ]{{0,{self.tab_length - 1}}}"
        self.RE = re.compile(rf"^{edge}\d{{1,3}}\.[ ]+(.*)")
        self.CHILD_RE = re.compile(rf"^{edge}((\d{{1,3}}\.))[ ]+(.*)")
        self._number = re.compile(rf"^{edge}(\d{{1,3}})\.[ ]+")

    def run(self, parent: Element, blocks: list[str]) -> None:
        found = (self._number.match(line) for line in blocks[0].split("\n"))
        numbers = [match[1] for match in found if match]
        sibling = self.lastChild(parent)
        before = parent if parent.tag in {"ol", "ul"} else None
        if sibling is not None and sibling.tag == "ol":
            before = sibling
        known = 0 if before is None else len(before)
        super().run(parent, blocks)
        made = parent[-1] if before is None else before
        for item, number in zip(made[known:], numbers, strict=False):
            item.set("value", number)


def _number_as_written(element: Element) -> None:
    items = [item for item in element if item.tag == "li" and "value" in item.attrib]
    numbers = [int(item.attrib.pop("value")) for item in items]
    if not numbers or counts_by_itself(numbers):
        return
    expected = int(element.get("start", "1"))
    for item, number in zip(items, numbers, strict=True):
        if number != expected:
            item.set("value", str(number))
        expected = number + 1


# --- lines that Python-Markdown reads otherwise than they were meant -------------------------

_ITEM = re.compile(r"( *)([-*+•●▪◦·]|\d{1,3}[.)])( +)(?=\S)")
_RULER = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,})$")
# What ends a list even right below an item: a heading or a ruler.
_ENDING = re.compile(r" {0,3}(?:#{1,6} |(?:- *){3,}$|(?:\* *){3,}$)")
# What is no line of a paragraph: headings, quotes, tables, definitions, notes, what was put aside.
_OTHER = re.compile(r" {0,3}(?:#|>|\||:|\[[^\]]*\]:|\*\[|!!!|<|\x02|[=-]+ *$)")
_CELLS = re.compile(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$")


@dataclass(frozen=True, slots=True)
class _Level:
    """An open item: columns of its mark and of its text, and whether it has a number."""

    mark: int
    text: int
    is_numbered: bool


class _Lines(Preprocessor):
    """Gives lists and tables the blank lines and the indentation that they are read by."""

    def run(self, lines: list[str]) -> list[str]:
        return list(_Reading(lines).lines()) if any(map(_may_matter, lines)) else lines


def _may_matter(line: str) -> bool:
    return "|" in line or _ITEM.match(line) is not None


class _Reading:
    """One walk over the lines, from top to bottom."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._levels: list[_Level] = []
        self._is_prose = False  # whether the line before is one of a paragraph
        self._is_blank = True
        self._in_table = False
        self._goes_on = False  # whether the text of an item goes on after a blank line

    def lines(self) -> Iterator[str]:
        """Give the lines as Python-Markdown needs them."""
        for number, line in enumerate(self._lines):
            if not line.strip():
                self._is_prose = self._in_table = self._goes_on = False
                self._is_blank = True
                yield line
                continue
            item = None if _RULER.match(line) else _ITEM.match(line)
            if self._levels and not self._is_blank and self._ends_list(number, line, item):
                self._levels.clear()
                self._is_blank = True
                yield ""
            elif self._goes_on and item is not None and not self._is_text(item):
                self._is_blank = True
                yield ""
            made = self._in_list(line, item) if self._levels else line
            if not self._levels:
                if self._needs_gap(number, made, item):
                    self._is_blank = True
                    yield ""
                made = self._outside(number, made, item)
            self._is_blank = False
            yield made

    def _ends_list(self, number: int, line: str, item: re.Match[str] | None) -> bool:
        """Whether a line right below an item cannot belong to its list."""
        if line.startswith("    "):
            return False
        if item is None:
            return _ENDING.match(line) is not None or self._begins_table(number, line)
        outer = self._levels[0]
        return (
            not any(_belongs(item, level) for level in self._levels)
            and _is_numbered(item) != outer.is_numbered
            and _may_interrupt(item)
        )

    def _in_list(self, line: str, item: re.Match[str] | None) -> str:
        """A line while a list is open; it may close the list."""
        column = len(line) - len(line.lstrip(" "))
        if item is not None and (self._is_blank or not self._is_text(item)):
            while self._levels and not _belongs(item, self._levels[-1]):
                self._levels.pop()
            return self._item(line, item)
        if not self._is_blank:
            return line  # goes on with the text of the item, at any column
        while self._levels and column < self._levels[-1].text:
            self._levels.pop()
        self._is_prose = False
        self._goes_on = bool(self._levels)
        return _at_least(line, column, len(self._levels))

    def _is_text(self, item: re.Match[str]) -> bool:
        """Whether what looks like an item goes on with a text: a number other than 1 below a
        bullet ("… pada pukul" and "9. …")."""
        beside = [level for level in self._levels if not _belongs(item, level)]
        return (
            bool(beside)
            and beside[0].is_numbered != _is_numbered(item)
            and not _may_interrupt(item)
        )

    def _item(self, line: str, item: re.Match[str]) -> str:
        column = len(item[1])
        line = _at_least(_with_plain_mark(line, item), column, len(self._levels))
        self._levels.append(_Level(column, item.end(), _is_numbered(item)))
        self._is_prose = self._in_table = self._goes_on = False
        return line

    def _needs_gap(self, number: int, line: str, item: re.Match[str] | None) -> bool:
        """Whether a line outside lists begins something that needs a blank line before it."""
        if self._in_table:
            return "|" not in line
        if not self._is_prose or line.startswith("    "):
            return False
        if item is not None:
            return _may_interrupt(item)
        return self._begins_table(number, line)

    def _begins_table(self, number: int, line: str) -> bool:
        below = self._lines[number + 1] if number + 1 < len(self._lines) else ""
        return (
            "|" in line
            and "|" in below
            and _CELLS.match(below) is not None
            and _cells(line) == _cells(below)
        )

    def _outside(self, number: int, line: str, item: re.Match[str] | None) -> str:
        if line.startswith("    "):
            return line  # code, or part of a note; whatever came before goes on
        if item is not None and self._is_blank:
            return self._item(line, item)
        if self._begins_table(number, line):
            # Only rows with bars at both ends tell where the table ends.
            self._in_table = line.lstrip().startswith("|")
            self._is_prose = False
        elif not self._in_table:
            self._is_prose = _OTHER.match(line) is None
        return line


def _is_numbered(item: re.Match[str]) -> bool:
    return item[2][-1] in ".)"


def _may_interrupt(item: re.Match[str]) -> bool:
    """Whether an item may begin right below a line of text (CommonMark: a bullet, or number 1)."""
    return not _is_numbered(item) or int(item[2][:-1]) == 1


def _belongs(item: re.Match[str], level: _Level) -> bool:
    """Whether an item lies within that level, and not beside it."""
    column = len(item[1])
    # Bullets two blanks below a number are meant to be part of it, though CommonMark wants three.
    is_other = _is_numbered(item) != level.is_numbered
    return column >= level.text or (column >= level.mark + 2 and is_other)


def _at_least(line: str, column: int, depth: int) -> str:
    return " " * (4 * depth - column) + line


def _with_plain_mark(line: str, item: re.Match[str]) -> str:
    mark = item[2]
    if mark in "-*+" or mark[-1] == ".":
        return line
    plain = f"{mark[:-1]}." if mark[-1] == ")" else "-"
    return line[: item.start(2)] + plain + line[item.end(2) :]


def _cells(row: str) -> int:
    return row.strip(" ").removeprefix("|").removesuffix("|").count("|") + 1
