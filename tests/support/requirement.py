"""Tools of the system that tests need, and what happens where one is missing."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def missing(what: str) -> NoReturn:
    """Skip the test and say why, or fail where ``RAKOR_BROWSER=required`` rules skipping out."""
    if os.environ.get("RAKOR_BROWSER") == "required":
        pytest.fail(f"{what}, and RAKOR_BROWSER=required", pytrace=False)
    pytest.skip(what)


def chromium() -> str:
    """Return the path of Chromium or a browser made from it; ``RAKOR_CHROMIUM`` names another."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
    found = os.environ.get("RAKOR_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    return found or missing("there is no Chromium on this machine")


def validator() -> list[str]:
    """Return the command of the Nu HTML checker."""
    jar = REPOSITORY / "tests" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    if java is None:
        missing("the HTML validator needs Java")
    if not jar.is_file():
        missing("the HTML validator is not installed (make test does it, given npm and Java)")
    return [java, "-jar", str(jar)]


def sarif_schema() -> dict[str, Any]:
    """Return the schema of SARIF 2.1.0 as OASIS published it, from Microsoft's SDK."""
    folder = REPOSITORY / "tests" / "node_modules" / "@microsoft" / "jest-sarif"
    path = folder / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
    if not path.is_file():
        missing("the schema of SARIF is not installed (make test does it, given npm)")
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def commonmark_specification() -> Path:
    """Return the text of the CommonMark specification, from the package of its authors."""
    path = REPOSITORY / "tests" / "node_modules" / "commonmark-spec" / "spec.txt"
    if not path.is_file():
        missing("the CommonMark specification is not installed (make test does it, given npm)")
    return path


def dejavu() -> Path:
    """Return the folder of the DejaVu fonts, the widest that a page is likely to be shown in."""
    if sys.platform != "linux":
        missing("fonts can only be chosen for Chromium on Linux")
    folder = REPOSITORY / "tests" / "node_modules" / "dejavu-fonts-ttf" / "ttf"
    if not folder.is_dir():
        missing("the DejaVu fonts are not installed (make test does it, given npm)")
    return folder


def program(name: str, package: str) -> str:
    """Return the path of a program of the system; ``package`` is what Debian calls its package."""
    # Tools for disks lie where only root's path leads.
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/sbin:/usr/sbin")
    return found or missing(f"there is no {name} on this machine (Debian: {package})")


def bagit(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the validator of the Library of Congress over a bag."""
    if importlib.util.find_spec("bagit") is None:
        missing("the bagit validator is not installed (make test does it)")
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bagit", "--quiet", "--validate", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


def schema_org_types() -> tuple[Path, Path]:
    """Return the compiler of TypeScript and the folder that holds Google's types of schema.org."""
    modules = REPOSITORY / "tests" / "node_modules"
    compiler = modules / ".bin" / "tsc"
    if not compiler.exists() or not (modules / "schema-dts").is_dir():
        missing("the types of schema.org are not installed (make test does it, given npm)")
    return compiler, modules
