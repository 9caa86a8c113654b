"""What all bulletins of a site are judged by, read once."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rakor.content.references import Index
from rakor.content.registry_files import LocalAgencies, read_agencies, read_topics
from rakor.content.resolver import Resolver
from rakor.content.tree import FOLDER, NotingTree, Tree, scan, unreadable, whole_file
from rakor.diagnostics import Example, Problem, Rule, reports
from rakor.lint.severities import Levels, read_levels
from rakor.registry import Regions, Topics, load_agencies, regions
from rakor.source.frontmatter import MAX_FILE_BYTES
from rakor.source.scan import Sources as Found

_PIECE = 1 << 16
"""Bytes read at a time of a file that grows meanwhile."""


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
