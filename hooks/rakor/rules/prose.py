"""The words of a bulletin as the rules about text see them.

One text as long as the file, in which everything that is not prose (YAML around the values,
code, comments, addresses, tags) is covered by a bar, so that every place found in it is a place
in the file and no pattern reaches across.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from rakor.frontmatter import Document, Mapping, Node, Scalar, Sequence

COVER = "|"

# Values that are sentences; the others are names, and are checked as such.
_SENTENCES = ("judul", "ringkasan")
_SENTENCES_IN = {"tindak_lanjut": "isi", "angka": "keterangan", "lampiran": "keterangan"}

_TARGET = re.compile(r"\]\([^()\n]{0,500}(?:\([^()\n]{0,200}\)[^()\n]{0,300})?\)|\]:[ \t]*\S+")
_ADDRESS = re.compile(r"https?://[^\s<>|]+|<[a-zA-Z/!][^<>\n]{0,300}>")
_ATTRIBUTES = re.compile(r"\{[:#.][^{}\n]{0,200}\}|\{ [#.][^{}\n]{0,200}\}")
_NOTES = re.compile(
    r"^ {0,3}(#{2,6})[ \t]+Catatan (?:sumber|redaksi|penulis|penyunting)\b[^\n]*",
    re.MULTILINE | re.IGNORECASE,
)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]", re.MULTILINE)
# Patterns here begin with what they look for and test the boundary afterwards: an assertion in
# front would be tried at every letter of the text.
_CAPITALISED = re.compile(r"[A-Z](?<![A-Za-z][A-Z])[A-Za-z'’]{3,}")
_QUOTED = re.compile(
    r"“[^”\n]*(?:\n(?!\s*\n)[^”\n]*){0,20}”|\"[^\"\n]*(?:\n(?!\s*\n)[^\"\n]*){0,20}\""
)


def _cover(match: re.Match[str]) -> str:
    return COVER * len(match[0])


def _cover_target(match: re.Match[str]) -> str:
    return "]" + COVER * (len(match[0]) - 1)


def only_words(body: str) -> str:
    """A body without code and comments, with addresses, tags and attributes covered too."""
    if "](" in body or "]:" in body:
        body = _TARGET.sub(_cover_target, body)
    if "//" in body or "<" in body:
        body = _ADDRESS.sub(_cover, body)
    if "{" in body:
        body = _ATTRIBUTES.sub(_cover, body)
    return body


class Prose:
    """What there is to read in one file. Offsets in ``text`` are offsets in the file.

    ``body`` is where the text below the front matter begins.
    """

    def __init__(self, document: Document, body: str) -> None:
        self.body = document.body_start
        self.text = _front(document) + only_words(body)

    @cached_property
    def notes(self) -> list[tuple[int, int]]:
        """Where the writer speaks about the source ("Catatan sumber"): slips of the source may
        be quoted there, so facts and spellings are not judged."""
        if "atatan " not in self.text:
            return []
        found: list[tuple[int, int]] = []
        level = begun = 0
        # One walk over all headings, however many there are.
        for heading in _HEADING.finditer(self.text, self.body):
            if level and len(heading[1]) <= level:
                found.append((begun, heading.start()))
                level = 0
            if not level and _NOTES.match(self.text, heading.start()):
                level, begun = len(heading[1]), heading.start()
        if level:
            found.append((begun, len(self.text)))
        return found

    @cached_property
    def told(self) -> str:
        """``text`` with the sections about the source covered."""
        parts: list[str] = []
        at = 0
        for start, end in self.notes:
            parts += self.text[at:start], COVER * (end - start)
            at = end
        return "".join(parts) + self.text[at:] if parts else self.text

    @cached_property
    def capitals(self) -> frozenset[str]:
        """All words of ``told`` that begin with a capital and have four letters or more."""
        return frozenset(_CAPITALISED.findall(self.told))

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        return [match.span() for match in _QUOTED.finditer(self.text, self.body)]

    def is_quoted(self, at: int) -> bool:
        """Whether ``at`` lies within quotation marks."""
        place = bisect_right(self._quotes, (at, len(self.text))) - 1
        return place >= 0 and at < self._quotes[place][1]

    def is_cited(self, at: int) -> bool:
        """Whether ``at`` lies within quotation marks of a section about the source."""
        place = bisect_right(self.notes, (at, len(self.text))) - 1
        if place < 0 or at >= self.notes[place][1]:
            return False
        return self.is_quoted(at)


def _front(document: Document) -> str:
    text = document.source.text
    parts: list[str] = []
    at = 0
    for start, end in sorted(_values(document.data)):
        if start >= at:
            parts += COVER * (start - at), text[start:end]
            at = end
    parts.append(COVER * (document.body_start - at))
    return "".join(parts)


def _values(data: Mapping) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []

    def add(node: Node | None) -> None:
        if isinstance(node, Scalar) and node.value:
            found.append((node.start, node.end))

    for name, node in data.entries[:60]:
        if name.value in _SENTENCES:
            add(node)
        elif name.value in _SENTENCES_IN and isinstance(node, Sequence):
            key = _SENTENCES_IN[name.value]
            for item in node.items[:300]:
                if isinstance(item, Mapping):
                    add(item.get(key))
    return found
