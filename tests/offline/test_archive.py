"""Editions in one file: reproducible, and base plus update pack is the full edition."""

from __future__ import annotations

import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import copies
import pytest
import requirement

from rakor.offline.archive import open_archive, read_base, write_archive
from rakor.offline.bag import REMOVALS
from rakor.offline.bundle import from_site
from rakor.offline.errors import SourceError
from rakor.offline.sync import copy
from rakor.offline.verify import DiscrepancyKind, inspect

pytestmark = pytest.mark.usefixtures("without_flush")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a stick with an edition."""
    site = copies.write_site(tmp_path / "situs-lama", copies.pages(30))
    copy(from_site(site), tmp_path / "lama")
    return tmp_path / "lama"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Return the site of the next edition: pages changed, new and gone."""
    files = copies.pages(30)
    changed, *gone = sorted(address for address in files if "contoh-1" in address)[:3]
    for address in gone:
        del files[address]
    files |= {changed: b"lain", "baru.html": b"baru", "assets/baru.css": b"p{}"}
    return copies.write_site(tmp_path / "situs-baru", files)


@pytest.fixture
def pack(old: Path, new: Path, tmp_path: Path) -> Path:
    write_archive(from_site(new), tmp_path / "paket.zip", read_base(old / "manifest-sha256.txt"))
    return tmp_path / "paket.zip"


@pytest.fixture
def full(new: Path, tmp_path: Path) -> dict[str, bytes]:
    """Return the whole next edition as a first copy makes it."""
    copy(from_site(new), tmp_path / "penuh")
    return copies.contents_of(tmp_path / "penuh")


def unzip(file: Path, target: Path) -> None:
    program = requirement.program("unzip", "unzip")
    done = subprocess.run([program, "-o", "-q", str(file), "-d", str(target)], check=False)
    assert done.returncode == 0


def test_an_archive_unpacks_to_what_a_stick_holds(
    new: Path, full: dict[str, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "edisi.zip"
    write_archive(from_site(new), file)
    test = [requirement.program("unzip", "unzip"), "-tq", str(file)]
    assert subprocess.run(test, stdout=subprocess.DEVNULL, check=False).returncode == 0
    unzip(file, tmp_path / "terbuka")
    assert copies.contents_of(tmp_path / "terbuka") == full
    assert requirement.bagit(tmp_path / "terbuka").returncode == 0


def test_an_archive_is_reproducible(new: Path, tmp_path: Path) -> None:
    moved = tmp_path / "tempat lain"
    shutil.copytree(new, moved)
    for number, site in enumerate((new, moved)):
        write_archive(from_site(site), tmp_path / f"{number}.zip")
    assert (tmp_path / "0.zip").read_bytes() == (tmp_path / "1.zip").read_bytes()
    names = zipfile.ZipFile(tmp_path / "0.zip").namelist()
    assert names[-1] == "manifest-sha256.txt"
    assert names[6:-1] == sorted(names[6:-1])


def test_a_pack_holds_only_what_changed(pack: Path) -> None:
    names = zipfile.ZipFile(pack).namelist()
    payload = [name for name in names if name.startswith("data/")]
    assert len(payload) == 4  # changed, two new ones, and the file that names the edition
    assert REMOVALS in names


def test_base_and_pack_are_the_full_edition(old: Path, pack: Path, full: dict[str, bytes]) -> None:
    report = copy(open_archive(pack), old)
    assert copies.contents_of(old) == full
    assert len(report.removed) == 2
    assert inspect(old).good
    assert requirement.bagit(old).returncode == 0


def test_unpacked_by_hand_only_leftovers_remain(
    old: Path, pack: Path, full: dict[str, bytes]
) -> None:
    """No ZIP can remove a file: what is left is listed, named, and removed by the next run."""
    unzip(pack, old)
    on_stick = copies.contents_of(old)
    assert full.items() <= on_stick.items()
    left = on_stick.keys() - full.keys() - {REMOVALS}
    assert len(left) == 2
    verdict = inspect(old)
    assert {(found.path, found.change) for found in verdict.findings} == {
        (path, DiscrepancyKind.ADDED) for path in left
    }
    assert all("sisa edisi lama" in found.note for found in verdict.findings)
    copy(open_archive(pack), old)
    assert copies.contents_of(old) == full


def test_leftovers_can_be_removed_by_hand(old: Path, pack: Path, full: dict[str, bytes]) -> None:
    unzip(pack, old)
    for line in (old / REMOVALS).read_text().splitlines():
        if not line.startswith("#"):
            (old / line.split("  ", 1)[1]).unlink()
    (old / REMOVALS).unlink()
    assert copies.contents_of(old) == full


def test_the_next_full_copy_finishes_a_pack_unpacked_by_hand(
    old: Path, new: Path, pack: Path, full: dict[str, bytes]
) -> None:
    unzip(pack, old)
    copy(from_site(new), old)
    assert copies.contents_of(old) == full


def test_a_pack_for_another_edition_is_refused(pack: Path, tmp_path: Path) -> None:
    site = copies.write_site(tmp_path / "lain", copies.pages(30, seed=5))
    copy(from_site(site), tmp_path / "stik")
    before = copies.contents_of(tmp_path / "stik")
    with pytest.raises(SourceError, match="bukan untuk salinan"):
        copy(open_archive(pack), tmp_path / "stik")
    assert copies.contents_of(tmp_path / "stik") == before


def test_a_pack_alone_makes_no_copy(pack: Path, tmp_path: Path) -> None:
    """Not even where nothing is read back: what it lacks is missed before anything is written."""
    with pytest.raises(SourceError, match="bukan untuk salinan"):
        copy(open_archive(pack), tmp_path / "stik", verify=False)
    assert copies.contents_of(tmp_path / "stik") == {}


def test_random_rows_of_packs(tmp_path: Path) -> None:
    """Twenty editions in a row, each reached by a pack from the one before."""
    rng = random.Random(3)
    files = copies.pages(15)
    stick = tmp_path / "stik"
    copy(from_site(copies.write_site(tmp_path / "situs", files)), stick)
    for number in range(20):
        for address in rng.sample(sorted(files), min(rng.randrange(4), len(files))):
            del files[address]
        for _ in range(rng.randrange(4)):
            files[f"baru/{rng.randrange(9)}/h.html"] = rng.randbytes(50)
        site = copies.write_site(tmp_path / "situs", files)
        pack = tmp_path / f"{number}.zip"
        write_archive(from_site(site), pack, read_base(stick))
        copy(open_archive(pack), stick)
        fresh = tmp_path / f"{number}"
        copy(from_site(site), fresh, verify=False)
        assert copies.contents_of(stick) == copies.contents_of(fresh)


def test_broken_packs_are_refused(pack: Path, old: Path, tmp_path: Path) -> None:
    """Cut or flipped anywhere: refused, and the copy it was meant for is never said to be good."""
    rng = random.Random(1)
    data = pack.read_bytes()
    wanted = copies.contents_of(old)
    for case in range(60):
        broken = tmp_path / "rusak.zip"
        changed = bytearray(data)
        if case % 2:
            del changed[rng.randrange(len(data)) :]
        else:
            changed[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        broken.write_bytes(changed)
        stick = tmp_path / f"{case}"
        shutil.copytree(old, stick)
        try:
            copy(open_archive(broken), stick)
        except SourceError:
            assert not inspect(stick).good or copies.contents_of(stick) == wanted
        else:
            # The flip lay where nothing is read, such as a time stamp.
            assert inspect(stick).good


def test_a_base_may_be_a_copy_its_manifest_or_an_archive(old: Path, tmp_path: Path) -> None:
    copy_of = tmp_path / "lama.zip"
    write_archive(from_site(tmp_path / "situs-lama"), copy_of)
    found = [read_base(path).hashes for path in (old, old / "manifest-sha256.txt", copy_of)]
    assert found[0] == found[1] == found[2]
    with pytest.raises(SourceError, match="Manifes edisi lama"):
        read_base(old / "BACA-SAYA.txt")
