"""Names of regions and agencies for what somebody has begun to type."""

from __future__ import annotations

from collections.abc import Iterator

from rakor.content.resolver import Resolver
from rakor.form.notes import Offer
from rakor.registry import Agency, LabelError
from rakor.registry.labels import words

MOST = 12
_SHORTEST = 2


def regions_like(typed: str, resolver: Resolver) -> list[Offer]:
    """Regions in whose names every word stands as typed, provinces first."""
    wanted = words(typed)
    if len("".join(wanted)) < _SHORTEST:
        return []
    found = []
    for region in resolver.regions:
        names = (region.full_name, region.code, *resolver.regions.spoken_names(region.code))
        if _fits(wanted, names):
            above = region.parent and resolver.regions[region.parent].name
            found.append((len(region.code), region.full_name, above or "provinsi", region.code))
    return [Offer(f"{above} · {code}", name) for _, name, above, code in sorted(found)[:MOST]]


def agencies_like(typed: str, region: str, resolver: Resolver) -> list[Offer]:
    """Agencies that may be meant in a bulletin about ``region`` (as it is written), each as it
    can be written there so that it alone is meant."""
    try:
        home = resolver.regions.resolve(region).code
    except LabelError:
        return []
    wanted = words(typed)
    if len("".join(wanted)) < _SHORTEST:
        return []
    agencies = resolver.agencies
    found: dict[str, Agency] = {one.id: one for one in agencies.named(typed, home)}
    for agency in _begun(wanted, home, resolver):
        if len(found) >= MOST:
            break
        found.setdefault(agency.id, agency)
    return [Offer(one.name, agencies.written(one, home)) for one in found.values()]


def _begun(wanted: tuple[str, ...], home: str, resolver: Resolver) -> Iterator[Agency]:
    """Agencies whose name begins as typed: of the region, of its province, of the country."""
    agencies = resolver.agencies
    codes = [home, home[:2]] if len(home) > 2 else [home]
    types = [
        type_
        for type_ in agencies.types()
        if _fits(wanted[:1], (type_.acronym, type_.name, *(a.name for a in type_.aliases)))
    ]
    rest = wanted[1:]
    for code in codes:
        for type_ in types:
            for agency in agencies.at(type_.id, code):
                if not rest or _fits(rest, (agency.name, *agency.aliases)):
                    yield agency
    for agency in agencies.local():
        if _fits(wanted, (agency.name, *agency.aliases)):
            yield agency
    for type_ in types:
        national = agencies.national(type_.id)
        if national and (not rest or _fits(rest, (national.name,))):
            yield national


def _fits(wanted: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return any(
        all(any(word.startswith(begun) for word in have) for begun in wanted)
        for have in map(words, names)
    )
