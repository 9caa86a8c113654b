"""Agencies: types of bodies, in regions.

Most agencies are a type in a region: "KPU Kabupaten Probolinggo" is ``kpu@35.13``, whether a
bulletin names it or not. What does not follow that rule is a *unit*: Kodim 0820/Probolinggo
covers a regency and a city, PN Kraksaan is named after its seat, Komisi II belongs to the
national parliament. Both live in CSV files beside this module, described in
``data/README.md``, and are read from one table made of them (:mod:`rakor.registry.table`);
``bulletins/agencies.yml`` adds *local* agencies. Resolving a label is the business of
:mod:`rakor.registry.resolving`.

Forms of an id:

``kpu@nasional``, ``kpu@35``, ``kpu@35.13``, ``polsek@35.13.24``
    a type at national level or in a region;
``kpu@35.semua``
    all offices of the regencies and cities of a province as one collective body, because
    attendance of "KPU kabupaten/kota se-Jawa Timur" is never expanded into members;
``kodim-0820``
    a unit that does not belong to one region only; a unit with an id like ``pn@35.13`` is
    how that type is called there;
``lokal-dewan-riset``
    a local agency.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rakor.registry.regions import LEVEL_NAMES, Level, Region

NATIONAL = "national"
LISTED = "listed"
LEVEL_TITLES: Mapping[str, str] = {
    NATIONAL: "nasional",
    **{str(k): v for k, v in LEVEL_NAMES.items()},
}

KIND_NAMES: Mapping[str, str] = {
    "election": "Penyelenggara pemilu",
    "coordination-forum": "Forum koordinasi",
    "local-gov": "Pemerintah daerah",
    "legislature": "Lembaga perwakilan",
    "military": "TNI",
    "police": "Polri",
    "prosecution": "Kejaksaan",
    "court": "Peradilan",
    "ministry": "Kementerian",
    "vertical-agency": "Instansi pusat di daerah",
    "state-body": "Lembaga negara",
    "soe": "Badan usaha",
    "party": "Peserta pemilu",
    "community": "Organisasi masyarakat",
    "media": "Media",
    "education": "Pendidikan",
}

ALL = "semua"
COUNTRY = "nasional"


class TypeName(NamedTuple):
    """One name of a type."""

    name: str
    scope: str  # a level, or the beginning of the codes, it is limited to, or ""
    is_exact: bool  # False: used loosely, so that it never decides between two regions
    is_single: bool  # one of many in a region, so that it never means all of them: "Camat"
    needs_place: bool  # too short to say anything without a region: "PA"
    is_title: bool  # of who leads it: "Kapolres"


class Doubt(StrEnum):
    """Why a label is asked back although it fits what it fits."""

    AREA = "area"  # no source is sure that it works there
    ONE_OR_ALL = "one or all"  # "Camat": of which kecamatan, or all of them
    SHORT = "short"  # "PA"
    CONFLICT = "conflict"  # the number says another one than the name


class Former(NamedTuple):
    """What something was called before."""

    name: str  # a name, or an id
    until: int | None  # last year

    @property
    def is_id(self) -> bool:
        """Whether it is an id: all in lower case."""
        return is_id(self.name)


def is_id(text: str) -> bool:
    """Whether a text has the form of an agency's id: ``kodim-0820``, ``pn@35.13``."""
    return re.fullmatch(r"[a-z0-9.-]+(?:@[a-z0-9.]+)?", text) is not None


@dataclass(frozen=True, slots=True)
class AgencyType:
    """What a KPU is, wherever it is."""

    id: str
    acronym: str  # what it is called for short, and before the region's name: "KPU"
    name: str
    kind: str  # a key of KIND_NAMES
    levels: tuple[str, ...]  # "national", "listed" (units only) and values of Level
    uncertain: frozenset[str]  # levels at which not every region has one
    patterns: Mapping[str, str]  # how it is named at a level, in a province ("11") or anywhere
    aliases: tuple[TypeName, ...]  # all its names, acronym and full name first
    leader_title: str | None  # "Ketua KPU", "Kapolres"
    since: int | None  # first year
    until: int | None  # last year
    within: frozenset[str]  # provinces or regions it is limited to; empty: none
    national_by_default: bool  # the bare name means the head office, not the one of the region
    is_numbered: bool  # units have a number and a name, and each is enough: "Kodim 0820"
    former_ids: tuple[str, ...]

    @property
    def is_collective(self) -> bool:
        """Whether the type itself means all of a region: "Polsek se-Kabupaten Bintan"."""
        return "se-{" in self.patterns.get("*", "")

    @property
    def has_districts(self) -> bool:
        """Whether there is one for each kecamatan, or one body of all within each."""
        return Level.DISTRICT in self.levels

    @property
    def is_collective_of_district(self) -> bool:
        """Whether it means all within a kecamatan too: "Kelurahan se-Kecamatan Kraksaan"."""
        return "se-" in self.patterns.get(Level.DISTRICT, "")

    def exists_in(self, region: Region) -> bool:
        """Whether there is such an agency in ``region``, listed units aside."""
        return region.level in self.levels and self.is_within(region.code)

    def is_within(self, code: str) -> bool:
        """Whether the type is not limited to other regions than this one."""
        return not self.within or any(code.startswith(one) for one in self.within)

    def __str__(self) -> str:
        return self.acronym


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency.

    ``region`` is its one region; the province when it covers several regions of one; None when
    it is national or covers several provinces. ``slug`` names its page among those of its type.
    """

    id: str
    type: str
    name: str
    region: str | None
    regions: tuple[str, ...]  # covered; empty when national, or when no source says
    slug: str
    aliases: tuple[str, ...] = ()
    since: int | None = None  # first year
    until: int | None = None  # last year
    likely: tuple[str, ...] = ()  # regions it may cover; never shown, never taken for granted
    former: tuple[Former, ...] = ()  # names and ids it had
    former_slugs: tuple[str, ...] = ()  # of pages it had; with "/", of another type

    @property
    def is_everyone(self) -> bool:
        """Whether it is all offices of a province's regencies and cities together."""
        return self.id.endswith(f".{ALL}")

    @property
    def is_of_district(self) -> bool:
        """Whether it is the body of one kecamatan."""
        return self.region is not None and len(self.region) == len("35.13.14")

    def __str__(self) -> str:
        return self.name


def common_region(codes: tuple[str, ...]) -> str | None:
    """The one region, or the province all regions lie in, or None."""
    if len(codes) == 1:
        return codes[0]
    provinces = {code[:2] for code in codes}
    return provinces.pop() if len(provinces) == 1 else None


def levels_text(type_: AgencyType) -> str:
    """The levels a type exists at, in words: "provinsi, kabupaten dan kota"."""
    names = [LEVEL_TITLES[level] for level in type_.levels if level != LISTED]
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " dan " + names[-1]
