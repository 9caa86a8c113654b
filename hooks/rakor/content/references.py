"""RK70x: what bulletins say about one another, and former addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rakor.content.keys import OUTCOMES
from rakor.content.repairs import short
from rakor.diagnostics import Report, Rule, Span, reports
from rakor.portable_names import is_reserved
from rakor.registry.labels import slug
from rakor.source.file_names import BULLETIN_ID, MAX_SITE_PATH, SLUG, site_path
from rakor.source.nodes import Node, Scalar


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of another bulletin and where it is written (offsets in the file, and the same as
    a span, for when the file is no longer at hand). ``item`` is the id of a follow-up there,
    ``day`` the day that is told of what happened to the one here."""

    id: str
    key: str
    start: int
    end: int
    span: Span
    item: str = ""
    day: dt.date | None = None


def plain_id(written: str) -> str:
    """The id meant by an id, a path below the project or an address of the site."""
    text = written.strip()
    if "://" in text:
        text = text.split("://", 1)[1].partition("/")[2]
    text = text.replace("\\", "/").strip("/")
    for lead in ("bulletins/", "buletin/"):
        _, mark, rest = text.rpartition(lead) if text.startswith(lead) else ("", "", text)
        text = rest if mark else text
    return text.removesuffix(".md").removesuffix(".html")


def read_reference(report: Report, key: str, node: Scalar) -> Reference | None:
    """The id of a bulletin, or None with a problem of form (RK704)."""
    written = node.value.strip()
    if BULLETIN_ID.fullmatch(written[:500]) and len(written) <= 500:
        return _reference(report, written, key, node)
    _report_form(report, key, node, written)
    return None


def _reference(report: Report, id_: str, key: str, node: Scalar) -> Reference:
    return Reference(id_, key, node.start, node.end, report.source.span(node.start, node.end))


def read_former(report: Report, node: Scalar) -> Reference | None:
    """The former id meant by an id or an address of the site, or None with RK704.

    A former address becomes a file of the site, so it may not leave it, nor bear a name that
    a disk refuses.
    """
    written = node.value.strip()
    former = plain_id(written[:1000])
    if (
        BULLETIN_ID.fullmatch(former)
        and len(site_path(former + ".md")) <= MAX_SITE_PATH
        and not any(is_reserved(part) for part in former.split("/"))
    ):
        return _reference(report, former, "alamat_lama", node)
    _report_form(report, "alamat_lama", node, written)
    return None


BULLETIN_ID_FORM = Rule(
    "RK704",
    "bentuk-id-buletin",
    "Id buletin salah bentuk",
    "Id buletin adalah letaknya di bawah bulletins/ dengan garis miring biasa, tanpa .md dan "
    "tanpa alamat situs.",
    "alamat_lama:\n  - ../Rapat Contoh",
    "alamat_lama:\n  - jawa-timur/2024/2024-11-14-contoh",
)


@reports(BULLETIN_ID_FORM)
def _report_form(report: Report, key: str, node: Scalar, written: str) -> None:
    better = plain_id(written[:500])
    good = better != written and BULLETIN_ID.fullmatch(better) is not None
    report.at(
        node,
        BULLETIN_ID_FORM,
        f'"{short(written)}" bukan id buletin.',
        "Id adalah letak berkas di bawah bulletins/, tanpa .md: huruf kecil, angka, tanda "
        "hubung, dan garis miring.",
        (f"{key}: {better}" if key in (*OUTCOMES, "buletin") else f"- {better}")
        if good
        else "Tulis folder dan nama berkas buletin itu: provinsi/kabupaten atau kota/tahun/nama.",
        is_step=not good,
    )


ITEM_ID_FORM = Rule(
    "RK714",
    "bentuk-id-butir",
    "Id butir tindak lanjut salah bentuk",
    "Id menjadi bagian alamat butir itu dan dirujuk buletin lain, jadi hanya huruf kecil, angka, "
    "dan tanda hubung.",
    "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n    id: Doa Bersama",
    "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n    id: doa-bersama",
)
REPEATED_ITEM_ID = Rule(
    "RK715",
    "id-butir-ganda",
    "Dua butir tindak lanjut memakai id yang sama",
    "Buletin lain merujuk butir dengan id itu, jadi satu id hanya untuk satu butir.",
    "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n    id: doa\n"
    "  - isi: Menertibkan alat peraga.\n    id: doa",
    "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n    id: doa\n"
    "  - isi: Menertibkan alat peraga.\n    id: alat-peraga",
)
SECOND_OUTCOME = Rule(
    "RK716",
    "hasil-ganda",
    "Satu tindak lanjut mempunyai dua hasil",
    "Sebuah tindak lanjut selesai, dialihkan, atau dibatalkan; tidak dua-duanya.",
    "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n"
    "    selesai: jawa-timur/2024/2024-11-20-lanjutan\n"
    "    dibatalkan: jawa-timur/2024/2024-11-20-lanjutan",
    "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n"
    "    selesai: jawa-timur/2024/2024-11-20-lanjutan",
)
MAX_ITEM_ID = 80
"""Characters of a follow-up's id."""


@reports(ITEM_ID_FORM)
def read_item_id(report: Report, node: Scalar) -> str | None:
    """The id of a follow-up, or None with a problem of form (RK714)."""
    written = node.value.strip()
    if SLUG.fullmatch(written) and len(written) <= MAX_ITEM_ID:
        return written
    better = slug(written)[:MAX_ITEM_ID].strip("-")
    report.at(
        node,
        ITEM_ID_FORM,
        f'"{short(written)}" bukan id butir.',
        "Id butir berisi huruf kecil, angka, dan tanda hubung, paling panjang "
        f"{MAX_ITEM_ID} huruf.",
        f"id: {better}" if better else "Tulis satu atau dua kata yang menandai butir ini.",
        is_step=not better,
    )
    return None


@reports(REPEATED_ITEM_ID)
def report_repeated_items(report: Report, nodes: Sequence[Node]) -> None:
    """RK715 for every follow-up whose id another one above it has."""
    seen: dict[str, Scalar] = {}
    for node in nodes:
        if not isinstance(node, Scalar):
            continue
        first = seen.setdefault(node.value.strip(), node)
        if first is not node:
            line = report.source.position(first.start)[0]
            report.at(
                node,
                REPEATED_ITEM_ID,
                f'Id "{short(node.value.strip())}" sudah dipakai butir lain.',
                f"Butir pada baris {line} memakai id yang sama, jadi rujukannya tidak jelas.",
                "Beri butir yang lebih baru id lain; id yang sudah terbit jangan diubah.",
                is_step=True,
            )


@reports(SECOND_OUTCOME)
def report_second_outcome(report: Report, node: Node, key: str, first: str) -> None:
    """RK716: a follow-up of which ``first`` tells one outcome and ``key`` another."""
    report.at(
        node,
        SECOND_OUTCOME,
        f"Kunci {key} ada di samping {first}.",
        "Pembaca tidak dapat tahu mana yang berlaku.",
        f"Hapus {first} atau {key}.",
        is_step=True,
    )


class Index:
    """The ids of all bulletins, for looking up and for suggestions."""

    def __init__(self, ids: Collection[str]) -> None:
        self.ids = frozenset(ids)
        self._by_name: dict[str, list[str]] | None = None

    def near(self, wanted: str) -> str | None:
        """The bulletin of the same file name elsewhere, or the only one of the same day."""
        if self._by_name is None:
            self._by_name = {}
            for id_ in sorted(self.ids):
                name = id_.rpartition("/")[2]
                for key in (name, name[:10], name[11:]):
                    self._by_name.setdefault(key, []).append(id_)
        name = wanted.rpartition("/")[2]
        for key in (name, name[11:], name[:10]):
            found = self._by_name.get(key, []) if key else []
            if len(found) == 1:
                return found[0]
        return None
