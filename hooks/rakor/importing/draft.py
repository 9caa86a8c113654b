"""The draft of a bulletin: what is certain is written, what is open stands beside its key.

A draft has the canonical form of a bulletin. Its text is the source's, each line behind ``>>>``,
to be replaced by one's own words; a bulletin that still holds such lines is never published.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rakor.content.new_bulletin import create, place_of
from rakor.importing.reading import ReadText
from rakor.importing.result import AgencyFound, Findings, Question
from rakor.lint.body import SOURCE_LINE
from rakor.registry import Agencies, LabelError, Topics
from rakor.source.canonical import WIDTH, Value, entry, plain_value
from rakor.source.scan import FOLDER


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft's text, and where below ``bulletins/`` it belongs (always with ``/``)."""

    place: PurePosixPath
    text: str


def make_draft(
    found: Findings,
    read: ReadText,
    agencies: Agencies,
    topics: Topics,
    *,
    with_text: bool = True,
    with_notes: bool = True,
) -> Draft:
    """The draft of the bulletin that ``found`` describes.

    Args:
        found: what was understood.
        read: the source.
        agencies: all there are.
        topics: all there are.
        with_text: whether the source's text is put below, to be replaced.
        with_notes: whether what is open stands beside its key as a remark, and so do figures.
            Whoever asks about all that elsewhere leaves it out; then figures are written.
    """
    written = _Writer(found, read, agencies, topics, figures_too=not with_notes).lines()
    lines = [line for line in written if with_notes or not isinstance(line, _Remark)]
    text = "\n".join(lines)
    if with_text:
        text += "\n" + "\n".join(_quoted(read.text))
    return Draft(_place(found, agencies), text.rstrip("\n") + "\n")


def write_draft(root: Path, draft: Draft) -> Path:
    """Write a draft under a name that no file has yet, and return where.

    Raises:
        NotCreated: the system does not let us.
    """
    return root / FOLDER / create(root, draft.place.as_posix(), draft.text, number=True)


def _place(found: Findings, agencies: Agencies) -> PurePosixPath:
    region, day = found.value("region"), found.value("date")
    folder = agencies.regions.folder(region) if region else ""
    first = dt.date.fromisoformat(day) if day else None
    return PurePosixPath(place_of(folder, first, found.value("title") or ""))


def _quoted(text: str) -> Iterator[str]:
    yield f"{SOURCE_LINE} Teks sumber. Ganti semua baris {SOURCE_LINE} dengan kalimat sendiri."
    for line in text.replace("\ufeff", "").splitlines():
        plain = "".join(c if c.isprintable() else " " for c in line)
        words = " ".join(plain.split())
        if words:
            yield f"{SOURCE_LINE} {words}"


# --- front matter ----------------------------------------------------------------------------


class _Remark(str):
    """A line that says nothing to the program."""

    __slots__ = ()


class _Writer:
    """Writes the keys of a bulletin in their order."""

    def __init__(
        self,
        found: Findings,
        read: ReadText,
        agencies: Agencies,
        topics: Topics,
        *,
        figures_too: bool,
    ) -> None:
        self._found = found
        self._read = read
        self._agencies = agencies
        self._topics = topics
        self._figures_too = figures_too
        self._home = found.value("region")

    def lines(self) -> Iterator[str]:
        yield "---"
        yield from self._key("judul", self._found.value("title"))
        yield from self._date()
        yield from self._key("waktu", self._found.value("time"))
        yield from self._open("region", "wilayah", "kode wilayah yang mengadakan rapat")
        yield from self._key("tempat", self._found.value("venue"))
        yield from self._key("mode", self._found.value("mode"))
        yield from self._host()
        yield from self._chair()
        yield from self._agency_list()
        yield from self._topic_list()
        yield _Remark("# ringkasan: satu atau dua kalimat sendiri tentang rapat ini")
        yield from self._figures()
        yield from self._commitments()
        yield from self._source()
        yield "status: draf"
        if self._found.value("status") == "rencana":
            yield _Remark(
                "# Sumber mengumumkan rapat yang akan datang: tulis status: rencana saat terbit."
            )
        yield "---"
        yield ""

    def _key(self, key: str, value: str | None) -> Iterator[str]:
        if value:
            yield from entry(key, value, 0)

    def _questions(self, *fields: str) -> Iterator[str]:
        for question in self._found.questions:
            if question.field in fields:
                yield from _comment(_asked(question))
        for problem in self._found.problems:
            if problem.field in fields:
                yield from _comment(f"Sumber janggal: {problem.message}")

    def _open(self, field: str, key: str, missing: str) -> Iterator[str]:
        """A key that waits for its answer where there is no certain one."""
        value = self._found.value(field)
        yield from self._questions(field)
        if value:
            yield from entry(key, value, 0)
        else:
            yield _Remark(f"# {key}: {missing}")

    def _date(self) -> Iterator[str]:
        day, end = self._found.value("date"), self._found.value("end_date")
        yield from self._questions("date", "end_date")
        if day:
            yield from _entry("tanggal", {"mulai": day, "selesai": end} if end else day)
        else:
            yield _Remark("# tanggal: hari rapat, misalnya 2024-11-14")

    def _label(self, agency_id: str) -> str:
        """The agency's name if that leads back to it, else its id."""
        agency = self._agencies[agency_id]
        try:
            named = self._agencies.resolve(agency.name, self._home or "")
        except (LabelError, KeyError):
            return agency_id
        return agency.name if named.id == agency_id else agency_id

    def _host(self) -> Iterator[str]:
        host = self._found.value("host")
        if host:
            yield from entry("penyelenggara", self._label(host), 0)
        else:
            yield _Remark("# penyelenggara: instansi yang mengadakan rapat")

    def _chair(self) -> Iterator[str]:
        yield from self._questions("chair_name", "chair_position")
        parts = {
            "nama": self._found.value("chair_name"),
            "jabatan": self._found.value("chair_position"),
            "mewakili": self._found.value("chair_on_behalf_of"),
        }
        if parts["nama"] or parts["jabatan"]:
            yield from _entry("pimpinan", _filled(parts))

    def _agency_list(self) -> Iterator[str]:
        known = [one for one in self._found.agencies if one.value]
        others = [one for one in self._found.agencies if not one.value]
        yield from self._questions("agencies")
        if known:
            yield from _entry("instansi", [self._agency(one) for one in known])
        else:
            yield _Remark("# instansi: yang mengikuti rapat")
        for one in others:
            yield from _comment(f"Belum terdaftar: {one.label}", "  " if known else "")

    def _agency(self, one: AgencyFound) -> Value:
        assert one.value is not None
        people = [
            _filled({"nama": person.name, "jabatan": person.position})
            for person in one.people
            if person.name
        ]
        parts: dict[str, Value] = {"instansi": self._label(one.value)}
        if one.role != "peserta":
            parts["peran"] = one.role
        if one.represented:
            parts["kehadiran"] = "diwakili"
        if people:
            parts["wakil"] = people[0] if len(people) == 1 else people
        return parts if len(parts) > 1 else parts["instansi"]

    def _topic_list(self) -> Iterator[str]:
        if not self._found.topics:
            yield _Remark("# topik: id dari bulletins/topics.yml")
            return
        yield from _entry("topik", [topic.value or "" for topic in self._found.topics])

    def _figures(self) -> Iterator[str]:
        if not self._found.figures:
            return
        yield _Remark("# Angka dalam sumber; hapus tanda # bila perlu dicatat:")
        lines = _figures(self._found)
        yield from lines if self._figures_too else (_Remark(f"# {line}") for line in lines)

    def _commitments(self) -> Iterator[str]:
        if not self._found.commitments:
            return
        yield _Remark(
            "# Mungkin tindak lanjut; tulis dengan kalimat sendiri di kunci tindak_lanjut:"
        )
        for one in self._found.commitments:
            due = f" (tenggat {one.due})" if one.due else ""
            yield from _comment(f"{one.kind}{due}: {one.value}", "")

    def _source(self) -> Iterator[str]:
        name, url = self._read.site, self._read.url
        if not name:
            yield _Remark(
                "# sumber: nama media atau kantor yang menyiarkannya, dan alamatnya bila ada"
            )
            return
        yield from _entry("sumber", [_filled({"nama": name, "url": url})])


def _figures(found: Findings) -> list[str]:
    figures = [
        _filled({"nilai": one.value, "satuan": one.unit, "menurut": one.according_to})
        for one in found.figures
    ]
    return _entry("angka", figures) if figures else []


def _entry(key: str, value: Value) -> list[str]:
    return entry(key, plain_value(value), 0)


def _filled(parts: Mapping[str, str | None]) -> dict[str, Value]:
    return {key: value for key, value in parts.items() if value}


def _comment(text: str, indent: str = "") -> Iterator[str]:
    plain = "".join(c if c.isprintable() else " " for c in text)
    lead = f"{indent}# "
    lines = textwrap.wrap(
        plain,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=lead,
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from map(_Remark, lines)


def _asked(question: Question) -> str:
    shown = [c.value for c in question.candidates if c.value not in question.message]
    return f"Perlu diputuskan: {question.message}" + (
        f" Pilihan: {', '.join(shown)}." if shown else ""
    )


def asked(questions: Sequence[Question]) -> list[str]:
    """The questions as they are shown after an import."""
    return [_asked(question) for question in questions]
