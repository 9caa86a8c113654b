"""Which edition a site is: a name made from its content, its date, and the one file saying so.

Every page loads ``assets/edisi.js`` and shows what it says. A new edition therefore changes that
one file instead of every page. It is a classic script without imports or requests, so that it
runs from ``file://`` under the site's security policy; without JavaScript a page simply does not
show its edition.

The clock is never asked here, only in the reader's browser.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rakor.publish.comments import without_comments

STAMP = "assets/edisi.js"
"""Address of the file that says which edition the site is."""

MOST_STAMP = 1 << 20
"""Bytes that no such file exceeds."""

STALE_AFTER = 180
"""Days after which a copy asks its reader to look for a newer one, unless told otherwise."""

_HEAD = "window.rakorEdisi = "


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the pages of an edition say about it.

    Attributes:
        id: twelve hexadecimal digits made from the content, see :func:`edition_id`.
        name: name of the site.
        url: where the live site is, with a closing slash, or empty.
        date: the day this edition speaks of, or None when ``mkdocs.yml`` names none.
        stale_after: age in days from which copies carry a notice.
        time: the time of that day, where one day has several editions.
    """

    id: str
    name: str = ""
    url: str = ""
    date: dt.date | None = None
    stale_after: int = STALE_AFTER
    time: dt.time | None = None

    @property
    def moment(self) -> str:
        """Where the edition stands among those of the same site, see :func:`moment`."""
        return moment(self.date, self.time)

    def script(self) -> bytes:
        """Return the content of the file at :data:`STAMP`."""
        values = {
            "id": self.id,
            "nama": self.name,
            "situs": self.url,
            "tanggal": self.date.isoformat() if self.date else "",
            "waktu": self.time.isoformat() if self.time else "",
            "usia": self.stale_after,
        }
        return f"{_HEAD}{json.dumps(values, ensure_ascii=False)};\n{_program()}".encode()


@cache
def _program() -> str:
    return without_comments((Path(__file__).parent / "edisi.js").read_text(encoding="utf-8"))


def read_stamp(script: bytes) -> Stamp | None:
    """Read what :meth:`Stamp.script` wrote; None if it is something else."""
    try:
        first = script.decode("utf-8").split("\n", 1)[0]
        if not first.startswith(_HEAD):
            return None
        values = json.loads(first.removeprefix(_HEAD).removesuffix(";"))
        date, time = str(values["tanggal"]), str(values["waktu"])
        return Stamp(
            id=str(values["id"]),
            name=str(values["nama"]),
            url=str(values["situs"]),
            date=dt.date.fromisoformat(date) if date else None,
            stale_after=int(values["usia"]),
            time=dt.time.fromisoformat(time) if time else None,
        )
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return None


def moment(date: dt.date | None, time: dt.time | None) -> str:
    """Return what editions of one site are ordered by: ``2026-11-20`` or ``2026-11-20T14:30:00``.

    Texts compare as the moments do: a day stands before its times, and what has no date before
    everything. Who publishes says it, the clock of the machine does not: the same input gives the
    same bytes. So of two editions that say the same nobody can tell the newer one.
    """
    if date is None:
        return ""
    return f"{date.isoformat()}T{time.isoformat('seconds')}" if time else date.isoformat()


def content_digest(content: bytes = b"") -> hashlib.blake2b:
    """Return the digest by which the content of a file counts towards the edition; feed it more."""
    return hashlib.blake2b(content, digest_size=16)


def weigh(files: Iterable[tuple[str, bytes]]) -> int:
    """Return the sum that names the edition of ``files``; see :func:`edition_name`.

    The file at :data:`STAMP`, which holds the name itself, adds nothing.

    Args:
        files: address and :func:`content_digest` of every file, no address twice.
    """
    total = 0
    for address, content in files:
        if address != STAMP:
            line = f"{content.hex()}  {address}".encode()
            total += int.from_bytes(hashlib.blake2b(line, digest_size=16).digest(), "big")
    return total


def edition_name(total: int) -> str:
    """Return the name of the edition whose files weigh this much.

    A sum of digests does not depend on the order of the files, and one of them can be taken out
    and another put in without looking at the rest (Bellare and Micciancio, "A New Paradigm for
    Collision-Free Hashing", 1997). It tells editions apart; that nobody has tampered with a copy
    is for manifests and signatures to say.
    """
    return hashlib.blake2b((total % (1 << 128)).to_bytes(16, "big"), digest_size=6).hexdigest()


def edition_id(files: Iterable[tuple[str, bytes]]) -> str:
    """Return the name of the edition that consists of ``files``, given as to :func:`weigh`."""
    return edition_name(weigh(files))


def is_edition_id(text: str) -> bool:
    """Tell whether ``text`` has the form of a name made by :func:`edition_id`."""
    return re.fullmatch(r"[0-9a-f]{12}", text) is not None
