"""The bulletin: what one coordination meeting left on record.

English names inside, Indonesian keys outside (the ``alias`` of each field). Values here are
resolved and typed: regions are Kemendagri codes, agencies are registry ids, dates are dates.
How text becomes a bulletin, and what can go wrong on the way, is the business of
:mod:`rakor.frontmatter` and :mod:`rakor.rules`; these models only say what a good one is.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Mode(StrEnum):
    """How people attended (key ``mode``)."""

    ON_SITE = "luring"
    ONLINE = "daring"
    HYBRID = "hibrida"


class Role(StrEnum):
    """What an agency did at the meeting (key ``peran``)."""

    PARTICIPANT = "peserta"
    SPEAKER = "pembicara"


class Attendance(StrEnum):
    """How an agency was present (key ``kehadiran``)."""

    ON_SITE = "luring"
    ONLINE = "daring"
    DEPUTISED = "diwakili"


class FollowUpKind(StrEnum):
    """What kind of outcome a follow-up is (key ``jenis``)."""

    COMMITMENT = "komitmen"
    APPEAL = "imbauan"
    DECISION = "keputusan"


class Status(StrEnum):
    """State of the record (key ``status``)."""

    PUBLISHED = "terbit"
    DRAFT = "draf"
    PLANNED = "rencana"
    POSTPONED = "ditunda"
    CANCELLED = "dibatalkan"
    WITHDRAWN = "dicabut"


_GIVEN: set[str] = set()


class Model(BaseModel):
    """What all parts of a bulletin share: nothing unknown, nothing changed later."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=True
    )

    def model_post_init(self, _: Any, /) -> None:
        """Drop the set of keys that were given: nobody asks, and it is half of the memory."""
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN)


class Person(Model):
    """Somebody who chaired, spoke or stood in; at least one of the two fields is set."""

    name: str | None = Field(None, alias="nama")
    position: str | None = Field(None, alias="jabatan")


class Chair(Person):
    """Who chaired (key ``pimpinan``); ``on_behalf_of`` is the office stood in for, as text."""

    on_behalf_of: str | None = Field(None, alias="mewakili")


class Host(Model):
    """Who called the meeting (key ``penyelenggara``): one agency, optionally through a unit."""

    agency: str = Field(alias="instansi")  # registry id
    through: str | None = Field(None, alias="melalui")


class Participant(Model):
    """One agency that took part (an entry of ``instansi``)."""

    agency: str = Field(alias="instansi")  # registry id
    role: Role = Field(Role.PARTICIPANT, alias="peran")
    attendance: Attendance | None = Field(None, alias="kehadiran")
    people: tuple[Person, ...] = Field((), alias="wakil")  # one mapping or a list outside


class TimeSpan(Model):
    """Local time of the meeting (key ``waktu``): ``09.00–12.00 WIB`` or ``09.00 WIB``."""

    start: dt.time
    end: dt.time | None = None
    zone: str  # WIB, WITA or WIT


class Figure(Model):
    """A figure of record (an entry of ``angka``); ``value`` keeps the form it was written in."""

    value: str = Field(alias="nilai")
    unit: str | None = Field(None, alias="satuan")
    note: str | None = Field(None, alias="keterangan")
    according_to: str | None = Field(None, alias="menurut")


class FollowUp(Model):
    """A commitment, appeal or decision (an entry of ``tindak_lanjut``)."""

    text: str = Field(alias="isi")
    kind: FollowUpKind = Field(FollowUpKind.COMMITMENT, alias="jenis")
    responsible: str | None = Field(None, alias="penanggung_jawab")  # registry id
    due: dt.date | None = Field(None, alias="tenggat")
    closed_by: str | None = Field(None, alias="selesai")  # bulletin id


class Source(Model):
    """Where the facts come from (an entry of ``sumber``)."""

    name: str = Field(alias="nama")
    url: str | None = None
    date: dt.date | None = Field(None, alias="tanggal")


class Correction(Model):
    """One correction (an entry of ``ralat``), newest first in the list."""

    date: dt.date = Field(alias="tanggal")
    part: str = Field(alias="bagian")
    was: str | None = Field(None, alias="semula")
    now: str = Field(alias="menjadi")


class Attachment(Model):
    """A file beside the bulletin (an entry of ``lampiran``)."""

    file: str = Field(alias="berkas")  # relative to the bulletin's folder, '/' separated
    note: str | None = Field(None, alias="keterangan")


class Bulletin(Model):
    """One bulletin's record, valid and resolved: all but the text below the front matter.

    ``id`` is the path below ``bulletins/`` without ``.md``; the page lies at
    ``buletin/<id>.html``. ``start`` and ``end`` are equal for a meeting of one day.
    """

    id: str
    title: str = Field(alias="judul")
    start: dt.date
    end: dt.date
    time: TimeSpan | None = Field(None, alias="waktu")
    region: str = Field(alias="wilayah")  # Kemendagri code, e.g. "35.13"
    venue: str | None = Field(None, alias="tempat")
    mode: Mode | None = None
    host: Host = Field(alias="penyelenggara")
    chair: Chair | None = Field(None, alias="pimpinan")
    participants: tuple[Participant, ...] = Field(alias="instansi")
    topics: tuple[str, ...] = Field(alias="topik")  # ids of bulletins/topics.yml
    summary: str = Field(alias="ringkasan")
    figures: tuple[Figure, ...] = Field((), alias="angka")
    follow_ups: tuple[FollowUp, ...] = Field((), alias="tindak_lanjut")
    sources: tuple[Source, ...] = Field(alias="sumber")
    writers: tuple[str, ...] = Field((), alias="penulis")
    status: Status = Status.PUBLISHED
    publish_on: dt.date | None = Field(None, alias="terbit")
    corrections: tuple[Correction, ...] = Field((), alias="ralat")
    related: tuple[str, ...] = Field((), alias="terkait")
    attachments: tuple[Attachment, ...] = Field((), alias="lampiran")
    former_addresses: tuple[str, ...] = Field((), alias="alamat_lama")  # former ids

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """Ids of all agencies on record, host first, each once."""
        return tuple(dict.fromkeys([self.host.agency, *(p.agency for p in self.participants)]))
