"""Which agencies a label fits.

A label is taken apart into a type ("Komisi Pemilihan Umum"), which may be any of its names,
and a place ("Kab. Probolinggo"). Names of units and of local agencies count as a whole and
come first. What fits is reported with the doubts about it; deciding is the business of
:mod:`rakor.registry.resolving`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rakor.registry.agencies import LISTED, NATIONAL, Agency, AgencyType, Doubt, TypeName
from rakor.registry.directory import Directory
from rakor.registry.labels import key, split_number, tails, words
from rakor.registry.regions import Level, Region, level_of

COUNTRY_WORDS = ("ri", "republikindonesia", "pusat", "nasional", "indonesia", "tingkatnasional")
_LEVEL_WORDS = {
    "provinsi": Level.PROVINCE,
    "kabupaten": Level.REGENCY,
    "kota": Level.CITY,
}
# Words between type and region.
_LINKS = frozenset("di dari jajaran wilayah perwakilan cabang kantor lingkup".split())
# Words for a kecamatan before its name.
_DISTRICT_WORDS = frozenset("kecamatan kapanewon kemantren distrik".split())
# "Kelas II TPI" in "Kanim Kelas II TPI Cilegon", "TMP C" in "KPPBC TMP C Probolinggo".
_CLASS_STARTS = frozenset("kelas klas tipe type tmp khusus".split())
_CLASS_WORDS = _CLASS_STARTS | frozenset(
    "i ii iii iv ia ib ic iia iib iii iiia iiib iva ivb 1 2 3 1a 1b 2a 2b a b c d tpi non utama"
    " madya pabean cukai".split()
)
# How a collective body of a province starts: "KPU kabupaten/kota se-Jawa Timur".
_EVERY = frozenset(
    (("kabupaten", "kota"), ("kabupaten", "se"), ("kota", "se"), ("kota", "kabupaten"))
)
# Agencies that others name to say where they belong: "Polsek jajaran Polres Bintan".
_GOVERNMENTS = frozenset(("pemprov", "pemkab", "pemkot"))
_PARENTS = _GOVERNMENTS | {"setda", "polres", "polda", "kodim"}


@dataclass(slots=True)
class Candidates:
    """What a label fits: agencies by id, each with the doubt about it."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    doubts: dict[str, Doubt | None] = field(default_factory=dict)
    wrong: tuple[AgencyType, Region] | None = None  # a type that is known at other levels only

    def add(self, agency: Agency, doubt: Doubt | None = None) -> None:
        """Note an agency; what fits without doubt in one way stays so."""
        if agency.id not in self.agencies:
            self.agencies[agency.id] = agency
            self.doubts[agency.id] = doubt
        elif doubt is None:
            self.doubts[agency.id] = None

    @property
    def doubt(self) -> Doubt | None:
        """The first doubt about any of them."""
        return next((doubt for doubt in self.doubts.values() if doubt), None)


@dataclass(frozen=True, slots=True)
class _Place:
    """The words after a name of a type."""

    words: tuple[str, ...]
    key: str
    every: bool  # all of a place: "se-Kabupaten Bintan", "para Camat"
    full: str  # key of the words with those of a class: "Khusus Gunung Sindur"


@dataclass(frozen=True, slots=True)
class _Split:
    """A name of a type at the beginning of a label, whichever types have it, and the rest."""

    entries: Sequence[tuple[AgencyType, TypeName]]
    scopes: frozenset[str]
    place: _Place
    is_cut: bool
    """Whether it is part of another type's longer name: "BPK Wilayah XI" is not BPK's office."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What of a label is the same wherever it stands."""

    whole: tuple[Agency, ...]  # units and national bodies with exactly this name
    splits: tuple[_Split, ...]


class Matcher(Directory):
    """The directory, searched by what people write."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self._names = self._table.type_names
        self._readings: dict[tuple[tuple[str, ...], bool], _Reading] = {}
        self._local_whole: dict[str, list[Agency]] = {}
        self._local_tails: dict[tuple[str, str], list[Agency]] = {}
        for agency in self.local():
            type_ = self.type(agency.type)
            heads = [one.name for one in type_.aliases if not (one.is_single or one.is_title)]
            for name in (agency.name, *agency.aliases):
                self._local_whole.setdefault(key(name), []).append(agency)
                for tail in tails(heads, name, type_.is_numbered):
                    known = self._local_tails.setdefault((type_.id, "".join(tail)), [])
                    if agency not in known:
                        known.append(agency)

    def match(self, wanted: tuple[str, ...], home: str, every: bool = False) -> Candidates:
        """All agencies that ``wanted`` may mean in a bulletin about ``home``.

        ``every`` says that words before it spoke of all of them.
        """
        reading = self._readings.get((wanted, every))
        if reading is None:
            reading = self._readings[wanted, every] = self._read(wanted, every)
        finding = Candidates()
        for agency in reading.whole:
            finding.add(agency)
        if self._local_whole:
            for agency in self._local_with(wanted, home):
                finding.add(agency)
        if finding.agencies:
            return finding
        for split in reading.splits:
            meant, place = self._of_home(split, home), split.place
            for type_, name in meant:
                for agency, doubt in self._placed(type_, name, place, home):
                    if not name.scope or self._in_scope(agency, name.scope):
                        finding.add(agency, doubt)
            if finding.agencies:
                if len(finding.agencies) > 1:
                    self._prefer_own_names(finding, meant, "".join(wanted), place)
                if split.is_cut:
                    finding.doubts = dict.fromkeys(finding.agencies, Doubt.SHORT)
                return finding
            finding.wrong = finding.wrong or self._wrong(split, home)
        return finding

    def _wrong(self, split: _Split, home: str) -> tuple[AgencyType, Region] | None:
        for type_, name in split.entries:
            if name.is_single and not type_.has_districts:
                continue  # "Universitas Bojonegoro": nobody knows it, at no level
            if not name.scope or len(split.entries) == 1:
                region = self._region_of(split.place, home)
                if region and type_.levels != (NATIONAL,):
                    return type_, region
        return None

    def _read(self, wanted: tuple[str, ...], every: bool) -> _Reading:
        splits: list[_Split] = []
        for end in range(len(wanted), 0, -1):
            if entries := self._names.get("".join(wanted[:end])):
                scopes = frozenset(name.scope for _, name in entries)
                is_cut = wanted[end : end + 1] == ("wilayah",) and any(
                    {type_.id for type_, _ in longer.entries}.isdisjoint(
                        type_.id for type_, _ in entries
                    )
                    for longer in splits
                )
                splits.append(_Split(entries, scopes, _place(wanted[end:], every), is_cut))
        return _Reading(tuple(self._whole(wanted)), tuple(splits))

    def _of_home(self, split: _Split, home: str) -> Sequence[tuple[AgencyType, TypeName]]:
        """Without a place, a name that is another office's at each level is the home level's."""
        if split.place.words or (level := level_of(home)) not in split.scopes:
            return split.entries
        return [one for one in split.entries if one[1].scope in ("", level)]

    def reaches(self, agency: Agency, home: str, label_key: str = "") -> bool:
        """Whether a local agency may be meant in a bulletin about ``home``: it is of that
        region, one above or a kecamatan in it, or the label says of which region it is."""
        region = agency.region
        if region is None or home == region or home.startswith(f"{region}."):
            return True
        if self.regions[region].level is Level.DISTRICT and region[:5] == home:
            return True
        return key(self.regions[region].bare) in label_key

    def local_named(self, wanted: Sequence[str]) -> tuple[Agency, ...]:
        """Local agencies of any region with this name."""
        return tuple(self._local_whole.get("".join(wanted), ()))

    def _whole(self, wanted: tuple[str, ...]) -> Iterator[Agency]:
        """Units and national bodies with exactly this name."""
        for found in self._table.whole("".join(wanted)):
            if isinstance(found, Agency):
                yield found
            elif national := self.national(found):
                yield national
        # "Ditjen Dukcapil Kementerian Dalam Negeri": a part of a ministry, then which.
        for end in range(len(wanted) - 1, 1, -1):
            for type_, _ in self._names.get("".join(wanted[end:]), ()):
                for found in self._table.whole("".join(wanted[:end])):
                    if isinstance(found, Agency) and found.type == type_.id and not found.regions:
                        yield found

    def _local_with(self, wanted: tuple[str, ...], home: str) -> Iterator[Agency]:
        """Local agencies with exactly this name, or with it and that of their region."""
        whole = "".join(wanted)
        for agency in self._local_whole.get(whole, ()):
            if self.reaches(agency, home, whole):
                yield agency
        # "Baznas Kota Padang" for a local agency that is called Baznas.
        for end in range(1, len(wanted)):
            for agency in self._local_whole.get("".join(wanted[:end]), ()):
                if agency.region in [r.code for r in self.regions.with_key("".join(wanted[end:]))]:
                    yield agency

    @staticmethod
    def _in_scope(agency: Agency, scope: str) -> bool:
        if agency.region is None:
            return scope == NATIONAL
        if scope[0].isdigit():
            return agency.region.startswith(scope)
        return scope == level_of(agency.region)

    def _prefer_own_names(
        self,
        found: Candidates,
        entries: Sequence[tuple[AgencyType, TypeName]],
        whole: str,
        place: _Place,
    ) -> None:
        """Keep those whose own name is the label: Polres Probolinggo is the regency's.

        Only among agencies of one type: DKPP is the council's own name, and yet every office
        for food is called so.
        """
        if len({agency.type for agency in found.agencies.values()}) > 1:
            return
        rest = place.key if all(name.is_exact for _, name in entries) else ""
        if len(self._table.of_type(entries[0][0].id).called(place.key)) > 1:
            return  # several are called so on record: Polres Banjar
        kept = [
            agency_id
            for agency_id, agency in found.agencies.items()
            if any(self._is_own_name(agency, name, whole, rest) for name in self._names_of(agency))
        ]
        if kept:
            found.agencies = {one: found.agencies[one] for one in kept}
            found.doubts = {one: found.doubts[one] for one in kept}

    def _names_of(self, agency: Agency) -> Iterator[str]:
        yield agency.name
        if region := self.regions.get(agency.id.partition("@")[2]):
            type_ = self.type(agency.type)
            if LISTED not in type_.levels:
                yield self.rule_name(type_, region)

    def _is_own_name(self, agency: Agency, name: str, whole: str, rest: str) -> bool:
        """``rest``, if given, is the label after a name of the type: "Pengadilan Negeri
        Probolinggo" is "PN Probolinggo"."""
        if key(name) in (whole, whole.removeprefix("wa").removeprefix("ka")):
            return True  # also "Kapolrestabes Bandung", "Wakapolrestabes Bandung"
        head, all_words = words(self.type(agency.type).acronym), words(name)
        starts = all_words[: len(head)] == head
        return bool(rest) and starts and rest == "".join(all_words[len(head) :])

    def _placed(
        self, type_: AgencyType, name: TypeName, place: _Place, home: str
    ) -> Iterable[tuple[Agency, Doubt | None]]:
        """The agencies of a type that the words after its name lead to."""
        if not place.words:
            return self._at_home(type_, name, place, home)
        if not place.every:
            units = self._units(type_, place, home)
            # A loose name ("Kapolresta") does with another name than a region's.
            if units and (name.is_exact or not self.regions.with_key(place.key)):
                return units
        if place.key in COUNTRY_WORDS:
            national = self.national(type_.id)
            return ((national, None),) if national else ()
        if len(place.words) == 1 and place.words[0] in _LEVEL_WORDS:
            return self._at_level(type_, name, place, _LEVEL_WORDS[place.words[0]], home)
        if tuple(place.words[:2]) in _EVERY:
            below = [
                word for word in place.words[1:] if word not in _LINKS | {"kota", "kabupaten", "se"}
            ]
            return [(body, None) for body in self._collective(type_, "".join(below), home)]
        if type_.is_numbered and not type_.has_districts and split_number(place.words)[0]:
            return ()  # a number nobody bears, or another's
        return self._in_regions(type_, name, place, home)

    def _units(
        self, type_: AgencyType, place: _Place, home: str
    ) -> list[tuple[Agency, Doubt | None]]:
        """Units and local agencies named so after the type's name."""
        of_type = self._table.of_type(type_.id)
        found = list(of_type.named(place.full) or of_type.named(place.key))
        if self._local_tails:
            local = self._local_tails.get((type_.id, place.key), ())
            found += [agency for agency in local if self.reaches(agency, home)]
        if found:
            # "Kodim Bekasi" can loosely mean the one of the regency, too.
            if type_.is_numbered and place.key == key(self.regions[home].bare):
                found += self.at(type_.id, home)
            return [(agency, None) for agency in dict.fromkeys(found)]
        if not of_type.units:
            return []
        called = of_type.called(place.key)
        if called:
            # "Kodim Bekasi" is what people call Kodim 0507/Kota Bekasi, and the regency has
            # one, too.
            others = [
                agency
                for region in self.regions.with_key(place.key)
                for agency in self.at(type_.id, region.code)
            ]
            return [(agency, None) for agency in dict.fromkeys((*called, *others))]
        number, rest = split_number(place.words)
        numbered = of_type.named("".join(number)) if type_.is_numbered and number and rest else ()
        if not numbered:
            return []
        areas = {region.code for region in self.regions.with_key("".join(rest))}
        if any(areas.intersection((*one.regions, *one.likely)) for one in numbered):
            return [(agency, None) for agency in numbered]
        for end in range(1, len(rest)):
            # "Danrem 174/ATW Merauke": the short form, then the seat.
            short = "".join((*number, *rest[:end]))
            same = set(numbered).intersection((*of_type.named(short), *of_type.called(short)))
            if same and self.regions.with_key("".join(rest[end:])):
                return [(agency, None) for agency in numbered if agency in same]
        others = [*of_type.named("".join(rest)), *of_type.called("".join(rest))]
        others += [agency for code in areas for agency in self.at(type_.id, code)]
        if others:
            return [(a, Doubt.CONFLICT) for a in dict.fromkeys((*numbered, *others))]
        return []

    def _at_home(
        self, type_: AgencyType, name: TypeName, place: _Place, home: str
    ) -> Iterator[tuple[Agency, Doubt | None]]:
        national = self.national(type_.id)
        if national and (
            type_.national_by_default or name.scope == NATIONAL or type_.levels == (NATIONAL,)
        ):
            yield national, Doubt.SHORT if name.needs_place else None
            return
        doubt = Doubt.ONE_OR_ALL if name.is_single and not place.every else None
        if name.needs_place:
            doubt = Doubt.SHORT
        if name.scope in _LEVEL_WORDS.values():
            yield from self._at_level(type_, name, place, Level(name.scope), home)
            return
        if national and name.name.startswith("Kementerian "):
            yield national, None  # the ministry, or its office here
        likely = self.likely(type_.id, home)
        if self.regions[home].level in type_.uncertain:
            return  # that there is one has to be said
        for agency in self.covering(type_.id, home):
            yield agency, doubt
        for agency in likely:
            yield agency, doubt or Doubt.AREA

    def _at_level(
        self, type_: AgencyType, name: TypeName, place: _Place, level: Level, home: str
    ) -> Iterator[tuple[Agency, Doubt | None]]:
        """ "KPU Provinsi": the one of the home region's province."""
        for region in self.regions.path(home):
            if region.level is level:
                yield from self._in_region(type_, name, place, region)

    def _in_region(
        self, type_: AgencyType, name: TypeName, place: _Place, region: Region
    ) -> Iterator[tuple[Agency, Doubt | None]]:
        doubt = Doubt.ONE_OR_ALL if name.is_single and not place.every else None
        found = self.at(type_.id, region.code)
        for agency in found:
            yield agency, doubt
        for agency in self.likely(type_.id, region.code):
            if region.code in agency.likely:
                yield agency, doubt or Doubt.AREA

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

    def _in_regions(
        self, type_: AgencyType, name: TypeName, place: _Place, home: str
    ) -> list[tuple[Agency, Doubt | None]]:
        """In the region, the kecamatan or with the parent that is named."""
        found = self.regions.with_key(place.key)
        if place.every and not type_.is_collective:
            bodies = self._collective(type_, place.key, home)
            if bodies:
                return [(body, None) for body in bodies]
        agencies: list[tuple[Agency, Doubt | None]] = []
        if type_.has_districts:
            agencies += self._in_districts(type_, name, place, home)
        if name.is_single and not place.every and (agencies or not type_.has_districts):
            # "Polsek Pacitan" is one, and that of the kecamatan; "Universitas Pacitan" is one, and
            # nobody knows it.
            return agencies
        for region in found:
            agencies += self._in_region(type_, name, place, region)
        if not agencies and not found:
            agencies += self._through_parent(type_, place, home)
        return agencies

    def _in_districts(
        self, type_: AgencyType, name: TypeName, place: _Place, home: str
    ) -> list[tuple[Agency, Doubt | None]]:
        wanted = place.words
        if type_.is_numbered:
            number, wanted = split_number(wanted)
            units = self._table.of_type("kodim").named(number[0]) if number else ()
            home_codes = {code for unit in units for code in (*unit.regions, *unit.likely)}
        else:
            home_codes = set()
        is_said = bool(wanted) and wanted[0] in _DISTRICT_WORDS
        if is_said:
            wanted = wanted[1:]
        all_of_one = type_.is_collective_of_district
        if all_of_one and not (place.every or (is_said and not name.is_single)):
            return []  # "Kelurahan Kanigaran" is no body of all in the kecamatan of that name
        if not all_of_one and place.every:
            return []
        districts = [
            district
            for district in self.districts_named(wanted, home)
            if not home_codes or district.parent in home_codes
        ]
        return [(self[f"{type_.id}@{district.code}"], None) for district in districts]

    def districts_named(self, wanted: Sequence[str], home: str) -> tuple[Region, ...]:
        """The kecamatan meant by "Kraksaan" in the home region, or by "Kraksaan Kabupaten
        Probolinggo" anywhere."""
        found = self.regions.districts("".join(wanted), home)
        if found:
            return found
        for end in range(1, len(wanted)):
            rest = list(wanted[end:])
            while rest and rest[0] in _LINKS | {"polres", "pemkab", "pemkot"}:
                rest = rest[1:]
            for region in self.regions.with_key("".join(rest)):
                if region.parent:
                    found += self.regions.districts("".join(wanted[:end]), region.code)
        return found

    def _through_parent(
        self, type_: AgencyType, place: _Place, home: str
    ) -> Iterator[tuple[Agency, Doubt | None]]:
        """In the regions of the body named: "Polres Bintan" in "Polsek jajaran Polres Bintan"."""
        rest = place.words
        for end in range(min(3, len(rest)), 0, -1):
            entries = self._names.get("".join(rest[:end]), ())
            parents = {parent.id for parent, _ in entries} & _PARENTS
            if not parents or (type_.id in _GOVERNMENTS and parents <= _GOVERNMENTS):
                continue  # "Pemkab/Pemko se-Aceh" are two bodies side by side
            for parent in self.match(rest, home).agencies.values():
                for code in parent.regions:
                    if parent.is_everyone:
                        everyone = self.all_of(type_.id, code)
                        if everyone:
                            yield everyone, None
                    else:
                        for agency in self.at(type_.id, code):
                            yield agency, None
            return

    def _region_of(self, place: _Place, home: str) -> Region | None:
        if not place.words:
            return self.regions.get(home)
        found = self.regions.with_key(place.key)
        return found[0] if found else None


def _place(rest: Sequence[str], every: bool) -> _Place:
    while rest and (rest[0] in _LINKS or rest[0] == "se"):
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
    return _Place(tuple(rest), "".join(rest), every, full)
