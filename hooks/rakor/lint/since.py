"""``rakor check --since REV``: what was published against what is there now.

RK711 a fact changed without a correction, RK712 deleted instead of withdrawn, RK713 moved
without its former address, RK719 a follow-up reworded so that its id is lost. Git is asked
through its own command, for the files that differ only.
"""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from rakor.bulletin import Bulletin, Status
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
from rakor.errors import RakorError
from rakor.lint.fix import note_former, write_item_id
from rakor.lint.linter import check_file
from rakor.lint.project import Project, open_project
from rakor.opener import read_below
from rakor.source.frontmatter import MAX_FILE_BYTES, parse


class GitError(RakorError):
    """Git could not answer; the message says what it was asked."""


# Facts of record, by the key they stand under and in the order of the guide.
_FACTS = ("tanggal", "waktu", "wilayah", "penyelenggara", "pimpinan", "instansi", "angka")


def check_since(root: Path, revision: str, today: dt.date | None = None) -> list[Problem]:
    """Compare the bulletins with those of a git revision.

    Raises:
        GitError: there is no git, no repository or no such revision.
    """
    _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", what=revision)
    project = open_project(root)
    old = dict(_former_bulletins(root, revision, project))
    now = {name.removesuffix(".md") for name in project.tree.bulletins}
    present: dict[str, Bulletin] = {}
    former: set[str] = set()
    for relative in project.tree.bulletins:
        data = project.read(relative)
        if isinstance(data, Problem):
            continue
        result = check_file(relative, data, project.resolver, project.tree)
        if result.bulletin:
            present[result.id] = result.bulletin
        former.update(reference.id for reference in result.former)
    found: list[Problem] = []
    before = set(_names(root, revision))
    for id_, bulletin in sorted(old.items()):
        if not _was_public(bulletin, today):
            continue
        if id_ in now:
            if id_ in present:
                found += _changed(root, bulletin, present[id_])
                found += _reworded(root, bulletin, present[id_])
        elif id_ not in former:
            moved = _moved_to(bulletin, [b for i, b in present.items() if f"{i}.md" not in before])
            found.append(_lost(root, bulletin, moved))
    return sorted(found)


def _git(root: Path, *arguments: str, what: str = "") -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=False
        )
    except OSError as error:
        raise GitError("Perintah git tidak ada di komputer ini.") from error
    if done.returncode:
        if what:
            raise GitError(
                f"Git tidak mengenal revisi {what}. Tulis nama cabang, tag, atau komit, "
                "misalnya --since main"
            )
        raise GitError(f"Git menolak: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout


def _names(root: Path, revision: str) -> Iterator[str]:
    """Paths below ``bulletins/`` of all bulletins of a revision."""
    listed = _git(root, "ls-tree", "-r", "-z", "--name-only", revision, "--", f"{FOLDER}/")
    for name in listed.decode("utf-8", "surrogateescape").split("\0"):
        if name.endswith(".md"):
            yield name.removeprefix(f"{FOLDER}/")


def _former_bulletins(
    root: Path, revision: str, project: Project
) -> Iterator[tuple[str, Bulletin]]:
    """The bulletins of a revision that are gone or differ now."""
    # Without renames: a renamed file is one that is gone and one that is new.
    listed = _git(
        root, "diff", "--relative", "--name-only", "--no-renames", "--diff-filter=MDT", "-z",
        revision, "--", f"{FOLDER}/",
    )  # fmt: skip
    for name in listed.decode("utf-8", "surrogateescape").split("\0"):
        if not name.endswith(".md"):
            continue
        relative = name.removeprefix(f"{FOLDER}/")
        data = _git(root, "show", f"{revision}:./{name}")
        bulletin = check_file(relative, data, project.resolver, project.tree).bulletin
        if bulletin is not None:
            yield relative.removesuffix(".md"), bulletin


def _was_public(bulletin: Bulletin, today: dt.date | None) -> bool:
    if bulletin.status is Status.DRAFT:
        return False
    return not (today and bulletin.publish_on and bulletin.publish_on > today)


def _facts(bulletin: Bulletin) -> dict[str, Any]:
    return {
        "tanggal": (bulletin.start, bulletin.end),
        "waktu": bulletin.time,
        "wilayah": bulletin.region,
        "penyelenggara": bulletin.host,
        "pimpinan": bulletin.chair,
        "instansi": bulletin.participants,
        "angka": bulletin.figures,
        # That a commitment was met is news, not a correction.
        "tindak_lanjut": [(f.text, f.kind, f.responsible, f.due) for f in bulletin.follow_ups],
    }


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
def _changed(root: Path, old: Bulletin, new: Bulletin) -> Iterator[Problem]:
    if old.status is not Status.PUBLISHED or new.status is Status.WITHDRAWN:
        return  # a plan may change, and a withdrawn bulletin says so itself
    if len(new.corrections) > len(old.corrections):
        return
    before, after = _facts(old), _facts(new)
    keys = [key for key in before if before[key] != after[key]]
    if not keys:
        return
    file = f"{FOLDER}/{new.id}.md"
    yield CHANGED_WITHOUT_CORRECTION.problem(
        file,
        f"{', '.join(keys).capitalize()} berubah sejak terbit, tetapi ralat tidak bertambah.",
        "Buletin ini sudah terbit; pembaca berhak tahu apa yang diperbaiki.",
        f"ralat:\n  - tanggal: 2024-11-20\n    bagian: {keys[0]}\n    menjadi: …",
        span=_key_span(root, file, keys[0]),
    )


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
