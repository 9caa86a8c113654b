"""Editions in one file: a whole one, or only what changed since another.

Both are plain ZIP files, made so that the same edition always gives the same bytes: fixed order,
fixed time, fixed rights. The manifest is the last entry. A whole archive unpacks to exactly what
``rakor usb`` writes. An update pack unpacks over the copy it was made for; what the new edition no
longer has is listed in ``rakor-hapus.txt``, because no ZIP can remove a file.

How small a pack can be: a ZIP cannot change a part of a file, and BagIt wants every file of the
payload in one manifest (RFC 8493, 2.1.3: one for each algorithm). So a pack holds the whole
manifest however little changed: for each file of the edition 32 bytes of SHA-256, which no
compression makes smaller, and some ten for its name. At 10,000 bulletins these are 29,000 files of
3 KB each in a whole archive, so the digests alone are 1 % of it. Shorter ones (MD5, SHA-1) would
save half a megabyte and no longer prove anything; a manifest of manifests would leave the tools of
BagIt with nothing to check.
"""

from __future__ import annotations

import hashlib
import os
import struct
import weakref
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rakor.errors import reason
from rakor.offline import bag
from rakor.offline.bundle import Edition, Proof, changed_since, removed_since
from rakor.offline.errors import ManifestError, SourceError, TargetError
from rakor.offline.manifest import MANIFEST, PAYLOAD, TAG_MANIFEST, Manifest, sha256_bytes
from rakor.opener import Folder, open_given, read_below, read_given
from rakor.publish.edition import MOST_STAMP, STAMP, Stamp, read_stamp

_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment that ZIP knows: no clock leaks into the file."""

_LEVEL = 9

_DIGESTS = {MANIFEST, TAG_MANIFEST, bag.REMOVALS}
"""Files of random digits, where looking for short repetitions makes the result larger."""

# Already packed; packing again only costs time.
_STORED = frozenset({".jpg", ".jpeg", ".png", ".webp", ".xlsx", ".docx", ".ods", ".odt", ".zip"})
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Packed:
    """What an archive holds: the file, payload files in it, those to be removed, its size."""

    file: Path
    files: int
    removed: int
    size: int


def write_archive(
    edition: Edition,
    file: Path,
    base: Manifest | None = None,
    tick: Callable[[int], None] | None = None,
) -> Packed:
    """Write ``edition``, or what it has new since ``base``, to a ZIP file in one step.

    Raises:
        TargetError: the file cannot be written.
        SourceError: the edition changed meanwhile.
    """
    removals = removed_since(edition, base) if base else {}
    paths = changed_since(edition, base) if base else sorted(edition.manifest.hashes)
    fresh = f".{file.name}.baru"
    with Folder(file.parent) as folder:
        try:
            folder.remove(fresh)
            handle = folder.open_as(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            with os.fdopen(handle, "w+b") as made:
                _write(edition, made, paths, removals, tick)
                made.flush()
                os.fsync(made.fileno())
                size = made.seek(0, os.SEEK_END)
            folder.replace(fresh, file.name)
        except OSError as error:
            folder.remove(fresh)
            raise TargetError(f"{file} tidak dapat ditulis: {reason(error)}.") from error
        except BaseException:
            folder.remove(fresh)
            raise
    return Packed(file, len(paths), len(removals), size)


def _write(
    edition: Edition,
    made: BinaryIO,
    paths: Iterable[str],
    removals: Mapping[str, str],
    tick: Callable[[int], None] | None,
) -> None:
    with zipfile.ZipFile(made, "w", allowZip64=True) as archive:
        # What a person sees first comes first, the manifest last.
        names = [name for name in bag.ROOT_FILES if name in edition.tags]
        names.sort(key=lambda name: name == MANIFEST)
        for name in names[:-1]:
            _add(archive, name, [edition.tags[name]])
        if removals:
            _add(archive, bag.REMOVALS, [bag.render_removals(removals, edition.stamp.id)])
        for path in paths:
            _add(archive, path, edition.read_file(path))
            if tick:
                tick(edition.sizes[path])
        _add(archive, MANIFEST, [edition.tags[MANIFEST]])


def _add(archive: zipfile.ZipFile, name: str, chunks: Iterable[bytes]) -> None:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    packed = Path(name).suffix.lower() in _STORED
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    entry._compresslevel = _LEVEL  # type: ignore[attr-defined]
    with archive.open(entry, "w") as target:
        if name in _DIGESTS:
            target._compressor = zlib.compressobj(  # type: ignore[attr-defined]
                _LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_FILTERED
            )
        for chunk in chunks:
            target.write(chunk)


_BROKEN = (
    *(OSError, zipfile.BadZipFile, zlib.error, EOFError, struct.error),
    *(ValueError, LookupError, ArithmeticError, RuntimeError),
)
"""What reading a damaged or strange ZIP raises; a wrong password is a RuntimeError."""

_ENCRYPTED = 0x1 | 0x40 | 0x2000
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MOST_RATIO = 50
"""How many times smaller packing makes a manifest at most: of each line, 32 bytes are random."""


def read_base(file: Path) -> Manifest:
    """Read the manifest of an older edition: the file itself, or that of a copy or archive.

    Raises:
        SourceError: it cannot be read.
    """
    try:
        manifest = Manifest.of_payload(_base_bytes(file))
    except (*_BROKEN, ManifestError) as error:
        raise SourceError(
            f"Manifes edisi lama tidak dapat dibaca dari {file}. Tunjuk berkas {MANIFEST} dari "
            "salinan lama, folder salinan itu, atau ZIP-nya."
        ) from error
    if not manifest.hashes:
        raise SourceError(f"{file} bukan manifes edisi. Tunjuk berkas {MANIFEST}.")
    return manifest


def _base_bytes(file: Path) -> bytes:
    most = bag.most_bytes(MANIFEST)
    if file.is_dir():
        return read_below(file, MANIFEST, most)
    with open_given(file) as opened:
        if zipfile.is_zipfile(opened):
            with zipfile.ZipFile(opened) as archive:
                return _small(archive, _entries(archive), MANIFEST)
    return read_given(file, most)


def open_archive(file: Path) -> Edition:
    """Read an archive or pack that :func:`write_archive` wrote; payload is read when asked for.

    What it says must go is not read: which files the edition before had, the copy knows itself.

    Raises:
        SourceError: it is none, or was cut short or changed.
    """
    broken = SourceError(
        f"{file} bukan paket Rakor yang utuh. Unduh atau minta sekali lagi; "
        "kirim sebagai dokumen, bukan sebagai gambar atau teks."
    )
    try:
        opened = open_given(file)
    except OSError as error:
        raise broken from error
    try:
        archive = zipfile.ZipFile(opened)
        entries = _entries(archive)
        tags = {name: _small(archive, entries, name) for name in bag.ROOT_FILES if name in entries}
        manifest = Manifest.of_payload(tags[MANIFEST])
        stamp = _stamp(archive, entries, manifest, tags)
    except (*_BROKEN, ManifestError) as error:
        opened.close()
        raise broken from error
    weakref.finalize(archive, opened.close)
    sizes = {path: entry.file_size for path, entry in entries.items() if path in manifest.hashes}

    def read_file(path: str) -> Iterator[bytes]:
        """Come to the end of a file only if its content is what the manifest says."""
        digest = hashlib.sha256()
        try:
            with archive.open(entries[path]) as file:
                while chunk := file.read(_PIECE):
                    digest.update(chunk)
                    yield chunk
        except _BROKEN as error:
            raise broken from error
        if digest.hexdigest() != manifest.hashes[path]:
            raise broken

    proof = Proof(manifest, tags)
    # Proven from the start: what a pack lacks is missed before anything is written, even where
    # there is nothing yet that it could be compared with.
    return Edition(stamp, sizes, read_file, lambda _: proof, _proof=proof)


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the entries that a pack of ours can have, by name.

    Raises:
        BadZipFile: one of them stands there twice, or is packed as ours never are.
    """
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        name = entry.filename
        if not name.startswith(PAYLOAD) and name not in bag.ROOT_FILES:
            continue
        if name in found or entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
            raise zipfile.BadZipFile(name)
        found[name] = entry
    return found


def _small(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], name: str) -> bytes:
    """Return the content of an entry that is kept in memory.

    Raises:
        BadZipFile: it is larger than anything of that name, or packed smaller than it could be.
    """
    entry = entries[name]
    most = MOST_STAMP if name.startswith(PAYLOAD) else bag.most_bytes(name)
    if entry.file_size > most or entry.file_size > _PIECE + _MOST_RATIO * entry.compress_size:
        raise zipfile.BadZipFile(f"{name} is absurdly large")
    with archive.open(entry) as file:
        # In pieces: asked for everything, zipfile unpacks more than the entry says it holds.
        return b"".join(iter(lambda: file.read(_PIECE), b""))


def _stamp(
    archive: zipfile.ZipFile,
    entries: dict[str, zipfile.ZipInfo],
    manifest: Manifest,
    tags: dict[str, bytes],
) -> Stamp:
    """Return which edition a pack is, if all that says so agrees.

    Raises:
        ManifestError: it does not.
    """
    named = Manifest.of_tags(tags[TAG_MANIFEST])
    if named.hashes != {name: sha256_bytes(tags[name]) for name in bag.REQUIRED}:
        raise ManifestError(TAG_MANIFEST)
    path = f"{PAYLOAD}{STAMP}"
    script = _small(archive, entries, path)
    stamp = read_stamp(script)
    info = bag.read_info(tags[bag.INFO])
    if (
        stamp is None
        or manifest.hashes[path] != sha256_bytes(script)
        or not bag.is_ours(tags[bag.INFO])
        or info.get("Rakor-Edisi") != stamp.id
        or bag.moment_of(info) != stamp.moment
    ):
        raise ManifestError(path)
    return stamp
