"""From MkDocs' configuration to the settings that the rest of the package knows."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from rakor.errors import FrameError
from rakor.opener import Folder
from rakor.printable import printable
from rakor.registry import AmbiguousLabel, LabelError, regions
from rakor.settings import (
    Settings,
    parse_edition,
    parse_publisher,
    parse_site_url,
    parse_stale_after,
)
from rakor.theme.config_places import ConfigPlaces
from rakor.theme.frame_inputs import written
from rakor.theme.identity import FindIcon, Identity, read_identity
from rakor.theme.unsupported import not_supported

_LARGEST_ICON = 100_000


def read_settings(config: MkDocsConfig, root: Path) -> Settings:
    """Return the settings of a site, and take out of ``extra`` what they now hold.

    Raises:
        FrameError: a value is of no kind that can be kept.
    """
    places = ConfigPlaces(root)
    if not config.site_name.strip():
        raise FrameError(
            f"{places.at('site_name')}: site_name: isinya kosong, padahal nama itu ada di setiap "
            'halaman.\n  Tulis   site_name: "Rapat Koordinasi Kabupaten Contoh"'
        )
    configs: dict[str, Any] = config.mdx_configs
    try:
        plain = json.loads(json.dumps(configs))
    except TypeError as error:
        raise FrameError(
            "mkdocs.yml: pengaturan markdown_extensions hanya boleh memakai nilai biasa "
            f"(teks, angka, daftar), bukan objek Python. {error}"
        ) from error
    edition, edition_time = parse_edition(config.extra.pop("edisi", None))
    publisher = parse_publisher(config.extra.pop("penerbit", None))
    scope = read_regions(config.extra.pop("wilayah", None), places)
    config.extra["publisher"] = publisher  # for base.html
    return Settings(
        name=config.site_name,
        url=parse_site_url(config.site_url),
        description=config.site_description or "",
        site_dir=os.path.relpath(config.site_dir, root),
        # Taken out: pages must not change with the edition, only what it shows and withholds.
        stale_after=parse_stale_after(config.extra.pop("usia_salinan", None)),
        edition=edition,
        edition_time=edition_time,
        publisher=publisher,
        regions=scope,
        extensions=tuple(str(name) for name in config.markdown_extensions),
        extension_configs=plain,
    )


def read_regions(value: object, places: ConfigPlaces) -> tuple[str, ...]:
    """Read ``extra.wilayah``: one region or several, by code or official name, or nothing.

    Raises:
        FrameError: there is no such region, or several have the name.
    """
    found = []
    above = ("extra", "wilayah")
    ones = value if isinstance(value, list) else [] if value in (None, "") else [value]
    for number, one in enumerate(ones):
        keys = (*above, number) if isinstance(value, list) else above
        # YAML takes 35.10 for the number 35.1; the code is what was written.
        label = places.text(*keys) if isinstance(one, float) else str(one)
        try:
            region = regions().resolve(label)
            if isinstance(one, float):
                raise AmbiguousLabel(label, (region,))
        except LabelError as error:
            meant = (*getattr(error, "candidates", ()), *getattr(error, "suggestions", ()))
            names = " atau ".join(f'"{region.code}" ({region.name})' for region in meant)
            if isinstance(one, float):
                why = "Tanpa tanda petik, kode terbaca sebagai bilangan, dan nol di ujungnya hilang"
            else:
                several = isinstance(error, AmbiguousLabel)
                why = f"{'Beberapa' if several else 'Tidak ada'} wilayah bernama atau berkode itu"
            raise FrameError(
                f'{places.at(*keys)}: extra.wilayah: "{printable(label)}" bukan kode atau nama '
                f"satu wilayah.\n  Sebab   {why}.\n"
                f"  Tulis   wilayah: {names or chr(34) + '74.06' + chr(34)}"
            ) from error
        found.append(region.code)
    return tuple(dict.fromkeys(found))


def read_site_identity(config: MkDocsConfig, root: Path) -> tuple[Identity, list[str]]:
    """Return what makes the site its office's own, and a line for each setting without effect.

    Read from what people wrote, without the defaults of MkDocs and Material.

    Raises:
        FrameError: something does not fit; all of it is said.
    """
    said = written(root)
    if not isinstance(said.get("theme"), Mapping):
        said["theme"] = {"name": said.get("theme")}
    places = ConfigPlaces(root)
    identity = read_identity(said, Path(config.docs_dir), places, _finder(config))
    return identity, list(not_supported(said, config.plugins, places))


def _finder(config: MkDocsConfig) -> FindIcon:
    def find(name: str) -> str | None:
        for folder in config.theme.dirs:
            try:
                with Folder(folder) as one:
                    data = one.read(f".icons/{name}.svg", _LARGEST_ICON)
            except OSError:
                continue
            return data.decode("utf-8", "replace")
        return None

    return find
