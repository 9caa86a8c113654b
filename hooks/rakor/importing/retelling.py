"""What was understood, as one sentence that can be read aloud and checked at a glance."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rakor.importing.result import Findings
from rakor.indonesian import meeting_date
from rakor.registry import Agencies

_MODES = {"luring": "secara luring", "daring": "secara daring", "hibrida": "secara hibrida"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a sentence about a meeting may say; all of it as readers are told, nothing for what
    is not known.

    ``host`` is an agency's name; ``agencies`` counts those that took part.
    """

    days: tuple[dt.date, dt.date] | None = None
    time: str = ""
    venue: str = ""
    region: str = ""
    mode: str = ""
    host: str = ""
    post: str = ""
    name: str = ""
    agencies: int = 0
    is_planned: bool = False


def tell(told: Told) -> str:
    """ "Rapat pada Kamis, 14 November 2024 di … dipimpin …, dihadiri 10 instansi." """
    parts = ["Rencana rapat" if told.is_planned else "Rapat"]
    parts.append(f"pada {meeting_date(*told.days)}" if told.days else "yang tanggalnya belum jelas")
    if told.time:
        parts.append(f"pukul {told.time}")
    if told.venue:
        parts.append(f"di {told.venue}")
    if told.region:
        parts.append(f"untuk {told.region}")
    if told.mode in _MODES:
        parts.append(_MODES[told.mode])
    sentence = " ".join(parts)
    if told.host:
        sentence += f", diadakan {told.host}"
    if told.post or told.name:
        sentence += f", dipimpin {' '.join(part for part in (told.post, told.name) if part)}"
    if told.agencies and not told.is_planned:
        sentence += f", dihadiri {told.agencies} instansi"
    return sentence + "."


def retell(found: Findings, agencies: Agencies) -> str:
    """What an article was understood to say."""
    day, end = found.value("date"), found.value("end_date")
    days = None
    if day:
        start = dt.date.fromisoformat(day)
        days = (start, dt.date.fromisoformat(end) if end else start)
    region, host = found.value("region"), found.value("host")
    return tell(
        Told(
            days=days,
            time=found.value("time") or "",
            venue=found.value("venue") or "",
            region=agencies.regions[region].full_name if region else "",
            mode=found.value("mode") or "",
            host=agencies[host].name if host else "",
            post=found.value("chair_position") or "",
            name=found.value("chair_name") or "",
            agencies=len(found.agencies),
            is_planned=found.value("status") == "rencana",
        )
    )
