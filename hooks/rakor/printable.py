"""Text of others on its way to a terminal, a log or a report.

A name or a value may hold escape sequences that forge what a terminal shows, line ends that start
a line of their own, and marks that turn the reading direction. None of them reaches a person:
each becomes one ``�``, so that columns stay where they are. Reports for programs lose nothing;
there the same characters are written as escapes of JSON.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TextIO

# Unicode's control, format and surrogate characters, its line and paragraph separators, what
# never will be a character, and letters that show nothing. Format characters above the basic
# plane are few; tests hold the list to Unicode's.
_INVISIBLE = (
    r"\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    r"\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    r"\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    r"\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff"
)
UNSAFE = re.compile(f"[{_INVISIBLE}]")
"""One character that a person must not be shown."""

_UNSAFE_IN_LINES = re.compile(rf"(?!\r?\n|\t)[{_INVISIBLE}]")


def printable(value: object) -> str:
    """Return a name or value as one line that cannot command a terminal."""
    text = str(value)
    return text if text.isascii() and text.isprintable() else UNSAFE.sub("�", text)


def printable_lines(text: str) -> str:
    """Return a text of several lines likewise; only its line ends and tabs are kept."""
    return _UNSAFE_IN_LINES.sub("�", text)


def json_text(value: object, indent: int | None = None) -> str:
    """Return JSON that says the same and holds no such character but the line ends of ``indent``.

    Letters stay as they are, because people read these reports too.
    """
    # JSON has escaped control characters already, so only others are met inside of texts.
    return _UNSAFE_IN_LINES.sub(_escape, json.dumps(value, ensure_ascii=False, indent=indent))


def _escape(found: re.Match[str]) -> str:
    # Half of a pair is no character: strict readers refuse it, and no encoding can write it.
    return "�" if "\ud800" <= found[0] <= "\udfff" else json.dumps(found[0])[1:-1]


def say(text: object, stream: TextIO | None = None, end: str = "\n") -> None:
    """Print a text for a person."""
    say_as_is(printable_lines(str(text)), stream, end)


def say_as_is(text: str, stream: TextIO | None = None, end: str = "\n") -> None:
    """Print a text that brings colours of its own, and whose parts have been made printable."""
    (sys.stdout if stream is None else stream).write(f"{text}{end}")
