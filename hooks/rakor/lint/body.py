"""The text below the front matter as Markdown sees it: without code, its headings, its anchors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rakor.source.frontmatter import ParsedFile

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)[^`\n]+\1(?!`)")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+([^\n]*)$", re.MULTILINE)
_NUMBERED = re.compile(r"(.*)_(\d{1,9})")
_ID = re.compile(r"\{:?[^{}\n]*#([\w.:-]+)[^{}\n]*\}\s*$")
_ANY_ID = re.compile(
    r"\{:?[^{}\n]*#([\w.:-]+)[^{}\n]*\}|\b(?:id|name)\s{0,2}=\s{0,2}[\"']([^\"'\n]{1,100})"
)
# No bracket within a bracket: a row of opening ones must not cost its square.
_LINK_MARKS = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)|[*_`]+")


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


def anchors(body: str) -> frozenset[str]:
    """The ids a body's headings get, by the rules of Python-Markdown's ``toc`` extension."""
    found: set[str] = set()
    last: dict[str, int] = {}
    if "#" in body:
        for _, title in headings(body):
            own = _ID.search(title)
            if own:
                found.add(own[1])
                continue
            wanted = _slugify(_LINK_MARKS.sub(lambda m: m[1] or "", title))
            if wanted in found or not wanted:
                tail = _NUMBERED.fullmatch(wanted)
                base = tail[1] if tail else wanted
                number = max(last.get(base, 0), int(tail[2]) if tail else 0) + 1
                while f"{base}_{number}" in found:
                    number += 1
                # Where to go on from, so that many equal headings do not cost their square.
                last[base] = number
                wanted = f"{base}_{number}"
            found.add(wanted)
        found.update(a or b for a, b in _ANY_ID.findall(body))
    return frozenset(found)


def _slugify(title: str) -> str:
    text = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    text = re.sub(r"[^\w\s-]", "", text).strip().lower()
    return re.sub(r"[-\s]+", "-", text)
