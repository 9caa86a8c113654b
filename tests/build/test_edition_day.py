"""What the day of the edition has to say is said by a build, at the line it is about."""

from __future__ import annotations

import subprocess
from pathlib import Path

import building
import bulletin_text
import pytest


def said(root: Path, *options: str) -> tuple[int, str]:
    finished = subprocess.run(
        [*building.COMMAND, "build", "--root", str(root), *options],
        env=building.environment(root),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return finished.returncode, finished.stdout + finished.stderr


@pytest.mark.slow
def test_a_build_names_days_that_the_edition_has_not_reached(tmp_path: Path) -> None:
    building.copy_shipped(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        (building.REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8").split("  edisi:")[0]
        + "  edisi: 2031-05-01\n",
        encoding="utf-8",
    )
    folder = "jawa-timur/kabupaten-probolinggo/2031"
    held, planned = f"{folder}/2031-06-01-contoh.md", f"{folder}/2031-04-01-rencana.md"
    bulletin_text.put(tmp_path, held, bulletin_text.text("tanggal: 2031-06-01"))
    plan = "tanggal: 2031-04-01\nstatus: rencana\ninstansi:\n  - Pemkab Probolinggo"
    bulletin_text.put(tmp_path, planned, bulletin_text.text(plan))
    status, text = said(tmp_path)
    assert status == 0
    for name, key, message in (
        (held, "tanggal: ", "peringatan RK321"),
        (planned, "status: ", "catatan RK326"),
    ):
        rows = (tmp_path / "bulletins" / name).read_text(encoding="utf-8").split("\n")
        line = next(number for number, row in enumerate(rows, 1) if row.startswith(key))
        assert f"bulletins/{name}:{line}:{len(key) + 1}\n{message}" in text
    assert "Edisi ini bertanggal 2031-05-01." in text
    status, text = said(tmp_path, "--strict")
    assert status == 1
    assert "RK321" in text
    (tmp_path / "bulletins" / held).unlink()
    status, text = said(tmp_path, "--strict")
    assert (status, "RK321" in text) == (0, False)
