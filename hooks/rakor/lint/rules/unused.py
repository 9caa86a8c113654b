"""RK614: files that no bulletin mentions."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from rakor.content.tree import FOLDER, whole_file
from rakor.diagnostics import Example, Problem, Rule, Severity, reports
from rakor.lint.checks import ProjectContext, project_check


@project_check
def check_unused(project: ProjectContext) -> Iterator[Problem]:
    """Report every attachment that no bulletin mentions, where all bulletins were asked."""
    attachments = project.project.tree.attachments
    if attachments and project.is_whole:
        for path in sorted(attachments - project.used):
            yield _unused(path)


ATTACHMENT_UNUSED = Rule(
    "RK614",
    "lampiran-tak-disebut",
    "Berkas tidak disebut oleh buletin mana pun",
    "Berkas yang tidak disebut dalam lampiran atau isi tidak ikut terbit.",
    "undangan.pdf di folder, tetapi tidak ada dalam kunci lampiran",
    "lampiran dengan butir berkas: undangan.pdf",
    Example.NOTE,
    Severity.WARNING,
)


@reports(ATTACHMENT_UNUSED)
def _unused(path: str) -> Problem:
    name = posixpath.basename(path)
    cause = "Berkas yang tidak disebut dalam kunci lampiran atau dalam isi tidak ikut terbit."
    remedy = f"Sebutkan pada buletinnya: lampiran, butir berkas: {name}; atau hapus berkas ini."
    if name.endswith(".md.txt"):
        cause = "Notepad menambahkan .txt, sehingga buletin ini terbaca sebagai lampiran."
        remedy = f"Ganti namanya menjadi {name.removesuffix('.txt')}"
    return whole_file(
        f"{FOLDER}/{path}",
        ATTACHMENT_UNUSED,
        "Berkas ini tidak disebut oleh buletin mana pun.",
        cause,
        remedy,
    )
