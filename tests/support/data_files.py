"""The documents of the open data, made in memory and read back as programs of others would."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from rakor.content.collection import Catalogue
from rakor.documents import Site
from rakor.opendata.kinds import PackageKind, RecordsKind, TableKind

SITE = Site("Contoh situs", "https://example.org/rakor/", "Contoh uraian.")


def made(found: Catalogue, site: Site = SITE) -> dict[str, bytes]:
    """All documents of the open data, by address."""
    return {
        document.address: kind.render(document, kind.view(document, found, site))
        for kind in (TableKind(), RecordsKind(), PackageKind())
        for document in kind.plan(found, site)
    }


def rows(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a table, as Python reads it."""
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=delimiter, strict=True))


def put(files: dict[str, bytes], folder: Path) -> Path:
    """Write documents below a folder and return that of the data."""
    for address, content in files.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / "data"
