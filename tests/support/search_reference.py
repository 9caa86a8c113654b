"""Search done the plain way: every bulletin looked at for every query, nothing stored.

The rules of search written out once more, so that the index and the engine can be held to them.
Only what a word and its root are is shared with the index; both are tested by themselves.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rakor.registry import Agencies
from rakor.search import SearchEntry, Synonyms
from rakor.search.partition import position
from rakor.search.stemmer import root
from rakor.search.tokenizer import amount, compounds, fold, words

SILENT = frozenset("dan di ke dari yang untuk pada dengan dalam oleh".split())
FILTERS = ("wilayah", "tanggal", "topik", "jenis", "instansi")


@dataclass(frozen=True)
class Query:
    """A query as the address of the results page writes it."""

    q: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order: str = "terbaru"


@dataclass(frozen=True)
class Answer:
    """Ids in order, and how often each value of a facet occurs."""

    ids: list[str]
    counts: dict[str, Counter[str]]


class _Entry:
    """One bulletin, read to the end."""

    def __init__(self, document: SearchEntry, synonyms: Synonyms, agencies: Agencies) -> None:
        self.document = document
        names = [name for _, name in document.agencies]
        fields = [[document.title], names, [document.summary], document.body.split("\n")]
        self.lines = [words(fold(line)) for lines in fields for line in lines]
        self.fields = []
        for lines in fields:
            terms: list[str] = []
            for line in lines:
                folded = fold(line)
                terms += [root(word) for word in words(folded)]
                terms += [root(word) for word in compounds(folded)]
                terms += _added(words(folded), synonyms)
            self.fields.append(Counter(terms))
        self.roots = set().union(*self.fields)
        self.types = {agencies[one].type for one, _ in document.agencies}

    def says(self, phrase: Sequence[str]) -> bool:
        size = len(phrase)
        return any(
            line[at : at + size] == list(phrase)
            for line in self.lines
            for at in range(len(line) - size + 1)
        )

    def digit(self, term: str) -> int:
        """The stored weight of a root: BM25F, rounded to fifteenths."""
        tf = 0.0
        weight, usual, share = (5.0, 2.0, 2.5, 1.0), (10, 30, 25, 300), (0.3, 0.4, 0.3, 0.6)
        for place, counts in enumerate(self.fields):
            if counts[term]:
                length = counts.total() / usual[place]
                unit = weight[place] / (1 - share[place] + share[place] * length)
                tf += unit * counts[term]
        return max(1, min(15, round(15 * tf / (1.2 + tf))))

    def passes(self, name: str, value: str) -> bool:
        document = self.document
        match name:
            case "wilayah":
                return document.region == value or document.region.startswith(f"{value}.")
            case "tanggal":
                return document.day.isoformat().startswith(value)
            case "topik":
                return value in document.topics
            case "jenis":
                return value in self.types
        return value in {one for one, _ in document.agencies}


def _added(line: Sequence[str], synonyms: Synonyms) -> list[str]:
    """The terms that a line gets for the synonyms it holds."""
    return [
        term
        for way, terms in synonyms.added.items()
        for at in range(len(line) - len(way) + 1)
        if tuple(line[at : at + len(way)]) == way
        for term in terms
    ]


class Reference:
    """The whole collection, searched one bulletin after another."""

    def __init__(
        self, documents: Sequence[SearchEntry], synonyms: Synonyms, agencies: Agencies
    ) -> None:
        self.synonyms = synonyms
        self.entries = sorted(
            (_Entry(document, synonyms, agencies) for document in documents),
            key=lambda entry: position(entry.document.head),
            reverse=True,
        )
        self.known = Counter(term for entry in self.entries for term in entry.roots)
        self.vocabulary = {word for entry in self.entries for line in entry.lines for word in line}

    def rarity(self, term: str) -> int:
        exponent = int(math.log2(self.known[term]))
        return math.floor(16 * math.log2(1 + len(self.entries) / 2 ** (exponent + 0.5)) + 0.5)

    def search(self, query: Query) -> Answer:
        parts = list(self._parts(query.q))
        found: list[tuple[int, str]] = []
        counts: dict[str, Counter[str]] = {name: Counter() for name in FILTERS}
        for entry in self.entries:
            scores = [self._score(entry, part) for part in parts]
            if any(
                (score is None) != part.minus for score, part in zip(scores, parts, strict=True)
            ):
                continue
            failed = self._failed(entry, query.filters)
            self._count(entry, failed, counts)
            if not failed:
                found.append((sum(score or 0 for score in scores), entry.document.id))
        if query.order == "cocok":
            found.sort(key=lambda pair: -pair[0])  # stable: newest first among equals
        return Answer([one for _, one in found], counts)

    def _failed(self, entry: _Entry, filters: Mapping[str, Sequence[str]]) -> set[str]:
        groups = {"wilayah": ("wilayah",), "tanggal": ("tanggal",), "topik": ("topik",),
                  "instansi": ("jenis", "instansi")}  # fmt: skip
        failed = set()
        for group, names in groups.items():
            wanted = [(name, value) for name in names for value in filters.get(name, ())]
            if wanted and not any(entry.passes(name, value) for name, value in wanted):
                failed.add(group)
        return failed

    def _count(self, entry: _Entry, failed: set[str], counts: dict[str, Counter[str]]) -> None:
        if len(failed) > 1 or failed == {"wilayah"}:
            return
        document = entry.document
        groups = failed or {"wilayah", "tanggal", "topik", "instansi"}
        if "wilayah" in groups:
            province, _, part = document.region.partition(".")
            counts["wilayah"].update([province, f"{province}.{part or '00'}"])
        if "tanggal" in groups:
            counts["tanggal"][str(document.day.year)] += 1
        if "topik" in groups:
            counts["topik"].update(document.topics)
        if "instansi" in groups:
            counts["instansi"].update(one for one, _ in document.agencies)
            counts["jenis"].update(entry.types)

    def _score(self, entry: _Entry, part: _Part) -> int | None:
        """How well a bulletin matches a part of a query; None if it does not."""
        terms = [root(word) for word in part.words]
        own = None
        if all(term in entry.roots for term in terms) and (
            not part.phrase or entry.says(part.words)
        ):
            own = sum(self.rarity(term) * entry.digit(term) for term in terms)
        if part.other and root(part.other) in entry.roots:
            term = root(part.other)
            return max(own or 0, self.rarity(term) * entry.digit(term))
        return own

    def _parts(self, q: str) -> Iterator[_Part]:
        parts = []
        for minus, quoted, plain in re.findall(r'(?:(?<=\s)|^)(-?)(?:"([^"]*)"|(\S+))', q):
            found = words(fold(quoted or plain))
            if len(found) > 1 and (quoted or minus):
                parts.append(_Part(tuple(found), True, bool(minus), bool(quoted)))
            else:
                parts += [_Part((one,), False, bool(minus), bool(quoted)) for one in found]
        speaking = [
            one
            for one in parts
            if one.phrase or one.minus or one.quoted or one.words[0] not in SILENT
        ]
        if any(not one.minus for one in speaking):
            parts = speaking
        at = 0
        while at < len(parts):
            for size in range(min(8, len(parts) - at), 1, -1):
                run = parts[at : at + size]
                if any(one.phrase or one.minus or one.quoted for one in run):
                    continue
                sequence = tuple(one.words[0] for one in run)
                other = self.synonyms.alternatives.get(sequence) or (
                    amount(*sequence) if size == 2 else ""
                )
                if other:
                    yield _Part(sequence, False, False, False, other)
                    at += size
                    break
            else:
                yield parts[at]
                at += 1


@dataclass(frozen=True)
class _Part:
    words: tuple[str, ...]
    phrase: bool
    minus: bool
    quoted: bool
    other: str = ""


def queries(reference: Reference, count: int, seed: int = 1) -> Iterator[Query]:
    """Yield made-up queries: words common and rare, phrases, minus words, filters, both orders."""
    rng = random.Random(seed)
    entries = reference.entries
    rare = sorted(word for word in reference.vocabulary if reference.known[root(word)] < 5)

    def a_word(entry: _Entry) -> str:
        if rng.random() < 0.15:
            return rng.choice(rare)
        return rng.choice(rng.choice([line for line in entry.lines if line]))

    def a_phrase(entry: _Entry) -> str:
        line = rng.choice([line for line in entry.lines if len(line) > 1])
        size = rng.choice((2, 2, 2, 3, 4))
        at = rng.randrange(max(1, len(line) - size + 1))
        chosen = line[at : at + size]
        if rng.random() < 0.15:
            chosen = chosen[::-1]  # mostly stands nowhere
        return f'"{" ".join(chosen)}"'

    for number in range(count):
        entry = rng.choice(entries)
        asked = [a_word(entry) for _ in range(rng.choice((0, 1, 1, 2, 2, 3)))]
        if number % 3 == 0:
            asked.append(a_phrase(entry))
        if number % 4 == 0:
            other = rng.choice(entries)
            asked.append("-" + (a_word(other) if rng.random() < 0.7 else a_phrase(other)))
        if number % 9 == 0:
            asked += rng.choice(["komisi pemilihan umum", "dinas kesehatan", "jawa timur"]).split()
        filters: dict[str, list[str]] = {}
        document = entry.document
        if number % 2 or not asked:
            choices = {
                "wilayah": [document.region, document.region[:2]],
                "tanggal": [document.day.isoformat()[:size] for size in (4, 7, 10)],
                "topik": list(document.topics),
                "jenis": sorted(entry.types),
                "instansi": [one for one, _ in document.agencies],
            }
            for name in rng.sample(FILTERS, rng.choice((1, 1, 2, 3))):
                filters[name] = [rng.choice(choices[name])]
                if rng.random() < 0.2:
                    more = {"wilayah": "35", "tanggal": "2024", "topik": "contoh-mudik"}
                    filters[name] += [more[name]] if name in more else []
        yield Query(" ".join(asked), filters, rng.choice(("terbaru", "terbaru", "cocok")))
