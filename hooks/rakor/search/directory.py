"""The directory over all segments, the vocabulary, and the names of regions and agencies.

Made of sums over the summaries of segments, so that a changed segment is taken out and put in
again without a look at the others.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from typing import Any, NamedTuple, Self

from rakor.portable_names import file_name
from rakor.registry import Agencies, Regions
from rakor.search import weights
from rakor.search.destinations import destinations, districts
from rakor.search.encoding import DIGITS, number, number_set, script
from rakor.search.partition import EPOCH, IndexShape
from rakor.search.segment import FOLDER, Summary
from rakor.search.spelling import word_filter
from rakor.search.stemmer import remember, root
from rakor.search.synonyms import Synonyms
from rakor.search.word_table import WordTable, members

FORMAT = 7

VOCABULARY_LIMIT = 640
"""Most words in one block of the vocabulary."""

COMMON = 8
"""Words of roots in at least one of ``2 ** COMMON`` bulletins are offered for misspelt ones."""

NAMES = f"{FOLDER}/nama/"
"""Folder of the blocks that name regions and agencies."""

_HIGHEST = "\U0010ffff"
_ALONE = "."
_TO = "-"


class _Since(NamedTuple):
    """What is different since a directory was read, whose vocabulary stands in the site.

    Attributes:
        size: how many bulletins there were.
        names: blocks of the vocabulary as they stand.
    """

    size: int
    names: frozenset[str]


class IndexDirectory:
    """What is known of all segments; sets of segments are bits, the first segment's the lowest."""

    def __init__(self, names: Sequence[str]) -> None:
        """Begin a directory of these segments, all of them still to be put in."""
        self.names = list(names)
        self._rows: dict[str, list[Any]] = {}
        self._table = WordTable(len(self.names))
        self._regions: dict[str, int] = {}  # in which segments
        self._region_counts: dict[str, int] = {}  # in how many bulletins
        self._agencies: dict[str, int] = {}  # in how many bulletins
        self._topics: dict[str, int] = {}  # in how many bulletins
        self._promises: dict[str, int] = {}  # of whom how many
        self._months: dict[str, int] = {}  # "2024-11": how many bulletins
        self._since: _Since | None = None
        self._cut: dict[str, Sequence[str]] | None = None

    def put_in(self, summary: Summary) -> None:
        """Add what a segment holds to the sums."""
        self._cut = None
        self._set_row(summary)
        remember((word, summary.stems.get(word, word)) for word in summary.words)
        segment = self.names.index(summary.name)
        self._table.hold(summary.words, 1)
        self._table.put_in(summary.roots, segment)
        for counts, some in self._counted(summary):
            _add(counts, some, 1)
        for region in summary.regions:
            self._regions[region] = self._regions.get(region, 0) | 1 << segment

    def exchange(self, before: Summary, after: Summary) -> None:
        """Count a segment as it is now instead of as it was when it was put in."""
        self._cut = None
        self._set_row(after)
        segment = self.names.index(after.name)
        came = after.words.keys() - before.words.keys()
        remember((word, after.stems.get(word, word)) for word in came)
        self._table.hold(came, 1)
        self._table.hold(before.words.keys() - after.words.keys(), -1)
        self._table.exchange(before.roots, after.roots, segment)
        for counts, some in self._counted(after):
            _add(counts, some, 1)
        for counts, some in self._counted(before):
            _add(counts, some, -1)
        bit = 1 << segment
        for region in set(before.regions) - set(after.regions):
            self._regions[region] &= ~bit
            if not self._regions[region]:
                del self._regions[region]
        for region in after.regions:
            self._regions[region] = self._regions.get(region, 0) | bit

    def _counted(self, summary: Summary) -> list[tuple[dict[str, int], Mapping[str, int]]]:
        """The counts of bulletins, each with what a segment adds to it."""
        return [
            (self._region_counts, summary.regions),
            (self._agencies, summary.agencies),
            (self._topics, summary.topics),
            (self._promises, summary.promises),
            (self._months, Counter(day[:7] for day in summary.days)),
        ]

    def _set_row(self, summary: Summary) -> None:
        days = [dt.date.fromisoformat(summary.days[at]).toordinal() for at in (0, -1)]
        self._rows[summary.name] = [
            summary.mark,
            len(summary.days),
            days[0] - EPOCH,
            days[1] - days[0],
            summary.leaves,
        ]

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "names": self.names,
            "rows": self._rows,
            "vocabulary": " ".join(self._parts()),
            "table": self._table.to_json(),
            "regions": self._regions,
            "region_counts": self._region_counts,
            "months": self._months,
            "agencies": self._agencies,
            "topics": self._topics,
            "promises": self._promises,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_json` wrote by the same program."""
        made = cls(values["names"])
        made._table = WordTable.from_json(values["table"], len(made.names))
        made._rows = values["rows"]
        made._regions = values["regions"]
        made._region_counts = values["region_counts"]
        made._months = values["months"]
        made._agencies = values["agencies"]
        made._topics = values["topics"]
        made._promises = values["promises"]
        names = frozenset(values["vocabulary"].split(" "))
        made._since = _Since(sum(row[1] for row in made._rows.values()), names)
        return made

    def _parts(self) -> dict[str, Sequence[str]]:
        """The vocabulary in alphabetical order, as it is cut into blocks."""
        if self._cut is None:
            self._table.settle()
            self._cut = dict(_split(self._table.words))
        return self._cut

    def blocks(
        self,
        shape: IndexShape,
        synonyms: Synonyms,
        regions: Regions,
        topics: Mapping[str, str],
    ) -> dict[str, bytes]:
        """Make the directory and the vocabulary, by address.

        Of a directory that was read, blocks of the vocabulary that are as they were are left out;
        their addresses are :meth:`vocabulary_addresses`.
        """
        rows = [[name, *self._rows[name]] for name in self.names]
        count = sum(row[2] for row in rows)
        parts = self._parts()
        least = _least(count)
        sequences = sorted(synonyms.alternatives.items())
        used = sorted({code[:2] for code in self._regions})
        values: dict[str, object] = {
            **{_block_name(name): text for name, text in self._entries(synonyms.heads())},
            "istilah": ";".join(f"{' '.join(way)}={word}" for way, word in sequences),
            "daftar": {
                "v": FORMAT,
                "n": count,
                "p": [shape.blocks, shape.pair_blocks, shape.pair_floor],
                "s": rows,
                "k": " ".join(parts),
                "w": {code: regions[code].name for code in used},
                # In the order in which the segments number them; those in use.
                "t": [
                    [topic, name, self._topics[topic]] if topic in self._topics else 0
                    for topic, name in topics.items()
                ],
                "b": _months_row(self._months),
            },
        }
        if self._since is None:
            values["ejaan"] = word_filter(regions)
        if self._since is None or self._suggests_anew(self._since, least):
            values["saran"] = " ".join(self._suggestions(least))
        return _scripts(values)

    def vocabulary_addresses(self) -> list[str]:
        """Return the addresses of all blocks of the vocabulary, with those of suggestions."""
        names = [*map(_block_name, self._parts()), "saran", "ejaan"]
        return [f"{FOLDER}/{name}.js" for name in names]

    def _suggestions(self, least: int) -> list[str]:
        """The words of roots in at least so many bulletins, for those who misspell them."""
        table = self._table
        common = {
            word for word, total in zip(table.words, table.totals, strict=True) if total >= least
        }
        return [
            word
            for word, stem in zip(table.words, table.roots, strict=True)
            if stem in common and len(word) > 3 and word.isalpha()
        ]

    def _suggests_anew(self, since: _Since, least: int) -> bool:
        """Whether suggestions may be others than those that stand."""
        if _least(since.size) != least:
            return True
        return any(
            (before.total >= least) != (now.total >= least)
            or (bool(before) != bool(now) and self._table.standing(root(word))[0] >= least)
            for word, before, now in self._table.changes()
        )

    def _entries(self, heads: Set[str]) -> Iterator[tuple[str, str]]:
        table = self._table

        @cache
        def tail(term: str) -> str:
            total, where = table.standing(term)
            return DIGITS[weights.magnitude(total)] + where

        parts = self._parts()
        changed = None if self._since is None else self._changed(self._since)
        start = 0
        for name, inside in parts.items():
            begin, start = start, start + len(inside)
            if changed is not None and name not in changed:
                continue
            entries = []
            for word, stem in zip(inside, table.roots[begin:start], strict=True):
                entry = f"{word} {'' if stem == word else stem} {tail(stem)}"
                entries.append(f"{entry} +" if word in heads else entry)
            yield name, ";".join(["", *entries, ""])

    def _changed(self, since: _Since) -> set[str]:
        """Return the names of the blocks that may differ from those that stand."""
        table = self._table
        roots: set[str] = set()
        words: set[str] = set()
        for word, before, now in table.changes():
            if bool(before) != bool(now):
                words.add(word)
            if before.where != now.where or (
                now.where and weights.magnitude(before.total) != weights.magnitude(now.total)
            ):
                roots.add(word)
        words |= roots
        if roots:
            pairs = zip(table.words, table.roots, strict=True)
            words.update(word for word, stem in pairs if stem in roots)
        holds = {prefix: name for name in self._parts() for prefix in _prefixes(name)}
        beginnings = {word[:end] for word in words for end in range(len(word) + 1)}
        beginnings |= {f"{word}{_ALONE}" for word in words}
        fresh = self._parts().keys() - since.names
        return fresh.union(holds[one] for one in beginnings & holds.keys())

    def named(self) -> list[dict[str, int]]:
        """What the names depend on: regions with their segments, what is in how many bulletins,
        and how much was promised."""
        some = (self._regions, self._region_counts, self._agencies, self._topics, self._promises)
        return [dict(counts) for counts in some]

    def names_blocks(
        self, regions: Regions, agencies: Agencies, topics: Mapping[str, str]
    ) -> dict[str, bytes]:
        """Make the blocks that name regions, agencies and all that has a page, by address."""
        of_province: dict[str, dict[str, list[str]]] = {}
        for code in sorted(self._regions):
            where = number_set(members(self._regions[code]), len(self.names))
            of_province.setdefault(code[:2], {})[code] = [regions[code].name, where]
        of_type: dict[str, dict[str, list[Any]]] = {}
        for one, count in sorted(self._agencies.items()):
            named = agencies[one]
            row: list[Any] = [named.name, count, file_name(named.slug)]
            if promised := self._promises.get(f"i{one}"):
                row.append(promised)
            of_type.setdefault(named.type, {})[one] = row
        counts = (self._region_counts, self._agencies, self._topics)
        pages = destinations(regions, agencies, topics, counts, self._promises)
        within = districts(regions, self._regions)
        types = {type_id: agencies.type(type_id) for type_id in sorted(of_type)}
        # Ids that do not tell their type: units and local agencies.
        others = {
            one: type_id
            for type_id, named in of_type.items()
            for one in named
            if one.partition("@")[0] != type_id
        }
        labels = {type_id: type_.acronym or type_.name for type_id, type_ in types.items()}
        values: dict[str, object] = {
            **{f"nama/w{province}": found for province, found in of_province.items()},
            **{f"nama/i-{type_id}": named for type_id, named in of_type.items()},
            "nama/jenis": {"j": labels, "l": others},
            **{f"nama/a-{letter}": found for letter, found in pages.items()},
            **{f"nama/c-{letter}": found for letter, found in within.items()},
        }
        return _scripts(values)


def _block_name(prefix: str) -> str:
    return f"kata/k-{_file(prefix)}"


def _scripts(values: Mapping[str, object]) -> dict[str, bytes]:
    addresses = {f"{FOLDER}/{name}.js": value for name, value in values.items()}
    return {address: script(value) for address, value in addresses.items()}


def _least(count: int) -> int:
    """In how many of so many bulletins a root must stand for its words to be suggested."""
    return 1 << max(1, count.bit_length() - 1 - COMMON)


def _add(counts: dict[str, int], some: Mapping[str, int], sign: int) -> None:
    for one, count in some.items():
        counts[one] = counts.get(one, 0) + sign * count
        if not counts[one]:
            del counts[one]


def _months_row(months: Mapping[str, int]) -> str:
    """Write how many bulletins each month has, from the first month on, which stands before."""
    if not months:
        return ""
    first, last = (12 * int(one[:4]) + int(one[5:]) - 1 for one in (min(months), max(months)))
    names = (f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last + 1))
    return f"{min(months)} " + "".join(number(months.get(name, 0)) for name in names)


def _split(vocabulary: Sequence[str], prefix: str = "") -> Iterator[tuple[str, Sequence[str]]]:
    """Cut sorted words by what they begin with, until no part is too long; name each part.

    A part is named by its prefix. Of parts beside each other that differ in the last character of
    their prefix as many as fit stand together, under the first prefix and the last character:
    ``ka-d`` holds what begins with ``ka``, ``kb``, ``kc`` and ``kd``. A word that is exactly the
    beginning of a part that was cut is one of these, with a point for its character.
    """
    if len(vocabulary) <= VOCABULARY_LIMIT:
        yield prefix, vocabulary
        return
    depth = len(prefix)
    first = before = ""  # of the part that still grows
    start = end = 0
    while end < len(vocabulary):
        last, begin = vocabulary[end][depth : depth + 1] or _ALONE, end
        beyond = prefix + last + _HIGHEST
        end = begin + 1 if last == _ALONE else bisect_left(vocabulary, beyond, begin)
        if first and (end - start > VOCABULARY_LIMIT or not last.isascii()):
            yield _named(prefix, first, before), vocabulary[start:begin]
            first = ""
        if end - begin > VOCABULARY_LIMIT or not last.isascii():
            yield from _split(vocabulary[begin:end], prefix + last)
            continue
        if not first:
            first, start = last, begin
        before = last
    if first:
        yield _named(prefix, first, before), vocabulary[start:]


def _named(prefix: str, first: str, last: str) -> str:
    return f"{prefix}{first}" if first == last else f"{prefix}{first}{_TO}{last}"


def _prefixes(name: str) -> list[str]:
    """Return what the words of a part begin with; the engine reads names in the same way."""
    if name[-2:-1] != _TO:
        return [name]
    return [name[:-3] + chr(code) for code in range(ord(name[-3]), ord(name[-1]) + 1)]


def _file(prefix: str) -> str:
    """Write a prefix so that it may be a file's name anywhere: letters, digits, hyphens."""
    return "".join(one if one.isascii() and one.isalnum() else f"-{ord(one):x}-" for one in prefix)
