"""RK801 to RK806: leftovers of a press page, and slips of writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from operator import eq

from rakor.content.reader import Reading
from rakor.diagnostics import Example, Report, Rule, Severity, reports
from rakor.edit_distance import distance
from rakor.lint.checks import FileContext, file_check
from rakor.lint.prose import COVER, Prose, Sought, in_any_case
from rakor.source.nodes import Scalar

_MORE = in_any_case("baca lihat simak")
_ASKED = in_any_case(
    r"tinggalkan\s+(?:balasan|komentar) alamat\s+e-?mail\s+anda\s+tidak ruas\s+yang\s+wajib"
)
_ALONE = in_any_case(
    r"komentar share bagikan tag tags advertisement iklan berita\s+terkait artikel\s+terkait"
    r" editor pewarta reporter rep red x facebook whatsapp twitter telegram"
)
_BYLINE = in_any_case("editor pewarta reporter penulis laporan")
# A line begins with the end of the one above, which is found faster than "^".
_FURNITURE = re.compile(
    r"\n[ \t>*_-]{0,6}(?:"
    rf"{_MORE}[ \t]+(?i:juga|selengkapnya)(?:[ \t]*:[^\n]*|[ \t]*(?=[\r\n]|\Z))"
    rf"|{_ASKED}[^\n]*"
    rf"|{_ALONE}[ \t]*:?[ \t]*(?=[\r\n]|\Z)"
    rf"|{_BYLINE}\s*:[ \t]*(?i:[A-Z])[^\n]{{0,60}}"
    r"|[\d.,]+\s+(?i:(?:total\s+)?(?:views?|kali\s+dibaca))[^\n]*"
    r")"
)
_SIGNATURE = Sought(
    r"(?i:[(\[]\s?(?:\*+|red|adv|advertorial|[a-z]{2,4}(?:[./+][a-z]{2,6}){1,3}|"
    r"humas|hms|dok)\.?\s?[)\]]"
    r"[ \t]*(?=[\r\n]|\Z))",
    lead="(",
)
_STAR_SIGNATURE = re.compile(r"\((?:\*{1,3}|\\\*{1,3})\)")
# Only from the beginning of a word, or a long row of capitals would cost its square.
_SHOUT = Sought(r"(?<![A-Z])[A-Z]{4,}(?:[ ,]{1,2}[A-Z]{4,}){3,}\b", lead="AAAA")
_LOUD = re.compile(r"[A-Z]{4}")
_DOUBLED = re.compile(r"\b([A-Za-z]{2,})[ \n]{1,2}\1\b(?!-)")
# Said twice they never mean anything, unlike "hati hati" for "hati-hati".
_FUNCTION_WORDS = frozenset(
    "yang dan di ke dari untuk pada dengan oleh dalam serta atau ini itu akan telah sudah adalah"
    " bahwa agar karena sebagai juga tidak para kepada oleh".split()
)
_BLANKS = re.compile(r"(?<=[^\s|>*#.\-\d:])  +(?=[^\s|])|(?<=[.,:;])  +(?=[^\s|])")
_BEFORE_MARK = re.compile(r"(?<=[a-z0-9”\"’)]) +(?=[,.;:!?](?:\s|\Z))")
_DOTS = re.compile(r"(?<![.\d])\.\.(?!\.)(?=\s|\Z)")
_GAP = re.compile(r"\n(?:[ \t]*\n)+")
_PAIRED = re.compile(r'["“”()]')
_LIST = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)]|[a-z][.)])[ \t]", re.MULTILINE)


@file_check
def check_language(file: FileContext) -> None:
    """All rules of this family over one text."""
    report, prose, reading = file.report, file.prose, file.reading
    _check_furniture(report, prose)
    _check_capitals(report, prose, reading)
    if any(map(eq, prose.runs, prose.runs[1:])):
        for match in _DOUBLED.finditer(prose.text):
            _check_doubled(report, prose, match)
    _check_blanks(report, prose)
    _check_pairs(report, prose)


PRESS_LEFTOVER = Rule(
    "RK801",
    "sisa-halaman-berita",
    "Sisa halaman berita",
    ("Tautan ke berita lain, paraf penulis, dan kolom komentar ikut tersalin dari situs sumber."),
    "Rapat ditutup dengan doa. (*)\n\nBaca juga: Harga cabai naik\n",
    "Rapat ditutup dengan doa.\n",
    Example.BODY,
    Severity.WARNING,
)


@reports(PRESS_LEFTOVER)
def _check_furniture(report: Report, prose: Prose) -> None:
    told, seen = prose.told, set()
    for found in (
        _FURNITURE.finditer(told, prose.body),
        _SIGNATURE.finditer(prose, told, prose.body),
        _STAR_SIGNATURE.finditer(told, prose.body),
    ):
        for match in found:
            line = told.rfind("\n", 0, match.start() + 1)
            if line in seen or report.is_full:
                continue
            seen.add(line)
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            report.at(
                (start, start + len(match[0].strip())),
                PRESS_LEFTOVER,
                f'"{" ".join(match[0].split())[:60]}" tampaknya bagian halaman berita, bukan isi.',
                "Tautan ke berita lain, paraf penulis, dan kolom komentar ikut tersalin dari "
                "situs sumber.",
                "Hapus bagian ini.",
                is_step=True,
            )


ALL_CAPITALS = Rule(
    "RK802",
    "huruf-besar",
    "Huruf besar semua",
    "Huruf besar semua sukar dibaca, dan singkatan tidak lagi terlihat.",
    "judul: RAPAT KOORDINASI PEMILUKADA DAMAI DI PROBOLINGGO",
    "judul: Rapat koordinasi pemilukada damai di Probolinggo",
    Example.KEYS,
    Severity.WARNING,
)


@reports(ALL_CAPITALS)
def _check_capitals(report: Report, prose: Prose, reading: Reading) -> None:
    node = reading.nodes.get("judul")
    if isinstance(node, Scalar) and _LOUD.search(node.value):
        words = [w for w in re.findall(r"[A-Za-z]{4,}", node.value) if len(w) > 3]
        loud = [word for word in words if word.isupper()]
        if len(loud) >= 3 and len(loud) * 3 >= len(words) * 2:
            report.at(
                node,
                ALL_CAPITALS,
                "Judul ditulis dengan huruf besar semua.",
                "Huruf besar semua sukar dibaca, dan singkatan tidak lagi terlihat.",
                "Tulis dengan huruf besar di awal judul, nama, dan singkatan saja.",
                is_step=True,
            )
            return
    for match in _SHOUT.finditer(prose, prose.told, prose.body):
        report.at(
            match.span(),
            ALL_CAPITALS,
            "Beberapa kata ditulis dengan huruf besar semua.",
            "Huruf besar semua sukar dibaca, dan singkatan tidak lagi terlihat.",
            "Tulis dengan huruf besar di awal nama saja.",
            is_step=True,
        )


DOUBLED_WORD = Rule(
    "RK803",
    "kata-ganda",
    "Kata ditulis dua kali",
    ("Kata yang sama berturut-turut biasanya salah ketik; kata ulang memakai tanda hubung."),
    "Peserta mencegah praktik praktik politik uang di di desa.\n",
    "Peserta mencegah praktik-praktik politik uang di desa.\n",
    Example.BODY,
    Severity.WARNING,
    fixable=True,
)


@reports(DOUBLED_WORD)
def _check_doubled(report: Report, prose: Prose, match: re.Match[str]) -> None:
    word = match[1]
    if not _is_written(report, match):
        return
    if prose.is_cited(match.start()) or (len(word) < 3 and word.lower() not in _FUNCTION_WORDS):
        return
    certain = word.lower() in _FUNCTION_WORDS
    if word[0].isupper() and not certain:
        return  # a name: "Ali Ali", "Bau Bau"
    report.at(
        match.span(),
        DOUBLED_WORD,
        f'Kata "{word}" ditulis dua kali.',
        "Kata yang sama berturut-turut biasanya salah ketik."
        if certain
        else "Kata ulang ditulis dengan tanda hubung.",
        word if certain else f"{word}-{word}   atau   {word}",
        edits=[(match.start(1) + len(word), match.end(), "")] if certain else (),
    )


def _check_blanks(report: Report, prose: Prose) -> None:
    text = prose.text
    if "  " in text:
        for match in _BLANKS.finditer(text, prose.body):
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            if COVER in line or line.startswith(("    ", "\t")):
                continue  # a table, an address beside it, or code
            _report_blank(report, match, "Ada spasi berlebih.", " ")
    if b" ." in prose.kinds:
        for match in _BEFORE_MARK.finditer(text, prose.body):
            if not prose.is_cited(match.start()):
                _report_blank(report, match, "Ada spasi sebelum tanda baca.", "")
    if ".." in text:
        for match in _DOTS.finditer(text, prose.body):
            if not prose.is_cited(match.start()):
                _report_blank(report, match, "Ada dua titik berturut-turut.", ".")


def _is_written(report: Report, match: re.Match[str]) -> bool:
    """Whether the file holds what was matched: code and comments look like blanks here, and
    must be neither found fault with nor mended away."""
    written = report.source.text[match.start() : match.end()]
    return written.replace("\r\n", " \n").replace("\r", "\n") == match[0]


EXTRA_BLANK = Rule(
    "RK804",
    "spasi",
    "Spasi atau titik berlebih",
    "Biasanya tertinggal saat menyalin atau menghapus kata.",
    "Rapat  ditutup .\n",
    "Rapat ditutup.\n",
    Example.BODY,
    Severity.WARNING,
    fixable=True,
)


@reports(EXTRA_BLANK)
def _report_blank(report: Report, match: re.Match[str], message: str, right: str) -> None:
    if not _is_written(report, match):
        return
    report.at(
        match.span(),
        EXTRA_BLANK,
        message,
        "Biasanya tertinggal saat menyalin atau menghapus kata.",
        "Hapus kelebihannya.",
        is_step=True,
        edits=[(match.start(), match.end(), right)],
    )


_OPEN, _CLOSE = "“(", {"”": "“", ")": "("}


UNPAIRED_MARK = Rule(
    "RK805",
    "tanda-tak-berpasangan",
    "Tanda petik atau kurung tidak berpasangan",
    "Kutipan tanpa penutup membuat tidak jelas siapa yang berbicara.",
    "“Damai itu indah, ujarnya.\n",
    "“Damai itu indah,” ujarnya.\n",
    Example.BODY,
    Severity.WARNING,
)


@reports(UNPAIRED_MARK)
def _check_pairs(report: Report, prose: Prose) -> None:
    """RK805: quotation marks and brackets that stay open, paragraph by paragraph."""
    text = prose.text
    if not _PAIRED.search(text, prose.body):
        return
    paragraphs = list(_paragraphs(text, prose.body))
    for (start, part), (_, below) in pairwise([*paragraphs, (0, "")]):
        if not _PAIRED.search(part):
            continue
        following = below.lstrip("> \t\n")
        at = _unpaired(part, following.startswith(("“", '"')))
        if at is not None:
            mark = part[at]
            what = "Tanda kurung" if mark in "()" else "Tanda petik"
            end = "penutup" if mark in '(“"' else "pembuka"
            report.at(
                (start + at, start + at + 1),
                UNPAIRED_MARK,
                f"{what} {mark} tidak berpasangan.",
                f"Dalam paragraf ini tidak ada {end}nya, sehingga tidak jelas sampai mana "
                "kutipan atau keterangannya.",
                f"Tambahkan {end}nya, atau hapus tanda ini.",
                is_step=True,
            )


def _paragraphs(text: str, start: int) -> Iterator[tuple[int, str]]:
    for gap in _GAP.finditer(text, start):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]


def _unpaired(part: str, goes_on: bool) -> int | None:
    lists = {match.end() - 2 for match in _LIST.finditer(part)}
    open_marks: list[int] = []
    for match in re.finditer(r"[“”()]", part):
        mark, at = match[0], match.start()
        if mark in _OPEN:
            open_marks.append(at)
        elif open_marks and part[open_marks[-1]] == _CLOSE[mark]:
            open_marks.pop()
        elif mark == ")" and (at in lists or part[max(at - 1, 0)] in ":;" or _is_letter(part, at)):
            continue  # "a)" of a list
        else:
            return at
    if open_marks and not (goes_on and part[open_marks[0]] == "“"):
        return open_marks[0]
    straight = [match.start() for match in re.finditer(r'(?<!\\)"', part)]
    if len(straight) % 2 and not goes_on:
        # Inches and seconds: 5" and 30".
        straight = [at for at in straight if not part[max(at - 1, 0)].isdigit()]
        if len(straight) % 2:
            return straight[-1]
    return None


def _is_letter(part: str, at: int) -> bool:
    return re.search(r"(?:^|[\s;,])[a-z0-9]{1,2}$", part[max(at - 3, 0) : at]) is not None


# --- acronyms --------------------------------------------------------------------------------


UNKNOWN_ACRONYM = Rule(
    "RK806",
    "singkatan-asing",
    "Singkatan instansi tidak dikenal",
    "Singkatan yang salah eja tidak ditemukan oleh pencarian.",
    "Rapat dipantau Bawslu setempat.\n",
    "Rapat dipantau Bawaslu setempat.\n",
    Example.BODY,
    Severity.WARNING,
)


@file_check
@reports(UNKNOWN_ACRONYM)
def check_acronyms(file: FileContext) -> None:
    """RK806: a word that is one letter away from an acronym of the registry."""
    report, prose = file.report, file.prose
    words = [word for word in prose.capitals if 6 <= len(word) <= 14]
    meant = {word: right for word in words if (right := _acronym_meant(word))}
    for word, right in sorted(meant.items()):
        if f" {word.lower()} " in prose.told:
            continue
        for match in re.finditer(rf"\b{re.escape(word)}\b", prose.told):
            # The word itself may be emphasised: "Desa **Dinyos**".
            before = prose.told[max(match.start() - 30, 0) : match.start()].rstrip("*_").split()
            if before and before[-1][0].isupper():
                continue  # part of a name: "Desa Dinyos"
            if _may_be_a_name(word) and not _is_of_an_office(prose.told, match, before):
                continue
            report.at(
                match.span(),
                UNKNOWN_ACRONYM,
                f'"{word}" tidak dikenal. Maksud Anda {right}?',
                "Singkatan instansi yang salah eja tidak ditemukan oleh pencarian.",
                right,
            )


# Three consonants in a row, where "ng", "ny", "sy" and "kh" are one: no name is spelt so.
_UNSPEAKABLE = re.compile(r"(?:ng|ny|sy|kh|[bcdfghjklmnpqrstvwxz]){3}", re.IGNORECASE)
_OFFICE_BEFORE = frozenset(
    "anggota ketua kepala komisioner petugas kantor pihak jajaran unsur sekretaris staf sekretariat"
    " dipantau".split()
)
_OFFICE_AFTER = re.compile(r"[ \n](?:Kabupaten|Kota|Provinsi|Kab\.|RI\b|setempat)")


def _may_be_a_name(word: str) -> bool:
    """Whether a word can be spoken as names are ("Pramuya", "Disean"); a slip in an acronym often
    cannot ("Bawslu")."""
    return _UNSPEAKABLE.search(word) is None


def _is_of_an_office(text: str, match: re.Match[str], before: list[str]) -> bool:
    """Whether the words around say that an office is meant, and not a person."""
    if before and before[-1].lower() in _OFFICE_BEFORE:
        return True
    return _OFFICE_AFTER.match(text, match.end()) is not None


@lru_cache(maxsize=50_000)
def _acronym_meant(word: str) -> str | None:
    known, near, parts = _acronyms()
    lower = word.lower()
    if lower in known or parts.isdisjoint(((lower[:2], len(word)), (lower[0], lower[-3:]))):
        return None
    for shorter in (lower, *(lower[:i] + lower[i + 1 :] for i in range(len(lower)))):
        for right in near.get(shorter, ()):
            if right[0].lower() == lower[0] and distance(lower, right.lower(), 1) == 1:
                return right
    return None


@lru_cache(maxsize=1)
def _acronyms() -> tuple[frozenset[str], dict[str, list[str]], frozenset[tuple[str, int | str]]]:
    """All names in lower case, the acronyms by what is left when one letter is dropped, and what
    words are like that are one letter away from one and begin with the same.

    Such a word of six begins with the same two, or ends with the same three.
    """
    from rakor.registry import load_agencies, regions

    known: set[str] = set()
    near: dict[str, list[str]] = {}
    parts: set[tuple[str, int | str]] = set()
    for region in regions():
        known.update(part.lower() for part in region.name.split())
    for type_ in load_agencies(regions(), None).types():
        for alias in type_.aliases:
            known.update(part.lower() for part in re.findall(r"[A-Za-z]+", alias.name))
        word = type_.acronym
        if word.isalpha() and len(word) >= 6:
            lower = word.lower()
            parts.update((lower[:2], len(word) + more) for more in (-1, 0, 1))
            parts.add((lower[0], lower[-3:]))
            for shorter in {lower, *(lower[:i] + lower[i + 1 :] for i in range(len(lower)))}:
                near.setdefault(shorter, []).append(word)
    return frozenset(known), near, frozenset(parts)
