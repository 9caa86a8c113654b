"""RK701 to RK703: what bulletins say about one another, and former addresses in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rakor.content.keys import OUTCOMES
from rakor.content.references import Index, Reference
from rakor.content.repairs import short
from rakor.diagnostics import Problem, Rule, reports
from rakor.lint.checks import ProjectContext, project_check

UNKNOWN_BULLETIN = Rule(
    "RK701",
    "buletin-tak-ada",
    "Buletin yang dirujuk tidak ada",
    "Kunci terkait, selesai, dialihkan, dan dibatalkan berisi id buletin, yaitu letaknya di bawah "
    "bulletins/ tanpa .md.",
    "terkait:\n  - jawa-timur/2024/2024-01-01-tidak-ada",
    "terkait:\n  - jawa-timur/2024/2024-11-20-lanjutan",
)
REFERS_TO_ITSELF = Rule(
    "RK703",
    "merujuk-diri-sendiri",
    "Buletin merujuk dirinya sendiri",
    "Rujukan ke diri sendiri tidak menunjukkan apa-apa kepada pembaca.",
    "terkait:\n  - jawa-timur/kabupaten-probolinggo/2024/2024-11-14-contoh",
    "terkait:\n  - jawa-timur/2024/2024-11-20-lanjutan",
)


@reports(REFERS_TO_ITSELF, UNKNOWN_BULLETIN)
def _wrong_references(
    file: str, own_id: str, references: Iterable[Reference], index: Index
) -> list[Problem]:
    """RK701 for ids that do not exist, RK703 for a bulletin's own."""
    found = []
    for reference in references:
        if reference.id == own_id:
            found.append(
                REFERS_TO_ITSELF.problem(
                    file,
                    f"Kunci {reference.key} merujuk buletin ini sendiri.",
                    "Rujukan harus menuju buletin lain.",
                    "Hapus rujukan ini, atau tulis id buletin yang dimaksud.",
                    span=reference.span,
                    is_step=True,
                )
            )
        elif reference.id not in index.ids:
            near = index.near(reference.id)
            lead = f"{reference.key}: " if reference.key in OUTCOMES else "- "
            found.append(
                UNKNOWN_BULLETIN.problem(
                    file,
                    f'Buletin "{short(reference.id, 120)}" tidak ada.'
                    + (f" Maksud Anda {near}?" if near else ""),
                    f"Tidak ada berkas bulletins/{short(reference.id, 120)}.md.",
                    f"{lead}{near}"
                    if near
                    else "Tulis letak berkasnya di bawah bulletins/ tanpa .md, atau hapus rujukan "
                    "ini.",
                    span=reference.span,
                    is_step=near is None,
                )
            )
    return found


FORMER_ADDRESS_IN_USE = Rule(
    "RK702",
    "alamat-lama-terpakai",
    "Alamat lama dipakai buletin lain",
    "Alamat lama menjadi halaman penunjuk ke alamat baru, jadi tidak boleh sama dengan "
    "alamat buletin yang masih ada.",
    "alamat_lama:\n  - jawa-timur/2024/2024-11-20-lanjutan",
    "alamat_lama:\n  - jawa-timur/2024/2024-11-14-contoh",
)


@reports(FORMER_ADDRESS_IN_USE)
def _former_in_use(
    file: str,
    own_id: str,
    former: Iterable[Reference],
    index: Index,
    claimed: Mapping[str, str],
) -> list[Problem]:
    """RK702 for former addresses that are in use, or claimed by another bulletin already.

    ``claimed`` maps former ids to the bulletin that claims each first.
    """
    found = []
    for reference in former:
        owner = reference.id if reference.id in index.ids else claimed.get(reference.id, own_id)
        if owner == own_id and reference.id != own_id:
            continue
        if reference.id == own_id:
            cause = "Itu alamat buletin ini sekarang."
        elif owner == reference.id:
            cause = "Pada alamat itu masih ada buletin."
        else:
            cause = f"Alamat itu sudah disebut oleh bulletins/{owner}.md."
        found.append(
            FORMER_ADDRESS_IN_USE.problem(
                file,
                f'Alamat lama "{short(reference.id, 120)}" sudah dipakai.',
                cause,
                "Hapus butir ini, atau perbaiki ejaannya.",
                span=reference.span,
                is_step=True,
            )
        )
    return found


@project_check
def check_references(project: ProjectContext) -> Iterator[Problem]:
    """Judge the ids of other bulletins, and former addresses."""
    claimed: dict[str, str] = {}
    for file in project.files:
        for reference in file.former:
            claimed.setdefault(reference.id, file.id)
    index = project.index
    for file in project.files:
        yield from _wrong_references(file.file, file.id, file.references, index)
        yield from _former_in_use(file.file, file.id, file.former, index, claimed)
