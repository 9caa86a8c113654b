"""RK60x and RK901: headings and links in the text below the front matter."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from rakor.content.attachments import ATTACHMENT_TYPE
from rakor.content.repairs import short
from rakor.content.tree import Tree
from rakor.diagnostics import Example, Report, Rule, reports
from rakor.diagnostics.report import LIMIT
from rakor.lint.checks import FileContext, file_check
from rakor.lint.results import WantedAnchor
from rakor.source.file_names import ATTACHMENT_TYPES, IMAGE_TYPES, extension

#: What a link may begin with; the same list that the HTML is cleaned by.
SCHEMES = ("http", "https", "mailto")

_HEADING = re.compile(r"^ {0,3}#(?!#)[^\n]*|<h1\b[^>\n]{0,200}", re.MULTILINE | re.IGNORECASE)
_LONE = re.compile(r"#(?<!##)(?!#)")
_SETEXT = re.compile(r"^ {0,3}=+[ \t]*$", re.MULTILINE)
_BRACKETS = re.compile(r"\\.|!\[|\[|\]\(|\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]{1,200})\]:[ \t]*<?([^\s>]{1,2000})", re.MULTILINE)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,30}:[^\s<>]{0,2000})>")
_ATTRIBUTE = re.compile(
    r"\b(href|src)[ \t\r\n]{0,5}=[ \t\r\n]{0,5}"
    r"(?:\"([^\"]{0,2000})|'([^']{0,2000})|([^\s>\"']{1,2000}))",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Browsers drop these from addresses, so "java\tscript:" is a script all the same.
_DROPPED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")


@file_check
def check_links(file: FileContext) -> None:
    """Check headings and links of the text."""
    offset = file.document.body_start
    used, wanted = check_body(file.report, file.body, offset, file.path, file.tree)
    file.used |= used
    file.wanted += wanted


def check_body(
    report: Report, text: str, offset: int, own: str, tree: Tree
) -> tuple[set[str], list[WantedAnchor]]:
    """Check headings and links; give back the attachments the text uses, and the parts of
    bulletins it points to.

    ``text`` is the body without code, at ``offset`` of the file; ``own`` is the path of the
    bulletin below ``bulletins/``. Codes: RK601 scheme, RK602 outside, RK603 points at nothing,
    RK604 picture, RK613 file type, RK901 top heading.
    """
    used: set[str] = set()
    wanted: list[WantedAnchor] = []
    _check_headings(report, text, offset)
    if "]" in text or "<" in text:
        seen: set[int] = set()  # "[a](<http:b>)" has the looks of two forms
        for target, is_image, start, end in _links(text):
            if report.is_full:
                break
            if start not in seen:
                seen.add(start)
                place = (offset + start, offset + end)
                _Link(report, target, is_image, place, own, tree).check(used, wanted)
    return used, wanted


TOP_HEADING = Rule(
    "RK901",
    "judul-tingkat-satu",
    "Judul tingkat satu di dalam isi",
    "Judul halaman berasal dari kunci judul. Di dalam isi, bagian diberi judul tingkat dua "
    "ke bawah.",
    "# Jalannya Rapat\n\nRapat dibuka pagi hari.\n",
    "## Jalannya Rapat\n\nRapat dibuka pagi hari.\n",
    Example.BODY,
)


@reports(TOP_HEADING)
def _check_headings(report: Report, text: str, offset: int) -> None:
    found: list[tuple[int, int, str]] = []
    if "<" in text or _LONE.search(text):
        for match in islice(_HEADING.finditer(text), LIMIT):
            title = match[0].strip(" #") if "#" in match[0][:4] else ""
            found.append((match.start(), match.start() + len(match[0].rstrip()), title))
    if "=" in text:
        for match in islice(_SETEXT.finditer(text), LIMIT):
            start = text.rfind("\n", 0, max(match.start() - 1, 0)) + 1
            title = text[start : match.start()].strip()
            if title and match.start() > 0:
                found.append((start, start + len(text[start : match.start()].rstrip()), title))
    for start, end, title in found:
        report.at(
            (offset + start, offset + end),
            TOP_HEADING,
            "Ada judul tingkat satu di dalam isi.",
            "Judul halaman sudah dibuat dari kunci judul; halaman hanya punya satu.",
            f"## {short(title) or 'Judul bagian'}",
        )


def _links(text: str) -> Iterator[tuple[str, bool, int, int]]:
    """Every address in the text with its place, and whether a picture is shown from it."""
    if "](" in text:
        yield from _inline_links(text)
    if "]:" in text:
        for match in _DEFINITION.finditer(text):
            if not match[1].startswith("^"):
                yield match[2], False, match.start(2), match.end(2)
    if "<" in text:
        for match in _AUTOLINK.finditer(text):
            yield match[1], False, match.start(1), match.end(1)
        yield from _in_tags(text)


def link_places(text: str) -> Iterator[tuple[str, int, int]]:
    """The addresses of inline links, pictures, definitions and tags of a body without code, and
    where each stands in it."""
    if "](" in text:
        for target, _, start, end in _inline_links(text):
            yield target, start, end
    if "]:" in text:
        for match in _DEFINITION.finditer(text):
            if not match[1].startswith("^"):
                yield match[2], match.start(2), match.end(2)
    if "<" in text:
        yield from ((target, start, end) for target, _, start, end in _in_tags(text))


def _in_tags(text: str) -> Iterator[tuple[str, bool, int, int]]:
    for match in _ATTRIBUTE.finditer(text):
        group = 2 if match[2] is not None else 3 if match[3] is not None else 4
        yield match[group], match[1].lower() == "src", match.start(group), match.end(group)


def _inline_links(text: str) -> Iterator[tuple[str, bool, int, int]]:
    open_marks: list[bool] = []
    at = 0
    while match := _BRACKETS.search(text, at):
        mark = match[0]
        at = match.end()
        if mark in {"[", "!["}:
            open_marks.append(mark == "![")
        elif mark in {"]", "]("}:
            is_image = open_marks.pop() if open_marks else False
            if mark == "](":
                start, end = _destination(text, at)
                at = max(end, at)
                yield text[start:end], is_image, start, end


def _destination(text: str, start: int) -> tuple[int, int]:
    """Where the address of an inline link begins and ends."""
    limit = min(len(text), start + 2000)
    while start < limit and text[start] in " \t\n":
        start += 1
    if text[start : start + 1] == "<":
        end = text.find(">", start, limit)
        return start + 1, end if end >= 0 else limit
    depth = 0
    end = start
    while end < limit:
        char = text[end]
        if char == "(":
            depth += 1
        elif char == ")":
            if depth == 0:
                break
            depth -= 1
        elif char in '\n"' or (char == " " and text[end + 1 : end + 2] in {'"', "'"}):
            break
        end += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return start, end


FORBIDDEN_LINK = Rule(
    "RK601",
    "tautan-berbahaya",
    "Tautan tidak boleh dipakai",
    "Tautan dalam isi hanya boleh http, https, mailto, atau ke berkas di bulletins/. Jenis "
    "lain bisa menjalankan sesuatu di komputer pembaca atau tidak berfungsi di tempat lain.",
    "Baca [pengumuman](javascript:alert(1)).\n",
    "Baca [pengumuman](https://www.contoh.go.id/pengumuman).\n",
    Example.BODY,
)
LINK_OUTSIDE = Rule(
    "RK602",
    "tautan-keluar",
    "Tautan keluar dari folder bulletins/",
    "Hanya yang ada di dalam bulletins/ yang ikut terbit dan ikut disalin ke USB.",
    "Lihat [berkas](../../../../../rahasia.pdf).\n",
    "Lihat [sumbernya](https://www.contoh.go.id/berkas.pdf).\n",
    Example.BODY,
)
BROKEN_LINK = Rule(
    "RK603",
    "tautan-putus",
    "Tautan menuju berkas yang tidak ada",
    "Pembaca yang membuka tautan itu tidak akan menemukan apa-apa.",
    "Lihat [rapat lalu](2024-01-01-tidak-ada.md).\n",
    "Lihat [situsnya](https://www.contoh.go.id/).\n",
    Example.BODY,
)
UNSHOWABLE_PICTURE = Rule(
    "RK604",
    "jenis-gambar",
    "Gambar tidak bisa ditampilkan",
    "Gambar harus berkas jpg, jpeg, png, atau webp di dalam bulletins/. Gambar dari situs "
    "lain tidak tampil tanpa internet dan membuat situs itu tahu siapa yang membaca.",
    "![Suasana rapat](https://www.contoh.go.id/foto.jpg)\n",
    "Foto ada di [situsnya](https://www.contoh.go.id/foto.jpg).\n",
    Example.BODY,
)


@reports(LINK_OUTSIDE, UNSHOWABLE_PICTURE, FORBIDDEN_LINK, ATTACHMENT_TYPE, BROKEN_LINK)
class _Link:
    """One address in the text, to be judged."""

    def __init__(
        self,
        report: Report,
        target: str,
        is_image: bool,
        place: tuple[int, int],
        own: str,
        tree: Tree,
    ) -> None:
        self._report = report
        self._own = own
        self._written = target
        self._target = _DROPPED.sub("", html.unescape(target))
        self._is_image = is_image
        self._start, self._end = place
        self._folder = own.rpartition("/")[0]
        self._tree = tree

    def check(self, used: set[str], wanted: list[WantedAnchor]) -> None:
        """Judge the address; note what it uses or points to."""
        target = self._target
        scheme = _SCHEME.match(target)
        if scheme or target.startswith("//"):
            self._check_foreign(scheme[1].lower() if scheme else "")
        elif not target:
            return
        elif target.startswith("#"):
            self._want(self._own, target[1:], wanted)
        elif target.startswith(("/", "\\")) or "\\" in target:
            self._add(
                LINK_OUTSIDE,
                f'Alamat "{short(target)}" tidak dihitung dari folder buletin ini.',
                "Alamat yang diawali garis miring, atau memakai garis miring terbalik, tidak "
                "berfungsi di USB dan di situs yang dipasang di subfolder.",
                "Tulis letak berkasnya dari folder ini, misalnya undangan.pdf atau "
                "../2024/2024-11-14-contoh.md",
            )
        else:
            self._check_relative(used, wanted)

    def _check_foreign(self, scheme: str) -> None:
        target = self._target
        if self._is_image:
            self._add(
                UNSHOWABLE_PICTURE,
                "Gambar diambil dari luar situs ini.",
                "Gambar dari tempat lain tidak tampil tanpa internet dan membuat situs itu tahu "
                "siapa yang membaca.",
                "Simpan gambarnya di folder buletin ini, lalu tulis ![keterangan](gambar.jpg)",
            )
        elif scheme not in SCHEMES:
            self._add(
                FORBIDDEN_LINK,
                f'Tautan "{short(target)}" tidak boleh dipakai.',
                f"Alamat yang diawali {scheme}: bukan alamat halaman web."
                if scheme
                else "Alamat yang diawali // tidak berfungsi bila situs dibuka dari USB.",
                "Tulis alamat halaman yang lengkap, diawali https://",
            )

    def _want(self, relative: str, anchor: str, wanted: list[WantedAnchor]) -> None:
        if anchor:
            span = self._report.source.span(self._start, self._end)
            wanted.append(WantedAnchor(relative.removesuffix(".md"), unquote(anchor), span))

    def _check_relative(self, used: set[str], wanted: list[WantedAnchor]) -> None:
        path = unquote(self._target.partition("#")[0].partition("?")[0])
        resolved = posixpath.normpath(posixpath.join(self._folder, path))
        if resolved == ".." or resolved.startswith(("../", "/")) or "\\" in path or "\0" in path:
            self._add(
                LINK_OUTSIDE,
                f'Tautan "{short(self._target)}" keluar dari folder bulletins/.',
                "Hanya yang ada di dalam bulletins/ yang ikut terbit.",
                "Salin berkasnya ke folder buletin ini, atau tulis alamat web yang lengkap.",
            )
            return
        kind = extension(resolved)
        if self._is_image and kind not in IMAGE_TYPES:
            self._add(
                UNSHOWABLE_PICTURE,
                f'Berkas "{short(self._target)}" tidak bisa ditampilkan sebagai gambar.',
                f"Gambar harus berjenis {', '.join(IMAGE_TYPES)}.",
                "Simpan gambarnya sebagai jpg atau png, lalu tulis ![keterangan](gambar.jpg)",
            )
        elif resolved in self._tree.attachments:
            used.add(resolved)
        elif kind == "md" and resolved in self._tree.bulletin_set:
            self._want(resolved, self._target.partition("#")[2], wanted)
        elif kind and kind not in (*ATTACHMENT_TYPES, "md", "html") and len(kind) <= 5:
            self._add(
                ATTACHMENT_TYPE,
                f"Berkas berjenis {short(kind, 10)} tidak boleh disertakan.",
                f"Jenis yang diizinkan: {', '.join(ATTACHMENT_TYPES)}.",
                "Simpan berkasnya sebagai salah satu jenis itu, misalnya pdf.",
            )
        else:
            if " " in self._written.strip():
                self._add(
                    BROKEN_LINK,
                    f'Tautan "{short(self._written)}" memuat spasi.',
                    "Alamat di dalam kurung tidak boleh memuat spasi, begitu pula nama berkas di "
                    "bulletins/.",
                    "Ganti spasi pada nama berkasnya dengan tanda hubung, lalu tulis nama itu.",
                )
                return
            page = f"{resolved.removesuffix('.html')}.md"
            known = kind == "html" and page in self._tree.bulletin_set
            self._add(
                BROKEN_LINK,
                f'Tautan "{short(self._target)}" menuju berkas yang tidak ada.',
                f"Tidak ada berkas bulletins/{short(resolved, 120)}."
                + (" Tautan ke buletin lain memakai .md." if kind == "html" else ""),
                posixpath.relpath(page, self._folder or ".")
                if known
                else "Periksa ejaan dan huruf besar-kecilnya, atau tulis alamat web yang lengkap.",
                is_step=not known,
            )

    def _add(self, rule: Rule, message: str, cause: str, remedy: str, is_step: bool = True) -> None:
        self._report.at((self._start, self._end), rule, message, cause, remedy, is_step=is_step)
