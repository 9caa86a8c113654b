"""Local agencies: the entries of ``bulletins/agencies.yml``.

An entry is ``id: {nama, jenis, wilayah, sebutan, sejak, alamat_lama}``. Required are ``nama``,
``wilayah`` (a code, of a kecamatan too, or ``nasional``) and ``jenis`` (the id of a type);
``sebutan`` lists other names, ``sejak`` is the first year. ``alamat_lama`` lists what the entry was
published as before: former ids, with the type where that changed too (``lembaga/dewan-riset``), or
whole addresses (``instansi/lembaga/dewan-riset.html``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from rakor.registry.agencies import Agency, Former
from rakor.registry.labels import (
    RESERVED_SLUGS,
    AmbiguousLabel,
    LabelError,
    RegistryError,
    closest,
    key,
)
from rakor.registry.regions import Level, Region, Regions
from rakor.registry.resolving import Agencies

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_KEYS = ("nama", "jenis", "wilayah", "sebutan", "sejak", "alamat_lama")
_FORMER = re.compile(rf"(?:{_ID.pattern}/)?{_ID.pattern}")
_NATIONAL = "nasional"
_PREFIX = "lokal-"
_LONGEST = 80


def load_agencies(regions: Regions, local: Mapping[str, object] | None = None) -> Agencies:
    """All agencies, with those of ``agencies.yml`` (its parsed contents, values as strings).

    Raises the first :class:`RegistryError` if entries are wrong; :func:`check_local` tells all.
    """
    base = _built_in(regions)
    if not local:
        return base
    for problem in check_local(regions, local):
        raise problem
    return with_local(regions, local)


def with_local(regions: Regions, local: Mapping[str, object]) -> Agencies:
    """All agencies, with local ones that :func:`check_local` has nothing to say of."""
    if not local:
        return _built_in(regions)
    return Agencies(regions, tuple(_made(regions, name, entry) for name, entry in local.items()))


def check_local(regions: Regions, local: Mapping[str, object]) -> tuple[RegistryError, ...]:
    """All that is wrong in the contents of ``agencies.yml``."""
    base = _built_in(regions)
    problems: list[RegistryError] = []
    former: dict[str, str] = {}
    names: dict[str, list[tuple[str, str | None]]] = {}
    for id_, entry in local.items():
        found = list(_entry_problems(regions, base, id_, entry))
        if not found and isinstance(entry, Mapping):
            agency = _made(regions, id_, entry)
            found.extend(_clashes(base, id_, agency, names))
            other = _on_page(base, agency.type, agency.slug)
            if other is None and agency.slug in _taken_slugs(regions):
                other = "halaman lain"
            if other is not None:
                found.append(
                    RegistryError(f"Id “{id_}” sudah dipakai {other}. Pilih id lain.", (id_,))
                )
            found.extend(_former_problems(base, local, former, id_, agency))
        problems.extend(found)
    return tuple(problems)


def _on_page(base: Agencies, type_id: str, slug: str) -> str | None:
    """The name of the built-in unit that has this page."""
    return next((unit.name for unit in base.units_of(type_id) if unit.slug == slug), None)


def _former_problems(
    base: Agencies,
    local: Mapping[str, object],
    claimed: dict[str, str],
    id_: str,
    agency: Agency,
) -> Iterator[RegistryError]:
    """Former addresses that are in use, or of another agency already."""
    for number, former in enumerate(agency.former_slugs):
        where = (id_, "alamat_lama", number)
        page, _, slug = former.rpartition("/")
        type_id = page or agency.type
        other = local.get(slug)
        is_current = isinstance(other, Mapping) and str(other.get("jenis")).strip() == type_id
        owner = claimed.setdefault(f"{type_id}/{slug}", id_)
        unit = _on_page(base, type_id, slug)
        if is_current or unit:
            yield RegistryError(
                f"Alamat lama “{former}” masih dipakai {unit or f'instansi “{slug}”'}.",
                where,
            )
        elif owner != id_:
            yield RegistryError(
                f"Alamat lama “{former}” sudah dicatat pada instansi “{owner}”.", where
            )


@lru_cache(maxsize=1)
def _built_in(regions: Regions) -> Agencies:
    return Agencies(regions)


@lru_cache(maxsize=1)
def _taken_slugs(regions: Regions) -> frozenset[str]:
    slugs = {region.slug for region in regions}
    return RESERVED_SLUGS | slugs | {f"se-{slug}" for slug in slugs} | {_NATIONAL}


def _entry_problems(
    regions: Regions, base: Agencies, id_: str, entry: object
) -> Iterator[RegistryError]:
    if not _ID.fullmatch(id_) or len(id_) > _LONGEST:
        yield RegistryError(
            f"Id instansi “{id_}” hanya boleh berisi huruf kecil, angka, dan tanda hubung,"
            f" paling panjang {_LONGEST} huruf. Contoh: lembaga-adat-melayu-bintan.",
            (id_,),
        )
    if not isinstance(entry, Mapping):
        yield RegistryError(
            f"Instansi “{id_}” ditulis dengan nama, jenis, dan wilayah. Contoh:"
            f' {id_}: {{nama: "Nama lengkap", jenis: lembaga, wilayah: "35.13"}}',
            (id_,),
        )
        return
    yield from _key_problems(id_, entry)
    yield from _value_problems(regions, base, id_, entry)


def _key_problems(id_: str, entry: Mapping[str, object]) -> Iterator[RegistryError]:
    for name in entry:
        if name not in _KEYS:
            near = closest(str(name), _KEYS, 1, 0.6)
            hint = f" Maksud Anda “{near[0]}”?" if near else f" Yang ada: {', '.join(_KEYS)}."
            yield RegistryError(f"Kunci “{name}” tidak dikenal.{hint}", (id_, str(name)))
    for name in ("nama", "jenis", "wilayah"):
        value = entry.get(name)
        if not isinstance(value, str) or not value.strip():
            where = (id_, name) if name in entry else (id_,)
            yield RegistryError(f"Instansi “{id_}” belum menyebut {name}.", where)


def _value_problems(
    regions: Regions, base: Agencies, id_: str, entry: Mapping[str, object]
) -> Iterator[RegistryError]:
    name = entry.get("nama")
    if isinstance(name, str) and "…" in name:
        yield RegistryError("Ganti “…” dengan nama instansinya.", (id_, "nama"))
    kind = entry.get("jenis")
    if isinstance(kind, str) and kind.strip():
        known = {type_.id for type_ in base.types()}
        if kind.strip() not in known:
            near = closest(kind.lower(), known, 3, 0.6)
            hint = f" Maksud Anda {' atau '.join(near)}?" if near else " Pilihan umum: lembaga."
            yield RegistryError(f"Jenis “{kind}” tidak dikenal.{hint}", (id_, "jenis"))
    place = entry.get("wilayah")
    if isinstance(place, str) and place.strip() and place.strip() != _NATIONAL:
        try:
            _placed(regions, place.strip())
        except LabelError as error:
            yield RegistryError(f"Wilayah {error}", (id_, "wilayah"))
    aliases = entry.get("sebutan", ())
    if isinstance(aliases, str):
        aliases = (aliases,)
    if not isinstance(aliases, list | tuple):
        yield RegistryError("“sebutan” ditulis sebagai daftar.", (id_, "sebutan"))
    else:
        for number, alias in enumerate(aliases):
            if not isinstance(alias, str) or not key(alias):
                yield RegistryError("Sebutan harus berupa teks.", (id_, "sebutan", number))
    yield from _list_problems(id_, entry)
    since = entry.get("sejak")
    if since is not None and (not isinstance(since, str) or not _YEAR.fullmatch(since.strip())):
        yield RegistryError(
            f"“sejak” adalah tahun dengan empat angka, bukan “{since}”.", (id_, "sejak")
        )


def _list_problems(id_: str, entry: Mapping[str, object]) -> Iterator[RegistryError]:
    former = entry.get("alamat_lama", ())
    if isinstance(former, str):
        former = (former,)
    if not isinstance(former, list | tuple):
        yield RegistryError("“alamat_lama” ditulis sebagai daftar.", (id_, "alamat_lama"))
        return
    for number, name in enumerate(former):
        plain = former_slug(name) if isinstance(name, str) else ""
        if not _FORMER.fullmatch(plain):
            yield RegistryError(
                f"Alamat lama “{name}” bukan id instansi. Contoh: lembaga/dewan-riset.",
                (id_, "alamat_lama", number),
            )
        elif plain in (id_, f"{entry.get('jenis')}/{id_}"):
            yield RegistryError(
                f"“{name}” adalah alamat instansi ini sekarang.", (id_, "alamat_lama", number)
            )


def former_slug(name: str) -> str:
    """The id, or type and id, in an entry of ``alamat_lama``."""
    plain = name.strip().removeprefix("/").removeprefix("instansi/")
    return plain.removeprefix(_PREFIX).removesuffix(".html")


def _clashes(
    base: Agencies, id_: str, agency: Agency, names: dict[str, list[tuple[str, str | None]]]
) -> Iterator[RegistryError]:
    """Names that already mean something, here or without this file.

    Two regions may have an agency of the same name: neither is taken for the other's.
    """
    # Bulletins are of a regency, city or province, never of a kecamatan.
    home = agency.region[:5] if agency.region else base.regions.provinces()[0].code
    for number, name in enumerate((agency.name, *agency.aliases)):
        where = (id_, "nama") if number == 0 else (id_, "sebutan", number - 1)
        known_here = names.setdefault(key(name), [])
        others = [other for other, region in known_here if _meet(region, agency.region)]
        known_here.append((id_, agency.region))
        if others and others[0] != id_:
            yield RegistryError(f"“{name}” sudah menjadi nama instansi “{others[0]}”.", where)
            continue
        known = base.named(name, home)
        if len(known) == 1:
            yield RegistryError(
                f"“{name}” sudah dikenal sebagai {known[0].name} ({known[0].id});"
                " tidak perlu ditulis lagi.",
                where,
            )
        elif known:
            yield RegistryError(f"Nama ini sudah dipakai: {AmbiguousLabel(name, known)}", where)


def _meet(one: str | None, other: str | None) -> bool:
    """Whether agencies of two regions can be meant in one bulletin."""
    if one is None or other is None:
        return True
    return one.startswith(other) or other.startswith(one)


def _placed(regions: Regions, place: str) -> Region:
    """The region of an entry; that of a body of one kecamatan is told by its code alone."""
    district = regions.get(place)
    if district is not None and district.level is Level.DISTRICT:
        return district
    return regions.resolve(place)


def _made(regions: Regions, id_: str, entry: object) -> Agency:
    assert isinstance(entry, Mapping)
    place = str(entry["wilayah"]).strip()
    region = None
    if place != _NATIONAL:
        region = _placed(regions, place).code
    aliases = entry.get("sebutan", ())
    if isinstance(aliases, str):
        aliases = (aliases,)
    since = entry.get("sejak")
    former = entry.get("alamat_lama", ())
    if isinstance(former, str):
        former = (former,)
    assert isinstance(former, list | tuple)
    slugs = tuple(former_slug(str(name)) for name in former)
    return Agency(
        f"{_PREFIX}{id_}",
        str(entry["jenis"]).strip(),
        " ".join(str(entry["nama"]).split()),
        region,
        (region,) if region else (),
        id_,
        tuple(str(alias) for alias in aliases),
        int(str(since)) if since is not None else None,
        former=tuple(Former(f"{_PREFIX}{slug.rpartition('/')[2]}", None) for slug in slugs),
        former_slugs=slugs,
    )
