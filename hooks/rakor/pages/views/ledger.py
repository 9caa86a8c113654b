"""What was promised: everywhere, in a region, on a topic, by an agency or a type of agencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rakor import indonesian
from rakor.content.collection import Catalogue, Task
from rakor.content.ledger import Ledger, has_state, ledger
from rakor.documents import addresses
from rakor.pages import pagination
from rakor.pages.labels import agency_type_label, part_label
from rakor.pages.page import Count, Link, Page
from rakor.pages.views import common, tables

FIRST = {"overdue": 12, "dated": 12}
"""How many of a group a ledger shows that is too long to be shown whole."""
FIRST_OF_OTHERS = 5
WAYS = 40
"""How many narrower ledgers a ledger leads to at most, of each family."""


class Scope(NamedTuple):
    """Whose promises they are.

    Attributes:
        where: the scope within a sentence: ``di Jawa Timur``; empty for all.
        prefix: what the addresses of its pages begin with.
        tasks: its follow-ups, by meeting.
        crumbs: what lies above its ledger.
    """

    where: str
    prefix: str
    tasks: Sequence[Task]
    crumbs: tuple[Link, ...]


def scope(catalogue: Catalogue, family: str, key: str) -> Scope:
    """The scope of a ledger; ``family`` is ``all``, ``region``, ``topic``, ``type`` or
    ``agency``."""
    if family == "region":
        names = ", ".join(step.name for step in reversed(catalogue.regions.path(key)))
        return Scope(
            f"di {names}",
            addresses.region_part(catalogue.regions, key),
            catalogue.tasks_in.get(key, ()),
            tuple(common.crumbs_of_region(catalogue, key)),
        )
    if family == "topic":
        name = common.topic_name(catalogue, key)
        crumbs = (Link("Topik", addresses.TOPICS), Link(name, addresses.topic(key)))
        tasks = catalogue.tasks_on.get(key, ())
        return Scope(f"tentang {name}", addresses.topic_part(key), tasks, crumbs)
    if family == "type":
        label = agency_type_label(catalogue.agencies.type(key))
        above = Link("Instansi", addresses.AGENCIES)
        crumbs = (above, Link(label, addresses.agency_type(key)))
        tasks = catalogue.tasks_of_type.get(key, ())
        return Scope(label, addresses.agency_type_part(key), tasks, crumbs)
    if family == "agency":
        agency = catalogue.agencies[key]
        label = agency_type_label(catalogue.agencies.type(agency.type))
        return Scope(
            agency.name,
            addresses.agency_part(agency),
            catalogue.tasks_of.get(key, ()),
            (
                Link("Instansi", addresses.AGENCIES),
                Link(label, addresses.agency_type(agency.type)),
                Link(agency.name, addresses.agency(agency)),
            ),
        )
    return Scope("", "", catalogue.tasks, (common.HOME,))


def page(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``ledger``: a ledger, or the part of a long one that was promised in one time."""
    family, key, tail = page.subject
    of = scope(catalogue, family, key)
    tasks, crumbs = of.tasks, of.crumbs
    heading = f"Janji dan tindak lanjut {of.where}".strip()
    is_long = not tail and len(tasks) > pagination.FULL
    step = "tahun"
    narrowed: tuple[Count, ...] = ()
    if tail:
        part = pagination.find(tasks, tail)
        tasks = part.bulletins
        heading = f"{heading}, {part_label(part)}"
        crumbs = (*crumbs, Link("Janji", addresses.ledger(of.prefix)), Link(part_label(part)))
        # A long year leads to its months and a long month to its days; a day is cut into pieces.
        is_long = not part.day and len(tasks) > pagination.LINES
        step = "tanggal" if part.month else "bulan"
        if is_long:
            below = pagination.parts(tasks)
            narrower = (p for p in below if p.month and bool(p.day) == bool(part.month))
            narrowed = _parts(of.prefix, narrower)
    else:
        crumbs = (*crumbs, Link("Janji"))
        if is_long:
            narrowed = _parts(of.prefix, (p for p in pagination.parts(tasks) if not p.month))[::-1]
    found = ledger(catalogue, tasks)
    return crumbs, {
        "heading": heading,
        "counts": _counts(
            found, len({task.bulletin.id for task in tasks if has_state(task.follow_up)})
        ),
        "day": _day(catalogue, family, tail),
        "until": indonesian.date(max(task.start for task in tasks))
        if tasks and not catalogue.has_edition
        else "",
        "groups": _groups(catalogue, found, is_long=is_long),
        "parts": narrowed,
        "step": step,
        "tables": tables.promises(catalogue, family, key),
        "ways": () if tail else _ways(catalogue, family, key, tasks),
        "whole": Link("Semua janji", addresses.LEDGER) if family != "all" else None,
    }


def _day(catalogue: Catalogue, family: str, tail: str) -> str:
    """The day that the states hold for, in words.

    Only the ledger of the whole site names it: the page of each region and topic would have to
    be made anew for every edition. There the script that shows the edition fills it in.
    """
    if not catalogue.has_edition:
        return ""
    if family == "all" and not tail:
        edition = catalogue.edition
        assert edition is not None
        return indonesian.date(edition)
    return "hari edisi ini"


class _Counts(NamedTuple):
    """How many are in which state, and from how many meetings."""

    meetings: int
    stated: int
    overdue: int
    dated: int
    undated: int
    closed: int
    ended: int
    decisions: int
    appeals: int


def _counts(found: Ledger, meetings: int) -> _Counts:
    return _Counts(meetings, found.stated, *(len(group) for group in found))


class _Group(NamedTuple):
    """Promises of one state: ``key`` is the anchor, ``note`` the order and what is left out."""

    key: str
    mark: str
    title: str
    number: int
    order: str
    none: str
    promises: tuple[object, ...]


_GROUPS = (
    ("overdue", "lewat", "overdue", "Lewat tenggat", "tenggat terlama lebih dulu",
     "Tidak ada yang lewat tenggat."),
    ("dated", "bertenggat", "dated", "Terbuka, bertenggat", "tenggat terdekat lebih dulu",
     "Tidak ada janji bertenggat yang masih terbuka."),
    ("undated", "tanpa-tenggat", "open", "Terbuka, tanpa tenggat", "rapat terbaru lebih dulu",
     "Tidak ada janji tanpa tenggat yang masih terbuka."),
    ("closed", "selesai", "closed", "Selesai", "terbaru lebih dulu",
     "Belum ada. Janji yang selesai tampil di sini bersama buletin yang membuktikannya."),
    ("ended", "dialihkan", "moved", "Dialihkan atau dibatalkan", "terbaru lebih dulu", ""),
    ("decisions", "keputusan", "note", "Keputusan", "rapat terbaru lebih dulu", ""),
    ("appeals", "imbauan", "note", "Imbauan", "rapat terbaru lebih dulu", ""),
)  # fmt: skip


def _groups(catalogue: Catalogue, found: Ledger, *, is_long: bool) -> tuple[_Group, ...]:
    groups = []
    for name, key, mark, title, order, none in _GROUPS:
        tasks: Sequence[Task] = getattr(found, name)
        if not tasks and not none:
            continue
        shown = tasks[: FIRST.get(name, FIRST_OF_OTHERS)] if is_long else tasks
        promises = tuple(common.promise(catalogue, task, with_age=True) for task in shown)
        groups.append(_Group(key, mark, title, len(tasks), order, none, promises))
    return tuple(groups)


def _parts(prefix: str, parts: Iterable[pagination.Part[Task]]) -> tuple[Count, ...]:
    return tuple(
        Count(
            part_label(part),
            addresses.ledger_part(prefix) + part.tail,
            len(part.bulletins),
        )
        for part in parts
    )


def _ways(
    catalogue: Catalogue, family: str, key: str, tasks: Sequence[Task]
) -> tuple[tuple[str, tuple[Count, ...]], ...]:
    """Narrower ledgers, with the number of promises that are open in each."""
    open_tasks = [task for task in tasks if has_state(task.follow_up) and task.proof is None]
    regions: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for task in open_tasks:
        code = task.bulletin.region
        regions[code.partition(".")[0] if family != "region" else code] += 1
        topics.update(set(task.bulletin.topics))
        if task.follow_up.responsible:
            types[catalogue.agencies[task.follow_up.responsible].type] += 1
    ways = []
    is_region = family == "region"
    if family == "all" or (is_region and "." not in key):
        regions.pop(key, None)
        lines = (
            Count(
                catalogue.regions[code].name,
                addresses.ledger(addresses.region_part(catalogue.regions, code)),
                number,
            )
            for code, number in _most(regions)
        )
        ways.append(("Kabupaten dan kota" if is_region else "Wilayah", tuple(lines)))
    if family == "all":
        lines = (
            Count(
                agency_type_label(catalogue.agencies.type(type_id)),
                addresses.ledger(addresses.agency_type_part(type_id)),
                number,
            )
            for type_id, number in _most(types)
            if type_id in catalogue.by_type
        )
        ways.append(("Jenis instansi", tuple(lines)))
        lines = (
            Count(
                common.topic_name(catalogue, topic),
                addresses.ledger(addresses.topic_part(topic)),
                number,
            )
            for topic, number in _most(topics)
        )
        ways.append(("Topik", tuple(lines)))
    return tuple(way for way in ways if way[1])


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:WAYS]
