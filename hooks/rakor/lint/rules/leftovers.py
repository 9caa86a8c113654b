"""RK807 and RK808: what a template or an import left to be replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rakor.bulletin import Status
from rakor.content.repairs import short
from rakor.diagnostics import Example, Report, Rule, Severity, reports
from rakor.lint.body import source_lines
from rakor.lint.checks import FileContext, file_check
from rakor.source.nodes import Mapping, Node, Scalar

# Where none of these stands, what is found may be meant.
_MARKS = ("Contoh", "Nama ", "…", "...", "??", "xx", "XX", "<", "orem ipsum", ".example")
# Values as a whole: those of the guide's templates, gaps of our own remedies, and what people
# write where they do not know yet.
_VALUE = re.compile(
    r"Contoh (?:rapat|rakor|ringkasan|janji|siaran pers|surat kabar)\b.*"
    r"|Nama (?:pemimpin rapat|pembicara|penulis|lengkap|instansi|gedung atau ruang)"
    r"|[.…]+|\?{2,}|x{2,}|<[^<>]{2,60}>|https?://[^/]*\.example(?:/.*)?|lorem ipsum\b.*",
    re.IGNORECASE | re.DOTALL,
)
_FIRST = frozenset("CcNn.…?XxHhLl<")
"""How such a value can begin."""
_TEXT = re.compile(
    r"\n(?:[Cc](?i:ontoh(?: isi)?: (?:tulis|terangkan|ceritakan)\b).*|[Ll](?i:orem ipsum\b).*)"
)


@file_check
def check_leftovers(file: FileContext) -> None:
    """Report values and paragraphs that still say what should be written there."""
    report, document = file.report, file.document
    text = document.source.text
    if not any(mark in text for mark in _MARKS):
        return
    found = [
        (node.start, node.end, node.value)
        for node in _values(document.data)
        if (value := node.value.strip())[:1] in _FIRST and _VALUE.fullmatch(value)
    ]
    for match in _TEXT.finditer(text, document.body_start - 1):
        line = match[0][1:]
        found.append((match.start() + 1, match.start() + 1 + len(line.rstrip()), line))
    for start, end, written in found:
        _report(report, start, end, written)


def _values(node: Node) -> Iterator[Scalar]:
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, Scalar):
            yield node
        else:
            pending += (
                [value for _, value in node.entries] if isinstance(node, Mapping) else node.items
            )


TEMPLATE_LEFTOVER = Rule(
    "RK807",
    "sisa-templat",
    "Sisa templat",
    "Isian contoh yang tertinggal dari templat akan terbit seperti keterangan sungguhan.",
    "pimpinan:\n  nama: Nama Pemimpin Rapat",
    "pimpinan:\n  jabatan: Bupati Probolinggo",
    Example.KEYS,
    Severity.WARNING,
)


@reports(TEMPLATE_LEFTOVER)
def _report(report: Report, start: int, end: int, written: str) -> None:
    report.at(
        (start, end),
        TEMPLATE_LEFTOVER,
        f'"{short(written, 40)}" tampaknya sisa templat.',
        "Isian contoh yang tertinggal akan terbit seperti keterangan sungguhan.",
        "Ganti menurut sumber Anda, atau hapus bila sumber tidak menyebutnya.",
        is_step=True,
    )


SOURCE_LEFT = Rule(
    "RK808",
    "teks-sumber",
    "Teks sumber belum diganti",
    "Baris yang diawali >>> disalin dari siaran pers atau berita saat mengimpor. Kalimatnya milik "
    "penulisnya, jadi tidak boleh terbit; buletin ditulis dengan kalimat sendiri.",
    ">>> Kegiatan tersebut dihadiri oleh berbagai unsur terkait.\n",
    "Rapat itu dihadiri tiga instansi.\n",
    Example.BODY,
)


@file_check
@reports(SOURCE_LEFT)
def check_source_lines(file: FileContext) -> None:
    """Refuse to publish what an import copied; drafts may hold it."""
    if file.reading.data.get("status") is Status.DRAFT:
        return
    lines = source_lines(file.document)
    if not lines:
        return
    file.report.at(
        lines[0],
        SOURCE_LEFT,
        f"Masih ada {len(lines)} baris teks sumber (>>>) yang belum diganti.",
        "Kalimat itu milik penulis sumbernya dan tidak boleh terbit.",
        "Tulis isinya dengan kalimat sendiri lalu hapus baris >>>, atau tulis status: draf.",
        is_step=True,
    )
