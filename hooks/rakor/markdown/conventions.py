"""What the dialect says of titles, links and numbers, whoever writes the HTML.

:mod:`rakor.markdown.fast_path` keeps to it as :mod:`rakor.markdown.dialect` does, which needs
Python-Markdown and is loaded only for a text that does.
"""

from __future__ import annotations

import posixpath
from urllib.parse import urlsplit

ADMONITIONS = {
    "note": "Catatan",
    "abstract": "Ringkasan",
    "success": "Berhasil",
    "question": "Pertanyaan",
    "failure": "Gagal",
    "bug": "Kekeliruan program",
    "example": "Contoh",
    "quote": "Kutipan",
    "tip": "Kiat",
    "hint": "Petunjuk",
    "info": "Informasi",
    "important": "Penting",
    "attention": "Perhatian",
    "caution": "Awas",
    "warning": "Peringatan",
    "danger": "Bahaya",
    "error": "Galat",
}
"""Titles of admonitions that are given none, by their English names."""


def page_link(href: str) -> str:
    """Turn a relative link to a bulletin's source file into one to its page.

    >>> page_link("../2024/2024-11-14-rakor.md#arahan")
    '../2024/2024-11-14-rakor.html#arahan'
    """
    path, mark, fragment = href.partition("#")
    if path.endswith(".md") and not urlsplit(path).scheme:
        return posixpath.splitext(path)[0] + ".html" + mark + fragment
    return href


def counts_by_itself(numbers: list[int]) -> bool:
    """Whether a list with these numbers is one that HTML numbers as it was written, or one whose
    writer left counting to Markdown ("1. 1. 1.")."""
    first = numbers[0]
    return numbers == list(range(first, first + len(numbers))) or len(set(numbers)) == 1
