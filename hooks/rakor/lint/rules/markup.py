"""RK605, RK606, RK902 and RK903: anchors, pictures without words, raw HTML, order of headings."""

from __future__ import annotations

import re

from rakor.content.repairs import short
from rakor.diagnostics import Example, Report, Rule, Severity, reports
from rakor.lint.body import headings
from rakor.lint.checks import FileContext, file_check

_PICTURE = re.compile(r"!\[[ \t]*\](?:\(|\[)")
_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9-]{0,20})(?=[\s/>])[^<>\n]{0,300}>")


PICTURE_WITHOUT_WORDS = Rule(
    "RK606",
    "gambar-tanpa-keterangan",
    "Gambar tanpa keterangan pengganti",
    "Pembaca yang memakai pembaca layar hanya punya keterangan itu.",
    "Bagan ![](bagan.png)\n",
    "Bagan ![Alur pengiriman logistik](bagan.png)\n",
    Example.BODY,
    Severity.WARNING,
)
RAW_HTML = Rule(
    "RK902",
    "html-mentah",
    "HTML di dalam isi",
    "HTML biasanya tersalin dari situs lain; sebagian dibuang saat terbit.",
    "<p>Rapat dibuka pagi hari.</p>\n",
    "Rapat dibuka pagi hari.\n",
    Example.BODY,
    Severity.WARNING,
)


@file_check
@reports(PICTURE_WITHOUT_WORDS, RAW_HTML)
def check_markup(file: FileContext) -> None:
    """Judge headings, pictures and HTML of the text."""
    report, body, offset = file.report, file.body, file.document.body_start
    if "###" in body:  # with fewer there is nothing to pass over
        _check_order(report, body, offset)
    if "[" in body:
        for match in _PICTURE.finditer(body):
            report.at(
                (offset + match.start(), offset + match.end() - 1),
                PICTURE_WITHOUT_WORDS,
                "Gambar ini tidak punya keterangan pengganti.",
                "Pembaca yang memakai pembaca layar, dan yang gambarnya tidak termuat, hanya "
                "punya keterangan itu.",
                "Tulis apa yang terlihat di antara kedua kurung siku, seperti ![Suasana rapat](…)",
                is_step=True,
            )
    if "<" in body:
        seen: set[str] = set()
        for match in _TAG.finditer(body):
            name = match[1].lstrip("/").lower()
            if name in seen or name == "h1":  # that has a code of its own
                continue
            seen.add(name)
            report.at(
                (offset + match.start(), offset + match.end()),
                RAW_HTML,
                f"Ada HTML <{name}> di dalam isi.",
                "Biasanya tersalin dari situs lain; sebagian dibuang saat terbit, dan sisanya "
                "mengacaukan tampilan.",
                "Hapus tandanya dan tulis dengan Markdown, misalnya **tebal** atau - butir.",
                is_step=True,
            )


HEADING_ORDER = Rule(
    "RK903",
    "urutan-judul",
    "Tingkat judul bagian melompat",
    "Pembaca layar memakai tingkat judul sebagai daftar isi.",
    "## Pembukaan\n\n#### Sambutan\n\nIsi.\n",
    "## Pembukaan\n\n### Sambutan\n\nIsi.\n",
    Example.BODY,
    Severity.WARNING,
    fixable=True,
)


@reports(HEADING_ORDER)
def _check_order(report: Report, body: str, offset: int) -> None:
    last = 1
    for match, title in headings(body):
        level = len(match[1])
        if level > last + 1:
            report.at(
                (offset + match.start(1), offset + match.start(2) + len(title)),
                HEADING_ORDER,
                f"Judul bagian melompat dari tingkat {last} ke tingkat {level}.",
                "Pembaca layar memakai tingkat judul sebagai daftar isi; tingkat yang terlewat "
                "membuatnya tersesat.",
                f"{'#' * (last + 1)} {short(title)}",
                edits=[(offset + match.start(1), offset + match.end(1), "#" * (last + 1))],
            )
            level = last + 1
        last = max(level, 1)
