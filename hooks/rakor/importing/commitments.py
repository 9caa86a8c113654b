"""What was promised, asked for and decided, sentence by sentence."""

from __future__ import annotations

import re

from rakor.importing.article import Article, Sentence
from rakor.importing.dates import mentions
from rakor.importing.gazetteer import Gazetteer
from rakor.importing.result import LIKELY, CommitmentFound
from rakor.importing.speakers import SpeakerReader

_DECIDED = re.compile(
    r"\b(?:disepakati|menyepakati|sepakat(?! damai)|diputuskan|memutuskan|menghasilkan keputusan|"
    r"kesepakatan bersama|menandatangani)\b",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"\b(?:berkomitmen|siap (?:mem|men|meng|meny|me)\w+|berjanji|berencana|bertekad|"
    r"menyatakan (?:siap|kesiapan)|komitmen(?:nya)? untuk|kami akan|pihaknya akan|akan segera)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:mengimbau|menghimbau|diimbau|dihimbau|mengajak|meminta|diminta|mengingatkan|"
    r"menginstruksikan|menekankan agar|berpesan|mendorong)\b",
    re.IGNORECASE,
)
_KINDS = ((_DECIDED, "keputusan"), (_PROMISED, "komitmen"), (_ASKED, "imbauan"))
_DUE = re.compile(
    r"\b(?:paling lambat|sebelum|hingga|sampai|pada|selambat-lambatnya)\W+(?:\w+\W+){0,2}$", re.I
)
_MOST = 8
_LONGEST = 500


def read_commitments(
    article: Article,
    gazetteer: Gazetteer,
    speakers: SpeakerReader,
    home: str | None,
    day: str | None,
) -> list[CommitmentFound]:
    """Follow-ups of the meeting as the source tells them; a person writes them anew."""
    found = []
    for sentence in article.sentences:
        text = article.of_sentence(sentence)
        if sentence.in_title or len(text) > _LONGEST or re.match(r"(?i)sebelumnya", text):
            continue
        kind = next((kind for pattern, kind in _KINDS if pattern.search(text)), None)
        if kind is None:
            continue
        found.append(
            CommitmentFound(
                article.words(sentence.start, sentence.end),
                kind,
                _responsible(article, gazetteer, speakers, sentence, home)
                if kind == "komitmen"
                else None,
                _due(article, sentence, day),
                LIKELY,
                article.evidence(sentence.start, sentence.end),
            )
        )
    return found[:_MOST]


def _responsible(
    article: Article,
    gazetteer: Gazetteer,
    speakers: SpeakerReader,
    sentence: Sentence,
    home: str | None,
) -> str | None:
    """The one agency that the sentence begins with, or whose officer alone speaks in it."""
    end = min(sentence.end, sentence.start + 80)
    found = gazetteer.agencies_in(article.content, sentence.start, end, home)
    if found and len(found[0].known) == 1 and found[0].start - sentence.start < 15:
        return found[0].known[0].id
    said = speakers.only_one(sentence)
    return said.agency if said else None


def _due(article: Article, sentence: Sentence, day: str | None) -> str | None:
    for one in mentions(article.content, sentence.start, sentence.end):
        year = one.year or (int(day[:4]) if day else None)
        begin = one.begin(year)
        before = article.content[max(sentence.start, one.start - 40) : one.start]
        if begin and day and begin.isoformat() > day and _DUE.search(before):
            return begin.isoformat() if one.fits(begin.year) else None
    return None
