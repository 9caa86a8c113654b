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
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rakor.offline import bag
from rakor.offline.bundle import Edition, Proof, changed_since, removed_since
from rakor.offline.errors import ManifestError, SourceError, TargetError, reason
from rakor.offline.manifest import MANIFEST, PAYLOAD, TAG_MANIFEST, Manifest, sha256_bytes
from rakor.publish.edition import STAMP, Stamp, read_stamp

_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment that ZIP knows: no clock leaks into the file."""

_LEVEL = 9

_DIGESTS = {MANIFEST, TAG_MANIFEST, bag.REMOVALS}
"""Files of random digits, where looking for short repetitions makes the result larger."""

# Already packed; packing again only costs time.
_STORED = frozenset({".jpg", ".jpeg", ".png", ".webp", ".xlsx", ".docx", ".ods", ".odt", ".zip"})
_MOST_TAG_BYTES = 256 << 20


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
    fresh = file.with_name(f".{file.name}.baru")
    try:
        with zipfile.ZipFile(fresh, "w", allowZip64=True) as archive:
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
        with fresh.open("rb+") as done:
            os.fsync(done.fileno())
        fresh.replace(file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise TargetError(f"{file} tidak dapat ditulis: {reason(error)}.") from error
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return Packed(file, len(paths), len(removals), file.stat().st_size)


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


def read_base(file: Path) -> Manifest:
    """Read the manifest of an older edition: the file itself, or that of a copy or archive.

    Raises:
        SourceError: it cannot be read.
    """
    try:
        if file.is_dir():
            data = (file / MANIFEST).read_bytes()
        elif zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                data = archive.read(MANIFEST)
        else:
            data = file.read_bytes()
        manifest = Manifest.parse(data)
    except (OSError, KeyError, ManifestError, zipfile.BadZipFile) as error:
        raise SourceError(
            f"Manifes edisi lama tidak dapat dibaca dari {file}. Tunjuk berkas {MANIFEST} dari "
            "salinan lama, folder salinan itu, atau ZIP-nya."
        ) from error
    if not manifest.hashes or not all(path.startswith(PAYLOAD) for path in manifest.hashes):
        raise SourceError(f"{file} bukan manifes edisi. Tunjuk berkas {MANIFEST}.")
    return manifest


def open_archive(file: Path) -> Edition:
    """Read an archive or pack that :func:`write_archive` wrote; payload is read when asked for.

    Raises:
        SourceError: it is none, or was cut short or changed.
    """
    broken = SourceError(
        f"{file} bukan paket Rakor yang utuh. Unduh atau minta sekali lagi; "
        "kirim sebagai dokumen, bukan sebagai gambar atau teks."
    )
    try:
        archive = zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile) as error:
        raise broken from error
    try:
        entries = {entry.filename: entry for entry in archive.infolist()}
        tags = {name: _small(archive, entries[name]) for name in bag.ROOT_FILES if name in entries}
        manifest = Manifest.parse(tags[MANIFEST])
        named = Manifest.parse(tags[TAG_MANIFEST])
        removals: dict[str, str] = {}
        if bag.REMOVALS in entries:
            read = bag.read_removals(_small(archive, entries[bag.REMOVALS]))
            removals = dict(read.hashes)
        stamp = _stamp(archive, tags)
    except (OSError, KeyError, ManifestError, zipfile.BadZipFile, zlib.error) as error:
        archive.close()
        raise broken from error
    whole = all(sha256_bytes(tags.get(name, b"")) == sha for name, sha in named.hashes.items())
    if not whole or bag.read_info(tags[bag.INFO]).get("Rakor-Edisi") != stamp.id:
        archive.close()
        raise broken
    sizes = {path: entry.file_size for path, entry in entries.items() if path in manifest.hashes}

    def read_file(path: str) -> Iterator[bytes]:
        """Come to the end of a file only if its content is what the manifest says."""
        digest = hashlib.sha256()
        try:
            with archive.open(entries[path]) as file:
                while chunk := file.read(1 << 20):
                    digest.update(chunk)
                    yield chunk
        except (KeyError, zipfile.BadZipFile, zlib.error) as error:
            raise broken from error
        if digest.hexdigest() != manifest.hashes[path]:
            raise broken

    proof = Proof(manifest, tags)
    return Edition(stamp, sizes, read_file, lambda _: proof, removals)


def _small(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.file_size > _MOST_TAG_BYTES:
        raise zipfile.BadZipFile("absurdly large")
    return archive.read(entry)


def _stamp(archive: zipfile.ZipFile, tags: dict[str, bytes]) -> Stamp:
    stamp = read_stamp(archive.read(f"{PAYLOAD}{STAMP}"))
    if stamp is None or not bag.is_ours(tags[bag.INFO]):
        raise KeyError(STAMP)
    return stamp
