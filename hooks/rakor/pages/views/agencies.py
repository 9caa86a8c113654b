"""Pages by agency: all kinds, a type, a type within a province, one agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rakor import indonesian
from rakor.bulletin import Attendance, Bulletin, Role
from rakor.content.collection import Catalogue, Task
from rakor.content.ledger import ledger
from rakor.documents import addresses
from rakor.opendata import linked
from rakor.pages import pagination
from rakor.pages.labels import agency_type_label, person
from rakor.pages.page import Count, Entry, Link, Page, Promise
from rakor.pages.views import common, tables
from rakor.pages.views.follow import follow
from rakor.registry import KIND_NAMES, Agency

PEOPLE = 12


def overview(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``agencies``: types by kind."""
    of_kind: dict[str, list[tuple[Count, str]]] = {}
    for type_id, ids in catalogue.agencies_of_type.items():
        kind = catalogue.agencies.type(type_id)
        count = Count(
            agency_type_label(kind),
            addresses.agency_type(type_id),
            len(catalogue.by_type[type_id]),
            f"{indonesian.number(len(ids))}\N{NO-BREAK SPACE}kantor",
        )
        of_kind.setdefault(kind.kind, []).append((count, kind.name))
    return (common.HOME, Link("Instansi")), {
        "agencies": len(catalogue.by_agency),
        "tables": tables.of_codes("instansi"),
        "types": len(catalogue.agencies_of_type),
        "kinds": tuple(
            (
                kind,
                name,
                len(catalogue.by_kind[kind]),
                tuple(sorted(of_kind[kind], key=lambda pair: (-pair[0].number, pair[0].text))),
            )
            for kind, name in KIND_NAMES.items()
            if kind in of_kind
        ),
    }


def _line(catalogue: Catalogue, agency_id: str) -> Count:
    found = catalogue.by_agency[agency_id]
    return Count(
        *common.agency_link(catalogue, agency_id),
        len(found),
        common.last_words(found),
    )


def of_type(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``agency-type``: the agencies of one type, by province when they are many."""
    type_id = page.subject[0]
    kind = catalogue.agencies.type(type_id)
    label = agency_type_label(kind)
    ids = catalogue.agencies_of_type[type_id]
    bulletins = catalogue.by_type[type_id]
    by_province: dict[str, list[str]] = {}
    for agency_id in ids:
        region = catalogue.agencies[agency_id].region or ""
        by_province.setdefault(region.partition(".")[0], []).append(agency_id)
    national = by_province.pop("", [])
    is_long = len(ids) > pagination.LINES
    others = [one for one in catalogue.types_in(catalogue.held(bulletins)) if one[0] != type_id]
    return (Link("Instansi", addresses.AGENCIES), Link(label)), {
        "label": label,
        "name": kind.name,
        "kind": Link(KIND_NAMES[kind.kind], f"{addresses.AGENCIES}#{kind.kind}"),
        "agencies": len(ids),
        "national": tuple(_line(catalogue, one) for one in national[: pagination.LINES]),
        "provinces": tuple(
            (
                Count(
                    catalogue.regions[code].name,
                    addresses.agency_type_in(type_id, catalogue.regions[code]),
                    len(inside),
                ),
                () if is_long else tuple(_line(catalogue, one) for one in inside),
            )
            for code, inside in by_province.items()
        ),
        "is_split": is_long,
        "tally": common.tally(
            catalogue,
            catalogue.tasks_of_type.get(type_id, ()),
            addresses.ledger(addresses.agency_type_part(type_id)),
        ),
        "held": len(catalogue.held(bulletins)),
        "tables": tables.tables(catalogue, "type", type_id),
        "others": common.type_counts(catalogue, others[: common.TOP]),
        # Every bulletin of a type stands on the pages of its agencies already; a list of its own
        # for each day of each type would be most of a large site.
        **common.listed(catalogue, bulletins, ""),
    }


def of_type_in(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``agency-type-in``: the agencies of one type in one province."""
    type_id, code = page.subject
    label = agency_type_label(catalogue.agencies.type(type_id))
    region = catalogue.regions[code]
    ids = [
        agency_id
        for agency_id in catalogue.agencies_of_type[type_id]
        if (catalogue.agencies[agency_id].region or "").partition(".")[0] == code
    ]
    return (
        Link("Instansi", addresses.AGENCIES),
        Link(label, addresses.agency_type(type_id)),
        Link(region.name),
    ), {
        "title": f"{label} di {region.name}",
        "tables": tables.tables(catalogue, "type", type_id),
        "region": common.region_link(catalogue, code),
        "total": len(ids),
        "agencies": tuple(_line(catalogue, one) for one in ids[: 3 * pagination.LINES]),
        "more": max(0, len(ids) - 3 * pagination.LINES),
    }


def agency(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``agency``: one agency, what it did, for whom, with whom."""
    agency_id = page.subject[0]
    shown = catalogue.agencies[agency_id]
    kind = catalogue.agencies.type(shown.type)
    label = agency_type_label(kind)
    bulletins = catalogue.by_agency[agency_id]
    met = catalogue.met(agency_id)
    tasks = catalogue.tasks_of.get(agency_id, ())
    data = common.listed(catalogue, bulletins, addresses.agency_part(shown))
    data["newest"] = _with_roles(catalogue, agency_id, data["newest"], bulletins)
    data["groups"] = tuple(
        group._replace(entries=_with_roles(catalogue, agency_id, group.entries, bulletins))
        for group in common.groups_of(data)
    )
    return (
        Link("Instansi", addresses.AGENCIES),
        Link(label, addresses.agency_type(shown.type)),
        Link(shown.name),
    ), {
        "name": shown.name,
        "type": Link(label, addresses.agency_type(shown.type)),
        "type_name": kind.name,
        "regions": tuple(
            common.region_link(catalogue, code)
            for area in shown.regions
            for code in ((area, area[:5]) if len(area) > 5 else (area,))
        ),
        "former": tuple((one.name, one.until) for one in shown.former if not one.is_id),
        "within": catalogue.regions.path(shown.regions[0])[0].name
        if shown.regions and "." in shown.regions[0]
        else "",
        "roles": _roles(bulletins, agency_id),
        "people": _people(bulletins, agency_id),
        "held": len(catalogue.held(bulletins)),
        "met": common.agency_counts(catalogue, met[: common.TOP + 4]),
        "met_more": max(0, len(met) - common.TOP - 4),
        "tally": common.tally(catalogue, tasks, ""),
        "ledger": addresses.ledger(addresses.agency_part(shown)),
        "promises": _promises(catalogue, tasks),
        "promises_total": len(tasks),
        "chain": _chain(catalogue, shown),
        "follow": follow(catalogue, "agency", agency_id),
        "linked": linked.agency(catalogue, agency_id),
        **data,
    }


def _promises(catalogue: Catalogue, tasks: Sequence[Task]) -> tuple[Promise, ...]:
    """What an agency is responsible for, as the ledger has it: what is overdue first."""
    ordered = [task for group in ledger(catalogue, tasks) for task in group]
    return tuple(common.promise(catalogue, task) for task in ordered[: pagination.FEW])


def _participation(bulletin: Bulletin, agency_id: str) -> tuple[list[str], list[str]]:
    """Roles of an agency in one meeting, and who came for it."""
    roles = ["penyelenggara"] if bulletin.host.agency == agency_id else []
    people: list[str] = []
    for one in bulletin.participants:
        if one.agency == agency_id:
            roles.append(one.role.value)
            if one.attendance is Attendance.DEPUTISED:
                roles.append("diwakili")
            people.extend(person(who) for who in one.people)
    return list(dict.fromkeys(roles)), list(dict.fromkeys(people))


def _with_roles(
    catalogue: Catalogue, agency_id: str, entries: object, bulletins: Sequence[Bulletin]
) -> tuple[Entry, ...]:
    """Entries that say what this agency did instead of who chaired."""
    assert isinstance(entries, tuple)
    # Not the last of all: plans, however many, do not stand among the newest.
    by_address = {addresses.bulletin(one.id): one for one in bulletins}
    changed = []
    for entry in entries:
        roles, people = _participation(by_address[entry.address], agency_id)
        words = f"Sebagai {indonesian.enumeration(roles)}"
        if people:
            words += f": {'; '.join(people[:3])}"
        changed.append(entry._replace(facts=words + "."))
    return tuple(changed)


def _roles(bulletins: Sequence[Bulletin], agency_id: str) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for bulletin in bulletins:
        if bulletin.host.agency == agency_id:
            counts["Penyelenggara"] += 1
        roles = {one.role for one in bulletin.participants if one.agency == agency_id}
        counts["Pembicara"] += Role.SPEAKER in roles
        counts["Peserta"] += Role.PARTICIPANT in roles
    return tuple(
        (name, counts[name]) for name in ("Penyelenggara", "Pembicara", "Peserta") if counts[name]
    )


def _people(
    bulletins: Sequence[Bulletin], agency_id: str
) -> tuple[tuple[str, str, int, Link], ...]:
    """Who represented the agency by name, the latest first: name, office, times, last meeting."""
    found: dict[str, tuple[str, int, Bulletin]] = {}
    for bulletin in reversed(bulletins):
        for one in bulletin.participants:
            if one.agency != agency_id:
                continue
            for who in one.people:
                if who.name:
                    office, times, latest = found.get(who.name, (who.position or "", 0, bulletin))
                    found[who.name] = (office, times + 1, latest)
        if len(found) > 4 * PEOPLE:
            break
    return tuple(
        (
            name,
            office,
            times,
            Link(indonesian.short_date(latest.start), addresses.bulletin(latest.id)),
        )
        for name, (office, times, latest) in list(found.items())[:PEOPLE]
    )


def _chain(catalogue: Catalogue, shown: Agency) -> tuple[Link, ...]:
    """The same type from the centre down to this agency, where the registry has it."""
    if "@" not in shown.id or shown.region is None:
        return ()
    steps = ["nasional", *(region.code for region in catalogue.regions.path(shown.region))]
    chain = []
    for step in steps:
        try:
            catalogue.agencies[f"{shown.type}@{step}"]
        except KeyError:
            continue
        chain.append(common.agency_link(catalogue, f"{shown.type}@{step}"))
    if len(chain) < 2:
        return ()
    return (*chain[:-1], Link(chain[-1].text))
