"""The frame of all pages, rendered as MkDocs renders it, and the style sheet."""

from __future__ import annotations

import gzip
import re
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, meta
from markup import parse

from rakor.pages import THEME, icon
from rakor.pages.templating import TEMPLATES
from rakor.theme.identity import Identity
from rakor.theme.menu import own_pages

CSS = (THEME / "assets" / "rakor.css").read_text(encoding="utf-8")


class Config(dict[str, Any]):
    """MkDocs' configuration answers to both keys and attributes."""

    __getattr__ = dict.get


def page(template: str = "main.html", base_url: str = "../..", **meta: str) -> str:
    """One page through the frame; like MkDocs, without automatic escapes."""
    environment = Environment(loader=FileSystemLoader(THEME))
    environment.globals |= {"icon": icon, "own_pages": own_pages}
    config = Config(
        site_name="Rakor",
        site_url="https://example.org/",
        site_description="Contoh",
        theme=Config(language="id"),
        extra=Config(identity=Identity(is_rakor=True)),
    )
    shown = SimpleNamespace(
        title="Contoh & <judul>",
        canonical_url="https://example.org/contoh.html",
        content="<h1 id='contoh'>Contoh</h1>",
        meta=meta,
        ancestors=[SimpleNamespace(title="Panduan & cara")],
        toc=SimpleNamespace(
            items=[
                SimpleNamespace(
                    url="#contoh",
                    title="Contoh",
                    children=[
                        SimpleNamespace(url="#a", title="A &amp; B"),
                        SimpleNamespace(url="#b", title="B"),
                    ],
                )
            ]
        ),
    )
    return environment.get_template(template).render(
        config=config, base_url=base_url, page=None if template == "404.html" else shown
    )


@pytest.mark.parametrize(
    "html",
    [page(), page(crumbs="<nav></nav>", section="wilayah", head=""), page("404.html", "/rakor/")],
    ids=["hand-written", "shell", "not found"],
)
def test_frame_is_sound(html: str) -> None:
    head, _, body = html.partition("</head>")
    markup = parse(body.replace("</body>", "").replace("<body>", "").replace("</html>", ""))
    assert sorted(set(markup.ids())) == sorted(markup.ids())
    assert re.findall("<script[^>]*>", html) == re.findall(
        r'<script src="[^"]+/assets/(?:tema\.js"|edisi\.js" defer)>', html
    )
    assert len(re.findall("<script", html)) == 2
    assert "<style" not in html
    assert not re.search(r"\s(style|on\w+)=", body)
    policy = re.search('http-equiv="Content-Security-Policy" content="([^"]+)"', head)
    assert policy
    assert policy[1] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'none'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'"
    )
    for link in markup.links():
        assert link.startswith(("#", "../../", "/rakor/")), link
        assert "//" not in link


def test_text_of_a_page_is_escaped() -> None:
    html = page()
    assert "<title>Contoh &amp; &lt;judul&gt; – Rakor</title>" in html
    assert "<span>Panduan &amp; cara</span>" in html
    # MkDocs hands over titles of a table of contents as finished HTML.
    assert "A &amp; B</a>" in html


def test_section_is_marked_in_the_menu() -> None:
    html = page(crumbs="", section="topik")
    assert html.count("aria-current") == 1
    assert '<a href="../../topik/index.html" aria-current="true">Topik</a>' in html


def test_shells_and_hand_written_pages_differ_in_the_inside_only() -> None:
    assert "rk-prose" in page()
    assert "rk-prose" not in page(crumbs="")
    assert (
        page(crumbs="", description="Contoh").partition("<main")[0]
        == page(description="Contoh").partition("<main")[0]
    )


def test_style_sheet_is_small_and_loads_nothing() -> None:
    # With icons and sign, which no page holds, it is 54 KB; a first visit costs what is sent.
    assert len(gzip.compress(CSS.encode())) < 14_500
    # Icons are within it; nothing else is named.
    assert re.findall(r"""url\((?!"data:image/svg\+xml,%3Csvg )""", CSS) == []
    assert "@import" not in CSS


def test_every_class_in_templates_is_styled_or_known() -> None:
    """A class without a rule is a typo or a leftover."""
    templates = [*THEME.parent.glob("templates/*.html"), *THEME.glob("*.html")]
    used: set[str] = set()
    for template in templates:
        text = re.sub(r"\{[{%].*?[}%]\}", " ", template.read_text(encoding="utf-8"))
        for classes in re.findall(r'class="([^"]*)"', text):
            used.update(classes.split())
    styled = set(re.findall(r"\.([a-z][\w-]*)", CSS))
    assert {one for one in used - styled if one not in ("t", "p", "rk-entry")} == set()


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2) of a colour like ``#15201a`` or ``#fff``."""
    digits = color.lstrip("#")
    digits = "".join(2 * one for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def tokens() -> dict[str, tuple[str, str]]:
    """Colours of the style sheet, light and dark."""
    found = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", CSS)
    return {name: (light, dark) for name, light, dark in found}


@pytest.mark.parametrize("dark", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        *(
            (text, ground, 7)
            for text in ("ink", "ink-2", "leaf")
            for ground in ("chalk", "chalk-2")
        ),
        ("ink", "t1", 7),
        ("ink", "t2", 7),
        ("on-leaf", "t3", 7),
        ("on-leaf", "t4", 7),
        ("on-leaf", "leaf", 7),
        ("areca", "chalk", 7),
        ("areca", "areca-2", 7),
        ("ink", "areca-2", 7),
        ("ink-2", "areca-2", 7),
        ("border", "chalk", 3),
        ("border", "chalk-2", 3),
    ],
)
def test_contrast(text: str, ground: str, least: float, dark: int) -> None:
    first, second = (luminance(tokens()[name][dark]) for name in (text, ground))
    ratio = (max(first, second) + 0.05) / (min(first, second) + 0.05)
    assert ratio >= least, round(ratio, 2)


def test_no_template_needs_another_by_name() -> None:
    """What a page is made with is told by its kind's template and the shared ones alone."""
    for path in TEMPLATES.glob("*.html"):
        tree = Environment().parse(path.read_text(encoding="utf-8"))
        assert list(meta.find_referenced_templates(tree)) == [], path.name
