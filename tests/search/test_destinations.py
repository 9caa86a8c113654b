"""What a query may name, and where it leads."""

from __future__ import annotations

import re
from pathlib import Path

import rakor
from rakor.indonesian import DAYS, MONTH_WORDS
from rakor.registry import load_agencies, regions
from rakor.search.destinations import destinations, districts, ordinary_names
from rakor.search.tokenizer import fold

REGIONS = regions()
FOUND = destinations(
    REGIONS,
    load_agencies(REGIONS, None),
    {"pilkada": "Pemilihan kepala daerah", "banjir": "Banjir"},
    (
        {"35": 1, "35.13": 2, "35.79": 4},
        {"kpu@35.13": 2, "kpu@35": 1, "kodim-0820": 3, "bnpb@nasional": 1},
        {"pilkada": 5},
    ),
    {"w35": 9, "w35.13": 4, "tpilkada": 6, "ikpu@35.13": 2, "ikodim-0820": 3, "ipolri@nasional": 1},
)


def rows(name: str) -> list[list[object]]:
    return FOUND[name[0]].get(name, [])


def test_regions_by_all_their_names() -> None:
    province = ["w35", "Jawa Timur", "wilayah/jawa-timur/index.html", 7, 9]
    assert rows("jawa timur") == rows("jatim") == [province]
    assert rows("probolinggo") == [
        ["w35.13", "Kabupaten Probolinggo", REGIONS_PAGE, 2, 4],
        ["w35.74", "Kota Probolinggo"],
    ]
    assert rows("batu") == [["b35.79", "Kota Batu", "wilayah/jawa-timur/kota-batu/index.html", 4]]
    assert rows("aceh") == [["w11", "Aceh"]]


REGIONS_PAGE = "wilayah/jawa-timur/kabupaten-probolinggo/index.html"


def test_every_region_is_known() -> None:
    known = {row[0][1:] for block in FOUND.values() for some in block.values() for row in some}
    assert {region.code for region in REGIONS} <= known


def test_types_agencies_and_topics() -> None:
    kpu = ["jkpu", "KPU", "instansi/kpu/index.html", 2, 2]
    assert rows("kpu") == rows("komisi pemilihan umum") == [kpu]
    assert [row[0] for row in rows("kodim 0820")] == ["ikodim-0820"]
    assert "ibnpb@nasional" in {row[0] for row in rows("bnpb")}
    assert rows("pemilihan kepala daerah") == rows("pilkada")
    assert rows("pilkada")[0][2:] == ["topik/pilkada.html", 5, 6]
    assert not rows("banjir")  # no bulletin has it, so it has no page


def test_ordinary_names_are_names_of_regions() -> None:
    assert ordinary_names() <= {fold(region.bare) for region in REGIONS}


def test_the_engine_knows_the_same_months_and_days() -> None:
    engine = Path(rakor.__file__).parent / "theme/files/assets/cari-mesin.js"
    text = engine.read_text(encoding="utf-8")
    table = re.search(r"const MONTHS = \[(.*?)\]\.map", text, re.S)
    assert table
    months = [names.split() for names in re.findall(r'"([^"]+)"', table[1])]
    assert {word: at for at, names in enumerate(months, 1) for word in names} == MONTH_WORDS
    assert all(f'"{fold(name)}' in text for name in DAYS)


def test_kecamatan_by_name_and_by_code() -> None:
    found = districts(REGIONS, ["35", "35.13", "35.74"])
    assert found["k"]["kraksaan"] == ["35.13.14"]
    assert found["3"]["35.13.14"] == ["kraksaan"]
    assert {code[:5] for code in found["3"]} == {"35.13", "35.74"}
    # Every bulletin of the regency says the name of this one.
    assert "probolinggo" not in found["p"]
