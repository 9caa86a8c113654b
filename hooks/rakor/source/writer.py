"""Changing front matter line by line: what is not changed stays as it was, byte for byte.

A value is addressed by its path, as ``("instansi", 2, "wakil", "nama")``. Setting, inserting or
removing one rewrites only the lines that it takes up: comments, order, quoting and the body of a
bulletin are the writer's own and stay. What is new is written in the form of
:mod:`rakor.source.canonical`.

Every change is read back before it counts. Were any other value to read differently, the value's
parent is written anew instead, and so on upwards; so nothing can be lost, whatever the file looks
like.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from collections.abc import Sequence as AnySequence

from rakor.diagnostics import decode
from rakor.errors import RakorError
from rakor.source.canonical import (
    WIDTH,
    Items,
    Pairs,
    Plain,
    Value,
    block,
    entry,
    flow,
    item,
    plain,
    plain_value,
    quoted,
    scalar,
)
from rakor.source.frontmatter import parse, parse_plain
from rakor.source.nodes import Mapping, Node, Scalar, Sequence

Path = tuple[str | int, ...]
"""Keys and positions (from 0) that lead to a value."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_NOTE = re.compile(r"[ \t]+#")


class CannotWrite(RakorError):
    """The file cannot be read, so nothing in it can be changed."""


class Writer:
    """A file whose values can be changed; the file itself is written by the caller."""

    def __init__(self, data: bytes, *, whole: bool = False) -> None:
        """Read a bulletin, or with ``whole`` a file that is YAML all through.

        Raises:
            CannotWrite: it cannot be read; ``rakor check`` says why.
        """
        self._mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        self._whole = whole
        decoded = decode(data)
        self._text = decoded.text
        found = self._read(self._text) if decoded.encoding == "utf-8" else None
        if found is None:
            raise CannotWrite(
                "Kepala data berkas ini tidak dapat dibaca, jadi tidak ada yang diubah. "
                "Jalankan rakor check untuk melihat sebabnya."
            )
        self._data, self._end = found
        line_end = _LINE_END.search(self._text)
        self._line_end = line_end[0] if line_end else "\n"

    def to_bytes(self) -> bytes:
        """The file as it is now."""
        return self._mark + self._text.encode()

    @property
    def body(self) -> str:
        """The text below the front matter, as it stands in the file."""
        return self._text[self._end :]

    def set_body(self, text: str) -> None:
        """Write another text below the front matter; its lines end as those of the file do."""
        self._text = self._text[: self._end] + self._in_own_lines(text)

    def get(self, path: Path) -> Node | None:
        """The value at ``path``, the first where a key repeats; None if there is none."""
        node: Node | None = self._data
        for part in path:
            if isinstance(part, int):
                items = node.items if isinstance(node, Sequence) else []
                node = items[part] if 0 <= part < len(items) else None
            else:
                node = node.get(part) if isinstance(node, Mapping) else None
        return node

    def set(self, path: Path, value: Value, order: AnySequence[str] = ()) -> None:
        """Write a value in the place of the one at ``path``, or add it.

        Args:
            path: where; what leads there must exist but for the last key.
            value: what.
            order: the keys of its mapping as they should follow one another; tells where a new
                key goes. Without it a new key goes last.

        Raises:
            KeyError: nothing leads there.
        """
        written = plain_value(value)
        if self.get(path) is not None:
            wanted = _edited(plain(self._data), path, lambda _: written)
            self._change(path, wanted, self._set_edit(path, written))
            return
        parent, key = path[:-1], path[-1]
        holder = self.get(parent)
        if not isinstance(holder, Mapping) or not isinstance(key, str):
            raise KeyError(path)
        at = _place_of(key, [name.value for name, _ in holder.entries], order)
        wanted = _with(plain(self._data), parent, at, key, written)
        self._change(parent, wanted, self._add_edit(holder, at, key, written))

    def insert(self, path: Path, index: int, value: Value) -> None:
        """Put an entry into the list at ``path``; ``index`` counts from 0.

        Raises:
            KeyError: there is no list with an entry in it; :meth:`set` writes a new one.
        """
        holder = self.get(path)
        if not isinstance(holder, Sequence) or not holder.items:
            raise KeyError(path)
        written, at = plain_value(value), min(index, len(holder.items))
        wanted = _with(plain(self._data), path, at, "", written)
        self._change(path, wanted, self._insert_edit(holder, at, written))

    def remove(self, path: Path) -> None:
        """Take the value at ``path`` out; a list or mapping that this empties goes with it.

        Raises:
            KeyError: there is none, or it is the last of the file.
        """
        parent, last = path[:-1], path[-1]
        holder = self.get(parent)
        if self.get(path) is None or not isinstance(holder, Mapping | Sequence):
            raise KeyError(path)
        size = len(holder.entries if isinstance(holder, Mapping) else holder.items)
        if size == 1:
            if not parent:
                raise KeyError(path)
            self.remove(parent)
            return
        at = _index_of(holder, last)
        wanted = _without(plain(self._data), parent, at)
        self._change(parent, wanted, self._remove_edit(holder, at))

    # --- changing and reading back -----------------------------------------------------------

    def _read(self, text: str) -> tuple[Mapping, int] | None:
        if self._whole:
            data, report = parse_plain("", text.encode())
            return (data, len(text)) if data is not None and not report.problems else None
        document, _ = parse("", text.encode())
        return (document.data, document.body_start) if document else None

    def _change(self, path: Path, wanted: Plain, edit: _Edit | None) -> None:
        """Make an edit if it has just the effect it should; else write the parent anew."""
        if self._has_effect(edit, wanted):
            return
        for size in range(len(path), 0, -1):
            value = _at(wanted, path[:size])
            if value is not None and self._has_effect(self._anew(path[:size], value), wanted):
                return
        start = self._line_start(self._data.start)
        end = len(self._text) if self._whole else self._text.rfind("---", start, self._end)
        lines = "\n".join(block(wanted, 0)) + "\n"
        if not self._has_effect((start, end, lines), wanted):
            raise AssertionError("what is written in the one form reads as it was meant")

    def _has_effect(self, edit: _Edit | None, wanted: Plain) -> bool:
        """Make an edit and keep it if the file then says ``wanted`` and its body is the same."""
        if edit is None:
            return False
        start, end, new = edit
        text = self._text[:start] + self._in_own_lines(new) + self._text[end:]
        found = self._read(text)
        if found is None or plain(found[0]) != wanted:
            return False
        if text[found[1] :] != self.body:
            return False
        self._text, (self._data, self._end) = text, found
        return True

    def _in_own_lines(self, text: str) -> str:
        return _LINE_END.sub(lambda _: self._line_end, text)

    # --- places ------------------------------------------------------------------------------

    def _line_start(self, at: int) -> int:
        return max(self._text.rfind("\n", 0, at), self._text.rfind("\r", 0, at)) + 1

    def _next_line(self, at: int) -> int:
        """Where the line after the one at ``at`` begins."""
        match = _LINE_END.search(self._text, at)
        return match.end() if match else len(self._text)

    def _indent(self, at: int) -> int:
        """Columns before ``at``: dashes of list entries count like blanks."""
        return at - self._line_start(at)

    def _is_flow(self, node: Node) -> bool:
        """Whether a list or mapping is written in brackets."""
        return not isinstance(node, Scalar) and self._text[node.start : node.start + 1] in "{["

    def _is_in_flow(self, path: Path) -> bool:
        found = (self.get(path[:size]) for size in range(len(path)))
        return any(node is not None and self._is_flow(node) for node in found)

    def _end_of(self, key: Scalar, node: Node) -> int:
        """Where an entry ends; of one that holds nothing, behind its colon."""
        return max(node.end, self._text.index(":", key.end) + 1)

    def _dash_of(self, item: Node) -> int | None:
        """Where the dash of a block list's entry stands."""
        at = self._text.rfind("-", 0, item.start)
        return at if at >= 0 and not self._text[at + 1 : item.start].strip() else None

    # --- edits -------------------------------------------------------------------------------

    def _set_edit(self, path: Path, value: Plain) -> _Edit | None:
        node = self.get(path)
        in_flow = self._is_in_flow(path)
        if isinstance(node, Scalar) and isinstance(value, str):
            before = self._text[node.start - 1 : node.start]
            written = scalar(value, in_flow)
            if not node.plain and _NOTE.match(self._text, node.end):
                written = quoted(value)  # behind bare words a note looks like lost text
            fits = self._indent(node.start) + len(written) < WIDTH or " " not in value
            if (fits or in_flow) and not _LINE_END.search(self._text, node.start, node.end):
                return node.start, node.end, (" " if before == ":" else "") + written
        return self._anew(path, value)

    def _anew(self, path: Path, value: Plain) -> _Edit | None:
        """The value at ``path`` in the one form, with its key or dash."""
        node, last = self.get(path), path[-1]
        if node is None:
            return None
        if self._is_in_flow(path):
            return node.start, node.end, flow(value)
        if isinstance(last, int):
            dash = self._dash_of(node)
            if dash is None:
                return None
            return dash, node.end, _joined(item(value, self._indent(dash)))
        holder = self.get(path[:-1])
        assert isinstance(holder, Mapping)
        key = holder.entries[_index_of(holder, last)][0]
        lines = entry(last, value, self._indent(key.start))
        return key.start, self._end_of(key, node), _joined(lines)

    def _add_edit(self, holder: Mapping, at: int, key: str, value: Plain) -> _Edit:
        spans = [(name.start, self._end_of(name, node)) for name, node in holder.entries]
        if self._is_flow(holder):
            return _flow_edit(spans, at, f"{scalar(key, in_flow=True)}: {flow(value)}")
        indent = self._indent(spans[0][0])
        return self._line_edit(spans, at, entry(key, value, indent), indent)

    def _insert_edit(self, holder: Sequence, at: int, value: Plain) -> _Edit | None:
        spans = [(node.start, node.end) for node in holder.items]
        if self._is_flow(holder):
            return _flow_edit(spans, at, flow(value))
        dash = self._dash_of(holder.items[0])
        if dash is None:
            return None
        spans[0] = dash, spans[0][1]
        indent = self._indent(dash)
        return self._line_edit(spans, at, item(value, indent), indent)

    def _line_edit(self, spans: _Spans, at: int, lines: list[str], indent: int) -> _Edit:
        """New lines before the first entry, or below the one that stands before them."""
        if at == 0:
            # The first of a mapping may stand behind the dash of a list's entry.
            return spans[0][0], spans[0][0], _joined(lines) + "\n" + " " * indent
        below = self._next_line(spans[at - 1][1])
        if below == len(self._text) and not self._text.endswith(("\n", "\r")):
            return below, below, "\n" + "\n".join(lines)
        return below, below, "\n".join(lines) + "\n"

    def _remove_edit(self, holder: Mapping | Sequence, at: int) -> _Edit | None:
        if isinstance(holder, Mapping):
            spans = [(key.start, self._end_of(key, node)) for key, node in holder.entries]
        else:
            spans = [(node.start, node.end) for node in holder.items]
        if self._is_flow(holder):
            return (spans[at - 1][1], spans[at][1], "") if at else (spans[0][0], spans[1][0], "")
        start, end = spans[at]
        if isinstance(holder, Sequence):
            dash = self._dash_of(holder.items[at])
            if dash is None:
                return None
            start = dash
        line = self._line_start(start)
        if not self._text[line:start].strip():
            return line, self._next_line(end), ""
        # The first of a mapping behind a dash: what follows takes its place.
        return (start, spans[at + 1][0], "") if at + 1 < len(spans) else None


_Edit = tuple[int, int, str]
"""A stretch of the text, and what takes its place."""

_Spans = list[tuple[int, int]]
"""Where the entries of a list or mapping begin and end."""


def _joined(lines: list[str]) -> str:
    """Lines to be put where the indent of the first one stands already."""
    return "\n".join(lines).lstrip(" ")


def _flow_edit(spans: _Spans, at: int, written: str) -> _Edit:
    if at == 0:
        return spans[0][0], spans[0][0], written + ", "
    return spans[at - 1][1], spans[at - 1][1], ", " + written


# --- values without places ---------------------------------------------------------------------


def _position(holder: Plain, part: str | int) -> int:
    if isinstance(part, str) and isinstance(holder, Pairs):
        return [key for key, _ in holder].index(part)
    assert isinstance(part, int)
    return part


def _at(data: Plain, path: Path) -> Plain | None:
    for part in path:
        try:
            one = data[_position(data, part)]
        except (ValueError, IndexError):
            return None
        data = one[1] if isinstance(one, tuple) else one
    return data


def _edited(data: Plain, path: Path, edit: Callable[[Plain], Plain]) -> Plain:
    """A copy in which the value at ``path`` is what ``edit`` makes of it."""
    if not path:
        return edit(data)
    at = _position(data, path[0])
    if isinstance(data, Pairs):
        key, one = data[at]
        return Pairs([*data[:at], (key, _edited(one, path[1:], edit)), *data[at + 1 :]])
    assert isinstance(data, Items)
    return Items([*data[:at], _edited(data[at], path[1:], edit), *data[at + 1 :]])


def _with(data: Plain, path: Path, at: int, key: str, value: Plain) -> Plain:
    """A copy with one entry more; ``key`` is empty for one of a list."""

    def edit(held: Plain) -> Plain:
        if isinstance(held, Pairs):
            return Pairs([*held[:at], (key, value), *held[at:]])
        assert isinstance(held, Items)
        return Items([*held[:at], value, *held[at:]])

    return _edited(data, path, edit)


def _without(data: Plain, path: Path, at: int) -> Plain:
    """A copy with one entry less."""

    def edit(held: Plain) -> Plain:
        assert isinstance(held, Pairs | Items)
        kept = [one for number, one in enumerate(held) if number != at]
        return type(held)(kept)  # type: ignore[arg-type]  # as held, and so is its kind

    return _edited(data, path, edit)


def _index_of(holder: Mapping | Sequence, part: str | int) -> int:
    if isinstance(part, int) or isinstance(holder, Sequence):
        return int(part)
    return [name.value for name, _ in holder.entries].index(part)


def _place_of(key: str, present: AnySequence[str], order: AnySequence[str]) -> int:
    """Where among the keys that are there a new one goes."""
    if key in order:
        before = set(order[: order.index(key)])
        for at in range(len(present), 0, -1):
            if present[at - 1] in before:
                return at
        if any(name in order for name in present):
            return 0
    return len(present)
