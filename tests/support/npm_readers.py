"""Programs from npm that read what a site writes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import requirement

MODULES = Path(__file__).resolve().parents[1] / "node_modules"


def read_with(script: Path, package: str, files: Iterable[Path]) -> dict[str, Any]:
    """What a script that reads files with a package tells of each, by its path."""
    if not (MODULES / package).is_dir():
        requirement.missing(f"{package} is not installed (make test does it, given npm)")
    node = requirement.program("node", "nodejs")
    finished = subprocess.run(
        [node, str(script)],
        input="\n".join(map(str, files)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    found: dict[str, Any] = json.loads(finished.stdout)
    return found


def refused_by_grammar(grammar: Path, files: Iterable[Path]) -> str:
    """What Jing, which is part of the HTML validator, says against files; nothing if they are
    right."""
    java, _, jar = requirement.validator()
    driver = "nu.validator.vendor.thaiopensource.relaxng.util.Driver"
    finished = subprocess.run(
        [java, "-cp", jar, driver, "-c", str(grammar), *map(str, files)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    said = finished.stdout + finished.stderr
    assert bool(said.strip()) == bool(finished.returncode), said
    return said
