"""The names of local agencies, which count as a whole and after a name of their type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rakor.registry.agencies import Agency
from rakor.registry.directory import Directory
from rakor.registry.labels import key, tails
from rakor.registry.regions import Level


class LocalNames:
    """All names of the local agencies of a directory; false if there are none."""

    def __init__(self, directory: Directory) -> None:
        self._regions = directory.regions
        self._whole: dict[str, list[Agency]] = {}
        self._tails: dict[tuple[str, str], list[Agency]] = {}
        for agency in directory.local():
            type_ = directory.type(agency.type)
            heads = [one.name for one in type_.aliases if not (one.is_single or one.is_title)]
            for name in (agency.name, *agency.aliases):
                self._whole.setdefault(key(name), []).append(agency)
                for tail in tails(heads, name, type_.is_numbered):
                    known = self._tails.setdefault((type_.id, "".join(tail)), [])
                    if agency not in known:
                        known.append(agency)

    def __bool__(self) -> bool:
        return bool(self._whole)

    def anywhere(self, wanted: Sequence[str]) -> tuple[Agency, ...]:
        """Those of any region with this name."""
        return tuple(self._whole.get("".join(wanted), ()))

    def within_reach(self, wanted: Sequence[str], home: str) -> Iterator[Agency]:
        """Those with exactly this name, or with it and that of their region, that may be meant
        in a bulletin about ``home``."""
        whole = "".join(wanted)
        for agency in self._whole.get(whole, ()):
            if self._reaches(agency, home, whole):
                yield agency
        # "Baznas Kota Padang" for a local agency that is called Baznas.
        for end in range(1, len(wanted)):
            for agency in self._whole.get("".join(wanted[:end]), ()):
                if agency.region in [r.code for r in self._regions.with_key("".join(wanted[end:]))]:
                    yield agency

    def after_type(self, type_id: str, tail: str, home: str) -> list[Agency]:
        """Those that are called so after a name of their type, if ``home`` may mean them."""
        return [one for one in self._tails.get((type_id, tail), ()) if self._reaches(one, home)]

    def _reaches(self, agency: Agency, home: str, label_key: str = "") -> bool:
        """Whether a local agency may be meant in a bulletin about ``home``: it is of that
        region, one above or a kecamatan in it, or the label says of which region it is."""
        region = agency.region
        if region is None or home == region or home.startswith(f"{region}."):
            return True
        if self._regions[region].level is Level.DISTRICT and region[:5] == home:
            return True
        return key(self._regions[region].bare) in label_key
