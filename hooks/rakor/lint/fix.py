"""``rakor check --fix``: what is certain is written, every other byte stays.

One file at a time is mended in memory until nothing certain is left to do, so that ``--diff``
and ``--fix`` do the same; then files in the wrong place are moved, their former address noted,
and whoever refers to them is told the new one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rakor.content.follow_ups import item_ids
from rakor.content.keys import BULLETIN, FOLLOW_UP
from rakor.content.registry_files import read_agencies, read_topics
from rakor.content.tree import FOLDER
from rakor.diagnostics import Problem, Source, decode
from rakor.lint.linter import check_file
from rakor.lint.moves import Moves, moves, note_former, point_to_new, renames
from rakor.lint.project import Project, open_project
from rakor.lint.results import FileResult
from rakor.lint.rules.place import could_be_published
from rakor.lint.selection import wanted_files
from rakor.lint.suppressions import excuse
from rakor.opener import Folder, read_below
from rakor.printable import printable
from rakor.source.canonical import plain
from rakor.source.frontmatter import MAX_FILE_BYTES, parse
from rakor.source.scan import REGISTRY_FILES
from rakor.source.writer import CannotWrite, Writer

#: A file is mended in so many rounds at most: each can bring to light what the last one hid.
MAX_ROUNDS = 60
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file that is to be written: ``before`` and ``after`` are its bytes, ``moved_from`` its
    former name. Names are relative to the project; of an attachment, which only moves, no bytes
    are given."""

    file: str
    before: bytes
    after: bytes
    moved_from: str = ""
    codes: tuple[str, ...] = ()

    def diff(self) -> str:
        """The change as a unified diff."""
        old, new = printable(self.moved_from or self.file), printable(self.file)
        lines = difflib.unified_diff(
            decode(self.before).text.splitlines(keepends=True),
            decode(self.after).text.splitlines(keepends=True),
            old,
            new,
        )
        text = "".join(line if line.endswith("\n") else line + "\n" for line in lines)
        return text or (f"--- {old}\n+++ {new}\n" if self.moved_from else "")


def plan_fixes(root: Path, paths: Sequence[Path] | None = None) -> list[FileChange]:
    """Everything that can be mended for certain, by file; nothing is written."""
    project = open_project(root)
    wanted = wanted_files(root, paths)
    texts: dict[str, bytes] = {}
    results: dict[str, FileResult] = {}
    codes: dict[str, tuple[str, ...]] = {}
    renamed = renames(project, wanted)
    new = [path for path, to in renamed.items() if to.endswith(".md")]
    for relative in dict.fromkeys((*project.tree.bulletins, *new)):
        if wanted is not None and not wanted(f"{FOLDER}/{relative}"):
            continue
        data = project.read(relative)
        if isinstance(data, Problem):
            continue
        at = renamed.get(relative, relative)
        texts[relative], results[relative], codes[relative] = mend(at, data, project)
    _name_items(project, texts, results, codes)
    moved = moves(results, renamed, project, lambda result: _standing(result, project))
    for name in REGISTRY_FILES:
        if wanted is None or wanted(f"{FOLDER}/{name}"):
            texts |= _mend_registry_file(name, project)
    return list(_changes(project, texts, codes, moved))


def plan_move(project: Project, relative: str, target: str, data: bytes) -> list[FileChange]:
    """All that moving one bulletin to another place changes: itself, with the bytes ``data``,
    its former address where it may have had one, and the bulletins that refer to it.

    ``relative`` and ``target`` are paths below ``bulletins/``.
    """
    return list(_changes(project, {relative: data}, {}, Moves({relative: target})))


def apply_changes(root: Path, changes: Iterable[FileChange]) -> None:
    """Write the changes; each file is replaced as a whole or not at all."""
    with Folder(root) as folder:
        for change in changes:
            if change.moved_from:
                # Not written anew and then removed: two names that differ in case alone may be
                # one file.
                folder.make_folder(change.file.rpartition("/")[0])
                folder.replace(change.moved_from, change.file)
            if change.after != change.before:
                status = folder.status(change.file)
                folder.put(change.file, change.after, status.st_mode & 0o777 if status else 0o644)


def write_fixes(root: Path, problems: Iterable[Problem]) -> int:
    """Write the edits of ``problems`` and tell how many files they touched."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.fix and problem.fix.edits:
            by_file.setdefault(problem.file, []).append(problem)
    changes = []
    for file, found in by_file.items():
        before = read_below(root, file, MAX_FILE_BYTES)
        after, codes = _apply(before, found)
        changes.append(FileChange(file, before, after, "", tuple(codes)))
    apply_changes(root, changes)
    return len(changes)


# --- one file --------------------------------------------------------------------------------


def mend(relative: str, data: bytes, project: Project) -> tuple[bytes, FileResult, tuple[str, ...]]:
    """Mend one file until nothing certain is left: its bytes, their check, the codes mended."""
    codes: list[str] = []
    result = check_file(relative, data, project.resolver, project.tree)
    for _ in range(MAX_ROUNDS):
        problems = [p for p in _standing(result, project) if p.fix and p.fix.edits]
        if not problems:
            break
        after, done = _apply(data, problems)
        if after == data:
            break
        if not _keeps_its_place(data, after):
            break
        data, result = after, check_file(relative, after, project.resolver, project.tree)
        codes += done
    return data, result, tuple(dict.fromkeys(codes))


def _mend_registry_file(name: str, project: Project) -> dict[str, bytes]:
    """``topics.yml`` or ``agencies.yml`` with what is certain mended, if it is there."""
    data = project.read(name) if name in project.tree.registry_files else None
    if data is None or isinstance(data, Problem):
        return {}
    file = f"{FOLDER}/{name}"
    for _ in range(MAX_ROUNDS):
        report = (
            read_topics(file, data)
            if name == "topics.yml"
            else read_agencies(file, data, project.resolver.regions)
        )[1]
        after, _ = _apply(data, [p for p in report.problems if p.fix])
        if after == data:
            break
        data = after
    return {name: data}


def _standing(result: FileResult, project: Project) -> list[Problem]:
    """The problems of a file that the site asks about and nobody excused."""
    kept = excuse(result.file, result.problems, result.excuses, whole=False)
    return list(project.levels.apply(kept))


def _apply(data: bytes, problems: Sequence[Problem]) -> tuple[bytes, list[str]]:
    """The text with all edits that do not touch one another."""
    mark = _BOM if data.startswith(_BOM) else b""
    decoded = decode(data)
    if decoded.encoding != "utf-8":
        return data, []
    source = Source("", decoded.text)
    edits = []
    for problem in problems:
        for edit in problem.fix.edits if problem.fix else ():
            span = edit.span
            start = source.line_start(span.line) + span.column - 1
            end = source.line_start(span.end_line) + span.end_column - 1
            edits.append((start, end, edit.text, problem.code))
    text, last, done = decoded.text, len(decoded.text) + 1, []
    for start, end, new, code in sorted(set(edits), reverse=True):
        if end < last:
            text = text[:start] + new + text[end:]
            last = start
            done.append(code)
    return mark + text.encode(), done


# A key at the left edge, its colon perhaps forgotten.
_TOP_KEY = re.compile(r"([A-Za-z_]+)[ \t]*(?:[:;=：]|[.,]?$)")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*|<!--.*")
_WORD = re.compile(r"[^\W_]+")


def _keeps_its_place(before: bytes, after: bytes) -> bool:
    """Whether a mended text can be read where it could before, and no line of one that could not
    has gone over to another key: what stood under ``instansi`` stands there still."""
    old, new = parse("", before)[0], parse("", after)[0]
    if old is not None or new is None:
        return old is None or new is not None
    now: dict[str, str] = {}
    for key, node in new.data.entries:
        name = key.value.casefold()
        now[name] = now.get(name, "") + repr(plain(node))
    found = {key: set(_WORD.findall(said)) for key, said in now.items()}
    return all(words <= found.get(key, set()) for key, words in _words_by_key(before).items())


def _words_by_key(data: bytes) -> dict[str, set[str]]:
    """The words below each key of a front matter that cannot be read, as its lines show them.

    Of the last key nothing is told: the body may follow it unmarked.
    """
    found: dict[str, set[str]] = {}
    key = ""
    lines = decode(data).text.splitlines()
    closed = next((n for n, line in enumerate(lines) if n and line.startswith("---")), len(lines))
    for line in lines[:closed]:
        match = _TOP_KEY.match(line)
        at = 0
        if match and (match[0].endswith(":") or match[1].casefold() in BULLETIN):
            key, at = match[1].casefold(), match.end()
        said = _COMMENT.sub("", line[at:])
        found.setdefault(key, set()).update(_WORD.findall(said))
    found.pop(key, None)
    found.pop("", None)
    return found


# --- ids of follow-ups -----------------------------------------------------------------------


def _name_items(
    project: Project,
    texts: dict[str, bytes],
    results: dict[str, FileResult],
    codes: dict[str, tuple[str, ...]],
) -> None:
    """RK718: write the id of each follow-up that others refer to by its text alone."""
    for result in list(results.values()):
        for reference in result.references:
            relative = f"{reference.id}.md"
            if not reference.item or relative not in project.tree.bulletin_set:
                continue
            data = texts.get(relative) or project.read(relative)
            if isinstance(data, Problem):
                continue
            other = check_file(relative, data, project.resolver, project.tree).bulletin
            if other is None or reference.item in {one.id for one in other.follow_ups}:
                continue
            ids = item_ids(other)
            if reference.item in ids:
                at = ids.index(reference.item)
                texts[relative] = write_item_id(data, at, reference.item)
                codes[relative] = (*codes.get(relative, ()), "RK718")


# --- places ----------------------------------------------------------------------------------


def _changes(
    project: Project, texts: dict[str, bytes], codes: dict[str, tuple[str, ...]], moved: Moves
) -> Iterator[FileChange]:
    known = (*project.tree.bulletins, *project.tree.attachments)
    for relative in sorted({*texts, *moved.to, *(known if moved.to else ())}):
        target = moved.to.get(relative)
        is_text = relative in texts or relative in project.tree.bulletin_set
        before = project.read(relative) if is_text else b""
        if isinstance(before, Problem):
            continue
        after = texts.get(relative, before)
        if moved.to and is_text and relative not in REGISTRY_FILES:
            after = point_to_new(relative, after, moved)
        done = codes.get(relative, ())
        name = f"{FOLDER}/{relative}"
        if target:
            if could_be_published(relative, project.resolver.regions):
                after = note_former(after, relative.removesuffix(".md"))
            done = (*done, "RK152" if _is_renamed(relative, target) else "RK150")
            yield FileChange(f"{FOLDER}/{target}", before, after, name, done)
        elif after != before:
            yield FileChange(name, before, after, "", done or ("RK150",))


def _is_renamed(relative: str, target: str) -> bool:
    """Whether a file that moves stays in its folder."""
    return relative.rpartition("/")[0] == target.rpartition("/")[0]


# --- ids -------------------------------------------------------------------------------------


def write_item_id(data: bytes, at: int, id_: str) -> bytes:
    """The file with an id for the follow-up at position ``at``, from 0; the same if it has one."""
    try:
        writer = Writer(data)
        if writer.get(("tindak_lanjut", at, "id")) is None:
            writer.set(("tindak_lanjut", at, "id"), id_, list(FOLLOW_UP))
    except (CannotWrite, KeyError):
        return data
    return writer.to_bytes()
