"""Everything that can be understood of one article, put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from rakor.importing.article import Article
from rakor.importing.attendance import AttendanceReader
from rakor.importing.attendees import PARTICIPANT, SPEAKER, Attendee, Unknown
from rakor.importing.chairs import ChairFound, find_chairs, find_name
from rakor.importing.commitments import read_commitments
from rakor.importing.dates import announced_on, read_dates
from rakor.importing.figures import read_figures
from rakor.importing.gazetteer import AgencyMention, Gazetteer
from rakor.importing.hosts import HostFound, find_host
from rakor.importing.identities import AgencyChooser
from rakor.importing.people import PeopleReader
from rakor.importing.places import RegionReader
from rakor.importing.result import (
    CERTAIN,
    LIKELY,
    AgencyFound,
    Candidate,
    Findings,
    PersonFound,
    Question,
    Value,
)
from rakor.importing.speakers import SpeakerReader
from rakor.importing.status import is_planned, read_mode, read_status, read_time, will_be
from rakor.importing.titles import compose_title, meeting_name
from rakor.importing.topics import read_topics
from rakor.importing.venues import read_venue
from rakor.registry import Topics

_GOVERNMENTS = frozenset(("pemkab", "pemkot", "pemprov"))
# Names of whole forces, which articles speak of more often than they come.
_FORCES = frozenset(("tni", "polri", "tni-ad", "tni-al", "tni-au", "kepresidenan"))
_HEADS_OF_REGIONS = frozenset(("pemkab", "pemkot", "pemprov", "pemda-kabkota"))
_MOST_QUESTIONS = 3


def understand(text: str, gazetteer: Gazetteer, topics: Topics, today: dt.date) -> Findings:
    """What ``text`` says about a meeting; ``today`` tells which dates can have been."""
    return _Extraction(text, gazetteer, topics, today).run()


@dataclass(slots=True)
class _Merged:
    found: AgencyFound
    order: int


class _Extraction:
    """The readers of one article, in the order in which each needs the others' answers."""

    def __init__(self, text: str, gazetteer: Gazetteer, topics: Topics, today: dt.date) -> None:
        self._article = Article.of(text)
        self._gazetteer = gazetteer
        self._topics = topics
        self._today = today
        self._people = PeopleReader(gazetteer, self._article.content)
        self._found = Findings(text)
        self._planned = is_planned(self._article)
        self._chooser = AgencyChooser(self._article, gazetteer, self._found)

    def run(self) -> Findings:
        article, found = self._article, self._found
        found.values["status"] = read_status(article, planned=self._planned)
        dates = read_dates(article, self._today, is_planned=self._planned)
        if not self._planned and dates.date and dates.date.value:
            day = dt.date.fromisoformat(dates.date.value)
            if will_be(article) and announced_on(article, day):
                self._planned = True
                found.values["status"] = read_status(article, planned=True)
        host = find_host(article, self._gazetteer, None)
        chair = self._chair()
        home = self._region(host, chair)
        if dates.date:
            found.values["date"] = dates.date
        if dates.end_date:
            found.values["end_date"] = dates.end_date
        found.questions[:0] = dates.questions or []
        found.problems.extend(dates.problems or [])
        self._set("venue", read_venue(article, self._gazetteer, dates.sentence))
        self._set("mode", read_mode(article))
        zone = self._gazetteer.regions[home].zone if home else None
        self._set("time", read_time(article, dates.sentence, zone))
        host = find_host(article, self._gazetteer, home)
        self._host(host)
        self._agencies(host, chair, home)
        place = found.values.get("region")
        name = place.evidence[0].text if place and place.evidence else None
        self._set("title", compose_title(article, " ".join(name.split()) if name else None))
        speakers = SpeakerReader(article, self._gazetteer, self._people, home)
        found.figures.extend(read_figures(article, speakers))
        found.commitments.extend(
            read_commitments(article, self._gazetteer, speakers, home, found.value("date"))
        )
        found.topics.extend(read_topics(article, self._topics, meeting_name(article)))
        del found.questions[_MOST_QUESTIONS:]
        return found

    def _set(self, name: str, value: Value | None) -> None:
        if value is not None:
            self._found.values[name] = value

    # --- chair and region --------------------------------------------------------------------

    def _chair(self) -> ChairFound | None:
        if self._planned:
            return None
        article = self._article
        chairs = find_chairs(article, self._people)
        if not chairs:
            return None
        best = chairs[0]
        rivals = [c for c in chairs[1:] if c.strength == best.strength and self._differs(best, c)]
        if rivals and best.strength == 3:
            national = [c for c in (best, *rivals) if self._is_national(c)]
            if len(national) != 1:
                self._ask_chair([best, *rivals])
                return None
            best = national[0]
        person = best.person
        name = person.name
        derived = False
        if name is None and person.post is not None:
            name = find_name(article, self._people, person.post)
            derived = name is not None
        sure = best.strength == 3 and not rivals and person.post is not None
        confidence = CERTAIN if sure else LIKELY
        if name is not None:
            self._found.values["chair_name"] = Value(
                article.words(*name), LIKELY if derived else confidence, article.evidence(*name)
            )
        if person.post is not None:
            self._found.values["chair_position"] = Value(
                article.words(*person.post), confidence, article.evidence(*person.post)
            )
        if best.on_behalf_of is not None:
            span = best.on_behalf_of
            if span != person.post:
                self._found.values["chair_on_behalf_of"] = Value(
                    article.words(*span), confidence, article.evidence(*span)
                )
        return best

    def _differs(self, one: ChairFound, other: ChairFound) -> bool:
        """Whether two are different people: no word of their names or posts in common."""
        words = self._article.words
        for first, second in (
            (one.person.name, other.person.name),
            (one.person.post, other.person.post),
        ):
            if first and second:
                a = {w.lower() for w in words(*first).split() if len(w) > 3}
                b = {w.lower() for w in words(*second).split() if len(w) > 3}
                if a & b:
                    return False
        return True

    def _is_national(self, chair: ChairFound) -> bool:
        mention = self._mention_of(chair.person.post, None)
        return bool(mention and mention.known) and all(
            a.region is None for a in (mention.known if mention else ())
        )

    def _ask_chair(self, chairs: Sequence[ChairFound]) -> None:
        words = self._article.words
        spans = [c.person.name or c.person.post for c in chairs]
        shown = [(c, span) for c, span in zip(chairs, spans, strict=True) if span][:3]
        self._found.questions.append(
            Question(
                "chair_name",
                "Lebih dari satu orang disebut memimpin. Siapa yang memimpin rapat ini?",
                tuple(part for _, span in shown for part in self._article.evidence(*span)),
                tuple(Candidate(words(*span)) for _, span in shown),
            )
        )

    def _mention_of(self, post: tuple[int, int] | None, home: str | None) -> AgencyMention | None:
        """The agency of a post: the first that its words name and that is known."""
        if post is None:
            return None
        mentions = self._gazetteer.agencies_in(self._article.content, *post, home, in_list=True)
        known = [m for m in mentions if m.known] or mentions
        placed = [m for m in known if m.is_placed] or known[::-1]
        return placed[0] if placed else None

    def _region(self, host: HostFound | None, chair: ChairFound | None) -> str | None:
        reader = RegionReader(self._article, self._gazetteer)
        chaired = None
        if chair is not None:
            chaired = self._mention_of(chair.on_behalf_of, None) or self._mention_of(
                chair.person.post, None
            )
        reading = reader.read(
            host.mention if host else None,
            chaired,
            host_in_title=bool(host and host.in_title),
            planned=self._planned,
        )
        if reading.question is not None:
            self._found.questions.append(reading.question)
        self._set("region", reading.region)
        return reading.region.value if reading.region else None

    # --- agencies ----------------------------------------------------------------------------

    def _host(self, host: HostFound | None) -> None:
        if host is None or len(host.mention.known) != 1:
            return
        confidence = CERTAIN if host.mention.is_placed and not host.in_title else LIKELY
        self._found.values["host"] = Value(
            host.mention.known[0].id,
            confidence,
            self._article.evidence(host.mention.start, host.mention.end),
        )

    def _agencies(self, host: HostFound | None, chair: ChairFound | None, home: str | None) -> None:
        attendees: list[Attendee] = []
        unknown: list[Unknown] = []
        if host is not None:
            attendees.append(Attendee(host.mention, PARTICIPANT))
        if not self._planned:
            attendees.extend(self._of_chair(host, chair, home))
            reader = AttendanceReader(self._article, self._gazetteer, self._people, home)
            attendance = reader.read()
            attendees.extend(attendance.known)
            unknown = attendance.unknown
        merged: dict[str, _Merged] = {}
        for attendee in attendees:
            self._add(attendee, home, merged)
        taken = [e for m in merged.values() for e in m.found.evidence]
        for one in unknown:
            if any(e.start < one.end and one.start < e.end for e in taken):
                continue
            label = self._article.words(one.start, one.end)
            evidence = self._article.evidence(one.start, one.end)
            found = AgencyFound(None, label, one.role, False, LIKELY, evidence)
            merged.setdefault(f"?{label.lower()}", _Merged(found, len(merged)))
        ordered = sorted(merged.values(), key=lambda m: m.order)
        self._found.agencies.extend(m.found for m in ordered)

    def _of_chair(
        self, host: HostFound | None, chair: ChairFound | None, home: str | None
    ) -> list[Attendee]:
        if chair is None:
            return []
        mention = self._mention_of(chair.on_behalf_of, home)
        represented = mention is not None and bool(mention.known)
        if not represented:
            mention = self._mention_of(chair.person.post, home)
        if mention is None or not mention.known:
            return []
        own = mention.known[0]
        hosting = host.mention.known[0] if host and host.mention.known else None
        is_hosts_own = hosting and hosting.type in _GOVERNMENTS and hosting.region == own.region
        if own.type == "setda" and is_hosts_own:
            return []  # the government's own secretary
        words = self._article.words
        person = (
            words(*chair.person.name) if chair.person.name else None,
            words(*chair.person.post) if chair.person.post else None,
        )
        return [Attendee(mention, SPEAKER, represented, persons=[person])]

    def _add(self, attendee: Attendee, home: str | None, merged: dict[str, _Merged]) -> None:
        mention = attendee.mention
        if mention.types <= _FORCES and not self._is_leader(mention):
            return
        agency, sure = self._chooser.decide(mention, home)
        evidence = self._article.evidence(mention.start, mention.end)
        if agency is None and len(mention.known) > 1:
            self._ask_agency(mention, evidence)
            return
        value = agency.id if agency else None
        is_common = mention.label[0].islower() or mention.types & _HEADS_OF_REGIONS
        if value is None and (is_common or all(map(self._is_collective, mention.types))):
            return  # "bupati" without a place is nobody in particular
        if value is None and home is None and mention.types and not mention.known:
            sure = False
        people = tuple(PersonFound(*person) for person in attendee.persons)
        confidence = CERTAIN if sure and value and attendee.sure else LIKELY
        found = AgencyFound(
            value, mention.label, attendee.role, attendee.represented, confidence, evidence, people
        )
        place = value or f"?{mention.label.lower()}"
        before = merged.get(place)
        if before is None:
            merged[place] = _Merged(found, len(merged))
        else:
            before.found = _joined(before.found, found)

    def _is_collective(self, type_id: str) -> bool:
        return self._gazetteer.agencies.type(type_id).is_collective

    @staticmethod
    def _is_leader(mention: AgencyMention) -> bool:
        return mention.label.lower().startswith(
            ("panglima", "kapolri", "kasad", "ksad", "ksal", "ksau")
        )

    def _ask_agency(self, mention: AgencyMention, evidence: tuple[object, ...]) -> None:
        ids = tuple(a.id for a in mention.known)
        asked = [
            q
            for q in self._found.questions
            if q.field == "agencies" and tuple(c.value for c in q.candidates) == ids
        ]
        if asked:
            return
        names = " atau ".join(a.name for a in mention.known[:4])
        self._found.questions.append(
            Question(
                "agencies",
                f"“{mention.label}” bisa berarti {names}. Mana yang hadir?",
                self._article.evidence(mention.start, mention.end),
                tuple(Candidate(a.id, a.name) for a in mention.known),
            )
        )


def _joined(one: AgencyFound, other: AgencyFound) -> AgencyFound:
    """One agency from two places: the more that is said, the better."""
    people = list(one.people)
    for person in other.people:
        if person.name and not any(_is_same(person, known) for known in people):
            people.append(person)
    return AgencyFound(
        one.value,
        one.label,
        SPEAKER if SPEAKER in (one.role, other.role) else one.role,
        one.represented or other.represented,
        CERTAIN if CERTAIN in (one.confidence, other.confidence) else LIKELY,
        one.evidence,
        tuple(people),
    )


def _is_same(one: PersonFound, other: PersonFound) -> bool:
    a = {w.strip(".,").lower() for w in (one.name or "").split() if len(w) > 2}
    b = {w.strip(".,").lower() for w in (other.name or "").split() if len(w) > 2}
    return bool(a & b) or (not b and one.position == other.position)
