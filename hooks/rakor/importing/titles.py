"""What the meeting was called, and a heading made of that."""

from __future__ import annotations

import re

from rakor.importing.article import Article
from rakor.importing.result import LIKELY, Value

_NAME = re.compile(
    r"\b(?:rapat\s+koordinasi(?:\s+(?:nasional|daerah))?|ra[kp]o+r(?:nas|da|sus)?\b|rapat\s+k[o]?ordinasi|"
    r"high level meeting|hlm|rapat)\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\([^()]{1,40}\)")
_TOKEN = re.compile(r"[^\s]+")
_STOP = frozenset(
    "pada di yang dengan bersama secara untuk guna dari oleh agar supaya demi ini itu"
    " tersebut dalam"
    " sebagai ke serta karena bertempat berlangsung via melalui tadi kembali hari mulai"
    " tengah selama"
    " saat dan se akan jelang menjelang dimulai terkait senin selasa rabu kamis jumat sabtu"
    " minggu ia"
    " lalu juga antara usai setelah digelar".split()
)
_VERB = re.compile(r"(?:di|me[mn]?|meng|meny)[a-z]{4,}")
_ALWAYS = frozenset("senin selasa rabu kamis jumat sabtu minggu pada di yang bertempat".split())
_LINKED = frozenset("dan terkait dalam menjelang jelang untuk guna".split())
_MOST = 110


def meeting_name(article: Article) -> tuple[int, int] | None:
    """Where the fullest name of the meeting stands in the first sentences."""
    best: tuple[int, int] | None = None
    sentences = [s for s in article.sentences if not s.in_title][:4]
    for sentence in sentences:
        for match in _NAME.finditer(article.content, sentence.start, sentence.end):
            before = article.content[max(0, match.start() - 8) : match.start()].lower()
            if article.is_quoted(match.start()) or re.search(r"\bruang\w*\s+$", before):
                continue
            end = _end(article.content, match.end(), sentence.end)
            if best is None or end - match.start() > best[1] - best[0]:
                best = (match.start(), end)
        if best is not None and best[1] - best[0] > 25:
            break
    return best


def _end(content: str, start: int, limit: int) -> int:
    end, at = start, start
    while at < limit:
        bracket = _BRACKET.match(content, at, limit)
        if bracket:
            at = bracket.end()
            continue
        match = _TOKEN.match(
            content, at + len(content[at:limit]) - len(content[at:limit].lstrip()), limit
        )
        if match is None:
            break
        word = match[0].rstrip(',.;:!?”"').lstrip('“"')
        low = word.lower()
        stops = low in _STOP - _LINKED and (not word[:1].isupper() or low in _ALWAYS)
        if not word or stops or match[0][0] in '(“"-–—|':
            break
        if low in _LINKED:
            following = _TOKEN.match(content, match.end() + 1, limit)
            if following is None or not following[0][0].isupper():
                break
        elif _VERB.fullmatch(low) and not word[0].isupper():
            break
        if match.end() - start > _MOST:
            break
        end = match.start() + match[0].find(word) + len(word)
        if match[0] != word:
            break
        at = match.end()
    return end


def compose_title(article: Article, place: str | None) -> Value | None:
    """A heading: what the meeting was called, and the region as the text names it."""
    found = meeting_name(article)
    if found is None:
        return None
    name = _BRACKET.sub("", article.words(*found)).strip()
    name = re.sub(r"^(?:rakor|rapat kordinasi)\b", "Rapat koordinasi", name, flags=re.IGNORECASE)
    name = re.sub(r"^rapat koordinasi", "Rapat koordinasi", name, flags=re.IGNORECASE)
    name = name[:1].upper() + name[1:]
    if place and place.lower() not in name.lower():
        name = f"{name} di {place}"
    return Value(name, LIKELY) if 10 <= len(name) <= 160 else None
