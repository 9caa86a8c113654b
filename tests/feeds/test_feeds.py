"""Feeds of all channels: what they hold, in which order, and how it is dated."""

from __future__ import annotations

import datetime as dt
import json
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from collection import agencies, bulletin, catalogue, many
from hypothesis import given
from hypothesis import strategies as st
from outputs import ATOM, SITE, atom_entries, atom_updated, made, plans, withdrawn

from rakor.content.collection import Catalogue
from rakor.content.publication import moment
from rakor.documents import Site
from rakor.documents.channels import FOLLOWED
from rakor.feeds import FeedKind


def feed(found: Catalogue, address: str = "umpan.xml", name: str = "Rakor") -> bytes:
    """One feed of a collection."""
    return made(FeedKind(), found, Site(name, SITE))[address]


def titles(found: Catalogue, address: str = "umpan.xml") -> list[str]:
    return [one["title"] for one in atom_entries(feed(found, address))]


def test_a_site_without_an_address_has_none() -> None:
    assert made(FeedKind(), catalogue([bulletin()]), Site("Rakor", "")) == {}


def test_there_is_one_for_the_whole_each_region_and_each_topic() -> None:
    found = catalogue([bulletin(), bulletin("35", name="provinsi", topics=["pangan"])])
    assert sorted(made(FeedKind(), found)) == [
        "topik/pangan.umpan.json",
        "topik/pangan.umpan.xml",
        "topik/pilkada.umpan.json",
        "topik/pilkada.umpan.xml",
        "umpan.json",
        "umpan.xml",
        "wilayah/jawa-timur/kabupaten-probolinggo/umpan.json",
        "wilayah/jawa-timur/kabupaten-probolinggo/umpan.xml",
        "wilayah/jawa-timur/umpan.json",
        "wilayah/jawa-timur/umpan.xml",
    ]
    assert len(atom_entries(feed(found, "wilayah/jawa-timur/umpan.xml"))) == 2
    assert len(atom_entries(feed(found, "topik/pangan.umpan.xml"))) == 1


def test_an_agency_has_an_atom_feed_from_twenty_bulletins_on_and_keeps_it() -> None:
    address = "instansi/kpu/kabupaten-probolinggo.umpan.xml"
    first = dt.date(2024, 1, 1)
    ones = [
        bulletin(name=str(number), day=first + dt.timedelta(days=number))
        for number in range(FOLLOWED)
    ]
    assert address not in made(FeedKind(), catalogue(ones[1:]))
    files = made(FeedKind(), catalogue(ones))
    assert [one for one in files if one.startswith("instansi/")] == [address]
    # Withdrawing one must not take the address from those who follow it.
    gone = withdrawn(dt.date(2024, 1, 1), "2024-02-01")
    assert address in made(FeedKind(), catalogue([*ones[1:], gone]))
    all_gone = [bulletin(name=str(number), status="dicabut") for number in range(FOLLOWED)]
    assert address in made(FeedKind(), catalogue(all_gone))


def test_it_holds_the_newest_thirty_in_order_of_change() -> None:
    document = feed(catalogue(many(80)))
    entries = atom_entries(document)
    updated = [one["updated"] for one in entries]
    assert len(updated) == 30
    assert updated == sorted(updated, reverse=True)
    assert atom_updated(document) == updated[0]
    assert len({one["id"] for one in entries}) == 30
    assert all(one["id"].startswith(f"{SITE}buletin/") for one in entries)
    for tag in ("title", "id", "updated", "author"):
        assert ElementTree.fromstring(document).find(f"{ATOM}{tag}") is not None


def test_the_same_entry_stands_in_every_feed() -> None:
    files = made(FeedKind(), catalogue(many(60)))
    seen: dict[str, dict[str, str]] = {}
    for address, document in files.items():
        if address.endswith(".xml"):
            for one in atom_entries(document):
                if not one["title"].startswith("Rencana"):
                    assert seen.setdefault(one["id"], one) == one, address


def test_both_forms_say_the_same() -> None:
    files = made(FeedKind(), catalogue(many(60)))
    for address in [one for one in files if one.endswith(".json")]:
        items = json.loads(files[address])["items"]
        entries = atom_entries(files[address.replace(".json", ".xml")])
        assert [(one["id"], one["title"], one["content_text"]) for one in items] == [
            (one["id"], one["title"], one["summary"]) for one in entries
        ]
        assert [one["date_modified"] for one in items] == [one["updated"] for one in entries]


def test_it_survives_what_xml_cannot_hold_and_says_the_state() -> None:
    odd = bulletin(
        title="Contoh <b>&\x08 rapat lewat", status="ditunda", publish_on=dt.date(2024, 1, 2)
    )
    (entry,) = atom_entries(feed(catalogue([odd]), name="Rakor & kawan"))
    assert entry["title"] == "Ditunda: Contoh <b>& rapat lewat"
    assert entry["published"][:10] == entry["updated"][:10] == "2024-01-02"


def test_a_correction_brings_a_bulletin_back_to_the_top() -> None:
    old = bulletin(
        name="lama",
        day=dt.date(2020, 1, 1),
        corrections=[{"date": "2024-12-01", "part": "judul", "now": "Contoh rapat lama"}],
    )
    first, second = atom_entries(feed(catalogue([old, bulletin()])))
    assert old.id in first["id"] and bulletin().id in second["id"]
    assert first["updated"][:10] == "2024-12-01" and first["published"][:10] == "2020-01-01"
    assert first["summary"].endswith("Diralat 1 Desember 2024, bagian judul: Contoh rapat lama.")


def test_a_plan_that_is_held_is_news_though_it_was_announced_long_ago() -> None:
    held = bulletin(name="terlaksana", day=dt.date(2024, 12, 1), publish_on=dt.date(2024, 11, 1))
    first, _ = atom_entries(feed(catalogue([held, bulletin()])))
    assert first["updated"][:10] == "2024-12-01" and first["published"][:10] == "2024-11-01"


@pytest.mark.parametrize("edition", [None, dt.date(2024, 11, 25)])
def test_plans_for_a_far_year_push_nothing_out_and_lead_nothing(edition: dt.date | None) -> None:
    held = [bulletin(name=str(day), day=dt.date(2024, 11, day)) for day in range(1, 21)]
    document = feed(catalogue([*held, *plans(40, 2031)], edition))
    entries = atom_entries(document)
    planned = [one for one in entries if one["title"].startswith("Rencana: ")]
    assert len(entries) == 30 and len(planned) == 10 and entries[20:] == planned
    assert planned[0]["title"] == "Rencana: Contoh rapat rencana-0 di Kabupaten Probolinggo"
    # A reader sorts by the moment: there plans do not lead either.
    assert max(one["updated"] for one in planned) < entries[0]["updated"]
    assert atom_updated(document) == entries[0]["updated"]
    full = [bulletin(name=f"lagi-{day}", day=dt.date(2024, 10, day)) for day in range(1, 31)]
    assert not [
        one for one in titles(catalogue([*held, *full, *plans(40, 2031)])) if "Rencana" in one
    ]


def test_plans_alone_are_dated_by_what_is_known_of_them() -> None:
    document = feed(catalogue(plans(3, 2031)))
    assert [one["updated"][:10] for one in atom_entries(document)] == ["2024-11-20"] * 3
    assert atom_updated(document)[:10] == "2024-11-20"


def test_nothing_is_dated_after_the_edition() -> None:
    ahead = bulletin(
        name="batal", day=dt.date(2025, 3, 1), status="dibatalkan", publish_on=dt.date(2024, 11, 2)
    )
    late = bulletin(
        name="keliru", corrections=[{"date": "2026-01-01", "part": "judul", "now": "Contoh"}]
    )
    undated = bulletin(name="tunda", day=dt.date(2025, 5, 1), status="ditunda")
    found = catalogue([ahead, late, undated], dt.date(2024, 11, 20))
    dates = {one["title"]: one["updated"][:10] for one in atom_entries(feed(found))}
    assert dates == {
        f"Dibatalkan: {ahead.title}": "2024-11-02",
        late.title: "2024-11-14",
        f"Ditunda: {undated.title}": "2024-11-14",  # news of an unknown day: as the newest
    }


def test_what_was_withdrawn_stays_and_says_why() -> None:
    gone = withdrawn(dt.date(2024, 11, 1), "2024-11-20", venue="Aula Contoh")
    first, second = atom_entries(feed(catalogue([gone, bulletin()])))
    assert first["title"] == f"Dicabut: {gone.title}"
    assert first["summary"] == (
        "Buletin ini dicabut pada 20 November 2024: Rapat ini tercatat dua kali."
    )
    assert first["updated"][:10] == "2024-11-20"
    assert second["title"] == bulletin().title
    # Also where nothing else is left to follow.
    alone = catalogue([gone])
    for address in ("umpan.xml", "topik/pilkada.umpan.xml", "wilayah/jawa-timur/umpan.xml"):
        assert [one["title"] for one in atom_entries(feed(alone, address))] == [first["title"]]


def test_a_reason_is_never_taken_from_another_correction() -> None:
    venue = {"date": "2024-11-18", "part": "tempat", "now": "Aula Contoh"}
    gone = bulletin(status="dicabut", corrections=[venue])
    (entry,) = atom_entries(feed(catalogue([gone])))
    assert entry["summary"] == "Buletin ini dicabut. Isinya tidak berlaku lagi."


def test_what_is_told_of_a_held_meeting_is_its_newest_correction() -> None:
    rows = [
        {"date": "2024-12-01", "part": "tempat", "now": "Aula Contoh"},
        {"date": "2024-11-10", "part": "status", "now": "Ditunda karena banjir"},
    ]
    (entry,) = atom_entries(feed(catalogue([bulletin(corrections=rows)])))
    assert "Aula Contoh" in entry["summary"] and "banjir" not in entry["summary"]
    # It was public when it was postponed.
    assert entry["published"][:10] == "2024-11-10"


def test_a_move_keeps_the_id() -> None:
    first = bulletin(name="lama")
    again = bulletin("35.74", former_addresses=["jawa-timur/2024/2024-11-14-kedua", first.id])
    before, after = (atom_entries(feed(catalogue([one])))[0] for one in (first, again))
    assert before["id"] == after["id"] == f"{SITE}buletin/{first.id}.html"
    assert before["updated"] == after["updated"]


def test_a_renamed_topic_is_found_where_it_was() -> None:
    found = Catalogue(
        [bulletin()],
        catalogue([]).regions,
        agencies(),
        {"pilkada": "Pemilihan kepala daerah"},
        former_topics={"pemilukada": "pilkada", "pemilu": "pilkada"},
    )
    files = made(FeedKind(), found)
    assert (
        files["topik/pemilukada.umpan.xml"]
        == files["topik/pemilu.umpan.xml"]
        == files["topik/pilkada.umpan.xml"]
    )
    assert (
        f'rel="self" type="application/atom+xml" href="{SITE}topik/pilkada.umpan.xml"'.encode()
        in (files["topik/pemilu.umpan.xml"])
    )


def test_an_empty_site_has_an_empty_feed() -> None:
    files = made(FeedKind(), catalogue([]))
    assert sorted(files) == ["umpan.json", "umpan.xml"]
    assert json.loads(files["umpan.json"])["items"] == []


@given(st.dates(dt.date(1945, 1, 1), dt.date(2100, 12, 31)), st.text(min_size=1))
def test_a_moment_lies_on_its_day_in_all_of_indonesia(day: dt.date, name: str) -> None:
    found = moment(day, name)
    assert {
        found.astimezone(dt.timezone(dt.timedelta(hours=offset))).date() for offset in (0, 7, 9)
    } == {day}
    assert found == moment(day, name)


def test_moments_of_a_day_differ() -> None:
    found = sorted(moment(dt.date(2024, 11, 14), f"contoh-{number}") for number in range(60))
    assert all(one < other for one, other in pairwise(found))
