"""Links, pipes and devices on sticks: none is followed, waited for or written through."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import copies
import pytest

from rakor.offline import bag
from rakor.offline.bundle import from_site
from rakor.offline.disk import Disk
from rakor.offline.errors import OfflineError, SourceError, TargetError
from rakor.offline.manifest import MANIFEST, TAG_MANIFEST
from rakor.offline.sync import copy
from rakor.offline.verify import inspect

pytestmark = [
    pytest.mark.usefixtures("without_flush"),
    pytest.mark.skipif(os.name == "nt", reason="Windows lets few people make links"),
]

FILES = {"index.html": b"<p>beranda", "buletin/2024/a.html": b"<p>a", "assets/a.css": b"p{}"}
NEXT = {**FILES, "index.html": b"<p>baru", "buletin/2025/b.html": b"<p>b"}
TREE = {"rahasia.txt": b"kunci", "data/index.html": b"asli", "2024/a.html": b"asli"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """What the carrier keeps elsewhere, and nobody may write to."""
    home = tmp_path / "rumah"
    for path, data in TREE.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(data)
        (home / path).chmod(0o600)
    return home


def state(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Content, permissions and number of names of everything in the carrier's folder."""
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes() if path.is_file() else b"",
            path.stat().st_mode,
            path.stat().st_nlink if path.is_file() else 0,
        )
        for path in sorted(folder.rglob("*"))
    }


Trap = Callable[[Path, Path], None]
"""Puts something in the place of a part of the copy (first) that leads to the second."""


def _link(path: str, to: str) -> Trap:
    def put(stick: Path, home: Path) -> None:
        place = stick / path
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(to.replace("HOME", str(home)))

    put.__name__ = f"{path} -> {to}"
    return put


def _special(path: str, make: Callable[[Path], None]) -> Trap:
    def put(stick: Path, home: Path) -> None:
        (stick / path).unlink(missing_ok=True)
        (stick / path).parent.mkdir(parents=True, exist_ok=True)
        make(stick / path)

    put.__name__ = f"{path} {make.__name__}"
    return put


def pipe(place: Path) -> None:
    os.mkfifo(place)


def a_socket(place: Path) -> None:
    here = Path.cwd()
    os.chdir(place.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(place.name)
    os.chdir(here)


def a_folder(place: Path) -> None:
    place.mkdir()


def moved_away(stick: Path, home: Path) -> None:
    """The payload itself lies elsewhere, whole, beside a program that nobody listed."""
    (stick / "data").rename(home / "lain")
    (home / "lain" / "setup.exe").write_bytes(b"MZ")
    (stick / "data").symlink_to(home / "lain")


def moved_beside(stick: Path, home: Path) -> None:
    (stick / "data").rename(stick / "isi")
    (stick / "data").symlink_to("isi")


def a_folder_moved_away(stick: Path, home: Path) -> None:
    (stick / "data" / "buletin").rename(home / "buletin")
    (stick / "data" / "buletin").symlink_to(home / "buletin")


TRAPS: list[Trap] = [
    *(_link(name, "HOME/rahasia.txt") for name in bag.ROOT_FILES),
    *(_link(name, "/dev/zero") for name in (bag.INFO, MANIFEST, TAG_MANIFEST, bag.START)),
    *(_link(name, "tidak ada") for name in (bag.INFO, MANIFEST, bag.READ_ME)),
    _link(bag.REMOVALS, "HOME/rahasia.txt"),
    _link("data", "HOME/data"),
    _link("data", "."),
    _link("data", "/"),
    _link("data/index.html", "HOME/rahasia.txt"),
    _link("data/index.html", "HOME/data/index.html"),
    _link("data/index.html", "assets/a.css"),
    _link("data/index.html", "/dev/zero"),
    _link("data/index.html", "index.html"),
    _link("data/buletin", "HOME"),
    _link("data/buletin/2024", "HOME/2024"),
    _link("data/buletin/2025", "HOME"),
    _link("data/assets", "buletin"),
    _link("data/assets/edisi.js", "HOME/rahasia.txt"),
    _link("data/assets/edisi.js", "/dev/zero"),
    _link("data/rakor.txt", "HOME/rahasia.txt"),
    _link("data/Thumbs.db", "HOME/rahasia.txt"),
    _link("data/.Trash-1000", "HOME"),
    _link("data/tambahan", "HOME"),
    _link(bag.STAGING, "HOME"),
    *(_special(name, pipe) for name in (bag.INFO, MANIFEST, bag.SIGNATURE, bag.REMOVALS)),
    *(_special(f"data/{name}", pipe) for name in ("index.html", "assets/edisi.js", "rakor.txt")),
    _special("data/tambahan", pipe),
    _special("data/index.html", a_socket),
    _special(bag.READ_ME, a_folder),
    _special(bag.INFO, a_socket),
    moved_away,
    moved_beside,
    a_folder_moved_away,
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("salinan")
    for name, files in (("lama", FILES), ("baru", NEXT)):
        copies.write_site(place / name, files)
    copy(from_site(place / "lama"), place / "stik")
    return place


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
def test_a_copy_with_a_trap(trap: Trap, made: Path, home: Path, tmp_path: Path) -> None:
    """``verify`` never calls it good; ``usb`` refuses it or replaces the trap by a page."""
    stick = tmp_path / "stik"
    shutil.copytree(made / "stik", stick)
    trap(stick, home)
    before = state(home)
    lists = "rakor-hapus" in trap.__name__ or bag.STAGING in trap.__name__
    try:
        verdict = inspect(stick)
    except OfflineError:
        pass
    else:
        assert not verdict.good or lists
    assert state(home) == before
    for edition in ("lama", "baru"):
        try:
            copy(from_site(made / edition), stick)
        except TargetError:
            pass
        else:
            listed = copies.contents_of(made / edition)
            for path, data in listed.items():
                assert not (stick / "data" / path).is_symlink()
                assert (stick / "data" / path).read_bytes() == data
        assert state(home) == before


def test_permissions_of_others_stay(made: Path, home: Path, tmp_path: Path) -> None:
    """A folder that lets nothing be replaced is no reason to change what a link leads to."""
    stick = tmp_path / "stik"
    shutil.copytree(made / "stik", stick)
    _link("data/index.html", "HOME/rahasia.txt")(stick, home)

    class Closed(Disk):
        """A stick on which a name cannot be given to another file, as in a closed folder."""

        def __init__(self, root: Path) -> None:
            super().__init__(root)
            real = self.folder.replace

            def replace(source: str, target: str) -> None:
                if target == "data/index.html":
                    raise PermissionError(1, "Operation not permitted", target)
                real(source, target)

            self.folder.replace = replace  # type: ignore[method-assign]

    before = state(home)
    with pytest.raises(TargetError, match="tautan"):
        copy(from_site(made / "baru"), stick, disk=Closed(stick))
    assert state(home) == before


def test_a_manifest_with_another_name_is_not_changed_in_place(made: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    copies.write_site(tmp_path / "a", {"index.html": b"satu"})
    copies.write_site(tmp_path / "b", {"index.html": b"duaa"})
    copy(from_site(tmp_path / "a"), stick)
    os.link(stick / MANIFEST, tmp_path / "nama lain")
    before = (tmp_path / "nama lain").read_bytes()
    copy(from_site(tmp_path / "b"), stick)
    assert (tmp_path / "nama lain").read_bytes() == before
    assert inspect(stick).good


@pytest.mark.parametrize(
    "trap",
    [
        _link("index.html", "HOME/rahasia.txt"),
        _link("buletin", "HOME"),
        _link("assets/a.css", "../index.html"),
        _special("index.html", pipe),
        _special("tambahan", pipe),
    ],
    ids=lambda trap: trap.__name__,
)
def test_a_site_with_a_trap_is_not_copied(trap: Trap, home: Path, tmp_path: Path) -> None:
    site = copies.write_site(tmp_path / "situs", FILES)
    trap(site, home)
    with pytest.raises(SourceError, match="tautan atau bukan berkas biasa"):
        from_site(site)


def test_the_stick_itself_may_lie_under_links(made: Path, tmp_path: Path) -> None:
    (tmp_path / "dir").mkdir()
    (tmp_path / "lewat").symlink_to(tmp_path / "dir")
    copy(from_site(made / "lama"), tmp_path / "lewat" / "stik")
    assert inspect(tmp_path / "lewat" / "stik").good


@pytest.mark.parametrize("is_empty", [True, False])
def test_a_folder_among_files_on_their_way_is_named(
    is_empty: bool, made: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stik"
    shutil.copytree(made / "stik", stick)
    (stick / bag.STAGING / "000001.tmp").mkdir(parents=True)
    if not is_empty:
        (stick / bag.STAGING / "000001.tmp" / "surat.txt").write_text("milik orang")
    before = state(stick)
    with pytest.raises(TargetError, match=r"000001\.tmp adalah folder"):
        copy(from_site(copies.write_site(tmp_path / "situs", NEXT)), stick)
    assert state(stick) == before
