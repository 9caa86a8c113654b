"""Words must be many, names distinct, and a name never like one on record."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import lexicon
from hypothesis import given
from hypothesis import strategies as st
from lexicon import Setting


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_every_number_has_another_name(one: int, other: int) -> None:
    assert (lexicon.invented(one) == lexicon.invented(other)) == (one == other)


@given(st.integers(1, 10**6), st.floats(1, 1000), st.integers())
def test_a_rank_is_within_its_bounds(count: int, offset: float, seed: int) -> None:
    assert 0 <= lexicon.rank(random.Random(seed), count, offset) < count


def test_ranks_fall_as_zipf_says() -> None:
    rng = random.Random(1)
    counts = Counter(lexicon.rank(rng, 5000, 10) for _ in range(50_000))
    # Ten times as far from the start (offset included) is met a tenth as often.
    near, far = (sum(counts[at + step] for step in range(20)) for at in (0, 190))
    assert 7 < near / far < 13


def test_sentences_are_clean_and_shun_names_like_those_on_record() -> None:
    rng = random.Random(4)
    for _ in range(300):
        named = [lexicon.person(rng) for _ in range(3)]
        setting = Setting.draw(rng, ["Instansi Satu", "Instansi Dua"], named, ["Kecamatan Tiga"])
        text = lexicon.sentence(rng, setting)
        words = text.replace("“", "").replace("”", "").split()
        assert all(one != other for one, other in itertools.pairwise(words)), text
        assert text[-1] == "." or text.endswith(".”"), text
        assert text.lstrip("“")[0].isupper(), text
        assert text.count("“") == text.count("”"), text
        assert not set("TQPALGNFE") & set(words), text


def test_active_forms() -> None:
    forms = {
        root: lexicon._with_men(root) for root in "catat kirim salur pilih tulis latih".split()
    }
    assert list(forms.values()) == "mencatat mengirim menyalur memilih menulis melatih".split()
