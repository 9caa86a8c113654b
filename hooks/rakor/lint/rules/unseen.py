"""RK134 in the text: characters that nobody sees, and that words with them are not found by."""

from __future__ import annotations

from rakor.diagnostics import reports
from rakor.lint.checks import FileContext, file_check
from rakor.source.frontmatter import ODD_BLANK, UNSEEN, beyond_ascii, report_odd


@file_check
@reports(ODD_BLANK)
def check_unseen(file: FileContext) -> None:
    """Report lines of the text with characters without width or that turn the direction."""
    source, start = file.document.source, file.document.body_start
    text = source.text
    if text.isascii() or not UNSEEN.search(beyond_ascii(text)):
        return
    by_line: dict[int, list[tuple[int, int, str]]] = {}
    for match in UNSEEN.finditer(text, start):
        line = source.position(match.start())[0]
        by_line.setdefault(line, []).append((match.start(), match.end(), ""))
    for edits in by_line.values():
        report_odd(file.report, text, 0, edits)
