"""Channels: what one can follow with a feed or a calendar.

There is one for the whole site, one for each region and topic with a bulletin, and one for each
agency with :data:`FOLLOWED` bulletins. Withdrawn bulletins count, so that a channel, once there,
never goes away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rakor.bulletin import Bulletin, FollowUp
from rakor.content.collection import Catalogue, Task
from rakor.content.ledger import has_state
from rakor.documents import addresses

FOLLOWED = 20
"""From how many bulletins on an agency has a feed and a calendar. With fewer it would get little
mail, and the many small files of small agencies would be most of a stick."""


class Channel(NamedTuple):
    """What one can follow.

    Attributes:
        family: ``all``, ``region``, ``topic`` or ``agency``.
        key: the code or id within the family; empty for the whole.
        name: what its title adds to the name of the site; empty for the whole.
        page: the page that shows the same.
        stem: what addresses of its feeds and calendars begin with.
        former: what they began with before; a channel may have taken others in.
    """

    family: str
    key: str
    name: str
    page: str
    stem: str
    former: tuple[str, ...] = ()


def channels(catalogue: Catalogue) -> Iterator[Channel]:
    """Every channel, in a stable order."""
    yield channel(catalogue, "all", "")
    for code in sorted({*catalogue.by_region, *catalogue.withdrawn_in}):
        yield channel(catalogue, "region", code)
    for topic in sorted({*catalogue.by_topic, *catalogue.withdrawn_on}):
        yield channel(catalogue, "topic", topic)
    for agency_id in sorted({*catalogue.by_agency, *catalogue.withdrawn_of}):
        if is_followed(catalogue, agency_id, len(catalogue.by_agency.get(agency_id, ()))):
            yield channel(catalogue, "agency", agency_id)


def stems(catalogue: Catalogue) -> Iterator[tuple[Channel, str]]:
    """Every channel with each stem that its feeds and calendars are found at: that of today, and
    former ones that nothing else has today."""
    found = list(channels(catalogue))
    yield from ((one, one.stem) for one in found)
    if not any(one.former for one in found):
        return
    taken = {one.stem.casefold() for one in found}
    agencies = catalogue.agencies
    taken |= {addresses.agency_stem(agencies[one]).casefold() for one in catalogue.by_agency}
    for one in found:
        for stem in one.former:
            if stem.casefold() not in taken:
                taken.add(stem.casefold())
                yield one, stem


def is_followed(catalogue: Catalogue, agency_id: str, listed: int) -> bool:
    """Whether an agency with so many listed bulletins has a feed and a calendar."""
    return listed + len(catalogue.withdrawn_of.get(agency_id, ())) >= FOLLOWED


def channel(catalogue: Catalogue, family: str, key: str) -> Channel:
    """The channel of a family with this key."""
    if family == "region":
        return _of_region(catalogue, key)
    if family == "topic":
        page = addresses.topic(key) if key in catalogue.by_topic else addresses.TOPICS
        name = f"topik {catalogue.topics.get(key, key)}"
        former = sorted(old for old, new in catalogue.former_topics.items() if new == key)
        stems = tuple(addresses.topic_stem(old) for old in former)
        return Channel(family, key, name, page, addresses.topic_stem(key), stems)
    if family == "agency":
        agency = catalogue.agencies[key]
        former_types = catalogue.agencies.type(agency.type).former_ids
        before = addresses.former_agencies(agency, former_types)
        stems = tuple(f"{one}." for one in before)
        stem = addresses.agency_stem(agency)
        page = addresses.agency(agency) if key in catalogue.by_agency else addresses.AGENCIES
        return Channel(family, key, agency.name, page, stem, stems)
    return Channel("all", "", "", addresses.HOME, "")


def _of_region(catalogue: Catalogue, code: str) -> Channel:
    regions = catalogue.regions
    path = regions.path(code)
    shown = [step.code for step in path if step.code in catalogue.by_region]
    page = addresses.region(regions, shown[-1]) if shown else addresses.REGIONS
    name = ", ".join(step.name for step in reversed(path))
    return Channel("region", code, name, page, addresses.region_part(regions, code))


def listed(catalogue: Catalogue, family: str, key: str) -> Sequence[Bulletin]:
    """The listed bulletins of a channel, oldest first."""
    if family == "region":
        return catalogue.by_region.get(key, ())
    if family == "topic":
        return catalogue.by_topic.get(key, ())
    if family == "agency":
        return catalogue.by_agency.get(key, ())
    return catalogue.listed


def withdrawn(catalogue: Catalogue, family: str, key: str) -> Sequence[Bulletin]:
    """The withdrawn bulletins of a channel, oldest first."""
    if family == "region":
        return catalogue.withdrawn_in.get(key, ())
    if family == "topic":
        return catalogue.withdrawn_on.get(key, ())
    if family == "agency":
        return catalogue.withdrawn_of.get(key, ())
    return catalogue.withdrawn


def has_deadlines(catalogue: Catalogue, family: str, key: str) -> bool:
    """Whether a channel has a calendar of deadlines: it has, once something was promised by a
    day, also if that was withdrawn since."""
    if next(dated_promises(catalogue, family, key), None) is not None:
        return True
    gone = () if family == "agency" else withdrawn(catalogue, family, key)
    return any(_is_dated(promise) for one in gone for promise in one.follow_ups)


def _is_dated(follow_up: FollowUp) -> bool:
    return follow_up.due is not None and has_state(follow_up)


def dated_promises(catalogue: Catalogue, family: str, key: str) -> Iterator[Task]:
    """The follow-ups of a channel that must be done by a day, by meeting; agencies have none."""
    if family == "region":
        tasks = catalogue.tasks_in.get(key, ())
    elif family == "topic":
        tasks = catalogue.tasks_on.get(key, ())
    elif family == "all":
        tasks = catalogue.tasks
    else:
        tasks = ()
    return (task for task in tasks if _is_dated(task.follow_up))
