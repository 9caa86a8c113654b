"""Where a copy may not go, and when it does not fit."""

from __future__ import annotations

import os
from pathlib import Path

import copies
import pytest

from rakor import portable_names as names
from rakor.offline import sync as copying
from rakor.offline.bundle import from_site
from rakor.offline.errors import TargetError
from rakor.offline.sync import copy
from rakor.offline.target import FAT_LIMIT, Room, check_file, check_place, check_room, parse_target


@pytest.mark.parametrize("place", ["/", "/usr", "/etc/x", "/home", "/dev", "~", "/bin/../etc"])
def test_folders_of_the_system_are_refused(place: str) -> None:
    with pytest.raises(TargetError, match="folder sistem"):
        check_place(Path(place).expanduser(), None, None)


def test_a_folder_above_home_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "a" / "rumah"))
    with pytest.raises(TargetError, match="folder sistem"):
        check_place(tmp_path / "a", None, None)
    assert check_place(tmp_path / "b", None, None) == tmp_path / "b"


def test_the_site_and_its_sources_are_refused(tmp_path: Path) -> None:
    root = tmp_path / "proyek"
    site = root / "site"
    for folder in (site / "dalam", root / "bulletins"):
        folder.mkdir(parents=True)
    for place in (site, site / "dalam", root, tmp_path, root / "bulletins", root / "docs" / "x"):
        with pytest.raises(TargetError, match=r"Pilih stik|folder sistem"):
            check_place(place, site, root)
    assert check_place(root / "stik", site, root) == root / "stik"


def test_a_stick_that_is_not_plugged_in_is_told(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="sudah terpasang"):
        check_place(tmp_path / "tidak" / "ada", None, None)
    with pytest.raises(TargetError, match="sudah terpasang"):
        check_place(Path("/media/siapa/STIK"), None, None)


def test_a_file_is_no_target(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(TargetError, match="adalah berkas"):
        check_place(tmp_path / "a.txt", None, None)


@pytest.mark.parametrize("text", ["E:", "e:", "E:\\Rakor"])
def test_a_drive_letter_means_the_stick(text: str) -> None:
    if os.name == "nt":
        assert parse_target(text).is_absolute()
        return
    with pytest.raises(TargetError, match="nama stik di Windows"):
        parse_target(text)


def test_one_file_needs_a_place(tmp_path: Path) -> None:
    site = tmp_path / "situs"
    site.mkdir()
    for file in (tmp_path, tmp_path / "tidak ada" / "a.zip", site / "a.zip", Path()):
        with pytest.raises(TargetError):
            check_file(file, site)
    assert check_file(tmp_path / "a.zip", site) == (tmp_path / "a.zip").resolve()


def test_space_is_counted_in_clusters(tmp_path: Path) -> None:
    room = Room(cluster=32768, free=100 * 32768, largest=None)
    few = {f"data/{number}": 1 for number in range(98)}
    check_room(tmp_path, room, few, {}, spare=0)  # and a cluster for their folder
    with pytest.raises(TargetError, match="tidak cukup"):
        check_room(tmp_path, room, {**few, "data/x": 1, "data/y": 1}, {}, spare=0)
    check_room(tmp_path, room, {**few, "data/x": 1, "data/y": 1}, {"data/z": 40000}, spare=0)
    check_room(tmp_path, Room(32768, None, None), {"a": 1 << 50}, {}, spare=0)


def test_fat_holds_no_file_of_four_gibibytes(tmp_path: Path) -> None:
    room = Room(cluster=4096, free=1 << 40, largest=FAT_LIMIT)
    check_room(tmp_path, room, {"data/a": FAT_LIMIT}, {}, spare=0)
    with pytest.raises(TargetError, match="exFAT"):
        check_room(tmp_path, room, {"data/a": FAT_LIMIT + 1}, {}, spare=0)


def test_too_little_space_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = copies.write_site(tmp_path / "situs", copies.pages(5))
    monkeypatch.setattr(copying, "room_of", lambda place: Room(4096, 8192, None))
    with pytest.raises(TargetError, match="tersedia 0,0 MB"):
        copy(from_site(site), tmp_path / "stik")
    assert copies.contents_of(tmp_path / "stik") == {}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("data/AUX.txt", "Windows"),
        ("data/com1", "Windows"),
        ("data/a?.html", "dilarang"),
        ("data/a\nb", "dilarang"),
        ("data/akhir. ", "berakhir"),
        ("data/" + "x" * 256, "terlalu panjang"),
        ("data/" + "y/" * 130, "lebih dari 259"),
        ("data/50%25.html", "tanda %"),
    ],
)
def test_names_are_judged(path: str, said: str) -> None:
    assert any(said in line for line in names.faults([path]))


def test_names_that_differ_in_case_only_are_judged() -> None:
    assert names.faults(["data/a.html", "data/b.html"]) == []
    assert "besar-kecil" in names.faults(["data/a.html", "data/A.html"])[0]
