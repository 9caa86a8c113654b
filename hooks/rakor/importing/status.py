"""Whether the meeting was held, how people attended, and at what time."""

from __future__ import annotations

import re

from rakor.importing.article import Article, Sentence
from rakor.importing.result import CERTAIN, LIKELY, Value
from rakor.importing.words import COORDINATION, HELD, MEETING

_WILL = r"\bakan\s+(?:segera\s+|kembali\s+|turut\s+|menjadi tuan rumah\s+)?"
_HOLD = (
    r"(?:menggelar|gelar|mengadakan|menyelenggarakan|melaksanakan|mengikuti|menghadiri|memimpin|"
    r"mengundang)"
)
_MEETING = r"(?:rapat|ra[kp]o+r\w*|pertemuan|hlm)"
_INVITES = re.compile(
    r"\bmengharap(?:kan)?\s+(?:\w+\s+){0,2}?kehadiran\b|\b(?:kami|dengan ini)\s+mengundang\b|"
    r"\bmengundang\s+(?:Bapak|Ibu|Saudara)\b|(?:^|\n)[^\w\n]*(?:hal|perihal)\s*:\s*undangan\b",
    re.IGNORECASE,
)
_PLANS = (
    re.compile(rf"{_WILL}{_HOLD}\s+(?:\w+\s+){{0,4}}?{_MEETING}\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:berencana|rencananya|direncanakan|dijadwalkan|siap|bersiap)\s+(?:akan\s+)?{_HOLD}\s+"
        rf"(?:\w+\s+){{0,4}}?{_MEETING}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_MEETING}\b[^.;]{{0,200}}?(?<!yang )(?<!bahwa )\b(?:akan|dijadwalkan(?: akan)?|"
        r"rencananya(?: akan)?|direncanakan(?: akan)?)\s+(?:di(?!buka|hadiri)\w+|"
        r"ber(?:langsung|tempat))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_MEETING}\b[^.;]{{0,120}}?(?<!semula )(?<!sedianya )(?<!awalnya )\bdijadwalkan\s+"
        r"(?:pada\s+|hari\s+)*(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|besok|lusa)\b",
        re.IGNORECASE,
    ),
    _INVITES,
)
_NOT_AFTER = re.compile(
    r"\b(?:pilkada|pemilu\w*|pemilihan|pemungutan suara|pencoblosan|kampanye|pengamanan|puncak)\b",
    re.IGNORECASE,
)
_WILL_BEFORE = re.compile(r"\b(?:akan|dijadwalkan|rencananya|direncanakan|bakal|hendak)\W*$", re.I)
# Headlines and other clauses use these too.
_VAGUE = frozenset("ikut gelar buka pimpin dilakukan melakukan".split())
_LEAD = 5  # sentences

_ONLINE = (
    r"(?:daring|virtual|on-?line|zoom|vicon|vidcon|vid[ei]o\s*con\w*|video call|telekonferensi|"
    r"tele\s?conference|konferensi video|google meet|dalam jaringan|webinar|live streaming)"
)
_ONSITE = r"(?:luring|tatap muka|off-?line|langsung|fisik|on-?site)"
_HYBRID = re.compile(
    r"\b(?:hybrid|hibrid\w*)\b"
    rf"|\b{_ONSITE}\b[\w\s(]{{0,40}}\b(?:dan|maupun|serta|atau|&|juga|/)\s*(?:\w+\s+){{0,3}}?"
    rf"\b{_ONLINE}\b"
    rf"|\b{_ONLINE}\b[\w\s(]{{0,40}}\b(?:dan|maupun|serta|atau|&|juga|/)\s*(?:\w+\s+){{0,3}}?"
    r"\b(?:luring|tatap muka|off-?line|langsung)\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:yang (?:ikut|mengikuti|hadir|bergabung) (?:melalui|lewat|via|secara)|"
    r"sebagian|sementara|sedangkan|selebihnya|lainnya|beberapa|peserta lain|yang lain|selain|"
    r"terbatas)\b",
    re.IGNORECASE,
)
# Where some are said to follow by video the others came.
_SOME = re.compile(r"\b(?:sebagian|beberapa|selebihnya|sisanya)\b", re.IGNORECASE)
_HOW_ONLINE = re.compile(
    rf"\b(?:secara|melalui|via|lewat|dengan|menggunakan|by|dilakukan)\s+(?:\w+\s+){{0,3}}?{_ONLINE}\b"
    rf"|\b(?:rapat|rakor\w*|{_MEETING}|peserta)\s+{_ONLINE}\b"
    r"|\b(?:vicon|vidcon|zoom meeting|zoominar)\b",
    re.IGNORECASE,
)
_HOW_ONSITE = re.compile(
    r"\b(?:(?:secara|peserta)\s+(?:luring|tatap muka|off-?line|fisik)|dengan tatap muka|luring)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\b(?:hadir|dihadiri|datang|tatap muka|luring|berkumpul)\b", re.IGNORECASE)
_OTHER_ONLINE = re.compile(
    r"\b(?:judi|layanan|aplikasi|sistem|pendaftaran|ojek|belanja|media|pelayanan|perizinan|"
    r"transaksi|game|pelaporan|data|mendaftar|daftar|portal)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:pukul|jam|pkl\.?|waktu(?=\s*:))\s*(?::\s*)?(?:pukul\s*)?(?P<h>\d{1,2})[.:](?P<m>\d{2})"
    r"(?:\s*(?P<z0>WIB|WITA|WIT))?"
    r"(?:\s*(?:-|–|s/d|s\.d\.?|sampai(?:\s+dengan)?|hingga)\s*(?:pukul\s+)?(?P<h2>\d{1,2})[.:]"
    r"(?P<m2>\d{2}))?\s*(?P<z>WIB|WITA|WIT)?",
    re.IGNORECASE,
)


def is_planned(article: Article) -> bool:
    """Whether the meeting is only announced."""
    if _INVITES.search(article.content):
        return True
    lead = article.sentences[: _LEAD + 1]
    planned_at: int | None = None
    for sentence in lead:
        text = " ".join(article.of_sentence(sentence).split())
        if any(_plans(pattern, text) for pattern in _PLANS):
            planned_at = sentence.index if planned_at is None else planned_at
            continue
        if not sentence.in_title and _was_held(text):
            return False
    if planned_at is None:
        return False
    return not any(
        _was_led(" ".join(article.of_sentence(sentence).split()))
        for sentence in article.sentences[len(lead) :]
    )


def will_be(article: Article) -> bool:
    """Whether the first sentences speak of what is still to come."""
    lead = " ".join(article.of_sentence(s) for s in article.sentences[:3])
    return re.search(r"\b(?:akan|dijadwalkan|rencananya|bakal|siap)\b", lead, re.I) is not None


def _plans(pattern: re.Pattern[str], text: str) -> bool:
    for match in pattern.finditer(text):
        last = None
        for event in _NOT_AFTER.finditer(match[0]):
            last = event
        # "Rapat membahas pilkada yang akan digelar": the election is what will be held.
        if last is None or COORDINATION.search(match[0], last.end()):
            return True
        if re.search(r"\b(?:akan|dijadwalkan|rencananya)\b", match[0][last.end() :]) and (
            len(match[0]) - last.end() > 25
        ):
            return True
        if pattern is not _PLANS[2]:
            return True
    return False


def _was_held(text: str) -> bool:
    if not COORDINATION.search(text):
        return False
    return any(
        match[0].lower() not in _VAGUE
        and not _WILL_BEFORE.search(text[max(match.start() - 20, 0) : match.start()])
        for match in HELD.finditer(text)
    )


def _was_led(text: str) -> bool:
    match = re.search(r"\b(?:dipimpin|dibuka|dihadiri|memimpin|membuka)\b", text, re.IGNORECASE)
    return bool(
        match
        and MEETING.search(text)
        and not re.search(r"\b(?:akan|dijadwalkan|rencananya|diharapkan)\b", text[: match.start()])
    )


def read_status(article: Article, *, planned: bool) -> Value:
    """``terbit`` for a meeting that was held, ``rencana`` for one that is announced."""
    for sentence in article.sentences:
        text = article.of_sentence(sentence)
        if planned:
            flat = [pattern.search(text) for pattern in _PLANS]
            found = next((match for match in flat if match), None)
            if found:
                start = sentence.start + found.start()
                return Value(
                    "rencana", CERTAIN, article.evidence(start, sentence.start + found.end())
                )
        elif not sentence.in_title and COORDINATION.search(text):
            for match in HELD.finditer(text):
                if not _WILL_BEFORE.search(text[max(match.start() - 20, 0) : match.start()]):
                    start = sentence.start + match.start()
                    evidence = article.evidence(start, sentence.start + match.end())
                    return Value("terbit", CERTAIN, evidence)
    return Value("rencana" if planned else "terbit", LIKELY)


def read_mode(article: Article) -> Value | None:
    """How people attended, where the text says so."""
    online: Value | None = None
    onsite: Value | None = None
    for sentence in article.sentences:
        text = article.of_sentence(sentence)
        if sentence.in_title or not _is_about_meeting(article, sentence, text):
            continue
        for match in _HYBRID.finditer(text):
            at = sentence.start + match.start()
            if not article.is_quoted(at) and not _is_elsewhere(text, match.start()):
                return Value("hibrida", CERTAIN, article.evidence(at, sentence.start + match.end()))
        for match in _HOW_ONLINE.finditer(text):
            at = sentence.start + match.start()
            if article.is_quoted(at) or _is_elsewhere(text, match.start()):
                continue
            evidence = article.evidence(at, sentence.start + match.end())
            if _SOME.search(text) or (_PARTLY.search(text) and _PRESENT.search(text)):
                return Value("hibrida", LIKELY, evidence)
            online = online or Value("daring", CERTAIN, evidence)
        found = _HOW_ONSITE.search(text)
        if found and not article.is_quoted(sentence.start + found.start()):
            onsite = onsite or Value(
                "luring",
                CERTAIN,
                article.evidence(sentence.start + found.start(), sentence.start + found.end()),
            )
    if online and onsite:
        return Value("hibrida", LIKELY, online.evidence + onsite.evidence)
    return online or onsite


def _is_about_meeting(article: Article, sentence: Sentence, text: str) -> bool:
    if re.match(r"peserta\b", text, re.IGNORECASE):
        return True
    if MEETING.search(text) and (HELD.search(text) or COORDINATION.search(text)):
        return True
    before = article.sentences[sentence.index - 1] if sentence.index else None
    return bool(
        before
        and (HELD.search(text) or re.search(r"\bbergabung\b", text, re.IGNORECASE))
        and COORDINATION.search(article.of_sentence(before))
        and sentence.index <= _LEAD
    )


def _is_elsewhere(text: str, at: int) -> bool:
    """Whether something else is online: a service, a game, an enrolment."""
    before = text[max(at - 60, 0) : at]
    if _OTHER_ONLINE.search(before):
        return True
    return bool(
        re.search(
            r"\b(?:pendaftaran|pelayanan|layanan|pembayaran|transaksi|judi|disiarkan)\b", before
        )
    )


def read_time(article: Article, sentence: Sentence | None, zone: str | None) -> Value | None:
    """The hour the meeting began, and ended, in the sentences around its date.

    ``zone`` is the region's, for a time that is written without one.
    """
    for one in article.sentences:
        text = article.of_sentence(one)
        if sentence is not None and abs(one.index - sentence.index) > 1:
            continue
        match = _TIME.search(text)
        if match is None or not (MEETING.search(text) or HELD.search(text) or ":" in match[0]):
            continue
        if int(match["h"]) > 23 or int(match["m"]) > 59:
            continue
        written = match["z"] or match["z0"]
        if not (written or zone):
            return None
        start = f"{int(match['h']):02}.{match['m']}"
        end = ""
        if match["h2"] and int(match["h2"]) <= 23 and int(match["m2"]) <= 59:
            end = f"–{int(match['h2']):02}.{match['m2']}"
            if end[1:] <= start:
                end = ""
        at = one.start + match.start()
        evidence = article.evidence(at, at + len(match[0].rstrip()))
        value = f"{start}{end} {(written or zone or '').upper()}"
        return Value(value, CERTAIN if written else LIKELY, evidence)
    return None
