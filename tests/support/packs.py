"""Packs as a stranger would make them: every byte chosen, manifests and all."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import copies

from rakor.offline import bag
from rakor.offline.archive import write_archive
from rakor.offline.bundle import Sign, from_site
from rakor.offline.manifest import MANIFEST, TAG_MANIFEST, Manifest, sha256_bytes


@dataclass
class Pack:
    """The files of a pack by name, in order; sealed they fit one another again."""

    files: dict[str, bytes]
    extra: list[tuple[str, bytes]] = field(default_factory=list)
    method: int = zipfile.ZIP_DEFLATED

    def add(self, path: str, data: bytes) -> None:
        """Put a file into the pack and into its manifest."""
        self.files[path] = data
        self.name(path, sha256_bytes(data))

    def name(self, path: str, digest: str) -> None:
        """Put a line into the manifest alone."""
        self.files[MANIFEST] += f"{digest}  {path}\n".encode(errors="surrogateescape")

    def seal(self) -> None:
        """Make the list of the files at the root fit them, as anybody can."""
        tags = {name: self.files[name] for name in sorted(bag.REQUIRED) if name in self.files}
        self.files[TAG_MANIFEST] = bag.tag_manifest(tags).render()

    def write(self, file: Path) -> Path:
        with zipfile.ZipFile(file, "w", self.method) as archive:
            for name, data in [*self.files.items(), *self.extra]:
                archive.writestr(zipfile.ZipInfo(name), data, compress_type=self.method)
        return file


def read(file: Path) -> Pack:
    """Return what a ZIP holds."""
    with zipfile.ZipFile(file) as archive:
        return Pack({name: archive.read(name) for name in archive.namelist()})


def make(folder: Path, files: dict[str, bytes], sign: Sign | None = None, **when: object) -> Path:
    """Write the archive of a small site; ``when`` is what ``copies.write_site`` takes."""
    folder.mkdir(parents=True, exist_ok=True)
    site = copies.write_site(folder / "situs", files, **when)  # type: ignore[arg-type]
    write_archive(from_site(site, sign), folder / "paket.zip")
    return folder / "paket.zip"


Forgery = Callable[[Pack], None]


def naming(path: str, *, present: bool = True) -> Forgery:
    """A pack whose manifest names ``path``, and holds it or not."""

    def forge(pack: Pack) -> None:
        if present:
            pack.add(path, b"isi orang asing")
        else:
            pack.name(path, "ab" * 32)
        pack.seal()

    return forge


def replacing(name: str, change: Callable[[bytes], bytes], *, sealed: bool = True) -> Forgery:
    """A pack in which one file is another; ``sealed``: the lists are made to fit."""

    def forge(pack: Pack) -> None:
        pack.files[name] = change(pack.files[name])
        if sealed:
            pack.seal()

    return forge


def without(name: str) -> Forgery:
    """A pack that lacks a file at the root."""

    def forge(pack: Pack) -> None:
        del pack.files[name]

    return forge


def mutants(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Yield changed packs: bits, bytes, pieces, fields of headers, cuts and joins."""
    rng = random.Random(seed)
    marks = (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06")
    heads = [at for mark in marks for at in _each(data, mark)]
    for number in range(count):
        changed = bytearray(data)
        for _ in range(rng.choice((1, 1, 2, 4, 16))):
            at = rng.randrange(max(len(changed), 1))
            match rng.randrange(9):
                case 0 | 1:
                    changed[at : at + 1] = bytes([rng.randrange(256)])
                case 2:
                    del changed[at : at + rng.choice((1, 4, 100, 5000))]
                case 3:
                    changed[at:at] = rng.randbytes(rng.choice((1, 4, 100)))
                case 4:
                    other = rng.randrange(len(data))
                    changed[at : at + 40] = data[other : other + 40]
                case 5:
                    del changed[at:]
                case 6:
                    changed += data[: rng.randrange(len(data))]
                case _:
                    # Fields of headers: methods, flags, sizes, counts, places.
                    head = rng.choice(heads) + rng.randrange(4, 46)
                    value = rng.choice(
                        (0, 1, 8, 12, 14, 99, 0xFFFF, 0xFFFFFFFF, rng.getrandbits(32))
                    )
                    size = rng.choice((2, 4))
                    changed[head : head + size] = struct.pack("<I", value)[:size]
            if not changed:
                break
        yield bytes(changed) if number % 50 else rng.randbytes(rng.randrange(2000))


def _each(data: bytes, mark: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def with_declared_size(file: Path, name: str, size: int, content: bytes) -> Path:
    """Rewrite one entry so that it declares ``size`` bytes and unpacks to ``content``."""
    with zipfile.ZipFile(file) as archive:
        files = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    raw = packer.compress(content) + packer.flush()
    body, directory = bytearray(), bytearray()
    for path, data in files:
        packed, method, length = data, 0, len(data)
        if path == name:
            packed, method, length = raw, 8, size
        shown = path.encode()
        fields = (method, 0, 33, zlib.crc32(data), len(packed), length, len(shown))
        at = len(body)
        body += struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, *fields, 0) + shown + packed
        directory += struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, *fields, 0, 0, 0, 0, 0, at
        )
        directory += shown
    end = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(files), len(files), len(directory), len(body), 0
    )
    file.write_bytes(bytes(body + directory + end))
    return file


def lines(count: int) -> bytes:
    """A manifest of so many short lines, all of one digest, which packs to next to nothing."""
    return "".join(f"{'0' * 63}1  data/{number:x}\n" for number in range(count)).encode()


def manifest_of(hashes: dict[str, str]) -> bytes:
    return Manifest(hashes).render()
