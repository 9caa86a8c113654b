"""A site of an office's own: its sign, colour, files and pages on every page, and no other's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from building import environment, without_mkdocs
from hashes import tree
from site_tree import NOT_FOUND, Tree

from rakor.adapter.frame import make_frame
from rakor.build.builder import BuildOutcome, make
from rakor.errors import FrameError

CONFIG = """\
site_name: Rapat Koordinasi Kota Contoh
site_url: https://rakor.contoh.example/
copyright: Hak cipta kantor contoh
theme:
  name: material
  language: id
  logo: assets/logo.svg
  palette: {primary: indigo}
  features: [navigation.tabs]
  custom_dir: overrides
plugins: [rakor]
extra_css: [assets/kantor.css]
extra_javascript: [assets/kantor.js]
nav:
  - Beranda: index.md
  - Tentang kami: tentang/index.md
  - Situs kota: https://contoh.example/
extra:
  social:
    - {icon: material/email, link: "mailto:rakor@contoh.example"}
"""
MAIN = '{% extends "base.html" %}{% block announce %}<p>Pengumuman contoh</p>{% endblock %}\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'


def write(root: Path, config: str = CONFIG) -> Path:
    for folder in ("docs/assets", "docs/tentang", "bulletins", "overrides"):
        (root / folder).mkdir(parents=True)
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    (root / "docs" / "index.md").write_text("# Contoh\n", encoding="utf-8")
    (root / "docs" / "tentang" / "index.md").write_text("# Tentang\n", encoding="utf-8")
    (root / "docs" / "tentang" / "mencari.md").write_text("# Mencari, punya kantor\n")
    (root / "docs" / "assets" / "logo.svg").write_text(SVG, encoding="utf-8")
    (root / "docs" / "assets" / "kantor.css").write_text("b{color:red}", encoding="utf-8")
    (root / "docs" / "assets" / "kantor.js").write_text("'use strict';", encoding="utf-8")
    (root / "overrides" / "main.html").write_text(MAIN, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildOutcome]:
    root = write(tmp_path_factory.mktemp("kantor"))
    return root, make(root, make_frame)


@pytest.mark.parametrize("page", ["index.html", "tentang/index.html", "wilayah/index.html"])
def test_every_page_is_the_offices(built: tuple[Path, BuildOutcome], page: str) -> None:
    html = (built[0] / "site" / page).read_text(encoding="utf-8")
    up = "../" * page.count("/") or "./"
    for wanted in (
        f'<img src="{up}assets/logo.svg" alt="">',
        f'<link rel="icon" href="{up}assets/logo.svg" type="image/svg+xml">',
        f'<link rel="stylesheet" href="{up}assets/kantor.css">',
        f'<script src="{up}assets/kantor.js" defer></script>',
        f'<a href="{up}tentang/index.html"',
        '<a href="https://contoh.example/" rel="external noopener">Situs kota</a>',
        'href="mailto:rakor@contoh.example"',
        "Hak cipta kantor contoh",
        "Pengumuman contoh",
    ):
        assert wanted in html, wanted
    assert html.count(">Tentang kami</a>") == 2
    assert "rk-sign" not in html
    assert ">Panduan petugas<" not in html


def test_own_colours_are_in_the_one_style_sheet(built: tuple[Path, BuildOutcome]) -> None:
    assets = built[0] / "site" / "assets"
    assert (assets / "rakor.css").read_text(encoding="utf-8").count(
        "--leaf:light-dark(#3746a9"
    ) == 1
    assert not (assets / "favicon.svg").exists()


def test_every_link_leads_somewhere(built: tuple[Path, BuildOutcome]) -> None:
    """Help for readers, too: it comes with the program, unless the office has its own."""
    found = Tree.read(built[0] / "site")
    wrong = []
    for page in found.pages.values():
        for reference in page.references:
            address, fragment = reference.target()
            if reference.is_external or page.address == NOT_FOUND:
                continue
            target = found.pages.get(address)
            if address not in found.files or (fragment and target and fragment not in target.ids):
                wrong.append(str(reference))
    assert not wrong
    assert "punya kantor" in found.pages["tentang/mencari.html"].text


def test_what_has_no_effect_is_said(built: tuple[Path, BuildOutcome]) -> None:
    (warning,) = built[1].warnings
    assert warning.startswith("mkdocs.yml:9:3: theme.features tidak berpengaruh")


def build_with(
    command: list[str], root: Path, variables: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "theme.features tidak berpengaruh" in done.stderr
    return done


def test_mkdocs_makes_the_same_tree(built: tuple[Path, BuildOutcome], tmp_path: Path) -> None:
    root = write(tmp_path / "lain")
    # Without it Material tells everybody of its end; settings of editors in a new site have it.
    variables = {**environment(root), "NO_MKDOCS_2_WARNING": "1"}
    done = build_with(["-m", "mkdocs", "build"], root, variables)
    assert "end of life" not in done.stderr
    assert tree(root / "site") == tree(built[0] / "site")


def test_properdocs_makes_the_same_tree(built: tuple[Path, BuildOutcome], tmp_path: Path) -> None:
    root = write(tmp_path / "lain")
    (tmp_path / "packages").mkdir()
    variables = without_mkdocs(tmp_path / "packages")
    done = build_with(["-S", "-m", "properdocs", "build"], root, variables)
    assert "end of life" not in done.stderr
    assert tree(root / "site") == tree(built[0] / "site")


def test_a_file_that_is_kept_from_the_site_is_not_named(tmp_path: Path) -> None:
    root = write(tmp_path / "situs", CONFIG + "exclude_docs: assets/kantor.css\n")
    with pytest.raises(FrameError, match=r"assets/kantor\.css disebut"):
        make_frame(root)


def test_what_does_not_fit_stops_the_build_with_its_line(tmp_path: Path) -> None:
    config = CONFIG.replace("assets/logo.svg", "../mkdocs.yml").replace("indigo", "biru")
    with pytest.raises(FrameError) as refused:
        make_frame(write(tmp_path / "situs", config))
    assert "mkdocs.yml:7:3: theme.logo" in str(refused.value)
    assert "mkdocs.yml:8:13: theme.palette.primary" in str(refused.value)
