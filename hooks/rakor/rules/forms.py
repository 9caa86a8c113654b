"""RK13x and RK14x: the forms of keys and values, read from nodes."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterable
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from rakor.diagnostics import Report
from rakor.frontmatter import Mapping, Node, Scalar, Sequence
from rakor.rules.keys import Key, Table, nearest, plain
from rakor.rules.names import SLUG
from rakor.yamlfaults import ITEM_MARK, mend_item, quoted

#: A list in a bulletin holds at most so many entries; each may cost a look-up.
MAX_ITEMS = 300
#: What stands above lines of keys that only the writer can fill in.
FILL_IN = "Isi menurut sumber Anda:"
#: Values of a list that are offered where one is wanted.
_CHOICES = 4
#: Characters of a value that a remedy repeats.
_WHOLE = 300
#: Beyond so many problems in one file, near spellings are no longer looked for.
_ENOUGH = 60

_NAMES = {Scalar: "satu teks", Sequence: "daftar", Mapping: "kunci dan nilai"}
_URL = re.compile(
    r"https?://[^\s/?#<>\"\\]+\.[^\s/?#<>\"\\:]+(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\]*)?"
)

_Choice = TypeVar("_Choice", bound=StrEnum)


def short(text: str, limit: int = 60) -> str:
    """A value as it is quoted in a message: one line, not too long."""
    text = " ".join(text[: 4 * limit].split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def yaml_value(text: str) -> str:
    """A value as it can be written after a key: in quotes only where needed."""
    text = " ".join(text.split())
    if not text or text[0] in "\"'@`%*&!|>,[]{}?#-:" or ": " in text or " #" in text:
        return quoted(text)
    return quoted(text) if text.endswith(":") else text


def fields(
    report: Report,
    node: Mapping,
    table: Table,
    inside: str = "",
    offers: typing.Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Node]:
    """The known keys of a mapping that hold something.

    Unknown (RK130), repeated (RK131), missing or empty required (RK132) and empty keys (RK141)
    are reported. ``inside`` is the key this mapping belongs to, for the messages; ``offers``
    are values known from elsewhere for required keys that are not filled in.
    """
    found: dict[str, Node] = {}
    lines: dict[str, Scalar] = {}
    accounted: set[str] = set()  # required keys that are no longer to be missed
    where = f" di dalam {inside}" if inside else ""
    for name, value in node.entries:
        key = table.get(name.value)
        if key is None:
            meant = _report_unknown(report, name, value, node, table, where)
            if meant:
                accounted.add(meant)
            continue
        if name.value in lines:
            first = report.source.position(lines[name.value].start)[0]
            report.add(
                "RK131",
                name.start,
                name.end,
                f"Kunci {name.value} ditulis dua kali{where}.",
                f"Kunci yang sama sudah ada pada baris {first}; tidak jelas mana yang berlaku.",
                "Hapus salah satu, atau gabungkan isinya.",
                is_step=True,
            )
            continue
        lines[name.value] = name
        holds_nothing = value.is_empty if isinstance(value, Scalar) else not _below(value)
        if holds_nothing:
            accounted.add(name.value)
            _report_empty(report, name, key, where, offers.get(key.name))
        else:
            found[name.value] = value
    _report_missing(report, node, table, {*found, *accounted}, where, offers)
    return found


def _below(node: Sequence | Mapping) -> int:
    return len(node.items if isinstance(node, Sequence) else node.entries)


def _report_unknown(
    report: Report, name: Scalar, value: Node, inside: Mapping, table: Table, where: str
) -> str | None:
    """Report an unknown key (RK130); give back the key that was meant, if that can be told."""
    key = nearest(name.value, table) if len(report.problems) < _ENOUGH else None
    shown = short(name.value, 40)
    if key is None:
        known = ", ".join(table)
        report.add(
            "RK130",
            name.start,
            name.end,
            f'Kunci "{shown}" tidak dikenal{where}.',
            f"Kunci yang dikenal{where}: {known}.",
            "Pakai salah satu kunci itu, atau hapus baris ini.",
            is_step=True,
        )
        return None
    remedy = f"{key.name}:"
    if isinstance(value, Scalar) and not value.is_empty:
        if "\n" in key.example and key.name in {"topik", "instansi", "sumber", "penulis"}:
            item = _as_written(report, value)
            if key.name == "sumber":
                item = "nama: …\n    url: " + item if _URL.fullmatch(item) else f"nama: {item}"
            remedy += f"\n  - {item}"
        else:
            remedy += f" {_as_written(report, value)}"
    if plain(name.value) in {"pembicara", "narasumber", "speaker", "speakers"}:
        who = yaml_value(short(value.value, _WHOLE)) if isinstance(value, Scalar) else "…"
        remedy = f"instansi:\n  - instansi: {who}\n    peran: pembicara"
    report.add(
        "RK130",
        name.start,
        name.end,
        f'Kunci "{shown}" tidak dikenal{where}. Maksud Anda {key.name}?',
        f"Setiap kunci punya satu ejaan; {key.name} berisi {key.meaning}.",
        remedy,
        edits=[(name.start, name.end, key.name)] if _is_certain(name, key, value, inside) else (),
    )
    return key.name


def _is_certain(name: Scalar, key: Key, value: Node, inside: Mapping) -> bool:
    """Whether a key may be renamed without asking: a word that only ever means the other key,
    that is not there yet, with a value of the form that key has."""
    wanted = plain(name.value)
    if wanted != key.name and wanted not in key.synonyms:
        return False
    meant = sum(plain(other.value) in {key.name, *key.synonyms} for other, _ in inside.entries)
    first_line = key.example.partition("\n")[0]
    is_simple = not first_line.endswith(":")
    return meant == 1 and wanted not in _OTHER_FORM and is_simple == isinstance(value, Scalar)


def _as_written(report: Report, value: Scalar) -> str:
    """A value with the quotation marks it was written in."""
    written = report.source.text[value.start : value.end]
    return written if "\n" not in written else yaml_value(short(value.value, _WHOLE))


# Words for a key that holds more than these do: a speaker is an agency with a role.
_OTHER_FORM = frozenset(
    "pembicara narasumber speaker speakers kabupaten kota provinsi kegiatan nama isi alamat".split()
)


def _report_empty(report: Report, name: Scalar, key: Key, where: str, offer: str | None) -> None:
    if key.required:
        report.add(
            "RK132",
            name.start,
            name.end,
            f"Kunci wajib {key.name} belum diisi{where}.",
            f"Kunci ini berisi {key.meaning}.",
            offer or f"{FILL_IN}\n{key.blank}",
            is_step=not offer,
        )
    else:
        report.add(
            "RK141",
            name.start,
            name.end,
            f"Kunci {key.name} kosong{where}.",
            f"Kunci ini berisi {key.meaning}; tanpa isi, kunci ini tidak diperlukan.",
            f"Hapus baris {key.name} ini, atau isi nilainya.",
            is_step=True,
        )


def _report_missing(
    report: Report,
    node: Mapping,
    table: Table,
    present: set[str],
    where: str,
    offers: typing.Mapping[str, str],
) -> None:
    missing = [key for key in table.values() if key.required and key.name not in present]
    if not missing:
        return
    first = node.entries[0][0] if node.entries else None
    names = ", ".join(key.name for key in missing)
    is_step = any(key.name not in offers for key in missing)
    report.add(
        "RK132",
        first.start if first else node.start,
        first.end if first else node.end,
        f"Kunci wajib {names} belum ada{where}.",
        f"Kunci ini berisi {missing[0].meaning}."
        if len(missing) == 1
        else f"Ada {len(missing)} kunci yang harus ditambahkan.",
        (f"{FILL_IN}\n" if is_step else "")
        + "\n".join(offers.get(key.name, key.blank) for key in missing),
        is_step=is_step,
    )


def scalar(report: Report, key: Key, node: Node, *, is_item: bool = False) -> Scalar | None:
    """The node as a single value, or None with a problem (RK140).

    ``is_item``: the node is an entry of the list under ``key``.
    """
    if isinstance(node, Scalar):
        return node
    values = node.items if isinstance(node, Sequence) else []
    remedy = "   atau   ".join(
        ("- " if is_item else f"{key.name}: ") + yaml_value(short(value.value, _WHOLE))
        for value in values[:_CHOICES]
        if isinstance(value, Scalar)
    )
    _report_shape(report, key, node, "satu teks", remedy, is_item)
    return None


def mapping(report: Report, key: Key, node: Node, *, is_item: bool = False) -> Mapping | None:
    """The node as keys and values, or None with a problem (RK140).

    ``is_item``: the node is an entry of the list under ``key``.
    """
    if isinstance(node, Mapping):
        return node
    remedy, edits = "", []
    if isinstance(node, Scalar) and {"nama:", "jabatan:"} <= set(key.example.split()):
        lines = _person(node.value)
        remedy = "\n  ".join([f"- {lines[0]}", *lines[1:]] if is_item else [f"{key.name}:", *lines])
    elif isinstance(node, Sequence) and len(node.items) == 1 and isinstance(node.items[0], Mapping):
        text, only = report.source.text, node.items[0]
        lead = only.start - report.source.line_start(report.source.position(only.start)[0])
        lines = text[only.start : only.end].splitlines()
        remedy = "\n  ".join([f"{key.name}:", lines[0], *(line[lead:] for line in lines[1:])])
        if text[node.start] == "-":
            width = only.start - node.start
            edits.append((node.start, only.start, ""))
            at = _next_line(text, only.start, only.end)
            while at < only.end:
                if not text[at : at + width].strip(" "):
                    edits.append((at, at + width, ""))
                at = _next_line(text, at, only.end)
    _report_shape(report, key, node, "kunci dan nilai", remedy, is_item, edits)
    return None


_OFFICE = re.compile(
    r"(?:pj|pjs|plt|plh|penjabat|pelaksana|wakil|bupati|wali ?kota|gubernur|menteri|sekda|"
    r"sekretaris|asisten|staf|kepala|ketua|anggota|direktur|komandan|kapol|wakapol|dandim|"
    r"danrem|kajari|kajati|camat|lurah|kadis|kaban|kabag|kabid|kasat|kasi|rektor)\w*\b",
    re.IGNORECASE,
)


def _person(written: str) -> list[str]:
    """The lines for somebody who was written as one text, name and position in any order."""
    text = " ".join(written.split())
    parts = [part.strip(" )") for part in re.split(r"\s*[(]|,\s+(?=[^,]*$)", text, maxsplit=1)]
    parts = [part for part in parts if part]
    positions = [part for part in parts if _OFFICE.match(part)]
    if len(parts) != 2 or len(positions) != 1:
        # "Ir. Contoh, M.Si" is one name; "Bupati Contoh" one position.
        return [
            f"{'jabatan' if _OFFICE.match(text) else 'nama'}: {yaml_value(short(text, _WHOLE))}"
        ]
    name = next(part for part in parts if part not in positions)
    return [f"nama: {yaml_value(name)}", f"jabatan: {yaml_value(positions[0])}"]


def row(report: Report, key: Key, node: Node, table: Table) -> Mapping | None:
    """An entry of a list of records, or None with a problem (RK140)."""
    if isinstance(node, Mapping):
        return node
    remedy = "\n  ".join(_record(node.value, table)) if isinstance(node, Scalar) else ""
    _report_shape(report, key, node, "kunci dan nilai", remedy and f"- {remedy}", is_item=True)
    return None


def _record(written: str, table: Table) -> list[str]:
    """The lines of a record whose text was written without keys."""
    text = " ".join(written.split())
    if "url" in table and _URL.fullmatch(text):
        return ["nama: …", f"url: {text}"]
    if "satuan" in table and (figure := re.fullmatch(r"([\d.,]{1,30}) ([a-z]\S{0,30})", text)):
        return [f'nilai: "{figure[1]}"', f"satuan: {figure[2]}"]
    if "berkas" in table:
        text = re.split(r"[\\/]", text)[-1] or text
    *others, main = (name for name, part in table.items() if part.required)
    return [*(f"{name}: …" for name in others), f"{main}: {yaml_value(short(text, _WHOLE))}"]


def items(report: Report, key: Key, node: Node, table: Table | None = None) -> list[Node]:
    """The entries of a list; empty with a problem if it is none (RK140, RK119 without a blank
    after its dashes) or too long (RK115).

    Entries that hold nothing are reported (RK141) and left out. ``table`` are the keys of an
    entry that is a record.
    """
    if not isinstance(node, Sequence):
        if not _report_marks(report, node):
            _report_no_list(report, key, node, table)
        return []
    if len(node.items) > MAX_ITEMS:
        report.add(
            "RK115",
            node.items[MAX_ITEMS].start,
            node.items[MAX_ITEMS].end,
            f"Daftar {key.name} terlalu panjang.",
            f"Paling banyak {MAX_ITEMS} butir.",
            "Kurangi butirnya, atau pindahkan sebagian ke lampiran.",
            is_step=True,
        )
        return []
    kept: list[Node] = []
    for item in node.items:
        if isinstance(item, Scalar) and item.is_empty:
            report.add(
                "RK141",
                item.start,
                item.end,
                f"Ada butir kosong dalam daftar {key.name}.",
                *_why_empty(report, item, "Tanda hubung tanpa isi tidak berarti apa-apa."),
                is_step=True,
            )
        else:
            kept.append(item)
    return kept


def _report_marks(report: Report, node: Scalar | Mapping) -> bool:
    """Report a list whose entries do not begin with a dash and a blank (RK119): read as one
    text, or as keys that begin with a dash. False if it is something else."""
    text = report.source.text
    first = node if isinstance(node, Scalar) else node.entries[0][0]
    begun = report.source.line_start(report.source.position(node.start)[0])
    if not first.plain or text[begun : node.start].strip(" "):
        return False
    # The first line and all below it, each an entry of its own.
    at, edits, found = begun, [], None
    while at < node.end:
        match = ITEM_MARK.match(text, at)
        if match:
            found = found or match
            edits.append((match.end("lead"), match.end(), "- "))
        elif not found or (
            isinstance(node, Scalar) and not text[at : node.end].lstrip().startswith("- ")
        ):
            return False  # a text that begins with a mark
        at = _next_line(text, at, node.end)
    if found is None:
        return False
    end = _line_end(text, node.start)
    line = text[begun:end]
    match = ITEM_MARK.match(line)
    if match is None:
        return False
    report.add("RK119", node.start, end, *mend_item(line, match), edits=edits)
    return True


def _next_line(text: str, at: int, most: int) -> int:
    """Offset of the line after the one at ``at``, at most ``most``."""
    end = _line_end(text, at)
    return min(end + (2 if text.startswith("\r\n", end) else 1), most)


def _line_end(text: str, at: int) -> int:
    """Offset of the end of the line at ``at``."""
    ends = (text.find(mark, at) for mark in "\r\n")
    return min((end for end in ends if end >= 0), default=len(text))


# Entries of these lists are single values.
_SIMPLE_LISTS = frozenset(("topik", "instansi", "penulis", "terkait", "alamat_lama"))
# "M.Si" and "S.H." belong to the name before them.
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.){1,4}[A-Za-z]{0,5}\.?|[A-Z]{2,3}")


def _report_no_list(report: Report, key: Key, node: Scalar | Mapping, table: Table | None) -> None:
    text = report.source.text
    end = report.source.line_break
    remedy, edits = "", []
    if isinstance(node, Mapping):
        if table and all(name.value in table for name, _ in node.entries):
            lines = text[node.start : node.end].splitlines()
            lead = node.start - report.source.line_start(report.source.position(node.start)[0])
            remedy = "\n    ".join([f"{key.name}:\n  - {lines[0]}", *(x[lead:] for x in lines[1:])])
            if text[node.start] != "{":
                edits.append((node.start, node.start, "- "))
                at = _next_line(text, node.start, node.end)
                while at < node.end:
                    if _line_end(text, at) > at:
                        edits.append((at, at, "  "))
                    at = _next_line(text, at, node.end)
    elif key.name in _SIMPLE_LISTS or table is None:
        parts = _parts(node.value, key)
        remedy = "".join([f"{key.name}:", *(f"\n  - {yaml_value(part)}" for part in parts)])
        is_single = len(parts) == 1 and " dan " not in node.value
        is_ids = key.name == "topik" and all(SLUG.fullmatch(part) for part in parts)
        if (is_single or is_ids) and "\n" not in text[node.start : node.end]:
            written = [text[node.start : node.end]] if is_single else parts
            colon = len(text[: node.start].rstrip())
            edits.append((colon, node.end, "".join(f"{end}  - {part}" for part in written)))
    else:
        remedy = "\n    ".join(
            [f"{key.name}:\n  - {(lines := _record(node.value, table))[0]}", *lines[1:]]
        )
    _report_shape(report, key, node, "daftar", remedy, edits=edits)


def _parts(written: str, key: Key) -> list[str]:
    """The entries of a list that was written as one text."""
    parts: list[str] = []
    for part in re.split(r"\s*[,;]\s*|(?<!\S)[-–—•*]\s*", written[:_WHOLE]):
        if parts and key.name == "penulis" and _DEGREE.fullmatch(part):
            parts[-1] += f", {part}"
        elif part.strip():
            parts.append(part.strip())
    return parts or [written]


def _why_empty(report: Report, node: Scalar, otherwise: str) -> tuple[str, str]:
    """Cause and remedy for a value that holds nothing."""
    text = report.source.text
    rest = text[node.end : _line_end(text, node.end)].strip()
    if rest[:1] == "#" and rest[1:2].strip():
        return (
            f'Tanda # sesudah spasi memulai keterangan, jadi "{short(rest, 40)}" tidak terbaca.',
            "Hapus tanda # itu, atau apit nilainya dengan tanda petik.",
        )
    return otherwise, "Hapus baris ini, atau isi nilainya."


def _report_shape(
    report: Report,
    key: Key,
    node: Node,
    wanted: str,
    remedy: str,
    is_item: bool = False,
    edits: Iterable[tuple[int, int, str]] = (),
) -> None:
    """``remedy`` is what was written in its right form; empty where that cannot be told."""
    end = node.end
    if not isinstance(node, Scalar):
        # The whole of a list would underline half the file: its first line is enough.
        line = report.source.position(node.start)[0]
        text = report.source.line(line) or ""
        end = min(end, report.source.line_start(line) + len(text.rstrip()))
    report.add(
        "RK140",
        node.start,
        end,
        f"{'Setiap butir' if is_item else 'Kunci'} {key.name} harus berisi {wanted}, bukan "
        f"{_NAMES[type(node)]}.",
        f"Kunci ini berisi {key.meaning}.",
        remedy or f"Susun isinya seperti ini:\n{key.blank}",
        is_step=not remedy,
        edits=edits,
    )


def text(
    report: Report,
    key: Key,
    node: Node,
    longest: int,
    shortest: int = 1,
    lines: bool = False,
    is_item: bool = False,
) -> str | None:
    """The node as text of bounded length in characters, or None with a problem.

    With ``lines``, line ends inside are made blanks instead of being refused (RK144); lengths
    outside the bounds are RK142.
    """
    value = scalar(report, key, node, is_item=is_item)
    if value is None:
        return None
    found = value.value.strip()
    if "\n" in found:
        if not lines:
            report.add(
                "RK144",
                value.start,
                value.end,
                f"Kunci {key.name} harus satu baris.",
                f"Nilai ini terbaca sebagai {found.count(chr(10)) + 1} baris.",
                f"{key.name}: {yaml_value(short(found, _WHOLE))}",
            )
            return None
        found = " ".join(found.split())
    size = len(found)
    if shortest <= size <= longest:
        return found
    if size < shortest:
        report.add(
            "RK142",
            value.start,
            value.end,
            f"Isi {key.name} terlalu pendek: {size} huruf.",
            f"Paling sedikit {shortest} huruf.",
            f"Tulis {key.meaning}.",
            is_step=True,
        )
    else:
        report.add(
            "RK142",
            value.start,
            value.end,
            f"Isi {key.name} terlalu panjang: {size} huruf.",
            f"Paling banyak {longest} huruf; lebih {size - longest}.",
            "Ringkaskan, dan pindahkan rinciannya ke isi berita.",
            is_step=True,
        )
    return None


def choice(
    report: Report,
    key: Key,
    node: Node,
    kind: type[_Choice],
    synonyms: dict[str, str],
) -> _Choice | None:
    """The node as one of a few words, or None with a problem (RK143)."""
    value = scalar(report, key, node)
    if value is None:
        return None
    try:
        return kind(value.value.strip())
    except ValueError:
        pass
    words = [str(word) for word in kind]
    meant = _meant(value.value, words, synonyms)
    report.add(
        "RK143",
        value.start,
        value.end,
        f'Nilai "{short(value.value, 40)}" tidak dikenal untuk {key.name}.'
        + (f" Maksud Anda {meant}?" if meant else ""),
        f"Pilihannya: {', '.join(words)}.",
        f"{key.name}: {meant}" if meant else "   atau   ".join(f"{key.name}: {w}" for w in words),
        edits=[(value.start, value.end, meant)]
        if meant and (plain(value.value) == meant or plain(value.value) in synonyms)
        else (),
    )
    return None


def _meant(value: str, words: list[str], synonyms: dict[str, str]) -> str | None:
    from difflib import get_close_matches

    wanted = plain(value[:60])
    if wanted in words:
        return wanted
    if wanted in synonyms:
        return synonyms[wanted]
    close = get_close_matches(wanted, words, n=1, cutoff=0.7)
    return close[0] if close else None


def url(report: Report, key: Key, node: Node) -> str | None:
    """The node as a web address, or None with a problem (RK145)."""
    value = scalar(report, key, node)
    if value is None:
        return None
    found = value.value.strip()
    if len(found) <= 2000 and _URL.fullmatch(found):
        return found
    cause = "Alamat harus diawali https:// atau http://, lalu nama situs, tanpa spasi."
    remedy, edits = f"{key.name}: https://…", []
    joined = re.sub(r"^(https?:)\s*/\s*/\s*", r"\1//", found[:2000], flags=re.IGNORECASE)
    first = joined.split()[0].rstrip(",;") if joined else ""
    if re.fullmatch(r"(?:[\w-]{1,63}\.){1,6}[a-z]{2,10}(?:/\S{0,300})?", found[:500]):
        remedy = f"{key.name}: https://{found}"
    elif _URL.fullmatch(first):
        cause = "Alamat ditulis tanpa spasi, dan sesudahnya tidak ada tulisan lain."
        remedy = f"{key.name}: {first}"
        if first == joined:
            edits.append((value.start, value.end, first))
    elif len(found) > 2000:
        cause = "Alamat ini lebih dari 2.000 huruf."
    elif (
        scheme := re.match(r"[A-Za-z][A-Za-z0-9+.-]{0,20}:", found)
    ) and not found.lower().startswith(("http:", "https:")):
        cause = f"Alamat yang diawali {scheme[0]} tidak boleh dipakai; hanya https:// dan http://."
    report.add(
        "RK145",
        value.start,
        value.end,
        f'Alamat web "{short(found)}" salah bentuk.',
        cause,
        remedy,
        edits=edits,
    )
    return None


def unique(
    report: Report, key: Key, found: list[tuple[str, Node]], name: Callable[[str], str] = str
) -> tuple[str, ...]:
    """The values in order, each once; repeated ones are reported (RK147)."""
    seen: dict[str, Node] = {}
    for value, node in found:
        if value in seen:
            line = report.source.position(seen[value].start)[0]
            report.add(
                "RK147",
                node.start,
                node.end,
                f'Butir "{short(name(value))}" ditulis dua kali dalam {key.name}.',
                f"Butir yang sama sudah ada pada baris {line}.",
                "Hapus salah satu.",
                is_step=True,
            )
        else:
            seen[value] = node
    return tuple(seen)
