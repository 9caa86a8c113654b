"""The regions of Indonesia: provinces, regencies, cities and districts.

Codes and names are those of the Ministry of Home Affairs (Kepmendagri 300.2.2-2138/2025 as
amended by 300.2.2-2430/2025); where the data comes from is written in ``data/README.md``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from rakor.registry.labels import AmbiguousLabel, UnknownLabel, closest, key, slug, words

DATA = Path(__file__).parent / "data"


class Level(StrEnum):
    """How high a region stands."""

    PROVINCE = "province"
    REGENCY = "regency"
    CITY = "city"
    DISTRICT = "district"


LEVEL_NAMES = {
    Level.PROVINCE: "provinsi",
    Level.REGENCY: "kabupaten",
    Level.CITY: "kota",
    Level.DISTRICT: "kecamatan",
}

_SPECIAL = {"Daerah Khusus Ibukota ": "DKI ", "Daerah Istimewa ": "DI "}
_PREFIX = re.compile(rf"^(?:(?:Kabupaten|Kota)(?: Administrasi)? |{'|'.join(_SPECIAL)})")
_CODE = re.compile(r"\d{2}(?:\.\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Region:
    """One region. ``slug`` is its folder name and is unique among its level (not districts)."""

    code: str  # "35", "35.13", "35.13.01"
    name: str  # official: "Jawa Timur", "Kabupaten Probolinggo", "Kraksaan"
    level: Level
    parent: str | None
    slug: str
    iso: str | None  # ISO 3166-2, provinces only
    zone: str  # WIB, WITA or WIT

    @property
    def bare(self) -> str:
        """The name without its level: "Probolinggo", "DKI Jakarta"."""
        return _PREFIX.sub(lambda match: _SPECIAL.get(match.group(), ""), self.name)

    @property
    def level_name(self) -> str:
        """ "provinsi", "kabupaten", "kota" or "kecamatan"."""
        return LEVEL_NAMES[self.level]

    @property
    def full_name(self) -> str:
        """The name with its level: "Provinsi Jawa Timur", "Kecamatan Kraksaan"."""
        if self.level is Level.PROVINCE and not self.name.startswith("Daerah "):
            return f"Provinsi {self.name}"
        if self.level is Level.DISTRICT:
            return f"Kecamatan {self.name}"
        return self.name

    def __str__(self) -> str:
        return f"{self.full_name} ({self.code})"


class Regions:
    """All regions, by code, by place in the tree, by address and by what people call them."""

    def __init__(self) -> None:
        self._regions: dict[str, Region] = {}
        self._children: dict[str, list[Region]] = {}
        zone = ""
        for row in rows(DATA / "regions.csv"):
            code, name = row["code"], row["name"]
            parent = code[:2] if len(code) > 2 else None
            # The file is sorted, so that a province stands before its regencies.
            zone = row["zone"] or zone
            level = level_of(code)
            region = Region(code, name, level, parent, slug(name), row["iso"] or None, zone)
            self._regions[code] = region
            if parent:
                self._children.setdefault(parent, []).append(region)
        self._provinces = tuple(r for r in self._regions.values() if r.parent is None)
        self._districts_of: dict[str, tuple[Region, ...]] = {}

    def __getitem__(self, code: str) -> Region:
        """The region with this code; ``KeyError`` if there is none."""
        found = self._regions.get(code)
        if found is None:
            for district in self._districts(code[:5]) if len(code) == 8 else ():
                if district.code == code:
                    return district
            raise KeyError(code)
        return found

    def get(self, code: str) -> Region | None:
        """The region with this code, or None."""
        try:
            return self[code]
        except KeyError:
            return None

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self.get(code) is not None

    def __iter__(self) -> Iterator[Region]:
        """Provinces, regencies and cities in the order of their codes, without districts."""
        return iter(self._regions.values())

    def provinces(self) -> tuple[Region, ...]:
        """The provinces in the order of their codes."""
        return self._provinces

    def children(self, code: str) -> tuple[Region, ...]:
        """The regions directly below ``code``, in the order of their codes."""
        if len(code) == 2:
            return tuple(self._children.get(code, ()))
        return self._districts(code)

    def path(self, code: str) -> tuple[Region, ...]:
        """The regions from the province down to ``code`` itself."""
        return tuple(self[code[:end]] for end in (2, 5, 8) if end <= len(code))

    def by_slug(self, path: str) -> Region | None:
        """The region whose folder is ``path``: "jawa-timur/kabupaten-probolinggo"."""
        return self._by_slug.get(path)

    def folder(self, code: str) -> str:
        """The folder of a province, regency or city; :meth:`by_slug` is the way back."""
        return "/".join(region.slug for region in self.path(code))

    def named(self, label: str) -> tuple[Region, ...]:
        """All provinces, regencies and cities that ``label`` may mean, by code."""
        return self.with_key(key(label))

    def with_key(self, name_key: str) -> tuple[Region, ...]:
        """As :meth:`named`, for a label that has gone through :func:`labels.key`."""
        return self._names.get(name_key, ())

    def keys(self) -> Iterable[str]:
        """All keys that :meth:`with_key` knows."""
        return self._names.keys()

    def resolve(self, label: str) -> Region:
        """The one province, regency or city that ``label`` means.

        Raises :class:`AmbiguousLabel` with all candidates, or :class:`UnknownLabel` with the
        nearest names. "Jambi", "Bengkulu" and "Gorontalo" are official names of provinces and
        ambiguous all the same, because a city or regency is called so too.
        """
        text = label.strip()
        if _CODE.fullmatch(text) and len(text) < 8:
            region = self._regions.get(text)
            if region is not None:
                return region
        found = self.named(text)
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousLabel(label, found)
        raise UnknownLabel(label, self.suggest(label))

    def suggest(self, label: str, limit: int = 3) -> tuple[Region, ...]:
        """Regions with names like ``label``, best first."""
        wanted = words(label)
        if not wanted:
            return ()
        digits = "".join(c for c in label if c.isdigit())
        if len(digits) >= 2 and not any(c.isalpha() for c in label):
            dotted = ".".join(digits[i : i + 2] for i in range(0, len(digits), 2))
            near = self._regions.get(dotted[:5]) or self._regions.get(dotted[:2])
            return (near,) if near else ()
        found: dict[str, Region] = {}
        # The right name at the wrong level: "Kabupaten Batu", "Provinsi Bandung".
        bare = [w for w in wanted if w not in ("kabupaten", "kota", "provinsi", "administrasi")]
        for region in self.with_key("".join(bare)):
            found.setdefault(region.code, region)
        for near_key in closest("".join(wanted), self._names, limit=2 * limit):
            for region in self._names[near_key]:
                found.setdefault(region.code, region)
        return tuple(found.values())[:limit]

    def short_name(self, code: str) -> str:
        """What a province is called for short ("Jatim", "NTB"), or its bare name."""
        return self._short.get(code, self[code].bare)

    def spoken_names(self, code: str) -> tuple[str, ...]:
        """What a region is called beside its name: "Jatim", "NAD"."""
        return tuple(self._spoken.get(code, ()))

    def is_ambiguous(self, bare: str) -> bool:
        """Whether a bare name means more than one region."""
        return len(self.named(bare)) > 1

    @cached_property
    def _by_slug(self) -> dict[str, Region]:
        return {self.folder(region.code): region for region in self}

    @cached_property
    def _spoken(self) -> dict[str, list[str]]:
        return {row["code"]: row["names"].split("|") for row in rows(DATA / "region_names.csv")}

    @cached_property
    def _short(self) -> dict[str, str]:
        return {code: names[0] for code, names in self._spoken.items() if len(code) == 2}

    @cached_property
    def _names(self) -> dict[str, tuple[Region, ...]]:
        names: dict[str, tuple[Region, ...]] = {}
        for region in self:
            for name_key in self._keys(region):
                others = names.get(name_key, ())
                if region not in others:
                    names[name_key] = (*others, region)
        return names

    def _keys(self, region: Region) -> Iterator[str]:
        level = LEVEL_NAMES[region.level]
        yield key(region.name)
        for bare in (region.bare, *self._spoken.get(region.code, ())):
            bare_key = key(bare)
            yield bare_key
            # The level stands before any of the names: "Kota Tidore", "Provinsi Jatim" ...
            yield level + bare_key
            # ... and the police and the army put it behind: "Probolinggo Kota".
            if region.level is Level.CITY:
                yield bare_key + level

    def districts(self, name_key: str, code: str) -> tuple[Region, ...]:
        """The districts of a regency or city, or of all of a province, with this key of a name."""
        above = (code,) if len(code) > 2 else tuple(r.code for r in self.children(code))
        return tuple(
            district
            for parent in above
            for district in self._districts(parent)
            if key(district.name) == name_key
        )

    def _districts(self, parent: str) -> tuple[Region, ...]:
        """The districts of a regency or city, read when they are first asked for: most
        processes need those of a few."""
        found = self._districts_of.get(parent)
        if found is None:
            found = self._districts_of[parent] = tuple(self._read_districts(parent))
        return found

    def _read_districts(self, parent: str) -> Iterator[Region]:
        above = self._regions.get(parent)
        if above is None or above.parent is None:
            return
        # The file is sorted by code, so that they stand together.
        start = self._districts_text.find(f"\n{parent}.")
        while start >= 0:
            end = self._districts_text.find("\n", start + 1)
            code, _, name = self._districts_text[start + 1 : end].partition(",")
            if not code.startswith(parent):
                return
            yield Region(code, name, Level.DISTRICT, parent, slug(name), None, above.zone)
            start = end if end + 1 < len(self._districts_text) else -1

    @cached_property
    def district_keys(self) -> frozenset[str]:
        """Keys of the names of all districts of the country."""
        rows_ = self._districts_text.splitlines()[1:]
        return frozenset(key(row.partition(",")[2]) for row in rows_)

    @cached_property
    def _districts_text(self) -> str:
        return (DATA / "districts.csv").read_text(encoding="utf-8")


def level_of(code: str) -> Level:
    """The level a code stands for; cities are numbered from 71 within their province."""
    if len(code) == 2:
        return Level.PROVINCE
    if len(code) == 8:
        return Level.DISTRICT
    return Level.CITY if code[3:] >= "71" else Level.REGENCY


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a data file of this package."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@lru_cache(maxsize=1)
def regions() -> Regions:
    """The regions, read once."""
    return Regions()
