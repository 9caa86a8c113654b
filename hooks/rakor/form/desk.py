"""The desk: what each address below ``/tulis/`` answers."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rakor.content.new_bulletin import NotCreated
from rakor.errors import RakorError
from rakor.form import committing, review
from rakor.form.addresses import ASSETS, AT, address, redirect
from rakor.form.editing import Editing
from rakor.form.exchange import Answer, Request
from rakor.form.listing import list_bulletins, matching
from rakor.form.pages import page
from rakor.form.sheet import OpenBulletin
from rakor.form.store import Store, Written
from rakor.form.suggestions import agencies_like, regions_like
from rakor.importing.draft import write_draft
from rakor.importing.gazetteer import Gazetteer
from rakor.importing.reading import UnreadableFile
from rakor.importing.result import Findings
from rakor.lint.project import Project, open_project
from rakor.printable import json_text
from rakor.publish.media_types import media_type
from rakor.source.file_names import BULLETIN_ID
from rakor.source.scan import FOLDER
from rakor.source.writer import CannotWrite

_OWN = frozenset(("tulis.css", "tulis.js"))
_THEME = frozenset(("rakor.css", "favicon.svg", "tema.js"))
_SHOWN = 20
_MORE = 200
_KEPT = 30


class Desk:
    """Answers requests of one site's writers; several threads may ask at once.

    Attributes:
        root: the site's folder.
        token: what every form must bring back; another one in each run.
        today: tells the day, for corrections and for what is still to come.
    """

    def __init__(self, root: Path, today: Callable[[], dt.date] = dt.date.today) -> None:
        self.root = root
        self.token = secrets.token_urlsafe(32)
        self.today = today
        self.store = Store(root)
        self._written: dict[str, dict[str, Written]] = {}
        self._found: OrderedDict[str, Findings] = OrderedDict()
        self._previews: OrderedDict[str, bytes] = OrderedDict()

    def answer(self, request: Request) -> Answer:
        """Answer one request; never fails for what somebody wrote."""
        if request.method == "POST":
            given = request.get("kunci").encode()
            if not hmac.compare_digest(given, self.token.encode()):
                return self.failure(
                    "Halaman ini sudah usang",
                    "Pratinjau dijalankan ulang sejak halaman ini dibuka. Salin tulisan Anda, muat "
                    "ulang halamannya, lalu tempel.",
                    HTTPStatus.FORBIDDEN,
                )
        try:
            return self._route(request)
        except CannotWrite:
            return self._unreadable(request.path)
        except RakorError as error:
            return self.failure("Tidak jadi", str(error))

    def _route(self, request: Request) -> Answer:
        path, is_post = request.path, request.method == "POST"
        if path.startswith(ASSETS):
            return self._asset(path.removeprefix(ASSETS), request)
        if path == "":
            return self._list(request)
        if path == "tempel":
            return self._read(request) if is_post else self._paste()
        if path == "tinjau" and is_post:
            return self._accept(request)
        if path == "selesai":
            return self._commit(request) if is_post else self._done(request.asked("id"))
        if path == "baru":
            return Editing(self, OpenBulletin.blank(self.project())).answer(request)
        if BULLETIN_ID.fullmatch(path):
            data = self.store.read(path)
            if data is not None:
                return Editing(self, OpenBulletin.of_file(self.project(), path, data)).answer(
                    request
                )
        return self.failure(
            "Buletin ini tidak ada",
            "Mungkin berkasnya dipindahkan atau dihapus. Cari di daftar.",
            HTTPStatus.NOT_FOUND,
        )

    def project(self) -> Project:
        """What bulletins are judged by, as the folder is now."""
        return open_project(self.root)

    # --- pages -------------------------------------------------------------------------------

    def page(self, name: str, status: HTTPStatus = HTTPStatus.OK, **shown: Any) -> Answer:
        """A page of the form, with what all of them need."""
        return page(name, {"kunci": self.token, "di": AT, "bagian": name, **shown}, status)

    def failure(
        self, title: str, message: str, status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY
    ) -> Answer:
        """A page that says why something was not done."""
        return self.page("failure", status, judul=title, pesan=message, masalah=[])

    def _unreadable(self, id_: str) -> Answer:
        """The page of a file whose front matter cannot be read: what is wrong, line by line."""
        from rakor.lint.linter import check_alone

        data = self.store.read(id_) or b""
        problems, _ = check_alone(self.project(), f"{id_}.md", data)
        return self.page(
            "failure",
            HTTPStatus.UNPROCESSABLE_ENTITY,
            judul="Berkas ini belum bisa dibuka di formulir",
            pesan=f"Kepala data {FOLDER}/{id_}.md salah tulis. Tidak ada yang diubah. Perbaiki "
            "baris di bawah ini di berkasnya, lalu muat ulang halaman ini.",
            masalah=problems,
        )

    def _list(self, request: Request) -> Answer:
        listed = list_bulletins(self.project())
        query = request.asked("q")
        found = matching(listed, query)
        published = [one for one in found if not one.is_draft]
        wanted = request.asked("tampil")[:6]
        shown = published[: min(int(wanted), len(published)) if wanted.isdecimal() else _SHOWN]
        return self.page(
            "list",
            q=query,
            draf=[one for one in found if one.is_draft],
            terbit=shown,
            lagi=min(len(published) - len(shown), _MORE),
            berikut=len(shown) + _MORE,
            jumlah=len(published),
            dibuat=request.query.get("baru", []),
            tautan=address,
        )

    def _paste(self, problem: str = "", text: str = "") -> Answer:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
        return self.page("paste", status, galat=problem, teks=text)

    # --- press releases ----------------------------------------------------------------------

    def _read(self, request: Request) -> Answer:
        text = request.get("teks").replace("\r\n", "\n")
        if not text.strip() and not request.files:
            return self._paste("Belum ada naskah. Tempel naskahnya, atau pilih berkasnya.")
        try:
            read = review.read(text, request.files)
        except UnreadableFile as error:
            return self._paste(str(error), text)
        project = self.project()
        gazetteer = Gazetteer(project.resolver.agencies)
        if len(read) == 1:
            found = review.understood(read[0].text, gazetteer, project, self.today())
            return self.page("review", **review.shown(found, read[0], project))
        made = []
        for one in read:
            found = review.understood(one.text, gazetteer, project, self.today())
            made.append(self._draft(review.draft(found, one, project), found))
        return redirect(f"{AT}?{'&'.join(f'baru={quote(id_)}' for id_ in made)}")

    def _accept(self, request: Request) -> Answer:
        project = self.project()
        read = review.posted(request)
        gazetteer = Gazetteer(project.resolver.agencies)
        found = review.understood(read.text, gazetteer, project, self.today())
        review.decide(found, request, project)
        try:
            id_ = self._draft(review.draft(found, read, project), found)
        except NotCreated as error:
            return self._paste(str(error), read.text)
        return redirect(f"{address(id_)}?dari=naskah")

    def _draft(self, draft: Any, found: Findings) -> str:
        path = write_draft(self.root, draft).relative_to(self.root).as_posix()
        id_ = path.removeprefix(f"{FOLDER}/").removesuffix(".md")
        self.note_written(id_, [Written("Baru", path)])
        self._found[id_] = found
        while len(self._found) > _KEPT:
            self._found.popitem(last=False)
        return id_

    def found_for(self, id_: str) -> Findings | None:
        """What a press release was understood to say, for a draft made of it in this run."""
        return self._found.get(id_)

    def forget(self, id_: str, used: set[int]) -> None:
        """Leave out what a press release says of follow-ups that stand in the file now."""
        found = self._found.get(id_)
        if found is not None:
            left = [one for at, one in enumerate(found.commitments) if at not in used]
            found.commitments = left

    def moved(self, old: str, new: str) -> None:
        """Remember what is known of a bulletin under its new id."""
        if old != new and old:
            if old in self._found:
                self._found[new] = self._found.pop(old)
            if old in self._written:
                self._written[new] = {**self._written.pop(old), **self._written.get(new, {})}

    # --- after saving ------------------------------------------------------------------------

    def note_written(self, id_: str, written: list[Written]) -> None:
        """Remember which files this run has written for a bulletin."""
        known = self._written.setdefault(id_, {})
        for one in written:
            known.setdefault(one.path, one)

    def _done(self, id_: str, error: str = "", is_committed: bool = False) -> Answer:
        data = self.store.read(id_) if BULLETIN_ID.fullmatch(id_) else None
        if data is None:
            return self.failure("Buletin ini tidak ada", "Cari di daftar.", HTTPStatus.NOT_FOUND)
        sheet = OpenBulletin.of_file(self.project(), id_, data)
        written = list(self._written.get(id_, {}).values())
        others = committing.others_changed(self.root, [one.path for one in written])
        region = sheet.region.name if sheet.region else ""
        return self.page(
            "saved",
            HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
            id=id_,
            folder=f"{FOLDER}/{id_}".rpartition("/")[0],
            berkas=written,
            lain=others,
            ada_git=others is not None and committing.is_there(self.root),
            pesan=f"Tambah buletin {region}, {sheet.values.records['tanggal']['mulai']}",
            galat=error,
            tercatat=is_committed,
            ubah=address(id_),
            halaman=f"/buletin/{quote(id_)}.html",
        )

    def _commit(self, request: Request) -> Answer:
        id_ = request.get("id")
        paths = [one.path for one in self._written.get(id_, {}).values()]
        message = request.get("pesan").strip()
        if not paths or not message:
            return self._done(id_, "Tulis dahulu kalimat catatannya." if paths else "")
        if committing.others_changed(self.root, paths):
            return self._done(id_, "Ada berkas lain yang berubah, jadi tidak ada yang dicatat.")
        try:
            committing.commit(self.root, paths, message)
        except RakorError as error:
            return self._done(id_, str(error))
        self._written.pop(id_, None)
        return self._done(id_, is_committed=True)

    # --- what pages load ---------------------------------------------------------------------

    def keep_preview(self, html: str) -> str:
        """Keep a page for the frame beside the form, and return where it is found."""
        name = secrets.token_urlsafe(9)
        self._previews[name] = html.encode()
        while len(self._previews) > _KEPT:
            self._previews.popitem(last=False)
        return f"{AT}{ASSETS}pratinjau/{name}"

    def _asset(self, name: str, request: Request) -> Answer:
        if name in _OWN:
            data = resources.files("rakor.form").joinpath(name).read_bytes()
            return Answer(data, media_type(name))
        if name in _THEME:
            data = resources.files("rakor.theme").joinpath("files", "assets", name).read_bytes()
            return Answer(data, media_type(name))
        if name.startswith("foto/"):
            picture = self.store.picture(name.removeprefix("foto/"))
            if picture is not None:
                return Answer(picture, media_type(name))
        if name.startswith("pratinjau/"):
            kept = self._previews.get(name.removeprefix("pratinjau/"))
            if kept is not None:
                return Answer(kept, is_preview=True)
        if name in ("wilayah", "instansi"):
            resolver, typed = self.project().resolver, request.asked("q")
            found = (
                regions_like(typed, resolver)
                if name == "wilayah"
                else agencies_like(typed, request.asked("wilayah"), resolver)
            )
            rows = [[one.value, one.label] for one in found]
            return Answer(json_text(rows).encode(), "application/json")
        return Answer(b"", "text/plain", HTTPStatus.NOT_FOUND)
