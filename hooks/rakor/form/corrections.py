"""Facts of a published bulletin that change: what readers are told of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rakor.bulletin import Bulletin, FollowUp, Participant, Status
from rakor.form.notes import LABELS
from rakor.indonesian import date, meeting_date, time
from rakor.lint.since import facts
from rakor.registry import Agencies
from rakor.source.frontmatter import parse
from rakor.source.writer import Writer

_LONGEST = 300
_EXCUSED = "RK711"


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """One key whose value differs from what was published, both in words."""

    key: str
    label: str
    was: str
    now: str


def changed_facts(
    old: Bulletin, old_body: str, new: Bulletin, new_body: str, agencies: Agencies
) -> list[ChangedFact]:
    """The facts that differ, in the order of the form; none for one that readers never saw as
    held, or that is withdrawn now."""
    if old.status is not Status.PUBLISHED or new.status is Status.WITHDRAWN:
        return []
    before, after = facts(old), facts(new)
    found = [
        ChangedFact(
            key,
            LABELS[key],
            *_differing(_in_words(key, old, agencies), _in_words(key, new, agencies)),
        )
        for key in before
        if before[key] != after[key]
    ]
    if old_body.split() != new_body.split():
        found.append(ChangedFact("isi", LABELS["isi"], "", ""))
    return found


def correct(data: bytes, day: dt.date, key: str, was: str, now: str) -> bytes:
    """The file with one correction more, the newest first."""
    writer = Writer(data)
    entry: dict[str, str | dt.date] = {"tanggal": day, "bagian": key.replace("_", " ")}
    if was:
        entry["semula"] = was
    entry["menjadi"] = now
    try:
        writer.insert(("ralat",), 0, entry)
    except KeyError:
        writer.set(("ralat",), [entry])
    return writer.to_bytes()


def excuse(data: bytes, key: str, reason: str) -> bytes:
    """The file with a remark above a key: why its change is no correction."""
    document, _ = parse("", data)
    if document is None:
        return data
    source = document.source
    start = next((name.start for name, _ in document.data.entries if name.value == key), None)
    remark = f"rakor: abaikan {_EXCUSED} {' '.join(reason.split())}"
    if start is None:
        at, line = document.body_start, f"<!-- {remark.replace('-->', '')} -->"
    else:
        at, line = source.line_start(source.position(start)[0]), f"# {remark}"
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    text = source.text[:at] + line + source.line_break + source.text[at:]
    return mark + text.encode()


def _differing(old: list[str], new: list[str]) -> tuple[str, str]:
    """Both values in words; of lists, only what is not in the other."""
    was = [one for one in old if one not in new]
    now = [one for one in new if one not in old]
    if old and not was:
        was = ["belum disebut"]
    return "; ".join(was)[:_LONGEST], ("; ".join(now) or "tidak disebut")[:_LONGEST]


def _in_words(key: str, bulletin: Bulletin, agencies: Agencies) -> list[str]:
    """What a bulletin says under a key, as readers are told it."""
    if key == "judul":
        return [bulletin.title]
    if key == "tanggal":
        return [meeting_date(bulletin.start, bulletin.end)]
    if key == "waktu":
        return [time(bulletin.time)] if bulletin.time else []
    if key == "wilayah":
        return [agencies.regions[bulletin.region].full_name]
    if key == "tempat":
        return [bulletin.venue] if bulletin.venue else []
    if key == "penyelenggara":
        through = f" melalui {bulletin.host.through}" if bulletin.host.through else ""
        return [agencies[bulletin.host.agency].name + through]
    if key == "pimpinan":
        chair = bulletin.chair
        parts = (chair.name, chair.position, chair.on_behalf_of) if chair else ()
        return [", ".join(part for part in parts if part)] if chair else []
    if key == "instansi":
        return [_participant(one, agencies) for one in bulletin.participants]
    if key == "angka":
        return [
            " ".join(part for part in (one.value, one.unit, one.note) if part)
            for one in bulletin.figures
        ]
    return [_follow_up(one, agencies) for one in bulletin.follow_ups]


def _participant(one: Participant, agencies: Agencies) -> str:
    people = [" ".join(p for p in (person.position, person.name) if p) for person in one.people]
    said = [str(one.role) if one.role.value != "peserta" else "", str(one.attendance or "")]
    more = ", ".join(part for part in (*people, *said) if part)
    return agencies[one.agency].name + (f" ({more})" if more else "")


def _follow_up(one: FollowUp, agencies: Agencies) -> str:
    who = agencies[one.responsible].name if one.responsible else ""
    due = f"tenggat {date(one.due)}" if one.due else ""
    more = ", ".join(part for part in (str(one.kind), who, due) if part)
    return f"{one.text} ({more})"
