"""A new site: its files with what is known filled in, and writing them where there are none."""

from __future__ import annotations

import datetime as dt
import html
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rakor.content.new_bulletin import file_name
from rakor.errors import RakorError
from rakor.incremental.fingerprints import files_in
from rakor.opener import Folder, LinkFound, Unfit
from rakor.printable import printable
from rakor.registry import Level, Region, load_agencies, regions
from rakor.source.canonical import Value, front_matter, quoted
from rakor.source.scan import FOLDER
from rakor.starter.wheel import Wheel

FORGES = ("github", "gitlab")
CAPITAL = "31"
"""The region of the example of a site that is not one region's: where ministries sit."""

_FILES = Path(__file__).parent / "files"
_AHEAD = dt.timedelta(days=14)
_SLOT = re.compile("@@([a-z_]+)@@")
_EXAMPLE = "Contoh rapat koordinasi yang akan datang"


@dataclass(frozen=True, slots=True)
class NewSite:
    """What is asked of who makes a new site.

    Attributes:
        name: of the site.
        region: whose meetings it records; None for the whole country.
        publisher: the office that publishes it.
        contact: where mistakes are reported, an e-mail address or nothing.
        url: where it will be published, with a closing slash, or nothing.
        forge: where its files will lie, one of :data:`FORGES`.
    """

    name: str
    region: Region | None
    publisher: str
    contact: str = ""
    url: str = ""
    forge: str = FORGES[0]


class NotEmpty(RakorError):
    """A folder already holds something."""


def files_of(site: NewSite, today: dt.date, wheel: Wheel | None) -> dict[str, bytes]:
    """Return the files of a new site by path, in order of path.

    Args:
        site: what was answered.
        today: the day the example is planned from.
        wheel: the program as it was installed, for those who install by the site's lock.
    """
    said = _said(site)
    made = {}
    for path, source in files_in(_FILES):
        if "__pycache__" in path or _is_of_another_forge(path, site.forge):
            continue
        data = source.read_bytes()
        if path.endswith((".md", "mkdocs.yml")):
            data = _filled(data.decode("utf-8"), said).encode()
        made["/".join(_plain(part) for part in path.split("/"))] = data
    place, text = example(site, today)
    made[place] = text.encode()
    if wheel is not None:
        made["requirements.lock"] += wheel.requirement().encode()
        if wheel.data:
            made[wheel.place] = wheel.data
    return dict(sorted(made.items()))


def example(site: NewSite, today: dt.date) -> tuple[str, str]:
    """Return path and text of a planned meeting that is plainly an example.

    The rule RK807 warns of it until its title and summary are replaced.
    """
    region = site.region or regions()[CAPITAL]
    day = today + _AHEAD
    host = f"Pemerintah {region.full_name}"
    if region.level is Level.PROVINCE:  # "Daerah Istimewa Yogyakarta" has a name of its own
        host = load_agencies(regions()).at("pemprov", region.code)[0].name
    data: dict[str, Value] = {
        "judul": _EXAMPLE,
        "tanggal": day,
        "wilayah": region.code,
        "status": "rencana",
        "penyelenggara": host,
        "instansi": [host],
        "topik": ["pemerintahan-umum"],
        "ringkasan": "Contoh ringkasan: ganti dengan satu kalimat tentang rapat yang direncanakan.",
        "sumber": [{"nama": "Contoh surat undangan", "tanggal": today}],
    }
    above = f"{FOLDER}/{regions().folder(region.code)}/{day.year}"
    body = (
        "\nContoh: tulis di sini untuk apa rapat ini diadakan, atau hapus berkas ini. "
        "Buletin baru dibuat dengan `rakor new`.\n"
    )
    return f"{above}/{day}-{file_name(_EXAMPLE)}.md", f"---\n{front_matter(data)}---\n{body}"


def write(root: Path, files: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    """Write files below ``root`` that are not there yet; return those written and those kept.

    Raises:
        RakorError: something on the way is a link, or the disk refuses.
    """
    written, kept = [], []
    file = ""
    try:
        root.mkdir(parents=True, exist_ok=True)
        with Folder(root) as folder:
            for file, data in files.items():
                above = file.rpartition("/")[0]
                if above:
                    folder.make_folder(above)
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
                try:
                    handle = folder.open_as(file, flags, 0o644)
                except (FileExistsError, LinkFound):
                    kept.append(file)
                    continue
                with os.fdopen(handle, "wb") as opened:
                    opened.write(data)
                written.append(file)
    except Unfit as error:
        raise RakorError(f"{printable(root / file)}: {error.strerror}.") from error
    except OSError as error:
        reason = error.strerror or error
        raise RakorError(f"{printable(root / file)} tidak bisa ditulis: {reason}.") from error
    return written, kept


def _is_of_another_forge(path: str, forge: str) -> bool:
    return any(path.startswith(f"dot-{other}") for other in FORGES if other != forge)


def _plain(part: str) -> str:
    """The name of a file as it is in a site.

    The package holds none that begins with a dot, and no module that is not its own.
    """
    bare = part.removesuffix(".txt")
    return f".{bare.removeprefix('dot-')}" if bare.startswith("dot-") else bare


def _filled(text: str, said: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: said[slot[1]], text)


def _said(site: NewSite) -> dict[str, str]:
    place = f"di {site.region.full_name}" if site.region else "pemerintah"
    if site.contact:
        report = f"Tulis ke <{site.contact}>, dengan alamat halaman dan apa yang keliru."
    else:
        report = f"Hubungi {_markdown(site.publisher)}, dengan alamat halaman dan apa yang keliru."
    return {
        "name": quoted(site.name),
        "name_text": _markdown(site.name),
        "url": quoted(site.url),
        "description": quoted(f"Catatan terbuka rapat koordinasi {place}."),
        "publisher": quoted(site.publisher),
        "copyright": quoted(f"© {html.escape(site.publisher, quote=False)}"),
        "publisher_text": _markdown(site.publisher),
        "contact": f"    surel: {quoted(site.contact)}\n" if site.contact else "",
        "region": "".join(_region(site.region)),
        "place": place,
        "report": report,
    }


def _region(region: Region | None) -> Iterator[str]:
    if region is not None:
        yield f"  # {region.full_name}: peta, menu, dan halaman hanya untuk wilayah ini.\n"
        yield f"  wilayah: {quoted(region.code)}\n"


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]#|])", r"\\\1", html.escape(text, quote=False))
