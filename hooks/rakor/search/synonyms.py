"""What is written in two ways and means one thing: acronyms, old spellings, short names.

A *group* holds the ways of writing it: single words (``kpu``) and sequences (``komisi pemilihan
umum``). Groups come from ``data/synonyms.csv`` (with a reason each), from the names of agency
types and from the short names of provinces.

They act on both sides, and never loosely:

* A text that holds any way of writing also gets the group's single words as terms. So ``kpu``
  finds "Komisi Pemilihan Umum", and ``pilkada`` finds "Pemilukada".
* A query that holds a sequence also matches the group's first single word in its place. So
  ``komisi pemilihan umum`` finds a text that only says "KPU".

A text with "KPU" is therefore not found by ``umum`` alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rakor.registry import Agencies, Regions
from rakor.search.stemmer import DATA, root
from rakor.search.tokenizer import fold, words

Sequence_ = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """All groups, ready for use.

    Attributes:
        added: a way of writing, to the terms that a text which holds it gets in addition.
        alternatives: a way of writing in a query, to the word that may stand in its place.
    """

    added: Mapping[Sequence_, tuple[str, ...]]
    alternatives: Mapping[Sequence_, str]

    def words(self) -> set[str]:
        """Return all words of all groups."""
        ways = self.added.keys() | self.alternatives.keys()
        more = (*self.added.values(), self.alternatives.values())
        return {word for words in (*ways, *more) for word in words}

    def heads(self) -> set[str]:
        """Return the words that can also be written in another way."""
        singles = {way[0] for way in self.alternatives if len(way) == 1}
        return singles | set(self.alternatives.values())


def _ways(names: Iterable[str]) -> list[Sequence_]:
    ways = (tuple(words(fold(name))) for name in names)
    return list(dict.fromkeys(way for way in ways if way))


def shipped_groups() -> list[list[Sequence_]]:
    """Return the groups of ``data/synonyms.csv``."""
    with (DATA / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        return [_ways(row["sebutan"].split("|")) for row in csv.DictReader(file)]


def registry_groups(regions: Regions, agencies: Agencies) -> list[list[Sequence_]]:
    """Return the groups that the registry knows: acronym and name of types, short provinces."""
    groups = [_ways((type_.acronym, type_.name)) for type_ in agencies.types()]
    groups += [
        _ways((regions.short_name(province.code), province.name))
        for province in regions.provinces()
    ]
    return [
        group
        for group in groups
        if len(group) == 2 and len(group[0]) == 1 and len(group[0][0]) > 1 and len(group[1]) > 1
    ]


def synonyms(regions: Regions, agencies: Agencies) -> Synonyms:
    """Put all groups together; groups that share a way of writing become one."""
    merged: list[list[Sequence_]] = []
    place: dict[Sequence_, list[Sequence_]] = {}
    for group in (*shipped_groups(), *registry_groups(regions, agencies)):
        home = next((place[way] for way in group if way in place), None)
        if home is None:
            home = []
            merged.append(home)
        for way in group:
            if way not in place:
                place[way] = home
                home.append(way)
    added: dict[Sequence_, tuple[str, ...]] = {}
    alternatives: dict[Sequence_, str] = {}
    for group in merged:
        singles = [way[0] for way in group if len(way) == 1]
        for way in group:
            terms = tuple(dict.fromkeys(root(one) for one in singles if (one,) != way))
            if terms:
                added[way] = terms
            if singles and way != (singles[0],):
                alternatives[way] = singles[0]
    return Synonyms(added, alternatives)
