"""The catalogue for portals that harvest: DCAT (W3C, version 3) as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rakor.documents import Site, addresses
from rakor.opendata import package, tables
from rakor.opendata.tables import Table

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_INDONESIAN = "http://publications.europa.eu/resource/authority/language/IND"
_INDONESIA = "http://publications.europa.eu/resource/authority/country/IDN"
_TYPES = "https://www.iana.org/assignments/media-types/"


def catalog(site: Site, of_years: Mapping[int, Iterable[Table]]) -> dict[str, Any]:
    """One catalogue with one data set, whose distributions are the package and each file.

    Only for a site with an address: everything here is named by one.
    """
    home = addresses.absolute(site.url, addresses.HOME)
    page = addresses.absolute(site.url, addresses.DATA)
    publisher = _publisher(site)
    data_set: dict[str, Any] = {
        "@id": f"{page}#data",
        "@type": "dcat:Dataset",
        "dct:title": _text(f"{site.name}: rapat koordinasi pemerintah"),
        "dct:description": _text(package.DESCRIPTION),
        "dct:identifier": f"{page}#data",
        "dcat:keyword": [_text(word) for word in package.KEYWORDS],
        "dct:language": {"@id": _INDONESIAN},
        "dct:spatial": {"@id": _INDONESIA, "@type": "dct:Location"},
        "dct:license": {"@id": package.LICENCE, "@type": "dct:LicenseDocument"},
        "dct:publisher": publisher,
        "dcat:landingPage": {"@id": page, "@type": "foaf:Document"},
        "dcat:distribution": list(_distributions(site, of_years)),
    }
    if of_years:
        data_set["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(f"{min(of_years)}-01-01"),
            "dcat:endDate": _day(f"{max(of_years)}-12-31"),
        }
    return {
        "@context": _CONTEXT,
        "@id": f"{page}#katalog",
        "@type": "dcat:Catalog",
        "dct:title": _text(f"Katalog data {site.name}"),
        "dct:description": _text(site.description or package.DESCRIPTION),
        "dct:language": {"@id": _INDONESIAN},
        "dct:license": {"@id": package.LICENCE, "@type": "dct:LicenseDocument"},
        "dct:publisher": publisher,
        "foaf:homepage": {"@id": home, "@type": "foaf:Document"},
        "dcat:dataset": [data_set],
    }


def _publisher(site: Site) -> dict[str, Any]:
    """Who publishes: the office that the settings name, else the site itself."""
    told = site.publisher
    found: dict[str, Any] = {
        "@id": f"{addresses.absolute(site.url, addresses.HOME)}#penerbit",
        "@type": "foaf:Organization",
        "foaf:name": told.name if told else site.name,
    }
    if told and told.website:
        found["foaf:homepage"] = {"@id": told.website, "@type": "foaf:Document"}
    if told and told.email:
        found["foaf:mbox"] = {"@id": f"mailto:{told.email}"}
    return found


def _distributions(site: Site, of_years: Mapping[int, Iterable[Table]]) -> Iterable[dict[str, Any]]:
    yield _file(site, "datapackage.json", "Paket data", "application/json")
    for table in tables.CODE_LISTS:
        yield _file(site, f"{table.name}.csv", table.title, "text/csv")
    for year, found in of_years.items():
        for table in found:
            yield _file(site, f"{table.name}-{year}.csv", f"{table.title} {year}", "text/csv")
        yield _file(site, f"rapat-{year}.jsonl", f"Catatan lengkap {year}", "application/jsonl")


def _file(site: Site, name: str, title: str, media_type: str) -> dict[str, Any]:
    address = addresses.absolute(site.url, addresses.data_file(name))
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _text(title),
        "dcat:downloadURL": {"@id": address},
        "dcat:accessURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{_TYPES}{media_type}", "@type": "dct:MediaType"},
        "dct:license": {"@id": package.LICENCE, "@type": "dct:LicenseDocument"},
    }


def _text(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "id"}


def _day(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}
