"""``rakor init``: a new site in a folder, ready to be built."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rakor.cli.asking import NotAnswered, answer, chosen_region, typed
from rakor.errors import FrameError, RakorError
from rakor.printable import printable, say

if TYPE_CHECKING:
    from rakor.registry import Region

AddCommand = Callable[[str, str], argparse.ArgumentParser]
_FORGES = ("github", "gitlab")
_LONGEST = 120
_NATIONAL = "nasional"


def add_command(command: AddCommand) -> None:
    """Add ``init`` to the parser of ``rakor``."""
    parser = command("init", "Membuat situs baru di sebuah folder; yang belum ditulis ditanyakan.")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder situs baru")
    parser.add_argument("--name", metavar="NAMA", help="nama situs")
    parser.add_argument(
        "--region", metavar="WILAYAH", help=f"kode atau nama wilayah, mis. 74.06; atau {_NATIONAL}"
    )
    parser.add_argument("--publisher", metavar="KANTOR", help="kantor yang menerbitkan")
    parser.add_argument("--contact", metavar="SUREL", help="surel untuk melaporkan kekeliruan")
    parser.add_argument("--url", metavar="ALAMAT", help="alamat situs di web, bila sudah ada")
    parser.add_argument(
        "--forge", choices=_FORGES, help="layanan tempat berkas situs disimpan (github)"
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="lanjut juga bila folder sudah berisi; berkas yang sudah ada tidak diubah",
    )


def run(options: argparse.Namespace, today: dt.date) -> int:
    """Write the files and tell what comes next.

    Raises:
        RakorError: an answer is wrong or missing, or the folder cannot be used.
    """
    from rakor.starter.site import NewSite, files_of, write
    from rakor.starter.wheel import installed_wheel

    root: Path = options.folder
    _agree_on(root, options.keep)
    asks = sys.stdin.isatty()
    name = answer(options.name, "Nama situs", "--name", _name)
    region = answer(options.region, f"Wilayah (kode, nama, atau {_NATIONAL})", "--region", _region)
    publisher = answer(options.publisher, "Kantor yang menerbitkan", "--publisher", _name)
    contact = options.contact
    if contact is None and asks:
        contact = answer(None, "Surel untuk melaporkan kekeliruan (boleh kosong)", "", _contact)
    url = options.url
    if url is None and asks:
        url = answer(None, "Alamat situs di web (boleh kosong)", "", _url)
    forge = options.forge
    if forge is None and asks:
        forge = answer(None, "Layanan berkas, github atau gitlab [github]", "", _forge)
    site = NewSite(
        name, region, publisher, _contact(contact or ""), _url(url or ""), forge or "github"
    )
    wheel = installed_wheel()
    written, kept = write(root, files_of(site, today, wheel))
    for file in kept:
        say(f"Sudah ada, tidak diubah: {file}")
    say(f"{len(written)} berkas dibuat di {printable(root)}.")
    if wheel is None:
        say(
            "Tempat asal berkas wheel Rakor tidak tercatat, jadi requirements.lock belum menyebut "
            "Rakor sendiri. Simpan rakor-…-py3-none-any.whl di folder alat, lalu tambahkan baris: "
            "./alat/rakor-….whl --hash=sha256:…"
        )
    lines = [] if root.resolve() == Path.cwd() else [f"cd {printable(root)}"]
    lines += [
        "rakor serve      (pratinjau di peramban, dan formulir untuk menulis buletin)",
        "rakor new        (buletin baru tanpa formulir)",
    ]
    lines += ["rakor check      (memperingatkan sampai buletin contoh diganti)", "rakor build"]
    numbered = "\n".join(f"  {number}. {line}" for number, line in enumerate(lines, 1))
    say(f"Langkah berikutnya:\n{numbered}\nSelebihnya: docs/panduan/index.md di folder itu.")
    return 0


def _agree_on(root: Path, keep: bool) -> None:
    """Ask before anything is written beside what others have."""
    if root.exists() and not root.is_dir():
        raise RakorError(f"{printable(root)} adalah berkas. Sebut folder lain.")
    try:
        found = sum(1 for one in root.iterdir() if one.name != ".git") if root.exists() else 0
    except OSError as error:
        raise RakorError(f"{printable(root)} tidak bisa dibaca: {error.strerror}.") from error
    if not found or keep:
        return
    told = f"Folder {printable(root)} sudah berisi {found} berkas atau folder."
    if not sys.stdin.isatty():
        raise NotAnswered(
            f"{told} Sebut folder lain, atau tambahkan --keep: yang sudah ada tidak diubah."
        )
    say(f"{told} Yang sudah ada tidak akan diubah.")
    if typed("Lanjutkan? (ya/tidak) [tidak]").lower() not in ("y", "ya"):
        raise RakorError("Tidak ada yang dibuat.")


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > _LONGEST or printable(name) != name:
        raise RakorError(f"Tulis nama, paling panjang {_LONGEST} huruf.")
    return name


def _region(text: str) -> Region | None:
    return None if text.strip().lower() == _NATIONAL else chosen_region(text)


def _contact(text: str) -> str:
    from rakor.settings import parse_publisher

    try:
        parse_publisher({"nama": "-", "surel": text.strip()})
    except FrameError:
        raise RakorError(
            f'"{printable(text)}" bukan alamat surel. Tulis seperti rakor@contoh.go.id, atau '
            'kosongkan; nomor telepon kantor dapat ditulis di "alamat" penerbit di mkdocs.yml.'
        ) from None
    return text.strip()


def _url(text: str) -> str:
    from rakor.settings import parse_site_url

    url = text.strip()
    try:
        return parse_site_url(url)
    except FrameError:
        raise RakorError(
            f'"{printable(url)}" bukan alamat. Tulis seperti https://rakor.contoh.go.id/'
        ) from None


def _forge(text: str) -> str:
    forge = text.lower() or _FORGES[0]
    if forge not in _FORGES:
        raise RakorError("Tulis github atau gitlab.")
    return forge
