"""The collection: all bulletins of one edition, and the ways into it.

A catalogue is a pure function of its input. All indexes are built in one pass over the sorted
bulletins; every list in them is in the order of (first day, id), oldest first. What is costly
and needed for few pages (who met whom) is counted when asked.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeVar

from rakor.bulletin import Bulletin, FollowUp, Outcome, Status
from rakor.registry import Agencies, Regions

Index = Mapping[str, Sequence[Bulletin]]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Task:
    """One follow-up with the bulletin that records it.

    Attributes:
        bulletin: where it was promised.
        number: its place there, from 1.
        follow_up: what was promised.
        proof: the published bulletin that records what became of it; None while there is none.
    """

    bulletin: Bulletin
    number: int
    follow_up: FollowUp
    proof: Bulletin | None = None

    @property
    def start(self) -> dt.date:
        """The first day of the meeting."""
        return self.bulletin.start


class Catalogue:
    """Everything an edition publishes.

    ``edition`` is the date the edition is for. Drafts are withheld, and so are bulletins whose
    date of publication lies after the edition. Without an edition nothing is held back for its
    date, and a plan counts as past once a later meeting is on record: the clock is never asked.

    ``topics`` has their names by id, ``former_topics`` leads from former ids to those.
    ``bulletins`` have a page of their own; ``listed`` are those that listings hold and count
    (all but the ``withdrawn`` ones, which keep only their page and their place in feeds);
    ``plans`` are those listed that announce a meeting, ahead or not.
    """

    def __init__(
        self,
        bulletins: Iterable[Bulletin],
        regions: Regions,
        agencies: Agencies,
        topics: Mapping[str, str],
        edition: dt.date | None = None,
        former_topics: Mapping[str, str] = MappingProxyType({}),
        scope: tuple[str, ...] = (),
    ) -> None:
        self.regions = regions
        self.agencies = agencies
        self.topics = topics
        self.former_topics = former_topics
        self.scope = scope
        """Codes of the regions whose record this is (``extra.wilayah``); empty for all."""
        self.edition = edition
        self.bulletins: tuple[Bulletin, ...] = tuple(
            sorted(
                (bulletin for bulletin in bulletins if self._is_due(bulletin)),
                key=lambda bulletin: (bulletin.start, bulletin.id),
            )
        )
        self.listed: tuple[Bulletin, ...] = tuple(
            bulletin for bulletin in self.bulletins if bulletin.status is not Status.WITHDRAWN
        )
        self.withdrawn: tuple[Bulletin, ...] = tuple(
            bulletin for bulletin in self.bulletins if bulletin.status is Status.WITHDRAWN
        )
        self.plans: tuple[Bulletin, ...] = tuple(
            bulletin for bulletin in self.listed if bulletin.status is Status.PLANNED
        )
        # What is known to have happened bounds what can still lie ahead.
        self._as_of = edition or max(
            (bulletin.start for bulletin in self.held(self.bulletins)), default=dt.date.min
        )
        self._memory: dict[str, Any] = {}
        self._by_id = {bulletin.id: bulletin for bulletin in self.bulletins}
        withdrawn: dict[int, list[Bulletin]] = defaultdict(list)
        for bulletin in self.bulletins:
            if bulletin.status is Status.WITHDRAWN:
                withdrawn[bulletin.start.year].append(bulletin)
        self.withdrawn_by_year: Mapping[int, Sequence[Bulletin]] = dict(withdrawn)
        """Withdrawn bulletins by year of the first day; no other index holds them."""
        self._index()
        self.withdrawn_in, self.withdrawn_on, self.withdrawn_of = _channels_of(self.withdrawn)
        """Withdrawn bulletins by region code, by topic, and by agency on record."""
        self._index_follow_ups()

    def _is_due(self, bulletin: Bulletin) -> bool:
        if bulletin.status is Status.DRAFT:
            return False
        if self.edition is None or bulletin.publish_on is None:
            return True
        return bulletin.publish_on <= self.edition

    def _index(self) -> None:
        by_region: dict[str, list[Bulletin]] = defaultdict(list)
        own_region: dict[str, list[Bulletin]] = defaultdict(list)
        by_year: dict[int, list[Bulletin]] = defaultdict(list)
        by_month: dict[tuple[int, int], list[Bulletin]] = defaultdict(list)
        continued_in: dict[tuple[int, int], list[Bulletin]] = defaultdict(list)
        by_day: dict[dt.date, list[Bulletin]] = defaultdict(list)
        by_agency: dict[str, list[Bulletin]] = defaultdict(list)
        by_type: dict[str, list[Bulletin]] = defaultdict(list)
        by_kind: dict[str, list[Bulletin]] = defaultdict(list)
        by_topic: dict[str, list[Bulletin]] = defaultdict(list)
        agencies_of_type: dict[str, set[str]] = defaultdict(set)
        pointed_at: dict[str, list[Bulletin]] = defaultdict(list)
        position: dict[str, tuple[str, int]] = {}
        in_province: dict[str, list[Bulletin]] = defaultdict(list)
        kinds: dict[str, tuple[str, str]] = {}
        types_of: dict[str, tuple[str, ...]] = {}

        for bulletin in self.listed:
            day = bulletin.start
            province = bulletin.region.partition(".")[0]
            by_region[province].append(bulletin)
            if province != bulletin.region:
                by_region[bulletin.region].append(bulletin)
            own_region[bulletin.region].append(bulletin)
            by_year[day.year].append(bulletin)
            by_month[day.year, day.month].append(bulletin)
            for month in _months_after(day, bulletin.end):
                continued_in[month].append(bulletin)
            by_day[day].append(bulletin)
            types: dict[str, None] = {}
            kinds_here: dict[str, None] = {}
            for agency in bulletin.agencies:
                by_agency[agency].append(bulletin)
                if agency not in kinds:
                    type_id = self.agencies[agency].type
                    kinds[agency] = (type_id, self.agencies.type(type_id).kind)
                    agencies_of_type[type_id].add(agency)
                type_id, kind = kinds[agency]
                types[type_id] = None
                kinds_here[kind] = None
            types_of[bulletin.id] = tuple(types)
            for type_id in types:
                by_type[type_id].append(bulletin)
            for kind in kinds_here:
                by_kind[kind].append(bulletin)
            for topic in dict.fromkeys(bulletin.topics):
                by_topic[topic].append(bulletin)
            for other in bulletin.related:
                pointed_at[other].append(bulletin)
            position[bulletin.id] = (province, len(in_province[province]))
            in_province[province].append(bulletin)

        # Plain dictionaries from here on: asking for a missing key must not add it.
        self.by_region: Index = dict(by_region)
        """Bulletins by region code; a province holds those of its regencies too."""
        self.own_region: Index = dict(own_region)
        """Bulletins about exactly this region."""
        self.by_year: Mapping[int, Sequence[Bulletin]] = dict(by_year)
        self.by_month: Mapping[tuple[int, int], Sequence[Bulletin]] = dict(by_month)
        """By (year, month) of the first day."""
        self.continued_in: Mapping[tuple[int, int], Sequence[Bulletin]] = dict(continued_in)
        """By each further (year, month) that a meeting of several days lasts into."""
        self.by_day: Mapping[dt.date, Sequence[Bulletin]] = dict(by_day)
        """By first day."""
        self.by_agency: Index = dict(by_agency)
        """By agency on record, as host or participant; bodies are not expanded into members."""
        self.by_type: Index = dict(by_type)
        self.by_kind: Index = dict(by_kind)
        self.by_topic: Index = dict(by_topic)
        self.agencies_of_type: Mapping[str, Sequence[str]] = {
            type_id: sorted(ids, key=self._agency_order)
            for type_id, ids in sorted(agencies_of_type.items())
        }
        """Ids of the agencies on record by type: national first, then by region code."""
        self._pointed_at = dict(pointed_at)
        self._position = position
        self._in_province = dict(in_province)
        self._types_of = types_of

    def _index_follow_ups(self) -> None:
        tasks: list[Task] = []
        tasks_in: dict[str, list[Task]] = defaultdict(list)
        tasks_on: dict[str, list[Task]] = defaultdict(list)
        tasks_of: dict[str, list[Task]] = defaultdict(list)
        tasks_of_type: dict[str, list[Task]] = defaultdict(list)
        due_on: dict[dt.date, list[Task]] = defaultdict(list)
        recorded_in: dict[str, list[Task]] = defaultdict(list)
        for bulletin in self.listed:
            province = bulletin.region.partition(".")[0]
            for task in self.tasks_from(bulletin):
                tasks.append(task)
                for code in dict.fromkeys((province, bulletin.region)):
                    tasks_in[code].append(task)
                for topic in dict.fromkeys(bulletin.topics):
                    tasks_on[topic].append(task)
                responsible = task.follow_up.responsible
                if responsible is not None:
                    tasks_of[responsible].append(task)
                    tasks_of_type[self.agencies[responsible].type].append(task)
                if task.follow_up.due is not None:
                    due_on[task.follow_up.due].append(task)
                if task.proof is not None:
                    recorded_in[task.proof.id].append(task)
        self.tasks: Sequence[Task] = tuple(tasks)
        """All follow-ups, by meeting; so are those below."""
        self.tasks_in: Mapping[str, Sequence[Task]] = dict(tasks_in)
        """Follow-ups by region code; a province holds those of its regencies too."""
        self.tasks_on: Mapping[str, Sequence[Task]] = dict(tasks_on)
        """Follow-ups by topic of their bulletin."""
        self.tasks_of: Mapping[str, Sequence[Task]] = dict(tasks_of)
        """Follow-ups by the agency responsible."""
        self.tasks_of_type: Mapping[str, Sequence[Task]] = dict(tasks_of_type)
        """Follow-ups by the type of the agency responsible."""
        self.due_on: Mapping[dt.date, Sequence[Task]] = dict(due_on)
        self.recorded_in: Mapping[str, Sequence[Task]] = dict(recorded_in)
        """Follow-ups by the id of the bulletin that records what became of them."""

    def _agency_order(self, agency_id: str) -> tuple[str, str, str]:
        agency = self.agencies[agency_id]
        return (agency.region or "", agency.name, agency.id)

    def get(self, bulletin_id: str) -> Bulletin | None:
        """The bulletin with this id, or ``None`` when this edition does not publish it."""
        return self._by_id.get(bulletin_id)

    def remembered(self, key: str, make: Callable[[], Made]) -> Made:
        """What ``make`` gave when it was first asked for under ``key``."""
        if key not in self._memory:
            self._memory[key] = make()
        made: Made = self._memory[key]
        return made

    @property
    def has_edition(self) -> bool:
        """Whether the edition has a date."""
        return self.edition is not None

    def has_passed(self, day: dt.date) -> bool:
        """Whether the day lies before the date of the edition; never, if that has none.

        Ask this rather than :attr:`edition`: what was made with the answer stays good until an
        edition on the other side of ``day``.
        """
        return self.edition is not None and day < self.edition

    def lies_ahead(self, day: dt.date) -> bool:
        """Whether, for all that this edition knows, the day is still to come."""
        return day >= self._as_of

    def is_upcoming(self, bulletin: Bulletin) -> bool:
        """Whether the bulletin announces a meeting that, at the date of the edition, lies ahead or
        still goes on."""
        return bulletin.status is Status.PLANNED and self.lies_ahead(bulletin.end)

    @property
    def planned(self) -> tuple[Bulletin, ...]:
        """Announced meetings that lie ahead, the next one first."""
        return tuple(bulletin for bulletin in self.plans if self.is_upcoming(bulletin))

    def neighbours(self, bulletin_id: str) -> tuple[Bulletin | None, Bulletin | None]:
        """The bulletins before and after this one in its province; withdrawn ones have none."""
        place = self._position.get(bulletin_id)
        if place is None:
            return (None, None)
        province, at = place
        row = self._in_province[province]
        return (row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None)

    def related(self, bulletin: Bulletin) -> list[Bulletin]:
        """What the bulletin points at and what points at it, each once; its own order first."""
        found: dict[str, Bulletin] = {}
        for other_id in bulletin.related:
            other = self._by_id.get(other_id)
            if other is not None and other.status is not Status.WITHDRAWN:
                found[other_id] = other
        for other in self._pointed_at.get(bulletin.id, ()):
            found.setdefault(other.id, other)
        found.pop(bulletin.id, None)
        return list(found.values())

    def tasks_from(self, bulletin: Bulletin) -> tuple[Task, ...]:
        """The follow-ups of one bulletin, in its order."""
        return tuple(
            Task(bulletin, number, one, self.published(one.outcome))
            for number, one in enumerate(bulletin.follow_ups, 1)
        )

    def published(self, outcome: Outcome | None) -> Bulletin | None:
        """The published bulletin that records an outcome; ``None`` where there is none."""
        if outcome is None:
            return None
        found = self._by_id.get(outcome.bulletin)
        return None if found is None or found.status is Status.WITHDRAWN else found

    def held(self, bulletins: Iterable[Bulletin]) -> list[Bulletin]:
        """Those of the bulletins whose meeting took place."""
        return [bulletin for bulletin in bulletins if bulletin.status is Status.PUBLISHED]

    def met(self, agency_id: str) -> list[tuple[str, int]]:
        """Agencies that were at the same meetings, with the number of meetings; most first."""
        meetings = self.held(self.by_agency.get(agency_id, ()))
        return [pair for pair in self.agencies_in(meetings) if pair[0] != agency_id]

    def agencies_in(self, bulletins: Iterable[Bulletin]) -> list[tuple[str, int]]:
        """Agencies on record in the bulletins, with the number of bulletins; most first."""
        return _most_first(Counter(chain.from_iterable(one.agencies for one in bulletins)))

    def types_in(self, bulletins: Iterable[Bulletin]) -> list[tuple[str, int]]:
        """Types of agencies on record in listed bulletins, with the number of bulletins."""
        types = self._types_of
        return _most_first(Counter(chain.from_iterable(types[one.id] for one in bulletins)))

    def topics_in(self, bulletins: Iterable[Bulletin]) -> list[tuple[str, int]]:
        """Topics of the bulletins, with the number of bulletins; most first."""
        topics = (dict.fromkeys(bulletin.topics) for bulletin in bulletins)
        return _most_first(Counter(chain.from_iterable(topics)))

    def former_ids(self) -> dict[str, str]:
        """Entries of ``alamat_lama`` with the id of the bulletin that lies elsewhere now.

        Where two bulletins claim one former address, the newer bulletin has it.
        """
        return {
            former: bulletin.id
            for bulletin in self.bulletins
            for former in bulletin.former_addresses
        }


def _channels_of(bulletins: Sequence[Bulletin]) -> tuple[Index, Index, Index]:
    """Bulletins by region code (a province holds those of its regencies), topic, and agency."""
    by_region: dict[str, list[Bulletin]] = defaultdict(list)
    by_topic: dict[str, list[Bulletin]] = defaultdict(list)
    by_agency: dict[str, list[Bulletin]] = defaultdict(list)
    for bulletin in bulletins:
        for code in dict.fromkeys((bulletin.region.partition(".")[0], bulletin.region)):
            by_region[code].append(bulletin)
        for topic in dict.fromkeys(bulletin.topics):
            by_topic[topic].append(bulletin)
        for agency in bulletin.agencies:
            by_agency[agency].append(bulletin)
    return dict(by_region), dict(by_topic), dict(by_agency)


def _months_after(first: dt.date, last: dt.date) -> Iterator[tuple[int, int]]:
    """Return the months behind that of the first day, as (year, month), up to that of the last."""
    for number in range(12 * first.year + first.month, 12 * last.year + last.month):
        yield number // 12, number % 12 + 1


def _most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return what was counted with its numbers: the most first, equal ones by name."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
