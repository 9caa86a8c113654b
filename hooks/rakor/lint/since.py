"""``rakor check --since REV``: what was published against what is there now.

RK711 a fact or the text changed without a correction of its own, RK712 deleted instead of
withdrawn, RK713 moved without its former address, RK721 ids of topics and agencies that lead
nowhere, RK719 a follow-up reworded so that its id is lost. Git is asked through its own command,
for the files that differ only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from rakor.bulletin import Bulletin, Correction, Status
from rakor.content.follow_ups import renamed
from rakor.content.tree import FOLDER
from rakor.diagnostics import (
    FILE_START,
    Edit,
    Example,
    Fix,
    Problem,
    Rule,
    Severity,
    Source,
    Span,
    decode,
    reports,
)
from rakor.indonesian import date
from rakor.lint.fix import write_item_id
from rakor.lint.git import ask_git
from rakor.lint.linter import check_file
from rakor.lint.moves import note_former
from rakor.lint.project import Project, open_project
from rakor.opener import read_below
from rakor.source.frontmatter import MAX_FILE_BYTES, body_of, parse, parse_plain
from rakor.source.nodes import Mapping, Scalar, Sequence
from rakor.source.scan import REGISTRY_FILES


@dataclass(frozen=True, slots=True)
class _Published:
    """A bulletin as it was, with the words of its text."""

    bulletin: Bulletin
    words: list[str]


def check_since(root: Path, revision: str, today: dt.date | None = None) -> list[Problem]:
    """Compare the bulletins with those of a git revision.

    Raises:
        GitError: there is no git, no repository or no such revision.
    """
    ask_git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", revision=revision)
    since = dt.date.fromisoformat(
        ask_git(root, "show", "-s", "--format=%cs", revision).decode("ascii").split()[0]
    )
    project = open_project(root)
    old = dict(_former_bulletins(root, revision, project))
    now = {name.removesuffix(".md") for name in project.tree.bulletins}
    present: dict[str, Bulletin] = {}
    texts: dict[str, str] = {}
    former: set[str] = set()
    for relative in project.tree.bulletins:
        data = project.read(relative)
        if isinstance(data, Problem):
            continue
        result = check_file(relative, data, project.resolver, project.tree)
        if result.bulletin:
            present[result.id] = result.bulletin
            texts[result.id] = body_of(data)
        former.update(reference.id for reference in result.former)
    found: list[Problem] = []
    before = set(_names(root, revision))
    for id_, published in sorted(old.items()):
        bulletin = published.bulletin
        if not was_public(bulletin, today):
            continue
        if id_ in now:
            if id_ in present:
                found += _changed(root, published, present[id_], texts[id_], since, today)
                found += _reworded(root, bulletin, present[id_])
        elif id_ not in former:
            moved = _moved_to(bulletin, [b for i, b in present.items() if f"{i}.md" not in before])
            found.append(_lost(root, bulletin, moved))
    found += _lost_ids(root, revision, project)
    return sorted(found)


def _names(root: Path, revision: str) -> Iterator[str]:
    """Paths below ``bulletins/`` of all bulletins of a revision."""
    listed = ask_git(root, "ls-tree", "-r", "-z", "--name-only", revision, "--", f"{FOLDER}/")
    for name in listed.decode("utf-8", "surrogateescape").split("\0"):
        if name.endswith(".md"):
            yield name.removeprefix(f"{FOLDER}/")


def _former_bulletins(
    root: Path, revision: str, project: Project
) -> Iterator[tuple[str, _Published]]:
    """The bulletins of a revision that are gone or differ now."""
    # Without renames: a renamed file is one that is gone and one that is new.
    listed = ask_git(
        root, "diff", "--relative", "--name-only", "--no-renames", "--diff-filter=MDT", "-z",
        revision, "--", f"{FOLDER}/",
    )  # fmt: skip
    for name in listed.decode("utf-8", "surrogateescape").split("\0"):
        if not name.endswith(".md"):
            continue
        relative = name.removeprefix(f"{FOLDER}/")
        data = ask_git(root, "show", f"{revision}:./{name}")
        bulletin = check_file(relative, data, project.resolver, project.tree).bulletin
        if bulletin is not None:
            yield relative.removesuffix(".md"), _Published(bulletin, body_of(data).split())


def was_public(bulletin: Bulletin, today: dt.date | None) -> bool:
    """Whether a bulletin has been read by anybody: no draft, and its day of publication is past."""
    if bulletin.status is Status.DRAFT:
        return False
    return not (today and bulletin.publish_on and bulletin.publish_on > today)


def facts(bulletin: Bulletin) -> dict[str, Any]:
    """What is on record, by the key it stands under, in the order of the guide."""
    return {
        "judul": bulletin.title,
        "tanggal": (bulletin.start, bulletin.end),
        "waktu": bulletin.time,
        "wilayah": bulletin.region,
        "tempat": bulletin.venue,
        "penyelenggara": bulletin.host,
        "pimpinan": bulletin.chair,
        "instansi": bulletin.participants,
        "angka": bulletin.figures,
        # That a commitment was met is news, not a correction.
        "tindak_lanjut": [(f.text, f.kind, f.responsible, f.due) for f in bulletin.follow_ups],
    }


# Words that writers use for a key in ``bagian``.
_CALLED = {
    "judul": ("judul",),
    "tanggal": ("tanggal", "hari"),
    "waktu": ("waktu", "jam", "pukul"),
    "wilayah": ("wilayah", "daerah"),
    "tempat": ("tempat", "lokasi"),
    "penyelenggara": ("penyelenggara",),
    "pimpinan": ("pimpinan", "pemimpin", "ketua"),
    "instansi": ("instansi", "peserta", "hadir"),
    "angka": ("angka", "jumlah", "data"),
    "tindak_lanjut": ("tindak", "komitmen", "kesepakatan", "tenggat"),
    "isi": ("isi", "teks", "paragraf", "berita", "seluruh"),
}


def is_corrected(key: str, new: Bulletin, corrections: list[Correction], since: dt.date) -> bool:
    """Whether one of the new corrections is about this key, made since, and names what holds
    now."""
    called = _CALLED[key]
    return any(
        any(word in one.part.lower().replace("_", " ").split() for word in called)
        and one.date >= since - dt.timedelta(days=1)
        and _says_value(key, new, " ".join(one.now.lower().split()))
        for one in corrections
    )


def _says_value(key: str, new: Bulletin, now: str) -> bool:
    """Whether the words of a correction name the value that a key has now."""
    if key == "tanggal":
        return str(new.start) in now or date(new.start).lower() in now
    if key == "waktu":
        return new.time is None or f"{new.time.start:%H.%M}" in now.replace(":", ".")
    if key in ("judul", "tempat"):
        value = " ".join((new.title if key == "judul" else new.venue or "").lower().split())
        return value in now or now in value
    if key == "pimpinan" and new.chair is not None:
        parts = [new.chair.name, new.chair.position, new.chair.on_behalf_of]
        return any(part.lower() in now for part in parts if part)
    if key == "angka":
        return not new.figures or any(figure.value in now for figure in new.figures)
    return True


CHANGED_WITHOUT_CORRECTION = Rule(
    "RK711",
    "berubah-tanpa-ralat",
    "Fakta berubah tanpa ralat",
    (
        "Buletin yang sudah terbit adalah catatan publik. Perubahan tanggal, wilayah, "
        "orang, instansi, angka, atau tindak lanjut dicatat pada kunci ralat."
    ),
    "Nilai pada angka diganti tanpa butir baru pada ralat",
    "Nilai diganti, dan ralat bertambah satu butir",
    Example.NOTE,
    Severity.WARNING,
)


@reports(CHANGED_WITHOUT_CORRECTION)
def _changed(
    root: Path, old: _Published, new: Bulletin, now_text: str, since: dt.date, today: dt.date | None
) -> Iterator[Problem]:
    """Every fact that changed without a correction of its own."""
    if old.bulletin.status is not Status.PUBLISHED or new.status is Status.WITHDRAWN:
        return  # a plan may change, and a withdrawn bulletin says so itself
    before, after = facts(old.bulletin), facts(new)
    keys = [key for key in before if before[key] != after[key]]
    if old.words != now_text.split():
        keys.append("isi")
    known = list(old.bulletin.corrections)
    added = [one for one in new.corrections if one not in known]
    if today is not None:
        added = [one for one in added if one.date <= today + dt.timedelta(days=1)]
    file = f"{FOLDER}/{new.id}.md"
    for key in keys:
        if is_corrected(key, new, added, since):
            continue
        what = "Isi" if key == "isi" else f"Kunci {key}"
        yield CHANGED_WITHOUT_CORRECTION.problem(
            file,
            f"{what} berubah sejak terbit, tetapi tidak ada ralatnya.",
            "Buletin ini sudah terbit; pembaca berhak tahu apa yang diperbaiki. Ralat menyebut "
            f"bagiannya ({key}), nilai yang berlaku sekarang, dan hari perbaikannya.",
            f"ralat:\n  - tanggal: {today or 'tahun-bulan-hari'}\n    bagian: {key}\n"
            "    menjadi: …",
            span=_key_span(root, file, key),
        )


ID_DISAPPEARED = Rule(
    "RK721",
    "id-hilang",
    "Id topik atau instansi hilang tanpa alamat lama",
    "Id menjadi alamat halaman, dan alamat yang sudah terbit berlaku selamanya. Id yang diganti "
    "dicatat pada alamat_lama, agar alamat lamanya menuju halaman yang baru.",
    "bencana: diganti kebencanaan: di topics.yml",
    "kebencanaan: dengan alamat_lama: [bencana]",
    Example.NOTE,
)


@reports(ID_DISAPPEARED)
def _lost_ids(root: Path, revision: str, project: Project) -> Iterator[Problem]:
    """Ids of topics and local agencies that were there and lead nowhere now."""
    for name in REGISTRY_FILES:
        file = f"{FOLDER}/{name}"
        before = _show(root, revision, file)
        if before is None:
            continue
        data = project.read(name) if name in project.tree.registry_files else b""
        if isinstance(data, Problem):
            continue
        ids, former = _ids(file, data)
        for id_ in _ids(file, before)[0]:
            if id_ in ids or id_ in former:
                continue
            yield ID_DISAPPEARED.problem(
                file,
                f"Id {id_} tidak ada lagi dalam {name}.",
                "Id itu bagian dari alamat yang sudah terbit, dan alamat itu akan putus.",
                f"Tulis alamat_lama: [{id_}] di bawah id yang menggantikannya, atau kembalikan "
                "id itu.",
                is_step=True,
            )


def _ids(file: str, data: bytes) -> tuple[list[str], set[str]]:
    """The ids of a registry file, and the former ids that its entries name."""
    node, _ = parse_plain(file, data)
    ids: list[str] = []
    former: set[str] = set()
    for key, value in node.entries if node else ():
        ids.append(key.value)
        listed = value.get("alamat_lama") if isinstance(value, Mapping) else None
        items = listed.items if isinstance(listed, Sequence) else [listed]
        former.update(
            item.value.strip("/ ").rpartition("/")[2].removesuffix(".html")
            for item in items
            if isinstance(item, Scalar)
        )
    return ids, former


def _show(root: Path, revision: str, file: str) -> bytes | None:
    """A file as it was in a revision, or None if it was not there."""
    listed = ask_git(root, "ls-tree", "-z", "--name-only", revision, "--", file)
    return ask_git(root, "show", f"{revision}:./{file}") if listed else None


REWORDED = Rule(
    "RK719",
    "butir-berganti-kata",
    "Isi tindak lanjut berubah dan id-nya belum ditulis",
    (
        "Tanpa id, sebuah tindak lanjut dikenal dari isinya. Bila isinya diperbaiki, umpan, "
        "kalender, dan data menganggapnya janji baru."
    ),
    "isi diperbaiki, dan butirnya tidak mempunyai kunci id",
    "isi diperbaiki, dan id lamanya ditulis pada kunci id",
    Example.NOTE,
    Severity.WARNING,
    fixable=True,
)


@reports(REWORDED)
def _reworded(root: Path, old: Bulletin, new: Bulletin) -> Iterator[Problem]:
    file = f"{FOLDER}/{new.id}.md"
    for at, former in renamed(old, new).items():
        yield REWORDED.problem(
            file,
            f"Isi butir {at + 1} pada tindak_lanjut berubah sejak terbit.",
            "Tanpa id, umpan, kalender, dan data menganggapnya janji baru.",
            f"id: {former}",
            span=_key_span(root, file, "tindak_lanjut"),
            fix=_fix(root, file, partial(write_item_id, at=at, id_=former)),
        )


def _key_span(root: Path, file: str, key: str) -> Span:
    try:
        document, report = parse(file, read_below(root, file, MAX_FILE_BYTES))
    except OSError:
        return FILE_START
    for name, _ in document.data.entries if document else ():
        if name.value == key:
            return report.source.span(name.start, name.end)
    return FILE_START


def _moved_to(old: Bulletin, candidates: list[Bulletin]) -> Bulletin | None:
    """The new bulletin that is the old one at another place, if that can be told."""
    same = [b for b in candidates if b.title == old.title and b.host == old.host]
    return same[0] if len(same) == 1 else None


DELETED = Rule(
    "RK712",
    "terhapus",
    "Buletin terbit dihapus",
    (
        "Alamat yang sudah terbit berlaku selamanya. Buletin ditarik dengan status: "
        "dicabut, bukan dihapus."
    ),
    "Berkas buletin dihapus dari folder",
    "status: dicabut",
    Example.NOTE,
)
MOVED_WITHOUT_TRACE = Rule(
    "RK713",
    "pindah-tanpa-alamat",
    "Buletin pindah tanpa alamat lama",
    ("Alamat yang sudah terbit berlaku selamanya; buletin yang pindah mencatat letak lamanya."),
    "Berkas diganti namanya tanpa alamat_lama",
    "alamat_lama dengan letak sebelumnya",
    Example.NOTE,
    fixable=True,
)


@reports(DELETED, MOVED_WITHOUT_TRACE)
def _lost(root: Path, old: Bulletin, moved: Bulletin | None) -> Problem:
    if moved is None:
        return DELETED.problem(
            f"{FOLDER}/{old.id}.md",
            "Buletin yang sudah terbit ini dihapus.",
            "Alamat yang sudah terbit berlaku selamanya.",
            "Kembalikan berkasnya, lalu tulis status: dicabut",
            is_step=True,
        )
    file = f"{FOLDER}/{moved.id}.md"
    return MOVED_WITHOUT_TRACE.problem(
        file,
        f"Buletin ini dulu beralamat {old.id}, tetapi alamat lamanya tidak dicatat.",
        "Alamat yang sudah terbit berlaku selamanya.",
        f"alamat_lama:\n  - {old.id}",
        fix=_fix(root, file, lambda data: note_former(data, old.id)),
    )


def _fix(root: Path, file: str, write: Callable[[bytes], bytes]) -> Fix | None:
    """The edit that adds what ``write`` adds to a file, taken from the difference it makes."""
    try:
        before = read_below(root, file, MAX_FILE_BYTES)
    except OSError:
        return None
    old, new = decode(before).text, decode(write(before)).text
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    if len(new) <= len(old):
        return None
    source = Source(file, old)
    return Fix((Edit(source.span(at, at), new[at : at + len(new) - len(old)]),))
