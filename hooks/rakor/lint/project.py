"""What all bulletins of a site are judged by, read once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from rakor.content.lent_tree import lent_tree
from rakor.content.references import Index
from rakor.content.registry_files import LocalAgencies, read_agencies, read_topics
from rakor.content.resolver import Resolver
from rakor.content.tree import FOLDER, NotingTree, Tree, scan, unreadable, whole_file
from rakor.diagnostics import Example, Problem, Rule, reports
from rakor.lint.severities import Levels, read_levels
from rakor.opener import Folder
from rakor.registry import Regions, Topics, load_agencies, regions
from rakor.source.frontmatter import MAX_FILE_BYTES
from rakor.source.scan import ScannedFiles


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
        # The folder serves one thread.
        state = {**vars(self), "noting": None, "problems": ()}
        state.pop("folder", None)
        return state

    @contextmanager
    def lent(self, folder: Path) -> Iterator[Project]:
        """Give what a file is judged by, with the names of all others in a file of that folder."""
        with lent_tree(self.tree, folder) as tree:
            yield replace(self, tree=tree, problems=(), noting=None)

    @cached_property
    def folder(self) -> Folder:
        """What is read from, by one process and thread."""
        return Folder(self.root / FOLDER)

    @cached_property
    def index(self) -> Index:
        """The ids of all bulletins."""
        return Index(list(self.tree.ids()))

    def read(self, path: str, most: int = MAX_FILE_BYTES) -> bytes | Problem:
        """The bytes of a file below ``bulletins/``, a little more than ``most`` at most."""
        return _head(self.folder, path, most)

    def size(self, path: str) -> int:
        """The bytes of a file below ``bulletins/``; none if it is gone."""
        status = self.folder.status(path)
        return status.st_size if status else 0


def open_project(root: Path, sources: ScannedFiles | None = None) -> Project:
    """Look through the folder and read what all bulletins share."""
    tree = scan(root, sources)
    levels = read_levels(root)
    problems = [*tree.problems, *levels.problems]
    registry = regions()
    topics, listed = _topics(root, tree, problems)
    local = _agencies(root, tree, registry, problems)
    resolver = Resolver(registry, local.agencies, topics if listed else None, local.doubtful)
    return Project(root, tree, resolver, levels, topics, tuple(problems))


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
    with Folder(root / FOLDER) as folder:
        data = _head(folder, name)
    if isinstance(data, Problem):
        problems.append(data)
        return None
    return data


def _head(folder: Folder, relative: str, most: int = MAX_FILE_BYTES) -> bytes | Problem:
    """The bytes of a file below ``bulletins/``, a little more than the limit at most."""
    try:
        return folder.head(relative, most + 1)
    except OSError as error:
        return unreadable(f"{FOLDER}/{relative}", "Berkas", error)
