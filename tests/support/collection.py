"""Fictional collections, made in memory: bulletins as objects, without files or checks.

Bulletins are plainly made up ("Contoh …"); regions and agencies are the registry's.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from functools import cache
from typing import Any

from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue
from rakor.registry import Agencies, load_agencies, regions

TOPICS = {
    "pilkada": "Pemilihan kepala daerah",
    "keamanan": "Keamanan dan ketertiban",
    "pangan": "Pasokan pangan",
    "tak-terpakai": "Topik tanpa buletin",
}

_TYPES = ("kpu", "bawaslu", "kodim", "polres", "forkopimda", "kejari", "dprd", "setda", "pn")


@cache
def agencies() -> Agencies:
    """The registry's agencies."""
    return load_agencies(regions(), None)


def bulletin(
    region: str = "35.13",
    day: dt.date = dt.date(2024, 11, 14),
    name: str = "contoh",
    **changes: Any,
) -> Bulletin:
    """One small bulletin; ``changes`` are fields by their English names."""
    folder = "/".join(step.slug for step in regions().path(region))
    fields: dict[str, Any] = {
        "id": f"{folder}/{day.year}/{day.isoformat()}-{name}",
        "title": f"Contoh rapat {name} di {regions()[region].name}",
        "start": day,
        "end": day,
        "region": region,
        "host": {"agency": f"kpu@{region}"},
        "participants": [{"agency": f"kpu@{region}"}],
        "topics": ["pilkada"],
        "summary": "Contoh ringkasan dalam satu kalimat.",
        "sources": [{"name": "Contoh sumber", "url": "https://example.org/berita"}],
    }
    return Bulletin.from_fields(fields | changes, by_name=True)


def catalogue(
    bulletins: Iterable[Bulletin], edition: dt.date | None = None, **topics: str
) -> Catalogue:
    """A catalogue over the registry."""
    return Catalogue(bulletins, regions(), agencies(), TOPICS | topics, edition)


@cache
def known_agencies(region: str) -> tuple[str, ...]:
    """Ids of agencies that cover a region."""
    found = (agency.id for type_id in _TYPES for agency in agencies().at(type_id, region))
    return tuple(dict.fromkeys(found))


@cache
def regencies() -> tuple[str, ...]:
    """Codes of some provinces, regencies and cities, a few of them many times over."""
    codes = [region.code for region in regions()][::4]
    return (*codes, *(["35.13", "35.74", "35"] * 20))


def many(count: int, seed: int = 1, days: int = 1000) -> list[Bulletin]:
    """Bulletins spread over regions and days as in life: a few places and days hold many."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        region = chance.choice(regencies())
        day = dt.date(2022, 3, 1) + dt.timedelta(days=int(days * chance.random() ** 0.5))
        here = known_agencies(region) or (f"kpu@{region}",)
        guests = chance.sample(here, chance.randint(1, len(here)))
        made.append(
            bulletin(
                region,
                day,
                f"contoh-{number}",
                title=f"Contoh rapat koordinasi nomor {number} tentang kesiapan daerah bersama",
                end=day + dt.timedelta(days=chance.choice((0, 0, 0, 0, 1, 3))),
                host={"agency": here[0], "through": "Bagian Contoh"},
                chair={"name": "Pejabat Contoh", "position": "Penjabat Bupati Contoh"},
                venue="Aula Kantor Contoh",
                mode=chance.choice(("luring", "daring", "hibrida", None)),
                participants=[
                    {
                        "agency": agency,
                        "role": chance.choice(("peserta", "pembicara")),
                        "attendance": chance.choice((None, "daring", "diwakili")),
                        "people": [{"name": f"Pejabat Contoh {agency}", "position": "Ketua"}],
                    }
                    for agency in guests
                ],
                topics=chance.sample(["pilkada", "keamanan", "pangan"], chance.randint(1, 3)),
                summary="Contoh ringkasan. " * 12,
                follow_ups=[
                    {
                        "text": "Contoh komitmen yang harus dikerjakan bersama sebelum tenggat.",
                        "kind": chance.choice(("komitmen", "imbauan", "keputusan")),
                        "responsible": chance.choice(guests),
                        "due": day + dt.timedelta(days=chance.randint(1, 40)),
                    }
                    for _ in range(chance.randint(0, 3))
                ],
                status=chance.choice(
                    ["terbit"] * 12 + ["rencana", "ditunda", "dibatalkan", "dicabut"]
                ),
            )
        )
    return made
