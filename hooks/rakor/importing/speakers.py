"""Those who speak at a meeting, by what their sentences begin with or who is quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rakor.importing.article import Article, Sentence
from rakor.importing.attendees import SPEAKER, UNITS_OF_POLICE, Attendee
from rakor.importing.gazetteer import Gazetteer
from rakor.importing.people import PeopleReader, PersonMention
from rakor.importing.words import SAID_BY, SPEAKS

_SUBJECT = re.compile(
    r"(?:(?:Dalam|Pada|Di|Saat|Usai|Setelah|Selain itu)\s[^,.;]{2,60},\s*)?"
    r"(?:(?:Sementara(?: itu)?|Di sisi lain|Selanjutnya|Kemudian|Sedangkan|Berikutnya|Senada|"
    r"Sebagai \w+|Dalam (?:sambutannya|arahannya|paparannya|kesempatan (?:itu|tersebut|ini|"
    r"yang sama)"
    r"|hal ini|rapat (?:itu|tersebut|ini)|rakor (?:itu|tersebut|ini)|laporannya)|Pada kesempatan "
    r"(?:itu|tersebut|ini|yang sama)|Hal senada|Di tempat yang sama|Adapun|Terpisah|Lalu|Saat itu|"
    r"Giliran (?:terakhir|berikutnya)|Materi (?:pertama|kedua|ketiga)|Dari sisi \w+|Mewakili|"
    r"Usai \w+|Lebih lanjut|Secara bergantian|Menurut|Di kesempatan (?:itu|yang sama)|Di akhir \w+)"
    r"\b[\s,]*(?:baik\s+)?)*",
    re.IGNORECASE,
)
# A post that is the subject follows a comma, a dash, or a name: "Budi Rekaan selaku Ketua KPU".
_BEFORE_SPEAKER = re.compile(
    r"(?:[,;:–—]\s+|\s-\s+|\b(?:lalu|sementara|sedangkan|kemudian)\s+)$"
    r"|^\s*(?:[A-Z][\w.'’]*,?\s*){1,6}(?:selaku|sebagai)?\s*$",
)
_THEN_SPEAKS = re.compile(
    rf"[\s,)]*(?:\([^)]{{0,40}}\)[\s,]*)?(?:(?:yang|juga|turut|lalu|kemudian|pun|saat|dalam|sambutan"
    rf"|memimpin|membuka|rapat|rakor|acara|kegiatan|sambutannya|kembali|sendiri|ikut|tampil|memberi|kesempatan|itu|ini|tersebut|hadir|dan|paparan"
    rf"|paparannya|arahannya|arahan|sebagai|langsung|secara|tegas|singkat|rinci|detail)\b[\s,]*){{0,5}}"
    rf"{SPEAKS}\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*+(?:(?:,\s*+)?(?:dan|serta)|,)\s+")
_SAID_BY = re.compile(rf"\b{SAID_BY}(?:nya)?\s+(?=[A-Z])")
_BROUGHT = re.compile(
    r"\b(?:dibawakan|disampaikan|dipaparkan|diisi|dibacakan|dilaporkan)(?:\s+oleh)?\s+(?=[A-Z])"
)
# Bodies that mean themselves only where they are said to have come.
_BROAD = frozenset(("tni", "polri", "asn", "presiden", "kepresidenan"))


@dataclass(frozen=True, slots=True)
class Said:
    """Who alone speaks in a sentence: the words for the post, where they stand, and the id of
    the agency if it can be one only."""

    words: str
    place: tuple[int, int]
    agency: str | None


class SpeakerReader:
    """Finds who of which agency speaks in a sentence of an article about ``home``."""

    def __init__(
        self, article: Article, gazetteer: Gazetteer, people: PeopleReader, home: str | None
    ) -> None:
        self._article = article
        self._content = article.content
        self._gazetteer = gazetteer
        self._people = people
        self._home = home

    def read(self, sentence: Sentence) -> list[Attendee]:
        """Those who speak: a post at the start of a sentence, or after "kata"."""
        found: list[Attendee] = []
        content = self._content
        opening = _SUBJECT.match(content, sentence.start, sentence.end)
        start = opening.end() if opening else sentence.start
        for head in self._speaking_heads(start, sentence) or self._in_turn(start, sentence):
            self._speaker(head, sentence, found)
        self._named_first(start, sentence, found)
        self._body_by_deputy(start, sentence, found)
        for pattern in (_SAID_BY, _BROUGHT):
            for match in pattern.finditer(content, sentence.start, sentence.end):
                if not self._article.is_quoted(match.start()):
                    self._speaker(match.end(), sentence, found)
        return found

    def only_one(self, sentence: Sentence | None) -> Said | None:
        """Who speaks in a sentence, if just one does and is told by a post."""
        if sentence is None or sentence.in_title:
            return None
        found = {post: one for one in self.read(sentence) for _, post in one.persons if post}
        if len(found) != 1:
            return None
        words, speaker = next(iter(found.items()))
        # The words were put on one line; where they stand, lines may end between them.
        pattern = r"\s+".join(map(re.escape, words.split()))
        place = re.compile(pattern).search(self._content, sentence.start, sentence.end)
        if place is None:
            return None
        known = speaker.mention.known
        return Said(words, place.span(), known[0].id if len(known) == 1 else None)

    def _in_turn(self, start: int, sentence: Sentence) -> list[int]:
        """Where those stand who speak together: "Kepala A, Kepala B, dan Kepala C memaparkan"."""
        heads: list[int] = []
        at = start
        while not self._article.is_quoted(at):
            person = self._people.read(at, min(sentence.end, start + 320))
            if person is None or person.post is None or person.post[0] != at:
                return []
            heads.append(at)
            link = _AND.match(self._content, person.end, sentence.end)
            if link is None:
                speaks = _THEN_SPEAKS.match(self._content, person.end, sentence.end)
                return heads if speaks else []
            at = link.end()
        return []

    def _speaking_heads(self, start: int, sentence: Sentence) -> list[int]:
        limit = min(sentence.end, start + 320)
        opening = self._content[sentence.start : start].strip().lower()
        if self._article.is_quoted(start):
            return []
        for head in self._people.heads(start, limit)[:6]:
            between = self._content[start:head]
            if between.strip() and not _BEFORE_SPEAKER.search(between):
                continue
            person = self._people.read(head, sentence.end)
            if person is None:
                continue
            end = person.end
            deputy = re.compile(
                r"[\s,]*(?:yang\s+)?(?:di|ter)wakil(?:i|kan)(?:\s+oleh)?\s+", re.IGNORECASE
            ).match(self._content, end, sentence.end)
            if deputy:
                other = self._people.read(deputy.end(), sentence.end)
                end = other.end if other else deputy.end()
            if _THEN_SPEAKS.match(self._content, end, sentence.end) or opening.startswith(
                "menurut"
            ):
                return [head]
        return []

    def _named_first(self, start: int, sentence: Sentence, found: list[Attendee]) -> None:
        """ "Nur Rekaan, anggota Bawaslu Jatim, menekankan …" """
        if self._article.is_quoted(start):
            return
        person = self._people.read(start, min(sentence.end, start + 200))
        if person is None or person.post is None or person.name is None:
            return
        if person.name[0] < person.post[0] and _THEN_SPEAKS.match(
            self._content, person.end, sentence.end
        ):
            self._speaker_at(person, sentence, found)

    def _body_by_deputy(self, start: int, sentence: Sentence, found: list[Attendee]) -> None:
        """ "KPU Jawa Timur, diwakili oleh X, menegaskan …" """
        limit = min(sentence.end, start + 120)
        mentions = self._gazetteer.agencies_in(self._content, start, limit, self._home)
        if not mentions or mentions[0].start > start + 2 or not mentions[0].known:
            return
        deputy = re.compile(r"[\s,]*(?:yang\s+)?diwakili(?:\s+oleh)?\b").match(
            self._content, mentions[0].end, sentence.end
        )
        if deputy and re.search(rf"\b{SPEAKS}\b", self._content[deputy.end() : sentence.end]):
            found.append(Attendee(mentions[0], SPEAKER, represented=True))

    def _speaker(self, head: int, sentence: Sentence, found: list[Attendee]) -> None:
        person = self._people.read(head, sentence.end)
        if person is not None and person.post is not None:
            self._speaker_at(person, sentence, found)

    def _speaker_at(self, person: PersonMention, sentence: Sentence, found: list[Attendee]) -> None:
        assert person.post is not None
        head = person.start
        start, end = person.post
        mentions = self._gazetteer.agencies_in(self._content, start, end, self._home, in_list=True)
        mentions = [m for m in mentions if m.known and not m.types <= _BROAD]
        if not mentions:
            return
        mention = mentions[0]
        if len(mentions) > 1 and (mention.types & UNITS_OF_POLICE.keys() or not mention.is_placed):
            mention = mentions[-1]
        before = self._content[max(sentence.start, head - 14) : head]
        represented = bool(re.search(r"\bmewakili\s*$", before, re.IGNORECASE))
        after = self._content[person.end : person.end + 40]
        represented = represented or bool(
            re.match(r"[\s,]*(?:yang\s+)?(?:di|ter)wakil", after, re.IGNORECASE)
        )
        words = self._article.words
        name = words(*person.name) if person.name and not represented else None
        attendee = Attendee(mention, SPEAKER, represented, sure=mention.is_placed)
        if not represented:
            attendee.persons.append((name, words(*person.post)))
        found.append(attendee)
