"""The table of words against plain dictionaries."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from rakor.search.encoding import number_set
from rakor.search.stemmer import root
from rakor.search.word_table import WordTable, members

SIZE = 9
_words = st.sampled_from("ajar belajar mengajar rapat rapatnya pilkada kpu 2024 a ab".split())
_segments = st.tuples(st.frozensets(_words), st.dictionaries(_words, st.integers(1, 70)))


def _table(segments: dict[int, tuple[frozenset[str], dict[str, int]]]) -> WordTable:
    table = WordTable(SIZE)
    for at, (words, roots) in segments.items():
        table.hold(words, 1)
        table.put_in(roots, at)
    return table


def _expected(segments: dict[int, tuple[frozenset[str], dict[str, int]]]) -> dict[str, object]:
    holders = Counter(word for words, _ in segments.values() for word in words)
    totals: Counter[str] = Counter()
    where: dict[str, list[int]] = {}
    for at, (_, roots) in sorted(segments.items()):
        totals.update(roots)
        for word in roots:
            where.setdefault(word, []).append(at)
    words = sorted(holders.keys() | totals.keys())
    return {
        "words": " ".join(words),
        "roots": " ".join(map(root, words)),
        "totals": [totals[word] for word in words],
        "holders": [holders[word] for word in words],
        "where": " ".join(number_set(where.get(word, []), SIZE) for word in words),
    }


@given(
    st.dictionaries(st.integers(0, SIZE - 1), _segments, min_size=1),
    st.lists(st.tuples(st.integers(0, SIZE - 1), _segments), max_size=4),
)
@settings(deadline=None)
def test_exchanged_segments_leave_what_a_new_table_holds(
    segments: dict[int, tuple[frozenset[str], dict[str, int]]],
    changes: list[tuple[int, tuple[frozenset[str], dict[str, int]]]],
) -> None:
    before = _table(segments).to_json()
    assert before == _expected(segments)
    table = WordTable.from_json(json.loads(json.dumps(before)), SIZE)
    now = dict(segments)
    for at, (words, roots) in changes:
        if at not in now:
            continue
        old_words, old_roots = now[at]
        table.hold(words - old_words, 1)
        table.hold(old_words - words, -1)
        table.exchange(old_roots, roots, at)
        now[at] = words, roots
    assert table.to_json() == _expected(now)
    fresh, old = _table(now), _table(segments)
    fresh.settle()
    old.settle()
    names = {*old.words, *fresh.words}
    differing = {word for word in names if fresh[word] != old[word]}
    assert {word for word, _, _ in table.changes()} == differing


@given(st.integers(0, 1 << 200))
def test_members_are_the_bits_that_are_set(bits: int) -> None:
    assert list(members(bits)) == [at for at in range(bits.bit_length()) if bits >> at & 1]


def test_a_root_that_is_not_there_stands_nowhere() -> None:
    table = WordTable(SIZE)
    table.put_in({"rapat": 3}, 2)
    table.settle()
    assert table.standing("rapat") == (3, number_set([2], SIZE))
    assert table.standing("ajar") == table.standing("zzz") == (0, "")
