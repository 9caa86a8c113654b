"""Putting a finished tree in place of the last one, all of it or none.

Everything that differs is first written to a staging folder on the same disk; the site is not
touched until every page has been made and written. Then the staged files are renamed into
place, each in one step, and files that no page owns any more are removed. A build that fails
while pages are made leaves the site as it was; one that is killed between two renames leaves a
tree of whole pages, old and new, that the next build completes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from rakor.errors import AddressClash, SiteFolderError

MARK_NAME = "rakor.txt"
"""File by which a folder is known as a site of this program, to be overwritten freely."""

MARK_TEXT = (
    b"Folder ini dibuat oleh Rakor. Seluruh isinya ditimpa setiap kali situs dibangun;\n"
    b"jangan menyimpan berkas lain di sini. Buka index.html untuk membaca.\n"
)

Output = tuple[str, bytes | Path]
"""``(address, content)``: the bytes of a page, or a file to copy."""


@dataclass(slots=True)
class Publication:
    """What a publication did; addresses in the order in which pages were made."""

    written: list[str] = field(default_factory=list)
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)


def check_site_dir(site_dir: Path) -> None:
    """Refuse a folder that holds something other than a site of this program.

    Raises:
        SiteFolderError: it is no folder, or publishing would delete what it holds.
    """
    if not site_dir.exists():
        return
    if not site_dir.is_dir():
        raise SiteFolderError(f"{site_dir} adalah berkas, bukan folder. Pilih folder lain.")
    if (site_dir / MARK_NAME).is_file() or not any(site_dir.iterdir()):
        return
    raise SiteFolderError(
        f"Folder {site_dir} sudah berisi berkas lain (tidak ada {MARK_NAME} buatan Rakor). "
        "Membangun situs di sana akan menghapus isinya. "
        "Pilih folder lain dengan --site-dir, atau kosongkan folder itu dahulu."
    )


def publish(outputs: Iterable[Output], site_dir: Path) -> Publication:
    """Make ``site_dir`` hold exactly ``outputs`` and the mark, touching only what differs.

    Unchanged files keep their inode and time of change.

    Raises:
        AddressClash: two outputs have one address, or differ only in case.
        SiteFolderError: see :func:`check_site_dir`; or the disk refuses to be written to.
    """
    check_site_dir(site_dir)
    staging = site_dir.with_name(f".{site_dir.name}.rakor-baru")
    try:
        if staging.exists():  # left by a build that was killed
            shutil.rmtree(staging)
        staging.mkdir(parents=True)
        result, owned = _stage(outputs, site_dir, staging)
        _replace(result, staging, site_dir)
        result.removed = _prune(site_dir, owned)
    except OSError as error:
        raise SiteFolderError(
            f"Situs tidak dapat ditulis ke {site_dir}: {error.strerror or error} "
            f"({error.filename or staging}). Periksa ruang kosong dan izin folder itu."
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return result


def _stage(
    outputs: Iterable[Output], site_dir: Path, staging: Path
) -> tuple[Publication, dict[str, str]]:
    result = Publication()
    owned: dict[str, str] = {}
    folders: set[str] = set()
    count = 0
    for address, content in chain(outputs, [(MARK_NAME, MARK_TEXT)]):
        # FAT and Windows take "A.html" and "a.html" for one file, and so must we.
        other = owned.setdefault(address.casefold(), address)
        if other != address or len(owned) == count:
            raise AddressClash(
                f"Dua halaman meminta alamat yang sama: {other} dan {address}. "
                "Ubah nama salah satu berkasnya."
            )
        count = len(owned)
        if _holds(site_dir / address, content):
            result.unchanged += 1
            continue
        folder, _, _ = address.rpartition("/")
        if folder not in folders:
            (staging / folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        if isinstance(content, Path):
            shutil.copyfile(content, staging / address)
        else:
            (staging / address).write_bytes(content)
        result.written.append(address)
    return result, owned


def _holds(path: Path, content: bytes | Path) -> bool:
    try:
        if isinstance(content, Path):
            size = content.stat().st_size
            return path.stat().st_size == size and path.read_bytes() == content.read_bytes()
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _replace(result: Publication, staging: Path, site_dir: Path) -> None:
    site_dir.mkdir(parents=True, exist_ok=True)
    # The mark goes first: should we be stopped here, the folder is still known as ours.
    for address in sorted(result.written, key=lambda address: address != MARK_NAME):
        target = site_dir / address
        try:
            (staging / address).replace(target)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
            _make_way(target, site_dir)
            (staging / address).replace(target)


def _make_way(target: Path, site_dir: Path) -> None:
    """Turn what stands where ``target`` or one of its folders must be into folders or nothing."""
    for folder in reversed(target.relative_to(site_dir).parents[:-1]):
        path = site_dir / folder
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            path.unlink()
        path.mkdir(exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)


def _prune(site_dir: Path, owned: dict[str, str]) -> list[str]:
    removed: list[str] = []
    keep = set(owned.values())
    for folder, _, names in os.walk(site_dir, topdown=False):
        here = Path(folder)
        for name in names:
            address = (here / name).relative_to(site_dir).as_posix()
            if address not in keep:
                (here / name).unlink()
                removed.append(address)
        if here != site_dir and not any(here.iterdir()):
            here.rmdir()
    return sorted(removed)
