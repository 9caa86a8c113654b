"""Two versions of a bulletin, side by side, and one made of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rakor.form.notes import LABELS
from rakor.form.values import FormRow, Values


def versions(mine: Values, theirs: Values) -> list[tuple[str, str, str]]:
    """Every part that differs: its key, and both versions in words."""
    found = []
    for key in LABELS:
        one, other = _said(mine, key), _said(theirs, key)
        if one != other and key not in theirs.other:
            found.append((key, one, other))
    return found


def merged(mine: Values, theirs: Values, chosen: Mapping[str, str]) -> Values:
    """What is there now, with the parts of mine for which "saya" was chosen."""
    result = Values(
        dict(theirs.texts),
        dict(theirs.records),
        dict(theirs.rows),
        list(theirs.topics),
        theirs.body,
        theirs.other,
    )
    for key, choice in chosen.items():
        if choice != "saya":
            continue
        if key in result.texts:
            result.texts[key] = mine.texts[key]
        elif key in result.records:
            result.records[key] = mine.records[key]
        elif key in result.rows:
            result.rows[key] = _rebased(mine.rows[key], theirs.rows[key])
        elif key == "topik":
            result.topics = list(mine.topics)
        else:
            result.body = mine.body
    return result


def _rebased(rows: list[FormRow], present: list[FormRow]) -> list[FormRow]:
    """Rows that name the entry of the present file which each stands for, where one does: by
    what stands first in it, in the same order."""
    found = []
    start = 0
    for row in rows:
        first = next(iter(row.parts.values()))
        at = next(
            (
                number
                for number in range(start, len(present))
                if next(iter(present[number].parts.values())) == first
            ),
            None,
        )
        start = start if at is None else at + 1
        found.append(replace(row, origin=at))
    return found


def _said(values: Values, key: str) -> str:
    """What stands under a key, one entry a line."""
    if key in values.texts:
        return values.texts[key]
    if key in values.records:
        return ", ".join(text for text in values.records[key].values() if text)
    if key in values.rows:
        return "\n".join(map(_row, values.rows[key]))
    return ", ".join(values.topics) if key == "topik" else values.body


def _row(row: FormRow) -> str:
    people = (" ".join(text for text in one.values() if text) for one in row.people)
    return ", ".join(text for text in (*row.parts.values(), *people) if text)
