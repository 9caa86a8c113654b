"""RK9xx: the writing of the text below the front matter."""

from __future__ import annotations

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
)
