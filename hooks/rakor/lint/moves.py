"""Files that go to another place or get another name, and all that refers to them.

A bulletin moves to the folder and name of its region and day (RK150, RK151). Whatever bears a name
with blanks or capitals gets the same name without (RK152). References, attachments and links in
every bulletin follow.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from rakor.content.keys import OUTCOMES
from rakor.content.tree import FOLDER
from rakor.diagnostics import Problem, Severity
from rakor.lint.body import written_body
from rakor.lint.project import Project
from rakor.lint.results import FileResult
from rakor.lint.rules.links import link_places
from rakor.source.file_names import BULLETIN_ID, BULLETIN_NAME
from rakor.source.frontmatter import parse
from rakor.source.nodes import Mapping as Entries
from rakor.source.nodes import Node, Scalar, Sequence
from rakor.source.writer import CannotWrite, Path, Writer


@dataclass(frozen=True)
class Moves:
    """Where files go: old path -> new path, below ``bulletins/``."""

    to: Mapping[str, str] = field(default_factory=dict)

    def id_of(self, bulletin_id: str) -> str:
        """The id of a bulletin after the moves."""
        return self.to.get(f"{bulletin_id}.md", f"{bulletin_id}.md").removesuffix(".md")


def renames(project: Project, wanted: Callable[[str], bool] | None) -> dict[str, str]:
    """The new names of files whose name can be written right for certain, and is free."""
    return {
        problem.file.removeprefix(f"{FOLDER}/"): problem.fix.move_to.removeprefix(f"{FOLDER}/")
        for problem in project.tree.problems
        if problem.fix and problem.fix.move_to and (wanted is None or wanted(problem.file))
    }


def moves(
    results: Mapping[str, FileResult],
    renamed: Mapping[str, str],
    project: Project,
    standing: Callable[[FileResult], list[Problem]],
) -> Moves:
    """Where files go whose place does not fit their region and day, and those that are renamed.

    ``results`` judge each file under its new name; ``standing`` gives the problems of one that
    the site asks about and nobody excused.
    """
    tree = project.tree
    names = (*tree.bulletins, *tree.attachments, *tree.refused, *renamed.values())
    taken = {name.lower() for name in names}
    found = dict(renamed)
    for relative, result in results.items():
        problems = standing(result)
        places = [p.fix.move_to for p in problems if p.fix and p.fix.move_to]
        errors = [p for p in problems if p.severity is Severity.ERROR]
        # Only a bulletin that is right but for its place: else its region or day may be wrong.
        if not places or any(not (p.fix and p.fix.move_to) for p in errors):
            continue
        target = places[0].removeprefix(f"{FOLDER}/")
        if BULLETIN_NAME.fullmatch(target.rpartition("/")[2]) and target.lower() not in taken:
            taken.add(target.lower())
            found[relative] = target
    return Moves(found)


def point_to_new(relative: str, data: bytes, moved: Moves) -> bytes:
    """Let references and links of a bulletin follow the files that move, this one included."""
    try:
        writer = Writer(data)
    except CannotWrite:
        return data
    for path, node in _references(writer):
        new = moved.id_of(node.value.strip())
        if new != node.value.strip():
            writer.set(path, new)
    folders = posixpath.dirname(relative), posixpath.dirname(moved.to.get(relative, relative))
    for path, node in _files(writer):
        new = _followed(node.value.strip(), folders, moved, str)
        if new:
            writer.set(path, new)
    text = _with_new_links(writer, folders, moved)
    if text != writer.body:
        writer.set_body(text)
    return writer.to_bytes()


def _with_new_links(writer: Writer, folders: tuple[str, str], moved: Moves) -> str:
    document, _ = parse("", writer.to_bytes())
    text = writer.body
    if document is None:
        return text
    edits = set()
    for target, start, end in link_places(written_body(document)):
        new = _followed(unquote(target), folders, moved, quote)
        if new:
            edits.add((start, end, new))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _followed(
    target: str, folders: tuple[str, str], moved: Moves, written: Callable[[str], str]
) -> str:
    """A relative address after the moves; nothing if it stays as it is or is none."""
    path, mark, rest = target.partition("#")
    if not path or "://" in path or path.startswith(("/", "mailto:")):
        return ""
    old, new = folders
    there = posixpath.normpath(posixpath.join(old, path))
    there = moved.to.get(there, there)
    after = posixpath.relpath(there, new or ".")
    return "" if posixpath.normpath(path) == after else f"{written(after)}{mark}{rest}"


def _references(writer: Writer) -> Iterable[tuple[Path, Scalar]]:
    related: Path = ("terkait",)
    for at, item in enumerate(_items(writer.get(related))):
        if isinstance(item, Scalar):
            yield (*related, at), item
    done: Path = ("tindak_lanjut",)
    for at, item in enumerate(_items(writer.get(done))):
        for key in OUTCOMES if isinstance(item, Entries) else ():
            path: Path = (*done, at, key)
            if isinstance(writer.get(path), Entries):
                path = (*path, "buletin")
            outcome = writer.get(path)
            if isinstance(outcome, Scalar):
                yield path, outcome


def _files(writer: Writer) -> Iterator[tuple[Path, Scalar]]:
    for at, item in enumerate(_items(writer.get(("lampiran",)))):
        name = item.get("berkas") if isinstance(item, Entries) else None
        if isinstance(name, Scalar):
            yield ("lampiran", at, "berkas"), name


def _items(node: Node | None) -> list[Node]:
    return node.items if isinstance(node, Sequence) else []


def note_former(data: bytes, former: str) -> bytes:
    """The file with ``former`` among its former addresses; the same if that is no address."""
    if not BULLETIN_ID.fullmatch(former):
        return data
    try:
        writer = Writer(data)
    except CannotWrite:
        return data
    listed = writer.get(("alamat_lama",))
    if isinstance(listed, Sequence) and listed.items:
        if any(isinstance(item, Scalar) and item.value == former for item in listed.items):
            return data
        writer.insert(("alamat_lama",), 0, former)
    else:
        writer.set(("alamat_lama",), [former])
    return writer.to_bytes()
