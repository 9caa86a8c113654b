"""Whether two checkouts of the program make the same site of the same bulletins.

For a change that must not be seen: the site of the bulletins that come with the first checkout,
and one of fictional ones, are built by both, and every file is compared. Style sheets, scripts
and the stamp of the edition (all below ``assets/``) are left out. Classes of HTML that were
renamed count as the same: those of :data:`RENAMED`, and where ``--renamed OLD=NEW`` tells so.

    python tests/benchmarks/same_site.py ../before . --count 2000
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

_EXEMPT = (".css", ".js", ".map")
RENAMED = dict(
    pair.split("=")
    for pair in """
    alat=tools anak=child buletin=bulletin gagal=failed hari=weekday hingga=until jumlah=count
    kapan=date kecil=small ketua=chair kolom=columns kosong=empty kurang=optional letak=place
    lewati=skip maju=forward nama=title pakai=applied penuh=full polos=plain rk-angka=rk-figures
    rk-anyam=rk-plait rk-atas=rk-header rk-baca=rk-reading rk-bagian=rk-section
    rk-bagikan=rk-share rk-baris=rk-lines rk-batang=rk-bars rk-buka=rk-more rk-bulan=rk-months
    rk-buletin=rk-bulletin rk-cari=rk-search rk-chip=rk-chips rk-daftar=rk-list
    rk-daftar-isi=rk-contents rk-dua=rk-columns rk-edisi=rk-edition rk-entri=rk-entry
    rk-fakta=rk-facts rk-foot=rk-publisher rk-garisfakta=rk-factline rk-hari=rk-day
    rk-hasil=rk-results rk-isi=rk-story rk-jalur=rk-crumbs rk-jenjang=rk-hierarchy
    rk-judul=rk-heading rk-kaki=rk-footer rk-kalender=rk-calendar rk-kanan=rk-right
    rk-keadaan=rk-state rk-kepala=rk-section-head rk-kiri=rk-left rk-langsung=rk-straight
    rk-lanjut=rk-onward rk-lebar=rk-width rk-legenda=rk-legend rk-merek=rk-brand
    rk-muka=rk-front rk-mulai=rk-start rk-nama=rk-names rk-naskah=rk-text rk-pengantar=rk-lead
    rk-peta=rk-map rk-peta-luar=rk-map-outer rk-petak=rk-square rk-petik=rk-excerpt
    rk-pindah=rk-turn rk-prosa=rk-prose rk-pulau=rk-islands rk-ralat=rk-corrections
    rk-rencana=rk-planned rk-samping=rk-with-calendar rk-sapa=rk-welcome rk-saran=rk-suggestion
    rk-saring=rk-filter rk-sebelah=rk-aside rk-sebelum=rk-before rk-sumber=rk-sources
    rk-tabel=rk-table rk-tahun=rk-year rk-tanda=rk-badge rk-tema=rk-theme rk-tengah=rk-centre
    rk-tenggat=rk-due rk-tetangga=rk-neighbours rk-tombol=rk-button rk-tulisan=rk-article
    rk-usang=rk-outdated sunyi=secondary tenggat=deadline timur=east tutup=close utama=main
    """.split()
)
"""Classes of HTML that had Indonesian names until November 2026, and their names since."""

_CLASSES = re.compile(rb'(?<= class=")[^"]*')
_MOST_SHOWN = 20
_TEXT = (".html", ".xml", ".txt", ".json")


def build(checkout: Path, root: Path) -> Path:
    """Build the site at ``root`` with the program of a checkout; return its folder.

    Raises:
        SystemExit: it cannot be built.
    """
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    module, name = project["project"]["scripts"]["rakor"].split(":")
    code = f"import sys; from {module} import {name}; sys.exit({name}(sys.argv[1:]))"
    hooks = root / "hooks"
    hooks.mkdir(exist_ok=True)
    shutil.copyfile(checkout / "hooks" / "bulletins.py", hooks / "bulletins.py")
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "--root", str(root)],
        env={**os.environ, "PYTHONPATH": str(checkout / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{checkout} does not build {root.name}:\n{done.stderr}")
    return root / "site"


def write_shipped(checkout: Path, root: Path) -> None:
    """Copy what a checkout publishes of its own."""
    root.mkdir()
    shutil.copyfile(checkout / "mkdocs.yml", root / "mkdocs.yml")
    for name in ("docs", "bulletins"):
        shutil.copytree(checkout / name, root / name)


def write_synthetic(checkout: Path, root: Path, count: int) -> None:
    """Write the fictional bulletins of a checkout's benchmarks."""
    code = (
        "import sys, pathlib, corpus\n"
        "corpus.write_site(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"
    )
    paths = [checkout / "tests" / "benchmarks", checkout / "tests" / "support", checkout / "hooks"]
    subprocess.run(
        [sys.executable, "-c", code, str(root), str(count)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))},
        check=True,
    )


def files(site: Path) -> dict[str, Path]:
    """Return the files that count, by address."""
    found = (path for path in sorted(site.rglob("*")) if path.is_file())
    by_address = {path.relative_to(site).as_posix(): path for path in found}
    return {
        address: path
        for address, path in by_address.items()
        if not (address.startswith("assets/") and path.suffix in _EXEMPT)
    }


def differences(before: Path, after: Path, renamed: Mapping[str, str]) -> list[str]:
    """Return one line for each file that only one site has or that differs."""
    ours, theirs = files(before), files(after)
    found = [f"only before: {address}" for address in sorted(ours.keys() - theirs.keys())]
    found += [f"only after: {address}" for address in sorted(theirs.keys() - ours.keys())]
    for address in sorted(ours.keys() & theirs.keys()):
        old, new = ours[address].read_bytes(), theirs[address].read_bytes()
        if old != new and address.endswith(".html"):
            # In both, so that a checkout may be from before the change or from after it.
            old, new = with_names_of_today(old, renamed), with_names_of_today(new, renamed)
        if old != new:
            found.append(f"differs: {address}{_first_difference(address, old, new)}")
    return found


def with_names_of_today(html: bytes, renamed: Mapping[str, str]) -> bytes:
    """Give each class that was renamed its new name; nothing else is touched."""

    def rename(match: re.Match[bytes]) -> bytes:
        names = match[0].decode().split(" ")
        return " ".join(renamed.get(name, name) for name in names).encode()

    return _CLASSES.sub(rename, html)


def _first_difference(address: str, old: bytes, new: bytes) -> str:
    if not address.endswith(_TEXT):
        return ""
    lines = difflib.unified_diff(
        old.decode().splitlines(), new.decode().splitlines(), lineterm="", n=0
    )
    shown = [line[:200] for line in lines if not line.startswith(("---", "+++", "@@"))]
    return "".join(f"\n    {line}" for line in shown[:4])


def compare(name: str, checkouts: Sequence[Path], root: Path, renamed: Mapping[str, str]) -> int:
    """Build the site at ``root`` with both checkouts, and say what differs; return how much."""
    sites = []
    for number, checkout in enumerate(checkouts):
        own = root.with_name(f"{root.name}-{number}")
        shutil.copytree(root, own)
        sites.append(build(checkout, own))
    found = differences(sites[0], sites[1], renamed)
    print(f"{name}: {len(files(sites[0]))} files compared, {len(found)} differences")
    for line in found[:_MOST_SHOWN]:
        print(f"  {line}")
    return len(found)


def main() -> int:
    """Print what differs; exit with 1 if anything does."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("before", type=Path, help="a checkout")
    parser.add_argument("after", type=Path, help="another")
    parser.add_argument("--count", type=int, default=2000, help="fictional bulletins (2000)")
    parser.add_argument(
        "--renamed", action="append", default=[], metavar="OLD=NEW", help="a class that was renamed"
    )
    options = parser.parse_args()
    checkouts = [options.before.resolve(), options.after.resolve()]
    renamed = RENAMED | dict(pair.split("=", 1) for pair in options.renamed)
    with tempfile.TemporaryDirectory() as folder:
        shipped, synthetic = Path(folder) / "shipped", Path(folder) / "synthetic"
        write_shipped(checkouts[0], shipped)
        total = compare("shipped bulletins", checkouts, shipped, renamed)
        if options.count:
            write_synthetic(checkouts[0], synthetic, options.count)
            total += compare("fictional bulletins", checkouts, synthetic, renamed)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
