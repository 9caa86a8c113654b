"""The address of the site: taken as browsers take it, or refused in words."""

from __future__ import annotations

import pytest

from rakor.errors import FrameError
from rakor.settings import parse_site_url


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (None, ""),
        ("", ""),
        ("https://rakor.contoh.go.id", "https://rakor.contoh.go.id/"),
        ("https://contoh.go.id/rakor/", "https://contoh.go.id/rakor/"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("https://contoh.go.id/rapat%20koordinasi", "https://contoh.go.id/rapat%20koordinasi/"),
    ],
)
def test_an_address_ends_in_a_slash(written: str | None, url: str) -> None:
    assert parse_site_url(written) == url


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("https://contoh go.id/", "berisi spasi"),
        ("https://contoh.go.id/rapat koordinasi/", "berisi spasi"),
        (" https://contoh.go.id/", "site_url: https://contoh.go.id/"),
        ("https://contoh.go.id/\n", "site_url: https://contoh.go.id/"),
        ("https://contoh.go.id/\u00a0", "berisi spasi"),
        ("contoh.go.id", "bukan alamat"),
        ("ftp://contoh.go.id/", "bukan alamat"),
        ("https://contoh.go.id/?halaman", "bukan alamat"),
        ("https://contoh.go.id/#atas", "bukan alamat"),
        ("https://", "bukan alamat"),
        ("https://contoh.go.id/\u200b", "bukan alamat"),
    ],
)
def test_what_no_browser_takes_is_refused_in_words(written: str, said: str) -> None:
    with pytest.raises(FrameError) as refused:
        parse_site_url(written)
    assert said in str(refused.value)
    assert "Tulis, misalnya: site_url: https://" in str(refused.value)
    assert "\n" not in str(refused.value)
