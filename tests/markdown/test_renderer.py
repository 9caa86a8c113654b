"""Bodies: one dialect, nothing in it that runs, loads or pretends."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.markdown.conventions import page_link
from rakor.markdown.renderer import BodyRenderer

EXTENSIONS = ("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "tables",
              "toc")  # fmt: skip


@pytest.fixture(scope="module")
def render() -> BodyRenderer:
    return BodyRenderer(EXTENSIONS, {"toc": {"toc_depth": "2-3"}})


def test_the_dialect_of_the_site(render: BodyRenderer) -> None:
    html = render(
        "## Arahan bupati\n\nTeks *miring* dan `kode`.\n\n"
        "| Tahap | Jumlah |\n|---|--:|\n| satu | 12.173 |\n\n"
        "![Suasana rapat](foto.jpg)\n\n[notula](../2024/2024-11-14-rakor.md#isi)\n"
    )
    assert '<h2 id="arahan-bupati">Arahan bupati</h2>' in html
    assert '<td class="rk-right">12.173</td>' in html
    assert 'loading="lazy"' in html
    assert 'href="../2024/2024-11-14-rakor.html#isi"' in html
    assert "style=" not in html


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("2024-11-14-rakor.md", "2024-11-14-rakor.html"),
        ("../a/b.md#bagian", "../a/b.html#bagian"),
        ("foto.jpg", "foto.jpg"),
        ("#bagian", "#bagian"),
        ("https://contoh.example/a.md", "https://contoh.example/a.md"),
    ],
)
def test_links_to_sources_become_links_to_pages(href: str, expected: str) -> None:
    assert page_link(href) == expected


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "<iframe src='https://contoh.example/'></iframe>",
    "<object data=x></object><embed src=x>",
    "<svg onload=alert(1)><a xlink:href='javascript:1'>x</a></svg>",
    "<math><mi xlink:href='javascript:1'>x</mi></math>",
    "<form action='https://contoh.example/'><input name=a><button>Kirim</button></form>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=https://contoh.example/a.css>",
    "<meta http-equiv=refresh content='0;url=https://contoh.example/'>",
    "<base href='https://contoh.example/'>",
    "paragraf {: onclick=alert(1) style=color:red class=rk-galat }",
    "## Judul {: #a onclick=alert(1) }",
    "<p style='position:fixed'>x</p>",
    "<video src=x autoplay></video><audio src=x></audio>",
    "<template><script>1</script></template>",
    "<!-- <script> --><b>x</b>",
    "<a href='https://contoh.example/' target=_blank ping=https://contoh.example/>x</a>",
    "<h1>Judul kedua</h1>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_runs_or_loads_survives(render: BodyRenderer, attack: str) -> None:
    assert_harmless(render(attack))


@given(
    st.lists(
        st.sampled_from([*ATTACKS, "teks", "\n\n", "*", "`", "> ", "- ", "</p>", "<p>", "<", '"']),
        max_size=8,
    ).map("".join)
)
def test_no_mixture_survives_either(text: str) -> None:
    assert_harmless(_RENDER(text))


_RENDER = BodyRenderer(EXTENSIONS, {})
_FORBIDDEN_TAGS = frozenset(
    """script style iframe object embed form input button select textarea svg math video audio
    link meta base template h1""".split()
)


def assert_harmless(html: str) -> None:
    """Parse as a browser would (html5lib is the standard's own algorithm) and look around."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in _FORBIDDEN_TAGS, html
        for name, value in element.attrib.items():
            assert not str(name).startswith("on"), html
            assert name not in {"style", "srcset", "ping", "target"}, html
            if name in {"href", "src", "cite"}:
                scheme = value.strip().lower().partition(":")[0]
                assert scheme not in {"javascript", "data", "vbscript", "file"}, html
            if name == "class":
                assert "rk-galat" not in value, html
