"""``rakor data``: the open data of a site as one SQLite file."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from rakor.printable import say

AddCommand = Callable[[str, str], argparse.ArgumentParser]
Build = Callable[[Path], Path | None]
"""Builds the site of a root and returns its folder, or None after having said what is wrong."""


def add_command(command: AddCommand) -> None:
    """Add ``data`` to the parser of ``rakor``."""
    parser = command("data", "Membuat satu berkas SQLite dari data terbuka situs, untuk dihitung.")
    parser.add_argument(
        "--sqlite", type=Path, required=True, metavar="BERKAS.sqlite", help="berkas hasil"
    )
    parser.add_argument(
        "--site-dir",
        type=Path,
        metavar="FOLDER",
        help="pakai situs yang sudah selesai di folder ini, atau stik berisi salinannya, tanpa "
        "membangun",
    )


def run(options: argparse.Namespace, find_root: Callable[[], Path], build: Build) -> int:
    """Write the file and tell what is in it.

    Raises:
        RakorError: the file cannot be there, or there is no site with open data.
    """
    from rakor.indonesian import number
    from rakor.offline.target import check_file
    from rakor.opendata.database import write_database

    file = check_file(options.sqlite, options.site_dir)
    site_dir = options.site_dir or build(find_root())
    if site_dir is None:
        return 1
    check_file(file, site_dir)
    counts = write_database(site_dir, file)
    told = ", ".join(f"{name} {number(count)}" for name, count in counts.items() if count)
    say(f"{file}: {told} baris.")
    return 0
