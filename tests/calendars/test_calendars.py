"""Calendars of all channels: what they hold, and what events say, as another program reads it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import icalendar
import pytest
from collection import agencies, bulletin, catalogue, many
from outputs import SITE, ical_events, made, plans, withdrawn

from rakor.bulletin import Bulletin
from rakor.calendars import CalendarKind
from rakor.calendars.selection import CALLED_OFF, EVENTS, KEPT
from rakor.content.collection import Catalogue
from rakor.content.follow_ups import promise_id
from rakor.documents import Site
from rakor.documents.channels import FOLLOWED

DAY = dt.date(2024, 11, 14)
PROMISE = {"text": "Contoh janji; bertenggat, \\ garis", "due": "2024-12-20"}


def events(found: Catalogue, address: str = "kalender.ics") -> list[icalendar.Event]:
    return ical_events(made(CalendarKind(), found)[address])


def only(*ones: Bulletin, edition: dt.date | None = None) -> icalendar.Event:
    """The one event of these bulletins."""
    (event,) = events(catalogue(ones, edition))
    return event


def days(event: icalendar.Event) -> tuple[Any, Any]:
    return event.decoded("DTSTART"), event.decoded("DTEND", None)


def test_a_site_without_an_address_has_none() -> None:
    assert made(CalendarKind(), catalogue([bulletin()]), Site("Rakor", "")) == {}


def test_deadlines_stand_apart_and_only_where_there_are_any() -> None:
    found = catalogue(
        [bulletin(topics=["pangan"], follow_ups=[PROMISE]), bulletin("35.74", name="lain")]
    )
    assert sorted(made(CalendarKind(), found)) == [
        "kalender.ics",
        "tenggat.ics",
        "topik/pangan.kalender.ics",
        "topik/pangan.tenggat.ics",
        "topik/pilkada.kalender.ics",
        "wilayah/jawa-timur/kabupaten-probolinggo/kalender.ics",
        "wilayah/jawa-timur/kabupaten-probolinggo/tenggat.ics",
        "wilayah/jawa-timur/kalender.ics",
        "wilayah/jawa-timur/kota-probolinggo/kalender.ics",
        "wilayah/jawa-timur/tenggat.ics",
    ]


def test_a_withdrawn_promise_leaves_its_calendar_in_place() -> None:
    files = made(CalendarKind(), catalogue([bulletin(follow_ups=[PROMISE], status="dicabut")]))
    assert ical_events(files["wilayah/jawa-timur/tenggat.ics"]) == []


def test_an_agency_has_one_from_twenty_bulletins_on() -> None:
    ones = [
        bulletin(name=str(number), day=DAY + dt.timedelta(days=number), follow_ups=[PROMISE])
        for number in range(FOLLOWED)
    ]
    files = made(CalendarKind(), catalogue(ones))
    address = "instansi/kpu/kabupaten-probolinggo.kalender.ics"
    assert [one for one in files if one.startswith("instansi/")] == [address]
    assert len(ical_events(files[address])) == FOLLOWED
    assert address not in made(CalendarKind(), catalogue(ones[1:]))


def test_a_meeting_without_a_known_hour_takes_its_day() -> None:
    event = only(bulletin(venue="Aula Contoh; lantai 2, sayap barat"))
    assert days(event) == (DAY, dt.date(2024, 11, 15))
    assert event["UID"] == f"{bulletin().id}@example.org"
    assert event["SUMMARY"] == bulletin().title
    assert event["LOCATION"] == (
        "Aula Contoh; lantai 2, sayap barat, Kabupaten Probolinggo, Jawa Timur"
    )
    assert event["URL"] == f"{SITE}buletin/{bulletin().id}.html"
    assert event["STATUS"] == "CONFIRMED" and event["TRANSP"] == "TRANSPARENT"
    assert event["CATEGORIES"].to_ical() == b"Pemilihan kepala daerah"
    assert {"ORGANIZER", "ATTENDEE"}.isdisjoint(event)


@pytest.mark.parametrize(
    ("zone", "hours"), [("WIB", 7), ("WITA", 8), ("WIT", 9)], ids=["WIB", "WITA", "WIT"]
)
def test_hours_are_those_of_the_zone(zone: str, hours: int) -> None:
    one = bulletin(time={"start": "09:00", "end": "12:30", "zone": zone})
    document = made(CalendarKind(), catalogue([one]))["kalender.ics"]
    start, end = days(ical_events(document)[0])
    offset = dt.timezone(dt.timedelta(hours=hours))
    assert start == dt.datetime(2024, 11, 14, 9, tzinfo=offset)
    assert end == dt.datetime(2024, 11, 14, 12, 30, tzinfo=offset)
    # Only the zones that are used are defined, and every zone that is used.
    assert document.count(b"BEGIN:VTIMEZONE") == 1
    (defined,) = icalendar.Calendar.from_ical(document).walk("VTIMEZONE")
    assert defined["TZID"] == start.tzinfo.key  # type: ignore[union-attr]


def test_all_three_zones_stand_in_one_calendar() -> None:
    places = [("35.13", "WIB"), ("51.71", "WITA"), ("94", "WIT")]
    ones = [
        bulletin(region, name=zone.lower(), time={"start": "10:00", "zone": zone})
        for region, zone in places
    ]
    document = made(CalendarKind(), catalogue(ones))["kalender.ics"]
    starts = sorted(event.decoded("DTSTART") for event in ical_events(document))
    assert [one.astimezone(dt.UTC).hour for one in starts] == [1, 2, 3]
    assert document.count(b"BEGIN:VTIMEZONE") == 3


def test_an_unknown_end_is_not_made_up() -> None:
    event = only(bulletin(time={"start": "09:00", "zone": "WIB"}))
    assert "DTEND" not in event and "DURATION" not in event


@pytest.mark.parametrize(
    ("time", "start", "end"),
    [
        (None, dt.date(2024, 12, 30), dt.date(2025, 1, 3)),
        ({"start": "09:00", "zone": "WIB"}, dt.date(2024, 12, 30), dt.date(2025, 1, 3)),
        (
            {"start": "09:00", "end": "08:00", "zone": "WIB"},
            dt.datetime(2024, 12, 30, 2, tzinfo=dt.UTC),
            dt.datetime(2025, 1, 2, 1, tzinfo=dt.UTC),
        ),
    ],
    ids=["no hours", "no end", "hours"],
)
def test_several_days_are_one_event_over_new_year(
    time: dict[str, str] | None, start: object, end: object
) -> None:
    one = bulletin(day=dt.date(2024, 12, 30), end=dt.date(2025, 1, 2), time=time)
    assert days(only(one)) == (start, end)


def test_states_are_told_in_the_title_and_to_programs() -> None:
    found = {
        status: only(bulletin(status=status), edition=DAY)
        for status in ("rencana", "ditunda", "terbit", "dibatalkan", "dicabut")
    }
    title = bulletin().title
    assert {status: (str(one["STATUS"]), str(one["SUMMARY"])) for status, one in found.items()} == {
        "rencana": ("CONFIRMED", title),
        "ditunda": ("TENTATIVE", f"DITUNDA: {title}"),
        "terbit": ("CONFIRMED", title),
        "dibatalkan": ("CANCELLED", f"DIBATALKAN: {title}"),
        "dicabut": ("CANCELLED", f"DICABUT: {title}"),
    }
    numbers = [one["SEQUENCE"] for one in found.values()]
    assert numbers == sorted(set(numbers))
    corrected = bulletin(corrections=[{"date": "2024-11-20", "part": "judul", "now": "Contoh"}])
    assert only(corrected)["SEQUENCE"] > max(numbers)


def test_a_withdrawn_record_keeps_no_facts() -> None:
    event = only(withdrawn(DAY, "2024-11-20", venue="Aula Contoh"), edition=DAY)
    assert "LOCATION" not in event
    assert "Contoh ringkasan" not in event["DESCRIPTION"]
    assert "Rapat ini tercatat dua kali." in event["DESCRIPTION"]


@pytest.mark.parametrize("status", ["dibatalkan", "dicabut"])
def test_what_was_called_off_goes_after_thirty_days(status: str) -> None:
    one = bulletin(status=status)
    assert events(catalogue([one], DAY + CALLED_OFF))
    assert not events(catalogue([one], DAY + CALLED_OFF + dt.timedelta(days=1)))
    # Thirty days are counted from the news of it, if that came later.
    why = [{"date": "2024-12-24", "part": "status", "now": "Contoh alasan"}]
    assert events(catalogue([bulletin(status=status, corrections=why)], dt.date(2025, 1, 20)))
    # Without an edition the newest meeting held is all that is known of the day.
    later = bulletin(name="kemudian", day=dt.date(2025, 2, 1))
    assert [str(one["SUMMARY"]) for one in events(catalogue([one, later]))] == [later.title]


@pytest.mark.parametrize("with_edition", [True, False])
def test_four_hundred_days_are_kept_and_all_to_come(with_edition: bool) -> None:
    now = dt.date(2026, 3, 1)
    edition = now if with_edition else None
    ages = (0, KEPT.days, KEPT.days + 1, 3000)
    held = [bulletin(name=f"hari-{age}", day=now - dt.timedelta(days=age)) for age in ages]
    found = events(catalogue([*held, *plans(40, 2091)], edition))
    names = [str(one["UID"]).rpartition("-")[2] for one in found]
    assert len(found) == 42 and names[:2] == [f"{KEPT.days}@example.org", "0@example.org"]


def test_a_calendar_holds_five_hundred_events_what_comes_next_first() -> None:
    held = [bulletin(name=f"h{n}", day=DAY - dt.timedelta(days=n % 300)) for n in range(480)]
    few, many_plans = plans(40, 2031), plans(EVENTS + 40, 2031)
    found = [one.decoded("DTSTART") for one in events(catalogue([*held, *few]))]
    assert len(found) == EVENTS and found[-40:] == [one.start for one in few]
    assert found[0] > min(one.start for one in held)
    found = [one.decoded("DTSTART") for one in events(catalogue([*held, *many_plans]))]
    # The two of today come before all plans.
    assert found == [DAY, DAY, *(one.start for one in many_plans[: EVENTS - 2])]


def test_an_empty_calendar_is_a_calendar_still() -> None:
    document = made(CalendarKind(), catalogue([]))["kalender.ics"]
    assert [one.name for one in icalendar.Calendar.from_ical(document).subcomponents] == [
        "VTIMEZONE"
    ]


def test_an_event_is_the_same_in_all_calendars() -> None:
    files = made(CalendarKind(), catalogue(many(80)))
    seen: dict[str, bytes] = {}
    for address, document in files.items():
        for event in ical_events(document):
            written = event.to_ical()
            assert seen.setdefault(event["UID"], written) == written, address
    assert len(seen) > 40


def promising(**changes: Any) -> Bulletin:
    return bulletin(follow_ups=[PROMISE | {"responsible": "kpu@35.13"} | changes])


def deadline(*ones: Bulletin) -> icalendar.Event:
    (event,) = events(catalogue(ones), "tenggat.ics")
    return event


def test_a_deadline_takes_its_day_and_says_whose_it_is() -> None:
    one = promising()
    event = deadline(one)
    assert days(event) == (dt.date(2024, 12, 20), dt.date(2024, 12, 21))
    assert event["UID"] == f"{promise_id(one, 1)}@example.org"
    assert event["SUMMARY"] == "Tenggat: Contoh janji; bertenggat, \\ garis"
    assert event["DESCRIPTION"].splitlines() == [
        "Penanggung jawab: KPU Kabupaten Probolinggo",
        "Dari rapat 14 November 2024 di Kabupaten Probolinggo, Jawa Timur",
        f"{SITE}buletin/{one.id}.html",
    ]
    assert event["URL"] == f"{SITE}buletin/{one.id}.html#rk-tl1"


def test_only_what_must_be_done_by_a_day_has_a_deadline() -> None:
    kinds = ("komitmen", "imbauan", "keputusan")
    due = [{"text": f"Contoh {kind}", "kind": kind, "due": "2024-12-01"} for kind in kinds]
    undated = [{"text": f"Contoh {kind} lain", "kind": kind} for kind in kinds]
    found = events(catalogue([bulletin(follow_ups=[*due, *undated])]), "tenggat.ics")
    assert [str(one["SUMMARY"]) for one in found] == [
        "Tenggat: Contoh komitmen",
        "Tenggat: Contoh keputusan",
    ]


def test_what_became_of_a_promise_is_told() -> None:
    closing = bulletin(name="penutup", day=dt.date(2024, 12, 1))
    outcome = {"bulletin": closing.id, "note": "Contoh catatan"}
    open_ = deadline(promising(), closing)
    told = {
        key: deadline(promising(**{key: outcome}), closing)
        for key in ("closed", "moved", "dropped")
    }
    assert {key: (str(one["SUMMARY"])[:10], str(one["STATUS"])) for key, one in told.items()} == {
        "closed": ("Selesai: C", "CONFIRMED"),
        "moved": ("DIALIHKAN:", "CANCELLED"),
        "dropped": ("DIBATALKAN", "CANCELLED"),
    }
    for one in told.values():
        assert one["SEQUENCE"] > open_["SEQUENCE"] and one["UID"] == open_["UID"]
        assert one.decoded("DTSTAMP") > open_.decoded("DTSTAMP")
        assert "Menurut catatan 1 Desember 2024: Contoh catatan" in one["DESCRIPTION"]
    # A proof that is withdrawn proves nothing any more; the number grows all the same.
    gone = bulletin(name="penutup", day=dt.date(2024, 12, 1), status="dicabut")
    again = deadline(promising(closed=outcome), gone)
    assert str(again["SUMMARY"]).startswith("Tenggat: ")
    assert again["SEQUENCE"] > told["closed"]["SEQUENCE"]


def test_a_corrected_title_leaves_deadlines_alone() -> None:
    before, after = promising(), promising()
    renamed = Bulletin.from_fields({**_fields(after), "title": "Contoh judul lain"}, by_name=True)
    assert deadline(before).to_ical() == deadline(renamed).to_ical()


def _fields(one: Bulletin) -> dict[str, Any]:
    return {
        name: getattr(one, name)
        for name in Bulletin.__pydantic_fields__  # type: ignore[attr-defined]
        if name != "agencies"
    }


def test_a_renamed_topic_is_found_where_it_was() -> None:
    found = Catalogue(
        [bulletin(follow_ups=[PROMISE])],
        catalogue([]).regions,
        agencies(),
        {"pilkada": "Pemilihan kepala daerah"},
        former_topics={"pemilukada": "pilkada"},
    )
    files = made(CalendarKind(), found)
    for name in ("kalender.ics", "tenggat.ics"):
        assert files[f"topik/pemilukada.{name}"] == files[f"topik/pilkada.{name}"]
