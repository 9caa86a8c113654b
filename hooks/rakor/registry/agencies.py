"""Agencies: types of bodies, in regions.

Most agencies are a type in a region: "KPU Kabupaten Probolinggo" is ``kpu@35.13``, whether a
bulletin names it or not. What does not follow that rule is a *unit*: Kodim 0820/Probolinggo
covers a regency and a city, PN Kraksaan is named after its seat, Komisi II belongs to the
national parliament. Both live in CSV files beside this module, described in
``data/README.md``; ``bulletins/agencies.yml`` adds *local* agencies. Resolving a label is the
business of :mod:`rakor.registry.resolving`.

Forms of an id:

``kpu@nasional``, ``kpu@35``, ``kpu@35.13``
    a type at national level or in a region;
``kpu@35.semua``
    all offices of the regencies and cities of a province as one collective body, because
    attendance of "KPU kabupaten/kota se-Jawa Timur" is never expanded into members;
``kodim-0820``
    a unit that does not belong to one region only; a unit with an id like ``pn@35.13`` is
    how that type is called there;
``lokal-dewan-riset``
    a local agency.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rakor.registry.labels import slug
from rakor.registry.regions import DATA, LEVEL_NAMES, Level, Region, Regions, rows

NATIONAL = "national"
LEVEL_TITLES: Mapping[str, str] = {
    NATIONAL: "nasional",
    **{str(k): v for k, v in LEVEL_NAMES.items()},
}

KIND_NAMES: Mapping[str, str] = {
    "election": "Penyelenggara pemilu",
    "coordination-forum": "Forum koordinasi",
    "local-gov": "Pemerintah daerah",
    "legislature": "Lembaga perwakilan",
    "military": "TNI",
    "police": "Polri",
    "prosecution": "Kejaksaan",
    "court": "Peradilan",
    "ministry": "Kementerian",
    "vertical-agency": "Instansi pusat di daerah",
    "state-body": "Lembaga negara",
    "soe": "Badan usaha",
    "party": "Peserta pemilu",
    "community": "Organisasi masyarakat",
    "media": "Media",
    "education": "Pendidikan",
}

_ALL = "semua"
_COUNTRY = "nasional"


class TypeName(NamedTuple):
    """One name of a type."""

    name: str
    scope: str  # a level or province it is limited to, or ""
    is_exact: bool  # False: used loosely, so that it never decides between two regions


@dataclass(frozen=True, slots=True)
class AgencyType:
    """What a KPU is, wherever it is."""

    id: str
    acronym: str  # what it is called for short, and before the region's name: "KPU"
    name: str
    kind: str  # a key of KIND_NAMES
    levels: tuple[str, ...]  # "national" and values of Level; empty: units only
    patterns: Mapping[str, str]  # how it is named at a level, in a province ("11") or anywhere
    aliases: tuple[TypeName, ...]  # all its names, acronym and full name first
    leader_title: str | None  # "Ketua KPU", "Kapolres"
    since: int | None  # first year
    until: int | None  # last year
    within: frozenset[str]  # provinces it is limited to; empty: none
    national_by_default: bool  # the bare name means the head office, not the one of the region

    @property
    def is_collective(self) -> bool:
        """Whether the type itself means all of a region: "Polsek se-Kabupaten Bintan"."""
        return "se-{" in self.patterns.get("*", "")

    def exists_in(self, region: Region) -> bool:
        """Whether there is such an agency in ``region``."""
        return region.level in self.levels and (not self.within or region.code in self.within)

    def __str__(self) -> str:
        return self.acronym


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency.

    ``region`` is its one region; the province when it covers several regions of one; None when
    it is national or covers several provinces. ``slug`` names its page among those of its type.
    """

    id: str
    type: str
    name: str
    region: str | None
    regions: tuple[str, ...]  # covered; empty when national
    slug: str
    aliases: tuple[str, ...] = ()
    since: int | None = None  # first year
    until: int | None = None  # last year

    @property
    def is_everyone(self) -> bool:
        """Whether it is all offices of a province's regencies and cities together."""
        return self.id.endswith(f".{_ALL}")

    def __str__(self) -> str:
        return self.name


class Directory:
    """Every agency there is, by id and by type and region."""

    def __init__(self, regions: Regions, local: tuple[Agency, ...] = ()) -> None:
        self.regions = regions
        self._types = {t.id: t for t in _read_types()}
        self._units: dict[str, Agency] = {}
        # How a type is called, or which units stand for it, in a region.
        self._slots: dict[tuple[str, str], list[Agency]] = {}
        for unit in self._read_units():
            self._units[unit.id] = unit
            stands_for = "@" in unit.id or not self._types[unit.type].levels
            for code in unit.regions if stands_for else ():
                self._slots.setdefault((unit.type, code), []).append(unit)
        self._local = {agency.id: agency for agency in local}
        self._known = {**self._local, **self._units}

    def __getitem__(self, agency_id: str) -> Agency:
        """The agency with this id; ``KeyError`` if there can be none.

        Where a unit stands for a type in a region ("pn@33.26" is part of PN Pekalongan), the
        unit is returned, with its own id.
        """
        found = self._known.get(agency_id)
        if found is None:
            found = self._known[agency_id] = self._make(agency_id)
        return found

    def get(self, agency_id: str) -> Agency | None:
        """The agency with this id, or None."""
        found = self._known.get(agency_id)
        if found is None and "@" in agency_id:  # else it would be known
            try:
                return self[agency_id]
            except KeyError:
                return None
        return found

    def __contains__(self, agency_id: object) -> bool:
        return isinstance(agency_id, str) and self.get(agency_id) is not None

    def types(self) -> tuple[AgencyType, ...]:
        """All types, in the order of the data file: by kind."""
        return tuple(self._types.values())

    def type(self, type_id: str) -> AgencyType:
        """The type with this id; ``KeyError`` if there is none."""
        return self._types[type_id]

    def units(self) -> tuple[Agency, ...]:
        """All units of the data file."""
        return tuple(self._units.values())

    def local(self) -> tuple[Agency, ...]:
        """All agencies of ``bulletins/agencies.yml``."""
        return tuple(self._local.values())

    def at(self, type_id: str, code: str) -> tuple[Agency, ...]:
        """What stands for a type in a region: as a rule one, none, or several units."""
        units = self._slots.get((type_id, code))
        if units:
            return tuple(units)
        if self._types[type_id].exists_in(self.regions[code]):
            return (self[f"{type_id}@{code}"],)
        return ()

    def covering(self, type_id: str, code: str) -> tuple[Agency, ...]:
        """As :meth:`at`, or else units that cover the whole province ``code`` lies in."""
        return self.at(type_id, code) or tuple(self._slots.get((type_id, code[:2]), ()))

    def national(self, type_id: str) -> Agency | None:
        """The national body of a type, if there is one."""
        if NATIONAL not in self._types[type_id].levels:
            return None
        return self[f"{type_id}@{_COUNTRY}"]

    def all_of(self, type_id: str, province: str) -> Agency | None:
        """All offices of a type in the regencies and cities of a province, as one body."""
        return self.get(f"{type_id}@{province}.{_ALL}")

    def rule_name(self, type_: AgencyType, region: Region) -> str:
        """The name a type has in a region unless a unit says otherwise."""
        pattern = (
            type_.patterns.get(region.code[:2])
            or type_.patterns.get(region.level)
            or type_.patterns.get("*")
            or f"{type_.acronym} {{region}}"
        )
        return pattern.format_map(_Names(self, type_, region))

    def is_shared(self, type_: AgencyType, region: Region) -> bool:
        """Whether other regions of the same bare name have one of the type too."""
        return sum(type_.exists_in(r) for r in self.regions.named(region.bare)) > 1

    def _make(self, agency_id: str) -> Agency:
        type_id, _, place = agency_id.partition("@")
        type_ = self._types.get(type_id)
        if type_ is None:
            raise KeyError(agency_id)
        if place == _COUNTRY:
            if NATIONAL not in type_.levels:
                raise KeyError(agency_id)
            name = type_.patterns.get(NATIONAL, type_.acronym)
            return Agency(
                agency_id, type_id, name, None, (), _COUNTRY, (), type_.since, type_.until
            )
        if place.endswith(f".{_ALL}"):
            return self._make_all(agency_id, type_, place.removesuffix(f".{_ALL}"))
        units = self._slots.get((type_id, place), [])
        if len(units) == 1:
            return units[0]
        region = self.regions.get(place)
        if units or region is None or not type_.exists_in(region):
            raise KeyError(agency_id)
        return Agency(
            agency_id,
            type_id,
            self.rule_name(type_, region),
            place,
            (place,),
            region.slug,
            (),
            type_.since,
            type_.until,
        )

    def _make_all(self, agency_id: str, type_: AgencyType, province: str) -> Agency:
        below = [str(level) for level in (Level.REGENCY, Level.CITY) if level in type_.levels]
        region = self.regions.get(province)
        if (
            not below
            or type_.is_collective
            or region is None
            or region.level is not Level.PROVINCE
            or type_.within
        ):
            raise KeyError(agency_id)
        pattern = (
            type_.patterns.get(province)
            or type_.patterns.get(below[0])
            or type_.patterns.get("*")
            or f"{type_.acronym} {{region}}"
        )
        everyone = f"se-{region.bare}"
        levels = "/".join(LEVEL_NAMES[Level(level)] for level in below)
        by_level = f"{levels} {everyone}"
        if Level.PROVINCE in type_.levels or NATIONAL in type_.levels:
            everyone = by_level
        name = pattern.format(
            region=by_level, bare=everyone, plain=everyone, police=everyone, short=everyone
        )
        return Agency(
            agency_id,
            type_.id,
            name,
            province,
            (province,),
            f"se-{region.slug}",
            (),
            type_.since,
            type_.until,
        )

    def _read_units(self) -> Iterator[Agency]:
        for row in rows(DATA / "agency_units.csv"):
            type_ = self._types[row["type"]]
            codes = tuple(row["regions"].split("|")) if row["regions"] else ()
            _, at, place = row["id"].partition("@")
            if at:
                page = self.regions[place].slug
            else:
                page = slug(row["name"]).removeprefix(f"{slug(type_.acronym)}-")
            yield Agency(
                row["id"],
                type_.id,
                row["name"],
                common_region(codes),
                codes,
                page,
                tuple(row["aliases"].split("|")) if row["aliases"] else (),
                int(row["since"]) if row["since"] else type_.since,
                int(row["until"]) if row["until"] else type_.until,
            )


class _Names(dict[str, str]):
    """The names of a region that a pattern may ask for, made when it does: few ask for two."""

    def __init__(self, agencies: Directory, type_: AgencyType, region: Region) -> None:
        super().__init__()
        self._agencies, self._type, self._region = agencies, type_, region

    def __missing__(self, name: str) -> str:
        region = self._region
        if name == "region":
            return region.full_name
        if name == "short":
            return self._agencies.regions.short_name(region.code[:2])
        bare = region.bare
        if name == "bare" or not self._agencies.is_shared(self._type, region):
            return bare
        if name == "police":
            return f"{bare} Kota" if region.level is Level.CITY else bare
        if name == "plain":
            return region.full_name
        raise KeyError(name)


def common_region(codes: tuple[str, ...]) -> str | None:
    """The one region, or the province all regions lie in, or None."""
    if len(codes) == 1:
        return codes[0]
    provinces = {code[:2] for code in codes}
    return provinces.pop() if len(provinces) == 1 else None


def _read_types() -> Iterator[AgencyType]:
    for row in rows(DATA / "agency_types.csv"):
        levels = row["levels"].split("|") if row["levels"] else []
        patterns = {}
        for part in row["names"].split("; ") if row["names"] else ():
            scope, _, pattern = part.partition("=")
            patterns[scope] = pattern
        names = [row["acronym"], row["name"]]
        for column in ("aliases", "leaders"):
            names += row[column].split("|") if row[column] else []
        scoped = [name.partition("@") for name in names]
        aliases = tuple(
            TypeName(name.removesuffix("~"), scope, not name.endswith("~"))
            for name, _, scope in scoped
        )
        yield AgencyType(
            row["id"],
            row["acronym"],
            row["name"].partition("@")[0],
            row["kind"],
            tuple(level.rstrip("!") for level in levels),
            patterns,
            aliases,
            row["leaders"].split("|")[0].partition("@")[0] or None,
            int(row["since"]) if row["since"] else None,
            int(row["until"]) if row["until"] else None,
            frozenset(row["within"].split("|")) if row["within"] else frozenset(),
            f"{NATIONAL}!" in levels,
        )


def levels_text(type_: AgencyType) -> str:
    """The levels a type exists at, in words: "provinsi, kabupaten dan kota"."""
    names = [LEVEL_TITLES[level] for level in type_.levels]
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " dan " + names[-1]
