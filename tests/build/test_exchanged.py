"""What is published is what was checked: exchanges in between are noticed, links never followed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import corpus
import pytest
from hashes import tree

from rakor.adapter.frame import make_frame
from rakor.build.builder import Builder
from rakor.cli.main import PROBLEMS, main
from rakor.errors import SourcesChanged
from rakor.incremental.lock import locked

SECRET = b"isi rahasia di luar folder situs"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("situs") / "contoh"
    corpus.write_site(root, 30)
    (root.parent / "rahasia.csv").write_bytes(SECRET)
    return root


def _attachment(root: Path) -> Path:
    return next(path for path in sorted((root / "bulletins").rglob("*.csv")))


def link(file: Path, secret: Path) -> None:
    file.unlink()
    file.symlink_to(secret)


def hard_link(file: Path, secret: Path) -> None:
    file.unlink()
    os.link(secret, file)


def other_file(file: Path, secret: Path) -> None:
    fresh = file.with_name("baru")
    fresh.write_bytes(file.read_bytes())
    fresh.replace(file)


def link_in_the_way(file: Path, secret: Path) -> None:
    folder = secret.with_name("folder rahasia")
    folder.mkdir()
    (folder / file.name).write_bytes(SECRET)
    file.parent.rename(file.parent.with_name("2001"))
    file.parent.symlink_to(folder, target_is_directory=True)


def gone(file: Path, secret: Path) -> None:
    file.unlink()


def pipe(file: Path, secret: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few people make links")
@pytest.mark.parametrize("exchange", [link, hard_link, other_file, link_in_the_way, gone, pipe])
@pytest.mark.parametrize("settled", [True, False], ids=["settled", "just written"])
def test_an_attachment_exchanged_during_a_build(
    exchange: Callable[[Path, Path], None], settled: bool, tmp_path: Path
) -> None:
    root = tmp_path / "contoh"
    corpus.write_site(root, 30)
    secret = tmp_path / "rahasia.csv"
    secret.write_bytes(SECRET)
    file = _attachment(root)
    frame = make_frame(root)
    if not settled:
        os.utime(file, ns=(file.stat().st_atime_ns, 2**62))
    with locked(root), Builder(root, root / "site") as build:
        assert not build.check().errors
        exchange(file, secret)
        with pytest.raises(SourcesChanged, match="sekali lagi"):
            build.publish(frame)
    assert not (root / "site").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
@pytest.mark.parametrize("name", ["topics.yml", "agencies.yml", "jawa-timur"])
@pytest.mark.parametrize("command", ["check", "build"])
def test_pipes_among_the_sources_are_told(
    name: str, command: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = root / "bulletins" / name
    aside = tmp_path / "aside"
    if place.exists():
        place.rename(aside)
    os.mkfifo(place)
    try:
        assert main([command, "--root", str(root)]) == PROBLEMS
    finally:
        place.unlink()
        if aside.exists():
            aside.rename(place)
    assert f"bulletins/{name}" in "".join(capsys.readouterr())


def test_a_mend_does_not_write_through_links(root: Path, tmp_path: Path) -> None:
    """A name that mending uses on its way may be a link that somebody put there."""
    before = tree(root / "bulletins")
    file = sorted((root / "bulletins").rglob("20*.md"))[0]
    text = file.read_bytes()
    outside = tmp_path / "surat.txt"
    outside.write_bytes(b"penting")
    trap = file.with_name(f".{file.name}.baru")
    trap.symlink_to(outside)
    file.write_bytes(text.replace(b"judul:", "judul\u00a0:".encode(), 1).replace(b"\n", b"\r\n"))
    main(["check", "--fix", "--root", str(root), str(file)])
    assert outside.read_bytes() == b"penting"
    trap.unlink(missing_ok=True)
    file.write_bytes(text)
    assert tree(root / "bulletins") == before
