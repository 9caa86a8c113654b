"""RK2xx: labels in bulletins to entries of the registry, each distinct label looked up once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rakor.content.repairs import short, yaml_value
from rakor.diagnostics import Example, Report, Rule, Severity, reports
from rakor.registry import (
    Agencies,
    Agency,
    AmbiguousLabel,
    Doubt,
    PersonInLabel,
    Region,
    Regions,
    Topics,
    UnknownLabel,
    UnsureLabel,
    WrongLevel,
)
from rakor.registry.labels import key as name_key
from rakor.registry.labels import slug
from rakor.source.nodes import Scalar

#: Characters of a label that are looked at; the longest real one has about 90.
_LONGEST = 200

#: Beyond so many problems in one file, new agencies are no longer looked up: looking for near
#: names is slow, and nobody reads on.
_ENOUGH = 100

_NUMBERS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan")


# What stands between two agencies in one line, and how one begins that nobody knows.
_JOINT = re.compile(
    r"\s*[,;]\s*(?:dan\s|serta\s)?\s*|\s+(?:dan|serta|[&+–-])\s+|(?<=\bTNI)\s?[-/]\s?(?=Polri\b)"
)
_AGENCY_LIKE = re.compile(
    r"[A-Z]{3,}\b|(?i:dinas|badan|kantor|satuan|balai|kejaksaan|pengadilan|polres|polsek|kodim"
    r"|koramil|lanal|lanud|kecamatan|kementerian|universitas|institut|forum|majelis|perum|pt)\b"
)
_OFFICE = re.compile(r"(?:dinas|badan|bagian|biro|kantor|balai|kementerian)\b", re.IGNORECASE)
_MOST_TOGETHER = 12


@dataclass(frozen=True, slots=True)
class _Together:
    """Several agencies named as one. ``is_clear`` says that each name stands for the same when
    it stands alone; ``is_certain`` that they can be nothing but these."""

    names: tuple[str, ...]
    is_clear: bool
    is_certain: bool


def resolve_region(report: Report, key: str, node: Scalar, regions: Regions) -> Region | None:
    """The province, regency or city meant, or None with a problem (RK201 to RK204)."""
    try:
        return regions.resolve(node.value.strip()[:_LONGEST])
    except (AmbiguousLabel, UnknownLabel) as error:
        _report_region(report, key, node, regions, error)
        return None


UNKNOWN_TOPIC = Rule(
    "RK221",
    "topik-tak-dikenal",
    "Topik tidak ada dalam daftar",
    "Topik dipilih dari bulletins/topics.yml agar pertemuan sejenis terkumpul pada satu halaman.",
    "topik:\n  - pilkadaa",
    "topik:\n  - pilkada",
    fixable=True,
)


@reports(UNKNOWN_TOPIC)
class Resolver:
    """Resolves labels against the registry, remembering answers and refusals."""

    def __init__(
        self,
        regions: Regions,
        agencies: Agencies,
        topics: Topics | None,
        doubtful: frozenset[str] | None = frozenset(),
    ) -> None:
        """``topics`` is None where there is no list; ``doubtful`` are keys of agency names
        that are not held against a bulletin, or None for all unknown ones."""
        self.regions = regions
        self.agencies = agencies
        self.topics = topics
        self._doubtful = doubtful
        self._folders: dict[str, str] = {}
        self._regions_seen: dict[str, Region | Exception] = {}
        self._agencies_seen: dict[tuple[str, str], Agency | Exception] = {}

    def folder(self, code: str) -> str:
        """Where bulletins about a region lie, below ``bulletins/``."""
        if code not in self._folders:
            self._folders[code] = self.regions.folder(code)
        return self._folders[code]

    def region(
        self, report: Report, key: str, node: Scalar, here: Region | None = None
    ) -> Region | None:
        """The province, regency or city meant, or None with a problem (RK201 to RK204).

        ``here`` is the region of the folder the file lies in."""
        label = node.value.strip()[:_LONGEST]
        answer = self._regions_seen.get(label)
        if answer is None:
            try:
                answer = self.regions.resolve(label)
            except (AmbiguousLabel, UnknownLabel) as error:
                answer = error
            self._regions_seen[label] = answer
        if isinstance(answer, Region):
            if label not in (answer.code, answer.name, answer.full_name):
                _report_nickname(report, key, node, label, answer)
            return answer
        _report_region(report, key, node, self.regions, answer, here)
        return None

    def agency(self, report: Report, key: str, node: Scalar, home: str) -> Agency | None:
        """The agency meant in a bulletin of region ``home``, or None with a problem
        (RK211 unknown, RK212 ambiguous, RK213 not at that level).

        None without a problem where the fault lies elsewhere (``agencies.yml``)."""
        label = node.value.strip()[:_LONGEST]
        answer = self._agencies_seen.get((label, home))
        if answer is None:
            if len(report.problems) >= _ENOUGH:
                return None
            try:
                answer = self.agencies.resolve(label, home)
            except (AmbiguousLabel, UnknownLabel) as error:
                answer = error
            self._agencies_seen[label, home] = answer
        if isinstance(answer, Exception):
            if self._doubtful is not None and name_key(label) not in self._doubtful:
                together = self._together(label, home)
                if together is None:
                    _report_agency(report, key, node, home, self.agencies, answer)
                else:
                    _report_together(report, key, node, label, together)
            return None
        return answer

    def _together(self, label: str, home: str) -> _Together | None:
        """The agencies that one label names side by side: "KPU, Bawaslu dan Polres Contoh"."""
        joints = [(0, 0), *(match.span() for match in _JOINT.finditer(label, 1))]
        if not 2 <= len(joints) <= _MOST_TOGETHER:
            return None
        starts, ends = [end for _, end in joints], [*(a for a, _ in joints[1:]), len(label)]
        names: list[str] = []
        known: dict[str, tuple[Agency, ...]] = {}
        begun = at = 0
        name = ""
        while at < len(starts):
            # The longest name first: "Dinas Perpustakaan dan Kearsipan" is one.
            end = len(starts) + 1
            found: tuple[Agency, ...] = ()
            while not found and end > at + 1:
                end -= 1
                name = label[starts[at] : ends[end - 1]].strip()
                found = self.agencies.named(name, home)
            if names and _OFFICE.match(names[-1]) and not _AGENCY_LIKE.match(name):
                # "Dinas Pemuda, Olahraga dan Pariwisata" is one, too.
                known.pop(names.pop(), None)
                name = label[starts[begun] : ends[end - 1]].strip()
            elif found:
                known[name] = found
                begun = at
            elif _AGENCY_LIKE.match(name):
                begun = at
            else:
                return None
            names.append(name)
            at = end
        if len(names) < 2 or not known:
            return None
        agencies = [agency for found in known.values() for agency in found]
        is_here = all(a.region is None or home in a.regions for a in agencies)
        offices = [self.agencies.type(agency.type).kind == "local-gov" for agency in agencies]
        return _Together(
            tuple(names),
            # "KPU dan Bawaslu Kabupaten Contoh": where the first one is remains to be said.
            is_clear=is_here or len({agency.region for agency in agencies}) == 1,
            # "Satpol PP dan Damkar" may be one office.
            is_certain=is_here and len(names) == len(set(agencies)) and sum(offices) < 2,
        )

    def topic(self, report: Report, node: Scalar) -> str | None:
        """The id of a topic, or None with a problem (RK221)."""
        wanted = node.value.strip()
        if self.topics is None:
            return None  # there is no list; that is reported once, not for every bulletin
        names = self.topics.names
        if wanted in names:
            return wanted
        near = self.topics.suggest(wanted[:60])
        is_same = (
            wanted in self.topics.former
            or near == (slug(wanted),)
            or (len(near) == 1 and names[near[0]].casefold() == wanted.casefold())
        )
        new_id = slug(wanted)[:40] or "id-topik"
        report.at(
            node,
            UNKNOWN_TOPIC,
            f'Topik "{short(wanted)}" tidak ada dalam daftar.'
            + (f" Maksud Anda {_either(near)}?" if near else ""),
            f"Topik dipilih dari bulletins/topics.yml, yang memuat {len(names)} topik.",
            "   atau   ".join(f"- {id_}" for id_ in near)
            or "Tambahkan satu baris pada bulletins/topics.yml:\n"
            f"{new_id}: {short(wanted[:1].upper() + wanted[1:])}",
            is_step=not near,
            edits=[(node.start, node.end, near[0])] if is_same else (),
        )
        return None


UNKNOWN_REGION = Rule(
    "RK201",
    "wilayah-tak-dikenal",
    "Wilayah tidak dikenal",
    "Wilayah ditulis dengan nama resmi lengkap atau kode Kemendagri, agar satu daerah selalu "
    "tercatat sama.",
    "wilayah: Kabupaten Probolingo",
    "wilayah: Kabupaten Probolinggo",
    fixable=True,
)
UNKNOWN_REGION_CODE = Rule(
    "RK202",
    "kode-wilayah-tak-dikenal",
    "Kode wilayah tidak ada",
    "Kode wilayah mengikuti daftar Kemendagri: dua angka untuk provinsi, lalu titik dan dua "
    "angka untuk kabupaten/kota.",
    'wilayah: "35.99"',
    'wilayah: "35.13"',
    fixable=True,
)
AMBIGUOUS_REGION = Rule(
    "RK203",
    "wilayah-ambigu",
    "Wilayah bisa berarti dua daerah",
    "Banyak kabupaten dan kota memakai nama yang sama. Tulis kodenya, atau nama lengkap "
    "dengan kata Kabupaten atau Kota.",
    "wilayah: Probolinggo",
    'wilayah: "35.13"',
)
REGION_LEVEL = Rule(
    "RK204",
    "tingkat-wilayah",
    "Tingkat wilayah tidak cocok",
    "Buletin dicatat pada provinsi, kabupaten, atau kota. Kecamatan dan desa disebut di dalam isi.",
    'wilayah: "35.13.01"',
    'wilayah: "35.13"',
)


@reports(AMBIGUOUS_REGION, REGION_LEVEL, UNKNOWN_REGION, UNKNOWN_REGION_CODE)
def _report_region(
    report: Report,
    key: str,
    node: Scalar,
    regions: Regions,
    error: Exception,
    here: Region | None = None,
) -> None:
    label = node.value.strip()[:_LONGEST]
    if isinstance(error, AmbiguousLabel):
        names = [str(candidate) for candidate in error.candidates]
        report.at(
            node,
            AMBIGUOUS_REGION,
            f'Wilayah "{short(label)}" bisa berarti {_count(len(names))} daerah.',
            f"Ada {_listed(names)}.",
            "   atau   ".join(f'{key}: "{region.code}"' for region in error.candidates),
        )
        return
    if not isinstance(error, UnknownLabel):
        raise error
    district = regions.get(label) if len(label) == 8 else None
    if district is not None and district.parent:
        report.at(
            node,
            REGION_LEVEL,
            f'Wilayah "{label}" adalah kecamatan: {district}.',
            "Buletin dicatat pada provinsi, kabupaten, atau kota.",
            f'{key}: "{district.parent}"',
        )
        return
    if len(parts := re.split(r"\s*[,/&]\s*|\s+dan\s+", label)) > 1 and all(
        regions.named(part) for part in parts
    ):
        report.at(
            node,
            UNKNOWN_REGION,
            f'Wilayah "{short(label)}" memuat {_count(len(parts))} daerah.',
            "Sebuah buletin dicatat pada satu wilayah; daerah lain yang ikut tampak dari "
            "instansinya.",
            "Pilih wilayah yang dibicarakan, atau provinsinya bila keduanya sama penting.",
            is_step=True,
        )
        return
    near: list[Region] = list(error.suggestions)
    # One that the folder names too is meant for certain.
    is_certain = here is not None and near[:1] == [here]
    if here is not None:
        near = [here] if is_certain else [here, *near][:3]
    is_code = not any(char.isalpha() for char in label)
    report.at(
        node,
        UNKNOWN_REGION_CODE if is_code else UNKNOWN_REGION,
        f'{"Kode wilayah" if is_code else "Wilayah"} "{short(label)}" tidak dikenal.'
        + (f" Maksud Anda {_either([str(region) for region in near])}?" if near else ""),
        "Kode itu tidak ada dalam daftar Kemendagri."
        if is_code
        else "Nama itu tidak ada dalam daftar resmi provinsi, kabupaten, dan kota.",
        "   atau   ".join(f'{key}: "{region.code}"' for region in near)
        or "Cari kodenya di halaman Wilayah situs ini.",
        is_step=not near,
        edits=[(node.start, node.end, f'"{near[0].code}"')] if is_certain else (),
    )


REGION_NOT_A_CODE = Rule(
    "RK205",
    "wilayah-bukan-kode",
    "Wilayah ditulis dengan sebutan",
    (
        'Sebutan seperti "Kab. Probolinggo" dikenali, tetapi kode atau nama resmi tidak '
        "pernah berubah arti."
    ),
    "wilayah: Kab. Probolinggo",
    'wilayah: "35.13"',
    Example.KEYS,
    Severity.WARNING,
    fixable=True,
)


@reports(REGION_NOT_A_CODE)
def _report_nickname(report: Report, key: str, node: Scalar, label: str, region: Region) -> None:
    report.at(
        node,
        REGION_NOT_A_CODE,
        f'Wilayah "{short(label)}" ditulis dengan sebutan.',
        f"Yang dimaksud {region}; kode dan nama resminya tidak pernah berubah arti.",
        f'{key}: "{region.code}"',
        edits=[(node.start, node.end, f'"{region.code}"')],
    )


UNKNOWN_AGENCY = Rule(
    "RK211",
    "instansi-tak-dikenal",
    "Instansi tidak dikenal",
    "Nama instansi dicocokkan dengan daftar agar satu instansi punya satu halaman. Instansi "
    "setempat yang belum ada ditambahkan pada bulletins/agencies.yml.",
    "instansi:\n  - Kantor Serba Ada Contoh",
    "instansi:\n  - KPU Kabupaten Probolinggo",
    fixable=True,
)
AMBIGUOUS_AGENCY = Rule(
    "RK212",
    "instansi-ambigu",
    "Instansi bisa berarti beberapa",
    "Nama itu dipakai oleh lebih dari satu instansi. Tulis nama lengkapnya.",
    "instansi:\n  - KPU Probolinggo",
    "instansi:\n  - KPU Kabupaten Probolinggo",
)
AGENCY_LEVEL = Rule(
    "RK213",
    "tingkat-instansi",
    "Instansi tidak ada pada tingkat itu",
    "Setiap jenis instansi ada pada tingkat tertentu; Polda misalnya hanya pada provinsi.",
    "instansi:\n  - Polda Kabupaten Probolinggo",
    "instansi:\n  - Polda Jawa Timur",
)


@reports(AMBIGUOUS_AGENCY, AGENCY_LEVEL, UNKNOWN_AGENCY)
def _report_agency(
    report: Report, key: str, node: Scalar, home: str, agencies: Agencies, error: Exception
) -> None:
    label = node.value.strip()[:_LONGEST]
    lead = f"{key}: " if key else "- "
    if isinstance(error, AmbiguousLabel):
        written = [f"{lead}{yaml_value(agencies.written(one, home))}" for one in error.candidates]
        remedy = "   atau   ".join(written[:4])
        if isinstance(error, UnsureLabel) and error.doubt == Doubt.ONE_OR_ALL:
            remedy += f"   atau   {lead}{short(label)} … (namanya)"
        report.at(node, AMBIGUOUS_AGENCY, *_asked_back(label, error), remedy)
        return
    if not isinstance(error, UnknownLabel):
        raise error
    near = [agencies.written(suggestion, home) for suggestion in error.suggestions]
    remedy = "   atau   ".join(f"{lead}{yaml_value(name)}" for name in near)
    code, message = UNKNOWN_AGENCY, f'Instansi "{short(label)}" tidak dikenal.'
    cause = "Nama itu tidak ada dalam daftar instansi."
    if isinstance(error, PersonInLabel):
        whom = "nama orang" if error.person else "jabatan"
        message = f'"{short(label)}" memuat {whom}, bukan hanya instansi.'
        cause = "Halaman instansi dibuat dari nama instansi; orang dan jabatan ditulis di wakil."
        remedy = _with_person(key, near[0], error)
    elif isinstance(error, WrongLevel):
        code, message, cause = AGENCY_LEVEL, f'Instansi "{short(label)}" tidak ada.', error.reason
    if near and not isinstance(error, PersonInLabel):
        message += f" Maksud Anda {_either(near)}?"
    if error.line:
        remedy += "\n" if remedy else ""
        remedy += (
            "Tulis nama lengkapnya; bila belum terdaftar, tambahkan"
            if "…" in error.line
            else "Bila namanya memang begitu, tambahkan"
        )
        remedy += f" pada bulletins/agencies.yml:\n{error.line}"
    report.at(
        node,
        code,
        message,
        cause,
        remedy or "Tulis nama resminya; daftarnya ada di halaman Instansi situs ini.",
        is_step=not near,
    )


def _asked_back(label: str, error: AmbiguousLabel) -> tuple[str, str]:
    """What is said, and why, where a label is not enough."""
    shown = short(label)
    names = [agency.name for agency in error.candidates]
    listed = _listed(names)
    doubt = error.doubt if isinstance(error, UnsureLabel) else None
    if doubt == Doubt.ONE_OR_ALL and not any(agency.is_of_district for agency in error.candidates):
        return (
            f'Instansi "{shown}" bisa berarti satu saja atau seluruhnya.',
            f"{listed} berarti seluruhnya; yang satu disebut dengan namanya.",
        )
    if doubt == Doubt.AREA and len(names) == 1:
        return (
            f'Instansi "{shown}" perlu disebut dengan namanya.',
            f"Barangkali {listed}, tetapi wilayah kerjanya belum dipastikan oleh sumber.",
        )
    if doubt == Doubt.SHORT and len(names) == 1:
        return (
            f'Instansi "{shown}" terlalu singkat.',
            f"Barangkali {listed}, tetapi singkatan itu punya arti lain juga.",
        )
    if doubt == Doubt.CONFLICT:
        return (
            f'Nomor dan nama pada "{shown}" bukan milik satu instansi.',
            f"Yang bernomor atau bernama begitu: {listed}.",
        )
    return f'Instansi "{shown}" bisa berarti {_count(len(names))} instansi.', f"Ada {listed}."


def _with_person(key: str, agency: str, error: PersonInLabel) -> str:
    if key and key != "instansi":
        return f"{key}: {yaml_value(agency)}"
    lead = "" if key else "- "
    blank = " " * len(lead)
    lines = [f"{lead}instansi: {yaml_value(agency)}", f"{blank}wakil:"]
    if error.person:
        lines.append(f"{blank}  nama: {yaml_value(error.person)}")
    lines.append(f"{blank}  jabatan: {yaml_value(error.post)}")
    return "\n".join(lines)


@reports(UNKNOWN_AGENCY)
def _report_together(
    report: Report, key: str, node: Scalar, label: str, together: _Together
) -> None:
    names = [yaml_value(name) for name in together.names]
    remedy = "\n".join(f"- {name}" for name in names)
    if key == "instansi":
        remedy = "Buat satu butir daftar untuk setiap instansi."
    elif key:
        remedy = f"Tulis satu saja pada {key}; yang lain ditulis sebagai butir daftar instansi."
    elif not together.is_clear:
        remedy = f"Tulis masing-masing pada satu butir, lengkap dengan daerahnya:\n{remedy}"
    source = report.source
    number = source.position(node.start)[0]
    lead = source.text[source.line_start(number) : node.start]
    stands_alone = (source.line(number) or "").rstrip() == lead + source.text[node.start : node.end]
    is_item = re.fullmatch(r"[ \t]*-[ \t]+", lead) is not None
    report.at(
        node,
        UNKNOWN_AGENCY,
        f'"{short(label)}" memuat {_count(len(names))} instansi.',
        f"{'Kunci ini' if key else 'Setiap butir'} memuat satu instansi, supaya masing-masing "
        "ditemukan di halamannya sendiri.",
        remedy,
        is_step=bool(key) or not together.is_clear,
        edits=[(node.start, node.end, f"{source.line_break}{lead}".join(names))]
        if together.is_certain and is_item and stands_alone
        else (),
    )


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _listed(names: list[str], most: int = 6) -> str:
    if len(names) > most:
        return ", ".join(names[:most]) + f", dan {len(names) - most} lainnya"
    if len(names) < 3:
        return " dan ".join(names)
    return ", ".join(names[:-1]) + ", dan " + names[-1]


def _either(names: Sequence[str]) -> str:
    return " atau ".join(names)
