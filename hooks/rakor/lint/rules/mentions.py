"""RK214, RK405 and RK406: agencies of the front matter and those the text speaks of."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from rakor.bulletin import Role
from rakor.diagnostics import Example, Report, Rule, Severity, reports
from rakor.lint.checks import FileContext, file_check
from rakor.lint.prose import Prose, Sought
from rakor.lint.rules.people import ENOUGH_WORDS, LONG_TEXT, tokens
from rakor.registry import Agencies, Agency, Region, Regions
from rakor.registry.labels import key
from rakor.registry.regions import Level
from rakor.source.nodes import Node, Scalar

# Words may be emphasised: "Pemkab Kolaka **Timur**".
_NAME = r"([*_]{0,2}[A-Z][a-z'’]+(?:[*_]{0,2}[ \n][*_]{0,2}[A-Z][a-z'’]+){0,3})"
# Every alternative begins with a letter, so that the search may skip whatever does not.
_GOVERNMENT = Sought(
    r"(?P<who>Pemkab|Pemkot|Pemko|Pemprov|Pemerintah[ \n](?:Kabupaten|Kota|Provinsi)|"
    r"Bupati|Wali[ \n]?[Kk]ota|Gubernur|Wabup|Wawali|Wagub)[ \n]" + _NAME,
    words="Pemkab Pemkot Pemko Pemprov Pemerintah Bupati Wali Walikota WaliKota Gubernur Wabup"
    " Wawali Wagub",
)
_LEVELS = {
    "pemkab": (Level.REGENCY,),
    "kabupaten": (Level.REGENCY,),
    "bupati": (Level.REGENCY,),
    "wabup": (Level.REGENCY,),
    "pemkot": (Level.CITY,),
    "pemko": (Level.CITY,),
    "kota": (Level.CITY,),
    "walikota": (Level.CITY,),
    "wawali": (Level.CITY,),
    "pemprov": (Level.PROVINCE,),
    "provinsi": (Level.PROVINCE,),
    "gubernur": (Level.PROVINCE,),
    "wagub": (Level.PROVINCE,),
}
_PREFIX = {Level.REGENCY: "kabupaten", Level.CITY: "kota", Level.PROVINCE: "provinsi"}
# Buildings bear the names of offices, and former holders are no government.
_ELSEWHERE = frozenset(
    "kantor rumah dinas pendopo aula gedung ruang mantan eks calon cabup pilkada pemilihan"
    " jabatan kursi lapangan halaman kompleks kepada menyurati surat tembusan".split()
)
# What a citizen reads instead of the acronym.
_KINDS = {
    "police": ("polri", "polda", "polres", "kepolisian", "kapol", "polisi"),
    "military": (
        "tni",
        "kodim",
        "korem",
        "dandim",
        "danrem",
        "kodam",
        "lanal",
        "lanud",
        "danlanal",
    ),
    "prosecution": ("kejaksaan", "kejari", "kejati", "kajari", "kajati", "kejagung"),
    "court": ("pengadilan", "mahkamah"),
    "local-gov": (
        "pemerintah",
        "pemkab",
        "pemkot",
        "pemprov",
        "bupati",
        "kota",
        "gubernur",
        "kabupaten",
        "provinsi",
        "daerah",
    ),
    "legislature": ("dpr", "dewan", "komisi", "legislatif"),
    "coordination-forum": ("forum", "forkopim", "tim ", "gugus", "unsur", "satgas", "tpid", "desk"),
    "education": ("universitas", "institut", "sekolah", "kampus", "politeknik"),
}


@file_check
def check_years(file: FileContext) -> None:
    """RK214: an agency before its first or after its last year."""
    report, reading, agencies = file.report, file.reading, file.agencies
    start = reading.start
    if start is None:
        return
    for node, agency_id, _ in file.listed_agencies:
        agency = agencies.get(agency_id)
        if agency is None or not (agency.since or agency.until):
            continue
        if agency.since and start.year < agency.since:
            cause = f"Menurut daftar instansi, {agency.name} baru ada sejak {agency.since}."
        elif agency.until and start.year > agency.until:
            cause = f"Menurut daftar instansi, {agency.name} hanya ada sampai {agency.until}."
        else:
            continue
        _report_year(report, node, agency, start, cause)


AGENCY_OUT_OF_TIME = Rule(
    "RK214",
    "instansi-belum-ada",
    "Instansi tidak ada pada hari rapat",
    "Beberapa instansi punya tahun pertama atau terakhir dalam daftar instansi.",
    "tanggal: 2018-11-14\ninstansi:\n  - Satgas Covid-19 Kabupaten Probolinggo",
    "instansi:\n  - Dinas Kesehatan Kabupaten Probolinggo",
    Example.KEYS,
    Severity.WARNING,
)


@reports(AGENCY_OUT_OF_TIME)
def _report_year(report: Report, node: Node, agency: Agency, start: dt.date, cause: str) -> None:
    report.at(
        node,
        AGENCY_OUT_OF_TIME,
        f"{agency.name} tidak ada pada hari rapat ({start}).",
        cause,
        "Tulis instansi yang bertugas waktu itu, atau periksa tanggal rapatnya.",
        is_step=True,
    )


# --- governments -----------------------------------------------------------------------------


FOREIGN_GOVERNMENT = Rule(
    "RK406",
    "pemerintah-daerah-lain",
    "Pemerintah daerah lain disebut",
    "Kutipan yang menyebut pemerintah daerah lain sering tertinggal dari berita lain.",
    "Pemkot Baubau siap mendukung pemilihan.\n",
    "Pemkab Probolinggo siap mendukung pemilihan.\n",
    Example.BODY,
    Severity.WARNING,
)


@file_check
@reports(FOREIGN_GOVERNMENT)
def check_governments(file: FileContext) -> None:
    """RK406: the government of a region that has no part in this bulletin."""
    report, prose, regions = file.report, file.prose, file.regions
    home, text = file.reading.region, prose.told
    if home is None:
        return
    named: set[str] | None = None
    collective: set[str] = set()
    for match in _GOVERNMENT.finditer(prose, text):
        words = text[max(match.start() - 20, 0) : match.start()].split()
        if words and words[-1].strip("().").lower() in _ELSEWHERE:
            continue
        who = "".join(match["who"].split()).lower()
        levels = next(found for word, found in _LEVELS.items() if who.endswith(word))
        region = _region(match[2], levels, regions)
        if region is None or region.code == home or home.startswith(region.code):
            continue
        if named is None:
            named, collective = _regions_of(file)
        # "Bupati/Wali Kota se-..." covers whoever is spoken of, but nobody whom another quotes as
        # himself: that is how the name of a neighbour slips in.
        if region.code in named or (
            region.code in collective and not prose.is_quoted(match.start())
        ):
            continue
        name = " ".join(re.sub(r"[*_]", "", match[2]).split()[: len(region.bare.split())])
        end = match.start(2) + _length(match[2], len(name.split()))
        report.at(
            (match.start("who"), end),
            FOREIGN_GOVERNMENT,
            f'"{match["who"]} {name}" bukan dari daerah buletin ini.',
            f"Buletin ini tentang {regions[home].full_name}, dan {region.full_name} tidak ada "
            "dalam daftar instansi.",
            "Periksa kutipannya; bila daerah itu memang ikut, tambahkan pada kunci instansi.",
            is_step=True,
        )


def _length(text: str, words: int) -> int:
    match = re.match(r"\S+" + r"\s\S+" * (words - 1), text)
    return match.end() if match else len(text)


@lru_cache(maxsize=4096)
def _cached_region(name: str, levels: tuple[Level, ...]) -> str | None:
    from rakor.registry import regions

    words = name.split()
    for length in range(len(words), 0, -1):
        part = " ".join(words[:length])
        for level in levels:
            for region in regions().with_key(key(f"{_PREFIX[level]} {part}")):
                if region.level is level:
                    return region.code
    return None


def _region(name: str, levels: tuple[Level, ...], regions: Regions) -> Region | None:
    code = _cached_region(" ".join(name.split()), levels)
    return regions[code] if code else None


def _regions_of(file: FileContext) -> tuple[set[str], set[str]]:
    """Codes of all regions that agencies of this bulletin stand for, and of those that are
    only part of a collective body."""
    named: set[str] = set()
    collective: set[str] = set()
    for _, agency_id, _ in file.listed_agencies:
        agency = file.agencies.get(agency_id)
        if agency is None:
            continue
        for code in agency.regions:
            named.update((code, code[:5], code[:2]))
            if agency.is_everyone or agency.type == "pemda-kabkota":
                collective.update(region.code for region in file.regions.children(code))
    return named, collective


# --- present here, absent there --------------------------------------------------------------


SPEAKER_UNMENTIONED = Rule(
    "RK405",
    "pembicara-tak-disebut",
    "Pembicara tidak disebut dalam isi",
    "Instansi dengan peran pembicara menyampaikan sesuatu; isi menceritakan apa.",
    "instansi:\n  - instansi: Bawaslu Kabupaten Probolinggo\n    peran: pembicara\n---\n"
    + LONG_TEXT
    + "\n",
    "instansi:\n  - instansi: Bawaslu Kabupaten Probolinggo\n    peran: pembicara\n---\n"
    "Bawaslu memaparkan pengawasan. " + LONG_TEXT + "\n",
    Example.TEXT,
    Severity.WARNING,
)


@file_check
@reports(SPEAKER_UNMENTIONED)
def check_speakers(file: FileContext) -> None:
    """RK405: an agency that spoke, and of which the text says nothing."""
    report, prose = file.report, file.prose
    agencies = file.agencies
    if prose.text.count(" ", prose.body) < ENOUGH_WORDS:
        return
    for node, agency_id, row in file.listed_agencies:
        if row.get("role") is not Role.SPEAKER:
            continue
        agency = agencies.get(agency_id)
        if agency is None or _is_spoken_of(agency, row, node, prose, agencies):
            continue
        report.at(
            node,
            SPEAKER_UNMENTIONED,
            f"{agency.name} tercatat sebagai pembicara, tetapi tidak disebut dalam isi.",
            "Pembaca mencari di dalam isi apa yang disampaikan pembicara.",
            "Ceritakan singkat apa yang disampaikannya, atau hapus peran: pembicara.",
            is_step=True,
        )


def _is_spoken_of(
    agency: Agency, row: dict[str, object], node: Node, prose: Prose, agencies: Agencies
) -> bool:
    label = node.value if isinstance(node, Scalar) else ""
    names = [word for word in label.split() if len(word) > 3][:4]
    if not prose.words.isdisjoint(names):
        return True
    lower = prose.lower
    people = row.get("people") or ()
    for person in people if isinstance(people, list) else ():
        name = tokens(str(person.get("name") or "")) if person else []
        if any(len(word) >= 3 and word.lower() in lower for word in name):
            return True
        if person and person.get("position"):
            words = str(person["position"]).lower().split()
            if " ".join(words[:3]) in lower or (len(words) == 1 and words[0] in lower):
                return True
    type_ = agencies.type(agency.type)
    names += [alias.name for alias in type_.aliases if len(alias.name) > 2]
    names += [agency.name, *agency.aliases, *_KINDS.get(type_.kind, ())]
    if type_.leader_title:
        names.append(type_.leader_title)
    return any(name.lower() in lower for name in names)
