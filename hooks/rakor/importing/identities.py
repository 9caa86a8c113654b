"""Which agency a name means, where the registry alone cannot say."""

from __future__ import annotations

import re

from rakor.importing.article import Article
from rakor.importing.attendees import UNITS_OF_POLICE
from rakor.importing.gazetteer import AgencyMention, Gazetteer
from rakor.importing.result import CERTAIN, Findings
from rakor.registry import Agency

_COUNTRY = re.compile(r"\b(?:RI|Republik Indonesia|Pusat|Nasional)\b", re.IGNORECASE)


class AgencyChooser:
    """Decides between readings of a name by what else was found in the article."""

    def __init__(self, article: Article, gazetteer: Gazetteer, found: Findings) -> None:
        self._article = article
        self._gazetteer = gazetteer
        self._found = found

    def decide(self, mention: AgencyMention, home: str | None) -> tuple[Agency | None, bool]:
        """The agency a mention means, and whether that is beyond doubt."""
        if not mention.known:
            return self._head_office(mention), False
        if len(mention.known) == 1:
            agency = self._whole_of(mention.known[0])
            if agency.region is None and "@" in agency.id:
                return self._national_or_own(mention, agency, home)
            is_own = (
                self._covers(agency, home)
                and not self._gazetteer.agencies.type(agency.type).is_collective
            )
            return agency, mention.is_placed or (is_own and self._is_region_certain)
        spoken = self._explicit_regions() if mention.is_placed else set()
        local = [a for a in mention.known if self._covers(a, home)]
        others = [a for a in mention.known if a not in local]
        if len(local) == 1 and not any(set(a.regions) & spoken for a in others):
            return local[0], False
        return None, False

    def _whole_of(self, agency: Agency) -> Agency:
        """The police of a unit within it: "Kasat Intelkam Polres X" comes for Polres X."""
        whole = UNITS_OF_POLICE.get(agency.type)
        if whole is None or not agency.region:
            return agency
        police = self._gazetteer.agencies.at(whole, agency.region)
        return police[0] if len(police) == 1 else agency

    @property
    def _is_region_certain(self) -> bool:
        region = self._found.values.get("region")
        return region is not None and region.confidence == CERTAIN

    def _national_or_own(
        self, mention: AgencyMention, agency: Agency, home: str | None
    ) -> tuple[Agency, bool]:
        """A bare "Bulog" at a meeting of a regency is its own; "Kepala BPS RI" is the country's."""
        type_ = self._gazetteer.agencies.type(agency.type)
        if not type_.national_by_default or _COUNTRY.search(mention.label):
            return agency, True
        if home is None or len(home) == 2 or self._is_of_country:
            return agency, False
        own = self._gazetteer.agencies.at(agency.type, home)
        return (own[0], False) if len(own) == 1 else (agency, False)

    def _head_office(self, mention: AgencyMention) -> Agency | None:
        """At a meeting of the country, an office without a place is the head office."""
        if self._found.value("region") or not self._is_of_country or len(mention.types) != 1:
            return None
        return self._gazetteer.agencies.national(next(iter(mention.types)))

    @property
    def _is_of_country(self) -> bool:
        host = self._found.value("host")
        return bool(host) and self._gazetteer.agencies[host or ""].region is None

    @staticmethod
    def _covers(agency: Agency, home: str | None) -> bool:
        return home is not None and home in agency.regions

    def _explicit_regions(self) -> set[str]:
        """Codes of the regencies and cities that the article names beyond doubt."""
        content = self._article.content
        found: set[str] = set()
        for place in self._gazetteer.regions_in(content, 0, len(content)):
            if len(place.regions) == 1:
                found.add(place.regions[0].code)
        return found
