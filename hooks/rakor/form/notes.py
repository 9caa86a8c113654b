"""Problems beside the boxes they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rakor.content.keys import BULLETIN
from rakor.diagnostics import Problem, Severity, Source
from rakor.form.values import DAY_PARTS, RECORDS, ROWS, TEXTS, Values
from rakor.lint.rules.place import WRONG_DAY_IN_NAME, WRONG_FOLDER
from rakor.registry import Regions
from rakor.source.frontmatter import ParsedFile
from rakor.source.nodes import Mapping, Node, Sequence

_MISSING = "RK132"
_PLACES = frozenset((WRONG_FOLDER.code, WRONG_DAY_IN_NAME.code))
"""Where a file lies is the form's business, not its writer's."""
_OR = re.compile(r"\s{2,}atau\s{2,}")
_LEAD = re.compile(r"(?:- )?(?:([a-z_]+): )?(.+)")

LABELS = {
    "judul": "Judul",
    "tanggal": "Tanggal rapat",
    "waktu": "Waktu",
    "wilayah": "Wilayah",
    "tempat": "Tempat",
    "mode": "Cara mengikuti",
    "penyelenggara": "Penyelenggara",
    "pimpinan": "Pimpinan rapat",
    "instansi": "Instansi yang hadir",
    "topik": "Topik",
    "ringkasan": "Ringkasan",
    "angka": "Angka",
    "tindak_lanjut": "Tindak lanjut",
    "sumber": "Sumber",
    "isi": "Isi",
}
"""What the form calls each key."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that can be taken over: how it is called, and what is written."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Note:
    """A problem as the form shows it; ``box`` is nothing where the form has no box for it."""

    box: str
    is_error: bool
    code: str
    message: str
    cause: str
    remedy: str
    offers: tuple[Offer, ...] = ()


def notes_of(
    problems: Iterable[Problem], document: ParsedFile, values: Values, regions: Regions
) -> list[Note]:
    """The problems of a file, each with its box, in the order of the form."""
    found = list(_missing(values))
    for problem in problems:
        if problem.severity is Severity.NOTE or problem.code in _PLACES:
            continue
        path = _path_at(document, _offset(document.source, problem))
        if problem.code == _MISSING and len(path) < 2 and path[:1] != ("isi",):
            continue  # told above, each beside its own box
        box = box_of(path)
        offers = tuple(_offers(problem, box, regions))
        found.append(
            Note(
                box,
                problem.severity is Severity.ERROR,
                problem.code,
                problem.message,
                problem.cause,
                "" if offers else problem.remedy,
                offers,
            )
        )
    order = list(LABELS)
    return sorted(
        dict.fromkeys(found),
        key=lambda note: order.index(key) if (key := note.box.partition(".")[0]) in order else 99,
    )


def _missing(values: Values) -> Iterator[Note]:
    held = {
        **values.texts,
        **{key: "".join(parts.values()) for key, parts in values.records.items()},
        **values.rows,
        "topik": values.topics,
    }
    for key in BULLETIN.values():
        if key.required and key.name not in values.other and not held.get(key.name):
            yield Note(
                first_box(key.name),
                True,
                _MISSING,
                f"{LABELS[key.name]} belum diisi.",
                f"Bagian ini wajib: {key.meaning}.",
                "",
            )


def first_box(key: str) -> str:
    """The first box of a key."""
    if key in RECORDS:
        part = RECORDS[key][0]
        return f"{key}.{part}.h" if part in DAY_PARTS else f"{key}.{part}"
    if key == "waktu":
        return "waktu.mulai"
    if key == "instansi":
        return "tambah.instansi"
    return f"{key}.0.{ROWS[key][0]}" if key in ROWS else key


def box_of(path: tuple[str | int, ...]) -> str:
    """The box that shows the value at a path of the front matter, or nothing."""
    if not path:
        return ""
    key, *rest = path
    if key in TEXTS or key in ("isi", "topik"):
        return first_box(str(key))
    if key in RECORDS:
        part = rest[0] if rest and rest[0] in RECORDS[str(key)] else RECORDS[str(key)][0]
        return f"{key}.{part}.h" if part in DAY_PARTS else f"{key}.{part}"
    if key not in ROWS:
        return ""
    if not rest:
        return first_box(str(key))
    number, *inner = rest
    if inner and inner[0] == "wakil":
        count = next((part for part in inner if isinstance(part, int)), 0)
        name = inner[-1] if inner[-1] in ("nama", "jabatan") else "nama"
        return f"{key}.{number}.wakil.{count}.{name}"
    part = inner[0] if inner and inner[0] in ROWS[str(key)] else ROWS[str(key)][0]
    return f"{key}.{number}.{part}.h" if part in DAY_PARTS else f"{key}.{number}.{part}"


def _offset(source: Source, problem: Problem) -> int:
    return source.line_start(problem.span.line) + problem.span.column - 1


def _path_at(document: ParsedFile, offset: int) -> tuple[str | int, ...]:
    if offset >= document.body_start:
        return ("isi",)
    return tuple(_walk(document.data, offset))


def _walk(node: Node, offset: int) -> Iterator[str | int]:
    """The keys and positions that lead to what stands at an offset."""
    if isinstance(node, Mapping):
        before = [(key, value) for key, value in node.entries if key.start <= offset]
        if before:
            key, value = before[-1]
            yield key.value
            yield from _walk(value, offset)
    elif isinstance(node, Sequence):
        numbers = [number for number, item in enumerate(node.items) if item.start <= offset]
        if numbers:
            yield numbers[-1]
            yield from _walk(node.items[numbers[-1]], offset)


def _offers(problem: Problem, box: str, regions: Regions) -> Iterator[Offer]:
    """What the remedy says to write, where it is a value for just this box."""
    if problem.is_step or not box or box in ("isi", "topik") or "\n" in problem.remedy:
        return
    names = box.removesuffix(".h").split(".")
    name = names[-1]
    found = []
    for part in _OR.split(problem.remedy.strip()):
        match = _LEAD.fullmatch(part.strip())
        if match is None or match[1] not in (None, name, names[0]) or "…" in match[2]:
            return
        value = _unquoted(match[2])
        region = regions.get(value) if name == "wilayah" else None
        found.append(Offer(f"{region.full_name} ({value})" if region else value, value))
    yield from found


def _unquoted(text: str) -> str:
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1].replace('\\"', '"').replace("\\\\", "\\") if is_quoted else text
