"""Names beside a copy that a reader may take for part of it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from enum import Enum, auto

_LATIN = str.maketrans(
    "авекмнорстухіѕјԁԛԝһɡαβεικμνορτυχ01!|3458",
    "abekmhopctyxisjdqwhgabeikmvoptuxoiiieasb",
)
"""Letters of other alphabets, and digits, that look like Latin ones."""

_OURS = ("bukasaya", "bacasaya")
_LISTS = ("manifestsha", "manifestmd", "tagmanifest")
_STARTS = frozenset(
    {"index", "start", "mulai", "mulaidisini", "buka", "open", "home", "beranda", "data", "rakor"}
)
_OPENS = re.compile(
    r".*\.(?:html?|xhtml|shtml|svg|mht(?:ml)?|exe|com|bat|cmd|scr|pif|msi|lnk|url|vbs?|jse?|wsf|hta"
    r"|ps1|jar|app|desktop|sh|apk)"
)
_ALIKE = 0.82
"""Share of letters in common, from which on two words are taken for each other."""


class Likeness(Enum):
    """What a file beside a copy may be taken for."""

    NOTHING = auto()
    PASSES = auto()
    """For one of the files of the copy itself."""
    STARTS = auto()
    """For the page to begin with."""
    RUNS = auto()
    """For nothing, but old systems run it by themselves."""


def judge(name: str) -> Likeness:
    """Tell what a reader may take a file of this name for."""
    # Marks and what is not seen fall away, and so does what only separates.
    text = unicodedata.normalize("NFKD", name).casefold().translate(_LATIN)
    word, dot, _ = text.partition(".")
    if not dot:
        word = text
    letters = "".join(letter for letter in word if "a" <= letter <= "z")
    opens = _OPENS.fullmatch(text.rstrip(" .")) is not None
    if text == "autorun.inf":
        return Likeness.RUNS
    if text == "fetch.txt" or letters.startswith(_LISTS):
        return Likeness.PASSES
    if letters.startswith(_OURS):
        return Likeness.PASSES
    if opens and (letters in _STARTS or any(_is_like(letters, ours) for ours in _OURS)):
        return Likeness.STARTS
    return Likeness.NOTHING


def _is_like(letters: str, ours: str) -> bool:
    if abs(len(letters) - len(ours)) > 3 or letters[:1] != ours[:1]:
        return False
    return difflib.SequenceMatcher(None, letters, ours, autojunk=False).ratio() >= _ALIKE
