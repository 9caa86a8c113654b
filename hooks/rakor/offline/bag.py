"""The bag around a site: the files at its root, made from the payload and from nothing else.

RFC 8493. Tag files are written with the line ends their readers need: those of BagIt with LF,
the one for people with CRLF, which every Notepad shows well.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rakor.offline.errors import ManifestError
from rakor.offline.manifest import MANIFEST, MOST_BYTES, TAG_MANIFEST, Manifest, sha256_bytes
from rakor.publish.edition import Stamp, moment

START = "BUKA-SAYA.html"
READ_ME = "BACA-SAYA.txt"
DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
SIGNATURE = f"{TAG_MANIFEST}.sig"
STAGING = "rakor-sementara"
"""Folder at the root of a target for files that are on their way; gone when a copy is whole."""

REMOVALS = "rakor-hapus.txt"
"""List, in an update pack, of the files that the new edition no longer has."""

ROOT_FILES = (DECLARATION, INFO, START, READ_ME, TAG_MANIFEST, SIGNATURE, MANIFEST)
"""Files at the root of a bag, in the order in which they are written: the manifest last."""

REQUIRED = frozenset({DECLARATION, INFO, START, READ_ME, MANIFEST})
"""Files at the root that the list of them names, no more and no less."""

AGENT = "Bag-Software-Agent: Rakor"
"""Line of ``bag-info.txt`` by which a bag is known as made by this program."""

_TIME = "Rakor-Pukul"
"""Entry of ``bag-info.txt`` beside BagIt's own for the day."""

_START = """<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta http-equiv="refresh" content="0; url=data/index.html">
<title>{name}</title>
<style>
html {{ background: #fafbf8; color: #15201a; font: 112%/1.6 "Segoe UI", system-ui, sans-serif }}
body {{ max-width: 32em; margin: 15vh auto; padding: 0 1.5em }}
a {{ color: #0b4a37; font-size: 125% }}
@media (prefers-color-scheme: dark) {{
html {{ background: #101613; color: #e8eee9 }}
a {{ color: #93d8b8 }}
}}
</style>
</head>
<body>
<h1>{name}</h1>
<p><a href="data/index.html">Buka {name}</a></p>
<p>Tidak terbuka? Folder <b>data</b> harus ada di sebelah berkas ini. Bila tidak ada, salin sekali
lagi semua isi stik, bukan berkas ini saja.</p>
</body>
</html>
"""

_READ_ME = """{name}: salinan untuk dibaca tanpa internet
1. Untuk membaca: klik dua kali BUKA-SAYA.html. Tidak perlu memasang apa pun.
2. Edisi: {edition}.
3. Isi terbaru: {url}.
4. Semuanya ada di folder data; jangan diubah. Berkas Anda sendiri simpan di luar folder itu.
5. Untuk menyalin ke tempat lain: salin semua berkas di sini bersama folder data.
6. Untuk memeriksa keutuhan: jalankan "rakor verify" pada folder ini.
7. Tanpa program itu, di Linux dan macOS: shasum -a 256 -c {manifest}
8. {signed}
9. Menemukan kekeliruan? Sampaikan kepada kantor yang memberi Anda salinan ini.
"""


def most_bytes(name: str) -> int:
    """Return how many bytes a file at the root, or the list of removals, has at most."""
    return MOST_BYTES if name in {MANIFEST, REMOVALS} else 1 << 16


def info(stamp: Stamp, size: int, count: int) -> bytes:
    """Return ``bag-info.txt``: what the bag is, for people and for ``bagit``.

    Args:
        stamp: the edition.
        size: bytes of the payload.
        count: files of the payload.
    """
    lines = [
        f"Source-Organization: {_one_line(stamp.name) or 'Rakor'}",
        AGENT,
        f"External-Identifier: rakor-{stamp.id}",
        f"Payload-Oxum: {size}.{count}",
        f"Rakor-Edisi: {stamp.id}",
    ]
    if stamp.date:
        lines.append(f"Bagging-Date: {stamp.date.isoformat()}")
    if stamp.time:
        lines.append(f"{_TIME}: {stamp.time.isoformat('seconds')}")
    if stamp.url:
        lines.append(f"Rakor-Situs: {_one_line(stamp.url)}")
    return "".join(f"{line}\n" for line in lines).encode()


def moment_of(entries: Mapping[str, str]) -> str:
    """Return where in the row of editions the one of a ``bag-info.txt`` stands; "" if untold."""
    try:
        date = dt.date.fromisoformat(entries.get("Bagging-Date", ""))
        time = entries.get(_TIME)
        return moment(date, dt.time.fromisoformat(time) if time else None)
    except ValueError:
        return ""


def read_info(data: bytes) -> dict[str, str]:
    """Return the entries of a ``bag-info.txt``; damaged lines are left out."""
    found: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        key, colon, value = line.partition(":")
        if colon and not key[:1].isspace():
            found[key.strip()] = value.strip()
    return found


def is_ours(data: bytes) -> bool:
    """Tell whether a ``bag-info.txt`` was written by this program."""
    return AGENT in data.decode("utf-8", "replace").splitlines()


def tag_files(manifest: Manifest, stamp: Stamp, size: int, *, signed: bool) -> dict[str, bytes]:
    """Return the files at the root of the bag by name, without the signature."""
    start = _START.format(name=html.escape(stamp.name or "Rakor"))
    read_me = _READ_ME.format(
        name=_one_line(stamp.name) or "Rakor",
        edition=f"{moment_in_words(stamp.moment)} ({stamp.id})" if stamp.date else stamp.id,
        url=_one_line(stamp.url) or "tanyakan kepada kantor yang memberi Anda salinan ini",
        manifest=MANIFEST,
        signed=(
            f"Tanda tangan kantor: {SIGNATURE}; cara memeriksanya ada di panduan/usb.html."
            if signed
            else "Salinan ini tidak ditandatangani; asal-usulnya tidak dapat dibuktikan."
        ),
    )
    files = {
        DECLARATION: b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        INFO: info(stamp, size, len(manifest.hashes)),
        START: start.encode(),
        READ_ME: read_me.replace("\n", "\r\n").encode(),
        MANIFEST: manifest.render(),
    }
    files[TAG_MANIFEST] = tag_manifest(files).render()
    return files


def tag_manifest(files: Mapping[str, bytes]) -> Manifest:
    """Return the manifest of the files at the root; the signature is made over its bytes."""
    return Manifest({name: sha256_bytes(data) for name, data in files.items()})


@dataclass(frozen=True, slots=True)
class Removals:
    """What an update pack wants removed: files of the edition before, known by their content.

    Attributes:
        edition: the edition that does not have them any more.
        files: the files.
    """

    edition: str
    files: Manifest


_REMOVALS_HEAD = """\
# Rakor: berkas edisi lama yang tidak ada lagi di edisi {edition}.
# Jalankan "rakor usb --unpack" dengan paket ini, maka semuanya dihapus dan daftar ini hilang.
# Tanpa program itu, hapus sendiri berkas di bawah ini beserta daftar ini. Bila dibiarkan pun
# salinan tetap dapat dibaca; hanya pemeriksaan keutuhan yang menyebutnya sebagai sisa.
"""


def render_removals(removals: Mapping[str, str], edition: str) -> bytes:
    """Return the list of removals of an update pack: a manifest under a few lines for people."""
    return _REMOVALS_HEAD.format(edition=edition).encode() + Manifest(removals).render()


def read_removals(data: bytes) -> Removals:
    """Read what :func:`render_removals` wrote.

    Raises:
        ManifestError: it is something else.
    """
    before, after = _REMOVALS_HEAD.split("{edition}")
    head = re.match(f"{re.escape(before)}([0-9a-f]{{12}}){re.escape(after)}".encode(), data)
    if not head:
        raise ManifestError(f"{REMOVALS} bukan daftar buatan Rakor.")
    return Removals(head[1].decode(), Manifest.of_payload(data[head.end() :]))


def moment_in_words(moment: str) -> str:
    """Return for people what :func:`rakor.publish.edition.moment` made."""
    from rakor import indonesian  # loaded late, as it takes long

    day, _, time = moment.partition("T")
    if not day:
        return "tanpa tanggal"
    words = indonesian.date(dt.date.fromisoformat(day))
    return f"{words} pukul {time.replace(':', '.').removesuffix('.00')}" if time else words


def _one_line(text: str) -> str:
    return " ".join(text.split())
