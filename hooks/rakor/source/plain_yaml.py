"""YAML as nearly every bulletin has it, read line by line.

Most front matters are lines of three forms: a key with a value, an entry of a list, an entry that
begins with a key; a value is plain, in quotation marks without escapes, or a folded block. These
are read here in half the time of YAML's own parser, into the very same nodes. Whatever else there
is (comments, flow style, slips of any kind) is left to the parser: nothing is judged here.
"""

from __future__ import annotations

import re

from rakor.source.nodes import Mapping, Node, Scalar, Sequence

# The parts of a line make up the whole of it, so that their lengths give their places.
_LINE = re.compile(
    r"^( *)(- )?"
    r"(?:([A-Za-z_][A-Za-z0-9_]{0,60})(: +|:(?=\n)))?"
    r"([^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n:#]*(?:(?::(?=\S)|(?<! )#)[^\n:#]*)*(?<! )"
    r"|\"[^\"\\\n]*\"|'[^'\n]*'|>-|)"
    r"\n",
    re.MULTILINE,
)
# Collections within one another; the parser knows the exact limit.
_DEEPEST = 8

_Opened = list[tuple[int, Mapping | Sequence]]
"""The collections that may go on, each with the column its lines begin at."""


def read_lines(text: str, offset: int, most: int) -> Mapping | None:
    """Return the mapping written in ``text``, which begins at ``offset`` of its file.

    ``text`` has neither invisible characters nor ends of lines that only YAML knows. None if one of
    its lines has another form than those read here, or if there may be more than ``most`` nodes.
    """
    lines = _LINE.findall(text)
    if not 0 < len(lines) * 4 <= most or lines[0][1] or "\t" in text or "\r" in text:
        return None
    root = Mapping([], offset, offset)
    opened: _Opened = [(0, root)]
    key: Scalar | None = None  # waits for its value
    block: Scalar | None = None  # a folded text, which goes on while lines are indented
    floor = indent = 0  # the column that its lines must pass, and theirs
    at = offset
    for blanks, dash, name, colon, value in lines:
        column = len(blanks)
        start = at + column
        at = start + len(dash) + len(name) + len(colon) + len(value) + 1
        if block is not None:
            if column > floor:
                line = dash + name + colon + value
                if column != (indent or column) or not line or line[-1].isspace():
                    return None
                indent = column
                block.value += f" {line}" if block.value else line
                block.end = at - 1
                continue
            block = None
        node = _collection(opened, key, column, start, Sequence if dash else Mapping)
        if node is None or not (name or (dash and value)):
            return None
        key = None
        if dash:
            start += 2
        if name:
            if dash:
                column += 2
                node = _open(opened, None, column, Mapping([], start, start))
            key = Scalar(name, start, start + len(name))
            start += len(name) + len(colon)
            if not value:
                continue
        scalar = Scalar(value, start, at - 1)
        if value[0] in "\"'":
            scalar.value, scalar.plain = value[1:-1], False
        elif value == ">-":
            scalar.value, scalar.plain = "", False
            block, floor, indent = scalar, column, 0
        _add(node, key, scalar)
        key = None
    # Were a line left out, its length would be missing.
    if key is not None or at != offset + len(text):
        return None
    _collection(opened, None, -1, at, Mapping)
    return root


def _collection(
    opened: _Opened, key: Scalar | None, column: int, start: int, kind: type[Mapping | Sequence]
) -> Mapping | Sequence | None:
    """Return the collection that a line at ``column`` belongs to: a new one below the key that
    still has no value, or one that is open already. Deeper ones are closed."""
    if key is not None:
        # The entries of a list may stand right below its key.
        least = opened[-1][0] + (kind is Mapping)
        if column < least or len(opened) > _DEEPEST:
            return None
        return _open(opened, key, column, kind([], start, start))
    while opened:
        own, node = opened[-1]
        if own <= column and (own < column or type(node) is kind):
            return node if own == column else None
        opened.pop()
        node.end = (node.entries[-1][1] if isinstance(node, Mapping) else node.items[-1]).end
    return None


def _open(
    opened: _Opened, key: Scalar | None, column: int, below: Mapping | Sequence
) -> Mapping | Sequence:
    _add(opened[-1][1], key, below)
    opened.append((column, below))
    return below


def _add(to: Mapping | Sequence, key: Scalar | None, value: Node) -> None:
    if isinstance(to, Sequence):
        to.items.append(value)
    elif key is not None:
        to.entries.append((key, value))
