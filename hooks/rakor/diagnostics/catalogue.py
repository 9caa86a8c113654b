"""The one catalogue of codes. ``rakor explain``, the reference page and the tests are made
from it; a check may report only what stands here."""

from __future__ import annotations

from types import MappingProxyType

from rakor.diagnostics.families import dates, links, markup, record, registry, structure
from rakor.diagnostics.rule import Rule

#: The families by the first digit of the code, in Indonesian.
FAMILIES = MappingProxyType(
    {
        "RK1": "Susunan berkas dan kepala data",
        "RK2": "Wilayah, instansi, dan topik",
        "RK3": "Tanggal dan waktu",
        "RK6": "Tautan dan lampiran",
        "RK7": "Catatan dan alamat",
        "RK9": "Penulisan isi",
    }
)

_ALL: tuple[Rule, ...] = (
    *structure.RULES,
    *registry.RULES,
    *dates.RULES,
    *links.RULES,
    *record.RULES,
    *markup.RULES,
)

#: Every code and what it stands for, in order.
CATALOGUE: MappingProxyType[str, Rule] = MappingProxyType(
    {rule.code: rule for rule in sorted(_ALL, key=lambda rule: rule.code)}
)
