"""The page of the open data: every file, and what each table and column means."""

from __future__ import annotations

from typing import NamedTuple

from rakor.content.collection import Catalogue
from rakor.documents import addresses
from rakor.opendata import linked, scopes, tables
from rakor.opendata.tables import Column, Table
from rakor.pages.page import Link, Page
from rakor.pages.views import common

_TYPES = {
    "string": "teks",
    "integer": "bilangan bulat",
    "number": "bilangan",
    "date": "tanggal (tahun-bulan-hari)",
    "time": "jam (jam:menit)",
}


class _Files(NamedTuple):
    """A table's two files."""

    title: str
    plain: str
    excel: str


class _Year(NamedTuple):
    year: int
    meetings: int
    files: tuple[_Files, ...]
    records: str


class _Column(NamedTuple):
    name: str
    meaning: str
    form: str
    values: str


class _Entry(NamedTuple):
    """A table in the dictionary."""

    key: str
    title: str
    description: str
    schema: str
    columns: tuple[_Column, ...]


def page(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``data``."""
    of_years = {year: scopes.tables_of(catalogue, year) for year in scopes.years(catalogue)}
    return (common.HOME, Link("Data terbuka")), {
        "address": page.address,
        "years": tuple(
            _Year(
                year,
                len(catalogue.by_year.get(year, ())),
                tuple(_files(table, f"-{year}") for table in found),
                addresses.data_file(f"rapat-{year}.jsonl"),
            )
            for year, found in sorted(of_years.items(), reverse=True)
        ),
        "codes": tuple(_files(table, "") for table in tables.CODE_LISTS),
        "dictionary": tuple(_entry(table) for table in tables.ALL),
        "package": addresses.data_file("datapackage.json"),
        "catalog": addresses.data_file("katalog.jsonld"),
        "linked": linked.data_set(of_years),
    }


def _files(table: Table, tail: str) -> _Files:
    stem = addresses.data_file(f"{table.name}{tail}")
    return _Files(table.title, f"{stem}.csv", f"{stem}{addresses.FOR_EXCEL}")


def _entry(table: Table) -> _Entry:
    return _Entry(
        table.name,
        table.title,
        table.description,
        addresses.data_file(f"skema-{table.name}.json"),
        tuple(_column(one) for one in table.columns),
    )


def _column(column: Column) -> _Column:
    form = _TYPES[column.type]
    if not column.is_required:
        form += ", boleh kosong"
    return _Column(column.name, column.description, form, ", ".join(column.values))
