"""Finding numbers, mail and addresses of people in folded text.

Numbers are told by their structure: a population number (NIK) and a family-card number (KK) are
a district's code, a date and a serial number (Permendagri 40/2012 and 109/2019); a civil
servant's number (NIP) is a date of birth, a month of appointment, a sex and a serial number
(Perka BKN 22/2007); a mobile number begins with 08 or 628 and has ten to thirteen digits. Budgets,
letter numbers, dates and accounts are built otherwise.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from itertools import islice

from rakor.registry import Regions
from rakor.source.frontmatter import beyond_ascii


class DataKind(Enum):
    """The sorts of numbers and addresses that are looked for."""

    POPULATION_NUMBER = auto()
    OFFICIAL_NUMBER = auto()
    MOBILE_NUMBER = auto()
    PRIVATE_MAIL = auto()
    HOME_ADDRESS = auto()


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and where in the folded text. ``key`` is the same for the same number or
    address in another writing."""

    kind: DataKind
    start: int
    end: int
    key: str


_MOST_FINDINGS = 200


def find_personal_data(text: str, regions: Regions) -> list[Finding]:
    """Return what a folded text tells about people, in its order, of each sort 200 at most."""
    found: list[Finding] = []
    traces = _Traces(text)
    if traces.has_number:
        found += islice(_numbers(text, regions), _MOST_FINDINGS)
    if traces.has_mail:
        found += islice(_mails(text), _MOST_FINDINGS)
    if traces.has_home:
        found += islice(_homes(text), _MOST_FINDINGS)
    return sorted(found, key=lambda one: one.start)


# --- is it worth looking? --------------------------------------------------------------------

# Numbers of people have ten digits at least; most texts have no number as long.
_SHORTEST = b"0" * 10
# Letters that stand for digits beside some, see rakor.lint.folding.
_MIXED = re.compile(rb"0(?:[oqli]|(?<=[oqli]0))")
_AS_DIGITS = bytes.maketrans(b"oqli", b"0000")
_MAILERS = (b"mail", b"yahoo", b"outlook", b"icloud", b"proton", b"live")
# Words that go with what is looked for, all in one go: a neighbourhood, a house, an "(at)".
_SIGNS = re.compile(
    rb" (?:(?P<near>r ?[tw](?:rw)?(?=[ 0nivxsdtel])|rukun(?= ))"
    rb"|(?P<house>no(?:mor)?  ?0|blok)"
    rb"|(?P<at>(?:at|et|a)(?= )))"
)
# To begin with a blank would take the square of the time that a text of blanks should take.
_IN_WORDS = re.compile(
    rb"\b(?:(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan) +){8}"
)
_HOMES = frozenset(
    b"alamat alamatkan alamatnya beralamat beralamatkan beralamatnya kediaman kediamannya domisili"
    b" berdomisili tinggal rumah rumahnya".split()
)
_STREETS = frozenset(b"jl jln gg jalan gang perum perumahan komplek kompleks dusun".split())
_AHEAD = 600  # letters in which an address follows its word, links between them included


class _Traces:
    """What can be told of a text in one go: whether it may hold anything of a sort."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._data = text.encode("utf-8", "surrogatepass")
        # In small letters, with nought for every digit and blanks between, without the marks of
        # emphasis, which may stand within a word.
        self._bare = b" %b " % self._data.translate(_BARE, b"*_`~")

    @property
    def is_hidden(self) -> bool:
        """Whether the way it is written may hide something."""
        data = self._data
        if b"<" in data or b"\\" in data or (b"&" in data and _ENTITY.search(data)):
            return True
        return not _USUAL.issuperset(beyond_ascii(self._text))

    @property
    def has_number(self) -> bool:
        if _SHORTEST in self._bare.translate(None, b" "):
            return True
        has_letters = _MIXED.search(self._bare) is not None
        return has_letters and _SHORTEST in self._bare.translate(_AS_DIGITS, b" ")

    @property
    def has_number_in_words(self) -> bool:
        # A mobile number begins with nought and eight.
        return b"elapan" in self._bare and _IN_WORDS.search(self._bare) is not None

    @property
    def has_mail(self) -> bool:
        if b"@" in self._data or b"%40" in self._data:
            return True
        return any(sign == "at" for sign, _ in self._signs) and any(
            one in self._bare for one in _MAILERS
        )

    @property
    def has_home(self) -> bool:
        return any(
            sign == "near" or (sign == "house" and self._is_home(at)) for sign, at in self._signs
        )

    @cached_property
    def _signs(self) -> list[tuple[str | None, int]]:
        return [(match.lastgroup, match.start()) for match in _SIGNS.finditer(self._bare)]

    def _is_home(self, at: int) -> bool:
        before = frozenset(self._bare[max(at - _AHEAD, 0) : at].split())
        return not (before.isdisjoint(_HOMES) or before.isdisjoint(_STREETS))


def is_worth_a_look(text: str) -> bool:
    """Whether a text may hold anything of what is looked for, told without reading it closely.

    A text in which nothing can be hidden by its writing and that has neither a number as long as
    those of people nor the words that go with an address, has nothing; neither has what is
    rendered of it.
    """
    traces = _Traces(text)
    if traces.is_hidden or traces.has_number_in_words or traces.has_mail or traces.has_home:
        return True
    return traces.has_number and _Traces(_DATED_PATH.sub(r"\1x", text)).has_number


_BARE = (
    "".join(
        "0" if char.isdigit() else char.lower() if char.isalpha() else " "
        for char in map(chr, range(128))
    )
    .encode("ascii")
    .ljust(256)
)
# Characters of usual Indonesian text, none of which stands for a digit or hides one.
_USUAL = frozenset("“”‘’…–—éèêëáàâäíìîïóòôöúùûüçñÉÈÁÀÓÒÚÙ°×±•·→½¼¾€")
_ENTITY = re.compile(rb"&#?[0-9A-Za-z]{1,30};")
# The id of a bulletin has twelve digits.
_DATED_PATH = re.compile(r"(/20\d\d/)20\d\d-\d\d-\d\d(?=-[a-z])")

# --- numbers ---------------------------------------------------------------------------------

_RUN = re.compile(r"\d(?:[ \t\n.\-_/()\[\]|,:;*+~'\"`]{0,5}\d)*")
_GROUP = re.compile(r"\d+")
_ADDRESS = re.compile(r"https?://[^\s<>()\"|]{1,2000}", re.IGNORECASE)
_MESSENGER = re.compile(
    r"(?:wa\.me/|(?:whatsapp|telegram|viber)[^\s?]{0,40}\?[^\s]{0,40}?phone=|tel:|sms:)"
    r"(?:\+|%2B)?((?:62|0)8\d{7,12})",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)"
    r"(?![\d/])(?!-\d)"
)
_HOURS = re.compile(
    r"(?<!\d)(?:[01]?\d|2[0-4])[.:][0-5]\d ?(?:-|s\.?d\.?|sampai) ?"
    r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?!\d)"
)
_JOINTS = re.compile(
    r"[.\-_/~]|[ \t]{1,2}|[ \t]?\n[ \t]?|[ \t]?[.\-_/~][ \t]?\n?|[ \t]?[()\[\]][ \t]?[.\-]?[ \t]?|"
    r"[ \t]{0,2}\|[ \t]{0,2}|[*`'\"]{1,4}|\)[ \t]?\("
)
# Commas part figures of a table or a list, unless something says that they belong together.
_COMMA = re.compile(r",[ \t]?")
_LOOSE = re.compile(r"[\s,;|:()\[\]\"'*]")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_MOBILE = re.compile(r"(?:0|62|0062|620|00620)8[1-9]\d{7,10}")
_BARE_MOBILE = re.compile(r"8[1-9]\d{8,10}")
_OFFICIAL = re.compile(
    r"(?:19[4-9]\d|200\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"(?:19[6-9]\d|20[0-4]\d)(?:0[1-9]|1[0-2]|21)[12]\d{3}"
)
# What stands before a number and says what it is; looked for in the forty characters before it.
_SAYS_PERSON = re.compile(
    r"\b(?:NIK|KTP|KK|e-?KTP|Induk\s+Kependudukan|Kartu\s+Keluarga)\b[^\d\n]{0,20}$", re.IGNORECASE
)
_SAYS_PHONE = re.compile(
    r"\b(?:hp|handphone|ponsel|wa|whatsapp|telp|tlp|telepon|telephone|phone|cp|kontak|contact|"
    r"narahubung|hubungi|seluler|genggam)\b[^\d\n]{0,20}$",
    re.IGNORECASE,
)
_SAYS_OTHER = re.compile(
    r"(?:\b(?:rekening|rek|npwp|nib|nop|sk|dipa|kode|barcode|resi|virtual\s+account|va|perkara|"
    r"sertifikat|isbn|issn|imei|pelanggan|meter|invoice|seri|polisi|registrasi|"
    r"rapat\s+id|meeting\s+id|id)\b[^\d\n]{0,15}|\b(?:rp|idr)\.?\s?)$",
    re.IGNORECASE,
)
_SAYS_LETTER = re.compile(r"\b(?:nomor|nomer|no|surat|surat\s+edaran|se)\b\W{0,4}$", re.IGNORECASE)


def _numbers(text: str, regions: Regions) -> Iterator[Finding]:
    for match in _MESSENGER.finditer(text):
        yield Finding(DataKind.MOBILE_NUMBER, match.start(1), match.end(1), _mobile_key(match[1]))
    if "://" in text:
        text = _ADDRESS.sub(_hide, text)  # long numbers mean pages there
    text = _HOURS.sub(_hide, _DATE.sub(_hide, text))
    for run in _RUN.finditer(text):
        if run.end() - run.start() >= 10:
            yield from _Run(text, run, regions).findings()


def _hide(match: re.Match[str]) -> str:
    return "x" * len(match[0])


class _Run:
    """Digits with little between them: one number, or several."""

    def __init__(self, text: str, run: re.Match[str], regions: Regions) -> None:
        self._text = text
        self._regions = regions
        self._groups = list(_GROUP.finditer(text, run.start(), run.end()))
        self._ended = -1  # the group at which the last finding ended

    def findings(self) -> Iterator[Finding]:
        first = 0
        while first < len(self._groups):
            found = self._longest_from(first)
            if found is None:
                first += 1
                continue
            kind, last, key = found
            yield Finding(kind, self._groups[first].start(), self._groups[last].end(), key)
            self._ended = last
            first = last + 1

    def _longest_from(self, first: int) -> tuple[DataKind, int, str] | None:
        if not self._may_begin(first):
            return None
        best = None
        digits = ""
        for last in range(first, min(first + 18, len(self._groups))):
            if last > first and not self._goes_on(first, last):
                break
            digits += self._groups[last][0]
            if len(digits) > 18:
                break
            if len(digits) >= 9:
                found = self._judged(first, last, digits)
                best = found or best
        return best

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether a group belongs to the number that begins with the first, by what parts it from
        the one before."""
        between = self._between(last)
        if _COMMA.fullmatch(between):
            before = self._before(first)
            return bool(_SAYS_PERSON.search(before) or _SAYS_PHONE.search(before))
        return _JOINTS.fullmatch(between) is not None

    def _between(self, group: int) -> str:
        """What stands before a group of the run."""
        return self._text[self._groups[group - 1].end() : self._groups[group].start()]

    def _before(self, group: int) -> str:
        start = self._groups[group].start()
        return self._text[max(start - 40, 0) : start]

    def _may_begin(self, first: int) -> bool:
        before = self._before(first)
        if first and self._between(first) == "/":
            return self._ended == first - 1
        if first and not _LOOSE.search(self._between(first)):
            return False
        stuck = re.search(r"(\w*)[/.\-+]?$", before)
        if stuck is None or not stuck[0] or stuck[0] == "+":
            return True
        if not stuck[1]:
            return stuck[0] != "/" or not before[:-1].strip()
        return _SAYS_PHONE.search(before) is not None or _SAYS_PERSON.search(before) is not None

    def _may_end(self, first: int, last: int) -> bool:
        end = self._groups[last].end()
        if last + 1 < len(self._groups):
            following = self._between(last + 1)
            if following == "/":
                other = self._groups[last + 1][0]
                return other.startswith(("08", "62")) or len(other) >= 12
            if not _LOOSE.search(following):
                return False
            # Four more digits after the same blank belong to a longer number.
            inner = {self._between(number) for number in range(first + 1, last + 1)}
            return not (inner == {following} and len(self._groups[last + 1][0]) in {3, 4})
        return re.match(r"[A-Za-z]|[/]\w", self._text[end : end + 2]) is None

    def _judged(self, first: int, last: int, digits: str) -> tuple[DataKind, int, str] | None:
        start, end = self._groups[first].start(), self._groups[last].end()
        written = self._text[start:end]
        if _THOUSANDS.fullmatch(written) and self._text[start - 1 : start] != "+":
            return None  # a sum of money
        before = self._before(first)
        if len(digits) == 18:
            is_official = _OFFICIAL.fullmatch(digits) and self._may_end(first, last)
            return (DataKind.OFFICIAL_NUMBER, last, digits) if is_official else None
        if len(digits) == 16:
            is_meant = _SAYS_PERSON.search(before) is not None
            if not is_meant and _SAYS_OTHER.search(before):
                return None
            is_person = is_meant or is_person_number(digits, self._regions)
            found = is_person and self._may_end(first, last)
            return (DataKind.POPULATION_NUMBER, last, digits) if found else None
        if self._is_mobile(first, digits, written, before) and self._may_end(first, last):
            return DataKind.MOBILE_NUMBER, last, _mobile_key(digits)
        return None

    def _is_mobile(self, first: int, digits: str, written: str, before: str) -> bool:
        is_meant = _SAYS_PHONE.search(before) is not None
        if not _MOBILE.fullmatch(digits):
            is_bare = _BARE_MOBILE.fullmatch(digits) is not None
            return is_bare and (is_meant or before.endswith("(+62) "))
        if is_meant:
            return True
        if _SAYS_OTHER.search(before):
            return False
        if "/" in written and _SAYS_LETTER.search(before):
            return False
        head = self._groups[first][0]
        # "0.8123456789" is a figure; cells of a table are a number only if they look like one.
        if head == "0" and written[1:2] in ".,":
            return False
        return "|" not in written or len(head) >= 3


def _mobile_key(digits: str) -> str:
    return digits.lstrip("0").removeprefix("62").lstrip("0")


def is_person_number(digits: str, regions: Regions) -> bool:
    """Whether sixteen digits are built like a NIK or a family-card number.

    Six digits of the district, day (women plus 40), month and year of birth or issue, and four
    digits of a serial number that begins with 1.
    """
    if len(digits) != 16 or digits[12:] == "0000" or digits[4:6] == "00":
        return False
    if regions.get(f"{digits[:2]}.{digits[2:4]}") is None:
        return False
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    if day > 40:
        day -= 40
    if not 1 <= month <= 12:
        return False
    return 1 <= day <= calendar.monthrange(2000 + year, month)[1]


# --- mail ------------------------------------------------------------------------------------

_PROVIDERS = (
    r"(?:gmail|googlemail|g\s?mail|yahoo|ymail|rocketmail|hotmail|outlook|live|msn|icloud|me|aol|"
    r"proton(?:mail)?|zoho(?:mail)?|gmx|tutanota|yandex|mail)"
)
_AT = r"(?:\s?\\?@\s?|%40|-at-|\s?[(\[{<]\s?(?:at|et|a|@)\s?[)\]}>]\s?|\s(?:at|et)\s)"
_DOT = r"(?:\s?\.\s?|\s?[(\[{<]\s?(?:dot|titik|\.)\s?[)\]}>]\s?|\s(?:dot|titik)\s)"
# The provider first: few texts name one, and what stands before it is read backwards from there.
_MAIL_END = re.compile(
    rf"{_AT}{_PROVIDERS}{_DOT}(?:com|co|id|me|net|org|ch)(?:{_DOT}id)?(?![\w@])", re.IGNORECASE
)
_LOCAL = re.compile(r"[\w.+\-]{1,64}$")


def _mails(text: str) -> Iterator[Finding]:
    for match in _MAIL_END.finditer(text):
        local = _LOCAL.search(text[max(match.start() - 64, 0) : match.start()])
        if local:
            start = match.start() - len(local[0])
            key = re.sub(r"\W", "", text[start : match.end()].lower())
            yield Finding(DataKind.PRIVATE_MAIL, start, match.end(), key)


# --- addresses of homes ----------------------------------------------------------------------

_WORDS = "(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|se(?:puluh|belas))"
_FIGURE = rf"(?:0{{0,2}}\d{{1,3}}|[IVX]{{1,5}}|{_WORDS}(?:\s(?:belas|puluh)(?:\s{_WORDS})?)?)"
_NUMBER = rf"{_FIGURE}(?![\w])"
_RT = r"(?:R\.?T|Rukun\s+Tetangga)(?:\s?/\s?RW)?[\s.:\-]{0,3}(?:No\.?\s?)?"
_RW = r"(?:R\.?W|Rukun\s+Warga)[\s.:\-]{0,3}(?:No\.?\s?)?"
_BETWEEN_PARTS = r"[\s,/|.;&\-]{0,5}(?:dan\s|&\s)?"
_NEIGHBOURHOODS = (
    re.compile(rf"\b{_RT}{_FIGURE}{_BETWEEN_PARTS}{_RW}{_NUMBER}", re.I),
    re.compile(rf"\b{_RW}{_FIGURE}{_BETWEEN_PARTS}{_RT}{_NUMBER}", re.I),
    # A house and one of both, as "Jl. Contoh No. 12 RT 03" and "Dusun Contoh RT 04".
    re.compile(
        rf"\b(?:(?:Jl|Jln|Jalan|Gg|Gang)\b\.?\s[^\n]{{2,60}}?\bNo(?:mor)?\b\.?\s?\d{{1,3}}[A-Z]?|"
        rf"Dusun\s\w{{2,30}}(?:\s\w{{2,30}})?)[\s,]{{1,3}}{_RT}{_NUMBER}",
        re.I,
    ),
    re.compile(rf"\bRT(?:\s?[/.]?\s?RW)?[\s.:]{{0,3}}{_FIGURE}\s?[/\-|]\s?{_NUMBER}(?!/)", re.I),
)
_STREET = re.compile(
    r"\b(?:(?:Jl|Jln|Gg)\b\.?|Jalan|Gang|Perum(?:ahan)?|Kompleks?|Dusun)\s[^\n]{2,60}?"
    r"\b(?:No(?:mor)?\b\.?\s?\d|Blok\s?[A-Z\d])",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\b(?:(?:ber)?alamat(?:kan|nya)?|kediaman(?:nya)?|(?:ber)?domisili|(?:bertempat\s)?tinggal|"
    r"rumah(?:nya|\s(?:korban|duka|warga|beliau|almarhum(?:ah)?|saksi|pelaku|tersangka|bapak|ibu|"
    r"pak|bu|sdr|saudara|keluarga|pribadi|ketua|kepala)))\b",
    re.IGNORECASE,
)
# An office, a hall or an official residence is meant to be found.
_PUBLIC = re.compile(
    r"\b(?:kantor|balai|gedung|sekretariat|dinas|pendopo|pendapa|rumah\s+sakit|rsud|jabatan|resmi|"
    r"puskesmas|aula|hotel|posko|kpu|bawaslu|polres|polsek|polda|kodim|koramil|kelurahan|badan|"
    r"universitas|sekolah|sd|smp|sma|smk|masjid|gereja|pengadilan|kejaksaan|lapas|bank|pt|cv)\b",
    re.IGNORECASE,
)

_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])|\n\s*\n")


def _homes(text: str) -> Iterator[Finding]:
    for pattern in _NEIGHBOURHOODS:
        for match in pattern.finditer(text):
            yield _home(text, match.start(), match.end())
    for trigger in _HOME.finditer(text):
        ahead = text[trigger.end() : trigger.end() + 160]
        street = _STREET.search(ahead)
        if street is None or street.start() > 60:
            continue
        between = ahead[: street.start()]
        begun = text[max(trigger.start() - 80, 0) : trigger.start()]
        sentence = _SENTENCE.split(begun)[-1] + trigger[0] + between
        if not _SENTENCE.search(between) and not _PUBLIC.search(sentence):
            yield _home(text, trigger.start(), trigger.end() + street.end())


def _home(text: str, start: int, end: int) -> Finding:
    return Finding(DataKind.HOME_ADDRESS, start, end, re.sub(r"\W", "", text[start:end].lower()))
