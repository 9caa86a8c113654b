"""One entry of the catalogue of codes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rakor.diagnostics.problem import Severity


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
