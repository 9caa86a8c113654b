"""How strictly a site is checked: ``extra.pemeriksaan`` in ``mkdocs.yml``.

    extra:
      pemeriksaan:
        RK404: mati        # one rule
        RK8: catatan       # a whole family

The file is read here without MkDocs and without carrying out any of its tags (``!ENV``), so
that a check needs nothing but the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from rakor.diagnostics import (
    FILE_START,
    Example,
    Problem,
    Rule,
    Severity,
    Span,
    decode,
    reports,
)
from rakor.opener import open_given
from rakor.settings import CONFIG_NAME

_Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LEVELS: Mapping[str, Severity | None] = {
    **{str(severity): severity for severity in Severity},
    "mati": None,
}
_FAMILY = re.compile(r"RK[1-9]")
_MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Levels:
    """The severity each code has on this site, where it differs; None where it is off."""

    changed: Mapping[str, Severity | None] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def apply(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems as this site takes them."""
        if not self.changed:
            yield from problems
            return
        for problem in problems:
            level = self.changed.get(problem.code, problem.severity)
            if level is problem.severity:
                yield problem
            elif level is not None:
                yield replace(problem, severity=level)


def read_levels(root: Path) -> Levels:
    """Read the levels of the site in ``root``; what is wrong with them becomes RK174."""
    path = root / CONFIG_NAME
    try:
        with open_given(path) as file:
            text = decode(file.read(_MAX_BYTES)).text
    except OSError:
        return Levels()  # whoever needs the file says so
    if "pemeriksaan" not in text:
        return Levels()
    try:
        node = yaml.compose(text, _Loader)
    except (yaml.YAMLError, RecursionError):
        return Levels()  # MkDocs explains its own file better
    wanted = _get(_get(node, "extra"), "pemeriksaan")
    if wanted is None or (isinstance(wanted, yaml.ScalarNode) and not wanted.value):
        return Levels()
    if not isinstance(wanted, yaml.MappingNode):
        return Levels({}, (_wrong(wanted, "pemeriksaan harus berisi kode aturan dan tingkatnya."),))
    return _read(wanted)


def _read(wanted: yaml.MappingNode) -> Levels:
    # What gathers all rules imports this module too.
    from rakor.lint.catalogue import CATALOGUE

    families: dict[str, Severity | None] = {}
    single: dict[str, Severity | None] = {}
    problems = []
    for key, value in wanted.value:
        code = str(key.value).strip().upper()
        if not isinstance(value, yaml.ScalarNode) or value.value.strip().lower() not in _LEVELS:
            problems.append(_wrong(value, "Pilihannya: galat, peringatan, catatan, mati."))
            continue
        level = _LEVELS[value.value.strip().lower()]
        if _FAMILY.fullmatch(code):
            for rule in CATALOGUE.values():
                if rule.code.startswith(code) and _allows(rule, level):
                    families[rule.code] = level
        elif code not in CATALOGUE:
            problems.append(_wrong(key, f"Aturan {code} tidak ada."))
        elif not _allows(CATALOGUE[code], level):
            problems.append(
                _wrong(value, f"{code} menyangkut bentuk buletin dan selalu menjadi galat.")
            )
        else:
            single[code] = level
    return Levels(families | single, tuple(problems))


def _allows(rule: Rule, level: Severity | None) -> bool:
    return level is Severity.ERROR or rule.may_be_excused


def _get(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == name:
                found: yaml.Node = value
                return found
    return None


WRONG_LEVEL = Rule(
    "RK174",
    "tingkat-pemeriksaan",
    "Tingkat pemeriksaan salah ditulis",
    (
        "Di mkdocs.yml, extra.pemeriksaan berisi kode aturan dan tingkatnya: galat, "
        "peringatan, catatan, atau mati. Galat yang menyangkut bentuk tidak bisa "
        "diturunkan."
    ),
    "extra:\n  pemeriksaan:\n    RK801: hilang",
    "extra:\n  pemeriksaan:\n    RK801: mati",
    Example.NOTE,
)


@reports(WRONG_LEVEL)
def _wrong(node: yaml.Node, cause: str) -> Problem:
    start, end = node.start_mark, node.end_mark
    span = FILE_START
    if start is not None and end is not None:
        last = (end.line, end.column) if end.line == start.line else (start.line, start.column)
        span = Span(start.line + 1, start.column + 1, last[0] + 1, last[1] + 1)
    return WRONG_LEVEL.problem(
        CONFIG_NAME,
        "Tingkat pemeriksaan ini tidak bisa dipakai.",
        cause,
        "extra:\n  pemeriksaan:\n    RK404: mati",
        span=span,
    )
