"""What a file is, whatever its name says."""

from __future__ import annotations

import foreign
import pytest

from rakor.formats.signatures import content_kind, endings_of, fits

OTHERS = {
    "empty": b"",
    "zeros": bytes(100),
    "blanks": b" \r\n",
    "lfs": b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
    "html": b"<!DOCTYPE html><html></html>",
    "html-late": b"\xef\xbb\xbf\r\n  <!-- masuk -->\n<HTML><body>",
    "html-xml": b'<?xml version="1.0"?>\n<html xmlns="a">',
    "exe": b"MZ\x90\0\3\0",
    "elf": b"\x7fELF\2\1\1",
    "script": b"#!/bin/sh\nrm -rf x\n",
    "shortcut": b"L\0\0\0\x01\x14\x02\0",
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0",
    "film": b"\0\0\0\x18ftypmp42\0\0\0\0",
    "gif": b"GIF89a\1\0\1\0",
    "rar": b"Rar!\x1a\x07\0",
    "rtf": b"{\\rtf1}",
    "pptx": foreign.office({"ppt/presentation.xml": "<p/>"}),
    "apk": foreign.office({"AndroidManifest.xml": "x", "classes.dex": "x"}),
    "noise": bytes(range(256)),
}


@pytest.mark.parametrize("name", foreign.samples())
def test_good_files_fit_their_names_and_no_other_type(name: str) -> None:
    data = foreign.samples()[name]
    own = name.rpartition(".")[2]
    assert fits(own, content_kind(data))
    if own in {"csv", "txt"}:
        others = {"pdf", "jpg", "png", "webp", "docx", "xlsx", "odt", "ods"}
    else:
        others = {"pdf", "jpg", "png", "webp", "docx", "xlsx", "csv"} - {own}
    assert not [ending for ending in others if fits(ending, content_kind(data))]


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("ending", ["pdf", "jpg", "png", "webp", "docx", "xlsx", "odt", "ods"])
def test_what_is_something_else_fits_no_name(name: str, ending: str) -> None:
    assert not fits(ending, content_kind(OTHERS[name]))


@pytest.mark.parametrize("name", sorted(OTHERS.keys() - {"noise"}))
def test_what_is_no_text(name: str) -> None:
    assert not fits("csv", content_kind(OTHERS[name]))


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfnama;nilai\r\n",
        "nama;nilai\r\n".encode("utf-16"),
        "Rp1.000 – é\n".encode("cp1252"),
        b"x < y dan y > z",
    ],
)
def test_texts(data: bytes) -> None:
    assert fits("csv", content_kind(data))


def test_a_pdf_may_begin_a_little_late() -> None:
    assert fits("pdf", content_kind(b"\r\n\r\n%PDF-1.4"))


def test_endings() -> None:
    assert endings_of("jpeg") == ("jpg", "jpeg")
    assert endings_of("gif") == ()
