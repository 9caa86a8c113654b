"""The line for ``agencies.yml`` that makes a label known: right in kind, region and name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise

from rakor.registry.agencies import LISTED, AgencyType
from rakor.registry.labels import BRACKETED, slug, split_number, words
from rakor.registry.placing import districts_named
from rakor.registry.posts import agency_name, has_title
from rakor.registry.regions import Region, Regions
from rakor.registry.table import table

# First words of a label nobody knows, and the type to propose for it.
_FALLBACK_TYPES = {
    **dict.fromkeys(("dinas", "badan", "kantor", "upt", "uptd", "bagian", "biro"), "opd"),
    **dict.fromkeys(
        (
            "universitas institut politeknik stie stikes stkip stai iain uin stain akademi"
            " sekolahtinggi poltekkes univ"
        ).split(),
        "perguruan-tinggi",
    ),
    **dict.fromkeys("pt cv perumda perum koperasi bank bumd ud".split(), "perusahaan"),
    **dict.fromkeys("radio tv harian tabloid".split(), "media-massa"),
    **dict.fromkeys("partai dpc dpw dpp dpd".split(), "parpol"),
    **dict.fromkeys("sma smk smp sd man sman smkn smpn sdn mts mtsn mi min".split(), "sekolah"),
    **dict.fromkeys("kementerian kementrian kemenko".split(), "kementerian-lain"),
    **dict.fromkeys("komisi komnas lembaganegara otoritas".split(), "lembaga-negara"),
    **dict.fromkeys("balai balaibesar loka stasiun kanwil".split(), "instansi-pusat-daerah"),
    **dict.fromkeys(
        "yon yonif yonarmed yonzipur batalyon kompi brigif divif".split(), "satuan-tni"
    ),
    **dict.fromkeys("densus satgassus direktoratpolri".split(), "satuan-polri"),
}
# Words of a name that belongs to the whole country, unless a region is named beside it.
_NATIONAL_STARTS = ("kementerian", "kementrian", "kemenko", "mabes", "ditjen", "itjen", "komnas")
_NATIONAL_WORDS = frozenset("nasional ri pusat".split())
_NATIONAL_PAIRS = frozenset(
    (
        ("republik", "indonesia"),
        ("direktorat", "jenderal"),
        ("inspektorat", "jenderal"),
        ("sekretariat", "jenderal"),
    )
)


def new_agency_line(
    regions: Regions,
    label: str,
    home: str,
    type_: AgencyType | None = None,
    region: Region | None = None,
) -> str:
    """The line that makes a label a local agency, of the right kind and region.

    Empty if the number in it is another's: then the label is wrong, not the catalogue.
    ``type_`` and ``region``, if given, are what the label says and all it says.
    """
    if type_ is not None and region is not None:
        name = f"{type_.acronym} …"
        home = region.code
    else:
        name, type_ = agency_name(label)
    wanted = words(BRACKETED.sub("", name))
    is_everywhere = type_ and not (
        LISTED in type_.levels or any(one.is_single for one in type_.aliases)
    )
    if is_everywhere and has_title(label) and not _names_region(regions, wanted):
        return ""  # "Bupati Contoh Nama": who that is is not said, but no other body
    if type_ and type_.is_numbered and _has_number(type_, wanted):
        return ""
    place = _place(regions, wanted, home, type_)
    quoted = json.dumps(name, ensure_ascii=False)
    type_id = type_.id if type_ else _fallback(wanted, place)
    id_ = slug(name)[:60].strip("-") or "nama"
    return f"{id_}: {{nama: {quoted}, jenis: {type_id}, wilayah: {place}}}"


def _names_region(regions: Regions, wanted: Sequence[str]) -> bool:
    """Whether a name ends with a region's."""
    return any(regions.with_key("".join(wanted[start:])) for start in range(1, len(wanted)))


def _has_number(type_: AgencyType, wanted: Sequence[str]) -> bool:
    """Whether the number, or else the name behind it, belongs to a unit or a Kodim."""
    numbers = [word for word in wanted if word.isdigit() and len(word) > 2]
    units = [table().of_type(one) for one in {type_.id, "kodim"}]
    if any(one.named(number) for one in units for number in numbers):
        return True
    rest = "".join(split_number(wanted[1:])[1])
    return bool(rest) and any(one.named(rest) or one.called(rest) for one in units)


def _place(regions: Regions, wanted: Sequence[str], home: str, type_: AgencyType | None) -> str:
    """The region that the name says, or the whole country, or the home region."""
    if "kecamatan" in wanted:
        below = districts_named(regions, wanted[wanted.index("kecamatan") + 1 :], home)
        if len(below) == 1:
            return f'"{below[0].code}"'
    for start in range(1, len(wanted)):
        found = regions.with_key("".join(wanted[start:]))
        if len(found) == 1:
            return f'"{found[0].code}"'
        if any(region.code == home for region in found):
            return f'"{home}"'
    pairs = set(pairwise(wanted))
    if type_ is None and (
        (wanted and wanted[0].startswith(_NATIONAL_STARTS))
        or _NATIONAL_WORDS.intersection(wanted[1:])
        or pairs & _NATIONAL_PAIRS
        or (len(wanted) > 1 and {"tni", "polri"}.intersection(wanted))
        or wanted[:1] == ("densus",)
    ):
        return "nasional"
    return f'"{home}"'


def _fallback(wanted: Sequence[str], place: str) -> str:
    if not wanted:
        return "lembaga"
    found = _FALLBACK_TYPES.get("".join(wanted[:2])) or _FALLBACK_TYPES.get(wanted[0])
    if "tni" in wanted:
        return "satuan-tni"
    if "polri" in wanted or "polda" in wanted or "polres" in wanted:
        return "satuan-polri"
    if wanted[0].startswith(("ditjen", "itjen")) or wanted[1:2] == ("jenderal",):
        return "kementerian-lain"
    if place == "nasional" and found in (None, "opd"):
        return "lembaga-negara"
    return found or "lembaga"
