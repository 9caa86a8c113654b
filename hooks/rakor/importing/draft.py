"""The draft of a bulletin: what is certain is written, what is open stands beside its key.

A draft has the canonical form of a bulletin. Its text is the source's, each line behind ``>>>``,
to be replaced by one's own words; a bulletin that still holds such lines is never published.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rakor.content.new_bulletin import file_name
from rakor.content.repairs import yaml_value
from rakor.errors import RakorError
from rakor.importing.reading import ReadText
from rakor.importing.result import AgencyFound, Findings, Question
from rakor.lint.body import SOURCE_LINE
from rakor.opener import Folder
from rakor.registry import Agencies, LabelError, Topics
from rakor.source.scan import FOLDER

_WIDTH = 98
_WRAPPED = 90  # a longer value is folded


class DraftNotWritten(RakorError):
    """The draft could not be put into its place."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft's text, and where below ``bulletins/`` it belongs (always with ``/``)."""

    place: PurePosixPath
    text: str


def make_draft(
    found: Findings, read: ReadText, agencies: Agencies, topics: Topics, *, with_text: bool = True
) -> Draft:
    """The draft of the bulletin that ``found`` describes."""
    writer = _Writer(found, read, agencies, topics)
    text = "\n".join(writer.lines())
    if with_text:
        text += "\n" + "\n".join(_quoted(read.text))
    return Draft(_place(found, agencies), text.rstrip("\n") + "\n")


def write_draft(root: Path, draft: Draft) -> Path:
    """Write a draft under a name that no file has yet, and return where.

    Raises:
        DraftNotWritten: the system does not let us.
    """
    above = draft.place.parent.as_posix()
    try:
        with Folder(root / FOLDER) as folder:
            if above != ".":
                folder.make_folder(above)
            for number in range(1, 1000):
                ending = "" if number == 1 else f"-{number}"
                place = draft.place.with_name(f"{draft.place.stem}{ending}.md")
                try:
                    handle = folder.open_as(
                        place.as_posix(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644
                    )
                except FileExistsError:
                    continue
                with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                    file.write(draft.text)
                return root / FOLDER / Path(*place.parts)
    except OSError as error:
        raise DraftNotWritten(
            f"Draf tidak bisa ditulis di {FOLDER}/{above}: {error.strerror or error}."
        ) from error
    raise DraftNotWritten(f"Sudah terlalu banyak draf bernama {draft.place.name}.")


def _place(found: Findings, agencies: Agencies) -> PurePosixPath:
    region, day = found.value("region"), found.value("date")
    name = file_name(found.value("title") or "")
    folder = PurePosixPath(agencies.regions.folder(region)) if region else PurePosixPath()
    if region and day:
        return folder / day[:4] / f"{day}-{name}.md"
    return folder / (f"{day}-{name}.md" if day else f"{name}.md")


def _quoted(text: str) -> Iterator[str]:
    yield f"{SOURCE_LINE} Teks sumber. Ganti semua baris {SOURCE_LINE} dengan kalimat sendiri."
    for line in text.replace("\ufeff", "").splitlines():
        plain = "".join(c if c.isprintable() else " " for c in line)
        words = " ".join(plain.split())
        if words:
            yield f"{SOURCE_LINE} {words}"


# --- front matter ----------------------------------------------------------------------------


class _Writer:
    """Writes the keys of a bulletin in their order."""

    def __init__(self, found: Findings, read: ReadText, agencies: Agencies, topics: Topics) -> None:
        self._found = found
        self._read = read
        self._agencies = agencies
        self._topics = topics
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
        yield "# ringkasan: satu atau dua kalimat sendiri tentang rapat ini"
        yield from self._figures()
        yield from self._commitments()
        yield from self._source()
        yield "status: draf"
        if self._found.value("status") == "rencana":
            yield "# Sumber mengumumkan rapat yang akan datang: tulis status: rencana saat terbit."
        yield "---"
        yield ""

    def _key(self, key: str, value: str | None) -> Iterator[str]:
        if value:
            yield from _entry(key, value, "")

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
            yield f"{key}: {quoted_value(key, value)}"
        else:
            yield f"# {key}: {missing}"

    def _date(self) -> Iterator[str]:
        day, end = self._found.value("date"), self._found.value("end_date")
        yield from self._questions("date", "end_date")
        if day and end:
            yield "tanggal:"
            yield f"  mulai: {day}"
            yield f"  selesai: {end}"
        elif day:
            yield f"tanggal: {day}"
        else:
            yield "# tanggal: hari rapat, misalnya 2024-11-14"

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
            yield from _entry("penyelenggara", self._label(host), "")
        else:
            yield "# penyelenggara: instansi yang mengadakan rapat"

    def _chair(self) -> Iterator[str]:
        yield from self._questions("chair_name", "chair_position")
        name, post = self._found.value("chair_name"), self._found.value("chair_position")
        if not (name or post):
            return
        yield "pimpinan:"
        for key, value in (
            ("nama", name),
            ("jabatan", post),
            ("mewakili", self._found.value("chair_on_behalf_of")),
        ):
            if value:
                yield from _entry(key, value, "  ")

    def _agency_list(self) -> Iterator[str]:
        known = [one for one in self._found.agencies if one.value]
        others = [one for one in self._found.agencies if not one.value]
        yield from self._questions("agencies")
        yield "instansi:" if known else "# instansi: yang mengikuti rapat"
        for one in known:
            yield from self._agency(one)
        for one in others:
            yield from _comment(f"Belum terdaftar: {one.label}", "  " if known else "")

    def _agency(self, one: AgencyFound) -> Iterator[str]:
        assert one.value is not None
        label = self._label(one.value)
        people = [p for p in one.people if p.name or p.position]
        plain = one.role == "peserta" and not one.represented and not any(p.name for p in people)
        if plain:
            yield f"  - {quoted_value('', label)}"
            return
        yield f"  - instansi: {quoted_value('', label)}"
        if one.role != "peserta":
            yield f"    peran: {one.role}"
        if one.represented:
            yield "    kehadiran: diwakili"
        named = [p for p in people if p.name]
        if len(named) == 1:
            yield "    wakil:"
            yield from _person(named[0].name, named[0].position, "      ")
        elif named:
            yield "    wakil:"
            for person in named:
                lines = list(_person(person.name, person.position, "        "))
                yield "      - " + lines[0].lstrip()
                yield from lines[1:]

    def _topic_list(self) -> Iterator[str]:
        if not self._found.topics:
            yield "# topik: id dari bulletins/topics.yml"
            return
        yield "topik:"
        for topic in self._found.topics:
            yield f"  - {topic.value}"

    def _figures(self) -> Iterator[str]:
        if not self._found.figures:
            return
        yield "# Angka dalam sumber; hapus tanda # bila perlu dicatat:"
        yield "# angka:"
        for figure in self._found.figures:
            yield f'#   - nilai: "{figure.value}"'
            yield f"#     satuan: {quoted_value('', figure.unit)}"

    def _commitments(self) -> Iterator[str]:
        if not self._found.commitments:
            return
        yield "# Mungkin tindak lanjut; tulis dengan kalimat sendiri di kunci tindak_lanjut:"
        for one in self._found.commitments:
            due = f" (tenggat {one.due})" if one.due else ""
            yield from _comment(f"{one.kind}{due}: {one.value}", "")

    def _source(self) -> Iterator[str]:
        name, url = self._read.site, self._read.url
        if not name:
            yield "# sumber: nama media atau kantor yang menyiarkannya, dan alamatnya bila ada"
            return
        yield "sumber:"
        yield f"  - nama: {quoted_value('', name)}"
        if url:
            yield f"    url: {quoted_value('', url)}"


def _person(name: str | None, position: str | None, indent: str) -> Iterator[str]:
    if name:
        yield from _entry("nama", name, indent)
    if position:
        yield from _entry("jabatan", position, indent)


def quoted_value(key: str, value: str) -> str:
    """A value as it is written: codes and numbers in quotes, others only where needed."""
    if key == "wilayah" or re.fullmatch(r"[\d.,:/ -]+", value):
        return f'"{value}"'
    return yaml_value(value)


def _entry(key: str, value: str, indent: str) -> Iterator[str]:
    if len(value) <= _WRAPPED:
        yield f"{indent}{key}: {quoted_value(key, value)}"
        return
    yield f"{indent}{key}: >-"
    yield from _wrap(value, f"{indent}  ")


def _wrap(text: str, indent: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(indent) + len(line) + 1 + len(word) > _WIDTH:
            yield indent + line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield indent + line


def _comment(text: str, indent: str = "") -> Iterator[str]:
    plain = "".join(c if c.isprintable() else " " for c in text)
    yield from _wrap(plain, f"{indent}# ")


def _asked(question: Question) -> str:
    shown = [c.value for c in question.candidates if c.value not in question.message]
    return f"Perlu diputuskan: {question.message}" + (
        f" Pilihan: {', '.join(shown)}." if shown else ""
    )


def asked(questions: Sequence[Question]) -> list[str]:
    """The questions as they are shown after an import."""
    return [_asked(question) for question in questions]
