"""The text below the front matter as Markdown sees it: without code, its headings, its anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from rakor.source.frontmatter import ParsedFile

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)[^`\n]+\1(?!`)")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+([^\n]*)$", re.MULTILINE)

SOURCE_LINE = ">>>"
"""How a line begins that ``rakor import`` took from its source, to be replaced."""
_SOURCE_LINES = re.compile(rf"^ {{0,3}}{SOURCE_LINE}[^\n]*", re.MULTILINE)


def written_body(document: ParsedFile) -> str:
    """The text below the front matter without code, comments and lines of an imported source, as
    long as it was."""
    return without_source_lines(_as_written(document))


def with_plain_line_ends(document: ParsedFile) -> str:
    """The text below the front matter with line feeds for ends of lines, as long as it was."""
    text = document.source.text[document.body_start :]
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text


def _as_written(document: ParsedFile) -> str:
    return _without_code(with_plain_line_ends(document))


def source_lines(document: ParsedFile) -> list[tuple[int, int]]:
    """Where lines stand that were copied from an imported source; offsets in the file."""
    if SOURCE_LINE not in document.source.text:
        return []
    start = document.body_start
    found = _SOURCE_LINES.finditer(_as_written(document))
    return [(start + match.start(), start + match.end()) for match in found]


def without_source_lines(text: str) -> str:
    """A text with the lines of an imported source emptied: they are never published, so no rule
    about what is published looks at them."""
    if SOURCE_LINE not in text:
        return text
    # Line ends, for blanks would be counted as words where texts too short to judge are told.
    return _SOURCE_LINES.sub(lambda match: "\n" * len(match[0]), text)


def _without_code(text: str) -> str:
    """The text with code and comments blanked out, at the same places."""
    if "`" in text or "~" in text:
        text = _without_fences(text)
        text = _CODE.sub(_blank, text)
    if "<" in text:
        text = _without_comments(text)
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without_comments(text: str) -> str:
    # Not one pattern: that would look for "-->" again from every "<!--".
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts += text[at:start], re.sub(r"[^\n]", " ", text[start : end + 3])
        at = end + 3
    return "".join(parts) + text[at:]


def _without_fences(text: str) -> str:
    lines = text.split("\n")
    fence = ""
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            lines[number] = " " * len(line)
        elif match:
            fence = match[1]
            lines[number] = " " * len(line)
    # A fence that is never closed is no fence: nothing was hidden by it.
    return text if fence else "\n".join(lines)


def headings(body: str) -> Iterator[tuple[re.Match[str], str]]:
    """Every heading with its title, without the marks that may close it."""
    for match in _HEADING.finditer(body):
        yield match, match[2].rstrip(" \t").rstrip("#").rstrip(" \t")


def anchors(html: str) -> frozenset[str]:
    """The ids in the HTML that a page shows: what links can point to."""
    found = _Ids()
    found.feed(html)
    found.close()
    return frozenset(found.ids)


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the id of an element."""
        self.ids.update(value for name, value in attrs if name == "id" and value)
