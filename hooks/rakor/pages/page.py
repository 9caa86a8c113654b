"""What a page is before it is HTML.

Three steps lead from the collection to a page. :func:`rakor.pages.plan` says which pages there
are; :func:`rakor.pages.view` looks up all that one of them shows; :func:`rakor.pages.render`
makes HTML of that and nothing else. A view is plain data (strings, numbers, tuples), so it can
be compared, pickled and sent to another process, and a page whose view is the same is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

SECTIONS = ("", "tindak-lanjut", "wilayah", "tanggal", "instansi", "topik", "cari")
"""The words of the main navigation, and nothing for pages that belong to none of them."""


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page: where it lies and what it is about.

    ``section`` is the word of the main navigation it belongs to, one of :data:`SECTIONS`.
    ``subject`` names what the view has to look up; for a bulletin its id. ``title`` and
    ``description`` are plain text.
    """

    address: str
    section: str
    kind: str
    title: str
    description: str
    subject: tuple[str, ...] = ()


class Link(NamedTuple):
    """Text with the address it leads to, from the root of the site; empty when it is only text."""

    text: str
    address: str = ""


class Count(NamedTuple):
    """A line of a list with counts; ``address`` may be empty."""

    text: str
    address: str
    number: int
    note: str = ""


class Tile(NamedTuple):
    """One square of the map or of a year: ``tint`` 0 to 4 stands for the number."""

    key: str
    label: str
    name: str
    address: str
    number: int
    tint: int


class Entry(NamedTuple):
    """A bulletin as it stands in listings."""

    address: str
    title: str
    place: str
    summary: str
    facts: str
    state: str
    iso: str
    day: int
    month: str
    year: int
    weekday: str
    until: str


class Group(NamedTuple):
    """Entries under one heading; ``key`` is the heading's id."""

    key: str
    title: str
    note: str
    entries: tuple[Entry, ...]


class Promise(NamedTuple):
    """A follow-up as shown.

    Attributes:
        mark: class of its square: ``open``, ``dated``, ``overdue``, ``closed``, ``moved`` or
            ``note``.
        kind: ``Komitmen``, ``Imbauan`` or ``Keputusan``.
        text: what was promised.
        address: where it stands in its bulletin.
        by: who is responsible; None where nobody could be.
        state: what is on record, in a few words; empty without a state.
        due: its deadline; None where there could be none.
        proof: the bulletin that records what became of it, with the word before it.
        note: what that says, if anything.
        origin: the meeting, and how long it took.
        place: where that met.
    """

    mark: str
    kind: str
    text: str
    address: str
    by: Link | None
    state: str
    due: Link | None
    proof: tuple[str, Link] | None
    note: str
    origin: str
    place: str


class Tally(NamedTuple):
    """How many promises of a subject are in which state, and where they are listed."""

    address: str
    open: int
    overdue: int
    closed: int


class Follow(NamedTuple):
    """How to follow a subject and to take its data away; addresses from the root, empty where
    there is no such thing.

    Attributes:
        feed: its Atom feed.
        json: its JSON feed.
        calendar: the calendar of its meetings.
        deadlines: the calendar of its deadlines.
        tables: where its rows stand in tables, the most useful first.
    """

    feed: str
    json: str
    calendar: str
    deadlines: str
    tables: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All that a page shows; ``data`` is handed to the template of the page's kind."""

    page: Page
    crumbs: tuple[Link, ...]
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Materials:
    """What a page needs from outside the collection.

    ``body`` is sanitised HTML: a bulletin's body or the words of the home page. ``sizes`` tells
    the bytes of each attachment by its ``file``. ``site_url`` is empty for a site that has no
    address of its own. ``edition`` is the day the edition is for, in words; only the home page
    shows it.
    """

    body: str = ""
    sizes: Mapping[str, int] = field(default_factory=dict)
    site_url: str = ""
    site_name: str = "Rakor"
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Slots:
    """What fills a shell. ``title`` and ``description`` are plain text, the rest is HTML.

    ``canonical`` is an absolute address, empty without ``site_url``.
    """

    title: str
    description: str
    canonical: str
    head: str
    crumbs: str
    section: str
    content: str
