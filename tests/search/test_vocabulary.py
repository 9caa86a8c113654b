"""Words under numbers, whoever asks first."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

from rakor.search.stemmer import root
from rakor.search.vocabulary import ROOTS, WORDS, number_of


def test_a_word_has_one_number_and_a_root() -> None:
    for word in ("pengamanan", "aman", "mengamankan", "kpu", "12173"):
        number = number_of(word)
        assert number_of(word) == number
        assert WORDS[number] == word
        assert WORDS[ROOTS[number]] == root(word)


def test_threads_agree_on_numbers() -> None:
    fresh = [f"{prefix}uji{at}contoh" for at in range(4000) for prefix in ("pe", "di")]

    def look(seed: int) -> list[int]:
        words = random.Random(seed).sample(fresh, len(fresh))
        found = {word: number_of(word) for word in words}
        assert all(WORDS[ROOTS[number]] == root(word) for word, number in found.items())
        return [found[word] for word in fresh]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(look, range(4)))
    assert answers[0] == answers[1] == answers[2] == answers[3]
    assert [WORDS[number] for number in answers[0]] == fresh
    assert len(WORDS) == len(ROOTS) == len(set(WORDS))
