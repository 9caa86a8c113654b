"""The generator must give valid, repeatable, plainly fictional bulletins; speed is not tested."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import against_material
import corpus
import pytest

from rakor.lint.linter import check
from rakor.registry import load_agencies, regions


def test_generated_bulletins_pass_every_check(tmp_path: Path) -> None:
    corpus.write_site(tmp_path, 300, seed=7)
    result = check(tmp_path)
    assert not result.problems, "\n".join(map(str, result.problems[:10]))
    assert len(result.bulletins) == 300


def test_every_label_means_one_agency_in_every_region() -> None:
    table = regions()
    agencies = load_agencies(table, None)
    for province in table.provinces():
        parts = () if province.code == "31" else table.children(province.code)
        for region in (province, *parts):
            hosts, others = corpus.labels(region)
            named = [agencies.resolve(label, region.code).id for label in [*hosts, *others]]
            assert len(set(named)) == len(named), region


def test_a_bulletin_depends_on_seed_and_number_alone() -> None:
    few = list(corpus.documents(20, seed=3))
    many = list(corpus.documents(40, seed=3))
    assert many[:20] == few
    assert corpus.document(11, seed=3) == few[11]
    assert corpus.document(11, seed=4) != few[11]


def test_every_province_and_topic_occurs_and_java_leads() -> None:
    made = list(corpus.documents(2000))
    provinces = Counter(document.region[:2] for document in made)
    assert set(provinces) == {province.code for province in regions().provinces()}
    assert {code for code, _ in provinces.most_common(3)} & {"33", "35", "12"}
    assert {topic for document in made for topic in document.topics} == set(corpus.TOPICS)
    assert len({document.id for document in made}) == len(made)


def test_length_and_fiction_show_in_every_bulletin() -> None:
    for made in corpus.documents(300):
        body = made.text.split("---\n", 2)[2]
        assert 120 <= len(body.split()) <= 480, made.id
        assert "tidak pernah ada" in body
        assert made.title.startswith("Contoh")


def test_stock_site_holds_the_same_markdown(tmp_path: Path) -> None:
    corpus.write_stock(tmp_path, 5)
    for made in corpus.documents(5):
        page = tmp_path / "docs" / "buletin" / f"{made.id}.md"
        assert page.read_text(encoding="utf-8") == made.text


def test_fit_finds_a_parabola_and_refuses_too_few_points() -> None:
    points = [(n, 2 + 0.05 * n + 0.0001 * n * n) for n in (100, 200, 300, 400)]
    assert against_material.fit(points) == pytest.approx((2, 0.05, 0.0001))
    with pytest.raises(ValueError, match="three"):
        against_material.fit(points[:2])
