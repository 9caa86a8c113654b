"""What a code stands for, and the catalogue of all of them.

A rule stands beside the function that reports it and is registered by its decorator::

    OVER_HUNDRED = Rule("RK409", "persen-mustahil", …)

    @reports(OVER_HUNDRED)
    def check_percentages(…): …
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from rakor.diagnostics.problem import FILE_START, Fix, Problem, Severity, Span


class Example(StrEnum):
    """What an example is an extract of, so that tests can put it to work."""

    KEYS = "keys"  # lines of front matter that replace those keys in a good bulletin
    FILE = "file"  # the whole text of a bulletin
    BODY = "body"  # the text below the front matter
    PATH = "path"  # where the file lies, below bulletins/
    TEXT = "text"  # lines of front matter, a line "---", and the text below it
    NOTE = "note"  # a description in words: cannot be shown as text


@dataclass(frozen=True, slots=True)
class Rule:
    """What one code stands for. ``name``, ``title``, ``reason`` and the examples are
    Indonesian: they are printed by ``rakor explain`` and on the reference page.

    ``name`` is the stable slug of the rule; ``wrong`` and ``right`` are a short example each,
    of the kind ``example``. ``fixable`` says that ``rakor check --fix`` mends it where the
    remedy is certain; ``excusable`` that a writer may answer for the line although it is an
    error (warnings always may be excused).
    """

    code: str
    name: str
    title: str
    reason: str
    wrong: str
    right: str
    example: Example = Example.KEYS
    severity: Severity = Severity.ERROR
    fixable: bool = False
    excusable: bool = False

    @property
    def may_be_excused(self) -> bool:
        """Whether a line may be excused from it, and a site may lower its level."""
        return self.excusable or self.severity is not Severity.ERROR

    def problem(
        self,
        file: str,
        message: str,
        cause: str,
        remedy: str,
        *,
        span: Span = FILE_START,
        is_step: bool = False,
        fix: Fix | None = None,
    ) -> Problem:
        """Return a finding of this rule, in a file as a whole if no place is given."""
        return Problem(file, span, self.code, message, cause, remedy, self.severity, is_step, fix)


_registered: dict[str, Rule] = {}

#: Every rule registered so far, by code. ``rakor.lint.catalogue`` has all of them.
REGISTERED: Mapping[str, Rule] = MappingProxyType(_registered)

_Reporter = TypeVar("_Reporter", bound=Callable[..., object])


def reports(*rules: Rule) -> Callable[[_Reporter], _Reporter]:
    """Register the rules that a function (or the methods of a class) reports.

    Raises:
        ValueError: another rule has that code or name.
    """
    for rule in rules:
        known = _registered.setdefault(rule.code, rule)
        if known is not rule:
            raise ValueError(f"two rules with code {rule.code}: {known.name}, {rule.name}")

    def unchanged(reporter: _Reporter) -> _Reporter:
        return reporter

    return unchanged
