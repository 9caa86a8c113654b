"""A page's HTML as a list of elements, read strictly enough to catch a broken template."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "br", "img", "input", "hr", "wbr", "rect", "path"})


@dataclass
class Markup(HTMLParser):
    """All elements with their attributes, and the plain text."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element; it must be closed unless it cannot be."""
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself (inside SVG)."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which must be this one."""
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text.append(data)

    def ids(self) -> list[str]:
        """All ids in order."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def links(self) -> list[str]:
        """All targets of links."""
        return [attributes["href"] for tag, attributes in self.elements if tag == "a"]

    def headings(self) -> list[int]:
        """Levels of the headings in order."""
        return [
            int(tag[1])
            for tag, _ in self.elements
            if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
        ]


def parse(html: str) -> Markup:
    """Read a piece of HTML; every element must be closed in order."""
    markup = Markup()
    markup.feed(html)
    markup.close()
    assert markup.open == [], markup.open
    return markup
