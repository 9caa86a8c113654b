"""What the acronyms on a bulletin's page stand for.

Two sources: types of agencies, and a short table of words of the administration that mean one thing
only ("PPK", which is two, is not in it).
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue

TABLE = Path(__file__).parent / "data" / "acronyms.csv"

_WORD = re.compile(r"\b[A-Z][A-Za-z]*\b")
_NUMBERED = re.compile(r"\d")


@cache
def common() -> dict[str, str]:
    """Acronyms that mean the same everywhere, with what they stand for."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        return {row["acronym"]: row["name"] for row in csv.DictReader(table)}


def found(catalogue: Catalogue, bulletin: Bulletin) -> tuple[tuple[str, str], ...]:
    """Acronyms of the agencies on record, and those of the texts that the page shows as data.

    They come in order of the alphabet. The text of the bulletin itself is not looked at: a page is
    not made anew when that changes.
    """
    names: dict[str, str] = {}
    for agency in bulletin.agencies:
        kind = catalogue.agencies.type(catalogue.agencies[agency].type)
        if kind.acronym != kind.name and not _NUMBERED.search(kind.acronym):
            names[kind.acronym] = kind.name
    known = common()
    texts = [bulletin.title, bulletin.summary, *(one.text for one in bulletin.follow_ups)]
    for text in texts:
        names.update({word: known[word] for word in _WORD.findall(text) if word in known})
    return tuple(sorted(names.items(), key=lambda pair: (pair[0].casefold(), pair)))
