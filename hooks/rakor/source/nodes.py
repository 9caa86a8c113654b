"""What YAML is read into: texts, lists and mappings that know their places in the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Scalar:
    """A single value, always text. ``start`` and ``end`` are character offsets in the file;
    ``plain`` is False where it was quoted or written as a block."""

    value: str
    start: int
    end: int
    plain: bool = True

    @property
    def is_empty(self) -> bool:
        """Nothing was written, or only a sign for nothing."""
        return not self.value.strip() or (self.plain and self.value in {"~", "null"})


@dataclass(slots=True)
class Sequence:
    """A list of nodes."""

    items: list[Node]
    start: int
    end: int


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order they were written; repeated keys are all kept."""

    entries: list[tuple[Scalar, Node]]
    start: int
    end: int

    def get(self, key: str) -> Node | None:
        """The value of the first entry with this key."""
        for name, node in self.entries:
            if name.value == key:
                return node
        return None


Node = Scalar | Sequence | Mapping
