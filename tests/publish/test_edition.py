"""Which edition a site is: made from content alone, and told by one file."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import corpus
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from site_tree import Tree

from rakor.cli.main import FINE, main
from rakor.errors import FrameError
from rakor.publish import staging as publish
from rakor.publish.edition import (
    STAMP,
    Stamp,
    content_digest,
    edition_id,
    is_edition_id,
    moment,
    read_stamp,
)
from rakor.settings import Settings, parse_edition, parse_stale_after

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


_TIMES = st.times().map(lambda time: time.replace(microsecond=0))


@given(st.text(), st.text(), st.none() | st.dates(), st.integers(0, 9999), st.none() | st.times())
def test_what_the_stamp_says_is_read_back(
    name: str, url: str, date: dt.date | None, days: int, time: dt.time | None
) -> None:
    stamp = Stamp("0123456789ab", name, url, date, days, time)
    assert read_stamp(stamp.script()) == stamp


@given(st.lists(st.tuples(st.dates(dt.date(1000, 1, 1)), st.none() | _TIMES), min_size=2))
def test_moments_are_ordered_as_text(moments: list[tuple[dt.date, dt.time | None]]) -> None:
    """A day alone stands before its times, midnight included; no date before everything."""
    in_time = sorted(moments, key=lambda pair: (pair[0], pair[1] is not None, pair[1] or dt.time()))
    assert sorted(moment(*pair) for pair in moments) == [moment(*pair) for pair in in_time]
    assert all(moment(None, None) < moment(*pair) for pair in moments)


@given(st.dates(dt.date(1000, 1, 1)), st.none() | _TIMES)
def test_the_settings_say_which_moment(day: dt.date, time: dt.time | None) -> None:
    for text in (moment(day, time), moment(day, time).replace("T", " ").replace(":", ".")):
        assert parse_edition(text) == (day, time)
        # YAML reads dates and times itself where they have its form.
        assert parse_edition(yaml.safe_load(text)) == (day, time)
        settings = Settings("Contoh", edition=day, edition_time=time)
        assert Settings.from_json(settings.to_json()) == settings


@pytest.mark.parametrize(
    "value", ["kemarin", "2026-02-30", "2026-11-20 25.00", "2026-11-20 9", "26-11-20", 20261120]
)
def test_what_is_no_moment_is_told(value: object) -> None:
    with pytest.raises(FrameError, match=r"edisi: 2024-11-26 14\.30"):
        parse_edition(value)


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


def test_a_new_edition_of_the_same_content_changes_only_what_names_its_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "contoh"
    corpus.write_site(root, 3)
    trees = []
    for day in ("2026-11-20", "2026-11-21", "2026-11-21 09.00", "2026-11-21 14.30"):
        monkeypatch.setenv("RAKOR_EDISI", day)
        assert main(["build", "--root", str(root)]) == FINE
        site = root / "site"
        trees.append({p: p.read_bytes() for p in site.rglob("*") if p.is_file()})
    stamps = [read_stamp(tree[site / STAMP]) for tree in trees]
    assert [stamp.moment for stamp in stamps if stamp] == [
        "2026-11-20",
        "2026-11-21",
        "2026-11-21T09:00:00",
        "2026-11-21T14:30:00",
    ]
    differing = [
        {p.relative_to(site).as_posix() for p in one if one[p] != other[p]}
        for one, other in pairwise(trees)
    ]
    # The home page and the ledger say of which day they speak; neither names an hour.
    assert differing == [{STAMP, "index.html", "tindak-lanjut/index.html"}, {STAMP}, {STAMP}]
    assert all(one.keys() == trees[0].keys() for one in trees)
