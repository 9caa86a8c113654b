"""From nothing to the first published bulletin by the guide alone, every step counted."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import requirement

from rakor import serve
from rakor.cli.main import FINE, main
from rakor.source.writer import Writer
from rakor.starter.site import NewSite, files_of
from rakor.starter.wheel import Wheel

GUIDE = requirement.REPOSITORY / "docs" / "panduan" / "situs-sendiri.md"
SVG = "{http://www.w3.org/2000/svg}"
AT_HOME = "http://127.0.0.1:8000"
TITLE = "Rakor karangan untuk pengujian langkah pertama"


def steps(system: str) -> list[str]:
    text = GUIDE.read_text(encoding="utf-8")
    part = text.partition(f"**Di {system}**")[2].partition("\n\n1. ")[2]
    return re.findall(r"^\d+\. (.+(?:\n   .+)*)$", "1. " + part.partition("\n\n")[0], re.M)


@pytest.mark.parametrize(
    ("system", "most", "used"),
    [
        ("Linux dan macOS", 8, ["init", "new", "build", "usb"]),
        ("Windows", 6, ["init", "usb"]),
    ],
)
def test_the_guide_needs_few_steps(system: str, most: int, used: list[str]) -> None:
    found = steps(system)
    assert 0 < len(found) <= most
    assert re.findall(r"rakor (\w+)", " ".join(found)) == used


def test_pictures_for_windows_show_what_is_written() -> None:
    """They are drawn, not taken: their words are those of the command file and of the preview."""
    folder = GUIDE.parent
    spoken = (requirement.REPOSITORY / "mulai.cmd").read_text("ascii").replace("\n  echo ", " ")
    spoken += inspect.getsource(serve).replace("{at}{AT}", f"{AT_HOME}/tulis/")
    spoken = " ".join(spoken.replace("{at}", AT_HOME).split())
    for name in ("windows-mulai.svg", "windows-python.svg"):
        root = ElementTree.parse(folder / name).getroot()
        title, *lines = (one.text for one in root.iter(f"{SVG}text"))
        assert title == "mulai.cmd"
        said = " ".join(" ".join(line or "" for line in lines).split())
        for sentence in re.split(r"(?<=\.) (?=[A-Z])|(?<=/) (?=[A-Z])", said):
            assert sentence in spoken, sentence
    names = [
        one.text for one in ElementTree.parse(folder / "windows-folder.svg").iter(f"{SVG}text")
    ]
    wheel = Wheel("rakor-9-py3-none-any.whl", "0" * 64, data=b"PK")
    made = files_of(NewSite("Kantor", None, "Kantor"), dt.date(2026, 1, 1), wheel)
    shown = {name.split("/")[0] for name in made if not name.startswith(".")}
    assert sorted(names[1:]) == sorted(shown)


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
