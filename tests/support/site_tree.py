"""A built site as data: its files, and what the markup of each page refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

NOT_FOUND = "404.html"
"""Shown by servers in place of any missing page, so its addresses begin at the host's root."""

KINDS = {
    "beranda": r"index\.html",
    "buletin": r"buletin/.+\.html",
    "wilayah": r"wilayah/index\.html",
    "wilayah-provinsi": r"wilayah/[^/]+/index\.html",
    "wilayah-kabupaten": r"wilayah/[^/]+/[^/]+/index\.html",
    "tanggal": r"tanggal/index\.html",
    "tanggal-tahun": r"tanggal/\d{4}/index\.html",
    "tanggal-bulan": r"tanggal/\d{4}/\d{2}/index\.html",
    "instansi": r"instansi/index\.html",
    "instansi-jenis": r"instansi/[^/]+/index\.html",
    "instansi-satu": r"instansi/[^/]+/(?!index|di-|tahun-)[^/]+\.html",
    "topik": r"topik/index\.html",
    "topik-satu": r"topik/(?!index\.html)[^/]+(/index)?\.html",
    "tentang": r"tentang/index\.html",
    "panduan": r"panduan/.+\.html",
}
"""Kinds of page that every site has, by pattern of address."""

KINDS_OF_LONG_SITES = {
    "wilayah-bagian": r"wilayah/.+/\d{4}[^/]*\.html",
    "tanggal-hari": r"tanggal/\d{4}/\d{2}/\d{2}[^/]*\.html",
    "instansi-jenis-wilayah": r"instansi/[^/]+/di-[^/]+\.html",
    "instansi-jenis-bagian": r"instansi/[^/]+/tahun-[^/]+\.html",
    "instansi-bagian": r"instansi/[^/]+/[^/]+/\d{4}[^/]*\.html",
    "instansi-tindak-lanjut": r"instansi/[^/]+/[^/]+/tindak-lanjut\.html",
    "topik-bagian": r"topik/[^/]+/\d{4}[^/]*\.html",
}
"""Kinds of page that appear when listings grow long."""

_ADDRESS_ATTRIBUTES = {"href", "src", "action", "poster", "data", "formaction", "cite"}


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in the markup of a page, as it is written there."""

    page: str
    line: int
    tag: str
    attribute: str
    value: str
    rel: str = ""

    @property
    def is_hyperlink(self) -> bool:
        """Whether following it is up to the reader; everything else is loaded by the browser."""
        if self.tag == "link":
            return self.rel in {"canonical", "alternate", "license", "author", "next", "prev"}
        return self.tag in {"a", "area", "blockquote", "q"}

    @property
    def is_external(self) -> bool:
        """Whether it names a scheme or a host."""
        split = urlsplit(self.value)
        return bool(split.scheme or split.netloc)

    def target(self) -> tuple[str, str]:
        """Return the address in the tree and the fragment, both decoded."""
        split = urlsplit(self.value)
        path = unquote(split.path)
        if self.page == NOT_FOUND:
            path = path.lstrip("/")
        address = normpath(f"{dirname(self.page)}/{path}").lstrip("/") if path else self.page
        return address, unquote(split.fragment)

    def __str__(self) -> str:
        return f"{self.page}:{self.line} <{self.tag} {self.attribute}={self.value!r}>"


@dataclass(slots=True)
class Page:
    """What tests want to know of the markup of one page."""

    address: str
    text: str
    references: list[Reference] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    inline: list[str] = field(default_factory=list)
    tags: dict[str, int] = field(default_factory=dict)
    language: str = ""
    title: str = ""

    @property
    def is_stub(self) -> bool:
        """Whether it only sends on to another address."""
        return "http-equiv:refresh" in self.metas


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self._page = page
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, line = self._page, self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        page.tags[tag] = page.tags.get(tag, 0) + 1
        self._in_title = self._in_title or (tag == "title" and not page.title)
        if tag == "html":
            page.language = values.get("lang", "")
        if tag == "meta":
            for kind in ("name", "property", "http-equiv"):
                if key := values.get(kind):
                    prefix = "http-equiv:" if kind == "http-equiv" else ""
                    page.metas[prefix + key.lower()] = values.get("content", "")
        if identifier := values.get("id"):
            page.ids.append(identifier)
        self._find_inline(tag, values, line)
        for name, value in values.items():
            if name in _ADDRESS_ATTRIBUTES or name.endswith(":href"):
                rel = values.get("rel", "").lower()
                page.references.append(Reference(page.address, line, tag, name, value.strip(), rel))
            elif name in {"srcset", "imagesrcset"}:
                for part in value.split(","):
                    address = part.split()[0] if part.split() else ""
                    page.references.append(Reference(page.address, line, tag, name, address))
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            address = values.get("content", "").partition("url=")[2].strip("'\" ")
            page.references.append(Reference(page.address, line, "a", "refresh", address))

    def _find_inline(self, tag: str, values: dict[str, str], line: int) -> None:
        found = [name for name in values if name == "style" or name.startswith("on")]
        is_data = values.get("type", "") in {"application/json", "application/ld+json"}
        if tag == "style" or (tag == "script" and "src" not in values and not is_data):
            found.append(tag)
        found += [
            f"{name}={value}"
            for name, value in values.items()
            if value.strip().lower().startswith(("javascript:", "vbscript:"))
        ]
        self._page.inline += [f"{self._page.address}:{line} <{tag}> {what}" for what in found]

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self._page.title += data


def read_page(address: str, text: str) -> Page:
    """Return what the markup of a page says."""
    page = Page(address, text)
    reader = _Reader(page)
    reader.feed(text)
    reader.close()
    return page


class Pages(Mapping[str, Page]):
    """Pages by address, each read and taken apart when it is first asked for."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = {one: path for one, path in files.items() if one.endswith(".html")}
        self._read: dict[str, Page] = {}

    def __getitem__(self, address: str) -> Page:
        if address not in self._read:
            text = self._files[address].read_text(encoding="utf-8")
            self._read[address] = read_page(address, text)
        return self._read[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@dataclass(frozen=True, slots=True)
class Tree:
    """All files of a site by address (``/`` between folders), and its pages."""

    root: Path
    files: dict[str, Path]
    pages: Pages

    @classmethod
    def read(cls, root: Path) -> Tree:
        """Look through a folder; pages must be UTF-8."""
        files = {
            path.relative_to(root).as_posix(): path
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }
        return cls(root, files, Pages(files))

    def of_kind(self, kind: str) -> list[str]:
        """Return the addresses of all pages of a kind, without stubs."""
        pattern = re.compile({**KINDS, **KINDS_OF_LONG_SITES}[kind])
        return [
            address
            for address in self.pages
            if pattern.fullmatch(address)
            and b'http-equiv="refresh"' not in self.files[address].read_bytes()
        ]

    def specimen(self, kind: str) -> str:
        """Return the largest page of a kind: the one in which most can be wrong."""
        found = self.of_kind(kind)
        assert found, f"no page of the kind {kind!r}"
        return max(found, key=lambda address: (self.files[address].stat().st_size, address))

    def specimens(self) -> list[str]:
        """Return one page of each kind that the site has; those every site has must be there."""
        extra = [kind for kind in KINDS_OF_LONG_SITES if self.of_kind(kind)]
        return [self.specimen(kind) for kind in (*KINDS, *extra)]
