"""What a reader sees of a bulletin: values as YAML reads them, and the text as it is rendered.

Rules that look at the source alone see neither what escapes of YAML, entities and markup hide nor
what comes together only on the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

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
