"""Folders that are not ours, and files of others in ours: nothing of them is lost."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import corpus
import pytest
from hashes import tree

from rakor.cli.main import FINE, PROBLEMS, main
from rakor.publish.staging import MARK_NAME, MARK_TEXT

OWN = {"skripsi.docx": b"tiga tahun kerja", "foto/a.jpg": b"foto", "index.html": b"beranda saya"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("situs") / "contoh"
    corpus.write_site(root, 12)
    assert main(["build", "--root", str(root)]) == FINE
    return root


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    root = tmp_path / "contoh"
    shutil.copytree(made, root, copy_function=shutil.copy2)
    assert main(["build", "--root", str(root)]) == FINE
    return root


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


MARKS: dict[str, Callable[[Path], object]] = {
    "empty": lambda mark: mark.write_bytes(b""),
    "notes of a meeting": lambda mark: mark.write_bytes(b"Catatan rakor 14 November\n"),
    "a cut mark": lambda mark: mark.write_bytes(MARK_TEXT[:-1]),
    "a longer mark": lambda mark: mark.write_bytes(MARK_TEXT + b"\n"),
    "a mark in capitals": lambda mark: mark.write_bytes(MARK_TEXT.upper()),
    "a mark with other line ends": lambda mark: mark.write_bytes(MARK_TEXT.replace(b"\n", b"\r\n")),
    "a mark with a BOM": lambda mark: mark.write_bytes(b"\xef\xbb\xbf" + MARK_TEXT),
    "a mark in UTF-16": lambda mark: mark.write_bytes(MARK_TEXT.decode().encode("utf-16")),
    "a folder": lambda mark: mark.mkdir(),
    "a link to nothing": lambda mark: mark.symlink_to("tidak ada"),
    "a link to a mark": lambda mark: (
        mark.with_name("asli").write_bytes(MARK_TEXT),
        mark.symlink_to("asli"),
    ),
    "a pipe": os.mkfifo,
    "a link to a device": lambda mark: mark.symlink_to("/dev/zero"),
    "none": lambda mark: None,
}


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few people make links")
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("options", [[], ["--clean"]], ids=["", "clean"])
def test_a_folder_is_ours_only_if_its_mark_says_so(
    mark: str, options: list[str], made: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Dokumen"
    for path, data in OWN.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    MARKS[mark](folder / MARK_NAME)
    before = {path: data for path, data in contents(folder).items() if path in OWN}
    build = ["build", "--root", str(made), "--site-dir", str(folder), *options]
    assert main(build) == PROBLEMS
    after = contents(folder) if mark != "a link to a device" else before
    assert {path: after[path] for path in OWN} == before == OWN


FOREIGN = {
    "skripsi.docx": b"kerja",
    "asing.html": b"<p>asing",
    "buletin/catatan.txt": b"catatan",
    "foto/liburan/a.jpg": b"foto",
    ".DS_Store": b"x",
    "assets/saya.css": b"p{}",
    "rakor.txt.bak": b"x",
}


@pytest.mark.parametrize("path", FOREIGN)
@pytest.mark.parametrize("lost", ["nothing", "the state", "by --clean"])
def test_files_of_others_in_a_site_stay(
    path: str, lost: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = site / "site" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(FOREIGN[path])
    if lost == "the state":
        shutil.rmtree(site / ".rakor")
    gone = sorted((site / "bulletins").rglob("20*.md"))[3]
    gone.unlink()
    options = ["--clean"] if lost == "by --clean" else []
    capsys.readouterr()
    assert main(["build", "--root", str(site), *options]) == FINE
    assert file.read_bytes() == FOREIGN[path]
    said = "".join(capsys.readouterr())
    assert "bukan buatan Rakor dan dibiarkan" in said
    assert path in said or lost != "nothing"
    page = gone.relative_to(site / "bulletins").with_suffix(".html")
    if lost == "nothing":
        assert not (site / "site" / "buletin" / page).exists()


def test_without_the_state_the_edition_names_what_is_ours(site: Path, tmp_path: Path) -> None:
    """A site as the last build left it is an edition to the last file; old pages of it go."""
    sorted((site / "bulletins").rglob("20*.md"))[3].unlink()
    shutil.rmtree(site / ".rakor")
    assert main(["build", "--root", str(site)]) == FINE
    fresh = tmp_path / "bersih"
    assert main(["build", "--root", str(site), "--clean", "--site-dir", str(fresh)]) == FINE
    assert tree(site / "site") == tree(fresh)


@pytest.mark.parametrize("place", ["page", "in a folder"])
def test_files_of_others_in_the_way_are_told(
    place: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bulletin = sorted((site / "bulletins").rglob("20*.md"))[3]
    fresh = bulletin.with_name(f"{bulletin.name[:10]}-baru-sekali.md")
    address = f"buletin/{fresh.relative_to(site / 'bulletins').with_suffix('.html').as_posix()}"
    file = site / "site" / address
    if place == "in a folder":
        file.mkdir()
        file /= "surat.txt"
    file.write_bytes(b"milik orang")
    text = bulletin.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^judul: .*", "judul: Rapat yang baru sekali", text, count=1)
    fresh.write_text(text, encoding="utf-8")
    capsys.readouterr()
    status = main(["build", "--root", str(site)])
    assert file.read_bytes() == b"milik orang"
    assert status == PROBLEMS
    assert "Tidak ada yang disentuh" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few people make links")
def test_links_in_a_site_are_not_written_through(site: Path, tmp_path: Path) -> None:
    before = tree(site / "site")
    elsewhere = tmp_path / "rumah"
    shutil.copytree(site / "site" / "buletin", elsewhere)
    kept = contents(elsewhere)
    shutil.rmtree(site / "site" / "buletin")
    (site / "site" / "buletin").symlink_to(elsewhere, target_is_directory=True)
    (site / "site" / "index.html").unlink()
    (site / "site" / "index.html").symlink_to(elsewhere / next(iter(kept)))
    assert main(["build", "--root", str(site)]) == FINE
    assert contents(elsewhere) == kept
    assert tree(site / "site") == before
