"""Checking a whole project: every file read once, all problems in one list."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

import rakor.lint.rules  # noqa: F401  registers the checks, which nobody else may have done
from rakor.bulletin import Status
from rakor.content.attachments import listed_files
from rakor.content.reader import read_bulletin
from rakor.content.resolver import Resolver
from rakor.content.tree import (
    ATTACHMENT,
    BULLETIN,
    FOLDER,
    NotingTree,
    Tree,
    shown_name,
)
from rakor.diagnostics import Problem, Severity, Source, Sources, decode
from rakor.diagnostics.stored import problem_of_row, problem_row
from rakor.formats.guard import MAX_READ
from rakor.incremental.fingerprints import digest
from rakor.incremental.parallel import Workers
from rakor.incremental.state import StoredAttachment
from rakor.lint.checks import AttachmentContext, FileContext, ProjectContext
from rakor.lint.known import Known
from rakor.lint.project import Project, open_project
from rakor.lint.results import BulletinEntry, CheckResult, FileResult
from rakor.lint.rules import ATTACHMENT_CHECKS, DAY_CHECKS, FILE_CHECKS, PROJECT_CHECKS
from rakor.lint.selection import Selection
from rakor.lint.suppressions import excuse, read_excuses
from rakor.source.frontmatter import MAX_FILE_BYTES, parse
from rakor.source.scan import ScannedFiles


def check(
    root: Path,
    paths: Sequence[Path] | None = None,
    *,
    known: Known | None = None,
    sources: ScannedFiles | None = None,
    workers: Workers | None = None,
    today: dt.date | None = None,
    edition: dt.date | None = None,
) -> CheckResult:
    """Check everything below ``root/bulletins``, or only what ``paths`` name.

    With ``paths`` (files or folders, relative to the working folder), only those bulletins are
    read and only their problems are given; what they refer to may lie anywhere.
    Nothing a user wrote raises: it becomes a problem.

    Args:
        root: the site's folder.
        paths: what to look at; None for everything.
        known: what is known of files that have not changed since and neither has what they are
            judged by (rules, registry); they are not read again.
        sources: what was found below ``bulletins/`` a moment ago, if somebody has looked.
        workers: who does the work; None for this process alone.
        today: tells meetings to come from those held; a build leaves it out, so that no clock
            has a say in it.
        edition: the day of the edition that is built, which then does that.

    Raises:
        OutsideBulletins: one of ``paths`` holds no bulletins of this project.
    """
    check = _Check(root, paths, known or Known(), sources, (today, edition))
    return check.run(workers or Workers(root, 1))


def check_file(path: str, data: bytes, resolver: Resolver, tree: Tree) -> FileResult:
    """Check one bulletin; ``path`` is where it lies below ``bulletins/``."""
    document, report = parse(shown_name(f"{FOLDER}/{path}"), data)
    if document is None:
        return FileResult(path, tuple(report.problems))
    if isinstance(tree, NotingTree):
        tree.take_asked()
    bulletin_id = shown_name(path).removesuffix(".md")
    reading = read_bulletin(bulletin_id, document, report, resolver, tree)
    file = FileContext(path, document, report, reading, resolver, tree)
    for check in FILE_CHECKS:
        check(file)
    entry, record, markdown, html = None, "", "", None
    # What its writer may answer for, or the site may take lightly, does not keep it from being a
    # bulletin; whether it may be published is decided when all is known.
    if reading.bulletin is not None:
        record, markdown, html = reading.bulletin.to_record(), document.body, file.html
        entry = BulletinEntry.of(
            record,
            markdown,
            references=tuple(dict.fromkeys(reference.id for reference in reading.references)),
            asked=tree.take_asked() if isinstance(tree, NotingTree) else (),
            used=tuple(sorted(file.used)),
            listed=tuple(listed_files(reading.bulletin)),
            planned_end=_planned_end(file),
        )
    return FileResult(
        path,
        tuple(report.problems),
        entry,
        record,
        markdown if html is None else "",
        frozenset(file.used),
        tuple(reading.references),
        tuple(reading.former),
        file.anchors if file.wanted else None,
        tuple(file.wanted),
        read_excuses(document.source),
        reading.start if reading.data.get("status", Status.PUBLISHED) is Status.PUBLISHED else None,
        html,
        reading.data.get("status") is Status.DRAFT,
    )


def _planned_end(file: FileContext) -> str:
    """See :attr:`BulletinEntry.planned_end`."""
    if file.reading.data.get("status") is not Status.PLANNED or file.prose.notes:
        return ""
    return str(file.reading.end or file.reading.start or "")


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
    problems, result = check_alone(project, relative, data)
    if path is None:
        problems = [problem for problem in problems if problem.code not in {"RK150", "RK151"}]
    source = Source(result.file, decode(data[:MAX_FILE_BYTES]).text)
    return problems, {result.file: source}


def check_alone(project: Project, relative: str, data: bytes) -> tuple[list[Problem], FileResult]:
    """Check one text as if it were the file ``relative`` below ``bulletins/``, which need not
    exist: everything that can be said of it without the others, and what it says of them."""
    result = check_file(relative, data, project.resolver, project.tree)
    if relative not in project.tree.bulletins:
        project.tree.bulletins.append(relative)
    found = list(result.problems)
    alone = ProjectContext(
        project, [result], _result(project, [result], Known(), 1), is_whole=False, today=None
    )
    for check_all in PROJECT_CHECKS:
        found += check_all(alone)
    found = excuse(result.file, found, result.excuses, whole=False)
    return sorted(project.levels.apply(found)), result


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


def _result(project: Project, files: Iterable[FileResult], known: Known, count: int) -> CheckResult:
    """What is known before the bulletins are looked at together."""
    entries = dict(known.entries)
    records = known.records()
    markdown: dict[str, str] = {}
    html: dict[str, str] = {}
    for file in files:
        if file.entry is not None:
            entries[file.path] = file.entry
            records.fresh[file.path] = file.record
            if file.html is None:
                markdown[file.path] = file.markdown
            else:
                html[file.path] = file.html
    return CheckResult(
        problems=(),
        files=count,
        topics=project.topics,
        agencies=project.resolver.agencies,
        entries=entries,
        records=records,
        markdown=markdown,
        html=html,
        keep=frozenset(),
        sources=Sources(project.root, MAX_FILE_BYTES),
    )


class _Check:
    def __init__(
        self,
        root: Path,
        paths: Sequence[Path] | None,
        known: Known,
        sources: ScannedFiles | None,
        days: tuple[dt.date | None, dt.date | None],
    ) -> None:
        self._root = root
        self._wanted = None if paths is None else Selection(root, paths)
        self._known = known
        self._sources = sources
        self._days = days
        self._problems: list[Problem] = []
        self._of_the_day: list[Problem] = []

    def run(self, workers: Workers) -> CheckResult:
        project = open_project(self._root, self._sources)
        tree = project.tree
        self._problems += project.problems
        chosen = [
            name
            for name in tree.bulletins
            if self._wanted is None or self._wanted.has(f"{FOLDER}/{name}")
        ]
        known = self._known.limited_to(chosen)
        if not known.same_tree:
            known = known.limited_to(
                path for path, one in known.entries.items() if _still_holds(one, project)
            )
        unknown = [path for path in chosen if path not in known.entries]
        files: list[FileResult] = []
        for _, found in workers.run(_check_files, project, unknown):
            files += found
        for file in files:
            self._problems += file.problems
        count = tree.seen if self._wanted is None else len(chosen)
        result = _result(project, files, known, count)
        context = ProjectContext(project, files, result, self._wanted is None, *self._days)
        for check_all in PROJECT_CHECKS:
            self._problems += check_all(context)
        for check_all in DAY_CHECKS:
            self._of_the_day += check_all(context)
        if tree.attachments:
            attachments = self._attachments(context, workers)
            result = replace(result, attachments_found=attachments)
        return self._finished(project, result, files)

    def _attachments(
        self, context: ProjectContext, workers: Workers
    ) -> dict[str, StoredAttachment]:
        """Check the attachments of which nothing is known; return what is known of all."""
        project, known = context.project, self._known.attachments
        paths = sorted(project.tree.attachments if context.is_whole else context.used)
        signatures = self._sources.signatures if self._sources else {}
        found: dict[str, StoredAttachment] = {}
        tasks: list[tuple[str, bool, bytes]] = []
        for path in paths:
            is_listed = path in context.listed
            signature = signatures.get(path)
            key = digest(signature, str(is_listed)) if signature else b""
            before = known.get(path)
            if key and before is not None and before.key == key:
                found[path] = before
                self._problems += map(problem_of_row, json.loads(before.problems))
            else:
                tasks.append((path, is_listed, key))
        work = workers.run(_check_attachments, project, tasks, ATTACHMENTS_AT_A_TIME)
        for chunk, made in work:
            for (path, _, key), problems in zip(chunk, made, strict=True):
                self._problems += problems
                if key:
                    rows = [problem_row(problem) for problem in problems]
                    found[path] = StoredAttachment(key, json.dumps(rows))
        return found

    def _finished(
        self, project: Project, result: CheckResult, files: Sequence[FileResult]
    ) -> CheckResult:
        found = _excused(self._problems + self._of_the_day, files, self._wanted is None)
        if self._wanted is not None:
            found = [p for p in found if self._wanted.has(p.file)]
        drafts = {file.file for file in files if file.is_draft}
        problems = sorted(_of_drafts(project.levels.apply(found), drafts))
        wrong = {p.file for p in problems if p.severity is Severity.ERROR}
        # Before the site's levels: they may be other ones next time. What the day says is said
        # of known files too.
        doubtful = {p.file for p in self._problems}
        valid = result.entries
        passing = {file.path for file in files if file.needs_others}
        if doubtful:  # else there is nothing wrong either
            names = {path: shown_name(f"{FOLDER}/{path}") for path in valid}
            passing.update(p for p, name in names.items() if name in wrong or name in doubtful)
            valid = {path: one for path, one in valid.items() if names[path] not in wrong}
        keep = frozenset(valid) - passing if passing else frozenset(valid)
        return replace(result, problems=tuple(problems), entries=valid, keep=keep)


_PERSONAL = "RK5"  # the family of personal data


def _of_drafts(problems: Iterable[Problem], drafts: AbstractSet[str]) -> list[Problem]:
    """Let what a draft still lacks stop nobody's publication: it is not published itself.

    Personal data stay errors, for the folder of bulletins is most often as public as the site.
    """
    return [
        replace(problem, severity=Severity.WARNING)
        if problem.file in drafts
        and problem.severity is Severity.ERROR
        and not problem.code.startswith(_PERSONAL)
        else problem
        for problem in problems
    ]


ATTACHMENTS_AT_A_TIME = 16
"""Attachments that one process takes at a time; each may have some megabytes."""


def _check_attachments(
    project: Project, tasks: Sequence[tuple[str, bool, bytes]]
) -> list[list[Problem]]:
    found: list[list[Problem]] = []
    for path, is_listed, _ in tasks:
        attachment = read_attachment(project, path, is_listed)
        if isinstance(attachment, Problem):
            found.append([attachment])
        else:
            found.append([one for check in ATTACHMENT_CHECKS for one in check(attachment)])
    return found


def read_attachment(project: Project, path: str, is_listed: bool) -> AttachmentContext | Problem:
    """One attachment, ready to be checked; a problem if it cannot be read."""
    data = project.read(path, MAX_READ)
    if isinstance(data, Problem):
        return data
    size = project.size(path)
    return AttachmentContext(path, data, size, project.resolver.regions, is_listed)


def _still_holds(entry: BulletinEntry, project: Project) -> bool:
    """Whether a file that has not changed would still be without problems."""
    references, asked, _ = entry.links()
    holders = {ATTACHMENT: project.tree.attachments, BULLETIN: project.tree.bulletin_set}
    return project.index.ids.issuperset(references) and all(
        name in holders[kind] for name, kind in asked
    )


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
