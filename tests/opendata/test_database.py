"""The database: the tables of the site in one file, of anybody's copy, or a clear refusal."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from data_files import rows

from rakor.cli.main import main
from rakor.opendata import tables
from rakor.opendata.database import NoData, write_database


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the parts of the shipped site that are needed, to be damaged and mended again."""
    target = tmp_path_factory.mktemp("copy") / "data"
    for folder in ("data", "buletin", "assets"):
        shutil.copytree(site / folder, target / folder)
    return target


def read(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as database:
        return database.execute(query).fetchall()


def test_every_row_of_every_table_is_there(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "rakor.sqlite"
    counts = write_database(site, file)
    for table in tables.ALL:
        files = sorted((site / "data").glob(f"{table.name}*.csv"))
        own = [one for one in files if one.stem.removeprefix(table.name).strip("-0123456789") == ""]
        expected = [tuple(row.values()) for one in own for row in rows(one.read_bytes())]
        name = table.name.replace("-", "_")
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        found = read(file, f"SELECT {columns} FROM {name}")
        assert counts[name] == len(found) == len(expected)
        as_text = [tuple("" if one is None else str(one) for one in row) for row in found]
        plain = [tuple(one.removesuffix(".0") for one in row) for row in as_text]
        assert sorted(plain) == sorted(expected), table.name
    assert read(file, "PRAGMA integrity_check") == [("ok",)]
    assert read(file, "PRAGMA foreign_key_check") == []


def test_text_is_found_and_datasette_finds_the_index(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "rakor.sqlite"
    write_database(site, file)
    found = read(
        file,
        "SELECT id FROM rapat WHERE rowid IN "
        "(SELECT rowid FROM rapat_fts WHERE rapat_fts MATCH 'semboyan')",
    )
    assert len(found) == 1  # a word of the text alone, neither of title nor of summary
    # How Datasette looks for the index of a table (datasette.utils.detect_fts).
    for table in ("rapat", "tindak_lanjut"):
        query = (
            "SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE "
            f"'%VIRTUAL TABLE%USING FTS%content=\"{table}\"%'"
        )
        assert read(file, query) == [(f"{table}_fts",)]
    about = dict(read(file, "SELECT * FROM tentang"))
    assert len(str(about["edisi"])) == 12


def test_a_stick_will_do_and_a_former_file_is_replaced(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rakor.sqlite"
    file.write_bytes(b"lama")
    assert main(["data", "--sqlite", str(file), "--site-dir", str(copy.parent)]) == 0
    assert "rapat 20" in capsys.readouterr().out
    assert read(file, "SELECT count(*) FROM rapat") == [(20,)]
    assert [path.name for path in tmp_path.iterdir()] == ["rakor.sqlite"]


def replace(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        path = folder / name
        content = path.read_bytes()
        assert old in content
        path.write_bytes(content.replace(old, new, 1))

    return damage


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "no package": (remove("data/datapackage.json"), "Tidak ada data terbuka"),
    "no stamp": (remove("assets/edisi.js"), "bukan situs"),
    "a package that is none": (
        replace("data/datapackage.json", b"{", b"["),
        "tidak dapat dibaca",
    ),
    "a file that is not there": (remove("data/rapat-2024.csv"), "data/rapat-2024.csv"),
    "a file of another folder": (
        replace("data/datapackage.json", b'"rapat-2024.csv"', b'"../../rahasia.csv"'),
        "../../rahasia.csv",
    ),
    "another column": (replace("data/rapat-2024.csv", b"judul", b"nama"), "nama kolomnya lain"),
    "a row cut short": (replace("data/topik-rapat-2024.csv", b"\r\n", b"\r\na,1\r\n"), "baris 2"),
    "not UTF-8": (replace("data/rapat-2024.csv", b"Rapat", b"\xff\xfe"), "data/rapat-2024.csv"),
    "a page elsewhere": (
        replace("data/rapat-2024.csv", b"https://rakor.example/buletin/", b"https://x.example/b/"),
        "bukan halaman situs ini",
    ),
    "a row twice": (
        replace("data/topik.csv", b"pilkada,", b"pilkada,x\r\npilkada,"),
        "tidak utuh",
    ),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_a_damaged_copy_is_refused_in_words(copy: Path, tmp_path: Path, what: str) -> None:
    damage, said = DAMAGE[what]
    folder = tmp_path / "site"
    shutil.copytree(copy, folder)
    damage(folder)
    file = tmp_path / "rakor.sqlite"
    file.write_bytes(b"lama")
    with pytest.raises(NoData, match=said.replace(".", r"\.")):
        write_database(folder, file)
    assert file.read_bytes() == b"lama"
    assert not list(tmp_path.glob("*.baru"))


def test_places_where_no_file_can_be_are_told(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place, said in (
        (tmp_path, "adalah folder"),
        (tmp_path / "tidak-ada" / "x.sqlite", "tidak ada"),
        (copy / "x.sqlite", "di dalam situs"),
    ):
        assert main(["data", "--sqlite", str(place), "--site-dir", str(copy)]) == 1
        assert said in capsys.readouterr().err
