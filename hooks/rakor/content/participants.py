"""RK215: one agency under two names in the list of those that took part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rakor.bulletin import Role
from rakor.content.repairs import short
from rakor.diagnostics import Report, Rule, Severity, reports
from rakor.registry import Agencies
from rakor.source.nodes import Mapping, Node, Scalar

NAMED_TWICE = Rule(
    "RK215",
    "instansi-ganda",
    "Instansi ditulis dua kali",
    "Satu instansi yang ditulis dengan dua nama tampak seperti dua instansi. Di halaman keduanya "
    "dijadikan satu.",
    "instansi:\n  - KPU Kabupaten Probolinggo\n  - Ketua KPU Kab. Probolinggo",
    "instansi:\n  - KPU Kabupaten Probolinggo",
    severity=Severity.WARNING,
)


@reports(NAMED_TWICE)
def named_twice(
    report: Report, items: Sequence[Node], rows: Sequence[dict[str, Any]], agencies: Agencies
) -> dict[int, int]:
    """Report entries that name an agency again in one role; place of each, and of its first."""
    same: dict[int, int] = {}
    named = [row["agency"] for row in rows if row["agency"] is not None]
    if len(set(named)) == len(named):
        return same
    for number, row in enumerate(rows):
        first = next((at for at in range(number) if _is_same(rows[at], row)), None)
        if first is None or first in same:
            continue
        same[number] = first
        line = report.source.position(items[first].start)[0]
        name = agencies[row["agency"]].name
        report.at(
            _label_of(items[number]),
            NAMED_TWICE,
            f"{name} ditulis dua kali dalam instansi.",
            f'Yang sama sudah ada pada baris {line}: "{short(_text_of(items[first]))}".',
            "Hapus salah satu; wakil yang berbeda ditulis bersama pada yang tinggal.",
            is_step=True,
        )
    return same


def _is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    ways = (one.get("attendance"), other.get("attendance"))
    return (
        one["agency"] is not None
        and one["agency"] == other["agency"]
        and one.get("role", Role.PARTICIPANT) == other.get("role", Role.PARTICIPANT)
        and (None in ways or ways[0] == ways[1])
    )


def _label_of(node: Node) -> Node:
    return (node.get("instansi") or node) if isinstance(node, Mapping) else node


def _text_of(node: Node) -> str:
    label = _label_of(node)
    return label.value.strip() if isinstance(label, Scalar) else ""


def without_repeats(data: dict[str, Any], same: dict[int, int]) -> dict[str, Any]:
    """The record with each agency once; who came for it stands together."""
    if not same:
        return data
    rows = [dict(row) for row in data["participants"]]
    for number, first in same.items():
        kept, row = rows[first], rows[number]
        people = [*(kept.get("people") or ()), *(row.get("people") or ())]
        if people:
            kept["people"] = [one for at, one in enumerate(people) if one not in people[:at]]
        if row.get("attendance") is not None:
            kept["attendance"] = row["attendance"]
    return {**data, "participants": [row for at, row in enumerate(rows) if at not in same]}
