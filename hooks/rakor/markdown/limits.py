"""How much of each construct a text may hold, so that no text costs more than its length.

Python-Markdown takes a step of recursion for each level of nesting, and goes through the rest of a
text again for each heading, rule, raw tag and abbreviation. No bulletin comes near these limits;
up to them a text of any make is rendered in well under a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple


class Construct(Enum):
    """What there can be too much of."""

    LEVEL = auto()
    TAG = auto()
    HEADING = auto()
    ABBREVIATION = auto()
    DEFINITION = auto()
    BRACKET = auto()


class Excess(NamedTuple):
    """Too much of something: how much there is, and where the first that is too much stands."""

    construct: Construct
    amount: int
    start: int
    end: int


MOST = {
    Construct.LEVEL: 12,
    Construct.TAG: 500,
    Construct.HEADING: 500,
    Construct.ABBREVIATION: 30,
    Construct.DEFINITION: 200,
    Construct.BRACKET: 100,
}
"""What a text may hold of each: levels of one line, brackets that stay open in one block, the
others in the whole text."""

_LONGEST_SEARCH = 400_000
"""Characters gone through for the ends of all brackets of one block. Python-Markdown looks for the
end of each, and of most of them several times."""

_INDENT = 4  # columns that a level takes at most

_EITHER_BRACKET = re.compile(r"[\[\]]")
_ADDRESS_MARK = re.compile(r"\]\(|\)")
_BLANK_LINE = re.compile(r"\n\n")
_PREFIX = re.compile(r"^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)))*[ \t]*", re.MULTILINE)
_MARKER = re.compile(r"[>*+\-]|\d+[.)]")
# A line that may be nested too deep; each level takes a character at least.
_NESTED = re.compile(rf"\n[ \t>\-*+\d.)]{{{MOST[Construct.LEVEL] + 1}}}")
_COUNTED = (
    (Construct.TAG, "<", re.compile(r"<[A-Za-z/!?]")),
    (
        Construct.HEADING,
        "",
        re.compile(r"^ {0,3}(?:#|=+[ \t]*$|(?:[-*_][ \t]*){3,}$|!!!|\?\?\?)", re.MULTILINE),
    ),
    (Construct.ABBREVIATION, "*[", re.compile(r"^[ \t]{0,3}\*\[", re.MULTILINE)),
    (Construct.DEFINITION, ":", re.compile(r"^[ \t]{0,3}:[ \t]", re.MULTILINE)),
)


def excesses(text: str) -> Iterator[Excess]:
    """Yield what a text holds too much of, each construct once."""
    if _NESTED.search(f"\n{text}"):
        yield from _levels(text)
    if text.count("[") > MOST[Construct.BRACKET]:
        yield from _brackets(text)
    for construct, sign, pattern in _COUNTED:
        most = MOST[construct]
        if sign and text.count(sign) <= most:
            continue
        if not sign and text.count("\n") <= most:
            continue
        first = None
        count = 0
        for match in pattern.finditer(text):
            count += 1
            if count == most + 1:
                first = match
        if first is not None:
            yield Excess(construct, count, first.start(), first.end())


def _brackets(text: str) -> Iterator[Excess]:
    at = 0
    for block in _BLANK_LINE.split(text):
        if block.count("[") > MOST[Construct.BRACKET]:
            left: list[int] = []
            searched = stacked = 0
            for match in _EITHER_BRACKET.finditer(block):
                if match[0] == "[":
                    stacked += bool(left)
                    left.append(match.start())
                elif left:
                    searched += match.start() - left.pop()
            searched += sum(len(block) - start for start in left)
            searched += _to_the_ends_of_addresses(block)
            if searched > _LONGEST_SEARCH:
                first = at + block.index("[")
                yield Excess(Construct.BRACKET, max(stacked, len(left)), first, first + 1)
                return
        at += len(block) + 2


def _to_the_ends_of_addresses(block: str) -> int:
    """Characters from each beginning of an address to the next bracket that can end it."""
    end, total = len(block), 0
    for match in reversed(list(_ADDRESS_MARK.finditer(block))):
        if match[0] == ")":
            end = match.start()
        else:
            total += end - match.start()
    return total


def _levels(text: str) -> Iterator[Excess]:
    most = MOST[Construct.LEVEL]
    at = 0
    for line in text.split("\n"):
        if line[:1] in " \t>-*+0123456789":
            match = _PREFIX.match(line)
            prefix = match[0] if match else ""
            if len(prefix) > most:
                columns = len(prefix.expandtabs(_INDENT)) - len(prefix.strip())
                levels = max(len(_MARKER.findall(prefix)), columns // _INDENT)
                if levels > most and not _RULE.fullmatch(line):
                    yield Excess(Construct.LEVEL, levels, at, at + len(line.rstrip()))
                    return
        at += len(line) + 1


_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})")
