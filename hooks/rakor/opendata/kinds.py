"""The documents of the open data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from rakor.content.collection import Catalogue
from rakor.documents import Document, Kind, Site, addresses
from rakor.opendata import catalog, csv_text, package, records, rows, scopes, tables
from rakor.opendata.tables import Table

_PLAIN, _EXCEL = "plain", "excel"
_CODES = "codes"


class TableKind(Kind):
    """Tables as CSV: of a year, of codes, of a scope.

    The subject is the form, the name of the table, and what its rows are of: a family and a key.
    """

    name = "table"

    def plan(self, catalogue: Catalogue, site: Site) -> Iterator[Document]:
        for table in tables.CODE_LISTS:
            yield from self._both(table, table.name, _CODES, "")
        for year in scopes.years(catalogue):
            for table in scopes.tables_of(catalogue, year):
                yield from self._both(table, f"{table.name}-{year}", scopes.OF_YEAR, str(year))
        for address, table, family, key in scopes.of_scopes(catalogue):
            yield Document(address, self.name, (_EXCEL, table.name, family, key))

    def _both(self, table: Table, file: str, family: str, key: str) -> Iterator[Document]:
        for form, tail in ((_PLAIN, ".csv"), (_EXCEL, addresses.FOR_EXCEL)):
            address = addresses.data_file(f"{file}{tail}")
            yield Document(address, self.name, (form, table.name, family, key))

    def view(self, document: Document, catalogue: Catalogue, site: Site) -> list[rows.Row]:
        _, name, family, key = document.subject
        table = tables.BY_NAME[name]
        if family == _CODES:
            return rows.CODES[name](catalogue)
        if family == scopes.OF_YEAR:
            found = scopes.of_year(catalogue, int(key))
            return rows.of_table(table, found, catalogue, site.url)
        return scopes.of_scope(catalogue, table, family, key, site.url)

    def render(self, document: Document, view: Sequence[rows.Row]) -> bytes:
        form, name, _, _ = document.subject
        write = csv_text.plain if form == _PLAIN else csv_text.for_excel
        return write(tables.BY_NAME[name], view)


class RecordsKind(Kind):
    """All records of a year, one JSON object a line (https://jsonlines.org)."""

    name = "records"

    def plan(self, catalogue: Catalogue, site: Site) -> Iterator[Document]:
        for year in scopes.years(catalogue):
            yield Document(addresses.data_file(f"rapat-{year}.jsonl"), self.name, (str(year),))

    def view(self, document: Document, catalogue: Catalogue, site: Site) -> list[dict[str, Any]]:
        found = scopes.of_year(catalogue, int(document.subject[0]))
        return [records.record(one, catalogue, site.url) for one in found]

    def render(self, document: Document, view: Sequence[dict[str, Any]]) -> bytes:
        return "".join(f"{_line(one)}\n" for one in view).encode()


class PackageKind(Kind):
    """The descriptor of the data package, a schema for each table, and the DCAT catalogue."""

    name = "datapackage"

    def plan(self, catalogue: Catalogue, site: Site) -> Iterator[Document]:
        yield Document(addresses.data_file("datapackage.json"), self.name, ("package",))
        for table in tables.ALL:
            address = addresses.data_file(f"{package.SCHEMA}{table.name}.json")
            yield Document(address, self.name, ("schema", table.name))
        if site.url:
            yield Document(addresses.data_file("katalog.jsonld"), self.name, ("catalog",))

    def view(self, document: Document, catalogue: Catalogue, site: Site) -> dict[str, Any]:
        if document.subject[0] == "schema":
            return package.schema(tables.BY_NAME[document.subject[1]])
        years = {year: scopes.tables_of(catalogue, year) for year in scopes.years(catalogue)}
        describe = package.package if document.subject[0] == "package" else catalog.catalog
        return describe(site, years)

    def render(self, document: Document, view: dict[str, Any]) -> bytes:
        return (json.dumps(view, ensure_ascii=False, indent=1) + "\n").encode()


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
