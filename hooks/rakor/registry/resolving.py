"""From what people write to the agency they mean.

A label is taken apart into a type ("Komisi Pemilihan Umum"), which may be any of its names,
and a region ("Kab. Probolinggo"). Names of units and of local agencies count as a whole and
come first. Nothing is ever guessed: what fits two agencies is refused with both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rakor.registry.labels import (
    AmbiguousLabel,
    LabelError,
    UnknownLabel,
    WrongLevel,
    closest,
    key,
    nice,
    slug,
    words,
)
from rakor.registry.regions import Level, Region, level_of

if TYPE_CHECKING:
    from rakor.registry.agencies import Agencies, Agency, AgencyType

_BRACKETED = re.compile(r"\s*\([^()]*\)")
_COUNTRY = ("ri", "republikindonesia", "pusat", "nasional", "indonesia", "tingkatnasional")
_LEVEL_WORDS = {
    "provinsi": Level.PROVINCE,
    "kabupaten": Level.REGENCY,
    "kota": Level.CITY,
}
# Words before the agency that say how many or which office, and nothing about who.
_LEADING = frozenset(
    "jajaran para seluruh semua unsur perwakilan kantor kanwil kantorwilayah".split()
)
# Words between type and region.
_LINKS = frozenset("di dari jajaran wilayah perwakilan cabang kantor lingkup".split())
_TRAILING = frozenset(("terkait", "setempat"))
# "Kelas II TPI" in "Kanim Kelas II TPI Cilegon".
_CLASS_WORDS = frozenset("kelas i ii iii tpi non khusus tipe a b c".split())
# Agencies that others name to say where they belong: "Polsek jajaran Polres Bintan".
_PARENTS = frozenset(("setda", "pemprov", "pemkab", "pemkot", "polres", "polda"))
# First words of a label nobody knows, and the type to propose for it.
_FALLBACK_TYPES = {
    **dict.fromkeys(("dinas", "badan", "kantor", "upt", "uptd", "balai"), "opd"),
    **dict.fromkeys(
        ("universitas", "institut", "politeknik", "stie", "stikes", "iain", "uin", "akademi"),
        "perguruan-tinggi",
    ),
    **dict.fromkeys(("pt", "cv", "perumda", "perum", "koperasi"), "perusahaan"),
    **dict.fromkeys(("radio", "tv", "harian"), "media-massa"),
    **dict.fromkeys(("partai", "dpc", "dpw", "dpp"), "parpol"),
    **dict.fromkeys(("sma", "smk", "smp", "sd", "man", "sman", "smkn"), "sekolah"),
}


class Resolver:
    """Finds agencies by label. Answers are remembered, so that a collection costs little."""

    def __init__(self, agencies: Agencies) -> None:
        self._agencies = agencies
        self._regions = agencies.regions
        self._answers: dict[tuple[str, str], Agency | LabelError] = {}
        # Names of types, each with the level or province it is limited to.
        self._types: dict[str, list[tuple[AgencyType, str]]] = {}
        for type_ in agencies.types():
            for name, scope in type_.aliases:
                entries = self._types.setdefault(key(name), [])
                if (type_, scope) not in entries:
                    entries.append((type_, scope))
        # Names that stand for one agency as a whole.
        self._whole: dict[str, list[Agency]] = {}
        for unit in agencies.units():
            for name_key in self._unit_keys(unit):
                self._add(name_key, unit)
        for agency in agencies.local():
            for name in (agency.name, *agency.aliases):
                self._add(key(name), agency)

    def resolve(self, label: str, home: str) -> Agency:
        """See :meth:`Agencies.resolve`."""
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

    def _add(self, name_key: str, agency: Agency) -> None:
        entries = self._whole.setdefault(name_key, [])
        if agency not in entries:
            entries.append(agency)

    def _unit_keys(self, unit: Agency) -> Iterator[str]:
        type_ = self._agencies.type(unit.type)
        for name in (unit.name, *unit.aliases):
            yield key(name)
        head = words(type_.acronym)
        if "@" in unit.id or words(unit.name)[: len(head)] != head:
            return
        # "Kodim 0820/Probolinggo" is also "Dandim 0820", "Makodim 0820 Probolinggo" ...
        number, *rest = words(unit.name)[len(head) :]
        tails = {number + "".join(rest), number}
        if rest and unit.type not in ("bakorwil",):
            tails.add("".join(rest))
        for name, _ in type_.aliases:
            for tail in tails:
                yield key(name) + tail

    def _find(self, label: str, home: str) -> Agency:
        text = label.strip()
        if text in self._agencies:
            return self._agencies[text]
        failure: LabelError | None = None
        for variant in dict.fromkeys((text, _BRACKETED.sub("", text))):
            wanted = words(variant)
            while wanted and wanted[-1] in _TRAILING:
                wanted = wanted[:-1]
            found, wrong = self._match(wanted, home)
            while not found and len(wanted) > 1 and (skip := _leading(wanted)):
                wanted = wanted[skip:]
                found, wrong_too = self._match(wanted, home)
                wrong = wrong or wrong_too
            if len(found) == 1:
                return found[0]
            if failure is None or (found and not isinstance(failure, AmbiguousLabel)):
                if found:
                    failure = AmbiguousLabel(label, found)
                elif wrong:
                    failure = self._wrong_level(label, home, *wrong)
        raise failure or UnknownLabel(label, self._suggest(label, home), self._line(label, home))

    def _match(
        self, wanted: Sequence[str], home: str
    ) -> tuple[list[Agency], tuple[AgencyType, Region] | None]:
        """All agencies that ``wanted`` may mean; else a type known at other levels only."""
        whole = "".join(wanted)
        if whole in self._whole:
            return self._whole[whole], None
        wrong = None
        for end in range(len(wanted), 0, -1):
            entries = self._types.get("".join(wanted[:end]))
            if not entries:
                continue
            found: dict[str, Agency] = {}
            for type_, scope in entries:
                for agency in self._placed(type_, wanted[end:], home):
                    if not scope or self._in_scope(agency, scope):
                        found.setdefault(agency.id, agency)
                if not found and wrong is None:
                    region = self._region_of(wanted[end:], home)
                    wrong = (type_, region) if region else None
            if len(found) > 1:
                found = self._named_so(found, whole) or found
            if found:
                return list(found.values()), None
        return [], wrong

    def _in_scope(self, agency: Agency, scope: str) -> bool:
        if agency.region is None:
            return scope == "national"
        return scope == agency.region[:2] or scope == level_of(agency.region)

    def _named_so(self, found: dict[str, Agency], whole: str) -> dict[str, Agency]:
        """Those whose own name is the whole label: Polres Probolinggo is the regency's."""
        kept = {}
        for agency_id, agency in found.items():
            names = [agency.name]
            type_id, at, place = agency.id.partition("@")
            if at and (region := self._regions.get(place)):
                names.append(self._agencies.rule_name(self._agencies.type(type_id), region))
            if whole in map(key, names):
                kept[agency_id] = agency
        return kept

    def _placed(self, type_: AgencyType, rest: Sequence[str], home: str) -> Iterable[Agency]:
        """The agencies of a type that the words after its name lead to."""
        every = False
        while rest and (rest[0] in _LINKS or rest[0] == "se"):
            every = every or rest[0] == "se"
            rest = rest[1:]
        if rest[:1] == ("kelas",):
            while rest and rest[0] in _CLASS_WORDS:
                rest = rest[1:]
        if not rest:
            return self._at_home(type_, home)
        place = "".join(rest)
        if place in _COUNTRY:
            national = self._agencies.national(type_.id)
            return (national,) if national else ()
        if len(rest) == 1 and rest[0] in _LEVEL_WORDS:
            return self._at_level(type_, _LEVEL_WORDS[rest[0]], home)
        if tuple(rest[:2]) == ("kabupaten", "kota"):
            below = [word for word in rest[2:] if word not in _LINKS and word != "se"]
            return self._collective(type_, "".join(below), home)
        found = self._regions.with_key(place)
        if every and not type_.is_collective:
            bodies = self._collective(type_, place, home)
            if bodies:
                return bodies
        agencies = [a for region in found for a in self._agencies.at(type_.id, region.code)]
        if not agencies and not found:
            agencies = [
                a for code in self._parent_codes(rest) for a in self._agencies.at(type_.id, code)
            ]
        return agencies

    def _at_home(self, type_: AgencyType, home: str) -> Iterable[Agency]:
        national = self._agencies.national(type_.id)
        if national and (type_.national_by_default or type_.levels == ("national",)):
            return (national,)
        return self._agencies.covering(type_.id, home)

    def _at_level(self, type_: AgencyType, level: Level, home: str) -> Iterable[Agency]:
        """ "KPU Provinsi": the one of the home region's province."""
        for region in self._regions.path(home):
            if region.level is level:
                return self._agencies.at(type_.id, region.code)
        return ()

    def _collective(self, type_: AgencyType, place: str, home: str) -> tuple[Agency, ...]:
        regions: Iterable[Region] = self._regions.with_key(place)
        if not place:
            regions = (self._regions[home],)
        bodies = (
            self._agencies.all_of(type_.id, region.code)
            for region in regions
            if region.level is Level.PROVINCE
        )
        return tuple(body for body in bodies if body)

    def _parent_codes(self, rest: Sequence[str]) -> Iterator[str]:
        """Regions of the body that "Polres Bintan" in "Polsek jajaran Polres Bintan" names."""
        for end in range(min(3, len(rest)), 0, -1):
            entries = self._types.get("".join(rest[:end]), ())
            if any(type_.id in _PARENTS for type_, _ in entries):
                found, _ = self._match(rest, "")
                for agency in found:
                    yield from agency.regions
                return

    def _region_of(self, rest: Sequence[str], home: str) -> Region | None:
        if not rest:
            return self._regions.get(home)
        if rest[0] == "se" or rest[0] in _LINKS:
            rest = rest[1:]
        found = self._regions.with_key("".join(rest))
        return found[0] if found else None

    def _wrong_level(self, label: str, home: str, type_: AgencyType, region: Region) -> LabelError:
        from rakor.registry.agencies import levels_text

        levels = levels_text(type_)
        if levels:
            reason = (
                f"{type_.acronym} hanya ada di tingkat {levels},"
                f" jadi tidak ada untuk {region.full_name}."
            )
        else:
            reason = f"{type_.acronym} untuk {region.full_name} belum terdaftar."
        near: list[Agency] = []
        for place in reversed(self._regions.path(region.code)[:-1]):
            near.extend(self._agencies.at(type_.id, place.code))
        if everyone := self._agencies.all_of(type_.id, region.code):
            near.append(everyone)
        if not near:
            near.extend(
                agency
                for other in self._regions.named(region.bare)
                for agency in self._agencies.at(type_.id, other.code)
            )
        if not near and (national := self._agencies.national(type_.id)):
            near.append(national)
        return WrongLevel(label, reason, near[:3], self._line(label, home))

    def _suggest(self, label: str, home: str) -> tuple[Agency, ...]:
        """Agencies with names like ``label``, best first."""
        wanted = words(label)
        found: dict[str, Agency] = {}
        if wanted:
            for ways in (self._other_regions, self._other_types, self._other_names):
                for agency in ways(wanted, home):
                    found.setdefault(agency.id, agency)
                if found:
                    break
        return tuple(found.values())[:3]

    def _other_regions(self, wanted: Sequence[str], home: str) -> Iterator[Agency]:
        """The type is right and the region misspelt."""
        for cut in range(len(wanted) - 1, 0, -1):
            for type_, _ in self._types.get("".join(wanted[:cut]), ()):
                for region in self._regions.suggest(" ".join(wanted[cut:])):
                    yield from self._agencies.at(type_.id, region.code)

    def _other_types(self, wanted: Sequence[str], home: str) -> Iterator[Agency]:
        """The region is right and the type misspelt."""
        for cut in range(1, len(wanted)):
            tail = "".join(wanted[cut:])
            if not self._regions.with_key(tail) and tail not in _COUNTRY:
                continue
            for near in closest("".join(wanted[:cut]), self._types):
                for type_, _ in self._types[near]:
                    yield from self._placed(type_, wanted[cut:], home)
            return

    def _other_names(self, wanted: Sequence[str], home: str) -> Iterator[Agency]:
        """The name of a unit, or of a type that stands alone, is misspelt."""
        for near in closest("".join(wanted), {**self._types, **self._whole}):
            yield from self._whole.get(near, ())
            for type_, _ in self._types.get(near, ()):
                yield from self._at_home(type_, home)

    def _line(self, label: str, home: str) -> str:
        """The line that makes ``label`` a local agency of the home region."""
        name = nice(label)
        wanted = words(label)
        type_id = "lembaga"
        for end in range(len(wanted), 0, -1):
            if entries := self._types.get("".join(wanted[:end])):
                type_id = entries[0][0].id
                break
        else:
            type_id = _FALLBACK_TYPES.get(wanted[0], type_id) if wanted else type_id
        quoted = json.dumps(name, ensure_ascii=False)
        return f'{slug(name) or "nama"}: {{nama: {quoted}, jenis: {type_id}, wilayah: "{home}"}}'


def _leading(wanted: Sequence[str]) -> int:
    """How many words at the start say nothing about who is meant."""
    if "".join(wanted[:2]) in _LEADING:
        return 2
    return 1 if wanted[0] in _LEADING else 0
