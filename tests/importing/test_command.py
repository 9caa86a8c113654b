"""``rakor import`` as its users run it."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import documents
import pytest

from rakor.cli.main import main
from rakor.lint.linter import check

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.txt"))
ALLOWED = {"RK132", "RK150", "RK151", "RK152", "RK211", "RK212", "RK213"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    repository = HERE.parents[1]
    folder = tmp_path / "situs"
    (folder / "bulletins").mkdir(parents=True)
    shutil.copy(repository / "mkdocs.yml", folder)
    shutil.copy(repository / "bulletins" / "topics.yml", folder / "bulletins")
    return folder


def _import(root: Path, *arguments: object) -> int:
    return main(["import", "--root", str(root), *map(str, arguments)])


def test_the_draft_lies_at_its_place(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _import(root, CASES[0]) == 0
    path = next((root / "bulletins").rglob("*.md"))
    shown = path.relative_to(root / "bulletins").as_posix()
    assert shown.startswith("jawa-timur/kabupaten-jember/2024/2024-02-05-rakor-")
    said = capsys.readouterr().out
    assert path.name in said
    assert "Rapat pada Senin, 5 Februari 2024 di Aula PB Sudirman Rekaan" in said
    assert "dipimpin Wakil Bupati Jember Seno Contohan, dihadiri 5 instansi." in said
    assert "Masih perlu ditulis: ringkasan, sumber" in said
    text = path.read_text(encoding="utf-8")
    assert 'wilayah: "35.09"\n' in text
    assert "tanggal: 2024-02-05\n" in text
    assert "status: draf\n" in text
    body = text.rpartition("---\n")[2].strip().splitlines()
    assert body
    assert all(line.startswith(">>> ") for line in body)


def test_no_file_is_ever_overwritten(root: Path) -> None:
    for _ in range(3):
        assert _import(root, "--no-text", CASES[0]) == 0
    drafts = sorted((root / "bulletins").rglob("*.md"))
    assert len(drafts) == 3
    assert ">>>" not in drafts[0].read_text(encoding="utf-8")


def test_drafts_have_no_other_problems_than_what_is_left_to_write(root: Path) -> None:
    texts = sorted(
        path
        for folder in ("cases", "held_out", "releases", "unseen")
        for path in (HERE / folder).iterdir()
        if path.suffix in (".txt", ".html")
    )
    assert _import(root, *texts) == 0
    result = check(root)
    assert {problem.code for problem in result.problems} <= ALLOWED
    assert len(list((root / "bulletins").rglob("*.md"))) == len(texts)


def test_what_is_open_waits_beside_its_key(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Rapat koordinasi digelar Polres Bintan di Aula Umpama, Selasa (20/8)."
    (root / "siaran.txt").write_text(text, encoding="utf-8")
    assert _import(root, root / "siaran.txt") == 0
    path = next((root / "bulletins").rglob("*.md"))
    lines = path.read_text(encoding="utf-8").splitlines()
    key = next(i for i, line in enumerate(lines) if line.startswith("# tanggal:"))
    assert lines[key - 1].startswith("# ")
    assert "2024-08-20" in "".join(lines[key - 2 : key])
    assert "Tahunnya tidak disebut" in capsys.readouterr().out


def test_json_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(root.rglob("*"))
    assert _import(root, "--format", "json", CASES[0], CASES[4]) == 0
    assert sorted(root.rglob("*")) == before
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["file"] for one in lines] == [str(CASES[0]), str(CASES[4])]
    first = lines[0]
    assert first.keys() == {"file", "text", "fields", "questions", "problems"}
    assert first["text"] == CASES[0].read_text(encoding="utf-8")
    assert first["fields"]["status"]["value"] == "terbit"
    host = first["fields"]["agencies"][0]
    assert host.keys() >= {"value", "label", "role", "represented", "evidence", "confidence"}
    assert lines[1]["problems"][0]["code"] == "RK311"
    assert lines[1]["questions"][0]["candidates"]
    for one in lines:
        for evidence in _evidence(one):
            assert one["text"][evidence["start"] : evidence["end"]] == evidence["text"]


def _evidence(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        found = [e for value in part.values() for e in _evidence(value)]
        return [part, *found] if part.keys() == {"start", "end", "text"} else found
    return [e for value in part for e in _evidence(value)] if isinstance(part, list) else []


def test_pasted_text_and_files_that_cannot_be_read(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pasted(io.StringIO):
        buffer = io.BytesIO(CASES[0].read_bytes())

    monkeypatch.setattr("sys.stdin", Pasted())
    (root / "rusak.docx").write_bytes(documents.docx("Rapat.")[:100])
    assert _import(root, root / "tidak-ada.txt", root / "rusak.docx", "-") == 1
    shown = capsys.readouterr()
    assert "tidak-ada.txt tidak ada" in shown.err
    assert "rusak.docx" in shown.err
    assert "Rapat pada Senin, 5 Februari 2024" in shown.out


def test_wrong_use(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["import", "--root", str(root)])
    assert end.value.code == 2
    assert "BERKAS" in capsys.readouterr().err


def test_a_draft_is_not_published_with_its_sources_sentences(root: Path) -> None:
    assert _import(root, CASES[0]) == 0
    path = next((root / "bulletins").rglob("*.md"))
    text = path.read_text(encoding="utf-8")
    assert "RK808" not in {problem.code for problem in check(root).problems}
    path.write_text(text.replace("status: draf\n", ""), encoding="utf-8")
    (problem,) = [p for p in check(root).problems if p.code == "RK808"]
    assert problem.severity.value == "galat"
    body = (
        text.rpartition("---\n")[0].replace("status: draf\n", "") + "---\n\n```\n>>> 1 + 1\n```\n"
    )
    path.write_text(body, encoding="utf-8")
    assert "RK808" not in {problem.code for problem in check(root).problems}
