"""What may be written after ``rakor usb``, ``verify``, ``key`` and ``zim``.

Apart from the commands, because every start of ``rakor`` needs this and few need those.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path

AddCommand = Callable[[str, str], argparse.ArgumentParser]
"""Adds a command of a name and a summary to ``rakor`` and returns its parser."""


def add_commands(command: AddCommand) -> None:
    """Add the commands to the parser of ``rakor``."""
    usb = command("usb", "Membangun situs, lalu menyalinnya ke stik USB atau menjadi satu berkas.")
    usb.add_argument(
        "targets", nargs="*", metavar="TUJUAN", help="stik atau folder, boleh beberapa sekaligus"
    )
    usb.add_argument(
        "--site-dir",
        type=Path,
        metavar="FOLDER",
        help="salin situs yang sudah selesai di folder ini, tanpa membangun",
    )
    usb.add_argument(
        "--unpack", type=Path, metavar="ZIP", help="salin dari arsip atau paket, tanpa membangun"
    )
    usb.add_argument(
        "--archive", type=Path, metavar="ZIP", help="buat juga satu berkas ZIP berisi edisi ini"
    )
    usb.add_argument(
        "--update-from",
        type=Path,
        metavar="MANIFES",
        help="isi ZIP hanya dengan yang berubah sejak edisi bermanifes ini",
    )
    usb.add_argument(
        "--sign", type=Path, metavar="KUNCI", help="tanda tangani dengan kunci rahasia ini"
    )
    usb.add_argument(
        "--key",
        type=Path,
        action="append",
        default=[],
        metavar="KUNCI.pub",
        help="bersama --unpack: pasang hanya paket yang ditandatangani kantor ini",
    )
    usb.add_argument(
        "--no-verify", action="store_true", help="jangan membaca ulang sesudah menyalin"
    )
    usb.add_argument(
        "--allow-older", action="store_true", help="izinkan menimpa edisi yang lebih baru"
    )

    verify = command("verify", "Memeriksa keutuhan dan asal sebuah salinan.")
    verify.add_argument("target", metavar="TUJUAN", help="stik atau folder yang diperiksa")
    verify.add_argument(
        "--key",
        type=Path,
        action="append",
        default=[],
        metavar="KUNCI.pub",
        help="kunci publik kantor yang Anda percaya; boleh beberapa kali",
    )
    verify.add_argument(
        "--min-edition", type=_date, metavar="TANGGAL", help="tolak edisi sebelum tanggal ini"
    )
    verify.add_argument("--format", choices=("text", "json"), default="text", help="bentuk laporan")

    key = command("key", "Membuat kunci untuk menandatangani edisi.")
    key.add_argument("action", choices=("new",), metavar="new", help="buat kunci baru")
    key.add_argument("file", type=Path, metavar="BERKAS", help="tempat kunci rahasia disimpan")
    key.add_argument("--owner", required=True, metavar="NAMA", help="nama kantor, untuk pembaca")

    zim = command("zim", "Membuat edisi untuk Kiwix, pembaca luring di ponsel.")
    zim.add_argument("file", type=Path, metavar="BERKAS.zim", help="berkas hasil")
    zim.add_argument(
        "--site-dir",
        type=Path,
        metavar="FOLDER",
        help="pakai situs yang sudah selesai di folder ini, tanpa membangun",
    )


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f'"{text}" bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-11-26'
        ) from None
