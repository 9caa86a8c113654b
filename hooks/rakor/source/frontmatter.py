"""Front matter: from the bytes of a file to positioned, string-only YAML nodes.

YAML's own typing would turn ``35.10`` into 35.1, ``0731`` into 473 and ``no`` into False, and
its loader hides repeated keys. So the events of the parser are read here directly: every
scalar stays the string that was written, every key and value knows its place in the file, and
what a hostile file could use to hurt (aliases, depth, sheer size) ends the reading early.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn

import yaml

from rakor.diagnostics import Example, Report, Rule, Severity, Source, decode, reports
from rakor.source.conflicts import report_conflicts
from rakor.source.nodes import Mapping, Node, Scalar, Sequence
from rakor.source.yaml_errors import (
    CURLY_QUOTES,
    OPEN_BRACKET,
    TWO_DOCUMENTS,
    UNCLOSED_FRONT_MATTER,
    Fault,
    curly,
    explain_fault,
    in_curly_quotes,
)

_Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: Limits. The largest real bulletin has about 8 KB, 150 nodes and 5 levels.
MAX_FILE_BYTES = 500_000
MAX_FRONT_MATTER = 100_000  # characters; topics.yml and agencies.yml may use all of it
MAX_NODES = 20_000
MAX_DEPTH = 12


@dataclass
class ParsedFile:
    """A bulletin file taken apart: its front matter and the offset where its body begins."""

    source: Source
    data: Mapping
    body_start: int

    @cached_property
    def body(self) -> str:
        """The text below the front matter, with line ends made ``\\n``."""
        return _unified(self.source.text[self.body_start :])


# --- bytes to text ---------------------------------------------------------------------------

# NUL and other characters that no text holds; tab and line ends are fine. YAML refuses the
# same ones, so that its reader never fails on a character later.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


# Bytes without which no such character is written in UTF-8, some of which others have too.
_CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\r")) + b"\x7f\xc2\xef"


# How the files of other programs begin.
_NO_TEXT = (
    (b"PK\x03\x04", "dokumen Word atau berkas zip"),
    (b"\xd0\xcf\x11\xe0", "dokumen Word lama"),
    (b"{\\rtf", "dokumen RTF"),
    (b"%PDF", "dokumen PDF"),
    (b"\xff\xd8\xff", "gambar"),
    (b"\x89PNG", "gambar"),
    *((mark, "halaman web (HTML)") for mark in (b"<!DOCTYPE", b"<!doctype", b"<html", b"<HTML")),
)
_NO_TEXT_STARTS = tuple(start for start, _ in _NO_TEXT)


TOO_LARGE = Rule(
    "RK103",
    "berkas-terlalu-besar",
    "Berkas terlalu besar",
    "Buletin adalah teks singkat. Berkas yang lebih besar dari 500 KB hampir pasti memuat "
    "sesuatu yang seharusnya menjadi lampiran.",
    "Berkas .md sebesar 3.000 KB",
    "Berkas .md sebesar 8 KB dengan lampiran PDF",
    Example.NOTE,
)
UTF16 = Rule(
    "RK104",
    "penyandian-utf16",
    "Berkas disimpan sebagai UTF-16",
    "Semua berkas teks di sini memakai UTF-8. Notepad lama menyimpan sebagai UTF-16 bila "
    'yang dipilih "Unicode".',
    'Simpan Sebagai, Penyandian "UTF-16 LE"',
    'Simpan Sebagai, Penyandian "UTF-8"',
    Example.NOTE,
)
NOT_UTF8 = Rule(
    "RK105",
    "bukan-utf8",
    "Berkas bukan UTF-8",
    "Huruf seperti – “ ” é tersimpan dengan cara lama (Windows-1252), sehingga akan tampil "
    "rusak di situs.",
    'Simpan Sebagai, Penyandian "ANSI"',
    'Simpan Sebagai, Penyandian "UTF-8"',
    Example.NOTE,
)
CONTROL_CHARACTER = Rule(
    "RK106",
    "huruf-kendali",
    "Ada huruf kendali yang tidak terlihat",
    "Huruf kendali terbawa dari PDF atau aplikasi lain. Di layar tidak tampak, tetapi "
    "merusak pencarian dan pembacaan.",
    "Kata yang di dalamnya ada huruf NUL (U+0000)",
    "Kata yang sama, diketik ulang",
    Example.NOTE,
)
NOT_TEXT = Rule(
    "RK108",
    "bukan-teks",
    "Isi berkas bukan teks",
    "Buletin adalah berkas teks. Dokumen Word, PDF, gambar, dan halaman web tidak menjadi "
    "teks bila hanya namanya yang diganti.",
    "undangan.docx yang dinamai ulang menjadi 2024-11-14-undangan.md",
    "Berkas teks baru berisi tulisan dari dokumen itu",
    Example.NOTE,
)


@reports(NOT_TEXT, TOO_LARGE, UTF16, NOT_UTF8, CONTROL_CHARACTER)
def read_text(file: str, data: bytes) -> tuple[Source, Report]:
    """Decode a file. Problems of encoding are in the report; the source is for showing then.

    Codes: RK103 too large, RK104 UTF-16, RK108 no text, RK105 not UTF-8, RK106 control characters.
    """
    if data.startswith(_NO_TEXT_STARTS):
        kind = next(name for start, name in _NO_TEXT if data.startswith(start))
        source = Source(file, "")
        report = Report(source)
        report.at(
            (0, 0),
            NOT_TEXT,
            f"Isi berkas ini {kind}, bukan teks.",
            "Mengganti nama berkas menjadi .md tidak mengubah isinya.",
            "Salin tulisannya ke berkas baru di Notepad, lalu simpan dengan penyandian UTF-8.",
            is_step=True,
        )
        return source, report
    decoded = decode(data[:MAX_FILE_BYTES])
    source = Source(file, decoded.text)
    report = Report(source)
    if len(data) > MAX_FILE_BYTES:
        report.at(
            (0, 0),
            TOO_LARGE,
            "Berkas ini terlalu besar.",
            f"Sebuah berkas teks di sini paling besar {MAX_FILE_BYTES // 1000:,} KB.".replace(
                ",", "."
            ),
            "Pindahkan bahan yang panjang ke lampiran, lalu sebutkan pada kunci lampiran.",
            is_step=True,
        )
    elif decoded.encoding in {"utf-16", "utf-32"}:
        name = decoded.encoding.upper()
        report.at(
            (0, 0),
            UTF16,
            f"Berkas ini disimpan dengan penyandian {name}, bukan UTF-8.",
            'Di Notepad, pilihan itu bernama "Unicode" atau "UTF-16 LE".',
            _SAVE_AS_UTF8,
            is_step=True,
        )
    elif decoded.encoding == "cut":
        report.at(
            (decoded.first_bad, decoded.first_bad + 1),
            NOT_UTF8,
            "Berkas ini berakhir di tengah sebuah huruf.",
            "Penyalinan atau pengunduhannya mungkin terputus.",
            "Salin lagi berkas aslinya, lalu periksa apakah isinya lengkap.",
            is_step=True,
        )
    elif decoded.encoding != "utf-8":
        at = decoded.first_bad
        report.at(
            (at, at + 1),
            NOT_UTF8,
            "Berkas ini bukan UTF-8; kemungkinan besar Windows-1252 (Latin-1).",
            f'Huruf pertama yang tidak terbaca ada di sini; mungkin maksudnya "{source.text[at]}".',
            _SAVE_AS_UTF8,
            is_step=True,
        )
    elif len(data.translate(None, _CONTROL_BYTES)) < len(data):
        match = _CONTROL.search(decoded.text)
        if match:
            at = match.start()
            report.at(
                (at, at + 1),
                CONTROL_CHARACTER,
                f"Ada huruf kendali yang tidak terlihat (U+{ord(match[0]):04X}).",
                "Huruf seperti ini biasanya terbawa saat menyalin dari PDF atau aplikasi lain.",
                "Hapus huruf itu: letakkan kursor di tempat yang ditunjuk, tekan Delete, "
                "lalu ketik ulang katanya bila perlu.",
                is_step=True,
            )
    report_conflicts(source, report)
    return source, report


_SAVE_AS_UTF8 = (
    "Buka berkas di Notepad, pilih Berkas > Simpan Sebagai (File > Save As), pada Penyandian "
    '(Encoding) pilih "UTF-8", lalu simpan. Periksa ejaan nama dan tanda petik sesudahnya.'
)

# --- text to front matter --------------------------------------------------------------------

_RULE = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
# What word processors and tired fingers make of "---".
_NEARLY_RULE = re.compile(
    r"^[ \t]{0,3}(?:[-–—_=*]{2,10}|[–—]|(?:[-*_] ){2,9}[-*_]|\.\.\.|\+\+\+|```)[ \t]*\r?$",
    re.MULTILINE,
)
_DASHES = re.compile(r"\s*[-–—]+\s*")
# An example copied from the guide together with the line that begins its block.
_FENCE = re.compile(
    r"\s{0,20}(?P<marks>`{3,9}|~{3,9})[ \t]*\w{0,20}[ \t]*[\r\n]{1,20}(?=---[ \t]*[\r\n])"
)
_FIRST_KEY = re.compile(r"[A-Za-z_]\w{0,40}:(?:[ \t]|[\r\n])")
# A second front matter right below the first; a rule drawn in the text is not followed by keys.
_SECOND = re.compile(
    r"\s{0,20}^(?P<rule>---)[ \t]*[\r\n]{1,2}[A-Za-z_]{3,40}:[ \t][^\r\n]{0,500}[\r\n]",
    re.MULTILINE,
)
# A front matter below other text.
_LATER = re.compile(r"^---[ \t]*\r?\n(?=[A-Za-z_]\w{2,40}:[ \t\r\n])", re.MULTILINE)
_HEADING = re.compile(r"#{2,6}[ \t]+\S")
# One further below: the whole bulletin was pasted twice, or another one after it.
_PASTED = re.compile(
    r"^(?P<rule>---)[ \t]*(?:\r\n|\n)(?:judul|tanggal|wilayah|penyelenggara):[ \t]", re.MULTILINE
)
_KEY_LINE = re.compile(r"(?:[A-Za-z_][\w -]{0,40}:(?:\s|$)|\s|-(?:\s|$)|#|[\]\[{}]|$)")


EMPTY_FILE = Rule(
    "RK110",
    "berkas-kosong",
    "Berkas kosong",
    "Berkas buletin tanpa isi tidak bisa diterbitkan.",
    "Berkas .md tanpa satu huruf pun",
    "Berkas .md dengan kepala data dan isi berita",
    Example.NOTE,
)


@reports(EMPTY_FILE, TWO_DOCUMENTS)
def split(source: Source, report: Report) -> tuple[int, int, int] | None:
    """Offsets of the front matter's start and end and of the body's start.

    Codes: RK110 empty file, RK111 no front matter, RK112 not closed, RK113 nothing in it.
    """
    text = source.text
    if not text.strip():
        report.at(
            (0, 0),
            EMPTY_FILE,
            "Berkas ini kosong.",
            "Sebuah buletin berisi kepala data di antara dua baris ---, lalu isi berita.",
            "Isi berkas ini, atau hapus bila tidak dipakai. Contoh ada pada panduan penulisan.",
            is_step=True,
        )
        return None
    opening = _RULE.match(text)
    if opening is None:
        _report_no_opening(source, report)
        return None
    start = opening.end()
    closing = _closing(text, start)
    if closing is None:
        _report_no_closing(source, report, start)
        return None
    second = _SECOND.match(text, closing.end())
    if second is None and text.find("\n---", closing.end()) >= 0:
        second = _PASTED.search(text, closing.end())
    if second is not None:
        at = second.start("rule")
        report.at(
            (at, at + 3),
            TWO_DOCUMENTS,
            "Ada kepala data kedua dalam berkas ini.",
            "Satu berkas memuat satu buletin dengan satu kepala data.",
            "Gabungkan keduanya, atau pindahkan yang kedua ke berkas lain.",
            is_step=True,
        )
        return None
    if not text[start : closing.start()].strip():
        _report_nothing(report)
        return None
    return start, closing.start(), closing.end()


EMPTY_FRONT_MATTER = Rule(
    "RK113",
    "kepala-data-kosong",
    "Kepala data kosong",
    "Di antara kedua baris --- harus ada judul, tanggal, wilayah, dan kunci wajib lain.",
    "---\n---\n\nIsi berita.\n",
    "---\njudul: Rapat Koordinasi Contoh\n---\n\nIsi berita.\n",
    Example.FILE,
)


@reports(EMPTY_FRONT_MATTER)
def _report_nothing(report: Report) -> None:
    report.at(
        (0, 3),
        EMPTY_FRONT_MATTER,
        "Kepala data masih kosong.",
        "Di antara kedua baris --- belum ada satu kunci pun.",
        _COPY_TEMPLATE,
        is_step=True,
    )


_COPY_TEMPLATE = "Salin templat dari panduan Menulis buletin dalam lima menit, lalu ganti isinya."


def _closing(text: str, start: int) -> re.Match[str] | None:
    # Files with lone "\r" are old but readable.
    lead = "\r---" if "\r" in text and "\n" not in text else "\n---"
    at = text.find(lead, max(start - 1, 0))
    while at >= 0:
        match = _RULE.match(text, at + 1)
        if match:
            return match
        at = text.find(lead, at + 1)
    return None


NO_FRONT_MATTER = Rule(
    "RK111",
    "tanpa-kepala-data",
    "Kepala data tidak ditemukan",
    "Setiap buletin dimulai dengan baris ---, lalu kunci dan nilai, lalu baris --- lagi. "
    "Baris --- yang pertama harus berada paling atas.",
    "judul: Rapat Koordinasi Contoh\n\nIsi berita.\n",
    "---\njudul: Rapat Koordinasi Contoh\n---\n\nIsi berita.\n",
    Example.FILE,
    fixable=True,
)


@reports(NO_FRONT_MATTER)
def _report_no_opening(source: Source, report: Report) -> None:
    text = source.text
    lead = len(text) - len(text.lstrip())
    if lead and _RULE.match(text, lead):
        line = source.position(lead)[0]
        report.at(
            (lead, lead + 3),
            NO_FRONT_MATTER,
            "Kepala data tidak dimulai pada baris pertama.",
            f"Baris --- pembuka ada pada baris {line}; sebelumnya ada baris atau spasi kosong.",
            "Hapus semua yang ada sebelum --- sehingga --- menjadi tiga huruf pertama berkas.",
            is_step=True,
            edits=[(0, lead, "")],
        )
        return
    fence = _FENCE.match(text)
    if fence is not None:
        _report_fence(report, text, fence)
        return
    first = source.line(1) or ""
    below = source.line_start(2) if len(first) < len(text) else len(text)
    if _NEARLY_RULE.fullmatch(first):
        is_certain = _DASHES.fullmatch(first) and _FIRST_KEY.match(text, below)
        report.at(
            (0, len(first)),
            NO_FRONT_MATTER,
            "Kepala data tidak ditemukan.",
            f"Baris pertama harus tepat tiga tanda hubung, tetapi tertulis {first.strip()[:12]}",
            "---",
            edits=[(0, len(first), "---")] if is_certain else (),
        )
        return
    if _FIRST_KEY.match(text):
        closing = _closing(text, 0)
        is_whole = closing is not None and _is_front_matter(text[: closing.start()])
        report.at(
            (0, len(first)),
            NO_FRONT_MATTER,
            "Baris --- pembuka belum ada.",
            "Kepala data dimulai dengan satu baris --- di atas kunci yang pertama.",
            f"---\n{first}",
            edits=[(0, 0, f"---{source.line_break}")] if is_whole else (),
        )
        return
    later = _LATER.search(text, 0, 3_000)
    if later:
        line = source.position(later.start())[0]
        report.at(
            (0, len(first)),
            NO_FRONT_MATTER,
            "Ada tulisan di atas kepala data.",
            f"Baris --- pembuka ada pada baris {line}, padahal harus paling atas.",
            f"Hapus semua di atas baris {line}, atau pindahkan ke bawah kepala data.",
            is_step=True,
        )
        return
    report.at(
        (0, len(first)),
        NO_FRONT_MATTER,
        "Kepala data tidak ditemukan.",
        "Baris pertama harus tepat tiga tanda hubung: ---",
        _COPY_TEMPLATE,
        is_step=True,
    )


@reports(NO_FRONT_MATTER)
def _report_fence(report: Report, text: str, fence: re.Match[str]) -> None:
    marks = fence["marks"]
    closing = re.compile(
        rf"^[ \t]*{marks[0]}{{{len(marks)},}}[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE
    ).search(text, fence.end())
    edits = [(0, fence.end(), "")]
    if closing:
        edits.append((closing.start(), closing.end(), ""))
    report.at(
        (fence.start("marks"), fence.start("marks") + len(fence[0].strip())),
        NO_FRONT_MATTER,
        f"Ada baris {fence[0].strip()} di atas kepala data.",
        "Baris itu menandai awal contoh pada panduan dan ikut tersalin; templatnya sendiri "
        "dimulai pada baris --- di bawahnya.",
        f"Hapus baris ini, juga baris {marks} yang menutupnya." if closing else "Hapus baris ini.",
        is_step=True,
        edits=edits,
    )


def _is_front_matter(text: str) -> bool:
    """Whether every line can be one of a front matter."""
    return all(_KEY_LINE.match(line) for line in text.splitlines())


@reports(UNCLOSED_FRONT_MATTER)
def _report_no_closing(source: Source, report: Report, start: int) -> None:
    text = source.text
    near = _NEARLY_RULE.search(text, start)
    if near and _is_front_matter(text[start : near.start()]):
        is_certain = _DASHES.fullmatch(near[0])
        report.at(
            near.span(),
            UNCLOSED_FRONT_MATTER,
            "Kepala data tidak ditutup.",
            f"Baris penutup harus tepat tiga tanda hubung, tetapi tertulis {near[0].strip()}",
            "---",
            edits=[(near.start(), near.start() + len(near[0].rstrip("\r")), "---")]
            if is_certain
            else (),
        )
        return
    cause = "Sesudah baris --- pembuka tidak ada baris --- penutup."
    line = source.position(start)[0]
    last = line + 1_000  # no front matter is longer
    blanks: list[int] = []  # offsets of lines that hold nothing
    while line < last and (content := source.line(line)) is not None:
        at = source.line_start(line)
        is_below_blank = bool(blanks) and not (source.line(line - 1) or "").strip()
        if not _KEY_LINE.match(content) or (is_below_blank and _HEADING.match(content)):
            # One gap, right above this line, is where the front matter ends.
            gap = text[blanks[0] : at] if blanks else "x"
            report.at(
                (at, at + len(content)),
                UNCLOSED_FRONT_MATTER,
                "Kepala data tidak ditutup.",
                f"{cause} Baris {line} tampaknya sudah isi berita.",
                f"Tulis --- pada satu baris tersendiri sebelum baris {line}.",
                is_step=True,
                edits=() if gap.strip() else [(blanks[0], blanks[0], f"---{source.line_break}")],
            )
            return
        if not content.strip():
            blanks.append(at)
        line += 1
    report.at(
        (0, 3),
        UNCLOSED_FRONT_MATTER,
        "Kepala data tidak ditutup.",
        cause,
        "Tulis --- pada satu baris tersendiri sesudah kunci yang terakhir.",
        is_step=True,
    )


# --- front matter to nodes -------------------------------------------------------------------


NOT_A_MAPPING = Rule(
    "RK114",
    "bukan-kunci-dan-nilai",
    "Kepala data bukan kunci dan nilai",
    "Kepala data terdiri atas baris-baris berbentuk kunci, titik dua, spasi, nilai.",
    "---\n- Rapat Koordinasi Contoh\n- 2024-11-14\n---\n\nIsi berita.\n",
    "---\njudul: Rapat Koordinasi Contoh\ntanggal: 2024-11-14\n---\n\nIsi berita.\n",
    Example.FILE,
)


@reports(NOT_A_MAPPING)
def parse(file: str, data: bytes) -> tuple[ParsedFile | None, Report]:
    """Read a bulletin file. Without a document, the report says why.

    Codes: RK103 to RK117 and the YAML faults RK120 to RK129. Repeated keys are not judged
    here; they are in the nodes.
    """
    source, report = read_text(file, data)
    if report.problems:
        return None, report
    parts = split(source, report)
    if parts is None:
        return None, report
    start, end, body_start = parts
    text = _with_plain_blanks(source, report, start, end)
    node = _compose(source, report, start, text)
    if node is None:
        return None, report
    if isinstance(node, Scalar) and node.is_empty:
        _report_nothing(report)
        return None, report
    if not isinstance(node, Mapping):
        first = source.line(source.position(node.start)[0]) or ""
        report.at(
            (node.start, min(node.end, node.start + len(first))),
            NOT_A_MAPPING,
            "Kepala data harus berupa kunci dan nilai.",
            "Yang tertulis adalah sebuah daftar."
            if isinstance(node, Sequence)
            else "Yang tertulis hanya teks biasa tanpa titik dua.",
            _COPY_TEMPLATE,
            is_step=True,
        )
        return None, report
    _read_curly_quotes(report, node, text)
    return ParsedFile(source, node, body_start), report


def body_of(data: bytes) -> str:
    """The body of a bulletin file that :func:`parse` accepts.

    Raises:
        ValueError: it would not accept this one.
    """
    source, report = read_text("", data)
    parts = None if report.problems else split(source, report)
    if parts is None:
        raise ValueError("not a bulletin file")
    return _unified(source.text[parts[2] :])


def _is_usual(text: str) -> bool:
    """Whether there is nothing but ASCII and the dashes of "10.30–12.45", as nearly always."""
    return text.isascii() or text.replace("–", "").isascii()


def beyond_ascii(text: str) -> str:
    """The characters of a text that are not in ASCII: few, so that looking for one takes little."""
    return (
        text.encode("utf-8", "surrogatepass")
        .translate(None, _ASCII)
        .decode("utf-8", "surrogatepass")
    )


_ASCII = bytes(range(128))


def _unified(text: str) -> str:
    """A text with line feeds only, without what nobody sees: words would not be found by it."""
    if not _is_usual(text) and UNSEEN.search(beyond_ascii(text)):
        text = UNSEEN.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@reports(NOT_A_MAPPING)
def parse_plain(file: str, data: bytes) -> tuple[Mapping | None, Report]:
    """Read a whole YAML file that is one mapping (topics.yml, agencies.yml).

    An empty file gives no mapping and no problem.
    """
    source, report = read_text(file, data)
    text = source.text
    if report.problems or not text.strip():
        return None, report
    if len(text) > MAX_FRONT_MATTER * 5:
        _report_limit(report, 0, "terlalu panjang")
        return None, report
    opening = _RULE.match(text)
    start = opening.end() if opening else 0
    text = _with_plain_blanks(source, report, start, len(text))
    node = _compose(source, report, start, text, limit=5)
    if node is None or isinstance(node, Mapping):
        if node is not None:
            _read_curly_quotes(report, node, text)
        return node, report
    if isinstance(node, Scalar) and node.is_empty:
        return None, report  # comments only
    report.at(
        (node.start, min(node.end, node.start + 40)),
        NOT_A_MAPPING,
        "Isi berkas ini harus berupa kunci dan nilai.",
        "Yang tertulis adalah daftar atau teks biasa.",
        "id: Nama",
    )
    return None, report


def plain_values(node: Node) -> Iterator[Scalar]:
    """All values that are written without quotation marks and hold something."""
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, Mapping):
            pending += [value for _, value in node.entries]
        elif not isinstance(node, Scalar):
            pending += node.items
        elif node.plain and node.value:
            yield node


_CURLY_VALUE = re.compile(r"(?::|-) +[“”„‟«»‘’‚‛]")


@reports(CURLY_QUOTES)
def _read_curly_quotes(report: Report, data: Mapping, text: str) -> None:
    """Take values out of curly quotation marks, as they were meant (RK133)."""
    if _is_usual(text) or not _CURLY_VALUE.search(text):
        return
    for node in plain_values(data):
        inner = in_curly_quotes(node.value)
        if inner is None:
            continue
        message, cause, right = curly(node.value, inner)
        line, column = report.source.position(node.start)
        lead = (report.source.line(line) or "")[: column - 1].strip()
        report.at(
            node,
            CURLY_QUOTES,
            message,
            cause,
            f"{lead} {right}" if lead.endswith((":", "-")) and "{" not in lead else right,
            edits=[(node.start, node.end, right)],
        )
        node.value = inner


OVER_LIMIT = Rule(
    "RK115",
    "melebihi-batas",
    "Kepala data melebihi batas",
    "Panjang, jumlah nilai, dan tingkat kedalaman dibatasi agar berkas yang rusak tidak "
    "menghambat penerbitan.",
    "topik: [[[[[[[[[[[[[[pilkada]]]]]]]]]]]]]]",
    "topik: [pilkada]",
)


@reports(OVER_LIMIT)
def _report_limit(report: Report, at: int, what: str) -> None:
    report.at(
        (at, at),
        OVER_LIMIT,
        f"Kepala data {what}.",
        "Batas ini menjaga agar berkas yang rusak atau jahil tidak menghambat penerbitan.",
        "Pindahkan uraian panjang ke isi berita, dan periksa apakah ada tanda kurung atau "
        "tanda hubung yang berlebih.",
        is_step=True,
    )


class _StopReading(Exception):
    """Reading cannot go on; the report already says why."""


# Blanks that only look like one, and characters without any width, as word processors, phones
# and web pages put them between words. U+200C and U+200D belong to other scripts and emoji.
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_ODD = re.compile(f"[{_BLANKS}{_UNSEEN}]")
UNSEEN = re.compile(f"[{_UNSEEN}]+")
"""Runs of characters without width, or that turn the direction of a text."""
_ODD_BLANKS = re.compile(f"[{_BLANKS}]+")
# Where a blank counts: before and after dashes, and around a key.
_LINE_LEAD = re.compile(rf"[ \t{_BLANKS}]*(?:-[ \t{_BLANKS}]+)*(?:[A-Za-z_]\w*:[ \t{_BLANKS}]*)?")


def _with_plain_blanks(source: Source, report: Report, start: int, end: int) -> str:
    """The front matter with plain blanks where other ones would be read as text (RK134).

    It is as long as what was written, so that places stay; characters without width are taken
    out of keys and values when those are read.
    """
    text = source.text[start:end]
    if len(text) > MAX_FRONT_MATTER or _is_usual(text) or not _ODD.search(text):
        return text
    pieces, done = [], 0
    for line in re.finditer(r"[^\r\n]+", text):
        lead = _LINE_LEAD.match(text, line.start(), line.end())
        edge = lead.end() if lead else line.start()
        edits = [
            (match.start(), match.end(), "")
            for match in UNSEEN.finditer(text, line.start(), line.end())
        ]
        for match in _ODD_BLANKS.finditer(text, line.start(), edge):
            plain = " " * len(match[0])
            edits.append((match.start(), match.end(), plain))
            pieces += [text[done : match.start()], plain]
            done = match.end()
        if edits:
            report_odd(report, text, start, sorted(edits))
    return "".join([*pieces, text[done:]])


ODD_BLANK = Rule(
    "RK134",
    "spasi-khusus",
    "Spasi khusus atau huruf yang tidak terlihat",
    "Word, PDF, dan halaman web memakai spasi khusus dan huruf tanpa lebar. Di layar tidak "
    "tampak bedanya, tetapi susunan kepala data dan pencarian membedakannya.",
    "tempat:\u00a0Aula Kantor Contoh",
    "tempat: Aula Kantor Contoh",
    severity=Severity.WARNING,
    fixable=True,
)


@reports(ODD_BLANK)
def report_odd(report: Report, text: str, offset: int, edits: list[tuple[int, int, str]]) -> None:
    """Note characters of one line of ``text``, which begins at ``offset`` of the file, with the
    edits that mend the line."""
    at, end, plain = edits[0]
    report.at(
        (offset + at, offset + end),
        ODD_BLANK,
        f"Ada {'spasi khusus' if plain else 'huruf yang tidak terlihat'} (U+{ord(text[at]):04X}) "
        "pada baris ini.",
        "Biasanya terbawa saat menyalin dari Word, PDF, atau halaman web; di layar tampak sama, "
        "tetapi terbaca lain.",
        "Hapus, lalu ketik spasi biasa." if plain else "Hapus huruf itu, atau ketik ulang katanya.",
        is_step=True,
        edits=[(offset + start, offset + to, new) for start, to, new in edits],
    )


def _compose(source: Source, report: Report, start: int, text: str, limit: int = 1) -> Node | None:
    """The nodes of ``text``, which begins at offset ``start`` of the file."""
    if len(text) > MAX_FRONT_MATTER * limit:
        _report_limit(report, start, "terlalu panjang")
        return None
    try:
        return _Composer(text, start, report, MAX_NODES * limit).document()
    except _StopReading:
        return None
    except yaml.MarkedYAMLError as error:
        problem_at = error.problem_mark.index if error.problem_mark else 0
        context_at = error.context_mark.index if error.context_mark else None
        fault = explain_fault(text, str(error.problem or ""), problem_at, context_at)
    except (yaml.YAMLError, ValueError, OverflowError):
        # Reader errors carry no mark; control characters were sorted out before.
        fault = explain_fault(text, "", 0, None)
    report_fault(report, fault, start)
    return None


def report_fault(report: Report, fault: Fault, offset: int = 0) -> None:
    """Note a slip in a text that begins at ``offset`` of the file."""
    report.at(
        (offset + fault.start, offset + fault.end),
        fault.rule,
        fault.message,
        fault.cause,
        fault.remedy,
        is_step=fault.is_step,
        edits=[(offset + start, offset + end, new) for start, end, new in fault.edits],
    )


_BLOCK = frozenset("|>")


YAML_MARK = Rule(
    "RK116",
    "tanda-khusus-yaml",
    "Ada tanda khusus YAML",
    "Tanda & * ! di awal nilai membuat rujukan atau jenis data. Di sini semua nilai adalah "
    "teks, jadi tanda itu tidak dipakai.",
    "tempat: &aula Aula Kantor Bupati",
    'tempat: "&aula Aula Kantor Bupati"',
)


@reports(TWO_DOCUMENTS, YAML_MARK, OPEN_BRACKET)
class _Composer:
    """Builds nodes from parser events. Offsets in nodes are offsets in the file."""

    def __init__(self, text: str, offset: int, report: Report, max_nodes: int) -> None:
        # Any: the stubs know neither the C loader's events nor that their marks are set.
        self._next: Any = _Loader(text).get_event
        self._text = text
        self._offset = offset
        self._report = report
        self._left = max_nodes

    def document(self) -> Node:
        get = self._next
        get()  # stream start
        event = get()
        if isinstance(event, yaml.StreamEndEvent):  # comments only
            return Scalar("", self._offset, self._offset)
        node = self._node(get(), 1)
        get()  # document end
        event = get()
        if not isinstance(event, yaml.StreamEndEvent):
            at = self._offset + event.start_mark.index
            self._report.at(
                (at, at + 3),
                TWO_DOCUMENTS,
                "Ada dua dokumen dalam satu kepala data.",
                "Baris --- atau ... di tengah kepala data memulai dokumen baru.",
                "Hapus baris itu; satu berkas memuat satu buletin.",
                is_step=True,
            )
            raise _StopReading
        return node

    def _node(self, event: Any, depth: int) -> Node:
        self._left -= 1
        if self._left < 0 or event.anchor is not None or event.tag is not None:
            self._refuse_node(event)
        kind = type(event)
        index, offset = event.start_mark.index, self._offset
        if kind is yaml.ScalarEvent:
            value, style, end = event.value, event.style, event.end_mark.index
            if style in _BLOCK:
                # The mark is after the line end and any blank lines below.
                end = index + len(self._text[index:end].rstrip())
            if not value.isascii():
                value = UNSEEN.sub("", value)
            return Scalar(value, offset + index, offset + end, not style)
        start = offset + index
        if depth > MAX_DEPTH:
            _report_limit(self._report, start, "bertingkat terlalu dalam")
            raise _StopReading
        get, node = self._next, self._node
        if kind is yaml.SequenceStartEvent:
            items: list[Node] = []
            while type(event := get()) is not yaml.SequenceEndEvent:
                items.append(node(event, depth + 1))
            return Sequence(items, start, self._end(event, items[-1] if items else None, start))
        entries: list[tuple[Scalar, Node]] = []
        while type(event := get()) is not yaml.MappingEndEvent:
            key = node(event, depth + 1)
            if type(key) is not Scalar:
                self._refuse_key(key)
            entries.append((key, node(get(), depth + 1)))
        return Mapping(entries, start, self._end(event, entries[-1][1] if entries else None, start))

    def _refuse_node(self, event: Any) -> NoReturn:
        if self._left < 0:
            at = self._offset + event.start_mark.index
            _report_limit(self._report, at, "memuat terlalu banyak nilai")
            raise _StopReading
        if type(event) is yaml.AliasEvent:
            self._refuse(event, f"*{event.anchor}", "alias")
        if event.anchor is not None:
            self._refuse(event, f"&{event.anchor}", "jangkar")
        self._refuse(event, "!", "tag")

    def _end(self, event: Any, last: Node | None, start: int) -> int:
        """End of a collection: its own bracket, or the end of its last value (a block's mark
        stands at the next token, often lines below)."""
        index = int(event.end_mark.index)
        has_bracket = index > event.start_mark.index and self._text[index - 1] in "]}"
        if has_bracket:
            return self._offset + index
        return last.end if last is not None else start

    def _refuse(self, event: Any, written: str, what: str) -> NoReturn:
        index = event.start_mark.index
        at = self._offset + index
        end = index
        while end < len(self._text) and not self._text[end].isspace():
            end += 1
        self._report.at(
            (at, self._offset + max(end, index + 1)),
            YAML_MARK,
            f'Nilai yang diawali "{written[0]}" tidak bisa dibaca sebagai teks.',
            f'Bagi YAML, "{written[0]}" di awal nilai adalah tanda khusus ({what}); '
            "di sini tanda itu tidak dipakai.",
            "Apit nilainya dengan tanda petik, misalnya "
            f'"{" ".join(self._text[index : index + 40].split(chr(10))[0].split())}"',
            is_step=True,
        )
        raise _StopReading

    def _refuse_key(self, key: Node) -> NoReturn:
        self._report.at(
            key,
            OPEN_BRACKET,
            "Tanda kurung ini terbaca sebagai kunci.",
            "Teks yang diawali [ atau { harus diapit tanda petik.",
            "Apit seluruh nilainya dengan tanda petik.",
            is_step=True,
        )
        raise _StopReading
