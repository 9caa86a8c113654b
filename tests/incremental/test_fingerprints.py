"""What fingerprints stand for: all that a build reads of the program, and where parts end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import corpus
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from jinja2.meta import find_referenced_templates
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from rakor.incremental import fingerprints
from rakor.incremental.fingerprints import (
    PACKAGE,
    RENDERING,
    UNPUBLISHED,
    config_fingerprint,
    digest,
    files_in,
    is_program,
    program_fingerprint,
    rules_fingerprint,
)
from rakor.pages import templating
from rakor.pages.views.dispatch import KINDS
from rakor.theme import frame_inputs
from rakor.theme.frame_inputs import FrameInputs

ROOT = Path(__file__).parents[2]
_parts = st.lists(st.one_of(st.binary(max_size=6), st.text("ab\0é", max_size=6)), max_size=4)


@given(_parts, _parts)
def test_digests_are_equal_for_the_same_parts_alone(one: list[bytes | str],
                                                    other: list[bytes | str]) -> None:  # fmt: skip
    def data(parts: list[bytes | str]) -> list[bytes]:
        return [part.encode() if isinstance(part, str) else part for part in parts]

    assert (digest(*one) == digest(*other)) is (data(one) == data(other))


def test_borders_between_parts_count() -> None:
    ways = [("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), ("", "abc"), ("c", "ab")]
    assert len({digest(*parts) for parts in ways}) == len(ways)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package, each file cut to a few bytes: what they hold is of no interest."""
    copied = tmp_path / "rakor"
    for address, path in files_in(PACKAGE):
        if "__pycache__" not in address:
            (copied / address).parent.mkdir(parents=True, exist_ok=True)
            (copied / address).write_bytes(path.read_bytes()[:20])
    monkeypatch.setattr(fingerprints, "PACKAGE", copied)
    monkeypatch.setattr(frame_inputs, "PACKAGE", copied)
    monkeypatch.setattr(templating, "TEMPLATES", copied / "pages" / "templates")
    monkeypatch.setattr(frame_inputs, "program_fingerprint", lambda: "the same")
    return copied


def test_every_file_of_the_package_is_part_of_what_depends_on_it(
    package: Path, tmp_path: Path
) -> None:
    """Whatever file is changed: a fingerprint changes, or no build opens the file."""
    root = tmp_path / "situs"
    corpus.write_site(root, 1)

    looks = {
        "program": program_fingerprint.__wrapped__,
        "templates": lambda: [templating.template_fingerprint.__wrapped__(one) for one in KINDS],
        "theme": lambda: FrameInputs(root).exact,
    }
    before = {name: look() for name, look in looks.items()}
    irrelevant = set()
    files = {
        (path.parent, path.suffix, path.suffix != ".py" and path.name): (address, path)
        for address, path in files_in(package)
    }  # of modules, one in each folder
    for address, path in files.values():
        was = path.read_bytes()
        path.write_bytes(was + b" ")
        changed = {"program"} if looks["program"]() != before["program"] else set()
        if not changed:  # looking at all three for each module would take most of a minute
            changed = {name for name, look in looks.items() if look() != before[name]}
        path.write_bytes(was)
        if not changed:
            irrelevant.add(address)
        elif address.startswith("pages/templates/"):
            assert changed == {"templates"}, address
        elif address.startswith("theme/files/"):
            assert changed == {"theme"}, address
        else:
            assert changed == {"program"}, address
    assert irrelevant == UNPUBLISHED


def test_a_file_that_is_added_or_moved_counts(package: Path) -> None:
    before = program_fingerprint.__wrapped__()
    added = package / "search" / "data" / "baru.txt"
    added.write_bytes(b"")
    assert program_fingerprint.__wrapped__() != before
    added.unlink()
    shutil.move(package / "search" / "data" / "names.txt", package / "search" / "names.txt")
    assert program_fingerprint.__wrapped__() != before


WATCH = """
import sys
opened = []
sys.addaudithook(lambda name, given: opened.append(given[0]) if name == "open" else None)
from rakor.cli.main import main
status = main(["build", "--root", sys.argv[1], "--jobs", "1"])
print(*{str(path) for path in opened if isinstance(path, str)}, sep="\\n")
sys.exit(status)
"""


def test_a_build_opens_no_file_of_the_package_that_counts_for_nothing(tmp_path: Path) -> None:
    root = tmp_path / "situs"
    corpus.write_site(root, 3)
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(root)],
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    opened = {
        Path(line).relative_to(PACKAGE).as_posix()
        for line in done.stdout.splitlines()
        if line.startswith(f"{PACKAGE}{os.sep}")
    }
    assert {"registry/data/agencies.jsonl", "search/data/names.txt", "publish/edisi.js"} <= opened
    assert not opened & UNPUBLISHED
    outside = {one for one in opened if not is_program(one) and "__pycache__/" not in one}
    assert all(one.startswith(("pages/templates/", "theme/files/")) for one in outside), outside


def test_templates_name_no_others_than_those_that_count() -> None:
    """A page depends on the template of its kind and on the shared ones: so nothing else may be
    included, imported or extended."""
    environment = Environment(autoescape=True)
    environment.filters["angka"] = str
    for path in templating.TEMPLATES.glob("*.html"):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        assert set(find_referenced_templates(tree)) <= set(templating._SHARED), path.name


def test_packages_behind_what_is_published_count() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {Requirement(line).name for line in project["dependencies"]}
    # Tells the preview of saves; its version changes no page.
    names -= {"watchfiles"}
    counted = {canonicalize_name(name) for name in RENDERING}
    assert {canonicalize_name(name) for name in names} | {"properdocs"} == counted


@pytest.mark.parametrize("name", RENDERING)
def test_another_version_of_one_of_them_is_another_program(
    name: str, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = program_fingerprint.__wrapped__()
    known = fingerprints._version
    monkeypatch.setattr(fingerprints, "_version", lambda one: "99" if one == name else known(one))
    assert program_fingerprint.__wrapped__() != before


def test_rules_depend_on_the_registry_of_the_site(tmp_path: Path) -> None:
    corpus.write_site(tmp_path, 1)
    folder = tmp_path / "bulletins"
    seen = {rules_fingerprint(tmp_path)}
    for name in ("topics.yml", "agencies.yml"):
        path = folder / name
        path.write_text(path.read_text() + "\n# x\n" if path.exists() else "# x\n")
        seen.add(rules_fingerprint(tmp_path))
        path.write_text("")
        seen.add(rules_fingerprint(tmp_path))
        path.unlink()
        seen.add(rules_fingerprint(tmp_path))
    assert len(seen) >= 6
    before = rules_fingerprint(tmp_path)
    next(folder.rglob("20*.md")).write_text("a bulletin is no rule")
    assert rules_fingerprint(tmp_path) == before


def test_a_configuration_has_a_fingerprint_and_none_has_another(tmp_path: Path) -> None:
    none = config_fingerprint(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("")
    empty = config_fingerprint(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: Contoh\n")
    assert len({none, empty, config_fingerprint(tmp_path)}) == 3
