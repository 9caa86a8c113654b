"""Writing at the desk on a disk that is full: a real one, of half a megabyte."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import bulletin_text
import pytest
import requirement
from desk_client import Writer

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """A project on a file system of its own."""
    folder = tmp_path / "cakram"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "none", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        requirement.missing("there is no program to mount a disk")
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    try:
        bulletin_text.project(folder)
        shutil.copy(REPOSITORY / "mkdocs.yml", folder)
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill_up(root: Path) -> Path:
    """A file that leaves no room."""
    path = root / "penuh.bin"
    with path.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return path
    raise AssertionError("the disk was never full")


def files(root: Path) -> dict[str, bytes]:
    """All there is below ``bulletins/``, half-written files included."""
    found = (path for path in (root / "bulletins").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_saving_on_a_full_disk_is_refused_and_loses_nothing(root: Path) -> None:
    writer = Writer(root)
    writer.open("baru").fill(judul="Rapat koordinasi contoh", isi="Isi.").press("simpan")
    before = files(root)
    filler = fill_up(root)
    text = "Kalimat panjang yang tidak boleh hilang. " * 500
    writer.fill(isi=text).press("simpan")
    assert writer.answer.status == 507
    assert "tempatnya penuh" in writer.said
    assert writer.boxes["isi"][0].strip() == text.strip()
    assert files(root) == before
    filler.unlink()
    writer.press("simpan")
    assert "tersimpan di komputer ini" in writer.said
    assert text.strip() in writer.file()


def test_a_new_bulletin_on_a_full_disk_leaves_no_piece_of_a_file(root: Path) -> None:
    before = files(root)
    fill_up(root)
    writer = Writer(root)
    writer.open("baru").fill(judul="Rapat koordinasi contoh", isi="Isi. " * 3000).press("simpan")
    assert writer.answer.status == 507
    assert "tempatnya penuh" in writer.said
    assert writer.boxes["judul"] == ["Rapat koordinasi contoh"]
    assert files(root) == before


def test_reading_a_release_on_a_full_disk_keeps_the_text(root: Path) -> None:
    before = files(root)
    fill_up(root)
    release = "Rapat koordinasi digelar Pemkab Probolinggo di Aula Rekaan, Kamis (14/11/2024)."
    writer = Writer(root)
    writer.open("tempel").fill(teks=release).press()
    writer.press()
    assert "tempatnya penuh" in writer.said
    assert writer.boxes["teks"] == [release]
    assert files(root) == before
