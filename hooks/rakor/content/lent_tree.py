"""What lies below ``bulletins/``, for workers that must not hold all its names.

A check of one file asks whether there is another of some name. The names lie in a file that all
workers see (:mod:`rakor.incremental.shared_file`), and each asks that for those it needs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from rakor.content.tree import Tree
from rakor.incremental.shared_file import SharedFile, shared_file

_SCHEMA = """
create table names (kind text, name text, primary key (kind, name)) without rowid;
create table lower (name text primary key, written text) without rowid;
"""


@contextmanager
def lent_tree(tree: Tree, folder: Path) -> Iterator[Tree]:
    """Give a tree of which it can be asked whether a name is there, and nothing else.

    Args:
        tree: all that lies there.
        folder: where a file with the names goes, as long as the block lasts.
    """
    sets = {"bulletin": tree.bulletin_set, "attachment": tree.attachments, "day": tree.days}

    def fill(database: sqlite3.Connection) -> None:
        for kind, names in sets.items():
            rows = [(kind, _stored(name)) for name in names]
            database.executemany("insert into names values (?, ?)", rows)
        pairs = [(_stored(name.lower()), _stored(name)) for name in sorted(tree.attachments)]
        database.executemany("insert or replace into lower values (?, ?)", pairs)

    with shared_file(folder, _SCHEMA, fill) as path:
        file = SharedFile(path)
        bulletins, attachments, days = (_Names(file, kind) for kind in sets)
        lent = replace(tree, bulletins=[], problems=[])
        vars(lent).update(bulletin_set=bulletins, attachments=attachments, days=days)
        vars(lent).update(_lower=_Lower(file))
        yield lent


def _stored(name: str) -> bytes:
    """A name as the file system has it, which need not be UTF-8."""
    return name.encode(errors="surrogateescape")


class _Asked:
    """What can be asked for one name, and not for all."""

    def __init__(self, file: SharedFile, kind: str = "") -> None:
        self._file = file
        self._kind = kind

    def __iter__(self) -> NoReturn:
        raise NotImplementedError("ask for one name")

    def __len__(self) -> NoReturn:
        raise NotImplementedError("ask for one name")


class _Names(_Asked, Set[str]):
    def __contains__(self, name: object) -> bool:
        query = "select 1 from names where kind = ? and name = ?"
        return bool(self._file.rows(query, self._kind, _stored(str(name))))


class _Lower(_Asked, Mapping[str, str]):
    def __getitem__(self, name: str) -> str:
        query = "select written from lower where name = ?"
        for (written,) in self._file.rows(query, _stored(name)):
            return str(written, errors="surrogateescape")
        raise KeyError(name)
