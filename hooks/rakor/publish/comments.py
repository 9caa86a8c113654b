"""Comments of scripts and style sheets: for those who maintain them, not for those who read pages.

Sources carry types and reasons; together they would be a quarter of what a reader loads. They are
left out where the site is built, and so is what indents lines. That is no build step to run or to
trust: what is shipped is the source, line for line, without the lines that are comments.
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)[ \t]*(?:\n|\Z)", re.M | re.S)
_INDENT = re.compile(r"^[ \t]+|^\n", re.M)


def without_comments(code: str) -> str:
    """Return JavaScript or CSS without indents and comments that have their lines to themselves.

    A comment beside code stays, and so nothing has to be known of strings and regular expressions;
    only within a text of several lines could a line look like a comment, and the sources have no
    such texts (``tests/theme/test_scripts.py`` compares what is left with the source, token by
    token).
    """
    return _INDENT.sub("", _COMMENT.sub("", code))
