"""topics.yml and agencies.yml, read with the same care as bulletins (RK1xx, RK160, RK161,
RK231)."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rakor.content import fields, keys
from rakor.content.dates import STRANGE_YEAR, YEARS
from rakor.content.fields import MISSING_KEY, REPEATED_KEY
from rakor.content.repairs import short
from rakor.content.resolver import resolve_region
from rakor.diagnostics import Example, Report, Rule, reports
from rakor.portable_names import is_reserved
from rakor.registry import (
    Agencies,
    Regions,
    RegistryError,
    Topics,
    check_local,
    check_topics,
    load_agencies,
    with_local,
)
from rakor.registry.labels import key as name_key
from rakor.registry.labels import misspelt, slug
from rakor.registry.regions import Level
from rakor.source.file_names import SLUG
from rakor.source.frontmatter import parse_plain
from rakor.source.nodes import Mapping, Node, Scalar

TOPIC_ID = Rule(
    "RK160",
    "id-topik",
    "Id topik salah bentuk",
    "Id topik menjadi alamat halaman, jadi hanya huruf kecil, angka, dan tanda hubung.",
    "topics.yml: Pilkada Serentak: Pilkada Serentak",
    "topics.yml: pilkada-serentak: Pilkada Serentak",
    Example.NOTE,
)


@reports(TOPIC_ID, MISSING_KEY)
def read_topics(file: str, data: bytes) -> tuple[Topics, Report]:
    """The topics of ``topics.yml``; entries with problems are left out."""
    node, report = parse_plain(file, data)
    names: dict[str, str] = {}
    former: dict[str, list[str]] = {}
    for key, value in _entries(report, node, TOPIC_ID):
        topic = keys.Key(key.value, "nama topik", f"{key.value}: Nama Topik")
        # An entry with a wrong name still counts, or every bulletin that uses it would be wrong.
        names[key.value] = key.value
        if isinstance(value, Scalar) and value.is_empty:
            report.at(
                key,
                MISSING_KEY,
                f"Topik {short(key.value)} belum punya nama.",
                "Setiap baris berisi id, titik dua, lalu nama topik.",
                f"{key.value}: …",
            )
            continue
        written: Node | None = value
        if isinstance(value, Mapping):
            parts = fields.fields(report, value, keys.TOPIC, key.value)
            written = parts.get("nama")
            if "alamat_lama" in parts:
                former[key.value] = _texts_of(report, keys.TOPIC["alamat_lama"], parts)
        name = fields.text(report, topic, written, 80, shortest=2) if written else None
        if name:
            names[key.value] = name
    wrong: set[str] = set()
    if node is not None:
        for error in check_topics(names, former):
            _report(report, node, error, TOPIC_ID)
            wrong.add(str(error.key[0]))
    led = {old: id_ for id_, olds in former.items() if id_ not in wrong for old in olds}
    return Topics(names, led), report


def _texts_of(
    report: Report, key: keys.Key, parts: typing.Mapping[str, Node], longest: int = 160
) -> list[str]:
    """The texts of a list; those with problems are left out."""
    found = [
        fields.text(report, key, item, longest, shortest=2)
        for item in fields.items(report, key, parts[key.name])
    ]
    return [text for text in found if text]


@dataclass(frozen=True, slots=True)
class LocalAgencies:
    """What ``agencies.yml`` gave: all ``agencies`` there are, without its wrong entries.

    ``doubtful`` are the names of those (compared by :func:`rakor.registry.labels.key`): a
    bulletin that uses one is not wrong. None means that nothing could be read.
    """

    agencies: Agencies
    doubtful: frozenset[str] | None = frozenset()


AGENCY_ID = Rule(
    "RK161",
    "id-instansi",
    "Id instansi lokal salah bentuk",
    "Id instansi menjadi alamat halaman, jadi hanya huruf kecil, angka, dan tanda hubung.",
    "agencies.yml: Forum Contoh: …",
    "agencies.yml: forum-contoh: …",
    Example.NOTE,
)


@reports(AGENCY_ID)
def read_agencies(file: str, data: bytes, regions: Regions) -> tuple[LocalAgencies, Report]:
    """All agencies with the local ones of ``agencies.yml``; wrong entries are left out."""
    node, report = parse_plain(file, data)
    agencies = load_agencies(regions, None)
    local: dict[str, dict[str, Any]] = {}
    for key, value in _entries(report, node, AGENCY_ID):
        example = f"{key.value}:\n  nama: Forum Contoh\n  jenis: lembaga\n  wilayah: nasional"
        entry = fields.mapping(report, keys.Key(key.value, "data instansi", example), value)
        if entry is not None:
            found = _local_agency(report, key.value, entry, agencies, regions)
            if found is not None:
                local[key.value] = found
    if node is not None:
        for error in check_local(regions, local):
            _report(report, node, error, AGENCY_ID)
            local.pop(str(error.key[0]), None)
    elif report.problems:
        return LocalAgencies(agencies, None), report
    refused = [pair for pair in (node.entries if node else ()) if pair[0].value not in local]
    names = frozenset(name_key(text) for pair in refused for text in _texts(*pair))
    return LocalAgencies(with_local(regions, local), names), report


def _texts(*nodes: Node) -> Iterator[str]:
    """Every text in some nodes: among those of an entry are its names."""
    for node in nodes:
        if isinstance(node, Scalar):
            yield node.value
        elif isinstance(node, Mapping):
            for pair in node.entries:
                yield from _texts(*pair)
        else:
            yield from _texts(*node.items)


@reports(TOPIC_ID)
def _report(report: Report, node: Mapping, error: RegistryError, rule: Rule) -> None:
    """What the registry has against an entry, such as a name that is taken."""
    place = _place(node, error.key)
    report.at(
        place,
        rule,
        f"{'Topik' if rule is TOPIC_ID else 'Instansi'} {error.key[0]} tidak bisa dipakai.",
        str(error),
        "Ganti nilai yang ditunjuk, atau hapus bila sudah ada.",
        is_step=True,
    )


def _place(node: Mapping, path: tuple[str | int, ...]) -> Any:
    """The deepest key or value on the path that exists in the file."""
    place: Any = node.entries[0][0]
    current: Any = node
    for step in path:
        if isinstance(current, Mapping):
            pair = next((pair for pair in current.entries if pair[0].value == str(step)), None)
            if pair is None:
                break
            place, current = pair[0], pair[1]
        elif (
            not isinstance(current, Scalar) and isinstance(step, int) and step < len(current.items)
        ):
            place = current = current.items[step]
    return current if isinstance(current, Scalar) else place


@reports(REPEATED_KEY)
def _entries(report: Report, node: Mapping | None, rule: Rule) -> list[tuple[Scalar, Any]]:
    """The entries with good ids, each id once (RK131 for repeated ones)."""
    found: dict[str, tuple[Scalar, Any]] = {}
    for key, value in node.entries if node else ():
        if not SLUG.fullmatch(key.value) or len(key.value) > 60 or is_reserved(key.value):
            report.at(
                key,
                rule,
                f'Id "{short(key.value)}" salah bentuk.',
                "Id menjadi alamat halaman: huruf kecil a–z, angka, dan tanda hubung, paling "
                "panjang 60 huruf.",
                f"{slug(key.value)[:60].strip('-') or 'id-lain'}:",
            )
        elif key.value in found:
            line = report.source.position(found[key.value][0].start)[0]
            report.at(
                key,
                REPEATED_KEY,
                f"Id {key.value} ditulis dua kali.",
                f"Id yang sama sudah ada pada baris {line}.",
                "Hapus salah satu, atau ganti idnya.",
                is_step=True,
            )
        else:
            found[key.value] = (key, value)
    return list(found.values())


def _local_agency(
    report: Report, entry_id: str, node: Mapping, agencies: Agencies, regions: Regions
) -> dict[str, Any] | None:
    before = len(report.problems)
    table = keys.LOCAL_AGENCY
    parts = fields.fields(report, node, table, entry_id)
    found: dict[str, Any] = {}
    if "nama" in parts:
        found["nama"] = fields.text(report, table["nama"], parts["nama"], 160, shortest=3)
    if "jenis" in parts:
        found["jenis"] = _agency_type(report, parts["jenis"], agencies)
    if "wilayah" in parts:
        found["wilayah"] = _region(report, parts["wilayah"], regions)
    if "sebutan" in parts:
        found["sebutan"] = _texts_of(report, table["sebutan"], parts)
    if "alamat_lama" in parts:
        found["alamat_lama"] = _texts_of(report, table["alamat_lama"], parts)
    since = _year(report, parts["sejak"]) if "sejak" in parts else None
    if since:
        found["sejak"] = since
    return found if len(report.problems) == before else None


UNKNOWN_AGENCY_TYPE = Rule(
    "RK231",
    "jenis-instansi",
    "Jenis instansi tidak dikenal",
    "Kunci jenis pada bulletins/agencies.yml berisi id jenis instansi dari daftar.",
    "agencies.yml: jenis: pemda-contoh",
    "agencies.yml: jenis: dinkes",
    Example.NOTE,
)


@reports(UNKNOWN_AGENCY_TYPE)
def _agency_type(report: Report, node: Any, agencies: Agencies) -> str | None:
    value = fields.scalar(report, keys.LOCAL_AGENCY["jenis"], node)
    if value is None:
        return None
    known = [type_.id for type_ in agencies.types()]
    wanted = value.value.strip()
    if wanted in known:
        return wanted
    near = misspelt(wanted[:60].lower(), known)
    report.at(
        value,
        UNKNOWN_AGENCY_TYPE,
        f'Jenis instansi "{short(wanted)}" tidak dikenal.'
        + (f" Maksud Anda {' atau '.join(near)}?" if near else ""),
        f"Ada {len(known)} jenis instansi; idnya tampak pada alamat halaman instansi.",
        "   atau   ".join(f"jenis: {id_}" for id_ in near) or "jenis: lembaga",
    )
    return None


def _region(report: Report, node: Any, regions: Regions) -> str | None:
    value = fields.scalar(report, keys.LOCAL_AGENCY["wilayah"], node)
    if value and value.value.strip() == "nasional":
        return "nasional"
    district = regions.get(value.value.strip()) if value else None
    if district is not None and district.level is Level.DISTRICT:
        return district.code  # a body of one kecamatan
    region = resolve_region(report, "wilayah", value, regions) if value else None
    return region.code if region else None


@reports(STRANGE_YEAR)
def _year(report: Report, node: Any) -> str | None:
    value = fields.scalar(report, keys.LOCAL_AGENCY["sejak"], node)
    if value is None:
        return None
    text = value.value.strip()
    if len(text) == 4 and text.isascii() and text.isdigit() and 1900 <= int(text) < YEARS.stop:
        return text
    report.at(
        value,
        STRANGE_YEAR,
        f'Tahun "{short(text)}" pada sejak janggal.',
        "Tahun ditulis dengan empat angka, mulai 1900.",
        "sejak: 2019",
    )
    return None
