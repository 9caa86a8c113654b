"""What to say about a label that means no agency: near ones, and the lines to add.

A suggestion is only made for a slip of the pen: one or two letters of a long word, never a
digit, never another place that exists. Everything else gets the lines that make the name known,
of the right kind, in the right region, without the post and the person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rakor.registry.agencies import LISTED, NATIONAL, Agency, AgencyType, levels_text
from rakor.registry.labels import (
    BRACKETED,
    LabelError,
    PersonInLabel,
    UnknownLabel,
    WrongLevel,
    is_slip,
    key,
    misspelt,
    nice,
    slug,
    split_number,
    words,
)
from rakor.registry.matching import COUNTRY_WORDS, Matcher
from rakor.registry.regions import Region
from rakor.registry.table import table

_MOST_NAMED = 4
_GOVERNMENTS = ("pemprov", "pemkab", "pemkot")
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
# Posts: the word, and what is said instead of it. Nothing: what follows is the agency.
_POSTS = frozenset(
    "kepala ketua wakil anggota pimpinan sekretaris direktur deputi kabid kasi kasubag kasubbag"
    " kabag kasat kanit plt plh pj pjs penjabat staf koordinator dirjen sekjen irjen inspektur"
    " menteri wamen komisioner juru manajer manager gm rektor dekan bendahara komandan pasi"
    " sestama kbo irwasda wadir".split()
)
# Posts at the head of national offices, with what these are called.
_OFFICES = {"menteri": "Kementerian", "dirjen": "Ditjen", "irjen": "Itjen", "sekjen": "Setjen"}
_OF_SETDA = frozenset("asisten asda staf kabag bagian biro karo".split())
_RANKS = re.compile(
    r"(?:,\s*|\s+)(?=(?:Jenderal|Jendral|Letjen|Mayjen|Brigjen|Irjen|Komjen|Kombes|AKBP|AKP|Kompol"
    r"|Iptu|Ipda|Aiptu|Aipda|Bripka|Brigadir|Briptu|Kolonel|Letkol|Mayor|Kapten|Lettu|Letda|Peltu"
    r"|Pelda|Serma|Serka|Sertu|Serda|Laksamana|Laksma|Marsekal|Marsma|Pol\.|H\.|Hj\.|KH\.|Drs?\.|Dra\."
    r"|dr\.|drg\.|Ir\.|Prof\.|Bapak|Ibu|Sdr\.?)(?:\s|\.))"
)
# Words after a title that say which of several posts, and no name.
_OFFICE_WORDS = frozenset(
    "divisi bidang bagian seksi subbagian subbidang urusan koordinator wilayah daerah komisi fraksi"
    " periode terpilih biro unit tim".split()
)
_NO_NAMES = frozenset(
    "kabupaten kab. kab kota provinsi prov. kecamatan kec. distrik kelas tipe".split()
)
_DEPUTISED = re.compile(r"\s+(?:yang\s+)?(?:di)?wakil(?:i|kan)\s+(?:oleh\s+)?")
_NAME_WORD = re.compile(r"[A-Z][A-Za-z'’.-]*,?\Z")


class Adviser:
    """Says what is wrong with labels that mean no agency."""

    def __init__(self, agencies: Matcher) -> None:
        self._agencies = agencies
        self._regions = agencies.regions

    def error(self, label: str, home: str, wrong: tuple[AgencyType, Region] | None) -> LabelError:
        """Why ``label`` means nothing, with what to write instead."""
        person = self._person(label, home) or self._post(label, home)
        if person is not None:
            return person
        name = self._name(label)[0]
        agency = self._certain(name, home) if name != nice(label) else None
        if agency is not None:
            return PersonInLabel(label, agency, nice(label), "")
        if wrong:
            return self._wrong_level(label, home, *wrong)
        near = self._suggest(label, home)
        is_named = any("@" not in agency.id for agency in near)
        # The line would make a slip of the pen known, where a type is only misspelt.
        return UnknownLabel(label, near, self._line(label, home) if is_named or not near else "")

    # --- posts and people ---------------------------------------------------------------------

    def _person(self, label: str, home: str) -> LabelError | None:
        """ "Kapolres Bojonegoro AKBP Contoh Nama": an agency's leader, then who that is."""
        text = nice(label)
        match = _DEPUTISED.search(text) or _RANKS.search(text)
        if match:
            agency = self._certain(text[: match.start()], home)
            if agency is not None:
                return PersonInLabel(label, agency, text[: match.start()], text[match.end() :])
        parts = text.split(" ")
        for end in range(len(parts) - 1, 0, -1):
            if not _NAME_WORD.match(parts[end]):
                return None
            head = " ".join(parts[:end]).rstrip(",")
            agency = self._certain(head, home) if self._has_title(head) else None
            # "Ketua PN Contohrejo Jaya" may be of a place nobody knows.
            says_where = key(head) not in table().type_names
            if agency is not None and says_where and len(parts) - end > 1:
                rest = parts[end:]
                if rest[0].lower() in _NO_NAMES:
                    return None  # a place that nobody knows, or a class
                if any(part.lower().rstrip(",") in _OFFICE_WORDS for part in rest):
                    return PersonInLabel(label, agency, text, "")
                return PersonInLabel(label, agency, head, " ".join(rest))
        return None

    def _has_title(self, text: str) -> bool:
        """Whether a label begins with who leads an agency."""
        wanted = words(text)
        return any(
            name.is_title
            for end in range(len(wanted), 0, -1)
            for _, name in table().type_names.get("".join(wanted[:end]), ())
        )

    def _post(self, label: str, home: str) -> LabelError | None:
        """ "Kabid P2P Dinas Kesehatan Bojonegoro": a post within an agency."""
        parts = nice(label).split(" ")
        if parts[0].lower().rstrip(".") not in _POSTS | _OF_SETDA:
            return None
        for start in range(1, len(parts)):
            tail = " ".join(parts[start:])
            first = words(parts[start])
            if not first or first[0] in _POSTS or not self._begins_with_type(tail):
                continue
            agency = self._certain(tail, home)
            if agency is not None and agency.region and parts[0].lower() in _OFFICES:
                return None  # "Menteri ATR/BPN" is not of the land office here
            if agency is not None:
                return PersonInLabel(label, agency, nice(label), "")
        return self._of_setda(label, home)

    def _of_setda(self, label: str, home: str) -> LabelError | None:
        """Assistants, sections and bureaux count as the secretariat of their government."""
        wanted = list(words(label))
        while wanted and wanted[0] in _POSTS - _OF_SETDA:
            wanted = wanted[1:]
        if not wanted or wanted[0] not in _OF_SETDA:
            return None
        codes = {home}
        for start in range(1, len(wanted)):
            if found := self._regions.with_key("".join(wanted[start:])):
                codes = {region.code for region in found}
                break
        agencies = [agency for code in codes for agency in self._agencies.at("setda", code)]
        if len(agencies) != 1:
            return None
        return PersonInLabel(label, agencies[0], nice(label), "")

    def _begins_with_type(self, text: str) -> bool:
        wanted = words(text)
        return any(
            "".join(wanted[:end]) in table().type_names or table().whole("".join(wanted[:end]))
            for end in range(1, len(wanted) + 1)
        )

    def _certain(self, text: str, home: str) -> Agency | None:
        found = self._agencies.find(text, home)  # type: ignore[attr-defined]
        if len(found.agencies) == 1 and not found.doubt:
            agency: Agency = next(iter(found.agencies.values()))
            return agency
        return None

    # --- known at other levels ----------------------------------------------------------------

    def _wrong_level(self, label: str, home: str, type_: AgencyType, region: Region) -> LabelError:
        levels = levels_text(type_)
        is_unlisted = not levels or (LISTED in type_.levels and region.level not in type_.levels)
        if is_unlisted:
            reason = f"{type_.acronym} untuk {region.full_name} belum terdaftar."
            if known := self._in_province(type_, region):
                province = self._regions[region.code[:2]].full_name
                reason = f"{reason[:-1]}; di {province} ada {known}."
        elif region.level in type_.uncertain:
            reason = (
                f"Tidak setiap {region.level_name} memiliki {type_.acronym} sendiri, jadi"
                f" {type_.acronym} di {region.full_name} perlu disebut dengan daerahnya."
            )
        elif region.level in type_.levels:
            reason = f"{type_.acronym} tidak ada di {region.full_name}."
        else:
            reason = (
                f"{type_.acronym} hanya ada di tingkat {levels},"
                f" jadi tidak ada untuk {region.full_name}."
            )
        near: list[Agency] = []
        if type_.id in _GOVERNMENTS:
            for other_type in _GOVERNMENTS:
                near.extend(self._agencies.at(other_type, region.code))
        for place in reversed(self._regions.path(region.code)[:-1]):
            near.extend(self._agencies.at(type_.id, place.code))
        if not is_unlisted and (everyone := self._agencies.all_of(type_.id, region.code)):
            near.append(everyone)
        if not near and not is_unlisted and region.level not in type_.uncertain:
            near.extend(
                agency
                for other in self._regions.named(region.bare)
                for agency in self._agencies.at(type_.id, other.code)
            )
        if not near and (national := self._agencies.national(type_.id)):
            near.append(national)
        line = ""
        if is_unlisted and type_.levels:
            line = self._line(label, home, type_, region)
        return WrongLevel(label, reason, near[:3], line)

    def _in_province(self, type_: AgencyType, region: Region) -> str:
        """Some of the units of a type in the province, in words."""
        names = [
            unit.name
            for unit in table().of_type(type_.id).units
            if any(code[:2] == region.code[:2] for code in (*unit.regions, *unit.likely))
        ]
        if len(names) > _MOST_NAMED:
            names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} lainnya"]
        return ", ".join(names[:-1]) + " dan " + names[-1] if len(names) > 1 else "".join(names)

    # --- slips of the pen ---------------------------------------------------------------------

    def _suggest(self, label: str, home: str) -> tuple[Agency, ...]:
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
        yield from self._agencies.local_named(wanted)
        for end in range(len(wanted) - 1, 0, -1):
            for type_, _ in table().type_names.get("".join(wanted[:end]), ()):
                if type_.has_districts and not type_.is_collective_of_district:
                    for district in self._agencies.districts_named(wanted[end:], home[:2]):
                        yield self._agencies[f"{type_.id}@{district.code}"]

    def _governments(self, wanted: Sequence[str], home: str) -> Iterator[Agency]:
        """A region instead of its government: "Kota Probolinggo"."""
        for region in self._regions.with_key("".join(wanted)):
            for type_id in _GOVERNMENTS:
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

    # --- lines to add -------------------------------------------------------------------------

    def _line(
        self,
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
            name, type_ = self._name(label)
        wanted = words(BRACKETED.sub("", name))
        is_everywhere = type_ and not (
            LISTED in type_.levels or any(one.is_single for one in type_.aliases)
        )
        if is_everywhere and self._has_title(label) and not self._names_region(wanted):
            return ""  # "Bupati Contoh Nama": who that is is not said, but no other body
        if type_ and type_.is_numbered and self._has_number(type_, wanted):
            return ""
        place = self._place(wanted, home, type_)
        quoted = json.dumps(name, ensure_ascii=False)
        type_id = type_.id if type_ else self._fallback(wanted, place)
        id_ = slug(name)[:60].strip("-") or "nama"
        return f"{id_}: {{nama: {quoted}, jenis: {type_id}, wilayah: {place}}}"

    def _names_region(self, wanted: Sequence[str]) -> bool:
        """Whether a name ends with a region's."""
        return any(
            self._regions.with_key("".join(wanted[start:])) for start in range(1, len(wanted))
        )

    def _has_number(self, type_: AgencyType, wanted: Sequence[str]) -> bool:
        """Whether the number, or else the name behind it, belongs to a unit or a Kodim."""
        numbers = [word for word in wanted if word.isdigit() and len(word) > 2]
        units = [table().of_type(one) for one in {type_.id, "kodim"}]
        if any(one.named(number) for one in units for number in numbers):
            return True
        rest = "".join(split_number(wanted[1:])[1])
        return bool(rest) and any(one.named(rest) or one.called(rest) for one in units)

    def _name(self, label: str) -> tuple[str, AgencyType | None]:
        """The agency's name in a label, without post and person, and its type if it has one."""
        name = nice(label)
        match = _DEPUTISED.search(name) or _RANKS.search(name)
        if match and self._has_title(name[: match.start()]):
            name = name[: match.start()]
        parts = name.split(" ")
        while len(parts) > 1 and parts[0].lower() in ("perwakilan", "unsur", "jajaran", "para"):
            parts = parts[1:]
        if len(parts) > 1 and parts[0].lower() in _OFFICES and not self._title(parts):
            parts = [_OFFICES[parts[0].lower()], *parts[1:]]
        while len(parts) > 1 and parts[0].lower().rstrip(".") in _POSTS:
            if self._title(parts):
                break
            parts = parts[1:]
        title = self._title(parts)
        if title is not None:
            type_, length = title
            parts = parts[length:]
            rest = key(" ".join(parts))
            if not any(rest.startswith(key(one.name)) for one in type_.aliases):
                parts = [type_.acronym, *parts]
            return " ".join(parts), type_
        wanted = words(" ".join(parts))
        if wanted and wanted[0] in ("pt", "cv"):  # "PT Garam" is no Pengadilan Tinggi
            return " ".join(parts), None
        for end in range(len(wanted), 0, -1):
            for type_, one in table().type_names.get("".join(wanted[:end]), ()):
                is_other = "".join(wanted[end:]).isdigit() and not type_.is_numbered
                if is_other or one.is_title or type_.levels == (NATIONAL,):
                    continue  # "Densus 99"
                if end < len(wanted):
                    return " ".join(parts), type_
        return " ".join(parts), None

    def _title(self, parts: Sequence[str]) -> tuple[AgencyType, int] | None:
        """The type whose leader the label begins with, and how many words that takes."""
        for end in range(min(len(parts), 6), 0, -1):
            entries = table().type_names.get(key(" ".join(parts[:end])), ())
            for type_, one in entries:
                if one.is_title and type_.levels != (NATIONAL,):
                    return type_, end
        return None

    def _place(self, wanted: Sequence[str], home: str, type_: AgencyType | None) -> str:
        """The region that the name says, or the whole country, or the home region."""
        if "kecamatan" in wanted:
            below = self._agencies.districts_named(wanted[wanted.index("kecamatan") + 1 :], home)
            if len(below) == 1:
                return f'"{below[0].code}"'
        for start in range(1, len(wanted)):
            found = self._regions.with_key("".join(wanted[start:]))
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

    @staticmethod
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
