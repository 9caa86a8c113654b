"""A press release beside what was understood of it: each value with its words, and questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from rakor.form.exchange import Request, Upload
from rakor.importing.draft import Draft, make_draft
from rakor.importing.extraction import understand
from rakor.importing.gazetteer import Gazetteer
from rakor.importing.reading import ReadText, UnreadableFile, read_bytes
from rakor.importing.result import CERTAIN, LIKELY, AgencyFound, Evidence, Findings, Value
from rakor.importing.retelling import retell
from rakor.indonesian import full_date
from rakor.lint.project import Project

_NAMES = {
    "title": "Judul",
    "date": "Tanggal",
    "end_date": "Hari terakhir",
    "time": "Waktu",
    "region": "Wilayah",
    "venue": "Tempat",
    "mode": "Cara mengikuti",
    "host": "Penyelenggara",
    "chair_position": "Jabatan pimpinan",
    "chair_name": "Nama pimpinan",
    "chair_on_behalf_of": "Datang mewakili",
}
_ALWAYS = ("title", "date", "time", "region", "venue", "mode", "host", "chair_name")
_LATER = "nanti"
CERTAINTIES = ("sure", "doubtful", "missing")
"""How a value is told: one would print it unread, somebody must look, or it is not there."""


@dataclass
class Item:
    """One value in the review.

    Attributes:
        name: what it is.
        value: what was understood; nothing if it is not told.
        more: what else is said of it.
        certainty: "sure", "doubtful" or "missing".
        evidence: where it stands.
        number: of its marks; 0 for one without.
    """

    name: str
    value: str
    certainty: str
    more: str = ""
    evidence: Sequence[Evidence] = ()
    number: int = 0
    following: int = field(default=0)


def read(text: str, files: Sequence[Upload]) -> list[ReadText]:
    """The texts that were pasted or chosen.

    Raises:
        UnreadableFile: one cannot be read.
    """
    found = [read_bytes(text.encode(), "Naskah yang ditempel")] if text.strip() else []
    found += [read_bytes(one.data, one.name or "Berkas") for one in files]
    if not found:
        raise UnreadableFile("Belum ada naskah.")
    return found


def understood(text: str, gazetteer: Gazetteer, project: Project, today: dt.date) -> Findings:
    """What a text says about a meeting."""
    return understand(text, gazetteer, project.topics, today)


def posted(request: Request) -> ReadText:
    """The text that the review carries along."""
    text = request.get("naskah").replace("\r\n", "\n")
    return ReadText(text, request.get("situs") or None, request.get("url") or None)


def draft(found: Findings, read: ReadText, project: Project) -> Draft:
    """A draft that holds facts alone: neither the source's sentences nor remarks."""
    return make_draft(
        found, read, project.resolver.agencies, project.topics, with_text=False, with_notes=False
    )


def decide(found: Findings, request: Request, project: Project) -> None:
    """Write the answers to the questions into what was understood."""
    for number, question in enumerate(found.questions):
        answer = request.get(f"t{number}")
        if answer not in {candidate.value for candidate in question.candidates}:
            continue
        if question.field == "agencies":
            label = question.evidence[0].text if question.evidence else answer
            found.agencies.append(
                AgencyFound(answer, label, "peserta", False, CERTAIN, question.evidence)
            )
        else:
            found.values[question.field] = Value(answer, CERTAIN, question.evidence)


def shown(found: Findings, read: ReadText, project: Project) -> dict[str, Any]:
    """What the page of the review shows."""
    items = list(_items(found, project))
    for number, item in enumerate(items, 1):
        item.number = number if item.evidence else 0
    doubtful = [at for at, item in enumerate(items, 1) if item.certainty == "doubtful"]
    for at, item in enumerate(items, 1):
        item.following = next((other for other in doubtful if other > at), 0)
    counts = {
        kind: sum(item.certainty == kind for item in items)
        for kind in ("sure", "doubtful", "missing")
    }
    agencies = project.resolver.agencies
    return {
        "kalimat": retell(found, agencies),
        "butir": items,
        "hitungan": counts,
        "pertanyaan": [
            (
                question,
                [
                    (one.value, _called(question.field, one.value, project) or one.label)
                    for one in question.candidates
                ],
            )
            for question in found.questions
        ],
        "janggal": [problem.message for problem in found.problems],
        "naskah": read.text,
        "situs": read.site or "",
        "url": read.url or "",
        "alinea": _marked(read.text, items),
        "nanti": _LATER,
        "pertama": doubtful[0] if doubtful else 0,
    }


def _items(found: Findings, project: Project) -> Iterator[Item]:
    agencies = project.resolver.agencies
    for name, called in _NAMES.items():
        value = found.values.get(name)
        if value is not None and value.value:
            said = _called(name, value.value, project) or value.value
            yield Item(called, said, _certainty(value.confidence), "", value.evidence)
        elif name in _ALWAYS:
            yield Item(called, "", "missing")
    for agency in found.agencies:
        known = agencies[agency.value].name if agency.value else ""
        people = "; ".join(
            " ".join(part for part in (one.position, one.name) if part) for one in agency.people
        )
        more = ", ".join(
            part
            for part in (
                "pembicara" if agency.role == "pembicara" else "",
                people,
                "diwakili" if agency.represented else "",
                f"tertulis “{agency.label}”" if known and agency.label != known else "",
            )
            if part
        )
        state = _certainty(agency.confidence) if known else "missing"
        note = more if known else "belum terdaftar; tidak ikut ditulis ke draf"
        yield Item("Instansi", known or agency.label, state, note, agency.evidence)
    for figure in found.figures:
        more = f"menurut {figure.according_to}" if figure.according_to else ""
        yield Item("Angka", f"{figure.value} {figure.unit}", "doubtful", more, figure.evidence)
    for one in found.commitments:
        who = agencies[one.responsible].name if one.responsible else ""
        due = f"tenggat {full_date(dt.date.fromisoformat(one.due))}" if one.due else ""
        more = "; ".join(part for part in (who, due) if part)
        yield Item(one.kind.capitalize(), _short(one.value), "doubtful", more, one.evidence)
    if found.topics:
        names = [project.topics[one.value] for one in found.topics if one.value]
        yield Item("Topik", "; ".join(names), "doubtful", "Diusulkan dari isi naskah.")


def _certainty(confidence: str) -> str:
    return "doubtful" if confidence == LIKELY else "sure"


def _called(name: str, value: str, project: Project) -> str:
    """What a value is called, where it is no text of its own."""
    if name in ("date", "end_date"):
        try:
            return full_date(dt.date.fromisoformat(value))
        except ValueError:
            return value
    if name == "region" and value in project.resolver.regions:
        return f"{project.resolver.regions[value].full_name} ({value})"
    if name in ("host", "agencies") and value in project.resolver.agencies:
        return project.resolver.agencies[value].name
    return ""


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 160 else words[:159].rpartition(" ")[0] + " …"


def _marked(text: str, items: Sequence[Item]) -> list[Markup]:
    """The text by paragraphs, the words of each value marked with its number.

    Of words that belong to several values the first keeps the mark: it leads on to the others.
    """
    spans: list[tuple[int, int, int, bool]] = []
    for item in items:
        if item.number:
            is_doubtful = item.certainty == "doubtful"
            spans += [(one.start, one.end, item.number, is_doubtful) for one in item.evidence]
    spans.sort(key=lambda span: (span[0], -span[1]))
    pieces: list[str] = []
    at, named = 0, set()
    for start, end, number, is_doubtful in spans:
        if start < at:
            continue
        pieces.append(str(escape(text[at:start])))
        name = "" if number in named else f' id="m{number}"'
        named.add(number)
        kind = "tl-evidence doubtful" if is_doubtful else "tl-evidence"
        words = str(escape(" ".join(text[start:end].split())))
        pieces.append(
            f'<a class="{kind}"{name} href="#k{number}">{words}'
            f'<span><span class="sr">, bukti </span>{number}</span></a>'
        )
        at = end
    pieces.append(str(escape(text[at:])))
    return [Markup(part) for part in "".join(pieces).split("\n") if part.strip()]
