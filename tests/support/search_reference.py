"""Search done the plain way: every bulletin looked at for every query, nothing stored.

The rules of search written out once more, so that the index and the engine can be held to them.
Only what a word and its root are is shared with the index; both are tested by themselves.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from rakor.indonesian import DAYS, MONTH_WORDS
from rakor.indonesian import MONTHS as MONTH_NAMES
from rakor.registry import Agencies, Region, regions
from rakor.search import SearchEntry, Synonyms
from rakor.search.destinations import ordinary_names
from rakor.search.partition import position
from rakor.search.stemmer import root
from rakor.search.tokenizer import amount, compounds, fold, words

SILENT = frozenset(
    """dan di ke dari yang untuk pada dengan dalam oleh apa apakah siapa kapan berapa bagaimana
    mengapa kenapa mana dimana tentang soal mengenai terkait seputar ada adakah adalah itu yg dgn
    utk dlm pd tsb brp gmn gimana bgmn kpn dmn knp pak bu tolong mohon dong sih ya info terbaru
    terakhir terkini""".split()
)
FILTERS = ("wilayah", "tanggal", "topik", "jenis", "instansi")


@dataclass(frozen=True)
class Query:
    """A query as the address of the results page writes it."""

    q: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order: str = "terbaru"


@dataclass(frozen=True)
class Answer:
    """Ids in order, and how often each value of a facet occurs."""

    ids: list[str]
    counts: dict[str, Counter[str]]


class _Entry:
    """One bulletin, read to the end."""

    def __init__(self, document: SearchEntry, added: _Adder, agencies: Agencies) -> None:
        self.document = document
        names = [name for _, name in document.agencies]
        fields = [[document.title], names, [document.summary], document.body.split("\n")]
        self.lines: list[list[str]] = []
        self.fields = []
        for lines in fields:
            terms: list[str] = []
            for line in lines:
                folded = fold(line)
                found = words(folded)
                self.lines.append(found)
                terms += [root(word) for word in found]
                terms += [root(word) for word in compounds(folded)]
                terms += added(found)
            self.fields.append(Counter(terms))
        self.lengths = [counts.total() for counts in self.fields]
        self.roots = frozenset().union(*self.fields)
        self.types = {agencies[one].type for one, _ in document.agencies}
        self._text = "\n".join(f" {' '.join(line)} " for line in self.lines)

    def says(self, phrase: Sequence[str]) -> bool:
        return f" {' '.join(phrase)} " in self._text

    def digit(self, term: str) -> int:
        """The stored weight of a root: BM25F, rounded to fifteenths."""
        tf = 0.0
        weight, usual, share = (5.0, 2.0, 2.5, 1.0), (10, 30, 25, 300), (0.3, 0.4, 0.3, 0.6)
        for place, counts in enumerate(self.fields):
            if counts[term]:
                length = self.lengths[place] / usual[place]
                unit = weight[place] / (1 - share[place] + share[place] * length)
                tf += unit * counts[term]
        return max(1, min(15, round(15 * tf / (1.2 + tf))))

    def is_of(self, part: _Part) -> bool:
        """Whether the place or the day of a part is its own."""
        day, region = self.document.day, self.document.region
        if part.named:
            is_named = self.roots.issuperset(part.named.terms)
            if part.named.phrase:
                is_named = self.says(part.named.words)
            return is_named and region in {code[:5] for code in part.codes}
        if part.when:
            if part.when.get("weekday", day.weekday()) != day.weekday():
                return False
            units = [unit for unit in UNITS if unit in part.when]
            first, last = ([one[unit] for unit in units] for one in (part.when, part.until))
            return first <= [getattr(day, unit) for unit in units] <= last
        return region in part.codes or region[:2] in part.codes

    def passes(self, name: str, value: str) -> bool:
        document = self.document
        match name:
            case "wilayah":
                return document.region == value or document.region.startswith(f"{value}.")
            case "tanggal":
                return document.day.isoformat().startswith(value)
            case "topik":
                return value in document.topics
            case "jenis":
                return value in self.types
        return value in {one for one, _ in document.agencies}


_Adder = Callable[[Sequence[str]], list[str]]


def _adder(synonyms: Synonyms) -> _Adder:
    """Return what tells the terms that a line gets for the synonyms it holds."""
    longest = max(map(len, synonyms.added))

    def added(line: Sequence[str]) -> list[str]:
        return [
            term
            for at in range(len(line))
            for end in range(at + 1, min(at + longest, len(line)) + 1)
            for term in synonyms.added.get(tuple(line[at:end]), ())
        ]

    return added


class Reference:
    """The whole collection, searched one bulletin after another."""

    def __init__(
        self, documents: Sequence[SearchEntry], synonyms: Synonyms, agencies: Agencies
    ) -> None:
        self.synonyms = synonyms
        added = _adder(synonyms)
        self.entries = sorted(
            (_Entry(document, added, agencies) for document in documents),
            key=lambda entry: position(entry.document.head),
            reverse=True,
        )
        self.regencies = frozenset(
            document.region for document in documents if len(document.region) == 5
        )
        self.provinces = {document.region[:2] for document in documents}
        self.districts = {
            one.code: tuple(words(fold(one.name)))
            for regency in self.regencies
            for one in regions().children(regency)
        }
        self.known = Counter(term for entry in self.entries for term in entry.roots)
        self.vocabulary = {word for entry in self.entries for line in entry.lines for word in line}

    def rarity(self, term: str) -> int:
        exponent = int(math.log2(self.known[term]))
        return math.floor(16 * math.log2(1 + len(self.entries) / 2 ** (exponent + 0.5)) + 0.5)

    def search(self, query: Query) -> Answer:
        parts = list(self._parts(query.q))
        found: list[tuple[int, str]] = []
        counts: dict[str, Counter[str]] = {name: Counter() for name in FILTERS}
        for entry in self.entries:
            scores = []
            for part in parts:
                score = self._score(entry, part)
                if (score is None) != part.minus:
                    break
                scores.append(score or 0)
            if len(scores) < len(parts):
                continue
            failed = self._failed(entry, query.filters)
            self._count(entry, failed, counts)
            if not failed:
                found.append((sum(scores), entry.document.id))
        if query.order == "cocok":
            found.sort(key=lambda pair: -pair[0])  # stable: newest first among equals
        return Answer([one for _, one in found], counts)

    def _failed(self, entry: _Entry, filters: Mapping[str, Sequence[str]]) -> set[str]:
        groups = {"wilayah": ("wilayah",), "tanggal": ("tanggal",), "topik": ("topik",),
                  "instansi": ("jenis", "instansi")}  # fmt: skip
        failed = set()
        for group, names in groups.items():
            wanted = [(name, value) for name in names for value in filters.get(name, ())]
            if wanted and not any(entry.passes(name, value) for name, value in wanted):
                failed.add(group)
        return failed

    def _count(self, entry: _Entry, failed: set[str], counts: dict[str, Counter[str]]) -> None:
        if len(failed) > 1 or failed == {"wilayah"}:
            return
        document = entry.document
        groups = failed or {"wilayah", "tanggal", "topik", "instansi"}
        if "wilayah" in groups:
            province, _, part = document.region.partition(".")
            counts["wilayah"].update([province, f"{province}.{part or '00'}"])
        if "tanggal" in groups:
            counts["tanggal"][str(document.day.year)] += 1
        if "topik" in groups:
            counts["topik"].update(document.topics)
        if "instansi" in groups:
            counts["instansi"].update(one for one, _ in document.agencies)
            counts["jenis"].update(entry.types)

    def _score(self, entry: _Entry, part: _Part) -> int | None:
        """How well a bulletin matches a part of a query; None if it does not."""
        if part.either:
            found = [self._score(entry, one) for one in part.either]
            return max((one for one in found if one is not None), default=None)
        if part.inner:
            said = [self._score(entry, one) for one in part.inner]
            in_text = None if None in said else sum(score or 0 for score in said)
            if entry.is_of(part):
                return 65536 + (in_text or 0)
            return in_text
        terms = part.terms
        own = None
        if entry.roots.issuperset(terms) and (not part.phrase or entry.says(part.words)):
            own = sum(self.rarity(term) * entry.digit(term) for term in terms)
        if part.other and root(part.other) in entry.roots:
            term = root(part.other)
            return max(own or 0, self.rarity(term) * entry.digit(term))
        return own

    def _parts(self, q: str) -> Iterator[_Part]:
        """The parts of a query, of which "atau" makes one of two."""
        parts = list(self._single_parts(_SPAN.sub(_joined_days, q)))
        at = 0
        while at < len(parts):
            some = [parts[at]]
            while _is_or(parts, at + 1) and at + 2 < len(parts):
                at += 2
                some.append(parts[at])
            at += 1
            yield some[0] if len(some) == 1 else replace(some[0], minus=False, either=tuple(some))

    def _single_parts(self, q: str) -> Iterator[_Part]:
        parts = []
        for minus, quoted, plain in re.findall(r'(?:(?<=\s)|^)(-?)(?:"([^"]*)"|(\S+))', q):
            bare = "" if minus else plain.rstrip(",.;?!")
            if when := _in_figures(bare):
                parts.append(_dated(when, _date_words(when)))
                continue
            found = words(fold(quoted or plain))
            if re.fullmatch(r"\d\d\.\d\d", bare) and bare[:2] in self.provinces:
                parts.append(
                    _Part(tuple(found), False, False, False, "", _plain(found), {}, (bare,))
                )
                continue
            if name := self.districts.get(bare):
                named = _Part(name, len(name) > 1, False, False)
                part = _Part(tuple(found), False, False, False, "", _plain(found), {}, (bare,))
                parts.append(replace(part, named=named))
                continue
            if len(found) > 1 and (quoted or minus):
                parts.append(_Part(tuple(found), True, bool(minus), bool(quoted)))
            else:
                parts += [_Part((one,), False, bool(minus), bool(quoted)) for one in found]
        parts = [_in_full(parts, at) for at in range(len(parts))]
        speaking = [
            one
            for at, one in enumerate(parts)
            if not _is_sign(parts, at)
            if one.phrase or one.minus or one.quoted or one.inner or one.words[0] not in SILENT
        ]
        if any(not one.minus for one in speaking):
            parts = speaking
        if len(parts) > 1:
            parts = [one for at, one in enumerate(parts) if not _says_nothing(parts, at)]
        for part in self._joined(list(_with_fields(parts, self.regencies))):
            inner = tuple(self._joined(list(part.inner)))
            yield replace(part, inner=inner) if inner else part

    def _joined(self, parts: list[_Part]) -> Iterator[_Part]:
        """Sequences of words that also go by one word or number, as one part."""
        at = 0
        while at < len(parts):
            size, other = _numeral_at(parts[at:]) or self._term_at(parts[at:]) or (1, "")
            if other:
                sequence = tuple(one.words[0] for one in parts[at : at + size])
                yield _Part(sequence, False, False, False, other)
            else:
                yield parts[at]
            at += size

    def _term_at(self, parts: Sequence[_Part]) -> tuple[int, str] | None:
        for size in range(min(8, len(parts)), 1, -1):
            run = parts[:size]
            if not all(map(_is_plain, run)):
                continue
            sequence = tuple(one.words[0] for one in run)
            other = self.synonyms.alternatives.get(sequence) or (
                amount(*sequence) if size == 2 else ""
            )
            if other:
                return size, other
        return None


@dataclass(frozen=True)
class _Part:
    words: tuple[str, ...]
    phrase: bool
    minus: bool
    quoted: bool
    other: str = ""
    inner: tuple[_Part, ...] = ()
    when: Mapping[str, int] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    named: _Part | None = None
    until: Mapping[str, int] = field(default_factory=dict)
    either: tuple[_Part, ...] = ()

    @cached_property
    def terms(self) -> list[str]:
        """The roots of its words."""
        return [root(word) for word in self.words]


def _plain(found: Sequence[str]) -> tuple[_Part, ...]:
    return tuple(_Part((word,), False, False, False) for word in found)


_SHORTS = {"jt": "juta", "rb": "ribu", "m": "miliar", "t": "triliun"}


def _in_full(parts: Sequence[_Part], at: int) -> _Part:
    """A part with its short scale written out: "5 jt", "Rp 2,5 M"."""
    part = parts[at]
    before = [one.words[0] for one in parts[max(0, at - 2) : at] if _is_plain(one)]
    if (
        not _is_plain(part)
        or part.words[0] not in _SHORTS
        or not at
        or not _is_plain(parts[at - 1])
    ):
        return part
    if not re.fullmatch("[0-9]+(d[0-9]+)?", before[-1]):
        return part
    if len(part.words[0]) == 1 and before[0] != "rp":
        return part
    return replace(part, words=(_SHORTS[part.words[0]],))


def _is_sign(parts: Sequence[_Part], at: int) -> bool:
    """Whether a part is the currency of the amount beside it, or says that a deadline is past."""
    number = re.compile("[0-9]+(d[0-9]+)?").fullmatch
    scales = {"ribu", "juta", "miliar", "milyar", "triliun"}
    if not _is_plain(parts[at]):
        return False
    before, after = (
        parts[near].words[0] if 0 <= near < len(parts) and _is_plain(parts[near]) else ""
        for near in (at - 1, at + 1)
    )
    match parts[at].words[0]:
        case "rp":
            return bool(number(after))
        case "lewat":
            return after == "tenggat"
        case "rupiah":
            return bool(number(before)) or before in scales
    return False


_DIGITS = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()


def _spelt(number: int) -> str:
    """A number below a thousand in words."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    found = [_DIGITS[hundreds], "ratus"] if hundreds else []
    if tens == 1:
        found += [_DIGITS[ones], "belas"] if ones else ["satu", "puluh"]
    else:
        found += [_DIGITS[tens], "puluh"] if tens else []
        found += [_DIGITS[ones]] if ones else []
    text = " ".join(found)
    return re.sub("(?<![a-z]{2} )satu (?=belas|puluh|ratus)", "se", text) if found else text


@cache
def _numerals() -> dict[str, str]:
    """Numbers in words with their figures; digits alone are words."""
    found = {_spelt(number): str(number) for number in range(10, 1000)}
    for number in range(1, 1000):
        thousands = "seribu" if number == 1 else f"{_spelt(number)} ribu"
        found[thousands] = f"{number}000"
        found[f"{_spelt(number)} juta"] = f"{number}000000"
    return found


def _numeral_at(parts: Sequence[_Part]) -> tuple[int, str] | None:
    """The longest number in words that parts begin with: how many it takes, and its figures."""
    for size in range(min(8, len(parts)), 0, -1):
        run = parts[:size]
        if all(map(_is_plain, run)):
            value = _numerals().get(" ".join(one.words[0] for one in run))
            if value:
                return size, value
    return None


def _is_plain(part: _Part) -> bool:
    return not (part.phrase or part.minus or part.quoted or part.inner)


def _is_or(parts: Sequence[_Part], at: int) -> bool:
    return at < len(parts) and _is_plain(parts[at]) and parts[at].words == ("atau",)


def _says_nothing(parts: Sequence[_Part], at: int) -> bool:
    """Whether a part is an "atau" that does not stand between two that are wanted."""
    beside = [near for near in (at - 1, at + 1) if 0 <= near < len(parts)]
    wanted = [near for near in beside if not parts[near].minus and not _is_or(parts, near)]
    return _is_or(parts, at) and len(wanted) < 2


UNITS = ("year", "month", "day")
_Dates = tuple[dict[str, int], dict[str, int]]
"""The first and the last day, month or year of a date or a span, by unit."""

_AND = r"(?:\s*[-–,&/]\s*|\s+(?:dan|sampai|hingga|sd|s\.d\.?|s/d)\s+)"
_SPAN = re.compile(rf'"[^"]*"|\b(\d\d?)(?:{_AND}\d\d?)*{_AND}(\d\d?)(?=\s+([A-Za-z]+))')


def _joined_days(found: re.Match[str]) -> str:
    """Days of one month, however they are joined: "14-16 November", "14, 15 dan 16 November"."""
    if not found[1] or fold(found[3]) not in MONTHS:
        return found[0]
    return f"{found[1]} sd {found[2]}"


def _spanned(first: dict[str, int], last: dict[str, int]) -> _Dates | None:
    whole, until = last | first, first | last
    if "year" in whole and "year" not in first and _in_order(until) < _in_order(whole):
        whole["year"] -= 1
    return (whole, until) if _in_order(whole) < _in_order(until) else None


def _in_order(date: Mapping[str, int]) -> list[int]:
    return [date.get(unit, 0) for unit in UNITS]


def _dated(dates: _Dates, found: Sequence[str]) -> _Part:
    return _Part(tuple(found), False, False, False, "", _plain(found), dates[0], until=dates[1])


MONTHS = {fold(word): number for word, number in MONTH_WORDS.items()}
DAYS_OF_WEEK = {fold(word): number for number, word in enumerate(DAYS)} | {"ahad": 6}
_UNDATED_FULL = {"march", "june", "july", "august"}
UNDATED = {"minggu", "ahad", *_UNDATED_FULL} | {
    word for word in MONTHS if len(word) < 5 and word not in {"juni", "juli"}
}


def _in_figures(token: str) -> _Dates | None:
    years = re.fullmatch(r"((?:19|20)\d\d)[-–/]((?:19|20)\d\d)", token)
    if years and years[1] < years[2]:
        return {"year": int(years[1])}, {"year": int(years[2])}
    days = re.fullmatch(r"(\d{1,2})[-–](\d{1,2}[/.]\d{1,2}[/.]\d+)", token)
    if days and (last := _in_figures(days[2])):
        return _spanned({"day": int(days[1])}, last[1])
    if found := re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)?\d\d)", token):
        year = int(found[4])
        when = {"day": int(found[1]), "month": int(found[3]), "year": year}
        when["year"] += 0 if year > 99 else 2000
    elif found := re.fullmatch(r"((?:19|20)\d\d)[-/](\d\d)(?:[-/](\d\d))?", token):
        when = {"day": int(found[3] or 0), "month": int(found[2]), "year": int(found[1])}
    elif found := re.fullmatch(r"(\d{1,2})/((?:19|20)\d\d)", token):
        when = {"day": 0, "month": int(found[1]), "year": int(found[2])}
    else:
        return None
    if not 1 <= when["month"] <= 12 or when["day"] > 31:
        return None
    when = {name: value for name, value in when.items() if value}
    return when, when


def _date_words(dates: _Dates) -> list[str]:
    names = {number: word for word, number in reversed(MONTHS.items())}
    found = [
        names[when[unit]] if unit == "month" else str(when[unit])
        for when in dates
        for unit in ("day", "month", "year")
        if unit in when
    ]
    return list(dict.fromkeys(found))


_DATED = {"tanggal": {"day"}, "tgl": {"day"}, "bulan": {"month"}, "bln": {"month"},
          "tahun": {"year"}, "thn": {"year"}, "hari": {"weekday", "day"}}  # fmt: skip


def _date_at(run: Sequence[str]) -> tuple[int, _Dates, Sequence[str]] | None:
    """The date that words begin with, how many of them it takes, and which of these say it."""
    for start, undated in ((1, UNSAID), (0, UNDATED)):
        kinds = _DATED.get(run[0], set())
        if (not start or kinds) and (dated := _written_date(run[start:], undated)):
            size, dates = dated
            if not start or kinds & dates[0].keys():
                said = [word for word in run[start : start + size] if word not in _UNTIL]
                return start + size, dates, said
    return None


UNSAID: frozenset[str] = frozenset()
_UNTIL = {"sampai", "hingga", "sd"}
_is_year = re.compile("(19|20)[0-9][0-9]").fullmatch
_is_day = re.compile("0?[1-9]|[12][0-9]|3[01]").fullmatch


def _written_date(run: Sequence[str], undated: Set[str]) -> tuple[int, _Dates] | None:
    if span := _span_at(run):
        return span
    if point := _point_at(run, undated):
        return point[0], (point[1], point[1])
    return None


def _span_at(run: Sequence[str]) -> tuple[int, _Dates] | None:
    """The span that words begin with: two dates told to the same unit."""
    first = _point_at(run, UNSAID)
    if not first and run and _is_day(run[0]) and run[1:2] and run[1] in _UNTIL:
        first = 1, {"day": int(run[0])}
    if not first:
        return None
    joined = run[first[0] : first[0] + 1] and run[first[0]] in _UNTIL
    start = first[0] + bool(joined)
    last = _point_at(run[start:], UNSAID)
    if (
        not last
        or "weekday" in first[1] | last[1]
        or max(map(UNITS.index, first[1])) != max(map(UNITS.index, last[1]))
    ):
        return None
    if not joined and not {"month", "year"} <= last[1].keys():
        return None
    dates = _spanned(first[1], last[1])
    return dates and (start + last[0], dates)


def _year_at(run: Sequence[str]) -> tuple[int, int] | None:
    """The year that words begin with, alone or behind "tahun"."""
    size = 1 + (bool(run) and run[0] in ("tahun", "thn"))
    return (size, int(run[size - 1])) if len(run) >= size and _is_year(run[size - 1]) else None


def _point_at(run: Sequence[str], undated: Set[str]) -> tuple[int, dict[str, int]] | None:
    first, second = (*run, "", "")[:2]
    if _is_day(first) and second in MONTHS:
        when = {"day": int(first), "month": MONTHS[second]}
        if year := _year_at(run[2:]):
            return 2 + year[0], when | {"year": year[1]}
        return None if second in undated - {"mei"} else (2, when)
    if first in MONTHS and (year := _year_at(run[1:])):
        return 1 + year[0], {"month": MONTHS[first], "year": year[1]}
    if first in MONTHS and first not in undated:
        return 1, {"month": MONTHS[first]}
    if _is_year(first):
        return 1, {"year": int(first)}
    if first in DAYS_OF_WEEK and first not in undated:
        return 1, {"weekday": DAYS_OF_WEEK[first]}
    return None


LEVEL_WORDS = {"kabupaten": "kabupaten", "kab": "kabupaten", "kota": "kota",
               "provinsi": "provinsi", "prov": "provinsi", "propinsi": "provinsi"}  # fmt: skip


@cache
def _places() -> dict[tuple[str, ...], list[Region]]:
    found: dict[tuple[str, ...], list[Region]] = {}
    for region in regions():
        for name in (region.bare, region.name, *regions().spoken_names(region.code)):
            bare = re.sub("^(Kabupaten|Kota)( Administrasi)? ", "", name)
            named = found.setdefault(tuple(words(fold(bare))), [])
            if region not in named:
                named.append(region)
    return found


def _place_at(
    run: Sequence[str], before: str
) -> tuple[int, tuple[str, ...], tuple[str, ...]] | None:
    """The place that words begin with: how many it takes, its codes, and how texts spell it."""
    both = run[0] in {"kabupaten", "kab"} and run[1:2] == ["kota"] and len(run) > 2
    level = LEVEL_WORDS.get(run[0], "") if before not in ("wali", "pemerintah") else ""
    start = 2 if both else 1 if level else 0
    level = "" if both else level
    for size in range(min(6, len(run) - start), 0, -1):
        written = tuple(
            "kepulauan" if word == "kep" else word for word in run[start : start + size]
        )
        name = written if written in _places() else _joined_places().get("".join(written), ())
        named = [
            one
            for one in _places().get(name, ())
            if (level or fold(one.bare) not in ordinary_names())
            and (not level or level == one.level_name)
        ]
        codes = {one.code for one in named}
        if codes:
            wide = tuple(code for code in codes if len(code) == 2 or code[:2] not in codes)
            return start + size, wide, (*run[:start], *name)
    return None


@cache
def _joined_places() -> dict[str, tuple[str, ...]]:
    """Names of places by what they are without blanks."""
    return {"".join(name): name for name in _places()}


_DISTRICT_WORDS = {"kecamatan", "kec", "distrik", "kapanewon", "kemantren"}


@cache
def _districts(regencies: frozenset[str]) -> dict[tuple[str, ...], list[str]]:
    """Kecamatan of some regencies by name, but those that a name of their regency holds."""
    found: dict[tuple[str, ...], list[str]] = {}
    for regency in sorted(regencies):
        home = f" {fold(regions()[regency].name)} "
        for one in regions().children(regency):
            name = tuple(words(fold(one.name)))
            if f" {' '.join(name)} " not in home:
                found.setdefault(name, []).append(one.code)
    return found


def _district_at(run: Sequence[str], regencies: frozenset[str]) -> tuple[int, _Part] | None:
    if run[0] not in _DISTRICT_WORDS:
        return None
    for size in range(min(6, len(run) - 1), 0, -1):
        name = tuple(run[1 : size + 1])
        if codes := _districts(regencies).get(name):
            named = _Part(name, len(name) > 1, False, False)
            words = tuple(run[: size + 1])
            inner = _plain(words)
            return size + 1, _Part(words, False, False, False, "", inner, {}, tuple(codes), named)
    return None


def _with_fields(parts: Sequence[_Part], regencies: frozenset[str]) -> Iterator[_Part]:
    """Places and dates as parts of their own; kecamatan of these regencies are known."""
    at = 0
    while at < len(parts):
        end = at
        while end < len(parts) and _is_plain(parts[end]):
            end += 1
        run = [part.words[0] for part in parts[at:end]]
        if not run:
            yield parts[at]
            at += 1
            continue
        before = parts[at - 1].words[0] if at and _is_plain(parts[at - 1]) else ""
        if dated := _date_at(run):
            size, dates, said = dated
            yield _dated(dates, said)
        elif district := _district_at(run, regencies):
            size, part = district
            yield part
        elif placed := _place_at(run, before):
            size, codes, said = placed
            yield _Part(said, False, False, False, "", _plain(said), {}, codes)
        else:
            size = 1
            yield parts[at]
        at += size


def queries(reference: Reference, count: int, seed: int = 1) -> Iterator[Query]:
    """Yield made-up queries: words common and rare, phrases, minus words, filters, both orders."""
    rng = random.Random(seed)
    entries = reference.entries
    rare = sorted(word for word in reference.vocabulary if reference.known[root(word)] < 5)

    def a_word(entry: _Entry) -> str:
        if rng.random() < 0.15:
            return rng.choice(rare)
        return rng.choice(rng.choice([line for line in entry.lines if line]))

    def a_phrase(entry: _Entry) -> str:
        line = rng.choice([line for line in entry.lines if len(line) > 1])
        size = rng.choice((2, 2, 2, 3, 4))
        at = rng.randrange(max(1, len(line) - size + 1))
        chosen = line[at : at + size]
        if rng.random() < 0.15:
            chosen = chosen[::-1]  # mostly stands nowhere
        return f'"{" ".join(chosen)}"'

    for number in range(count):
        entry = rng.choice(entries)
        asked = [a_word(entry) for _ in range(rng.choice((0, 1, 1, 2, 2, 3)))]
        if number % 3 == 0:
            asked.append(a_phrase(entry))
        if number % 4 == 0:
            other = rng.choice(entries)
            asked.append("-" + (a_word(other) if rng.random() < 0.7 else a_phrase(other)))
        if number % 9 == 0:
            asked += rng.choice(["komisi pemilihan umum", "dinas kesehatan", "jawa timur"]).split()
        filters: dict[str, list[str]] = {}
        document = entry.document
        if number % 2 or not asked:
            choices = {
                "wilayah": [document.region, document.region[:2]],
                "tanggal": [document.day.isoformat()[:size] for size in (4, 7, 10)],
                "topik": list(document.topics),
                "jenis": sorted(entry.types),
                "instansi": [one for one, _ in document.agencies],
            }
            for name in rng.sample(FILTERS, rng.choice((1, 1, 2, 3))):
                filters[name] = [rng.choice(choices[name])]
                if rng.random() < 0.2:
                    more = {"wilayah": "35", "tanggal": "2024", "topik": "contoh-mudik"}
                    filters[name] += [more[name]] if name in more else []
        yield Query(" ".join(asked), filters, rng.choice(("terbaru", "terbaru", "cocok")))


def field_queries(reference: Reference, count: int, seed: int = 1) -> Iterator[Query]:
    """Yield made-up queries of places, dates, agencies, kinds and amounts, and mixtures of them."""
    rng = random.Random(seed)
    known = list(regions())

    def a_place(entry: _Entry) -> str:
        region = regions()[entry.document.region]
        if rng.random() < 0.15:
            region = rng.choice(known)
        names = [region.name, region.bare, region.bare.upper(), region.code, "Kota Batu", "batu"]
        names += regions().spoken_names(region.code)
        if region.level_name != "provinsi":
            chosen = rng.choice(regions().children(region.code))
            district = chosen.name
            names += [chosen.code, f"{region.code}."]
            names += [f"{rng.choice(('kec.', 'Kecamatan', 'distrik'))} {district}"] * 3
            names += [region.bare.replace(" ", ""), f"kab/kota {region.bare}"]
        if region.level_name == "kabupaten":
            names += [f"Kab. {region.bare}", f"kab {region.bare}", f"pemerintah kota {region.bare}"]
        return rng.choice(names)

    def a_date(entry: _Entry) -> str:
        day = entry.document.day
        month = MONTH_NAMES[day.month - 1]
        forms = [
            f"{day.day} {month} {day.year}",
            f"{day.day} {month[:3]} {day.year}",
            f"{day.day}/{day.month}/{day.year}",
            f"{day.day:02d}-{day.month:02d}-{day.year}",
            day.isoformat(),
            day.isoformat()[:7],
            f"{month} {day.year}",
            f"{month[:3].upper()} {day.year}",
            f"{day.day} {month}",
            month,
            str(day.year),
            DAYS[day.weekday()],
            f"{DAYS[day.weekday()]}, {day.day} {month} {day.year}",
            f"{day.day}/{day.month}/{day.year % 100:02d}",
            f"tanggal {day.day} {month}",
            f"bulan {month[:3]}",
            f"{month} tahun {day.year}",
            f"{day.day} {month[:3]} thn {day.year}",
            f"tahun {day.year}",
            f"{day.year - 1}-{day.year}",
            f"{day.year} s.d. {day.year + 1}",
            f"{day.day}-{day.day + 2} {month} {day.year}",
            f"{day.day}, {day.day + 1} dan {day.day + 3} {month}",
            f"{max(1, day.day - 3)} s/d {day.day + 1} {month[:3]} {day.year}",
            f"{max(1, day.day - 3)}-{day.day + 1}/{day.month}/{day.year}",
            f"{month}-{MONTH_NAMES[day.month % 12]} {day.year}",
            f"{day.day} {month} sampai 3 {MONTH_NAMES[day.month % 12]} {day.year + 1}",
            f"hari {DAYS[day.weekday()]}",
            "mei",
            "minggu",
        ]
        return rng.choice(forms)

    def an_amount(_: _Entry) -> str:
        forms = [
            "Rp5 juta",
            "2,5 miliar",
            "12 ha",
            "5.000.000",
            "covid-19",
            "K.P.U.",
            "5jt",
            "250rb",
        ]
        forms += ["Rp 2,5 M", "rp. 5,000,000", "5.000.000,00 rupiah", "lima juta rupiah"]
        spelt = rng.choice([_spelt(rng.randrange(10, 400)), *_numerals()])
        return rng.choice([*forms, spelt, f"{rng.randrange(10, 400)}"])

    def a_kind(_: _Entry) -> str:
        return rng.choice(["komitmen", "imbauan", "keputusan", "sumber", "pembicara", "daring"])

    def an_agency(entry: _Entry) -> str:
        return rng.choice(entry.document.agencies)[1].replace('"', "")

    def a_word(entry: _Entry) -> str:
        return rng.choice(rng.choice([line for line in entry.lines if line]))

    makers = [a_place, a_date, an_amount, a_kind, an_agency, a_word]
    for number in range(count):
        entry = rng.choice(reference.entries)
        chosen = [makers[number % 6], *rng.choices(makers[:2] + makers[3:], k=number % 3)]
        asked = [make(entry) for make in chosen]
        if number % 11 == 0:
            asked.append("-" + a_word(rng.choice(reference.entries)))
        if number % 13 == 0:
            asked.append(f'"{a_word(entry)}"')
        if number % 7 == 0:
            asked.append(f"atau {rng.choice(makers)(rng.choice(reference.entries))}")
        yield Query(" ".join(asked), {}, rng.choice(("terbaru", "cocok", "cocok")))
