"""What is kept of one site folder: what was published, and what it was made from."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from functools import cached_property
from pathlib import Path
from typing import Any

from rakor.incremental.changes import (
    Changes,
    Fingerprints,
    SourceState,
    StoredDocument,
    StoredFile,
    StoredSegment,
    Volatile,
)
from rakor.incremental.database import Database, StateDamaged

_OF_SITES = ("meta", "published", "document", "volatile", "file", "text", "segment")
_COUNTED = ("published", "document", "volatile", "file", "segment")


class SiteState:
    """What is kept of one site folder.

    A publication is announced before the first file of the site is touched and committed after
    the last. Between the two the site is called *broken*, and the next build looks at every
    file of it instead of believing what is written here.
    """

    def __init__(self, database: Database, root: Path, site_dir: Path) -> None:
        self._database = database
        self._root = root
        inside = site_dir.is_relative_to(root)
        self._path = str(site_dir.relative_to(root) if inside else site_dir)
        self._name_ids: dict[str, int] = {}
        self._sites = {path: id_ for id_, path in database.rows("select * from site")}
        self._id = self._sites.get(self._path, 0)  # those of sites count from 1

    # -- the last build ---------------------------------------------------------------------

    @cached_property
    def _last(self) -> dict[str, Any]:
        kept = self._database.value(self._id, "build") if self._id else ""
        last: dict[str, Any] = json.loads(kept or "{}")
        return last

    @property
    def fingerprints(self) -> Fingerprints | None:
        """Those of the last finished build, or None if the site may be broken."""
        return Fingerprints(*self._last["fingerprints"]) if self._last else None

    @property
    def has_finished(self) -> bool:
        """Whether any build of this site has ever finished, so that its files are known."""
        return bool(self._id) and self._database.value(self._id, "finished") != ""

    @property
    def figures(self) -> dict[str, Any]:
        """The figures that the last finished build left."""
        figures: dict[str, Any] = self._last["figures"] if self._last else {}
        return figures

    @property
    def folders(self) -> list[str]:
        """The folders of the site, relative, as the last finished build left them."""
        folders: list[str] = self._last["folders"] if self._last else []
        return folders

    def value(self, name: str) -> str:
        """Return a text kept with the last finished build, or nothing."""
        text: str = self._last["values"].get(name, "") if self._last else ""
        return text

    def sources(self) -> dict[str, SourceState]:
        """Return what the site was made from, by path below ``bulletins/``.

        Rows are not proved: of a damaged one the bulletin is looked at again.
        """
        query = "select path, facts, body from published where site = ?"
        rows = self._database.plain_rows(query, self._id)
        found = {path: SourceState(*row) for path, *row in rows}
        self._compare("published", len(found))
        return found

    # -- documents and files ----------------------------------------------------------------

    def documents(self) -> dict[str, StoredDocument]:
        """Return all documents by address."""
        names = self._names()
        found: dict[str, StoredDocument] = {}
        try:
            for address, frame, material, trace, view, ids, *rest in self._all("document"):
                asked = tuple([names[id_] for id_ in array("I", ids)])
                found[address] = StoredDocument(frame, material, trace, view, asked, *rest)
        except KeyError as error:
            raise StateDamaged("isinya berubah") from error
        return found

    def document(self, address: str) -> StoredDocument | None:
        """Return one document, without its names; None if there is none.

        Raises:
            StateDamaged: not as many documents are kept as were written.
        """
        query = "select * from document where site = ? and address = ?"
        for _, _, *row in self._database.rows(query, self._id, address):
            row[4] = ()
            return StoredDocument(*row)
        self._compare("document", self._number_of("document"))
        return None

    def names_of(self, address: str) -> list[str]:
        """Return what a document asked."""
        query = "select * from document where site = ? and address = ?"
        row = next(self._database.rows(query, self._id, address))
        ask = "select id, name, seal from name where id = ?"
        return [next(self._database.rows(ask, id_))[1] for id_ in array("I", row[6])]

    def volatile(self, *, with_bodies: bool = False) -> dict[str, Volatile]:
        """Return the documents that may change although no record does, by address.

        With ``with_bodies`` only those that show texts of bulletins.
        """
        if with_bodies:
            query = "select * from volatile where site = ? and bodies = 1"
            rows: Iterable[Any] = [row[1:] for row in self._database.rows(query, self._id)]
            self._compare("volatile", self._number_of("volatile"))
        else:
            rows = self._all("volatile")
        return {
            address: Volatile(since, until, bool(bodies), tuple(json.loads(plan)))
            for address, since, until, bodies, plan in rows
        }

    def files(self) -> dict[str, StoredFile]:
        """Return all files that are copied as they are, by address."""
        return {address: StoredFile(*row) for address, *row in self._all("file")}

    def file(self, address: str) -> bytes | None:
        """Return the digest of one such file."""
        query = "select * from file where site = ? and address = ?"
        found = next(self._database.rows(query, self._id, address), None)
        return found[3] if found else None

    # -- search -----------------------------------------------------------------------------

    def text_digests(self, ids: Iterable[str] | None = None) -> dict[str, bytes]:
        """Return the digests of the plain texts of bodies (of all, or these), by bulletin."""
        ask = self._database.plain_rows
        if ids is None:
            rows = list(ask("select id, digest from text where site = ?", self._id))
        else:
            one = "select id, digest from text where site = ? and id = ?"
            rows = [row for id_ in ids for row in ask(one, self._id, id_)]
        # A digest that is not that of its text is found out when the text is asked for.
        if not all(isinstance(row[0], str) and isinstance(row[1], bytes) for row in rows):
            raise StateDamaged("isinya berubah")
        return dict(rows)

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the plain texts of the bodies of these bulletins."""
        query = "select digest, text from text where site = ? and id = ?"
        found: dict[str, str] = {}
        for id_ in ids:
            for made, text in self._database.plain_rows(query, self._id, id_):
                if not isinstance(text, str) or text_digest(text) != made:
                    raise StateDamaged("isinya berubah")
                found[id_] = text
        return found

    def segments(self) -> dict[str, StoredSegment]:
        """Return all pieces of the search index by name."""
        return {
            name: StoredSegment(
                key,
                tuple(json.loads(members)),
                summary,
                {address: bytes.fromhex(one) for address, one in json.loads(files).items()},
            )
            for name, key, members, summary, files in self._all("segment")
        }

    def _all(self, table: str) -> Iterator[list[Any]]:
        """Yield all rows of the site in a table, and see that none is missing."""
        count = 0
        for _, *row in self._database.rows(f"select * from {table} where site = ?", self._id):
            count += 1
            yield row
        self._compare(table, count)

    def _number_of(self, table: str) -> int:
        query = f"select count(*) from {table} where site = ?"
        number: int = next(self._database.plain_rows(query, self._id))[0]
        return number

    def _compare(self, table: str, count: int) -> None:
        if self._last and self._last["counts"][table] != count:
            raise StateDamaged("sebagian isinya hilang")

    # -- writing ----------------------------------------------------------------------------

    def rollback(self) -> None:
        """Forget what was kept since the last announcement or commit."""
        self._database.rollback()
        self._name_ids = {}

    # What is kept counts once the site is about to be touched. Should the build fail before, it
    # is forgotten; should it be killed after, the site is called broken.

    def announce(self, addresses: Iterable[str]) -> None:
        """Note that the site is about to be touched, and which files will be ours in it."""
        self._register()
        coming = json.dumps(sorted(addresses))
        with self._database.transaction():
            self._database.set_values(self._id, {"build": "", "coming": coming})

    @property
    def announced(self) -> list[str]:
        """Addresses that a build which was stopped may have written to."""
        kept = self._database.value(self._id, "coming") if self._id else ""
        addresses: list[str] = json.loads(kept or "[]")
        return addresses

    def keep_texts(self, texts: Mapping[str, tuple[bytes, str]]) -> None:
        """Keep plain texts with their digests, by id, as soon as there are any."""
        self._register()
        rows = ((self._id, id_, *one) for id_, one in texts.items())
        self._database.write("replace into text values (?, ?, ?, ?)", rows)

    def keep_documents(self, documents: Mapping[str, StoredDocument]) -> None:
        """Keep documents by address as soon as they are made; names are given numbers."""
        self._register()
        if not self._name_ids:
            self._name_ids = {name: id_ for id_, name in self._names().items()}
        ids = self._name_ids
        fresh: list[tuple[int, str]] = []
        rows: list[tuple[object, ...]] = []
        for address, one in documents.items():
            asked = array("I")
            for name in one.names:
                id_ = ids.get(name)
                if id_ is None:
                    id_ = ids[name] = len(ids) + 1
                    fresh.append((id_, name))
                asked.append(id_)
            rows.append((address, *one[:4], asked.tobytes(), *one[5:]))
        self._database.write("insert into name values (?, ?, ?)", fresh, sealed=True)
        self._replace("document", rows)

    def _names(self) -> dict[int, str]:
        found = dict(self._database.rows("select id, name, seal from name"))
        if len(found) != max(found, default=0):
            raise StateDamaged("sebagian isinya hilang")
        return found

    def commit(self, changes: Changes) -> None:
        """Keep what a finished build found to be new or different, and forget what is gone."""
        self._register()
        with self._database.transaction():
            self._forget("document", "address", changes.gone_documents)
            self._forget("volatile", "address", changes.gone_documents | changes.looked_at)
            self._forget("file", "address", changes.gone_files)
            self._forget("text", "id", changes.gone_texts)
            self._forget("segment", "name", changes.gone_segments)
            self._forget("published", "path", changes.gone_sources)
            if changes.documents:
                self.keep_documents(changes.documents)
            self._keep_slots(changes.slots)
            self.keep_texts(changes.texts)
            self._replace("segment", _segment_rows(changes.segments))
            self._replace("file", ((at, *one) for at, one in changes.files.items()))
            self._replace("published", ((at, *one) for at, one in changes.sources.items()))
            self._replace("volatile", _volatile_rows(changes.volatile))
            self._forget_lost_sites()
            counts = {table: self._number_of(table) for table in _COUNTED}
            assert changes.fingerprints is not None
            build = {
                "fingerprints": astuple(changes.fingerprints),
                "folders": changes.folders,
                "figures": changes.figures,
                "counts": counts,
                "values": changes.values,
            }
            self._database.set_values(
                self._id, {"build": json.dumps(build), "coming": "", "finished": "1"}
            )

    def _keep_slots(self, slots: Mapping[str, StoredDocument]) -> None:
        """Keep documents of which only the replaceable part is new; their names stay."""
        ask = "select names from document where site = ? and address = ?"
        rows = []
        for address, one in slots.items():
            (names,) = next(self._database.plain_rows(ask, self._id, address))
            rows.append((address, *one[:4], names, *one[5:]))
        self._replace("document", rows)

    def _replace(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        rows = [(self._id, *row) for row in rows]
        if rows:
            marks = ", ".join("?" * (len(rows[0]) + 1))
            self._database.write(f"replace into {table} values ({marks})", rows, sealed=True)

    def _forget(self, table: str, column: str, keys: Iterable[str]) -> None:
        query = f"delete from {table} where site = ? and {column} = ?"
        self._database.write(query, [(self._id, key) for key in keys])

    def _register(self) -> None:
        if not self._id:
            self._id = max(self._sites.values(), default=0) + 1
            self._database.write(
                "insert into site values (?, ?, ?)", [(self._id, self._path)], sealed=True
            )

    def _forget_lost_sites(self) -> None:
        """Forget sites whose folder is no more."""
        for path, id_ in self._sites.items():
            if id_ != self._id and not (self._root / path).exists():
                for table in _OF_SITES:
                    self._database.write(f"delete from {table} where site = ?", [(id_,)])
                self._database.write("delete from site where id = ?", [(id_,)])


def text_digest(text: str) -> bytes:
    """Return the digest by which a plain text is known."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _volatile_rows(documents: Mapping[str, Volatile]) -> Iterator[tuple[object, ...]]:
    for address, one in documents.items():
        yield address, one.since, one.until, int(one.bodies), json.dumps(one.plan)


def _segment_rows(segments: Mapping[str, StoredSegment]) -> Iterator[tuple[object, ...]]:
    for name, one in segments.items():
        files = {address: content.hex() for address, content in one.files.items()}
        yield name, one.key, json.dumps(one.members), one.summary, json.dumps(files)
