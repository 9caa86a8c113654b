"""No name and no value commands a terminal, in any command and format."""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path

import copies
import corpus
import pytest
import requirement

from rakor.cli.main import main
from rakor.offline.bundle import from_site
from rakor.offline.sync import copy
from rakor.printable import UNSAFE

PACKAGE = requirement.REPOSITORY / "hooks" / "rakor"
FORGED = "\x1b[1A\x1b[2KUtuh dan asli: edisi 1"
NAMES = [
    f"x{FORGED}.html",
    "baris\nUtuh: edisi ab12, 3 berkas..html",
    "gnp\u202egpj.exe",
    "\x9b2J.txt",
    "kosong\u200b.md",
    "kembali\rUtuh.txt",
]

pytestmark = [
    pytest.mark.usefixtures("without_flush_of_copies"),
    pytest.mark.skipif(os.name == "nt", reason="Windows has no such names"),
]


@pytest.fixture
def without_flush_of_copies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("situs") / "contoh"
    corpus.write_site(root, 2)
    for name in NAMES:
        (root / "bulletins" / name).write_text("x", encoding="utf-8")
    bulletin = sorted((root / "bulletins").rglob("20*.md"))[0]
    text = bulletin.read_text(encoding="utf-8")
    bulletin.write_text(
        text.replace("judul:", f'tak dikenal: "{ascii(FORGED)[1:-1]}\\nUtuh"\njudul:', 1)
        + f"\nSenin, 14/11/2024 {FORGED} \u202eabc\n",
        encoding="utf-8",
    )
    return root


def assert_harmless(said: str) -> None:
    for line in said.split("\n"):
        found = UNSAFE.search(line.replace("\t", " "))
        assert not found, ascii(line)
        assert not line.startswith(("Utuh", "baris\n")), line


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab"])
def test_a_check(form: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(root), "--format", form]) == 1
    said = capsys.readouterr()
    assert_harmless(said.out + said.err)
    if form in {"sarif", "gitlab"}:
        json.loads(said.out)
    if form == "json":
        assert all(json.loads(line) for line in said.out.splitlines())


@pytest.mark.parametrize("options", [["build"], ["check", "--diff"], ["check", "--fix"]])
def test_other_commands(options: list[str], root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([*options, "--root", str(root)])
    said = capsys.readouterr()
    assert_harmless(said.out + said.err)


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_copies(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = copies.write_site(tmp_path / "situs", copies.pages(2))
    stick = tmp_path / "stik"
    copy(from_site(site), stick, verify=False)
    (stick / "data" / name).write_bytes(b"x")
    (stick / f"BUKA-SAYA{name}").write_bytes(b"x")
    for arguments in (
        ["verify", str(stick)],
        ["verify", str(stick), "--format", "json"],
        ["usb", "--site-dir", str(site), str(stick)],
        ["usb", "--site-dir", str(site), str(tmp_path / name / "tidak ada")],
        ["verify", str(tmp_path / name)],
        ["explain", name],
    ):
        main(arguments)
        said = capsys.readouterr()
        assert_harmless(said.out + said.err)
        assert said.out or said.err


def test_nobody_prints_by_itself() -> None:
    """What goes to a person goes through ``say``."""
    wrong = [
        f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
        and not path.name.startswith("make_")
    ]
    assert not wrong
