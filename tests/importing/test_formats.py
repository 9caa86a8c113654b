"""One text gives the same values whatever file it came in, and no file does harm."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import documents
import pytest
from documents import MAKERS
from same_values import differing, texts_of

from rakor.importing import reading
from rakor.importing.gazetteer import Gazetteer
from rakor.importing.reading import UnreadableFile, read_bytes, read_file
from rakor.registry import Agencies, regions

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(Agencies(regions()))


@pytest.mark.parametrize("kind", MAKERS)
def test_same_values_from_every_format(kind: str, gazetteer: Gazetteer) -> None:
    texts = texts_of([HERE / "cases", HERE / "releases"])
    some = dict(list(texts.items())[::3])
    found = differing(some, kind, MAKERS[kind], gazetteer)
    assert len(found) <= len(some) // 20, found


@pytest.mark.browser
def test_same_values_from_what_a_browser_prints(tmp_path: Path, gazetteer: Gazetteer) -> None:
    texts = dict(list(texts_of([HERE / "cases"]).items())[:12:3])
    printed = lambda text: documents.pdf_by_chromium(text, tmp_path)  # noqa: E731
    assert not differing(texts, "chromium.pdf", printed, gazetteer)


def test_plain_text_is_taken_exactly(tmp_path: Path) -> None:
    text = "\ufeffRapat\r\nkoordinasi\tdi  Aula “Umpama”.\r\n"
    path = tmp_path / "siaran.txt"
    path.write_bytes(text.encode())
    assert read_file(path).text == text
    path.write_bytes("Jum’at “kerja”".encode("cp1252"))
    assert read_file(path).text == "Jum’at “kerja”"


def test_the_page_of_a_site_is_left_with_its_article() -> None:
    read = read_bytes(
        documents.html("Bupati Rekaan memimpin rapat.\nIa berterima kasih."), "a.html"
    )
    assert read.text.split("\n\n") == ["Bupati Rekaan memimpin rapat.", "Ia berterima kasih."]
    assert read.site == "Kabar Rekaan"


def test_what_was_deleted_in_word_is_gone() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = (
        f"<w:document {w}><w:body><w:p><w:r><w:t>Rapat </w:t></w:r><w:del><w:r><w:delText>lama "
        "</w:delText></w:r></w:del><w:ins><w:r><w:t>baru</w:t></w:r></w:ins><w:r><w:br/>"
        "<w:t>di aula</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Sel</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    assert read_bytes(documents.word_file(xml), "a.docx").text == "Rapat baru\ndi aula\n\nSel"


# --- files that are damaged, locked or made to harm --------------------------------------------


def _bomb() -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as file,
    ):
        for _ in range(60):
            file.write(b" " * 1_000_000)
    return made.getvalue()


def _lying_bomb() -> bytes:
    """An archive that says its file is small."""
    data = bytearray(_bomb())
    directory = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, 1000)
    return bytes(data)


def _with_flag(flag: int, method: int | None = None) -> bytes:
    data = bytearray(documents.docx("Rapat."))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        struct.pack_into("<H", data, at + 8, flag)
        if method is not None:
            struct.pack_into("<H", data, at + 10, method)
    return bytes(data)


def _entities() -> bytes:
    xml = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'
    return documents.word_file(xml)


HOSTILE: dict[str, tuple[bytes, str]] = {
    "bomb": (_bomb(), "a.docx"),
    "bomb that lies": (_lying_bomb(), "a.docx"),
    "encrypted": (_with_flag(1), "a.docx"),
    "unknown method": (_with_flag(0, 99), "a.docx"),
    "lzma": (documents.word_file("<x/>", zipfile.ZIP_LZMA), "a.docx"),
    "entities": (_entities(), "a.docx"),
    "cut off": (documents.docx("Rapat koordinasi.")[:200], "a.docx"),
    "no xml": (documents.word_file("ini bukan XML"), "a.docx"),
    "no archive": (b"PK\x05\x06" + b"\0" * 18, "a.docx"),
    "old word": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.doc"),
    "rtf": (b"{\\rtf1 Rapat}", "a.rtf"),
    "no pdf": (b"Rapat", "a.pdf"),
    "damaged pdf": (b"%PDF-1.7\n" + b"\xff" * 5000, "a.pdf"),
    "cut off pdf": (documents.pdf_by_reportlab("Rapat koordinasi di aula.")[:400], "a.pdf"),
    "binary": (bytes(range(256)) * 20, "a.txt"),
    "empty": (b"   \n", "a.txt"),
    "empty page": (b"<!doctype html><html><body></body></html>", "a.html"),
    "too long": (b"a " * 300_000, "a.txt"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_bad_files_are_refused_in_words(name: str) -> None:
    data, called = HOSTILE[name]
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(data, called)
    message = str(refusal.value)
    assert called in message
    assert message.endswith(".")
    assert "Traceback" not in message


def test_deep_pages_are_read() -> None:
    page = "<html><body>" + "<div>" * 20_000 + "<p>Rapat koordinasi.</p>" + "</div>" * 20_000
    assert "Rapat koordinasi." in read_bytes(page.encode(), "a.html").text


def test_a_reader_that_hangs_or_dies_ends_in_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_SECONDS", 0.001)
    with pytest.raises(UnreadableFile, match="terlalu lama"):
        read_bytes(documents.docx("Rapat."), "a.docx")


def test_missing_libraries_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pypdf.py").write_text("raise ModuleNotFoundError(name='pypdf')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", "")
    real = reading.subprocess.run

    def run(command: list[str], **options: Any) -> Any:
        options["env"]["PYTHONPATH"] = f"{tmp_path}:{options['env']['PYTHONPATH']}"
        return real(command, **options)

    monkeypatch.setattr(reading.subprocess, "run", run)
    with pytest.raises(UnreadableFile, match=r"pypdf belum terpasang.*pip install"):
        read_bytes(documents.pdf_by_reportlab("Rapat."), "a.pdf")


def test_plain_text_and_word_need_no_library() -> None:
    import subprocess
    import sys

    code = (
        "import sys; sys.modules['pypdf'] = sys.modules['selectolax'] = None\n"
        "from rakor.importing.reading import _read_docx\n"
        "print(_read_docx(sys.stdin.buffer.read()).text)"
    )
    package = str(Path(reading.__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=documents.docx("Rapat koordinasi."),
        capture_output=True,
        env={"PYTHONPATH": package, "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    assert done.stdout.decode().strip() == "Rapat koordinasi."
