"""How strictly a site is checked: what ``mkdocs.yml`` may say, and what it comes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from rakor.diagnostics import Problem, Severity
from rakor.lint.catalogue import CATALOGUE
from rakor.lint.severities import Levels, read_levels

STRICT = next(rule for rule in CATALOGUE.values() if not rule.may_be_excused)
LOOSE = [rule for rule in CATALOGUE.values() if rule.may_be_excused]


def levels(root: Path, said: str, head: str = "extra:\n  pemeriksaan:") -> Levels:
    (root / "mkdocs.yml").write_text(f"site_name: Contoh\n{head}{said}\n", encoding="utf-8")
    return read_levels(root)


def problem(code: str) -> Problem:
    return CATALOGUE[code].problem("bulletins/a.md", "Contoh.", "Sebab contoh.", "tulis: contoh")


@pytest.mark.parametrize("word", ["galat", "peringatan", "catatan", "Catatan", " galat "])
def test_a_rule_takes_the_level_that_is_written(tmp_path: Path, word: str) -> None:
    code = LOOSE[0].code
    found = levels(tmp_path, f"\n    {code}: '{word}'")
    assert found.problems == ()
    (taken,) = found.apply([problem(code)])
    assert taken.severity is Severity(word.strip().lower())
    assert taken.code == code


@pytest.mark.parametrize("word", ["mati", "MATI"])
def test_a_rule_that_is_off_says_nothing(tmp_path: Path, word: str) -> None:
    one, other = LOOSE[0].code, LOOSE[1].code
    found = levels(tmp_path, f"\n    {one}: {word}")
    assert [taken.code for taken in found.apply([problem(one), problem(other)])] == [other]


def test_a_family_is_all_of_it_that_may_be(tmp_path: Path) -> None:
    for family in {rule.code[:3] for rule in LOOSE}:
        found = levels(tmp_path, f"\n    {family}: mati")
        assert found.problems == ()
        for code in CATALOGUE:
            loose = code.startswith(family) and CATALOGUE[code].may_be_excused
            assert (list(found.apply([problem(code)])) == []) is loose, code


@pytest.mark.parametrize("order", [1, -1])
def test_a_rule_counts_more_than_its_family(tmp_path: Path, order: int) -> None:
    code = LOOSE[0].code
    rows = [f"\n    {code[:3]}: mati", f"\n    {code}: catatan"][::order]
    (taken,) = levels(tmp_path, "".join(rows)).apply([problem(code)])
    assert taken.severity is Severity.NOTE


def test_form_is_always_an_error(tmp_path: Path) -> None:
    found = levels(tmp_path, f"\n    {STRICT.code}: catatan")
    assert [one.code for one in found.problems] == ["RK174"]
    assert list(found.apply([problem(STRICT.code)])) == [problem(STRICT.code)]
    assert levels(tmp_path, f"\n    {STRICT.code}: galat").problems == ()


@pytest.mark.parametrize(
    ("said", "line", "column"),
    [
        ("\n    RK000: mati", 4, 5),
        ("\n    RK404: hilang", 4, 12),
        ("\n    RK404:", 4, 11),
        ("\n    RK404: [mati]", 4, 12),
        ("\n    RK404: {a: b}", 4, 12),
        ("\n    RK0: mati", 4, 5),
        ("\n    semua: mati", 4, 5),
        ("\n    ? [a]\n    : mati", 4, 7),
        (" mati", 3, 16),
        (" [RK404]", 3, 16),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, said: str, line: int, column: int
) -> None:
    (found,) = levels(tmp_path, said).problems
    assert (found.code, found.file) == ("RK174", "mkdocs.yml")
    assert (found.span.line, found.span.column) == (line, column)


def test_all_that_is_wrong_is_told_and_the_rest_holds(tmp_path: Path) -> None:
    code = LOOSE[0].code
    found = levels(tmp_path, f"\n    RK000: mati\n    {code}: mati\n    RK404: entah")
    assert len(found.problems) == 2
    assert list(found.apply([problem(code)])) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "site_name: Contoh\n",
        "extra:\n",
        "extra:\n  pemeriksaan:\n",
        "extra: pemeriksaan\n",
        "extra: [pemeriksaan]\n",
        "# pemeriksaan\n",
        "pemeriksaan:\n  RK404: mati\n",
        "extra: {pemeriksaan: {}}\n",
        "extra:\n  pemeriksaan: {\n",
        "a: [" * 3000 + "pemeriksaan",
        "\0pemeriksaan",
    ],
)
def test_a_site_that_says_nothing_is_taken_as_usual(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    found = read_levels(tmp_path)
    assert (dict(found.changed), found.problems) == ({}, ())
    every = [problem(code) for code in CATALOGUE]
    assert list(found.apply(every)) == every


def test_no_configuration_and_tags_of_others_do_no_harm(tmp_path: Path) -> None:
    assert read_levels(tmp_path) == Levels()
    code = LOOSE[0].code
    text = f"x: !!python/name:os.system\nextra:\n  pemeriksaan:\n    {code}: !ENV [A, mati]\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert [one.code for one in read_levels(tmp_path).problems] == ["RK174"]
