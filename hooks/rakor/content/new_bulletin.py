"""A new bulletin to be written: what is known filled in, every other key ready as a comment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from rakor.content.keys import BULLETIN, Key
from rakor.portable_names import is_reserved
from rakor.registry.labels import slug
from rakor.source.canonical import Value, front_matter

_LONGEST_NAME = 60
_LATER = ("ralat", "alamat_lama")  # what a bulletin that was never published cannot have
_RAKOR = re.compile(r"\brapat koordinasi\b", re.IGNORECASE)


def file_name(title: str) -> str:
    """The part of a bulletin's file name that its title gives: a few words, cut between two."""
    name = slug(_RAKOR.sub("rakor", title))
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition("-")[0]
    return "rakor" if not name or is_reserved(name) else name


def blank_bulletin(title: str, day: dt.date, region: str) -> str:
    """The text of a draft: title, day and region (its code) are filled in, the rest is offered."""
    known: dict[str, Value] = {
        "judul": title,
        "tanggal": day,
        "wilayah": region,
        "status": "draf",
    }
    open_ = [key for key in BULLETIN.values() if key.name not in {*known, *_LATER}]
    return "".join(
        [
            "---\n",
            front_matter(known),
            "\n# Wajib diisi: hapus tanda # di depan baris, lalu ganti titik-titiknya.\n",
            *(line for key in open_ if key.required for line in _offer(key)),
            "\n# Bila diketahui:\n",
            *(line for key in open_ if not key.required for line in _offer(key)),
            "---\n\n",
        ]
    )


def _offer(key: Key) -> Iterator[str]:
    yield f"# ({key.meaning})\n"
    for line in key.blank.splitlines():
        yield f"# {line}\n"
