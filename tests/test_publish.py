"""Publishing: all of it or none, and nothing that does not differ."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.errors import AddressClash, SiteFolderError
from rakor.publish import MARK_NAME, publish


HOOKS = Path(__file__).parents[1] / "hooks"


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


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    site = tmp_path / "situs"
    publish([("index.html", b"satu"), ("a/b.html", b"dua"), ("lama.html", b"x")], site)
    before = snapshot(site)

    result = publish([("index.html", b"satu"), ("a/b.html", b"lain"), ("c.html", b"baru")], site)

    assert result.written == ["a/b.html", "c.html"]
    assert result.removed == ["lama.html"]
    after = snapshot(site)
    assert after["index.html"] == before["index.html"]
    assert after["a/b.html"][0] == b"lain"


def test_files_are_copied_and_compared_by_content(tmp_path: Path) -> None:
    source = tmp_path / "foto.jpg"
    source.write_bytes(b"\xff\xd8 gambar")
    site = tmp_path / "situs"
    assert "foto.jpg" in publish([("foto.jpg", source)], site).written
    source.touch()
    assert publish([("foto.jpg", source)], site).written == []
    source.write_bytes(b"\xff\xd8 lainny")  # same size
    assert publish([("foto.jpg", source)], site).written == ["foto.jpg"]


def test_a_failure_while_pages_are_made_changes_nothing(tmp_path: Path) -> None:
    site = tmp_path / "situs"
    publish([("index.html", b"satu")], site)
    before = snapshot(site)

    def broken():  # type: ignore[no-untyped-def]
        yield "index.html", b"dua"
        yield "baru.html", b"tiga"
        raise RuntimeError("di tengah jalan")

    with pytest.raises(RuntimeError):
        publish(broken(), site)
    assert snapshot(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["situs"]


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    """The kernel refuses the write, as on a full disk: here by a limit on file size."""
    site = tmp_path / "situs"
    publish([("index.html", b"satu")], site)
    before = snapshot(site)
    script = textwrap.dedent(
        """
        import signal, sys
        from pathlib import Path
        from rakor.errors import SiteFolderError
        from rakor.publish import publish
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            publish([("index.html", b"dua"), ("besar.html", b"x" * 100_000)], Path(sys.argv[1]))
        except SiteFolderError as error:
            print(error)
            sys.exit(7)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(site)],
        env={**os.environ, "PYTHONPATH": str(HOOKS)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 7, done.stderr
    assert "Periksa ruang kosong" in done.stdout
    assert snapshot(site) == before


@pytest.mark.parametrize("names", [("a.html", "a.html"), ("a.html", "A.html")])
def test_one_address_for_two_pages_is_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    with pytest.raises(AddressClash, match=r"a\.html"):
        publish([(name, b"x") for name in names], tmp_path / "situs")
    assert not (tmp_path / "situs").exists()


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "Dokumen"
    folder.mkdir()
    (folder / "surat.txt").write_text("penting")
    with pytest.raises(SiteFolderError, match="akan menghapus isinya"):
        publish([("index.html", b"x")], folder)
    assert contents(folder) == {"surat.txt": b"penting"}
    with pytest.raises(SiteFolderError, match="bukan folder"):
        publish([("index.html", b"x")], folder / "surat.txt")


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "kosong"
    folder.mkdir()
    publish([("index.html", b"x")], folder)
    assert contents(folder) == {"index.html": b"x"}


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
            publish(tree.items(), site)
            assert contents(site) == tree
        assert [path.name for path in Path(folder).iterdir()] == ["situs"]
        empty = [path for path in site.rglob("*") if path.is_dir() and not any(path.iterdir())]
        assert empty == []
