"""Every agency there is, by id and by type and region."""

from __future__ import annotations

from rakor.registry.agencies import ALL, COUNTRY, LISTED, NATIONAL, Agency, AgencyType
from rakor.registry.regions import LEVEL_NAMES, Level, Region, Regions
from rakor.registry.table import table


class Directory:
    """Every agency there is, by id and by type and region."""

    def __init__(self, regions: Regions, local: tuple[Agency, ...] = ()) -> None:
        self.regions = regions
        self._table = table()
        self._types = self._table.types
        self._local = {agency.id: agency for agency in local}
        self._local_of: dict[str, list[Agency]] = {}
        for agency in local:
            self._local_of.setdefault(agency.type, []).append(agency)
        self._known: dict[str, Agency] = dict(self._local)
        for agency in local:
            for former in agency.former:  # ids, see rakor.registry.local
                self._known.setdefault(former.name, agency)

    def __getitem__(self, agency_id: str) -> Agency:
        """The agency with this id; ``KeyError`` if there can be none.

        Where a unit stands for a type in a region ("pn@33.26" is part of PN Pekalongan), the
        unit is returned, with its own id; a former id gives the agency as it is called now.
        """
        found = self._known.get(agency_id)
        if found is None:
            found = self._table.unit(agency_id) or self._make(agency_id)
            self._known[agency_id] = found
        return found

    def get(self, agency_id: str) -> Agency | None:
        """The agency with this id, or None."""
        found = self._known.get(agency_id)
        if found is None:
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
        return self._table.units()

    def units_of(self, type_id: str) -> tuple[Agency, ...]:
        """All units of the data file that are of a type; none if there is no such type."""
        return self._table.of_type(type_id).units

    def local(self) -> tuple[Agency, ...]:
        """All agencies of ``bulletins/agencies.yml``."""
        return tuple(self._local.values())

    def at(self, type_id: str, code: str) -> tuple[Agency, ...]:
        """What stands for a type in a region: as a rule one, none, or several units."""
        units = self._table.of_type(type_id).covering.get(code)
        if units:
            return units
        type_, region = self._types[type_id], self.regions[code]
        if type_.exists_in(region):
            agency_id = f"{type_id}@{code}"
            found = self._known.get(agency_id)
            if found is None:
                found = self._table.unit(agency_id) or self._of_rule(agency_id, type_, region)
                self._known[agency_id] = found
            return (found,)
        if LISTED in type_.levels:
            return tuple(a for a in self._local_of.get(type_id, ()) if code in a.regions)
        return ()

    def covering(self, type_id: str, code: str) -> tuple[Agency, ...]:
        """As :meth:`at`, or else units that cover the whole province ``code`` lies in."""
        return self.at(type_id, code) or self._table.of_type(type_id).covering.get(code[:2], ())

    def likely(self, type_id: str, code: str) -> tuple[Agency, ...]:
        """Units that may cover a region, or its province, of which no source is sure."""
        found = self._table.of_type(type_id).likely
        if not found:
            return ()
        return tuple(dict.fromkeys((*found.get(code, ()), *found.get(code[:2], ()))))

    def national(self, type_id: str) -> Agency | None:
        """The national body of a type, if there is one."""
        if NATIONAL not in self._types[type_id].levels:
            return None
        return self[f"{type_id}@{COUNTRY}"]

    def all_of(self, type_id: str, province: str) -> Agency | None:
        """All offices of a type in the regencies and cities of a province, as one body."""
        return self.get(f"{type_id}@{province}.{ALL}")

    def rule_name(self, type_: AgencyType, region: Region) -> str:
        """The name a type has in a region unless a unit says otherwise."""
        pattern = (
            type_.patterns.get(region.code[:2])
            or type_.patterns.get(region.level)
            or type_.patterns.get("*")
            or f"{type_.acronym} {{region}}"
        )
        if region.level is Level.DISTRICT:
            # Many kecamatan share a name, and a body is to be told by its own.
            pattern = type_.patterns[Level.DISTRICT] + ", {parent}"
        elif pattern.endswith("{region}") and pattern.count("{") == 1:  # most are
            return pattern.removesuffix("{region}") + region.full_name
        return pattern.format_map(_Names(self, type_, region))

    def is_shared(self, type_: AgencyType, region: Region) -> bool:
        """Whether other regions of the same bare name have one of the type too."""
        return sum(type_.exists_in(r) for r in self.regions.named(region.bare)) > 1

    def _make(self, agency_id: str) -> Agency:
        type_id, _, place = agency_id.partition("@")
        type_ = self._types.get(type_id) or self._table.former_types.get(type_id)
        if type_ is None or not place:
            raise KeyError(agency_id)
        agency_id = f"{type_.id}@{place}"
        type_id = type_.id
        if place == COUNTRY:
            if NATIONAL not in type_.levels:
                raise KeyError(agency_id)
            name = type_.patterns.get(NATIONAL, type_.acronym)
            return Agency(agency_id, type_id, name, None, (), COUNTRY, (), type_.since, type_.until)
        if place.endswith(f".{ALL}"):
            return self._make_all(agency_id, type_, place.removesuffix(f".{ALL}"))
        units = self._table.of_type(type_id).covering.get(place, ())
        if len(units) == 1:
            return units[0]
        region = self.regions.get(place)
        if units or region is None or not type_.exists_in(region):
            raise KeyError(agency_id)
        return self._of_rule(agency_id, type_, region)

    def _of_rule(self, agency_id: str, type_: AgencyType, region: Region) -> Agency:
        """A type in a region where no unit stands for it."""
        slug, name = region.slug, self.rule_name(type_, region)
        if region.level is Level.DISTRICT:
            slug = f"kecamatan-{slug}-{self.regions[region.code[:5]].slug}"
        code = region.code
        return Agency(agency_id, type_.id, name, code, (code,), slug, (), type_.since, type_.until)

    def _make_all(self, agency_id: str, type_: AgencyType, province: str) -> Agency:
        below = [str(level) for level in (Level.REGENCY, Level.CITY) if level in type_.levels]
        if LISTED in type_.levels:
            below = []
        region = self.regions.get(province)
        if (
            not (below or LISTED in type_.levels)
            or type_.is_collective
            or region is None
            or region.level is not Level.PROVINCE
            or not type_.is_within(province)
        ):
            raise KeyError(agency_id)
        pattern = (
            type_.patterns.get(province)
            or type_.patterns.get(below[0] if below else "*")
            or type_.patterns.get("*")
            or f"{type_.acronym} {{region}}"
        )
        everyone = f"se-{region.bare}"
        by_level = everyone
        if below:
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
        if name == "parent":
            return self._agencies.regions[region.code[:5]].full_name
        bare = region.bare
        if name == "bare" or not self._agencies.is_shared(self._type, region):
            return bare
        if name == "police":
            return f"{bare} Kota" if region.level is Level.CITY else bare
        if name == "plain":
            return region.full_name
        raise KeyError(name)
