"""What a check believes of files that have not changed."""

from __future__ import annotations

from pathlib import Path

import bulletin_text
import pytest
from bulletin_text import NAME, put

from rakor.incremental.state import State
from rakor.lint.known import keep_known, known_files
from rakor.lint.linter import check
from rakor.source import scan

LATER = "jawa-timur/2024/2024-11-20-lanjutan"
OTHER = NAME.replace("contoh", "lain")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two bulletins, of which one has a follow-up that goes on as an item of a third."""
    monkeypatch.setattr(scan, "_GRAIN", 0)  # a file that was just written may be believed
    root = bulletin_text.project(tmp_path)
    moved = (
        f"tindak_lanjut:\n  - isi: Doa.\n    dialihkan:\n      buletin: {LATER}\n      butir: doa"
    )
    put(root, NAME, bulletin_text.text(moved))
    put(root, OTHER, bulletin_text.text("judul: Rapat lain tentang logistik", "\nIsi lain.\n"))
    put(root, f"{LATER}.md", _later())
    return root


def _later(item: str = "doa", body: str = "") -> str:
    head = "wilayah: Jawa Timur\ntanggal: 2024-11-20\npenyelenggara: KPU RI"
    link = "\n[Undangan](../kabupaten-probolinggo/2024/undangan.pdf).\n"
    return bulletin_text.text(f"{head}\ntindak_lanjut:\n  - isi: Doa.\n    id: {item}", link + body)


def _check(root: Path) -> tuple[set[str], list[str]]:
    """Which bulletins were read, and the codes of all problems; what is learnt is kept."""
    sources = scan.scan_sources(root)
    with State(root) as state:
        known = known_files(state, "the same", sources)
        result = check(root, known=known, sources=sources)
        keep_known(state, "the same", sources, known, result)
    assert result.problems == check(root).problems
    bulletins = {path for path in sources.signatures if path.endswith(".md")}
    return bulletins - known.entries.keys(), [problem.code for problem in result.problems]


def test_a_bulletin_that_names_another_is_read_again_when_that_one_changes(root: Path) -> None:
    assert _check(root) == ({NAME, OTHER, f"{LATER}.md"}, [])
    assert _check(root) == (set(), [])
    put(root, f"{LATER}.md", _later(body="\nSatu kalimat lagi.\n"))
    assert _check(root) == ({NAME, f"{LATER}.md"}, [])
    assert _check(root) == (set(), [])
    put(root, f"{LATER}.md", _later("lain"))
    assert _check(root) == ({NAME, f"{LATER}.md"}, ["RK717"])
    assert _check(root) == ({NAME}, ["RK717"])  # what is wrong is said again
    put(root, f"{LATER}.md", _later())
    assert _check(root)[1] == []
    assert _check(root) == (set(), [])


def test_a_bulletin_is_judged_anew_once_the_one_it_names_is_right(root: Path) -> None:
    put(root, f"{LATER}.md", _later("lain").replace("topik:", "topiik:"))
    assert "RK717" not in _check(root)[1]
    assert NAME in _check(root)[0]  # nothing is known of the other
    put(root, f"{LATER}.md", _later("lain"))
    assert "RK717" in _check(root)[1]
