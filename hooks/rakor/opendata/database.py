"""The open data of a finished site as one SQLite file, with an index of all its text.

It is made from the tables that the site itself offers, so that both say the same, and anybody
with a copy on a stick can make it. It is no part of the site: the head of such a file holds the
version of the library that wrote it, and bytes would differ from machine to machine.

Tables and columns are those of :mod:`rakor.opendata.tables`, all years in one, with ``_`` for
``-`` in names. ``rapat`` has the text of the bulletin besides (``isi``), ``tentang`` says which
edition of which site this is. ``rapat_fts`` and ``tindak_lanjut_fts`` are full-text indexes
(FTS5) of the kind that Datasette finds by itself.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from rakor.documents import addresses
from rakor.errors import RakorError
from rakor.opendata import tables
from rakor.opendata.package import LICENCE
from rakor.opendata.tables import Column, Table
from rakor.opener import Folder
from rakor.printable import printable
from rakor.publish.edition import MOST_STAMP, STAMP, Stamp, read_stamp
from rakor.search import plain

_PACKAGE = addresses.data_file("datapackage.json")
_MOST_PACKAGE = 1 << 24
_MOST_TABLE = 1 << 30
_MOST_PAGE = 1 << 26
"""Bytes that no such file exceeds."""

_FILE = re.compile(r"(?P<table>[a-z]+(?:-[a-z]+)?)(?:-\d{4})?\.csv")
_BODY = '<div class="rk-text">'
_DIV = re.compile(r"<(/?)div\b[^>]*>")

_TYPES = {"integer": "INTEGER", "number": "REAL"}
_INDEXED = (
    ("rapat", ("judul", "ringkasan", "isi")),
    ("tindak_lanjut", ("isi", "penanggung_jawab", "hasil_catatan")),
)
"""Tables with a full-text index, and what of them is in it."""


class NoData(RakorError):
    """The folder holds no finished site with open data, or a damaged one."""


class DatabaseNotWritten(RakorError):
    """The file cannot be written, or this Python cannot index text."""


def write_database(site_dir: Path, file: Path) -> dict[str, int]:
    """Write the open data of a finished site as a SQLite file.

    Args:
        site_dir: the site, or a stick that holds a copy of it.
        file: what is written; one that is there is replaced when all is done.

    Returns:
        how many rows each table has.

    Raises:
        NoData: there is no such site, or a table of it is not what this program writes.
        DatabaseNotWritten: the disk refuses, or SQLite was built without FTS5.
    """
    site_dir = _site(site_dir)
    fresh = file.with_name(f".{file.name}.baru")
    try:
        fresh.unlink(missing_ok=True)
        with Folder(site_dir) as site, closing(sqlite3.connect(fresh)) as database:
            stamp = _stamp(site, site_dir)
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            counts = _fill(database, site, stamp)
            database.commit()
            database.execute("PRAGMA optimize")
        fresh.replace(file)
    except sqlite3.OperationalError as error:
        raise DatabaseNotWritten(_why_not(file, error)) from error
    except sqlite3.IntegrityError as error:
        raise NoData(
            f"Tabel di {site_dir} tidak utuh: {error}. Bangun ulang situsnya dengan: "
            "rakor build --clean"
        ) from error
    finally:
        fresh.unlink(missing_ok=True)
    return counts


def _why_not(file: Path, error: sqlite3.OperationalError) -> str:
    if "fts5" in str(error):
        return (
            "SQLite pada Python ini dipasang tanpa indeks teks (FTS5). Pakai Python dari "
            "python.org atau dari sistem operasi Anda."
        )
    return f"{file} tidak dapat ditulis: {error}."


def _site(folder: Path) -> Path:
    """The folder of the site itself: a stick holds it below ``data``."""
    for one in (folder, folder / "data"):
        if (one / _PACKAGE).is_file():
            return one
    raise NoData(
        f"Tidak ada data terbuka di {folder} ({_PACKAGE} tidak ada). Tulis folder situs yang "
        "selesai dibangun atau stik berisi salinannya, atau bangun dengan: rakor build"
    )


def _stamp(site: Folder, site_dir: Path) -> Stamp:
    try:
        stamp = read_stamp(site.read(STAMP, MOST_STAMP))
    except OSError:
        stamp = None
    if stamp is None:
        raise NoData(
            f"{site_dir} bukan situs yang selesai dibangun ({STAMP} tidak ada atau rusak)."
        )
    return stamp


def _fill(database: sqlite3.Connection, site: Folder, stamp: Stamp) -> dict[str, int]:
    counts = {}
    files = _files(site)
    for table in (*tables.CODE_LISTS, *tables.YEARLY):
        name, columns = _name(table.name), _columns(table)
        database.execute(_definition(table, columns))
        marks = ", ".join("?" * len(columns))
        rows = _rows(table, files.get(table.name, []), site, stamp)
        database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
        ((counts[name],),) = database.execute(f'SELECT count(*) FROM "{name}"')
        for column in ("rapat", "wilayah_kode", "instansi_kode"):
            if column in [one.name for one in columns] and column != table.key[0]:
                database.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')
    for name, words in _INDEXED:
        listed = ", ".join(words)
        database.execute(
            f'CREATE VIRTUAL TABLE {name}_fts USING fts5({listed}, content="{name}", '
            "tokenize='unicode61 remove_diacritics 2')"
        )
        database.execute(f"INSERT INTO {name}_fts({name}_fts) VALUES ('rebuild')")
    database.execute("CREATE TABLE tentang (hal TEXT PRIMARY KEY, isi TEXT)")
    told = {
        "situs": stamp.name,
        "alamat": stamp.url,
        "edisi": stamp.id,
        "tanggal edisi": stamp.moment,
        "lisensi": LICENCE,
    }
    database.executemany("INSERT INTO tentang VALUES (?, ?)", told.items())
    return counts


def _files(site: Folder) -> dict[str, list[str]]:
    """Names of the files of each table, as the package lists them."""
    try:
        package = json.loads(site.read(_PACKAGE, _MOST_PACKAGE))
        paths = [str(one["path"]) for one in package["resources"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise NoData(f"{_PACKAGE} tidak dapat dibaca: {error}.") from error
    found: dict[str, list[str]] = {}
    for path in paths:
        match = _FILE.fullmatch(path)
        if match is None or match["table"] not in tables.BY_NAME:
            raise NoData(
                f'{_PACKAGE} menyebut berkas "{printable(path)}", yang bukan tabel situs ini. '
                "Salinannya rusak, atau dibuat versi lain dari program ini."
            )
        found.setdefault(match["table"], []).append(path)
    return found


def _rows(
    table: Table, names: Iterable[str], site: Folder, stamp: Stamp
) -> Iterator[list[str | None]]:
    header = [column.name for column in table.columns]
    for name in names:
        address = addresses.data_file(name)
        try:
            text = site.read(address, _MOST_TABLE).decode("utf-8-sig")
            reader = csv.reader(io.StringIO(text, newline=""), strict=True)
            if next(reader, None) != header:
                raise ValueError("nama kolomnya lain")
            for row in reader:
                if len(row) != len(header):
                    raise ValueError(f"baris {reader.line_num} tidak lengkap")
                cells: list[str | None] = [cell or None for cell in row]
                if table is tables.MEETINGS:
                    cells.append(_body(site, row[-1], stamp))
                yield cells
        except (OSError, ValueError, csv.Error) as error:
            raise NoData(
                f"{address} tidak dapat dibaca: {error}. Salinannya rusak, atau dibuat versi lain "
                "dari program ini. Bangun ulang dengan: rakor build --clean"
            ) from error


def _body(site: Folder, address: str, stamp: Stamp) -> str | None:
    """The text of a bulletin; None where its page shows none, as one that was withdrawn."""
    page = unquote(address.removeprefix(stamp.url))
    if PurePosixPath(page).parts[:1] != ("buletin",):
        raise ValueError(f"alamat {printable(address)} bukan halaman situs ini")
    html = site.read(page, _MOST_PAGE).decode()
    _, found, rest = html.partition(_BODY)
    depth = 1
    for tag in _DIV.finditer(rest if found else ""):
        depth += -1 if tag[1] else 1
        if not depth:
            return plain(rest[: tag.start()]).strip() or None
    return None


def _name(table: str) -> str:
    return table.replace("-", "_")


def _columns(table: Table) -> tuple[Column, ...]:
    body = (Column("isi", "Isi buletin sebagai teks."),)
    return (*table.columns, *(body if table is tables.MEETINGS else ()))


def _definition(table: Table, columns: Iterable[Column]) -> str:
    codes = dict(table.refers)
    lines = []
    for column in columns:
        line = f'"{column.name}" {_TYPES.get(column.type, "TEXT")}'
        if column.is_required:
            line += " NOT NULL"
        if column.name in codes:
            line += f' REFERENCES "{codes[column.name]}" ("kode")'
        if column.name in ("rapat", "rapat_terkait", "hasil_rapat"):
            line += ' REFERENCES "rapat" ("id")'
        lines.append(line)
    key = ", ".join(f'"{one}"' for one in table.key)
    return f'CREATE TABLE "{_name(table.name)}" ({", ".join(lines)}, PRIMARY KEY ({key}))'
