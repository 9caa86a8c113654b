"""The catalogue of codes as text: for ``rakor explain`` and for the guide's reference."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from rakor.diagnostics.rule import Example, Rule

_INDEX = "panduan/pesan.md"

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


def reference_pages(rules: Iterable[Rule]) -> dict[str, str]:
    """Return the reference of these rules: pages of Markdown by their place below ``docs/``.

    They are made during the build and never stored. Until November 2026 one page held all rules;
    its address is that of the index now, and each of its anchors leads on from there.
    """
    in_order = sorted(rules, key=lambda rule: rule.code)
    families = [(key, list(of)) for key, of in groupby(in_order, key=lambda rule: rule.code[:3])]
    pages = {_INDEX: _index(families)}
    for key, members in families:
        pages[f"panduan/{_page(key)}"] = _family(key, members)
    return pages


def _page(family: str) -> str:
    return f"pesan-{family.lower()}.md"


def _index(families: Sequence[tuple[str, Sequence[Rule]]]) -> str:
    parts = [
        "---\ndescription: Arti setiap pesan pemeriksaan buletin, dengan contoh salah dan benar.\n"
        "---\n# Arti setiap pesan\n\n"
        "Setiap pesan pemeriksaan membawa kode. Cari kodenya di sini, atau jalankan "
        "`rakor explain KODE`. **Galat** menghentikan penerbitan; **peringatan** meminta Anda "
        "melihat sekali lagi.\n"
    ]
    for key, members in families:
        parts.append(f"## {FAMILIES[key]}\n")
        parts += [
            f"- [{rule.code}: {rule.title}]({_page(key)}#{rule.code.lower()})"
            f"{{ #{rule.code.lower()} }}"
            for rule in members
        ]
        parts.append("")
    return "\n".join(parts)


def _family(key: str, members: Sequence[Rule]) -> str:
    name = FAMILIES[key]
    return "\n".join(
        [
            f"---\ntitle: Pesan {key}xx\ndescription: Arti pesan pemeriksaan tentang "
            f"{name[0].lower()}{name[1:]}, dengan contoh salah dan benar.\n---\n"
            f"# {name}: pesan {members[0].code} sampai {members[-1].code}\n\n"
            "Kelompok lain ada di [Arti setiap pesan](pesan.md).\n",
            *map(_section, members),
        ]
    )


def _section(rule: Rule) -> str:
    level, *more = _standing(rule).split(", ", 1)
    return "\n".join(
        [
            f"## {rule.code}: {rule.title} {{ #{rule.code.lower()} }}\n",
            str(
                Markup('<p class="rk-standing"><b class="rk-badge">{}</b> {}</p>\n').format(
                    level, more[0] if more else ""
                )
            ),
            f"{rule.reason}\n",
            str(
                Markup('<div class="rk-pair">\n{}{}</div>\n').format(
                    _example(rule, "Salah", rule.wrong), _example(rule, "Benar", rule.right)
                )
            ),
        ]
    )


def _standing(rule: Rule) -> str:
    words = rule.severity.value.capitalize()
    if rule.fixable:
        words += ", bisa diperbaiki otomatis"
    if rule.excusable:
        words += ", boleh dikecualikan dengan alasan"
    return words


def _example(rule: Rule, heading: str, text: str) -> Markup:
    """One side of a pair. It is HTML, so that nothing in an example is read as Markdown."""
    is_note = rule.example is Example.NOTE and "\n" not in text
    shown = Markup("<p>{}</p>") if is_note else Markup("<pre><code>{}</code></pre>")
    # Fences are looked for in HTML too.
    plain = Markup(
        str(escape(text.rstrip()))
        .replace("`", "&#96;")
        .replace("~", "&#126;")
        .replace("\t", "&#9;")
    )
    return Markup("<div><p><b>{}</b></p>{}</div>\n").format(heading, shown.format(plain))
