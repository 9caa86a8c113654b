"""RK402 to RK404 and RK408: names of people, and the titles of those who act for others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rakor.content.reader import Reading
from rakor.diagnostics import Example, Report, Rule, Severity, reports
from rakor.edit_distance import distance
from rakor.lint.checks import FileContext, file_check
from rakor.lint.prose import Prose, Sought
from rakor.source.nodes import Mapping, Node, Scalar, Sequence

_HONORIFICS = frozenset(
    "haji hajah drs dra prof ir dr kh tgk letkol kolonel mayor kapten lettu letda letjen mayjen"
    " brigjen irjen komjen jenderal laksamana laksma laksda marsma marsda kombes kompol iptu ipda"
    " aiptu aipda serma sertu kopda pol inf arh arm czi kav cpm laut pnb".split()
)
#: Words that may stand before a name without being part of it.
_POSTS = _HONORIFICS | frozenset(
    "bupati wali kota walikota gubernur wakil ketua anggota sekretaris kepala direktur plt plh"
    " penjabat pejabat pelaksana tugas harian camat lurah kades kapolres kapolda kapolsek"
    " dandim danrem kasdim kajari kajati sekda asisten staf ahli komandan menteri presiden"
    " deputi kabag kabid kasi kasubag kadis divisi bidang bagian pakorwil danramil wakapolres"
    " wabup wagub".split()
)
# Written together with the word before, as in "Ali Wafaserta Ketua".
_GLUED = frozenset(
    "serta dan yang dari dalam untuk selaku sebagai juga pada dengan mengatakan menyampaikan"
    " menegaskan menjelaskan mengajak selain kepada saat usai hadir".split()
)
_GLUED_ENDS = tuple(sorted(_GLUED))
_ACTING = {
    "pj": "Pj",
    "penjabat": "Pj",
    "plt": "Plt",
    "pelaksana tugas": "Plt",
    "plh": "Plh",
    "pelaksana harian": "Plh",
    "pjs": "Pjs",
    "penjabat sementara": "Pjs",
}
_ACTS = re.compile(
    r"\b(Penjabat Sementara|Pelaksana Tugas|Pelaksana Harian|Penjabat|Pjs|Pj|Plt|Plh)\b\.?\)?\s*",
    re.IGNORECASE,
)
_OFFICE = r"Bupati|Wali\s?[Kk]ota|Gubernur|Sekretaris\s+Daerah|Sekda|Camat|Lurah"
# Every alternative begins with a letter, so that the search may skip whatever does not.
_OFFICES = rf"(?:Wakil\s+(?:{_OFFICE})|{_OFFICE})"
_HOLDER = Sought(
    rf"(?P<office>{_OFFICES})(?P<after>,?(?:[ \n][A-Z][\w'’.]*,?){{1,5}})",
    words="Bupati Wali Walikota WaliKota Gubernur Sekretaris Sekda Camat Lurah",
)
_LETTERS = re.compile(r"[A-Za-z]{5,}\b")
#: Texts shorter than this tell too little to miss somebody in them, in words.
ENOUGH_WORDS = 60
# An example of a text that is long enough.
LONG_TEXT = " ".join(
    ["Rapat membahas kesiapan logistik, pengamanan, dan ketertiban sampai hari pemungutan suara."]
    * 7
)


@dataclass(slots=True)
class _Person:
    tokens: list[str]
    position: str
    node: Node | None = None


@file_check
def check_people(file: FileContext) -> None:
    """Compare the people of the front matter with those of the text."""
    report, prose, reading = file.report, file.prose, file.reading
    people = list(_people(reading))
    if not people:
        return
    _check_spellings(report, prose, people)
    if "pimpinan" in reading.nodes:
        chair = reading.data.get("chair")
        if isinstance(chair, dict) and chair.get("name"):
            _check_chair(report, prose, reading, str(chair["name"]))
    _check_acting(report, prose, reading, people)


def tokens(name: str) -> list[str]:
    """The words of a name without degrees and honorifics."""
    words = name.partition(",")[0].replace(".", " ").split()
    return [
        word
        for word in words
        if len(word) > 1 and word[0].isupper() and word.lower() not in _HONORIFICS
    ]


def _people(reading: Reading) -> Iterator[_Person]:
    data = reading.data
    found = [data.get("chair")]
    for participant in data.get("participants") or ():
        found += participant.get("people") or ()
    seen: set[tuple[str, str]] = set()
    for person in found:
        if person and person.get("name"):
            name, position = str(person["name"]), str(person.get("position") or "")
            if (name, position) not in seen:
                seen.add((name, position))
                yield _Person(tokens(name), position)


# --- spellings -------------------------------------------------------------------------------


def _check_spellings(report: Report, prose: Prose, people: list[_Person]) -> None:
    text = prose.told
    known: dict[str, tuple[str, _Person]] = {}
    for person in people:
        for token in person.tokens:
            if len(token) >= 4 and token.isalpha():
                known.setdefault(token.lower(), (token, person))
    if not known:
        return
    by_start = _by_start(known)
    suspects: dict[str, tuple[tuple[str, str] | None, list[str]]] = {}
    for word in prose.capitals:
        lower, parts = _taken_apart(word)
        if not parts and lower[0] not in by_start and lower[1:3] not in by_start:
            continue
        if lower in known or lower in _POSTS:
            continue
        glued = next((part for part in parts if part[0] in known), None)
        likes = [] if glued else _likes(lower, by_start)
        if glued or likes:
            suspects[word] = glued, likes
    done: set[int] = set()
    for word, (glued, likes) in sorted(suspects.items()):
        for match in re.finditer(rf"\b{re.escape(word)}\b", text):
            if glued:
                _report_glued(report, match, *glued)
                done.add(match.start())
                continue
            for token in likes:
                if _names_him(text, match, known[token][1]):
                    _report_spelling(report, match.span(), word, known[token][0])
                    done.add(match.start())
                    break
    _check_second_names(report, text, people, known, done)


def _by_start(names: Iterable[str]) -> dict[str, list[str]]:
    """The names that can be misspelt, by the two ways in which a like word begins."""
    found: dict[str, list[str]] = {}
    for name in names:
        if len(name) >= 6:
            for start in (name[0], name[1:3]):
                found.setdefault(start, []).append(name)
    return found


def _likes(word: str, by_start: dict[str, list[str]]) -> list[str]:
    """The names that differ from ``word`` by a letter or, if long, by two."""
    found = [*by_start.get(word[0], ()), *by_start.get(word[1:3], ())]
    return [name for name in dict.fromkeys(found) if _is_near(word, name)]


@lru_cache(maxsize=50_000)
def _is_near(word: str, token: str) -> bool:
    most = 1 if len(token) < 9 else 2
    if abs(len(word) - len(token)) > most or (word[0] != token[0] and word[1:3] != token[1:3]):
        return False
    return distance(word, token, most) <= most


def _names_him(text: str, match: re.Match[str], person: _Person) -> bool:
    """Whether the word stands where a name stands, and no other name stands beside it."""
    before = re.search(
        r"([A-Za-z][\w'’.]*)[ \n]{1,2}$", text[max(match.start() - 30, 0) : match.start()]
    )
    after = re.match(r"[ \n]{1,2}([A-Z][a-z'’]+)", text[match.end() : match.end() + 30])
    own = {token.lower() for token in person.tokens}
    beside = [m[1].strip(".").lower() for m in (before, after) if m and m[1][0].isupper()]
    if not beside:
        return len(person.tokens) == 1 and before is not None
    if any(word in own for word in beside):
        return True
    if before is None or not before[1][0].isupper():
        return False
    post = before[1].strip(".").lower()
    follows = after is None or after[1].lower() in _POSTS
    return follows and (post in _POSTS or post in person.position.lower().split() or post == "pj")


def _check_second_names(
    report: Report,
    text: str,
    people: list[_Person],
    known: dict[str, tuple[str, _Person]],
    done: set[int],
) -> None:
    """ "Edy hermanto" where the man is Edy Suharmanto: right first name, near second name."""
    for person in people:
        for first, second in zip(person.tokens, person.tokens[1:], strict=False):
            if len(first) < 3 or len(second) < 6 or first not in text:
                continue
            for start in _followers(text, first):
                match = _LETTERS.match(text, start)
                if match is None or start in done:
                    continue
                word = match[0].lower()
                if word in known or word in _POSTS:
                    continue
                if _is_like(word, second.lower()):
                    _report_spelling(report, match.span(), match[0], second)


@lru_cache(maxsize=50_000)
def _is_like(word: str, name: str) -> bool:
    most = max(len(word), len(name)) * 3 // 10
    return distance(word, name, most) <= most


def _followers(text: str, first: str) -> Iterator[int]:
    """Where the words begin that follow the word ``first``."""
    at = text.find(first)
    while at >= 0:
        end = at + len(first)
        if text[end : end + 1] in {" ", "\n"} and not text[at - 1 : at].isalnum():
            yield end + 1
        at = text.find(first, end)


@lru_cache(maxsize=50_000)
def _taken_apart(word: str) -> tuple[str, list[tuple[str, str]]]:
    """A word in small letters, and where another could have been glued to it: "wafa", "serta"."""
    lower = word.lower()
    if not lower.endswith(_GLUED_ENDS):
        return lower, []
    ends = range(3, min(12, len(lower) - 3))
    return lower, [(lower[:-n], lower[-n:]) for n in ends if lower[-n:] in _GLUED]


NAME_RUN_ON = Rule(
    "RK403",
    "nama-menyatu",
    "Nama menyatu dengan kata berikutnya",
    "Nama dari kepala data diikuti kata tanpa spasi.",
    "pimpinan:\n  nama: Ali Wafa\n---\nKetua KPU Ali Wafaserta Ketua Bawaslu berbicara.\n",
    "pimpinan:\n  nama: Ali Wafa\n---\nKetua KPU Ali Wafa serta Ketua Bawaslu berbicara.\n",
    Example.TEXT,
    Severity.WARNING,
    fixable=True,
)


@reports(NAME_RUN_ON)
def _report_glued(report: Report, match: re.Match[str], token: str, rest: str) -> None:
    name = match[0][: len(token)]
    report.at(
        match.span(),
        NAME_RUN_ON,
        f'"{match[0]}" tampaknya nama yang menyatu dengan kata "{rest}".',
        f'Nama "{name}" ada dalam kepala data.',
        f"{name} {rest}",
        edits=[(match.start() + len(token), match.start() + len(token), " ")],
    )


NAME_SPELLING = Rule(
    "RK402",
    "ejaan-nama",
    "Nama orang ditulis dengan ejaan lain",
    "Satu orang sebaiknya ditulis dengan satu ejaan, agar bisa ditemukan.",
    (
        "pimpinan:\n  nama: Andriyanto\n  jabatan: Pj Bupati Probolinggo\n---\nPj Bupati "
        "Andriyanyo membuka rapat.\n"
    ),
    (
        "pimpinan:\n  nama: Andriyanto\n  jabatan: Pj Bupati Probolinggo\n---\nPj Bupati "
        "Andriyanto membuka rapat.\n"
    ),
    Example.TEXT,
    Severity.WARNING,
)


@reports(NAME_SPELLING)
def _report_spelling(report: Report, span: tuple[int, int], word: str, right: str) -> None:
    report.at(
        span,
        NAME_SPELLING,
        f'Nama "{word}" mirip dengan "{right}" yang ada dalam kepala data.',
        "Satu orang sebaiknya ditulis dengan satu ejaan; bila orangnya lain, tulis nama "
        "lengkapnya.",
        f"Tulis {right} bila orangnya sama, atau perbaiki kepala data bila ejaan itu yang benar.",
        is_step=True,
    )


# --- chair and acting titles -----------------------------------------------------------------


CHAIR_UNMENTIONED = Rule(
    "RK404",
    "pemimpin-tak-disebut",
    "Pemimpin rapat tidak disebut dalam isi",
    "Pembaca mencari di dalam isi apa yang dilakukan pemimpin rapat.",
    "pimpinan:\n  nama: Andriyanto\n  jabatan: Pj Bupati Probolinggo\n---\n" + LONG_TEXT + "\n",
    "pimpinan:\n  nama: Andriyanto\n  jabatan: Pj Bupati Probolinggo\n---\n"
    "Andriyanto membuka rapat. " + LONG_TEXT + "\n",
    Example.TEXT,
    Severity.WARNING,
)


@reports(CHAIR_UNMENTIONED)
def _check_chair(report: Report, prose: Prose, reading: Reading, name: str) -> None:
    if prose.text.count(" ", prose.body) < ENOUGH_WORDS:
        return
    body = prose.text[prose.body :]
    words = [word for word in tokens(name) if len(word) >= 3]
    if not words or any(word in body for word in words):
        return
    lower = body.lower()
    if any(word.lower() in lower for word in words):
        return
    position = str(reading.data["chair"].get("position") or "")
    if position and " ".join(position.lower().split()[:2]) in " ".join(lower.split()):
        return  # "Wakil Bupati membuka rapat"
    node = _part(reading.nodes["pimpinan"], "nama")
    report.at(
        node,
        CHAIR_UNMENTIONED,
        f"Pemimpin rapat {name} tidak disebut dalam isi.",
        "Pembaca mencari di dalam isi apa yang dilakukan dan dikatakan pemimpin rapat.",
        "Sebutkan namanya dalam isi, atau periksa apakah pemimpinnya benar orang ini.",
        is_step=True,
    )


def _part(node: Node, name: str) -> Node:
    if isinstance(node, Mapping):
        return node.get(name) or node
    return node


def _acting(title: str) -> str:
    match = _ACTS.match(title.strip())
    return _ACTING[" ".join(match[1].lower().split())] if match else ""


ACTING_TITLE_LOST = Rule(
    "RK408",
    "penjabat-hilang",
    "Pj, Plt, atau Plh tidak ditulis",
    "Penjabat bukan pejabat tetap; gelar itu bagian dari catatan.",
    (
        "pimpinan:\n  nama: Andriyanto\n  jabatan: Pj Bupati Probolinggo\n---\nBupati "
        "Andriyanto membuka rapat.\n"
    ),
    (
        "pimpinan:\n  nama: Andriyanto\n  jabatan: Pj Bupati Probolinggo\n---\nPj Bupati "
        "Andriyanto membuka rapat.\n"
    ),
    Example.TEXT,
    Severity.WARNING,
)


@reports(ACTING_TITLE_LOST)
def _check_acting(report: Report, prose: Prose, reading: Reading, people: list[_Person]) -> None:
    """RK408: "Bupati Andriyanto" in the text where the front matter knows him as Pj Bupati."""
    acting: dict[str, str] = {}
    for person in people:
        title = _acting(person.position)
        if title:
            for token in person.tokens:
                if len(token) >= 4:
                    acting[token] = title
    _check_own_titles(report, reading)
    if not acting:
        return
    for match in _HOLDER.finditer(prose, prose.told):
        words = match["after"].replace(",", " ").split()
        name = next((word for word in words if word in acting), None)
        before = prose.told[max(match.start() - 24, 0) : match.start()]
        if name is None or _ACTS.search(before):
            continue
        title = acting[name]
        report.at(
            match.span("office"),
            ACTING_TITLE_LOST,
            f'"{match["office"]}" ditulis tanpa {title}.',
            f"Dalam kepala data {name} tercatat sebagai {title}.",
            f"{title} {match['office']}",
        )


@reports(ACTING_TITLE_LOST)
def _check_own_titles(report: Report, reading: Reading) -> None:
    """The chair as Pj, the same person as delegate without, or the other way round."""
    chair = reading.data.get("chair")
    node = reading.nodes.get("pimpinan")
    if not isinstance(chair, dict) or not chair.get("name") or not chair.get("position"):
        return
    title = _acting(str(chair["position"]))
    listed = reading.nodes.get("instansi")
    for item in listed.items if isinstance(listed, Sequence) else ():
        if not isinstance(item, Mapping):
            continue
        people = item.get("wakil")
        for person in people.items if isinstance(people, Sequence) else [people]:
            if not isinstance(person, Mapping):
                continue
            name, position = person.get("nama"), person.get("jabatan")
            if not isinstance(name, Scalar) or not isinstance(position, Scalar):
                continue
            if name.value.strip() != chair["name"]:
                continue
            other = _acting(position.value)
            same_office = set(_offices(position.value)) & set(_offices(str(chair["position"])))
            if other != title and same_office:
                place = position if title else _part(node, "jabatan") if node else position
                report.at(
                    place,
                    ACTING_TITLE_LOST,
                    f"{chair['name']} tercatat dengan {title or other} dan tanpa {title or other}.",
                    "Jabatan yang sama ditulis sama di pimpinan dan di wakil.",
                    f"Tambahkan {title or other} bila ia memang penjabat.",
                    is_step=True,
                )


def _offices(position: str) -> list[str]:
    return [" ".join(office.split()) for office in re.findall(_OFFICES, position)]
