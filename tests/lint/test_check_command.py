"""Excuses, levels, standard input, schema, memory: how the checks are lived with."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import bulletin_text
import jsonschema
import pytest
import yaml
from bulletin_text import FOLDER, NAME, put

from rakor.bulletin import Status
from rakor.cli.main import main
from rakor.content import keys
from rakor.content.json_schema import schema
from rakor.diagnostics import Severity
from rakor.lint.catalogue import CATALOGUE
from rakor.lint.linter import check
from rakor.lint.project_check import check_project

REPOSITORY = Path(__file__).parents[2]
TODAY = dt.date(2024, 12, 1)
WRONG = "Rapat diikuti 30 kecamatan."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Contoh\n")
    root = bulletin_text.project(tmp_path)
    (root / "bulletins" / FOLDER / "undangan.pdf").write_bytes(b"%PDF-1.4 contoh")
    return root


def codes(root: Path, paths: list[Path] | None = None) -> list[str]:
    return [problem.code for problem in check(root, paths).problems]


# --- excuses ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        f"\n{WRONG} <!-- rakor: abaikan RK401 sumber menghitung yang lama -->\n",
        f"\n<!-- rakor: abaikan RK401 sumber menghitung yang lama -->\n\n{WRONG}\n",
        f"\n<!--Rakor : abaikan RK401, RK804: sumber menghitung yang lama-->\n{WRONG}\n",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_is_excused_with_a_reason(root: Path, body: str, end: str) -> None:
    put(root, NAME, bulletin_text.text(body=body).replace("\n", end))
    problems = check(root).problems
    assert [(p.code, p.severity) for p in problems] == [("RK171", Severity.NOTE)]
    assert "sumber menghitung yang lama" in problems[0].cause
    assert check(root).errors == check(root).warnings == ()


def test_an_error_of_the_text_may_be_excused_and_is_published(root: Path) -> None:
    line = "Rapat pada Rabu (14/11/2024). <!-- rakor: abaikan RK311 begitu tercetak di undangan -->"
    put(root, NAME, bulletin_text.text(body=f"\n{line}\n"))
    assert codes(root) == ["RK171"]
    assert NAME.removesuffix(".md") in [bulletin.id for bulletin in check(root).bulletins]


def test_excuses_in_the_front_matter(root: Path) -> None:
    line = "waktu: 09.00 WITA  # rakor: abaikan RK324 undangan memakai waktu Denpasar"
    put(root, NAME, bulletin_text.text(line))
    assert codes(root) == ["RK171"]
    put(
        root, NAME, bulletin_text.text(f"# rakor: abaikan RK324 undangan memakai WITA\n{line[:17]}")
    )
    assert codes(root) == ["RK171"]


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("rakor: abaikan RK401", ["RK401", "RK172"]),
        ("rakor: abaikan sumber menghitung yang lama", ["RK401", "RK172"]),
        ("rakor: abaikan RK499 sumber menghitung yang lama", ["RK401", "RK172"]),
        ("rakor: abaikan RK132 sumber menghitung yang lama", ["RK401", "RK172"]),
        ("rakor: abaikan RK803 sumber menghitung yang lama", ["RK401", "RK173"]),
        ("catatan biasa", ["RK401"]),
    ],
)
def test_incomplete_and_idle_excuses(root: Path, comment: str, found: list[str]) -> None:
    put(root, NAME, bulletin_text.text(body=f"\n{WRONG} <!-- {comment} -->\n"))
    assert codes(root) == found


# --- levels ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("levels", "severity"),
    [
        ("RK401: galat", Severity.ERROR),
        ("RK401: peringatan", Severity.WARNING),
        ("rk401: Catatan", Severity.NOTE),
        ("RK4: catatan", Severity.NOTE),
        ("RK4: catatan\n    RK401: galat", Severity.ERROR),
        ("RK401: mati", None),
        ("RK4: mati", None),
    ],
)
def test_levels(root: Path, levels: str, severity: Severity | None) -> None:
    config = f"site_name: !ENV [A, b]\nextra:\n  pemeriksaan:\n    {levels}\n"
    (root / "mkdocs.yml").write_text(config)
    put(root, NAME, bulletin_text.text(body=f"\n{WRONG}\n"))
    found = [p.severity for p in check(root).problems]
    assert found == ([] if severity is None else [severity])


@pytest.mark.parametrize(
    ("levels", "line"),
    [
        ("    RK999: mati", 3),
        ("    RK401: hilang", 3),
        ("    RK401: [mati]", 3),
        ("    RK132: mati", 3),
        ("    RK801: mati\n    RK132: peringatan", 4),
    ],
)
def test_wrong_levels_are_told_with_their_place(root: Path, levels: str, line: int) -> None:
    (root / "mkdocs.yml").write_text(f"extra:\n  pemeriksaan:\n{levels}\n")
    found = check(root).problems
    assert [(p.file, p.code, p.span.line) for p in found] == [("mkdocs.yml", "RK174", line)]


def test_a_family_switched_off_keeps_what_is_needed(root: Path) -> None:
    (root / "mkdocs.yml").write_text("extra:\n  pemeriksaan:\n    RK1: mati\n    RK3: mati\n")
    put(root, NAME, bulletin_text.text("tanggal: 2024-11-31\ntempat:"))
    assert codes(root) == ["RK302"]


@pytest.mark.parametrize(
    "config", ["", "extra: [", "extra:\n  pemeriksaan:\n", "- a\n", "extra: 1"]
)
def test_other_configurations_say_nothing(root: Path, config: str) -> None:
    (root / "mkdocs.yml").write_text(config)
    assert codes(root) == []


# --- together --------------------------------------------------------------------------------


def test_two_bulletins_of_one_meeting(root: Path) -> None:
    put(root, NAME, bulletin_text.text())
    other = f"{FOLDER}/2024-11-14-dari-sumber-lain.md"
    put(root, other, bulletin_text.text("judul: Koordinasi contoh dari sumber pengujian"))
    assert [(p.code, p.file) for p in check(root).problems] == [
        ("RK706", f"bulletins/{max(other, NAME)}")
    ]
    for extra in (
        "terkait:\n  - " + NAME.removesuffix(".md"),
        "waktu: 13.00 WIB\njudul: Rapat tahap 2",
        "penyelenggara: Polres Probolinggo",
        "topik:\n  - keamanan",
        "status: dicabut",
    ):
        put(root, other, bulletin_text.text(extra))
        assert codes(root) == []


def test_anchors_of_other_bulletins(root: Path) -> None:
    other = f"{FOLDER}/2024-11-15-lain.md"
    put(root, other, bulletin_text.text("tanggal: 2024-11-15", "\n## Arahan Bupati\n\nIsi.\n"))
    link = "[a](2024-11-15-lain.md#arahan-{}) dan [b](2024-11-15-lain.md)"
    put(root, NAME, bulletin_text.text(body=f"\n{link.format('bupati')}\n"))
    assert codes(root) == []
    put(root, NAME, bulletin_text.text(body=f"\n{link.format('gubernur')}\n"))
    assert codes(root) == ["RK605"]
    assert codes(root, [root / "bulletins" / NAME]) == ["RK605"]


# --- editors ---------------------------------------------------------------------------------


def _stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))


def test_standard_input(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _stdin(monkeypatch, bulletin_text.text(body=f"\n{WRONG}\n"))
    assert main(["check", "-", "--root", str(root), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["code"], found["line"], found["column"]) == ("RK401", 15, 15)
    _stdin(monkeypatch, bulletin_text.text("tanggal: 2024-11-15"))
    name = str(root / "bulletins" / NAME)
    assert main(["check", "-", "--stdin-name", name, "--root", str(root)]) == 1
    assert f"bulletins/{NAME}:" in capsys.readouterr().out
    assert main(["check", "-", "--fix", "--root", str(root)]) == 1


def _front(path: Path) -> object:
    # Values are strings to Rakor; a schema is held against what YAML makes of them as text.
    head = path.read_text(encoding="utf-8").split("\n---\n")[0].removeprefix("---\n")
    return yaml.load(head, yaml.BaseLoader)  # noqa: S506 - strings and nothing else


def test_the_schema_is_one_and_fits_every_shipped_bulletin(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["schema"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert written == schema()
    jsonschema.Draft202012Validator.check_schema(written)
    validator = jsonschema.Draft202012Validator(written)
    for path in (REPOSITORY / "bulletins").rglob("20*.md"):
        assert [error.message for error in validator.iter_errors(_front(path))] == [], path
    assert not validator.is_valid({"judul": "Rapat"})
    wrong = dict(yaml.safe_load(json.dumps(_front(path))))
    assert not validator.is_valid({**wrong, "lokasi": "Aula"})
    assert not validator.is_valid({**wrong, "mode": "offline"})
    assert not validator.is_valid({**wrong, "tanggal": "14/11/2024"})


def test_settings_of_front_matter_have_every_key() -> None:
    settings = json.loads((REPOSITORY / "frontmatter.json").read_text(encoding="utf-8"))
    fields = settings["frontMatter.taxonomy.contentTypes"][0]["fields"]
    assert {field["name"] for field in fields} == keys.BULLETIN.keys()
    required = {field["name"] for field in fields if field.get("required")}
    assert required == {key.name for key in keys.BULLETIN.values() if key.required}
    states = next(field["choices"] for field in fields if field["name"] == "status")
    assert states == [str(status) for status in Status]
    topics = next(field["choices"] for field in fields if field["name"] == "topik")
    assert topics == list(check(REPOSITORY).topics.names)


def test_workflows_and_hooks_run_commands_that_exist() -> None:
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["entry"] for hook in hooks] == ["rakor check", "rakor check --fix"]
    for name in (".github/workflows/buletin.yml", ".gitlab-ci.yml"):
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        assert yaml.safe_load(text)
        form = "github" if "github" in name else "gitlab"
        assert f"rakor check --format {form} --since" in text
        assert ".ci/edisi site" in text
    edition = REPOSITORY / ".ci/edisi"
    assert os.access(edition, os.X_OK)
    assert '"$rakor" build --clean' in edition.read_text(encoding="utf-8")


def test_every_rule_says_whether_it_can_be_mended() -> None:
    fixable = {code for code, rule in CATALOGUE.items() if rule.fixable}
    broken = check(Path(__file__).parents[1] / "broken").problems
    assert {p.code for p in broken if p.fix} == fixable - {"RK713", "RK718", "RK719"}


# --- memory ----------------------------------------------------------------------------------


def said(root: Path) -> list[str]:
    return [f"{p.file} {p.code} {p.fix}" for p in check_project(root, TODAY, 1).problems]


def afresh(root: Path) -> list[str]:
    return [f"{p.file} {p.code} {p.fix}" for p in check(root, today=TODAY).problems]


def test_memory_never_differs_from_a_fresh_check(root: Path) -> None:
    bulletins = root / "bulletins"
    other = bulletins / FOLDER / "2024-11-15-lain.md"
    steps = [
        lambda: put(root, NAME, bulletin_text.text()),
        lambda: put(root, NAME, bulletin_text.text(body=f"\n{WRONG} yang yang\n")),
        lambda: put(
            root, NAME, bulletin_text.text("terkait:\n  - jawa-timur/2024/2024-11-20-lanjutan")
        ),
        (bulletins / "jawa-timur/2024/2024-11-20-lanjutan.md").unlink,
        lambda: put(root, NAME, bulletin_text.text(body="\n[a](2024-11-15-lain.md#satu)\n")),
        lambda: put(
            root,
            other.relative_to(bulletins).as_posix(),
            bulletin_text.text("tanggal: 2024-11-15", "\n## Satu\n"),
        ),
        lambda: put(
            root,
            other.relative_to(bulletins).as_posix(),
            bulletin_text.text("tanggal: 2024-11-15", "\n## Dua\n"),
        ),
        lambda: (bulletins / "topics.yml").write_text("keamanan: Keamanan\n"),
        lambda: (bulletins / "topics.yml").write_text("pilkada: Pilkada\n"),
        lambda: (root / "mkdocs.yml").write_text("extra:\n  pemeriksaan:\n    RK605: mati\n"),
        lambda: (root / ".rakor" / "state.sqlite3").write_bytes(b"rusak"),
        lambda: put(root, "agencies.yml", "x: {nama: X Contoh, jenis: salah, wilayah: '35.13'}\n"),
    ]
    for number, step in enumerate(steps):
        step()
        assert said(root) == afresh(root), number
        assert said(root) == afresh(root), number


def _again(*_: object, **__: object) -> None:
    pytest.fail("was read again")


def test_nothing_is_read_when_nothing_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, NAME, bulletin_text.text(body=f"\n{WRONG}\n"))
    time.sleep(0.15)  # until time stamps can be trusted
    assert len(said(root)) == 1
    monkeypatch.setattr("rakor.lint.linter.check", _again)
    assert len(said(root)) == 1
