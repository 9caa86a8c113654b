"""Questions as citizens put them, over the bulletins of this repository.

``questions.csv`` holds each with the page that answers it: a bulletin, by the end of its id, or
another page, by its address. It is wanted first among the results, or first under "Langsung ke"; a
misspelt question is asked again as the page suggests.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

_FILE = Path(__file__).with_name("questions.csv")

_FOUND = """() => {
  const all = (what, of) => Array.from(document.querySelectorAll(what), of);
  return {
    pages: all(".rk-straight a", one => one.getAttribute("href")),
    hits: all("[data-hit]", one => one.dataset.hit),
    others: all("[data-saran]", one => one.dataset.saran)
  };
}"""


def _answer(page: Page, base: str, question: str) -> dict[str, list[str]]:
    page.goto(f"{base}cari.html?q={quote(question)}")
    expect(page.locator("#rk-hasil:not([aria-busy]) [data-total]")).to_be_attached()
    found: dict[str, list[str]] = page.evaluate(_FOUND)
    return found


def test_a_hundred_questions(context_at, from_file: str):
    page = context_at(from_file).new_page()
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [(row["question"], row["wanted"]) for row in csv.DictReader(file)]
    assert len(rows) >= 100
    first, near, wrong = 0, 0, []
    corrected = set()
    for question, wanted in rows:
        found = _answer(page, from_file, question)
        if found["others"]:
            corrected.add(question)
            found = _answer(page, from_file, found["others"][0])
        shown = found["pages"] if wanted.endswith(".html") else found["hits"]
        place = next((at for at, one in enumerate(shown) if one.endswith(wanted)), None)
        first += place == 0
        near += place is not None and place < 3
        if place != 0:
            wrong.append(f"{question}: {place} in {shown[:3]}")
    assert corrected == {
        *("probolingo", "pasuruhan", "refroma agraria", "cilegom"),
        *("kordinasi pilkada bojonegoro", "imigasi cilegon"),
    }
    assert first >= len(rows) * 0.85, "\n".join(wrong)
    assert near >= len(rows) * 0.95, "\n".join(wrong)


@pytest.mark.parametrize(
    "question", ["tanah adat", "pelayaran rakyat", "kraksaan", "harga sawi", "stunting", "susilo"]
)
def test_a_word_that_is_one_is_never_corrected(context_at, from_file: str, question: str):
    assert not _answer(context_at(from_file).new_page(), from_file, question)["others"]


_LONG = "Rakor Pemilukada Damai, Forkopimda Kab. Probolinggo Siap Amankan Pilkada Serentak 2024"


@pytest.mark.parametrize(
    "question", [_LONG, _LONG.upper(), "siapa yang memimpin rapat pilkada probolinggo tahun ini?"]
)
def test_a_long_question_is_shown_what_matches_most_of_it(
    context_at, from_file: str, question: str
):
    page = context_at(from_file).new_page()
    assert _answer(page, from_file, question)["pages"]
    first = page.locator(".rk-partly [data-hit]").first
    expect(first).to_have_attribute("data-hit", re.compile("2024-11-14-rakor-pemilukada-damai$"))


def test_a_phrase_that_stands_nowhere_is_offered_without_its_marks(context_at, from_file: str):
    page = context_at(from_file).new_page()
    _answer(page, from_file, '"rakor pemilukada damai"')
    page.get_by_role("link", name="tanpa tanda kutip, 1 buletin").click()
    expect(page.locator("#rk-butir [data-hit]")).to_have_count(1)
