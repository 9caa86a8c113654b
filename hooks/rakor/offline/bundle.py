"""An edition ready to travel: what it holds, and where its bytes come from."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from rakor import portable_names
from rakor.offline import bag
from rakor.offline.errors import SourceError
from rakor.offline.manifest import PAYLOAD, TAG_MANIFEST, Manifest, digests_of
from rakor.opener import Exchanged, Folder, is_link, read_below
from rakor.printable import printable
from rakor.publish.edition import MOST_STAMP, STAMP, Stamp, edition_id, read_stamp

Sign = Callable[[bytes], bytes]
"""Makes the content of a signature file over a message."""

Tick = Callable[[int], None]
"""Told of bytes as they are done."""


Digests = dict[str, tuple[str, bytes]]
"""By path, what :func:`rakor.offline.manifest.digests_of` says of the content."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What makes a tree a bag: the manifest, and the files at the root by name."""

    manifest: Manifest
    tags: Mapping[str, bytes]


@dataclass(slots=True)
class Edition:
    """A bag before it is written anywhere.

    Reading a site takes as long as writing it, so the proof is made when it is first asked for,
    and a copy that reads every file anyway may first tell what it saw, see :meth:`learn`.

    Attributes:
        stamp: which edition it is.
        sizes: bytes of the payload files whose content is at hand, by path in the bag; of a pack
            that is only what it holds.
        read_file: yields the content of a payload file that is at hand, in pieces.
        make_proof: makes the proof, given the digests that are known already.
    """

    stamp: Stamp
    sizes: Mapping[str, int]
    read_file: Callable[[str], Iterator[bytes]]
    make_proof: Callable[[Digests], Proof]
    _learned: Digests = field(default_factory=dict)
    _proof: Proof | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def size(self) -> int:
        """Bytes of the payload that is at hand."""
        return sum(self.sizes.values())

    @property
    def is_proven(self) -> bool:
        """Whether the proof has been made."""
        return self._proof is not None

    @property
    def manifest(self) -> Manifest:
        """SHA-256 of every file of the payload, by path in the bag."""
        return self._prove().manifest

    @property
    def tags(self) -> Mapping[str, bytes]:
        """Content of the files at the root, the signature included if there is one."""
        return self._prove().tags

    def learn(self, path: str, sha256: str, content: bytes) -> None:
        """Note the digests of a file that has been read to its end."""
        self._learned[path] = (sha256, content)

    def _prove(self) -> Proof:
        with self._lock:
            if self._proof is None:
                self._proof = self.make_proof(self._learned)
            return self._proof


_READERS = 2


@dataclass(frozen=True, slots=True)
class _Found:
    """A file of a site as it was found: its address and what tells whether it changed since."""

    address: str
    size: int
    changed: int

    def is_same(self, status: os.stat_result) -> bool:
        return (status.st_size, status.st_mtime_ns) == (self.size, self.changed)


def from_site(site_dir: Path, sign: Sign | None = None, tick: Tick | None = None) -> Edition:
    """Make an edition of a finished site; nothing is written, and nothing read yet.

    Raises:
        SourceError: it is no site of this program or holds a name that a stick cannot; later, when
            the proof is made: it was changed after it was built.
    """
    stamp = stamp_of(site_dir)
    found = {f"{PAYLOAD}{file.address}": file for file in _files(site_dir)}
    if wrong := portable_names.faults(found):
        raise SourceError(
            "Situs ini memuat nama yang tidak dapat disimpan di setiap stik:\n  "
            + "\n  ".join(wrong)
        )
    sizes = {path: file.size for path, file in found.items()}

    def make_proof(learned: Digests) -> Proof:
        digests: Digests = dict(learned)
        unread = [path for path in found if path not in learned]

        def read_some(paths: list[str]) -> None:
            with Folder(site_dir) as folder:
                for path in paths:
                    digests[path] = digests_of(folder.pieces(found[path].address))
                    if tick:
                        tick(found[path].size)

        with ThreadPoolExecutor(_READERS) as pool:
            for _ in pool.map(read_some, [unread[first::_READERS] for first in range(_READERS)]):
                pass
        if stamp.id != edition_id(
            (path.removeprefix(PAYLOAD), content) for path, (_, content) in digests.items()
        ):
            raise SourceError(
                f"Isi {site_dir} berubah sesudah situs dibangun, jadi edisinya tidak dapat "
                "dipastikan. Bangun ulang dengan: rakor build"
            )
        manifest = Manifest({path: sha256 for path, (sha256, _) in digests.items()})
        tags = bag.tag_files(manifest, stamp, sum(sizes.values()), signed=sign is not None)
        if sign is not None:
            tags[bag.SIGNATURE] = sign(tags[TAG_MANIFEST])
        return Proof(manifest, tags)

    mine = threading.local()  # several sticks may be written at once

    def read_file(path: str) -> Iterator[bytes]:
        file = found[path]
        if not hasattr(mine, "folder"):
            mine.folder = Folder(site_dir)
        try:
            yield from mine.folder.pieces(file.address, file.is_same)
        except Exchanged as error:
            raise SourceError(
                f"Situs berubah selagi disalin ({path}). Tunggu sampai selesai dibangun, "
                "lalu ulangi."
            ) from error

    return Edition(stamp, sizes, read_file, make_proof)


def stamp_of(site_dir: Path) -> Stamp:
    """Return which edition a finished site is.

    Raises:
        SourceError: the folder holds no site of this program.
    """
    try:
        stamp = read_stamp(read_below(site_dir, STAMP, MOST_STAMP))
    except OSError:
        stamp = None
    if stamp is None:
        raise SourceError(
            f"Folder {site_dir} bukan situs yang selesai dibangun ({STAMP} tidak ada atau rusak). "
            "Bangun dengan: rakor build"
        )
    return stamp


def files_of(site_dir: Path) -> Iterator[tuple[str, Path]]:
    """Yield address and file of everything in a finished site, in order of address."""
    yield from ((file.address, site_dir / file.address) for file in _files(site_dir))


def _files(site_dir: Path) -> list[_Found]:
    """Return every file in order of address.

    Raises:
        SourceError: a link or something else that no build makes is among them.
    """
    pending = [""]
    found: list[_Found] = []
    with Folder(site_dir) as folder:
        while pending:
            prefix = pending.pop()
            with folder.entries(prefix.rstrip("/")) as entries:
                for entry in entries:
                    address = f"{prefix}{entry.name}"
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(status.st_mode):
                        found.append(_Found(address, status.st_size, status.st_mtime_ns))
                    elif stat.S_ISDIR(status.st_mode) and not is_link(status):
                        pending.append(f"{address}/")
                    else:
                        raise SourceError(
                            f"{printable(address)} di {site_dir} adalah tautan atau bukan berkas "
                            "biasa; yang demikian tidak disalin. Bangun ulang dengan: rakor build"
                        )
    return sorted(found, key=lambda file: file.address)


def removed_since(edition: Edition, base: Manifest) -> dict[str, str]:
    """Return path and SHA-256 of the payload files of ``base`` that the edition lacks."""
    return {
        path: sha256
        for path, sha256 in base.hashes.items()
        if path.startswith(PAYLOAD) and path not in edition.manifest.hashes
    }


def changed_since(edition: Edition, base: Manifest) -> list[str]:
    """Return the payload files that ``base`` lacks or has with another content, in order."""
    return sorted(
        path for path, sha256 in edition.manifest.hashes.items() if base.hashes.get(path) != sha256
    )
