"""RK604, RK911 and RK912: what becomes of a text on its page.

Judged by the HTML that the page will show, wherever the source leaves a doubt.
"""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from rakor.content.repairs import short
from rakor.diagnostics import Example, Rule, reports
from rakor.indonesian import number
from rakor.lint.checks import FileContext, file_check
from rakor.lint.rules.links import UNSHOWABLE_PICTURE
from rakor.lint.seen import loaded_addresses
from rakor.markdown.limits import MOST, Construct
from rakor.markdown.renderer import is_elsewhere

TOO_INTRICATE = Rule(
    "RK911",
    "isi-terlalu-rumit",
    "Isi terlalu rumit untuk ditampilkan",
    "Susunan yang bertingkat-tingkat, atau ratusan tag dan judul, membuat pembangunan situs macet. "
    "Isi buletin tidak pernah memerlukannya; biasanya ada yang tertempel berulang-ulang.",
    "> > > > > > > > > > > > > > Isi yang dikutip berulang kali.\n",
    "> Isi yang dikutip.\n",
    Example.BODY,
)
CANNOT_BE_SHOWN = Rule(
    "RK912",
    "isi-tak-tertampilkan",
    "Isi tidak bisa diubah menjadi halaman",
    "Ada susunan Markdown yang membuat pengolahnya gagal.",
    "Isi dengan susunan yang tidak bisa diolah",
    "Isi dengan susunan yang lebih sederhana",
    Example.NOTE,
)

_SAYINGS = {
    Construct.LEVEL: (
        "Baris ini bertingkat {count}; paling banyak {most} tingkat.",
        "Hapus tanda kutip, tanda daftar, atau spasi berulang di awal baris.",
    ),
    Construct.TAG: (
        "Ada {count} tag HTML di dalam isi; paling banyak {most}.",
        "Tulis isinya sebagai teks biasa; hapus tag yang tertempel.",
    ),
    Construct.HEADING: (
        "Ada {count} judul dan garis pemisah di dalam isi; paling banyak {most}.",
        "Gabungkan bagian-bagiannya, atau hapus garis yang tertempel berulang kali.",
    ),
    Construct.ABBREVIATION: (
        "Ada {count} kepanjangan singkatan (*[...]: ...) di dalam isi; paling banyak {most}.",
        "Tulis kepanjangannya di dalam kalimat.",
    ),
    Construct.BRACKET: (
        "Ada {count} kurung siku yang bertumpuk atau tidak ditutup; paling banyak {most}.",
        "Tutup setiap kurung siku, atau hapus yang tertempel berulang kali.",
    ),
    Construct.DEFINITION: (
        "Ada {count} baris penjelasan (: ...) di dalam isi; paling banyak {most}.",
        "Tulis sebagai daftar atau tabel.",
    ),
}


# A picture in the usual form, of a file beside the bulletin: the rules about links judge it.
_USUAL_PICTURE = re.compile(
    r"!\[[^\[\]\n]*\]\((?![A-Za-z][A-Za-z0-9+.\-]*:|//)[\w./%-]+(?:[ ]\"[^\"\n]*\")?\)"
)
_MAY_LOAD = re.compile(r"!\[|<[A-Za-z/!?]|\{[:\w #.]|\]:[ \t]*\S|&\w")


@file_check
@reports(TOO_INTRICATE, CANNOT_BE_SHOWN, UNSHOWABLE_PICTURE)
def check_rendering(file: FileContext) -> None:
    """Refuse a text whose rendering fails, takes more than its length, or loads from elsewhere."""
    report = file.report
    for excess in file.excesses:
        message, remedy = _SAYINGS[excess.construct]
        report.at(
            (excess.start, excess.end),
            TOO_INTRICATE,
            message.format(count=number(excess.amount), most=number(MOST[excess.construct])),
            "Susunan sebanyak itu membuat pembangunan situs macet.",
            remedy,
            is_step=True,
        )
    body = file.document.body
    if _MAY_LOAD.search(_USUAL_PICTURE.sub("", body) if "![" in body else body):
        _check_loading(file)
    if file.render_error is not None:
        report.at(
            (file.document.body_start, file.document.body_start),
            CANNOT_BE_SHOWN,
            "Isi buletin ini tidak bisa diubah menjadi halaman.",
            f"Pengolah Markdown gagal ({type(file.render_error).__name__}); biasanya karena "
            "susunan yang bertingkat-tingkat.",
            "Sederhanakan daftar, kutipan, dan tabelnya, lalu periksa lagi.",
            is_step=True,
        )


def _check_loading(file: FileContext) -> None:
    """Name what the page would load from elsewhere, unless the source has shown it already."""
    known = {one.span.line for one in file.report.problems if one.code == UNSHOWABLE_PICTURE.code}
    for address in dict.fromkeys(filter(is_elsewhere, loaded_addresses(file.before_cleaning))):
        start, end = _where(file, address)
        if file.report.source.span(start, end).line in known:
            continue
        file.report.at(
            (start, end),
            UNSHOWABLE_PICTURE,
            f'Halaman ini akan memuat "{short(address)}" dari luar situs.',
            "Yang dimuat dari tempat lain tidak tampil tanpa internet dan membuat situs itu tahu "
            "siapa yang membaca. Di halaman yang terbit, alamatnya dibuang.",
            "Simpan gambarnya di folder buletin ini, lalu tulis ![keterangan](gambar.jpg)",
            is_step=True,
        )


def _where(file: FileContext, address: str) -> tuple[int, int]:
    """Where an address stands in the file, or at least the line that its host stands in."""
    text, start = file.document.source.text, file.document.body_start
    at = text.find(address, start)
    if at >= 0:
        return at, at + len(address)
    wanted = re.sub(r"\W", "", unquote(address))
    for line in re.finditer(r"[^\r\n]+", text[start:]):
        if wanted in re.sub(r"\W", "", unquote(html.unescape(line[0]))):
            return start + line.start(), start + line.end()
    first = _MAY_LOAD.search(text, start)
    at = first.start() if first else start
    return at, at + len(text[at:].split("\n", 1)[0].rstrip("\r"))
