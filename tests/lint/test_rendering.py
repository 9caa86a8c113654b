"""What becomes of a text on its page: nothing from elsewhere, nothing that hurts."""

from __future__ import annotations

import random
import time

import bulletin_text
import pytest
from bulletin_text import NAME

from rakor.diagnostics import Problem
from rakor.lint.linter import check_file, open_project
from rakor.lint.project import Project
from rakor.lint.seen import loaded_addresses
from rakor.markdown.limits import MOST, Construct, excesses
from rakor.markdown.renderer import is_elsewhere, usual_renderer

HOST = "https://jejak.example/x.png"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return open_project(bulletin_text.project(tmp_path_factory.mktemp("terbit")))


def problems(project: Project, body: str) -> list[Problem]:
    data = bulletin_text.text("", body).encode()
    return list(check_file(NAME, data, project.resolver, project.tree).problems)


FOREIGN = [
    f"![a]({HOST})",
    f"![a](<{HOST}>)",
    f'![a]({HOST} "b")',
    f'![a]({HOST}\n"b")',
    "![a](//jejak.example/x.png)",
    "![a](/\\jejak.example/x.png)",
    "![a](HTTPS://jejak.example/x.png)",
    "![a](https&colon;//jejak.example/x.png)",
    "![a](&#104;ttps://jejak.example/x.png)",
    "![a](data:image/png;base64,AAAA)",
    f"![a][b]\n\n[b]: {HOST}",
    f"![b][]\n\n[b]: {HOST}",
    f"![b]\n\n[b]: {HOST}",
    f"![a][b]\n\n   [b]: <{HOST}> 'c'",
    f"![a][B]\n\n[b]:\n    {HOST}",
    f"[![a]({HOST})](https://contoh.go.id)",
    f"> ![a]({HOST})",
    f"- a\n\n    ![a]({HOST})",
    f"| a |\n| - |\n| ![a]({HOST}) |",
    f"a[^1]\n\n[^1]: ![a]({HOST})",
    f"a\n: ![a]({HOST})",
    f"!!! note\n    ![a]({HOST})",
    f"  ```\n![a]({HOST})",
    f"    ~~~\na\n\n![a]({HOST})\n",
    f"![a](undangan.png){{: src={HOST} }}",
    f"![a](undangan.png){{src='{HOST}'}}",
    f"![a](undangan.png){{: style='background:url({HOST})' }}",
    f"Teks\n{{: style='background:url({HOST})' }}",
    f'<img src="{HOST}">',
    f"<img src={HOST}>",
    f"<IMG\nSRC = '{HOST}'>",
    f'<img alt="a" srcset="a.png 1x, {HOST} 2x">',
    f'<div style="background-image:url({HOST})">a</div>',
    f"<picture><source srcset='{HOST}'><img src='a.png'></picture>",
    f'<video poster="{HOST}"></video>',
    f'<svg><image href="{HOST}"/></svg>',
    f'<svg><image xlink:href="{HOST}"/></svg>',
    f'<input type="image" src="{HOST}">',
    f'<iframe src="{HOST}"></iframe>',
    f'<object data="{HOST}"></object>',
    f'<embed src="{HOST}">',
    f'<link rel="stylesheet" href="{HOST}">',
    f"<style>@import '{HOST}';</style>",
    f"<style>p {{ background: url({HOST}) }}</style>",
    f'<table background="{HOST}"><tr><td>a</td></tr></table>',
    f'<base href="{HOST}">',
    f'<p markdown="1">![a]({HOST})</p>',
    f'<span title="a>b"><img src="{HOST}"></span>',
]


@pytest.mark.parametrize("body", FOREIGN)
def test_nothing_is_loaded_from_elsewhere(project: Project, body: str) -> None:
    text = f"\nIsi contoh.\n\n{body}\n\nPenutup.\n"
    page = usual_renderer()(text)
    assert not [one for one in loaded_addresses(page) if is_elsewhere(one)]
    found = [one for one in problems(project, text) if one.code == "RK604"]
    assert found
    first = bulletin_text.text().split("\n").index("---", 1) + 5
    assert all(first <= one.span.line <= first + body.count("\n") for one in found)
    assert len(found) <= 2


@pytest.mark.parametrize(
    "body",
    [
        "![a](undangan.png)",
        "[a](https://contoh.go.id/foto.png)",
        "<https://contoh.go.id/foto.png>",
        f"`![a]({HOST})`",
        f"```\n![a]({HOST})\n```",
        f"\\![a]\\({HOST})",
        "[a][b]\n\n[b]: https://contoh.go.id",
        "Harga {naik} &amp; turun; [1]: catatan",
        '<a href="https://contoh.go.id">a</a>',
        "Lihat <!-- catatan --> ini",
    ],
)
def test_what_loads_nothing(project: Project, body: str) -> None:
    found = [one for one in problems(project, f"\n{body}\n") if one.code == "RK604"]
    assert [one for one in found if "undangan.png" not in body] == []


HURTING = {
    "1. ": "RK911",
    "> ": "RK911",
    "- ": "",
    "<a ": "RK911",
    "<a\n": "RK911",
    "<a b=c ": "RK911",
    "<http://a": "RK911",
    "<svg": "RK911",
    "<!-- ": "RK911",
    "*[a]: b\n": "RK911",
    "## a {#b}\n": "RK911",
    "## a\n\n": "RK911",
    "a\n---\n": "RK909",
    "---\n": "RK911",
    "!!! note\n": "RK911",
    "term\n: b\n": "RK911",
    "ABCD": "",
    "ABCD EFGH ": "",
    "[": "RK911",
    "![": "RK911",
    "[a](": "RK911",
    "*a **b ": "",
    "`": "",
    "_a ": "",
    "[a][": "RK911",
    "|a|b|\n": "",
    "[^a]: b\n": "",
    "[a]: b\n": "",
    "[^a": "RK911",
    "&#": "",
    "{: ": "",
    "\\": "",
    "\x02": "",
    "(0812) ": "",
    "3513-": "",
    "a@": "",
    "Senin, ": "",
    "Rp1.000 ": "",
}


@pytest.mark.parametrize(("part", "code"), HURTING.items())
def test_texts_that_hurt_are_refused_or_cost_little(project: Project, part: str, code: str) -> None:
    body = f"\n{'' if code else 'kata '}{part * (40_000 // len(part))}\n"
    begun = time.process_time()
    codes = {one.code for one in problems(project, body)}
    if code:
        assert code in codes
    else:
        usual_renderer()(body)
    # Seconds on the slowest machine; what is quadratic takes twenty and more.
    assert time.process_time() - begun < 10


def _upto(construct: Construct) -> str:
    most = MOST[construct]
    return {
        Construct.LEVEL: "> " * most + "a",
        Construct.TAG: "<a " * most,
        Construct.HEADING: "# a {#b}\n" * most,
        Construct.ABBREVIATION: "".join(f"*[a{n}]: b\n" for n in range(most)) + "a1 kata " * 9_000,
        Construct.DEFINITION: "a\n" + ": b\n" * most,
        Construct.BRACKET: "kata " + "[" * 850,
    }[construct]


@pytest.mark.parametrize("construct", Construct)
def test_up_to_the_limits_all_is_rendered(construct: Construct) -> None:
    text = _upto(construct)
    assert not list(excesses(text))
    assert usual_renderer().convert(text)


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("a\n\n" + "> " * 14 + "b", 17, "bertingkat 14"),
        ("a\n" + "<b>" * 501, 16, "501 tag HTML"),
        ("a\r\n\r\n" + "## b\r\n\r\n" * 501, 1017, "501 judul"),
        ("*[a]: b\n" * 120, 45, "120 kepanjangan"),
    ],
)
def test_places_of_what_is_too_much(project: Project, body: str, line: int, words: str) -> None:
    found = [one for one in problems(project, f"\n{body}\n") if one.code == "RK911"]
    assert [(one.span.line, words in one.message) for one in found] == [(line, True)]


@pytest.mark.parametrize(
    "body",
    [
        "- a\n    - b\n        - c\n            - d\n",
        "> a\n> > b\n> > > c\n",
        "1. a\n2. b\n",
        "- - -\n* * *\n***\n",
        "| a | b |\n| - | - |\n" + "| 1 | 2 |\n" * 900,
        "Teks " * 2000,
        "10 > 9 dan 8 < 9, - 1. - > kata",
        "        kode yang menjorok\n",
    ],
)
def test_usual_texts_are_not_too_much(body: str) -> None:
    assert not list(excesses(body))


def test_a_renderer_that_fails_names_the_file(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str) -> str:
        raise RecursionError

    monkeypatch.setattr(usual_renderer(), "before_cleaning", fail)
    (found,) = problems(project, "\nIsi <b>contoh</b> untuk pengujian.\n")[-1:]
    assert (found.code, found.file) == ("RK912", f"bulletins/{NAME}")


@pytest.mark.slow
def test_random_texts() -> None:
    rng = random.Random(5)
    parts = [*HURTING, "\n", "\n\n", "    ", "kata ", "**", "](", ")", ">", "</a>", "```\n", "\t"]
    slowest = 0.0
    for _ in range(1_500):
        body = "".join(
            rng.choice(parts) * rng.choice((1, 1, 2, 20, 200)) for _ in range(rng.randint(1, 30))
        )
        if list(excesses(body)):
            continue
        begun = time.process_time()
        usual_renderer()(body)
        slowest = max(slowest, time.process_time() - begun)
    print(f"slowest {slowest:.2f} s")
    assert slowest < 10
