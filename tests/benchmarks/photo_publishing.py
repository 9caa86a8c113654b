"""What photos cost a build: a thousand of twelve megapixels against the same work by Pillow alone.

Three builds of one site in turns: without its photos, with them from nothing, and with them once
more after a text was changed. The peer decodes, makes smaller and encodes the same files in as many
processes, and does nothing else. Compare the ratios, not the seconds; where others are at work on
the machine, the processor's time tells more than the clock's.

    python tests/benchmarks/photo_publishing.py --count 1000 --folder .cache
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import corpus
from measuring import REPOSITORY, Cost, run
from PIL import Image

from rakor.formats.photos import LONGEST_SIDE

COMMAND = (sys.executable, "-c", "import sys; from rakor.cli.main import main; sys.exit(main())")
PEER = """
import io, sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from PIL import Image
from rakor.formats.photos import LONGEST_SIDE, _QUALITY
from rakor.incremental.parallel import cores

def publish(path):
    with Image.open(path) as image:
        scale = LONGEST_SIDE / max(image.size)
        size = (round(image.width * scale), round(image.height * scale))
        image.draft(None, size)
        written = io.BytesIO()
        smaller = image.resize(size, Image.Resampling.LANCZOS)
        smaller.save(written, "JPEG", quality=_QUALITY, optimize=True, subsampling="4:2:0")
    (Path(sys.argv[2]) / Path(path).name).write_bytes(written.getvalue())

if __name__ == "__main__":
    with ProcessPoolExecutor(cores()) as pool:
        for _ in pool.map(publish, sorted(map(str, Path(sys.argv[1]).rglob("foto-*.jpg")))):
            pass
"""
SIDES = (4000, 3000)
_KINDS = 8
"""Different scenes; each photo is one of them, with a number of its own in its comment."""


def scenes() -> list[bytes]:
    """Return a few photographs of nothing: soft light with the grain of a phone's camera."""
    made = []
    for number in range(_KINDS):
        small = Image.effect_noise((80 + number, 60), 60).resize(SIDES, Image.Resampling.BICUBIC)
        grain = Image.effect_noise(SIDES, 12)
        light = Image.linear_gradient("L").resize(SIDES)
        colours = (Image.blend(small, grain, 0.3), Image.blend(light, grain, 0.2), small)
        written = io.BytesIO()
        Image.merge("RGB", colours).save(written, "JPEG", quality=80)
        made.append(written.getvalue())
    return made


def photo(scene: bytes, number: int) -> bytes:
    """Return a scene as a file of its own: a comment tells it apart, which is not published."""
    comment = f"foto {number}".encode()
    segment = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
    return scene[:2] + segment + scene[2:]


def add_photos(root: Path, count: int) -> list[Path]:
    """Put so many photos into the texts of a site; return their files."""
    known, files = scenes(), []
    paths = sorted((root / "bulletins").rglob("20*.md"))
    for number in range(count):
        path = paths[number % len(paths)]
        file = path.parent / f"foto-{number:05}.jpg"
        file.write_bytes(photo(known[number % _KINDS], number))
        with path.open("a", encoding="utf-8") as text:
            text.write(f"\n![Suasana rapat contoh {number}]({file.name})\n")
        files.append(file)
    return files


def build(root: Path) -> Cost:
    """Build a site in a process of its own."""
    return run([*COMMAND, "build", "--root", str(root)], root, root / "site")


def forget(root: Path) -> None:
    """Throw away all that a build left but the frame, which has no photos."""
    shutil.rmtree(root / "site", ignore_errors=True)
    for kept in (root / ".rakor").glob("state*"):
        kept.unlink()


def change_a_text(root: Path, number: int) -> None:
    path = sorted((root / "bulletins").rglob("20*.md"))[0]
    text = re.sub(r"\nKalimat contoh \d+\.\n", "\n", path.read_text(encoding="utf-8"))
    path.write_text(f"{text}\nKalimat contoh {number}.\n", encoding="utf-8")


def measure(place: Path, count: int, bulletins: int) -> dict[str, dict[str, float]]:
    """Return seconds and processor seconds by what was done."""
    root, plain, alone = place / "situs", place / "tanpa-foto", place / "pillow"
    for site in (root, plain):
        corpus.write_site(site, bulletins)
    add_photos(root, count)
    for site in (root, plain):
        build(site)  # MkDocs' part, once
        forget(site)
    costs = {"without photos, cold": build(plain), "with photos, cold": build(root)}
    for name, site in (("without photos", plain), ("with photos", root)):
        change_a_text(site, 1)
        costs[f"{name}, one text changed"] = build(site)
        costs[f"{name}, nothing changed"] = build(site)
    alone.mkdir()
    peer = [sys.executable, "-c", PEER, str(root / "bulletins"), str(alone)]
    costs["Pillow alone"] = run(peer, REPOSITORY, alone)
    published = sorted((root / "site").rglob("foto-*.jpg"))
    assert len(published) == count
    with Image.open(published[0]) as shown:
        assert max(shown.size) == LONGEST_SIDE
    return {name: {"seconds": cost.seconds, "cpu": cost.cpu} for name, cost in costs.items()}


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=1000, help="photos (1000)")
    parser.add_argument("--bulletins", type=int, default=100, help="bulletins they stand in (100)")
    parser.add_argument("--folder", type=Path, help="where to work; about 2 MB for each photo")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="rakor-", dir=options.folder) as place:
        found = measure(Path(place), options.count, options.bulletins)
    ratios = {}
    for unit in ("seconds", "cpu"):
        more = found["with photos, cold"][unit] - found["without photos, cold"][unit]
        ratios[f"photos, cold, against Pillow alone ({unit})"] = more / found["Pillow alone"][unit]
        for step in ("one text changed", "nothing changed"):
            name = f"{step}, with photos against without ({unit})"
            without = found[f"without photos, {step}"][unit]
            ratios[name] = found[f"with photos, {step}"][unit] / without
    if options.json:
        print(json.dumps({"photos": options.count, "costs": found, "ratios": ratios}, indent=2))
        return
    print(f"{options.count} photos of 12 megapixels, {os.cpu_count()} processors")
    for name, cost in found.items():
        print(f"  {name:<34} {cost['seconds']:8.2f} s {cost['cpu']:8.2f} s of processors")
    for name, ratio in ratios.items():
        print(f"  {name:<56} {ratio:6.2f} times")


if __name__ == "__main__":
    main()
