"""The fields of the form: what a file says in them, and what was written into them.

Both are brought into one shape, so that what nobody touched compares equal and its lines stay:
texts, records of texts, and rows of such records, by the keys of the front matter. Where a key
may be a text or more, the shape is always the larger one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rakor.content.dates import guess_date
from rakor.content.keys import CHAIR, DAYS, HOST, PERSON
from rakor.source.nodes import Mapping as NodeMapping
from rakor.source.nodes import Node, Scalar
from rakor.source.nodes import Sequence as NodeSequence
from rakor.source.writer import Writer

TEXTS = ("judul", "waktu", "wilayah", "tempat", "mode", "ringkasan")
"""Keys that hold one text."""

RECORDS: dict[str, tuple[str, ...]] = {
    "tanggal": tuple(DAYS),
    "penyelenggara": tuple(HOST),
    "pimpinan": tuple(CHAIR),
}
"""Keys that hold several texts; a single one stands for the first."""

ROWS: dict[str, tuple[str, ...]] = {
    "instansi": ("instansi", "peran", "kehadiran"),
    "angka": ("nilai", "satuan", "keterangan", "menurut"),
    "tindak_lanjut": ("isi", "jenis", "penanggung_jawab", "tenggat"),
    "sumber": ("nama", "url", "tanggal"),
}
"""Keys that hold a list of records, with those of their keys that the form shows."""

DAY_PARTS = frozenset(("mulai", "selesai", "tenggat", "tanggal"))
"""Keys within records that hold a day: three boxes in the form."""

USUAL = {"peran": "peserta", "jenis": "komitmen"}
"""What a key means that is not written."""

PEOPLE = tuple(PERSON)
ORIGIN = "asal"
"""Name of the box that says which entry of the file a row is, counted from 0."""

SUGGESTED = "usulan"
"""Name of the box of a row that was offered; without words of its own it is left out."""

_TIME = re.compile(r"(\d{1,2}[.:]\d\d)(?:\s*[-–—]\s*(\d{1,2}[.:]\d\d))?\s*(WIB|WITA|WIT)", re.I)
_CLOCK = re.compile(r"(\d{1,2})(?:[.:]?(\d\d))?")
_MOST_ROWS = 300


@dataclass(slots=True)
class FormRow:
    """One entry of a list.

    Attributes:
        parts: its texts by key.
        people: those who came for an agency.
        origin: its place in the file, from 0; None for a new one.
    """

    parts: dict[str, str]
    people: list[dict[str, str]] = field(default_factory=list)
    origin: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything into it."""
        said = [text for key, text in self.parts.items() if text != USUAL.get(key)]
        return not any(said) and not self.people

    def says(self) -> tuple[object, ...]:
        """What tells it from other rows."""
        return tuple(sorted(self.parts.items())), tuple(tuple(p.items()) for p in self.people)


@dataclass(slots=True)
class Values:
    """All that the form shows of a bulletin.

    Attributes:
        texts: by key.
        records: texts by key and key within.
        rows: entries by key.
        topics: ids as they are written.
        body: the text below the front matter, without empty lines around it.
        other: keys that are written in a form of their own; the form leaves them alone.
    """

    texts: dict[str, str]
    records: dict[str, dict[str, str]]
    rows: dict[str, list[FormRow]]
    topics: list[str]
    body: str
    other: frozenset[str] = frozenset()


def of_file(writer: Writer) -> Values:
    """What a file says."""
    other: set[str] = set()

    def get(key: str, *kinds: type) -> Node | None:
        node = writer.get((key,))
        if node is None or (isinstance(node, Scalar) and node.is_empty):
            return None
        if not isinstance(node, kinds):
            other.add(key)
            return None
        return node

    texts = {key: _text(get(key, Scalar)) for key in TEXTS}
    texts["waktu"] = time_of(texts["waktu"])
    records = {key: _record(get(key, Scalar, NodeMapping), names) for key, names in RECORDS.items()}
    rows = {}
    for key, names in ROWS.items():
        listed = get(key, NodeSequence)
        items = listed.items if isinstance(listed, NodeSequence) else []
        if any(isinstance(item, NodeSequence) for item in items):
            other.add(key)
            items = []
        found = [_row(item, names, number) for number, item in enumerate(items)]
        rows[key] = [row for row in found if not row.is_empty]
    listed = get("topik", NodeSequence)
    topics = [_text(one) for one in listed.items] if isinstance(listed, NodeSequence) else []
    return Values(texts, records, rows, topics, plain_body(writer.body), frozenset(other))


def of_form(posted: Mapping[str, list[str]], other: frozenset[str] = frozenset()) -> Values:
    """What somebody wrote into the form; ``other`` as in :class:`Values`."""

    def get(name: str) -> str:
        return _one_line(posted.get(name, [""])[0])

    def part(lead: str, key: str) -> str:
        if key in DAY_PARTS:
            return day_of(*(get(f"{lead}.{key}.{box}") for box in "hbt"))
        return get(f"{lead}.{key}") or USUAL.get(key, "")

    texts = {key: get(key) for key in TEXTS}
    texts["waktu"] = _time_written(get("waktu.mulai"), get("waktu.sampai"), get("waktu.zona"))
    records = {key: {name: part(key, name) for name in names} for key, names in RECORDS.items()}
    rows: dict[str, list[FormRow]] = {}
    for key, names in ROWS.items():
        rows[key] = []
        for number in _numbers(posted, key):
            lead = f"{key}.{number}"
            parts = {name: part(lead, name) for name in names}
            came = (f"{lead}.wakil.{one}" for one in _numbers(posted, f"{lead}.wakil"))
            people = [{name: get(f"{one}.{name}") for name in PEOPLE} for one in came]
            people = [person for person in people if any(person.values())]
            origin = get(f"{lead}.{ORIGIN}")
            row = FormRow(parts, people, int(origin) if origin.isdecimal() else None)
            is_left = get(f"{lead}.{SUGGESTED}") and not parts[names[0]]
            if not row.is_empty and not is_left:
                rows[key].append(row)
    topics = [text for one in posted.get("topik", []) if (text := _one_line(one))]
    body = posted.get("isi", [""])[0].replace("\r\n", "\n").replace("\r", "\n")
    return Values(texts, records, rows, list(dict.fromkeys(topics)), plain_body(body), other)


def to_form(values: Values) -> dict[str, list[str]]:
    """The boxes of the form that hold ``values``: what :func:`of_form` reads."""
    boxes: dict[str, list[str]] = {key: [text] for key, text in values.texts.items()}
    del boxes["waktu"]
    for box, text in zip(("mulai", "sampai", "zona"), time_boxes(values), strict=True):
        boxes[f"waktu.{box}"] = [text]
    for key, parts in values.records.items():
        boxes.update(_boxes(key, parts))
    for key, rows in values.rows.items():
        for number, row in enumerate(rows):
            lead = f"{key}.{number}"
            boxes.update(_boxes(lead, row.parts))
            boxes[f"{lead}.{ORIGIN}"] = ["" if row.origin is None else str(row.origin)]
            for count, person in enumerate(row.people):
                boxes.update(_boxes(f"{lead}.wakil.{count}", person))
    return {**boxes, "topik": list(values.topics), "isi": [values.body]}


def _boxes(lead: str, parts: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    for key, text in parts.items():
        if key in DAY_PARTS:
            for box, value in zip("hbt", day_boxes(text), strict=True):
                yield f"{lead}.{key}.{box}", [value]
        else:
            yield f"{lead}.{key}", [text]


def _numbers(posted: Iterable[str], lead: str) -> list[int]:
    """The rows that have boxes, in their order."""
    pattern = re.compile(rf"{re.escape(lead)}\.(\d{{1,4}})\.")
    found = {int(match[1]) for name in posted if (match := pattern.match(name))}
    return sorted(found)[:_MOST_ROWS]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def plain_body(text: str) -> str:
    """A text without empty lines around it, its line ends as browsers give them back."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


# --- what nodes say ----------------------------------------------------------------------------


def _text(node: Node | None) -> str:
    if not isinstance(node, Scalar) or node.is_empty:
        return ""
    return _one_line(node.value)


def _record(node: Node | None, names: tuple[str, ...]) -> dict[str, str]:
    if isinstance(node, NodeMapping):
        found = {name: _text(node.get(name)) for name in names}
    else:
        found = dict.fromkeys(names, "")
        found[names[0]] = _text(node)
    return {
        name: iso_day(text) if name in DAY_PARTS else text or USUAL.get(name, "")
        for name, text in found.items()
    }


def _row(node: Node, names: tuple[str, ...], number: int) -> FormRow:
    people: list[dict[str, str]] = []
    if isinstance(node, NodeMapping):
        came = node.get("wakil")
        people = [
            {name: _text(one.get(name)) for name in PEOPLE}
            for one in (came.items if isinstance(came, NodeSequence) else [came])
            if isinstance(one, NodeMapping)
        ]
    return FormRow(_record(node, names), people, number)


# --- days and times ----------------------------------------------------------------------------


def iso_day(text: str) -> str:
    """A day as it is written in files, if it can be told; else the text itself."""
    found = guess_date(text)
    return found.isoformat() if found else text


def day_of(day: str, month: str, year: str) -> str:
    """The day that three boxes name; what names none is kept word for word."""
    written = " ".join(part for part in (day, month, year) if part)
    joined = f"{day}/{month}/{year}" if month.isdecimal() else written
    found = guess_date(joined if day and month and year else written)
    return found.isoformat() if found else written


def day_boxes(text: str) -> tuple[str, str, str]:
    """What stands in the three boxes of a day."""
    found = guess_date(text)
    return (str(found.day), str(found.month), str(found.year)) if found else (text, "", "")


def time_of(text: str) -> str:
    """A time as it is written in files, if it can be told; else the text itself."""
    match = _TIME.fullmatch(text)
    if match is None:
        return text
    return _time_written(match[1], match[2] or "", match[3])


def time_boxes(values: Values) -> tuple[str, str, str]:
    """What stands in the boxes for beginning, end and zone."""
    match = _TIME.fullmatch(values.texts["waktu"])
    if match is None:
        return values.texts["waktu"], "", ""
    return match[1], match[2] or "", match[3]


def _time_written(start: str, end: str, zone: str) -> str:
    if not start and not end:
        return ""  # a zone alone is only the one that was offered
    clocks = [_clock(text) for text in (start, end) if text]
    return " ".join(part for part in ("–".join(clocks), zone.upper()) if part)


def _clock(text: str) -> str:
    """A time of day in the form of files ("9" and "0900" are meant for it); else the text."""
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[1]) > 23:
        return text
    return f"{int(match[1]):02}.{match[2] or '00'}"
