"""Texts of small fictional bulletins, and a project folder to put them in."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = "jawa-timur/kabupaten-probolinggo/2024"
NAME = f"{FOLDER}/2024-11-14-contoh.md"
ID = NAME.removesuffix(".md")
BODY = "\nIsi contoh untuk pengujian.\n"

KEYS = {
    "judul": "judul: Rapat koordinasi contoh untuk pengujian",
    "tanggal": "tanggal: 2024-11-14",
    "wilayah": 'wilayah: "35.13"',
    "penyelenggara": "penyelenggara: Pemkab Probolinggo",
    "instansi": "instansi:\n  - KPU Kabupaten Probolinggo",
    "topik": "topik:\n  - pilkada",
    "ringkasan": "ringkasan: Ringkasan contoh yang hanya dipakai untuk pengujian.",
    "sumber": "sumber:\n  - nama: Situs Contoh",
}

_KEY = re.compile(r"^([A-Za-z_]\w*):", re.MULTILINE)


def text(extra: str = "", body: str = BODY) -> str:
    """A good bulletin with the lines of ``extra`` instead of its own lines of those keys."""
    replaced = set(_KEY.findall(extra))
    own = [lines for key, lines in KEYS.items() if key not in replaced]
    return "\n".join(["---", *own, *([extra] if extra else []), "---", body])


def project(root: Path) -> Path:
    """A project with topics, an attachment and one good bulletin that others may refer to."""
    folder = root / "bulletins"
    (folder / FOLDER).mkdir(parents=True)
    (folder / "topics.yml").write_text("pilkada: Pilkada\nkeamanan: Keamanan\n", encoding="utf-8")
    (folder / FOLDER / "undangan.pdf").write_bytes(b"%PDF-1.4 contoh")
    put(
        root,
        "jawa-timur/2024/2024-11-20-lanjutan.md",
        text(
            "wilayah: Jawa Timur\ntanggal: 2024-11-20\npenyelenggara: KPU RI",
            "\n[Undangan](../kabupaten-probolinggo/2024/undangan.pdf).\n",
        ),
    )
    return root


def put(root: Path, name: str, content: str | bytes) -> Path:
    """Write a file below ``bulletins/``, byte for byte."""
    path = root / "bulletins" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
