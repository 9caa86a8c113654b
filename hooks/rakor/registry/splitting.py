"""A label taken apart: the name of a type at its beginning, and the words of a place after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rakor.registry.agencies import AgencyType, TypeName

# Words between type and region.
LINKS = frozenset("di dari jajaran wilayah perwakilan cabang kantor lingkup".split())
# "Kelas II TPI" in "Kanim Kelas II TPI Cilegon", "TMP C" in "KPPBC TMP C Probolinggo".
_CLASS_STARTS = frozenset("kelas klas tipe type tmp khusus".split())
_CLASS_WORDS = _CLASS_STARTS | frozenset(
    "i ii iii iv ia ib ic iia iib iii iiia iiib iva ivb 1 2 3 1a 1b 2a 2b a b c d tpi non utama"
    " madya pabean cukai".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """The words after a name of a type."""

    words: tuple[str, ...]
    key: str
    every: bool  # all of a place: "se-Kabupaten Bintan", "para Camat"
    full: str  # key of the words with those of a class: "Khusus Gunung Sindur"


@dataclass(frozen=True, slots=True)
class Split:
    """A name of a type at the beginning of a label, whichever types have it, and the rest."""

    entries: Sequence[tuple[AgencyType, TypeName]]
    place: Place
    is_cut: bool
    """Whether it is part of another type's longer name: "BPK Wilayah XI" is not BPK's office."""


def splits(
    wanted: tuple[str, ...],
    every: bool,
    names: Mapping[str, Sequence[tuple[AgencyType, TypeName]]],
) -> tuple[Split, ...]:
    """All ways to take the words of a label apart, the longest name of a type first.

    ``names`` has the types by the keys of their names; ``every`` says that words before the
    label spoke of all of them.
    """
    found: list[Split] = []
    for end in range(len(wanted), 0, -1):
        if entries := names.get("".join(wanted[:end])):
            is_cut = wanted[end : end + 1] == ("wilayah",) and any(
                {type_.id for type_, _ in longer.entries}.isdisjoint(
                    type_.id for type_, _ in entries
                )
                for longer in found
            )
            found.append(Split(entries, _place(wanted[end:], every), is_cut))
    return tuple(found)


def _place(rest: Sequence[str], every: bool) -> Place:
    while rest and (rest[0] in LINKS or rest[0] == "se"):
        every = every or rest[0] in ("se", "jajaran")
        rest = rest[1:]
    full = "".join(rest)
    if rest and rest[0] in _CLASS_STARTS:
        while rest and rest[0] in _CLASS_WORDS:
            rest = rest[1:]
    for start in range(1, len(rest)):
        if rest[start] in _CLASS_STARTS and all(word in _CLASS_WORDS for word in rest[start:]):
            rest = rest[:start]
            break
    return Place(tuple(rest), "".join(rest), every, full)
