"""The blocks of a segment: postings, digits, pairs, facets and texts.

The format is described in ``README.md`` beside this module. Everything here is a pure function:
the same documents give the same bytes, whatever else is in the collection.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from operator import add
from typing import Any, NamedTuple
from zlib import crc32

from rakor.search.analyzer import Reader
from rakor.search.document import Head, SearchEntry
from rakor.search.encoding import DIGITS, chain_of, number, number_set, quads, script
from rakor.search.partition import EPOCH, TEXT_BYTES, TEXT_FILES, IndexShape, cut
from rakor.search.synonyms import Synonyms
from rakor.search.vocabulary import END, ROOTS, WORDS

FOLDER = "cari"
"""Folder of all blocks, beside ``cari.html``."""

FEW = 3
"""Digits of fewer bulletins are written one by one."""

_PAIRS = 1 << 20  # more words than a segment has
_is_pair = (0).__le__

consume = deque[object](maxlen=0).extend
"""Run an iterator to its end, for what it does: a loop without a line of Python per turn."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What outlives the making of a segment; JSON values only, so that it can be kept.

    Attributes:
        name: the segment's folder.
        mark: hash of its membership.
        days: days of its bulletins in order, ISO.
        sizes: bytes that each takes in a file of texts.
        leaves: how texts are spread over files, as the directory writes it.
        roots: in how many bulletins each root stands.
        words: in how many each word stands.
        stems: roots of the words that are not their own root.
        regions: in how many bulletins each region is, by code.
        agencies: in how many each agency is, by id.
        topics: in how many each topic is, by id.
        promises: how many promises were made in each region and its province, on each topic, and
            by each agency, by the letter of :mod:`rakor.search.destinations` and the id.
    """

    name: str
    mark: str
    days: Sequence[str]
    sizes: Sequence[int]
    leaves: str
    roots: Mapping[str, int]
    words: Mapping[str, int]
    stems: Mapping[str, str]
    regions: Mapping[str, int]
    agencies: Mapping[str, int]
    topics: Mapping[str, int]
    promises: Mapping[str, int]

    def heads(self, ids: Sequence[str]) -> list[Head]:
        """Where its bulletins, these in order, stand in the collection."""
        days = map(dt.date.fromisoformat, self.days)
        return [Head(id_, day) for id_, day in zip(ids, days, strict=True)]

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {field: getattr(self, field) for field in self.__slots__}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Summary:
        """Read what :meth:`to_json` wrote."""
        return cls(**values)


def block_of(term: str, blocks: int) -> int:
    """Return which block holds a term: CRC-32 of its bytes, modulo the blocks."""
    return crc32(term.encode()) % blocks


def make_segment(
    name: str,
    documents: Sequence[SearchEntry],
    shape: IndexShape,
    synonyms: Synonyms,
    topics: Sequence[str],
) -> tuple[dict[str, bytes], Summary]:
    """Make all blocks of one segment, by address, and its summary.

    ``documents`` come in the order of :func:`rakor.search.partition.plan_segments`; ``topics`` are
    the ids of all topics there are.
    """
    reader = Reader(synonyms)
    postings: defaultdict[int, list[int]] = defaultdict(list)
    texts: list[list[int]] = []
    distinct: list[set[int]] = []
    for at, document in enumerate(documents):
        text, joined, digits = reader.read(document)
        texts.append(text)
        distinct.append({*text, *joined})
        codes = map((at << 4).__or__, digits.values())
        consume(map(list.append, map(postings.__getitem__, digits), codes))
    words = Counter(chain.from_iterable(distinct))
    del words[END]

    size = len(documents)
    # Numbers of bulletins hold for this membership alone; blocks of another are refused.
    mark = _short("\n".join(document.id for document in documents))
    entries_of_roots = {WORDS[root]: written(found, size) for root, found in postings.items()}
    frequent = [word for word in words if len(postings[ROOTS[word]]) >= shape.pair_floor]
    blocks: dict[str, bytes] = {}

    def put(tail: str, value: object) -> None:
        address = f"{FOLDER}/{name}/{tail}.js"
        blocks[address] = script(value)

    for letter, entries, count in (
        ("p", entries_of_roots, shape.blocks),
        ("g", _pairs(texts, frequent, size), shape.pair_blocks),
    ):
        lines: list[dict[str, str]] = [{} for _ in range(count)]
        for key, entry in entries.items():
            lines[block_of(key, count)][key] = entry
        for at, some in enumerate(lines):
            put(f"{letter}{at:02d}", block_text(mark, some))
    sizes = [text_size(text_row(document)) for document in documents]
    leaves = text_leaves([document.head for document in documents], sizes)
    put("f", _facets(mark, documents, topics))
    put("i", _agencies(mark, documents))
    for leaf in leaves:
        put(f"t{leaf.name}", text_block(mark, documents[leaf.start : leaf.end]))

    summary = Summary(
        name=name,
        mark=mark,
        days=[document.day.isoformat() for document in documents],
        sizes=sizes,
        leaves=leaves_row(documents[0].day, leaves),
        roots={WORDS[root]: len(found) for root, found in postings.items()},
        words={WORDS[word]: count for word, count in words.items()},
        stems={WORDS[word]: WORDS[ROOTS[word]] for word in words if ROOTS[word] != word},
        regions=_counted(document.region for document in documents),
        agencies=_counted(one for document in documents for one, _ in document.agencies),
        topics=_counted(topic for document in documents for topic in document.topics),
        promises=_counted(subject for document in documents for subject in _promised(document)),
    )
    return blocks, summary


def _promised(document: SearchEntry) -> Iterator[str]:
    """What each promise of a bulletin is counted for."""
    about = {
        f"w{document.region[:2]}",
        f"w{document.region}",
        *(f"t{one}" for one in document.topics),
    }
    for agency in document.promises:
        yield from about
        if agency:
            yield f"i{agency}"


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def written(codes: Sequence[int], size: int) -> str:
    """Write the bulletins of a root, each given as its number times sixteen plus its digit."""
    docs = number_set([code >> 4 for code in codes], size)
    if len(codes) == 1:  # most roots
        return f"{docs} {DIGITS[codes[0] & 15]}"
    digits = [code & 15 for code in codes]
    if len(codes) < FEW:
        return f"{docs} {''.join([DIGITS[digit] for digit in digits])}"
    return f"{docs} {quads(digits)}"


def block_text(mark: str, entries: Mapping[str, str]) -> str:
    """Write entries so that one is found by ``;key`` and a space."""
    return ";".join([mark, *(f"{key} {entries[key]}" for key in sorted(entries)), ""])


def _pairs(texts: Iterable[Sequence[int]], frequent: Iterable[int], size: int) -> dict[str, str]:
    """Write which bulletins hold two frequent words side by side, by the first of the two."""
    ordered = sorted(frequent, key=WORDS.__getitem__)
    # A pair is one number, below 0 where either word is not frequent.
    first = [-_PAIRS * _PAIRS] * len(WORDS)
    second = first[:]
    for place, word in enumerate(ordered):
        first[word] = place * _PAIRS
        second[word] = place
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        before, after = map(first.__getitem__, text), map(second.__getitem__, text[1:])
        pairs = filter(_is_pair, set(map(add, before, after)))
        consume(map(list.append, map(found.__getitem__, pairs), repeat(at)))
    # Most pairs stand in one bulletin: nine in ten are written from what is written already.
    alone = [number_set([at], size) for at in range(size)]
    names = [WORDS[word] for word in ordered]
    beginnings = [second_text(name, "") for name in names]
    texts_of: defaultdict[str, list[str]] = defaultdict(list)
    for pair in sorted(found):
        docs = found[pair]
        docs_text = alone[docs[0]] if len(docs) == 1 else number_set(docs, size)
        texts_of[names[pair // _PAIRS]] += (beginnings[pair % _PAIRS], docs_text)
    return {word: "".join(some) for word, some in texts_of.items()}


def second_text(second: str, docs: str) -> str:
    """Write the second word of a pair, found by ``,second`` and a space, and its bulletins."""
    return f",{second} {docs}"


class Leaf(NamedTuple):
    """A file of texts: the day of its first bulletin, counted from 1970, how many files of that day
    stand before it, its first bulletin, and its end."""

    day: int
    same: int
    start: int
    end: int

    @property
    def name(self) -> str:
        """Its name, without the letter of its kind."""
        return f"{self.day}-{self.same}"


def text_leaves(heads: Sequence[Head], sizes: Sequence[int]) -> list[Leaf]:
    """Cut a segment into files of texts.

    Files are named after the day of their first bulletin, counting those of one day: a bulletin
    more or less so renames no file but its own and others of its day.
    """
    leaves = []
    before, same, start = -1, 0, 0
    for _, members in cut(heads, TEXT_FILES * TEXT_BYTES, sizes):
        for length in _even_parts(sizes[start : start + len(members)]):
            day = heads[start].day.toordinal() - EPOCH
            same = same + 1 if day == before else 0
            before = day
            leaves.append(Leaf(day, same, start, start + length))
            start += length
    return leaves


def _even_parts(sizes: Sequence[int]) -> list[int]:
    """Cut a few texts into as few even parts as fit their files; return how many each holds.

    Even parts keep their place when a text grows a little; parts filled to the brim would not.
    """
    total = sum(sizes)
    parts = -(-total // TEXT_BYTES)
    ends = [0] * parts
    reached = 0
    for at, size in enumerate(sizes, 1):
        # A text belongs where its middle lies.
        part = (2 * reached + size) * parts // (2 * total + 1)
        ends[part] = at
        reached += size
    ends = sorted({0, *ends})
    return [end - start for start, end in pairwise(ends)]


def _facets(
    mark: str,
    documents: Sequence[SearchEntry],
    topics: Sequence[str],
) -> dict[str, object]:
    """Day, region and topics of every bulletin."""
    days = [document.day.toordinal() - EPOCH for document in documents]
    place = {topic: at for at, topic in enumerate(topics)}
    return {
        "m": mark,
        "h": days[0],
        "d": "".join(number(b - a) for a, b in pairwise(days)),
        "w": "".join(_region(document.region) for document in documents),
        "k": "".join(chain_of([place[topic] for topic in one.topics]) for one in documents),
    }


def leaves_row(first: dt.date, leaves: Iterable[Leaf]) -> str:
    """Write of each file of texts how many days after the one before it begins, and its length.

    The first is counted from the ``first`` day of the segment, which is its own.
    """
    before = first.toordinal() - EPOCH
    row = ""
    for leaf in leaves:
        row += number(leaf.day - before) + number(leaf.end - leaf.start)
        before = leaf.day
    return row


def _region(code: str) -> str:
    """Write the code of a province, regency or city in two characters: 0 is the province."""
    province, _, part = code.partition(".")
    return chr(int(province) + 24) + chr(int(part or 0) + 40)


def _list(members: Sequence[int]) -> str:
    return number(len(members)) + "".join(map(number, members))


def _agencies(mark: str, documents: Sequence[SearchEntry]) -> dict[str, object]:
    """The agencies of every bulletin; one of its own region is written by its type alone."""
    short = [
        [_at_home(one, document.region) for one, _ in document.agencies] for document in documents
    ]
    legend = sorted({one for row in short for one in row})
    place = {one: at for at, one in enumerate(legend)}
    return {"m": mark, "l": legend, "k": "".join(_list([place[x] for x in row]) for row in short)}


def _at_home(agency_id: str, region: str) -> str:
    return agency_id.removesuffix(region) if agency_id.endswith(f"@{region}") else agency_id


def text_block(mark: str, documents: Sequence[SearchEntry]) -> list[Any]:
    """Return what a file of texts holds: the mark, days from one bulletin to the next, and rows."""
    gaps = (number((b.day - a.day).days) for a, b in pairwise(documents))
    return [mark, "".join(gaps), [text_row(document) for document in documents]]


def text_row(document: SearchEntry) -> list[Any]:
    """Return what a file of texts holds of a bulletin."""
    row: list[Any] = [
        document.id,
        document.title,
        document.place,
        [name for _, name in document.agencies],
        document.summary,
        document.body,
    ]
    if document.state:
        row.append(document.state)
    return row


def text_size(row: Sequence[Any]) -> int:
    """Return about how many bytes a row takes in its file; a little more rather than less."""
    texts: list[str] = [*row[:3], *row[3], *row[4:]]
    # Each is quoted and separated; a quote or a line end is written in two characters.
    return sum(len(one.encode()) + one.count('"') + one.count("\n") + 3 for one in texts) + 8
