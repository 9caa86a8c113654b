"""RK9xx: the writing of the text below the front matter."""

from __future__ import annotations

from rakor.diagnostics.problem import Severity
from rakor.diagnostics.rule import Example, Rule

RULES = (
    Rule(
        "RK901",
        "judul-tingkat-satu",
        "Judul tingkat satu di dalam isi",
        "Judul halaman berasal dari kunci judul. Di dalam isi, bagian diberi judul tingkat dua "
        "ke bawah.",
        "# Jalannya Rapat\n\nRapat dibuka pagi hari.\n",
        "## Jalannya Rapat\n\nRapat dibuka pagi hari.\n",
        Example.BODY,
    ),
    Rule(
        "RK902",
        "html-mentah",
        "HTML di dalam isi",
        "HTML biasanya tersalin dari situs lain; sebagian dibuang saat terbit.",
        "<p>Rapat dibuka pagi hari.</p>\n",
        "Rapat dibuka pagi hari.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK903",
        "urutan-judul",
        "Tingkat judul bagian melompat",
        "Pembaca layar memakai tingkat judul sebagai daftar isi.",
        "## Pembukaan\n\n#### Sambutan\n\nIsi.\n",
        "## Pembukaan\n\n### Sambutan\n\nIsi.\n",
        Example.BODY,
        Severity.WARNING,
        fixable=True,
    ),
)
