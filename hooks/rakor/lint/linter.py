"""Checking a whole project: every file read once, all problems in one list."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from rakor.bulletin import Bulletin
from rakor.content.attachments import unused_attachments
from rakor.content.reader import read_bulletin
from rakor.content.references import Index, Reference, check_former, check_references
from rakor.content.registry_files import LocalAgencies, read_agencies, read_topics
from rakor.content.resolver import Resolver
from rakor.content.tree import (
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
from rakor.diagnostics import Example, Problem, Rule, Severity, Source, Sources, decode, reports
from rakor.errors import RakorError
from rakor.incremental.parallel import in_chunks
from rakor.lint.prose import Prose
from rakor.lint.rules.chronology import check_chronology
from rakor.lint.rules.cross_file import (
    WantedAnchor,
    check_anchors,
    check_closings,
    check_future,
    check_twins,
    meetings,
)
from rakor.lint.rules.facts import check_counts, check_percentages, check_sums
from rakor.lint.rules.home import check_home
from rakor.lint.rules.language import check_acronyms, check_language
from rakor.lint.rules.leftovers import check_leftovers
from rakor.lint.rules.links import check_body, written_body
from rakor.lint.rules.markup import anchors, check_markup
from rakor.lint.rules.mentions import (
    check_attendance,
    check_governments,
    check_speakers,
    check_years,
)
from rakor.lint.rules.metadata import MAX_READ, check_attachment, is_read
from rakor.lint.rules.people import check_people
from rakor.lint.rules.place import check_place
from rakor.lint.rules.privacy import check_privacy
from rakor.lint.rules.weekdays import check_dates_in_text
from rakor.lint.severities import Levels, read_levels
from rakor.lint.suppressions import Excuse, excuse, read_excuses
from rakor.registry import Agencies, Regions, Topics, load_agencies, regions
from rakor.source.frontmatter import MAX_FILE_BYTES, parse
from rakor.source.scan import Sources as Found

_PIECE = 1 << 16
"""Bytes read at a time of a file that grows meanwhile."""

_NOTHING_USED = ", []]"
"""How the text of an :class:`Entry` ends whose bulletin has no attachments."""


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


def check(
    root: Path,
    paths: Sequence[Path] | None = None,
    *,
    known: Mapping[str, str] | None = None,
    same_files: bool = False,
    sources: Found | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
    scratch: Path | None = None,
    today: dt.date | None = None,
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
        sources: what was found below ``bulletins/`` a moment ago, if somebody has looked.
        jobs: processes to use; 0 means as many as there are cores.
        executor: runs the work instead of processes made here.
        scratch: a folder for such work's files.
        today: tells meetings to come from those held; a build leaves it out, so that no clock
            has a say in it.

    Raises:
        OutsideBulletins: one of ``paths`` holds no bulletins of this project.
    """
    check = _Check(root, paths, known or {}, same_files, sources, today)
    return check.run(jobs, executor, scratch or root)


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


def check_file(path: str, data: bytes, resolver: Resolver, tree: Tree) -> FileResult:
    """Check one bulletin; ``path`` is where it lies below ``bulletins/``."""
    document, report = parse(shown_name(f"{FOLDER}/{path}"), data)
    if document is None:
        return FileResult(path, tuple(report.problems))
    if isinstance(tree, NotingTree):
        tree.take_asked()
    table = resolver.regions
    bulletin_id = shown_name(path).removesuffix(".md")
    reading = read_bulletin(bulletin_id, document, report, resolver, tree)
    check_place(report, path, reading, resolver, tree)
    check_home(report, reading, table, resolver.agencies)
    body, offset = written_body(document), document.body_start
    linked, wanted = check_body(report, body, offset, path, tree)
    prose = Prose(document, body)
    check_dates_in_text(report, prose, reading.start)
    check_chronology(report, prose, reading, table[reading.region].zone if reading.region else None)
    check_years(report, reading, resolver.agencies)
    check_counts(report, prose, reading, table)
    check_percentages(report, prose)
    check_sums(report, prose)
    check_people(report, prose, reading)
    check_speakers(report, prose, reading, resolver.agencies)
    check_governments(report, prose, reading, table, resolver.agencies)
    check_attendance(report, prose, reading, resolver.agencies)
    check_privacy(report, document, table)
    check_language(report, prose, reading)
    check_acronyms(report, prose)
    check_leftovers(report, document)
    check_markup(report, body, offset)
    used = frozenset(linked | reading.used)
    entry = None
    # What its writer may answer for, or the site may take lightly, does not keep it from being a
    # bulletin; whether it may be published is decided when all is known.
    if reading.bulletin is not None:
        entry = Entry(
            record=reading.bulletin.to_record(),
            body=hashlib.blake2b(document.body.encode(), digest_size=16).hexdigest(),
            references=tuple(dict.fromkeys(reference.id for reference in reading.references)),
            asked=tree.take_asked() if isinstance(tree, NotingTree) else (),
            used=tuple(sorted(used)),
        )
    return FileResult(
        path,
        tuple(report.problems),
        entry,
        used,
        tuple(reading.references),
        tuple(reading.former),
        anchors(body) if wanted else frozenset(),
        tuple(wanted),
        read_excuses(document.source),
    )


@dataclass
class Project:
    """What every file is judged by; the same for all of them.

    ``problems`` are those of the folder, of ``topics.yml`` and ``agencies.yml``, and of the
    levels in ``mkdocs.yml``.
    """

    root: Path
    tree: Tree
    resolver: Resolver
    levels: Levels
    topics: Topics
    problems: tuple[Problem, ...]
    noting: NotingTree | None = None

    def __getstate__(self) -> dict[str, object]:
        return {**vars(self), "noting": None, "problems": ()}

    @cached_property
    def index(self) -> Index:
        """The ids of all bulletins."""
        return Index(list(self.tree.ids()))

    def read(self, path: str, most: int = MAX_FILE_BYTES) -> bytes | Problem:
        """The bytes of a file below ``bulletins/``, a little more than ``most`` at most."""
        return _read(self.root, path, most)


def open_project(root: Path, sources: Found | None = None) -> Project:
    """Look through the folder and read what all bulletins share."""
    tree = scan(root, sources)
    levels = read_levels(root)
    problems = [*tree.problems, *levels.problems]
    registry = regions()
    topics, listed = _topics(root, tree, problems)
    local = _agencies(root, tree, registry, problems)
    resolver = Resolver(registry, local.agencies, topics if listed else None, local.doubtful)
    return Project(root, tree, resolver, levels, topics, tuple(problems))


def check_text(
    root: Path, data: bytes, path: Path | None = None
) -> tuple[list[Problem], dict[str, Source]]:
    """Check one text as if it were the file ``path`` (relative to the working folder), which
    need not exist: for editors. Without a path, its place is not judged."""
    project = open_project(root)
    relative = "masukan-standar.md"
    if path is not None:
        there = Path(os.path.relpath(path.resolve(), (root / FOLDER).resolve())).as_posix()
        relative = there if there.endswith(".md") else f"{there}.md"
    result = check_file(relative, data, project.resolver, project.tree)
    index = Index([*project.tree.ids(), *([result.id] if path is not None else [])])
    found = list(result.problems)
    found += check_references(result.file, result.id, result.references, index)
    found += check_anchors(result.file, result.wanted, {result.id: result.anchors}.get)
    found = excuse(result.file, found, result.excuses, whole=False)
    if path is None:
        found = [problem for problem in found if problem.code not in {"RK150", "RK151"}]
    source = Source(result.file, decode(data[:MAX_FILE_BYTES]).text)
    return sorted(project.levels.apply(found)), {result.file: source}


def _check_files(project: Project, paths: Sequence[str]) -> list[FileResult]:
    if project.noting is None:
        project.noting = NotingTree(project.tree)
    found = []
    for path in paths:
        data = project.read(path)
        if isinstance(data, Problem):
            found.append(FileResult(path, (data,)))
        else:
            found.append(check_file(path, data, project.resolver, project.noting))
    return found


class _Check:
    def __init__(
        self,
        root: Path,
        paths: Sequence[Path] | None,
        known: Mapping[str, str],
        same_files: bool,
        sources: Found | None,
        today: dt.date | None,
    ) -> None:
        self._root = root
        self._wanted = None if paths is None else _Wanted(root, paths)
        self._known = known
        self._same_files = same_files
        self._sources = sources
        self._today = today
        self._problems: list[Problem] = []

    def run(self, jobs: int, executor: Executor | None, scratch: Path) -> CheckResult:
        project = open_project(self._root, self._sources)
        tree = project.tree
        self._problems += project.problems
        chosen = [
            name
            for name in tree.bulletins
            if self._wanted is None or self._wanted.has(f"{FOLDER}/{name}")
        ]
        known = self._known
        if not self._same_files:
            known = {path: text for path, text in known.items() if _still_holds(text, project)}
        entries: dict[str, Entry | str] = {path: known[path] for path in chosen if path in known}
        unknown = [path for path in chosen if path not in entries]
        files: list[FileResult] = []
        work = in_chunks(
            _check_files, project, unknown, jobs=jobs, executor=executor, scratch=scratch
        )
        for _, found in work:
            files += found
        for file in files:
            self._problems += file.problems
            if file.entry is not None:
                entries[file.path] = file.entry
        result = CheckResult(
            problems=(),
            files=tree.seen if self._wanted is None else len(chosen),
            topics=project.topics,
            agencies=project.resolver.agencies,
            entries=entries,
            keep=frozenset(),
            sources=Sources(self._root, MAX_FILE_BYTES),
        )
        self._together(project, result, files)
        self._attachments(project, result, files)
        return self._finished(project, result, files)

    def _together(self, project: Project, result: CheckResult, files: Sequence[FileResult]) -> None:
        """The rules that look at several bulletins at once.

        A file that looks around is never kept as known, so all of those are in ``files``.
        """
        index = project.index
        claimed: dict[str, str] = {}
        for file in files:
            for reference in file.former:
                claimed.setdefault(reference.id, file.id)
        anchors_of = {file.id: file.anchors for file in files if file.wanted}

        def bulletin(id_: str) -> Bulletin | None:
            path = f"{id_}.md"
            if path not in result.entries:
                return None
            return Bulletin.from_record(result.entry(path).record)

        def anchors_in(id_: str) -> frozenset[str] | None:
            if id_ not in anchors_of and f"{id_}.md" in project.tree.bulletin_set:
                anchors_of[id_] = _anchors_of(project, f"{id_}.md")
            return anchors_of.get(id_)

        for file in files:
            name, id_ = file.file, file.id
            self._problems += check_references(name, id_, file.references, index)
            self._problems += check_former(name, id_, file.former, index, claimed)
            self._problems += check_anchors(name, file.wanted, anchors_in)
            own = file.bulletin if file.looks_around else None
            if own:
                self._problems += check_closings(own, file.references, bulletin)
        # What is known had no twin; only a bulletin that was read can have become one.
        for group in meetings(result.entries, [file.path for file in files]):
            self._problems += check_twins([b for id_ in group if (b := bulletin(id_))])
        if self._today is not None:
            later = [path for path in result.entries if _day_in(path) > str(self._today)]
            found = [b for path in sorted(later) if (b := bulletin(path.removesuffix(".md")))]
            self._problems += check_future(found, self._today)

    def _attachments(
        self, project: Project, result: CheckResult, files: Sequence[FileResult]
    ) -> None:
        tree = project.tree
        if not tree.attachments:
            return
        used = {
            file
            for path, entry in result.entries.items()
            if not (isinstance(entry, str) and entry.endswith(_NOTHING_USED))
            for file in result.entry(path).used
        }
        used.update(*(file.used for file in files))
        for path in sorted(tree.attachments if self._wanted is None else used):
            data = project.read(path, MAX_READ) if is_read(path) else b""
            if isinstance(data, Problem):
                self._problems.append(data)
                continue
            size = (tree.folder / path).stat().st_size
            self._problems += check_attachment(path, data, size, project.resolver.regions)
        if self._wanted is None:
            self._problems += unused_attachments(tree, used)

    def _finished(
        self, project: Project, result: CheckResult, files: Sequence[FileResult]
    ) -> CheckResult:
        found = _excused(self._problems, files, self._wanted is None)
        if self._wanted is not None:
            found = [p for p in found if self._wanted.has(p.file)]
        problems = sorted(project.levels.apply(found))
        wrong = {p.file for p in problems if p.severity is Severity.ERROR}
        # Before the site's levels: they may be other ones next time.
        doubtful = {p.file for p in self._problems}
        valid = result.entries
        passing = {file.path for file in files if file.looks_around}
        if doubtful:  # else there is nothing wrong either
            names = {path: shown_name(f"{FOLDER}/{path}") for path in valid}
            passing.update(p for p, name in names.items() if name in wrong or name in doubtful)
            valid = {path: one for path, one in valid.items() if names[path] not in wrong}
        keep = frozenset(valid) - passing if passing else frozenset(valid)
        return replace(result, problems=tuple(problems), entries=valid, keep=keep)


def _still_holds(text: str, project: Project) -> bool:
    """Whether a file that has not changed would still be without problems."""
    entry = Entry.from_json(text)
    holders = {ATTACHMENT: project.tree.attachments, BULLETIN: project.tree.bulletin_set}
    return project.index.ids.issuperset(entry.references) and all(
        name in holders[kind] for name, kind in entry.asked
    )


def _day_in(path: str) -> str:
    """The day a file's name begins with; it is that of the meeting, or RK151 says so."""
    return path.rpartition("/")[2][:10]


def _anchors_of(project: Project, path: str) -> frozenset[str]:
    """The parts of a bulletin, read for that alone: few are ever pointed to."""
    data = project.read(path)
    document = None if isinstance(data, Problem) else parse(path, data)[0]
    return anchors(written_body(document)) if document else frozenset()


def _excused(
    problems: Iterable[Problem], files: Iterable[FileResult], whole: bool
) -> list[Problem]:
    by_file: dict[str, list[Problem]] = {file.file: [] for file in files if file.excuses}
    kept: list[Problem] = []
    for problem in problems:
        by_file.get(problem.file, kept).append(problem)
    for file in files:
        if file.excuses:
            kept += excuse(file.file, by_file[file.file], file.excuses, whole)
    return kept


NO_TOPICS = Rule(
    "RK705",
    "topik-belum-ada",
    "Daftar topik belum ada",
    "Topik buletin dipilih dari bulletins/topics.yml, jadi berkas itu harus ada.",
    "Folder bulletins/ tanpa topics.yml",
    "bulletins/topics.yml dengan baris pilkada: Pilkada",
    Example.NOTE,
)


@reports(NO_TOPICS)
def _topics(root: Path, tree: Tree, problems: list[Problem]) -> tuple[Topics, bool]:
    """The topics, and whether there is a list at all."""
    data = _registry_file(root, "topics.yml", tree, problems)
    if data is not None:
        topics, report = read_topics(f"{FOLDER}/topics.yml", data)
        problems += report.problems
        return topics, bool(topics.names) or not report.problems
    if tree.bulletins and "topics.yml" not in tree.refused:
        problems.append(
            whole_file(
                f"{FOLDER}/topics.yml",
                NO_TOPICS,
                "Daftar topik belum ada.",
                "Topik buletin dipilih dari berkas ini.",
                "Buat bulletins/topics.yml dengan satu baris untuk setiap topik, misalnya "
                "pilkada: Pemilihan kepala daerah",
            )
        )
    return Topics({}), False


def _agencies(root: Path, tree: Tree, registry: Regions, problems: list[Problem]) -> LocalAgencies:
    data = _registry_file(root, "agencies.yml", tree, problems)
    if data is None:
        return LocalAgencies(load_agencies(registry, None))
    local, report = read_agencies(f"{FOLDER}/agencies.yml", data, registry)
    problems += report.problems
    return local


def _registry_file(root: Path, name: str, tree: Tree, problems: list[Problem]) -> bytes | None:
    if name not in tree.registry_files:
        return None
    data = _read(root, name)
    if isinstance(data, Problem):
        problems.append(data)
        return None
    return data


def _read(root: Path, relative: str, most: int = MAX_FILE_BYTES) -> bytes | Problem:
    """The bytes of a file below ``bulletins/``, a little more than the limit at most."""
    path = f"{root}/{FOLDER}/{relative}"
    try:
        # Between the scan and now the file may have become a link or a pipe: neither is
        # followed nor waited for.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
        try:
            state = os.fstat(handle)
            if not stat.S_ISREG(state.st_mode):
                raise OSError(0, "bukan berkas biasa")
            return _read_all(handle, state.st_size, most + 1)
        finally:
            os.close(handle)
    except OSError as error:
        return unreadable(f"{FOLDER}/{relative}", "Berkas", error)


def _read_all(handle: int, size: int, limit: int) -> bytes:
    """Up to ``limit`` bytes of an open file that had ``size`` bytes a moment ago."""
    # Room is made for all that is asked for, and not for more than there is.
    data = os.read(handle, min(size + 1, limit))
    while len(data) < limit and (part := os.read(handle, min(_PIECE, limit - len(data)))):
        data += part
    return data


def wanted_files(root: Path, paths: Sequence[Path] | None) -> Callable[[str], bool] | None:
    """Whether a file (relative to the root) is asked for by ``paths``; None: every file is."""
    return None if paths is None else _Wanted(root, paths).has


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
