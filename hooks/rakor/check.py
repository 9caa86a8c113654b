"""Checking a whole project: every file read once, all problems in one list."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from rakor.bulletin import Bulletin
from rakor.diagnostics import Problem, Severity, Sources
from rakor.errors import RakorError
from rakor.frontmatter import MAX_FILE_BYTES, parse, read_text
from rakor.registry import Agencies, Regions, Topics, load_agencies, regions
from rakor.rules.attachments import unused_attachments
from rakor.rules.body import check_body
from rakor.rules.labels import Resolver
from rakor.rules.place import check_place
from rakor.rules.record import Index, Reference, check_former, check_references
from rakor.rules.registryfiles import LocalAgencies, read_agencies, read_topics
from rakor.rules.schema import read_bulletin
from rakor.rules.tree import (
    ATTACHMENT,
    BULLETIN,
    FOLDER,
    NotingTree,
    Tree,
    scan,
    shown_name,
    unreadable,
    whole_file,
)
from rakor.work import in_chunks


class OutsideBulletins(RakorError):
    """A path to check that does not lie below ``bulletins/``."""


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

    def entry(self, path: str) -> Entry:
        """Return the entry of one bulletin."""
        found = self.entries[path]
        return Entry.from_json(found) if isinstance(found, str) else found

    @cached_property
    def bulletins(self) -> tuple[Bulletin, ...]:
        """The bulletins without errors, by first day and id."""
        read = (Bulletin.model_validate_json(self.entry(path).record) for path in self.entries)
        return tuple(sorted(read, key=lambda b: (b.start, b.id)))

    @cached_property
    def attachments(self) -> dict[str, tuple[str, ...]]:
        """For each id in ``bulletins`` that has any, the files that are published with it.

        Those under ``lampiran`` and those its text links to, as paths below ``bulletins/``.
        """
        used = ((path, self.entry(path).used) for path in self.entries)
        return {path.removesuffix(".md"): files for path, files in used if files}


def check(
    root: Path,
    paths: Sequence[Path] | None = None,
    *,
    known: Mapping[str, str] | None = None,
    same_files: bool = False,
    jobs: int = 1,
    executor: Executor | None = None,
    scratch: Path | None = None,
) -> CheckResult:
    """Check everything below ``root/bulletins``, or only what ``paths`` name.

    With ``paths`` (files or folders, relative to the working folder), only those bulletins are
    read and only their problems are given; what they refer to may lie anywhere.
    Nothing a user wrote raises: it becomes a problem.

    Args:
        root: the site's folder.
        paths: what to look at; None for everything.
        known: entries, as text, of files that have not changed since and neither has what they
            are judged by (rules, registry); they are not read again.
        same_files: whether there are just the files that were there when ``known`` was noted.
        jobs: processes to use; 0 means as many as there are cores.
        executor: runs the work instead of processes made here.
        scratch: a folder for such work's files.

    Raises:
        OutsideBulletins: one of ``paths`` holds no bulletins of this project.
    """
    check = _Check(root, paths, known or {}, same_files)
    return check.run(jobs, executor, scratch or root)


class _Finding(NamedTuple):
    """What came of reading one file; ``entry`` is None if an error was found."""

    path: str
    entry: Entry | None
    problems: tuple[Problem, ...]
    former: tuple[Reference, ...] = ()
    used: frozenset[str] = frozenset()


@dataclass
class _Desk:
    """What every file is judged by; the same for all of them."""

    root: Path
    tree: Tree
    resolver: Resolver
    index: Index
    noting: NotingTree | None = None

    def __getstate__(self) -> dict[str, object]:
        return {**vars(self), "noting": None}


def _check_files(desk: _Desk, paths: Sequence[str]) -> list[_Finding]:
    if desk.noting is None:
        desk.noting = NotingTree(desk.tree)
    return [_check_file(desk, desk.noting, path) for path in paths]


def _check_file(desk: _Desk, tree: NotingTree, path: str) -> _Finding:
    data = _read(desk.root, path)
    if isinstance(data, Problem):
        return _Finding(path, None, (data,))
    document, report = parse(shown_name(f"{FOLDER}/{path}"), data)
    if document is None:
        return _Finding(path, None, tuple(report.problems))
    tree.take_asked()
    bulletin_id = shown_name(path).removesuffix(".md")
    reading = read_bulletin(bulletin_id, document, report, desk.resolver, tree)
    check_place(report, path, reading, desk.resolver)
    used = check_body(report, document, path.rpartition("/")[0], tree) | reading.used
    if reading.references:
        check_references(report, bulletin_id, reading.references, desk.index)
    problems = tuple(report.problems)
    former = tuple(reading.former)
    if reading.bulletin is None or any(p.severity is Severity.ERROR for p in problems):
        return _Finding(path, None, problems, former, frozenset(used))
    entry = Entry(
        record=reading.bulletin.model_dump_json(exclude_defaults=True),
        body=hashlib.blake2b(document.body.encode(), digest_size=16).hexdigest(),
        references=tuple(dict.fromkeys(reference.id for reference in reading.references)),
        asked=tree.take_asked(),
        used=tuple(sorted(used)),
    )
    return _Finding(path, entry, problems, former, frozenset(used))


class _Check:
    def __init__(
        self,
        root: Path,
        paths: Sequence[Path] | None,
        known: Mapping[str, str],
        same_files: bool,
    ) -> None:
        self._root = root
        self._wanted = None if paths is None else _Wanted(root, paths)
        self._known = known
        self._same_files = same_files
        self._problems: list[Problem] = []

    def run(self, jobs: int, executor: Executor | None, scratch: Path) -> CheckResult:
        tree = scan(self._root)
        self._problems += tree.problems
        topics, listed = self._topics(tree)
        registry = regions()
        local = self._agencies(tree, registry)
        resolver = Resolver(registry, local.agencies, topics if listed else None, local.doubtful)
        index = Index(list(tree.ids()))
        desk = _Desk(self._root, tree, resolver, index)

        chosen = [
            name
            for name in tree.bulletins
            if self._wanted is None or self._wanted.has(f"{FOLDER}/{name}")
        ]
        entries: dict[str, Entry | str] = {
            path: self._known[path]
            for path in chosen
            if path in self._known and self._still_holds(self._known[path], desk)
        }
        unknown = [path for path in chosen if path not in entries]
        findings: list[_Finding] = []
        work = in_chunks(_check_files, desk, unknown, jobs=jobs, executor=executor, scratch=scratch)
        for _, found in work:
            findings += found
        for finding in findings:
            self._problems += finding.problems
            if finding.entry is not None:
                entries[finding.path] = finding.entry
        self._check_former(findings, index)
        result = CheckResult(
            problems=(),
            files=tree.seen if self._wanted is None else len(chosen),
            topics=topics,
            agencies=local.agencies,
            entries=entries,
            keep=frozenset(),
            sources=Sources(self._root, MAX_FILE_BYTES),
        )
        return self._finished(result, tree, findings)

    def _finished(
        self, result: CheckResult, tree: Tree, findings: Sequence[_Finding]
    ) -> CheckResult:
        if self._wanted is None:
            if tree.attachments:
                used = {file for path in result.entries for file in result.entry(path).used}
                used.update(*(finding.used for finding in findings))
                self._problems += unused_attachments(tree, used)
        else:
            self._problems = [p for p in self._problems if self._wanted.has(p.file)]
        wrong = {p.file for p in self._problems if p.severity is Severity.ERROR}
        doubtful = {p.file for p in self._problems}
        valid = {
            path: entry
            for path, entry in result.entries.items()
            if shown_name(f"{FOLDER}/{path}") not in wrong
        }
        claiming = {finding.path for finding in findings if finding.former}
        keep = frozenset(
            path
            for path in valid
            if path not in claiming and shown_name(f"{FOLDER}/{path}") not in doubtful
        )
        problems = tuple(sorted(self._problems))
        return replace(result, problems=problems, entries=valid, keep=keep)

    def _still_holds(self, text: str, desk: _Desk) -> bool:
        """Whether a file that has not changed would still be without problems."""
        if self._same_files:
            return True
        entry = Entry.from_json(text)
        holders = {ATTACHMENT: desk.tree.attachments, BULLETIN: desk.tree.bulletin_set}
        return desk.index.ids.issuperset(entry.references) and all(
            name in holders[kind] for name, kind in entry.asked
        )

    def _topics(self, tree: Tree) -> tuple[Topics, bool]:
        """The topics, and whether there is a list at all."""
        data = self._registry_file("topics.yml", tree)
        if data is not None:
            topics, report = read_topics(f"{FOLDER}/topics.yml", data)
            self._problems += report.problems
            return topics, bool(topics.names) or not report.problems
        if tree.bulletins and "topics.yml" not in tree.refused:
            self._problems.append(
                whole_file(
                    f"{FOLDER}/topics.yml",
                    "RK705",
                    "Daftar topik belum ada.",
                    "Topik buletin dipilih dari berkas ini.",
                    "Buat bulletins/topics.yml dengan satu baris untuk setiap topik, misalnya "
                    "pilkada: Pemilihan kepala daerah",
                )
            )
        return Topics({}), False

    def _agencies(self, tree: Tree, registry: Regions) -> LocalAgencies:
        data = self._registry_file("agencies.yml", tree)
        if data is None:
            return LocalAgencies(load_agencies(registry, None))
        local, report = read_agencies(f"{FOLDER}/agencies.yml", data, registry)
        self._problems += report.problems
        return local

    def _registry_file(self, name: str, tree: Tree) -> bytes | None:
        if name not in tree.registry_files:
            return None
        data = _read(self._root, name)
        if isinstance(data, Problem):
            self._problems.append(data)
            return None
        return data

    def _check_former(self, findings: Sequence[_Finding], index: Index) -> None:
        """Former addresses against all others; a file that claims one is always read again."""
        claiming = [finding for finding in findings if finding.former]
        claimed: dict[str, str] = {}
        for finding in claiming:
            for reference in finding.former:
                claimed.setdefault(reference.id, shown_name(finding.path).removesuffix(".md"))
        for finding in claiming:
            data = _read(self._root, finding.path)
            if isinstance(data, Problem):
                continue  # it vanished meanwhile; the next build will see
            _, report = read_text(shown_name(f"{FOLDER}/{finding.path}"), data)
            own_id = shown_name(finding.path).removesuffix(".md")
            check_former(report, own_id, list(finding.former), index, claimed)
            self._problems += report.problems


def _read(root: Path, relative: str) -> bytes | Problem:
    """The bytes of a file below ``bulletins/``, a little more than the limit at most."""
    path = f"{root}/{FOLDER}/{relative}"
    try:
        # Between the scan and now the file may have become a link or a pipe: neither is
        # followed nor waited for.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(0, "bukan berkas biasa")
            return _read_all(handle, MAX_FILE_BYTES + 1)
        finally:
            os.close(handle)
    except OSError as error:
        return unreadable(f"{FOLDER}/{relative}", "Berkas", error)


def _read_all(handle: int, limit: int) -> bytes:
    """Up to ``limit`` bytes of an open file."""
    data = os.read(handle, limit)
    while len(data) < limit and (part := os.read(handle, limit - len(data))):
        data += part
    return data


class _Wanted:
    """The files and folders a check is limited to."""

    def __init__(self, root: Path, paths: Sequence[Path]) -> None:
        base = root.resolve()
        self._names: set[str] = set()
        for path in paths:
            # The folder is resolved, the last part is not: it may be a link that is wrong.
            real = path.resolve() if path.name in {"", ".."} else path.parent.resolve() / path.name
            relative = Path(os.path.relpath(real, base)).as_posix()
            if relative != "." and relative != FOLDER and not relative.startswith(f"{FOLDER}/"):
                raise OutsideBulletins(
                    f"{path} tidak berada di dalam {root / FOLDER}, jadi tidak ada yang bisa "
                    "diperiksa di sana. Untuk proyek lain, sebutkan foldernya dengan --root."
                )
            self._names.add("" if relative == "." else relative)

    def has(self, file: str) -> bool:
        """Whether ``file`` (relative to the root) is one of them or lies in one."""
        if "" in self._names or file in self._names:
            return True
        return any(file.startswith(f"{name}/") for name in self._names)
