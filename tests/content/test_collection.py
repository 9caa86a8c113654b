"""The indexes of the catalogue agree with looking at every bulletin."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections import Counter

import pytest
from collection import agencies, bulletin, catalogue, many
from hypothesis import given, settings
from hypothesis import strategies as st

from rakor.bulletin import Bulletin, Status

EDITIONS = st.one_of(st.none(), st.dates(dt.date(2022, 1, 1), dt.date(2025, 12, 31)))


@settings(max_examples=40)
@given(st.integers(0, 60), st.integers(0, 10_000), EDITIONS)
def test_indexes_agree_with_brute_force(count: int, seed: int, edition: dt.date | None) -> None:
    made = many(count, seed)
    random.Random(seed).shuffle(made)
    found = catalogue(made, edition)
    listed = sorted(
        (one for one in made if one.status not in (Status.DRAFT, Status.WITHDRAWN)),
        key=lambda one: (one.start, one.id),
    )
    assert list(found.listed) == listed

    def holds(index: object, key: object, expected: list[Bulletin]) -> None:
        assert isinstance(index, dict)
        assert list(index.get(key, ())) == expected

    codes = {one.region for one in listed}
    for code in codes | {code[:2] for code in codes}:
        inside = [one for one in listed if one.region == code or one.region[:2] == code]
        holds(found.by_region, code, inside)
        holds(found.own_region, code, [one for one in listed if one.region == code])
    assert set(found.by_region) == codes | {code[:2] for code in codes}
    for day in {one.start for one in listed}:
        holds(found.by_day, day, [one for one in listed if one.start == day])
    for month in {(one.start.year, one.start.month) for one in listed}:
        inside = [one for one in listed if (one.start.year, one.start.month) == month]
        holds(found.by_month, month, inside)
    for agency in {agency for one in listed for agency in one.agencies}:
        holds(found.by_agency, agency, [one for one in listed if agency in one.agencies])
        met = Counter(
            other
            for one in listed
            if agency in one.agencies and one.status is Status.PUBLISHED
            for other in one.agencies
        )
        met.pop(agency, None)
        assert dict(found.met(agency)) == met
    types = {agency: agencies()[agency].type for one in listed for agency in one.agencies}
    for type_id in set(types.values()):
        inside = [one for one in listed if type_id in {types[agency] for agency in one.agencies}]
        holds(found.by_type, type_id, inside)
    for topic in {topic for one in listed for topic in one.topics}:
        holds(found.by_topic, topic, [one for one in listed if topic in one.topics])
    tasks = [
        (one.id, number, follow_up)
        for one in listed
        for number, follow_up in enumerate(one.follow_ups, 1)
    ]
    responsible = {follow_up.responsible for *_, follow_up in tasks} - {None}
    assert set(found.tasks_of) == responsible
    for agency in responsible:
        assert [(one.bulletin.id, one.number) for one in found.tasks_of[agency]] == [
            (one, number) for one, number, follow_up in tasks if follow_up.responsible == agency
        ]


@settings(max_examples=30)
@given(st.integers(1, 60), st.integers(0, 10_000))
def test_neighbours_lead_through_a_province_in_order(count: int, seed: int) -> None:
    found = catalogue(many(count, seed))
    for province in {one.region[:2] for one in found.listed}:
        inside = [one for one in found.listed if one.region[:2] == province]
        walked = [inside[0]]
        while (after := found.neighbours(walked[-1].id)[1]) is not None:
            assert found.neighbours(after.id)[0] == walked[-1]
            walked.append(after)
        assert walked == inside


def test_order_of_the_input_does_not_matter() -> None:
    made = many(50)
    assert catalogue(made).bulletins == catalogue(reversed(made)).bulletins


def test_drafts_and_bulletins_not_yet_due_are_withheld() -> None:
    draft = bulletin(name="draf", status="draf")
    later = bulletin(name="nanti", publish_on=dt.date(2024, 12, 1))
    found = catalogue([draft, later], dt.date(2024, 11, 30))
    assert found.bulletins == ()
    assert found.get(later.id) is None
    assert catalogue([draft, later], dt.date(2024, 12, 1)).bulletins == (later,)
    assert catalogue([draft, later]).bulletins == (later,)


def test_withdrawn_bulletins_keep_only_their_page() -> None:
    gone = bulletin(name="dicabut", status="dicabut")
    pointing = bulletin(name="lain", related=[gone.id])
    found = catalogue([gone, pointing])
    assert found.get(gone.id) == gone
    assert found.listed == (pointing,)
    assert found.neighbours(gone.id) == (None, None)
    assert found.related(pointing) == []


@pytest.mark.parametrize(
    ("edition", "upcoming"),
    [(dt.date(2024, 11, 14), True), (dt.date(2024, 11, 15), False), (None, True)],
)
def test_a_plan_is_upcoming_until_its_day_is_over(edition: dt.date | None, upcoming: bool) -> None:
    plan = bulletin(status="rencana")
    assert bool(catalogue([plan], edition).planned) is upcoming


def test_without_an_edition_a_later_record_makes_a_plan_past() -> None:
    plan = bulletin(status="rencana")
    record = bulletin(day=dt.date(2024, 11, 20), name="kemudian")
    assert catalogue([plan, record]).planned == ()


def test_a_follow_up_is_closed_only_by_what_is_published() -> None:
    closing = bulletin(name="penutup", day=dt.date(2024, 12, 1))
    task = {"text": "Contoh", "closed": {"bulletin": closing.id}}
    opening = bulletin(follow_ups=[task])
    assert catalogue([opening, closing]).tasks[0].proof == closing
    assert [one.bulletin for one in catalogue([opening, closing]).recorded_in[closing.id]] == [
        opening
    ]
    assert catalogue([opening]).tasks[0].proof is None
    withdrawn = dataclasses.replace(closing, status=Status.WITHDRAWN)
    assert catalogue([opening, withdrawn]).tasks[0].proof is None
    assert catalogue([opening, withdrawn]).recorded_in == {}


def test_relations_show_on_both_sides_once() -> None:
    one = bulletin(name="satu")
    two = bulletin(name="dua", related=[one.id, one.id, "tidak/ada"])
    found = catalogue([one, two])
    assert found.related(one) == [two]
    assert found.related(two) == [one]
