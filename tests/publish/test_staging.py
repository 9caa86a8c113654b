"""Publishing: all of it or none, and nothing that does not differ."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.errors import SiteFolderError
from rakor.publish.staging import (
    MARK_NAME,
    MARK_TEXT,
    Staging,
    check_site_dir,
    content_digest,
    remove,
    stage,
    survey,
)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Content, inode and time of change of every file."""
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes(),
            path.stat().st_ino,
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {
        address: content
        for address, (content, _, _) in snapshot(folder).items()
        if address != MARK_NAME
    }


def put(tree: Mapping[str, bytes], site: Path) -> None:
    """Publish as a build does: stage what differs, rename it into place, remove the rest."""
    wanted = {**tree, MARK_NAME: MARK_TEXT}
    present = survey(site)
    with Staging(site) as staging:
        fresh = [one for one in wanted if present.get(one) != content_digest(wanted[one])]
        for address in fresh:
            stage(str(staging.folder), address, wanted[address])
        staging.replace(fresh)
    remove(site, present.keys() - wanted.keys())


def test_only_what_differs_is_touched(tmp_path: Path) -> None:
    site = tmp_path / "situs"
    put({"index.html": b"satu", "a/b.html": b"dua", "lama.html": b"x"}, site)
    before = snapshot(site)
    put({"index.html": b"satu", "a/b.html": b"lain", "c.html": b"baru"}, site)
    after = snapshot(site)
    assert after["index.html"] == before["index.html"]
    assert contents(site) == {"index.html": b"satu", "a/b.html": b"lain", "c.html": b"baru"}


def test_what_is_staged_and_not_replaced_leaves_no_trace(tmp_path: Path) -> None:
    site = tmp_path / "situs"
    put({"index.html": b"satu"}, site)
    before = snapshot(site)
    with Staging(site) as staging:
        stage(str(staging.folder), "index.html", b"dua")
    assert snapshot(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["situs"]


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "Dokumen"
    folder.mkdir()
    check_site_dir(folder)  # empty: as good as none
    (folder / "surat.txt").write_text("penting")
    with pytest.raises(SiteFolderError, match="akan menghapus isinya"):
        check_site_dir(folder)
    with pytest.raises(SiteFolderError, match="bukan folder"):
        check_site_dir(folder / "surat.txt")
    put({"index.html": b"x"}, tmp_path / "situs")
    check_site_dir(tmp_path / "situs")


_names = st.sampled_from(["a", "b", "c.html", "d.html"])
_addresses = st.lists(_names, min_size=1, max_size=3).map("/".join)
_trees = st.dictionaries(_addresses, st.binary(max_size=3), max_size=6)


def _is_tree(tree: dict[str, bytes]) -> bool:
    return not any(other.startswith(f"{address}/") for address in tree for other in tree)


@given(st.lists(_trees.filter(_is_tree), min_size=1, max_size=4))
def test_whatever_stood_there_before_the_last_tree_stands(trees: list[dict[str, bytes]]) -> None:
    """A page may become a folder and back; the folder ends equal to a fresh one."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "situs"
        for tree in trees:
            put(tree, site)
            assert contents(site) == tree
        assert [path.name for path in Path(folder).iterdir()] == ["situs"]
        empty = [path for path in site.rglob("*") if path.is_dir() and not any(path.iterdir())]
        assert empty == []
