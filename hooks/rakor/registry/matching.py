"""Which agencies a label fits.

Names of units and of local agencies count as a whole and come first. Any other label is taken
apart (:mod:`rakor.registry.splitting`) into a type ("Komisi Pemilihan Umum") and a place ("Kab.
Probolinggo"), which lead to agencies (:mod:`rakor.registry.placing`). What fits is reported with
the doubts about it; deciding is the business of :mod:`rakor.registry.resolving`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rakor.registry.agencies import LISTED, NATIONAL, Agency, AgencyType, Doubt, TypeName
from rakor.registry.directory import Directory
from rakor.registry.labels import key, words
from rakor.registry.local_names import LocalNames
from rakor.registry.placing import Placing
from rakor.registry.regions import Region, Regions, level_of
from rakor.registry.splitting import Place, Split, splits


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
class _Reading:
    """What of a label is the same wherever it stands."""

    whole: tuple[Agency, ...]  # units and national bodies with exactly this name
    splits: tuple[Split, ...]


class Matcher(Directory):
    """The directory, searched by what people write."""

    def __init__(self, regions: Regions, local: tuple[Agency, ...] = ()) -> None:
        super().__init__(regions, local)
        self._names = self._table.type_names
        self._readings: dict[tuple[tuple[str, ...], bool], _Reading] = {}
        self.local_names = LocalNames(self)
        self._placing = Placing(self, self.local_names, self._meant)

    def match(self, wanted: tuple[str, ...], home: str, every: bool = False) -> Candidates:
        """All agencies that ``wanted`` may mean in a bulletin about ``home``.

        ``every`` says that words before it spoke of all of them.
        """
        reading = self._readings.get((wanted, every))
        if reading is None:
            reading = _Reading(tuple(self._whole(wanted)), splits(wanted, every, self._names))
            self._readings[wanted, every] = reading
        finding = Candidates()
        for agency in reading.whole:
            finding.add(agency)
        if self.local_names:
            for agency in self.local_names.within_reach(wanted, home):
                finding.add(agency)
        if finding.agencies:
            return finding
        for split in reading.splits:
            meant, place = self._of_home(split, home), split.place
            for type_, name in meant:
                for agency, doubt in self._placing.placed(type_, name, place, home):
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

    def _meant(self, wanted: tuple[str, ...], home: str) -> Iterable[Agency]:
        return self.match(wanted, home).agencies.values()

    def _wrong(self, split: Split, home: str) -> tuple[AgencyType, Region] | None:
        for type_, name in split.entries:
            if name.is_single and not type_.has_districts:
                continue  # "Universitas Bojonegoro": nobody knows it, at no level
            if not name.scope or len(split.entries) == 1:
                region = self._region_of(split.place, home)
                if region and type_.levels != (NATIONAL,):
                    return type_, region
        return None

    def _of_home(self, split: Split, home: str) -> Sequence[tuple[AgencyType, TypeName]]:
        """Without a place, a name that is another office's at each level is the home level's."""
        if split.place.words:
            return split.entries
        level = level_of(home)
        if all(name.scope != level for _, name in split.entries):
            return split.entries
        return [one for one in split.entries if one[1].scope in ("", level)]

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
        place: Place,
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

    def _region_of(self, place: Place, home: str) -> Region | None:
        if not place.words:
            return self.regions.get(home)
        found = self.regions.with_key(place.key)
        return found[0] if found else None
