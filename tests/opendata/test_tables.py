"""Tables: every fact once, in words that lead back to the bulletin, safe to open."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from collection import TOPICS, agencies, bulletin, catalogue, many
from data_files import SITE, made, rows
from hypothesis import given
from hypothesis import strategies as st

from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue
from rakor.documents import Site
from rakor.opendata import csv_text, tables
from rakor.opendata.rows import number_of
from rakor.registry import regions

DAY = dt.date(2024, 11, 14)


def full() -> Bulletin:
    """A bulletin that states all there is to state."""
    return bulletin(
        title="=HYPERLINK(1) Contoh rapat",
        time={"start": "09:00", "end": "11:30", "zone": "WIB"},
        end=dt.date(2024, 11, 15),
        venue="Aula Contoh; lantai 2",
        mode="hibrida",
        host={"agency": "kpu@35.13", "through": "Bagian Contoh"},
        chair={"name": "Pejabat Contoh", "position": "Ketua", "on_behalf_of": "Bupati Contoh"},
        participants=[
            {
                "agency": "bawaslu@35.13",
                "role": "pembicara",
                "attendance": "diwakili",
                "people": [{"name": "Wakil Contoh", "position": "Staf"}, {"position": "Ketua"}],
            },
            {"agency": "polres@35.13"},
        ],
        topics=["pilkada", "pangan"],
        figures=[
            {"value": "1,5 miliar", "unit": "rupiah", "note": "contoh", "according_to": "Ketua"},
            {"value": "35.10"},
        ],
        follow_ups=[
            {"text": "Contoh janji\ndua baris.", "responsible": "kpu@35.13", "due": DAY},
            {"text": "Contoh imbauan.", "kind": "imbauan", "id": "imbauan"},
        ],
        sources=[{"name": 'Sumber "contoh"', "url": "https://example.org/a?b=c", "date": DAY}],
        corrections=[{"date": DAY, "part": "judul", "was": "Lama", "now": "Baru"}],
        related=["contoh/lain"],
        attachments=[{"file": "lampiran contoh.pdf", "note": "Daftar hadir"}],
        publish_on=DAY,
        writers=["Contoh penulis"],
    )


def other(**changes: object) -> Bulletin:
    return bulletin(name="lain", id="contoh/lain", **changes)


def test_every_column_of_a_full_bulletin_is_told() -> None:
    files = made(catalogue([full(), other(former_addresses=["contoh/semula"])]))
    meeting = full().id
    found = {table: rows(files[f"data/{table.name}-2024.csv"]) for table in tables.YEARLY}
    of = {
        table.name: [one for one in found[table] if one.get("rapat", one.get("id")) == meeting]
        for table in tables.YEARLY
    }
    (row,) = of["rapat"]
    assert row["judul"] == "=HYPERLINK(1) Contoh rapat"
    assert (row["jam_mulai"], row["jam_selesai"], row["zona"]) == ("09:00", "11:30", "WIB")
    assert (row["tanggal_mulai"], row["tanggal_selesai"]) == ("2024-11-14", "2024-11-15")
    assert (row["wilayah_kode"], row["wilayah"]) == ("35.13", "Kabupaten Probolinggo")
    assert row["alamat"] == f"{SITE.url}buletin/{meeting}.html"
    assert all(row.values()), row
    assert [one["peran"] for one in of["kehadiran"]] == ["penyelenggara", "pembicara", "peserta"]
    assert of["kehadiran"][1]["wakil"] == "Wakil Contoh (Staf); (Ketua)"
    assert [one["no"] for one in of["kehadiran"]] == ["0", "1", "2"]
    assert [one["topik"] for one in of["topik-rapat"]] == [
        "Pemilihan kepala daerah",
        "Pasokan pangan",
    ]
    assert [one["bilangan"] for one in of["angka"]] == ["1500000000", ""]
    assert of["tindak-lanjut"][0]["isi"] == "Contoh janji\ndua baris."
    assert of["tindak-lanjut"][1]["id"] == f"{meeting}#imbauan"
    assert of["ralat"][0]["menjadi"] == "Baru"
    # Another bulletin is named by the oldest address it had.
    assert of["terkait"] == [{"rapat": meeting, "no": "1", "rapat_terkait": "contoh/semula"}]
    assert of["lampiran"][0]["alamat"].endswith("/2024/lampiran%20contoh.pdf")
    assert of["sumber"][0]["nama"] == 'Sumber "contoh"'


def test_records_say_what_the_tables_say() -> None:
    files = made(catalogue([full(), other()]))
    lines = files["data/rapat-2024.jsonl"].decode().splitlines()
    record = next(one for one in map(json.loads, lines) if one["id"] == full().id)
    (row,) = [one for one in rows(files["data/rapat-2024.csv"]) if one["id"] == full().id]
    assert {name: text for name, text in row.items() if text} == {
        name: record[name] for name in row if name in record
    }
    for table in tables.YEARLY[1:]:
        found = [
            one for one in rows(files[f"data/{table.name}-2024.csv"]) if one["rapat"] == full().id
        ]
        assert len(record[table.name.replace("-", "_")]) == len(found), table.name
    people = [{"nama": "Wakil Contoh", "jabatan": "Staf"}, {"jabatan": "Ketua"}]
    assert record["kehadiran"][1]["wakil"] == people
    assert record["angka"][0]["bilangan"] == 1_500_000_000
    assert record["penulis"] == ["Contoh penulis"]


def test_a_withdrawn_bulletin_keeps_its_row_and_no_fact() -> None:
    gone = full()
    gone = bulletin(
        **{name: getattr(gone, name) for name in ("title", "venue", "summary", "figures")},
        status="dicabut",
        corrections=[{"date": DAY, "part": "seluruh buletin", "now": "Dicabut"}],
    )
    files = made(catalogue([gone, other()]))
    row = next(one for one in rows(files["data/rapat-2024.csv"]) if one["id"] == gone.id)
    told = {name for name, text in row.items() if text}
    kept = {"id", "judul", "tanggal_mulai", "tanggal_selesai", "status", "alamat"}
    assert told == kept | {"wilayah_kode", "wilayah", "provinsi_kode", "provinsi"}
    assert row["status"] == "dicabut"
    for name in ("kehadiran", "topik-rapat"):
        assert gone.id not in {one["rapat"] for one in rows(files[f"data/{name}-2024.csv"])}
    assert "data/angka-2024.csv" not in files
    assert gone.id in {one["rapat"] for one in rows(files["data/ralat-2024.csv"])}
    assert gone.id.encode() not in files["wilayah/jawa-timur/rapat-excel.csv"]
    lines = map(json.loads, files["data/rapat-2024.jsonl"].decode().splitlines())
    record = next(one for one in lines if one["id"] == gone.id)
    assert record["status"] == "dicabut"
    assert "ringkasan" not in record


def test_a_year_with_withdrawn_bulletins_alone_has_a_table() -> None:
    files = made(catalogue([bulletin(day=dt.date(2020, 1, 2), status="dicabut")]))
    assert len(rows(files["data/rapat-2020.csv"])) == 1


def test_an_id_outlives_a_move_and_an_entry_above() -> None:
    promise = {"text": "Contoh janji."}
    before = made(catalogue([bulletin(follow_ups=[promise])]))
    moved = bulletin(
        id="jawa-timur/kabupaten-probolinggo/2024/2024-11-14-baru",
        former_addresses=["contoh/antara", bulletin().id],
        follow_ups=[{"text": "Contoh janji di atasnya."}, promise],
    )
    after = made(catalogue([moved]))
    file = "data/tindak-lanjut-2024.csv"
    assert rows(before[file])[0]["id"] == rows(after[file])[1]["id"]
    assert rows(after["data/rapat-2024.csv"])[0]["id"] == bulletin().id
    assert rows(after["data/rapat-2024.csv"])[0]["alamat"].endswith("2024-11-14-baru.html")


@pytest.mark.parametrize("word", ["selesai", "dialihkan", "dibatalkan"])
def test_what_became_of_a_promise_is_told_while_a_published_bulletin_proves_it(word: str) -> None:
    keys = {"selesai": "closed", "dialihkan": "moved", "dibatalkan": "dropped"}
    told = {"bulletin": "contoh/lain", "note": "Contoh catatan", "item": "baru"}
    promised = bulletin(follow_ups=[{"text": "Contoh janji.", keys[word]: told}])
    later = dt.date(2025, 1, 3)
    for status, expected in (("terbit", word), ("dicabut", "")):
        proof = other(day=later, status=status, follow_ups=[{"text": "Baru.", "id": "baru"}])
        row = rows(made(catalogue([promised, proof]))["data/tindak-lanjut-2024.csv"])[0]
        assert row["hasil"] == expected
        assert row["hasil_tanggal"] == (str(later) if expected else "")
        assert row["hasil_butir"] == ("contoh/lain#baru" if expected else "")


def test_no_column_depends_on_the_day_of_the_edition() -> None:
    ones = many(30)
    assert made(catalogue(ones, dt.date(2030, 1, 1))) == made(catalogue(ones, dt.date(2031, 1, 1)))


def test_tables_of_scopes_hold_what_their_pages_list() -> None:
    found = catalogue(many(120))
    files = made(found)
    for code in found.by_region:
        folder = "/".join(step.slug for step in found.regions.path(code))
        listed = rows(files[f"wilayah/{folder}/rapat-excel.csv"], ";")
        assert [one["id"] for one in listed] == [one.lasting_id for one in found.by_region[code]]
    for topic, bulletins in found.by_topic.items():
        assert len(rows(files[f"topik/{topic}/rapat-excel.csv"], ";")) == len(bulletins)
        promised = rows(files[f"topik/{topic}/tindak-lanjut-excel.csv"], ";")
        assert len(promised) == len(found.tasks_on[topic])
    for type_id in found.by_type:
        there = rows(files[f"instansi/{type_id}/kehadiran-excel.csv"], ";")
        assert {one["jenis_kode"] for one in there} == {type_id}
        assert {one["rapat"] for one in there} == {one.id for one in found.by_type[type_id]}
        assert there == sorted(there, key=lambda one: one["instansi_kode"])


def test_tables_stay_at_former_addresses() -> None:
    ones = [
        bulletin(topics=["pangan"], follow_ups=[{"text": "Contoh janji."}]),
        bulletin(name="lain", topics=["pilkada"]),
    ]
    former = {"pangan-lama": "pangan", "pilkada": "pangan"}  # the second is a topic again
    found = Catalogue(ones, regions(), agencies(), TOPICS, None, former)
    files = made(found)
    for name in ("rapat", "tindak-lanjut"):
        now = files[f"topik/pangan/{name}-excel.csv"]
        assert files[f"topik/pangan-lama/{name}-excel.csv"] == now
    (row,) = rows(files["topik/pilkada/rapat-excel.csv"], ";")
    assert row["id"].endswith("lain")


def test_addresses_are_relative_without_an_address_of_the_site() -> None:
    files = made(catalogue([full(), other()]), Site("Contoh"))
    assert rows(files["data/rapat-2024.csv"])[0]["alamat"].startswith("buletin/")
    assert rows(files["data/lampiran-2024.csv"])[0]["alamat"].startswith("buletin/")
    assert "data/katalog.jsonld" not in files


def test_files_are_of_the_form_that_is_promised() -> None:
    files = made(catalogue([full(), other()]))
    for address, content in files.items():
        if not address.endswith(".csv"):
            continue
        assert content.startswith(b"\xef\xbb\xbf"), address
        text = content.decode("utf-8-sig")
        assert text.endswith("\r\n"), address
        assert re.search(";" if "-excel" in address else ",", text.partition("\r\n")[0])
        assert not re.search(r"\A\ufeff", text)


def _cells(text: str) -> tuple[str, str]:
    row = ("rapat", 1, "judul", text, None, text)
    plain = rows(csv_text.plain(tables.CORRECTIONS, [row]))
    excel = rows(csv_text.for_excel(tables.CORRECTIONS, [row]), ";")
    return plain[0]["bagian"], excel[0]["bagian"]


RUN_OR_CHANGED = [
    *(
        "=1+1",
        "+62 8",
        "-1+1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "＋1",
        "－1",
        "＠A1",
    ),
    *("\ufeff=1", "\u200b=1", "\x0b=1", "\xa0=1"),
    *("35.10", "35", "007", "1,5", "1.000.000", "12:30", "09.00", "3/4", "12-2024", "1E5", "40%"),
    *("12 Mei", "mei 2024", "1 Januari 2024", "Rp5.000", "TRUE", "benar", "(5)", " 35.10 "),
    *("'=1+1", "'"),
]


@pytest.mark.parametrize("text", RUN_OR_CHANGED)
def test_what_a_spreadsheet_would_run_or_change_stands_behind_an_apostrophe(text: str) -> None:
    assert _cells(text) == (text, f"'{text}")


@pytest.mark.parametrize(
    "text", ["Rapat - lanjutan", "a=b", "kpu@35.13", "Kodim 0820", "5 orang", "10 dari 12", "Mei"]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert _cells(text) == (text, text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_any_text_comes_back_whole_and_no_cell_can_run(text: str) -> None:
    plain, excel = _cells(text)
    assert plain == text
    assert excel.removeprefix("'") == text if excel != text else not text.startswith("'")
    assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", excel)


def test_a_long_run_of_digits_takes_no_time() -> None:
    assert csv_text.guarded("1" * 200_000 + "x") == "1" * 200_000 + "x"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        *(("12.173", 12173), ("990", 990), ("1,5", 1.5), ("Rp5.000.000", 5_000_000), ("0", 0)),
        *(
            ("Rp 2,25 miliar", 2_250_000_000),
            ("40%", 40),
            ("99,3 persen", 99.3),
            ("10 ribu", 10_000),
        ),
        *(("Rp7.500,-", 7500), ("1,50", 1.5), ("0,25 juta", 250_000), ("1,2345 ribu", 1234.5)),
        *(("10 ribu", 10_000), ("1,5 Juta", 1_500_000)),
        *(("12.5", None), ("35.10", None), ("3-5", None), ("sekitar 40", None), ("0815", None)),
        *(("1,234,567", None), ("12 orang", None), ("", None), ("1" * 20, None), ("٣", None)),
    ],
)
def test_a_figure_is_a_number_only_where_it_is_certain(written: str, number: float | None) -> None:
    assert number_of(written) == number


def test_code_lists_hold_every_code_that_is_used() -> None:
    found = catalogue(many(60))
    files = made(found)
    codes = {name: {one["kode"] for one in rows(files[f"data/{name}.csv"])} for name in
             ("wilayah", "instansi", "topik")}  # fmt: skip
    for table in tables.YEARLY:
        for year in (2022, 2023, 2024):
            for row in rows(files.get(f"data/{table.name}-{year}.csv", b"")):
                for column, of in table.refers:
                    assert not row[column] or row[column] in codes[of], (column, row[column])
    assert len(codes["wilayah"]) == 552
    assert "tak-terpakai" in codes["topik"]
