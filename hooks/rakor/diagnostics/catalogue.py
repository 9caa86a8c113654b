"""The one catalogue of codes. ``rakor explain``, the reference page and the tests are made
from it; a check may report only what stands here."""

from __future__ import annotations

from types import MappingProxyType

from rakor.diagnostics.families import (
    dates,
    facts,
    language,
    links,
    markup,
    privacy,
    record,
    registry,
    structure,
)
from rakor.diagnostics.rule import Rule

_ALL: tuple[Rule, ...] = (
    *structure.RULES,
    *registry.RULES,
    *dates.RULES,
    *facts.RULES,
    *privacy.RULES,
    *links.RULES,
    *record.RULES,
    *language.RULES,
    *markup.RULES,
)

#: Every code and what it stands for, in order.
CATALOGUE: MappingProxyType[str, Rule] = MappingProxyType(
    {rule.code: rule for rule in sorted(_ALL, key=lambda rule: rule.code)}
)
