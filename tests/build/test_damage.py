"""A state that was damaged at random: whatever becomes of it, the site is that of a clean build."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import framed
import pytest
from hashes import tree

from rakor.cli.main import main
from rakor.incremental.state import STATE_NAME
from rakor.settings import STORE_NAME

FEW = 10
# More by hand, e.g. RAKOR_DAMAGES=200: ten to a seed.
SEEDS = range(2, 2 + int(os.environ.get("RAKOR_DAMAGES", "20")) // FEW)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site built once, with a bulletin that was changed since."""
    root = tmp_path_factory.mktemp("situs") / "contoh"
    framed.write_site(root, 15)
    assert main(["build", "--root", str(root), "--jobs", "1"]) == 0
    return root


def damage(folder: Path, draw: random.Random) -> str:
    """Damage one file below ``folder`` in one of the ways that disks and people do."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    # The state is one file of many, and the one that matters most.
    path = folder / STATE_NAME if draw.random() < 0.7 else draw.choice(files)
    data = bytearray(path.read_bytes())
    way = draw.choice(["flip", "flip", "zeros", "noise", "cut", "swap", "gone"])
    size = len(data)
    if way == "flip":
        for _ in range(draw.randint(1, 40)):
            data[draw.randrange(size)] ^= 1 << draw.randrange(8)
    elif way in ("zeros", "noise"):
        length = draw.choice([16, 512, 4096, 16384])
        start = draw.randrange(size)
        part = bytes(length) if way == "zeros" else draw.randbytes(length)
        data[start : start + length] = part
        del data[size:]
    elif way == "cut":
        del data[draw.randrange(size) :]
    elif way == "swap" and size > 8192:  # two pages in each other's place
        first, second = (4096 * draw.randrange(size // 4096) for _ in range(2))
        one, other = data[first : first + 4096], data[second : second + 4096]
        data[first : first + 4096], data[second : second + 4096] = other, one
    path.write_bytes(data)
    if way == "gone":
        path.unlink()
    return f"{way} {path.relative_to(folder)}"


def edit(root: Path, draw: random.Random) -> None:
    """Change a body, a title, which bulletins there are, or nothing."""
    paths = sorted((root / "bulletins").rglob("20*.md"))
    path = draw.choice(paths)
    text = path.read_text()
    match draw.choice(["body", "title", "gone", "nothing"]):
        case "body":
            path.write_text(f"{text}\nKalimat contoh {draw.random():.6f}.\n")
        case "title":
            rows = [row for row in text.split("\n") if not row.startswith("judul:")]
            rows.insert(1, f'judul: "Contoh: judul {draw.random():.6f}"')
            path.write_text("\n".join(rows))
        case "gone":
            named = path.relative_to(root / "bulletins").with_suffix("").as_posix()
            if not any(named in other.read_text() for other in paths if other != path):
                path.unlink()


def clean(root: Path, folder: Path, frame: Path) -> dict[str, str]:
    """What a build from nothing makes of the site as it is now, on an undamaged frame."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in ("docs", "bulletins", "hooks"):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "mkdocs.yml", folder)
    shutil.copytree(frame, folder / STORE_NAME / "frame")
    assert main(["build", "--root", str(folder), "--jobs", "1"]) == 0
    return tree(folder / "site")


def damage_and_build(
    made: Path, tmp_path: Path, count: int, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    draw = random.Random(seed)
    root = tmp_path / "contoh"
    shutil.copytree(made, root)
    assert main(["build", "--root", str(root), "--jobs", "1"]) == 0
    told = 0
    for number in range(count):
        edit(root, draw)
        if draw.random() < 0.3:
            assert main(["check", "--root", str(root)]) in (0, 1)
        how = damage(root / STORE_NAME, draw)
        capsys.readouterr()
        if draw.random() < 0.3:
            assert main(["check", "--root", str(root)]) in (0, 1), how
        assert main(["build", "--root", str(root), "--jobs", "1"]) == 0, how
        said = capsys.readouterr().err
        assert "Traceback" not in said
        notices = [line for line in said.splitlines() if "dibuat ulang" in line]
        assert len(notices) <= 1, how
        told += len(notices)
        assert tree(root / "site") == clean(
            root, tmp_path / "bersih", made / STORE_NAME / "frame"
        ), (number, how)
    assert told  # some of it was worth a word


def test_a_damaged_state_gives_the_site_of_a_clean_build(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage_and_build(made, tmp_path, FEW, 1, capsys)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_more_damaged_states_give_the_site_of_a_clean_build(
    made: Path, tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    damage_and_build(made, tmp_path, FEW, seed, capsys)
