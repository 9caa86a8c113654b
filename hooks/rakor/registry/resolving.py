"""From what people write to the agency they mean.

:mod:`rakor.registry.matching` says what a label fits, with and without words that say nothing
about who is meant; here it is decided. Nothing is ever guessed: what fits two agencies is
refused with both, and what fits one without being enough to mean it is asked back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rakor.registry.advice import Adviser
from rakor.registry.agencies import Agency, is_id
from rakor.registry.labels import (
    BRACKETED,
    AmbiguousLabel,
    LabelError,
    UnsureLabel,
    key,
    words,
)
from rakor.registry.matching import Candidates, Matcher
from rakor.registry.regions import Regions

# "Camat Suboh beserta jajarannya"
_WITH_STAFF = re.compile(r"\s+(?:beserta|bersama|dan|serta)\s+(?:jajaran|staf|rombongan)(?:nya)?$")
# Words before the agency that say how many, which office or what post, and nothing about whose.
_LEADING = frozenset(
    "unsur perwakilan kantor kanwil kantorwilayah"
    " kepala ketua wakil anggota pimpinan sekretaris direktur pj plt plh pjs penjabat"
    " pelaksanatugas pelaksanaharian penjabatsementara rektor manajer manager gm".split()
)
# ... that all of them are meant.
_ALL_OF_THEM = frozenset("jajaran para seluruh semua segenap".split())
_TRAILING = frozenset(("terkait", "setempat", "persero", "tbk"))

# The words to try one after another, each time with whether they speak of all of a kind.
_Tries = tuple[tuple[tuple[str, ...], bool], ...]


class Agencies(Matcher):
    """Every agency there is; :meth:`resolve` finds them by what people call them.

    Answers are remembered, so that a large collection costs little.
    """

    def __init__(self, regions: Regions, local: tuple[Agency, ...] = ()) -> None:
        super().__init__(regions, local)
        self._answers: dict[tuple[str, str], Agency | LabelError] = {}
        self._tries: dict[str, Agency | tuple[_Tries, ...]] = {}

    def resolve(self, label: str, home: str) -> Agency:
        """The one agency that ``label`` means in a bulletin about the region ``home``.

        A label without a region ("Forkopimda") means the one of the home region; a label with a
        region's name that fits two ("KPU Probolinggo") is ambiguous wherever it stands.

        Raises ``AmbiguousLabel`` with all candidates, its kind ``UnsureLabel`` for a label that
        is not enough to mean its candidate; ``UnknownLabel`` with near agencies and the line for
        ``agencies.yml``; ``PersonInLabel``, an ``UnknownLabel``, where a post or a person stands
        before or after the agency; ``WrongLevel``, an ``UnknownLabel`` with a ``reason``, for
        a type that does not exist at that level.
        """
        answer = self._answers.get((label, home))
        if answer is None:
            try:
                answer = self._find(label, home)
            except LabelError as error:
                answer = error
            self._answers[label, home] = answer
        if isinstance(answer, LabelError):
            raise answer.with_traceback(None)
        return answer

    def named(self, label: str, home: str) -> tuple[Agency, ...]:
        """All agencies that ``label`` may mean in a bulletin about ``home``; none if unknown."""
        return tuple(self.find(label, home).agencies.values())

    def certain(self, label: str, home: str) -> Agency | None:
        """The agency that ``label`` means beyond doubt, or None."""
        found = self.find(label, home)
        if len(found.agencies) == 1 and not found.doubt:
            return next(iter(found.agencies.values()))
        return None

    def written(self, agency: Agency, home: str) -> str:
        """How to write an agency in a bulletin about ``home`` so that it alone is meant."""
        for label in self._ways(agency):
            if self.certain(label, home) == agency:
                return label
        return agency.id

    def _ways(self, agency: Agency) -> Iterator[str]:
        yield agency.name
        if agency.region:
            yield f"{agency.name} {self.regions[agency.region].full_name}"
        yield from agency.aliases

    def _find(self, label: str, home: str) -> Agency:
        found = self.find(label, home)
        candidates = tuple(found.agencies.values())
        if candidates and found.doubt:
            raise UnsureLabel(label, candidates, found.doubt)
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise AmbiguousLabel(label, candidates)
        raise Adviser(self, self.certain).error(label, home, found.wrong)

    def find(self, label: str, home: str) -> Candidates:
        """What :meth:`match` finds, with or without words that say nothing about who."""
        tries = self._tries.get(label)
        if tries is None:
            text = label.strip()
            tries = (self.get(text) if is_id(text) else None) or _tries(text)
            self._tries[label] = tries
        if isinstance(tries, Agency):
            best = Candidates()
            best.add(tries)
            return best
        if len(tries) == 1:
            return self._first(tries[0], home)
        best = Candidates()
        wrong = None
        for variant in tries:
            found = self._first(variant, home)
            wrong = wrong or found.wrong
            if found.agencies and (not best.agencies or _is_better(found, best)):
                best = found
            if len(best.agencies) == 1 and not best.doubt:
                break
        best.wrong = best.wrong or wrong
        return best

    def _first(self, tries: _Tries, home: str) -> Candidates:
        """What the first of them finds that finds any."""
        wrong = None
        for wanted, every in tries:
            found = self.match(wanted, home, every)
            wrong = wrong or found.wrong
            if found.agencies:
                break
        else:
            found = Candidates()
        found.wrong = wrong
        return found

    @property
    def local_keys(self) -> frozenset[str]:
        """The keys of all names of local agencies."""
        return frozenset(
            key(name) for agency in self.local() for name in (agency.name, *agency.aliases)
        )


def _is_better(one: Candidates, other: Candidates) -> bool:
    return len(one.agencies) == 1 and (len(other.agencies) > 1 or bool(other.doubt))


def _tries(label: str) -> tuple[_Tries, ...]:
    """The words of a label with and without what stands in brackets, ..."""
    text = _WITH_STAFF.sub("", label)
    variants = dict.fromkeys((text, BRACKETED.sub("", text))) if "(" in text else (text,)
    return tuple(tuple(_shorter(words(variant))) for variant in variants)


def _shorter(wanted: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """... as they are, then without one word after another at the beginning; each time
    whether all of them are meant."""
    if wanted and wanted[-1] in _TRAILING:
        yield wanted, False  # "PT Bank Rakyat Indonesia (Persero) Tbk" is a name
        while wanted and wanted[-1] in _TRAILING:
            wanted = wanted[:-1]
    if "para" in wanted[1:]:  # "Wali Kota dan para Bupati"
        wanted = (wanted[0], *(word for word in wanted[1:] if word != "para"))
    every = False
    while wanted:
        yield wanted, every
        skip, is_plural = _leading(wanted)
        every = every or is_plural
        if not skip:
            return
        wanted = wanted[skip:]


def _leading(wanted: tuple[str, ...]) -> tuple[int, bool]:
    """How many words at the start say nothing about who is meant, and whether they say all."""
    if "".join(wanted[:2]) in _LEADING:
        return 2, False
    first = wanted[0]
    if first in _ALL_OF_THEM:
        return 1, True
    if first.isdigit() and len(first) < 4 and len(wanted) > 1:
        return 1, True  # "19 camat se-Kabupaten OKU Selatan"
    if wanted[:1] == wanted[1:2]:
        return 1, True  # "camat-camat"
    return (1, False) if first in _LEADING else (0, False)
