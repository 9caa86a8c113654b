"""What the build needs to know of ``mkdocs.yml``, free of MkDocs.

The adapter reads the configuration once through MkDocs and hands it on in this form; stored
beside the shells as JSON, so that a build without MkDocs sees the same settings.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rakor.errors import FrameError, RootNotFound
from rakor.printable import printable
from rakor.publish.edition import STALE_AFTER, moment

CONFIG_NAME = "mkdocs.yml"

STORE_NAME = ".rakor"
"""Folder beside ``mkdocs.yml`` for what can be made again at any time."""

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]+(\d\d)[.:](\d\d)(?:[.:](\d\d))?)?")


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above ``start`` that holds ``mkdocs.yml``.

    Raises:
        RootNotFound: there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder
    raise RootNotFound(
        f"Tidak ada berkas {CONFIG_NAME} di {start} maupun di folder atasnya. "
        "Jalankan perintah ini dari dalam folder situs, atau tambahkan --root FOLDER."
    )


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the site (``extra.penerbit``); all but the name may be empty.

    Attributes:
        name: ``nama``, of the office.
        address: ``alamat``, in one line.
        email: ``surel``, where mistakes are reported.
        website: ``situs``, of the office itself.
    """

    name: str
    address: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The part of the configuration that shapes generated pages.

    Attributes:
        name: ``site_name``.
        url: ``site_url`` with a closing slash, or empty: then nothing absolute is written.
        description: ``site_description``, plain text.
        site_dir: where ``mkdocs.yml`` wants the site, relative to the site's folder, which may
            therefore be moved.
        stale_after: ``extra.usia_salinan``: days after which copies carry a notice.
        edition: ``extra.edisi``: the day that this edition speaks of, or None. The clock is
            never asked, so that the same input gives the same bytes.
        edition_time: the time of that day, if ``extra.edisi`` names one.
        publisher: who publishes the site, or None while ``mkdocs.yml`` does not say.
        regions: ``extra.wilayah``: codes of the regions whose record this is; empty for all.
        extensions: names of the Markdown extensions, in the order of ``mkdocs.yml``.
        extension_configs: their options; plain JSON values only.
    """

    name: str
    url: str = ""
    description: str = ""
    site_dir: str = ""
    stale_after: int = STALE_AFTER
    edition: dt.date | None = None
    edition_time: dt.time | None = None
    publisher: Publisher | None = None
    regions: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    extension_configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the settings as plain JSON values."""
        values = asdict(self)
        del values["edition_time"]
        values["edition"] = moment(self.edition, self.edition_time)
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Settings:
        """Read what :meth:`to_json` wrote."""
        day, time = parse_edition(values["edition"])
        return cls(
            **{
                **values,
                "edition": day,
                "edition_time": time,
                "publisher": Publisher(**values["publisher"]) if values.get("publisher") else None,
                "regions": tuple(values.get("regions", ())),
                "extensions": tuple(values["extensions"]),
            }
        )


_SITE_URL = re.compile(r"https?://[^\s/?#\"<>\\^`{|}]+(?:/[^\s?#\"<>\\^`{|}]*)?")


def parse_site_url(value: object) -> str:
    """Read ``site_url``: where the site is published, with a closing slash, or nothing.

    Raises:
        FrameError: no browser would take it as it is written.
    """
    url = str(value or "")
    if not url or (_SITE_URL.fullmatch(url) and url.isprintable()):
        return url if not url or url.endswith("/") else f"{url}/"
    blanks = any(one.isspace() for one in url)
    why = "berisi spasi" if blanks else "bukan alamat http atau https tanpa tanda tanya dan pagar"
    # Only what is certain is offered: a blank within may stand for anything.
    remedy = url.strip() if _SITE_URL.fullmatch(url.strip()) else "https://rakor.contoh.go.id/"
    raise FrameError(
        f'{CONFIG_NAME}: "site_url: {printable(url)}" {why}. Alamat ini dipakai di setiap halaman, '
        f"umpan, dan tabel, jadi harus dapat dibuka apa adanya. Tulis, misalnya: site_url: {remedy}"
    )


def parse_edition(value: object) -> tuple[dt.date | None, dt.time | None]:
    """Read ``extra.edisi``: a day, a day and a time (``2024-11-26 14.30``), or nothing.

    Raises:
        FrameError: it is none of these.
    """
    if value is None or value == "":
        return None, None
    # YAML makes dates and times of what has their form; written out they have it again.
    found = _MOMENT.fullmatch(str(value))
    try:
        if not found:
            raise ValueError
        day, hour, minute, second = found.groups()
        time = dt.time(int(hour), int(minute), int(second or 0)) if hour else None
        return dt.date.fromisoformat(day), time
    except ValueError:
        raise FrameError(
            f'{CONFIG_NAME}: "edisi: {value}" bukan tanggal. '
            "Tulis tahun-bulan-hari, misalnya: edisi: 2024-11-26. "
            "Bila sehari terbit beberapa kali, tambahkan pukulnya: edisi: 2024-11-26 14.30"
        ) from None


def parse_stale_after(value: object) -> int:
    """Read ``extra.usia_salinan``: a number of days, or nothing for the usual.

    Raises:
        FrameError: it is no number of days.
    """
    if value is None or value == "":
        return STALE_AFTER
    if str(value).isascii() and str(value).isdigit():
        return int(str(value))
    raise FrameError(
        f'{CONFIG_NAME}: "usia_salinan: {value}" bukan jumlah hari. '
        f"Tulis angka saja, misalnya: usia_salinan: {STALE_AFTER}"
    )


_PUBLISHER = {"nama": "name", "alamat": "address", "surel": "email", "situs": "website"}
_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\".]+")


def parse_publisher(value: object) -> Publisher | None:
    """Read ``extra.penerbit``: who publishes the site, or nothing.

    Raises:
        FrameError: it is no such thing; the message says what to write.
    """
    if value is None or value == "":
        return None
    if not isinstance(value, Mapping):
        raise _not_a_publisher("penerbit berisi nama, alamat, surel, dan situs")
    unknown = [str(key) for key in value if key not in _PUBLISHER]
    if unknown:
        raise _not_a_publisher(f'kunci "{unknown[0]}" tidak dikenal di bawah penerbit')
    found = {
        _PUBLISHER[key]: " ".join(str(one).split()) for key, one in value.items() if one is not None
    }
    if not any(found.values()):
        return None
    if not found.get("name"):
        raise _not_a_publisher("penerbit belum menyebut nama")
    email, website = found.get("email", ""), found.get("website", "")
    if email and not _EMAIL.fullmatch(email):
        raise _not_a_publisher(f'"surel: {email}" bukan alamat surel')
    if website and not website.startswith(("https://", "http://")):
        raise _not_a_publisher(f'"situs: {website}" tidak diawali https://')
    return Publisher(**found)


def _not_a_publisher(why: str) -> FrameError:
    return FrameError(
        f"{CONFIG_NAME}: {why}. Tulis, misalnya: penerbit: {{nama: Bagian Pemerintahan Setda "
        "Kabupaten Contoh, surel: rakor@contoh.go.id}"
    )
