"""Figures of record: numbers with what they count, as written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rakor.importing.article import Article
from rakor.importing.dates import mentions
from rakor.importing.result import LIKELY, FigureFound
from rakor.importing.speakers import SpeakerReader
from rakor.indonesian import MONTHS

_NUMBER = re.compile(
    r"(?<![\w.,/:-])(?P<value>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
    r"(?:\s*(?P<percent>%|persen\b)|\s+(?P<unit>[A-Za-z][A-Za-z/-]+))",
)
_WIDER = re.compile(
    r"(?:anggota|pasangan|kepala|unit|titik|perwakilan|orang|paket|rumah|calon)\b", re.I
)
_VERB = re.compile(r"(?:di|ter|ber|me)[a-z]{4,}")
_NO_UNIT = frozenset(
    [month.lower() for month in MONTHS]
    + "nopember wib wita wit tahun hari jam menit pagi siang sore malam dan atau sampai hingga di"
    " pada yang dari ke untuk bulan minggu detik kali tentang serta poin lebih ayat kegiatan"
    " tersebut"
    " itu ini tni polri hal km".split()
)
_BEFORE = re.compile(
    r"(?:nomor|no\.?|pasal|ayat|tahun|tanggal|pukul|jam|kodim|korem|dandim|danrem|kasdim|danramil|"
    r"satrad|yonif|halaman|sma|smk|smp|sd|kelas|asisten|komisi|lantai|h-|rt|rw|covid-|ke-|batalyon|"
    r"antara|periode|angka|dapil|km)\s*$",
    re.IGNORECASE,
)
_MOST = 12


def read_figures(article: Article, speakers: SpeakerReader) -> list[FigureFound]:
    """The figures of an article, in order; no dates, times or numbers of laws.

    Who said one is told where just one speaks in its sentence.
    """
    found: list[FigureFound] = []
    seen: set[tuple[str, str]] = set()
    for value, unit, start, end in _figures(article):
        if (value, unit.lower()) not in seen and len(found) < _MOST:
            seen.add((value, unit.lower()))
            said = speakers.only_one(article.sentence_at(start))
            evidence = article.evidence(start, end)
            if said is not None:
                evidence = tuple(sorted({*evidence, *article.evidence(*said.place)}))
            words = said.words if said else None
            found.append(FigureFound(value, unit, words, LIKELY, evidence))
    return found


def _figures(article: Article) -> Iterator[tuple[str, str, int, int]]:
    content = article.content
    dated = [(one.start, one.end) for one in mentions(content)]
    for match in _NUMBER.finditer(content):
        if any(start <= match.start() < end for start, end in dated):
            continue
        value, unit = match["value"], match["unit"] or "persen"
        if _BEFORE.search(content[max(0, match.start() - 14) : match.start()]):
            continue
        if unit.lower() in _NO_UNIT or (value.isdigit() and 1900 <= int(value) <= 2100):
            continue
        if value.startswith("0") and "," not in value:
            continue
        end = match.end()
        if match["unit"] and _WIDER.match(unit):
            more = re.compile(r"\s+([A-Za-z][A-Za-z/-]+)").match(content, end)
            if more and more[1].lower() not in _NO_UNIT and not _VERB.fullmatch(more[1]):
                unit, end = f"{unit} {more[1]}", more.end()
        is_name = unit.istitle() and unit.lower() not in _COUNTED
        if is_name and not match["percent"] and len(value) < 3:
            continue  # "24 Kecamatan" counts; "03 Bintan" and "2 Palembang" are names
        yield value, "persen" if match["percent"] else unit, match.start(), end


_COUNTED = frozenset(
    "kecamatan kelurahan desa kabupaten provinsi kota camat peserta orang pemilih personel".split()
)
