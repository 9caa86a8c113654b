"""The catalogue of agencies as it is read by the program: one file, decoded piece by piece.

``data/agencies.jsonl`` is made from the CSV files by :mod:`rakor.registry.make_agencies`, which
describes it. A process that resolves a few labels decodes the types, the names and the units
of the types it meets; reading all CSV files and making all keys would cost ten times as much.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from rakor.registry.agencies import (
    LISTED,
    Agency,
    AgencyType,
    Former,
    TypeName,
    common_region,
)
from rakor.registry.regions import DATA

FILE = DATA / "agencies.jsonl"


@dataclass(slots=True)
class Units:
    """The units of one type."""

    units: tuple[Agency, ...] = ()
    tails: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Keys of what follows a name of the type in names of units, with places in ``units``."""
    loose_tails: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """As ``tails``, of other names than the unit's own: "Kodim Bekasi" for 0507/Kota Bekasi."""
    covering: dict[str, tuple[Agency, ...]] = field(default_factory=dict)
    """What stands for the type in a region, by code."""
    likely: dict[str, tuple[Agency, ...]] = field(default_factory=dict)

    def named(self, tail: str) -> tuple[Agency, ...]:
        """The units whose own name ends with this key after a name of the type."""
        places = self.tails.get(tail)
        return tuple([self.units[at] for at in places]) if places else ()

    def called(self, tail: str) -> tuple[Agency, ...]:
        """The units that are also called so."""
        places = self.loose_tails.get(tail)
        return tuple([self.units[at] for at in places]) if places else ()


_NONE = Units()


class AgencyTable:
    """The decoded table."""

    def __init__(self, data: bytes) -> None:
        lines = data.split(b"\n")
        self.types: dict[str, AgencyType] = {}
        for row in json.loads(lines[0]):
            type_ = _type(row)
            self.types[type_.id] = type_
        self._names_line = lines[1]
        self._whole_line = lines[2]
        self._ids_line = lines[3]
        self._blocks: dict[str, bytes | Units] = {}
        for line in lines[4:]:
            type_id, _, block = line.partition(b"\t")
            if type_id:
                self._blocks[type_id.decode()] = block

    @cached_property
    def type_names(self) -> dict[str, list[tuple[AgencyType, TypeName]]]:
        """Names of types by key, each with its type."""
        types = tuple(self.types.values())
        return {
            name_key: [(types[at], types[at].aliases[number]) for at, number in pairs]
            for name_key, pairs in json.loads(self._names_line).items()
        }

    @cached_property
    def _whole(self) -> dict[str, list[list[Any]]]:
        found: dict[str, list[list[Any]]] = json.loads(self._whole_line)
        return found

    @cached_property
    def _type_of_id(self) -> dict[str, tuple[str, int]]:
        found: dict[str, tuple[str, int]] = json.loads(self._ids_line)
        return found

    @cached_property
    def former_types(self) -> dict[str, AgencyType]:
        """Types by their former ids."""
        return {former: type_ for type_ in self.types.values() for former in type_.former_ids}

    def of_type(self, type_id: str) -> Units:
        """The units of a type."""
        block = self._blocks.get(type_id, _NONE)
        if not isinstance(block, bytes):
            return block
        units = self._blocks[type_id] = _units(self.types[type_id], json.loads(block))
        return units

    def whole(self, name_key: str) -> list[Agency | str]:
        """Who bears exactly this name: units, and ids of types whose national body does."""
        return [
            self.of_type(entry[0]).units[entry[1]] if len(entry) == 2 else entry[0]
            for entry in self._whole.get(name_key, ())
        ]

    def whole_keys(self) -> tuple[str, ...]:
        """The keys :meth:`whole` knows."""
        return tuple(self._whole)

    def unit(self, agency_id: str) -> Agency | None:
        """The unit with this id, or which had it."""
        where = self._type_of_id.get(agency_id)
        if where is None:
            return None
        type_id, at = where
        return self.of_type(type_id).units[at]

    def units(self) -> tuple[Agency, ...]:
        """All units."""
        return tuple(unit for type_id in self._blocks for unit in self.of_type(type_id).units)


@lru_cache(maxsize=1)
def table() -> AgencyTable:
    """The table, read once."""
    return AgencyTable(FILE.read_bytes())


def _type(row: list[Any]) -> AgencyType:
    (id_, acronym, name, kind, levels, uncertain, patterns, aliases) = row[:8]
    leader, since, until, within, by_default, is_numbered, former = row[8:]
    return AgencyType(
        id_,
        acronym,
        name,
        kind,
        tuple(levels),
        frozenset(uncertain),
        patterns,
        tuple(
            TypeName(text, scope, "~" not in marks, "+" in marks, "?" in marks, "!" in marks)
            for text, scope, marks in aliases
        ),
        leader,
        since,
        until,
        frozenset(within),
        by_default,
        is_numbered,
        tuple(former),
    )


def _units(type_: AgencyType, block: dict[str, Any]) -> Units:
    units: list[Agency] = []
    covering: dict[str, tuple[Agency, ...]] = {}
    likely: dict[str, tuple[Agency, ...]] = {}
    for id_, name, codes, maybe, slug, aliases, since, until, former, former_slugs in block["u"]:
        regions = tuple(codes)
        unit = Agency(
            id_,
            type_.id,
            name,
            common_region(regions or tuple(maybe)),
            regions,
            slug,
            tuple(aliases),
            since or type_.since,
            until or type_.until,
            tuple(maybe),
            tuple(Former(*one) for one in former),
            tuple(former_slugs),
        )
        units.append(unit)
        if "@" in id_ or LISTED in type_.levels or not type_.levels:
            for code in regions:
                covering[code] = (*covering.get(code, ()), unit)
            for code in maybe:
                likely[code] = (*likely.get(code, ()), unit)
    return Units(tuple(units), block["t"], block["l"], covering, likely)
