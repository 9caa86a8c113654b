"""Pictures beside bulletins, from the folder to the site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import bulletin_text
import corpus
import foreign
import pytest
from bulletin_text import FOLDER, NAME, put
from hashes import tree
from PIL import Image

from rakor.build import files, pictures
from rakor.cli.main import main
from rakor.formats.photos import published_picture
from rakor.formats.pictures import has_position

BODY = "\n![Suasana rapat](foto.jpg)\n\n![Bagan](bagan.png)\n"
LISTED = "lampiran:\n  - berkas: pindaian.jpg\n    keterangan: Notulen"


def _said() -> Image.Exif:
    said = Image.Exif()
    said[0x0112] = 6
    said[0x010F] = "Kamera Contoh"
    said.get_ifd(0x8825)[2] = (7.0, 45.0, 10.0)
    return said


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a photo, a drawing and a scan, built once."""
    root = tmp_path_factory.mktemp("situs") / "contoh"
    corpus.write_site(root, 3)
    shutil.rmtree(root / "bulletins")
    bulletin_text.project(root)
    put(root, f"{FOLDER}/foto.jpg", foreign.photo(2000, 900, exif=_said()))
    put(root, f"{FOLDER}/pindaian.jpg", foreign.photo(2000, 700, exif=_said()))
    put(root, f"{FOLDER}/bagan.png", foreign.photo(300, 200, "png"))
    put(root, NAME, bulletin_text.text(LISTED, BODY))
    assert main(["build", "--root", str(root)]) == 0
    return root


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    root = tmp_path / "contoh"
    shutil.copytree(made, root)
    return root


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Notes the size of every picture that is looked into; builds run in this process."""
    sizes: list[int] = []

    def noting(data: bytes, *, keep_pixels: bool = False) -> bytes:
        sizes.append(len(data))
        return published_picture(data, keep_pixels=keep_pixels)

    monkeypatch.setattr(pictures, "published_picture", noting)
    return sizes


def source(root: Path, name: str) -> Path:
    return root / "bulletins" / FOLDER / name


def published(root: Path, name: str) -> bytes:
    return (root / "site" / "buletin" / FOLDER / name).read_bytes()


def build(root: Path) -> None:
    assert main(["build", "--root", str(root), "--jobs", "1"]) == 0


def assert_as_from_nothing(root: Path) -> None:
    assert main(["build", "--root", str(root), "--clean", "--site-dir", str(root / "lain")]) == 0
    assert tree(root / "site") == tree(root / "lain")


def test_photos_are_upright_small_and_say_nothing(made: Path) -> None:
    photo = published(made, "foto.jpg")
    assert foreign.size(photo) == (720, 1600)
    assert not has_position(photo)
    assert b"Kamera Contoh" not in photo
    original = source(made, "foto.jpg").read_bytes()
    assert original == foreign.photo(2000, 900, exif=_said())
    assert published(made, "bagan.png") == source(made, "bagan.png").read_bytes()


def test_scans_keep_their_pixels(made: Path) -> None:
    scan, original = published(made, "pindaian.jpg"), source(made, "pindaian.jpg").read_bytes()
    assert not has_position(scan)
    assert b"Kamera Contoh" not in scan
    assert foreign.pixels(scan) == foreign.pixels(original)


def _touch(root: Path) -> None:
    os.utime(source(root, "foto.jpg"), ns=(10**18, 10**18))


def _rename(root: Path) -> None:
    source(root, "foto.jpg").rename(source(root, "suasana.jpg"))
    put(root, NAME, bulletin_text.text(LISTED, BODY.replace("foto", "suasana")))


def _show_twice(root: Path) -> None:
    shutil.copyfile(source(root, "foto.jpg"), source(root, "lagi.jpg"))
    put(root, NAME, bulletin_text.text(LISTED, f"{BODY}\n![Lagi](lagi.jpg)\n"))


def _new_text(root: Path) -> None:
    put(root, NAME, bulletin_text.text(LISTED, f"{BODY}\nIsi lain.\n"))


def _new_title(root: Path) -> None:
    keys = f"judul: Rapat koordinasi contoh yang lain\n{LISTED}"
    put(root, NAME, bulletin_text.text(keys, BODY))


@pytest.mark.parametrize("change", [_touch, _rename, _show_twice, _new_text, _new_title])
def test_no_picture_is_made_twice(
    site: Path, encoded: list[int], change: Callable[[Path], None]
) -> None:
    change(site)
    build(site)
    assert encoded == []
    assert_as_from_nothing(site)


def _other_picture(root: Path) -> None:
    source(root, "foto.jpg").write_bytes(foreign.photo(1700, 300))


def _list_it(root: Path) -> None:
    put(root, NAME, bulletin_text.text(f"{LISTED}\n  - berkas: foto.jpg", BODY))


def _damage(root: Path) -> None:
    photo = root / "site" / "buletin" / FOLDER / "foto.jpg"
    photo.with_name("lain.jpg").write_bytes(b"rusak")
    photo.with_name("lain.jpg").replace(photo)


def _remove(root: Path) -> None:
    (root / "site" / "buletin" / FOLDER / "foto.jpg").unlink()


@pytest.mark.parametrize("change", [_other_picture, _list_it, _damage, _remove])
def test_what_is_new_is_made(
    site: Path, encoded: list[int], change: Callable[[Path], None]
) -> None:
    change(site)
    build(site)
    assert encoded == [source(site, "foto.jpg").stat().st_size]
    assert_as_from_nothing(site)


def test_other_encoders_make_them_anew(
    site: Path, encoded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (pictures, files):
        monkeypatch.setattr(module, "encoders", lambda: "yang lain")
    _new_title(site)
    build(site)
    assert len(encoded) == 3


def test_nothing_is_looked_at_when_nothing_changed(site: Path, encoded: list[int]) -> None:
    build(site)
    build(site)
    assert encoded == []


def test_the_check_says_what_will_be_done(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(made)]) == 0
    said = capsys.readouterr().out
    assert "Gambar ini terbit tanpa letak GPS dan data kamera" in said
    assert "diperkecil dari 2.000 menjadi 1.600 piksel, ditegakkan" in said
    assert "Berkas asli di folder ini tidak diubah" in said
