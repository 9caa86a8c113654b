"""RK904 to RK909: tables, lists and notes that a page shows otherwise than they were written.

What the dialect of the site (``rakor.markdown.dialect``) makes right is not found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rakor.content.repairs import short
from rakor.diagnostics import Example, Report, Rule, Severity, reports
from rakor.lint.checks import FileContext, file_check

_SEPARATOR = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,60})\](?!:)")
_NOTE_TEXT = re.compile(r"^ {0,3}\[\^([^\]\s]{1,60})\]:", re.MULTILINE)
# "a. satu", "(2) dua", "– tiga": lists of letters that Markdown does not know.
_FOREIGN_ITEM = re.compile(r"[ \t]{0,3}(?:([a-z])[.)]|\(([a-z]|\d{1,2})\)|[–—])[ \t]+(?=\S)")
_RULER = re.compile(r"^( {0,3})(-{2,})[ \t]*$", re.MULTILINE)


def _lines(body: str, offset: int) -> Iterator[tuple[int, str]]:
    """Every line with where it begins in the file."""
    at = offset
    for line in body.split("\n"):
        yield at, line
        at += len(line) + 1


# --- tables ----------------------------------------------------------------------------------

EXTRA_CELL = Rule(
    "RK904",
    "sel-berlebih",
    "Baris tabel berisi sel lebih banyak daripada judul kolomnya",
    "Sel yang tidak punya kolom hilang dari halaman tanpa jejak.",
    "| Desa | Paket |\n|---|---|\n| Sukamaju | 12 | diantar sendiri |\n",
    "| Desa | Paket | Cara |\n|---|---|---|\n| Sukamaju | 12 | diantar sendiri |\n",
    Example.BODY,
    excusable=True,
)
MISSING_CELL = Rule(
    "RK905",
    "sel-kurang",
    "Baris tabel berisi sel lebih sedikit daripada judul kolomnya",
    "Sel yang kurang terbit kosong, dan pembaca tidak tahu apakah isinya memang tidak ada.",
    "| Desa | Paket |\n|---|---|\n| Sukamaju |\n",
    "| Desa | Paket |\n|---|---|\n| Sukamaju | tidak ada data |\n",
    Example.BODY,
    Severity.WARNING,
)


@file_check
@reports(EXTRA_CELL, MISSING_CELL)
def check_tables(file: FileContext) -> None:
    """Report rows whose cells do not fit the columns, and rules below a head of another width."""
    if "|" not in file.body:
        return
    lines = list(_lines(file.body, file.document.body_start))
    for number in range(len(lines) - 1):
        head, (_, below) = lines[number][1], lines[number + 1]
        if "|" not in head or "|" not in below or not _SEPARATOR.match(below):
            continue
        if number and _SEPARATOR.match(head):
            continue
        columns = _cells(head)
        if _cells(below) != columns:
            _report_separator(file.report, lines[number + 1], columns)
            continue
        for at, row in lines[number + 2 :]:
            if not row.strip() or (head.lstrip().startswith("|") and "|" not in row):
                break
            if _cells(row) != columns:
                _report_cells(file.report, (at, row), columns)


def _cells(row: str) -> int:
    """How many cells a row of a table has; a bar behind a backslash is text."""
    inner = row.strip().removeprefix("|")
    if "\\" not in inner:
        return inner.removesuffix("|").count("|") + 1
    inner = inner[:-1] if re.search(r"(?<!\\)\|$", inner) else inner
    return len(re.findall(r"(?<!\\)\|", inner)) + 1


def _report_cells(report: Report, line: tuple[int, str], columns: int) -> None:
    at, row = line
    cells = _cells(row)
    lead = len(row) - len(row.lstrip())
    is_more = cells > columns
    report.at(
        (at + lead, at + len(row.rstrip())),
        EXTRA_CELL if is_more else MISSING_CELL,
        f"Baris tabel ini berisi {cells} sel, padahal kolomnya {columns}.",
        "Sel yang tidak punya kolom tidak akan terbit."
        if is_more
        else "Sel yang kurang akan terbit kosong.",
        "Tambahkan judul kolom dan garisnya, atau gabungkan selnya. Garis tegak yang termasuk teks "
        "ditulis \\|."
        if is_more
        else "Isi sel yang kurang, atau tulis – bila memang kosong.",
        is_step=True,
    )


@reports(EXTRA_CELL)
def _report_separator(report: Report, line: tuple[int, str], columns: int) -> None:
    at, row = line
    lead = len(row) - len(row.lstrip())
    report.at(
        (at + lead, at + len(row.rstrip())),
        EXTRA_CELL,
        f"Garis di bawah judul tabel berisi {_cells(row)} kolom, padahal judulnya {columns}.",
        "Tabel yang garisnya tidak cocok terbit sebagai teks yang menyatu, bukan sebagai tabel.",
        "|" + "---|" * columns,
    )


TABBED_TABLE = Rule(
    "RK906",
    "tabel-bertab",
    "Tabel tersalin dengan tab",
    "Tabel dari Excel atau Word tersalin sebagai teks bertab; di halaman, semua barisnya menyatu "
    "menjadi satu paragraf.",
    "Desa\tPaket\nSukamaju\t12\nSukasari\t15\n",
    "| Desa | Paket |\n|---|---|\n| Sukamaju | 12 |\n| Sukasari | 15 |\n",
    Example.BODY,
    Severity.WARNING,
)


@file_check
@reports(TABBED_TABLE)
def check_tabs(file: FileContext) -> None:
    """Report rows of cells with tabs between them."""
    if "\t" not in file.body:
        return
    rows: list[tuple[int, str]] = []
    for at, line in [*_lines(file.body, file.document.body_start), (0, "")]:
        is_row = "\t" in line.strip() and "|" not in line and not line.startswith(("\t", "    "))
        if is_row:
            rows.append((at, line))
            continue
        if len(rows) > 1:
            _report_tabs(file.report, rows)
        rows = []


def _report_tabs(report: Report, rows: list[tuple[int, str]]) -> None:
    cells = [[cell.strip() for cell in line.strip().split("\t")] for _, line in rows]
    columns = max(map(len, cells))
    shown = [
        "| " + " | ".join([*(short(cell, 40) for cell in row), *[""] * (columns - len(row))]) + " |"
        for row in cells[:3]
    ]
    shown.insert(1, "|" + "---|" * columns)
    more = "" if len(rows) <= 3 else "\n…"
    report.at(
        (rows[0][0], rows[-1][0] + len(rows[-1][1].rstrip())),
        TABBED_TABLE,
        f"{len(rows)} baris ini tampaknya tabel yang tersalin dengan tab.",
        "Di halaman, baris dan kolomnya menyatu menjadi satu paragraf.",
        "\n".join(shown) + more,
    )


# --- notes -----------------------------------------------------------------------------------

ORPHAN_NOTE = Rule(
    "RK907",
    "catatan-kaki-terputus",
    "Catatan kaki tidak punya pasangan",
    "Tanda catatan kaki tanpa teksnya terbit apa adanya, misalnya [^b]; teks catatan tanpa "
    "tandanya tidak bisa dicapai dari isi.",
    "Anggaran naik[^a] menurut panitia[^b].\n\n[^a]: Naik dua persen.\n",
    "Anggaran naik[^a] menurut panitia.\n\n[^a]: Naik dua persen.\n",
    Example.BODY,
    Severity.WARNING,
)


@file_check
@reports(ORPHAN_NOTE)
def check_notes(file: FileContext) -> None:
    """Report marks of notes without a text, texts without a mark, and texts given twice."""
    body, offset = file.body, file.document.body_start
    if "[^" not in body:
        return
    texts: dict[str, re.Match[str]] = {}
    for match in _NOTE_TEXT.finditer(body):
        name = match[1]
        if name in texts:
            _report_note(
                file.report, match, offset, f"Catatan kaki [^{short(name)}] ditulis dua kali."
            )
        texts.setdefault(name, match)
    used: set[str] = set()
    for match in _NOTE_MARK.finditer(body):
        used.add(match[1])
        if match[1] not in texts:
            _report_note(
                file.report, match, offset, f"Catatan kaki [^{short(match[1])}] tidak punya teks."
            )
    for name, match in texts.items():
        if name not in used:
            _report_note(
                file.report,
                match,
                offset,
                f"Catatan kaki [^{short(name)}] tidak dirujuk dalam isi.",
            )


def _report_note(report: Report, match: re.Match[str], offset: int, message: str) -> None:
    name = short(match[1])
    report.at(
        (offset + match.start(), offset + match.end()),
        ORPHAN_NOTE,
        message,
        "Tanda [^…] di dalam isi dan teks catatannya harus berpasangan, dengan nama yang sama.",
        f"Tulis teksnya pada baris tersendiri, [^{name}]: …, dan tandanya [^{name}] di dalam isi; "
        "atau hapus yang tidak perlu.",
        is_step=True,
    )


# --- lists and rulers ------------------------------------------------------------------------

RUN_ON_LIST = Rule(
    "RK908",
    "daftar-menyatu",
    "Butir daftar akan menyatu",
    "Markdown mengenal butir yang diawali tanda hubung atau angka dan titik; yang diawali huruf "
    "atau garis panjang menyatu menjadi satu paragraf.",
    "Rapat menyepakati:\n\na. pompa air\nb. perahu karet\n",
    "Rapat menyepakati:\n\n1. pompa air\n2. perahu karet\n",
    Example.BODY,
    Severity.WARNING,
)
RULER_AS_HEADING = Rule(
    "RK909",
    "garis-menjadi-judul",
    "Garis tepat di bawah teks menjadikannya judul",
    "Dalam Markdown, baris --- tepat di bawah teks menjadikan teks itu judul bagian.",
    "Rapat ditutup pukul 12.00 WIB.\n---\nCatatan menyusul.\n",
    "Rapat ditutup pukul 12.00 WIB.\n\n---\n\nCatatan menyusul.\n",
    Example.BODY,
    Severity.WARNING,
    fixable=True,
)


@file_check
@reports(RUN_ON_LIST)
def check_lists(file: FileContext) -> None:
    """Report rows of items that would become one paragraph."""
    body = file.body
    if not ("\na" in body or "\n(" in body or "\n–" in body or "\n—" in body):
        return
    rows: list[tuple[int, int, str]] = []
    for at, line in [*_lines(body, file.document.body_start), (0, "")]:
        match = _FOREIGN_ITEM.match(line)
        if match:
            rows.append((at, at + len(line.rstrip()), match[1] or match[2] or "–"))
            continue
        if len(rows) > 1 and _counts(rows):
            _report_list(file.report, rows)
        rows = []


def _counts(rows: list[tuple[int, int, str]]) -> bool:
    """Whether the marks follow one another as those of a list do."""
    one, two = rows[0][2], rows[1][2]
    if one == "–":
        return two == "–"
    if one.isdigit() and two.isdigit():
        return int(two) == int(one) + 1
    return len(one) == len(two) == 1 and ord(two) == ord(one) + 1


def _report_list(report: Report, rows: list[tuple[int, int, str]]) -> None:
    report.at(
        (rows[0][0], rows[-1][1]),
        RUN_ON_LIST,
        f"{len(rows)} butir ini akan menyatu menjadi satu paragraf.",
        "Butir daftar diawali tanda hubung dan spasi, atau angka, titik, dan spasi.",
        "Ganti awalnya menjadi - , atau 1. 2. 3. bila berurutan.",
        is_step=True,
    )


@file_check
@reports(RULER_AS_HEADING)
def check_rulers(file: FileContext) -> None:
    """Report rulers that make a heading of the text above them."""
    body, offset = file.body, file.document.body_start
    if "\n--" not in body:
        return
    for match in _RULER.finditer(body):
        above = body[: match.start()].removesuffix("\n").rpartition("\n")[2]
        if not above.strip() or match.start() == 0 or "|" in above or above.lstrip()[:1] in "#>-=":
            continue
        if re.match(r" {0,3}(?:[-*+]|\d{1,3}[.)]) ", above):
            continue  # ends the list
        start = offset + match.start(2)
        report_break = file.document.source.line_break
        file.report.at(
            (start, start + len(match[2])),
            RULER_AS_HEADING,
            f'Garis ini menjadikan "{short(above, 40)}" judul bagian.',
            "Garis yang tepat di bawah teks adalah tanda judul; garis pemisah berdiri sendiri.",
            "Beri baris kosong di atas garis ini, atau hapus garisnya; judul diawali ##.",
            is_step=True,
            edits=[(offset + match.start(), offset + match.start(), report_break)],
        )
