"""RK605, RK706 to RK708, RK717 and RK718: what only several bulletins at hand can show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from rakor.bulletin import Bulletin, Status
from rakor.content.follow_ups import item_ids
from rakor.content.keys import OUTCOMES
from rakor.content.references import Reference
from rakor.content.repairs import short
from rakor.diagnostics import Example, Problem, Rule, Severity, reports
from rakor.edit_distance import distance
from rakor.lint.checks import ProjectContext, project_check
from rakor.lint.results import WantedAnchor
from rakor.registry.labels import key, misspelt

_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    "rapat koordinasi rakor kabupaten kota provinsi dalam pada dengan untuk dari yang serta"
    " tentang menjelang persiapan kesiapan tahun".split()
)


UNKNOWN_ANCHOR = Rule(
    "RK605",
    "bagian-tak-ada",
    "Bagian yang dituju tidak ada",
    ("Tautan dengan tanda # menuju judul bagian; namanya huruf kecil dengan tanda hubung."),
    "[Arahan](#arahan-bupati)\n\n## Arahan penjabat\n\nIsi.\n",
    "[Arahan](#arahan-penjabat)\n\n## Arahan penjabat\n\nIsi.\n",
    Example.BODY,
    Severity.WARNING,
)


# Ids that every page of a bulletin gives to its own parts ("Angka", "Sumber").
_OF_THE_PAGE = "rk-"


def _meant(anchor: str, known: Iterable[str]) -> str:
    """The one part that a name is another writing of, or a slip of the pen for."""
    names = sorted(known)
    alike = [name for name in names if key(name) == key(anchor)]
    near = alike or [n for n in names if key(n) in misspelt(key(anchor), [key(n)])]
    return near[0] if len(near) == 1 else ""


@project_check
def check_anchors(project: ProjectContext) -> Iterator[Problem]:
    """RK605: links to parts of bulletins that are not there."""
    for file in project.files:
        yield from _unknown_anchors(file.file, file.wanted, project.anchors)


@reports(UNKNOWN_ANCHOR)
def _unknown_anchors(
    file: str,
    wanted: Iterable[WantedAnchor],
    anchors: Callable[[str], frozenset[str] | None],
) -> list[Problem]:
    """``anchors`` gives the parts of a bulletin, or None where they cannot be known."""
    found = []
    for link in wanted:
        known = anchors(link.target)
        if known is None or link.anchor in known or link.anchor.startswith(_OF_THE_PAGE):
            continue
        near = _meant(link.anchor, known)
        shown = [f"#{name}" for name in sorted(known) if not name.startswith(("fn:", "fnref"))]
        found.append(
            UNKNOWN_ANCHOR.problem(
                file,
                f'Bagian "#{link.anchor[:60]}" tidak ada.'
                + (f" Maksud Anda #{near}?" if near else ""),
                "Nama bagian dibuat dari judul bagian: huruf kecil, spasi menjadi tanda hubung."
                + (f" Yang ada: {', '.join(shown[:6])}." if shown else ""),
                f"#{near}" if near else "Perbaiki namanya, atau hapus bagian sesudah tanda #.",
                span=link.span,
                is_step=not near,
            )
        )
    return found


ODD_CLOSING = Rule(
    "RK707",
    "penutup-janggal",
    "Tindak lanjut ditutup oleh buletin yang lebih awal",
    "Penyelesaian tercatat sesudah janjinya, dalam buletin yang terbit.",
    (
        "tanggal: 2024-11-25\ntindak_lanjut:\n  - isi: Menggelar doa bersama.\n    "
        "selesai: jawa-timur/2024/2024-11-20-lanjutan"
    ),
    (
        "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n    selesai: "
        "jawa-timur/2024/2024-11-20-lanjutan"
    ),
    Example.KEYS,
    Severity.WARNING,
)


UNKNOWN_ITEM = Rule(
    "RK717",
    "butir-tak-ada",
    "Butir tindak lanjut yang dirujuk tidak ada",
    "Kunci butir berisi id sebuah tindak lanjut pada buletin yang disebut.",
    "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n    dialihkan:\n"
    "      buletin: jawa-timur/2024/2024-11-20-lanjutan\n      butir: tidak-ada",
    "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n    dialihkan:\n"
    "      buletin: jawa-timur/2024/2024-11-20-lanjutan",
)


ITEM_WITHOUT_ID = Rule(
    "RK718",
    "butir-tanpa-id",
    "Butir yang dirujuk belum mempunyai id",
    "Tanpa id, butir dikenal dari isinya; rujukannya putus begitu satu kata diperbaiki.",
    "butir: 4f1c20a9be pada buletin ini, sedangkan butir itu tidak mempunyai kunci id",
    "id: 4f1c20a9be pada butir yang dirujuk",
    Example.NOTE,
    Severity.WARNING,
    fixable=True,
)


@reports(ITEM_WITHOUT_ID)
def _item_without_id(file: str, reference: Reference, other: Bulletin) -> Problem:
    number = item_ids(other).index(reference.item) + 1
    return ITEM_WITHOUT_ID.problem(
        file,
        f"Butir {number} pada bulletins/{other.id}.md dirujuk, tetapi belum mempunyai id.",
        "Rujukan ini putus begitu isi butir itu diperbaiki.",
        f"Tulis id: {reference.item} pada butir itu, atau jalankan rakor check --fix",
        span=reference.span,
        is_step=True,
    )


@reports(UNKNOWN_ITEM)
def _unknown_item(file: str, reference: Reference, other: Bulletin) -> Problem | None:
    ids = [one.id for one in other.follow_ups if one.id]
    if not reference.item or reference.item in ids:
        return None
    if reference.item in item_ids(other):
        return _item_without_id(file, reference, other)
    far = max(2, len(reference.item) // 3)
    near = min(ids, key=lambda id_: distance(id_, reference.item, far + 1), default="")
    if near and distance(near, reference.item, far + 1) > far:
        near = ""
    return UNKNOWN_ITEM.problem(
        file,
        f'Tindak lanjut "{short(reference.item)}" tidak ada pada buletin itu.',
        f"Id yang ada di sana: {', '.join(ids[:6])}."
        if ids
        else f"Tidak satu pun tindak lanjut pada bulletins/{other.id}.md mempunyai id.",
        f"butir: {near}"
        if near
        else "Tulis id yang ada, beri butir di sana kunci id, atau hapus kunci butir di sini.",
        span=reference.span,
        is_step=not near,
    )


@project_check
def check_closings(project: ProjectContext) -> Iterator[Problem]:
    """RK707: commitments closed by a bulletin that cannot show it."""
    for file in project.files:
        closes = any(reference.key in OUTCOMES for reference in file.references)
        own = file.bulletin if closes else None
        if own:
            yield from _odd_closings(own, file.references, project.bulletin)


@reports(ODD_CLOSING)
def _odd_closings(
    bulletin: Bulletin,
    references: Iterable[Reference],
    others: Callable[[str], Bulletin | None],
) -> list[Problem]:
    """``others`` finds the bulletin of an id."""
    found = []
    file = f"bulletins/{bulletin.id}.md"
    for reference in references:
        if reference.key not in OUTCOMES or reference.id == bulletin.id:
            continue
        other = others(reference.id)
        if other is None:
            continue
        if unknown := _unknown_item(file, reference, other):
            found.append(unknown)
        if other.start < bulletin.start:
            cause = (
                f"Buletin itu tentang rapat {other.start}, sebelum rapat ini ({bulletin.start})."
            )
        elif reference.day and reference.day < bulletin.start:
            cause = f"Tanggalnya {reference.day}, sebelum rapat ini ({bulletin.start})."
        elif other.status is not Status.PUBLISHED:
            cause = f"Buletin itu berstatus {other.status}."
        else:
            continue
        found.append(
            ODD_CLOSING.problem(
                file,
                f"Kunci {reference.key} merujuk buletin yang tidak bisa menunjukkannya.",
                cause,
                "Rujuk buletin yang mencatatnya, atau hapus kunci ini.",
                span=reference.span,
                is_step=True,
            )
        )
    return found


def _meetings(paths: Iterable[str], read: Iterable[str]) -> Iterator[list[str]]:
    """The ids of bulletins that, by where they lie, are of one region and day; two at least.

    Of all ``paths``, only those are given that share region and day with one of ``read``.
    """
    groups: dict[str, list[str]] = {_region_and_day(path): [] for path in read}
    for path in paths:
        group = groups.get(_region_and_day(path))
        if group is not None:
            group.append(path.removesuffix(".md"))
    for group in groups.values():
        if len(group) > 1:
            yield sorted(group)


def _region_and_day(path: str) -> str:
    return path[: path.rfind("/") + 11]


TWIN_BULLETINS = Rule(
    "RK706",
    "rapat-kembar",
    "Satu rapat punya dua buletin",
    "Dua penulis bisa mencatat rapat yang sama dari dua sumber.",
    "Dua buletin dengan wilayah, tanggal, dan penyelenggara yang sama",
    "Satu buletin dengan dua butir pada kunci sumber",
    Example.NOTE,
    Severity.WARNING,
)


@project_check
def check_twins(project: ProjectContext) -> Iterator[Problem]:
    """RK706: two bulletins of one region and day that tell of one meeting."""
    # What is known had no twin; only a bulletin that was read can have become one.
    for group in _meetings(project.result.entries, [file.path for file in project.files]):
        yield from _twins([found for id_ in group if (found := project.bulletin(id_))])


@reports(TWIN_BULLETINS)
def _twins(group: list[Bulletin]) -> list[Problem]:
    found = []
    group = [b for b in group if b.status is not Status.WITHDRAWN]
    for place, later in enumerate(group):
        for earlier in group[:place]:
            if _is_same(earlier, later):
                found.append(
                    TWIN_BULLETINS.problem(
                        f"bulletins/{later.id}.md",
                        "Rapat ini tampaknya sudah punya buletin.",
                        f"bulletins/{earlier.id}.md mencatat wilayah, tanggal, dan "
                        "penyelenggara yang sama.",
                        "Gabungkan keduanya, atau tulis id yang satu pada kunci terkait bila "
                        "rapatnya memang dua.",
                        is_step=True,
                    )
                )
                break
    return found


def _is_same(one: Bulletin, other: Bulletin) -> bool:
    if (one.region, one.start) != (other.region, other.start):
        return False
    if one.host.agency != other.host.agency or not set(one.topics) & set(other.topics):
        return False
    if other.id in one.related or one.id in other.related:
        return False  # the writers know of each other
    if one.time and other.time and one.time.start != other.time.start:
        return False
    if _digits(one.title) != _digits(other.title):
        return False  # "tahap 1", "tahap 2"
    if one.venue and other.venue:
        return _words(one.venue) == _words(other.venue)
    mine, theirs = _words(one.title), _words(other.title)
    return len(mine & theirs) * 2 >= len(mine | theirs)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - _COMMON


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)
