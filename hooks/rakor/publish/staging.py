"""Putting a finished tree in place of the last one, all of it or none.

Everything that differs is first written to a staging folder on the same disk; the site is not
touched until every page has been made and written. Then the staged files are renamed into
place, each in one step, and files that no page owns any more are removed. A build that fails
while pages are made leaves the site as it was; one that is killed between two renames leaves a
tree of whole pages, old and new, that the next build completes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rakor.errors import SiteFolderError, reason
from rakor.opener import Folder, Unfit, read_below
from rakor.publish import edition

MARK_NAME = "rakor.txt"
"""File by which a folder is known as a site of this program, to be overwritten freely."""

MARK_TEXT = (
    b"Folder ini dibuat oleh Rakor. Seluruh isinya ditimpa setiap kali situs dibangun;\n"
    b"jangan menyimpan berkas lain di sini. Buka index.html untuk membaca.\n"
)


def check_site_dir(site_dir: Path) -> None:
    """Refuse a folder that holds something other than a site of this program.

    Raises:
        SiteFolderError: it is no folder, or publishing would delete what it holds.
    """
    if not site_dir.exists():
        return
    if not site_dir.is_dir():
        raise SiteFolderError(f"{site_dir} adalah berkas, bukan folder. Pilih folder lain.")
    if not any(site_dir.iterdir()) or _is_ours(site_dir):
        return
    raise SiteFolderError(
        f"Folder {site_dir} sudah berisi berkas lain (tidak ada {MARK_NAME} buatan Rakor). "
        "Membangun situs di sana akan menghapus isinya. "
        "Pilih folder lain dengan --site-dir, atau kosongkan folder itu dahulu."
    )


def _is_ours(site_dir: Path) -> bool:
    """Tell whether the mark says so; that some file bears its name proves nothing."""
    try:
        return read_below(site_dir, MARK_NAME, len(MARK_TEXT)) == MARK_TEXT
    except OSError:
        return False


def content_digest(content: bytes) -> bytes:
    """Return the digest by which the content of a file of the site is known."""
    return edition.content_digest(content).digest()


def survey(site_dir: Path) -> dict[str, bytes]:
    """Read every file of a site; return its digest by address."""
    found: dict[str, bytes] = {}
    for folder, _, names in os.walk(site_dir):
        here = Path(folder)
        for name in names:
            path = here / name
            if path.is_file() and not path.is_symlink():
                address = path.relative_to(site_dir).as_posix()
                found[address] = content_digest(path.read_bytes())
    return found


@contextmanager
def disk_errors(site_dir: Path) -> Iterator[None]:
    """Turn what a disk refuses into an error for people.

    Raises:
        SiteFolderError: the disk is full, may not be written to, or fails.
    """
    try:
        yield
    except OSError as error:
        raise SiteFolderError(
            f"Situs tidak dapat ditulis ke {site_dir}: {reason(error)} "
            f"({error.filename or site_dir}). Periksa ruang kosong dan izin folder itu."
        ) from error


def stage(folder: str, address: str, content: bytes) -> None:
    """Write one file below the staging ``folder``."""
    path = f"{folder}/{address}"
    try:
        with open(path, "wb") as file:  # noqa: PTH123 - a Path for every page would be felt
            file.write(content)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(content)


class Staging:
    """The folder beside a site where new files wait."""

    def __init__(self, site_dir: Path) -> None:
        self._site_dir = site_dir
        self.folder = site_dir.with_name(f".{site_dir.name}.rakor-new")

    def __enter__(self) -> Staging:
        with disk_errors(self._site_dir):
            if self.folder.exists():  # left by a build that was killed
                shutil.rmtree(self.folder)
            self.folder.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def replace(self, addresses: Iterable[str]) -> None:
        """Rename the staged files into the site; without a site the folder becomes it."""
        site_dir = self._site_dir
        if not site_dir.exists() or not any(site_dir.iterdir()):
            if site_dir.exists():
                site_dir.rmdir()
            self.folder.rename(site_dir)
            return
        with Folder(site_dir) as site:
            # The mark goes first: should we be stopped here, the folder is still known as ours.
            for address in sorted(addresses, key=lambda address: address != MARK_NAME):
                source = f"{self.folder}/{address}"
                try:
                    _put(source, site, address)
                except OSError:
                    _make_way(site_dir / address, site_dir)
                    site.close()
                    _put(source, site, address)


def _put(source: str, site: Folder, address: str) -> None:
    with site.place(address) as (folder, name):
        os.replace(source, name, dst_dir_fd=folder)


def _make_way(target: Path, site_dir: Path) -> None:
    """Turn what stands where ``target`` or one of its folders must be into folders or nothing.

    Of a link only itself goes, never what it leads to.
    """
    for folder in reversed(target.relative_to(site_dir).parents[:-1]):
        path = site_dir / folder
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            path.unlink()
        path.mkdir(exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)


def remove(site_dir: Path, addresses: Iterable[str]) -> None:
    """Remove files of the site, and the folders that this leaves empty."""
    folders: set[str] = set()
    with Folder(site_dir) as site:
        for address in addresses:
            # Meanwhile a page may have become a folder, or a folder above it a page or a link.
            with contextlib.suppress(NotADirectoryError, Unfit):
                status = site.status(address)
                if status is not None and not stat.S_ISDIR(status.st_mode):
                    site.remove(address)
            above = address.rpartition("/")[0]
            while above:
                folders.add(above)
                above = above.rpartition("/")[0]
        for folder in sorted(folders, key=lambda folder: folder.count("/"), reverse=True):
            # One that holds anything stays.
            with contextlib.suppress(OSError):
                site.remove_folder(folder)
