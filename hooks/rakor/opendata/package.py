"""The data package (Data Package v2, https://datapackage.org) and the schema of each table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rakor.documents import Site
from rakor.opendata import tables
from rakor.opendata.tables import Column, Table

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""What the text of bulletins is offered under; the same for the tables made of them."""

_PROFILE = "https://datapackage.org/profiles/2.0/"


def package(site: Site, of_years: Mapping[int, Iterable[Table]]) -> dict[str, Any]:
    """The descriptor of the package.

    Args:
        site: whose it is.
        of_years: the tables that each year has.
    """
    resources = [_resource(table, table.name) for table in tables.CODE_LISTS]
    for year, found in of_years.items():
        resources += [_resource(table, f"{table.name}-{year}", str(year)) for table in found]
    described: dict[str, Any] = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": "rakor",
        "title": f"{site.name}: rapat koordinasi pemerintah",
        "description": DESCRIPTION,
        "homepage": site.url,
        "licenses": [
            {"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Atribusi 4.0"}
        ],
        "contributors": _contributors(site),
        "keywords": list(KEYWORDS),
        "resources": resources,
    }
    return {name: value for name, value in described.items() if value}


DESCRIPTION = (
    "Catatan rapat koordinasi pemerintah di Indonesia: kapan dan di mana, siapa yang hadir, apa "
    "yang dijanjikan, dan angka yang disebut. Satu baris selalu merujuk buletinnya lewat kolom "
    "id, yang tidak pernah berubah. Berkas berakhiran -excel.csv memuat hal yang sama untuk "
    "lembar kerja dan tidak didaftar di sini."
)
KEYWORDS = ("rapat koordinasi", "pemerintah daerah", "forkopimda", "indonesia")


def _contributors(site: Site) -> list[dict[str, Any]]:
    publisher = site.publisher
    if publisher is None:
        return []
    told = {"title": publisher.name, "path": publisher.website, "email": publisher.email}
    return [
        {name: text for name, text in told.items() if text}
        | {"organization": publisher.name, "roles": ["publisher", "produsen data", "walidata"]}
    ]


def _resource(table: Table, name: str, year: str = "") -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": f"{table.title} {year}".strip(),
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        # Without the word "sig" plain readers take the byte order mark for part of a name.
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"'},
        "schema": f"{SCHEMA}{table.name}.json",
    }


SCHEMA = "skema-"
"""What names of the schemas begin with, beside the package."""


def schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table; the same for all its files."""
    found: dict[str, Any] = {
        "$schema": f"{_PROFILE}tableschema.json",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "fields": [_field(one) for one in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.refers:
        found["foreignKeys"] = [
            {
                "fields": [name],
                "reference": {
                    "resource": "" if of == table.name else of,
                    "fields": ["kode"],
                },
            }
            for name, of in table.refers
        ]
    return found


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.description,
    }
    if column.type == "time":
        found["format"] = "%H:%M"
    constraints: dict[str, Any] = {}
    if column.is_required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    return found | ({"constraints": constraints} if constraints else {})
