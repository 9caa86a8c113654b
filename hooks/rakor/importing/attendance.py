"""Which agencies hosted, attended or spoke, and which are only talked about.

An agency counts where a sentence lists it among those who came ("dihadiri", "diikuti",
"tampak"), where it is the subject of coming, or where somebody of it speaks. Whom others urge,
thank or quote does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rakor.importing.article import Article, Sentence
from rakor.importing.attendees import PARTICIPANT, SPEAKER, UNITS_OF_POLICE, Attendee, Unknown
from rakor.importing.gazetteer import AgencyMention, Gazetteer
from rakor.importing.people import PeopleReader, PersonMention
from rakor.importing.speakers import SpeakerReader
from rakor.importing.words import SPEAKS

# After these a list of those who came begins.
_LIST = re.compile(
    r"\b(?:dihadiri(?:\s+(?:langsung|oleh|pula|juga|antara lain|sejumlah|lengkap))*"
    r"|diikuti(?:\s+(?:oleh|pula|juga|langsung|secara \w+|sebanyak|antara lain))*"
    r"|(?:turut|ikut)\s+(?:mengikuti|menghadiri)[^.,:;]{0,50}(?=[,:])"
    r"|(?:turut|ikut|tampak|terlihat|juga|telah)\s+(?:hadir|serta|mendampingi|datang|pula)"
    r"(?:\s+\w+){0,4}?(?=[\s,:])"
    r"|(?<=rapat koordinasi )hadiri|(?<=Rapat koordinasi )hadiri|(?<=akor )hadiri"
    r"|hadir(?:\s+(?:pula|juga|langsung|sebagai|dalam|pada|di|mendampingi|secara \w+))*"
    r"(?:\s+(?:kegiatan|acara|rapat|rakor|kesempatan|forum|pertemuan)(?:\s+(?:itu|ini|tersebut))?)?"
    r"|tampak|melibatkan|menghadirkan|bersama(?:-sama)?(?:\s+dengan)?|beserta|didampingi(?:\s+oleh)?"
    r"|terdiri\s+(?:atas|dari)|instansi yang (?:ikut|hadir)|undangan yang hadir"
    r"|(?:yang|di antara yang)\s+(?:datang|hadir|mengikuti|ikut)|"
    r"peserta(?:nya)?(?:\s+(?:rapat|rakor"
    r"|kegiatan|yang hadir|adalah|ialah|meliputi|antara lain|itu|terdiri dari))*"
    r"|pemateri(?:nya)?|narasumber(?:nya)?|pembicara(?:nya)?|pembekalan materi dari|ikut pula"
    r"|antara lain|di\s?antaranya|meliputi|yang hadir|kehadiran|disaksikan(?:\s+oleh)?"
    r"|dengan peserta|dari unsur|unsur|mengikutinya(?=\s*:)|instansi[\w\s]{0,30}(?=\s*:)"
    r"|dari(?=\s[A-Z][^.,;]{2,50}\s(?:datang|hadir)))\b\s*:?",
    re.IGNORECASE,
)
# These list those who came only where the sentence tells of coming.
_IN_COMPANY = re.compile(
    r"(?:bersama|beserta|didampingi|unsur|dari unsur|antara lain|di\s?antaranya)", re.IGNORECASE
)
_LIST_GOES_ON = re.compile(
    r"\s*(?:[,;:]|dan\b|serta\b|lainnya|di lingkungan|yaitu\b|yakni\b|antara lain\b|"
    r"di\s?antaranya\b|seperti\b|meliputi\b|termasuk\b|$)"
)
# "1.678 personel Linmas" tells how many, not who came.
_COUNTED = re.compile(
    r"\d[\d.]*\s+(?:personel|personil|anggota|orang|petugas)\s+(?:dari\s+)?$", re.I
)
_NOT_OF_AGENCY = re.compile(
    r"\b(?:calon(?:\s+\w+\s+dan)?|mantan|eks|tergabung dalam(?:\s+anggota)?|rapat\s+k\w+|"
    r"rakor\w*)\s+(?:\([^)]*\)\s*)?$",
    re.IGNORECASE,
)
_OF_COUNTRY = re.compile(r"\s+se\s?[- ]\s?(?:Indonesia|Nusantara)\b", re.IGNORECASE)
_NAME_GOES_ON = re.compile(
    r"\s[A-Z][a-z]+,\s?(?:[SM]\.\s?[A-Z]|Drs|S(?:H|E|T|P|IP)\b|M(?:M|H|Si)\b)"
)
_NEXT_ITEM = re.compile(
    r"[,;]\s*(?=(?:dan\s+)?[A-Z])|\b(?:dan|serta)\b|\n\s*(?:[-•*✔✓]|\d{1,2}[.)])\s"
)
_GOES_ON = re.compile(
    r"\s*(?:[SM]\.|S\w{1,3}\b,|[A-Z][a-z]+\s+[A-Z][a-z]+\s*[,;.]\s*(?:dan|serta)?)"
)
# They stand for whoever of a region came, which only a name of the region tells.
_VAGUE = frozenset(("opd", "desa", "kelurahan"))
_UNDER_COMMAND = frozenset("polsek polres koramil kodim korem".split())
# Blanks are taken once and for all: there may be thousands of them.
_ITEM_BELOW = re.compile(r"\n\s*+(?:[-•*✔✓]|\d{1,2}[.)])\s")
_ITEM_LINE = re.compile(rf"(?:[^\S\n]|:)*+{_ITEM_BELOW.pattern}")
_FIRST_ITEM = re.compile(r"\s*+(?::\s*+)?(?:[-•*✔✓]|1[.)])\s")
_MOST_WITHIN = 10  # items of a list within the items of another
_SPEAKERS_LIST = re.compile(r"pemateri|narasumber|pembicara|materi", re.IGNORECASE)
# Here a list ends: what follows says why, or what was said.
_LIST_ENDS = re.compile(
    r"\b(?:untuk|guna|dalam rangka|agar|demi|supaya|membahas|terkait|mengenai|tentang|bahwa|"
    r"memaparkan|mengatakan|menyampaikan|menegaskan|meminta|mengajak|mengimbau|menjelaskan|"
    r"bertujuan|menjelang|dengan (?:tujuan|agenda|tema)|kepada|diminta|diharapkan|sebelumnya|"
    r"netralitas|sinergi\w*|menunjukkan|memastikan|mendukung|menjadi|yang (?:akan|mengawasi|"
    r"bertugas di|diadakan|digelar|dipimpin|dibuka)|mewujudkan|tidak hadir|berhalangan|absen|"
    r"membawahi|dipimpin|dibuka|digelar|(?<!yang )(?:memimpin|membuka|menggelar|mengikuti|"
    r"menghadiri)\s+(?:langsung\s+)?(?:rapat|rakor\w*))\b",
    re.IGNORECASE,
)
_ATTENDS = re.compile(
    r"\b(?:mengikuti|menghadiri|hadiri|ikuti|ikut(?:\s+serta)?(?!\s+(?:pula|mendampingi|dibahas|"
    r"diserahkan|menyosialisasikan))|hadir(?:\s+(?:sebagai|dalam|pada|di|langsung|secara))?"
    r"|turut hadir|menjadi peserta|mengikutinya|menghadirinya|tampak hadir|terlibat)\b",
    re.IGNORECASE,
)
_TURN = re.compile(r"\b(?:sedangkan|sementara(?: itu)?)\s+")
_LED_BY = re.compile(r"\bdipimpin(?:\s+(?:langsung|oleh))*\s+(?=[A-Z])")
_BY_LIST = re.compile(r"\b(?:dihadiri|diikuti)\b", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"\b(?:tidak|tak|belum|batal|absen|berhalangan|urung|gagal)\b(?:\s+\w+){0,2}\W*$", re.IGNORECASE
)
_ABSENT = re.compile(
    r"\b(?:tidak|tak|belum)\s+(?:bisa\s+|dapat\s+|sempat\s+)?(?:hadir|datang|ikut)\b|\babsen\b|"
    r"\bberhalangan\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:sebelumnya|tahun lalu|bulan lalu|pekan lalu|rapat terdahulu|pernah)\b", re.IGNORECASE
)
_WILL = re.compile(
    r"\b(?:akan|diharapkan|dijadwalkan|diundang|undangan (?:akan|disampaikan)|rencananya|"
    r"diwajibkan|"
    r"harus|perlu|diminta)\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:yang\s+)?(?:bertindak\s+|hadir\s+)?mewakili\s*$", re.IGNORECASE)
_COMES_FOR = re.compile(r"[\s,]*(?:yang\s+)?(?:bertindak\s+|hadir\s+)?mewakili\b", re.IGNORECASE)
_ITEM = re.compile(r"(?:^|[,;:]|\b(?:dan|serta|pula|juga|oleh|didampingi|beserta))\s*(?=[A-Z])")
_DEPUTED = re.compile(
    r"[\s,]*(?:\([^)]{0,60}\)\s*,?\s*)?(?:yang\s+)?(?:berhalangan(?:\s+hadir)?[\s,]+)?"
    r"(?:dalam hal ini\s+)?"
    r"(?:di|ter)wakil(?:i|kan)(?:\s+oleh)?\b",
)
_SEPARATOR = re.compile(r"[,;]|\b(?:dan|serta|beserta|maupun)\b|\d{1,2}[.)]\s|\n\s*[-•*]")
_ORGANISATION = re.compile(
    r"^(?i:(?:kepala|ketua|perwakilan|direktur|pimpinan|sekretaris|unsur|para|anggota|rektor|"
    r"seluruh anggota|jajaran)\s+)*(?P<name>(?i:dinas|badan|balai|kantor|universitas|institut|"
    r"politeknik|yayasan|asosiasi|perum|perumda|pt|himpunan|ikatan|forum|gabungan|lembaga|komite|"
    r"tim|satgas|dewan|komunitas|organisasi|perkumpulan|bank|stasiun|stie|stikes|iain|uin|akademi)\s"
    r"[A-Z][\w/.&'’-]*(?:\s+(?:dan|[A-Z][\w/.&'’()-]*|\d+|I{1,3}|IV|V|VI{0,3}|XI{0,2})){0,8})",
)
_HEADS_OF_REGIONS = frozenset(("pemprov", "pemkab", "pemkot", "pemda-kabkota"))


@dataclass(slots=True)
class AttendanceFound:
    """Everybody who was there."""

    known: list[Attendee]
    unknown: list[Unknown]


class AttendanceReader:
    """Reads who was there from the sentences of an article about the region ``home``."""

    def __init__(
        self, article: Article, gazetteer: Gazetteer, people: PeopleReader, home: str | None
    ) -> None:
        self._article = article
        self._content = article.content
        self._gazetteer = gazetteer
        self._people = people
        self._home = home
        self._items_end = 0  # where the items end that were announced so far

    def read(self) -> AttendanceFound:
        """All who came or spoke; announced meetings have none yet and are not to be asked for."""
        found = AttendanceFound([], [])
        speakers = SpeakerReader(self._article, self._gazetteer, self._people, self._home)
        for sentence in self._article.sentences:
            if sentence.in_title:
                continue
            text = self._article.of_sentence(sentence)
            if _EARLIER.search(text[:60]):
                continue
            self._lists(sentence, found)
            self._subjects(sentence, found)
            self._after_leader(sentence, found)
            found.known.extend(speakers.read(sentence))
        return found

    # --- lists -------------------------------------------------------------------------------

    def _lists(self, sentence: Sentence, found: AttendanceFound) -> None:
        at = sentence.start
        while match := _LIST.search(self._content, at, sentence.end):
            at = match.end()
            if self._article.is_quoted(match.start()):
                continue
            before = self._content[max(sentence.start, match.start() - 60) : match.start()]
            if _NEGATIVE.search(before) or _WILL.search(before):
                continue
            if _IN_COMPANY.match(match[0]) and not self._is_company(sentence, match.start()):
                continue
            if self._content[match.end() : match.end() + 1] == ";":
                continue  # "BPBD hadir; Polairud absen"
            end = self._end_of_list(match.end(), self._end_of_items(match.end(), sentence))
            role = SPEAKER if _SPEAKERS_LIST.search(match[0]) else PARTICIPANT
            self._take(match.end(), end, role, found, sentence)
            at = max(at, end)

    def _is_company(self, sentence: Sentence, at: int) -> bool:
        """Whether the sentence tells of coming, so that "bersama X" means that X came."""
        text = self._content[sentence.start : sentence.end]
        before = self._content[sentence.start : at]
        if re.search(rf"\b{SPEAKS}\b", before, re.IGNORECASE):
            return False
        if self._content.startswith("didampingi", at):
            return True
        return bool(
            re.search(
                r"\b(?:hadir|dihadiri|menghadiri|mengikuti|diikuti|ikut|dipimpin|memimpin|menggelar|"
                r"pimpin|gelar|diselenggarakan|digelar|dilaksanakan|diadakan|melakukan|"
                r"dirapatkan|datang|tampak|peserta|membuka|dibuka|rombongan|melibatkan|pemateri|"
                r"narasumber|terlibat|mengadakan|ikuti|hadiri)\b",
                text,
                re.IGNORECASE,
            )
        )

    def _end_of_items(self, start: int, sentence: Sentence) -> int:
        """Where the items end that a line such as "Peserta:" announces, one a line."""
        end = sentence.end
        if not (
            _ITEM_BELOW.search(self._content, start - 1, end)
            or _FIRST_ITEM.match(self._content, start, end)
        ):
            return end
        first = sentence.index + 1
        last = first + _MOST_WITHIN if sentence.start < self._items_end else None
        for other in self._article.sentences[first:last]:
            if not _ITEM_LINE.match(self._content, end) or other.end - other.start > 120:
                break
            end = other.end
        self._items_end = max(end, self._items_end)
        return end

    def _end_of_list(self, start: int, limit: int) -> int:
        end = _LIST_ENDS.search(self._content, start, limit)
        while end and self._is_inside_name(end, limit):
            end = _LIST_ENDS.search(self._content, end.end(), limit)
        if end and _ABSENT.match(self._content, end.start(), limit):
            cut = list(_SEPARATOR.finditer(self._content, start, end.start()))
            return cut[-1].start() if cut else start
        return end.start() if end else limit

    def _is_inside_name(self, end: re.Match[str], limit: int) -> bool:
        """Whether a word that ends lists is part of a name: "Satgas Terkait", "Tim Sinergi"."""
        before = self._content[max(0, end.start() - 12) : end.start()]
        if end[0].lower() == "terkait":
            # "OPD terkait, dan camat": the list goes on.
            after = self._content[end.end() : min(limit, end.end() + 16)]
            return bool(_LIST_GOES_ON.match(after))
        return end[0][0].isupper() and bool(re.search(r"[A-Z]\w+\s$", before))

    def _take(
        self, start: int, end: int, role: str, found: AttendanceFound, sentence: Sentence
    ) -> None:
        mentions = self._gazetteer.agencies_in(self._content, start, end, self._home, in_list=True)
        covered: list[tuple[int, int]] = []
        skip_to = start
        for i, mention in enumerate(mentions):
            if mention.start < skip_to or _is_place(self._content, mention, start):
                continue
            if _is_nobody(self._content, mention) or _is_in_name(self._content, mention):
                continue
            if i and _is_above(self._content, mentions[i - 1], mention):
                continue
            if _is_only_some(self._content, mention, end) or _is_anybody(
                self._content, mention, mentions
            ):
                continue
            if _is_said_fully_later(mention, mentions[i + 1 :]):
                covered.append((mention.start, mention.end))
                continue
            following = mentions[i + 1] if i + 1 < len(mentions) else None
            if following is not None and self._stands_for(mention, following):
                covered.append((mention.start, mention.end))
                continue
            if following is not None and (
                self._is_unit_of(mention, following)
                or _is_whole_of(self._content, mention, following)
            ):
                covered.append((mention.start, mention.end))
                continue
            before = self._content[max(start, mention.start - 40) : mention.start]
            represented = bool(_FOR.search(before))
            deputed = self._deputed(mention, end)
            if deputed:
                represented = True
                skip_to = _next_item(self._content, deputed.end(), end)
            whose = self._of_delegation(mention, mentions[:i])
            attendee = Attendee(whose, role, represented)
            self._name_persons(attendee, start, end, deputed)
            found.known.append(attendee)
            covered.append((mention.start, mention.end))
        self._take_unknown(start, end, role, covered, found)

    def _of_delegation(
        self, mention: AgencyMention, before: Sequence[AgencyMention]
    ) -> AgencyMention:
        """An office without a place after one of another region: it came from there too.

        "Asisten I Setda OKU Selatan didampingi Kepala Badan Kesbangpol" at a meeting of the
        province.
        """
        if mention.is_placed or self._home is None:
            return mention
        placed = [
            m.known[0] for m in before if m.is_placed and len(m.known) == 1 and m.known[0].region
        ]
        region = placed[-1].region if placed and len(placed[-1].regions) == 1 else None
        if region is None or len(region) == 2 or len(self._home) > 2:
            return mention
        known = self._gazetteer.named(mention.label, region)
        return replace(mention, known=known) if known else mention

    def _stands_for(self, mention: AgencyMention, following: AgencyMention) -> bool:
        """Whether the one came for the other: "Danramil … yang mewakili Dandim"."""
        between = self._content[mention.end : following.start]
        return bool(_FOR.search(between)) and not _names_somebody_else(between)

    def _is_unit_of(self, mention: AgencyMention, following: AgencyMention) -> bool:
        """A unit within the body named right after it: "Kasat Lantas Polres X"."""
        between = self._content[mention.end : following.start].strip()
        if between:
            return False
        if mention.types == {"dpr-ri"} and "dprd" in following.types:
            return True  # "Komisi I DPRD Badung"
        return bool(mention.types & UNITS_OF_POLICE.keys()) or not mention.known

    def _deputed(self, mention: AgencyMention, end: int) -> re.Match[str] | None:
        """Where it says that another came: "Kapolres X (nama) yang diwakili …"."""
        heads = self._people.heads(mention.start, mention.end)
        person = self._people.read(heads[0], end) if heads else None
        after = max(mention.end, person.end) if person else mention.end
        return _DEPUTED.match(self._content, after, end)

    def _name_persons(
        self, attendee: Attendee, start: int, end: int, deputed: re.Match[str] | None
    ) -> None:
        if deputed:
            person = self._people.read(self._skip_blank(deputed.end()), end)
        elif attendee.represented:
            person = self._deputy_before(attendee.mention, start)
        else:
            heads = self._people.heads(attendee.mention.start, attendee.mention.end)
            person = self._people.read(heads[0], end) if heads else None
        if person is None:
            return
        words = self._article.words
        name = words(*person.name) if person.name else None
        post = words(*person.post) if person.post else None
        if name and not attendee.represented and _COMES_FOR.match(self._content, person.end, end):
            name = None  # "Kasatpol PP, Abang Syahreza mewakili Kadishub": it is the latter's
        if name or post:
            attendee.persons.append((name, post))

    def _deputy_before(self, mention: AgencyMention, start: int) -> PersonMention | None:
        """Who stands before "mewakili": the nearest post with a name, or the name alone."""
        came = _FOR.search(self._content, start, mention.start)
        if came is None:
            return None
        for match in reversed(list(_ITEM.finditer(self._content, start, came.start()))):
            person = self._people.read(match.end(), came.start())
            if person is None:
                continue
            rest = self._content[person.end : came.start()]
            if person.name and re.fullmatch(r"[\s,]*(?:yang)?\s*", rest):
                return person
            if len(self._content[match.end() : came.start()]) > 90:
                return None
        return None

    def _skip_blank(self, at: int) -> int:
        while at < len(self._content) and self._content[at] in " \n,\t":
            at += 1
        return at

    def _take_unknown(
        self,
        start: int,
        end: int,
        role: str,
        covered: Sequence[tuple[int, int]],
        found: AttendanceFound,
    ) -> None:
        at = start
        for match in [*_SEPARATOR.finditer(self._content, start, end), None]:
            stop = match.start() if match else end
            item = self._content[at:stop]
            lead = len(item) - len(item.lstrip())
            named = _ORGANISATION.match(item.strip())
            if named and not any(a < stop and b > at for a, b in covered):
                begin = at + lead + named.start("name")
                found.unknown.append(Unknown(begin, at + lead + named.end("name"), role))
            at = match.end() if match else end

    # --- subjects ----------------------------------------------------------------------------

    def _subjects(self, sentence: Sentence, found: AttendanceFound) -> None:
        """Those of whom a sentence says that they came: "Bupati X menghadiri rapat"."""
        since = sentence.start
        for verb in _ATTENDS.finditer(self._content, sentence.start, sentence.end):
            if self._article.is_quoted(verb.start()):
                continue
            before = self._content[since : verb.start()]
            if _NEGATIVE.search(before[-40:]) or re.search(r"\bakan\W+$", before[-8:]):
                continue
            if re.search(
                rf"\b(?:{SPEAKS}|untuk|agar|supaya|bahwa|mengajak|semua pihak)\b", before, re.I
            ):
                continue
            if _BY_LIST.search(before):
                continue
            begin = since
            dash = re.search(r"^[^\n]{0,70}?(?:\s[–—-]{1,2}\s|\|\|\s|,-\s|--\s)", before)
            if dash:
                begin += dash.end()
            place = re.search(r"\bbertempat (?:di )?[^,]*,", before)
            if place:
                begin = since + place.end()
            self._take(begin, verb.start(), PARTICIPANT, found, sentence)
            turn = _TURN.search(self._content, verb.end(), sentence.end)
            if turn is None:
                return
            since = turn.end()

    def _after_leader(self, sentence: Sentence, found: AttendanceFound) -> None:
        """Those listed after who led: "dipimpin Wali Kota X, Dandim Y, dan Kepala Z"."""
        for match in _LED_BY.finditer(self._content, sentence.start, sentence.end):
            if self._article.is_quoted(match.start()):
                continue
            person = self._people.read(match.end(), sentence.end)
            if person is None or person.post is None:
                continue
            end = self._end_of_list(person.end, sentence.end)
            rest = self._content[person.end : end]
            mentions = self._gazetteer.agencies_in(
                self._content, person.end, end, self._home, in_list=True
            )
            if mentions and re.match(r"\s*,\s*", rest) and mentions[0].start - person.end < 4:
                self._take(person.end, end, PARTICIPANT, found, sentence)


# --- who does not count ----------------------------------------------------------------------


def _is_nobody(content: str, mention: AgencyMention) -> bool:
    """Whether no agency is meant: candidates, a count of people, the name of the meeting, some
    or all offices of whatever region, "kepala OPD" of a place that is not said."""
    before = content[max(0, mention.start - 40) : mention.start]
    if _COUNTED.search(before) or _NOT_OF_AGENCY.search(before):
        return True
    if _OF_COUNTRY.match(content, mention.end):
        return True
    return mention.types <= _VAGUE and not mention.is_placed


def _is_whole_of(content: str, mention: AgencyMention, following: AgencyMention) -> bool:
    """The body whose own office is named right after it: "BMKG Stasiun Klimatologi X"."""
    between = content[mention.end : following.start]
    return between.isspace() and bool(
        mention.types & following.types and mention.known and following.known
    )


def _is_in_name(content: str, mention: AgencyMention) -> bool:
    """Whether it is somebody's first name: "Kadinsos P3A Damri Poti, S.Sos"."""
    if not mention.label.istitle() or " " in mention.label:
        return False
    after = _NAME_GOES_ON.match(content, mention.end)
    before = content[mention.start - 2 : mention.start]
    return bool(after and before[:1].isalnum() and before[1:] == " ")


def _next_item(content: str, start: int, end: int) -> int:
    match = _NEXT_ITEM.search(content, start, end)
    # A comma before the deputy's degrees or name ends nothing.
    while match and match[0].startswith(",") and _GOES_ON.match(content, match.end()):
        match = _NEXT_ITEM.search(content, match.end(), end)
    return match.end() if match else end


def _is_above(content: str, one: AgencyMention, other: AgencyMention) -> bool:
    """Whether the other is only what the one belongs to: "Polres Kepahiang Polda Bengkulu"."""
    if not one.types & _UNDER_COMMAND or other.types <= one.types:
        return False
    return content[one.end : other.start].isspace()


def _is_anybody(content: str, mention: AgencyMention, others: Sequence[AgencyMention]) -> bool:
    """ "Gubernur, Bupati, dan Wali Kota" of the whole country are nobody in particular."""
    if mention.is_placed or not mention.types & _HEADS_OF_REGIONS:
        return False
    before = content[max(0, mention.start - 24) : mention.start]
    if re.search(r"\b(?:para|seluruh|semua|mulai dari|sejumlah|setiap)\s+$", before, re.I):
        return True
    return any(
        other is not mention
        and not other.is_placed
        and other.types & _HEADS_OF_REGIONS
        and not other.types & mention.types
        and abs(other.start - mention.start) < 60
        for other in others
    )


def _is_said_fully_later(mention: AgencyMention, later: Sequence[AgencyMention]) -> bool:
    """ "Kepala BPBD dan Kabid BPBD Kabupaten/Kota se-Bali" are of the same offices."""
    return not mention.is_placed and any(
        other.is_placed and other.types == mention.types for other in later[:2]
    )


def _is_only_some(content: str, mention: AgencyMention, end: int) -> bool:
    """ "Camat dan kepala desa di lokasi prioritas" are not all of them."""
    if not mention.label[0].islower() or mention.is_placed:
        return False
    after = content[mention.end : min(end + 30, mention.end + 60)]
    return bool(
        re.match(
            r"(?:\s*\([^)]*\))?(?:\s+dan\s+(?:kepala desa|lurah|kades|"
            r"camat))?\s+(?:di\s+(?:lokasi|wilayah|"
            r"sekitar|"
            r"\w+\s+(?:rawan|terdampak))|terdampak|yang)",
            after,
        )
    )


def _names_somebody_else(between: str) -> bool:
    """ "Kasatpol PP, Abang Syahreza mewakili Kadishub": the name belongs to the latter."""
    head = re.split(r"\b(?:yang\s+)?(?:bertindak\s+)?mewakili\b", between, flags=re.IGNORECASE)[0]
    return bool(re.search(r"[,;]\s*(?![SMA]\.)[A-Z]\w+|\b(?:dan|serta)\b", head))


def _is_place(content: str, mention: AgencyMention, start: int) -> bool:
    """Whether an agency only names a building or an area: "di Mako Polres Bintan"."""
    before = content[max(start, mention.start - 40) : mention.start]
    return bool(
        re.search(
            r"\b(?:(?:di|ke)\s+(?:lingkungan\s+|lingkup\s+|wilayah\s+)?(?:hukum\s+)?"
            r"(?:(?:aula|gedung|ruang\w*|kantor|mako|halaman|rumah dinas|pendopo|balai)\s+"
            r"(?:(?!dan\b|serta\b)\w+\s+){0,3})?"
            r"|(?:aula|gedung|ruang\w*|mako|rumah dinas|pendopo|auditorium)\s+"
            r"(?:(?!dan\b|serta\b)\w+\s+){0,3})$",
            before,
            re.IGNORECASE,
        )
    )
