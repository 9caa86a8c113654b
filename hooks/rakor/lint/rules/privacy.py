"""RK501 to RK504 and RK507: what Law 27/2022 keeps out of a public record.

It is sought in the file as it is written (a repository is public too), in the values that YAML
makes of it, in the text as it is rendered, in tables and texts that are attached, and in names of
files.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from rakor.content.repairs import short
from rakor.content.tree import FOLDER, whole_file
from rakor.diagnostics import Example, Problem, Report, Rule, Severity, Source, decode, reports
from rakor.lint.body import without_source_lines
from rakor.lint.checks import AttachmentContext, FileContext, attachment_check, file_check
from rakor.lint.folding import Folded, fold
from rakor.lint.personal_data import DataKind, Finding, find_personal_data, is_worth_a_look
from rakor.lint.seen import scalars, seen_text
from rakor.registry import Regions
from rakor.source.file_names import extension

POPULATION_NUMBER = Rule(
    "RK501",
    "nik",
    "NIK atau nomor Kartu Keluarga",
    (
        "UU 27/2022 melindungi nomor kependudukan. Nomor itu dikenali dari susunannya: "
        "kode wilayah, tanggal, nomor urut."
    ),
    "Peserta mendaftar dengan NIK 3513011203900001.\n",
    "Peserta mendaftar dengan nomor induk kependudukan.\n",
    Example.BODY,
    excusable=True,
)
MOBILE_NUMBER = Rule(
    "RK502",
    "nomor-genggam",
    "Nomor telepon genggam",
    "Nomor genggam biasanya milik seseorang. Telepon kantor boleh ditulis.",
    "Informasi: 0812-0000-1234.\n",
    "Informasi: (0335) 421000.\n",
    Example.BODY,
    Severity.WARNING,
)
PRIVATE_MAIL = Rule(
    "RK503",
    "surel-pribadi",
    "Surel pribadi",
    "Surel di layanan umum biasanya milik seseorang.",
    "Surat dikirim ke contoh@gmail.com.\n",
    "Surat dikirim ke kominfo@probolinggokab.go.id.\n",
    Example.BODY,
    Severity.WARNING,
)
HOME_ADDRESS = Rule(
    "RK504",
    "alamat-rumah",
    "Alamat rumah",
    "RT, RW, dan nomor rumah menunjukkan tempat tinggal orang.",
    "Rumah korban di RT 03/RW 05 Desa Contoh.\n",
    "Rumah korban di Desa Contoh.\n",
    Example.BODY,
    Severity.WARNING,
)
OFFICIAL_NUMBER = Rule(
    "RK507",
    "nip",
    "NIP pegawai",
    "NIP memuat tanggal lahir pegawai. Nama dan jabatannya sudah cukup untuk catatan rapat.",
    "Rapat dipimpin Contoh Nama, NIP 198503122010011002.\n",
    "Rapat dipimpin Contoh Nama, sekretaris daerah.\n",
    Example.BODY,
    Severity.WARNING,
)

_SAYINGS: dict[DataKind, tuple[Rule, str, str, str]] = {
    DataKind.POPULATION_NUMBER: (
        POPULATION_NUMBER,
        "Ini tampaknya NIK atau nomor Kartu Keluarga.",
        "Susunannya kode wilayah, tanggal, dan nomor urut. UU 27/2022 melindungi nomor itu, dan "
        "yang sudah terbit tidak bisa ditarik lagi dari internet.",
        "Hapus nomor itu.",
    ),
    DataKind.OFFICIAL_NUMBER: (
        OFFICIAL_NUMBER,
        "Ini tampaknya NIP seorang pegawai.",
        "NIP memuat tanggal lahir orangnya, dan tidak diperlukan untuk mengenali pejabat.",
        "Hapus nomor itu; sebutkan nama dan jabatannya saja.",
    ),
    DataKind.MOBILE_NUMBER: (
        MOBILE_NUMBER,
        "Ini tampaknya nomor telepon genggam.",
        "Nomor genggam biasanya milik seseorang dan mudah disalahgunakan.",
        "Hapus nomor itu, atau tulis nomor telepon kantor.",
    ),
    DataKind.PRIVATE_MAIL: (
        PRIVATE_MAIL,
        "Ini tampaknya surel pribadi.",
        "Surel di layanan umum biasanya milik seseorang, bukan milik instansi.",
        "Tulis surel resmi instansi (berakhiran .go.id), atau hapus.",
    ),
    DataKind.HOME_ADDRESS: (
        HOME_ADDRESS,
        "Ini tampaknya alamat rumah seseorang.",
        "RT, RW, dan nomor rumah menunjukkan tempat tinggal orang.",
        "Sebutkan desa atau kelurahannya saja, atau nama gedungnya.",
    ),
}
_TAG = re.compile(r"<[^<>]{0,300}>")
_MOST_OF_A_TABLE = 20
"""Findings named in one attached table; who has as many needs no more to see what it is."""


@file_check
@reports(*(rule for rule, *_ in _SAYINGS.values()))
def check_privacy(file: FileContext) -> None:
    """Look through the whole file as it is written, as YAML reads it, and as it is shown."""
    report, document, regions = file.report, file.document, file.regions
    # What an import copied is not published; what replaces it will be looked through.
    text = without_source_lines(document.source.text)
    name = file.path.rpartition("/")[2].removesuffix(".md")
    if not is_worth_a_look(f"{text}\nx {name}"):
        return
    folded = fold(text)
    written = find_personal_data(folded.text, regions)
    known = {(one.kind, one.key) for one in written}
    for one in written:
        _report(report, one, *folded.span(one.start, one.end))
    for place, value in _values(file):
        if not is_worth_a_look(value):
            continue
        for one in find_personal_data(fold(value).text, regions):
            if (one.kind, one.key) not in known:
                known.add((one.kind, one.key))
                _report(report, one, *(_whereabouts(text, one, *place)))
    report.problems += check_file_name(file.path, regions)


def _values(file: FileContext) -> Iterator[tuple[tuple[int, int], str]]:
    """What the file comes to, piece by piece, each with the stretch it stands in."""
    document = file.document
    for scalar in scalars(document.data):
        yield (scalar.start, scalar.end), scalar.value
    yield (document.body_start, len(document.source.text)), seen_text(file.rendered)


def _report(report: Report, one: Finding, start: int, end: int) -> None:
    rule, message, cause, remedy = _SAYINGS[one.kind]
    if one.kind is DataKind.PRIVATE_MAIL:
        message = f'"{short(report.source.text[start:end])}" tampaknya surel pribadi.'
    report.at((start, end), rule, message, cause, remedy, is_step=True)


def _whereabouts(text: str, one: Finding, start: int, end: int) -> tuple[int, int]:
    """Where in the source between two places something stands that only its value shows.

    The letters and digits of the finding are looked for one after the other, past markup; where
    entities or escapes hide them, the line that holds them is the place.
    """
    wanted = one.key
    found = _spelt_out(fold(_TAG.sub(_blank, text[start:end])), wanted)
    if found:
        return start + found[0], start + found[1]
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if _spelt_out(fold(html.unescape(line)), wanted):
            break
        at += len(line)
    else:
        return start, min(end, start + len(text[start:end].partition("\n")[0]))
    return at, at + len(line.rstrip("\r\n"))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _spelt_out(folded: Folded, wanted: str) -> tuple[int, int] | None:
    """Where the letters and digits of ``wanted`` stand one after the other."""
    marks = [match.start() for match in re.finditer(r"[^\W_]", folded.text)]
    bare = "".join(folded.text[at].lower() for at in marks)
    at = bare.find(wanted)
    if at < 0:
        return None
    return folded.span(marks[at], marks[at + len(wanted) - 1] + 1)


@attachment_check
def check_attached_text(attachment: AttachmentContext) -> list[Problem]:
    """Look through an attached table or text."""
    if extension(attachment.path) not in {"csv", "txt"}:
        return []
    text = decode(attachment.data).text
    if not is_worth_a_look(text):
        return []
    report = Report(Source(f"{FOLDER}/{attachment.path}", text))
    folded = fold(text)
    for one in find_personal_data(folded.text, attachment.regions)[:_MOST_OF_A_TABLE]:
        _report(report, one, *folded.span(one.start, one.end))
    return report.problems


_IN_NAMES = {
    DataKind.POPULATION_NUMBER: (
        "Nama berkas ini memuat angka yang tampaknya NIK atau nomor Kartu Keluarga."
    ),
    DataKind.OFFICIAL_NUMBER: "Nama berkas ini memuat angka yang tampaknya NIP.",
    DataKind.MOBILE_NUMBER: "Nama berkas ini memuat angka yang tampaknya nomor telepon genggam.",
    DataKind.PRIVATE_MAIL: "Nama berkas ini memuat surel pribadi.",
    DataKind.HOME_ADDRESS: "Nama berkas ini memuat alamat rumah.",
}


def check_file_name(path: str, regions: Regions) -> list[Problem]:
    """RK501 to RK507 in the name of a file below ``bulletins/``."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    if not is_worth_a_look(stem):
        return []
    # Marks that stand for blanks in names of files.
    spaced = re.sub(r"[_\-]", " ", re.sub(r"^\d{4}-\d\d-\d\d-", "", fold(stem).text))
    for one in find_personal_data(spaced, regions)[:1]:
        return [
            whole_file(
                f"{FOLDER}/{path}",
                _SAYINGS[one.kind][0],
                _IN_NAMES[one.kind],
                "Nama berkas ikut terbit sebagai alamat, dan alamat yang sudah terbit tersimpan di "
                "mana-mana.",
                "Ganti nama berkasnya.",
            )
        ]
    return []
