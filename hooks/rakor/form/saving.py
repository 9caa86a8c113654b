"""From the fields of the form to a file: only what was changed is written anew."""

from __future__ import annotations

from collections.abc import Mapping

from rakor.content.keys import BULLETIN, CHAIR, DAYS, FIGURE, FOLLOW_UP, HOST, PARTICIPANT, SOURCE
from rakor.form.values import RECORDS, ROWS, TEXTS, USUAL, FormRow, Values, of_file
from rakor.source.canonical import Value
from rakor.source.nodes import Mapping as NodeMapping
from rakor.source.nodes import Sequence as NodeSequence
from rakor.source.writer import Path, Writer

EMPTY = b"---\nstatus: draf\n---\n"
"""What a new bulletin begins as."""

_ORDER = tuple(BULLETIN)
_TABLES = {
    "tanggal": DAYS,
    "penyelenggara": HOST,
    "pimpinan": CHAIR,
    "instansi": PARTICIPANT,
    "angka": FIGURE,
    "tindak_lanjut": FOLLOW_UP,
    "sumber": SOURCE,
}


def write(writer: Writer, values: Values) -> None:
    """Bring a file to say ``values``; what it says already keeps its lines.

    Rows are told by their origin, which must count the entries of this file.
    """
    before = of_file(writer)
    for key in TEXTS:
        if key not in before.other and values.texts[key] != before.texts[key]:
            _put(writer, (key,), values.texts[key])
    for key in RECORDS:
        if key not in before.other and values.records[key] != before.records[key]:
            _put_record(writer, key, values.records[key], before.records[key])
    for key in ROWS:
        if key not in before.other:
            _put_rows(writer, key, values.rows[key], before.rows[key])
    if "topik" not in before.other:
        _put_topics(writer, values.topics, before.topics)
    if values.body != before.body:
        writer.set_body(f"\n{values.body}\n" if values.body else "")


def set_status(writer: Writer, status: str) -> None:
    """Write what state a bulletin is in; without the key it is published."""
    others = (key for key in _ORDER if key != "status")
    if status == "terbit" and any(writer.get((key,)) is not None for key in others):
        _put(writer, ("status",), "")
    else:
        _put(writer, ("status",), status)


def _put(writer: Writer, path: Path, value: Value, order: tuple[str, ...] = _ORDER) -> None:
    """Set a value, or take it out where there is none."""
    if value:
        writer.set(path, value, order)
    elif writer.get(path) is not None:
        try:
            writer.remove(path)
        except KeyError:  # a file holds one key at least
            writer.set(("status",), "terbit")
            writer.remove(path)


def _put_record(
    writer: Writer, key: str, parts: Mapping[str, str], before: Mapping[str, str]
) -> None:
    written = {name: text for name, text in parts.items() if text}
    first = next(iter(parts))
    is_single = not written.keys() - {first}
    if isinstance(writer.get((key,)), NodeMapping) and not (key == "tanggal" and is_single):
        _put_parts(writer, (key,), parts, before)
    elif key == "pimpinan" or not is_single:
        _put(writer, (key,), written)
    else:
        _put(writer, (key,), written.get(first, ""))


def _put_parts(
    writer: Writer, path: Path, parts: Mapping[str, str], before: Mapping[str, str]
) -> None:
    order = tuple(_TABLES[str(path[0])])
    # What is added first keeps the record from being emptied on the way.
    for name in sorted(parts, key=lambda name: not parts[name]):
        if parts[name] != before[name]:
            _put(writer, (*path, name), _said(name, parts[name]), order)


def _said(name: str, text: str) -> str:
    return "" if text == USUAL.get(name) else text


def _put_rows(writer: Writer, key: str, rows: list[FormRow], before: list[FormRow]) -> None:
    if [(row.origin, row.says()) for row in rows] == [(row.origin, row.says()) for row in before]:
        return
    origins = [row.origin for row in rows if row.origin is not None]
    kept = {origin for origin in origins if origin < len(before)}
    has_gaps = [row.origin for row in before] != list(range(len(before)))
    if not kept or has_gaps or origins != sorted(set(origins)):
        if rows or before:
            _put(writer, (key,), [_entry(row) for row in rows])
        return
    for number in range(len(before) - 1, -1, -1):
        if number not in kept:
            writer.remove((key, number))
    for place, row in enumerate(rows):
        if row.origin is not None and row.origin in kept:
            _put_row(writer, (key, place), row, before[row.origin])
        elif isinstance(writer.get((key,)), NodeSequence):
            writer.insert((key,), place, _entry(row))


def _put_row(writer: Writer, path: Path, row: FormRow, before: FormRow) -> None:
    if row.says() == before.says():
        return
    if not isinstance(writer.get(path), NodeMapping):
        writer.set(path, _entry(row))
        return
    _put_parts(writer, path, row.parts, before.parts)
    if row.people != before.people:
        _put(writer, (*path, "wakil"), _people(row), tuple(PARTICIPANT))


def _entry(row: FormRow) -> Value:
    """A row as it is written anew: an agency about which nothing more is said is one text."""
    parts: dict[str, Value] = {
        name: said for name, text in row.parts.items() if (said := _said(name, text))
    }
    people = _people(row)
    if people:
        parts["wakil"] = people
    if "peran" in row.parts and parts.keys() == {"instansi"}:
        return parts["instansi"]
    return parts


def _people(row: FormRow) -> Value:
    people: list[Value] = [
        {name: text for name, text in person.items() if text} for person in row.people
    ]
    return people[0] if len(people) == 1 else people


def _put_topics(writer: Writer, topics: list[str], before: list[str]) -> None:
    if set(topics) == set(before):
        return
    wanted = [topic for topic in before if topic in topics]
    wanted += [topic for topic in topics if topic not in before]
    if not set(wanted) & set(before):
        _put(writer, ("topik",), wanted)
        return
    for number in range(len(before) - 1, -1, -1):
        if before[number] not in topics:
            writer.remove(("topik", number))
    for place, topic in enumerate(wanted):
        if topic not in before:
            writer.insert(("topik",), place, topic)
