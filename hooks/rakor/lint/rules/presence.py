"""RK407: who the text says was there, against the agencies of the front matter.

Every name of the registry is looked for, titles too, after "dihadiri", "hadir pula", "diikuti
oleh" and before "turut hadir". What is told of another meeting, of what is to come, of absence, by
somebody who is quoted, or only as a building, tells of nobody's presence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rakor.content.reader import Reading
from rakor.diagnostics import Example, Rule, Severity, reports
from rakor.lint.checks import FileContext, file_check
from rakor.lint.prose import sentence
from rakor.registry import Agencies, Agency, AgencyType
from rakor.registry.labels import words
from rakor.registry.table import table
from rakor.source.nodes import Scalar, Sequence

# Begins with plain letters, which are found faster than a boundary.
_CUE = re.compile(
    r"(?:[Dd]ihadiri(?:\s+(?:oleh|pula|juga|langsung))*|[Mm]enghadirkan"
    r"|[Hh]adir(?!kan)(?:\s+(?:pula|juga|dalam|pada|di)\b)?"
    r"|[Dd]iikuti(?:\s+(?:pula|juga|oleh|langsung))*)\b"
)
# Those before these words were there: "Kapolres dan Dandim turut hadir", "… hadir di sana".
_ALSO = re.compile(r"\b(?:turut|ikut|juga|tampak|nampak|terlihat)\s+$", re.IGNORECASE)
_AT_END = re.compile(r"(?<!yang )hadir(?=[.,;]|\s+(?:dalam|pada|di|langsung|bersama)\b)")
_NOT_NOW = re.compile(
    r"\b(?:tidak|tak|belum|tanpa|absen|berhalangan|batal|urung|akan|bakal|direncanakan|rencananya|"
    r"dijadwalkan|diharapkan|diundang|mengundang|undangan|diminta|meminta|wajib|harus|agar|supaya|"
    r"jika|bila|apabila|sebelumnya|terdahulu|pernah|kemarin|mendatang|nanti|besok|kecuali|depan|"
    r"selanjutnya|berikutnya|"
    r"(?:minggu|pekan|bulan|tahun|waktu|beberapa\s+\w+)\s+(?:yang\s+)?lalu|minta|mengajak|mengimbau|menghadiri)\b",
    re.IGNORECASE,
)
# What ends a list: another clause ("sedangkan", "untuk"), or a verb of what was done.
_ENDS = re.compile(
    r";|\b(?:untuk|guna|sedangkan|sementara|karena|sebab|tentang|mengenai|menurut|ketika|saat|setelah|"
    r"sesudah|sehingga|namun|tetapi|data|laporan|yang(?!\s+(?:di|me)wakili|\s+(?:turut\s+)?hadir)|"
    r"(?!dihadiri|diwakili|didampingi|mendampingi|mewakili|meliputi|bersama|beserta|dinas|berikut|mewakilkan)"
    r"(?:di|me|ber)[a-z]{4,})\b"
)
_SPEECH = re.compile(r"\b(?:kata|ujar|ucap|tutur|jelas|ungkap|terang|imbuh|tegas)(?:nya)?\b")
_TOKEN = re.compile(r"[^\W_]+(?:['’/.-][^\W_]+)*")
# "Kab. Probolinggo" is one name.
_GAP = re.compile(r"[ \n]{1,2}|(?<=Kab)\.[ \n]|(?<=Kec)\.[ \n]|(?<=Prov)\.[ \n]")
# Small words within names: "Badan Kesatuan Bangsa dan Politik", "KPU se-Jawa Timur".
_LINKS = frozenset(("dan", "se", "di", "wilayah", "kabupaten", "kota", "provinsi", "kecamatan"))
# Before a name, these leave it one.
_LEADS = frozenset(
    "kepala ketua wakil anggota pimpinan sekretaris direktur plt plh pj pjs penjabat kantor dari"
    " perwakilan unsur jajaran para komandan oleh perwakilan pula juga dan serta antara lain yakni"
    " yaitu hadir staf seluruh bersama beserta di dalam pada kasi kabid kabag kasubag bapak ibu"
    " yang mewakili".split()
)
_PLACES = frozenset(
    "aula gedung ruang mako markas halaman pendopo lapangan rumah lokasi depan kawasan kompleks"
    " simpang jalan mantan eks calon istri bhayangkari persit".split()
)
_LONGEST_NAME, _LONGEST_TAIL = 7, 8  # words
_GOVERNMENT = frozenset(("pemprov", "pemkab", "pemkot", "setda", "pemda-kabkota"))
# Everybody and nobody in particular.
_UNNAMED = frozenset(("opd", "media", "desa"))
_IN_FORKOPIMDA = frozenset(("polres", "polda", "kodim", "korem", "kejari", "kejati", "dprd"))
_OF_MANY = frozenset(("military", "police", "prosecution"))

ATTENDANCE_UNLISTED = Rule(
    "RK407",
    "hadir-tak-terdaftar",
    "Yang hadir tidak ada dalam daftar instansi",
    "Halaman instansi dan hasil pencarian dibuat dari kepala data, bukan dari isi.",
    "Rapat dihadiri Bawaslu Kabupaten Probolinggo.\n",
    "Rapat dihadiri KPU Kabupaten Probolinggo.\n",
    Example.BODY,
    Severity.WARNING,
)


@file_check
@reports(ATTENDANCE_UNLISTED)
def check_attendance(file: FileContext) -> None:
    """Report each agency that the text says was there and the front matter does not know."""
    prose, home = file.prose, file.reading.region
    text = prose.told
    if home is None or not ("adir" in text or "ikuti" in text):
        return
    stretches = list(_stretches(file, text))
    if not stretches or not _is_all_understood(file.reading):
        return
    listed = {agency_id for _, agency_id, _ in file.listed_agencies}
    told: set[str] = set()
    for start, end in stretches:
        for at, stop, agency, is_placed in _named(text, start, end, home, file.agencies):
            if agency.id in listed or agency.id in told:
                continue
            if _is_covered(agency, is_placed, listed, file.agencies):
                continue
            told.add(agency.id)
            file.report.at(
                (at, stop),
                ATTENDANCE_UNLISTED,
                f"{agency.name} disebut hadir, tetapi tidak ada dalam daftar instansi.",
                "Halaman instansi dan hasil pencarian dibuat dari kepala data.",
                f"- {file.agencies.written(agency, home)}",
            )


def _is_all_understood(reading: Reading) -> bool:
    """Whether every agency listed could be read; else one of them may be the one that is missed."""
    listed = reading.nodes.get("instansi")
    items = listed.items if isinstance(listed, Sequence) else []
    rows = reading.data.get("participants") or []
    written = [item for item in items if not (isinstance(item, Scalar) and item.is_empty)]
    return len(rows) == len(written) and all(row.get("agency") for row in rows)


def _stretches(file: FileContext, text: str) -> Iterator[tuple[int, int]]:
    """Where those are listed of whom the text says that they were there."""
    done = 0
    for cue in _CUE.finditer(text, file.prose.body):
        if cue.start() < done or text[cue.start() - 1].isalnum():
            continue
        if file.prose.is_quoted(cue.start()):
            continue
        start, end = sentence(text, cue.start())
        if _SPEECH.search(text, start, end) or _NOT_NOW.search(text, start, end):
            done = end
            continue
        is_also = cue[0][0] in "hH" and _ALSO.search(text, start, cue.start())
        if is_also or _AT_END.match(text, cue.start()):
            ends = [match.end() for match in _ENDS.finditer(text, start, cue.start())]
            yield ends[-1] if ends else start, cue.start()
        ending = _ENDS.search(text, cue.end(), end)
        yield cue.end(), ending.start() if ending else end
        done = end


def _named(
    text: str, start: int, end: int, home: str, agencies: Agencies
) -> Iterator[tuple[int, int, Agency, bool]]:
    """The agencies between two places that are named beyond doubt: where, which, and whether the
    name says of which region."""
    tokens = list(_TOKEN.finditer(text, start, end))
    at = 0
    while at < len(tokens):
        size = _name_at(tokens, at, text) if _may_begin(text, tokens, at, start) else 0
        found = _longest(text, tokens, at, size, home, agencies) if size else None
        if found is None:
            at += 1
            continue
        stop, agency, is_placed = found
        yield tokens[at].start(), tokens[stop - 1].end(), agency, is_placed
        at = stop


def _may_begin(text: str, tokens: list[re.Match[str]], at: int, start: int) -> bool:
    """Whether a name may begin with this word: it is no part of another's, nor of a place's."""
    if not tokens[at][0][0].isupper():
        return False
    before = [token[0] for token in tokens[max(at - 3, 0) : at]]
    gap = text[tokens[at - 1].end() : tokens[at].start()] if at else ""
    clause = before if not at or set(gap) <= {" ", "\n"} else []
    lower = [word.lower() for word in clause]
    if _PLACES.intersection(lower) or (lower and lower[-1] in ("di", "ke", "untuk", "kepada")):
        return False
    return not clause or not clause[-1][0].isupper() or lower[-1] in _LEADS


def _name_at(tokens: list[re.Match[str]], at: int, text: str) -> int:
    """How many words from here are the longest name of a type, at most; 0 if none."""
    joined = ""
    longest = 0
    names = table().type_names
    for count, token in enumerate(tokens[at : at + _LONGEST_NAME], 1):
        if count > 1 and not _GAP.fullmatch(text, tokens[at + count - 2].end(), token.start()):
            break
        joined += "".join(words(token[0]))
        if joined in names:
            longest = count
    return longest


def _longest(
    text: str, tokens: list[re.Match[str]], at: int, size: int, home: str, agencies: Agencies
) -> tuple[int, Agency, bool] | None:
    reach = at + 1
    while reach < min(len(tokens), at + size + _LONGEST_TAIL):
        word = tokens[reach][0]
        if not _GAP.fullmatch(text, tokens[reach - 1].end(), tokens[reach].start()):
            break
        if not (word[0].isupper() or word[0].isdigit() or word.lower().split("-")[0] in _LINKS):
            break
        reach += 1
    for stop in range(reach, at, -1):
        if not tokens[stop - 1][0][0].isalnum() or tokens[stop - 1][0] in _LINKS:
            continue
        label = " ".join(text[tokens[at].start() : tokens[stop - 1].end()].split())
        agency = agencies.certain(label, home)
        if agency is not None:
            type_ = agencies.type(agency.type)
            if _says_nobody(type_, agency, bare=stop - at <= size):
                return None
            return stop, agency, stop - at > size
    return None


def _says_nobody(type_: AgencyType, agency: Agency, *, bare: bool) -> bool:
    """Whether a name stands for a kind of people rather than for one body: "unsur TNI"."""
    if type_.id in _UNNAMED or type_.kind == "media":
        return True
    return bare and agency.region is None and type_.kind in _OF_MANY


def _is_covered(agency: Agency, is_placed: bool, listed: set[str], agencies: Agencies) -> bool:
    """Whether one that is listed stands for it: a collective body that includes it ("KPU
    kabupaten/kota se-..."), another part of the same government, the members of a forum."""
    known = [found for id_ in listed if (found := agencies.get(id_))]
    if any(_is_part(agency.name, one.name) for one in known):
        return True
    if agency.type == "forkopimda":
        return len({one.type for one in known} & _IN_FORKOPIMDA) > 1
    if agency.type in _GOVERNMENT:
        return any(one.type in _GOVERNMENT and _meet(one, agency) for one in known)
    for other in known:
        if other.type != agency.type:
            continue
        if not is_placed or _meet(other, agency) or agencies.type(other.type).is_collective:
            return True
    return False


def _is_part(one: str, other: str) -> bool:
    """ "Satlantas Polres Bojonegoro" belongs to what is listed, and to "PLN" what is."""
    return one.endswith(f" {other}") or other.startswith(f"{one} ")


def _meet(one: Agency, other: Agency) -> bool:
    """Whether two agencies of a type cover some region both."""
    if one.is_everyone or other.is_everyone:
        return bool({code[:2] for code in one.regions} & {code[:2] for code in other.regions})
    return bool(set(one.regions) & set(other.regions)) or one.regions == other.regions
