"""One bulletin on the desk: the file as it was opened, and what its writer makes of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rakor.bulletin import Bulletin, Status
from rakor.content.new_bulletin import place_of
from rakor.diagnostics import Problem
from rakor.form.notes import Note, notes_of
from rakor.form.saving import EMPTY, set_status, write
from rakor.form.values import Values, iso_day, of_file, of_form
from rakor.lint.linter import check_alone
from rakor.lint.project import Project
from rakor.registry import LabelError, Region
from rakor.source.frontmatter import parse
from rakor.source.scan import FOLDER
from rakor.source.writer import CannotWrite, Writer

STATES = tuple(Status)
"""States in which a bulletin is public, or not yet."""


@dataclass(frozen=True, slots=True)
class LabelReading:
    """What a label is read as; ``is_other`` says that this is not how it was written."""

    name: str
    is_other: bool


@dataclass
class OpenBulletin:
    """What is known of a bulletin while it is written.

    Attributes:
        project: what it is judged by.
        id: where it lies; nothing for one that was never saved.
        before: the file as it lies there.
        values: what the form holds.
        state: how it is to be published.
    """

    project: Project
    id: str
    before: bytes
    values: Values
    state: Status
    _checked: tuple[list[Problem], Bulletin | None] | None = field(default=None, repr=False)

    @classmethod
    def of_file(cls, project: Project, id_: str, data: bytes) -> OpenBulletin:
        """Lay a file on the desk.

        Raises:
            CannotWrite: it cannot be read.
        """
        writer = Writer(data)
        return cls(project, id_, data, of_file(writer), _state(writer))

    @classmethod
    def blank(cls, project: Project) -> OpenBulletin:
        """Begin a new bulletin."""
        return cls.of_file(project, "", EMPTY)

    def with_form(self, boxes: Mapping[str, list[str]]) -> OpenBulletin:
        """The same sheet with what was written into the form."""
        values = of_form(boxes, self.values.other)
        wanted = boxes.get("keadaan", [""])[0]
        state = Status(wanted) if wanted in STATES else self.state
        return OpenBulletin(self.project, self.id, self.before, values, state)

    # --- the file ----------------------------------------------------------------------------

    @property
    def digest(self) -> str:
        """What tells whether somebody else has written the file since."""
        return digest_of(self.before) if self.id else ""

    @property
    def was_public(self) -> bool:
        """Whether the file, as it lies there, is published."""
        return bool(self.id) and _state(Writer(self.before)) is not Status.DRAFT

    def to_bytes(self, state: Status) -> bytes:
        """The file as it is to be written."""
        writer = Writer(self.before)
        write(writer, self.values)
        if state is not _state(writer):
            set_status(writer, state.value)
        return writer.to_bytes()

    @property
    def as_published(self) -> bytes:
        """The file as it would be published."""
        return self.to_bytes(Status.PUBLISHED if self.state is Status.DRAFT else self.state)

    @cached_property
    def region(self) -> Region | None:
        """The region, if it can be told."""
        try:
            return self.project.resolver.regions.resolve(self.values.texts["wilayah"])
        except LabelError:
            return None

    @cached_property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day, if they can be told."""
        found = []
        for part in ("mulai", "selesai"):
            text = self.values.records["tanggal"][part]
            try:
                found.append(dt.date.fromisoformat(iso_day(text)))
            except ValueError:
                continue
        return (found[0], found[-1]) if found else None

    @property
    def path(self) -> str:
        """Where the file belongs below ``bulletins/``, by its region, day and title."""
        day = self.days[0] if self.days else None
        folder = self.project.resolver.folder(self.region.code) if self.region else ""
        wanted = place_of(folder, day, self.values.texts["judul"])
        if not self.id:
            return wanted
        here = f"{self.id}.md"
        if self.region is None or day is None:
            return here
        above = wanted.rpartition("/")[0]
        name = here.rpartition("/")[2]
        if here.rpartition("/")[0] == above and name.startswith(f"{day}-"):
            return here
        if name[:10] != f"{day}" and name[:4].isdecimal() and name[10:11] == "-":
            name = f"{day}{name[10:]}"
        return f"{above}/{name}" if name.startswith(f"{day}-") else wanted

    # --- what is said of it ------------------------------------------------------------------

    def _check(self) -> tuple[list[Problem], Bulletin | None]:
        if self._checked is None:
            problems, result = check_alone(self.project, self.path, self.as_published)
            self._checked = problems, result.bulletin
        return self._checked

    @property
    def bulletin(self) -> Bulletin | None:
        """The bulletin, if there is no error in it."""
        return self._check()[1]

    @cached_property
    def notes(self) -> list[Note]:
        """What is wrong with it, as it would be published."""
        problems, _ = self._check()
        document, _ = parse(f"{FOLDER}/{self.path}", self.as_published)
        if document is None:
            raise CannotWrite("Isian ini tidak bisa ditulis sebagai buletin.")
        return notes_of(problems, document, self.values, self.project.resolver.regions)

    @property
    def errors(self) -> list[Note]:
        """What keeps it from being published."""
        return [note for note in self.notes if note.is_error]

    @cached_property
    def readings(self) -> dict[str, LabelReading]:
        """What each agency is read as, by box."""
        labels = {"penyelenggara.instansi": self.values.records["penyelenggara"]["instansi"]}
        for number, row in enumerate(self.values.rows["instansi"]):
            labels[f"instansi.{number}.instansi"] = row.parts["instansi"]
        for number, row in enumerate(self.values.rows["tindak_lanjut"]):
            box = f"tindak_lanjut.{number}.penanggung_jawab"
            labels[box] = row.parts["penanggung_jawab"]
        if self.region is None:
            return {}
        found = {}
        for box, label in labels.items():
            try:
                agency = self.project.resolver.agencies.resolve(label, self.region.code)
            except LabelError:
                continue
            found[box] = LabelReading(agency.name, agency.name.casefold() != label.casefold())
        return found


def digest_of(data: bytes) -> str:
    """What tells one content of a file from another."""
    return hashlib.sha256(data).hexdigest()


def _state(writer: Writer) -> Status:
    node = writer.get(("status",))
    value = getattr(node, "value", "").strip()
    return Status(value) if value in STATES else Status.PUBLISHED
