"""From nothing to the first published bulletin by the guide alone, every step counted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import requirement

from rakor.cli.main import FINE, main
from rakor.source.writer import Writer

GUIDE = requirement.REPOSITORY / "docs" / "panduan" / "situs-sendiri.md"
TITLE = "Rakor karangan untuk pengujian langkah pertama"


def steps() -> list[str]:
    text = GUIDE.read_text(encoding="utf-8")
    part = text.partition("**Di Linux dan macOS**")[2].partition("**Di Windows**")[0]
    return re.findall(r"^\d+\. (.+)$", part, re.M)


def test_the_guide_needs_eight_steps_at_most() -> None:
    found = steps()
    assert 0 < len(found) <= 8
    commands = re.findall(r"rakor (\w+)", " ".join(found))
    assert commands == ["init", "new", "build", "usb"]


def test_the_steps_lead_to_a_bulletin_on_a_stick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "keadaan"))
    answers = ("--name", "Kantor", "--region", "74.06", "--publisher", "Bagian Contoh")
    assert main(["init", "situs", *answers]) == FINE
    monkeypatch.chdir(tmp_path / "situs")
    assert main(["new", "--date", "2026-10-01", "--title", TITLE]) == FINE
    made = re.findall(r"Dibuat: (\S+)", capsys.readouterr().out)
    place = Path(made[0])
    assert "kabupaten-bombana" in made[0]  # its own region was not asked for
    for example in Path("bulletins").rglob("*-contoh-*.md"):
        example.unlink()
    writer = Writer(place.read_bytes())
    writer.set(("penyelenggara",), "Pemkab Bombana")
    writer.set(("instansi",), ["Pemkab Bombana"])
    writer.set(("topik",), ["pangan"])
    writer.set(("ringkasan",), "Kalimat karangan untuk pengujian saja.")
    writer.set(("sumber",), [{"nama": "Karangan untuk pengujian"}])
    text = writer.to_bytes().replace(b"status: draf\n", b"")
    place.write_bytes(text + b"Kalimat karangan untuk pengujian saja.\n")
    assert main(["build"]) == FINE
    page = Path("site") / "buletin" / place.relative_to("bulletins").with_suffix(".html")
    assert TITLE in page.read_text(encoding="utf-8")
    assert main(["usb", str(tmp_path / "stik")]) == FINE
    copied = tmp_path / "stik" / "data" / page.relative_to("site")
    assert copied.read_bytes() == page.read_bytes()
