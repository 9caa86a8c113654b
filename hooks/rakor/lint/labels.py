"""What each agency of a bulletin was read as: ``rakor check --labels``, and previews.

A label that is understood otherwise than its writer meant it is no problem to a machine; only
the writer can see it, side by side with what it was taken for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rakor.content.resolver import Resolver
from rakor.content.tree import FOLDER, shown_name
from rakor.diagnostics import Problem
from rakor.lint.project import Project
from rakor.printable import json_text
from rakor.registry import Agency, AmbiguousLabel, LabelError, UnknownLabel
from rakor.source.frontmatter import ParsedFile, parse
from rakor.source.nodes import Mapping, Node, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class ReadLabel:
    """One agency as it is written, and what it is taken for."""

    file: str  # relative to the project
    line: int  # 1-based, as is the column
    column: int
    key: str  # penyelenggara, instansi or penanggung_jawab
    written: str
    agency: Agency | None  # None: not understood, or not for certain
    candidates: tuple[Agency, ...] = ()  # what it may mean instead

    def to_text(self) -> str:
        """One line for people."""
        if self.agency is not None:
            meant = f"{self.agency.name} ({self.agency.id})"
        elif self.candidates:
            meant = "? " + " atau ".join(one.name for one in self.candidates[:4])
        else:
            meant = "? tidak dikenal"
        return f"  {self.line:>3}  {self.written}  →  {meant}"

    def to_json(self) -> str:
        """One JSON object: ``agency`` is an id or null, ``candidates`` are ids."""
        return json_text(
            {
                "file": self.file,
                "line": self.line,
                "column": self.column,
                "key": self.key,
                "written": self.written,
                "agency": self.agency.id if self.agency else None,
                "name": self.agency.name if self.agency else None,
                "candidates": [one.id for one in self.candidates],
            }
        )


def read_labels(project: Project, paths: Iterable[str]) -> Iterator[ReadLabel]:
    """The labels of bulletins at ``paths`` below ``bulletins/``, in the order of the files.

    Files that cannot be read have none; the check says why.
    """
    for path in paths:
        data = project.read(path)
        if not isinstance(data, Problem):
            document, _ = parse(shown_name(f"{FOLDER}/{path}"), data)
            if document is not None:
                yield from labels_of(document, project.resolver, path)


def labels_of(document: ParsedFile, resolver: Resolver, path: str) -> Iterator[ReadLabel]:
    """The labels of one bulletin, in the order of the file.

    ``path`` is where it lies below ``bulletins/``: its folder stands for the region where the
    front matter names none. Without a region nothing can be read.
    """
    home = _home(document, resolver, path)
    if home is None:
        return
    source = document.source
    for key, node in _agency_nodes(document.data):
        written = node.value.strip()
        line, column = source.position(node.start)
        agency: Agency | None = None
        candidates: tuple[Agency, ...] = ()
        try:
            agency = resolver.agencies.resolve(written, home)
        except AmbiguousLabel as error:
            candidates = error.candidates
        except UnknownLabel as error:
            candidates = error.suggestions
        yield ReadLabel(source.file, line, column, key, written, agency, candidates)


def _home(document: ParsedFile, resolver: Resolver, path: str) -> str | None:
    node = document.data.get("wilayah")
    if isinstance(node, Scalar):
        try:
            return resolver.regions.resolve(node.value).code
        except LabelError:
            pass
    # The folder of the region stands before that of the year.
    folder = path.rpartition("/")[0].rpartition("/")[0]
    region = resolver.regions.by_slug(folder)
    return region.code if region else None


def _agency_nodes(data: Mapping) -> Iterator[tuple[str, Scalar]]:
    for key in ("penyelenggara", "instansi"):
        for item in _items(data.get(key)):
            label = item.get("instansi") if isinstance(item, Mapping) else item
            if isinstance(label, Scalar) and not label.is_empty:
                yield key, label
    for item in _items(data.get("tindak_lanjut")):
        label = item.get("penanggung_jawab") if isinstance(item, Mapping) else None
        if isinstance(label, Scalar) and not label.is_empty:
            yield "penanggung_jawab", label


def _items(node: Node | None) -> Iterable[Node]:
    if isinstance(node, Sequence):
        return node.items
    return () if node is None else (node,)
