"""The subjects a meeting is filed under, of those that ``topics.yml`` has."""

from __future__ import annotations

import re

from rakor.importing.article import Article
from rakor.importing.result import LIKELY, Value
from rakor.registry import Topics

# Words that tell a subject besides those of its name. A site without the topic never asks.
_WORDS = {
    "pilkada": r"pilkada|pemilukada|pemilihan kepala daerah|pilgub|pilbup|pilwal(?:i|kot)?|"
    r"pemilihan serentak",
    "pemilu": r"pemilu(?!kada)|pemilihan umum(?! kepala daerah)|pilpres|pileg",
    "keamanan": r"pengamanan|keamanan|kamtibmas|operasi (?:lilin|ketupat|mantap praja)|kondusif\w*",
    "logistik-pemilihan": r"logistik (?:pilkada|pemilu\w*|pemilihan)|surat suara|kotak suara",
    "partisipasi-pemilih": r"partisipasi (?:pemilih|masyarakat dalam pem)",
    "netralitas-asn": r"netralitas (?:asn|aparatur)",
    "politik-uang": r"politik uang|money politics?",
    "informasi-bohong": r"hoaks|hoax|berita bohong|informasi bohong|disinformasi",
    "konflik-sosial": r"konflik sosial",
    "inflasi": r"inflasi|tpid",
    "pangan": r"(?:pasokan|ketahanan|stok|ketersediaan|satgas) pangan|sembako|bahan pokok",
    "transportasi": r"transportasi|angkutan|mudik|lalu lintas",
    "karhutla": r"karhutla|kebakaran hutan",
    "bencana": r"penanggulangan bencana|kebencanaan|bencana|banjir|gempa|longsor|kekeringan",
    "narkoba": r"narkoba|narkotika|kotan|p4gn",
    "reforma-agraria": r"reforma agraria|gtra",
    "orang-asing": r"orang asing|tim ?pora",
    "covid-19": r"covid|ppkm|vaksinasi",
    "pemerintahan-umum": r"urusan pemerintahan umum|wakil pemerintah pusat",
    "kerja-sama-daerah": r"kerja ?sama antar\s?daerah",
}
_MOST = 4


def read_topics(article: Article, topics: Topics, name: tuple[int, int] | None) -> list[Value]:
    """The topics an article is about: told by headline, name of the meeting, or told often."""
    found: list[tuple[int, int, Value]] = []
    spans = [span for span in (article.title, name) if span]
    for topic in topics:
        pattern = re.compile(rf"\b(?:{_pattern(topic, topics[topic])})\b", re.IGNORECASE)
        matches = list(pattern.finditer(article.content))
        if not matches:
            continue
        in_name = sum(any(a <= m.start() < b for a, b in spans) for m in matches)
        lead = article.sentences[min(2, len(article.sentences) - 1)].end
        early = sum(m.start() < lead for m in matches)
        weight = 4 * in_name + 2 * bool(early) + len(matches)
        if weight >= 5:
            first = next(
                (m for m in matches if any(a <= m.start() < b for a, b in spans)), matches[0]
            )
            found.append(
                (-weight, first.start(), Value(topic, LIKELY, article.evidence(*first.span())))
            )
    return [value for _, _, value in sorted(found, key=lambda f: f[:2])[:_MOST]]


def _pattern(topic: str, name: str) -> str:
    own = [re.escape(name), re.escape(topic.replace("-", " "))]
    return "|".join([*own, *([_WORDS[topic]] if topic in _WORDS else [])])
