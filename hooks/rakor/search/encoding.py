"""Small numbers as printable text, and blocks of text as classic scripts.

A set of numbers below ``size`` is written in one of two ways, whichever is shorter. Sparse: the
gaps between its members, each in base 32, least digit first, a digit of 32 and more meaning that
another follows. Dense: ``!`` and a bitmap, six numbers a character. Both survive every
transport, and gzip takes back what the 64 characters cost.
"""

from __future__ import annotations

import json
from binascii import b2a_base64
from collections.abc import Sequence
from itertools import chain
from operator import sub
from typing import Any

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""The 64 characters that numbers are written in; the engine holds the same."""

_VALUES = {digit: value for value, digit in enumerate(DIGITS)}
_BITS = {digit: [bit for bit in range(6) if value >> bit & 1] for digit, value in _VALUES.items()}
_BIT = 1
_SIX_BITS = bytes.maketrans(b"+/", b"-_")


def number(value: int) -> str:
    """Write one number from 0 upwards."""
    text = ""
    while value >= 32:
        text += DIGITS[32 + (value & 31)]
        value >>= 5
    return text + DIGITS[value]


class _Steps(dict[int, str]):
    """What is written for the way from one member of a set to the next, found once."""

    def __missing__(self, step: int) -> str:
        found = self[step] = number(step - 1)
        return found


_STEPS = _Steps()


def number_set(members: Sequence[int], size: int) -> str:
    """Write a set given in ascending order; no member is ``size`` or more."""
    if len(members) * 6 < size:
        if len(members) == 1:
            return _STEPS[members[0] + 1]
        return "".join(map(_STEPS.__getitem__, map(sub, members, chain((-1,), members))))
    bits = sum(map(_BIT.__lshift__, members))
    # Base64 has the same digits, the greatest first.
    digits = b2a_base64(bits.to_bytes(bits.bit_length() // 24 * 3 + 3), newline=False)
    return "!" + digits[::-1].translate(_SIX_BITS).rstrip(b"A").decode()


def chain_of(members: Sequence[int]) -> str:
    """Write a short list of small numbers, a character each.

    A digit from 32 says that another follows; what is left, if 31, that a number is written out:
    by how much it is greater than 30, or 0 in an empty list.
    """
    if not members:
        return DIGITS[31] + number(0)
    text = ""
    for place, member in enumerate(members, 1):
        more = 32 if place < len(members) else 0
        text += DIGITS[more + min(member, 31)]
        if member > 30:
            text += number(member - 30)
    return text


def quads(values: Sequence[int]) -> str:
    """Write numbers below 16, three of them in two characters."""
    padded = [*values, 0, 0]
    return "".join(
        [_QUADS[a << 8 | b << 4 | c] for a, b, c in zip(*(iter(padded),) * 3, strict=False)]
    )


_QUADS = [high + low for high in DIGITS for low in DIGITS]


def read_quads(text: str, count: int) -> list[int]:
    """Read ``count`` numbers that :func:`quads` wrote."""
    found: list[int] = []
    for at in range(0, len(text), 2):
        value = _VALUES[text[at]] << 6 | _VALUES[text[at + 1]]
        found += (value >> 8, value >> 4 & 15, value & 15)
    return found[:count]


def read_set(text: str) -> list[int]:
    """Read the set that :func:`number_set` wrote."""
    found: list[int] = []
    if text[:1] == "!":
        return [at * 6 + bit for at, digit in enumerate(text[1:]) for bit in _BITS[digit]]
    member, shift, value = -1, 0, 0
    for bits in map(_VALUES.__getitem__, text):
        value += (bits & 31) << shift
        shift += 5
        if bits < 32:
            member += value + 1
            found.append(member)
            shift, value = 0, 0
    return found


_CALL, _END = "rakorBlok(", ");\n"


def script(value: object) -> bytes:
    """Write a block: a script that hands ``value`` to the engine, which knows its address.

    JSON is JavaScript but for two line separators, and a page may hold no ``</script``.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")
    return f"{_CALL}{text}{_END}".encode()


def read_script(data: bytes) -> Any:
    """Return the value that :func:`script` wrote."""
    return json.loads(data[len(_CALL) : -len(_END)])
