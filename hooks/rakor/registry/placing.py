"""From a type of agency, and the words after its name, to the agencies they lead to.

"KPU Kabupaten Probolinggo" leads to the one of that region, "Kodim 0820" to the unit of that
number, "Polsek Kraksaan" to that of the kecamatan, "Polsek jajaran Polres Bintan" to all of the
region that Polres covers, and "KPU" alone to the one of the home region. Each is given with the
doubt there is about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rakor.registry.agencies import NATIONAL, Agency, AgencyType, Doubt, TypeName
from rakor.registry.directory import Directory
from rakor.registry.labels import key, split_number
from rakor.registry.local_names import LocalNames
from rakor.registry.regions import Level, Region, Regions
from rakor.registry.splitting import LINKS, Place
from rakor.registry.table import table

COUNTRY_WORDS = ("ri", "republikindonesia", "pusat", "nasional", "indonesia", "tingkatnasional")
GOVERNMENTS = ("pemprov", "pemkab", "pemkot")
"""Types of the governments of regions."""
_LEVEL_WORDS = {
    "provinsi": Level.PROVINCE,
    "kabupaten": Level.REGENCY,
    "kota": Level.CITY,
}
# Words for a kecamatan before its name.
_DISTRICT_WORDS = frozenset("kecamatan kapanewon kemantren distrik".split())
# How a collective body of a province starts: "KPU kabupaten/kota se-Jawa Timur".
_EVERY = frozenset(
    (("kabupaten", "kota"), ("kabupaten", "se"), ("kota", "se"), ("kota", "kabupaten"))
)
# Agencies that others name to say where they belong: "Polsek jajaran Polres Bintan".
_PARENTS = frozenset(GOVERNMENTS) | {"setda", "polres", "polda", "kodim"}


class Placing:
    """Leads from types and places to the agencies of a directory."""

    def __init__(
        self,
        directory: Directory,
        local_names: LocalNames,
        match: Callable[[tuple[str, ...], str], Iterable[Agency]],
    ) -> None:
        """Make one; ``match`` gives the agencies that words may mean in a bulletin about a
        region, where one is named to say where another belongs."""
        self._directory = directory
        self._regions = directory.regions
        self._local_names = local_names
        self._match = match
        self._table = table()

    def placed(
        self, type_: AgencyType, name: TypeName, place: Place, home: str
    ) -> Iterable[tuple[Agency, Doubt | None]]:
        """The agencies of a type that the words after its name lead to."""
        if not place.words:
            return self._at_home(type_, name, place, home)
        if not place.every:
            units = self._units(type_, place, home)
            # A loose name ("Kapolresta") does with another name than a region's.
            if units and (name.is_exact or not self._regions.with_key(place.key)):
                return units
        if place.key in COUNTRY_WORDS:
            national = self._directory.national(type_.id)
            return ((national, None),) if national else ()
        if len(place.words) == 1 and place.words[0] in _LEVEL_WORDS:
            return self._at_level(type_, name, place, _LEVEL_WORDS[place.words[0]], home)
        if tuple(place.words[:2]) in _EVERY:
            below = [
                word for word in place.words[1:] if word not in LINKS | {"kota", "kabupaten", "se"}
            ]
            return [(body, None) for body in self._collective(type_, "".join(below), home)]
        if type_.is_numbered and not type_.has_districts and split_number(place.words)[0]:
            return ()  # a number nobody bears, or another's
        return self._in_regions(type_, name, place, home)

    def _units(
        self, type_: AgencyType, place: Place, home: str
    ) -> list[tuple[Agency, Doubt | None]]:
        """Units and local agencies named so after the type's name."""
        of_type = self._table.of_type(type_.id)
        found = list(of_type.named(place.full) or of_type.named(place.key))
        if self._local_names:
            found += self._local_names.after_type(type_.id, place.key, home)
        if found:
            # "Kodim Bekasi" can loosely mean the one of the regency, too.
            if type_.is_numbered and place.key == key(self._regions[home].bare):
                found += self._directory.at(type_.id, home)
            return [(agency, None) for agency in dict.fromkeys(found)]
        if not of_type.units:
            return []
        called = of_type.called(place.key)
        if called:
            # "Kodim Bekasi" is what people call Kodim 0507/Kota Bekasi, and the regency has
            # one, too.
            others = [
                agency
                for region in self._regions.with_key(place.key)
                for agency in self._directory.at(type_.id, region.code)
            ]
            return [(agency, None) for agency in dict.fromkeys((*called, *others))]
        number, rest = split_number(place.words)
        numbered = of_type.named("".join(number)) if type_.is_numbered and number and rest else ()
        if not numbered:
            return []
        areas = {region.code for region in self._regions.with_key("".join(rest))}
        if any(areas.intersection((*one.regions, *one.likely)) for one in numbered):
            return [(agency, None) for agency in numbered]
        for end in range(1, len(rest)):
            # "Danrem 174/ATW Merauke": the short form, then the seat.
            short = "".join((*number, *rest[:end]))
            same = set(numbered).intersection((*of_type.named(short), *of_type.called(short)))
            if same and self._regions.with_key("".join(rest[end:])):
                return [(agency, None) for agency in numbered if agency in same]
        others = [*of_type.named("".join(rest)), *of_type.called("".join(rest))]
        others += [agency for code in areas for agency in self._directory.at(type_.id, code)]
        if others:
            return [(a, Doubt.CONFLICT) for a in dict.fromkeys((*numbered, *others))]
        return []

    def _at_home(
        self, type_: AgencyType, name: TypeName, place: Place, home: str
    ) -> Iterator[tuple[Agency, Doubt | None]]:
        national = self._directory.national(type_.id)
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
        likely = self._directory.likely(type_.id, home)
        if self._regions[home].level in type_.uncertain:
            return  # that there is one has to be said
        for agency in self._directory.covering(type_.id, home):
            yield agency, doubt
        for agency in likely:
            yield agency, doubt or Doubt.AREA

    def _at_level(
        self, type_: AgencyType, name: TypeName, place: Place, level: Level, home: str
    ) -> Iterator[tuple[Agency, Doubt | None]]:
        """ "KPU Provinsi": the one of the home region's province."""
        for region in self._regions.path(home):
            if region.level is level:
                yield from self._in_region(type_, name, place, region)

    def _in_region(
        self, type_: AgencyType, name: TypeName, place: Place, region: Region
    ) -> Iterator[tuple[Agency, Doubt | None]]:
        doubt = Doubt.ONE_OR_ALL if name.is_single and not place.every else None
        found = self._directory.at(type_.id, region.code)
        for agency in found:
            yield agency, doubt
        for agency in self._directory.likely(type_.id, region.code):
            if region.code in agency.likely:
                yield agency, doubt or Doubt.AREA

    def _collective(self, type_: AgencyType, place: str, home: str) -> tuple[Agency, ...]:
        regions: Iterable[Region] = self._regions.with_key(place)
        if not place:
            regions = (self._regions[home],)
        bodies = (
            self._directory.all_of(type_.id, region.code)
            for region in regions
            if region.level is Level.PROVINCE
        )
        return tuple(body for body in bodies if body)

    def _in_regions(
        self, type_: AgencyType, name: TypeName, place: Place, home: str
    ) -> list[tuple[Agency, Doubt | None]]:
        """In the region, the kecamatan or with the parent that is named."""
        found = self._regions.with_key(place.key)
        if place.every and not type_.is_collective:
            bodies = self._collective(type_, place.key, home)
            if bodies:
                return [(body, None) for body in bodies]
        agencies: list[tuple[Agency, Doubt | None]] = []
        if type_.has_districts:
            agencies += self._in_districts(type_, name, place, home)
        if name.is_single and not place.every:
            # "Polsek Pacitan" is one, and that of the kecamatan; "Universitas Pacitan" is one, and
            # nobody knows it. "Puskesmas Kota Kediri" may be that of kecamatan Kota or any there.
            is_region = bool(found) and place.words[0] in _LEVEL_WORDS
            if not type_.has_districts or (agencies and not is_region):
                return agencies
        for region in found:
            agencies += self._in_region(type_, name, place, region)
        if not agencies and not found:
            agencies += self._through_parent(type_, place, home)
        return agencies

    def _in_districts(
        self, type_: AgencyType, name: TypeName, place: Place, home: str
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
            for district in districts_named(self._regions, wanted, home)
            if not home_codes or district.parent in home_codes
        ]
        return [(self._directory[f"{type_.id}@{district.code}"], None) for district in districts]

    def _through_parent(
        self, type_: AgencyType, place: Place, home: str
    ) -> Iterator[tuple[Agency, Doubt | None]]:
        """In the regions of the body named: "Polres Bintan" in "Polsek jajaran Polres Bintan"."""
        rest = place.words
        for end in range(min(3, len(rest)), 0, -1):
            entries = self._table.type_names.get("".join(rest[:end]), ())
            parents = {parent.id for parent, _ in entries} & _PARENTS
            if not parents or (type_.id in GOVERNMENTS and parents.issubset(GOVERNMENTS)):
                continue  # "Pemkab/Pemko se-Aceh" are two bodies side by side
            for parent in self._match(rest, home):
                for code in parent.regions:
                    if parent.is_everyone:
                        everyone = self._directory.all_of(type_.id, code)
                        if everyone:
                            yield everyone, None
                    else:
                        for agency in self._directory.at(type_.id, code):
                            yield agency, None
            return


def districts_named(regions: Regions, wanted: Sequence[str], home: str) -> tuple[Region, ...]:
    """The kecamatan meant by "Kraksaan" in the home region, or by "Kraksaan Kabupaten
    Probolinggo" anywhere."""
    found = regions.districts("".join(wanted), home)
    if found:
        return found
    for end in range(1, len(wanted)):
        rest = list(wanted[end:])
        while rest and rest[0] in LINKS | {"polres", "pemkab", "pemkot"}:
            rest = rest[1:]
        for region in regions.with_key("".join(rest)):
            if region.parent:
                found += regions.districts("".join(wanted[:end]), region.code)
    return found
