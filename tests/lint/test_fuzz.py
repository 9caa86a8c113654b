"""Hostile and random files: no traceback, no hang, bounded memory.

A short run belongs to every test run. The long one is asked for with the number of files, and other
seeds give other files, see CONTRIBUTING.md.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import bulletin_text
import hostile
import pytest
from bulletin_text import NAME

from rakor.diagnostics import Source, decode, render_github, render_json, render_sarif, render_text
from rakor.lint.catalogue import CATALOGUE
from rakor.lint.fix import apply_changes, mend, plan_fixes
from rakor.lint.linter import check, check_file
from rakor.lint.project import open_project

COUNT = int(os.environ.get("RAKOR_FUZZ", "800"))
SEED = int(os.environ.get("RAKOR_FUZZ_SEED", "1"))


def test_files(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")  # not on Windows
    project = open_project(bulletin_text.project(tmp_path))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    slowest, codes = 0.0, set()
    for number, data in enumerate(hostile.files(COUNT, SEED)):
        begun = time.process_time()
        result = check_file(NAME, data, project.resolver, project.tree)
        spent = time.process_time() - begun
        slowest = max(slowest, spent)
        # A second is promised, see what is printed; a busy machine is no fault, and what grows
        # with the square of a text takes far longer.
        assert spent < 5, (number, spent)
        source = Source(f"bulletins/{NAME}", decode(data[:1_000_000]).text)
        for problem in result.problems:
            codes.add(problem.code)
            line = source.line(problem.span.line)
            assert line is not None, (number, problem)
        if number % 10 == 0:
            list(render_json(result.problems))
            list(render_github(result.problems))
            render_sarif(result.problems, CATALOGUE)
            render_text(result.problems, {source.file: source})
        if number % 20 == 0:
            mended, _, _ = mend(NAME, data, project)
            assert mend(NAME, mended, project)[0] == mended, number
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{COUNT} files, slowest {slowest:.2f} s, {len(codes)} codes, memory +{grown:.0f} MB")
    assert len(codes) > 45
    assert grown < 300


def test_a_tree_of_them(tmp_path: Path) -> None:
    root = bulletin_text.project(tmp_path)
    folder = root / "bulletins" / bulletin_text.FOLDER
    for number, data in enumerate(hostile.files(300, SEED + 1)):
        kind = number % 12
        name = f"2024-11-{1 + number % 30:02}-berkas-{number}"
        path = folder / f"{name}.md"
        if kind == 3:
            path.symlink_to(folder / f"2024-11-{1 + number % 30:02}-tidak-ada.md")
        elif kind == 5:
            os.mkfifo(path)
        elif kind == 7:
            path.mkdir()
        elif kind == 9:
            (folder / f"{name}.{('pdf', 'jpg', 'png', 'docx', 'webp')[number % 5]}").write_bytes(
                data
            )
        else:
            path.write_bytes(data)
            if kind == 11:
                path.chmod(0)
    result = check(root)
    assert {"RK101", "RK102"} <= {problem.code for problem in result.problems}
    apply_changes(root, plan_fixes(root))
    assert plan_fixes(root) == []
