"""Who held the meeting: "Pemkab X menggelar rapat", "rakor yang digelar oleh X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rakor.importing.article import Article, Sentence
from rakor.importing.gazetteer import AgencyMention, Gazetteer

_ACTIVE = re.compile(
    r"\b(?:menggelar|mengadakan|menyelenggarakan|melaksanakan|melakukan|menginisiasi|menghelat|"
    r"gelar|adakan|laksanakan|selenggarakan)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\W{0,3}(?:[\w()/-]+\W{1,3}){0,5}?(?:rapat|ra[kp]o+r\w*|hlm|high level meeting)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:digelar|diadakan|diselenggarakan|dilaksanakan|diinisiasi|dihelat|digagas|dirapatkan|"
    r"dilakukan)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:rapat|ra[kp]o+r\w*|hlm|high level meeting|pertemuan|kegiatan|acara)\b|\bdirapatkan\b",
    re.IGNORECASE,
)
_THROUGH = re.compile(
    r"\b(?:melalui|lewat|"
    r"bersama(?:\s+dengan)?(?:\s+(?:segenap|seluruh|semua|para|jajaran))?|"
    r"beserta|didampingi|bekerja sama dengan|dan|"
    r"bersinergi dengan|dipimpin(?: oleh)?|di|yang)\W*$",
    re.IGNORECASE,
)
_NOT_SUBJECT = re.compile(
    r"\b(?:di|dari|ke|untuk|terhadap|kepada|oleh|wilayah|lingkungan|lingkup|jajaran)\s+$",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:sebelumnya|pernah|tahun lalu|bulan lalu|pekan lalu)\b", re.IGNORECASE)
_BUREAU = re.compile(r"(?:Bagian|Biro)\b", re.IGNORECASE)
_GOVERNMENT = re.compile(
    r"\b(?:Pemerintah(?:an)?\s+(?:Daerah\s+)?(?:Kabupaten|Kota|Provinsi)|Pemkab|Pemkot|Pemko|Pemprov)\b"
)
_REACH = 170


@dataclass(frozen=True, slots=True)
class HostFound:
    """Who is said to have held the meeting."""

    mention: AgencyMention
    sentence: Sentence
    in_title: bool


def find_host(article: Article, gazetteer: Gazetteer, home: str | None) -> HostFound | None:
    """The first body that the text says held the meeting; the headline only if nothing else."""
    titled: HostFound | None = None
    for sentence in article.sentences:
        for mention in _hosts_of(article, gazetteer, sentence, home):
            found = HostFound(
                _government(article, gazetteer, mention, home), sentence, sentence.in_title
            )
            if not sentence.in_title:
                return found
            titled = titled or found
    return titled


def _hosts_of(
    article: Article, gazetteer: Gazetteer, sentence: Sentence, home: str | None
) -> Iterator[AgencyMention]:
    content = article.content
    text = article.of_sentence(sentence)
    if _EARLIER.search(text[:80]):
        return
    for verb in _ACTIVE.finditer(content, sentence.start, sentence.end):
        if article.is_quoted(verb.start()) or not _OBJECT.match(content, verb.end(), sentence.end):
            continue
        subject = _subject(content, gazetteer, sentence.start, verb.start(), home)
        if subject is not None:
            yield subject
    for verb in _PASSIVE.finditer(content, sentence.start, sentence.end):
        if article.is_quoted(verb.start()):
            continue
        reach = 40 if verb[0].lower() == "dilakukan" else 220
        if not _MEETING.search(content, max(sentence.start, verb.start() - reach), verb.end()):
            continue
        if re.search(r"\bakan\W+$", content[max(0, verb.start() - 8) : verb.start()]) and re.search(
            r"\byang\b", content[max(sentence.start, verb.start() - 30) : verb.start()]
        ):
            continue
        agent = _agent(content, gazetteer, verb.end(), sentence.end, home)
        if agent is not None:
            yield agent


def _subject(
    content: str, gazetteer: Gazetteer, start: int, end: int, home: str | None
) -> AgencyMention | None:
    found = [m for m in gazetteer.agencies_in(content, start, end, home) if end - m.end <= _REACH]
    while found:
        last = found.pop()
        before = content[max(start, last.start - 30) : last.start]
        if found and _THROUGH.search(before) and last.start - found[-1].end < 60:
            continue
        if _NOT_SUBJECT.search(before):
            continue
        # "Polres Kepahiang Polda Bengkulu": what it belongs to stands behind.
        if found and found[-1].known and content[found[-1].end : last.start].isspace():
            continue
        return last
    return None


def _agent(
    content: str, gazetteer: Gazetteer, start: int, end: int, home: str | None
) -> AgencyMention | None:
    by = re.search(r"\boleh\s+", content[start : min(end, start + 150)])
    begin = start + by.end() if by else start
    for mention in gazetteer.agencies_in(content, begin, min(end, begin + 160), home):
        gap = content[begin : mention.start].strip()
        return mention if len(gap) <= (14 if by else 0) else None
    return None


def _government(
    article: Article, gazetteer: Gazetteer, mention: AgencyMention, home: str | None
) -> AgencyMention:
    """The government that "Bagian Ekonomi Pemerintah Kota X" is a bureau of."""
    if not _BUREAU.match(mention.label):
        return mention
    inner = _GOVERNMENT.search(article.content, mention.start, mention.end)
    if inner is None:
        return mention
    found = gazetteer.agencies_in(article.content, inner.start(), mention.end, home)
    return found[0] if found and found[0].known else mention
