"""Agencies that a label is a slip of the pen for, or that it names in part.

One or two letters of a long word may differ, never a digit, never another place that exists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rakor.registry.agencies import Agency
from rakor.registry.labels import BRACKETED, is_slip, key, misspelt, words
from rakor.registry.matching import Matcher
from rakor.registry.placing import COUNTRY_WORDS, GOVERNMENTS, districts_named
from rakor.registry.table import table


class Slips:
    """Looks for what a label that means no agency was meant for."""

    def __init__(self, agencies: Matcher) -> None:
        self._agencies = agencies
        self._regions = agencies.regions

    def near(self, label: str, home: str) -> tuple[Agency, ...]:
        """Agencies that the label is a slip of the pen for, or that it names in part."""
        wanted = words(BRACKETED.sub("", label))
        found: dict[str, Agency] = {}
        if wanted:
            ways = (
                self._elsewhere,
                self._governments,
                self._other_regions,
                self._other_types,
                self._other_names,
            )
            for way in ways:
                for agency in way(wanted, home):
                    found.setdefault(agency.id, agency)
                if found:
                    break
        return tuple(found.values())[:3]

    def _elsewhere(self, wanted: Sequence[str], home: str) -> Iterator[Agency]:
        """A local agency of another region, and a body of a kecamatan in the same province."""
        yield from self._agencies.local_names.anywhere(wanted)
        for end in range(len(wanted) - 1, 0, -1):
            for type_, _ in table().type_names.get("".join(wanted[:end]), ()):
                if type_.has_districts and not type_.is_collective_of_district:
                    for district in districts_named(self._regions, wanted[end:], home[:2]):
                        yield self._agencies[f"{type_.id}@{district.code}"]

    def _governments(self, wanted: Sequence[str], home: str) -> Iterator[Agency]:
        """A region instead of its government: "Kota Probolinggo"."""
        for region in self._regions.with_key("".join(wanted)):
            for type_id in GOVERNMENTS:
                yield from self._agencies.at(type_id, region.code)

    def _other_regions(self, wanted: Sequence[str], home: str) -> Iterator[Agency]:
        """The type is right and the region misspelt."""
        for cut in range(len(wanted) - 1, 0, -1):
            entries = table().type_names.get("".join(wanted[:cut]), ())
            place = "".join(wanted[cut:])
            if not entries or self._regions.with_key(place):
                continue
            for near in misspelt(place, self._regions.keys()):
                for region in self._regions.with_key(near):
                    names = (region.name, region.bare, region.full_name)
                    if any(is_slip(wanted[cut:], words(name)) for name in names):
                        for type_, _ in entries:
                            yield from self._agencies.at(type_.id, region.code)
            for type_, _ in entries:
                units = table().of_type(type_.id)
                for near in misspelt(place, units.tails):
                    yield from units.named(near)

    def _other_types(self, wanted: Sequence[str], home: str) -> Iterator[Agency]:
        """The region is right, or goes without saying, and the type misspelt."""
        for cut in range(1, len(wanted) + 1):
            tail = "".join(wanted[cut:])
            if tail and not self._regions.with_key(tail) and tail not in COUNTRY_WORDS:
                continue
            for near in misspelt("".join(wanted[:cut]), table().type_names):
                names = [one.name for _, one in table().type_names[near]]
                if not any(is_slip(wanted[:cut], words(name)) for name in names):
                    continue
                yield from self._agencies.match((near, *wanted[cut:]), home).agencies.values()

    def _other_names(self, wanted: Sequence[str], home: str) -> Iterator[Agency]:
        """The name of a unit or a local agency is misspelt."""
        whole = "".join(wanted)
        for near in misspelt(whole, table().whole_keys()):
            yield from self._agencies.match((near,), home).agencies.values()
        for agency in self._agencies.local():
            if misspelt(whole, [key(name) for name in (agency.name, *agency.aliases)]):
                yield agency
