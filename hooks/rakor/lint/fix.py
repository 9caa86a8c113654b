"""``rakor check --fix``: what is certain is written, every other byte stays.

One file at a time is mended in memory until nothing certain is left to do, so that ``--diff``
and ``--fix`` do the same; then files in the wrong place are moved, their former address noted,
and whoever refers to them is told the new one.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rakor.content.follow_ups import item_ids
from rakor.content.keys import BULLETIN, FOLLOW_UP, OUTCOMES
from rakor.content.registry_files import read_agencies, read_topics
from rakor.content.tree import FOLDER
from rakor.diagnostics import Problem, Severity, Source, decode
from rakor.lint.body import written_body
from rakor.lint.linter import check_file
from rakor.lint.project import Project, open_project
from rakor.lint.results import FileResult
from rakor.lint.rules.links import link_places
from rakor.lint.rules.place import could_be_published
from rakor.lint.selection import wanted_files
from rakor.lint.suppressions import excuse
from rakor.opener import Folder, read_below
from rakor.printable import printable
from rakor.source.canonical import plain
from rakor.source.file_names import BULLETIN_ID, BULLETIN_NAME
from rakor.source.frontmatter import MAX_FILE_BYTES, parse
from rakor.source.nodes import Mapping, Scalar
from rakor.source.nodes import Sequence as NodeList
from rakor.source.scan import REGISTRY_FILES
from rakor.source.writer import CannotWrite, Writer

#: A file is mended in so many rounds at most: each can bring to light what the last one hid.
MAX_ROUNDS = 60
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is to be written: ``before`` and ``after`` are its bytes, ``moved_from`` its
    former name. Names are relative to the project."""

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


def plan_fixes(root: Path, paths: Sequence[Path] | None = None) -> list[Change]:
    """Everything that can be mended for certain, by file; nothing is written."""
    project = open_project(root)
    wanted = wanted_files(root, paths)
    texts: dict[str, bytes] = {}
    results: dict[str, FileResult] = {}
    codes: dict[str, tuple[str, ...]] = {}
    for relative in project.tree.bulletins:
        if wanted is not None and not wanted(f"{FOLDER}/{relative}"):
            continue
        data = project.read(relative)
        if isinstance(data, Problem):
            continue
        texts[relative], results[relative], codes[relative] = mend(relative, data, project)
    _name_items(project, texts, results, codes)
    moves = _moves(results, project)
    for name in REGISTRY_FILES:
        if wanted is None or wanted(f"{FOLDER}/{name}"):
            texts |= _mend_registry_file(name, project)
    return list(_changes(project, texts, codes, moves))


def apply_changes(root: Path, changes: Iterable[Change]) -> None:
    """Write the changes; each file is replaced as a whole or not at all."""
    with Folder(root) as folder:
        for change in changes:
            status = folder.status(change.moved_from or change.file)
            folder.put(change.file, change.after, status.st_mode & 0o777 if status else 0o644)
            if change.moved_from:
                folder.remove(change.moved_from)


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
        changes.append(Change(file, before, after, "", tuple(codes)))
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


@dataclass(frozen=True)
class _Moves:
    to: dict[str, str] = field(default_factory=dict)  # paths below bulletins/

    def id_of(self, bulletin_id: str) -> str:
        """The id after the moves."""
        return self.to.get(f"{bulletin_id}.md", f"{bulletin_id}.md").removesuffix(".md")


def _moves(results: dict[str, FileResult], project: Project) -> _Moves:
    """Where files go whose place does not fit their region and day."""
    taken = {name.lower() for name in project.tree.bulletins}
    found: dict[str, str] = {}
    for relative, result in results.items():
        standing = _standing(result, project)
        places = [p.fix.move_to for p in standing if p.fix and p.fix.move_to]
        errors = [p for p in standing if p.severity is Severity.ERROR]
        # Only a bulletin that is right but for its place: else its region or day may be wrong.
        if not places or any(not (p.fix and p.fix.move_to) for p in errors):
            continue
        target = places[0].removeprefix(f"{FOLDER}/")
        if BULLETIN_NAME.fullmatch(target.rpartition("/")[2]) and target.lower() not in taken:
            taken.add(target.lower())
            found[relative] = target
    return _Moves(found)


def _changes(
    project: Project, texts: dict[str, bytes], codes: dict[str, tuple[str, ...]], moves: _Moves
) -> Iterator[Change]:
    for relative in [*sorted(texts.keys() - project.tree.bulletin_set), *project.tree.bulletins]:
        if relative not in texts and not moves.to:
            continue
        before = project.read(relative)
        if isinstance(before, Problem):
            continue
        after = texts.get(relative, before)
        if moves.to and relative.endswith(".md"):
            after = _point_to_new(relative, after, moves)
        target = moves.to.get(relative)
        if target:
            if could_be_published(relative, project.resolver.regions):
                after = note_former(after, relative.removesuffix(".md"))
            done = (*codes.get(relative, ()), "RK150")
            name = f"{FOLDER}/{relative}"
            yield Change(f"{FOLDER}/{target}", before, after, name, done)
        elif after != before:
            done = codes.get(relative, ()) or ("RK150",)
            yield Change(f"{FOLDER}/{relative}", before, after, "", done)


def _point_to_new(relative: str, data: bytes, moves: _Moves) -> bytes:
    """Let references and links follow the files that move, this one included."""
    document, _ = parse(relative, data)
    if document is None:
        return data
    edits: list[tuple[int, int, str]] = []
    for node in _references(document.data):
        new = moves.id_of(node.value.strip())
        if new != node.value.strip():
            edits.append((node.start, node.end, new))
    old_folder = posixpath.dirname(relative)
    new_folder = posixpath.dirname(moves.to.get(relative, relative))
    places = [(node.start, node.end, node.value.strip()) for node in _files(document.data)]
    body = written_body(document)
    offset = document.body_start
    places += [(offset + a, offset + b, target) for target, a, b in link_places(body)]
    for start, end, target in places:
        path, mark, rest = target.partition("#")
        if not path or "://" in path or path.startswith(("/", "mailto:")):
            continue
        there = posixpath.normpath(posixpath.join(old_folder, path))
        there = moves.to.get(there, there)
        new = posixpath.relpath(there, new_folder or ".") + mark + rest
        if posixpath.normpath(path) + mark + rest != new:
            edits.append((start, end, new))
    text = document.source.text
    for start, end, new in sorted(set(edits), reverse=True):
        text = text[:start] + new + text[end:]
    mark_bytes = _BOM if data.startswith(_BOM) else b""
    return mark_bytes + text.encode()


def _references(data: Mapping) -> Iterator[Scalar]:
    related = data.get("terkait")
    for item in related.items if isinstance(related, NodeList) else ():
        if isinstance(item, Scalar):
            yield item
    follow_ups = data.get("tindak_lanjut")
    for item in follow_ups.items if isinstance(follow_ups, NodeList) else ():
        if not isinstance(item, Mapping):
            continue
        for key in OUTCOMES:
            outcome = item.get(key)
            if isinstance(outcome, Mapping):
                outcome = outcome.get("buletin")
            if isinstance(outcome, Scalar):
                yield outcome


def _files(data: Mapping) -> Iterator[Scalar]:
    listed = data.get("lampiran")
    for item in listed.items if isinstance(listed, NodeList) else ():
        name = item.get("berkas") if isinstance(item, Mapping) else None
        if isinstance(name, Scalar):
            yield name


def note_former(data: bytes, former: str) -> bytes:
    """The file with ``former`` among its former addresses; the same if that is no address."""
    if not BULLETIN_ID.fullmatch(former):
        return data
    try:
        writer = Writer(data)
    except CannotWrite:
        return data
    listed = writer.get(("alamat_lama",))
    if isinstance(listed, NodeList) and listed.items:
        if any(isinstance(item, Scalar) and item.value == former for item in listed.items):
            return data
        writer.insert(("alamat_lama",), 0, former)
    else:
        writer.set(("alamat_lama",), [former])
    return writer.to_bytes()


def write_item_id(data: bytes, at: int, id_: str) -> bytes:
    """The file with an id for the follow-up at position ``at``, from 0; the same if it has one."""
    try:
        writer = Writer(data)
        if writer.get(("tindak_lanjut", at, "id")) is None:
            writer.set(("tindak_lanjut", at, "id"), id_, list(FOLLOW_UP))
    except (CannotWrite, KeyError):
        return data
    return writer.to_bytes()
