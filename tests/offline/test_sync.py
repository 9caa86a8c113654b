"""Copies: whole, no more written than differs, nobody else's files touched."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

import copies
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rakor.offline import bag
from rakor.offline.bundle import from_site
from rakor.offline.copy_report import Progress
from rakor.offline.disk import Disk
from rakor.offline.errors import SourceError, TargetError
from rakor.offline.sync import copy
from rakor.offline.verify import inspect

pytestmark = pytest.mark.usefixtures("without_flush")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copies.write_site(tmp_path / "situs", copies.pages(30))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stik"


def payload(stick: Path) -> dict[str, bytes]:
    return copies.contents_of(stick / "data")


def test_a_first_copy_is_the_site_in_a_bag(site: Path, stick: Path) -> None:
    report = copy(from_site(site), stick)
    assert payload(stick) == copies.contents_of(site)
    names = {path.name for path in stick.iterdir()}
    assert names == {"data", *bag.ROOT_FILES} - {bag.SIGNATURE}
    assert report.verified
    assert len(report.written) == report.files
    assert inspect(stick).good


def test_the_file_for_people_has_ten_lines(site: Path, stick: Path) -> None:
    copy(from_site(site), stick)
    data = (stick / "BACA-SAYA.txt").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 10
    assert b"https://rakor.example/" in data
    assert b"Edisi: 20 November 2026 (" in data
    start = (stick / "BUKA-SAYA.html").read_text()
    assert "url=data/index.html" in start
    assert '<a href="data/index.html">' in start
    assert "<script" not in start
    assert "http" not in start.replace("http-equiv", "")


def test_a_second_copy_writes_nothing(site: Path, stick: Path) -> None:
    copy(from_site(site), stick)
    before = {path: path.stat().st_mtime_ns for path in stick.rglob("*")}
    report = copy(from_site(site), stick)
    assert (report.written, report.removed, report.bytes) == ([], [], 0)
    assert {path: path.stat().st_mtime_ns for path in stick.rglob("*")} == before


def test_a_refresh_writes_what_differs(site: Path, stick: Path) -> None:
    files = copies.pages(30)
    copy(from_site(site), stick)
    changed, gone, *_ = (address for address in files if address.endswith(".html"))
    del files[gone]
    files |= {changed: b"lain", "baru/halaman.html": b"baru"}
    copies.write_site(site, files)
    report = copy(from_site(site), stick)
    assert {path for path in report.written if path.startswith("data/")} == {
        f"data/{changed}",
        "data/baru/halaman.html",
        "data/assets/edisi.js",
    }
    assert report.written[-1] == "manifest-sha256.txt"
    assert report.removed == [f"data/{gone}"]
    assert payload(stick) == copies.contents_of(site)
    assert inspect(stick).good


def test_a_file_becomes_a_folder_and_back(tmp_path: Path, stick: Path) -> None:
    site = tmp_path / "situs"
    for files in ({"a": b"1"}, {"a/b": b"2", "a/c/d": b"3"}, {"a": b"4"}):
        copies.write_site(
            site / str(len(files)) / files["a"].hex() if "a" in files else site / "f", files
        )
        folder = site / str(len(files)) / files["a"].hex() if "a" in files else site / "f"
        copy(from_site(folder), stick)
        assert payload(stick) == copies.contents_of(folder)


def test_folders_that_are_empty_go(site: Path, stick: Path) -> None:
    copies.write_site(site, {"index.html": b"x", "lama/sekali/a.html": b"y"})
    copy(from_site(site), stick)
    copies.write_site(site, {"index.html": b"x"})
    copy(from_site(site), stick)
    assert copies.folders_of(stick) == ["data", "data/assets"]


def test_damage_is_found_and_mended(site: Path, stick: Path) -> None:
    copy(from_site(site), stick)
    victim = stick / "data" / "index.html"
    victim.write_bytes(bytes(victim.stat().st_size))
    report = copy(from_site(site), stick)
    assert report.repaired == ["data/index.html"]
    assert inspect(stick).good


def test_without_reading_back_hidden_damage_stays(site: Path, stick: Path) -> None:
    copy(from_site(site), stick)
    victim = stick / "data" / "index.html"
    victim.write_bytes(bytes(victim.stat().st_size))
    assert not copy(from_site(site), stick, verify=False).verified
    assert not inspect(stick).good


@pytest.mark.parametrize("name", [*bag.ROOT_FILES])
@pytest.mark.parametrize("how", ["gone", "cut", "changed"])
def test_files_at_the_root_are_mended(name: str, how: str, site: Path, stick: Path) -> None:
    if name == bag.SIGNATURE:
        pytest.skip("this copy is not signed")
    copy(from_site(site), stick)
    data = (stick / name).read_bytes()
    if how == "gone":
        (stick / name).unlink()
    else:
        (stick / name).write_bytes(data[: len(data) // 2] if how == "cut" else b"\0" * len(data))
    copies.write_site(site, {**copies.pages(30), "baru.html": b"baru"})
    copy(from_site(site), stick)
    assert inspect(stick).good
    assert payload(stick) == copies.contents_of(site)


def test_files_of_others_stay_as_they_are(site: Path, stick: Path) -> None:
    others = {
        "foto/IMG_1.JPG": b"foto",
        "surat.txt": b"surat",
        "data/catatan saya.txt": b"milik saya",
    }
    copy(from_site(site), stick)
    for path, data in others.items():
        (stick / path).parent.mkdir(exist_ok=True)
        (stick / path).write_bytes(data)
    before = {path: (stick / path).stat().st_mtime_ns for path in others}
    copies.write_site(site, copies.pages(20, seed=1))
    report = copy(from_site(site), stick)
    assert report.foreign == ["data/catatan saya.txt"]
    assert {path: (stick / path).read_bytes() for path in others} == others
    assert {path: (stick / path).stat().st_mtime_ns for path in others} == before


@pytest.mark.parametrize(
    "path", ["data/foto.jpg", "BACA-SAYA.txt", "manifest-sha256.txt", "data", "bag-info.txt"]
)
def test_a_folder_in_use_by_others_is_refused(path: str, site: Path, stick: Path) -> None:
    (stick / path).parent.mkdir(parents=True)
    (stick / path).write_bytes(b"milik orang lain")
    with pytest.raises(TargetError, match="tidak ada yang disentuh"):
        copy(from_site(site), stick)
    assert copies.contents_of(stick) == {path: b"milik orang lain"}


def test_a_file_of_others_in_the_way_is_refused(site: Path, stick: Path) -> None:
    copy(from_site(site), stick)
    (stick / "data" / "baru.html").write_bytes(b"milik orang lain")
    before = copies.contents_of(stick)
    copies.write_site(site, {**copies.pages(30), "baru.html": b"milik kantor"})
    with pytest.raises(TargetError, match=r"data/baru\.html"):
        copy(from_site(site), stick)
    assert copies.contents_of(stick) == before


def test_a_page_that_somebody_rewrote_is_not_removed(site: Path, stick: Path) -> None:
    copies.write_site(site, {"index.html": b"x", "lama.html": b"y"})
    copy(from_site(site), stick)
    (stick / "data" / "lama.html").write_bytes(b"catatan penting seseorang")
    copies.write_site(site, {"index.html": b"x"})
    assert copy(from_site(site), stick).foreign == ["data/lama.html"]
    assert (stick / "data" / "lama.html").read_bytes() == b"catatan penting seseorang"


@pytest.mark.parametrize("name", ["data", "rakor-sementara", "data/buletin"])
def test_links_out_of_the_stick_are_not_followed(
    name: str, site: Path, stick: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "rumah"
    elsewhere.mkdir()
    (elsewhere / "surat.txt").write_bytes(b"x")
    copies.write_site(site, {"index.html": b"x"})
    if name != "data":
        copy(from_site(site), stick)
    stick.mkdir(exist_ok=True)
    (stick / name).symlink_to(elsewhere, target_is_directory=True)
    copies.write_site(site, copies.pages(5))
    with pytest.raises(TargetError):
        copy(from_site(site), stick)
    assert copies.contents_of(elsewhere) == {"surat.txt": b"x"}


def test_a_link_in_place_of_a_page_is_replaced(site: Path, stick: Path, tmp_path: Path) -> None:
    copy(from_site(site), stick)
    target = tmp_path / "surat.txt"
    target.write_bytes(b"penting")
    page = stick / "data" / "index.html"
    page.unlink()
    page.symlink_to(target)
    copy(from_site(site), stick)
    assert target.read_bytes() == b"penting"
    assert inspect(stick).good


def test_a_site_that_changed_since_it_was_built_is_refused(site: Path, stick: Path) -> None:
    copy(from_site(site), stick)
    (site / "index.html").write_bytes(b"disunting")
    for target in (stick, stick.with_name("baru")):
        with pytest.raises(SourceError, match="Bangun ulang"):
            copy(from_site(site), target)
    assert inspect(stick).good
    assert not (stick.with_name("baru") / "manifest-sha256.txt").exists()


def test_a_site_that_changes_while_it_is_copied_is_noticed(site: Path, stick: Path) -> None:
    edition = from_site(site)
    (site / "index.html").write_bytes(b"disunting lagi dan lagi")
    with pytest.raises(SourceError, match="berubah selagi disalin"):
        copy(edition, stick)
    assert not (stick / "manifest-sha256.txt").exists()


@pytest.mark.parametrize("name", ["a:b.html", "con.html", "titik.", "x" * 256, "100%.html"])
def test_names_that_a_stick_cannot_hold_are_refused(name: str, tmp_path: Path) -> None:
    try:
        copies.write_site(tmp_path / "situs", {"index.html": b"x", name: b"y"})
    except OSError:
        pytest.skip("this disk cannot hold the name either")
    with pytest.raises(SourceError, match="tidak dapat disimpan"):
        from_site(tmp_path / "situs")


def test_what_is_no_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="rakor build"):
        from_site(tmp_path)


def test_progress_adds_up(site: Path, stick: Path) -> None:
    said: list[tuple[str, int, int]] = []

    class Listening(Progress):
        def begin(self, phase: str, files: int, size: int) -> None:
            said.append((phase, files, size))

        def advance(self, files: int, size: int) -> None:
            said[-1] = (said[-1][0], said[-1][1] - files, said[-1][2] - size)

    copy(from_site(site), stick, progress=Listening())
    assert said == [("salin", 0, 0), ("periksa", 0, 0)]


def test_everything_is_flushed_before_it_is_named(site: Path, stick: Path) -> None:
    """No file ever stands under its name before its content is on the medium."""

    class Watching(Disk):
        waiting: ClassVar[set[str]] = set()

        def write(self, path, chunks):  # type: ignore[no-untyped-def]
            self.waiting.add(path)
            return super().write(path, chunks)

        def flush(self, paths):  # type: ignore[no-untyped-def]
            super().flush(list(paths))
            self.waiting.clear()

        def replace(self, source: str, target: str) -> None:
            assert source not in self.waiting
            super().replace(source, target)

    stick.mkdir()
    disk = Watching(stick)
    copy(from_site(site), stick, disk=disk)
    assert not disk.waiting


_NAMES = st.sampled_from(["a", "b", "c", "a/b", "b/a", "b/c/d", "Daftar", "kosong.txt"])
_SITES = st.lists(
    st.dictionaries(_NAMES, st.sampled_from([b"", b"1", b"2", b"33"]), max_size=6).filter(
        lambda files: not any(f"{one}/" in other for one in files for other in files)
    ),
    min_size=2,
    max_size=5,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sites=_SITES)
def test_any_row_of_editions_ends_in_the_last(
    sites: list[dict[str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("baris")
    for number, files in enumerate(sites):
        site = copies.write_site(place / f"situs-{number}", files)
        copy(from_site(site), place / "stik", verify=False)
        assert copies.contents_of(place / "stik" / "data") == copies.contents_of(site)
    assert inspect(place / "stik").good
    assert os.listdir(place / "stik" / "data")  # noqa: PTH208
