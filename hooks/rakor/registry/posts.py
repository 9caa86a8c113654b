"""Posts and people in a label: the agency they belong to, and its name without them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rakor.registry.agencies import NATIONAL, Agency, AgencyType
from rakor.registry.directory import Directory
from rakor.registry.labels import PersonInLabel, key, nice, words
from rakor.registry.table import table

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


class PostReader:
    """Tells who stands in a label that means no agency."""

    def __init__(self, directory: Directory, certain: Callable[[str, str], Agency | None]) -> None:
        """Make one; ``certain`` gives the agency that a label means beyond doubt in a bulletin
        about a region."""
        self._directory = directory
        self._certain = certain

    def read(self, label: str, home: str) -> PersonInLabel | None:
        """A post or a person with the agency they belong to, or None."""
        found = self._person(label, home) or self._post(label, home)
        if found is not None:
            return found
        name = agency_name(label)[0]
        agency = self._certain(name, home) if name != nice(label) else None
        return PersonInLabel(label, agency, nice(label), "") if agency else None

    def _person(self, label: str, home: str) -> PersonInLabel | None:
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
            agency = self._certain(head, home) if has_title(head) else None
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

    def _post(self, label: str, home: str) -> PersonInLabel | None:
        """ "Kabid P2P Dinas Kesehatan Bojonegoro": a post within an agency."""
        parts = nice(label).split(" ")
        if parts[0].lower().rstrip(".") not in _POSTS | _OF_SETDA:
            return None
        for start in range(1, len(parts)):
            tail = " ".join(parts[start:])
            first = words(parts[start])
            if not first or first[0] in _POSTS or not _begins_with_type(tail):
                continue
            agency = self._certain(tail, home)
            if agency is not None and agency.region and parts[0].lower() in _OFFICES:
                return None  # "Menteri ATR/BPN" is not of the land office here
            if agency is not None:
                return PersonInLabel(label, agency, nice(label), "")
        return self._of_setda(label, home)

    def _of_setda(self, label: str, home: str) -> PersonInLabel | None:
        """Assistants, sections and bureaux count as the secretariat of their government."""
        wanted = list(words(label))
        while wanted and wanted[0] in _POSTS - _OF_SETDA:
            wanted = wanted[1:]
        if not wanted or wanted[0] not in _OF_SETDA:
            return None
        codes = {home}
        for start in range(1, len(wanted)):
            if found := self._directory.regions.with_key("".join(wanted[start:])):
                codes = {region.code for region in found}
                break
        agencies = [agency for code in codes for agency in self._directory.at("setda", code)]
        if len(agencies) != 1:
            return None
        return PersonInLabel(label, agencies[0], nice(label), "")


def _begins_with_type(text: str) -> bool:
    wanted = words(text)
    return any(
        "".join(wanted[:end]) in table().type_names or table().whole("".join(wanted[:end]))
        for end in range(1, len(wanted) + 1)
    )


def has_title(text: str) -> bool:
    """Whether a label begins with who leads an agency."""
    wanted = words(text)
    return any(
        name.is_title
        for end in range(len(wanted), 0, -1)
        for _, name in table().type_names.get("".join(wanted[:end]), ())
    )


def _title(parts: Sequence[str]) -> tuple[AgencyType, int] | None:
    """The type whose leader the label begins with, and how many words that takes."""
    for end in range(min(len(parts), 6), 0, -1):
        entries = table().type_names.get(key(" ".join(parts[:end])), ())
        for type_, one in entries:
            if one.is_title and type_.levels != (NATIONAL,):
                return type_, end
    return None


def agency_name(label: str) -> tuple[str, AgencyType | None]:
    """The agency's name in a label, without post and person, and its type if it has one."""
    name = nice(label)
    match = _DEPUTISED.search(name) or _RANKS.search(name)
    if match and has_title(name[: match.start()]):
        name = name[: match.start()]
    parts = name.split(" ")
    while len(parts) > 1 and parts[0].lower() in ("perwakilan", "unsur", "jajaran", "para"):
        parts = parts[1:]
    if len(parts) > 1 and parts[0].lower() in _OFFICES and not _title(parts):
        parts = [_OFFICES[parts[0].lower()], *parts[1:]]
    while len(parts) > 1 and parts[0].lower().rstrip(".") in _POSTS:
        if _title(parts):
            break
        parts = parts[1:]
    title = _title(parts)
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
