"""The region of the body that holds the meeting.

The host's region decides, then the chair's, then the region that the text dwells on. The town of
the dateline never does. Where a central office of a province holds a meeting of one regency, both
readings can be defended, and the question is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rakor.importing.article import Article
from rakor.importing.gazetteer import AgencyMention, Gazetteer, RegionMention
from rakor.importing.result import CERTAIN, LIKELY, Candidate, Evidence, Question, Value
from rakor.registry import Agency, Region
from rakor.registry.regions import Level

_GOVERNMENT_KINDS = frozenset(("local-gov", "legislature", "coordination-forum"))
_MEETING_NAME = re.compile(
    r"\b(?:rapat (?:koordinasi|tim\b|timpora)|rakor)\b"
    r"(?:(?!\bdi(?:gelar|laksanakan|ikuti|hadiri|pimpin|buka)\b)[^,.;]){3,200}",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\b(?:di|ke|dari|se|oleh|dengan|bersama)\W+$", re.IGNORECASE)
_FEW = 3  # regions of a unit such as a Kodim; more are a part of a province
_HEADS_OF_REGIONS = frozenset(("pemprov", "pemkab", "pemkot", "setda"))


@dataclass(slots=True)
class RegionReading:
    """The region, as far as it is clear, and what is open."""

    region: Value | None = None
    question: Question | None = None


class RegionReader:
    """Weighs what an article says about where a meeting belongs."""

    def __init__(self, article: Article, gazetteer: Gazetteer) -> None:
        self._article = article
        self._gazetteer = gazetteer
        self._regions = gazetteer.regions
        self._weights: dict[str, float] = {}
        self._agencies: dict[str, int] = {}
        self._explicit: dict[str, int] = {}
        self._places: dict[str, list[tuple[int, int, int]]] = {}
        self._ambiguous: list[tuple[RegionMention, float]] = []
        self._weigh()

    # --- weighing ----------------------------------------------------------------------------

    def _weigh(self) -> None:
        content = self._article.content
        for sentence in self._article.sentences:
            factor = 1.5 if sentence.index <= 3 else 1.0
            for mention in self._gazetteer.agencies_in(content, sentence.start, sentence.end, None):
                self._weigh_agency(mention, factor)
            for place in self._gazetteer.regions_in(content, sentence.start, sentence.end):
                self._weigh_region(place, factor)
        for place, factor in self._ambiguous:
            known = [r for r in place.regions if self._explicit.get(r.code)]
            if len(known) == 1:
                self._add(known[0].code, 0.5 * factor, place.start, place.end, 1)

    def _weigh_agency(self, mention: AgencyMention, factor: float) -> None:
        if not mention.is_placed or len(mention.known) != 1:
            return
        agency = mention.known[0]
        regions = self._own_regions(agency)
        for code in regions:
            if len(regions) > 1:
                self._add(code, 0.3 * factor)
                continue
            weight = 2.0 if agency.type in _HEADS_OF_REGIONS else 1.0
            self._add(code, weight * factor, mention.head, mention.end, 0)
            self._agencies[code] = self._agencies.get(code, 0) + 1
            if agency.type in _HEADS_OF_REGIONS:
                self._explicit[code] = self._explicit.get(code, 0) + 1

    def _weigh_region(self, place: RegionMention, factor: float) -> None:
        if len(place.regions) > 1:
            self._ambiguous.append((place, factor))
            return
        region = place.regions[0]
        rank = 2 if place.has_level or region.level is Level.PROVINCE else 1
        self._add(region.code, (1.2 if rank == 2 else 0.6) * factor, place.start, place.end, rank)
        if rank == 2:
            self._explicit[region.code] = self._explicit.get(region.code, 0) + 1

    def _add(self, code: str, weight: float, start: int = 0, end: int = 0, rank: int = 0) -> None:
        self._weights[code] = self._weights.get(code, 0.0) + weight
        if end:
            self._places.setdefault(code, []).append((-rank, start, end))

    # --- deciding ----------------------------------------------------------------------------

    def read(
        self,
        host: AgencyMention | None,
        chair: AgencyMention | None,
        *,
        host_in_title: bool,
        planned: bool,
    ) -> RegionReading:
        """The region, from the host if it has one, else from the chair, else from the text."""
        hosted = self._of_mention(host)
        chaired = self._of_mention(chair)
        named = self._of_meeting_name()
        if hosted and host is not None:
            if named and named != hosted and not self._is_government(host):
                # "Kantor Imigrasi Semarang menggelar rapat Timpora Kota Salatiga"
                return RegionReading(self._value(named, LIKELY))
            return self._from_host(hosted, host, chaired, is_weak=host_in_title)
        is_national = self._is_national(host) or self._is_national(chair)
        top = self._dominant()
        if not chaired and not is_national:
            top = named or top
        if chaired and not self._is_national(host):
            agrees = top is not None and (top == chaired or self._related(top, chaired))
            return RegionReading(
                self._value(chaired, CERTAIN if top == chaired else LIKELY)
                if agrees or top is None
                else None,
                None if agrees or top is None else self._question([chaired, top]),
            )
        if top is not None and not (planned and is_national):
            return RegionReading(self._value(top, LIKELY))
        return RegionReading(None, self._question(self._leading()))

    def _from_host(
        self, hosted: str, host: AgencyMention, chaired: str | None, *, is_weak: bool
    ) -> RegionReading:
        child = self._single_child(hosted, host)
        if child is not None:
            return RegionReading(self._value(child, LIKELY), self._question([child, hosted]))
        if is_weak and chaired and chaired != hosted and not self._related(chaired, hosted):
            return RegionReading(None, self._question([chaired, hosted]))
        return RegionReading(self._value(hosted, LIKELY if is_weak else CERTAIN, host))

    def _of_mention(self, mention: AgencyMention | None) -> str | None:
        """The one region of a body; None if it is national, not placed or not clear."""
        if mention is None or not mention.is_placed:
            return None
        codes = [code for agency in mention.known for code in self._own_regions(agency)]
        if len(codes) == 1:
            return codes[0]
        # "KPU Probolinggo" is the one of the regency if the city is never spoken of.
        spoken = [code for code in codes if self._explicit.get(code)]
        return spoken[0] if len(spoken) == 1 else None

    @staticmethod
    def _own_regions(agency: Agency) -> tuple[str, ...]:
        """Where an agency belongs: its own region, or those it covers if they are a few."""
        if agency.region is None:
            return ()
        own = agency.id.partition("@")[2].partition(".semua")[0]
        if own:
            return (own,)
        return agency.regions if len(agency.regions) <= _FEW else (agency.region,)

    def _is_national(self, mention: AgencyMention | None) -> bool:
        return bool(mention and mention.known) and all(
            agency.region is None for agency in (mention.known if mention else ())
        )

    def _is_government(self, mention: AgencyMention) -> bool:
        types = map(self._gazetteer.agencies.type, mention.types)
        return any(type_.kind in _GOVERNMENT_KINDS for type_ in types)

    def _single_child(self, province: str, host: AgencyMention) -> str | None:
        """The one regency that a central office's meeting is about, if it is about one."""
        agency = next((a for a in host.known if a.region == province), None)
        if agency is None or len(province) != 2:
            return None
        if self._is_government(host):
            return None
        below = {
            code: self._agencies.get(code, 0) + self._explicit.get(code, 0)
            for code in self._weights
            if code.startswith(province + ".")
            and (self._agencies.get(code, 0) or self._explicit.get(code, 0))
        }
        if len(below) != 1:
            return None
        code, count = next(iter(below.items()))
        return code if count >= 3 and self._agencies.get(code, 0) else None

    def _dominant(self) -> str | None:
        """The region the text dwells on, if it is one."""
        ranked = sorted(self._weights.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < 2.5:
            return None
        code, weight = ranked[0]
        others = [w for other, w in ranked[1:] if not self._related(code, other)]
        if others and weight < 1.4 * others[0]:
            return None
        parts = [w for other, w in ranked[1:] if self._related(code, other)]
        if parts and weight < 1.25 * parts[0]:
            return None
        return code

    def _of_meeting_name(self) -> str | None:
        """The region a meeting is called after: "Rapat Koordinasi TPID Kota X"."""
        content = self._article.content
        for sentence in [s for s in self._article.sentences if not s.in_title][:3]:
            for match in _MEETING_NAME.finditer(content, sentence.start, sentence.end):
                found = [
                    place
                    for place in self._gazetteer.regions_in(content, match.start(), match.end())
                    if place.has_level
                    and len(place.regions) == 1
                    and not _ELSEWHERE.search(content[max(0, place.start - 12) : place.start])
                ]
                if found:
                    return found[-1].regions[0].code
        return None

    def _leading(self) -> list[str]:
        ranked = sorted(self._weights.items(), key=lambda item: (-item[1], item[0]))
        return [code for code, weight in ranked if weight > 0.85][:3]

    @staticmethod
    def _related(one: str, other: str) -> bool:
        return one.startswith(other) or other.startswith(one)

    # --- saying ------------------------------------------------------------------------------

    def _value(self, code: str, confidence: str, host: AgencyMention | None = None) -> Value:
        return Value(code, confidence, self._evidence(code, host))

    def _evidence(self, code: str, host: AgencyMention | None = None) -> tuple[Evidence, ...]:
        """A place that names the region, with its level if there is one."""
        if host is not None:
            inside = [
                place
                for place in self._gazetteer.regions_in(self._article.content, host.start, host.end)
                if any(r.code == code for r in place.regions)
            ]
            if inside:
                return self._article.evidence(inside[0].start, inside[0].end)
        places = sorted(self._places.get(code, ()))
        if places:
            return self._article.evidence(places[0][1], places[0][2])
        if host is not None:
            return self._article.evidence(host.start, host.end)
        return ()

    def _question(self, codes: list[str]) -> Question | None:
        wanted = list(dict.fromkeys(codes))
        known: Mapping[str, Region] = {code: self._regions[code] for code in wanted}
        names = " atau ".join(str(region) for region in known.values())
        message = "Wilayah rapat ini belum jelas." + (f" {names}?" if names else "")
        evidence = tuple(part for code in wanted for part in self._evidence(code)[:1])
        return Question(
            "region",
            message,
            evidence,
            tuple(Candidate(code, region.full_name) for code, region in known.items()),
        )
