"""What was understood of an article: values with the source's words and their place.

Offsets count the characters of the text that was read, so that ``text[start:end]`` is the
evidence's text, always. How sure a value is has two steps only: *certain* is what one would print
unread, *likely* the better of several readings or something derived.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

CERTAIN, LIKELY = "certain", "likely"


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A stretch of the source, from ``start`` up to and without ``end``."""

    start: int
    end: int
    text: str

    def to_json(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field."""

    value: str | None
    confidence: str
    evidence: tuple[Evidence, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "confidence": self.confidence,
            "evidence": _json(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody who was there for an agency, in the source's words."""

    name: str | None
    position: str | None

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "position": self.position}


@dataclass(frozen=True, slots=True)
class AgencyFound:
    """An agency that took part; ``value`` is None where the registry does not know it."""

    value: str | None
    label: str
    role: str  # a value of Role: peserta, pembicara
    represented: bool  # another came for the one who was asked
    confidence: str
    evidence: tuple[Evidence, ...]
    people: tuple[PersonFound, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "label": self.label,
            "role": self.role,
            "represented": self.represented,
            "people": _json(self.people),
            "confidence": self.confidence,
            "evidence": _json(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class FigureFound:
    """A figure with its unit, as written."""

    value: str
    unit: str
    according_to: str | None
    confidence: str
    evidence: tuple[Evidence, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "unit": self.unit,
            "according_to": self.according_to,
            "confidence": self.confidence,
            "evidence": _json(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class CommitmentFound:
    """What somebody promised, asked for or decided; ``value`` is the source's sentence."""

    value: str
    kind: str  # a value of FollowUpKind
    responsible: str | None  # registry id
    due: str | None  # ISO date
    confidence: str
    evidence: tuple[Evidence, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "kind": self.kind,
            "responsible": self.responsible,
            "due": self.due,
            "confidence": self.confidence,
            "evidence": _json(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer a person may choose, and what it is called."""

    value: str
    label: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"value": self.value, **({"label": self.label} if self.label else {})}


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must decide; ``candidates`` are the answers, best first."""

    field: str
    message: str
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "message": self.message,
            "evidence": _json(self.evidence),
            "candidates": _json(self.candidates),
        }


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """Something wrong in the source, by the code of the check that would say so."""

    code: str
    field: str
    message: str
    evidence: tuple[Evidence, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "field": self.field,
            "message": self.message,
            "evidence": _json(self.evidence),
        }


@dataclass(slots=True)
class Findings:
    """All that was understood of one article."""

    text: str
    values: dict[str, Value] = field(default_factory=dict)
    agencies: list[AgencyFound] = field(default_factory=list)
    figures: list[FigureFound] = field(default_factory=list)
    commitments: list[CommitmentFound] = field(default_factory=list)
    topics: list[Value] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    problems: list[SourceProblem] = field(default_factory=list)

    def value(self, name: str) -> str | None:
        """The value of a field, or None."""
        found = self.values.get(name)
        return found.value if found else None

    def to_json(self, file: str) -> dict[str, Any]:
        """The object that ``rakor import --format json`` prints for ``file``."""
        fields: dict[str, Any] = {name: one.to_json() for name, one in self.values.items()}
        for name in ("agencies", "figures", "commitments", "topics"):
            fields[name] = _json(getattr(self, name))
        return {
            "file": file,
            "text": self.text,
            "fields": fields,
            "questions": _json(self.questions),
            "problems": _json(self.problems),
        }


def _json(parts: Sequence[Any]) -> list[Any]:
    return [part.to_json() for part in parts]
