"""Real FAT32 and exFAT images, written through a mounted file system as a stick is.

The kernels of test machines often have neither driver, so Debian's FUSE drivers are used:
``fusefat`` on the image itself, ``mount.exfat-fuse`` on a loop device, because it takes nothing but
block devices. Each image is made small, whole copies are made in it, checked by the tools of the
file system, and mounted anew to be read.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import copies
import corpus
import pytest
import requirement
from building import build

from rakor.offline.bundle import from_site
from rakor.offline.errors import TargetError
from rakor.offline.sync import copy
from rakor.offline.target import room_of
from rakor.offline.verify import inspect

pytestmark = pytest.mark.slow
Mount = Callable[[], AbstractContextManager[Path]]


def run(*command: str | Path) -> str:
    """Run a tool of the system; the test fails with what it said."""
    program, *rest = map(str, command)
    done = subprocess.run(
        [program, *rest],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stdout}"
    return done.stdout


def need(*programs: tuple[str, str]) -> list[str]:
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        requirement.missing("mounting needs /dev/fuse, which this machine does not let us use")
    return [requirement.program(name, package) for name, package in programs]


@contextmanager
def mounted(point: Path, mount: Callable[[], str], unmount: list[str]) -> Iterator[Path]:
    """Mount something at a folder; ``mount`` is asked for a complaint until the folder is there."""
    for _ in range(600):  # a machine may have much else to do
        complaint = mount()
        if point.is_mount():
            break
        if complaint:
            requirement.missing(f"the FUSE driver did not mount the image: {complaint}")
        time.sleep(0.1)
    else:
        requirement.missing("the FUSE driver did not mount the image within a minute")
    try:
        yield point
    finally:
        for _ in range(20):
            done = subprocess.run(
                [*unmount, str(point)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                check=False,
            )
            if done.returncode == 0:
                break
            time.sleep(0.2)


class Image:
    """An image file with a file system, and how to mount and check it."""

    def __init__(self, place: Path, kind: str, megabytes: int) -> None:
        self.file = place / f"stik-{kind}.img"
        self.point = place / f"pasang-{kind}"
        self.kind = kind
        with self.file.open("wb") as file:
            file.truncate(megabytes << 20)
        if kind == "fat32":
            self.make, self.check, self.driver, self.unmounter = need(
                ("mkfs.fat", "dosfstools"),
                ("fsck.fat", "dosfstools"),
                ("fusefat", "fusefat"),
                ("fusermount", "fuse3"),
            )
            run(self.make, "-F", "32", "-n", "RAKOR", self.file)
        else:
            self.make, self.check, self.driver, self.unmounter, self.loop = need(
                ("mkfs.exfat", "exfatprogs"),
                ("fsck.exfat", "exfatprogs"),
                ("mount.exfat-fuse", "exfat-fuse"),
                ("umount", "mount"),
                ("losetup", "mount"),
            )
            run(self.make, self.file)

    @contextmanager
    def mount(self) -> Iterator[Path]:
        """Mount the image; what is written is in it afterwards."""
        self.point.mkdir(exist_ok=True)
        if self.kind == "fat32":
            with self._fusefat() as point:
                yield point
            return
        device = self._attach()
        try:
            run(self.driver, device, self.point)
            with mounted(self.point, str, [self.unmounter]) as point:
                yield point
        finally:
            run(self.loop, "--detach", device)

    @contextmanager
    def _fusefat(self) -> Iterator[Path]:
        """Keep the driver in the foreground: it writes on after unmounting, until it ends."""
        log = self.file.with_suffix(".log")
        command = [self.driver, "-f", "-o", "rw+", str(self.file), str(self.point)]
        with log.open("wb") as told:
            driver = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=told, stderr=subprocess.STDOUT
            )

        def complaint() -> str:
            if driver.poll() is None:
                return ""
            said = log.read_text(encoding="utf-8", errors="replace")
            return f"status {driver.returncode}, {said[-500:]}"

        with mounted(self.point, complaint, [self.unmounter, "-u"]) as point:
            yield point
        assert driver.wait(120) == 0

    def _attach(self) -> str:
        done = subprocess.run(
            [self.loop, "--find", "--show", str(self.file)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            requirement.missing(f"exfat-fuse needs a loop device ({done.stderr.strip()})")
        return done.stdout.strip()

    def is_sound(self) -> None:
        """Let the file system's own tool judge the image, without repairs."""
        run(self.check, "-n", self.file)


@pytest.fixture(params=["fat32", "exfat"])
def image(request: pytest.FixtureRequest, tmp_path: Path) -> Image:
    return Image(tmp_path, request.param, 64)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return copies.write_site(tmp_path / "situs", copies.pages(60))


def test_a_stick_is_written_refreshed_and_read_back(
    image: Image, small: Path, tmp_path: Path
) -> None:
    first = from_site(small)
    with image.mount() as stick:
        (stick / "surat.txt").write_bytes(b"milik orang lain")
        report = copy(first, stick)
        assert len(report.written) == report.files
        assert inspect(stick).good
    image.is_sound()

    copies.write_site(small, {**copies.pages(50), "baru/sekali.html": b"baru"})
    second = from_site(small)
    with image.mount() as stick:
        report = copy(second, stick)
        assert "data/baru/sekali.html" in report.written
        assert len(report.removed) == 10
        assert len(report.written) < 12
    image.is_sound()

    with image.mount() as stick:
        assert inspect(stick).good
        on_stick = copies.contents_of(stick)
        assert on_stick.pop("surat.txt") == b"milik orang lain"
        assert {path[5:] for path in on_stick if path.startswith("data/")} == set(
            copies.contents_of(small)
        )
        assert copy(second, stick).written == []
        shutil.copytree(stick, tmp_path / "salinan", copy_function=shutil.copyfile)
    assert requirement.bagit(tmp_path / "salinan").returncode == 0


def test_mtools_read_what_was_written(small: Path, tmp_path: Path) -> None:
    """A second implementation of FAT reads the same bytes from the image."""
    mcopy = requirement.program("mcopy", "mtools")
    image = Image(tmp_path, "fat32", 64)
    with image.mount() as stick:
        copy(from_site(small), stick)
    run(mcopy, "-s", "-i", image.file, "::/data", tmp_path / "dibaca")
    assert copies.contents_of(tmp_path / "dibaca") == copies.contents_of(small)


def test_a_full_stick_is_told_and_finished_on_a_larger_one(small: Path, tmp_path: Path) -> None:
    """A really full disk: nothing foreign is lost, and room made later is used."""
    image = Image(tmp_path, "exfat", 16)
    with image.mount() as stick:
        ballast = stick / "film.mkv"
        free = room_of(stick).free
        assert free is not None
        ballast.write_bytes(bytes(free - (64 << 10)))
        with pytest.raises(TargetError, match=r"tidak cukup|penuh"):
            copy(from_site(small), stick)
        assert ballast.stat().st_size == free - (64 << 10)
        ballast.unlink()
        copy(from_site(small), stick)
        assert inspect(stick).good
    image.is_sound()


def test_a_stick_that_fills_up_on_the_way(small: Path, tmp_path: Path) -> None:
    """FAT drivers that cannot tell what is free let the copy begin; the medium then says no."""
    mtools = {name: requirement.program(name, "mtools") for name in ("mcopy", "mdel", "mdir")}
    image = Image(tmp_path, "fat32", 34)
    film, read = tmp_path / "film.mkv", tmp_path / "dibaca.mkv"
    found = re.search(r"([\d ]+) bytes free", run(mtools["mdir"], "-i", image.file, "::"))
    assert found is not None
    # Half of a copy fits. The driver would take minutes to write a film.
    film.write_bytes(random.Random(1).randbytes(int(found[1].replace(" ", "")) - (150 << 10)))
    run(mtools["mcopy"], "-i", image.file, film, "::")
    with image.mount() as stick:
        (stick / "surat.txt").write_bytes(b"milik orang lain")
        assert room_of(stick).free is None
        with pytest.raises(TargetError):
            copy(from_site(small), stick)
    run(mtools["mcopy"], "-i", image.file, "::film.mkv", read)
    assert read.read_bytes() == film.read_bytes()
    run(mtools["mdel"], "-i", image.file, "::film.mkv")
    with image.mount() as stick:
        copy(from_site(small), stick)
        assert inspect(stick).good
        assert (stick / "surat.txt").read_bytes() == b"milik orang lain"
    image.is_sound()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of few bulletins: the FAT driver takes a second for a few files."""
    root = tmp_path_factory.mktemp("nyata")
    corpus.write_site(root, 3)
    build(root, root / "site")
    return root / "site"


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["fat32", "exfat"])
def test_chromium_opens_the_site_from_the_image(kind: str, tmp_path: Path, real: Path) -> None:
    """A site that is copied to a real image is clicked through from where that is mounted."""
    program = requirement.chromium()
    image = Image(tmp_path, kind, 128)
    with image.mount() as stick:
        copy(from_site(real), stick)
    with image.mount() as stick, ThreadPoolExecutor(1) as apart:
        # In a thread of its own: other tests keep a browser open in this one.
        apart.submit(_click_through, program, stick).result()


def _click_through(program: str, stick: Path) -> None:
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=120_000)  # images are read through FUSE, which takes its time
    with sync_playwright() as playwright:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        page = browser.new_page()
        page.set_default_timeout(120_000)
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{stick.as_uri()}/BUKA-SAYA.html")
        page.wait_for_url("**/data/index.html")
        page.click("header a[href$='wilayah/index.html']")
        page.wait_for_url("**/data/wilayah/index.html")
        page.locator("main a").first.click()
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("#rk-edisi")).to_contain_text("Edisi ")
        page.goto(f"{stick.as_uri()}/data/cari.html?q=rapat")
        page.wait_for_selector("[data-total]", state="attached")
        assert int(page.get_attribute("[data-total]", "data-total") or 0) > 0
        assert complaints == []
        browser.close()
