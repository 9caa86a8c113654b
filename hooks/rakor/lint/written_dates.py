"""Dates as they are written in a text, in every form that press and letters use.

Found are "Rabu (18/2/2025)", "**Rabu**, 18 Februari 2025", "rabu 18-2-2025", "20–21/3/2023",
"18 Februari 2025 (Rabu)" and their like; what is part of a number, a path or a letter is none.
Nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rakor.indonesian import DAYS, MONTH_WORDS, MONTHS
from rakor.lint.prose import Prose

_WEEKDAYS = {name.lower(): number for number, name in enumerate(DAYS)} | {
    "jum'at": 4,
    "jum’at": 4,
    "jum`at": 4,
    "ahad": 6,
}
_DAY = r"(senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu|ahad)"
_TO = r"(?:-|–|—|/|&|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|dan)"
# "[0-9]{1,2}" in front would be tried at every letter.
_SLASHED = re.compile(
    r"([0-9][0-9]?)(?:\s?[-–]\s?(\d{1,2}))?\s?/\s?(\d{1,2})(?:\s?/\s?(\d{4}|\d{2}))?(?![\w/])"
)
_DOTTED = re.compile(r"([0-9][0-9]?)([.-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/]|[.,-]\d)")
_YEAR_FIRST = re.compile(r"([0-9]{4})-(\d{1,2})-(\d{1,2})(?![\w/]|[.,-]\d)")
# A slash is missing: "18/022025".
_GLUED = re.compile(r"([0-9][0-9]?)/(\d{1,2})(\d{4})(?![\w/])")
_WORDS = re.compile(
    # Most numbers are no days, as what follows tells.
    r"([0-9][0-9]?)(?=[\s\-–—/&shd])"
    rf"(?:\s{{0,2}}{_TO}\s{{0,2}}(\d{{1,2}}))?[\s-]{{1,3}}([JFMASONDPjfmasondp][A-Za-z]{{2,9}})\b"
    r"\.?(?:[,\s-]{1,3}(\d{4})\b(?![.,]\d))?"
)
_BEFORE = re.compile(
    rf"\b{_DAY}(?:\s{{1,2}}{_TO}\s{{1,2}}{_DAY}|\s?[-–/]\s?{_DAY})?"
    r"(?:\s{1,2}(?:pagi|siang|sore|petang|malam|dini\s+hari|lalu|kemarin|ini|"
    r"pukul\s\d\d?[.:]\d\d(?:\sWI(?:B|TA|T))?))?[\s,]{0,6}"
    r"(?:(?:tanggal|tgl\.?|pada)\s{1,2})?\(?\s{0,3}(?:(?:tanggal|tgl\.?)\s{1,2})?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\)?[\s,]{1,3}(?:(?:memang|adalah|merupakan|jatuh|bertepatan|pada|dengan|itu|yakni|yaitu|"
    rf"tepat|tepatnya)\s{{1,2}}){{0,4}}hari\s{{1,2}}{_DAY}\b"
    rf"|\s{{0,2}}\(\s?(?:hari\s)?{_DAY}\s?\)",
    re.IGNORECASE,
)
_CALLED_A_DATE = re.compile(r"\b(?:tanggal|tgl\.?|hari)\s{1,2}\(?$", re.IGNORECASE)
# "minggu" is a week, too: "dua minggu (3/4)", "setiap minggu".
_WEEK = re.compile(
    r"(?:\d|se|satu|dua|tiga|empat|lima|enam|beberapa|setiap|tiap|per|sekali|dalam|akhir|awal)\s*$",
    re.IGNORECASE,
)
# A digit or sign before it makes it part of something else: "1.12/3", "a/2", "10-20".
_JOINED = re.compile(r"[\w/.,-]$")
_EMPHASIS = bytes.maketrans(b"*_", b"  ")
_LETTER = re.compile(r"(?:nomor|no\.?|pasal|ayat|nip)[\s:]{0,3}$", re.IGNORECASE)


@dataclass(slots=True)
class WrittenDate:
    """A date as it stands in the text; offsets are those of the prose.

    Attributes:
        day: of the month, as written; it may be impossible.
        last: the last day of a range, or None.
        month: as written; it may be impossible.
        year: None where none is written.
        month_at: where the word for the month stands, for dates in words.
        weekdays: number (Monday is 0), start and end of each day of the week named with it.
        is_glued: whether a slash is missing ("18/022025").
        is_bracketed: whether it stands alone in brackets.
    """

    start: int
    end: int
    day: int
    last: int | None
    month: int
    year: int | None
    month_at: tuple[int, int] | None = None
    weekdays: list[tuple[int, int, int]] = field(default_factory=list)
    is_glued: bool = False
    is_bracketed: bool = False


def written_dates(prose: Prose) -> Iterator[WrittenDate]:
    """Give the dates of a text; what is quoted from the source in its own section is left out."""
    text = prose.without_emphasis
    for found in _all(text, prose.kinds.translate(_EMPHASIS)):
        if prose.is_cited(found.start):
            continue
        found.weekdays = _weekdays(text, found)
        before, after = text[found.start - 1 : found.start], text[found.end : found.end + 1]
        found.is_bracketed = before == "(" and after == ")"
        yield found


def _all(text: str, kinds: bytes) -> Iterator[WrittenDate]:
    """``kinds`` are those of the characters, which tell what a text without dates of a form has
    not (:attr:`Prose.kinds`)."""
    for match in _found(_SLASHED, text, kinds, b"0/0", b"0 /0", b"0/ 0", b"0 / 0"):
        if _stands_alone(text, match.start()):
            last = int(match[2]) if match[2] else None
            yield WrittenDate(*match.span(), int(match[1]), last, int(match[3]), _year(match[4]))
    for match in _found(_GLUED, text, kinds, b"0/00000"):
        if _stands_alone(text, match.start()) and _BEFORE.search(_lead(text, match.start())):
            found = WrittenDate(*match.span(), int(match[1]), None, int(match[2]), int(match[3]))
            found.is_glued = True
            yield found
    for match in _found(_DOTTED, text, kinds, b"0.0.00", b"0.00.00", b"0-0-00", b"0-00-00"):
        if _is_date(text, match.start()):
            yield WrittenDate(*match.span(), int(match[1]), None, int(match[3]), _year(match[4]))
    for match in _found(_YEAR_FIRST, text, kinds, b"0000-0"):
        if _is_date(text, match.start()):
            yield WrittenDate(*match.span(), int(match[3]), None, int(match[2]), int(match[1]))
    for match in _WORDS.finditer(text):
        month = _month(match)
        if month is not None and not _JOINED.search(
            text[max(match.start() - 1, 0) : match.start()]
        ):
            year = int(match[4]) if match[4] else None
            last = int(match[2]) if match[2] else None
            # A point after the month is part of the date only before a year.
            end = match.end() if match[4] else match.end(3)
            yield WrittenDate(match.start(), end, int(match[1]), last, month, year, match.span(3))


def _found(
    pattern: re.Pattern[str], text: str, kinds: bytes, *signs: bytes
) -> Iterable[re.Match[str]]:
    return pattern.finditer(text) if any(map(kinds.__contains__, signs)) else ()


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) + (2000 if len(written) == 2 else 0)


def _stands_alone(text: str, at: int) -> bool:
    before = text[max(at - 12, 0) : at]
    return not _JOINED.search(before) and not _LETTER.search(before)


def _is_date(text: str, at: int) -> bool:
    """Whether numbers with points or hyphens, which may mean anything, are called a date."""
    lead = _lead(text, at)
    if _JOINED.search(lead):
        return False
    return _BEFORE.search(lead) is not None or _CALLED_A_DATE.search(lead) is not None


def _lead(text: str, at: int) -> str:
    return text[max(at - 60, 0) : at]


def _month(match: re.Match[str]) -> int | None:
    """The month that a word names, also one with a slip in it where a year follows."""
    word = match[3]
    number = MONTH_WORDS.get(word.lower())
    if number is not None:
        is_plain = word[0].isupper() or match[4] is not None or word.capitalize() in MONTHS
        return number if is_plain else None
    if match[4] and len(word) >= 4 and word[0].isupper():
        near = misspelt_month(word)
        return MONTHS.index(near) + 1 if near else None
    return None


def misspelt_month(word: str) -> str | None:
    """The month that a word with one slip, or two in a long word, is meant for."""
    from rakor.edit_distance import distance

    lower = word.lower()
    most = 1 if len(word) < 7 else 2
    near = [name for name in MONTHS if distance(lower, name.lower(), most) <= most]
    return near[0] if len(near) == 1 else None


def _weekdays(text: str, written: WrittenDate) -> list[tuple[int, int, int]]:
    """The days of the week named right before a date, or after it ("jatuh pada hari Rabu")."""
    at = max(written.start - 60, 0)
    match = _BEFORE.search(text[at : written.start])
    found: list[tuple[int, int, int]] = []
    if match and not (match[1] == "minggu" and _WEEK.search(text[at : at + match.start(1)])):
        for group in (1, 2, 3):
            if match[group]:
                start, end = match.span(group)
                found.append((_WEEKDAYS[match[group].lower()], at + start, at + end))
        return found
    match = _AFTER.match(text, written.end, written.end + 80)
    if match:
        group = 1 if match[1] else 2
        found.append((_WEEKDAYS[match[group].lower()], *match.span(group)))
    return found
