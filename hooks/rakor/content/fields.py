"""RK13x and RK14x: the forms of keys and values, read from nodes."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from rakor.content import repairs
from rakor.content.dates import guess_date
from rakor.content.keys import Key, KeyTable, nearest, plain
from rakor.content.repairs import WEB_ADDRESS, WHOLE, short, yaml_value
from rakor.diagnostics import Report, Rule, Severity, reports
from rakor.edit_distance import closest
from rakor.source.frontmatter import OVER_LIMIT, report_fault
from rakor.source.nodes import Mapping, Node, Scalar, Sequence
from rakor.source.yaml_errors import WEB_ADDRESS_FORM

#: A list in a bulletin holds at most so many entries; each may cost a look-up.
MAX_ITEMS = 300
#: What stands above lines of keys that only the writer can fill in.
FILL_IN = "Isi menurut sumber Anda:"
#: Beyond so many problems in one file, near spellings are no longer looked for.
_ENOUGH = 60

_NAMES = {Scalar: "satu teks", Sequence: "daftar", Mapping: "kunci dan nilai"}

_Choice = TypeVar("_Choice", bound=StrEnum)


REPEATED_KEY = Rule(
    "RK131",
    "kunci-ganda",
    "Kunci ditulis dua kali",
    "Bila satu kunci ditulis dua kali, tidak jelas mana yang berlaku.",
    "tempat: Aula Contoh Satu\ntempat: Aula Contoh Dua",
    "tempat: Aula Contoh Dua",
)


@reports(REPEATED_KEY)
def fields(
    report: Report,
    node: Mapping,
    table: KeyTable,
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
    accounted: set[str] = set()  # required keys that are not reported as missing
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
            report.at(
                name,
                REPEATED_KEY,
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
    missing = table.required.difference(found, accounted)
    if missing:
        keys = [key for key in table.values() if key.name in missing]
        _report_missing(report, node, keys, where, offers)
    return found


def _below(node: Sequence | Mapping) -> int:
    return len(node.items if isinstance(node, Sequence) else node.entries)


UNKNOWN_KEY = Rule(
    "RK130",
    "kunci-tak-dikenal",
    "Kunci tidak dikenal",
    "Setiap kunci punya satu ejaan. Kunci yang salah eja tidak akan terbaca, dan isinya "
    "tidak terbit.",
    "lokasi: Aula Kantor Contoh",
    "tempat: Aula Kantor Contoh",
    fixable=True,
)


@reports(UNKNOWN_KEY)
def _report_unknown(
    report: Report, name: Scalar, value: Node, inside: Mapping, table: KeyTable, where: str
) -> str | None:
    """Report an unknown key (RK130); give back the key that was meant, if that can be told."""
    key = nearest(name.value, table) if len(report.problems) < _ENOUGH else None
    shown = short(name.value, 40)
    if key is None:
        known = ", ".join(table)
        report.at(
            name,
            UNKNOWN_KEY,
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
                item = (
                    "nama: …\n    url: " + item if WEB_ADDRESS.fullmatch(item) else f"nama: {item}"
                )
            remedy += f"\n  - {item}"
        else:
            day = guess_date(value.value) if key.name in _DAYS else None
            remedy += f" {day or _as_written(report, value)}"
    if plain(name.value) in {"pembicara", "narasumber", "speaker", "speakers"}:
        who = yaml_value(short(value.value, WHOLE)) if isinstance(value, Scalar) else "…"
        remedy = f"instansi:\n  - instansi: {who}\n    peran: pembicara"
    report.at(
        name,
        UNKNOWN_KEY,
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
    return written if "\n" not in written else yaml_value(short(value.value, WHOLE))


# Words for a key that holds more than these do: a speaker is an agency with a role.
_OTHER_FORM = frozenset(
    "pembicara narasumber speaker speakers kabupaten kota provinsi kegiatan nama isi alamat".split()
)


_DAYS = frozenset(["tanggal", "tenggat", "terbit"])
"""Keys that hold a day."""


MISSING_KEY = Rule(
    "RK132",
    "kunci-wajib",
    "Kunci wajib belum diisi",
    "Tanpa kunci ini pertemuan tidak bisa ditemukan menurut wilayah, tanggal, instansi, "
    "atau topik, atau tidak jelas sumbernya.",
    "judul:",
    "judul: Rapat Koordinasi Kesiapan Contoh",
)
EMPTY_VALUE = Rule(
    "RK141",
    "nilai-kosong",
    "Nilai kosong",
    "Kunci yang tidak diperlukan lebih baik dihapus, agar jelas bahwa memang tidak ada datanya.",
    "tempat:",
    "tempat: Aula Kantor Contoh",
    severity=Severity.WARNING,
)


@reports(MISSING_KEY, EMPTY_VALUE)
def _report_empty(report: Report, name: Scalar, key: Key, where: str, offer: str | None) -> None:
    if key.required:
        report.at(
            name,
            MISSING_KEY,
            f"Kunci wajib {key.name} belum diisi{where}.",
            f"Kunci ini berisi {key.meaning}.",
            offer or f"{FILL_IN}\n{key.blank}",
            is_step=not offer,
        )
    else:
        report.at(
            name,
            EMPTY_VALUE,
            f"Kunci {key.name} kosong{where}.",
            f"Kunci ini berisi {key.meaning}; tanpa isi, kunci ini tidak diperlukan.",
            f"Hapus baris {key.name} ini, atau isi nilainya.",
            is_step=True,
        )


@reports(MISSING_KEY)
def _report_missing(
    report: Report,
    node: Mapping,
    missing: list[Key],
    where: str,
    offers: typing.Mapping[str, str],
) -> None:
    first = node.entries[0][0] if node.entries else None
    names = ", ".join(key.name for key in missing)
    is_step = any(key.name not in offers for key in missing)
    report.at(
        (first.start if first else node.start, first.end if first else node.end),
        MISSING_KEY,
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
    _report_shape(report, key, node, "satu teks", repairs.no_scalar(key, node, is_item), is_item)
    return None


def mapping(report: Report, key: Key, node: Node, *, is_item: bool = False) -> Mapping | None:
    """The node as keys and values, or None with a problem (RK140).

    ``is_item``: the node is an entry of the list under ``key``.
    """
    if isinstance(node, Mapping):
        return node
    shape = repairs.no_mapping(report.source, key, node, is_item)
    _report_shape(report, key, node, "kunci dan nilai", shape, is_item)
    return None


def row(report: Report, key: Key, node: Node, table: KeyTable) -> Mapping | None:
    """An entry of a list of records, or None with a problem (RK140)."""
    if isinstance(node, Mapping):
        return node
    lines = repairs.record(node.value, table) if isinstance(node, Scalar) else []
    shape = repairs.Shape("\n  ".join(lines) and "- " + "\n  ".join(lines))
    _report_shape(report, key, node, "kunci dan nilai", shape, is_item=True)
    return None


@reports(OVER_LIMIT, EMPTY_VALUE)
def items(report: Report, key: Key, node: Node, table: KeyTable | None = None) -> list[Node]:
    """The entries of a list; empty with a problem if it is none (RK140, RK119 without a blank
    after its dashes) or too long (RK115).

    Entries that hold nothing are reported (RK141) and left out. ``table`` are the keys of an
    entry that is a record.
    """
    if not isinstance(node, Sequence):
        fault = repairs.wrong_marks(report.source, node)
        if fault is not None:
            report_fault(report, fault)
        else:
            shape = repairs.no_list(report.source, key, node, table)
            _report_shape(report, key, node, "daftar", shape)
        return []
    if len(node.items) > MAX_ITEMS:
        report.at(
            node.items[MAX_ITEMS],
            OVER_LIMIT,
            f"Daftar {key.name} terlalu panjang.",
            f"Paling banyak {MAX_ITEMS} butir.",
            "Kurangi butirnya, atau pindahkan sebagian ke lampiran.",
            is_step=True,
        )
        return []
    kept: list[Node] = []
    for item in node.items:
        if isinstance(item, Scalar) and item.is_empty:
            report.at(
                item,
                EMPTY_VALUE,
                f"Ada butir kosong dalam daftar {key.name}.",
                *_why_empty(report, item, "Tanda hubung tanpa isi tidak berarti apa-apa."),
                is_step=True,
            )
        else:
            kept.append(item)
    return kept


def _why_empty(report: Report, node: Scalar, otherwise: str) -> tuple[str, str]:
    """Cause and remedy for a value that holds nothing."""
    text = report.source.text
    rest = text[node.end : report.source.lines_between(node.end, node.end)[0][1]].strip()
    if rest[:1] == "#" and rest[1:2].strip():
        return (
            f'Tanda # sesudah spasi memulai keterangan, jadi "{short(rest, 40)}" tidak terbaca.',
            "Hapus tanda # itu, atau apit nilainya dengan tanda petik.",
        )
    return otherwise, "Hapus baris ini, atau isi nilainya."


WRONG_SHAPE = Rule(
    "RK140",
    "bentuk-salah",
    "Bentuk nilai salah",
    "Sebagian kunci berisi satu teks, sebagian berisi daftar, sebagian berisi kunci lain. "
    "Butir daftar ditulis masing-masing pada barisnya, diawali tanda hubung.",
    "topik: pilkada, keamanan",
    "topik:\n  - pilkada\n  - keamanan",
    fixable=True,
)


@reports(WRONG_SHAPE)
def _report_shape(
    report: Report,
    key: Key,
    node: Node,
    wanted: str,
    shape: repairs.Shape,
    is_item: bool = False,
) -> None:
    end = node.end
    if not isinstance(node, Scalar):
        # The whole of a list would underline half the file: its first line is enough.
        line = report.source.position(node.start)[0]
        text = report.source.line(line) or ""
        end = min(end, report.source.line_start(line) + len(text.rstrip()))
    report.at(
        (node.start, end),
        WRONG_SHAPE,
        f"{'Setiap butir' if is_item else 'Kunci'} {key.name} harus berisi {wanted}, bukan "
        f"{_NAMES[type(node)]}.",
        f"Kunci ini berisi {key.meaning}.",
        shape.remedy or f"Susun isinya seperti ini:\n{key.blank}",
        is_step=not shape.remedy,
        edits=shape.edits,
    )


TEXT_LENGTH = Rule(
    "RK142",
    "panjang-teks",
    "Teks terlalu pendek atau terlalu panjang",
    "Judul dan ringkasan tampil di daftar dan hasil pencarian; yang terlalu panjang akan "
    "terpotong, yang terlalu pendek tidak menjelaskan apa-apa.",
    "judul: Rakor",
    "judul: Rapat Koordinasi Kesiapan Contoh",
)
SEVERAL_LINES = Rule(
    "RK144",
    "satu-baris",
    "Nilai harus satu baris",
    "Judul, nama, dan tempat ditampilkan pada satu baris.",
    "tempat: |\n  Aula Kantor\n  Kabupaten Contoh",
    "tempat: Aula Kantor Kabupaten Contoh",
)


@reports(SEVERAL_LINES, TEXT_LENGTH)
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
            report.at(
                value,
                SEVERAL_LINES,
                f"Kunci {key.name} harus satu baris.",
                f"Nilai ini terbaca sebagai {found.count(chr(10)) + 1} baris.",
                f"{key.name}: {yaml_value(short(found, WHOLE))}",
            )
            return None
        found = " ".join(found.split())
    size = len(found)
    if shortest <= size <= longest:
        return found
    if size < shortest:
        report.at(
            value,
            TEXT_LENGTH,
            f"Isi {key.name} terlalu pendek: {size} huruf.",
            f"Paling sedikit {shortest} huruf.",
            f"Tulis {key.meaning}.",
            is_step=True,
        )
    else:
        report.at(
            value,
            TEXT_LENGTH,
            f"Isi {key.name} terlalu panjang: {size} huruf.",
            f"Paling banyak {longest} huruf; lebih {size - longest}.",
            "Ringkaskan, dan pindahkan rinciannya ke isi berita.",
            is_step=True,
        )
    return None


UNKNOWN_CHOICE = Rule(
    "RK143",
    "pilihan-tak-dikenal",
    "Nilai di luar pilihan",
    "Kunci ini hanya menerima beberapa kata tertentu.",
    "mode: offline",
    "mode: luring",
    fixable=True,
)


@reports(UNKNOWN_CHOICE)
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
    report.at(
        value,
        UNKNOWN_CHOICE,
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
    wanted = plain(value[:60])
    if wanted in words:
        return wanted
    if wanted in synonyms:
        return synonyms[wanted]
    return next(iter(closest(wanted, words)), None)


@reports(WEB_ADDRESS_FORM)
def url(report: Report, key: Key, node: Node) -> str | None:
    """The node as a web address, or None with a problem (RK145)."""
    value = scalar(report, key, node)
    if value is None:
        return None
    found = value.value.strip()
    if len(found) <= 2000 and WEB_ADDRESS.fullmatch(found):
        return found
    cause = "Alamat harus diawali https:// atau http://, lalu nama situs, tanpa spasi."
    remedy, edits = f"{key.name}: https://…", []
    joined = re.sub(r"^(https?:)\s*/\s*/\s*", r"\1//", found[:2000], flags=re.IGNORECASE)
    first = joined.split()[0].rstrip(",;") if joined else ""
    if re.fullmatch(r"(?:[\w-]{1,63}\.){1,6}[a-z]{2,10}(?:/\S{0,300})?", found[:500]):
        remedy = f"{key.name}: https://{found}"
    elif WEB_ADDRESS.fullmatch(first):
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
    report.at(
        value,
        WEB_ADDRESS_FORM,
        f'Alamat web "{short(found)}" salah bentuk.',
        cause,
        remedy,
        edits=edits,
    )
    return None


REPEATED_ITEM = Rule(
    "RK147",
    "butir-ganda",
    "Butir ditulis dua kali",
    "Butir yang sama dua kali dalam satu daftar biasanya sisa menyalin.",
    "topik:\n  - pilkada\n  - pilkada",
    "topik:\n  - pilkada",
    severity=Severity.WARNING,
)


@reports(REPEATED_ITEM)
def unique(
    report: Report, key: Key, found: list[tuple[str, Node]], name: Callable[[str], str] = str
) -> tuple[str, ...]:
    """The values in order, each once; repeated ones are reported (RK147)."""
    seen: dict[str, Node] = {}
    for value, node in found:
        if value in seen:
            line = report.source.position(seen[value].start)[0]
            report.at(
                node,
                REPEATED_ITEM,
                f'Butir "{short(name(value))}" ditulis dua kali dalam {key.name}.',
                f"Butir yang sama sudah ada pada baris {line}.",
                "Hapus salah satu.",
                is_step=True,
            )
        else:
            seen[value] = node
    return tuple(seen)
