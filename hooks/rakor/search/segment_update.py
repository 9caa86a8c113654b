"""A segment after the words of some of its bulletins changed: only what differs is made again.

The outcome equals :func:`rakor.search.segment.make_segment` for the bulletins as they are now; it
costs what changed, since everything else is taken from the blocks that stand in the site.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from rakor.search.analyzer import NumberedText, Reader
from rakor.search.document import SearchEntry
from rakor.search.encoding import DIGITS, number_set, read_quads, read_set, script
from rakor.search.partition import IndexShape
from rakor.search.segment import (
    FEW,
    FOLDER,
    Summary,
    block_of,
    block_text,
    leaves_row,
    second_text,
    text_block,
    text_leaves,
    text_row,
    text_size,
    written,
)
from rakor.search.stemmer import root
from rakor.search.synonyms import Synonyms
from rakor.search.vocabulary import END, ROOTS, WORDS


@dataclass(frozen=True)
class Amendment:
    """What became of a segment.

    Attributes:
        blocks: those that differ, by address.
        gone: addresses of those that are no more.
        summary: its summary now.
    """

    blocks: dict[str, bytes]
    gone: list[str]
    summary: Summary


def amend_segment(
    before: Summary,
    ids: Sequence[str],
    changes: Mapping[str, tuple[SearchEntry, SearchEntry]],
    documents: Callable[[Iterable[str]], Iterable[SearchEntry]],
    read: Callable[[str], Any],
    shape: IndexShape,
    synonyms: Synonyms,
) -> Amendment:
    """Bring a segment up to date.

    Args:
        before: its summary as it was.
        ids: its bulletins in order.
        changes: those that changed, as they were and are; day, region, agencies and topics of
            each are the same.
        documents: gives bulletins by id, as they are now.
        read: gives the value of a block by its address, as it stands.
        shape: the shape of the index.
        synonyms: the synonyms it was made with.
    """
    reader = Reader(synonyms)
    place = {id_: at for at, id_ in enumerate(ids)}
    readings = {
        place[id_]: (reader.read(old), reader.read(new)) for id_, (old, new) in changes.items()
    }
    postings = _Entries(before, "p", shape.blocks, read)
    pairs = _Entries(before, "g", shape.pair_blocks, read)

    roots = dict(before.roots)
    holders = _amend_postings(readings, postings, roots, len(ids))
    words = Counter(before.words)
    for old, new in readings.values():
        words.subtract(_words(old))
        words.update(_words(new))

    floor = shape.pair_floor
    crossed = {
        name
        for name in holders
        if (before.roots.get(name, 0) < floor) != (roots.get(name, 0) < floor)
    }
    texts = {at: (old.text, new.text) for at, (old, new) in readings.items()}
    near = {at for name in crossed for at in holders[name]} - texts.keys()
    for document in documents(ids[at] for at in sorted(near)):
        text = reader.read(document).text
        texts[place[document.id]] = (text, text)
    _amend_pairs(texts, pairs, (before.roots, roots), floor, len(ids))

    sizes = list(before.sizes)
    for id_, (_, new_document) in changes.items():
        sizes[place[id_]] = text_size(text_row(new_document))
    held = {word: count for word, count in words.items() if count}
    stems = {word: root(word) for word in held if root(word) != word}
    leaves = text_leaves(before.heads(ids), sizes)
    row = leaves_row(dt.date.fromisoformat(before.days[0]), leaves)
    summary = replace(before, sizes=sizes, leaves=row, roots=roots, words=held, stems=stems)
    blocks: dict[str, Any] = {
        tail: text for some in (postings, pairs) for tail, text in some.changed()
    }
    old_leaves = text_leaves(before.heads(ids), before.sizes)
    changed = {place[id_] for id_ in changes}
    for leaf in leaves:
        if leaf not in old_leaves or not changed.isdisjoint(range(leaf.start, leaf.end)):
            texts_there = list(documents(ids[leaf.start : leaf.end]))
            blocks[f"t{leaf.name}"] = text_block(before.mark, texts_there)
    kept = {leaf.name for leaf in leaves}
    folder = f"{FOLDER}/{before.name}"
    addresses = {f"{folder}/{tail}.js": value for tail, value in blocks.items()}
    return Amendment(
        {address: script(value) for address, value in addresses.items()},
        [f"{folder}/t{leaf.name}.js" for leaf in old_leaves if leaf.name not in kept],
        summary,
    )


class _Entries:
    """Entries of one kind of a segment's blocks, read when asked for; a missing one is empty."""

    def __init__(
        self, summary: Summary, letter: str, count: int, read: Callable[[str], Any]
    ) -> None:
        self._mark = summary.mark
        self._folder = f"{FOLDER}/{summary.name}"
        self._letter = letter
        self._count = count
        self._read = read
        self._before: dict[str, str] = {}
        self._blocks: dict[str, dict[str, str]] = {}

    def _block(self, key: str) -> dict[str, str]:
        tail = f"{self._letter}{block_of(key, self._count):02d}"
        if tail not in self._blocks:
            text: str = self._read(f"{self._folder}/{tail}.js")
            self._before[tail] = text
            entries = (entry.partition(" ") for entry in text.split(";")[1:-1])
            self._blocks[tail] = {key: entry for key, _, entry in entries}
        return self._blocks[tail]

    def __getitem__(self, key: str) -> str:
        return self._block(key).get(key, "")

    def __setitem__(self, key: str, entry: str) -> None:
        if entry:
            self._block(key)[key] = entry
        else:
            self._block(key).pop(key, None)

    def changed(self) -> Iterator[tuple[str, str]]:
        for tail, entries in self._blocks.items():
            text = block_text(self._mark, entries)
            if text != self._before[tail]:
                yield tail, text


def _amend_postings(
    readings: Mapping[int, tuple[NumberedText, NumberedText]],
    postings: _Entries,
    roots: dict[str, int],
    size: int,
) -> dict[str, dict[int, int]]:
    """Put what changed into postings and frequencies; return the digits of the roots touched."""
    touched: dict[str, dict[int, int]] = {}

    def of(number: int) -> dict[int, int]:
        name = WORDS[number]
        if name not in touched:
            docs, _, digits = postings[name].partition(" ")
            members = read_set(docs)
            values = (
                [DIGITS.index(one) for one in digits]
                if len(members) < FEW
                else read_quads(digits, len(members))
            )
            touched[name] = dict(zip(members, values, strict=True))
        return touched[name]

    for at, (old, new) in readings.items():
        for number, _ in old.digits.items() - new.digits.items():
            del of(number)[at]
        for number, digit in new.digits.items() - old.digits.items():
            of(number)[at] = digit
    for name, found in touched.items():
        codes = [at << 4 | found[at] for at in sorted(found)]
        postings[name] = written(codes, size) if codes else ""
        roots[name] = len(codes)
        if not codes:
            del roots[name]
    return touched


def _amend_pairs(
    texts: Mapping[int, tuple[Sequence[int], Sequence[int]]],
    entries: _Entries,
    frequencies: tuple[Mapping[str, int], Mapping[str, int]],
    floor: int,
    size: int,
) -> None:
    """Put into the pairs what changed: in texts, or in which words are frequent."""
    lost: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    won: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for at, (old_text, new_text) in texts.items():
        old = _pairs_in(old_text, frequencies[0], floor)
        new = _pairs_in(new_text, frequencies[1], floor)
        for pair in old - new:
            lost[pair].add(at)
        for pair in new - old:
            won[pair].add(at)
    touched: dict[str, dict[str, str]] = {}
    for pair in lost.keys() | won.keys():
        first, second = (WORDS[number] for number in pair)
        if first not in touched:
            rows = (row.partition(" ") for row in entries[first].split(",")[1:])
            touched[first] = {word: docs for word, _, docs in rows}
        members = set(read_set(touched[first].get(second, ""))) - lost[pair] | won[pair]
        touched[first][second] = number_set(sorted(members), size) if members else ""
    for first, seconds in touched.items():
        left = ((second, docs) for second, docs in sorted(seconds.items()) if docs)
        entries[first] = "".join(second_text(second, docs) for second, docs in left)


def _pairs_in(
    text: Sequence[int], frequencies: Mapping[str, int], floor: int
) -> set[tuple[int, int]]:
    frequent = {word for word in set(text) if frequencies.get(WORDS[ROOTS[word]], 0) >= floor}
    return {pair for pair in pairwise(text) if frequent.issuperset(pair)}


def _words(reading: NumberedText) -> set[str]:
    numbers = {*reading.text, *reading.joined}
    numbers.discard(END)
    return {WORDS[number] for number in numbers}
