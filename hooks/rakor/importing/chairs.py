"""Who presided over the meeting, or else who opened it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rakor.importing.article import Article, Sentence
from rakor.importing.people import PeopleReader, PersonMention
from rakor.importing.words import MEETING

_BY = r"(?:\s+(?:langsung|oleh|secara|resmi|langsung oleh|virtual|daring))*\s+"
_LED_BY = re.compile(
    r"\b(?:(?:pimpinan|pemimpin|ketua) rapat|dipimpin(?: oleh)?)\s*:\s*"
    rf"|\b(?:dipimpin|diketuai|dikomandoi){_BY}",
    re.IGNORECASE,
)
_OPENED_BY = re.compile(
    rf"\b(?:dibuka|pembukaan(?:nya)?(?:\s+(?:rapat|rakor|acara|kegiatan))?(?:\s+resmi)?"
    rf"(?:\s+dilakukan)?){_BY}",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\b(?:memimpin|pimpin)\b", re.IGNORECASE)
_OPENS = re.compile(r"\b(?:membuka|buka)\b", re.IGNORECASE)
_HOLDS = re.compile(r"\b(?:menggelar|mengadakan)\b|\bdirapatkan\s+", re.IGNORECASE)
_OBJECT = re.compile(
    r"\W{0,3}(?:(?:secara|resmi|langsung|jalannya|dan|sekaligus|kegiatan|acara|virtual|daring|"
    r"menutup|memandu|dimulainya|mingguan|kembali|lanjutan|pelaksanaan|tersebut|jalan)\s+){0,4}"
    r"(?:rapat|ra[kp]o+r\w*|kegiatan|acara|pertemuan|hlm|high level meeting|forum|"
    r"koordinasi|rembu[kg]|vicon|vidcon)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:(?:Saat|Ketika|Dalam)\s+)?(?:[Mm]embuka|[Mm]emimpin)\s+(?:secara resmi\s+|jalannya\s+)?"
    r"(?:[Rr]apat|[Rr]akor|[Kk]egiatan|[Aa]cara|[Pp]ertemuan)\b"
)
_LEAD = 6  # sentences
_NO_OBJECT = re.compile(r"\s*(?:secara (?:resmi|langsung|virtual|daring)\s*)?[.,)]")
_NOT_MEETINGS = re.compile(
    r"\b(?:rombongan|delegasi|(?<!apat )(?<!asi )(?<!akor )tim|doa|lagu|yel|regu|apel|upacara|"
    r"pasukan|diskusi|sesi|pembacaan|"
    r"tadarus|kabupaten yang|provinsi yang|kota yang|negara yang|pemerintahan yang|jajaran"
    r" yang)\b\W*"
    r"(?:\w+\W+){0,5}$",
    re.IGNORECASE,
)
_DEPUTED = re.compile(
    r"[\s,]*(?:\([^)]*\)\s*)?(?:yang\s+)?(?:berhalangan(?:\s+hadir)?[\s,]+)?"
    r"(?:dalam hal ini\s+)?(?:di|ter)wakil(?:i|"
    r"kan)(?:\s+oleh)?[\s,]+",
    re.IGNORECASE,
)
_ON_DAY = r"(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu)\s*\([\d/-]{3,10}\)[\s,]*"
_GAP = re.compile(
    rf"[\s,)]*(?:{_ON_DAY})?"
    r"(?:(?:yang|juga|langsung|secara|resmi|sekaligus|kemudian|pun|saat|ketika|turut|"
    r"bersama|dalam|sesi|telah|lalu|tersebut|sudah|akan|beserta jajaran|kembali|hadir|untuk|"
    r"mewakili|dan|sambutannya|sambutan|selaku|berkesempatan|ini|itu|virtual|daring|berharap)\b"
    r"[\s,)]*){0,5}",
    re.IGNORECASE,
)
# "Bupati X bersama Kepala Y mengadakan rapat"
_COMPANY = re.compile(
    r"[\s,]*(?:bersama|beserta|didampingi)\b(?:(?!\bmen\w+|\bmem\w+|\byang\b)[^.;]){3,220}",
    re.IGNORECASE,
)
_DATELINE_END = re.compile(r"^[^a-z]{0,40}$|(?:\s[–—-]{1,2}|--|\|\||,-)\s*$")
_ON_BEHALF = re.compile(r"[\s,]*(?:yang\s+)?(?:bertindak\s+|hadir\s+)?mewakili\s+", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:sebelumnya|pernah|tahun lalu|bulan lalu|pekan lalu|rapat terdahulu)\b", re.I
)
_WILL = re.compile(
    r"\b(?:akan|dijadwalkan|rencananya|diharapkan|direncanakan|tidak|batal)\W+(?:\w+\W+){0,2}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ChairFound:
    """Who presided or opened, where that is said, and for whom he came."""

    person: PersonMention
    sentence: Sentence
    strength: int  # 3 presided, 2 opened, 1 called the meeting
    on_behalf_of: tuple[int, int] | None = None


def find_chairs(article: Article, people: PeopleReader) -> list[ChairFound]:
    """All who are said to have led or opened the meeting, the strongest first."""
    found: list[ChairFound] = []
    for sentence in article.sentences:
        text = article.of_sentence(sentence)
        if sentence.in_title or _EARLIER.search(text[:100]):
            continue
        found.extend(_passive(article, people, sentence))
        found.extend(_active(article, people, sentence))
        found.extend(_opening(article, people, sentence))
    return sorted(found, key=lambda chair: (-chair.strength, chair.sentence.index))


def _passive(article: Article, people: PeopleReader, sentence: Sentence) -> Iterator[ChairFound]:
    content = article.content
    for pattern, strength in ((_LED_BY, 3), (_OPENED_BY, 2)):
        for match in pattern.finditer(content, sentence.start, sentence.end):
            before = content[sentence.start : match.start()]
            if article.is_quoted(match.start()) or _NOT_MEETINGS.search(before[-60:]):
                continue
            if _WILL.search(before[-40:]):
                continue
            is_of_meeting = _is_of_meeting(article, sentence, before)
            for chair in _deputed(article, people, sentence, match.end(), strength):
                # "Kemenko X dipimpin oleh Y mengadakan rapat"
                after = content[chair.person.end : sentence.end]
                says_so = ":" in match[0] or not before.strip()
                opens = says_so and sentence.index <= _LEAD
                if is_of_meeting or opens or re.match(r"[\s,]*(?:mengadakan|menggelar)\b", after):
                    yield chair


def _opening(article: Article, people: PeopleReader, sentence: Sentence) -> Iterator[ChairFound]:
    """ "Membuka rapat, X menyampaikan …": who opened or led, after the comma."""
    match = _OPENING.match(article.content, sentence.start, sentence.end)
    if match is None:
        return
    heads = people.heads(match.end(), min(sentence.end, match.end() + 200))
    after = next((h for h in heads if article.content[h - 2 : h] == ", "), None)
    direct = re.match(r"[^,.;]{0,90},\s+(?=[A-Z])", article.content[match.end() : sentence.end])
    at = after if after is not None else match.end() + direct.end() if direct else None
    person = people.read(at, sentence.end) if at is not None else None
    if person is None or article.is_quoted(sentence.start):
        return
    if person.post is None and person.name is not None:
        person = _with_post(article, people, person)
    strength = 3 if "pimpin" in match[0].lower() else 2
    if person.post is not None:
        yield ChairFound(person, sentence, strength)


def _with_post(article: Article, people: PeopleReader, person: PersonMention) -> PersonMention:
    """The person with the post that stands with the same name elsewhere."""
    assert person.name is not None
    wanted = article.words(*person.name)
    at = article.content.find(wanted)
    while at >= 0:
        other = people.read(at, min(at + 300, len(article.content)))
        if other is not None and other.post and other.name and other.name[0] == at:
            return PersonMention(other.post, person.name)
        at = article.content.find(wanted, at + 1)
    return person


def _is_of_meeting(article: Article, sentence: Sentence, before: str) -> bool:
    """Whether what is led is the meeting: named before, or what the sentence before is about."""
    if MEETING.search(before):
        return True
    if not sentence.index:
        return False
    last = article.sentences[sentence.index - 1]
    return len(before) < 60 and bool(MEETING.search(article.of_sentence(last)))


def _deputed(
    article: Article, people: PeopleReader, sentence: Sentence, at: int, strength: int
) -> Iterator[ChairFound]:
    """The person at a place, or who came for him."""
    person = people.read(at, sentence.end)
    if person is None or (person.post is None and not _is_full_name(article, person)):
        return
    deputy = _DEPUTED.match(article.content, person.end, sentence.end)
    if deputy:
        other = people.read(deputy.end(), sentence.end)
        if other is not None:
            yield ChairFound(other, sentence, strength, person.post)
        return
    yield ChairFound(person, sentence, strength, _on_behalf(article, people, person, sentence))


def _is_full_name(article: Article, person: PersonMention) -> bool:
    return person.name is not None and " " in article.words(*person.name)


def _on_behalf(
    article: Article, people: PeopleReader, person: PersonMention, sentence: Sentence
) -> tuple[int, int] | None:
    match = _ON_BEHALF.match(article.content, person.end, sentence.end)
    other = people.read(match.end(), sentence.end) if match else None
    return other.post if other else None


def _active(article: Article, people: PeopleReader, sentence: Sentence) -> Iterator[ChairFound]:
    content = article.content
    for pattern, strength in ((_LEADS, 3), (_OPENS, 2), (_HOLDS, 1)):
        for verb in pattern.finditer(content, sentence.start, sentence.end):
            if article.is_quoted(verb.start()):
                continue
            before = content[sentence.start : verb.start()]
            if _WILL.search(before[-30:]):
                continue
            if verb[0].lower().startswith("dirapatkan"):
                yield from _deputed(article, people, sentence, verb.end(), strength)
                continue
            is_object = _OBJECT.match(content, verb.end(), sentence.end)
            ends = _NO_OBJECT.match(content, verb.end(), sentence.end + 1)
            if not is_object and not (ends and strength == 2):
                continue
            person = _subject(article, people, sentence, verb.start())
            if person is not None and (strength > 1 or person.name is not None):
                behalf = _behalf_before(article, people, sentence, person)
                yield ChairFound(person, sentence, strength, behalf)


def _subject(
    article: Article, people: PeopleReader, sentence: Sentence, verb: int
) -> PersonMention | None:
    """The person who stands right before a verb."""
    content = article.content
    for head in people.heads(max(sentence.start, verb - 300), verb):
        person = people.read(head, verb)
        if person is None or person.post is None:
            continue
        gap = content[person.end : verb]
        on_behalf = _ON_BEHALF.match(content, person.end, verb)
        if on_behalf:
            other = people.read(on_behalf.end(), verb)
            if other is not None and _GAP.fullmatch(content, other.end, verb):
                return person
        begins = _DATELINE_END.search(content[sentence.start : head]) is not None
        if _GAP.fullmatch(gap) or (begins and _COMPANY.fullmatch(gap)):
            return person
    return None


def _behalf_before(
    article: Article, people: PeopleReader, sentence: Sentence, person: PersonMention
) -> tuple[int, int] | None:
    """For whom the person came: "Bupati X yang diwakili oleh Sekda Y membuka"."""
    content = article.content
    after = _on_behalf(article, people, person, sentence)
    if after:
        return after
    for head in people.heads(max(sentence.start, person.start - 200), person.start):
        other = people.read(head, person.start)
        if other is None or other.post is None:
            continue
        match = _DEPUTED.match(content, other.end, person.start + 1)
        if match and match.end() >= person.start - 1:
            return other.post
    before = re.search(
        r"\bmewakili\s+$", content[max(sentence.start, person.start - 12) : person.start], re.I
    )
    return person.post if before else None


_VAGUE = frozenset("sekretaris kepala ketua asisten wakil anggota direktur deputi komandan".split())


def find_name(
    article: Article, people: PeopleReader, post: tuple[int, int]
) -> tuple[int, int] | None:
    """The one name that stands with the same post elsewhere in the article."""
    wanted = _office(article, post)
    if len(wanted) == 1 and wanted[0] in _VAGUE:
        return None
    names: dict[str, tuple[int, int]] = {}
    for sentence in article.sentences:
        for head in people.heads(sentence.start, sentence.end):
            person = people.read(head, sentence.end)
            if person is None or person.post is None or person.name is None:
                continue
            if article.words(*person.name).lower().split()[0] in wanted:
                continue  # the rest of the post: "Dirjen Bina Bangda Budi Rekaan"
            short = _acronyms(article, person.post)
            if _is_same_office(wanted, _office(article, person.post)) or (
                len(wanted) == 1 and wanted[0] in short
            ):
                names.setdefault(article.words(*person.name).lower(), person.name)
    if not names:
        return None
    longest = max(names, key=len)
    last_words = set(longest.replace(",", " ").replace(".", " ").split())
    if all(set(name.replace(",", " ").replace(".", " ").split()) & last_words for name in names):
        return names[longest]
    return None


def _office(article: Article, post: tuple[int, int]) -> tuple[str, ...]:
    words = re.sub(r"\([^)]*\)", " ", article.words(*post)).lower().replace(".", " ").split()
    acting = {"pj", "plt", "plh", "pjs", "penjabat"}
    return tuple(word for word in words if word not in acting)


def _acronyms(article: Article, post: tuple[int, int]) -> set[str]:
    """What a post is called for short: "Menteri Dalam Negeri (Mendagri)"."""
    return {found.lower() for found in re.findall(r"\((\w+)", article.words(*post))}


def _is_same_office(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and longer[: len(shorter)] == shorter
