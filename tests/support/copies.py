"""Small finished sites to be copied, and what is on a target afterwards."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from pathlib import Path

from rakor.publish.edition import STAMP, Stamp, content_digest, edition_id
from rakor.publish.staging import MARK_NAME, MARK_TEXT

DAY = dt.date(2026, 11, 20)


def pages(count: int, seed: int = 0) -> dict[str, bytes]:
    """Return the files of a plainly fictional site: pages in a few folders, one attachment."""
    rng = random.Random(f"copies:{seed}")
    found = {
        "index.html": b"<!doctype html><title>Contoh</title><p>Beranda contoh.",
        "assets/rakor.css": b"p{margin:0}",
        "buletin/contoh/2024/lampiran.bin": rng.randbytes(70_000),
        "kosong.txt": b"",
    }
    for number in range(count):
        text = f"<!doctype html><title>Contoh {number}</title>".encode()
        address = f"buletin/contoh-{number % 3}/2024/2024-01-{number % 28 + 1:02d}-c-{number}.html"
        found[address] = text + rng.randbytes(rng.randrange(4000)).hex().encode()
    return found


def write_site(
    folder: Path,
    files: Mapping[str, bytes],
    date: dt.date | None = DAY,
    time: dt.time | None = None,
) -> Path:
    """Make ``folder`` a finished site of exactly these files and the two every site has."""
    contents = {**files, MARK_NAME: MARK_TEXT}
    name = edition_id(
        (address, content_digest(data).digest()) for address, data in contents.items()
    )
    contents[STAMP] = Stamp(
        name, "Rakor Contoh", "https://rakor.example/", date, time=time
    ).script()
    for address in set(contents_of(folder)) - contents.keys():
        (folder / address).unlink()
    for address, data in contents.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
    return folder


def contents_of(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def folders_of(folder: Path) -> list[str]:
    """Return every folder below a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_dir())
