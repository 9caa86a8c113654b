"""Links and headings of the text: what counts as one and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin_text import FOLDER, NAME

from rakor.content.tree import Tree
from rakor.diagnostics import Problem
from rakor.lint.body import written_body
from rakor.lint.rules.links import check_body
from rakor.source.frontmatter import parse


def check(body: str) -> tuple[list[Problem], set[str]]:
    document, report = parse("a.md", f"---\na: b\n---\n{body}".encode())
    assert document is not None
    tree = Tree(Path())
    tree.bulletins = [NAME]
    tree.attachments = {f"{FOLDER}/undangan.pdf", f"{FOLDER}/foto 1.jpg", "bali/peta.png"}
    body, offset = written_body(document), document.body_start
    used, _ = check_body(report, body, offset, f"{FOLDER}/2024-11-14-a.md", tree)
    return report.problems, used


def codes(body: str) -> list[str]:
    return [problem.code for problem in check(body)[0]]


@pytest.mark.parametrize(
    "body",
    [
        "[a](https://contoh.go.id/a_(b)) dan [b](mailto:a@contoh.go.id)",
        "[a](#bagian) [b]() <https://contoh.go.id>",
        "[a](2024-11-14-contoh.md#bagian) [b](undangan.pdf 'Judul')",
        '![a](foto%201.jpg) ![b](../../../bali/peta.png "Peta")',
        "`[a](javascript:x)` dan ``[b](data:x)``",
        "```\n[a](javascript:x)\n# b\n```\n",
        "~~~~ teks\n```\n[a](javascript:x)\n~~~~\n",
        "<!-- [a](javascript:x)\n# b\n-->",
        "## Bagian\n\n### Rincian\n\nsatu == dua\n\n====\n",
        "catatan[^1]\n\n[^1]: javascript: bukan tautan",
        "Pukul 09.00: rapat [dimulai] (tepat waktu)",
        "a < b dan c > d",
    ],
)
def test_good_text(body: str) -> None:
    assert codes(body) == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "java&#115;cript:alert(1)",
        "java&Tab;script:alert(1)",
        "&#x6a;avascript&colon;alert(1)",
        "\u200bjavascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "C:/contoh.pdf",
        "tel:112",
        "//contoh.go.id",
    ],
)
@pytest.mark.parametrize(
    "form", ["[a]({})", "[a](<{}>)", "[a]: {}", '<a href="{}">', "<a href='{}'>", "<A HREF = {}>"]
)
def test_dangerous_addresses_in_every_form(address: str, form: str) -> None:
    if address.startswith(" ") and form == "<A HREF = {}>":
        address = address.strip()
    assert codes(form.format(address)) == ["RK601"]


def test_places_are_those_of_the_address() -> None:
    (problem,), _ = check("Lihat 😀 [a](  javascript:x).")
    assert (problem.span.line, problem.span.column, problem.span.end_column) == (4, 15, 27)


def test_used_attachments_are_collected() -> None:
    assert check("[a](undangan.pdf#1) ![b](foto%201.jpg)")[1] == {
        f"{FOLDER}/undangan.pdf",
        f"{FOLDER}/foto 1.jpg",
    }


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[a](../../../../../rahasia.pdf)", "RK602"),
        ("[a](..%2F..%2F..%2F..%2Frahasia.pdf)", "RK602"),
        ("[a](/wilayah/)", "RK602"),
        ("[a](..\\rahasia.pdf)", "RK602"),
        ("[a](tidak-ada.md)", "RK603"),
        ("[a](2024-11-14-contoh.html)", "RK603"),
        ("[a](program.exe)", "RK613"),
        ("![a](undangan.pdf)", "RK604"),
        ("![a](http://contoh.go.id/a.jpg)", "RK604"),
        ("[![a](//contoh.go.id/a.jpg)](https://contoh.go.id)", "RK604"),
        ('<img src="data:image/png;base64,x">', "RK604"),
        ("Judul\n=====", "RK901"),
        ("# Judul", "RK901"),
        ("#tagar", "RK901"),
        ("<h1>", "RK901"),
        ("```\ntak ditutup\n# Judul", "RK901"),
        ("<!-- tak ditutup\n# Judul", "RK901"),
    ],
)
def test_wrong_text(body: str, code: str) -> None:
    assert codes(body) == [code]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_with_any_line_end(end: str) -> None:
    document, report = parse("a.md", f"---{end}a: b{end}---{end}satu{end}{end}# Dua{end}".encode())
    assert document is not None
    check_body(report, written_body(document), document.body_start, "a.md", Tree(Path()))
    assert [(p.span.line, p.span.column, p.span.end_column) for p in report.problems] == [(6, 1, 6)]
