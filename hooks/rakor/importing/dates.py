"""The day of the meeting: every date of an article, and which of them it is.

Dates are read as the press writes them ("Kamis (14/11/2024)", "Senin hingga Selasa
(20-21/3/2023)", "Rabu, 21 Agusyus 2024"). Which one is the meeting's is told by what stands
around it; others are deadlines, polling days, earlier meetings, interviews. What the calendar
refuses is a problem of the source and is never repaired in silence.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rakor.edit_distance import distance
from rakor.importing.article import Article, Sentence
from rakor.importing.number_words import WORD, read_number
from rakor.importing.result import (
    CERTAIN,
    LIKELY,
    Candidate,
    Evidence,
    Question,
    SourceProblem,
    Value,
)
from rakor.importing.words import HELD, MEETING
from rakor.indonesian import DAYS, MONTH_WORDS, date, full_date

YEARS = range(1945, 2101)
_MOST_IN_SENTENCE = 12  # dates; a list of more is a calendar
_DAY_NAMES = {
    **{name.lower(): number for number, name in enumerate(DAYS)},
    "jum'at": 4,
    "jum’at": 4,
    "jumaat": 4,
    "ahad": 6,
}
_DAY = r"(?:senin|selasa|rabu|kamis|jum['’]?a?at|sabtu|minggu|ahad)"
_TO = r"(?:\s*[-–—]\s*|\s*(?:s/d|s\.d\.?|sd|hingga|sampai(?:\s+dengan)?|dan|&)\s*)"
_WEEKDAY = rf"(?:(?P<w1>{_DAY})(?:{_TO}(?:hari\s+)?(?P<w2>{_DAY}))?)"
_BETWEEN = (
    r"(?:\s+(?:pagi|siang|sore|malam|petang|dini\s+hari))?[\s,]*"
    r"\(?\s*(?:tanggal|tgl\.?|ini|kemarin|besok|lalu)?[\s,(]*"
)
_DIGITS = rf"(?P<d1>\d{{1,2}})(?:{_TO}(?P<d2>\d{{1,2}}))?"
_NUMERIC = (
    rf"(?P<d1>\d{{1,2}})(?:(?:\s*/\s*(?P<m0>\d{{1,2}}))?{_TO}(?P<d2>\d{{1,2}}))?\s*"
    r"(?P<sep>[/.-])\s*(?P<m>\d{1,2})(?:\s*(?P=sep)\s*(?P<y>\d{4,5}|\d{2}))?(?![\d/])"
)
_WORDS = (
    rf"(?P<d1>\d{{1,2}})(?:(?:\s+(?P<mw0>[A-Za-z]{{3,10}}))?{_TO}(?P<d2>\d{{1,2}}))?\s+"
    r"(?:bulan\s+)?(?P<mw>[A-Za-z]{3,10})\b\.?,?(?:\s+(?:tahun\s+)?(?P<y>\d{4,5})(?!\d))?"
)
_ISO = r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d1>\d{2})(?!\d)"
_PATTERNS = tuple(
    re.compile(rf"(?<![\w/.])(?:{_WEEKDAY}{_BETWEEN})?(?<![\d/.-]){body}", re.IGNORECASE)
    for body in (_ISO, _NUMERIC, _WORDS)
)
# "Jumat tanggal tujuh belas bulan Oktober tahun dua ribu dua puluh lima"
_IN_WORDS = re.compile(
    rf"(?:(?P<w1>{_DAY})[\s,]+)?tanggal\s+(?P<d1>{WORD}(?:\s+{WORD}){{0,2}})\s+bulan\s+"
    rf"(?P<mw>[A-Za-z]{{3,10}})\s+tahun\s+(?P<y>{WORD}(?:\s+{WORD}){{2,5}})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d./])(?:19|20)\d\d(?![\d/])")
_LAW = re.compile(r"(?:nomor|no\.?|uu|pp|perpres|permendagri|inpres)\s.{0,25}$", re.IGNORECASE)

_NOT_THE_MEETING = re.compile(
    r"(?:paling lambat|selambat-lambatnya|sebelum|hingga|sampai(?: dengan)?|sejak|mulai|per|"
    r"terhitung|tertanggal|setelah|sesudah|hari h|jatuh pada|lahir|periode|tenggat|"
    r"nomor\s+\S+|surat[^,.]{0,40})\s*(?:hari\s+|tanggal\s+)*\(?$",
    re.IGNORECASE,
)
_OTHER_EVENT = re.compile(
    r"\b(?:pemungutan suara|pencoblosan|hari pencoblosan|pelantikan|dilantik|hari jadi|hut|"
    r"kampanye|masa tenang|debat|pilkada|pilpres|pileg|pemilu(?:kada)?|pemilihan|tahapan|"
    r"puncak|puncaknya|natal|idul|lebaran|penetapan|pendaftaran|"
    r"pengumuman|kunjungan|kecelakaan|kejadian|bencana|gempa|banjir bandang|peraturan|"
    r"keputusan|instruksi|surat|undang-undang|laporan|doa bersama|simulasi|upacara|apel|"
    r"pemutakhiran|operasi|tahun baru)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:sebelumnya|pada rapat sebelum|rapat terdahulu|tahun lalu|bulan lalu|pekan lalu|"
    r"minggu lalu|silam|sudah berlangsung pada|telah berlangsung pada|"
    r"sudah (?:lebih dulu|pernah)|terakhir kali|pernah|menindaklanjuti|tindak lanjut)\b",
    re.IGNORECASE,
)
# The day from which a meeting was put off: of "semula dijadwalkan Senin, akhirnya digelar Kamis".
_PUT_OFF = re.compile(
    r"\b(?:semula|sedianya|awalnya|seharusnya|tadinya)\b"
    r"(?:(?!\b(?:akhirnya|baru|diundur|dipindah\w*|digeser|menjadi)\b)[^.;]){0,80}$",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:mendatang|nanti(?:nya)?|besok|lusa|akan datang|berikutnya|selanjutnya (?:akan|di)|"
    r"lanjutan)\b",
    re.IGNORECASE,
)
_WILL_BE = re.compile(
    r"\byang akan\s+(?:di\w+|berlangsung|jatuh)(?:\s+(?:pada|hari|tanggal))*\W*$", re.IGNORECASE
)
_AFTER_LATER = re.compile(r"\W{0,3}(?:mendatang|nanti|besok|yang akan datang|depan)\b", re.I)
_AFTER_EARLIER = re.compile(r"\W{0,3}(?:lalu|silam|kemarin lusa)\b", re.I)
_SAID = re.compile(
    r"\b(?:kata|ujar|ujarnya|katanya|ucap|ucapnya|jelas|jelasnya|tutur|tuturnya|ungkap|ungkapnya|"
    r"terang|terangnya|(?:dikatakan|disampaikan|diungkapkan|dijelaskan)(?:nya)?|papar|paparnya|imbuh|imbuhnya|menurut|menyebut|sebut|sebutnya|tegas|"
    r"tegasnya|tambahnya|mengatakan|menuturkan|dikonfirmasi|dihubungi|ditemui|keterangan|rilis|"
    r"siaran pers|pungkasnya|tandasnya|wawancara|diwawancarai|kepada (?:wartawan|media))\b",
    re.IGNORECASE,
)
_AT_THE_MEETING = re.compile(
    r"\b(?:usai|seusai|selepas|di sela(?:-sela)?|saat|ketika|dalam|pada)\s+"
    r"(?:\w+\s+){0,3}?(?:rapat|rakor\w*|kegiatan|acara|pertemuan|hlm)\b",
    re.IGNORECASE,
)
_ANAPHORA = re.compile(
    r"\b(?:rapat|rakor|kegiatan|acara|pertemuan)(?:\s+koordinasi)?(?:\s+\(rakor\))?\s+"
    r"(?:tersebut|ini|itu|yang (?:digelar|berlangsung|dilaksanakan|diadakan))\b",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(r"(?:\bpada|\bhari|\btanggal|,|\bini)\s*\(?\s*$", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"\W{0,3}(?:pagi|siang|sore|malam|petang)\b", re.IGNORECASE)
# "Hari/Tanggal : Kamis, …" in minutes, invitations and reports.
_LABELLED = re.compile(
    r"\b(?:hari|tanggal|tgl\.?)(?:\W{1,4}(?:dan\s+)?(?:tanggal|tgl\.?))?\s*:\s*$",
    re.IGNORECASE,
)
_OPENS_ARTICLE = re.compile(r"[^\n]{0,60}$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One date of the text; ``year`` is None where it is not written."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    last_day: int | None = None  # of a range
    first_month: int | None = None  # where the range begins in another month
    weekday: int | None = None
    last_weekday: int | None = None
    misspelt: bool = False

    def begin(self, year: int | None = None) -> dt.date | None:
        """The first day, in ``year`` if the text has none; None if there is no such day."""
        return _date(year or self.year, self.first_month or self.month, self.day)

    def finish(self, year: int | None = None) -> dt.date | None:
        """The last day of a range; None for one day, and if there is no such day."""
        if self.last_day is None:
            return None
        return _date(year or self.year, self.month, self.last_day)

    @property
    def is_possible(self) -> bool:
        """Whether the calendar has such a day in some year."""
        first = _date(
            self.year if self.year in YEARS else 2024, self.first_month or self.month, self.day
        )
        last = self.last_day is None or _date(2024, self.month, self.last_day) is not None
        return first is not None and last

    def fits(self, year: int) -> bool:
        """Whether the weekday written is that of the day in ``year``."""
        begin = self.begin(year)
        return begin is not None and (self.weekday is None or begin.weekday() == self.weekday)


def _date(year: int | None, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year or 0, month, day)
    except ValueError:
        return None


# --- reading ---------------------------------------------------------------------------------


def mentions(content: str, start: int = 0, end: int | None = None) -> tuple[Mention, ...]:
    """All dates between two places of a text, in order."""
    stop = len(content) if end is None else end
    found: list[Mention] = []
    taken = bytearray(stop - start)
    for pattern in _PATTERNS:
        for match in pattern.finditer(content, start, stop):
            one = _read(match, content)
            if one and not any(taken[one.start - start : one.end - start]):
                taken[one.start - start : one.end - start] = b"\1" * (one.end - one.start)
                found.append(one)
    found.extend(filter(None, map(_in_words, _IN_WORDS.finditer(content, start, stop))))
    return tuple(sorted(found, key=lambda one: one.start))


def _in_words(match: re.Match[str]) -> Mention | None:
    day, year = read_number(match["d1"]), read_number(match["y"])
    month = _month(match["mw"])
    if day is None or year is None or month is None:
        return None
    weekday = _DAY_NAMES[match["w1"].lower()] if match["w1"] else None
    return Mention(match.start(), match.end(), day, month[0], year, weekday=weekday)


def _read(match: re.Match[str], content: str) -> Mention | None:
    groups = match.groupdict()
    misspelt = False
    month0: int | None = None
    last = groups.get("d2")
    if groups.get("mw") is not None:
        read = _month(groups["mw"])
        if read is None:
            return None
        month, misspelt = read
        if misspelt and groups["y"] is None:
            return None
        if groups.get("mw0"):
            first = _month(groups["mw0"])
            if first is None or last is None:
                return None
            month0 = first[0]
    else:
        month = int(groups["m"])
        if not _is_date_in_figures(match, content):
            return None
        if groups.get("m0"):
            if last is None:
                return None
            month0 = int(groups["m0"])
    year = int(groups["y"]) if groups.get("y") else None
    if year is not None and year < 100:
        year += 2000
    is_iso = "sep" not in groups and "mw" not in groups
    end = match.end("y") if groups.get("y") and not is_iso else match.end()
    if groups.get("mw") is not None and not groups.get("y"):
        end = match.end("mw")
    weekdays = [
        _DAY_NAMES[name.lower()] if (name := groups.get(group)) else None for group in ("w1", "w2")
    ]
    begin = match.start("w1") if groups.get("w1") else match.start("d1")
    if is_iso and not groups.get("w1"):
        begin = match.start("y")
    if content[end : end + 1] == ")" and "(" in content[begin:end]:
        end += 1
    return Mention(
        begin,
        end,
        int(groups["d1"]),
        month,
        year,
        int(last) if last else None,
        month0,
        weekdays[0],
        weekdays[1],
        misspelt,
    )


def _is_date_in_figures(match: re.Match[str], content: str) -> bool:
    """Whether "4/9" is a date and no share, law or unit of the army."""
    groups = match.groupdict()
    if "sep" not in groups or groups.get("y"):
        if groups.get("y") and len(groups["y"]) == 2 and not groups.get("w1"):
            return content[match.start() - 1 : match.start()] == "("
        return True
    if groups["sep"] != "/" or int(groups["m"]) > 12:
        return False
    if groups.get("w1"):
        return True
    after = content[match.end() : match.end() + 1]
    return content[match.start() - 1 : match.start()] == "(" and after == ")"


@lru_cache(maxsize=2048)
def _month(word: str) -> tuple[int, bool] | None:
    """The month ``word`` names, and whether it is misspelt."""
    lower = word.lower()
    number = MONTH_WORDS.get(lower)
    if number is not None:
        return number, False
    if len(lower) < 4:
        return None
    near = [
        number
        for name, number in MONTH_WORDS.items()
        if len(name) > 3
        and name[0] == lower[0]
        and distance(lower, name, 2) <= (2 if len(name) > 6 else 1)
    ]
    return (near[0], True) if len(set(near)) == 1 else None


# --- choosing --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Scored:
    mention: Mention
    score: int
    is_said: bool  # the day of an interview
    sentence: Sentence


@dataclass(slots=True)
class DateReading:
    """The meeting's day, as far as it is certain, and what is wrong or open."""

    date: Value | None = None
    end_date: Value | None = None
    mention: Mention | None = None
    sentence: Sentence | None = None
    questions: list[Question] | None = None
    problems: list[SourceProblem] | None = None


def read_dates(article: Article, today: dt.date, *, is_planned: bool) -> DateReading:
    """Find the day of the meeting in ``article``; ``today`` tells which years can be."""
    reading = DateReading(questions=[], problems=[])
    scored = sorted(
        _scored(article, is_planned=is_planned), key=lambda s: (-s.score, s.mention.start)
    )
    if not scored or not _is_clear(scored):
        _ask_about_rest(article, reading, scored, today)
        return reading
    best = scored[0]
    reading.mention, reading.sentence = best.mention, best.sentence
    rival = _rival(article, best, scored)
    if rival is not None:
        _report_two(article, reading, best.mention, rival.mention, today)
        return reading
    _settle(article, reading, best, today, is_planned=is_planned)
    return reading


def _is_clear(scored: Sequence[_Scored]) -> bool:
    """Whether the best date is the meeting's: by what is said of it, or as the only one."""
    best = scored[0]
    if best.score >= 4:
        return True
    others = [o for o in scored[1:] if o.score > -2 and not _same_day(best.mention, o.mention)]
    return best.score >= 2 and not best.is_said and not others


def _scored(article: Article, *, is_planned: bool) -> Iterator[_Scored]:
    lead = [s.index for s in article.sentences if not s.in_title][:4]
    for sentence in article.sentences:
        for mention in mentions(article.content, sentence.start, sentence.end)[:_MOST_IN_SENTENCE]:
            if article.is_quoted(mention.start):
                continue
            score, is_said = _score(article, sentence, mention, is_planned=is_planned)
            if sentence.index in lead:
                score += 2 if sentence.index == lead[0] else 1
            yield _Scored(mention, score, is_said, sentence)


def _score(
    article: Article, sentence: Sentence, mention: Mention, *, is_planned: bool
) -> tuple[int, bool]:
    content = article.content
    before = content[sentence.start : mention.start]
    after = content[mention.end : sentence.end]
    clause = re.split(r"[;:]|\byang akan\b|, (?:yang|sedangkan|sementara|menjelang)\b", before)[-1]
    score = 0
    if _LABELLED.search(before[-60:]):
        return 9, False
    if mention.last_day is None and _NOT_THE_MEETING.search(before[-60:]):
        return -5, False
    if _AFTER_EARLIER.match(after):
        return -3, False
    is_later = bool(_AFTER_LATER.match(after))
    if is_later and not is_planned:
        return -5, False
    whole = before + " " + after
    if MEETING.search(whole):
        score += 2
    if HELD.search(whole):
        score += 2
    if _other_event(before, clause):
        score -= 6
    if _EARLIER.search(before) or _PUT_OFF.search(before):
        score -= 6
    if not is_planned and (_LATER.search(clause) or _WILL_BE.search(before)):
        score -= 4
    is_said = _is_said(before)
    if is_said:
        score -= 4
    score += _marks(mention, before, after, is_later=is_later)
    if _follows_meeting(article, sentence, before):
        score += 3
    if _is_dateline(article, sentence, before, after):
        score = 3  # the day of publication; the meeting's if there is no other
    return score, is_said


def _marks(mention: Mention, before: str, after: str, *, is_later: bool) -> int:
    """What the words right around a date tell for its being a meeting's."""
    return (
        bool(_BEFORE_DAY.search(before) or not before.strip())
        + bool(_PART_OF_DAY.match(after))
        + (mention.weekday is not None)
        + 2 * is_later
    )


def _is_said(before: str) -> bool:
    """Whether it is the day of an interview: "kata Bupati, Selasa (5/11)"."""
    tail = before[-120:]
    said = _SAID.search(tail)
    if said is None:
        return False
    after = tail[said.end() :]
    return not (_AT_THE_MEETING.search(after) or HELD.search(after))


def _other_event(before: str, clause: str) -> bool:
    """Whether the day is another event's: named nearer to it than the meeting is."""
    last = None
    for match in _OTHER_EVENT.finditer(clause):
        last = match
    if last is None or len(clause) - last.end() > 70:
        return False
    tail = clause[last.end() :]
    if HELD.search(tail) and not re.search(r"\b(?:akan|berlangsung|jatuh)\b", tail):
        return False
    if re.search(r"\b(?:di|bertempat)\b.{3,}", tail):  # a venue lies between: the meeting's
        return bool(re.search(r"\bakan\b", tail))
    if re.search(r"\b(?:berlangsung|digelar|dilaksanakan|diadakan|jatuh|pada|tanggal)\b", tail):
        head = clause[: last.start()]
        return not (
            MEETING.search(head) and not re.search(r"\byang\b|\bakan\b", clause[last.start() :])
        )
    return not MEETING.search(clause)


def _is_dateline(article: Article, sentence: Sentence, before: str, after: str) -> bool:
    first = next((s for s in article.sentences if not s.in_title), None)
    if first is None or sentence.index > first.index + 1:
        return False
    if not all(word[0].isupper() for word in re.findall(r"[^\W\d_]+", before)):
        return False
    return len(before) < 45 and bool(
        re.match(r"\)?\s*(?:[–—-]{1,2}|\.|:|\|)(?:\s|$)", after or ".")
    )


def _follows_meeting(article: Article, sentence: Sentence, before: str) -> bool:
    """Whether a date that begins a sentence ends the one before: "… di Hotel X. Kamis (15/9)"."""
    if before.strip() or not sentence.index:
        return False
    last = article.sentences[sentence.index - 1]
    text = article.of_sentence(last)
    return not last.in_title and bool(MEETING.search(text) and HELD.search(text))


def _rival(article: Article, best: _Scored, scored: Sequence[_Scored]) -> _Scored | None:
    """Another day that the text gives for the same meeting."""
    chosen = best.mention
    for other in scored[1:]:
        if other.score < 6 or other.is_said or _same_day(chosen, other.mention):
            continue
        if best.sentence.index == other.sentence.index:
            continue
        texts = [article.of_sentence(s.sentence) for s in (best, other)]
        if not all(MEETING.search(text) and HELD.search(text) for text in texts):
            continue
        if _LATER.search(texts[1]) or _EARLIER.search(texts[1]) or _LATER.search(texts[0]):
            continue
        same = sum(
            (
                chosen.day == other.mention.day,
                chosen.month == other.mention.month,
                chosen.weekday is not None and chosen.weekday == other.mention.weekday,
            )
        )
        is_again = any(_ANAPHORA.search(text) for text in texts)
        if same >= 2 or (same and is_again):
            return other
    return None


def _same_day(one: Mention, other: Mention) -> bool:
    if one.year and other.year and one.year != other.year:
        return False
    if (one.day, one.month) == (other.day, other.month):
        return True
    for a, b in ((one, other), (other, one)):
        if a.last_day is not None and b.month in (a.month, a.first_month):
            return b.day in (a.day, a.last_day) or a.day <= b.day <= a.last_day
    return False


# --- settling --------------------------------------------------------------------------------


def _settle(
    article: Article, reading: DateReading, best: _Scored, today: dt.date, *, is_planned: bool
) -> None:
    mention = best.mention
    evidence = article.evidence(mention.start, mention.end)
    if not mention.is_possible:
        _report_impossible(article, reading, evidence)
    elif mention.year is None:
        _find_year(article, reading, best, today, is_planned=is_planned)
    elif mention.year not in YEARS or _is_future(mention, today, is_planned=is_planned):
        _report_year(article, reading, mention, evidence, today)
    elif not mention.fits(mention.year):
        _report_weekday(article, reading, mention, evidence, today)
    else:
        same = [o for o in _all_of_day(article, mention) if o.year == mention.year]
        weak = mention.misspelt and mention.weekday is None
        sure = best.score >= 6 and not best.is_said and not weak
        confidence = CERTAIN if sure or len(same) > 1 else LIKELY
        _set(reading, mention, mention.year, confidence, evidence)


def _is_future(mention: Mention, today: dt.date, *, is_planned: bool) -> bool:
    begin = mention.begin()
    return not is_planned and begin is not None and begin > today


def _set(
    reading: DateReading,
    mention: Mention,
    year: int,
    confidence: str,
    evidence: tuple[Evidence, ...],
) -> None:
    begin, finish = mention.begin(year), mention.finish(year)
    if begin is None:
        return
    if finish is not None and begin > finish and mention.first_month is None:
        return
    if finish is not None and begin > finish:
        begin = mention.begin(year - 1)  # over the turn of the year
    if begin is not None:
        reading.date = Value(begin.isoformat(), confidence, evidence)
    if finish is not None and finish != begin:
        reading.end_date = Value(finish.isoformat(), confidence, evidence)


def _all_of_day(article: Article, mention: Mention) -> list[Mention]:
    return [
        other
        for other in mentions(article.content)
        if (other.day, other.month) == (mention.day, mention.month)
    ]


def _years(article: Article) -> dict[int, tuple[int, int]]:
    """Years that the text names, with the first place of each; none of laws."""
    found: dict[int, tuple[int, int]] = {}
    for start, end in article.stamps:
        for match in _YEAR.finditer(article.text, start, end):
            found.setdefault(int(match[0]), match.span())
    for match in _YEAR.finditer(article.content):
        if not _LAW.search(article.content[max(match.start() - 40, 0) : match.start()]):
            found.setdefault(int(match[0]), match.span())
    return found


def _find_year(
    article: Article, reading: DateReading, best: _Scored, today: dt.date, *, is_planned: bool
) -> None:
    mention = best.mention
    evidence = article.evidence(mention.start, mention.end)
    last = today.year + (1 if is_planned else 0)
    years = {year: place for year, place in _years(article).items() if 2000 <= year <= last}
    fitting = [
        year for year in years if mention.fits(year) and _is_past(mention, year, today, is_planned)
    ]
    near = [year for year in (_stamp_year(article, mention),) if year and mention.fits(year)]
    written = [o.year for o in _all_of_day(article, mention) if o.year and mention.fits(o.year)]
    if written and len(set(written)) == 1:
        year = written[0]
        _set(reading, mention, year, CERTAIN, evidence + _year_place(article, year))
        return
    if near:
        _set(reading, mention, near[0], LIKELY, evidence + _stamp_evidence(article))
        return
    if mention.weekday is not None and len(fitting) == 1:
        place = article_evidence(article, years[fitting[0]])
        _set(reading, mention, fitting[0], LIKELY, evidence + place)
        return
    options = fitting or [
        year
        for year in range(last, last - 15, -1)
        if mention.fits(year) and _is_past(mention, year, today, is_planned)
    ]
    middle = max(years) if years else last
    options = sorted(options, key=lambda year: (abs(year - middle), -year))[:3]
    days = [day for year in options if (day := mention.begin(year))]
    names = " atau ".join(str(day.year) for day in days)
    if reading.questions is not None:
        reading.questions.append(
            Question(
                "date",
                f"Tahunnya tidak disebut. {names}?" if names else "Tahunnya tidak disebut.",
                evidence,
                tuple(Candidate(day.isoformat(), full_date(day)) for day in days),
            )
        )


def article_evidence(article: Article, place: tuple[int, int]) -> tuple[Evidence, ...]:
    """The evidence of a place, also of one in a line that is furniture."""
    start, end = place
    return (Evidence(start, end, article.text[start:end]),)


def _is_past(mention: Mention, year: int, today: dt.date, is_planned: bool) -> bool:
    begin = mention.begin(year)
    return begin is not None and (is_planned or begin <= today)


def _year_place(article: Article, year: int) -> tuple[Evidence, ...]:
    place = _years(article).get(year)
    return article_evidence(article, place) if place else ()


def _stamp(article: Article) -> tuple[Mention, tuple[int, int]] | None:
    """The date a page says it was published, and where."""
    for start, end in article.stamps:
        for one in mentions(article.text, start, end):
            if one.year in YEARS:
                return one, (one.start, one.end)
    return None


def _stamp_evidence(article: Article) -> tuple[Evidence, ...]:
    stamp = _stamp(article)
    return article_evidence(article, stamp[1]) if stamp else ()


def _stamp_year(article: Article, mention: Mention) -> int | None:
    """The year in which a day lies that is within two months of the page's own date."""
    stamp = _stamp(article)
    published = stamp[0].begin() if stamp else None
    if published is None:
        return None
    near = []
    for year in (published.year - 1, published.year, published.year + 1):
        begin = mention.begin(year)
        if begin is not None and abs((begin - published).days) <= 60:
            near.append(year)
    return near[0] if len(near) == 1 else None


# --- what is wrong ---------------------------------------------------------------------------


def _ask(
    reading: DateReading, message: str, evidence: tuple[Evidence, ...], days: Sequence[dt.date]
) -> None:
    assert reading.questions is not None
    shown = tuple(Candidate(d.isoformat(), full_date(d)) for d in dict.fromkeys(days))
    reading.questions.append(Question("date", message, evidence, shown[:4]))


def _report(reading: DateReading, code: str, message: str, evidence: tuple[Evidence, ...]) -> None:
    assert reading.problems is not None
    reading.problems.append(SourceProblem(code, "date", message, evidence))


def _report_impossible(
    article: Article, reading: DateReading, evidence: tuple[Evidence, ...]
) -> None:
    shown = _shown(evidence)
    _report(reading, "RK313", f"{shown}: tanggal ini tidak ada dalam kalender.", evidence)
    days = [
        day
        for other in mentions(article.content)
        if other.year and other.is_possible and other.fits(other.year) and (day := other.begin())
    ]
    _ask(reading, f"{shown} tidak ada dalam kalender. Kapan rapatnya?", evidence, days[:2])


def _shown(evidence: tuple[Evidence, ...]) -> str:
    return " ".join(" ".join(part.text for part in evidence).split())


def _report_year(
    article: Article,
    reading: DateReading,
    mention: Mention,
    evidence: tuple[Evidence, ...],
    today: dt.date,
) -> None:
    shown = _shown(evidence)
    if mention.year not in YEARS:
        _report(reading, "RK314", f"{shown}: tahun {mention.year} tidak mungkin.", evidence)
    else:
        _report(reading, "RK321", f"{shown}: tanggal ini belum tiba.", evidence)
    years = _repaired_years(mention, _years(article), today)
    days = [day for year in years if (day := mention.begin(year))]
    named = _years(article)
    if (len(years) == 1 and mention.weekday is not None) or (
        years
        and years[0] in named
        and len([year for year in years if year in named]) == 1
        and mention.weekday is not None
    ):
        _set(reading, mention, years[0], LIKELY, evidence + _year_place(article, years[0]))
    _ask(reading, f"Tahun berapa yang dimaksud dengan {shown}?", evidence, days)


def _repaired_years(
    mention: Mention, named: dict[int, tuple[int, int]], today: dt.date
) -> list[int]:
    """Years one slip of a key away in which the weekday is right; those the text names first."""
    written = str(mention.year)
    near = [
        year
        for year in range(2000, today.year + 1)
        if distance(str(year), written, 1) <= 1
        and mention.fits(year)
        and _is_past(mention, year, today, False)
    ]
    return sorted(near, key=lambda year: (year not in named, -year))


def _report_weekday(
    article: Article,
    reading: DateReading,
    mention: Mention,
    evidence: tuple[Evidence, ...],
    today: dt.date,
) -> None:
    begin = mention.begin()
    assert begin is not None
    assert mention.weekday is not None
    said = DAYS[mention.weekday]
    _report(
        reading,
        "RK311",
        f"{_shown(evidence)}: {date(begin)} jatuh pada hari {DAYS[begin.weekday()]}, bukan {said}.",
        evidence,
    )
    named = [
        year
        for year in _years(article)
        if year != begin.year
        and 2000 <= year <= today.year
        and mention.fits(year)
        and _is_past(mention, year, today, False)
    ]
    candidates = [day for year in named if (day := mention.begin(year))]
    candidates.append(begin)
    shift = (mention.weekday - begin.weekday() + 3) % 7 - 3
    candidates.append(begin + dt.timedelta(days=shift))
    if len(named) == 1 and abs(named[0] - begin.year) == 1:
        _set(reading, mention, named[0], LIKELY, evidence + _year_place(article, named[0]))
    _ask(
        reading,
        "Hari dan tanggalnya tidak cocok. Mana yang benar?",
        evidence,
        [day for day in candidates if day <= today],
    )


def _report_two(
    article: Article, reading: DateReading, one: Mention, other: Mention, today: dt.date
) -> None:
    evidence = tuple(
        part for each in (one, other) for part in article.evidence(each.start, each.end)
    )
    shown = [_shown(article.evidence(each.start, each.end)) for each in (one, other)]
    _report(
        reading,
        "RK311",
        f"Dua tanggal disebut untuk rapat ini: {shown[0]} dan {shown[1]}.",
        evidence,
    )
    year = one.year or other.year
    days = [day for each in (one, other) if (day := each.begin(each.year or year)) and day <= today]
    fitting = [each for each in (one, other) if each.weekday is not None]
    good = [each for each in fitting if each.year and each.fits(each.year)]
    if len(fitting) == 2 and len(good) == 1 and good[0].year:
        _set(reading, good[0], good[0].year, LIKELY, article.evidence(good[0].start, good[0].end))
        days.sort(key=lambda day: day != good[0].begin())
    _ask(reading, "Dua tanggal disebut untuk rapat ini. Mana yang benar?", evidence, days)


def _ask_about_rest(
    article: Article, reading: DateReading, scored: Sequence[_Scored], today: dt.date
) -> None:
    """Ask for the day where every date of the text may be something else's."""
    open_ones = [s for s in scored if s.score > -3 and s.mention.is_possible]
    evidence: tuple[Evidence, ...] = ()
    days: list[dt.date] = []
    for each in open_ones[:3]:
        year = each.mention.year
        if year is not None and year in YEARS and (day := each.mention.begin()):
            days.append(day)
            evidence += article.evidence(each.mention.start, each.mention.end)
    _ask(reading, "Tanggal rapat tidak disebut dengan jelas. Kapan rapatnya?", evidence, days)


def announced_on(article: Article, meeting: dt.date) -> bool:
    """Whether the text is dated before the meeting's day: by an interview or by the page."""
    said = [
        s.mention.begin()
        for s in _scored(article, is_planned=True)
        if s.is_said and s.mention.year and s.mention.fits(s.mention.year)
    ]
    stamp = _stamp(article)
    published = stamp[0].begin() if stamp else None
    return any(day is not None and day < meeting for day in (*said, published))
