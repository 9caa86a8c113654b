"""RK605, RK606, RK902 and RK903: anchors, pictures without words, raw HTML, order of headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rakor.content.repairs import short
from rakor.diagnostics import Example, Report, Rule, Severity, reports

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+([^\n]*)$", re.MULTILINE)
_NUMBERED = re.compile(r"(.*)_(\d{1,9})")
_ID = re.compile(r"\{:?[^{}\n]*#([\w.:-]+)[^{}\n]*\}\s*$")
_ANY_ID = re.compile(
    r"\{:?[^{}\n]*#([\w.:-]+)[^{}\n]*\}|\b(?:id|name)\s{0,2}=\s{0,2}[\"']([^\"'\n]{1,100})"
)
_PICTURE = re.compile(r"!\[[ \t]*\](?:\(|\[)")
_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9-]{0,20})(?=[\s/>])[^<>\n]{0,300}>")
# No bracket within a bracket: a row of opening ones must not cost its square.
_LINK_MARKS = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)|[*_`]+")


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


@reports(PICTURE_WITHOUT_WORDS, RAW_HTML)
def check_markup(report: Report, body: str, offset: int) -> None:
    """Judge the text below the front matter; ``body`` is without code and comments and begins
    at ``offset`` of the file."""
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


def _headings(body: str) -> Iterator[tuple[re.Match[str], str]]:
    """Every heading with its title, without the marks that may close it."""
    for match in _HEADING.finditer(body):
        yield match, match[2].rstrip(" \t").rstrip("#").rstrip(" \t")


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
    for match, title in _headings(body):
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


def anchors(body: str) -> frozenset[str]:
    """The ids a body's headings get, by the rules of Python-Markdown's ``toc`` extension."""
    found: set[str] = set()
    last: dict[str, int] = {}
    if "#" in body:
        for _, title in _headings(body):
            own = _ID.search(title)
            if own:
                found.add(own[1])
                continue
            wanted = _slugify(_LINK_MARKS.sub(lambda m: m[1] or "", title))
            if wanted in found or not wanted:
                tail = _NUMBERED.fullmatch(wanted)
                base = tail[1] if tail else wanted
                number = max(last.get(base, 0), int(tail[2]) if tail else 0) + 1
                while f"{base}_{number}" in found:
                    number += 1
                # Where to go on from, so that many equal headings do not cost their square.
                last[base] = number
                wanted = f"{base}_{number}"
            found.add(wanted)
        found.update(a or b for a, b in _ANY_ID.findall(body))
    return frozenset(found)


def _slugify(title: str) -> str:
    text = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    text = re.sub(r"[^\w\s-]", "", text).strip().lower()
    return re.sub(r"[-\s]+", "-", text)
