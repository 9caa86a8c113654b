"""What systems leave is named and forgiven; what strangers leave under such names is not."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import copies
import pytest

from rakor.offline.bundle import from_site
from rakor.offline.lookalikes import Likeness, judge
from rakor.offline.rollback import judge_age
from rakor.offline.signature import PublicKey
from rakor.offline.sync import copy
from rakor.offline.verify import Verdict, inspect

pytestmark = pytest.mark.usefixtures("without_flush")

APPLE = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        " + bytes(60)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)

LITTER = {
    ".DS_Store": b"\0\0\0\x01Bud1" + bytes(6100),
    "buletin/.DS_Store": b"\0\0\0\x01Bud1" + bytes(6100),
    "._index.html": APPLE,
    "._.DS_Store": APPLE,
    "buletin/._a.html": APPLE,
    ".localized": b"",
    ".metadata_never_index": b"",
    "Icon\r": b"",
    ".apdisk": b"disk",
    ".com.apple.timemachine.donotpresent": b"",
    "Thumbs.db": OLE,
    "thumbs.db": OLE,
    "THUMBS.DB": OLE,
    "buletin/ehthumbs.db": OLE,
    "ehthumbs_vista.db": OLE,
    "desktop.ini": b"[.ShellClassInfo]\r\nIconResource=a.dll,1\r\n",
    "buletin/Desktop.ini": b"\xff\xfe[\0.\0",
    "~$daftar.docx": b"\x05Budi " + bytes(150),
    ".~lock.daftar.odt#": b",budi,komputer,20.11.2026 10:00,file:///;",
    ".directory": b"[Dolphin]\nVersion=3\n",
    ".hidden": b"assets\n",
    ".fuse_hidden0000001200000003": b"sisa",
    ".nfs000000000012ab3400000005": b"sisa",
    ".nomedia": b"",
    ".Trash-1000/files/foto.jpg": b"\xff\xd8\xff\xe0" + bytes(900),
    ".Trash-1000/info/foto.jpg.trashinfo": b"[Trash Info]\nPath=foto.jpg\n",
    ".Trash-0/info/a.trashinfo": b"[Trash Info]\n",
    ".Trashes/501/foto.jpg": b"\xff\xd8",
    ".Trash/catatan.txt": b"x",
    "$RECYCLE.BIN/desktop.ini": b"[.ShellClassInfo]\r\n",
    "$RECYCLE.BIN/S-1-5-21/$IABC.txt": b"\x02" + bytes(100),
    "RECYCLER/INFO2": b"\x05" + bytes(20),
    "System Volume Information/IndexerVolumeGuid": "{a}".encode("utf-16-le"),
    "System Volume Information/WPSettings.dat": b"\x0c" + bytes(11),
    "system volume information/tracking.log": bytes(200),
    ".Spotlight-V100/VolumeConfiguration.plist": b"bplist00",
    ".Spotlight-V100/Store-V2/AB/store.db": b"8tsd" + bytes(4000),
    ".fseventsd/fseventsd-uuid": b"A1B2",
    ".fseventsd/0000000001": b"\x1f\x8b\x08" + bytes(30),
    ".TemporaryItems/folders.501/x": b"",
    "__MACOSX/._index.html": APPLE,
    "LOST.DIR/1234": b"sisa",
    "lost+found/#12": b"sisa",
    "FOUND.000/FILE0000.CHK": b"sisa",
    ".thumbnails/1.jpg": b"\xff\xd8",
    "buletin/@eaDir/a@SynoEAStream": b"x",
}
FOREIGN = {
    ".DS_Store": b"MZ" + bytes(100),
    "Thumbs.db": b"MZ\x90\0",
    "thumbs.db": b"\x7fELF\x02",
    "desktop.ini": b"<script>alert(1)</script>",
    "._index.html": b"<!doctype html><p>palsu",
    "._a.html": b"\xef\xbb\xbf <html>",
    ".directory": b"#!/bin/sh\nrm -rf ~\n",
    ".hidden": b"PK\x03\x04" + bytes(50),
    "Thumbs.db ": b"x",
    "Thumbs.db.exe": b"x",
    "Thumbs.db.html": b"x",
    "thumbs.dbx": b"x",
    ".DS_Store.html": b"x",
    "DS_Store": b"x",
    "desktop.ini.lnk": b"L\0\0\0\x01",
    "desktop.inf": b"x",
    "Desktop.ini/a.html": b"x",
    "Thumbs.db/setup.exe": b"MZ",
    ".DS_Store/index.html": b"x",
    ".Trash-1000/files/setup.exe": b"MZ",
    ".Trash-1000/files/halaman.html": b"x",
    ".Trash-abc/files/foto.jpg": b"x",
    ".Trash-1000x/foto.jpg": b"x",
    "Trash-1000/foto.jpg": b"x",
    "System Volume Information/setup.exe": b"MZ",
    "System Volume Information/a.txt": b"#!/bin/sh",
    "System Volume Informations/a.txt": b"x",
    "$RECYCLE.BIN/a.lnk": b"L\0\0\0\x01\x14",
    "RECYCLER/autorun.vbs": b"x",
    ".fseventsd/a.html": b"x",
    "__MACOSX/index.html": b"x",
    "FOUND.0/a": b"x",
    "lost-found/a": b"x",
    "autorun.inf": b"[autorun]",
    "index.htm": b"x",
    "setup.exe": b"MZ",
    "foto.jpg": b"\xff\xd8",
    "~": b"x",
    ".tersembunyi": b"x",
    "index.html~": b"x",
    "index.html.bak": b"x",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("salinan")
    copies.write_site(place / "situs", copies.pages(3))
    copy(from_site(place / "situs"), place / "stik")
    return place


def notes(verdict: Verdict) -> list[str]:
    """Return what is noted besides that nobody signed."""
    return [note for note in verdict.notes if "tidak ditandatangani" not in note]


def put(made: Path, place: Path, path: str, data: bytes) -> Path:
    shutil.copytree(made / "stik", place / "stik")
    file = place / "stik" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return place / "stik"


@pytest.mark.parametrize("path", LITTER, ids=ascii)
def test_litter_is_named_and_forgiven(path: str, made: Path, tmp_path: Path) -> None:
    stick = put(made, tmp_path, f"data/{path}", LITTER[path])
    verdict = inspect(stick)
    assert verdict.good, verdict.findings
    (note,) = notes(verdict)
    assert "dibuat oleh sistem" in note
    assert path.split("/", maxsplit=1)[0].removesuffix("\r") in note
    report = copy(from_site(made / "situs"), stick)
    assert not report.foreign
    assert len(report.litter) == 1
    assert (stick / "data" / path).read_bytes() == LITTER[path]


@pytest.mark.parametrize("path", FOREIGN, ids=ascii)
def test_what_strangers_leave_is_not(path: str, made: Path, tmp_path: Path) -> None:
    stick = put(made, tmp_path, f"data/{path}", FOREIGN[path])
    verdict = inspect(stick)
    assert [found.path for found in verdict.findings] == [f"data/{path}"]
    assert copy(from_site(made / "situs"), stick).foreign == [f"data/{path}"]


@pytest.mark.parametrize("size", [(1 << 20) + 1, 50 << 20])
def test_litter_has_a_size(size: int, made: Path, tmp_path: Path) -> None:
    stick = put(made, tmp_path, "data/.DS_Store", b"")
    with (stick / "data" / ".DS_Store").open("r+b") as file:
        file.truncate(size)
    assert not inspect(stick).good


def test_litter_is_no_reason_to_refuse_a_stick(made: Path, tmp_path: Path) -> None:
    """A folder ``data`` in which some system has left something is as good as an empty one."""
    (tmp_path / "stik" / "data").mkdir(parents=True)
    (tmp_path / "stik" / "data" / ".DS_Store").write_bytes(LITTER[".DS_Store"])
    copy(from_site(made / "situs"), tmp_path / "stik")
    assert inspect(tmp_path / "stik").good


ALIKE = [
    *(
        "BUKA-SAYA.html.exe",
        "BUKA-SAYA.exe",
        "BUKA-SAYA.lnk",
        "BUKA-SAYA (1).html",
        "Buka Saya.html",
    ),
    *("BUKA_SAYA.html", "BUKA‑SAYA.html", "BUKA–SAYA.html", "BUKASAYA.htm", "buka-saya-dulu.html"),
    *("ВUKA-SAYA.html", "BUKА-SАYА.html", "BUKA-5AYA.html", "8UKA-SAYA.html", "BUKA-SAJA.html"),
    *("BUKKA-SAYA.html", "BUKA-SAYAA.exe", "BUKA-\u200bSAYA.html", "BÚKA-SAYA.html", "BUKA-SAYA"),
    *(
        "ＢＵＫＡ－ＳＡＹＡ.html",
        "BACA-SAYA.html",
        "BACA-SAYA.exe",
        "BACA_SAYA.txt",
        "BACA-SAYA.txt.lnk",
    ),
    *("index.html", "INDEX.HTM", "start.html", "mulai.exe", "data.exe", "data.lnk", "rakor.exe"),
    *(
        "manifest-sha512.txt",
        "tagmanifest-md5.txt",
        "fetch.txt",
        "Mulai di sini.html",
        "autorun.inf",
    ),
]
PLAIN = [
    *("liburan.jpg", "surat.txt", "skripsi.docx", "foto", "Buku Saya.docx", "Bukti Saya.pdf"),
    *(
        "data.txt",
        "data.xlsx",
        "Data Warga.xlsx",
        "rakor.docx",
        "Rakor 2024",
        "index.txt",
        "indeks",
    ),
    *("manifest.pdf", "manifesto.txt", "Mulai kerja.docx", "setup.exe", "laporan.html", "peta.svg"),
    *(
        "Bukan Saya.txt",
        "kas.xls",
        "README.txt",
        "musik.mp3",
        "bukti.html",
        "baca.html",
        "Baca.pdf",
    ),
    *(
        "cerita saya.html",
        "undangan.lnk",
        "Bagan.html",
        "buku.html",
        "buka puasa.jpg",
        "sayabaca.txt",
    ),
    *("start-up.pptx", "home.jpg", "beranda.png", ".DS_Store", "._BUKA-SAYA.html", ".Trash-1000"),
    *("System Volume Information", "2024-11-14.pdf", "bagian.txt"),
]


@pytest.mark.parametrize("name", ALIKE, ids=ascii)
def test_what_passes_for_part_of_a_copy_is_told(name: str, made: Path, tmp_path: Path) -> None:
    verdict = inspect(put(made, tmp_path, name, b"x"))
    assert notes(verdict) or verdict.findings
    assert judge(name) is not Likeness.NOTHING


@pytest.mark.parametrize("name", PLAIN, ids=ascii)
def test_what_does_not_is_nobodys_business(name: str, made: Path, tmp_path: Path) -> None:
    assert judge(name) is Likeness.NOTHING
    verdict = inspect(put(made, tmp_path, name, b"x"))
    assert verdict.good
    assert not notes(verdict)


# The list of editions that were seen

KEY = PublicKey("ssh-ed25519", b"kunci", "Kantor Contoh")
SEEN = {KEY.fingerprint: {"id": "ab" * 6, "moment": "2026-11-20"}}
GOOD = json.dumps(SEEN)
DAMAGES = {
    "empty": b"",
    "zeros": bytes(len(GOOD)),
    "cut": GOOD[:40].encode(),
    "cut at the end": GOOD[:-1].encode(),
    "a list": b"[]",
    "a number": b"7",
    "nothing": b"null",
    "no text": b"\xff\xfe\xfd",
    "deep": b"[" * 100_000,
    "an entry that is none": json.dumps({KEY.fingerprint: None}).encode(),
    "an entry that is a list": json.dumps({KEY.fingerprint: []}).encode(),
    "no moment": json.dumps({KEY.fingerprint: {"id": "ab" * 6}}).encode(),
    "no id": json.dumps({KEY.fingerprint: {"moment": "2026-11-20"}}).encode(),
    "a strange id": json.dumps({KEY.fingerprint: {"id": "x", "moment": "2026-11-20"}}).encode(),
    "a strange day": json.dumps({KEY.fingerprint: {"id": "ab" * 6, "moment": "kemarin"}}).encode(),
    "a day that is none": json.dumps(
        {KEY.fingerprint: {"id": "ab" * 6, "moment": "2026-13-40"}}
    ).encode(),
    "huge": GOOD.encode() + b" " * (2 << 20),
}


def judged(store: Path, day: str, minimum: dt.date | None = None) -> Verdict:
    verdict = Verdict(edition="cd" * 6, moment=day, signed_by=KEY)
    judge_age(verdict, minimum, store)
    return verdict


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_list_of_editions_is_said(damage: str, tmp_path: Path) -> None:
    store = tmp_path / "edisi-terlihat.json"
    store.write_bytes(DAMAGES[damage])
    for _ in range(2):  # not begun anew in silence
        verdict = judged(store, "2026-11-01")
        assert "rusak" in verdict.faults[0]
        assert store.read_bytes() == DAMAGES[damage]
    verdict = judged(store, "2026-11-21", dt.date(2026, 11, 20))
    assert verdict.good
    assert "rusak" in verdict.notes[0]
    assert store.with_suffix(".rusak").read_bytes() == DAMAGES[damage]
    assert "Edisi lama" in judged(store, "2026-11-20").faults[0]


def test_what_can_still_be_read_of_it_counts(tmp_path: Path) -> None:
    store = tmp_path / "edisi-terlihat.json"
    store.write_text(json.dumps({**SEEN, "SHA256:lain": 7}))
    assert any("Edisi lama" in fault for fault in judged(store, "2026-11-01").faults)


def test_a_list_behind_a_link_is_not_written_through(tmp_path: Path) -> None:
    letter = tmp_path / "surat.txt"
    letter.write_bytes(b"penting")
    store = tmp_path / "edisi-terlihat.json"
    store.symlink_to(letter)
    assert not judged(store, "2026-11-21").good
    judged(store, "2026-11-21", dt.date(2026, 11, 20))
    assert letter.read_bytes() == b"penting"
