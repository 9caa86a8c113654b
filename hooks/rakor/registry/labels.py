"""How names are compared, and what is raised when one is not known.

Staff write names as they say them: "Kab. Probolinggo", "KAB PROBOLINGGO", "Batang Hari" for
Batanghari. Two names are the same here when their :func:`key` is equal: case, accents,
punctuation and spaces do not count, and the few abbreviations that only ever mean one word
are written out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from rakor.edit_distance import distance
from rakor.errors import RakorError
from rakor.portable_names import RESERVED

# Abbreviations that are safe to write out anywhere in a name of a region or an agency.
_EXPANSIONS = {
    "kab": ("kabupaten",),
    "kabkota": ("kabupaten", "kota"),
    "kabupatenkota": ("kabupaten", "kota"),
    "kep": ("kepulauan",),
    "adm": ("administrasi",),
    "prov": ("provinsi",),
    "prop": ("provinsi",),
    "propinsi": ("provinsi",),
    "kec": ("kecamatan",),
    "ditjen": ("direktorat", "jenderal"),
    "itjen": ("inspektorat", "jenderal"),
    "setjen": ("sekretariat", "jenderal"),
    "sekabupaten": ("se", "kabupaten"),
    "sekota": ("se", "kota"),
    "seprovinsi": ("se", "provinsi"),
}
_WORD = re.compile(r"[a-z0-9]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")  # "D.I." and "D.K.I." are one word each
BRACKETED = re.compile(r"\s*\([^()]*\)")
_APOSTROPHES = str.maketrans("", "", "'’`ʼ‘")


def words(label: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents and punctuation, written out.

    >>> words("Kab. Probolinggo")
    ('kabupaten', 'probolinggo')
    """
    text = label.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    text = text.translate(_APOSTROPHES).replace("&", " dan ")
    if "." in text:
        text = _DOTTED.sub(lambda match: match.group().replace(".", "") + " ", text)
    if not text.isascii():
        text = "".join(c for c in text if not unicodedata.combining(c))
    found = _WORD.findall(text)
    if any(word in _EXPANSIONS for word in found):
        found = [part for word in found for part in _EXPANSIONS.get(word, (word,))]
    return tuple(found)


def key(label: str) -> str:
    """What two spellings of one name have in common: its words without the spaces."""
    return "".join(words(label))


_NUMBER = re.compile(r"\d+[a-z]?|[ivx]+")


def tails(heads: Iterable[str], name: str, is_numbered: bool) -> Iterator[tuple[str, ...]]:
    """What follows a name of a type in the name of an agency, in words.

    "Kodim 0820/Probolinggo" is also "Dandim 0820" and "Makodim Probolinggo" (``is_numbered``:
    a number and a name, each of which is enough), and "PN Kraksaan" is "Pengadilan Negeri
    Kraksaan". Nothing if the name does not begin with one of the ``heads``.
    """
    all_words = words(name)
    for head in sorted(map(words, heads), key=len, reverse=True):
        if all_words[: len(head)] == head and len(all_words) > len(head):
            tail = all_words[len(head) :]
            yield tail
            number, rest = split_number(tail)
            if is_numbered and number and rest:
                yield number
                yield rest
            return


def split_number(tail: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The number at the beginning ("0820", "i 01", "xii") and what follows it."""
    end = 0
    while end < len(tail) and _NUMBER.fullmatch(tail[end]):
        end += 1
    return tuple(tail[:end]), tuple(tail[end:])


def slug(name: str) -> str:
    """A file name for ``name``: lower-case ASCII letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", name.lower()).translate(_APOSTROPHES)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return "-".join(_WORD.findall(plain))


# Names that pages of their own cannot have: Windows' devices, and the listing's own page.
RESERVED_SLUGS = RESERVED | {"index"}


def misspelt(wanted: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The members of ``known`` that ``wanted`` can be a slip of the pen for, best first.

    Short words are often one letter apart (BPN, BPS; Kejari, Kejati), so they are never taken
    for one another: one letter may differ from five on, two from nine on, and never a digit
    or the first letter.
    """
    most = 0 if len(wanted) < 5 else 1 if len(wanted) < 9 else 2
    if not most:
        return []
    digits = re.sub(r"\D", "", wanted)
    found = []
    for other in known:
        if other[:1] == wanted[:1] and abs(len(other) - len(wanted)) <= most:
            far = distance(wanted, other, most)
            if far > 1 and (other.startswith(wanted) or wanted.startswith(other)):
                continue  # a word more or less: "Mabes TNI AD"
            if far <= most and re.sub(r"\D", "", other) == digits:
                found.append((far, other))
    return [other for _, other in sorted(found)[:limit]]


def is_slip(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a name can be a slip of the pen for another, word by word."""
    if len(one) != len(other):
        return True  # a blank more or less
    return all(a == b or bool(misspelt(a, [b])) for a, b in zip(one, other, strict=True))


def closest(wanted: str, known: Iterable[str], limit: int = 3, cutoff: float = 0.72) -> list[str]:
    """The members of ``known`` most like ``wanted``, best first (all of them keys)."""
    # Only needed once somebody has made a mistake, and not free to import.
    from difflib import get_close_matches

    return get_close_matches(wanted, known, n=limit, cutoff=cutoff)


@lru_cache(maxsize=4096)
def nice(label: str) -> str:
    """``label`` as it is shown in a message: one line, no runs of blanks."""
    return " ".join(label.split())


class LabelError(RakorError):
    """A name that does not lead to exactly one region or agency."""

    def __init__(self, label: str, message: str) -> None:
        super().__init__(message)
        self.label = label

    def __reduce__(self) -> tuple[Any, ...]:
        # Answers are remembered, refusals too, and are sent to other processes with the rest.
        return (_again, (type(self), self.args, vars(self)))


def _again(kind: type[LabelError], args: tuple[Any, ...], state: dict[str, Any]) -> LabelError:
    error = kind.__new__(kind)
    error.args = args
    vars(error).update(state)
    return error


class AmbiguousLabel(LabelError):
    """A name that several regions or agencies bear; ``candidates`` has all of them."""

    def __init__(self, label: str, candidates: Sequence[Any]) -> None:
        names = _either([str(c) for c in candidates])
        super().__init__(label, f"“{nice(label)}” bisa berarti {names}.")
        self.candidates = tuple(candidates)


class UnsureLabel(AmbiguousLabel):
    """A name that fits its candidates without being enough to tell that they are meant.

    ``doubt`` is a member of :class:`rakor.registry.agencies.Doubt`.
    """

    def __init__(self, label: str, candidates: Sequence[Any], doubt: str) -> None:
        super().__init__(label, candidates)
        self.doubt = doubt


class UnknownLabel(LabelError):
    """A name nobody bears; ``suggestions`` are near ones, best first.

    ``line`` is what to add to ``bulletins/agencies.yml`` if the name is right (agencies only).
    """

    def __init__(self, label: str, suggestions: Sequence[Any] = (), line: str = "") -> None:
        message = f"“{nice(label)}” tidak dikenal."
        if suggestions:
            message += f" Maksud Anda {_either([str(s) for s in suggestions])}?"
        super().__init__(label, message)
        self.suggestions = tuple(suggestions)
        self.line = line


class PersonInLabel(UnknownLabel):
    """A post or a person where the agency belongs: ``agency`` is theirs."""

    def __init__(self, label: str, agency: Any, post: str, person: str) -> None:
        super().__init__(label, (agency,))
        self.agency = agency
        self.post = post
        self.person = person


class WrongLevel(UnknownLabel):
    """A known type of agency that does not exist at the level named or implied."""

    def __init__(
        self, label: str, reason: str, suggestions: Sequence[Any] = (), line: str = ""
    ) -> None:
        super().__init__(label, suggestions, line)
        self.reason = reason
        tail = f" Maksud Anda {_either([str(s) for s in suggestions])}?" if suggestions else ""
        self.args = (reason + tail,)


class RegistryError(RakorError):
    """Something wrong in ``agencies.yml`` or ``topics.yml``.

    ``key`` is the path of the offending key or value: ``("lam-bintan", "jenis")``; a last
    member that is a number counts within a list.
    """

    def __init__(self, message: str, key: tuple[str | int, ...]) -> None:
        super().__init__(message)
        self.key = key


def _either(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " atau " + names[-1]
