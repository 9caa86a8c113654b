"""Which files lie below bulletins/: the short way for good names says what the long one says."""

from __future__ import annotations

import stat
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.content import tree
from rakor.source.scan import ScannedFiles

_NAMES = st.sampled_from(
    [
        "jawa-timur", "2024", "con", "a" * 90, "Jawa", ".git", "topics.yml", "agencies.yml",
        "2024-11-14-contoh.md", "2024-11-14-Contoh.md", "2024-11-14-contoh.md.md",
        "2024-11-14-contoh.pdf", "2024-11-14--contoh.md", "2024-11-14-c-.md", "2024-11-14-é.md",
        "a\udce9.md", "2024-11-14-contoh.md\n", f"2024-11-14-{'c' * 80}.md",
        f"2024-11-14-{'c' * 170}.md", "nul.md", "surat.exe",
    ]
)  # fmt: skip
_PATHS = st.lists(_NAMES, min_size=1, max_size=4)


@st.composite
def _found(draw: st.DrawFn) -> ScannedFiles:
    """What a look at some folder could have found: parents before what they hold."""
    found = ScannedFiles()
    for parts in draw(st.lists(_PATHS, max_size=12)):
        for end in range(1, len(parts) + 1):
            path = "/".join(parts[:end])
            if end < len(parts):
                if path in found.signatures and path not in found.folders:
                    break
                found.folders.add(path)
            elif path in found.signatures:
                break
            elif draw(st.integers(0, 9)) == 0:
                found.odd[path] = draw(st.sampled_from([stat.S_IFLNK, stat.S_IFIFO]))
            found.signatures.setdefault(path, b"")
    return found


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pohon")
    (folder / "bulletins").mkdir()
    return folder


@given(_found())
def test_good_names_are_passed_as_by_the_long_way(root: Path, found: ScannedFiles) -> None:
    short = tree.scan(root, found)
    with mock.patch.object(tree, "_is_good_bulletin", return_value=None):
        long = tree.scan(root, found)
    assert short == long
    assert short.seen == long.seen


def test_the_longest_good_name_is_one_that_is_not_reported(root: Path) -> None:
    most = tree.MAX_SITE_PATH - len(tree.site_path(".md"))
    name = "2024-11-14-" + "c" * (most - len("2024-11-14-"))
    for longer in ("", "c"):
        path = f"{name}{longer}.md"
        found = tree.scan(root, ScannedFiles(signatures={path: b""}))
        assert bool(tree._is_good_bulletin(path)) is not bool(longer)
        assert [problem.code for problem in found.problems] == ["RK155"] * len(longer)
