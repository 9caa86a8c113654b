"""Words that are never corrected."""

from __future__ import annotations

import random
from string import ascii_lowercase

from rakor.registry import regions
from rakor.search.encoding import DIGITS
from rakor.search.spelling import known_words, places, word_filter

FILTER = word_filter(regions())


def holds(word: str) -> bool:
    return all(DIGITS.index(FILTER[at // 6]) >> at % 6 & 1 for at in places(word))


def test_the_filter_holds_every_word_it_was_given() -> None:
    known = known_words(regions())
    assert {"adat", "sawi", "layar", "kraksaan", "stunting", "bekti"} <= known
    assert all(map(holds, known))


def test_the_filter_takes_few_others_for_one() -> None:
    chance = random.Random(3)
    made = ["".join(chance.choices(ascii_lowercase, k=7)) for _ in range(5000)]
    assert sum(map(holds, made)) < 50
    assert not any(map(holds, ("probolingo", "cilegom", "refroma", "pasuruhan", "imigasi")))
