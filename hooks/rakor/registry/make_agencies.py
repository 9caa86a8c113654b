"""Make ``data/agencies.jsonl`` from ``agency_types.csv`` and ``agency_units.csv``.

Run ``make agencies`` (or ``python -m rakor.registry.make_agencies``) after editing either; a test
fails when the file does not follow from them. The CSV files, described in ``data/README.md``,
are for people; this one spares every process the making of keys. Its lines, each JSON:

1. types: id, acronym, name, kind, levels, uncertain levels, patterns, names (text, scope,
   marks), title of the leader, since, until, within, national by default, numbered, former ids;
2. key of a name of a type -> pairs of places: of the type in line 1, of the name in the type;
3. key of a whole name -> id of a type and place of a unit in it; the id alone stands for the
   type's national body;
4. id of a unit, former ones too -> id of its type and its place;
5. and on: id of a type, a tab, and its units (``u``: id, name, regions, likely regions, slug of
   the page, aliases, since, until, former names and ids with their last years, former slugs),
   with the places of the units by what follows the type in their name (``t``) and in other
   names (``l``).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from typing import Any

from rakor.registry.agencies import NATIONAL, is_id
from rakor.registry.labels import key, slug, tails
from rakor.registry.regions import DATA, regions

TYPES = DATA / "agency_types.csv"
UNITS = DATA / "agency_units.csv"
_MARKS = "~+?"


def make() -> bytes:
    """The table, as it should be on disk.

    Raises ``ValueError`` for a cell that cannot be read.
    """
    types = [_type(row) for row in _rows(TYPES)]
    by_id = {type_[0]: type_ for type_ in types}
    type_names: dict[str, list[list[int]]] = {}
    for at, type_ in enumerate(types):
        for number, (name, _, _) in enumerate(type_[7]):
            type_names.setdefault(key(name), []).append([at, number])
    blocks: dict[str, dict[str, Any]] = {}
    whole: dict[str, list[list[Any]]] = {}
    ids: dict[str, list[Any]] = {}
    for row in _rows(UNITS):
        type_ = by_id[row["type"]]
        block = blocks.setdefault(type_[0], {"u": [], "t": {}, "l": {}})
        place = len(block["u"])
        unit = _unit(type_, row)
        block["u"].append(unit)
        former_ids = [name for name, _ in unit[8] if is_id(name)]
        for id_ in (unit[0], *former_ids):
            if id_ in ids:
                raise ValueError(f"id twice: {id_}")
            ids[id_] = [type_[0], place]
        names = [unit[1], *unit[5], *(name for name, _ in unit[8] if not is_id(name))]
        for number, name in enumerate(names):
            found = _tails(type_, name)
            for tail in found:
                _note(block["l" if number else "t"], tail, place)
            if not found:
                _note(whole, key(name), [type_[0], place])
    for block in blocks.values():
        for tail in block["t"].keys() & block["l"].keys():
            block["l"][tail] = [one for one in block["l"][tail] if one not in block["t"][tail]]
        block["l"] = {tail: places for tail, places in block["l"].items() if places}
    for type_ in types:
        if NATIONAL in type_[4]:
            name_key = key(type_[6].get(NATIONAL, type_[1]))
            if name_key not in type_names:
                _note(whole, name_key, [type_[0]])
    parts = [_json(part) for part in (types, type_names, whole, ids)]
    parts += [f"{type_id}\t{_json(block)}" for type_id, block in sorted(blocks.items())]
    return ("\n".join(parts) + "\n").encode()


def _note(index: dict[str, list[Any]], name_key: str, entry: Any) -> None:
    entries = index.setdefault(name_key, [])
    if entry not in entries:
        entries.append(entry)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _rows(path: Any) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _list(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _year(cell: str) -> int | None:
    return int(cell) if cell else None


def _name(text: str, more: str = "") -> list[str]:
    """A name of a type with its scope and its marks."""
    text, _, scope = text.partition("@")
    plain = text.rstrip(_MARKS)
    return [plain, scope, text[len(plain) :] + more]


def _type(row: dict[str, str]) -> list[Any]:
    levels = _list(row["levels"])
    patterns: dict[str, str] = {}
    for part in row["names"].split("; ") if row["names"] else ():
        scope, _, pattern = part.partition("=")
        patterns[scope] = pattern
    titles = _list(row["leaders"])
    names = [_name(text) for text in (row["acronym"], row["name"], *_list(row["aliases"]))]
    names += [_name(text, "!") for text in titles]
    return [
        row["id"],
        names[0][0],
        names[1][0],
        row["kind"],
        [level.rstrip("!?") for level in levels],
        [level.rstrip("?") for level in levels if level.endswith("?")],
        patterns,
        names,
        _name(titles[0])[0] if titles else None,
        _year(row["since"]),
        _year(row["until"]),
        _list(row["within"]),
        f"{NATIONAL}!" in levels,
        row["form"] == "number",
        _list(row["formerly"]),
    ]


def _unit(type_: Sequence[Any], row: dict[str, str]) -> list[Any]:
    former: list[tuple[str, int | None]] = []
    for text in _list(row["formerly"]):
        name, _, year = text.partition("@") if not is_id(text) else (text, "", "")
        former.append((name, _year(year)))
    _, at, place = row["id"].partition("@")
    page = regions()[place].slug if at else _slug(type_, row["name"])
    slugs = [_former_slug(type_, name, bool(at)) for name, _ in former]
    return [
        row["id"],
        row["name"],
        _list(row["regions"]),
        _list(row["likely"]),
        page,
        _list(row["aliases"]),
        _year(row["since"]),
        _year(row["until"]),
        former,
        [one for one in dict.fromkeys(slugs) if one and one != page],
    ]


def _slug(type_: Sequence[Any], name: str) -> str:
    return slug(name).removeprefix(f"{slug(type_[1])}-")


def _former_slug(type_: Sequence[Any], name: str, is_slot: bool) -> str:
    """The slug of the page that a former name or id had; empty if it was the same page."""
    if not is_id(name):
        # A unit that stands for a type in a region has its page from the region, not the name.
        return "" if is_slot else _slug(type_, name)
    head, at, place = name.partition("@")
    if not at:
        return ""  # the name gave the address, and stands there too
    page = regions()[place].slug
    return page if head == type_[0] else f"{head}/{page}"


def _tails(type_: Sequence[Any], name: str) -> list[str]:
    """Keys of what follows a name of the type, as :func:`labels.tails` has it."""
    heads = [text for text, _, marks in type_[7] if not set(marks) & set("~+!")]
    return ["".join(tail) for tail in tails(heads, name, type_[13])]


def main() -> None:
    """Write the table."""
    (DATA / "agencies.jsonl").write_bytes(make())


if __name__ == "__main__":
    main()
