"""What a frame is made from: if any of it changes, the frame is made anew, and else it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from rakor.theme.frame_inputs import FrameInputs

CONFIG = """\
site_name: Contoh
theme:
  name: material
extra:
  edisi: 2031-01-01
  usia_salinan: 30
  penerbit: {nama: Kantor contoh}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "situs"
    (root / "docs").mkdir(parents=True)
    (root / "hooks").mkdir()
    (root / "docs" / "index.md").write_text("# Contoh\n")
    (root / "mkdocs.yml").write_text(CONFIG)
    return root


def digests(root: Path) -> tuple[str, str]:
    inputs = FrameInputs(root)
    return inputs.exact, inputs.lasting


def changes(root: Path, path: Path, text: str = "lain") -> tuple[bool, bool]:
    """Whether writing a file changes the exact and the lasting digest."""
    before = digests(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    after = digests(root)
    return before[0] != after[0], before[1] != after[1]


@pytest.mark.parametrize("name", ["docs/index.md", "docs/a/b.md", "docs/x.png", "hooks/h.py"])
def test_pages_and_hooks_count(root: Path, name: str) -> None:
    assert changes(root, root / name) == (True, True)
    (root / name).unlink()
    assert changes(root, root / name) == (True, True)


@pytest.mark.parametrize("name", ["bulletins/a.md", "site/index.html", "hooks/__pycache__/h.pyc"])
def test_bulletins_the_site_and_compiled_hooks_do_not(root: Path, name: str) -> None:
    assert changes(root, root / name) == (False, False)


@pytest.mark.parametrize(
    "said",
    [
        "theme:\n  name: material\n  custom_dir: tema\n",
        'theme:\n  name: material\n  custom_dir: "tema"\n',
        "theme:\n  custom_dir: 'tema'  # milik kita\n",
        "theme: {name: material, custom_dir: tema}\n",
        'theme: {"custom_dir": "tema", name: material}\n',
        "theme:\n  custom_dir:\n    tema\n",
        "theme:\n  custom_dir: !ENV [RAKOR_TEMA, tema]\n",
        "theme:\n  custom_dir: tema/\n",
        "docs_dir: tema\n",
        'docs_dir: "./tema"\n',
        "hooks:\n  - tema/main.py\n",
        'hooks: ["tema/main.py"]\n',
    ],
)
def test_folders_and_hooks_that_the_configuration_names_count(root: Path, said: str) -> None:
    (root / "mkdocs.yml").write_text("site_name: Contoh\n" + said)
    assert changes(root, root / "tema" / "main.py") == (True, True)
    assert changes(root, root / "tema" / "main.py", "x = 1") == (True, True)
    assert changes(root, root / "tema lain" / "main.py") == (False, False)


def test_a_name_with_blanks_and_one_from_a_variable_count(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "mkdocs.yml").write_text('theme:\n  custom_dir: "tema kita"\n')
    assert changes(root, root / "tema kita" / "main.html") == (True, True)
    (root / "mkdocs.yml").write_text("theme:\n  custom_dir: tema kita juga # ya\n")
    assert changes(root, root / "tema kita juga" / "main.html") == (True, True)
    (root / "mkdocs.yml").write_text("theme:\n  custom_dir: !ENV [RAKOR_TEMA, tema]\n")
    monkeypatch.setenv("RAKOR_TEMA", "dari-luar")
    assert changes(root, root / "dari-luar" / "main.html") == (True, True)


@pytest.mark.parametrize("name", [".", "..", "./docs/.."])
def test_the_folder_of_the_site_is_never_read_as_a_whole(root: Path, name: str) -> None:
    (root / "mkdocs.yml").write_text(f"docs_dir: {name}\n")
    assert changes(root, root / "site" / "index.html") == (False, False)


@pytest.mark.parametrize("said", ["dasar.yml", '"dasar.yml"', "'dasar.yml'  # bersama", "../d.yml"])
def test_a_configuration_counts_that_is_inherited_from(root: Path, said: str) -> None:
    parent = root / said.split("#", maxsplit=1)[0].strip(" '\"")
    (root / "mkdocs.yml").write_text(f"INHERIT: {said}\nsite_name: Contoh\n")
    assert changes(root, parent, "theme:\n  custom_dir: tema\n") == (True, True)
    assert changes(root, parent.parent / "tema" / "main.html") == (True, True)
    assert changes(root, root / "tema" / "x.html") == (True, True)
    assert changes(root, parent, f"INHERIT: {parent.name}\n") == (True, True)  # and no circle hangs


def test_what_is_said_of_the_edition_is_not_lasting(root: Path) -> None:
    for old, new in (("2031-01-01", "2031-02-02"), ("usia_salinan: 30", "usia_salinan: 60")):
        text = (root / "mkdocs.yml").read_text()
        assert changes(root, root / "mkdocs.yml", text.replace(old, new)) == (True, False)
    assert str(FrameInputs(root).edition()[0]) == "2031-02-02"
    assert FrameInputs(root).edition()[1] == 60


@pytest.mark.parametrize(
    ("old", "new", "lasts"),
    [
        ("site_name: Contoh", "site_name:   'Contoh' # nama", True),
        ("site_name: Contoh", "site_name: Lain", False),
        ("{nama: Kantor contoh}", "\n    nama: Kantor contoh", True),
        ("nama: Kantor contoh", "edisi: Kantor contoh", False),
        ("  name: material", "  name: material\n  edisi: 1", False),
        ("extra:", "lain:", False),
        ("site_name: Contoh", "site_name: [Contoh", False),
        ("30", "!ENV [RAKOR_USIA, 30]", True),
        ("Kantor contoh", "!ENV [RAKOR_KANTOR, Kantor contoh]", False),
    ],
)
def test_writing_the_same_otherwise_lasts(root: Path, old: str, new: str, lasts: bool) -> None:
    text = (root / "mkdocs.yml").read_text()
    assert old in text
    assert changes(root, root / "mkdocs.yml", text.replace(old, new, 1)) == (True, not lasts)


def test_values_of_variables_count(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "mkdocs.yml").write_text(
        'site_url: !ENV [RAKOR_SATU, RAKOR_DUA, ""]\nextra:\n  edisi: !ENV [RAKOR_HARI, ""]\n'
    )
    before = digests(root)
    monkeypatch.setenv("RAKOR_HARI", "2031-03-03")
    now = digests(root)
    assert (now[0] != before[0], now[1] != before[1]) == (True, False)
    assert str(FrameInputs(root).edition()[0]) == "2031-03-03"
    for name in ("RAKOR_SATU", "RAKOR_DUA"):
        before = digests(root)
        monkeypatch.setenv(name, "https://contoh.example/")
        now = digests(root)
        assert now[0] != before[0] and now[1] != before[1]
    before = digests(root)
    monkeypatch.setenv("RAKOR_TAK_DISEBUT", "x")
    assert digests(root) == before


def test_a_configuration_that_is_no_yaml_still_has_digests(root: Path) -> None:
    (root / "mkdocs.yml").write_text("a: [\n  - {")
    one = digests(root)
    (root / "mkdocs.yml").write_text("a: [\n  - {b")
    assert digests(root) != one
    assert FrameInputs(root).edition() == (None, None)
