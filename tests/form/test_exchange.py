"""Posted forms taken apart: as browsers write them, and however else."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.form.exchange import BadForm, Upload, limit_of, read_form

KIND = "multipart/form-data; boundary=----batas"


def multipart(*parts: tuple[str, bytes]) -> bytes:
    made = b"".join(
        b"------batas\r\nContent-Disposition: form-data; "
        + head.encode()
        + b"\r\n\r\n"
        + data
        + b"\r\n"
        for head, data in parts
    )
    return made + b"------batas--\r\n"


def test_boxes_and_files_are_told_apart() -> None:
    body = multipart(
        ('name="judul"', "Rapat “contoh”".encode()),
        ('name="topik"', b"a"),
        ('name="topik"', b"b"),
        ('name="isi"', b"satu\r\n\r\ndua"),
        ('name="foto"; filename="a%22b.jpg"\r\nContent-Type: image/jpeg', b"\xff\xd8\r\n--\x00"),
        ('name="foto"; filename=""\r\nContent-Type: application/octet-stream', b""),
    )
    boxes, files = read_form(KIND, body)
    assert boxes == {"judul": ["Rapat “contoh”"], "topik": ["a", "b"], "isi": ["satu\r\n\r\ndua"]}
    assert files == (Upload("foto", 'a"b.jpg', b"\xff\xd8\r\n--\x00"),)


@given(st.binary(max_size=300))
def test_whatever_a_file_holds_arrives(data: bytes) -> None:
    if b"----batas" not in data:
        _, files = read_form(KIND, multipart(('name="f"; filename="x"', data)))
        assert files == (Upload("f", "x", data),)


@given(st.binary(max_size=200))
def test_damaged_forms_are_refused_and_nothing_else_happens(data: bytes) -> None:
    for kind in (KIND, "application/x-www-form-urlencoded", "application/json", "text/plain"):
        with suppress(BadForm):
            boxes, files = read_form(kind, data)
            assert all(isinstance(texts, list) for texts in boxes.values())
            assert sum(len(one.data) for one in files) <= len(data)


def test_a_form_that_was_cut_off_is_refused() -> None:
    body = multipart(('name="judul"', b"Rapat"))
    for size in range(len(body) - 4):
        with pytest.raises(BadForm):
            read_form(KIND, body[:size])


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/mixed", "text/html; boundary=x"])
def test_other_types_have_no_room(kind: str) -> None:
    assert limit_of(kind) == 0
