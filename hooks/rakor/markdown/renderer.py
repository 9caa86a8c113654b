"""Markdown of a bulletin to safe HTML.

All pages share one dialect: the extensions of ``mkdocs.yml``, read through Python-Markdown as
MkDocs does, plus that of :mod:`rakor.markdown.dialect`. What comes out is then cleaned with nh3
(Mozilla's Bleach successor), because Markdown lets raw HTML through and ``attr_list`` alone can
set ``onclick`` and ``style``.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rakor.markdown.conventions import ADMONITIONS, page_link
from rakor.markdown.fast_path import EXTENSIONS, is_known, plain_html

if TYPE_CHECKING:
    import nh3

    from markdown import Markdown

USUAL_EXTENSIONS = tuple(sorted(EXTENSIONS))
USUAL_CONFIGS: Mapping[str, Mapping[str, Any]] = {"toc": {"toc_depth": "2-3"}}
"""The dialect of a new site: its extensions, and what ``mkdocs.yml`` says of them."""

URL_SCHEMES = frozenset({"http", "https", "mailto"})

# Inline and block elements that Markdown and its common extensions make; nothing that can run,
# load from elsewhere or look like a control of the site.
_TAGS = frozenset(
    """a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure
    h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p pre q s samp section small span strong
    sub summary sup table tbody td tfoot th thead time tr ul var""".split()
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
    # Tabs and lists of tasks; see _CONTROL.
    "input": {"type", "name", "checked", "disabled", "aria-label"},
    "label": {"for"},
}
_KINDS = set(ADMONITIONS) | {"catatan", "penting"}
_CLASSES = {
    "td": {"rk-right", "rk-centre", "rk-left"},
    "th": {"rk-right", "rk-centre", "rk-left"},
    "div": {"footnote", "admonition", "annotate", "highlight", "codehilite"}
    | {"tabbed-set", "tabbed-alternate", "tabbed-labels", "tabbed-content", "tabbed-block"}
    | _KINDS,
    "details": _KINDS,
    "p": {"admonition-title", "annotate"},
    "a": {"footnote-ref", "footnote-backref"},
    "ul": {"task-list", "annotate"},
    "ol": {"annotate"},
    "li": {"task-list-item"},
    "label": {"task-list-control"},
    # Of highlighted code: kinds of words, as Pygments abbreviates them.
    "span": {"task-list-indicator", "filename", "c", "c1", "cm", "cp", "k", "kc", "kd", "kn"}
    | {
        "kr",
        "kt",
        "s",
        "s1",
        "s2",
        "sd",
        "m",
        "mi",
        "mf",
        "nt",
        "na",
        "nb",
        "nf",
        "nc",
        "gd",
        "gi",
    },
}
_CONTROL = re.compile(r'<input(?![^>]* type="(?:checkbox|radio)")[^>]*>')
"""Any control that tabs and tasks do not need: it would look like one of the site."""


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
# Browsers drop these at the beginning of an address and within it.
_DROPPED = re.compile(r"^[\x00-\x20]+|[\t\r\n]")


def _cleaner() -> nh3.Cleaner:
    import nh3

    return nh3.Cleaner(
        tags=set(_TAGS),
        clean_content_tags={"script", "style", "template", "noscript", "iframe", "object"},
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=set(URL_SCHEMES),
        link_rel=None,
        attribute_filter=_without_foreign_pictures,
    )


def _without_foreign_pictures(tag: str, attribute: str, value: str) -> str | None:
    """Drop the address of a picture that lies elsewhere, however it got into the text."""
    if tag == "img" and attribute == "src" and is_elsewhere(value):
        return None
    return value


def is_elsewhere(address: str) -> bool:
    """Whether an address names a host or a scheme, as browsers read it."""
    bare = _DROPPED.sub("", address).replace("\\", "/")
    return bare.startswith("//") or _SCHEME.match(bare) is not None


class BodyRenderer:
    """Turns the Markdown of bulletins into HTML; one instance serves one thread.

    Python-Markdown and the cleaner are set up for the first text that is not plain: that takes
    longer than all the rest of a build with one new text.
    """

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]) -> None:
        """Take Python-Markdown's ``extensions`` and their ``configs``, as MkDocs does."""
        self._extensions = extensions
        self._configs = configs
        self._is_known = is_known(extensions, configs)
        said = {name: dict(config) for name, config in configs.items() if config}
        self.is_usual = set(extensions) == EXTENSIONS and said == USUAL_CONFIGS
        """Whether the site has the dialect that the check looks at, see :func:`usual_renderer`."""

    @cached_property
    def _markdown(self) -> Markdown:
        from markdown import Markdown
        from rakor.markdown.dialect import DialectExtension

        return Markdown(
            extensions=[*self._extensions, DialectExtension(markdown_links=True)],
            extension_configs={name: dict(config) for name, config in self._configs.items()},
        )

    @cached_property
    def _cleaner(self) -> nh3.Cleaner:
        return _cleaner()

    def __call__(self, text: str) -> str:
        """Return clean HTML; a heading's level and id are as the extensions make them."""
        made = self.plain(text)
        return self.convert(text) if made is None else made

    def plain(self, text: str) -> str | None:
        """Return the same as a call if all of the text is plain, at once; None if it is not."""
        return plain_html(text, page_link) if self._is_known else None

    def convert(self, text: str) -> str:
        """Return the same as a call, by Python-Markdown and the cleaner in any case."""
        return self.clean(self.before_cleaning(text))

    def before_cleaning(self, text: str) -> str:
        """Return what Python-Markdown makes of a text: to be looked at, never to be shown."""
        html: str = self._markdown.reset().convert(text)
        return html

    def clean(self, html: str) -> str:
        """Return HTML with nothing in it that a page must not hold."""
        clean = self._cleaner.clean(html)
        return _CONTROL.sub("", clean) if "<input" in clean else clean


_kept = threading.local()


def usual_renderer() -> BodyRenderer:
    """Return a renderer of the dialect that a new site has, kept for all of a thread.

    The check looks at what this one shows, and a build of such a site shows what the check saw. A
    site that adds extensions to ``mkdocs.yml`` shows more of the same text, never other words.
    """
    renderer: BodyRenderer | None = getattr(_kept, "renderer", None)
    if renderer is None:
        renderer = BodyRenderer(USUAL_EXTENSIONS, USUAL_CONFIGS)
        _kept.renderer = renderer
    return renderer
