"""RK150 and RK151: the place of a bulletin's file against its region and date."""

from __future__ import annotations

import re

from rakor.content.tree import FOLDER
from rakor.diagnostics import Example, Rule, reports
from rakor.lint.checks import FileContext, file_check
from rakor.registry import Regions
from rakor.source.file_names import BULLETIN_NAME, day_of

_YEAR = re.compile(r"[0-9]{4}")
_DATED = re.compile(r"(?:[0-9-]{0,12}-)?(.*)\.md")


def split_place(relative: str) -> tuple[str, str, str]:
    """The folder of the region, the year and the name in a path below ``bulletins/``; folder
    and year may be empty."""
    folder, _, name = relative.rpartition("/")
    above, _, last = folder.rpartition("/")
    return (above, last, name) if _YEAR.fullmatch(last) else (folder, "", name)


def could_be_published(relative: str, regions: Regions) -> bool:
    """Whether a bulletin may have been published from this path: the folder of a region, the
    year, and a name that begins with a day of that year. Elsewhere it never had an address."""
    folder, year, name = split_place(relative)
    day = day_of(name)
    return day is not None and f"{day:%Y}" == year and regions.by_slug(folder) is not None


WRONG_FOLDER = Rule(
    "RK150",
    "folder-wilayah",
    "Folder tidak sesuai dengan wilayah",
    "Letak berkas menentukan alamat halaman. Buletin provinsi berada langsung di bawah "
    "folder provinsi, buletin kabupaten/kota di bawah folder kabupaten/kota.",
    "jawa-timur/kota-probolinggo/2024/2024-11-14-contoh.md",
    "jawa-timur/kabupaten-probolinggo/2024/2024-11-14-contoh.md",
    Example.PATH,
    fixable=True,
)
WRONG_DAY_IN_NAME = Rule(
    "RK151",
    "nama-dan-tanggal",
    "Nama berkas tidak sesuai dengan tanggal",
    "Nama berkas diawali tanggal hari pertama rapat dan berada di folder tahunnya.",
    "jawa-timur/kabupaten-probolinggo/2024/2024-11-15-contoh.md",
    "jawa-timur/kabupaten-probolinggo/2024/2024-11-14-contoh.md",
    Example.PATH,
    fixable=True,
)


@file_check
@reports(WRONG_FOLDER, WRONG_DAY_IN_NAME)
def check_place(file: FileContext) -> None:
    """Compare where the file lies with the region and first day it states."""
    relative, report, reading = file.path, file.report, file.reading
    resolver, tree = file.resolver, file.tree
    region, day = reading.region, reading.start
    above, _, name = relative.rpartition("/")
    if (
        region
        and day
        and above == f"{resolver.folder(region)}/{day.year}"
        and name.startswith(f"{day}-")
    ):
        return  # as it should be
    folder, year, name = split_place(relative)
    right_folder = resolver.folder(region) if region else folder
    stem = BULLETIN_NAME.fullmatch(name)
    rest = stem[2] if stem else (match[1] if (match := _DATED.fullmatch(name)) else "contoh")
    right_year = f"{day:%Y}" if day else year
    right_name = f"{day}-{rest}.md" if day else name
    right = "/".join(part for part in (FOLDER, right_folder, right_year, right_name) if part)
    is_taken = right.removeprefix(f"{FOLDER}/") in tree.bulletin_set
    remedy = (
        f"Bandingkan dengan {right}, yang sudah ada: bila rapatnya sama, gabungkan keduanya; bila "
        "tidak, pilih nama lain di folder itu"
        if is_taken
        else f"Pindahkan berkas ini ke {right}"
    )
    is_certain = bool(region and day and stem) and not is_taken
    if region and folder != right_folder:
        node = reading.nodes["wilayah"]
        here = resolver.regions[region]
        there = resolver.regions.by_slug(folder)
        missing = "folder wilayah dan folder tahun" if not year else "folder wilayah"
        report.at(
            node,
            WRONG_FOLDER,
            f"Wilayahnya {here}, tetapi berkas ini ada di folder {folder}/."
            if folder
            else f"Berkas ini belum berada di dalam {missing}.",
            f"Folder itu untuk {there}."
            if there
            else f"Folder untuk {here} adalah {right_folder}/, berisi satu folder setiap tahun.",
            f'{remedy}, atau tulis wilayah: "{there.code}"' if there else remedy,
            is_step=True,
            move_to=right if is_certain else "",
        )
    if not (folder and (region or resolver.regions.by_slug(folder))):
        return  # where the folder of the year belongs is not known, or has just been said
    if day and not year:
        if folder != right_folder:
            return
        node = reading.nodes["tanggal"]
        report.at(
            node,
            WRONG_DAY_IN_NAME,
            "Berkas ini belum berada di dalam folder tahun.",
            f"Buletin tahun {right_year} berada di folder {right_folder}/{right_year}/.",
            remedy,
            is_step=True,
            move_to=right if is_certain else "",
        )
    elif day and (year != right_year or (stem is not None and stem[1] != f"{day}")):
        node = reading.nodes["tanggal"]
        # A copy of the bulletin of that day whose date was left as it was?
        is_copy = day_of(name) not in (None, day) and f"{right_folder}/{day:%Y}/{day}" in tree.days
        report.at(
            node,
            WRONG_DAY_IN_NAME,
            f"Tanggalnya {day}, tetapi letak berkas ini {year}/{name}.",
            "Pada tanggal itu sudah ada buletin lain; mungkin tanggalnya tertinggal dari salinan."
            if is_copy
            else "Nama berkas diawali tanggal hari pertama dan berada di folder tahunnya.",
            f"Perbaiki tanggalnya, misalnya tanggal: {day_of(name)}. Bila tanggalnya benar: "
            f"{remedy[0].lower()}{remedy[1:]}."
            if is_copy
            else remedy + " atau perbaiki tanggalnya.",
            is_step=True,
            move_to=right if is_certain and not is_copy else "",
        )
