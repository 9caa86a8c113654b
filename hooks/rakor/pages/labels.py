"""Turns of phrase that several pages share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rakor import indonesian
from rakor.bulletin import Bulletin, Mode, Person, Status
from rakor.content.collection import Catalogue
from rakor.pages.pagination import Part
from rakor.registry import AgencyType

UNKNOWN = "Tidak disebut"

MODES = {
    Mode.ON_SITE: "Tatap muka (luring)",
    Mode.ONLINE: "Daring",
    Mode.HYBRID: "Tatap muka dan daring",
}


def tally(bulletins: Sequence[Bulletin]) -> str:
    """How many, from when to when: ``4 buletin, 2 Agustus sampai 26 November 2024``."""
    if not bulletins:
        return "belum ada buletin"
    ends = indonesian.span(bulletins[0].start, bulletins[-1].start)
    return f"{indonesian.number(len(bulletins))} buletin, {ends}"


def part_label(part: Part[Any]) -> str:
    """``2024``, ``November 2024``, ``14 November 2024`` or ``14 November 2024, bagian 2``."""
    if not part.month:
        return str(part.year)
    if not part.day:
        return indonesian.month(part.year, part.month)
    label = indonesian.date(part.bulletins[0].start)
    return label if part.piece == 1 else f"{label}, bagian {part.piece}"


def agency_type_label(kind: AgencyType) -> str:
    """What a type of agency is called in lists: its acronym if it has one."""
    return kind.acronym or kind.name


def person(of: Person) -> str:
    """``Ali Wafa, Ketua``, or one of the two with a word about what is unknown."""
    if of.name and of.position:
        return f"{of.name}, {of.position}"
    return of.name or f"{of.position}; nama tidak disebut sumber"


def state(catalogue: Catalogue, bulletin: Bulletin) -> str:
    """What a listing says about a bulletin that is not the record of a meeting held; or nothing."""
    match bulletin.status:
        case Status.PLANNED if catalogue.is_upcoming(bulletin):
            return "Rencana"
        case Status.PLANNED:
            return "Rencana; hasilnya belum tercatat"
        case Status.POSTPONED:
            return "Ditunda"
        case Status.CANCELLED:
            return "Dibatalkan"
        case Status.WITHDRAWN:
            return "Dicabut"
    return ""


def facts(bulletin: Bulletin) -> str:
    """Who chaired, how and where, in one line; what is unknown is left out here."""
    sentences: list[str] = []
    chair = bulletin.chair
    if chair is not None:
        sentences.append(
            "Dipimpin " + " ".join(word for word in (chair.position, chair.name) if word)
        )
    where = ", ".join(
        word for word in (MODES[bulletin.mode] if bulletin.mode else "", bulletin.venue) if word
    )
    if where:
        sentences.append(where)
    return "".join(sentence.rstrip(".") + ". " for sentence in sentences).rstrip()
