"""The generator must give valid, repeatable, plainly fictional bulletins; speed is not tested."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from pathlib import Path

import against_material
import corpus
import pytest

from rakor.bulletin import FollowUpKind, Status
from rakor.lint.linter import CheckResult, check
from rakor.registry import load_agencies, regions


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> CheckResult:
    """Return what a check finds in a thousand bulletins."""
    root = tmp_path_factory.mktemp("seribu")
    corpus.write_site(root, 1000, seed=7)
    return check(root)


def test_generated_bulletins_pass_every_check(checked: CheckResult) -> None:
    assert not checked.problems, "\n".join(map(str, checked.problems[:10]))
    assert len(checked.bulletins) == 1000


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
    lengths = []
    for made in corpus.documents(300):
        lengths.append(len(made.body.split()))
        assert "tidak pernah ada" in made.body
        assert made.title.startswith("Contoh")
        names = re.findall(r"^ +nama: (.*)$", made.text, re.MULTILINE)
        assert all(name.endswith(" Contoh") for name in names)
    assert all(350 <= length <= 650 for length in lengths)
    assert 400 <= statistics.median(lengths) <= 600


def test_all_that_a_bulletin_may_state_occurs(checked: CheckResult) -> None:
    bulletins = checked.bulletins
    assert {one.status for one in bulletins} == set(Status) - {Status.DRAFT}
    planned = [one for one in bulletins if one.status is Status.PLANNED]
    assert all(one.start > corpus.EDITION for one in planned)
    assert all(one.start <= corpus.EDITION for one in bulletins if one not in planned)
    assert any(one.end > one.start for one in bulletins)
    assert any(one.corrections for one in bulletins)
    assert any(one.related for one in bulletins)
    assert {regions()[one.region].zone for one in bulletins} == {"WIB", "WITA", "WIT"}
    assert len({id_ for one in bulletins for id_ in one.agencies}) > 1500

    follow_ups = [entry for one in bulletins for entry in one.follow_ups]
    assert {entry.kind for entry in follow_ups} == set(FollowUpKind)
    promised = [entry for entry in follow_ups if entry.kind is FollowUpKind.COMMITMENT]
    closed = [entry for entry in promised if entry.closed]
    due = [entry.due for entry in promised if entry.due and not entry.closed]
    assert len(closed) > 30
    assert sum(day < corpus.EDITION for day in due) > 30
    assert sum(day > corpus.EDITION for day in due) > 5


def test_photos_and_tables_lie_beside_their_bulletins() -> None:
    made = list(corpus.documents(300))
    files = [(one, file) for one in made for file in one.attachments]
    assert {file.name.rpartition(".")[2] for _, file in files} == {"jpg", "png", "csv"}
    for one, file in files:
        assert f"berkas: {file.name}" in one.text
        assert (f"]({file.name})" in one.body) == file.is_photo
    assert len({file.content for _, file in files}) == len(files)


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
