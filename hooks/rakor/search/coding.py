"""Small numbers as printable text, and blocks of text as classic scripts.

A set of numbers below ``size`` is written in one of two ways, whichever is shorter. Sparse: the
gaps between its members, each in base 32, least digit first, a digit of 32 and more meaning that
another follows. Dense: ``!`` and a bitmap, six numbers a character. Both survive every
transport, and gzip takes back what the 64 characters cost.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""The 64 characters that numbers are written in; the engine holds the same."""

_GAPS = [DIGITS[n] if n < 32 else DIGITS[32 + (n & 31)] + DIGITS[n >> 5] for n in range(1024)]


def number(value: int) -> str:
    """Write one number from 0 upwards."""
    if value < 1024:
        return _GAPS[value]
    text = ""
    while value >= 32:
        text += DIGITS[32 + (value & 31)]
        value >>= 5
    return text + DIGITS[value]


def number_set(members: Sequence[int], size: int) -> str:
    """Write a set given in ascending order; no member is ``size`` or more."""
    if len(members) * 6 < size:
        before = -1
        parts = []
        for member in members:
            gap = member - before - 1
            parts.append(_GAPS[gap] if gap < 1024 else number(gap))
            before = member
        return "".join(parts)
    bits = 0
    for member in members:
        bits |= 1 << member
    parts = ["!"]
    while bits:
        parts.append(DIGITS[bits & 63])
        bits >>= 6
    return "".join(parts)


def script(address: str, value: object) -> bytes:
    """Write a block: a script that hands ``value`` to the engine under its own address.

    JSON is JavaScript but for two line separators, and a page may hold no ``</script``.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")
    return f'rakorBlok("{address}",{text});\n'.encode()
