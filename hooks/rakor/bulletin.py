"""The bulletin: what one coordination meeting left on record.

English names inside, Indonesian keys outside (the ``alias`` of each field). Values here are
resolved and typed: regions are Kemendagri codes, agencies are registry ids, dates are dates.
How text becomes a bulletin, and what can go wrong on the way, is the business of
:mod:`rakor.source` and :mod:`rakor.content`; these models only say what a good one is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass
from pydantic.fields import FieldInfo


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


_CONFIG = ConfigDict(extra="forbid", populate_by_name=True, str_strip_whitespace=True)
"""What all parts of a bulletin share: nothing unknown, and no blanks around text.

They are data classes with slots: a site holds hundreds of thousands of parts at once, and a
``BaseModel`` takes twice the memory and more time for each look at a field.
"""


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Person:
    """Somebody who chaired, spoke or stood in; at least one of the two fields is set."""

    name: str | None = Field(None, alias="nama")
    position: str | None = Field(None, alias="jabatan")


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Chair(Person):
    """Who chaired (key ``pimpinan``); ``on_behalf_of`` is the office stood in for, as text."""

    on_behalf_of: str | None = Field(None, alias="mewakili")


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Host:
    """Who called the meeting (key ``penyelenggara``): one agency, optionally through a unit."""

    agency: str = Field(alias="instansi")  # registry id
    through: str | None = Field(None, alias="melalui")


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Participant:
    """One agency that took part (an entry of ``instansi``)."""

    agency: str = Field(alias="instansi")  # registry id
    role: Role = Field(Role.PARTICIPANT, alias="peran")
    attendance: Attendance | None = Field(None, alias="kehadiran")
    people: tuple[Person, ...] = Field((), alias="wakil")  # one mapping or a list outside


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class TimeSpan:
    """Local time of the meeting (key ``waktu``): ``09.00–12.00 WIB`` or ``09.00 WIB``."""

    start: dt.time
    end: dt.time | None = None
    zone: str  # WIB, WITA or WIT


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Figure:
    """A figure of record (an entry of ``angka``); ``value`` keeps the form it was written in."""

    value: str = Field(alias="nilai")
    unit: str | None = Field(None, alias="satuan")
    note: str | None = Field(None, alias="keterangan")
    according_to: str | None = Field(None, alias="menurut")


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Outcome:
    """What became of a follow-up, and the bulletin that records it."""

    bulletin: str = Field(alias="buletin")  # its id
    item: str | None = Field(None, alias="butir")  # id of the follow-up there that takes its place
    date: dt.date | None = Field(None, alias="tanggal")
    note: str | None = Field(None, alias="catatan")


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class FollowUp:
    """A commitment, appeal or decision (an entry of ``tindak_lanjut``).

    At most one of ``closed``, ``moved`` and ``dropped`` is set: it was done, another follow-up
    took its place, or a later decision ended it.
    """

    text: str = Field(alias="isi")
    kind: FollowUpKind = Field(FollowUpKind.COMMITMENT, alias="jenis")
    responsible: str | None = Field(None, alias="penanggung_jawab")  # registry id
    due: dt.date | None = Field(None, alias="tenggat")
    id: str | None = None  # unique in its bulletin; what others refer to, for ever
    closed: Outcome | None = Field(None, alias="selesai")
    moved: Outcome | None = Field(None, alias="dialihkan")
    dropped: Outcome | None = Field(None, alias="dibatalkan")

    @property
    def outcome(self) -> Outcome | None:
        """What became of it, whatever that is; None while nothing is recorded."""
        return self.closed or self.moved or self.dropped


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Citation:
    """Where the facts come from (an entry of ``sumber``)."""

    name: str = Field(alias="nama")
    url: str | None = None
    date: dt.date | None = Field(None, alias="tanggal")


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Correction:
    """One correction (an entry of ``ralat``), newest first in the list."""

    date: dt.date = Field(alias="tanggal")
    part: str = Field(alias="bagian")
    was: str | None = Field(None, alias="semula")
    now: str = Field(alias="menjadi")


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Attachment:
    """A file beside the bulletin (an entry of ``lampiran``)."""

    file: str = Field(alias="berkas")  # relative to the bulletin's folder, '/' separated
    note: str | None = Field(None, alias="keterangan")


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Bulletin:
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
    sources: tuple[Citation, ...] = Field(alias="sumber")
    writers: tuple[str, ...] = Field((), alias="penulis")
    status: Status = Status.PUBLISHED
    publish_on: dt.date | None = Field(None, alias="terbit")
    corrections: tuple[Correction, ...] = Field((), alias="ralat")
    related: tuple[str, ...] = Field((), alias="terkait")
    attachments: tuple[Attachment, ...] = Field((), alias="lampiran")
    former_addresses: tuple[str, ...] = Field((), alias="alamat_lama")  # former ids

    agencies: tuple[str, ...] = Field((), init=False, exclude=True, repr=False)
    """Ids of all agencies on record, host first, each once; it follows from the other fields."""

    @property
    def lasting_id(self) -> str:
        """Its oldest id, which never changes: the last entry of ``alamat_lama``, if it has any."""
        return self.former_addresses[-1] if self.former_addresses else self.id

    def __post_init__(self) -> None:
        ids = dict.fromkeys([self.host.agency, *(one.agency for one in self.participants)])
        object.__setattr__(self, "agencies", tuple(ids))

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any], *, by_name: bool | None = None) -> Bulletin:
        """Return the bulletin with these fields, by their keys outside or names inside.

        Raises:
            pydantic.ValidationError: they do not make a bulletin.
        """
        return _ADAPTER.validate_python(fields, by_name=by_name)

    @classmethod
    def from_record(cls, record: str) -> Bulletin:
        """Return the bulletin that :meth:`to_record` wrote down."""
        return _ADAPTER.validate_json(record)

    def to_record(self) -> str:
        """Return all of the bulletin as JSON, without what is left at its default."""
        return _ADAPTER.dump_json(self, exclude_defaults=True).decode()


_ADAPTER = TypeAdapter(Bulletin)


def keys_of(part: type) -> dict[str, str]:
    """Return the key in the front matter for each field of a bulletin or of a part of one.

    Fields that stand for no single key of their own, as ``start``, are left out.
    """
    fields: Mapping[str, FieldInfo] = part.__pydantic_fields__  # type: ignore[attr-defined]
    return {name: field.alias for name, field in fields.items() if field.alias}
