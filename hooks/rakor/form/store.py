"""Files below ``bulletins/``: read, written as a whole or not at all, and never over another's.

Between opening a page and saving it somebody else may have written the file. So what is replaced
must be what was opened; else nothing is written and both versions are shown.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from rakor.content.new_bulletin import NotCreated, create
from rakor.errors import RakorError, reason
from rakor.form.exchange import Upload
from rakor.form.sheet import OpenBulletin, digest_of
from rakor.formats.photos import published_picture
from rakor.formats.pictures import read_picture
from rakor.indonesian import size
from rakor.lint.fix import apply_changes, plan_move
from rakor.opener import Folder, TooLarge
from rakor.printable import printable
from rakor.source.file_names import IMAGE_TYPES, extension
from rakor.source.frontmatter import MAX_FILE_BYTES
from rakor.source.scan import FOLDER

_PERMISSIONS = 0o644
_PICTURE = re.compile(r"!\[(?P<alt>[^\[\]\n]*)\]\((?P<file>[A-Za-z0-9][\w.-]*)\)")
_TYPES = {"jpeg": "jpg", "png": "png", "webp": "webp"}
_MOST_PICTURES = 99
_LARGEST_PICTURE = 64_000_000


class NotSaved(RakorError):
    """The system does not let us write; nothing was changed."""


class ChangedMeanwhile(RakorError):
    """The file is not the one that was opened; ``data`` is what it holds, None if it is gone."""

    def __init__(self, data: bytes | None) -> None:
        super().__init__("Berkas ini sudah berubah.")
        self.data = data


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was written or removed: what became of it, and its path from the root."""

    what: str
    path: str


@dataclass
class Saved:
    """Where a bulletin lies now, and what was done for it."""

    id: str
    written: list[Written] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture that a text shows: its file beside the bulletin, and the words in its stead."""

    file: str
    alt: str


class Store:
    """The files of one site, written one at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()

    def read(self, id_: str) -> bytes | None:
        """A bulletin's bytes, or None where there is none that can be read."""
        try:
            with Folder(self.root / FOLDER) as folder:
                return folder.read(f"{id_}.md", MAX_FILE_BYTES)
        except OSError:
            return None

    def picture(self, path: str) -> bytes | None:
        """A picture's bytes; None where there is none."""
        if extension(path) not in IMAGE_TYPES:
            return None
        try:
            with Folder(self.root / FOLDER) as folder:
                return folder.read(path, _LARGEST_PICTURE)
        except OSError:
            return None

    def save(self, sheet: OpenBulletin, data: bytes, opened: str) -> Saved:
        """Write a bulletin to the place where it belongs.

        Args:
            sheet: what is written, and where it lay.
            data: the file.
            opened: digest of the file when it was opened.

        Raises:
            ChangedMeanwhile: it is another file by now.
            NotSaved: the system does not let us.
        """
        with self._lock:
            try:
                return self._save(sheet, data, opened)
            except NotCreated as error:
                raise NotSaved(str(error)) from error
            except OSError as error:
                raise NotSaved(f"Berkas tidak bisa ditulis: {printable(reason(error))}.") from error

    def _save(self, sheet: OpenBulletin, data: bytes, opened: str) -> Saved:
        if not sheet.id:
            path = create(self.root, sheet.path, data.decode(), number=True)
            return Saved(path.removesuffix(".md"), [Written("Baru", f"{FOLDER}/{path}")])
        here = self.read(sheet.id)
        if here is None or digest_of(here) != opened:
            raise ChangedMeanwhile(here)
        path = f"{sheet.id}.md"
        target = sheet.path
        if target != path:
            target = self._free(target)
            if sheet.was_public:
                changes = plan_move(sheet.project, path, target, data)
                apply_changes(self.root, changes)
                written = [Written("Diubah", change.file) for change in changes]
                return Saved(
                    target.removesuffix(".md"),
                    [*written, Written("Dipindahkan", f"{FOLDER}/{path}")],
                )
            return self._move_draft(path, target, data)
        if data != here:
            with Folder(self.root / FOLDER) as folder:
                status = folder.status(path)
                mode = status.st_mode & 0o777 if status else _PERMISSIONS
                folder.put(path, data, mode)
        return Saved(sheet.id, [Written("Diubah", f"{FOLDER}/{path}")])

    def _free(self, wanted: str) -> str:
        """The path that is wanted, or with a number where it is taken."""
        path = PurePosixPath(wanted)
        with Folder(self.root / FOLDER) as folder:
            for number in range(2, 1000):
                if folder.status(wanted) is None:
                    break
                wanted = path.with_stem(f"{path.stem}-{number}").as_posix()
        return wanted

    def _move_draft(self, path: str, target: str, data: bytes) -> Saved:
        """Move a draft with its pictures; nobody has read it, so no former address is noted."""
        old, new = PurePosixPath(path), PurePosixPath(target)
        text = data.decode()
        moved: list[tuple[str, str]] = []
        for picture in pictures_in(text):
            if picture.file.startswith(f"{old.stem}-"):
                name = new.stem + picture.file.removeprefix(old.stem)
                moved.append((picture.file, name))
                text = text.replace(f"({picture.file})", f"({name})")
        written = [
            Written("Baru", f"{FOLDER}/{target}"),
            Written("Dipindahkan", f"{FOLDER}/{path}"),
        ]
        create(self.root, target, text)
        with Folder(self.root / FOLDER) as folder:
            for before, after in moved:
                source, to = old.with_name(before).as_posix(), new.with_name(after).as_posix()
                if folder.is_file(source):
                    folder.replace(source, to)
                    written += [Written("Foto", f"{FOLDER}/{to}")]
                    written += [Written("Dipindahkan", f"{FOLDER}/{source}")]
            folder.remove(path)
        return Saved(target.removesuffix(".md"), written)

    # --- photos ------------------------------------------------------------------------------

    def add_pictures(self, id_: str, uploads: list[Upload]) -> tuple[list[str], list[Written]]:
        """Put photos beside a bulletin, as they are published: upright, small, saying nothing.

        Returns:
            The names of the files, and what was written.

        Raises:
            NotSaved: one is no picture, or the system does not let us; none is written then.
        """
        ready = [(_made_fit(upload), upload) for upload in uploads]
        stem = PurePosixPath(id_)
        names: list[str] = []
        with self._lock, Folder(self.root / FOLDER) as folder:
            try:
                for (data, kind), _ in ready:
                    name = self._picture_name(folder, stem, kind)
                    folder.put(stem.with_name(name).as_posix(), data, _PERMISSIONS)
                    names.append(name)
            except OSError as error:
                for name in names:
                    folder.remove(stem.with_name(name).as_posix())
                raise NotSaved(f"Foto tidak bisa ditulis: {printable(reason(error))}.") from error
        written = [
            Written(
                f"Foto baru, posisi dan data kamera dihapus: {size(len(upload.data))} menjadi "
                f"{size(len(data))}",
                f"{FOLDER}/{stem.with_name(name).as_posix()}",
            )
            for name, ((data, _), upload) in zip(names, ready, strict=True)
        ]
        return names, written

    def _picture_name(self, folder: Folder, stem: PurePosixPath, kind: str) -> str:
        for number in range(1, _MOST_PICTURES + 1):
            taken = (f"{stem.name}-{number}.{one}" for one in IMAGE_TYPES)
            if all(folder.status(stem.with_name(name).as_posix()) is None for name in taken):
                return f"{stem.name}-{number}.{kind}"
        raise TooLarge(stem.name, f"sudah ada {_MOST_PICTURES} foto")

    def remove_picture(self, id_: str, name: str) -> None:
        """Take away a photo that was put beside a draft."""
        stem = PurePosixPath(id_)
        if name.startswith(f"{stem.name}-") and "/" not in name:
            with self._lock, Folder(self.root / FOLDER) as folder:
                folder.remove(stem.with_name(name).as_posix())


def pictures_in(text: str) -> list[ShownPicture]:
    """The pictures that a text shows of those beside its bulletin, each once."""
    found: dict[str, ShownPicture] = {}
    for match in _PICTURE.finditer(text):
        if extension(match["file"]) in IMAGE_TYPES:
            found.setdefault(match["file"], ShownPicture(match["file"], match["alt"]))
    return list(found.values())


def with_alt(text: str, file: str, alt: str) -> str:
    """A text in which other words stand in the place of a picture."""
    said = " ".join(alt.replace("[", "(").replace("]", ")").split())

    def written(match: re.Match[str]) -> str:
        return f"![{said}]({file})" if match["file"] == file else match[0]

    return _PICTURE.sub(written, text)


def without_picture(text: str, file: str) -> str:
    """A text that does not show a picture any more."""
    shorter = _PICTURE.sub(lambda match: "" if match["file"] == file else match[0], text)
    return re.sub(r"\n{3,}", "\n\n", shorter).strip("\n")


def _made_fit(upload: Upload) -> tuple[bytes, str]:
    picture = read_picture(upload.data)
    if picture is None:
        raise NotSaved(
            f"{printable(upload.name)} bukan foto jpg, png, atau webp, atau berkasnya rusak. "
            "Yang lain pun belum disimpan; pilih sekali lagi."
        )
    return published_picture(upload.data), _TYPES[picture.kind]
