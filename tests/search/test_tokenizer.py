"""What a word is."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.registry import load_agencies, regions
from rakor.search import synonyms
from rakor.search.analyzer import Reader
from rakor.search.tokenizer import LINE_END, amount, compounds, fold, lines, words
from rakor.search.vocabulary import WORDS, number_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Señal ÉN", ["senal", "en"]),
        ("Jum'at, Ma’ruf", ["jumat", "maruf"]),
        ("12.173 petugas; 1.000.000", ["12173", "petugas", "1000000"]),
        ("83,82 persen pukul 09.00", ["83d82", "persen", "pukul", "09", "00"]),
        ("Rp5.000.000 dan Rp 750.000", ["rp", "5000000", "dan", "rp", "750000"]),
        ("Rp1.234.567,89", ["rp", "1234567d89"]),
        ("12ha, 350m3, 1.500kg", ["12", "ha", "350", "m3", "1500", "kg"]),
        ("K.P.U. dan A.A.N. Ngurah, S.Sos.", ["kpu", "dan", "aan", "ngurah", "s", "sos"]),
        ("pasal 1,2,3", ["pasal", "1", "2", "3"]),
        ("gelom\u00adbang mer\u200bkuri plu\u2060to", ["gelombang", "merkuri", "pluto"]),
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


def test_numbers_are_found_in_other_ways() -> None:
    assert compounds(fold("Covid19, G20")) == ["covid", "19", "g", "20"]
    assert compounds(fold("Rp1.234.567,89 dan 2,5 persen")) == ["1234567"]
    assert compounds(fold("Rp5 juta, 2,5 miliar, 1,5 triliun")) == [
        "5000000",
        "2500000000",
        "1500000000000",
    ]
    assert compounds(fold("1,23456 ribu, juta 5, 0,0 juta")) == []
    assert amount("750", "ribu") == "750000"
    assert amount("750", "orang") == ""


def test_synonyms_reach_both_ways() -> None:
    known = synonyms(regions(), load_agencies(regions(), None))
    reader = Reader(known)

    def terms(text: str) -> set[str]:
        return {WORDS[term] for term in reader.terms(list(map(number_of, lines(fold(text)))))}

    assert "kpu" in terms("Ketua Komisi Pemilihan Umum")
    assert "pilkada" in terms("pemilukada")
    assert "pemilukada" in terms("pilkada")
    assert "ktpel" in terms("perekaman KTP-el")
    assert "jatim" in terms("jawa timur")
    assert "jatim" not in terms("jawa\ntimur")
    assert "kpu" not in terms("komisi umum")
    assert known.alternatives["komisi", "pemilihan", "umum"] == "kpu"
    assert known.alternatives["pemerintah", "kabupaten"] == "pemkab"
    assert known.alternatives["pemilukada",] == "pilkada"
    assert {"pilkada", "pemilukada", "kpu"} <= known.heads()


def plain_fold(text: str) -> str:
    """The rules of the module, one after another."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    text = "".join(one for one in decomposed if not _unseen(one)).lower()
    text = re.sub(r"(?<=[^\W_])['’‘ʼ`](?=[^\W_])", "", text)
    pattern = r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d]|\.\d)"
    text = re.sub(pattern, lambda found: found[0].replace(".", ""), text)
    initials = r"(?<![^\W_])(?:[a-z]\.){2,}[a-z]?(?![^\W_])"
    text = re.sub(initials, lambda found: found[0].replace(".", ""), text)
    text = re.sub(r"(?<![^\W_])rp(?=[0-9])", "rp ", text)
    text = re.sub(r"(?<![^\W_])[0-9]+(?=[a-z])", lambda found: f"{found[0]} ", text)
    return re.sub(r"(?<![0-9,])([0-9]+),([0-9]+)(?![0-9]|,[0-9])", r"\1d\2", text)


def _unseen(one: str) -> bool:
    return unicodedata.category(one) in {"Mn", "Mc", "Me", "Cf"}


TEXTS = st.text(
    st.one_of(
        st.sampled_from("aÉzrp\u00ad.'’`-‐‑–_ \n\u2028\u0301Σ²٣1230,;/学\x1f"), st.characters()
    )
)


@given(TEXTS)
def test_words_are_cut_as_the_rules_say(text: str) -> None:
    plain = [re.findall(r"[^\W_]+", line) for line in plain_fold(text).split("\n")]
    assert words(fold(text)) == [word for line in plain for word in line]
    assert lines(fold(text)) == [word for line in plain for word in (*line, LINE_END)]


@given(TEXTS)
def test_compounds_are_joined_as_the_rules_say(text: str) -> None:
    found = re.findall(r"[^\W_]+(?:[-‐‑][^\W_]+)+", plain_fold(text))
    parts = [re.split("[-‐‑]", one) for one in found]
    joined = ["".join(one) for one in parts if len(set(one)) == len(one)]
    apart = [one for pair in re.findall(_NUMBERED, plain_fold(text)) for one in pair]
    long = re.findall(r"(?<![^\W_])([0-9]{4,})d[0-9]+(?![^\W_])", plain_fold(text))
    assert compounds(fold(text)) == apart + long + [one for one in joined if len(one) <= 24]


_NUMBERED = r"(?<![^\W_])([a-z]+)([0-9]+)(?![^\W_])"
