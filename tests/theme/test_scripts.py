"""The scripts of the pages, without a browser: units, ranking, and what the build leaves out."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from unicodedata import category

import corpus
import pytest
import requirement
from building import build
from search_reference import FILTERS, Query, Reference, field_queries, queries
from searchable import Searchable, searchable

from rakor.publish.comments import without_comments
from rakor.registry import regions
from rakor.search import synonyms
from rakor.search.tokenizer import fold, words

REPOSITORY = Path(__file__).resolve().parents[2]
SCRIPTS = Path(__file__).parent / "scripts"
ASSETS = REPOSITORY / "hooks" / "rakor" / "theme" / "files" / "assets"
SHIPPED = [*sorted(ASSETS.glob("*.js")), REPOSITORY / "hooks" / "rakor" / "publish" / "edisi.js"]


def _node(*arguments: str, given: str = "") -> str:
    """Run Node in the folder of the scripts' tests and return what it writes."""
    node = requirement.program("node", "nodejs")
    finished = subprocess.run(
        [node, *arguments],
        cwd=SCRIPTS,
        env={**os.environ, "NO_COLOR": "1"},
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, f"{finished.stdout}\n{finished.stderr}"
    return finished.stdout


def test_units() -> None:
    tests = sorted(path.name for path in SCRIPTS.glob("*.test.mjs"))
    report = _node("--test", "--test-reporter=tap", *tests)
    passed = next(line for line in report.splitlines() if line.startswith("# pass "))
    assert int(passed.split()[-1]) >= 13


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Searchable:
    root = tmp_path_factory.mktemp("enam puluh")
    corpus.write_site(root, 60)
    build(root, root / "site")
    return searchable(root)


@pytest.fixture(scope="module")
def reference(made: Searchable) -> Reference:
    return Reference(made.documents, synonyms(regions(), made.agencies), made.agencies)


def test_answers_and_their_order_are_those_of_plain_search(
    made: Searchable, reference: Reference
) -> None:
    _compare(made, reference, list(queries(reference, 300)))


def test_places_dates_kinds_and_amounts_are_those_of_plain_search(
    made: Searchable, reference: Reference
) -> None:
    _compare(made, reference, list(field_queries(reference, 300)))


def _compare(made: Searchable, reference: Reference, asked: list[Query]) -> None:
    wanted = [
        {
            "q": query.q,
            "urut": query.order,
            "dihitung": True,
            "instansiDihitung": True,
            **{name: list(query.filters.get(name, ())) for name in FILTERS},
        }
        for query in asked
    ]
    answers = json.loads(_node("ask.mjs", str(made.site), given=json.dumps(wanted)))
    wrong = []
    for query, answer in zip(asked, answers, strict=True):
        expected = reference.search(query)
        if (answer["total"], answer["ids"]) != (len(expected.ids), expected.ids):
            wrong.append(f"{query}: {answer['ids']} instead of {expected.ids}")
        elif {name: Counter(c) for name, c in answer["counts"].items()} != expected.counts:
            wrong.append(f"{query}: counts")
        if query.order == "cocok":
            assert answer["scores"] == sorted(answer["scores"], reverse=True), query
    assert not wrong, "\n".join(wrong[:10])
    assert sum(len(answer["ids"]) > 1 for answer in answers) > 50


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kosong")


def test_words_are_cut_as_python_cuts_them(empty_site: Path) -> None:
    """Beside every character that this Python knows, and in random company."""
    known = [chr(at) for at in range(sys.maxunicode) if category(chr(at)) not in {"Cn", "Cs"}]
    texts = [f"a{one}b 0{one}0 1.{one}00 {one}" for one in known]
    chance = random.Random(11)
    common = "aAbzé019.'’-/\"“ \n"
    for _ in range(3000):
        some = [chance.choice(common if chance.random() < 0.8 else known) for _ in range(24)]
        texts.append("".join(some))
    cut = json.loads(_node("ask.mjs", str(empty_site), given=json.dumps(texts)))
    pairs = zip(texts, cut, strict=True)
    wrong = [(text, found) for text, found in pairs if found != words(fold(text))]
    assert not wrong, wrong[:10]


@pytest.mark.parametrize("script", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_script_is_its_source_without_comments(script: Path) -> None:
    if not (REPOSITORY / "tests" / "node_modules" / "acorn").is_dir():
        requirement.missing("acorn is not installed (make test does it, given npm)")
    source = script.read_text(encoding="utf-8")
    shipped = without_comments(source)
    assert _node("tokens.mjs", given=shipped) == _node("tokens.mjs", given=source)
    assert len(shipped) < len(source)


def test_the_shipped_style_sheet_is_its_source_without_comments() -> None:
    def rules(css: str) -> list[str]:
        lines = re.sub(r"/\*.*?\*/", "", css, flags=re.S).splitlines()
        return [line.strip() for line in lines if line.strip()]

    source = (ASSETS / "rakor.css").read_text(encoding="utf-8")
    assert '"/*' not in source
    shipped = without_comments(source)
    assert rules(shipped) == rules(source)
    assert len(shipped) < len(source)
