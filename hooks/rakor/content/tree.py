"""RK10x and RK15x: which files lie below ``bulletins/``, and whether their names will do."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from rakor.diagnostics import Example, Fix, Problem, Rule, reports
from rakor.portable_names import is_reserved
from rakor.printable import printable
from rakor.registry.labels import slug
from rakor.source.file_names import (
    ATTACHMENT_NAME,
    ATTACHMENT_TYPES,
    BULLETIN_NAME,
    MAX_SITE_PATH,
    SLUG,
    day_of,
    extension,
    is_ignored,
    site_path,
)
from rakor.source.scan import REGISTRY_FILES, ScannedFiles, scan_sources

FOLDER = "bulletins"
_MAX_DEPTH = 30
_LONGEST_NAME = 80  # of a name that is proposed, in letters
_LONGEST = MAX_SITE_PATH - len(site_path(".md")) + len(".md")
_is_good_bulletin = re.compile(
    rf"(?!.{{{_LONGEST + 1}}})(?:{SLUG.pattern}/){{0,9}}{BULLETIN_NAME.pattern}"
).fullmatch
"""Whether a path is a bulletin's, with a name that is good in all that is said here."""


@dataclass
class Tree:
    """What lies below ``bulletins/``: paths are relative to it, with ``/``.

    ``bulletins`` are the readable ``.md`` files, sorted; ``attachments`` the readable files of a
    listed type; ``refused`` those that exist and cannot be used (a problem says why); ``seen``
    counts all files looked at.
    """

    root: Path
    bulletins: list[str] = field(default_factory=list)
    attachments: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    registry_files: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    seen: int = 0

    @property
    def folder(self) -> Path:
        """The folder ``bulletins/`` itself."""
        return self.root / FOLDER

    @cached_property
    def bulletin_set(self) -> frozenset[str]:
        """``bulletins`` for looking up, once the scan is done."""
        return frozenset(self.bulletins)

    @cached_property
    def days(self) -> frozenset[str]:
        """Folder and day of every bulletin's path: "jawa-timur/2024/2024-11-14"."""
        return frozenset(name[: name.rfind("/") + 11] for name in self.bulletins)

    def attachment_by_lower(self, path: str) -> str | None:
        """The attachment whose path differs from ``path`` in case only."""
        return self._lower.get(path.lower())

    @cached_property
    def _lower(self) -> dict[str, str]:
        return {name.lower(): name for name in sorted(self.attachments)}

    def ids(self) -> Iterator[str]:
        """The ids of all bulletins, valid or not."""
        return (name.removesuffix(".md") for name in self.bulletins)


class _Noting(set[str]):
    """Names that note which of them were asked for; it holds none itself."""

    def __init__(self, names: Container[str], kind: str, asked: dict[str, str]) -> None:
        super().__init__()
        self._names = names
        self._kind = kind
        self._asked = asked

    def __contains__(self, name: object) -> bool:
        found = name in self._names
        if found:
            self._asked[str(name)] = self._kind
        return found


ATTACHMENT, BULLETIN = "lampiran", "buletin"


class NotingTree(Tree):
    """A tree that notes the files that checks ask for.

    A file without problems stays without as long as it does not change and what it asked for is
    still there; ``asked`` holds the names, each with what it was.
    """

    def __init__(self, tree: Tree) -> None:
        vars(self).update(vars(tree))
        self._plain = tree
        self.asked: dict[str, str] = {}
        self.attachments = _Noting(tree.attachments, ATTACHMENT, self.asked)
        vars(self)["bulletin_set"] = _Noting(tree.bulletin_set, BULLETIN, self.asked)

    def attachment_by_lower(self, path: str) -> str | None:
        return self._plain.attachment_by_lower(path)

    def take_asked(self) -> tuple[tuple[str, str], ...]:
        """Return what was asked for since the last call."""
        asked = tuple(sorted(self.asked.items()))
        self.asked.clear()
        return asked


def shown_name(name: str) -> str:
    """A file name that can be written anywhere: bytes that are not UTF-8 become ``\\xNN``."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _said(name: str) -> str:
    """A file name as it may stand in the middle of a sentence."""
    return printable(shown_name(name))


def whole_file(
    file: str, rule: Rule, message: str, cause: str, remedy: str, *, is_step: bool = True
) -> Problem:
    """A problem of a file as a whole."""
    return rule.problem(shown_name(file), message, cause, remedy, is_step=is_step)


UNREADABLE = Rule(
    "RK101",
    "berkas-tak-terbaca",
    "Berkas tidak bisa dibaca",
    "Yang bernama .md, .yml, atau lampiran harus berkas biasa yang boleh dibaca; folder "
    "atau berkas khusus tidak bisa diterbitkan.",
    "Sebuah folder bernama 2024-11-14-contoh.md",
    "Sebuah berkas biasa bernama 2024-11-14-contoh.md",
    Example.NOTE,
)


@reports(UNREADABLE)
def scan(root: Path, sources: ScannedFiles | None = None) -> Tree:
    """Judge what lies below ``root/bulletins``; nothing is opened, links are not followed.

    ``sources`` is what was found there a moment ago, if somebody has looked.
    """
    tree = Tree(root)
    if not tree.folder.is_dir():
        tree.problems.append(
            whole_file(
                FOLDER,
                UNREADABLE,
                "Folder bulletins/ tidak ditemukan.",
                "Semua buletin dan daftar topik berada di dalam folder itu.",
                "Buat folder bulletins/ di samping mkdocs.yml.",
            )
        )
        return tree
    found = sources or scan_sources(root)
    passed_by: set[str] = set()
    lower: dict[str, str] = {}
    whole = "\n".join(found.signatures)
    has_case = not whole.isascii() or whole != whole.lower()
    special = found.folders.union(found.odd)
    for relative in found.signatures:
        # Of tens of thousands nearly all are like this; there is nothing to say about them.
        if not has_case and _is_good_bulletin(relative) and relative not in special:
            tree.seen += 1
            tree.bulletins.append(relative)
            continue
        folder, _, name = relative.rpartition("/")
        is_folder = relative in found.folders
        if folder in passed_by or is_ignored(name):
            if is_folder:
                passed_by.add(relative)
            continue
        _check_case(tree, lower, folder, name)
        if is_folder and not (name.endswith(".md") or extension(name) in ATTACHMENT_TYPES):
            _check_folder_name(tree, relative, name)
            if relative.count("/") >= _MAX_DEPTH:
                passed_by.add(relative)
            continue
        tree.seen += 1
        if is_folder or relative in found.odd:
            _refuse_kind(tree, relative, found.odd.get(relative))
            passed_by.add(relative)
        else:
            _file(tree, relative, name)
    for relative, error in found.closed.items():
        if relative not in passed_by:
            what = "Folder" if not relative or relative in found.folders else "Berkas"
            tree.refused.add(relative or ".")
            tree.problems.append(unreadable(f"{FOLDER}/{relative or '.'}", what, error))
    tree.bulletins.sort()
    if tree.problems:
        tree.problems = list(_without_clashes(tree.problems, found.signatures))
    return tree


def _without_clashes(problems: Iterable[Problem], names: Iterable[str]) -> Iterator[Problem]:
    """No file is told to take a name that another has, or that another was told to take."""
    taken = {f"{FOLDER}/{name.lower()}" for name in names}
    for problem in problems:
        new = problem.fix.move_to.lower() if problem.fix else ""
        if not new:
            yield problem
        elif new in taken and new != problem.file.lower():  # else only the case differs
            name = new.rpartition("/")[2]
            yield replace(
                problem,
                remedy=f"Ganti namanya. Nama {name} sudah dipakai di sini, jadi pilih yang lain.",
                fix=None,
            )
        else:
            taken.add(new)
            yield problem


NAMES_DIFFER_IN_CASE = Rule(
    "RK154",
    "nama-hanya-beda-huruf-besar",
    "Dua nama hanya berbeda huruf besar-kecil",
    "Di Windows dan di USB kedua nama itu dianggap sama, sehingga salah satu hilang.",
    "undangan.pdf dan Undangan.pdf dalam satu folder",
    "undangan.pdf dan undangan-2.pdf dalam satu folder",
    Example.NOTE,
)


@reports(NAMES_DIFFER_IN_CASE)
def _check_case(tree: Tree, lower: dict[str, str], folder: str, name: str) -> None:
    same = unicodedata.normalize("NFC", name).casefold() if not name.isascii() else name.lower()
    other = lower.setdefault(f"{folder}/{same}", name)
    if other is not name:
        relative = f"{folder}/{name}" if folder else name
        tree.problems.append(
            whole_file(
                f"{FOLDER}/{relative}",
                NAMES_DIFFER_IN_CASE,
                f'Nama "{_said(name)}" hanya berbeda huruf besar-kecil dari "{_said(other)}".',
                "Di Windows dan di USB kedua nama itu dianggap sama, sehingga salah satu hilang.",
                "Ganti salah satu nama.",
            )
        )


FOREIGN_FILE = Rule(
    "RK107",
    "berkas-asing",
    "Berkas ini tidak dikenal",
    "Di dalam bulletins/ hanya ada buletin (.md), topics.yml, agencies.yml, dan lampiran "
    "dengan jenis yang diizinkan, agar tidak ada yang terbit tanpa sengaja.",
    "jawa-timur/kabupaten-probolinggo/2024/konsep.doc",
    "jawa-timur/kabupaten-probolinggo/2024/undangan.pdf",
    Example.NOTE,
)


@reports(FOREIGN_FILE)
def _file(tree: Tree, relative: str, name: str) -> None:
    if relative in REGISTRY_FILES:
        tree.registry_files.add(relative)
    elif name.endswith(".md"):
        tree.bulletins.append(relative)
        _check_bulletin_name(tree, relative, name)
        _check_portable(tree, relative, name)
    elif extension(name) in ATTACHMENT_TYPES:
        tree.attachments.add(relative)
        if not ATTACHMENT_NAME.fullmatch(name):
            _report_name(
                tree,
                relative,
                name,
                "Nama lampiran hanya boleh memuat huruf a–z, angka, tanda hubung, garis bawah, "
                "dan satu titik sebelum jenisnya.",
            )
        _check_portable(tree, relative, name)
    elif is_bulletin_name(name):
        tree.refused.add(relative)
        _report_name(tree, relative, name, "Nama buletin berakhiran .md dengan huruf kecil.")
    else:
        tree.refused.add(relative)
        tree.problems.append(
            whole_file(
                f"{FOLDER}/{relative}",
                FOREIGN_FILE,
                f'Berkas "{_said(name)}" tidak dikenal dan tidak akan terbit.',
                "Di sini hanya ada buletin (.md), topics.yml, agencies.yml, dan lampiran: "
                f"{', '.join(ATTACHMENT_TYPES)}.",
                "Pindahkan berkas ini ke luar bulletins/, atau simpan sebagai jenis yang "
                "diizinkan.",
            )
        )


def _check_folder_name(tree: Tree, relative: str, name: str) -> None:
    if not SLUG.fullmatch(name):
        _report_name(
            tree,
            relative,
            name,
            "Nama folder hanya boleh memuat huruf kecil a–z, angka, dan tanda hubung.",
            is_folder=True,
        )
    elif is_reserved(name):
        _report_reserved(tree, relative, name)


def _check_bulletin_name(tree: Tree, relative: str, name: str) -> None:
    if not BULLETIN_NAME.fullmatch(name):
        _report_name(
            tree,
            relative,
            name,
            "Nama berkas buletin berbentuk tahun-bulan-hari-judul-singkat.md dengan huruf kecil "
            "a–z, angka, dan tanda hubung.",
        )


NAME_FORM = Rule(
    "RK152",
    "bentuk-nama-berkas",
    "Nama berkas atau folder salah bentuk",
    "Nama menjadi alamat halaman, jadi hanya boleh memuat huruf kecil a–z, angka, dan tanda "
    "hubung.",
    "jawa-timur/kabupaten-probolinggo/2024/2024-11-14-Rapat Contoh.md",
    "jawa-timur/kabupaten-probolinggo/2024/2024-11-14-rapat-contoh.md",
    Example.PATH,
    fixable=True,
)


@reports(NAME_FORM)
def _report_name(
    tree: Tree, relative: str, name: str, cause: str, *, is_folder: bool = False
) -> None:
    from rakor.content.dates import guess_date

    stem, dot, ending = name.rpartition(".")
    shown = shown_name(stem if dot else name)
    better = slug(name) if is_folder else name_of(name)
    # Folders hold what others refer to, and bytes that are no text have no one writing.
    is_certain = bool(better) and not is_folder and relative == shown_name(relative)
    if not better and is_bulletin_name(name):
        # "14-11-2024 rapat" and "2024_11_14 rapat" hold the day in another form.
        match = re.match(r"[0-9]{1,4}[-_. ][0-9]{1,2}[-_. ][0-9]{1,4}(?![0-9])", shown)
        day = guess_date(match[0].replace("_", "-")) if match else None
        title = slug(shown[match.end() :] if match else shown)[:_LONGEST_NAME] or "judul-singkat"
        better = f"{day or 'tahun-bulan-hari'}-{title.strip('-')}.md"
    elif not better:
        better = f"nama-baru{dot}{_said(ending) if dot else ''}"
    folder = relative.rpartition("/")[0]
    tree.problems.append(
        NAME_FORM.problem(
            shown_name(f"{FOLDER}/{relative}"),
            f'Nama "{_said(name)}" salah bentuk.',
            cause,
            f"Ganti namanya menjadi {better}, atau jalankan rakor check --fix"
            if is_certain
            else f"Ganti namanya, misalnya menjadi {better}",
            is_step=True,
            fix=Fix(move_to="/".join(filter(None, (FOLDER, folder, better))))
            if is_certain
            else None,
        )
    )


def is_bulletin_name(name: str) -> bool:
    """Whether a file was meant to be a bulletin: "x.md", also "x.MD" and "x.markdown"."""
    return extension(name) in ("md", "markdown")


def name_of(name: str) -> str:
    """The name of a file in the right form: small letters, hyphens for blanks.

    Nothing where a bulletin's does not begin with a day, or no letter is left.
    """
    stem, _, ending = shown_name(name).rpartition(".")
    better = slug(stem)[:_LONGEST_NAME].strip("-")
    if is_bulletin_name(name):
        return f"{better}.md" if day_of(f"{better}.md") else ""
    return f"{better}.{ending.lower()}" if better else ""


ADDRESS_TOO_LONG = Rule(
    "RK155",
    "alamat-terlalu-panjang",
    "Alamat terlalu panjang",
    "Alamat halaman paling panjang 200 huruf agar masih bisa disalin ke USB dan dibuka di Windows.",
    "Nama berkas sepanjang 190 huruf",
    "Nama berkas yang singkat",
    Example.NOTE,
)


@reports(ADDRESS_TOO_LONG)
def _check_portable(tree: Tree, relative: str, name: str) -> None:
    if is_reserved(name):
        _report_reserved(tree, relative, name)
    address = site_path(relative)
    if len(address) > MAX_SITE_PATH:
        tree.problems.append(
            whole_file(
                f"{FOLDER}/{relative}",
                ADDRESS_TOO_LONG,
                f"Alamat halaman ini {len(address)} huruf, terlalu panjang.",
                f"Paling panjang {MAX_SITE_PATH} huruf agar bisa disalin ke USB dan dibuka di "
                "Windows.",
                f"Pendekkan nama berkasnya sedikitnya {len(address) - MAX_SITE_PATH} huruf.",
            )
        )


RESERVED_NAME = Rule(
    "RK153",
    "nama-terlarang-windows",
    "Nama tidak bisa dipakai di Windows",
    "Windows menolak nama seperti con, aux, dan nul, sehingga situs tidak bisa disalin ke USB.",
    "jawa-timur/kabupaten-probolinggo/2024/aux.pdf",
    "jawa-timur/kabupaten-probolinggo/2024/lampiran-aux.pdf",
    Example.NOTE,
)


@reports(RESERVED_NAME)
def _report_reserved(tree: Tree, relative: str, name: str) -> None:
    tree.problems.append(
        whole_file(
            f"{FOLDER}/{relative}",
            RESERVED_NAME,
            f'Nama "{name}" tidak bisa dipakai di Windows.',
            "Windows menyediakan con, prn, aux, nul, com1 sampai com9, dan lpt1 sampai lpt9 "
            "untuk peralatannya sendiri.",
            f"Ganti namanya, misalnya menjadi lampiran-{name}",
        )
    )


LINKED_FILE = Rule(
    "RK102",
    "tautan-berkas",
    "Berkas ternyata tautan ke tempat lain",
    "Tautan (symlink) bisa mengarah ke luar folder bulletins/ dan rusak saat disalin ke "
    "komputer lain atau ke USB, jadi isinya harus disalin.",
    "undangan.pdf yang berupa tautan ke folder pribadi",
    "undangan.pdf yang disalin ke folder buletin",
    Example.NOTE,
)


@reports(LINKED_FILE, UNREADABLE)
def _refuse_kind(tree: Tree, relative: str, mode: int | None) -> None:
    """Refuse what is no regular file; without a mode it is a folder."""
    tree.refused.add(relative)
    if mode is not None and stat.S_ISLNK(mode):
        tree.problems.append(
            whole_file(
                f"{FOLDER}/{relative}",
                LINKED_FILE,
                "Berkas ini tautan (symlink) ke tempat lain.",
                "Tautan bisa mengarah ke luar bulletins/ dan rusak saat disalin.",
                "Hapus tautan ini dan salin berkas aslinya ke sini.",
            )
        )
        return
    what = "sebuah folder" if mode is None else "berkas khusus sistem"
    tree.problems.append(
        whole_file(
            f"{FOLDER}/{relative}",
            UNREADABLE,
            f"Yang bernama seperti ini ternyata {what}, bukan berkas biasa.",
            "Hanya berkas biasa yang bisa dibaca dan diterbitkan.",
            "Ganti namanya, atau pindahkan ke luar bulletins/.",
        )
    )


@reports(UNREADABLE)
def unreadable(file: str, what: str, error: OSError) -> Problem:
    """A file or folder that the system does not let us read."""
    reason = (
        "Anda tidak punya izin membacanya."
        if isinstance(error, PermissionError)
        else (f"Sistem menjawab: {error.strerror or error}.")
    )
    return whole_file(
        file,
        UNREADABLE,
        f"{what} ini tidak bisa dibaca.",
        reason,
        "Periksa izin berkasnya, dan apakah berkas itu sedang dipakai program lain.",
    )
