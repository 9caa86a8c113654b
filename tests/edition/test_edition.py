"""Which edition a site is: made from content alone, and told by one file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import corpus
import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_tree import Tree

from rakor import publish
from rakor.cli import FINE, main
from rakor.edition import STAMP, Stamp, content_digest, edition_id, is_edition_id, read_stamp
from rakor.errors import FrameError
from rakor.settings import parse_stale_after

_FILES = st.dictionaries(st.text(min_size=1), st.binary(min_size=16, max_size=16), max_size=6)


@given(_FILES, st.randoms(use_true_random=False))
def test_order_does_not_matter_but_everything_else_does(files, rng) -> None:  # type: ignore[no-untyped-def]
    pairs = list(files.items())
    rng.shuffle(pairs)
    name = edition_id(pairs)
    assert is_edition_id(name)
    assert name == edition_id(sorted(pairs))
    assert name == edition_id([*pairs, (STAMP, b"x" * 16)])
    assert name != edition_id([*pairs, ("satu lagi", b"x" * 16)]) or "satu lagi" in files


def test_contents_count_as_the_build_knows_them() -> None:
    assert content_digest(b"isi").digest() == publish.content_digest(b"isi")


@given(st.text(), st.text(), st.none() | st.dates(), st.integers(0, 9999))
def test_what_the_stamp_says_is_read_back(
    name: str, url: str, date: dt.date | None, days: int
) -> None:
    stamp = Stamp("0123456789ab", name, url, date, days)
    assert read_stamp(stamp.script()) == stamp


@pytest.mark.parametrize("script", [b"", b"\xff", b"window.rakorEdisi = {};", b"alert(1)"])
def test_other_scripts_are_no_stamp(script: bytes) -> None:
    assert read_stamp(script) is None


def test_days_are_read() -> None:
    assert parse_stale_after(90) == 90
    assert parse_stale_after("") == parse_stale_after(None) == 180
    with pytest.raises(FrameError, match="usia_salinan"):
        parse_stale_after("lama")


def test_every_page_loads_the_stamp_and_none_holds_it(shipped: Tree) -> None:
    stamp = read_stamp(shipped.files[STAMP].read_bytes())
    assert stamp is not None
    for address, page in shipped.pages.items():
        assert stamp.id not in page.text
        if not page.is_stub and address != "404.html":
            assert "assets/edisi.js" in page.text, address


def test_a_new_edition_of_the_same_content_changes_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "contoh"
    corpus.write_site(root, 3)
    trees = []
    for day in ("2026-11-20", "2026-11-21"):
        monkeypatch.setenv("RAKOR_EDISI", day)
        assert main(["build", "--root", str(root)]) == FINE
        site = root / "site"
        trees.append({p: p.read_bytes() for p in site.rglob("*") if p.is_file()})
    differing = [p for p in trees[0] if trees[0][p] != trees[1][p]]
    # The home page says of which day it speaks.
    names = [p.relative_to(root / "site").as_posix() for p in differing]
    assert names in ([STAMP], ["index.html", STAMP])
