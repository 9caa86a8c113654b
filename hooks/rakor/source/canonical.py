"""The one form in which values are written: dates plain, codes and numbers in quotation marks,
long texts folded (``>-``), lists two blanks below their key.

Values are kept here without their places: a text, :class:`Items`, or :class:`Pairs`, which is a
mapping that may name a key twice.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from typing import Any

import yaml

from rakor.source.nodes import Node, Scalar, Sequence

Value = str | dt.date | AnySequence["Value"] | AnyMapping[str, "Value"]
"""What can be written: a text, a day, a list, or keys with values."""

WIDTH = 100
"""Characters of a line, beyond which a text is folded."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_loader: Any = yaml.SafeLoader("")  # the stubs leave what is asked of it untyped


class Items(list["Plain"]):
    """A list of values."""


class Pairs(list[tuple[str, "Plain"]]):
    """Keys and values in the order in which they were written."""


Plain = str | Items | Pairs


def plain(node: Node) -> Plain:
    """Return what a node says."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return Items(plain(item) for item in node.items)
    return Pairs((key.value, plain(value)) for key, value in node.entries)


def plain_value(value: Value) -> Plain:
    """Return the same for a value that is to be written."""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, AnyMapping):
        return Pairs((key, plain_value(one)) for key, one in value.items())
    return Items(plain_value(one) for one in value)


def front_matter(data: AnyMapping[str, Value]) -> str:
    """Return keys and values as lines, without the rules around them."""
    return "\n".join(block(plain_value(data), 0)) + "\n"


def block(value: Plain, indent: int) -> list[str]:
    """Return the lines of a list or of keys, ``indent`` blanks from the left."""
    if isinstance(value, Pairs):
        return [line for key, one in value for line in entry(key, one, indent)]
    return [line for one in value for line in item(one, indent)]


def entry(key: str, value: Plain, indent: int) -> list[str]:
    """Return the lines of a key and its value."""
    lead = f"{' ' * indent}{scalar(key)}:"
    if isinstance(value, str):
        return _text(lead, value, indent)
    return [lead, *block(value, indent + 2)] if value else [f"{lead} {flow(value)}"]


def item(value: Plain, indent: int) -> list[str]:
    """Return the lines of one entry of a list, its dash included."""
    lead = f"{' ' * indent}-"
    if isinstance(value, str):
        return _text(lead, value, indent)
    if not value:
        return [f"{lead} {flow(value)}"]
    first, *rest = block(value, indent + 2)
    return [f"{lead} {first.lstrip(' ')}", *rest]


def _text(lead: str, text: str, indent: int) -> list[str]:
    """A text behind its key or dash: on that line, or folded below it."""
    written = scalar(text)
    is_short = len(lead) + 1 + len(written) <= WIDTH
    # Folding gives back each line end as one blank, and nothing else.
    if is_short or " " not in text or text != " ".join(text.split()) or not text.isprintable():
        return [f"{lead} {written}"]
    inner = " " * (indent + 2)
    lines = textwrap.wrap(text, WIDTH - len(inner), break_long_words=False, break_on_hyphens=False)
    return [f"{lead} >-", *(inner + line for line in lines)]


def flow(value: Plain) -> str:
    """Return a value on one line, lists and keys in brackets."""
    if isinstance(value, str):
        return scalar(value, in_flow=True)
    if isinstance(value, Pairs):
        pairs = (f"{scalar(key, in_flow=True)}: {flow(one)}" for key, one in value)
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(flow(one) for one in value)}]"


def scalar(text: str, in_flow: bool = False) -> str:
    """Return a text on one line: bare where any YAML reader takes it for just that text."""
    if _DATE.fullmatch(text) or _can_be_bare(text, in_flow):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return a text in quotation marks, those that need the fewest escapes."""
    if text.isprintable() and '"' in text and "'" not in text:
        return f"'{text}'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES or letter.isprintable():
        return _ESCAPES.get(letter, letter)
    return f"\\U{ord(letter):08x}"


def _can_be_bare(text: str, in_flow: bool) -> bool:
    if not text.isprintable() or text != text.strip() or not text:
        return False
    if text[0] in "\"'@`%*&!|>,[]{}?#-:=~<" or ": " in text or " #" in text or text.endswith(":"):
        return False
    if in_flow and any(letter in text for letter in ",[]{}:"):
        return False
    # "35.10", "0731", "no" and "12:30" are texts here, and other readers must see them as such.
    resolved = _loader.resolve(yaml.ScalarNode, text, (True, False))
    return resolved == "tag:yaml.org,2002:str" and not re.fullmatch(r"[\d.,:_+-]+", text)
