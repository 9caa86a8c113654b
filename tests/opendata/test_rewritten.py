"""A change rewrites the tables that show it and no others, and the site is as if built anew."""

from __future__ import annotations

import re
from pathlib import Path

import corpus
from hashes import tree

from rakor.adapter.frame import make_frame
from rakor.build.builder import Options, make
from rakor.incremental.parallel import Workers
from rakor.settings import STORE_NAME


def build(root: Path, site: str = "site") -> set[str]:
    """Build, and return which files of the open data were written."""
    options = Options(workers=Workers(root / STORE_NAME, 1))
    outcome = make(root, make_frame, root / site, options)
    assert outcome.figures is not None, outcome.checked.problems
    return {
        one
        for one in outcome.figures.written
        if one.startswith("data/") or one.endswith("-excel.csv")
    }


def changed(path: Path, pattern: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(pattern, text, re.M), pattern
    path.write_text(re.sub(pattern, new, text, count=1, flags=re.M), encoding="utf-8")


def test_what_a_change_rewrites(tmp_path: Path) -> None:
    root = tmp_path / "situs"
    corpus.write_site(root, 60)
    assert len(build(root)) > 100
    path = next(
        one
        for one in sorted((root / "bulletins").rglob("20*.md"))
        if len(one.relative_to(root / "bulletins").parts) == 4  # of a regency
        and "status:" not in one.read_text(encoding="utf-8")
        and "tindak_lanjut:" in one.read_text(encoding="utf-8")
    )
    province, regency, year, _ = path.relative_to(root / "bulletins").parts
    topics = re.findall(
        r"^\s+- (contoh-[a-z-]+)$",
        path.read_text(encoding="utf-8").partition("ringkasan:")[0],
        re.M,
    )

    # Texts stand in no table: nothing is rewritten.
    changed(path, r"\Z", "\nSatu kalimat contoh lagi.\n")
    assert build(root) == set()

    changed(path, r"^judul: (['\"]?)Contoh", r"judul: \1Contoh lain")
    assert build(root) == {
        f"data/rapat-{year}.csv",
        f"data/rapat-{year}-excel.csv",
        f"data/rapat-{year}.jsonl",
        f"wilayah/{province}/rapat-excel.csv",
        f"wilayah/{province}/{regency}/rapat-excel.csv",
        *(f"topik/{topic}/rapat-excel.csv" for topic in topics),
    }

    # A promise more: the tables of follow-ups, and the records; no list of meetings.
    changed(path, r"^tindak_lanjut:$", "tindak_lanjut:\n  - isi: Contoh janji yang baru.")
    assert build(root) == {
        f"data/tindak-lanjut-{year}.csv",
        f"data/tindak-lanjut-{year}-excel.csv",
        f"data/rapat-{year}.jsonl",
        f"wilayah/{province}/tindak-lanjut-excel.csv",
        f"wilayah/{province}/{regency}/tindak-lanjut-excel.csv",
        *(f"topik/{topic}/tindak-lanjut-excel.csv" for topic in topics),
    } | set(_of_types(root, path))

    build(root, "bersih")
    assert tree(root / "site") == tree(root / "bersih")


def _of_types(root: Path, path: Path) -> list[str]:
    """Tables of types that name a follow-up of this bulletin: places in it have shifted."""
    meeting = path.relative_to(root / "bulletins").with_suffix("").as_posix()
    return [
        table.relative_to(root / "site").as_posix()
        for table in (root / "site" / "instansi").glob("*/tindak-lanjut-excel.csv")
        if meeting in table.read_text(encoding="utf-8")
    ]
