"""The catalogue of codes as text: for ``rakor explain`` and for the guide's reference page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from itertools import groupby

from rakor.diagnostics.rule import Example, Rule

REFERENCE_ADDRESS = "panduan/pesan.md"
"""Where the reference page lies below ``docs/``; made during the build, never stored."""

FAMILIES = {
    "RK1": "Bentuk berkas",
    "RK2": "Wilayah, instansi, dan topik",
    "RK3": "Tanggal dan waktu",
    "RK4": "Fakta",
    "RK5": "Data pribadi",
    "RK6": "Tautan dan berkas",
    "RK7": "Catatan terbitan",
    "RK8": "Bahasa",
    "RK9": "Markdown",
}
"""Headings for the families of codes, by the first digit."""

_LANGUAGES = {
    Example.KEYS: "yaml",
    Example.FILE: "markdown",
    Example.BODY: "markdown",
    Example.TEXT: "markdown",
}


def explain(rule: Rule) -> str:
    """Return what ``rakor explain`` prints for one code."""
    return "\n".join(
        [
            f"{rule.code}  {rule.title} ({_standing(rule).lower()})",
            "",
            textwrap.fill(rule.reason, 79),
            "",
            "Salah:",
            textwrap.indent(rule.wrong.rstrip("\n"), "    "),
            "",
            "Benar:",
            textwrap.indent(rule.right.rstrip("\n"), "    "),
        ]
    )


def reference_markdown(rules: Iterable[Rule]) -> str:
    """Return the reference page of these rules as Markdown."""
    parts = [
        "---\ndescription: Arti setiap pesan pemeriksaan buletin, dengan contoh salah dan benar.\n"
        "---\n# Arti setiap pesan\n\n"
        "Setiap pesan pemeriksaan membawa kode. Cari kodenya di sini, atau jalankan "
        "`rakor explain KODE`. **Galat** menghentikan penerbitan; **peringatan** meminta Anda "
        "melihat sekali lagi.\n"
    ]
    in_order = sorted(rules, key=lambda rule: rule.code)
    for family, members in groupby(in_order, key=lambda rule: rule.code[:3]):
        parts.append(f"## {FAMILIES[family]}\n")
        parts += [_section(rule) for rule in members]
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    return "\n".join(
        [
            f"### {rule.code}: {rule.title} {{ #{rule.code.lower()} }}\n",
            f"*{_standing(rule)}.* {rule.reason}\n",
            "Salah:\n",
            _example(rule, rule.wrong),
            "Benar:\n",
            _example(rule, rule.right),
        ]
    )


def _standing(rule: Rule) -> str:
    words = rule.severity.value.capitalize()
    if rule.fixable:
        words += ", bisa diperbaiki otomatis"
    if rule.excusable:
        words += ", boleh dikecualikan dengan alasan"
    return words


def _example(rule: Rule, text: str) -> str:
    if rule.example is Example.NOTE:
        return f"{text}\n"
    language = _LANGUAGES.get(rule.example, "text")
    return f"````{language}\n{text.rstrip()}\n````\n"
