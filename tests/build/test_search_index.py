"""The index after bodies changed, one build after another, equals that of a clean build."""

from __future__ import annotations

import random
import time
from pathlib import Path

import framed
import pytest
from hashes import tree

from rakor import search
from rakor.adapter.frame import make_frame
from rakor.build.builder import Options, make
from rakor.incremental.parallel import Workers
from rakor.settings import STORE_NAME


def build(root: Path, site: Path) -> None:
    outcome = make(root, make_frame, site, Options(workers=Workers(root / STORE_NAME, 1)))
    assert outcome.figures is not None, outcome.checked.problems


def change_body(root: Path, rng: random.Random) -> None:
    """Give a bulletin the text of another, or one sentence more."""
    paths = sorted((root / "bulletins").rglob("20*.md"))
    path, other = rng.sample(paths, 2)
    head, body = path.read_text().split("\n---\n", 1)
    if rng.random() < 0.5:
        body = other.read_text().split("\n---\n", 1)[1]
    else:
        body += "\nContoh kalimat baru tentang KTP-el, Komisi Pemilihan Umum dan 12.173 kuskusan.\n"
    time.sleep(0.06)  # until time stamps can be told apart
    path.write_text(f"{head}\n---\n{body}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site in which one segment holds most bulletins."""
    framed.write_site(tmp_path / "situs", 60)
    build(tmp_path / "situs", tmp_path / "situs" / "site")
    return tmp_path / "situs"


def test_changed_bodies_amend_the_index(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(5)
    amended = []
    amend = search.amend_segment

    def noting(*arguments: object) -> search.Amendment:
        made = amend(*arguments)  # type: ignore[arg-type]
        amended.append(made)
        return made

    monkeypatch.setattr(search, "amend_segment", noting)
    for _ in range(6):
        change_body(root, rng)
        build(root, root / "site")
    assert len(amended) > 2  # the others took the long way
    assert len(amended[0].blocks) < len(list((root / "site" / "cari").rglob("*.js"))) / 2
    build(root, tmp_path / "bersih")
    assert tree(root / "site") == tree(tmp_path / "bersih")


def test_a_block_that_is_not_as_it_was_is_not_built_upon(root: Path, tmp_path: Path) -> None:
    for block in (root / "site" / "cari").glob("*-*/[pgw]*.js"):
        block.write_bytes(block.read_bytes()[:-9])
    before = {path: path.stat().st_ino for path in (root / "site").rglob("*.js")}
    change_body(root, random.Random(1))
    build(root, root / "site")
    written = [path for path, inode in before.items() if path.stat().st_ino != inode]
    assert any(path.name.startswith("p") for path in written)
    build(root, tmp_path / "bersih")
    for path in written:
        clean = tmp_path / "bersih" / path.relative_to(root / "site")
        assert path.read_bytes() == clean.read_bytes()
