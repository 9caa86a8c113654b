"""What checks come to: for one file, and for all of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from rakor.bulletin import Bulletin
from rakor.content.references import Reference
from rakor.content.tree import FOLDER, shown_name
from rakor.diagnostics import Problem, Severity, Sources, Span
from rakor.lint.suppressions import Excuse
from rakor.registry import Agencies, Topics


@dataclass(frozen=True, slots=True)
class WantedAnchor:
    """A link to a part of a bulletin: ``target`` is its id."""

    target: str
    anchor: str
    span: Span


class Entry(NamedTuple):
    """What the check of one bulletin without problems came to, kept for later builds.

    Attributes:
        record: the bulletin as JSON.
        body: digest of the text below the front matter.
        references: ids of other bulletins it names.
        asked: files below ``bulletins/`` whose being there it relies on, each with its kind.
        used: the attachments among them that are published with it.
    """

    record: str
    body: str
    references: tuple[str, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    used: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Return the entry as text."""
        return json.dumps(self, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Entry:
        """Read what :meth:`to_json` wrote."""
        record, body, references, asked, used = json.loads(text)
        pairs = tuple((name, kind) for name, kind in asked)
        return cls(record, body, tuple(references), pairs, tuple(used))


@dataclass(frozen=True, slots=True)
class FileResult:
    """All that is known of one bulletin's file without looking at the others.

    A pure function of the file's place and bytes, the registry, and what the tree holds at the
    places the file asks for. ``entry`` is None if an error was found; ``anchors`` are those of a
    file that points to parts of bulletins, of itself most often.
    """

    path: str
    problems: tuple[Problem, ...]
    entry: Entry | None = None
    used: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()
    former: tuple[Reference, ...] = ()
    anchors: frozenset[str] = frozenset()
    wanted: tuple[WantedAnchor, ...] = ()
    excuses: tuple[Excuse, ...] = ()

    @property
    def id(self) -> str:
        """The bulletin's id, as it can be shown."""
        return shown_name(self.path).removesuffix(".md")

    @property
    def file(self) -> str:
        """The file, relative to the project."""
        return f"{FOLDER}/{self.id}.md"

    @property
    def bulletin(self) -> Bulletin | None:
        """The bulletin, made anew from its record."""
        return Bulletin.from_record(self.entry.record) if self.entry else None

    @property
    def looks_around(self) -> bool:
        """Whether it depends on more of the others than that they exist."""
        closes = any(reference.key == "selesai" for reference in self.references)
        return bool(self.former or self.wanted or self.excuses or closes)


@dataclass(frozen=True)
class CheckResult:
    """What a check found.

    Attributes:
        problems: all problems, by file, place and code.
        files: how many files were looked at.
        topics: the topics of ``bulletins/topics.yml``.
        agencies: all agencies, with those of ``bulletins/agencies.yml``.
        entries: what came of every bulletin without errors, by path below ``bulletins/``; text
            where it was known before (:meth:`Entry.to_json`).
        keep: paths whose entry may be kept for later: nothing at all was found in them.
        sources: the text of any file of the project, read when asked for.
    """

    problems: tuple[Problem, ...]
    files: int
    topics: Topics
    agencies: Agencies
    entries: Mapping[str, Entry | str] = field(repr=False)
    keep: frozenset[str] = field(repr=False)
    sources: Sources = field(repr=False)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop publication."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that stop a strict build too; notes stop nothing."""
        return tuple(p for p in self.problems if p.severity is Severity.WARNING)

    def entry(self, path: str) -> Entry:
        """Return the entry of one bulletin."""
        found = self.entries[path]
        return Entry.from_json(found) if isinstance(found, str) else found

    @cached_property
    def bulletins(self) -> tuple[Bulletin, ...]:
        """The bulletins without errors, by first day and id."""
        read = (Bulletin.from_record(self.entry(path).record) for path in self.entries)
        return tuple(sorted(read, key=lambda b: (b.start, b.id)))

    @cached_property
    def attachments(self) -> dict[str, tuple[str, ...]]:
        """For each id in ``bulletins`` that has any, the files that are published with it.

        Those under ``lampiran`` and those its text links to, as paths below ``bulletins/``.
        """
        used = ((path, self.entry(path).used) for path in self.entries)
        return {path.removesuffix(".md"): files for path, files in used if files}
