"""The words of a bulletin as the rules about text see them.

One text as long as the file, in which everything that is not prose (YAML around the values,
code, comments, addresses, tags) is covered by a bar, so that every place found in it is a place
in the file and no pattern reaches across.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from rakor.source.frontmatter import ParsedFile
from rakor.source.nodes import Mapping, Node, Scalar, Sequence

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
_QUOTE = re.compile(r"[“\"]")


_LATIN_1 = [chr(number) for number in range(256)]
_RUNS = "".join(char if char.isascii() and char.isalpha() else " " for char in _LATIN_1).encode(
    "ascii"
)


def _kind(char: str) -> str:
    if not char.isascii() or char.isspace() or char == "?":
        return " "
    if char.isalnum():
        return "0" if char.isdigit() else "A" if char.isupper() else "a"
    return "(" if char in "([" else "." if char in ".,;:!" else char


_KINDS = "".join(map(_kind, _LATIN_1)).encode("ascii")


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

    def __init__(self, document: ParsedFile, body: str) -> None:
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
    def without_emphasis(self) -> str:
        """``text`` with the marks of emphasis made blanks."""
        return self.text.replace("*", " ").replace("_", " ")

    @cached_property
    def kinds(self) -> bytes:
        """The kind of every character of ``text``: ``A`` for a capital, ``a`` for a small letter,
        ``0`` for a digit, ``.`` for a mark that ends a clause, ``(`` for an opening bracket and a
        blank for whatever is or may be one; other characters of ASCII stand for themselves."""
        # What is not Latin-1 becomes a question mark, so a written one is told apart before.
        text = self.text.replace("?", "!")
        return text.encode("latin-1", "replace").translate(_KINDS)

    @cached_property
    def runs(self) -> list[str]:
        """All runs of the letters A to Z in ``text``, one after the other."""
        bare = self.text.encode("latin-1", "replace").translate(_RUNS)
        return bare.decode("ascii").split()

    @cached_property
    def words(self) -> frozenset[str]:
        """``runs``, each once."""
        return frozenset(self.runs)

    @cached_property
    def lower(self) -> str:
        """``text`` in small letters on one line, with single blanks between its words."""
        return " ".join(self.text.lower().split())

    @cached_property
    def capitals(self) -> frozenset[str]:
        """All words of ``told`` that begin with a capital and have four letters or more."""
        if self.notes or "'" in self.text or "’" in self.text:
            return frozenset(_CAPITALISED.findall(self.told))
        return frozenset([word for word in self.words if word[0] <= "Z" and len(word) > 3])

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        # What finditer finds, but a line of thousands of marks that nothing closes is looked
        # through once: what the first of them cannot reach, none of the others can.
        found: list[tuple[int, int]] = []
        at, barren = self.body, -1
        while (start := _QUOTE.search(self.text, at)) is not None:
            at = start.end()
            if start.start() < barren and start[0] == "“":
                continue
            if match := _QUOTED.match(self.text, start.start()):
                found.append(match.span())
                at = match.end()
            elif start[0] == "“":
                end = self.text.find("\n", at)
                barren = end if end >= 0 else len(self.text)
        return found

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


# "Kab. Probolinggo", "H. Ahmad": a point that ends no sentence.
_ABBREVIATED = "".join(
    rf"(?<!\b{word}\.)"
    for word in "Kab Kec Kel Prov Drs Dra Dr Ir Hj KH Tgk Jl Jln No [A-Z]".split()
)
_FOLLOWED = rf"{_ABBREVIATED}[\"”’)*_]{{0,3}}(?=\s+[A-Z(“\"*_]|\s*\n\s*\n)"
# Each alternative begins with a character, so that the search passes over all others.
_SENTENCE_END = re.compile(
    # What is covered stands between texts.
    rf"\|\|+|\.{_FOLLOWED}|!{_FOLLOWED}|\?{_FOLLOWED}|"
    r"\n\s*\n|\n(?=[ \t]*(?:[-*+#|>]|\d+\.)[ \t])"
)
# A sentence is not longer than this; without the bound a hostile text costs its square.
_LONGEST_SENTENCE = 600


def sentence(text: str, at: int) -> tuple[int, int]:
    """Where the sentence begins and ends that holds the place ``at``."""
    first, last = max(at - _LONGEST_SENTENCE, 0), min(at + _LONGEST_SENTENCE, len(text))
    start = first
    for match in _SENTENCE_END.finditer(text, first, at):
        start = match.end()
    ending = _SENTENCE_END.search(text, at, last)
    return start, ending.start() if ending else last


class Sought:
    """A pattern, and what a text without it can be told by.

    Most rules about text look for what hardly any bulletin has, and to go through a text letter by
    letter for each of them is most of what they would cost. A pattern is compiled for the first
    text that may hold a match.
    """

    def __init__(self, pattern: str, *, lead: str = "", words: str = "") -> None:
        """Make one of a pattern whose matches are never empty; give ``lead`` or ``words``.

        Args:
            pattern: as for :func:`re.compile`.
            lead: the kinds of the first characters of every match (:attr:`Prose.kinds`).
            words: words of A to Z of which every match has one, with no such letter beside it.
        """
        self._source = pattern
        self.lead = lead.encode("ascii")
        self.words = frozenset(words.split())

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self._source)

    def finditer(self, prose: Prose, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Give what the pattern finds in ``text``, which is the prose's or what was told of it.

        With ``words``, nothing that begins within a word.
        """
        if not self.words:
            return self._led(prose.kinds, text, start)
        if prose.words.isdisjoint(self.words):
            return iter(())
        found = self.pattern.finditer(text, start)
        return (one for one in found if not text[one.start() - 1 : one.start()].isalnum())

    def _led(self, kinds: bytes, text: str, start: int) -> Iterator[re.Match[str]]:
        find = kinds.find
        at = find(self.lead, start)
        while at >= 0:
            found = self.pattern.match(text, at)
            if found:
                yield found
            at = find(self.lead, found.end() if found else at + 1)


# Beyond ASCII, as :data:`re.IGNORECASE` sees it.
_OTHER_CASE = {"i": "ıİ", "k": "\N{KELVIN SIGN}", "s": "ſ"}


def in_any_case(patterns: str) -> str:
    """One pattern for several, which stand between blanks, begin with a small letter each and
    match capitals too.

    Unlike ``(?i:one|other)`` it begins with plain sets of letters, so that most places of a text
    are passed over without a try.
    """
    words = (
        f"[{word[0]}{word[0].upper()}{_OTHER_CASE.get(word[0], '')}](?i:{word[1:]})"
        for word in patterns.split()
    )
    return f"(?:{'|'.join(words)})"


def _front(document: ParsedFile) -> str:
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
