"""What was understood, as one sentence that can be read aloud and checked at a glance."""

from __future__ import annotations

import datetime as dt

from rakor.importing.result import Findings
from rakor.indonesian import meeting_date
from rakor.registry import Agencies

_MODES = {"luring": "secara luring", "daring": "secara daring", "hibrida": "secara hibrida"}


def retell(found: Findings, agencies: Agencies) -> str:
    """ "Rapat pada Kamis, 14 November 2024 di … dipimpin …, dihadiri 10 instansi." """
    planned = found.value("status") == "rencana"
    parts = ["Rencana rapat" if planned else "Rapat"]
    day, end = found.value("date"), found.value("end_date")
    if day:
        start = dt.date.fromisoformat(day)
        finish = dt.date.fromisoformat(end) if end else start
        parts.append(f"pada {meeting_date(start, finish)}")
    else:
        parts.append("yang tanggalnya belum jelas")
    if time := found.value("time"):
        parts.append(f"pukul {time}")
    if venue := found.value("venue"):
        parts.append(f"di {venue}")
    region = found.value("region")
    if region:
        parts.append(f"untuk {agencies.regions[region].full_name}")
    if mode := found.value("mode"):
        parts.append(_MODES[mode])
    sentence = " ".join(parts)
    if host := found.value("host"):
        sentence += f", diadakan {agencies[host].name}"
    post, name = found.value("chair_position"), found.value("chair_name")
    if post or name:
        sentence += f", dipimpin {' '.join(part for part in (post, name) if part)}"
    count = len(found.agencies)
    if count and not planned:
        sentence += f", dihadiri {count} instansi"
    return sentence + "."
