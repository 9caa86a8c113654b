"""What to say about a label that means no agency: near ones, and the lines to add.

A suggestion is only made for a slip of the pen: one or two letters of a long word, never a
digit, never another place that exists. Everything else gets the lines that make the name known,
of the right kind, in the right region, without the post and the person.
"""

from __future__ import annotations

from collections.abc import Callable

from rakor.registry.agencies import LISTED, Agency, AgencyType, levels_text
from rakor.registry.labels import LabelError, UnknownLabel, WrongLevel
from rakor.registry.matching import Matcher
from rakor.registry.new_agency import new_agency_line
from rakor.registry.placing import GOVERNMENTS
from rakor.registry.posts import PostReader
from rakor.registry.regions import Region
from rakor.registry.slips import Slips
from rakor.registry.table import table

_MOST_NAMED = 4


class Adviser:
    """Says what is wrong with labels that mean no agency."""

    def __init__(self, agencies: Matcher, certain: Callable[[str, str], Agency | None]) -> None:
        """Make one; ``certain`` gives the agency that a label means beyond doubt in a bulletin
        about a region."""
        self._agencies = agencies
        self._regions = agencies.regions
        self._posts = PostReader(agencies, certain)
        self._slips = Slips(agencies)

    def error(self, label: str, home: str, wrong: tuple[AgencyType, Region] | None) -> LabelError:
        """Why ``label`` means nothing, with what to write instead."""
        person = self._posts.read(label, home)
        if person is not None:
            return person
        if wrong:
            return self._wrong_level(label, home, *wrong)
        near = self._slips.near(label, home)
        is_named = any("@" not in agency.id for agency in near)
        # The line would make a slip of the pen known, where a type is only misspelt.
        line = new_agency_line(self._regions, label, home) if is_named or not near else ""
        return UnknownLabel(label, near, line)

    def _wrong_level(self, label: str, home: str, type_: AgencyType, region: Region) -> LabelError:
        levels = levels_text(type_)
        is_unlisted = not levels or (LISTED in type_.levels and region.level not in type_.levels)
        if is_unlisted:
            reason = f"{type_.acronym} untuk {region.full_name} belum terdaftar."
            if known := self._in_province(type_, region):
                province = self._regions[region.code[:2]].full_name
                reason = f"{reason[:-1]}; di {province} ada {known}."
        elif region.level in type_.uncertain:
            reason = (
                f"Tidak setiap {region.level_name} memiliki {type_.acronym} sendiri, jadi"
                f" {type_.acronym} di {region.full_name} perlu disebut dengan daerahnya."
            )
        elif region.level in type_.levels:
            reason = f"{type_.acronym} tidak ada di {region.full_name}."
        else:
            reason = (
                f"{type_.acronym} hanya ada di tingkat {levels},"
                f" jadi tidak ada untuk {region.full_name}."
            )
        near: list[Agency] = []
        if type_.id in GOVERNMENTS:
            for other_type in GOVERNMENTS:
                near.extend(self._agencies.at(other_type, region.code))
        for place in reversed(self._regions.path(region.code)[:-1]):
            near.extend(self._agencies.at(type_.id, place.code))
        if not is_unlisted and (everyone := self._agencies.all_of(type_.id, region.code)):
            near.append(everyone)
        if not near and not is_unlisted and region.level not in type_.uncertain:
            near.extend(
                agency
                for other in self._regions.named(region.bare)
                for agency in self._agencies.at(type_.id, other.code)
            )
        if not near and (national := self._agencies.national(type_.id)):
            near.append(national)
        line = ""
        if is_unlisted and type_.levels:
            line = new_agency_line(self._regions, label, home, type_, region)
        return WrongLevel(label, reason, near[:3], line)

    def _in_province(self, type_: AgencyType, region: Region) -> str:
        """Some of the units of a type in the province, in words."""
        names = [
            unit.name
            for unit in table().of_type(type_.id).units
            if any(code[:2] == region.code[:2] for code in (*unit.regions, *unit.likely))
        ]
        if len(names) > _MOST_NAMED:
            names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} lainnya"]
        return ", ".join(names[:-1]) + " dan " + names[-1] if len(names) > 1 else "".join(names)
