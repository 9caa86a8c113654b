"""``rakor new``: a bulletin at its place, with all that is known filled in."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rakor.errors import RakorError
from rakor.printable import say

if TYPE_CHECKING:
    from rakor.registry import Region

Answer = TypeVar("Answer")
AddCommand = Callable[[str, str], argparse.ArgumentParser]
_SHORTEST_TITLE, _LONGEST_TITLE = 10, 160


class NotAnswered(RakorError):
    """Something must be known and there is nobody to ask."""


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

    region = _answer(options.region, "Wilayah (kode atau nama)", "--region", _region)
    day = _answer(
        options.date, f"Tanggal rapat [{today}]", "--date", lambda text: _day(text or str(today))
    )
    title = _answer(options.title, "Judul", "--title", _title)
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


def _answer(given: str | None, question: str, option: str, read: Callable[[str], Answer]) -> Answer:
    """What an option says; without it people are asked until the answer will do."""
    if given is not None:
        return read(given)
    if not sys.stdin.isatty():
        raise NotAnswered(f"{question.partition(' [')[0]} belum disebut. Tulis dengan {option}.")
    while True:
        try:
            return read(input(f"{question}: ").strip())
        except RakorError as error:
            say(str(error))


def _region(text: str) -> Region:
    from rakor.registry import AmbiguousLabel, UnknownLabel, regions

    try:
        return regions().resolve(text)
    except AmbiguousLabel as error:
        return _chosen(str(error), error.candidates)
    except UnknownLabel as error:
        if not error.suggestions:
            raise RakorError(f"{error} Tulis kode Kemendagri atau nama resminya.") from error
        return _chosen(str(error), error.suggestions)


def _chosen(problem: str, candidates: tuple[Region, ...]) -> Region:
    """Let a person pick one of several; nobody there, the codes are named."""
    listed = [f"  {number}. {one.name} ({one.code})" for number, one in enumerate(candidates, 1)]
    text = "\n".join([problem, *listed])
    if not sys.stdin.isatty():
        raise NotAnswered(f"{text}\nTulis kodenya dengan --region.")
    say(text + "\n")
    answer = input("Nomor: ").strip()
    if answer.isdecimal() and 1 <= int(answer) <= len(candidates):
        return candidates[int(answer) - 1]
    raise RakorError("Tulis salah satu nomor di atas.")


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
