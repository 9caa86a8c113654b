"""What makes a site its office's own: name and sign, colour, styles, scripts, ways to reach it.

``mkdocs.yml`` says it by the names that MkDocs and Material for MkDocs have for it. Nobody but the
office's own host may be named, for the pages must work without a network; files lie in ``docs/``,
are looked at within bounds, and are no links. Whatever does not fit is said, all of it at once,
with its line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nh3

from rakor.errors import FrameError
from rakor.formats.pictures import read_picture
from rakor.opener import Folder, LinkFound, TooLarge
from rakor.pages.icons import drawing
from rakor.printable import printable
from rakor.theme.config_places import ConfigPlaces, Key
from rakor.theme.palette import NAMES, Palette, UnfitColour, derive

OWN_FAVICON = "assets/favicon.svg"
"""What a site has that names none; see :attr:`Identity.sign`."""

FEATURES_STYLE = "assets/isi.css"
FEATURES = {
    *("pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.details", "pymdownx.superfences"),
    *("pymdownx.highlight", "codehilite", "md_in_html"),
}
"""Markdown extensions whose output has a style sheet of its own, loaded where they are in use."""

_LARGEST_SIGN = 200_000
_LARGEST_TEXT = 1_000_000
_MOST_PIXELS = 4096
_SIGNS = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "ico": "image/x-icon",
}
_EXAMPLES = {"extra_css": "assets/kantor.css", "extra_javascript": "assets/kantor.js"}
_MOST_SOCIAL = 12
_NOT_A_DRAWING = re.compile(rb"<\s*(?:script|foreignObject)|\son\w+\s*=|javascript:", re.IGNORECASE)
_FOREIGN_STYLE = re.compile(
    r"""@import\s+(?:url\(\s*)?["']?\s*(?:[a-z][a-z0-9+.-]*:)?//|url\(\s*["']?\s*(?:https?:)?//""",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_PATH = re.compile(r'<path\b[^>]*?\bd="([^"<>&]*)"')
_BOX = re.compile(r'<svg\b[^>]*?\bviewBox="([-\d. ]+)"')


@dataclass(frozen=True, slots=True)
class Script:
    """One of ``extra_javascript``: its address, and whether it may run out of its turn."""

    address: str
    is_async: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One of ``extra.social``: where the office can be found besides."""

    name: str
    link: str
    icon: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What the frame shows of its office; everything may be empty.

    Attributes:
        author: ``site_author``.
        copyright: ``copyright``: text with links and emphasis, clean HTML.
        logo: address of ``theme.logo``.
        favicon: address of ``theme.favicon``, or of what stands in for it.
        favicon_type: media type of that.
        sign: an SVG for :data:`OWN_FAVICON`, if the office has neither favicon nor logo.
        is_rakor: whether the site is still called Rakor, and may bear its sign and word.
        styles: addresses of ``extra_css``.
        scripts: ``extra_javascript``.
        social: ``extra.social``.
        palette: colours derived from ``theme.palette``.
        has_features: whether Markdown may hold what :data:`FEATURES` make.
    """

    author: str = ""
    copyright: str = ""
    logo: str = ""
    favicon: str = OWN_FAVICON
    favicon_type: str = "image/svg+xml"
    sign: str = ""
    is_rakor: bool = False
    styles: tuple[str, ...] = ()
    scripts: tuple[Script, ...] = ()
    social: tuple[Way, ...] = ()
    palette: Palette | None = None
    has_features: bool = False

    def own_files(self) -> list[str]:
        """Addresses of the files of ``docs/`` that the frame names."""
        files = [self.logo, *self.styles, *(script.address for script in self.scripts)]
        if not self.sign and self.favicon != OWN_FAVICON:
            files.append(self.favicon)
        return [file for file in files if file]


FindIcon = Callable[[str], str | None]
"""Returns the SVG of an icon by its name in the theme's sets (``material/email``), or None."""


def read_identity(
    said: Mapping[str, Any], docs: Path, places: ConfigPlaces, find_icon: FindIcon
) -> Identity:
    """Read what ``mkdocs.yml`` says, as plain values; ``docs`` is the folder of its pages.

    Raises:
        FrameError: with all that does not fit, a line each.
    """
    with Folder(docs) as folder:
        reader = _Reader(said, folder, docs.name, places, find_icon)
        identity = reader.read()
    if reader.wrong:
        raise FrameError("\n".join(reader.wrong))
    return identity


class _Reader:
    """One reading; what is wrong is gathered in ``wrong``."""

    def __init__(
        self,
        said: Mapping[str, Any],
        folder: Folder,
        folder_name: str,
        places: ConfigPlaces,
        find_icon: FindIcon,
    ) -> None:
        self._said = said
        self._folder = folder
        self._folder_name = folder_name
        self._places = places
        self._find_icon = find_icon
        self.wrong: list[str] = []

    def read(self) -> Identity:
        name = str(self._said.get("site_name") or "")
        theme = self._said.get("theme") or {}
        palette = self._palette(theme.get("palette"))
        logo = self._sign(theme.get("logo"), "theme", "logo")
        favicon = self._sign(theme.get("favicon"), "theme", "favicon") or logo
        is_rakor = name.casefold() == "rakor"
        sign = "" if favicon or is_rakor else initial_sign(name, palette)
        favicon = favicon or OWN_FAVICON
        return Identity(
            author=self._text(self._said.get("site_author"), "site_author"),
            copyright=self._copyright(),
            logo=logo,
            favicon=favicon,
            favicon_type=_SIGNS[favicon.rpartition(".")[2].lower()],
            sign=sign,
            is_rakor=is_rakor and not logo,
            styles=tuple(self._styles()),
            scripts=tuple(self._scripts()),
            social=tuple(self._social()),
            palette=palette,
            has_features=self._has_features(),
        )

    def _has_features(self) -> bool:
        listed = self._said.get("markdown_extensions")
        if not isinstance(listed, list | Mapping):
            return False
        names = [name for one in listed for name in (one if isinstance(one, Mapping) else [one])]
        return bool(FEATURES & {name for name in names if isinstance(name, str)})

    def _tell(self, keys: tuple[Key, ...], what: str, write: str) -> None:
        name = ".".join(str(key) for key in keys if isinstance(key, str))
        self.wrong.append(f"{self._places.at(*keys)}: {name}: {what}\n  Tulis   {write}")

    def _text(self, value: object, *keys: Key) -> str:
        if value is None or isinstance(value, str):
            return " ".join((value or "").split())
        self._tell(keys, "isinya bukan teks.", f'{keys[-1]}: "teks"')
        return ""

    def _copyright(self) -> str:
        text = self._text(self._said.get("copyright"), "copyright")
        clean = nh3.clean(
            text,
            tags={"a", "abbr", "b", "br", "em", "i", "small", "span", "strong"},
            attributes={"a": {"href"}, "abbr": {"title"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="external noopener",
        )
        if len(re.findall("<[a-z]", text, re.IGNORECASE)) > len(re.findall("<[a-z]", clean)):
            what = "berisi tanda HTML yang tidak boleh ada di kaki halaman."
            self._tell(("copyright",), what, "teks biasa; tautan boleh: <a href=…>…</a>")
        return clean

    # --- files of docs/ ---------------------------------------------------------------------

    def _file(self, value: object, keys: tuple[Key, ...], most: int) -> tuple[str, bytes] | None:
        """Return address and content of a file of ``docs/``; what hinders is told."""
        named = _EXAMPLES.get(str(keys[0]), "assets/logo.svg")
        example = f"jalur berkas di dalam folder {self._folder_name}, misalnya {named}"
        if not isinstance(value, str) or not value.strip():
            self._tell(keys, "isinya bukan nama berkas.", example)
            return None
        name = value.strip()
        if urlsplit(name.replace("\\", "/")).scheme or name.startswith(("//", "\\\\")):
            what = (
                f"{printable(name)} berada di tempat lain. Situs harus dapat dibuka tanpa "
                "jaringan, jadi semua berkasnya ada di folder docs."
            )
            self._tell(keys, what, f"salin berkasnya ke {self._folder_name}/, lalu {example}")
            return None
        inside = f"{self._folder_name}/{printable(name)}"
        try:
            return name, self._folder.read(name, most)
        except LinkFound:
            what = f"{inside} adalah tautan sistem berkas, bukan berkas."
        except TooLarge:
            what = f"{inside} lebih besar dari {most // 1000} KB, padahal dimuat di setiap halaman."
        except FileNotFoundError:
            what = f"{inside} tidak ada."
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "bukan berkas di dalam folder itu"
            what = f"{inside} tidak dapat dibaca ({reason})."
        self._tell(keys, what, self._meant(name) or example)
        return None

    def _meant(self, name: str) -> str:
        """The file that a name comes near to: by slashes, a folder too many, or large letters."""
        bare = name.replace("\\", "/").lstrip("./").removeprefix(f"{self._folder_name}/")
        found = ""
        for part in bare.split("/"):
            try:
                with self._folder.entries(found) as entries:
                    names = sorted(one.name for one in entries)
            except (OSError, ValueError):
                return ""
            alike = [one for one in names if one.casefold() == part.casefold()]
            if not alike:
                return ""
            found = f"{found}/{alike[0]}".lstrip("/")
        return printable(found) if self._folder.is_file(found) else ""

    def _sign(self, value: object, *keys: Key) -> str:
        """A logo or a favicon: its address, or nothing."""
        if keys[-1] == "favicon" and value in (None, OWN_FAVICON):
            value = OWN_FAVICON if self._folder.is_file(OWN_FAVICON) else None
        if value is None:
            return ""
        found = self._file(value, keys, _LARGEST_SIGN)
        if found is None:
            return ""
        name, data = found
        ending = name.rpartition(".")[2].lower()
        if ending not in _SIGNS or (ending == "ico" and keys[-1] == "logo"):
            self._tell(
                keys, f"{printable(name)} bukan gambar.", "berkas .svg, .png, .webp, atau .jpg"
            )
        elif not _is_drawn(ending, data):
            what = f"isi {printable(name)} bukan gambar {ending.upper()} yang utuh dan tanpa skrip."
            self._tell(keys, what, "simpan ulang gambarnya dengan program gambar")
        else:
            return name
        return ""

    def _styles(self) -> list[str]:
        found = []
        for number, value in enumerate(self._list("extra_css")):
            keys = ("extra_css", number)
            file = self._file(value, keys, _LARGEST_TEXT)
            if file is None:
                continue
            name, data = file
            text = _COMMENT.sub("", data.decode("utf-8", "replace"))
            if _FOREIGN_STYLE.search(text):
                what = f"{printable(name)} memuat gaya, huruf, atau gambar dari situs lain."
                self._tell(keys, what, "salin yang dimuatnya ke folder docs, dan sebut dari sana")
            else:
                found.append(name)
        return found

    def _scripts(self) -> list[Script]:
        found = []
        for number, value in enumerate(self._list("extra_javascript")):
            keys = ("extra_javascript", number)
            more = value if isinstance(value, Mapping) else {}
            file = self._file(more.get("path", value), keys, _LARGEST_TEXT)
            if file is None:
                continue
            if more.get("type") == "module" or file[0].endswith(".mjs"):
                what = f"{printable(file[0])} adalah modul, yang tidak jalan dari folder atau stik."
                self._tell(keys, what, "skrip biasa, tanpa import dan export")
            else:
                found.append(Script(file[0], is_async=bool(more.get("async"))))
        return found

    def _list(self, key: str) -> list[Any]:
        value = self._said.get(key)
        if value is None or isinstance(value, list):
            return value or []
        self._tell((key,), "isinya bukan daftar.", f"{key}: [assets/berkas]")
        return []

    # --- colour and ways --------------------------------------------------------------------

    def _palette(self, value: object) -> Palette | None:
        """The first ``primary`` that is named, alone or in a list of schemes."""
        example = f'palette: {{primary: "#0b4a37"}}, atau nama seperti {", ".join(list(NAMES)[:5])}'
        keys: tuple[Key, ...] = ("theme", "palette")
        if value is None:
            return None
        schemes = value if isinstance(value, list) else [value]
        if not all(isinstance(one, Mapping) for one in schemes):
            self._tell(keys, "isinya bukan palet.", example)
            return None
        for number, scheme in enumerate(schemes):
            if scheme.get("primary", "custom") == "custom":
                continue
            primary = scheme["primary"]
            place = (*keys, number, "primary") if isinstance(value, list) else (*keys, "primary")
            if primary is None:
                what = "isinya kosong. Tanpa tanda petik, tanda # memulai komentar."
                self._tell(place, what, example)
                return None
            try:
                return derive(primary if isinstance(primary, str) else "")
            except UnfitColour as error:
                if error.nearest:
                    what = (
                        f"{printable(primary)} terlalu terang untuk tautan dan tombol yang terbaca "
                        "di halaman putih (kontras 7 banding 1)."
                    )
                    write = f'primary: "{error.nearest}", warna terdekat yang terbaca'
                else:
                    what, write = f'"{printable(primary)}" bukan warna.', example
                self._tell(place, what, write)
                return None
        return None

    def _social(self) -> list[Way]:
        keys: tuple[Key, ...] = ("extra", "social")
        example = "{icon: material/email, link: https://…, name: Nama}"
        value = (self._said.get("extra") or {}).get("social")
        if value is None:
            return []
        if not isinstance(value, list) or len(value) > _MOST_SOCIAL:
            what = f"isinya bukan daftar, atau lebih dari {_MOST_SOCIAL}."
            self._tell(keys, what, f"social: [{example}]")
            return []
        found = []
        for number, one in enumerate(value):
            at = (*keys, number)
            if not isinstance(one, Mapping):
                self._tell(at, "isinya bukan kunci dan nilai.", example)
                continue
            link = self._link(one.get("link"), (*at, "link"))
            icon = self._icon(one.get("icon"), (*at, "icon"))
            name = self._text(one.get("name"), *at, "name") or _place_of(link)
            if link:
                found.append(Way(name, link, icon))
        return found

    def _link(self, value: object, keys: tuple[Key, ...]) -> str:
        link = value.strip() if isinstance(value, str) else ""
        if re.fullmatch(r"(?:https?://[^\s/\"<>]+|mailto:[^\s\"<>]+@)[^\s\"<>]*", link):
            return link
        self._tell(keys, f'"{printable(value)}" bukan alamat.', "link: https://… atau mailto:…")
        return ""

    def _icon(self, value: object, keys: tuple[Key, ...]) -> str:
        if value is None:
            return ""
        name = value if isinstance(value, str) else ""
        found = self._find_icon(name) if re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)+", name) else None
        box, paths = _BOX.search(found or ""), _PATH.findall(found or "")
        if box and paths:
            return str(drawing(" ".join(paths), box[1]))
        self._tell(keys, f'tidak ada ikon "{printable(value)}".', "misalnya icon: material/email")
        return ""


def _place_of(link: str) -> str:
    parts = urlsplit(link)
    return (parts.hostname or parts.path).removeprefix("www.")


def _is_drawn(ending: str, data: bytes) -> bool:
    if ending == "svg":
        head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000]
        return b"<svg" in head and not _NOT_A_DRAWING.search(data)
    if ending == "ico":
        return data.startswith(b"\0\0\1\0")
    picture = read_picture(data)
    kind = "jpeg" if ending in ("jpg", "jpeg") else ending
    return (
        picture is not None
        and picture.kind == kind
        and 0 < picture.width <= _MOST_PIXELS
        and 0 < picture.height <= _MOST_PIXELS
    )


def initial_of(name: str) -> str:
    """Return the letter that stands for an office: the first letter or digit of its name."""
    return next((one for one in name if one.isalnum()), "·").upper()[:1]


def initial_sign(name: str, palette: Palette | None) -> str:
    """Return a sign for an office that has none: the first letter of its name on its colour."""
    letter = initial_of(name)
    colour = palette.primary if palette else "#0b4a37"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="3" fill="{colour}"/>'
        '<text x="16" y="23" text-anchor="middle" font-family="serif" font-weight="700" '
        f'font-size="21" fill="#fff">{html.escape(letter)}</text></svg>\n'
    )
