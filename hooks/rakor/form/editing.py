"""Editing one bulletin: from what was posted to what is shown or saved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from rakor.bulletin import Status
from rakor.form import committing
from rakor.form.addresses import AT, PICTURES, address, redirect
from rakor.form.corrections import ChangedFact, changed_facts, correct, excuse
from rakor.form.exchange import Answer, Request
from rakor.form.merging import merged, versions
from rakor.form.notes import LABELS
from rakor.form.origins import origins
from rakor.form.preview import preview
from rakor.form.sheet import OpenBulletin
from rakor.form.store import (
    ChangedMeanwhile,
    NotSaved,
    Saved,
    pictures_in,
    with_alt,
    without_picture,
)
from rakor.form.telling import told_of
from rakor.form.values import DAY_PARTS, ROWS, SUGGESTED, day_boxes, to_form
from rakor.importing.result import Findings
from rakor.lint.linter import check_file
from rakor.lint.since import is_corrected
from rakor.source.frontmatter import body_of

if TYPE_CHECKING:
    from rakor.form.desk import Desk

_FIRST_DAY_OF_ALL = 2
_SHORTEST_REASON = 8
_PICTURE_BOX = "foto.alt."


class Editing:
    """One request about one bulletin."""

    def __init__(self, desk: Desk, sheet: OpenBulletin) -> None:
        self._desk = desk
        self._on_disk = sheet
        self._sheet = sheet
        self._boxes: dict[str, list[str]] = {}
        self._extra: dict[str, int] = {}
        self._focus = ""
        self._alarm = ""
        self._open: set[str] = set()

    def answer(self, request: Request) -> Answer:
        """Show the form, or do what one of its buttons says."""
        if request.method != "POST":
            self._focus = request.asked("ke")
            return self._shown(
                HTTPStatus.OK,
                is_fresh=request.asked("dari") == "naskah",
                note=request.asked("catatan"),
            )
        boxes = self._boxes = dict(request.boxes)
        self._rearrange(boxes)
        self._sheet = self._on_disk.with_form(boxes)
        action = request.get("aksi")
        if self._sheet.id and request.get("sidik") != self._on_disk.digest:
            return self._conflict(request, action)
        if action == "pratinjau":
            return Answer(preview(self._sheet, PICTURES).encode(), is_preview=True)
        if action in ("simpan", "terbit") and not self._focus:
            return self._save(request, action == "terbit")
        return self._shown(HTTPStatus.OK, wants_preview=bool(request.get("lihat")))

    # --- buttons that change what is in the form -----------------------------------------------

    def _rearrange(self, boxes: dict[str, list[str]]) -> None:
        """Do what the buttons for adding, removing and taking over say."""
        for box in [name for name in boxes if name.startswith(_PICTURE_BOX)]:
            file = box.removeprefix(_PICTURE_BOX)
            text = boxes.get("isi", [""])[0]
            boxes["isi"] = [with_alt(text, file, boxes[box][0])]
        for line in boxes.pop("tambah.instansi", [""])[0].splitlines():
            if line.strip():
                number = _next_number(boxes, "instansi")
                boxes[f"instansi.{number}.instansi"] = [line.strip(" \t-–•*;.,")]
        added = boxes.get("tambah", [""])[0]
        if added:
            self._add(added, boxes)
        removed = boxes.get("hapus", [""])[0]
        if removed.startswith("foto."):
            name = removed.removeprefix("foto.")
            boxes["isi"] = [without_picture(boxes.get("isi", [""])[0], name)]
            self._focus = "foto"
        elif removed:
            for box in [name for name in boxes if name.startswith(f"{removed}.")]:
                del boxes[box]
            self._focus = f"f-{removed.partition('.')[0]}"
        box, _, value = boxes.get("pakai", [""])[0].partition("=")
        if value:
            self._take(box, value, boxes)

    def _add(self, added: str, boxes: dict[str, list[str]]) -> None:
        if added in ROWS and added != "instansi":
            self._extra[added] = 1
            number = len(self._on_disk.with_form(boxes).values.rows[added])
            self._focus = f"{added}.{number}.{ROWS[added][0]}"
        elif added == "instansi":
            self._focus = "tambah.instansi"
        else:
            self._open.add(added)
            self._focus = f"{added}.instansi"

    def _take(self, box: str, value: str, boxes: dict[str, list[str]]) -> None:
        name = box.removesuffix(".h")
        if box.endswith(".h") and name.rpartition(".")[2] in DAY_PARTS:
            for part, text in zip("hbt", day_boxes(value), strict=True):
                boxes[f"{name}.{part}"] = [text]
        else:
            boxes[box] = [value]
        self._focus = box

    # --- saving --------------------------------------------------------------------------------

    def _save(self, request: Request, wants_public: bool) -> Answer:
        sheet = self._sheet
        is_public = wants_public or sheet.was_public
        if is_public and sheet.errors:
            self._focus = "ikhtisar"
            return self._shown(HTTPStatus.UNPROCESSABLE_ENTITY, is_refused=True)
        data = sheet.as_published if is_public else sheet.to_bytes(Status.DRAFT)
        if is_public:
            facts = self._uncorrected()
            if facts:
                corrected = self._corrected(request, facts, data)
                if corrected is None:
                    return self._ask_corrections(request, facts)
                data = corrected
        try:
            saved = self._write(request, data)
        except ChangedMeanwhile as error:
            if error.data is None:
                return self._gone()
            self._on_disk = OpenBulletin.of_file(sheet.project, sheet.id, error.data)
            return self._conflict(request, "simpan")
        except NotSaved as error:
            self._alarm = str(error)
            return self._shown(HTTPStatus.INSUFFICIENT_STORAGE)
        desk = self._desk
        desk.moved(sheet.id, saved.id)
        desk.forget(saved.id, _used(self._boxes))
        desk.note_written(saved.id, saved.written)

        if is_public:
            return redirect(f"{AT}selesai?id={saved.id}")
        return redirect(f"{address(saved.id)}?catatan=disimpan")

    def _write(self, request: Request, data: bytes) -> Saved:
        """Write the file, and the photos that were chosen."""
        store, sheet = self._desk.store, self._sheet
        photos = [one for one in request.files if one.box == "foto" and one.data]
        saved = store.save(sheet, data, request.get("sidik"))
        for name in _gone_pictures(self._on_disk, sheet):
            if not sheet.was_public:
                store.remove_picture(sheet.id, name)
        if not photos:
            return saved
        names, written = store.add_pictures(saved.id, photos)
        again = OpenBulletin.of_file(sheet.project, saved.id, store.read(saved.id) or data)
        shown = "\n\n".join(f"![]({name})" for name in names)
        again.values.body = f"{again.values.body}\n\n{shown}".strip("\n")
        second = store.save(again, again.to_bytes(again.state), again.digest)
        return Saved(second.id, [*saved.written, *written])

    def _gone(self) -> Answer:
        """The file was taken away: what was written becomes a new draft when it is saved."""
        self._sheet = OpenBulletin(
            self._sheet.project, "", self._sheet.before, self._sheet.values, self._sheet.state
        )
        self._alarm = (
            "Berkas ini sudah dihapus atau dipindahkan dari tempat lain. Isian Anda masih di "
            "halaman ini; bila disimpan, ia menjadi draf baru."
        )
        return self._shown(HTTPStatus.CONFLICT)

    # --- corrections ---------------------------------------------------------------------------

    def _uncorrected(self) -> list[ChangedFact]:
        """Facts that readers have seen otherwise and that no correction tells of."""
        sheet, new = self._sheet, self._sheet.bulletin
        if not sheet.was_public or new is None:
            return []
        project = sheet.project
        known = None
        if committing.is_there(self._desk.root):
            known = committing.last_committed(self._desk.root, sheet.id)
            if known is None:
                return []  # never sent, so nobody has read it
        before = known or sheet.before
        old = check_file(f"{sheet.id}.md", before, project.resolver, project.tree).bulletin
        if old is None:
            return []
        facts = changed_facts(
            old, body_of(before), new, sheet.values.body, project.resolver.agencies
        )
        added = [one for one in new.corrections if one not in old.corrections]
        start = self._desk.today().replace(year=_FIRST_DAY_OF_ALL, month=1, day=1)
        return [fact for fact in facts if not is_corrected(fact.key, new, added, start)]

    def _corrected(self, request: Request, facts: list[ChangedFact], data: bytes) -> bytes | None:
        """The file with a correction for each fact, or None while one is missing."""
        reason = request.get("ralat.alasan").strip()
        if len(reason) >= _SHORTEST_REASON:
            for fact in facts:
                data = excuse(data, fact.key, reason)
            return data
        for fact in reversed(facts):
            now = " ".join(request.get(f"ralat.{fact.key}.menjadi").split())
            if not now:
                return None
            was = " ".join(request.get(f"ralat.{fact.key}.semula").split())
            data = correct(data, self._desk.today(), fact.key, was, now)
        return data

    def _ask_corrections(self, request: Request, facts: list[ChangedFact]) -> Answer:
        self._focus = "ralat"
        if any(one.box == "foto" for one in request.files):
            self._alarm = "Foto yang tadi dipilih belum disimpan; pilih sekali lagi."
        return self._shown(HTTPStatus.UNPROCESSABLE_ENTITY, facts=facts)

    # --- two windows on one file ---------------------------------------------------------------

    def _conflict(self, request: Request, action: str) -> Answer:
        """Show both versions, or save what was chosen of them."""
        mine, theirs = self._sheet.values, self._on_disk.values
        if action == "salinan":
            copy = OpenBulletin.blank(self._sheet.project)
            copy = OpenBulletin(copy.project, "", copy.before, mine, copy.state)
            saved = self._desk.store.save(copy, copy.to_bytes(Status.DRAFT), "")
            self._desk.note_written(saved.id, saved.written)

            return redirect(f"{address(saved.id)}?catatan=disimpan")
        if action == "gabung" and request.get("sidik-baru") == self._on_disk.digest:
            chosen = {key: request.get(f"pilih.{key}") for key, _, _ in versions(mine, theirs)}
            if all(choice in ("saya", "berkas") for choice in chosen.values()):
                self._sheet = OpenBulletin(
                    self._sheet.project,
                    self._on_disk.id,
                    self._on_disk.before,
                    merged(mine, theirs, chosen),
                    self._on_disk.state,
                )
                renewed = Request(
                    request.method,
                    request.path,
                    request.query,
                    {**request.boxes, "sidik": [self._on_disk.digest]},
                )
                return self._save(renewed, wants_public=False)
            self._alarm = "Pilih dahulu satu versi untuk setiap bagian."
        return self._desk.page(
            "conflict",
            HTTPStatus.CONFLICT,
            id=self._on_disk.id,
            sidik=self._on_disk.digest,
            lama=request.get("sidik"),
            beda=versions(mine, theirs),
            isian=_hidden(request),
            pilihan={key: request.get(f"pilih.{key}") for key in LABELS},
            semua=request.get("semua"),
            alarm=self._alarm,
        )

    # --- showing -------------------------------------------------------------------------------

    def _shown(
        self,
        status: HTTPStatus,
        *,
        facts: list[ChangedFact] | None = None,
        is_refused: bool = False,
        wants_preview: bool = False,
        is_fresh: bool = False,
        note: str = "",
    ) -> Answer:

        sheet = self._sheet
        found = self._desk.found_for(sheet.id)
        notes: dict[str, list[Any]] = {}
        for problem in sheet.notes:
            notes.setdefault(problem.box, []).append(problem)
        shown_preview = self._desk.keep_preview(preview(sheet, PICTURES)) if wants_preview else ""
        extra = dict(self._extra)
        suggested = _suggested(found, sheet, self._boxes) if found else []
        return self._desk.page(
            "edit",
            status,
            lembar=sheet,
            kotak=to_form(sheet.values),
            catatan=notes,
            galat=sheet.errors,
            peringatan=[one for one in sheet.notes if not one.is_error],
            bacaan=sheet.readings,
            kalimat=told_of(sheet),
            topik=_topics(sheet),
            foto=[
                (one, f"{PICTURES}{_beside(sheet.path, one.file)}")
                for one in pictures_in(sheet.values.body)
            ],
            tambahan=extra,
            usulan=suggested,
            asal=origins(found, sheet) if found else {},
            terbuka=self._open,
            fokus=self._focus,
            alarm=self._alarm,
            ralat=facts or [],
            ditolak=is_refused,
            pratinjau=shown_preview,
            dari_naskah=bool(found),
            baru_dibaca=is_fresh,
            disimpan=note == "disimpan",
            ke=address(sheet.id) if sheet.id else f"{AT}baru",
            label=LABELS,
            zona=sheet.region.zone if sheet.region else "",
        )


def _beside(path: str, file: str) -> str:
    folder = path.rpartition("/")[0]
    return f"{folder}/{file}" if folder else file


def _next_number(boxes: dict[str, list[str]], key: str) -> int:
    pattern = re.compile(rf"{key}\.(\d+)\.")
    numbers = [int(match[1]) for name in boxes if (match := pattern.match(name))]
    return max(numbers, default=-1) + 1


def _gone_pictures(before: OpenBulletin, after: OpenBulletin) -> list[str]:
    kept = {one.file for one in pictures_in(after.values.body)}
    return [one.file for one in pictures_in(before.values.body) if one.file not in kept]


def _topics(sheet: OpenBulletin) -> list[tuple[str, str, bool]]:
    """Topics as they are offered: id, name, and whether it is chosen; those chosen first."""
    names = dict(sheet.project.topics.names)
    chosen = sheet.values.topics
    found = [(one, names.get(one, f"{one} (tidak dikenal)"), True) for one in chosen]
    return found + [(one, name, False) for one, name in names.items() if one not in chosen]


def _suggested(
    found: Findings, sheet: OpenBulletin, boxes: Mapping[str, list[str]]
) -> list[dict[str, Any]]:
    """What a press release says of follow-ups: everything but the words, which are its own.

    Those that somebody has written already are left out.
    """
    agencies = sheet.project.resolver.agencies
    used = _used(boxes)
    left = [(at, one) for at, one in enumerate(found.commitments) if at not in used]
    rows: list[dict[str, Any]] = []
    for number, (at, one) in enumerate(left, len(sheet.values.rows["tindak_lanjut"])):
        who = agencies[one.responsible].name if one.responsible else ""
        due = zip("hbt", day_boxes(one.due or ""), strict=True)
        rows.append(
            {
                "nomor": at,
                "jenis": one.kind,
                "penanggung_jawab": who,
                "kotak": {f"tindak_lanjut.{number}.tenggat.{box}": [text] for box, text in due},
                "kutipan": " ".join(one.value.split()),
            }
        )
    return rows


def _used(boxes: Mapping[str, list[str]]) -> set[int]:
    """The suggestions that were written out."""
    return {
        int(texts[0])
        for name, texts in boxes.items()
        if name.endswith(f".{SUGGESTED}")
        and texts[0].isdecimal()
        and boxes.get(f"{name.removesuffix(SUGGESTED)}isi", [""])[0].strip()
    }


def _hidden(request: Request) -> Iterator[tuple[str, str]]:
    """All boxes of the form, to be carried along by another page."""
    for name, texts in request.boxes.items():
        if name in ("kunci", "aksi", "semua", "sidik-baru") or name.startswith("pilih."):
            continue
        for text in texts:
            yield name, text
