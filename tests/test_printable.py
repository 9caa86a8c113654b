"""Names of others on a terminal: nothing they hold commands it, nothing harmless is lost."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.printable import UNSAFE, json_text, printable, printable_lines

HOSTILE = (
    *("\x1b[2J", "\x1b]0;judul\x07", "\x1b[1A\x1b[2KUtuh dan asli", "\x9b31m", "\x90q\x9c"),
    *("a\nUtuh: edisi 1", "a\r\nUtuh", "a\rUtuh", "a\x0bUtuh", "a\x0cUtuh", "a\x85Utuh"),
    *(
        "a\u2028Utuh",
        "a\u2029Utuh",
        "gnp\u202egpj.exe",
        "\u202dabc",
        "\u2066abc\u2069",
        "\u061cabc",
    ),
    *(
        "\u200fabc",
        "\u200eabc",
        "a\u200bb",
        "a\u200cb",
        "a\u200db",
        "a\u2060b",
        "\ufeffa",
        "a\xadb",
    ),
    *("\u180ea", "\ufff9a", "\U000e0041", "\x00", "\x08\x08", "\x7f", "\udc80", "\ud83d", "\u3164"),
    *("\u061cabc", "a\xadb", "\x07", "\u115f", "\u2800", "\uffa0", "\ufffe", "\U0001d173"),
)
HARMLESS = (
    *("2024-11-14-pemilukada-damai.md", "Rapat Koordinasi Pemilu", "KPU Kab. Probolinggo", "café"),
    *(
        "Jum’at",
        "“damai”",
        "naïve",
        "100 %",
        "a/b/c.html",
        "foto (1).jpg",
        "日本語",
        "한국어",
        "العربية",
    ),
    *(
        "العربية",
        "Ελλάδα",
        "Привет",
        "ไทย",
        "हिन्दी",
        "é",
        "5×5",
        "–",
        "…",
        "€ 10",
        "½",
        "ꦗꦮ",
        "😀",
        "❤️",
        "ﬁ",
    ),
    *(
        "~$dokumen",
        "'kutip'",
        '"kutip"',
        "tab",
        "x²",
        "A\u0301",
        "№ 7",
        "Ω",
        "ʻokina",
        "ꦗꦮ",
        "\xa0",
    ),
)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_one_harmless_line(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not UNSAFE.search(shown)
    assert shown.splitlines() == [shown]
    shown.encode()


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_harmless_text_stays(text: str) -> None:
    assert printable(text) == printable_lines(text) == text
    assert json_text(text) == json.dumps(text, ensure_ascii=False)


def test_the_list_is_unicodes() -> None:
    """Every control, format and surrogate character of this Python's Unicode is in it."""
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            assert UNSAFE.fullmatch(character), f"U+{number:04X}"
        elif UNSAFE.fullmatch(character):
            # Besides: what shows nothing, what is no character, and tags not yet given out.
            name = unicodedata.name(character, "")
            odd = ("FILLER", "BLANK", "JOINER", "INHERENT", "SELECTOR", "VOWEL SEPARATOR")
            assert not name or any(word in name for word in odd), name


@given(st.text(st.characters(), max_size=50))
def test_json_says_the_same_and_commands_nothing(text: str) -> None:
    made = json_text([text], indent=1)
    assert json.loads(made) == [text]
    assert not UNSAFE.search(made.replace("\n", ""))


def test_line_ends_of_a_text_stay() -> None:
    assert printable_lines("satu\r\n\tdua\n\x1b[2Jtiga\rempat") == "satu\r\n\tdua\n�[2Jtiga�empat"
