"""RK150 and RK151: the place of a bulletin's file against its region and date."""

from __future__ import annotations

import re

from rakor.diagnostics import Report
from rakor.rules.labels import Resolver
from rakor.rules.names import BULLETIN_NAME
from rakor.rules.schema import Reading
from rakor.rules.tree import FOLDER

_DATED = re.compile(r"(?:[0-9-]{0,12}-)?(.*)\.md")


def check_place(report: Report, relative: str, reading: Reading, resolver: Resolver) -> None:
    """Compare ``relative`` (below ``bulletins/``) with the region and first day it states."""
    folder, _, name = relative.rpartition("/")
    folder, _, year = folder.rpartition("/")
    region, day = reading.region, reading.start
    right_folder = resolver.folder(region) if region else folder
    stem = BULLETIN_NAME.fullmatch(name)
    rest = stem[2] if stem else (match[1] if (match := _DATED.fullmatch(name)) else "contoh")
    right_year = f"{day:%Y}" if day else year
    right_name = f"{day}-{rest}.md" if day else name
    right = "/".join(part for part in (FOLDER, right_folder, right_year, right_name) if part)
    remedy = f"Pindahkan berkas ini ke {right}"
    is_certain = bool(region and day and stem)
    if region and folder != right_folder:
        node = reading.nodes["wilayah"]
        there = resolver.regions.by_slug(folder)
        report.add(
            "RK150",
            node.start,
            node.end,
            f"Wilayahnya {resolver.regions[region]}, tetapi berkas ini ada di folder "
            f"{folder or FOLDER}/.",
            f"Folder itu untuk {there}."
            if there
            else f"Folder untuk wilayah itu adalah {right_folder}/.",
            f'{remedy}, atau tulis wilayah: "{there.code}"' if there else remedy,
            is_step=True,
            move_to=right if is_certain else "",
        )
    if day and (year != right_year or (stem is not None and stem[1] != f"{day}")):
        node = reading.nodes["tanggal"]
        report.add(
            "RK151",
            node.start,
            node.end,
            f"Tanggalnya {day}, tetapi letak berkas ini {year + '/' if year else ''}{name}.",
            "Nama berkas diawali tanggal hari pertama dan berada di folder tahunnya.",
            remedy + " atau perbaiki tanggalnya.",
            is_step=True,
            move_to=right if is_certain else "",
        )
