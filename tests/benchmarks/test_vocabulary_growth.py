"""The synthetic bulletins must be as rich in words as real texts are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import vocabulary_growth


def test_growth_counts_different_words_at_each_mark() -> None:
    texts = ["a b a c".split(), "a d".split(), "e e e".split()]
    assert vocabulary_growth.growth(texts, (1, 3, 4, 6, 9, 10)) == {1: 1, 3: 2, 4: 3, 6: 4, 9: 5}
    assert vocabulary_growth.met_once(texts) == 3 / 5


def test_heaps_law_is_found() -> None:
    curve = {n: round(3 * n**0.7) for n in (100, 1000, 10_000, 100_000)}
    assert vocabulary_growth.heaps(curve) == pytest.approx((3, 0.7), rel=0.01)


def test_synthetic_words_grow_as_those_of_real_texts_do() -> None:
    texts = vocabulary_growth.synthetic(40)
    made = vocabulary_growth.growth(texts, vocabulary_growth.MARKS, orders=20)
    for words, different in vocabulary_growth.MEASURED.items():
        assert 0.9 < made[words] / different < 1.15, words
    assert vocabulary_growth.growth(texts, [9000], orders=20)[9000] == pytest.approx(2500, rel=0.1)


def test_most_names_and_figures_are_met_once() -> None:
    texts = vocabulary_growth.synthetic(300, seed=2)
    assert vocabulary_growth.met_once(texts[:10]) == pytest.approx(
        vocabulary_growth.MET_ONCE, abs=0.1
    )
    curve = vocabulary_growth.growth(texts, [20_000, 120_000])
    assert curve[120_000] / curve[20_000] > 2.5  # it does not level off


def test_both_curves_are_printed(tmp_path: Path) -> None:
    script = Path(vocabulary_growth.__file__)
    command = [sys.executable, str(script), "--count", "30"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "1,415" in done.stdout
    assert "30 bulletins: 4" in done.stdout
    (tmp_path / "satu.txt").write_text("Contoh kata " * 300, encoding="utf-8")
    command += ["--real", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "1 real texts, 600 words" in done.stdout
    assert "met once: 0% of the real words" in done.stdout


def test_too_little_text_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, vocabulary_growth.__file__, "--real", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "500 words at least" in done.stderr
