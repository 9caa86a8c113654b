"""What rules pass over unread: never anything they would have found."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rakor.lint.rules
from rakor.diagnostics import Source
from rakor.lint import prose
from rakor.lint.prose import Prose, Sought, in_any_case
from rakor.lint.rules import language, leftovers, links
from rakor.source import frontmatter
from rakor.source.frontmatter import ParsedFile
from rakor.source.nodes import Mapping


def _all_sought() -> Iterator[tuple[str, Sought]]:
    for module in pkgutil.iter_modules(rakor.lint.rules.__path__):
        loaded = importlib.import_module(f"rakor.lint.rules.{module.name}")
        for name, value in vars(loaded).items():
            if isinstance(value, Sought):
                yield f"{module.name}.{name}", value


SOUGHT = dict(_all_sought())

_NOISE = st.sampled_from(
    [
        *(" ", "  ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u2003", "\u0085", "|", "_", "-", "'"),
        *("(", ")", "[", "]", "“", "”", ".", ",", "?", "!", ";", "–", "’", "…", "ı", "é", "😀"),
        *("0", "7", "14", "٣", "²", "a", "A", "AAAA", "Kota", "hadir", "kotak", "x", "#", "##"),
        *("\n## Catatan sumber\n", "\n## Hasil\n", "https://example.org/a", "`kode`"),
    ]
)


def _texts(*patterns: str) -> st.SearchStrategy[str]:
    """Texts in which such patterns occur, or nearly."""
    matches = st.one_of([st.from_regex(pattern, fullmatch=True) for pattern in patterns])
    return st.lists(matches | _NOISE, max_size=6).map("".join)


def _prose(text: str) -> Prose:
    return Prose(ParsedFile(Source("a.md", text), Mapping([], 0, 0), 0), text)


def _begins_within_a_word(match: re.Match[str]) -> bool:
    return match.string[match.start() - 1 : match.start()].isalnum()


def test_there_are_patterns_to_try() -> None:
    assert len(SOUGHT) > 5


@pytest.mark.parametrize("name", SOUGHT)
@given(data=st.data())
def test_nothing_sought_is_passed_over(name: str, data: st.DataObject) -> None:
    sought = SOUGHT[name]
    written = _prose(data.draw(_texts(sought.pattern.pattern)))
    for text in (written.text, written.told):
        wanted = [match.span() for match in sought.pattern.finditer(text)]
        if sought.words:
            found = sought.pattern.finditer(text)
            wanted = [match.span() for match in found if not _begins_within_a_word(match)]
        assert [match.span() for match in sought.finditer(written, text)] == wanted


@given(_texts(r"[A-Z][A-Za-z'’]{3,}", "[A-Za-z]+"))
def test_capitals_are_those_of_the_pattern(text: str) -> None:
    written = _prose(text)
    assert written.capitals == frozenset(prose._CAPITALISED.findall(written.told))


@given(st.text(alphabet='a “”"\n', max_size=60))
def test_quotations_are_those_of_the_pattern(text: str) -> None:
    found = [match.span() for match in prose._QUOTED.finditer(text)]
    assert _prose(text)._quotes == found


def test_thousands_of_marks_that_nothing_closes() -> None:
    """Tried one by one to the end of the line, they took twenty seconds."""
    text = "“" * 300_000
    assert not _prose(text).is_quoted(9)


@given(_texts(r"([A-Za-z]{2,3})[ \n]{1,2}\1[.,)]?", "[ab]{2} [ab]{2}"))
def test_doubled_words_stand_side_by_side(text: str) -> None:
    written = _prose(text)
    if language._DOUBLED.search(written.text):
        assert any(one == other for one, other in zip(written.runs, written.runs[1:], strict=False))


@given(_texts(r"[a-z] {1,2}[,.;:!?](?: |\n|\Z)"))
def test_blanks_before_a_mark_show_in_the_kinds(text: str) -> None:
    written = _prose(text)
    if language._BEFORE_MARK.search(written.text):
        assert b" ." in written.kinds


_LETTERS = st.sampled_from("kK\u212a s\u017fS i\u0131\u0130I aA\n")


@given(st.lists(st.sampled_from(["k", "s", "i", r"ia\s+ki?s", "aksi"]), min_size=1), st.data())
def test_any_case_is_ignored_case(patterns: list[str], data: st.DataObject) -> None:
    spelled = re.compile(in_any_case(" ".join(patterns)))
    plain = re.compile("|".join(patterns), re.IGNORECASE)
    text = "".join(data.draw(st.lists(_LETTERS, max_size=30)))
    text += data.draw(st.from_regex(plain))
    assert [m.span() for m in spelled.finditer(text)] == [m.span() for m in plain.finditer(text)]


@given(_texts(r"\n {0,3}#{1,2}[^\n#]", r"\n {0,3}<h1>", "# "))
def test_top_headings_have_a_lone_mark(text: str) -> None:
    if links._HEADING.search(text):
        assert "<" in text or links._LONE.search(text)


@given(st.from_regex(leftovers._VALUE, fullmatch=True))
def test_leftover_values_begin_as_said(value: str) -> None:
    assert value[0] in leftovers._FIRST


_ACRONYMS = sorted({word for words in language._acronyms()[1].values() for word in words})


@given(
    st.sampled_from(_ACRONYMS), st.integers(1, 20), st.sampled_from(["", "x", "a"]), st.booleans()
)
def test_acronyms_one_letter_away_are_found(
    acronym: str, place: int, letter: str, is_more: bool
) -> None:
    at = place % len(acronym) or 1
    written = acronym[:at] + letter + acronym[at if is_more else at + 1 :]
    known, _, _ = language._acronyms()
    is_other = written.lower() not in known
    assert (language._acronym_meant(written) is not None) == is_other or len(written) < 6


@given(st.sampled_from(_ACRONYMS), st.integers(1, 20))
def test_acronyms_with_letters_swapped_are_found(acronym: str, place: int) -> None:
    at = place % (len(acronym) - 1) or 1
    written = acronym[:at] + acronym[at + 1] + acronym[at] + acronym[at + 2 :]
    known, _, _ = language._acronyms()
    assert (language._acronym_meant(written) is not None) == (written.lower() not in known)


_ODD = (frontmatter._ODD, frontmatter._CURLY_VALUE)


@given(_texts(*(pattern.pattern for pattern in _ODD), "–", "[ -~]{1,5}"))
def test_usual_front_matter_has_nothing_odd(text: str) -> None:
    if frontmatter._is_usual(text):
        assert not any(pattern.search(text) for pattern in _ODD)
