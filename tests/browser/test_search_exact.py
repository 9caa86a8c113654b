"""The engine of the page, in a real browser, against search done the plain way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page
from search_reference import FILTERS, Query, Reference, field_queries, queries
from searchable import Searchable, searchable

from rakor.registry import regions
from rakor.search import plan_segments, synonyms

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUERIES = 600
FIELD_QUERIES = 300

# All questions in one call: to and fro costs more than an answer.
_ASK = """wanted => Promise.all(wanted.map(one => RakorMesin.search(one).then(answer => ({
  total: answer.total,
  counts: Object.fromEntries(Object.entries(answer.counts).map(([name, counts]) =>
    [name, Object.fromEntries(counts)])),
  hits: answer.hits.map(hit => [hit.segment.name, hit.doc])
}))))"""


@pytest.fixture(scope="module")
def made(large_root: Path) -> Searchable:
    return searchable(large_root)


@pytest.fixture(scope="module")
def reference(made: Searchable) -> Reference:
    return Reference(made.documents, synonyms(regions(), made.agencies), made.agencies)


@pytest.fixture
def results(context_at, made: Searchable) -> Page:
    base = f"{made.site.as_uri()}/"
    page = context_at(base).new_page()
    page.goto(f"{base}cari.html")
    page.set_default_timeout(120_000)
    return page


def test_every_answer_is_the_plain_answer(results: Page, made: Searchable, reference: Reference):
    ids = {
        (segment.name, at): head.id
        for segment in plan_segments([document.head for document in made.documents])
        for at, head in enumerate(segment.members)
    }
    asked = [*queries(reference, QUERIES), *field_queries(reference, FIELD_QUERIES)]
    answers = results.evaluate(_ASK, [_wanted(query, dihitung=True) for query in asked])
    wrong = []
    kinds: Counter[str] = Counter()
    for query, answer in zip(asked, answers, strict=True):
        expected = reference.search(query)
        found = [ids[name, at] for name, at in answer["hits"]]
        if answer["total"] != len(expected.ids) or found != expected.ids:
            wrong.append(f"{query}: {answer['total']} instead of {len(expected.ids)}")
        elif {
            name: Counter(counts) for name, counts in answer["counts"].items()
        } != expected.counts:
            wrong.append(f"{query}: counts")
        kinds.update(_kinds(query, len(expected.ids)))
    assert not wrong, f"{len(wrong)} of {len(asked)}:\n" + "\n".join(wrong[:20])
    # The queries must have tried what they are to try.
    assert min(kinds[kind] for kind in ("found", "nothing", "phrase", "minus", "filter")) > 50
    assert kinds["cocok"] > 100


def _wanted(query: Query, *, dihitung: bool) -> dict[str, object]:
    """A query as the engine is asked."""
    return {
        "q": query.q,
        "urut": query.order,
        "dihitung": dihitung,
        "instansiDihitung": dihitung,
        **{name: list(query.filters.get(name, ())) for name in FILTERS},
    }


_EARLY = """wanted => Promise.all(wanted.map(one => {
  const ids = answer => answer.hits.map(hit => `${hit.segment.name} ${hit.doc}`);
  let early = null;
  return RakorMesin.search(one, found => { early = ids(found); })
    .then(answer => [early, ids(answer)]);
}))"""


def test_what_is_shown_early_comes_first(results: Page, reference: Reference):
    asked = [replace(query, order="terbaru") for query in queries(reference, 120, seed=2)]
    seen = 0
    wanted = [_wanted(query, dihitung=False) for query in asked]
    for query, (early, whole) in zip(asked, results.evaluate(_EARLY, wanted), strict=True):
        if early is not None:
            assert early == whole[: len(early)], query
            seen += bool(early)
    assert seen > 20


def _kinds(query: Query, total: int) -> list[str]:
    kinds = ["found" if total else "nothing", query.order]
    if '"' in query.q:
        kinds.append("phrase")
    if "-" in query.q:
        kinds.append("minus")
    if query.filters:
        kinds.append("filter")
    return kinds
