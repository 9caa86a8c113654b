"""Checking a whole project: every file read once, all problems in one list."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rakor.bulletin import Bulletin
from rakor.diagnostics import Problem, Report, Severity, Sources
from rakor.errors import RakorError
from rakor.frontmatter import MAX_FILE_BYTES, Document, parse
from rakor.registry import Agencies, Regions, Topics, load_agencies, regions
from rakor.rules.attachments import unused_attachments
from rakor.rules.body import check_body
from rakor.rules.labels import Resolver
from rakor.rules.place import check_place
from rakor.rules.record import Index, check_former, check_references
from rakor.rules.registryfiles import LocalAgencies, read_agencies, read_topics
from rakor.rules.schema import Reading, read_bulletin
from rakor.rules.tree import FOLDER, Tree, scan, shown_name, unreadable, whole_file


class OutsideBulletins(RakorError):
    """A path to check that does not lie below ``bulletins/``."""


@dataclass(frozen=True)
class CheckResult:
    """What a check found.

    Attributes:
        bulletins: the bulletins without errors, by first day and id.
        problems: all problems, by file, place and code.
        files: how many files were looked at.
        topics: the topics of ``bulletins/topics.yml``.
        agencies: all agencies, with those of ``bulletins/agencies.yml``.
        attachments: for each id in ``bulletins`` that has any, the files that are published
            with it: those under ``lampiran`` and those its text links to.
        sources: the text of any file of the project, read when asked for.
    """

    bulletins: tuple[Bulletin, ...]
    problems: tuple[Problem, ...]
    files: int
    topics: Topics
    agencies: Agencies
    attachments: dict[str, tuple[Path, ...]]
    sources: Sources = field(repr=False)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop publication."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def check(root: Path, paths: Sequence[Path] | None = None) -> CheckResult:
    """Check everything below ``root/bulletins``, or only what ``paths`` name.

    With ``paths`` (files or folders, relative to the working folder), only those bulletins are
    read and only their problems are given; what they refer to may lie anywhere.
    Nothing a user wrote raises: it becomes a problem.

    Raises:
        OutsideBulletins: one of ``paths`` holds no bulletins of this project.
    """
    return _Check(root, paths).run()


class _Check:
    def __init__(self, root: Path, paths: Sequence[Path] | None) -> None:
        self._root = root
        self._wanted = None if paths is None else _Wanted(root, paths)
        self._problems: list[Problem] = []
        self._bulletins: list[Bulletin] = []
        self._attachments: dict[str, tuple[Path, ...]] = {}
        self._used: set[str] = set()
        self._former: list[tuple[str, Report, Reading]] = []

    def run(self) -> CheckResult:
        tree = scan(self._root)
        self._problems += tree.problems
        registry = regions()
        topics, listed = self._topics(tree)
        local = self._agencies(tree, registry)
        resolver = Resolver(registry, local.agencies, topics if listed else None, local.doubtful)
        index = Index(list(tree.ids()))
        chosen = [
            name
            for name in tree.bulletins
            if self._wanted is None or self._wanted.has(f"{FOLDER}/{name}")
        ]
        for relative in chosen:
            self._bulletin(relative, tree, resolver, index)
        self._check_former(index)
        if self._wanted is None:
            self._problems += unused_attachments(tree, self._used)
        else:
            self._problems = [p for p in self._problems if self._wanted.has(p.file)]
        wrong = {p.file for p in self._problems if p.severity is Severity.ERROR}
        valid = [b for b in self._bulletins if f"{FOLDER}/{b.id}.md" not in wrong]
        return CheckResult(
            bulletins=tuple(sorted(valid, key=lambda b: (b.start, b.id))),
            problems=tuple(sorted(self._problems)),
            files=tree.seen if self._wanted is None else len(chosen),
            topics=topics,
            agencies=local.agencies,
            attachments={b.id: self._attachments[b.id] for b in valid if b.id in self._attachments},
            sources=Sources(self._root, MAX_FILE_BYTES),
        )

    def _read(self, relative: str) -> bytes | None:
        """The bytes of a file below ``bulletins/``, a little more than the limit at most."""
        path = f"{self._root}/{FOLDER}/{relative}"
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
            self._problems.append(unreadable(f"{FOLDER}/{relative}", "Berkas", error))
            return None

    def _topics(self, tree: Tree) -> tuple[Topics, bool]:
        """The topics, and whether there is a list at all."""
        data = self._read("topics.yml") if "topics.yml" in tree.registry_files else None
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
        data = self._read("agencies.yml") if "agencies.yml" in tree.registry_files else None
        if data is None:
            return LocalAgencies(load_agencies(registry, None))
        local, report = read_agencies(f"{FOLDER}/agencies.yml", data, registry)
        self._problems += report.problems
        return local

    def _bulletin(self, relative: str, tree: Tree, resolver: Resolver, index: Index) -> None:
        data = self._read(relative)
        if data is None:
            return
        document, report = parse(shown_name(f"{FOLDER}/{relative}"), data)
        if document is not None:
            self._document(relative, document, report, tree, resolver, index)
        self._problems += report.problems

    def _document(
        self,
        relative: str,
        document: Document,
        report: Report,
        tree: Tree,
        resolver: Resolver,
        index: Index,
    ) -> None:
        bulletin_id = shown_name(relative).removesuffix(".md")
        reading = read_bulletin(bulletin_id, document, report, resolver, tree)
        check_place(report, relative, reading, resolver)
        used = check_body(report, document, relative.rpartition("/")[0], tree) | reading.used
        self._used |= used
        if reading.references:
            check_references(report, bulletin_id, reading.references, index)
        if reading.former:
            self._former.append((bulletin_id, report, reading))
        if reading.bulletin is not None:
            self._bulletins.append(reading.bulletin)
            if used:
                self._attachments[bulletin_id] = tuple(tree.folder / name for name in sorted(used))

    def _check_former(self, index: Index) -> None:
        claimed: dict[str, str] = {}
        for bulletin_id, _, reading in self._former:
            for reference in reading.former:
                claimed.setdefault(reference.id, bulletin_id)
        for bulletin_id, report, reading in self._former:
            before = len(report.problems)
            check_former(report, bulletin_id, reading.former, index, claimed)
            # The others of this file are in the list already.
            self._problems += report.problems[before:]


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
