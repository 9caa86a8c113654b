"""What all tests share: the shipped bulletins, built once, golden files, and their order."""

from __future__ import annotations

import os
from pathlib import Path

import bulletin_text
import corpus
import pytest
from building import build, copy_shipped, made_once
from hypothesis import HealthCheck, settings
from site_tree import Tree

from golden import Golden, comparing

# How long an example takes says how busy the machine is, and nothing of the program.
settings.register_profile("rakor", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rakor")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden", action="store_true", help="write the files of tests/golden anew"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, lest one process work at the last of them alone."""
    marks = {mark: {one.path for one in items if mark in one.keywords} for mark in _LONG}
    items.sort(key=lambda item: [item.path not in marks[mark] for mark in _LONG])


_LONG = ("slow", "browser")

MANY, CROWDED = 330, 70
"""Bulletins of everywhere and of all years, and of one month in one regency: so many that listings
are split in every way and the search index has several segments."""


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    """Return what compares a text with a golden file."""
    return comparing(bool(pytestconfig.getoption("--renew-golden")))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site of this repository, which nobody may write into.

    ``RAKOR_SITE`` names a site built before; then nothing is built.
    """
    if built := os.environ.get("RAKOR_SITE"):
        return Path(built).resolve()
    return made_once(tmp_path_factory, "shipped", _shipped) / "site"


def _shipped(folder: Path) -> None:
    copy_shipped(folder)
    build(folder, folder / "site")


@pytest.fixture(scope="session")
def large_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with many synthetic bulletins and, in ``site``, the site of them.

    Nobody may write into it.
    """
    if "RAKOR_SITE" in os.environ:
        pytest.skip("only the site named by RAKOR_SITE is tested")
    return made_once(tmp_path_factory, "large", _large)


def _large(folder: Path) -> None:
    corpus.write_site(folder, MANY)
    for number in range(CROWDED):
        day = f"2024-11-{number % 28 + 1:02}"
        by = "penanggung_jawab: KPU Kabupaten Probolinggo"
        keys = (
            f"judul: Contoh rapat nomor {number} dalam bulan yang ramai",
            f"tanggal: {day}",
            "topik: [contoh-mudik]",
            f"tindak_lanjut: [{{isi: Menyiapkan contoh nomor {number}, {by}}}]",
        )
        bulletin = bulletin_text.text("\n".join(keys))
        bulletin_text.put(folder, f"{bulletin_text.FOLDER}/{day}-ramai-{number}.md", bulletin)
    build(folder, folder / "site")


@pytest.fixture(scope="session")
def shipped(site: Path) -> Tree:
    """Return every file of the built site, with every page read."""
    return Tree.read(site)
