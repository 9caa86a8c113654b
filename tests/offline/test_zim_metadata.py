"""What a ZIM file says of itself: titles of whole words, and a day only where there is one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.offline.zim import _metadata, short_title
from rakor.publish.edition import Stamp


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Rakor", "Rakor"),
        ("Catatan Rapat Koordinasi Kabupaten Probolinggo", "Catatan Rapat Koordinasi"),
        ("Catatan Rapat Koordinasi di Kabupaten Contoh", "Catatan Rapat Koordinasi"),
        ("Catatan rapat, keputusan, dan janji", "Catatan rapat, keputusan"),
        ("Rapat – Pemerintah Provinsi Kalimantan", "Rapat – Pemerintah Provinsi"),
        ("Rakor Kabupaten Contoh – Kota Lain", "Rakor Kabupaten Contoh – Kota"),
        ("a" * 40, "a" * 30),
        ("b" * 30, "b" * 30),
        ("b" * 30 + " c", "b" * 30),
    ],
)
def test_a_long_title_is_cut_at_a_word(name: str, title: str) -> None:
    assert short_title(name) == title


@given(st.lists(st.text("abcdi -–,", min_size=1, max_size=12), min_size=1).map(" ".join))
def test_a_title_is_short_and_begins_the_name(name: str) -> None:
    title = short_title(name)
    assert len(title) <= 30
    assert title
    if len(name) > 30 and title != name[:30]:
        words = name.split()
        assert title.split()[:-1] == words[: len(title.split()) - 1]


def test_the_day_is_that_of_the_edition_or_a_word() -> None:
    told = dict(_metadata(Stamp("0" * 12, "Contoh", date=dt.date(2026, 11, 28))))
    assert told["Date"] == "2026-11-28"
    assert dict(_metadata(Stamp("0" * 12)))["Date"] == "tanpa tanggal"


@pytest.mark.parametrize(
    ("site", "name"),
    [
        ("Rakor", "rakor_ind"),
        ("", "rakor_ind"),
        ("Rakor Kabupaten Bombana", "rakor-kabupaten-bombana_ind"),
        ('Kantor "A": <b> & *1*', "kantor-a-b-1_ind"),
        ("日本", "rakor_ind"),
    ],
)
def test_sites_have_names_of_their_own(site: str, name: str) -> None:
    assert dict(_metadata(Stamp("0" * 12, site)))["Name"] == name
