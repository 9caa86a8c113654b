"""The index: segments of postings, pairs, facets and texts, and the directory over them.

``docs``: the format is described in ``hooks/rakor/search/README.md``. Everything here is a pure
function: the same documents give the same bytes, whatever else is in the collection.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from rakor.registry import Agencies, Regions
from rakor.search import weights
from rakor.search.coding import DIGITS, number, number_set, script
from rakor.search.document import Document, Head
from rakor.search.roots import root
from rakor.search.segments import TEXTS, Shape, cut, plan_segments
from rakor.search.segments import shape as shape_for
from rakor.search.synonyms import Synonyms
from rakor.search.synonyms import synonyms as synonyms_of
from rakor.search.words import compounds, fold, words

FOLDER = "cari"
"""Folder of all blocks, beside ``cari.html``."""

VOCABULARY_LIMIT = 1280
"""Most words in one block of the vocabulary."""

COMMON = 8
"""Words of roots in at least one of ``2 ** COMMON`` bulletins are offered for misspelt ones."""

INLINE = 3
"""Roots in fewer bulletins of a segment keep their digits beside their numbers."""

FORMAT = 1

_EPOCH = dt.date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Summary:
    """What the directory needs to know of a segment; JSON values only, so that it can be kept."""

    name: str
    mark: str
    first: str
    last: str
    count: int
    roots: Mapping[str, int]
    words: Sequence[str]
    regions: Sequence[str]
    agencies: Sequence[str]
    topics: Sequence[str]

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Summary:
        """Read what :meth:`to_json` wrote."""
        return cls(**values)


def _fields(document: Document) -> tuple[str, str, str, str]:
    names = "\n".join(name for _, name in document.agencies)
    return document.title, names, document.summary, document.body


def block_of(term: str, blocks: int) -> int:
    """Return which block holds a term: FNV-1a over its characters, modulo the blocks."""
    found = _HASHES.get(term)
    if found is None:
        found = 0x811C9DC5
        for character in term:
            found = (found ^ ord(character)) * 0x01000193 & 0xFFFFFFFF
        _HASHES[term] = found
    return found % blocks


_HASHES: dict[str, int] = {}


def make_segment(
    name: str, members: Iterable[Document], shape: Shape, synonyms: Synonyms
) -> tuple[dict[str, bytes], Summary]:
    """Make all blocks of one segment, by address, and its summary.

    ``members`` come in the order of :func:`rakor.search.segments.plan_segments`.
    """
    documents = list(members)
    # Numbers of bulletins hold for this membership alone; blocks of another are refused.
    mark = _short("\n".join(document.id for document in documents))
    postings: dict[str, list[int]] = {}
    digits: dict[str, list[str]] = {}
    vocabulary: set[str] = set()
    sequences: list[list[list[str]]] = []
    for at, document in enumerate(documents):
        fields = []
        of_document: list[list[str]] = []
        for text in map(fold, _fields(document)):
            terms: list[str] = []
            for line in text.split("\n"):
                sequence = words(line)
                terms += map(root, sequence)
                vocabulary.update(sequence)
                if joined := compounds(line):
                    terms += map(root, joined)
                    vocabulary.update(joined)
                terms += synonyms.terms(sequence)
                of_document.append(sequence)
            fields.append(terms)
        sequences.append(of_document)
        for term, digit in weights.digits(fields).items():
            if term in postings:
                postings[term].append(at)
                digits[term].append(DIGITS[digit])
            else:
                postings[term] = [at]
                digits[term] = [DIGITS[digit]]

    size = len(documents)
    blocks: dict[str, bytes] = {}

    def put(tail: str, value: object) -> None:
        address = f"{FOLDER}/{name}/{tail}.js"
        blocks[address] = script(address, value)

    docs = {term: number_set(found, size) for term, found in postings.items()}
    scores = {}
    for term, found_digits in digits.items():
        # The digits of rare roots are fewer than it would cost to name the root again.
        if len(found_digits) < INLINE:
            docs[term] += " " + "".join(found_digits)
        else:
            scores[term] = "".join(found_digits)
    pairs = _pairs(sequences, vocabulary, postings, shape.pair_floor)
    pair_docs = {pair: number_set(found, size) for pair, found in pairs.items()}
    for letter, entries, count in (
        ("p", docs, shape.blocks),
        ("w", scores, shape.weight_blocks),
        ("g", pair_docs, shape.pair_blocks),
    ):
        for at, text in enumerate(_spread(mark, entries, count)):
            put(f"{letter}{at:02d}", text)
    leaves = [members for _, members in cut([one.head for one in documents], TEXTS)]
    put("f", _facets(mark, documents, [len(leaf) for leaf in leaves]))
    put("i", _agencies(mark, documents))
    start = 0
    for leaf, tail in zip(leaves, text_names(leaves), strict=True):
        texts = [_text(document) for document in documents[start : start + len(leaf)]]
        put(f"t{tail}", [mark, texts])
        start += len(leaf)

    summary = Summary(
        name=name,
        mark=mark,
        first=documents[0].day.isoformat(),
        last=documents[-1].day.isoformat(),
        count=size,
        roots={term: len(postings[term]) for term in sorted(postings)},
        words=sorted(vocabulary),
        regions=sorted({document.region for document in documents}),
        agencies=sorted({one for document in documents for one, _ in document.agencies}),
        topics=sorted({topic for document in documents for topic in document.topics}),
    )
    return blocks, summary


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def _spread(mark: str, entries: Mapping[str, str], count: int) -> list[str]:
    """Spread entries over blocks by hash; one is found in its block by ``;key`` and a space."""
    lines: list[list[str]] = [[mark] for _ in range(count)]
    for key in sorted(entries):
        lines[block_of(key, count)].append(f"{key} {entries[key]}")
    return [";".join([*line, ""]) for line in lines]


def text_names(leaves: Sequence[Sequence[Head]]) -> list[str]:
    """Name files of texts after the day of their first bulletin, counting those of one day.

    A bulletin more or less so renames no file but its own and others of its day.
    """
    names = []
    before, same = -1, 0
    for leaf in leaves:
        day = leaf[0].day.toordinal() - _EPOCH
        same = same + 1 if day == before else 0
        before = day
        names.append(f"{day}-{same}")
    return names


def _pairs(
    sequences: Sequence[Sequence[Sequence[str]]],
    vocabulary: Iterable[str],
    postings: Mapping[str, Sequence[int]],
    floor: int,
) -> dict[str, list[int]]:
    """Return in which bulletins two frequent words stand side by side, as ``first+second``."""
    frequent = {word for word in vocabulary if len(postings[root(word)]) >= floor}
    pairs: dict[tuple[str, str], list[int]] = {}
    for at, of_document in enumerate(sequences):
        seen: set[tuple[str, str]] = set()
        for sequence in of_document:
            seen.update(pairwise(sequence))
        for pair in seen:
            if pair[0] in frequent and pair[1] in frequent:
                if pair in pairs:
                    pairs[pair].append(at)
                else:
                    pairs[pair] = [at]
    return {f"{first}+{second}": found for (first, second), found in pairs.items()}


def _facets(
    mark: str,
    documents: Sequence[Document],
    leaves: Sequence[int],
) -> dict[str, object]:
    """Day, region and topics of every bulletin, and where its text lies."""
    days = [document.day.toordinal() - _EPOCH for document in documents]
    topics = sorted({topic for document in documents for topic in document.topics})
    place = {topic: at for at, topic in enumerate(topics)}
    return {
        "m": mark,
        "h": days[0],
        "d": "".join(number(b - a) for a, b in pairwise(days)),
        "w": "".join(_region(document.region) for document in documents),
        "t": topics,
        "k": "".join(_list([place[topic] for topic in one.topics]) for one in documents),
        "b": "".join(map(number, leaves)),
    }


def _region(code: str) -> str:
    """Write the code of a province, regency or city in two characters: 0 is the province."""
    province, _, part = code.partition(".")
    return chr(int(province) + 24) + chr(int(part or 0) + 40)


def _list(members: Sequence[int]) -> str:
    return number(len(members)) + "".join(map(number, members))


def _agencies(mark: str, documents: Sequence[Document]) -> dict[str, object]:
    """The agencies of every bulletin; one of its own region is written by its type alone."""
    short = [
        [_at_home(one, document.region) for one, _ in document.agencies] for document in documents
    ]
    legend = sorted({one for row in short for one in row})
    place = {one: at for at, one in enumerate(legend)}
    return {"m": mark, "l": legend, "k": "".join(_list([place[x] for x in row]) for row in short)}


def _at_home(agency_id: str, region: str) -> str:
    return agency_id.removesuffix(region) if agency_id.endswith(f"@{region}") else agency_id


def _text(document: Document) -> list[object]:
    row: list[object] = [
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


def make_directory(
    summaries: Sequence[Summary],
    shape: Shape,
    synonyms: Synonyms,
    regions: Regions,
    agencies: Agencies,
    topics: Mapping[str, str],
) -> dict[str, bytes]:
    """Make the directory, the vocabulary and the names, for summaries in order of segments."""
    count = sum(summary.count for summary in summaries)
    where: dict[str, list[int]] = {}
    total: dict[str, int] = {}
    vocabulary: set[str] = set()
    for at, summary in enumerate(summaries):
        vocabulary.update(summary.words)
        for term, found in summary.roots.items():
            where.setdefault(term, []).append(at)
            total[term] = total.get(term, 0) + found
    vocabulary |= where.keys()

    blocks: dict[str, bytes] = {}
    tails = {
        term: DIGITS[weights.magnitude(total[term])] + number_set(where[term], len(summaries))
        for term in where
    }
    prefixes = []
    for prefix, inside in _split(sorted(vocabulary)):
        prefixes.append(prefix)
        entries = []
        for word in inside:
            stem = root(word)
            entries.append(f"{word} {'' if stem == word else stem} {tails[stem]}")
        address = f"{FOLDER}/kata/k-{_file(prefix)}.js"
        blocks[address] = script(address, ";".join(["", *entries, ""]))

    least = max(1, count.bit_length() - 1 - COMMON)
    common = [
        word
        for word in sorted(vocabulary)
        if len(word) > 3 and word.isalpha() and weights.magnitude(total[root(word)]) >= least
    ]
    _put(blocks, "saran", " ".join(common))
    sequences = sorted(synonyms.alternatives.items())
    _put(blocks, "istilah", ";".join(f"{' '.join(way)}={word}" for way, word in sequences))
    _names(blocks, summaries, regions, agencies)
    used = {code[:2] for summary in summaries for code in summary.regions}
    of_topics = sorted({topic for summary in summaries for topic in summary.topics})
    _put(
        blocks,
        "daftar",
        {
            "v": FORMAT,
            "n": count,
            "p": [shape.blocks, shape.weight_blocks, shape.pair_blocks, shape.pair_floor],
            "s": [[one.name, one.mark, one.count, one.first, one.last] for one in summaries],
            "k": " ".join(prefixes),
            "w": {code: regions[code].name for code in sorted(used)},
            "t": {topic: topics.get(topic, topic) for topic in of_topics},
        },
    )
    return blocks


def make_index(
    documents: Sequence[Document], regions: Regions, agencies: Agencies, topics: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield every block of a whole collection with its address, one segment at a time."""
    by_id = {document.id: document for document in documents}
    wanted = shape_for(len(documents))
    known = synonyms_of(regions, agencies)
    summaries = []
    for segment in plan_segments([document.head for document in documents]):
        members = [by_id[head.id] for head in segment.members]
        blocks, summary = make_segment(segment.name, members, wanted, known)
        summaries.append(summary)
        yield from blocks.items()
    yield from make_directory(summaries, wanted, known, regions, agencies, topics).items()


def _put(blocks: dict[str, bytes], name: str, value: object) -> None:
    address = f"{FOLDER}/{name}.js"
    blocks[address] = script(address, value)


def _names(
    blocks: dict[str, bytes],
    summaries: Sequence[Summary],
    regions: Regions,
    agencies: Agencies,
) -> None:
    of_province: dict[str, dict[str, list[str]]] = {}
    for code in sorted({code for summary in summaries for code in summary.regions}):
        where = [at for at, summary in enumerate(summaries) if code in summary.regions]
        row = [regions[code].name, number_set(where, len(summaries))]
        of_province.setdefault(code[:2], {})[code] = row
    for province, found in of_province.items():
        _put(blocks, f"nama/w{province}", found)
    of_type: dict[str, dict[str, str]] = {}
    for one in sorted({one for summary in summaries for one in summary.agencies}):
        of_type.setdefault(agencies[one].type, {})[one] = agencies[one].name
    for type_id, named in of_type.items():
        _put(blocks, f"nama/i-{type_id}", named)
    # Ids that do not tell their type: units and local agencies.
    others = {
        one: type_id
        for type_id, named in of_type.items()
        for one in named
        if one.partition("@")[0] != type_id
    }
    labels = {
        type_id: agencies.type(type_id).acronym or agencies.type(type_id).name
        for type_id in sorted(of_type)
    }
    _put(blocks, "nama/jenis", {"j": labels, "l": others})


def _split(vocabulary: Sequence[str], prefix: str = "") -> list[tuple[str, Sequence[str]]]:
    """Cut sorted words by what they begin with, until no part is too long.

    A word that is exactly the beginning of a part that was cut stands alone, as ``word.``
    """
    if len(vocabulary) <= VOCABULARY_LIMIT:
        return [(prefix, vocabulary)]
    parts: list[tuple[str, Sequence[str]]] = []
    start = 0
    depth = len(prefix) + 1
    if vocabulary[0] == prefix:
        parts.append((f"{prefix}.", vocabulary[:1]))
        start = 1
    while start < len(vocabulary):
        beginning = vocabulary[start][:depth]
        end = start
        while end < len(vocabulary) and vocabulary[end][:depth] == beginning:
            end += 1
        parts += _split(vocabulary[start:end], beginning)
        start = end
    return parts


def _file(prefix: str) -> str:
    """Write a prefix so that it may be a file's name anywhere: letters, digits, hyphens."""
    return "".join(one if one.isascii() and one.isalnum() else f"-{ord(one):x}-" for one in prefix)
