"""What was written in another form than its key has, put right.

Remedies repeat the words of the writer, never the facts of an example; edits are given where
nothing else can be meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rakor.content.keys import Key, KeyTable
from rakor.diagnostics import Source, reports
from rakor.source import canonical
from rakor.source.file_names import SLUG
from rakor.source.nodes import Mapping, Node, Scalar, Sequence
from rakor.source.yaml_errors import ITEM_MARK, ITEM_MARK_WRONG, Fault, mend_item

#: Characters of a value that a remedy repeats.
WHOLE = 300
#: Values of a list that are offered where one is wanted.
_CHOICES = 4

WEB_ADDRESS = re.compile(
    r"https?://[^\s/?#<>\"\\]+\.[^\s/?#<>\"\\:]+(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\]*)?"
)

# Entries of these lists are single values.
_SIMPLE_LISTS = frozenset(("topik", "instansi", "penulis", "terkait", "alamat_lama"))
# "M.Si" and "S.H." belong to the name before them.
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.){1,4}[A-Za-z]{0,5}\.?|[A-Z]{2,3}")
_OFFICE = re.compile(
    r"(?:pj|pjs|plt|plh|penjabat|pelaksana|wakil|bupati|wali ?kota|gubernur|menteri|sekda|"
    r"sekretaris|asisten|staf|kepala|ketua|anggota|direktur|komandan|kapol|wakapol|dandim|"
    r"danrem|kajari|kajati|camat|lurah|kadis|kaban|kabag|kabid|kasat|kasi|rektor)\w*\b",
    re.IGNORECASE,
)

Edits = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A value in its right form: the lines to write, empty where they cannot be told, and the
    edits (start, end, text) that make them where that is certain."""

    remedy: str = ""
    edits: Edits = ()


def short(text: str, limit: int = 60) -> str:
    """A value as it is quoted in a message: one line, not too long."""
    text = " ".join(text[: 4 * limit].split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def yaml_value(text: str) -> str:
    """A value as it is written after a key, on one line whatever it holds."""
    return canonical.scalar(" ".join(text.split()))


def no_scalar(key: Key, node: Node, is_item: bool) -> Shape:
    """For a key that holds one text and was given something else."""
    values = node.items if isinstance(node, Sequence) else []
    return Shape(
        "   atau   ".join(
            ("- " if is_item else f"{key.name}: ") + yaml_value(short(value.value, WHOLE))
            for value in values[:_CHOICES]
            if isinstance(value, Scalar)
        )
    )


def no_mapping(source: Source, key: Key, node: Node, is_item: bool) -> Shape:
    """For a key that holds keys and was given a text or a list."""
    if isinstance(node, Scalar) and {"nama:", "jabatan:"} <= set(key.example.split()):
        lines = _person(node.value)
        lines = [f"- {lines[0]}", *lines[1:]] if is_item else [f"{key.name}:", *lines]
        return Shape("\n  ".join(lines))
    if not (isinstance(node, Sequence) and len(node.items) == 1):
        return Shape()
    only = node.items[0]
    if not isinstance(only, Mapping):
        return Shape()
    first, *below = source.lines_between(only.start, only.end)
    lead, width = only.start - first[0], only.start - node.start
    written = [source.text[start + lead : end] for start, end in below]
    remedy = "\n  ".join([f"{key.name}:", source.text[only.start : first[1]], *written])
    if source.text[node.start] != "-":
        return Shape(remedy)
    edits = [(node.start, only.start, "")]
    edits += [
        (start, start + width, "")
        for start, end in below
        if end - start >= width and not source.text[start : start + width].strip(" ")
    ]
    return Shape(remedy, tuple(edits))


def _person(written: str) -> list[str]:
    """The lines for somebody who was written as one text, name and position in any order."""
    text = " ".join(written.split())
    parts = [part.strip(" )") for part in re.split(r"\s*[(]|,\s+(?=[^,]*$)", text, maxsplit=1)]
    parts = [part for part in parts if part]
    positions = [part for part in parts if _OFFICE.match(part)]
    if len(parts) != 2 or len(positions) != 1:
        # "Ir. Contoh, M.Si" is one name; "Bupati Contoh" one position.
        key = "jabatan" if _OFFICE.match(text) else "nama"
        return [f"{key}: {yaml_value(short(text, WHOLE))}"]
    name = next(part for part in parts if part not in positions)
    return [f"nama: {yaml_value(name)}", f"jabatan: {yaml_value(positions[0])}"]


def record(written: str, table: KeyTable) -> list[str]:
    """The lines of a record whose text was written without keys."""
    text = " ".join(written.split())
    if "url" in table and WEB_ADDRESS.fullmatch(text):
        return ["nama: …", f"url: {text}"]
    if "satuan" in table and (figure := re.fullmatch(r"([\d.,]{1,30}) ([a-z]\S{0,30})", text)):
        return [f'nilai: "{figure[1]}"', f"satuan: {figure[2]}"]
    if "berkas" in table:
        text = re.split(r"[\\/]", text)[-1] or text
    *others, main = (name for name, part in table.items() if part.required)
    return [*(f"{name}: …" for name in others), f"{main}: {yaml_value(short(text, WHOLE))}"]


def no_list(source: Source, key: Key, node: Scalar | Mapping, table: KeyTable | None) -> Shape:
    """For a key that holds a list and was given a text or keys."""
    if isinstance(node, Mapping):
        return _one_record(source, key, node, table)
    if key.name not in _SIMPLE_LISTS and table is not None:
        first, *others = record(node.value, table)
        return Shape("\n    ".join([f"{key.name}:\n  - {first}", *others]))
    parts = _parts(node.value, key)
    remedy = "".join([f"{key.name}:", *(f"\n  - {yaml_value(part)}" for part in parts)])
    written = source.text[node.start : node.end]
    is_single = len(parts) == 1 and " dan " not in node.value
    is_ids = key.name == "topik" and all(SLUG.fullmatch(part) for part in parts)
    if "\n" in written or not (is_single or is_ids):
        return Shape(remedy)
    lines = [f"{source.line_break}  - {part}" for part in ([written] if is_single else parts)]
    after_colon = len(source.text[: node.start].rstrip())
    return Shape(remedy, ((after_colon, node.end, "".join(lines)),))


def _one_record(source: Source, key: Key, node: Mapping, table: KeyTable | None) -> Shape:
    """For the keys of the only entry of a list, written without its dash."""
    if not table or any(name.value not in table for name, _ in node.entries):
        return Shape()
    first, *below = source.lines_between(node.start, node.end)
    lead = node.start - first[0]
    written = [source.text[start + lead : end] for start, end in below]
    head = f"{key.name}:\n  - {source.text[node.start : first[1]]}"
    remedy = "\n    ".join([head, *written])
    if source.text[node.start] == "{":
        return Shape(remedy)
    edits = [(node.start, node.start, "- ")]
    edits += [(start, start, "  ") for start, end in below if end > start]
    return Shape(remedy, tuple(edits))


def _parts(written: str, key: Key) -> list[str]:
    """The entries of a list that was written as one text."""
    parts: list[str] = []
    for part in re.split(r"\s*[,;]\s*|(?<!\S)[-–—•*]\s*", written[:WHOLE]):
        if parts and key.name == "penulis" and _DEGREE.fullmatch(part):
            parts[-1] += f", {part}"
        elif part.strip():
            parts.append(part.strip())
    return parts or [written]


@reports(ITEM_MARK_WRONG)
def wrong_marks(source: Source, node: Scalar | Mapping) -> Fault | None:
    """The slip in a list whose entries do not begin with a dash and a blank, read as one text
    or as keys that begin with a dash; None if it is something else."""
    first = node if isinstance(node, Scalar) else node.entries[0][0]
    lines = source.lines_between(node.start, node.end)
    if not first.plain or source.text[lines[0][0] : node.start].strip(" "):
        return None
    edits = []
    for number, (start, end) in enumerate(lines):
        match = ITEM_MARK.match(source.text, start, end)
        if match:
            edits.append((match.end("lead"), match.end(), "- "))
        elif number == 0 or (
            isinstance(node, Scalar) and not source.text[start:end].lstrip().startswith("- ")
        ):
            return None  # a text that begins with a mark
    start, end = lines[0]
    line = source.text[start:end]
    match = ITEM_MARK.match(line)
    return match and Fault(
        ITEM_MARK_WRONG, node.start, end, *mend_item(line, match), edits=tuple(edits)
    )
