"""The script that both publishing workflows call, run as they run it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import copies
import corpus
import pytest
import requirement
import yaml

from rakor.offline.archive import open_archive
from rakor.offline.copying import copy
from rakor.offline.edition import from_site
from rakor.offline.signature import make_key, read_public_keys
from rakor.offline.verifying import inspect

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.name == "nt", reason="the workflows run on Linux")
def test_what_a_release_holds(tmp_path: Path) -> None:
    for name, package in (("bash", "bash"), ("unzip", "unzip"), ("ssh-keygen", "openssh-client")):
        requirement.program(name, package)
    rakor = Path(sys.executable).with_name("rakor")
    if not rakor.is_file():
        pytest.skip("the package is not installed, so there is no rakor to call")
    root, key = tmp_path / "contoh", tmp_path / "kunci"
    make_key(key, "Kantor Contoh")
    corpus.write_site(root, 4)

    def run(output: str, *old: str) -> None:
        done = subprocess.run(
            [REPOSITORY / ".ci" / "edisi", tmp_path / output, *old],
            env={
                **os.environ,
                "RAKOR": str(rakor),
                "RAKOR_ROOT": str(root),
                "RAKOR_EDISI": "2026-11-20",
                "RAKOR_KUNCI": key.read_text(),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "PRIVATE" not in done.stdout + done.stderr

    run("satu")
    stick = tmp_path / "stik"
    with zipfile.ZipFile(tmp_path / "satu" / "rakor.zip") as archive:
        archive.extractall(stick)
    bulletin = min((root / "bulletins").rglob("20*.md"))
    bulletin.write_text(bulletin.read_text().replace("Contoh:", "Contoh lain:", 1))
    run("dua", str(tmp_path / "satu" / "manifest-sha256.txt"))

    made = {path.name for path in (tmp_path / "dua").iterdir()}
    assert made >= {"rakor.zip", "rakor-pembaruan.zip", "manifest-sha256.txt"}
    copy(open_archive(tmp_path / "dua" / "rakor-pembaruan.zip"), stick)
    keys = read_public_keys(key.with_name("kunci.pub"))
    assert inspect(stick, keys).good
    assert copies.contents_of(stick / "data") == copies.contents_of(root / "site")
    assert from_site(root / "site").stamp.date == copies.DAY


@pytest.mark.parametrize("name", [".github/workflows/edisi.yml", ".gitlab/edisi.yml"])
def test_workflows_call_it(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    assert ".ci/edisi dist" in text
