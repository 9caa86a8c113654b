"""Agencies and regions by name in running text.

The registry is the gazetteer: every name of a type, unit or local agency that it knows is looked
for, and what stands around it ("Ketua", "Kabupaten Probolinggo", "0820/Probolinggo") is given to
the registry's own resolver, the longest stretch first. Nothing is guessed here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rakor.edit_distance import distance
from rakor.registry import Agencies, Agency, Region, Regions
from rakor.registry.labels import key, words
from rakor.registry.regions import Level

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_IN_NAME = re.compile(r"\s*[-–/.,&]?\s*")
_IN_TAIL = re.compile(r"\s*[-–/.]?\s*")
_BRACKET = re.compile(r"\s*\(\s*|\s*\)\s*(?:[-–/]\s*)?|\s*\)\s*\(\s*")
_LONGEST_NAME = 12  # words
_LONGEST_TAIL = 9
_SHORT = 4  # letters of an acronym that is also a word, if written in small letters
_LEADING = re.compile(
    r"(?:(?:kepala|ketua|wakil|anggota|pimpinan|sekretaris|direktur|pj|plt|plh|pjs|penjabat|"
    r"perwakilan|unsur|jajaran|para|seluruh|koordinator|komandan|kantor|badan|dinas|divisi)"
    r"\.?\s+(?:\((?:pj|plt|plh)\)\s+)?)+$",
    re.IGNORECASE,
)
# Written with small letters where people are listed.
_SMALL = frozenset(
    "camat lurah kapolsek danramil kepaladesa kades bupati kepalaopd pimpinanopd perangkatdaerah"
    " kepalaperangkatdaerah tokohmasyarakat tokohagama tokohadat tokohpemuda partaipolitik parpol"
    " forkopimda forkopimcam walikota bupatiwalikota kepalakua babinsa bhabinkamtibmas"
    " organisasiperangkatdaerah paracamat gubernur akademisi kepaladistrik".split()
)
# Sentences and titles hold these as common words.
_COMMON = frozenset(
    "asisten desa kampung sekolah kampus pers presiden perusahaan distrik nagari gampong"
    " kalurahan imigrasi kejaksaan pramuka perangkatdesa aparatdesa inspektur kepalasekolah".split()
)
_HEADS_OF_OFFICES = {"kadis": "Dinas", "kaban": "Badan"}  # "Kadis Pendidikan"
_LONG = 6  # letters of a word that may be mended
_SECRETARIAT = frozenset(("stafahli", "staffahli", "staffahlibupati", "staffahliwalikota"))
# Small words that may stand between a body and its region.
_TAIL_WORDS = frozenset(
    "se dari wilayah jajaran kabupaten kota provinsi tingkat lingkup cabang perwakilan kelas"
    " hukum kecamatan".split()
)
_HEADS = frozenset("Kepala Ketua Sekretaris Wakil Anggota Direktur Kabag Kabid".split())
_HOMES = ("31", "51")  # a label that means the same in both says itself where it belongs


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """A stretch of text that names an agency, and what it can mean."""

    start: int
    end: int
    head: int  # where the agency's own name begins, after "Ketua", "perwakilan" ...
    label: str
    known: tuple[Agency, ...]  # none: a type that is not at this level; several: ambiguous
    is_placed: bool  # whether it says itself where it belongs
    types: frozenset[str]  # ids of the types the name may stand for


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A stretch of text that names a region; ``has_level`` where it says "Kabupaten"."""

    start: int
    end: int
    regions: tuple[Region, ...]
    has_level: bool


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    is_mended: bool = False  # a misspelt word of an office, read as it is spelt


def tokenize(content: str, start: int, end: int) -> list[_Token]:
    """The words between two places, each as the registry compares them."""
    return [
        _Token(match.start(), match.end(), match[0], words(match[0]))
        for match in _TOKEN.finditer(content, start, end)
    ]


class Gazetteer:
    """Finds agencies and regions of the registry in text."""

    def __init__(self, agencies: Agencies) -> None:
        self.agencies = agencies
        self.regions: Regions = agencies.regions
        self._answers: dict[tuple[str, str], tuple[Agency, ...]] = {}
        self._spelt: dict[str, str] = {}

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        """Ids of types by the key of each name; short acronyms also as they are written."""
        names: dict[str, set[str]] = {}
        for type_ in self.agencies.types():
            for alias in type_.aliases:
                names.setdefault(key(alias.name), set()).add(type_.id)
        for agency in (*self.agencies.units(), *self.agencies.local()):
            for name in (agency.name, *agency.aliases):
                names.setdefault(key(name), set()).add(agency.type)
        names.pop("", None)
        return {name: frozenset(types) for name, types in names.items()}

    @cached_property
    def office_words(self) -> frozenset[str]:
        """Words of names of agencies and posts, which are no part of a person's name.

        A word that only one type of agency has may be somebody's name too ("Tirta", "Bina").
        """
        counted: Counter[str] = Counter()
        for type_ in self.agencies.types():
            own = {word for alias in type_.aliases for word in words(alias.name)}
            counted.update(word for word in own if len(word) > 2)
            # What stands alone as a name of the type is no name of a person.
            counted.update(
                word
                for alias in type_.aliases
                if len(names := words(alias.name)) == 1
                for word in (*names, *names)
            )
        return frozenset(word for word, count in counted.items() if count > 1)

    @cached_property
    def _by_length(self) -> dict[tuple[str, int], tuple[str, ...]]:
        """Long words of offices, by first letter and length."""
        found: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self.office_words):
            if len(word) >= _LONG:
                found.setdefault((word[0], len(word)), []).append(word)
        return {place: tuple(known) for place, known in found.items()}

    @cached_property
    def _region_words(self) -> frozenset[str]:
        return frozenset(word for region in self.regions for word in words(region.name))

    def _mended(self, token: _Token) -> _Token:
        """An office for its head; a long word with one slip of a key as spelt: "Pemeritah"."""
        low = token.text.lower()
        if low in _HEADS_OF_OFFICES:
            office = _HEADS_OF_OFFICES[low]
            return _Token(token.start, token.end, office, words(office), is_mended=True)
        if len(low) < _LONG or not token.text[0].isupper() or not low.isalpha():
            return token
        word = self._spelt.get(low)
        if word is None:
            word = self._spelt[low] = self._as_spelt(low)
        if word == low:
            return token
        return _Token(token.start, token.end, word.capitalize(), (word,), is_mended=True)

    def _as_spelt(self, low: str) -> str:
        if low in self.office_words or low in self._region_words:
            return low
        near = {
            word
            for length in (len(low) - 1, len(low), len(low) + 1)
            for word in self._by_length.get((low[0], length), ())
            if word[1] == low[1] and distance(low, word, 1) == 1
        }
        return near.pop() if len(near) == 1 else low

    def named(self, label: str, home: str) -> tuple[Agency, ...]:
        """What a label can mean in a bulletin about ``home``; remembered."""
        answer = self._answers.get((label, home))
        if answer is None:
            answer = self._answers[label, home] = self.agencies.named(label, home)
        return answer

    # --- agencies ----------------------------------------------------------------------------

    def agencies_in(
        self, content: str, start: int, end: int, home: str | None, *, in_list: bool = False
    ) -> list[AgencyMention]:
        """The agencies named between two places, longest first where names overlap.

        ``in_list`` says that people are listed there, so that posts may begin with a small
        letter ("para camat").
        """
        tokens = [self._mended(token) for token in tokenize(content, start, end)]
        found: list[AgencyMention] = []
        at = 0
        while at < len(tokens):
            mention, after = self._mention_at(content, tokens, at, home, in_list=in_list)
            if mention is not None:
                found.append(self._with_leading(content, mention, start, found))
            at = after
        return found

    def _mention_at(
        self, content: str, tokens: Sequence[_Token], at: int, home: str | None, *, in_list: bool
    ) -> tuple[AgencyMention | None, int]:
        for stop in range(min(len(tokens), at + _LONGEST_NAME), at, -1):
            parts = tokens[at:stop]
            name = "".join(word for token in parts for word in token.words)
            types = self._names.get(name)
            if types is None and name in _SECRETARIAT and parts[0].text[0].isupper():
                return self._secretariat(content, tokens, at, stop, home)
            if types is None or not (
                self._is_written_so(parts, name, in_list=in_list)
                or (at and tokens[at - 1].text in _HEADS and len(name) > _SHORT)
            ):
                continue
            if not _joined(content, parts, _IN_NAME):
                continue
            if len(parts) == 1 and _abbreviates_another(content, tokens, at):
                continue
            last, known = self._longest_tail(content, tokens, at, stop, home)
            first, final = tokens[at].start, tokens[last - 1].end
            if not known:
                final += _whole_name(content[final : final + 80])
            placed = self._is_placed(_label(content, tokens[at:last]), known)
            if name in _COMMON and not (placed or in_list):
                continue
            label = " ".join(content[first:final].split())
            mention = AgencyMention(first, final, first, label, known, placed, types)
            return mention, last
        return None, at + 1

    def _secretariat(
        self, content: str, tokens: Sequence[_Token], at: int, stop: int, home: str | None
    ) -> tuple[AgencyMention, int]:
        """Advisers and assistants of a head of government belong to the secretariat."""
        first, final = tokens[at].start, tokens[stop - 1].end
        known = self.named("Setda", home) if home else ()
        label = " ".join(content[first:final].split())
        types = frozenset(("setda",))
        return AgencyMention(first, final, first, label, known, False, types), stop

    def _longest_tail(
        self, content: str, tokens: Sequence[_Token], at: int, stop: int, home: str | None
    ) -> tuple[int, tuple[Agency, ...]]:
        """How far the label that resolves goes, and to what."""
        reach = stop
        while reach < min(len(tokens), stop + _LONGEST_TAIL) and any(
            gap.fullmatch(content, tokens[reach - 1].end, tokens[reach].start)
            for gap in (_IN_TAIL, _BRACKET)
        ):
            word = tokens[reach].text
            if word[0].islower() and word not in _TAIL_WORDS:
                break
            reach += 1
        for last in range(reach, stop - 1, -1):
            label = _label(content, tokens[at:last])
            if label.count("(") != label.count(")"):
                continue
            if last > stop and tokens[last - 1].text[0].islower():
                continue
            known = self.named(label, home or _HOMES[0])
            if known and (home or self._is_placed(label, known)):
                return last, known
        return stop, ()

    def _is_placed(self, label: str, known: tuple[Agency, ...]) -> bool:
        return bool(known) and all(self.named(label, home) == known for home in _HOMES)

    @staticmethod
    def _is_written_so(parts: Sequence[_Token], name: str, *, in_list: bool) -> bool:
        first = parts[0].text
        if len(name) <= _SHORT and not all(p.text.isupper() or p.text.isdigit() for p in parts):
            return name in _SMALL or (len(parts) == 1 and first[0].isupper() and len(name) > 3)
        if first[0].isupper() or first[0].isdigit():
            return True
        return in_list and name in _SMALL

    @staticmethod
    def _with_leading(
        content: str, mention: AgencyMention, start: int, found: list[AgencyMention]
    ) -> AgencyMention:
        """The mention with the posts before it: "Ketua KPU", "perwakilan Polres"."""
        first = max(start, found[-1].end if found else start, mention.start - 80)
        before = _LEADING.search(content, first, mention.start)
        if before is None:
            return mention
        begin = before.start()
        label = " ".join(content[begin : mention.end].split())
        return AgencyMention(
            begin, mention.end, mention.head, label, mention.known, mention.is_placed, mention.types
        )

    # --- regions -----------------------------------------------------------------------------

    def regions_in(self, content: str, start: int, end: int) -> Iterator[RegionMention]:
        """The provinces, regencies and cities named between two places."""
        tokens = tokenize(content, start, end)
        at = 0
        while at < len(tokens):
            mention, at = self._region_at(content, tokens, at)
            if mention is not None:
                yield mention

    def _region_at(
        self, content: str, tokens: Sequence[_Token], at: int
    ) -> tuple[RegionMention | None, int]:
        if not tokens[at].text[0].isupper():
            return None, at + 1
        for stop in range(min(len(tokens), at + 5), at, -1):
            parts = tokens[at:stop]
            if not all(p.text[0].isupper() or p.text.isdigit() for p in parts):
                continue
            if not _joined(content, parts, _IN_TAIL):
                continue
            name = "".join(word for token in parts for word in token.words)
            found = self.regions.with_key(name)
            if found and (len(name) > _SHORT or parts[0].text.isupper() or len(found[0].bare) < 6):
                first = parts[0].words[:1]
                has_level = first[0] in ("kabupaten", "kota", "provinsi") if first else False
                return RegionMention(parts[0].start, parts[-1].end, found, has_level), stop
        return None, at + 1

    def region_after(self, content: str, start: int, end: int) -> RegionMention | None:
        """The region whose name begins at the first word after ``start``, if one does."""
        tokens = tokenize(content, start, min(end, start + 80))
        if not tokens:
            return None
        return self._region_at(content, tokens, 0)[0]


def _abbreviates_another(content: str, tokens: Sequence[_Token], at: int) -> bool:
    """Whether an acronym in brackets is that of the words before it, whatever bears it too.

    "Balai Pemantapan Kawasan Hutan (BPKH)" is not the Badan Pengelola Keuangan Haji.
    """
    token = tokens[at]
    if content[token.start - 1 : token.start] != "(" or content[token.end : token.end + 1] != ")":
        return False
    if not token.text.isupper():
        return False
    before = [t for t in tokens[max(0, at - 12) : at] if t.text[0].isupper()]
    initials = "".join(t.text[0] for t in before[-len(token.text) :])
    return initials == token.text


_NUMBERED = re.compile(
    r"(?:\s*\([^()\n]{1,40}\))?(?:\s+\d{2,4}(?:\s*/\s*|\s+|-)?(?:[A-Z][\w]*(?:\s[A-Z][a-z]+)?)?)?"
)


def _whole_name(after: str) -> int:
    """How far the name goes on of a body that is not known: "Kodim 0101/Kota Banda Aceh"."""
    match = _NUMBERED.match(after)
    return match.end() if match and match[0].strip() else 0


def _label(content: str, parts: Sequence[_Token]) -> str:
    """The text of tokens on one line, with misspelt words mended."""
    if not any(part.is_mended for part in parts):
        return " ".join(content[parts[0].start : parts[-1].end].split())
    pieces = []
    for i, part in enumerate(parts):
        gap = content[parts[i - 1].end : part.start] if i else ""
        pieces.append(gap + part.text)
    return " ".join("".join(pieces).split())


def _joined(content: str, parts: Sequence[_Token], gap: re.Pattern[str]) -> bool:
    return all(gap.fullmatch(content, one.end, other.start) for one, other in pairwise(parts))


def at_level(regions: tuple[Region, ...], level: Level) -> tuple[Region, ...]:
    """Those of one level."""
    return tuple(region for region in regions if region.level is level)
