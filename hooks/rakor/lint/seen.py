"""What a reader sees of a bulletin: values as YAML reads them, and the text as it is rendered.

Rules that look at the source alone see neither what escapes of YAML, entities and markup hide nor
what comes together only on the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from rakor.source.nodes import Mapping, Node, Scalar

_CELL_END = re.compile(r"</t[dh]>\s*(?=<t[dh])")
_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|dl|dt|dd|tr|table|thead|tbody|tfoot|blockquote|div|section|pre|hr|"
    r"figure|figcaption|details|summary)\b[^>]*>"
)
_BREAK = re.compile(r"<br\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r"\b(?:alt|title|href|src|cite)=\"([^\"]*)\"")


def seen_text(page: str) -> str:
    """Return the text of sanitised HTML as it is seen: blocks apart, cells divided by bars.

    Addresses and alternative texts follow, each as a block of its own.
    """
    if "<" not in page:
        return html.unescape(page)
    attributes = _ATTRIBUTE.findall(page)
    text = _BREAK.sub("\n", _BLOCK.sub("\n\n", _CELL_END.sub(" | ", page)))
    return html.unescape("\n\n".join([_TAG.sub("", text), *attributes]))


def loaded_addresses(page: str) -> list[str]:
    """Return the addresses that HTML as it was written would have a browser load by itself.

    Of pictures, frames, films, styles and all else but links, in their order; whether a page may
    hold such elements does not matter.
    """
    found = _Loading()
    found.feed(page)
    found.close()
    return found.addresses


# Attributes that name something to load, wherever they stand, and where "href" does.
_LOADING = frozenset(
    "src srcset poster data background xlink:href lowsrc dynsrc imagesrcset".split()
)
_LOADING_HREF = frozenset("link image use feimage base script".split())
_URL_IN_STYLE = re.compile(r"(?:url\(|@import)\s{0,5}[\"']?([^\"')\s;]{1,2000})", re.IGNORECASE)


class _Loading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        for name, value in attrs:
            if value is None:
                continue
            if name in _LOADING or (name == "href" and tag in _LOADING_HREF):
                parts = value.split(",") if name.endswith("srcset") else [value]
                self.addresses += [part.split()[0] for part in parts if part.split()]
            elif "(" in value or "@" in value:
                self.addresses += _URL_IN_STYLE.findall(value)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.addresses += _URL_IN_STYLE.findall(data)


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield all values below a node, in their order; what stands as a key is none."""
    pending: list[Node] = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, Scalar):
            yield one
        elif isinstance(one, Mapping):
            pending += [value for _, value in reversed(one.entries)]
        else:
            pending += reversed(one.items)
