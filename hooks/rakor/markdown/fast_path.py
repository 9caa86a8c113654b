"""The plain part of Markdown, straight to HTML.

Nearly all bulletins consist of paragraphs, headings, flat lists, short quotations and simple
tables, with an occasional emphasis, link or picture. For just those the HTML can be written down
at once, twenty times as fast as Python-Markdown and the cleaner do it. Whatever else a text holds,
:func:`plain_html` gives it back untouched, and the long way is taken for the whole of it.

This is a shortcut, not a dialect: the result is, byte for byte, what Python-Markdown with
:data:`EXTENSIONS` and the cleaner of :mod:`rakor.markdown.renderer` make of the text.
``tests/markdown/test_fast_path.py`` holds it to that over real, synthetic and generated texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rakor.markdown.conventions import counts_by_itself

EXTENSIONS = frozenset(
    "abbr admonition attr_list def_list fenced_code footnotes sane_lists tables toc".split()
)
"""The extensions this module knows the effect of; with others it must not be used."""

# Characters that begin something this module does not know. The asterisk, brackets and the
# ampersand have their own rules in _inline; what cannot be printed may be rewritten by cleaning.
_FOREIGN = "`\\<{}~"
_BLANK = re.compile(r"\n{2,}")

# A line of prose: it begins neither like a block of another kind nor like a list.
_START = r"(?:[^\W\d_]|\d(?!\d*[.)][ ])|[(\"'“‘«—–…]|\*{1,2}[^\W_]|\[[^\W_]|!\[)"
_PROSE_LINE = re.compile(_START)
_PROSE = re.compile(rf"{_START}[^\n|>]*(?:\n{_START}[^\n|>]*)*\Z")
_HEADING = re.compile(r"(#{2,4}) ((?:[^\W_]|[(\"“])[^\n#|>*&\[\]]*)\Z")
_NO_WORD = re.compile(r"[^\w\s-]")
_BETWEEN = re.compile(r"[-\s]+")
_BULLETS = re.compile(rf"- {_START}[^\n|>]*(?:\n- {_START}[^\n|>]*)*\Z")
_NUMBERS = re.compile(rf"1\. {_START}[^\n|>]*(?:\n\d{{1,3}}\. {_START}[^\n|>]*)*\Z")
_QUOTE = re.compile(rf"> {_START}[^\n|>]*(?:\n> {_START}[^\n|>]*)*\Z")
_TABLE = re.compile(r"(?:\|[^\n>]*\|(?:\n|\Z)){3,}\Z")
_DASHES = re.compile(r" ?(:?)-+(:?) ?\Z")

# A picture beside the bulletin. Cameras write underscores into names; elsewhere they may emphasise.
_PICTURE = (
    r"!\[(?P<alt>(?:[^\s\[\]*&!^_](?:[^\n\[\]*&_]*[^\s\[\]*&_])?)?)\]"
    r"\((?P<src>(?:\.\./)*[A-Za-z0-9][A-Za-z0-9_./-]*)\)"
)
_PICTURES = re.compile(_PICTURE)

# Emphasis of which the signs touch those of other emphasis is read in ways of its own.
_SPECIAL = "*[]&"
_SPAN = re.compile(
    r"(?<!\*)\*\*(?P<strong>[^\s*\[\]&](?:[^*\n\[\]&]*[^\s*\[\]&])?)\*\*(?!\*)"
    r"|(?<!\*)\*(?P<em>[^\s*\[\]&](?:[^*\n\[\]&]*[^\s*\[\]&])?)\*(?!\*)"
    rf"|{_PICTURE}"
    r"|(?<!!)\[(?P<text>[^\s\[\]*&!^](?:[^\n\[\]*&]*[^\s\[\]*&])?)\]"
    r"\((?P<url>(?:https?://|(?:\.\./)+)?[A-Za-z0-9][A-Za-z0-9./-]*(?:#[A-Za-z0-9-]+)?)\)"
    r"|(?P<and>&)(?=[ \n])"
)
_ALIGNMENT = {(":", ":"): "rk-centre", ("", ":"): "rk-right", (":", ""): "rk-left"}


class _Unknown(Exception):
    """The text holds something of which only Python-Markdown knows what it comes to."""


def is_known(extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a site's dialect is the one that this module writes."""
    given = {name: set(config) for name, config in configs.items() if config}
    return set(extensions) == EXTENSIONS and given.items() <= {"toc": {"toc_depth"}}.items()


def plain_html(text: str, page_link: Callable[[str], str]) -> str | None:
    """Return clean HTML of a text in which all is plain; None if something is not.

    Args:
        text: Markdown with line feeds for ends of lines.
        page_link: gives the address a link leads to.
    """
    text = text.strip("\n")
    if (
        _has_any(text, _FOREIGN)
        or ("_" in text and "_" in _PICTURES.sub("", text))
        or not text.replace("\n", "").isprintable()
        or "\n " in text
        or " \n" in text
        or text[:1] == " "
        or text[-1:] == " "
    ):
        return None
    ids: set[str] = set()
    parts: list[str] = []
    before = None
    try:
        for block in _BLANK.split(text) if "\n\n\n" in text else text.split("\n\n"):
            for kind in _KINDS.get(block[:1], (_paragraph,)):
                made = kind(block, page_link, ids)
                if made is not None:
                    break
            else:
                return None
            if kind is before and kind in _JOINING:
                return None
            before = kind
            parts.append(made)
    except _Unknown:
        return None
    return "\n".join(parts)


def _has_any(text: str, characters: str) -> bool:
    # Looking for one character at a time is many times faster than a pattern that looks for all.
    return any(map(text.__contains__, characters))


def _inline(text: str, page_link: Callable[[str], str]) -> str:
    if not _has_any(text, _SPECIAL):
        return text
    if _has_any(_SPAN.sub("", text), _SPECIAL):
        raise _Unknown

    def span(match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind == "and":
            return "&amp;"
        if kind == "src":
            alt = match["alt"].replace('"', "&quot;")
            return f'<img alt="{alt}" loading="lazy" src="{match["src"]}">'
        if kind == "url":
            return f'<a href="{page_link(match["url"])}">{match["text"]}</a>'
        return f"<{kind}>{match[str(kind)]}</{kind}>"

    return _SPAN.sub(span, text)


def _paragraph(block: str, page_link: Callable[[str], str], ids: set[str]) -> str | None:
    if "\n" in block:
        is_prose = _PROSE.match(block)
    else:
        is_prose = _PROSE_LINE.match(block) if "|" not in block and ">" not in block else None
    return f"<p>{_inline(block, page_link)}</p>" if is_prose else None


def _heading(block: str, page_link: Callable[[str], str], ids: set[str]) -> str | None:
    found = _HEADING.match(block)
    if found is None:
        return None
    level, title = len(found[1]), found[2]
    return f'<h{level} id="{_anchor(title, ids)}">{title}</h{level}>'


def _anchor(title: str, ids: set[str]) -> str:
    """The id that the extension ``toc`` gives to a heading, as its ``slugify`` and ``unique`` have
    it; the title holds no underscore."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    name = _BETWEEN.sub("-", _NO_WORD.sub("", plain).strip().lower())
    made, number = name, 0
    while not made or made in ids:
        number += 1
        made = f"{name}_{number}"
    ids.add(made)
    return made


def _bullets(block: str, page_link: Callable[[str], str], ids: set[str]) -> str | None:
    return _list("ul", block, page_link) if _BULLETS.match(block) else None


def _numbers(block: str, page_link: Callable[[str], str], ids: set[str]) -> str | None:
    if not _NUMBERS.match(block):
        return None
    numbers = [int(line.partition(".")[0]) for line in block.split("\n")]
    return _list("ol", block, page_link) if counts_by_itself(numbers) else None


def _list(tag: str, block: str, page_link: Callable[[str], str]) -> str:
    items = [line.partition(" ")[2] for line in block.split("\n")]
    rows = "".join(f"<li>{_inline(item, page_link)}</li>\n" for item in items)
    return f"<{tag}>\n{rows}</{tag}>"


def _quote(block: str, page_link: Callable[[str], str], ids: set[str]) -> str | None:
    if not _QUOTE.match(block):
        return None
    text = "\n".join(line[2:] for line in block.split("\n"))
    return f"<blockquote>\n<p>{_inline(text, page_link)}</p>\n</blockquote>"


def _table(block: str, page_link: Callable[[str], str], ids: set[str]) -> str | None:
    if not _TABLE.match(block):
        return None
    head, dashes, *rows = ([*line[1:-1].split("|")] for line in block.split("\n"))
    marks = [_DASHES.match(cell) for cell in dashes]
    if any(len(row) != len(marks) for row in (head, *rows)):
        return None
    classes = []
    for mark in marks:
        if mark is None:
            return None
        name = _ALIGNMENT.get((mark[1], mark[2]))
        classes.append(f' class="{name}"' if name else "")

    def row(tag: str, cells: Sequence[str]) -> str:
        made = "".join(
            f"<{tag}{name}>{_inline(cell.strip(' '), page_link)}</{tag}>\n"
            for cell, name in zip(cells, classes, strict=True)
        )
        return f"<tr>\n{made}</tr>\n"

    body = "".join(row("td", cells) for cells in rows)
    return f"<table>\n<thead>\n{row('th', head)}</thead>\n<tbody>\n{body}</tbody>\n</table>"


_Kind = Callable[[str, Callable[[str], str], "set[str]"], "str | None"]
_KINDS: Mapping[str, tuple[_Kind, ...]] = {
    "#": (_heading,),
    "-": (_bullets,),
    "1": (_numbers, _paragraph),
    ">": (_quote,),
    "|": (_table,),
}
"""What a block can be, by the character it begins with."""

_JOINING: frozenset[_Kind | None] = frozenset({_bullets, _numbers, _quote})
"""Kinds that grow together when one follows another of its kind."""
