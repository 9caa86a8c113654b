"""``rakor new``: a bulletin at its place, with all that is known filled in."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from rakor.cli.asking import answer, chosen_region
from rakor.errors import RakorError
from rakor.printable import say

AddCommand = Callable[[str, str], argparse.ArgumentParser]
_SHORTEST_TITLE, _LONGEST_TITLE = 10, 160


def add_command(command: AddCommand) -> None:
    """Add ``new`` to the parser of ``rakor``."""
    parser = command("new", "Membuat berkas buletin baru; yang belum ditulis akan ditanyakan.")
    parser.add_argument("--region", metavar="WILAYAH", help="kode atau nama wilayah, mis. 35.13")
    parser.add_argument("--date", metavar="TANGGAL", help="hari rapat, mis. 2024-11-14")
    parser.add_argument("--title", metavar="JUDUL", help="judul buletin")


def run(root: Path, options: argparse.Namespace, today: dt.date) -> int:
    """Write the file and tell what comes next.

    Raises:
        RakorError: an answer is wrong or missing, or the file is there already.
    """
    from rakor.content.new_bulletin import blank_bulletin, create, place_of
    from rakor.registry import regions
    from rakor.source.scan import FOLDER

    own = own_region(root)
    region = answer(
        options.region or own,
        "Wilayah (kode atau nama)",
        "--region",
        chosen_region,
    )
    day = answer(
        options.date, f"Tanggal rapat [{today}]", "--date", lambda text: _day(text or str(today))
    )
    title = answer(options.title, "Judul", "--title", _title)
    place = place_of(regions().folder(region.code), day, title)
    file = f"{FOLDER}/{create(root, place, blank_bulletin(title, day, region.code))}"
    say(
        f"Dibuat: {file}\n"
        "Langkah berikutnya:\n"
        "  1. Buka berkas itu; hapus tanda # pada kunci yang dipakai dan isi menurut sumber Anda.\n"
        "  2. Tulis isinya di bawah baris --- yang kedua.\n"
        f"  3. Periksa: rakor check {file}\n"
        "  4. Bila sudah benar, hapus baris status: draf supaya buletin ini terbit.\n"
    )
    return 0


def own_region(root: Path) -> str | None:
    """Return the one region that the site is for (``extra.wilayah``), or None."""
    from rakor.theme.frame_inputs import written

    extra = written(root).get("extra")
    said = extra.get("wilayah") if isinstance(extra, dict) else None
    one = said[0] if isinstance(said, list) and len(said) == 1 else said
    return one if isinstance(one, str) and one else None


def _day(text: str) -> dt.date:
    from rakor.content.dates import guess_date

    found = guess_date(text)
    if found is None:
        raise RakorError(f'"{text}" bukan tanggal. Tulis seperti 2024-11-14 atau 14/11/2024.')
    return found


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE:
        raise RakorError(
            f"Judul paling pendek {_SHORTEST_TITLE} dan paling panjang {_LONGEST_TITLE} huruf; "
            f"yang ditulis {len(title)} huruf."
        )
    return title
