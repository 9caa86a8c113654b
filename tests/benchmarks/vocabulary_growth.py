"""How the number of different words grows with text: in real texts and in the synthetic bulletins.

    python tests/benchmarks/vocabulary_growth.py
    python tests/benchmarks/vocabulary_growth.py --real FOLDER --real FOLDER --count 10000

Prints both curves side by side, counted by the search's own rule of what a word is. Without
``--real`` the curve of real press texts is the one measured here once (:data:`MEASURED`); the texts
themselves are not part of the repository.
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPOSITORY / "hooks"), str(Path(__file__).parent)]

MARKS = (250, 500, 1000, 1500, 2000, 3000, 4000)

MEASURED: Mapping[int, int] = {
    250: 168,
    500: 301,
    1000: 529,
    1500: 716,
    2000: 876,
    3000: 1161,
    4000: 1415,
}
"""Different words among so many first words: five articles of press offices and fourteen more about
coordination meetings, 4,679 words in all, the mean over fifty orders of them."""

MET_ONCE = 0.56
"""The share of those texts' different words that they hold once; the share falls as texts grow, to
rise again where little but names is new."""


def growth(texts: Sequence[Sequence[str]], marks: Iterable[int], orders: int = 1) -> dict[int, int]:
    """Return how many different words the first so many words of texts hold.

    With ``orders``, the mean over as many orders of the texts, the first being the given one.
    Marks beyond the end are left out.
    """
    wanted = sorted(marks)
    found: dict[int, list[int]] = {}
    for order in range(orders):
        shuffled = list(texts)
        if order:
            random.Random(order).shuffle(shuffled)
        seen: set[str] = set()
        read = 0
        for text in shuffled:
            for mark in wanted:
                if read < mark <= read + len(text):
                    found.setdefault(mark, []).append(len(seen.union(text[: mark - read])))
            seen.update(text)
            read += len(text)
    return {mark: round(statistics.mean(counts)) for mark, counts in found.items()}


def heaps(curve: Mapping[int, int]) -> tuple[float, float]:
    """Return ``k`` and ``b`` of Heaps' law, ``different = k * words ** b``, nearest to a curve.

    Least squares of the logarithms. The exponent falls as texts grow, so a law fitted to a few
    thousand words says too much about millions.
    """
    points = [(math.log(words), math.log(different)) for words, different in curve.items()]
    line = statistics.linear_regression(*zip(*points, strict=True))
    return math.exp(line.intercept), line.slope


def met_once(texts: Iterable[Sequence[str]]) -> float:
    """Return the share of different words that occur once."""
    counts = Counter(chain.from_iterable(texts))
    return sum(count == 1 for count in counts.values()) / len(counts)


def words_of(text: str) -> list[str]:
    """Return the words of a text as the search cuts them."""
    from rakor.search.tokenizer import fold, words

    return words(fold(text))


def synthetic(count: int, seed: int = 0) -> list[list[str]]:
    """Return the words of the bodies of so many synthetic bulletins."""
    import corpus

    return [words_of(made.body) for made in corpus.documents(count, seed)]


def _measure(count: int) -> tuple[int, dict[int, int], int, float]:
    """Return length and growth of a large corpus without holding it in memory."""
    import corpus

    counts: Counter[str] = Counter()
    read, curve, next_mark = 0, {}, 10_000
    for made in corpus.documents(count):
        found = words_of(made.body)
        counts.update(found)
        read += len(found)
        if read >= next_mark:
            curve[read] = len(counts)
            next_mark = read * 2
    curve[read] = len(counts)
    once = sum(one == 1 for one in counts.values()) / len(counts)
    return read, curve, len(counts), once


def main() -> None:
    """Print the curves."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--real", type=Path, action="append", default=[], metavar="FOLDER", help="of .txt files"
    )
    parser.add_argument("--count", type=int, default=2000, help="synthetic bulletins (2000)")
    options = parser.parse_args()
    real, once = dict(MEASURED), MET_ONCE
    if options.real:
        files = sorted(chain.from_iterable(folder.glob("*.txt") for folder in options.real))
        texts = [words_of(path.read_text(encoding="utf-8")) for path in files]
        print(f"{len(texts)} real texts, {sum(map(len, texts)):,} words")
        if sum(map(len, texts)) < MARKS[1]:
            parser.error(f"--real: a curve needs {MARKS[1]} words at least")
        real, once = growth(texts, MARKS, orders=50), met_once(texts)
    texts = synthetic(40)
    made = growth(texts, MARKS, orders=50)
    print(f"{'words':>12}{'real':>12}{'synthetic':>12}{'ratio':>8}")
    for mark, different in real.items():
        print(f"{mark:>12,}{different:>12,}{made[mark]:>12,}{made[mark] / different:>8.2f}")
    scale, exponent = heaps(real)
    read, curve, different, rare = _measure(options.count)
    for mark, found in curve.items():
        print(f"{mark:>12,}{'':>12}{found:>12,}")
    each = read / options.count
    print(f"Heaps' law of the real texts: {scale:.2f} * words ** {exponent:.3f}")
    print(f"{options.count:,} bulletins: {each:.0f} words each, {different:,} different words")
    few = met_once(texts[:10])
    print(f"met once: {once:.0%} of the real words, {few:.0%} of ten bulletins', {rare:.0%} of all")


if __name__ == "__main__":
    main()
