"""A meeting of several days stands on every month it touches, and is not past while it lasts."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from collection import bulletin, catalogue
from hypothesis import given
from hypothesis import strategies as st

from rakor.pages import Materials, compose, plan

DAYS = st.dates(dt.date(2023, 11, 1), dt.date(2025, 2, 28))


def shown(found: list, edition: dt.date | None = None) -> dict[str, str]:  # type: ignore[type-arg]
    """The content of each page."""
    made = catalogue(found, edition)
    return {page.address: compose(page, made, Materials()).content for page in plan(made)}


@given(st.lists(st.tuples(DAYS, st.integers(0, 70)), min_size=1, max_size=4))
def test_each_month_that_a_meeting_touches_has_a_page_that_shows_it(
    meetings: list[tuple[dt.date, int]],
) -> None:
    found = [
        bulletin(day=day, name=f"contoh-{n}", end=day + dt.timedelta(days=length))
        for n, (day, length) in enumerate(meetings)
    ]
    made = catalogue(found)
    pages = {page.address: page for page in plan(made) if page.section == "tanggal"}
    touched: dict[str, set[str]] = {}
    for one in found:
        for step in range((one.end - one.start).days + 1):
            day = one.start + dt.timedelta(days=step)
            touched.setdefault(f"tanggal/{day.year}/{day.month:02d}/index.html", set()).add(one.id)
            assert f"tanggal/{day.year}/index.html" in pages
    months = {
        address for address in pages if re.fullmatch(r"tanggal/\d+/\d\d/index\.html", address)
    }
    assert months == set(touched)
    for address, ids in touched.items():
        content = compose(pages[address], made, Materials()).content
        for of in ids:
            assert f"buletin/{of}.html" in content
    for page in pages.values():
        content = compose(page, made, Materials()).content
        for anchor in re.findall(r'href="#([^"]+)"', content):
            assert f'id="{anchor}"' in content


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (dt.date(2025, 1, 30), dt.date(2025, 2, 2), (1, 2)),
        (dt.date(2024, 12, 30), dt.date(2025, 1, 2), (1, 2)),
        (dt.date(2024, 11, 20), dt.date(2025, 1, 1), (1,)),
    ],
)
def test_the_calendar_marks_the_days_on_which_it_goes_on(
    first: dt.date, last: dt.date, days: tuple[int, ...]
) -> None:
    pages = shown([bulletin(day=first, end=last)])
    content = pages[f"tanggal/{last.year}/{last.month:02d}/index.html"]
    assert content.count(": rapat berlanjut<") == len(days)
    for day in days:
        assert f'<a class="rk-square running" href="#berlanjut">{day}<' in content
    assert "1 rapat berlanjut dari bulan sebelumnya" in content


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        (dt.date(2025, 3, 9), "Rapat mendatang"),
        (dt.date(2025, 3, 10), "Rapat ini sedang berlangsung"),
        (dt.date(2025, 3, 12), "Rapat ini sedang berlangsung"),
        (dt.date(2025, 3, 14), "Rapat ini sedang berlangsung"),
        (dt.date(2025, 3, 15), "hasilnya belum tercatat"),
        (None, "Rapat mendatang"),
    ],
)
def test_a_meeting_is_not_past_while_it_lasts(edition: dt.date | None, words: str) -> None:
    one = bulletin(day=dt.date(2025, 3, 10), end=dt.date(2025, 3, 14), status="rencana")
    page = shown([one], edition)[f"buletin/{one.id}.html"]
    assert words in page
    assert ("sudah lewat" in page) is (words == "hasilnya belum tercatat")
