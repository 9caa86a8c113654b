"""What checks come to: for one file, and for all of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from rakor.bulletin import Bulletin
from rakor.content.references import Reference
from rakor.content.tree import FOLDER, shown_name
from rakor.diagnostics import Problem, Severity, Sources, Span
from rakor.incremental.fingerprints import digest
from rakor.incremental.state import State, StoredAttachment, StoredResult, facts_digest
from rakor.lint.suppressions import Excuse
from rakor.registry import Agencies, Topics

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode  # made once: it takes longer than a use
_HELD = '["", '
_NAMES_NOBODY = f"{_HELD}[], "
_NO_FILES = ", [], []]"
_NOTHING = f"{_NAMES_NOBODY}[]{_NO_FILES}"


@dataclass(frozen=True, slots=True)
class WantedAnchor:
    """A link to a part of a bulletin: ``target`` is its id."""

    target: str
    anchor: str
    span: Span


class BulletinEntry(NamedTuple):
    """What the check of one valid bulletin came to, besides its record.

    Attributes:
        facts: digest of the record and of ``rest``.
        body: digest of the text below the front matter.
        rest: JSON, see :meth:`links`, :attr:`planned_end` and :attr:`listed`.
    """

    facts: bytes
    body: bytes
    rest: str = _NOTHING

    @classmethod
    def of(
        cls,
        record: str,
        markdown: str,
        references: tuple[str, ...] = (),
        asked: tuple[tuple[str, str], ...] = (),
        used: tuple[str, ...] = (),
        listed: tuple[str, ...] = (),
        planned_end: str = "",
    ) -> BulletinEntry:
        """Return the entry of a bulletin with this record and text; see :meth:`links`."""
        rest = _ENCODE([planned_end, references, asked, used, listed])
        return cls(facts_digest(record, rest), body_digest(markdown), rest)

    def links(self) -> tuple[list[str], list[tuple[str, str]], list[str]]:
        """Return what the bulletin relies on beside itself.

        Ids of other bulletins it names; files below ``bulletins/`` that it asks for, each with
        its kind; and those of them that are published with it.
        """
        _, references, asked, used, _ = json.loads(self.rest)
        return references, [(name, kind) for name, kind in asked], used

    @property
    def planned_end(self) -> str:
        """The last day of a meeting that is only planned, unless its text says what is known of
        what became of it; nothing for all others."""
        return "" if self.rest.startswith(_HELD) else json.loads(self.rest)[0]

    @property
    def references(self) -> list[str]:
        """The ids of other bulletins that it names."""
        return [] if self.rest.startswith(_NAMES_NOBODY) else self.links()[0]

    @property
    def used(self) -> list[str]:
        """The attachments that are published with the bulletin."""
        return [] if self.rest.endswith(_NO_FILES) else self.links()[2]

    @property
    def listed(self) -> list[str]:
        """Those of them that stand under ``lampiran``."""
        listed: list[str] = [] if self.rest.endswith(_NO_FILES) else json.loads(self.rest)[4]
        return listed


def body_digest(markdown: str) -> bytes:
    """Return the digest by which the text of a bulletin is known."""
    return digest(markdown)


@dataclass
class Records(Mapping[str, str]):
    """Records of bulletins by path; known ones are read from the state when asked for."""

    fresh: dict[str, str] = field(default_factory=dict)
    known: Mapping[str, StoredResult] = field(default_factory=dict)
    state: State | None = None

    def __getitem__(self, path: str) -> str:
        found = self.fresh.get(path)
        if found is None:
            assert self.state is not None
            found = self.fresh[path] = self.state.record(path, self.known[path])
        return found

    def __iter__(self) -> Iterator[str]:
        yield from self.fresh.keys() | self.known.keys()

    def __len__(self) -> int:
        return len(self.fresh.keys() | self.known.keys())

    def read_all(self) -> None:
        """Read all known records at once, which is faster than one by one."""
        if self.state is not None and self.known.keys() - self.fresh.keys():
            self.fresh = {**self.state.records(self.known), **self.fresh}


@dataclass(frozen=True, slots=True)
class FileResult:
    """All that is known of one bulletin's file without looking at the others.

    A pure function of the file's place and bytes, the registry, and what the tree holds at the
    places the file asks for.

    Attributes:
        entry: None if an error was found; ``record`` and ``markdown`` are empty then.
        anchors: those of a file that points to parts of bulletins, of itself most often; None
            where they are not asked for or cannot be known.
        told_as_held: the first day of a meeting that is on record as held, also where something
            else is wrong.
        html: the text as it was rendered for a check; ``markdown`` is empty then.
        is_draft: whether it says so, also where something else is wrong.
    """

    path: str
    problems: tuple[Problem, ...]
    entry: BulletinEntry | None = None
    record: str = ""
    markdown: str = ""
    used: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()
    former: tuple[Reference, ...] = ()
    anchors: frozenset[str] | None = None
    wanted: tuple[WantedAnchor, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    told_as_held: dt.date | None = None
    html: str | None = None
    is_draft: bool = False

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
        return Bulletin.from_record(self.record) if self.entry else None

    @property
    def needs_others(self) -> bool:
        """Whether it depends on more of the others than the records of those it names."""
        return bool(self.former or self.wanted or self.excuses)


@dataclass(frozen=True)
class CheckResult:
    """What a check found.

    Attributes:
        problems: all problems, by file, place and code.
        files: how many files were looked at.
        topics: the topics of ``bulletins/topics.yml``.
        agencies: all agencies, with those of ``bulletins/agencies.yml``.
        entries: what came of every bulletin without errors, by path below ``bulletins/``.
        records: the bulletins themselves as JSON, by path.
        markdown: the texts of the bulletins that were read now, by path.
        html: in their place, those that were rendered to be looked at, in the usual dialect.
        keep: paths whose entry may be kept for later: nothing at all was found in them but what
            depends on the day.
        sources: the text of any file of the project, read when asked for.
        attachments_found: what was found in attachments whose state is certain, by path.
    """

    problems: tuple[Problem, ...]
    files: int
    topics: Topics
    agencies: Agencies
    entries: Mapping[str, BulletinEntry] = field(repr=False)
    records: Records = field(repr=False)
    markdown: Mapping[str, str] = field(repr=False)
    html: Mapping[str, str] = field(repr=False)
    keep: frozenset[str] = field(repr=False)
    sources: Sources = field(repr=False)
    attachments_found: Mapping[str, StoredAttachment] = field(repr=False, default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop publication."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that stop a strict build too; notes stop nothing."""
        return tuple(p for p in self.problems if p.severity is Severity.WARNING)

    def bulletin(self, path: str) -> Bulletin | None:
        """Return one bulletin, or None if it is none or has errors."""
        return Bulletin.from_record(self.records[path]) if path in self.entries else None

    @cached_property
    def bulletins(self) -> tuple[Bulletin, ...]:
        """The bulletins without errors, by first day and id."""
        self.records.read_all()
        read = (Bulletin.from_record(self.records[path]) for path in self.entries)
        return tuple(sorted(read, key=lambda b: (b.start, b.id)))

    @cached_property
    def attachments(self) -> dict[str, tuple[str, ...]]:
        """For each id in ``bulletins`` that has any, the files that are published with it.

        Those under ``lampiran`` and those its text links to, as paths below ``bulletins/``.
        """
        used = ((path, entry.used) for path, entry in self.entries.items())
        return {path.removesuffix(".md"): tuple(files) for path, files in used if files}
