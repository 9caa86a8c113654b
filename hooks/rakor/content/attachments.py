"""RK611 to RK614: files beside the bulletins."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from rakor.bulletin import Bulletin
from rakor.content.repairs import short
from rakor.content.tree import FOLDER, Tree
from rakor.diagnostics import Report, Rule, reports
from rakor.registry.labels import slug
from rakor.source.file_names import ATTACHMENT_NAME, ATTACHMENT_TYPES, extension
from rakor.source.nodes import Scalar

_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Found:
    """An attachment that is there: ``file`` as seen from the bulletin's folder, ``path`` below
    ``bulletins/``."""

    file: str
    path: str


ATTACHMENT_OUTSIDE = Rule(
    "RK611",
    "lampiran-di-luar",
    "Lampiran di luar folder bulletins/",
    "Lampiran harus ada di dalam bulletins/, ditulis dengan garis miring biasa dari folder "
    "buletin.",
    "lampiran:\n  - berkas: ../../../../../rahasia.pdf",
    "lampiran:\n  - berkas: undangan.pdf",
)
ATTACHMENT_MISSING = Rule(
    "RK612",
    "lampiran-tak-ada",
    "Lampiran tidak ditemukan",
    "Berkas yang disebut harus ada di folder itu, dengan ejaan dan huruf besar-kecil yang sama.",
    "lampiran:\n  - berkas: tidak-ada.pdf",
    "lampiran:\n  - berkas: undangan.pdf",
)
ATTACHMENT_TYPE = Rule(
    "RK613",
    "jenis-lampiran",
    "Jenis lampiran tidak diizinkan",
    "Yang diizinkan: pdf, jpg, jpeg, png, webp, csv, xlsx, docx, ods, odt, txt. Jenis lain "
    "bisa memuat program atau tidak bisa dibuka pembaca.",
    "lampiran:\n  - berkas: undangan.exe",
    "lampiran:\n  - berkas: undangan.pdf",
)


@reports(ATTACHMENT_OUTSIDE, ATTACHMENT_TYPE, ATTACHMENT_MISSING)
def read_attachment(report: Report, node: Scalar, folder: str, tree: Tree) -> Found | None:
    """The attachment meant, or None with a problem (RK611 outside, RK612 missing, RK613 type)."""
    written = node.value.strip()
    if (
        "\\" in written
        or written.startswith(("/", "~"))
        or _DRIVE.match(written)
        or "://" in written
        or any(ord(char) < 32 for char in written)
    ):
        better = re.split(r"[\\/]", written)[-1]
        report.at(
            node,
            ATTACHMENT_OUTSIDE,
            f'Lampiran "{short(written)}" bukan nama berkas di folder buletin ini.',
            "Lampiran ditulis dari folder buletin dengan garis miring biasa (/).",
            f"berkas: {short(better) or 'undangan.pdf'}",
        )
        return None
    path = posixpath.normpath(posixpath.join(folder, written))
    if path == ".." or path.startswith("../"):
        report.at(
            node,
            ATTACHMENT_OUTSIDE,
            f'Lampiran "{short(written)}" berada di luar folder bulletins/.',
            "Hanya yang ada di dalam bulletins/ yang ikut terbit.",
            f"Salin berkasnya ke folder buletin ini, lalu tulis berkas: "
            f"{short(posixpath.basename(path))}",
            is_step=True,
        )
        return None
    if extension(path) not in ATTACHMENT_TYPES:
        report.at(
            node,
            ATTACHMENT_TYPE,
            f'Jenis lampiran "{short(posixpath.basename(path))}" tidak diizinkan.',
            f"Yang diizinkan: {', '.join(ATTACHMENT_TYPES)}.",
            "Simpan berkasnya sebagai salah satu jenis itu, misalnya pdf.",
            is_step=True,
        )
        return None
    if path in tree.attachments:
        return Found(posixpath.relpath(path, folder or "."), path)
    if path in tree.refused:
        return None  # its own problem says why
    near = tree.attachment_by_lower(path)
    stem, _, kind = posixpath.basename(path).rpartition(".")
    remedy = "Salin berkasnya ke folder itu, atau perbaiki ejaannya."
    if near:
        remedy = f"berkas: {posixpath.relpath(near, folder or '.')}"
    elif not ATTACHMENT_NAME.fullmatch(posixpath.basename(path)):
        better = f"{slug(stem) or 'lampiran'}.{kind.lower()}"
        remedy = f"Salin berkasnya ke folder itu dengan nama {better}, lalu tulis berkas: {better}"
    report.at(
        node,
        ATTACHMENT_MISSING,
        f'Lampiran "{short(written)}" tidak ditemukan.',
        f"Yang ada adalah {posixpath.basename(near)}; huruf besar-kecilnya berbeda."
        if near
        else f"Tidak ada berkas {FOLDER}/{short(path, 120)}.",
        remedy,
        is_step=near is None,
    )
    return None


def listed_files(bulletin: Bulletin) -> list[str]:
    """The files a bulletin lists under ``lampiran``, as paths below ``bulletins/``."""
    folder = posixpath.dirname(bulletin.id)
    return [posixpath.normpath(posixpath.join(folder, one.file)) for one in bulletin.attachments]
