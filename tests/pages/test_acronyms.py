"""What acronyms on the page of a bulletin stand for."""

from __future__ import annotations

from collection import bulletin, catalogue

from rakor.pages import acronyms


def test_those_of_agencies_and_those_the_texts_show_are_said() -> None:
    one = bulletin(
        summary="OPD dan PPK menyiapkan TPS bersama Timdu, kata opd.",
        follow_ups=[{"text": "Satgas melapor."}],
        participants=[{"agency": "setda@35.13"}, {"agency": "kodim-0820"}],
    )
    assert dict(acronyms.found(catalogue([one]), one)) == {
        "Kodim": "Komando Distrik Militer",
        "KPU": "Komisi Pemilihan Umum",
        "OPD": "Organisasi Perangkat Daerah",
        "Satgas": "Satuan Tugas",
        "Setda": "Sekretariat Daerah",
        "Timdu": "Tim Terpadu",
    }


def test_what_means_two_things_is_left_alone() -> None:
    assert not {"PPK", "TPS", "PMK"} & acronyms.common().keys()


def test_the_table_is_in_order_and_says_more_than_the_acronym() -> None:
    table = acronyms.common()
    assert list(table) == sorted(table, key=str.casefold)
    assert all(len(name) > len(acronym) for acronym, name in table.items())
