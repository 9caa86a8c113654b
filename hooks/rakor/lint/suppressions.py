"""RK171 to RK173: lines whose writer answers for what a rule doubts.

In the text ``<!-- rakor: abaikan RK405 alasannya -->``, in the front matter
``# rakor: abaikan RK405 alasannya``: at the end of the line concerned, or on a line of its own
above it. Every excuse is reported as a note with its reason, so that nothing is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rakor.content.repairs import short
from rakor.diagnostics import Example, Problem, Rule, Severity, Source, Span, reports

_EXCUSE = re.compile(
    r"(?:<!--|(?<!\S)#)[ \t]*[Rr]akor[ \t]*:[ \t]*abaikan\b[ \t]*(?P<rest>[^\r\n]{0,500}?)"
    r"[ \t]*(?P<end>-->|(?=[\r\n]|\Z))"
)
_CODES = re.compile(r"(?:RK\d{3}[ \t,;]*)+")
_CODE = re.compile(r"RK\d{3}")
_SHORTEST_REASON = 8
#: Found only on some days or with --since, so an excuse from them is never idle.
_ONLY_SOMETIMES = frozenset(("RK321", "RK326", "RK711", "RK712", "RK713", "RK719", "RK721"))


@dataclass(frozen=True, slots=True)
class Excuse:
    """One excuse: for which line of the file, from which codes, why, and where it stands."""

    line: int
    codes: tuple[str, ...]
    reason: str
    span: Span


def read_excuses(source: Source) -> tuple[Excuse, ...]:
    """All excuses of a file, complete or not."""
    if "abaikan" not in source.text:
        return ()
    found = []
    for match in _EXCUSE.finditer(source.text):
        span = source.span(match.start(), match.end())
        codes = _CODES.match(match["rest"])
        reason = match["rest"][codes.end() if codes else 0 :].strip(" \t-–:()")
        found.append(
            Excuse(
                _line(source, span, match),
                tuple(dict.fromkeys(_CODE.findall(codes[0]))) if codes else (),
                reason,
                span,
            )
        )
    return tuple(found)


def _line(source: Source, span: Span, match: re.Match[str]) -> int:
    own = source.line(span.line) or ""
    alone = not (own[: span.column - 1] + own[span.end_column - 1 :]).strip(" \t-")
    if not alone:
        return span.line
    line = span.line + 1
    while (text := source.line(line)) is not None and not text.strip():
        line += 1
    return line


EXCUSED = Rule(
    "RK171",
    "dikecualikan",
    "Aturan dikecualikan oleh penulis",
    (
        "Penulis boleh menjawab keraguan sebuah aturan dengan alasan. Pengecualian selalu "
        "dilaporkan sebagai catatan agar tidak ada yang tersembunyi."
    ),
    (
        "Pada (14/11/2024) rapat digelar di 30 kecamatan. <!-- rakor: abaikan RK401 sumber "
        "menghitung kecamatan lama -->\n"
    ),
    "Rapat digelar di 24 kecamatan.\n",
    Example.BODY,
    Severity.NOTE,
)
IDLE_EXCUSE = Rule(
    "RK173",
    "pengecualian-mubazir",
    "Pengecualian tidak diperlukan",
    "Pengecualian yang tertinggal bisa menutupi kesalahan berikutnya.",
    (
        "Rapat digelar di 24 kecamatan. <!-- rakor: abaikan RK401 sumber menghitung "
        "kecamatan lama -->\n"
    ),
    "Rapat digelar di 24 kecamatan.\n",
    Example.BODY,
    Severity.WARNING,
)


@reports(EXCUSED, IDLE_EXCUSE)
def excuse(
    file: str, problems: Iterable[Problem], excuses: Iterable[Excuse], whole: bool
) -> list[Problem]:
    """The problems of one file that nothing excuses, and a report on every excuse.

    ``whole`` says that all rules have been asked, so that an excuse that was not needed can be
    told.
    """
    kept = list(problems)
    for entry in excuses:
        wrong = _wrong(file, entry)
        if wrong:
            kept.append(wrong)
            continue
        used: list[str] = []
        rest = []
        for problem in kept:
            if problem.span.line == entry.line and problem.code in entry.codes:
                used.append(problem.code)
            else:
                rest.append(problem)
        kept = rest
        if used:
            kept.append(
                EXCUSED.problem(
                    file,
                    f"{', '.join(dict.fromkeys(used))} dikecualikan pada baris {entry.line}.",
                    f"Alasan penulis: {short(entry.reason, 200)}",
                    "Hapus pengecualian ini bila alasannya tidak berlaku lagi.",
                    span=entry.span,
                    is_step=True,
                )
            )
        elif whole and not set(entry.codes) & _ONLY_SOMETIMES:
            kept.append(
                IDLE_EXCUSE.problem(
                    file,
                    f"Pengecualian {', '.join(entry.codes)} ini tidak diperlukan.",
                    f"Baris {entry.line} tidak melanggar aturan itu.",
                    "Hapus pengecualian ini.",
                    span=entry.span,
                    is_step=True,
                )
            )
    return kept


INCOMPLETE_EXCUSE = Rule(
    "RK172",
    "pengecualian-tak-lengkap",
    "Pengecualian tidak lengkap",
    "Pengecualian berlaku bila menyebut kode yang boleh dikecualikan dan alasannya.",
    "Rapat digelar di 30 kecamatan. <!-- rakor: abaikan RK401 -->\n",
    "Rapat digelar di 24 kecamatan.\n",
    Example.BODY,
    Severity.WARNING,
)


@reports(INCOMPLETE_EXCUSE)
def _wrong(file: str, entry: Excuse) -> Problem | None:
    # What gathers all rules imports this module too.
    from rakor.lint.catalogue import CATALOGUE

    unknown = [code for code in entry.codes if code not in CATALOGUE]
    strict = [code for code in entry.codes if code not in unknown]
    strict = [code for code in strict if not CATALOGUE[code].may_be_excused]
    if not entry.codes:
        cause = "Kode aturannya belum ditulis."
    elif unknown:
        cause = f"Kode {unknown[0]} tidak ada."
    elif strict:
        cause = f"{strict[0]} tidak boleh dikecualikan: buletinnya tidak bisa terbit dengan benar."
    elif len(entry.reason) < _SHORTEST_REASON:
        cause = "Alasannya belum ditulis; pembaca berikutnya perlu tahu mengapa."
    else:
        return None
    code = entry.codes[0] if entry.codes and not unknown and not strict else "RK405"
    return replace(
        INCOMPLETE_EXCUSE.problem(
            file,
            "Pengecualian ini tidak lengkap, jadi tidak berlaku.",
            cause,
            f"<!-- rakor: abaikan {code} alasannya ditulis di sini -->",
            span=entry.span,
            is_step=True,
        ),
        is_step=False,
    )
