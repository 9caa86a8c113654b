"""What the build needs to know of ``mkdocs.yml``, free of MkDocs.

The adapter reads the configuration once through MkDocs and hands it on in this form; stored
beside the shells as JSON, so that a build without MkDocs sees the same settings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rakor.edition import STALE_AFTER
from rakor.errors import FrameError, RootNotFound

CONFIG_NAME = "mkdocs.yml"


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
        extensions: names of the Markdown extensions, in the order of ``mkdocs.yml``.
        extension_configs: their options; plain JSON values only.
    """

    name: str
    url: str = ""
    description: str = ""
    site_dir: str = ""
    stale_after: int = STALE_AFTER
    edition: dt.date | None = None
    extensions: tuple[str, ...] = ()
    extension_configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the settings as plain JSON values."""
        values = asdict(self)
        values["edition"] = self.edition.isoformat() if self.edition else None
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Settings:
        """Read what :meth:`to_json` wrote."""
        return cls(
            **{
                **values,
                "edition": parse_edition(values["edition"]),
                "extensions": tuple(values["extensions"]),
            }
        )


def parse_edition(value: object) -> dt.date | None:
    """Read ``extra.edisi``: a YAML date, ``yyyy-mm-dd`` or nothing.

    Raises:
        FrameError: it is none of these.
    """
    if value is None or value == "":
        return None
    if isinstance(value, dt.date):
        return dt.date(value.year, value.month, value.day)
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise FrameError(
            f'{CONFIG_NAME}: "edisi: {value}" bukan tanggal. '
            "Tulis tahun-bulan-hari, misalnya: edisi: 2024-11-26"
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
