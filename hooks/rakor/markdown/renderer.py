"""Markdown of a bulletin to safe HTML.

All pages share one dialect: the extensions of ``mkdocs.yml``, read through Python-Markdown as
MkDocs does, plus the small one here. What comes out of Markdown is then cleaned with nh3
(Mozilla's Bleach successor), because Markdown lets raw HTML through and ``attr_list`` alone can
set ``onclick`` and ``style``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import nh3
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

import markdown
from rakor.markdown.fast_path import is_known, plain_html
from rakor.markdown.shortcuts import ShortcutExtension

URL_SCHEMES = frozenset({"http", "https", "mailto"})

_ALIGN_CLASSES = {"right": "rk-kanan", "center": "rk-tengah", "left": "rk-kiri"}


class DialectExtension(Extension):
    """What pages need of Markdown's output, on hand-written pages and in bulletins alike.

    Links to another ``.md`` become links to its page, so that they work in an editor's preview
    and on the site; table cells carry a class for their alignment, since a strict content
    security policy forbids ``style`` and HTML has retired ``align``; pictures load when needed.
    """

    def __init__(self, *, markdown_links: bool = False) -> None:
        """``markdown_links`` also turns ``.md`` links into ``.html``: MkDocs does so itself."""
        super().__init__()
        self._markdown_links = markdown_links

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the tree processor, after all those that make elements."""
        md.treeprocessors.register(_Dialect(md, self._markdown_links), "rakor-dialect", -10)


class _Dialect(Treeprocessor):
    def __init__(self, md: markdown.Markdown, markdown_links: bool) -> None:
        super().__init__(md)
        self._markdown_links = markdown_links

    def run(self, root: Element) -> None:
        # HTML has no slash in "<img>". Python-Markdown sets its own wish after all extensions'.
        self.md.set_output_format("html")
        for element in root.iter():
            match element.tag:
                case "td" | "th":
                    _align_by_class(element)
                case "img":
                    element.set("loading", "lazy")
                case "a" if self._markdown_links:
                    href = element.get("href")
                    if href:
                        element.set("href", page_link(href))


def _align_by_class(cell: Element) -> None:
    align = cell.attrib.pop("align", None)
    # Python-Markdown writes the alignment as style unless told otherwise.
    style = cell.attrib.pop("style", "")
    if align is None and style.startswith("text-align:"):
        align = style.removeprefix("text-align:").strip(" ;")
    if align in _ALIGN_CLASSES:
        cell.set("class", f"{cell.get('class', '')} {_ALIGN_CLASSES[align]}".strip())


def page_link(href: str) -> str:
    """Turn a relative link to a bulletin's source file into one to its page.

    >>> page_link("../2024/2024-11-14-rakor.md#arahan")
    '../2024/2024-11-14-rakor.html#arahan'
    """
    path, mark, fragment = href.partition("#")
    if path.endswith(".md") and not urlsplit(path).scheme:
        return posixpath.splitext(path)[0] + ".html" + mark + fragment
    return href


# Inline and block elements that Markdown and its common extensions make; nothing that can run,
# load from elsewhere or look like a control of the site.
_TAGS = frozenset(
    """a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure
    h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong sub
    summary sup table tbody td tfoot th thead time tr ul var""".split()
)
_ATTRIBUTES = {
    "*": {"id", "title", "lang", "dir"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "ins": {"cite", "datetime"},
    "del": {"cite", "datetime"},
    "details": {"open"},
}
_CLASSES = {
    "td": {"rk-kanan", "rk-tengah", "rk-kiri"},
    "th": {"rk-kanan", "rk-tengah", "rk-kiri"},
    "div": {"footnote", "admonition", "note", "warning", "tip", "info", "catatan", "penting"},
    "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
    "ul": {"task-list"},
}


def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TAGS),
        clean_content_tags={"script", "style", "template", "noscript", "iframe", "object"},
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=set(URL_SCHEMES),
        link_rel=None,
    )


class BodyRenderer:
    """Turns the Markdown of bulletins into HTML; one instance serves one thread."""

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]) -> None:
        """Set Python-Markdown up with ``extensions`` and their ``configs``, as MkDocs does."""
        self._markdown = markdown.Markdown(
            extensions=[
                *extensions,
                DialectExtension(markdown_links=True),
                ShortcutExtension(),
            ],
            extension_configs={name: dict(config) for name, config in configs.items()},
        )
        self._cleaner = _cleaner()
        self._is_known = is_known(extensions, configs)

    def __call__(self, text: str) -> str:
        """Return clean HTML; a heading's level and id are as the extensions make them."""
        made = plain_html(text, page_link) if self._is_known else None
        return self.convert(text) if made is None else made

    def convert(self, text: str) -> str:
        """Return the same as a call, by Python-Markdown and the cleaner in any case."""
        html = self._markdown.reset().convert(text)
        return self._cleaner.clean(html)
