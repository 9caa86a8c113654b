"""What a word is."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rakor.registry import load_agencies, regions
from rakor.search import synonyms
from rakor.search.analyzer import Reader
from rakor.search.tokenizer import LINE_END, compounds, fold, lines, words
from rakor.search.vocabulary import WORDS, number_of


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
    text = "".join(one for one in decomposed if not unicodedata.combining(one)).lower()
    text = re.sub(r"(?<=[^\W_])['’‘ʼ`](?=[^\W_])", "", text)
    pattern = r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d]|\.\d)"
    return re.sub(pattern, lambda found: found[0].replace(".", ""), text)


TEXTS = st.text(
    st.one_of(st.sampled_from("aÉz.'’`-‐‑–_ \n\u2028\u0301Σ²٣1230,;/学\x1f"), st.characters())
)


@settings(deadline=None)  # a busy machine is no fault
@given(TEXTS)
def test_words_are_cut_as_the_rules_say(text: str) -> None:
    plain = [re.findall(r"[^\W_]+", line) for line in plain_fold(text).split("\n")]
    assert words(fold(text)) == [word for line in plain for word in line]
    assert lines(fold(text)) == [word for line in plain for word in (*line, LINE_END)]


@settings(deadline=None)  # a busy machine is no fault
@given(TEXTS)
def test_compounds_are_joined_as_the_rules_say(text: str) -> None:
    found = re.findall(r"[^\W_]+(?:[-‐‑][^\W_]+)+", plain_fold(text))
    parts = [re.split("[-‐‑]", one) for one in found]
    joined = ["".join(one) for one in parts if len(set(one)) == len(one)]
    assert compounds(fold(text)) == [one for one in joined if len(one) <= 24]
