"""Where the meeting was held, and where the name of the place ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rakor.importing.article import Article, Sentence
from rakor.importing.gazetteer import Gazetteer
from rakor.importing.result import CERTAIN, LIKELY, Value
from rakor.importing.words import HELD, MEETING
from rakor.indonesian import DAYS, MONTHS
from rakor.registry.regions import Level

_HEAD = (
    r"(?:aula|ruang(?:an)?|gedung|auditorium|hotel|pend[oa]p[oa]|kantor|balai(?:rung)?|balairung|"
    r"command cent(?:er|re)|gazebo|lobb?[yi]|mako(?:dim|rem|dam)?|ma(?:polres\w*|polda|polsek)|"
    r"markas|ballroom|graha|griya|wisma|rumah (?:dinas|makan|jabatan)|rumdis|rumdin|sasana|gor|"
    r"gelanggang|lapangan|halaman|kampus|universitas|resto\w*|rm|cafe|kafe|kedai|vill?a|resort|"
    r"pondok|masjid|islamic cent(?:er|re)|convention(?: cent(?:er|re)| hall)?|hall|stadion|posko|"
    r"baruga|kediaman|paseban|bangsal|joglo|sekretariat|setda|kompleks|komplek|rsud|terminal|"
    r"bandara|pelabuhan|studio|operation room|rupatama|bapelkes|asrama|perpustakaan|museum|teater|"
    r"media cent(?:er|re)|crisis cent(?:er|re)|pusdalops|taman|guest house|mess|inn|"
    r"cent(?:er|re)|plaza|mall|tower|sport cent(?:er|re)|mal)"
)
_HEADS = re.compile(rf"\b{_HEAD}\b", re.IGNORECASE)
_BEGINS_WITH_HEAD = re.compile(rf"{_HEAD}\b", re.IGNORECASE)
_PLACED = re.compile(
    r"(?:\b(?P<label>tempat|lokasi)\s*:\s*(?=\w))|"
    r"\b(?P<verb>bertempat|berlangsung|digelar|dilaksanakan|diselenggarakan|diadakan|dipusatkan|"
    r"berlokasi|lokasi(?:nya)?|tempat(?:nya)?)?(?P<gap>(?:\s+[\w/()]+){0,3}?)\s*"
    r"\b(?P<prep>di\s+dalam|di|bertempat|dari|melalui|lewat|lokasinya|tempatnya)\s+(?=[\w\"“'])",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"(?P<place>{_HEAD}\s+(?:[A-Z][\w.'’/-]*\s+){{1,8}})(?:menampung|menjadi (?:tempat|lokasi|"
    rf"saksi))\b",
    re.IGNORECASE,
)
_STOP_WORDS = frozenset(
    "pada yang dengan untuk guna ini itu tersebut setempat saat dan serta oleh secara hari tanggal"
    " sejak pukul jam tadi kemarin dimulai menjadi sebagai karena sedangkan sementara bersama acara"
    " rakor turut hadir melalui via selama ketika agar supaya demi rangka terkait tentang mengenai"
    " sebelum setelah usai menjelang bahwa juga lalu tak tidak akan telah sudah ikut tampak"
    " ia adapun"
    " menurut antara sekitar pagi siang sore malam peserta kegiatan atau para".split()
)
_VERB = re.compile(r"(?:di|men?[gy]?|mem|ber|ter)[a-z]{4,}")
_VERB_LIKE_NAMES = frozenset(
    "dinas bersama mesjid mezanin medan merdeka merapi terminal terpadu".split()
)
_DATE_WORDS = frozenset(
    [*(day.lower() for day in DAYS), *(m.lower() for m in MONTHS), "jum'at", "ahad"]
)
_TOKEN = re.compile(r"[^\s,.;:()“”\"]+|[,.;:()“”\"]")
_CONTINUES = re.compile(
    rf"(?:{_HEAD}|kecamatan|kec\.?|kelurahan|desa|jalan|jl\.?|lantai|lt\.?|kompleks|komplek|kawasan)\b",
    re.IGNORECASE,
)
_COMMERCIAL = re.compile(
    r"\b(?:hotel|resort|resto\w*|convention|center|centre|rumah makan|rm|cafe|kafe|villa|hall)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:kunjungan|pelantikan|dilantik|sebelumnya|kecelakaan|kebakaran|ditangkap|lahir|tps|"
    r"mengunjungi|meninjau|dipasang|tinggal)\b",
    re.IGNORECASE,
)
_MOST_TOKENS = 16
_MOST_IN_SENTENCE = 12


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    score: int


def read_venue(article: Article, gazetteer: Gazetteer, dated: Sentence | None) -> Value | None:
    """The place of the meeting; ``dated`` is the sentence that tells its day."""
    places = sorted(_places(article, gazetteer, dated), key=lambda p: (-p.score, p.start))
    if not places or places[0].score < 4:
        return None
    best = places[0]
    text = article.words(best.start, best.end)
    rivals = [
        p
        for p in places[1:]
        if p.score >= best.score - 1 and not _is_part(article.words(p.start, p.end), text)
    ]
    sure = best.score >= 6 and not rivals
    return Value(text, CERTAIN if sure else LIKELY, article.evidence(best.start, best.end))


def _is_part(one: str, other: str) -> bool:
    shorter, longer = sorted((one.lower(), other.lower()), key=len)
    return set(shorter.split()) <= set(longer.split())


def _places(article: Article, gazetteer: Gazetteer, dated: Sentence | None) -> Iterator[_Place]:
    for sentence in article.sentences:
        if sentence.in_title:
            continue
        seen = sentence.start
        places = _PLACED.finditer(article.content, sentence.start, sentence.end)
        for match in islice(places, _MOST_IN_SENTENCE):
            start = match.end()
            if start < seen or article.is_quoted(start):
                continue
            end = _end_of_place(article, gazetteer, start, sentence.end)
            preposition = (match["prep"] or "").lower()
            if end is None or not (
                _is_place(article, start, end, preposition)
                or _is_dated_name(article, gazetteer, start, end, preposition)
            ):
                continue
            seen = end
            yield _Place(start, end, _score(article, sentence, match, start, end, dated))
        subject = _SUBJECT.match(article.content, sentence.start, sentence.end)
        if subject and MEETING.search(article.content, max(0, sentence.start - 400), sentence.end):
            place = subject.span("place")
            yield _Place(place[0], place[1] - 1, 5)


def _is_place(article: Article, start: int, end: int, preposition: str) -> bool:
    text = article.words(start, end)
    if len(text) < 6 or not _HEADS.search(text):
        return False
    if preposition in ("dari", "melalui", "lewat") and not re.match(
        r"(?:ruang|aula|gedung|command|kantor|lobb?[yi]|rumah (?:dinas|jabatan)|pendopo)",
        text,
        re.I,
    ):
        return False
    words = text.split()
    if not any(word[0].isupper() for word in words) and not re.match(r"ruang", text, re.IGNORECASE):
        return False
    # "di kantor", "di ruang kerjanya" say nothing about which.
    return (
        len(words) > 1
        and not words[-1].endswith("nya")
        and not re.fullmatch(
            r"(?:kantor|gedung|aula|ruang(?: rapat)?|hotel|lapangan|halaman)"
            r"(?: (?:setempat|itu|ini))?",
            text,
            re.I,
        )
    )


_NAME_OF_PLACE = re.compile(r"(?:[A-Z][\w'’-]+\s){1,4}[A-Z][\w'’-]+")
_THEN_DATE = re.compile(
    r",?\s*\(?(?:pada\s+)?(?:hari\s+)?(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu)\b", re.I
)


def _is_dated_name(
    article: Article, gazetteer: Gazetteer, start: int, end: int, preposition: str
) -> bool:
    """Whether a place without a word for one stands before the day: "di Sabha X, Rabu (3/4)"."""
    content = article.content
    if preposition not in ("di", "") or not _NAME_OF_PLACE.fullmatch(article.words(start, end)):
        return False
    if not _THEN_DATE.match(content, end) or gazetteer.region_after(content, start, end):
        return False
    return not gazetteer.agencies_in(content, start, end, None)


def _end_of_place(article: Article, gazetteer: Gazetteer, start: int, limit: int) -> int | None:
    content = article.content
    tokens = list(_TOKEN.finditer(content, start, min(limit, start + 260)))[:_MOST_TOKENS]
    end: int | None = None
    parts = 0
    i = 0
    while i < len(tokens):
        token = tokens[i]
        text = token[0]
        if text == ",":
            if not _goes_on(gazetteer, content, start, end or start, tokens, i, parts):
                break
            parts += 1
        elif text == "(":
            close = next(
                (j for j in range(i, min(i + 4, len(tokens))) if tokens[j][0] == ")"), None
            )
            inside = content[token.end() : tokens[close].start()] if close else ""
            if close is None or not re.fullmatch(r"[A-Z][A-Za-z0-9-]{1,12}", inside.strip()):
                break
            end, i = tokens[close].end(), close
        elif text in '“”"':
            end = token.end() if end else end
        elif text == ".":
            if not (
                end
                and re.search(
                    r"\b(?:Jl|Jln|No|Kec|Kab|Lt|Prov|KH|H|Dr|Ir|M|R|A)$", content[:end][-6:]
                )
            ):
                break
        elif text in ";:)" or not _is_place_word(content, tokens, i):
            break
        else:
            end = token.end()
        i += 1
    return end


def _goes_on(
    gazetteer: Gazetteer,
    content: str,
    start: int,
    end: int,
    tokens: list[re.Match[str]],
    i: int,
    parts: int,
) -> bool:
    """Whether the name of the place goes on after a comma."""
    if i + 1 >= len(tokens) or parts >= 2 or end == start:
        return False
    after = content[tokens[i + 1].start() : tokens[i + 1].start() + 60]
    if _CONTINUES.match(after):
        return (
            not re.match(r"(?:kecamatan|kec|desa|kelurahan|jalan|jl)\b", after, re.I) or parts < 2
        )
    if not _COMMERCIAL.search(content, start, end) or not after[:1].isupper():
        return False
    if tokens[i + 1][0].lower() in _DATE_WORDS:
        return False
    region = gazetteer.region_after(content, tokens[i + 1].start(), tokens[i + 1].start() + 60)
    if region is not None and all(r.level is Level.PROVINCE for r in region.regions):
        return False
    if region is not None:
        return True
    # A place that is no region: one or two capitals, then the clause ends.
    return bool(re.match(r"[A-Z][\w'’]+(?:\s[A-Z][\w'’]+)?\s*(?:[,.(]|pada\b|$)", after))


def _is_place_word(content: str, tokens: list[re.Match[str]], i: int) -> bool:
    text = tokens[i][0]
    low = text.lower()
    if low in _DATE_WORDS:
        return False
    if text[0].isdigit():
        before = tokens[i - 1][0].lower() if i else ""
        if before == "." and i > 1:
            before = tokens[i - 2][0].lower()
        return before in (
            "lantai",
            "lt",
            "ruang",
            "sma",
            "smk",
            "smp",
            "no",
            "gedung",
            "aula",
            "km",
        )
    if text[0].isupper():
        return low not in ("rabu", "rakor", "dipimpin", "pukul", "wib", "wita", "wit", "foto")
    if low in ("and", "&"):
        return True
    if low == "dan":
        following = tokens[i + 1][0] if i + 1 < len(tokens) else ""
        return following[:1].isupper() and not _BEGINS_WITH_HEAD.match(following)
    if low == "di":
        rest = content[tokens[i].end() : tokens[i].end() + 30].strip().lower()
        return bool(
            re.match(r"(?:kota|kompleks|komplek|jalan|jl|kawasan|lantai|lingkungan)\b", rest)
        )
    if low in _STOP_WORDS:
        return False
    return not (_VERB.fullmatch(low) and low not in _VERB_LIKE_NAMES)


def _score(
    article: Article,
    sentence: Sentence,
    match: re.Match[str],
    start: int,
    end: int,
    dated: Sentence | None,
) -> int:
    text = article.of_sentence(sentence)
    score = 0
    if MEETING.search(text):
        score += 2
    if HELD.search(text):
        score += 2
    if dated is not None:
        apart = abs(dated.index - sentence.index)
        score += 3 if apart == 0 else 1 if apart == 1 else 0
    preposition = (match["prep"] or "").lower()
    if match["verb"] or preposition == "bertempat":
        score += 2
    if preposition in ("lokasinya", "tempatnya") or match["label"]:
        score += 5
    if sentence.index > 5:
        score -= 1
    before = article.content[max(sentence.start, start - 90) : start]
    if _OTHER.search(before):
        score -= 6
    if preposition == "dari":
        score -= 2
    is_dated = dated is not None and dated.index == sentence.index
    says_so = match["verb"] or match["label"] or preposition in ("lokasinya", "tempatnya")
    if not (MEETING.search(text) or says_so or is_dated):
        score -= 2
    return score
