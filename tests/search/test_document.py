"""The text of a page as search knows it."""

from __future__ import annotations

import pytest

from rakor.search.document import plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>rencana\npengiriman <em>surat</em> suara</p>", "rencana pengiriman surat suara"),
        ("<p>satu</p>\n<p>dua</p>", "satu\ndua"),
        ("<ul>\n<li>a</li>\n<li>b<ul><li>c</li></ul></li>\n</ul>", "a\nb\nc"),
        ("<table><tr><th>Wilayah</th><td>12.173</td></tr></table>", "Wilayah\n12.173"),
        ("<p>A &amp; B &lt;b&gt;</p>", "A & B <b>"),
        ("<p>KTP<strong>-el</strong></p>", "KTP-el"),
        ("<p>a<br>b</p>", "a\nb"),
        ("", ""),
    ],
)
def test_text_of_a_body(html: str, text: str) -> None:
    assert plain(html) == text
