"""A new bulletin to be written: what is known filled in, every other key ready as a comment."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from rakor.content.keys import BULLETIN, Key
from rakor.errors import RakorError, reason
from rakor.opener import Folder
from rakor.portable_names import is_reserved
from rakor.registry.labels import slug
from rakor.source.canonical import Value, front_matter
from rakor.source.scan import FOLDER

_LONGEST_NAME = 60
_MOST_OF_A_NAME = 999
_LATER = ("ralat", "alamat_lama")  # what a bulletin that was never published cannot have
_RAKOR = re.compile(r"\brapat koordinasi\b", re.IGNORECASE)


class NotCreated(RakorError):
    """A new file could not be put into its place; nothing of it is left there."""


def create(root: Path, place: str, text: str, *, number: bool = False) -> str:
    """Write a new file below ``bulletins/`` and return its path there; no file is overwritten.

    Args:
        root: the site's folder.
        place: the path wanted, ``/`` between its parts.
        text: all of the file.
        number: whether ``-2`` and so on may be put behind a name that is taken.

    Raises:
        NotCreated: the name is taken, or the system does not let us.
    """
    wanted = PurePosixPath(place)
    above = wanted.parent.as_posix()
    data = text.encode()
    try:
        with Folder(root / FOLDER) as folder:
            if above != ".":
                folder.make_folder(above)
            for count in range(1, _MOST_OF_A_NAME + 1 if number else 2):
                ending = "" if count == 1 else f"-{count}"
                path = wanted.with_stem(f"{wanted.stem}{ending}").as_posix()
                try:
                    _write_new(folder, path, data)
                except FileExistsError:
                    continue
                return path
    except OSError as error:
        raise NotCreated(f"{FOLDER}/{place} tidak bisa ditulis: {reason(error)}.") from error
    if number:
        raise NotCreated(f"Sudah terlalu banyak berkas bernama {wanted.name}.")
    raise NotCreated(
        f"{FOLDER}/{place} sudah ada dan tidak diubah. Beri judul lain, atau buka berkas itu."
    )


def _write_new(folder: Folder, path: str, data: bytes) -> None:
    """Write a file that must not be there yet; of one that cannot be finished nothing stays."""
    handle = folder.open_as(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(data)
    except BaseException:
        folder.remove(path)
        raise


def file_name(title: str) -> str:
    """The part of a bulletin's file name that its title gives: a few words, cut between two."""
    name = slug(_RAKOR.sub("rakor", title))
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition("-")[0]
    return "rakor" if not name or is_reserved(name) else name


def place_of(folder: str, day: dt.date | None, title: str) -> str:
    """Where below ``bulletins/`` a bulletin belongs, as far as its region (by its folder, or
    nothing) and day are known."""
    name = file_name(title)
    dated = f"{day}-{name}.md" if day else f"{name}.md"
    parts = (folder, f"{day.year}" if folder and day else "", dated)
    return "/".join(part for part in parts if part)


def blank_bulletin(title: str, day: dt.date, region: str) -> str:
    """The text of a draft: title, day and region (its code) are filled in, the rest is offered."""
    known: dict[str, Value] = {
        "judul": title,
        "tanggal": day,
        "wilayah": region,
        "status": "draf",
    }
    open_ = [key for key in BULLETIN.values() if key.name not in {*known, *_LATER}]
    return "".join(
        [
            "---\n",
            front_matter(known),
            "\n# Wajib diisi: hapus tanda # di depan baris, lalu ganti titik-titiknya.\n",
            *(line for key in open_ if key.required for line in _offer(key)),
            "\n# Bila diketahui:\n",
            *(line for key in open_ if not key.required for line in _offer(key)),
            "---\n\n",
        ]
    )


def _offer(key: Key) -> Iterator[str]:
    yield f"# ({key.meaning})\n"
    for line in key.blank.splitlines():
        yield f"# {line}\n"
