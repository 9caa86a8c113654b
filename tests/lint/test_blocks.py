"""What a page would show otherwise than it was written: tables, notes, lists, unseen characters."""

from __future__ import annotations

import time

import bulletin_text
import pytest
from bulletin_text import NAME

from rakor.content.registry_files import read_agencies, read_topics
from rakor.lint.linter import check_file
from rakor.lint.project import Project, open_project
from rakor.registry import regions
from rakor.source.frontmatter import body_of

OPEN, MIDDLE, CLOSE, BASE = "<" * 7, "=" * 7, ">" * 7, "|" * 7


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return open_project(bulletin_text.project(tmp_path_factory.mktemp("blok")))


def codes(project: Project, body: str, extra: str = "") -> list[str]:
    data = bulletin_text.text(extra, f"\n{body}\n").encode()
    result = check_file(NAME, data, project.resolver, project.tree)
    return [problem.code for problem in result.problems]


@pytest.mark.parametrize(
    "body",
    [
        f"{OPEN} HEAD\nsatu\n{MIDDLE}\ndua\n{CLOSE} lain",
        f"- satu\n  {OPEN} Updated upstream\n  - dua\n  {MIDDLE}\n  - tiga\n  {CLOSE} Stashed",
        f"```\n{OPEN} HEAD\nsatu\n{MIDDLE}\ndua\n{CLOSE} lain\n```",
        f"satu\n{CLOSE} a1b2c3d (pesan)",
        f"satu\n\n{MIDDLE}\n\ndua",
        f"satu\n{BASE} merged common ancestors\ndua",
        f"{OPEN}\r\nsatu\r\n{MIDDLE}\r\ndua\r\n{CLOSE}",
    ],
)
def test_conflicts(project: Project, body: str) -> None:
    assert codes(project, body) == ["RK109"]


def test_a_row_is_named_at_its_place(project: Project) -> None:
    data = bulletin_text.text(
        "", "\nSatu.\n\nDua.\n\n| Desa | Paket |\n|---|---|\n| Maju |\n"
    ).encode()
    result = check_file(NAME, data, project.resolver, project.tree)
    row = data.decode().split("\n").index("| Maju |") + 1
    spans = [one.span for one in result.problems]
    assert [(s.line, s.column, s.end_line, s.end_column) for s in spans] == [(row, 1, row, 9)]


@pytest.mark.parametrize(
    "body", ["a < b > c", "====== enam", f"{MIDDLE}= delapan", "> > > kutipan"]
)
def test_what_is_no_conflict(project: Project, body: str) -> None:
    assert "RK109" not in codes(project, body)


def test_conflicts_of_registry_files() -> None:
    data = f"{OPEN} HEAD\npilkada: Pilkada\n{MIDDLE}\npilkada: Pemilihan\n{CLOSE} lain\n".encode()
    assert [p.code for p in read_topics("topics.yml", data)[1].problems] == ["RK109"]
    assert [p.code for p in read_agencies("agencies.yml", data, regions())[1].problems] == ["RK109"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", ["RK904"]),
        ("a | b\n--|--\n1 | 2 | 3", ["RK904"]),
        ("Teks:\n| a | b |\n|---|---|\n| 1 |", ["RK905"]),
        ("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |", ["RK904"]),
        ("| a | b |\n|---|---|\n| 1 | `x|y` |", []),
        ("| a | b |\n|---|---|\n| 1 \\| 2 | 3 |", []),
        ("| a | b |\n|---|---|\n| | |\nTeks a | bukan baris?", []),
        ("| a | b |\n|---|---|\n| | |\nTeks sesudahnya.", []),
        ("Desa\tPaket\nA\t1\nB\t2", ["RK906"]),
        ("Satu\tbaris saja.", []),
        ("    kode\tsatu\n    kode\tdua", []),
        ("Naik[^1].", ["RK907"]),
        ("Naik[^1].\n\n[^1]: Dua.", []),
        ("Naik.\n\n[^1]: Dua.", ["RK907"]),
        ("`[^1]` bukan catatan.", []),
        ("a. satu\nb. dua", ["RK908"]),
        ("a) satu\nb) dua\nc) tiga", ["RK908"]),
        ("(1) satu\n(2) dua", ["RK908"]),
        ("– satu\n– dua", ["RK908"]),
        ("Rapat\n– yang kedua – dimulai.", []),
        ("a. n. Bupati\nhadir.", []),
        ("Selesai.\n---\nLalu", ["RK909"]),
        ("Selesai.\n\n---\n\nLalu", []),
        ("- satu\n---\nLalu", []),
    ],
)
def test_blocks(project: Project, body: str, found: list[str]) -> None:
    assert codes(project, body) == found


@pytest.mark.parametrize("char", "\u00ad\u200b\u200e\u2060\ufeff\u202e\u2067")
def test_characters_nobody_sees(project: Project, char: str) -> None:
    assert codes(project, f"Kata gelom{char}bang.") == ["RK134"]
    data = bulletin_text.text("", f"\nKata gelom{char}bang.\n").encode()
    assert "gelombang" in body_of(data)


@pytest.mark.parametrize("char", "\u00a0–“é\u200d")
def test_characters_that_may_stand(project: Project, char: str) -> None:
    assert codes(project, f"Kata {char} biasa.") == ([] if char != "“" else ["RK805"])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("tempat: Ruang rapat lantai 2 # dekat lift", ["RK118"]),
        ("tempat: Ruang #2", ["RK118"]),
        ("tempat: Aula # rakor: abaikan RK324 sesuai undangan", ["RK173"]),
        ('tempat: "Ruang # 2"', []),
        ("tanggal: 2024-11-14 # Kamis", []),
        ("mode: luring # tatap muka", []),
        ("waktu: 09.00 WIB # menurut undangan", []),
        ("penyelenggara: Pemkab Probolinggo # tuan rumah", ["RK118"]),
    ],
)
def test_values_cut_by_a_number_sign(project: Project, line: str, found: list[str]) -> None:
    assert [code for code in codes(project, "Isi.", line) if code != "RK173"] == [
        code for code in found if code != "RK173"
    ]


def test_a_long_row_of_blanks_takes_no_longer_than_it_is_long(project: Project) -> None:
    begun = time.process_time()
    codes(project, "| a | b |\n|-" + " " * 50_000 + "x|")
    assert time.process_time() - begun < 5  # the square took more than ten seconds
