"""An article: its text, which of it is content, and where its sentences are.

``content`` is as long as ``text``. What is no content (menus, "Baca juga", counters, comments,
tags of HTML) is blanked in it, so that everything found in ``content`` has its true place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from rakor.importing.furniture import blank_furniture
from rakor.importing.result import Evidence

# A full stop after these ends no sentence.
_ABBREVIATIONS = frozenset(
    "h hj dr drs dra ir prof kh tgk kab prov prop kec kel jl no nomor pj plt plh pjs pol inf arm"
    " arh czi kav tni mar laut sdr bpk st ds rt rw gg tgl a.n an u.p s.d dll dsb dkk yth brigjen"
    " irjen komjen mayjen letjen kombes letkol lettu letda kapt mayor sertu m.si s.sos s.h m.h"
    " se sh mh mm st mt si m s r i t w a b c d e f g j k l n o p u v y z ns apt bid cs cq"
    " alm jend gen dept".split()
)
_STOP = re.compile(
    r"[.!?…]+[”\"’')\]]*(?=\s)|\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-•*✔✓]|\d{1,2}[.)])\s)"
    r"|\n(?=[ \t]*[A-Z][\w/, ]{2,24}:\s)"  # "Tempat : …" in minutes
)
_LAST_WORD = re.compile(r"[\w./'’-]+$")
_BLOCK = re.compile(r"\n[ \t\r]*\n")
_DATELINE = re.compile(
    r"\s*(?:[\w.'’]+,?\s){0,6}?[^\n]{0,60}?(?:\s[–—-]{1,3}(?=\s)|\|\||\s\|\s|,-|[–—]\s|:\s|--)"
)
# "MUARADUA - Rapat", broken off within its first sentence.
_OPEN_DATELINE = re.compile(r"[A-Z][A-Z .,'’()]{2,40}\s*[–—-]{1,2}\s*(?:\w+\s*){0,3}")
_QUOTES = re.compile(r"[“”\"]")
_LONGEST_SENTENCE = 3000
_LONGEST_QUOTE = 1500
_LONGEST_TITLE = 200
_LONGEST_HEADING = 13  # words


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence stands, and its number among all, from 0."""

    start: int
    end: int
    index: int
    in_title: bool = False


@dataclass(frozen=True)
class Article:
    """The text of one article and what is content in it."""

    text: str
    content: str = field(repr=False)
    stamps: tuple[tuple[int, int], ...]  # lines of furniture that hold a date

    @classmethod
    def of(cls, text: str) -> Article:
        """The article whose text this is."""
        content, stamps = blank_furniture(text)
        return cls(text, content, stamps)

    @cached_property
    def title(self) -> tuple[int, int] | None:
        """Where the headline stands, if there is one: a first line that ends no sentence."""
        match = re.search(r"\S", self.content)
        if not match:
            return None
        start = match.start()
        end = self.content.find("\n", start)
        if end < 0:
            return None
        line = self.content[start:end].rstrip()
        after = self.content[end:]
        if not after.strip() or len(line) > _LONGEST_TITLE or line[-1:] in ".,;:!)–—-":
            return None
        rest_starts = re.match(r"\s*([\w(])", after)
        blank_line = re.match(r"\n[ \t\r]*\n", after) is not None
        if not blank_line and (self._is_wrapped or (rest_starts and not rest_starts[1].isupper())):
            return None
        if _DATELINE.match(line) and re.match(r"[A-Z .,'’()-]{3,40}[–—-]", line):
            return None
        return start, start + len(line)

    @cached_property
    def _width(self) -> int:
        return max((len(line.strip()) for line in self.content.split("\n")), default=0)

    @cached_property
    def _is_wrapped(self) -> bool:
        """Whether lines were broken at a width, so that a line's end says nothing."""
        lines = [line.rstrip() for line in self.content.split("\n") if line.strip()]
        longest = self._width
        if len(lines) < 4 or longest > 130:
            return False
        full = [line for line in lines if len(line) >= 0.7 * longest]
        open_ended = [line for line in full if line[-1] not in '.!?”":;']
        return len(open_ended) * 2 >= len(lines)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the content, the headline as the first."""
        found: list[Sentence] = []
        body = 0
        if self.title:
            start, body = self.title
            found.append(Sentence(start, body, 0, in_title=True))
        start = body
        for match in _STOP.finditer(self.content, body):
            if self._ends(start, match, found):
                self._add(found, start, match.end())
                start = match.end()
        self._add(found, start, len(self.content))
        return tuple(found)

    def _add(self, found: list[Sentence], start: int, end: int) -> None:
        while end - start > _LONGEST_SENTENCE:
            # No sentence is as long; the bound keeps what is read of each in proportion.
            cut = self.content.rfind(" ", start, start + _LONGEST_SENTENCE)
            cut = cut if cut > start else start + _LONGEST_SENTENCE
            self._add(found, start, cut)
            start = cut
        part = self.content[start:end]
        stripped = part.strip()
        if stripped:
            first = start + len(part) - len(part.lstrip())
            found.append(Sentence(first, first + len(stripped), len(found)))

    def _ends(self, start: int, match: re.Match[str], found: list[Sentence]) -> bool:
        before = self.content[max(start, match.start() - _LONGEST_SENTENCE) : match.start()]
        after = self.content[match.end() : match.end() + 40].lstrip()
        if "\n" in match[0]:
            is_blank = bool(_BLOCK.match(match[0]))
            return self._ends_block(before, after, found, is_blank=is_blank)
        if match[0].startswith("."):
            word = _LAST_WORD.search(before[-40:])
            last = word[0].lower() if word else ""
            if last in _ABBREVIATIONS or (last.isdigit() and len(last) < 3):
                return not after[:1].isalnum()
            if re.match(r"S[ .]+[A-Z]{2,4}\b|S\.[A-Z]", after):  # "Fauzi Fattah. S STP"
                return False
            if re.fullmatch(r"(?:[a-z]{1,5}\.)+[a-z]{1,5}", last):  # a degree: "S.Sos."
                return bool(re.match(r"[A-Z][a-z]+ [a-z]", after))
        return not after or not after[0].islower()

    def _ends_block(
        self, before: str, after: str, found: list[Sentence], *, is_blank: bool
    ) -> bool:
        """Whether a line's end is a sentence's: not where a line was broken within one."""
        if not is_blank:
            return not before.rstrip().endswith((",", ";", ":"))  # an item of a list
        last = before.rstrip()[-1:]
        if last in '.!?”":' or not last:
            return last != ":"
        if last in ",;–—-(" or after[:1].islower() or _OPEN_DATELINE.match(before.strip()):
            return False
        if self._is_wrapped and len(before.rpartition("\n")[2].strip()) > 0.6 * self._width:
            return False  # paragraphs made of the lines of a wrapped text
        # Short lines without an end are headings and captions; long ones were broken.
        is_in_body = bool(found) and self.content[found[-1].end - 1] in '.!?”"'
        longest = _LONGEST_HEADING - 4 if is_in_body else _LONGEST_HEADING
        return len(before.split()) < longest or not last.isalpha()

    @cached_property
    def quotes(self) -> tuple[tuple[int, int], ...]:
        """Where somebody is quoted; a mark that is never closed opens nothing."""
        found: list[tuple[int, int]] = []
        opened: int | None = None
        for match in _QUOTES.finditer(self.content):
            at = match.start()
            if opened is not None and (
                at - opened > _LONGEST_QUOTE or _BLOCK.search(self.content, opened, at)
            ):
                opened = None
            if opened is None:
                opened = at if self._opens_quote(match[0], at, is_first=not found) else None
            elif match[0] != "“":
                found.append((opened, at + 1))
                opened = None
        return tuple(found)

    def _opens_quote(self, mark: str, at: int, *, is_first: bool) -> bool:
        before = self.content[at - 1 : at]
        if mark == "“" or is_first:
            return True
        return not before.isalnum() and (mark == '"' or before not in ".,!?")

    def is_quoted(self, at: int) -> bool:
        """Whether ``at`` lies within what somebody is quoted to have said (not a few words)."""
        place = bisect_right(self._quote_starts, at) - 1
        if place < 0:
            return False
        start, end = self.quotes[place]
        return at < end and end - start > 60

    @cached_property
    def _quote_starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.quotes)

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that the character at ``at`` belongs to, if there is one."""
        place = bisect_right(self.sentences, at, key=lambda one: one.start) - 1
        if place < 0 or at >= self.sentences[place].end:
            return None
        return self.sentences[place]

    def of_sentence(self, sentence: Sentence) -> str:
        """The content of a sentence."""
        return self.content[sentence.start : sentence.end]

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """The source's words from ``start`` to ``end``, without what is blanked between."""
        found: list[tuple[int, int]] = []
        at = start
        for match in re.finditer(r"\S", self.content[start:end]):
            place = start + match.start()
            if place > at and not self.text[at:place].isspace() and found:
                found.append((at, place))
            at = place + 1
        pieces: list[tuple[int, int]] = []
        begin = start
        for gap_start, gap_end in found:
            pieces.append((begin, gap_start))
            begin = gap_end
        pieces.append((begin, end))
        return tuple(
            Evidence(a, b, self.text[a:b])
            for a, b in (self._trim(*piece) for piece in pieces)
            if b > a
        )

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.content[start].isspace():
            start += 1
        while end > start and self.content[end - 1].isspace():
            end -= 1
        return start, end

    def words(self, start: int, end: int) -> str:
        """The content from ``start`` to ``end`` on one line."""
        return " ".join(self.content[start:end].split())
