"""What a word is."""

from __future__ import annotations

import pytest

from rakor.registry import load_agencies, regions
from rakor.search import synonyms
from rakor.search.words import compounds, fold, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Señal ÉN", ["senal", "en"]),
        ("Jum'at, Ma’ruf", ["jumat", "maruf"]),
        ("12.173 petugas; 1.000.000", ["12173", "petugas", "1000000"]),
        ("83,82 persen pukul 09.00", ["83", "82", "persen", "pukul", "09", "00"]),
        ("Kodim 0820/Probolinggo", ["kodim", "0820", "probolinggo"]),
        ("KTP-el", ["ktp", "el"]),
        ("tim_terpadu", ["tim", "terpadu"]),
        ("學校 123.45", ["學校", "123", "45"]),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(fold(text)) == found


def test_words_joined_by_hyphens() -> None:
    assert compounds(fold("KTP-el dan Covid-19")) == ["ktpel", "covid19"]
    assert compounds("desa-desa") == []


def test_synonyms_reach_both_ways() -> None:
    known = synonyms(regions(), load_agencies(regions(), None))
    assert "kpu" in known.terms(words(fold("Ketua Komisi Pemilihan Umum")))
    assert "pilkada" in known.terms(["pemilukada"])
    assert "pemilukada" in known.terms(["pilkada"])
    assert "ktpel" in known.terms(words(fold("perekaman KTP-el")))
    assert "jatim" in known.terms(["jawa", "timur"])
    assert known.alternatives["komisi", "pemilihan", "umum"] == "kpu"
    assert known.alternatives["pemerintah", "kabupaten"] == "pemkab"
    assert "kpu" not in known.terms(["komisi", "umum"])
