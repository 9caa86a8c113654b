"""From what people write to the agency they mean.

A label is taken apart into a type ("Komisi Pemilihan Umum"), which may be any of its names,
and a region ("Kab. Probolinggo"). Names of units and of local agencies count as a whole and
come first. Nothing is ever guessed: what fits two agencies is refused with both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from rakor.registry.agencies import NATIONAL, Agency, AgencyType, Directory, TypeName, levels_text
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
from rakor.registry.regions import Level, Region, Regions, level_of

_BRACKETED = re.compile(r"\s*\([^()]*\)")
_COUNTRY = ("ri", "republikindonesia", "pusat", "nasional", "indonesia", "tingkatnasional")
_LEVEL_WORDS = {
    "provinsi": Level.PROVINCE,
    "kabupaten": Level.REGENCY,
    "kota": Level.CITY,
}
# Words before the agency that say how many, which office or what post, and nothing about whose.
_LEADING = frozenset(
    "jajaran para seluruh semua unsur perwakilan kantor kanwil kantorwilayah"
    " kepala ketua wakil anggota pimpinan sekretaris direktur pj plt plh".split()
)
# Words between type and region.
_LINKS = frozenset("di dari jajaran wilayah perwakilan cabang kantor lingkup".split())
_TRAILING = frozenset(("terkait", "setempat"))
# "Kelas II TPI" in "Kanim Kelas II TPI Cilegon".
_CLASS_WORDS = frozenset("kelas i ii iii tpi non khusus tipe a b c".split())
# How a collective body of a province starts: "KPU kabupaten/kota se-Jawa Timur".
_EVERY = frozenset((("kabupaten", "kota"), ("kabupaten", "se"), ("kota", "se")))
# Agencies that others name to say where they belong: "Polsek jajaran Polres Bintan".
_PARENTS = frozenset(("setda", "pemprov", "pemkab", "pemkot", "polres", "polda"))
_GOVERNMENTS = ("pemprov", "pemkab", "pemkot")
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


class Agencies(Directory):
    """Every agency there is; :meth:`resolve` finds them by what people call them.

    Answers are remembered, so that a large collection costs little.
    """

    def __init__(self, regions: Regions, local: tuple[Agency, ...] = ()) -> None:
        super().__init__(regions, local)
        self._answers: dict[tuple[str, str], Agency | LabelError] = {}
        # Names of types, each with the level or province it is limited to.
        self._type_names: dict[str, list[tuple[AgencyType, TypeName]]] = {}
        for type_ in self.types():
            for alias in type_.aliases:
                self._type_names.setdefault(key(alias.name), []).append((type_, alias))
        # Names that stand for one agency as a whole.
        self._whole: dict[str, list[Agency]] = {}
        for unit in self.units():
            for name_key in self._unit_keys(unit):
                self._add(name_key, unit)
        for type_ in self.types():
            national = self.national(type_.id)
            if national and key(national.name) not in self._type_names:
                self._add(key(national.name), national)
        for agency in self.local():
            for name in (agency.name, *agency.aliases):
                self._add(key(name), agency)

    def resolve(self, label: str, home: str) -> Agency:
        """The one agency that ``label`` means in a bulletin about the region ``home``.

        A label without a region ("Forkopimda") means the one of the home region; a label with a
        region's name that fits two ("KPU Probolinggo") is ambiguous wherever it stands.

        Raises ``AmbiguousLabel`` with all candidates; ``UnknownLabel`` with near agencies and
        the line for ``agencies.yml``; ``WrongLevel``, an ``UnknownLabel`` with a ``reason``, for
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

    def _add(self, name_key: str, agency: Agency) -> None:
        entries = self._whole.setdefault(name_key, [])
        if agency not in entries:
            entries.append(agency)

    def _unit_keys(self, unit: Agency) -> Iterator[str]:
        type_ = self.type(unit.type)
        for name in (unit.name, *unit.aliases):
            yield key(name)
        tail = self._after_type(type_, unit.name)
        if not tail:
            return
        # "Kodim 0820/Probolinggo" is also "Dandim 0820" and "Makodim Probolinggo", and
        # "PN Kraksaan" is "Pengadilan Negeri Kraksaan".
        tails = {"".join(tail)}
        if "@" not in unit.id and len(tail) > 1:
            tails |= {tail[0], "".join(tail[1:])}
        for alias in type_.aliases:
            if alias.is_exact:
                yield from (key(alias.name) + after for after in tails)

    @staticmethod
    def _after_type(type_: AgencyType, name: str) -> tuple[str, ...]:
        """The words of an agency's name that follow its type's, if they do."""
        head, all_words = words(type_.acronym), words(name)
        return all_words[len(head) :] if all_words[: len(head)] == head else ()

    def named(self, label: str, home: str) -> tuple[Agency, ...]:
        """All agencies that ``label`` may mean in a bulletin about ``home``; none if unknown."""
        return self._candidates(label, home)[0]

    def _find(self, label: str, home: str) -> Agency:
        found, wrong = self._candidates(label, home)
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousLabel(label, found)
        if wrong:
            raise self._wrong_level(label, home, *wrong)
        raise UnknownLabel(label, self._suggest(label, home), self._line(label, home))

    def _candidates(
        self, label: str, home: str
    ) -> tuple[tuple[Agency, ...], tuple[AgencyType, Region] | None]:
        """What :meth:`_match` finds, with or without words that say nothing about who."""
        text = label.strip()
        if text in self:
            return (self[text],), None
        best: tuple[Agency, ...] = ()
        wrong = None
        for variant in dict.fromkeys((text, _BRACKETED.sub("", text))) if "(" in text else (text,):
            wanted = words(variant)
            while wanted and wanted[-1] in _TRAILING:
                wanted = wanted[:-1]
            found: list[Agency] = []
            skip = 0
            while len(wanted) > skip:
                wanted = wanted[skip:]
                found, wrong_here = self._match(wanted, home)
                wrong = wrong or wrong_here
                skip = _leading(wanted)
                if found or not skip:
                    break
            if found and (not best or len(found) == 1):
                best = tuple(found)
            if len(best) == 1:
                break
        return best, wrong

    def _match(
        self, wanted: Sequence[str], home: str
    ) -> tuple[list[Agency], tuple[AgencyType, Region] | None]:
        """All agencies that ``wanted`` may mean; else a type known at other levels only."""
        whole = "".join(wanted)
        if whole in self._whole:
            return self._whole[whole], None
        wrong = None
        for end in range(len(wanted), 0, -1):
            entries = self._type_names.get("".join(wanted[:end]))
            if not entries:
                continue
            found: dict[str, Agency] = {}
            rest = wanted[end:]
            for type_, name in entries:
                for agency in self._placed(type_, name.scope, rest, home):
                    if not name.scope or self._in_scope(agency, name.scope):
                        found.setdefault(agency.id, agency)
            if len(found) > 1:
                exact = all(name.is_exact for _, name in entries)
                found = self._named_so(found, whole, "".join(rest) if exact else "") or found
            if found:
                return list(found.values()), None
            for type_, name in entries:
                if wrong is None and not name.scope and (region := self._region_of(rest, home)):
                    wrong = (type_, region)
        return [], wrong

    @staticmethod
    def _in_scope(agency: Agency, scope: str) -> bool:
        if agency.region is None:
            return scope == NATIONAL
        return scope in (agency.region[:2], level_of(agency.region))

    def _named_so(self, found: dict[str, Agency], whole: str, rest: str) -> dict[str, Agency]:
        """Those whose own name is the label: Polres Probolinggo is the regency's.

        ``rest``, if given, is the label after a name of the type: "Pengadilan Negeri
        Probolinggo" is "PN Probolinggo".
        """
        kept = {}
        for agency_id, agency in found.items():
            type_ = self.type(agency.type)
            names = [agency.name]
            if region := self.regions.get(agency_id.partition("@")[2]):
                names.append(self.rule_name(type_, region))
            tails = ["".join(self._after_type(type_, name)) for name in names]
            if whole in map(key, names) or (rest and rest in tails):
                kept[agency_id] = agency
        return kept

    def _placed(
        self, type_: AgencyType, scope: str, rest: Sequence[str], home: str
    ) -> Iterable[Agency]:
        """The agencies of a type that the words after its name lead to."""
        every = False
        while rest and (rest[0] in _LINKS or rest[0] == "se"):
            every = every or rest[0] == "se"
            rest = rest[1:]
        if rest[:1] == ("kelas",):
            while rest and rest[0] in _CLASS_WORDS:
                rest = rest[1:]
        if not rest:
            return self._at_home(type_, scope, home)
        place = "".join(rest)
        if place in _COUNTRY:
            national = self.national(type_.id)
            return (national,) if national else ()
        if len(rest) == 1 and rest[0] in _LEVEL_WORDS:
            return self._at_level(type_, _LEVEL_WORDS[rest[0]], home)
        if tuple(rest[:2]) in _EVERY:
            below = [word for word in rest[1:] if word not in _LINKS and word not in ("kota", "se")]
            return self._collective(type_, "".join(below), home)
        found = self.regions.with_key(place)
        if every and not type_.is_collective:
            bodies = self._collective(type_, place, home)
            if bodies:
                return bodies
        agencies = [a for region in found for a in self.at(type_.id, region.code)]
        if not agencies and not found:
            return self._through_parent(type_, rest, home)
        return agencies

    def _at_home(self, type_: AgencyType, scope: str, home: str) -> Iterable[Agency]:
        national = self.national(type_.id)
        if national and (
            type_.national_by_default or scope == NATIONAL or type_.levels == (NATIONAL,)
        ):
            return (national,)
        if scope in _LEVEL_WORDS.values():
            return self._at_level(type_, Level(scope), home)
        return self.covering(type_.id, home)

    def _at_level(self, type_: AgencyType, level: Level, home: str) -> Iterable[Agency]:
        """ "KPU Provinsi": the one of the home region's province."""
        for region in self.regions.path(home):
            if region.level is level:
                return self.at(type_.id, region.code)
        return ()

    def _collective(self, type_: AgencyType, place: str, home: str) -> tuple[Agency, ...]:
        regions: Iterable[Region] = self.regions.with_key(place)
        if not place:
            regions = (self.regions[home],)
        bodies = (
            self.all_of(type_.id, region.code)
            for region in regions
            if region.level is Level.PROVINCE
        )
        return tuple(body for body in bodies if body)

    def _through_parent(
        self, type_: AgencyType, rest: Sequence[str], home: str
    ) -> Iterator[Agency]:
        """In the regions of the body named: "Polres Bintan" in "Polsek jajaran Polres Bintan"."""
        for end in range(min(3, len(rest)), 0, -1):
            entries = self._type_names.get("".join(rest[:end]), ())
            if any(parent.id in _PARENTS for parent, _ in entries):
                for parent in self._match(rest, home)[0]:
                    for code in parent.regions:
                        if parent.is_everyone:
                            everyone = self.all_of(type_.id, code)
                            yield from (everyone,) if everyone else ()
                        else:
                            yield from self.at(type_.id, code)
                return

    def _region_of(self, rest: Sequence[str], home: str) -> Region | None:
        if not rest:
            return self.regions.get(home)
        if rest[0] == "se" or rest[0] in _LINKS:
            rest = rest[1:]
        found = self.regions.with_key("".join(rest))
        return found[0] if found else None

    def _wrong_level(self, label: str, home: str, type_: AgencyType, region: Region) -> LabelError:
        levels = levels_text(type_)
        if not levels:
            reason = f"{type_.acronym} untuk {region.full_name} belum terdaftar."
        elif region.level in type_.levels:
            reason = f"{type_.acronym} tidak ada di {region.full_name}."
        else:
            reason = (
                f"{type_.acronym} hanya ada di tingkat {levels},"
                f" jadi tidak ada untuk {region.full_name}."
            )
        near: list[Agency] = []
        if type_.id in _GOVERNMENTS:
            for other_type in _GOVERNMENTS:
                near.extend(self.at(other_type, region.code))
        for place in reversed(self.regions.path(region.code)[:-1]):
            near.extend(self.at(type_.id, place.code))
        if everyone := self.all_of(type_.id, region.code):
            near.append(everyone)
        if not near:
            near.extend(
                agency
                for other in self.regions.named(region.bare)
                for agency in self.at(type_.id, other.code)
            )
        if not near and (national := self.national(type_.id)):
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
            for type_, _ in self._type_names.get("".join(wanted[:cut]), ()):
                for region in self.regions.suggest(" ".join(wanted[cut:])):
                    yield from self.at(type_.id, region.code)

    def _other_types(self, wanted: Sequence[str], home: str) -> Iterator[Agency]:
        """The region is right and the type misspelt."""
        for cut in range(1, len(wanted)):
            tail = "".join(wanted[cut:])
            if not self.regions.with_key(tail) and tail not in _COUNTRY:
                continue
            for near in closest("".join(wanted[:cut]), self._type_names):
                for type_, name in self._type_names[near]:
                    yield from self._placed(type_, name.scope, wanted[cut:], home)
            return

    def _other_names(self, wanted: Sequence[str], home: str) -> Iterator[Agency]:
        """The name of a unit, or of a type that stands alone, is misspelt."""
        for near in closest("".join(wanted), {**self._type_names, **self._whole}):
            yield from self._whole.get(near, ())
            for type_, name in self._type_names.get(near, ()):
                yield from self._at_home(type_, name.scope, home)

    def _line(self, label: str, home: str) -> str:
        """The line that makes ``label`` a local agency of the home region."""
        name = nice(label)
        wanted = words(label)
        type_id = _FALLBACK_TYPES.get(wanted[0], "lembaga") if wanted else "lembaga"
        if type_id != "perusahaan":  # "PT Garam" is no Pengadilan Tinggi
            for end in range(len(wanted), 0, -1):
                if entries := self._type_names.get("".join(wanted[:end])):
                    type_id = entries[0][0].id
                    break
        quoted = json.dumps(name, ensure_ascii=False)
        return f'{slug(name) or "nama"}: {{nama: {quoted}, jenis: {type_id}, wilayah: "{home}"}}'


def _leading(wanted: Sequence[str]) -> int:
    """How many words at the start say nothing about who is meant."""
    if "".join(wanted[:2]) in _LEADING:
        return 2
    return 1 if wanted[0] in _LEADING else 0
