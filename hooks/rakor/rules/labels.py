"""RK2xx: labels in bulletins to entries of the registry, each distinct label looked up once."""

from __future__ import annotations

from collections.abc import Sequence

from rakor.diagnostics import Report
from rakor.frontmatter import Scalar
from rakor.registry import (
    Agencies,
    Agency,
    AmbiguousLabel,
    Region,
    Regions,
    Topics,
    UnknownLabel,
    WrongLevel,
)
from rakor.registry.labels import key as name_key
from rakor.registry.labels import slug
from rakor.rules.forms import short, yaml_value

#: Characters of a label that are looked at; the longest real one has about 90.
_LONGEST = 200

#: Beyond so many problems in one file, new agencies are no longer looked up: looking for near
#: names is slow, and nobody reads on.
_ENOUGH = 100

_NUMBERS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan")


def resolve_region(report: Report, key: str, node: Scalar, regions: Regions) -> Region | None:
    """The province, regency or city meant, or None with a problem (RK201 to RK204)."""
    try:
        return regions.resolve(node.value.strip()[:_LONGEST])
    except (AmbiguousLabel, UnknownLabel) as error:
        _report_region(report, key, node, regions, error)
        return None


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

    def region(self, report: Report, key: str, node: Scalar) -> Region | None:
        """The province, regency or city meant, or None with a problem (RK201 to RK204)."""
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
        _report_region(report, key, node, self.regions, answer)
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
                _report_agency(report, key, node, label, answer)
            return None
        return answer

    def topic(self, report: Report, node: Scalar) -> str | None:
        """The id of a topic, or None with a problem (RK221)."""
        wanted = node.value.strip()
        if self.topics is None:
            return None  # there is no list; that is reported once, not for every bulletin
        names = self.topics.names
        if wanted in names:
            return wanted
        near = self.topics.suggest(wanted[:60])
        new_id = slug(wanted)[:40] or "id-topik"
        report.add(
            "RK221",
            node.start,
            node.end,
            f'Topik "{short(wanted)}" tidak ada dalam daftar.'
            + (f" Maksud Anda {_either(near)}?" if near else ""),
            f"Topik dipilih dari bulletins/topics.yml, yang memuat {len(names)} topik.",
            "   atau   ".join(f"- {id_}" for id_ in near)
            or f"Tambahkan satu baris pada bulletins/topics.yml:\n{new_id}: {short(wanted)}",
            is_step=not near,
        )
        return None


def _report_region(
    report: Report, key: str, node: Scalar, regions: Regions, error: Exception
) -> None:
    label = node.value.strip()[:_LONGEST]
    if isinstance(error, AmbiguousLabel):
        names = [str(candidate) for candidate in error.candidates]
        report.add(
            "RK203",
            node.start,
            node.end,
            f'Wilayah "{short(label)}" bisa berarti {_count(len(names))} daerah.',
            f"Ada {_listed(names)}.",
            "   atau   ".join(f'{key}: "{region.code}"' for region in error.candidates),
        )
        return
    if not isinstance(error, UnknownLabel):
        raise error
    district = regions.get(label) if len(label) == 8 else None
    if district is not None and district.parent:
        report.add(
            "RK204",
            node.start,
            node.end,
            f'Wilayah "{label}" adalah kecamatan: {district}.',
            "Buletin dicatat pada provinsi, kabupaten, atau kota.",
            f'{key}: "{district.parent}"',
        )
        return
    near: list[Region] = list(error.suggestions)
    is_code = not any(char.isalpha() for char in label)
    report.add(
        "RK202" if is_code else "RK201",
        node.start,
        node.end,
        f'{"Kode wilayah" if is_code else "Wilayah"} "{short(label)}" tidak dikenal.'
        + (f" Maksud Anda {_either([str(region) for region in near])}?" if near else ""),
        "Kode itu tidak ada dalam daftar Kemendagri."
        if is_code
        else "Nama itu tidak ada dalam daftar resmi provinsi, kabupaten, dan kota.",
        "   atau   ".join(f'{key}: "{region.code}"' for region in near)
        or f"{key}: Kabupaten Probolinggo",
    )


def _report_nickname(report: Report, key: str, node: Scalar, label: str, region: Region) -> None:
    report.add(
        "RK205",
        node.start,
        node.end,
        f'Wilayah "{short(label)}" ditulis dengan sebutan.',
        f"Yang dimaksud {region}; kode dan nama resminya tidak pernah berubah arti.",
        f'{key}: "{region.code}"',
        edits=[(node.start, node.end, f'"{region.code}"')],
    )


def _report_agency(report: Report, key: str, node: Scalar, label: str, error: Exception) -> None:
    shown = short(label)
    lead = f"{key}: " if key else "- "
    if isinstance(error, AmbiguousLabel):
        candidates: list[Agency] = list(error.candidates)
        names = [agency.name for agency in candidates]
        report.add(
            "RK212",
            node.start,
            node.end,
            f'Instansi "{shown}" bisa berarti {_count(len(names))} instansi.',
            f"Ada {_listed(names)}.",
            "   atau   ".join(f"{lead}{yaml_value(name)}" for name in names[:4]),
        )
        return
    if not isinstance(error, UnknownLabel):
        raise error
    near = [suggestion.name for suggestion in error.suggestions]
    remedy = "   atau   ".join(f"{lead}{yaml_value(name)}" for name in near)
    if isinstance(error, WrongLevel):
        code, message, cause = "RK213", f'Instansi "{shown}" tidak ada.', error.reason
    else:
        code = "RK211"
        message = f'Instansi "{shown}" tidak dikenal.'
        cause = "Nama itu tidak ada dalam daftar instansi."
    if near:
        message += f" Maksud Anda {_either(near)}?"
    if error.line and not isinstance(error, WrongLevel):
        addition = f"pada bulletins/agencies.yml:\n{error.line}"
        if remedy:
            remedy += f"\nBila namanya memang begitu, tambahkan {addition}"
        else:
            remedy = f"Bila namanya memang begitu, tambahkan {addition}"
    report.add(
        code,
        node.start,
        node.end,
        message,
        cause,
        remedy or "Tulis nama resminya, misalnya KPU Kabupaten Probolinggo.",
        is_step=not near,
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
