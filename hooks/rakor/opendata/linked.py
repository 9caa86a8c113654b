"""Linked data on pages: what a page is about, in the words of https://schema.org, as JSON-LD.

Nobody is named who is not an office: people stand on the page, machines need not collect them.
Addresses are those within the site, wrapped by :func:`page`; :func:`as_text` makes them whole, for
a view does not know where the site is published. Nothing is written for a site without an address.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from rakor.bulletin import Bulletin, Mode, Status
from rakor.content.collection import Catalogue
from rakor.documents import addresses
from rakor.opendata import package, tables
from rakor.opendata.tables import Table

Node = dict[str, Any]

_PAGE = "@page"
_ZONES = {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}
_STATES = {
    Status.PUBLISHED: "https://schema.org/EventScheduled",
    Status.PLANNED: "https://schema.org/EventScheduled",
    Status.POSTPONED: "https://schema.org/EventPostponed",
    Status.CANCELLED: "https://schema.org/EventCancelled",
}
_MODES = {
    Mode.ON_SITE: "https://schema.org/OfflineEventAttendanceMode",
    Mode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Mode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}
_NO_OFFICES = frozenset({"soe", "party", "community", "media", "education"})
"""Kinds of agencies that are not of the government."""


def page(address: str, fragment: str = "") -> Node:
    """An address within the site, to be made whole by :func:`as_text`."""
    return {_PAGE: address, "fragment": fragment}


def meeting(catalogue: Catalogue, bulletin: Bulletin) -> list[Node]:
    """A meeting as an event with its bulletin, a report on it; not for withdrawn ones.

    Nothing is said twice: name and address of the report are those of the event.
    """
    report: Node = {
        "@type": "Report",
        "identifier": bulletin.lasting_id,
        "inLanguage": "id",
        "license": package.LICENCE,
        "isBasedOn": [
            {"@type": "CreativeWork", "name": one.name} | ({"url": one.url} if one.url else {})
            for one in bulletin.sources
        ],
    }
    if bulletin.publish_on:
        report["datePublished"] = str(bulletin.publish_on)
    if bulletin.corrections:
        report["dateModified"] = str(max(one.date for one in bulletin.corrections))
    event: Node = {
        "@type": "Event",
        "name": bulletin.title,
        "description": bulletin.summary,
        "url": page(addresses.bulletin(bulletin.id)),
        "startDate": _moment(bulletin, first=True),
        "endDate": _moment(bulletin, first=False),
        "eventStatus": _STATES[bulletin.status],
        "location": _place(catalogue, bulletin),
        "organizer": _office(catalogue, bulletin.host.agency),
        "keywords": [catalogue.topics.get(one, one) for one in dict.fromkeys(bulletin.topics)],
        "subjectOf": report,
    }
    if bulletin.mode:
        event["eventAttendanceMode"] = _MODES[bulletin.mode]
    return [event]


def _moment(bulletin: Bulletin, *, first: bool) -> str:
    """A day, or a day and an hour with the zone it is told in."""
    when, day = bulletin.time, bulletin.start if first else bulletin.end
    hour = None if when is None else when.start if first else when.end
    if when is None or hour is None:
        return str(day)
    return f"{day}T{hour:%H:%M}:00{_ZONES[when.zone]}"


def _place(catalogue: Catalogue, bulletin: Bulletin) -> Node:
    steps = catalogue.regions.path(bulletin.region)
    address = {
        "@type": "PostalAddress",
        "addressCountry": "ID",
        "addressRegion": steps[0].name,
    }
    if len(steps) > 1:
        address["addressLocality"] = steps[1].name
    return {"@type": "Place", "name": bulletin.venue or steps[-1].name, "address": address}


def _office(catalogue: Catalogue, agency_id: str) -> Node:
    agency = catalogue.agencies[agency_id]
    found: Node = {"@type": _type(catalogue, agency_id), "name": agency.name}
    if agency_id in catalogue.by_agency:
        found["url"] = page(addresses.agency(agency))
    return found


def _type(catalogue: Catalogue, agency_id: str) -> str:
    kind = catalogue.agencies.type(catalogue.agencies[agency_id].type).kind
    return "Organization" if kind in _NO_OFFICES else "GovernmentOrganization"


def agency(catalogue: Catalogue, agency_id: str) -> list[Node]:
    """An agency as an organization: its name, its page, and where it works."""
    shown = catalogue.agencies[agency_id]
    found: Node = {
        "@type": _type(catalogue, agency_id),
        "name": shown.name,
        "url": page(addresses.agency(shown)),
        "identifier": shown.id,
    }
    former = [one.name for one in shown.former if not one.is_id]
    if former:
        found["alternateName"] = former
    if shown.regions:
        found["areaServed"] = [
            {
                "@type": "AdministrativeArea",
                "name": catalogue.regions[code].name,
                "identifier": code,
            }
            for code in shown.regions
        ]
    return [found]


def data_set(of_years: Mapping[int, Iterable[Table]]) -> list[Node]:
    """The open data as a whole, with every file."""
    found: Node = {
        "@type": "Dataset",
        "@id": page(addresses.DATA, "#data"),
        "name": "Rapat koordinasi pemerintah",
        "description": package.DESCRIPTION,
        "url": page(addresses.DATA),
        "license": package.LICENCE,
        "inLanguage": "id",
        "isAccessibleForFree": True,
        "keywords": list(package.KEYWORDS),
        "spatialCoverage": {"@type": "Country", "name": "Indonesia"},
        "distribution": [
            _download(f"{table.name}.csv", table.title, "text/csv") for table in tables.CODE_LISTS
        ],
    }
    if of_years:
        found["temporalCoverage"] = f"{min(of_years)}-01-01/{max(of_years)}-12-31"
    for year, those in of_years.items():
        found["distribution"] += [
            *(_download(f"{one.name}-{year}.csv", f"{one.title} {year}") for one in those),
            _download(f"rapat-{year}.jsonl", f"Catatan lengkap {year}", "application/jsonl"),
        ]
    return [found]


def _download(file: str, title: str, form: str = "text/csv") -> Node:
    return {
        "@type": "DataDownload",
        "name": title,
        "encodingFormat": form,
        "contentUrl": page(addresses.data_file(file)),
    }


def as_text(nodes: Iterable[Node], site_url: str) -> str:
    """The nodes as JSON-LD that may stand in a page.

    HTML ends a script at ``</script`` and changes its mind at ``<!--`` (HTML standard,
    "Restrictions for contents of script elements"), so no ``<`` stands in it, nor any other sign
    of markup.
    """
    graph = {"@context": "https://schema.org", "@graph": [_whole(one, site_url) for one in nodes]}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _whole(value: Any, site_url: str) -> Any:
    if isinstance(value, dict):
        if _PAGE in value:
            return addresses.absolute(site_url, value[_PAGE]) + value["fragment"]
        return {name: _whole(one, site_url) for name, one in value.items()}
    if isinstance(value, list):
        return [_whole(one, site_url) for one in value]
    return value
