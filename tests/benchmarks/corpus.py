"""Synthetic bulletins for benchmarks and property tests: plainly fictional, valid, repeatable.

Every title begins with "Contoh", every person's last name is "Contoh", every source is a page of
``example.org``, and every text says first that all of it is made up. Regions and agencies are real,
because resolving them is part of what is measured: some regions publish far more than others, and
weeks before elections are full, as in life. Words are as many and as rare as in press text:
``lexicon.py`` makes them, ``vocabulary_growth.py`` shows it. All that a bulletin may state occurs:
meetings planned, postponed, cancelled and withdrawn, of one day and of several, corrections, what
was promised, asked and decided, closed, open or overdue, photographs and attachments.

A bulletin depends on nothing but the seed and its number, so 4,000 bulletins begin with the same
2,000, and a difference in time between the two is a difference in size alone.

    python tests/benchmarks/corpus.py FOLDER --count 2000
    python tests/benchmarks/corpus.py FOLDER --count 500 --stock
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import lexicon
import photos
from lexicon import Setting

from rakor.registry import Region, regions

REPOSITORY = Path(__file__).resolve().parents[2]

TOPICS = {
    "contoh-bencana": "Contoh kesiapsiagaan bencana",
    "contoh-data-pemilih": "Contoh data pemilih",
    "contoh-inflasi": "Contoh pengendalian inflasi",
    "contoh-keamanan": "Contoh ketertiban dan keamanan",
    "contoh-kerukunan": "Contoh kerukunan umat",
    "contoh-logistik": "Contoh logistik pemilihan",
    "contoh-mudik": "Contoh arus mudik",
    "contoh-netralitas": "Contoh netralitas aparatur",
    "contoh-pangan": "Contoh ketahanan pangan",
    "contoh-pendidikan": "Contoh pendidikan pemilih",
    "contoh-sampah": "Contoh pengelolaan sampah",
    "contoh-stunting": "Contoh percepatan penurunan stunting",
}

_SUBJECTS = {
    "contoh-bencana": "kesiapsiagaan menghadapi musim hujan",
    "contoh-data-pemilih": "pemutakhiran data pemilih",
    "contoh-inflasi": "pengendalian harga bahan pokok",
    "contoh-keamanan": "ketertiban dan keamanan wilayah",
    "contoh-kerukunan": "kerukunan antarumat beragama",
    "contoh-logistik": "distribusi logistik pemilihan",
    "contoh-mudik": "kelancaran arus mudik dan balik",
    "contoh-netralitas": "netralitas aparatur sipil negara",
    "contoh-pangan": "cadangan pangan daerah",
    "contoh-pendidikan": "pendidikan pemilih pemula",
    "contoh-sampah": "pengelolaan sampah perkotaan",
    "contoh-stunting": "percepatan penurunan stunting",
}

# Agencies of every regency, city and province as staff write them, the most usual guests first.
_LOCAL = (
    "Forkopimda",
    "OPD",
    "Satpol PP {name}",
    "Bakesbangpol {name}",
    "DPRD {name}",
    "Dinas Kesehatan {name}",
    "Diskominfo {name}",
    "Dishub {name}",
    "BPBD {name}",
    "Disdukcapil {name}",
    "Setda {name}",
    "Dinas Sosial {name}",
    "Inspektorat {name}",
    "Bappeda {name}",
    "FKUB {name}",
    "Dinas Pendidikan {name}",
    "Dinas PUPR {name}",
    "DLH {name}",
    "Bapenda {name}",
    "Dinas Pertanian {name}",
    "Dinas Perdagangan {name}",
    "BPKAD {name}",
    "Dinas Pariwisata {name}",
    "Dinas Perikanan {name}",
    "BKPSDM {name}",
    "Dinas Ketahanan Pangan {name}",
    "Disnaker {name}",
    "BNN {name}",
    "BPS {name}",
    "TP PKK {name}",
)
_NATIONAL = ("Kemendagri", "KPU RI", "Bawaslu RI", "BNPB", "Kemenkes", "Bulog", "BMKG", "Polri")

_VENUES = ("Aula Contoh", "Pendopo Contoh", "Ruang Rapat Contoh", "Gedung Serbaguna Contoh")
_POSITIONS = ("Kepala Bagian Contoh", "Asisten Contoh", "Kepala Bidang Contoh", "Ketua Contoh")
_FIRST_DAY = dt.date(2019, 1, 7)
_WEEKS = 380
# Weeks around the elections of December 2020, February and November 2024.
_BUSY_WEEKS = (*range(88, 102), *range(250, 268), *range(292, 308))
_WEEKS_TO_COME = range(_WEEKS + 2, _WEEKS + 50)

EDITION = _FIRST_DAY + dt.timedelta(weeks=_WEEKS)
"""A day for editions: after all meetings that were held, and before those that are planned."""

_COMMITMENTS = (
    "Menyampaikan {thing} kepada semua peserta rapat",
    "Melengkapi {thing} di seluruh kecamatan",
    "Mengadakan rapat lanjutan mengenai {thing}",
    "Membuka {thing} di {place}",
    "Mulai {deed} {thing} sebelum tahap berikutnya",
)
_HEADINGS = ("Pokok bahasan", "Perkembangan di lapangan", "Kendala", "Langkah berikutnya")
_STATES = ("", "rencana", "ditunda", "dibatalkan", "dicabut")
_SHARES = (92, 3, 2, 2, 1)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside a bulletin."""

    name: str
    caption: str
    content: bytes

    @property
    def is_photo(self) -> bool:
        return self.name.endswith((".jpg", ".png"))


@dataclass(frozen=True, slots=True)
class Document:
    """One synthetic bulletin; ``id`` is its path below ``bulletins/`` without ``.md``."""

    id: str
    title: str
    day: dt.date
    region: str
    topics: tuple[str, ...]
    agencies: tuple[str, ...]  # labels, host first
    text: str
    attachments: tuple[Attachment, ...]

    @property
    def body(self) -> str:
        """What stands below the front matter."""
        return self.text.split("---\n", 2)[2]


@dataclass(frozen=True, slots=True)
class _Head:
    """What other bulletins may refer to; cheap to make for any number."""

    id: str
    title: str
    day: dt.date
    region: Region
    topic: str
    state: str  # empty for a meeting that was held


def documents(count: int, seed: int = 0) -> Iterator[Document]:
    """Yield the bulletins number 0 to ``count - 1`` of a seed."""
    for number in range(count):
        yield document(number, seed)


def document(number: int, seed: int = 0) -> Document:
    """Return one bulletin; the same arguments always give the same text."""
    head = _head(number, seed)
    rng = random.Random(f"{seed}:{number}:text")
    host, *guests = _agencies(rng, head.region)
    if head.state in ("rencana", "ditunda", "dibatalkan"):  # nobody was there
        guests = [host]
    topics = [head.topic]
    if rng.random() < 0.25:
        topics.append(rng.choice([topic for topic in TOPICS if topic != head.topic]))
    attachments = _attachments(rng, number)
    record = _Record.draw(rng, head, guests)
    setting = Setting.draw(rng, [host, *guests], record.people, _districts(head.region.code))
    lines = [
        "---",
        f"judul: {_quoted(head.title)}",
        *_days(rng, head),
        *_optional(rng, 0.7, f"waktu: {_time(rng, head.region)}"),
        f'wilayah: "{head.region.code}"',
        *_optional(rng, 0.8, f"tempat: {rng.choice(_VENUES)} {rng.randint(1, 40)}"),
        *_optional(rng, 0.5, f"mode: {rng.choices(('luring', 'daring', 'hibrida'), (8, 1, 2))[0]}"),
        *([f"status: {head.state}"] if head.state else ()),
        f"penyelenggara: {host}",
        *record.chair_lines,
        "instansi:",
        *record.participants,
        "topik:",
        *(f"  - {topic}" for topic in topics),
        f"ringkasan: {_quoted(_summary(head, setting))}",
        *_figures(rng),
        *_follow_ups(rng, head, host, setting, number, seed),
        "sumber:",
        f"  - nama: Siaran contoh nomor {number}",
        f"    url: https://example.org/contoh/{number}",
        f"    tanggal: {(head.day + dt.timedelta(days=rng.randint(0, 3))).isoformat()}",
        *_optional(rng, 0.3, f"penulis:\n  - Penulis Contoh {rng.randint(1, 60)}"),
        *_corrections(rng, head),
        *_related(rng, number, seed),
        *_attached(attachments),
        "---",
        "",
        *_opening(head, record),
        *_body(rng, setting),
        *itertools.chain.from_iterable(_shown(one) for one in attachments if one.is_photo),
        *_talks(record.participants),
    ]
    return Document(
        id=head.id,
        title=head.title,
        day=head.day,
        region=head.region.code,
        topics=tuple(topics),
        agencies=tuple(dict.fromkeys([host, *guests])),
        text="\n".join(lines) + "\n",
        attachments=attachments,
    )


def write_site(root: Path, count: int, seed: int = 0) -> None:
    """Write a site of Rakor: the repository's own set-up and pages with these bulletins."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    shutil.copytree(REPOSITORY / "docs", root / "docs", dirs_exist_ok=True)
    hooks = root / "hooks"
    hooks.mkdir(exist_ok=True)
    shutil.copyfile(REPOSITORY / "hooks" / "bulletins.py", hooks / "bulletins.py")
    bulletins = root / "bulletins"
    bulletins.mkdir(exist_ok=True)
    topics = "".join(f"{key}: {name}\n" for key, name in TOPICS.items())
    (bulletins / "topics.yml").write_text(topics, encoding="utf-8", newline="\n")
    _write_documents(bulletins, count, seed)


def write_stock(root: Path, count: int, seed: int = 0) -> None:
    """Write the same Markdown as a site of Material for MkDocs as it comes.

    The navigation is what MkDocs makes of the folders, that is, everything; the Markdown dialect is
    the repository's. Search is left out, because Rakor is measured without it too.
    """
    ours = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    dialect = re.search(r"^markdown_extensions:\n(?: +.*\n)+", ours, re.MULTILINE)
    assert dialect, "mkdocs.yml names its Markdown extensions"
    docs = root / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(
        "site_name: Contoh\n"
        "theme:\n  name: material\n  language: id\n"
        f"plugins: []\n{dialect.group()}",
        encoding="utf-8",
        newline="\n",
    )
    (docs / "index.md").write_text("# Contoh\n\nBuletin fiktif.\n", encoding="utf-8", newline="\n")
    _write_documents(docs / "buletin", count, seed)


def _write_documents(folder: Path, count: int, seed: int) -> None:
    made: set[Path] = set()
    for made_up in documents(count, seed):
        path = folder / f"{made_up.id}.md"
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_text(made_up.text, encoding="utf-8", newline="\n")
        for attachment in made_up.attachments:
            (path.parent / attachment.name).write_bytes(attachment.content)


@cache
def _provinces() -> tuple[list[Region], list[float], dict[str, tuple[Region, ...]]]:
    """Return all provinces, their weights, and the regencies and cities of each.

    Few press offices write most of what is written: the n-th busiest province has about a share of
    ``1/n``, and so have the regencies within it.
    """
    table = regions()
    provinces = list(table.provinces())
    children = {province.code: tuple(table.children(province.code)) for province in provinces}
    # The parts of Jakarta are not autonomous: no councils, no election offices of their own kind.
    children["31"] = ()
    provinces.sort(key=lambda province: (-len(children[province.code]), province.code))
    weights = [1 / (rank + 1) for rank in range(len(provinces))]
    return provinces, weights, children


@cache
def _districts(code: str) -> tuple[str, ...]:
    """Return the names of districts of a region, to be named in prose."""
    table = regions()
    found = table.children(code)
    if "." not in code:
        found = tuple(table.children(found[0].code)) if found else ()
    return tuple(f"Kecamatan {district.name}" for district in found) or ("pusat kota",)


@cache
def _head(number: int, seed: int) -> _Head:
    rng = random.Random(f"{seed}:{number}:head")
    provinces, weights, children = _provinces()
    province = rng.choices(provinces, weights)[0]
    below = children[province.code]
    region = province
    if below and rng.random() < 0.85:
        region = rng.choices(below, [1 / (rank + 1) for rank in range(len(below))])[0]
    state = rng.choices(_STATES, _SHARES)[0]
    week = rng.choice(_BUSY_WEEKS) if rng.random() < 0.4 else rng.randrange(_WEEKS)
    if state == "rencana":
        week = rng.choice(_WEEKS_TO_COME)
    day = _FIRST_DAY + dt.timedelta(
        weeks=week, days=rng.choices(range(7), (6, 7, 7, 7, 4, 1, 1))[0]
    )
    topic = rng.choices(list(TOPICS), range(len(TOPICS), 0, -1))[0]
    folder = province.slug if region is province else f"{province.slug}/{region.slug}"
    slug = f"{topic}-{number:06d}"
    return _Head(
        id=f"{folder}/{day.year}/{day.isoformat()}-{slug}",
        title=f"Contoh: rapat koordinasi {_SUBJECTS[topic]} di {region.name} ({number})",
        day=day,
        region=region,
        topic=topic,
        state=state,
    )


def labels(region: Region) -> tuple[list[str], list[str]]:
    """Return how staff of a region write its agencies: those that call meetings, and the others."""
    name = region.name
    # A bare "Jambi" could be the city; "Daerah Istimewa ..." could not.
    if "." not in region.code and not name.startswith("Daerah"):
        name = f"Provinsi {name}"
    aceh = region.code[:2] == "11"
    hosts = [
        f"Pemerintah {'' if '.' in region.code else 'Provinsi '}{region.name}",
        f"KIP {name}" if aceh else f"KPU {name}",
        f"Panwaslih {name}" if aceh else f"Bawaslu {name}",
    ]
    return hosts, [label.format(name=name) for label in _LOCAL]


def _agencies(rng: random.Random, region: Region) -> list[str]:
    """Return labels of three to nine agencies, the host first, each once."""
    hosts, others = labels(region)
    host = rng.choices(hosts, (6, 3, 1))[0]
    guests = rng.sample([label for label in hosts if label != host], 2)
    weights = [1 / (rank + 1) for rank in range(len(others))]
    guests += dict.fromkeys(rng.choices(others, weights, k=rng.randint(0, 8)))
    if rng.random() < 0.08:
        guests.append(rng.choice(_NATIONAL))
    return [host, *guests]


def _optional(rng: random.Random, chance: float, line: str) -> Sequence[str]:
    return [line] if rng.random() < chance else []


def _quoted(text: str) -> str:
    """Return a text as a quoted YAML scalar; JSON strings are such."""
    return json.dumps(text, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _Record:
    """Who is on record: the lines of front matter, and the names in them."""

    chair: str
    chair_lines: tuple[str, ...]
    participants: tuple[str, ...]
    people: tuple[str, ...]

    @classmethod
    def draw(cls, rng: random.Random, head: _Head, guests: Sequence[str]) -> _Record:
        chair, chair_lines = "", ()
        if head.state in ("", "dicabut") and rng.random() < 0.6:
            chair = lexicon.person(rng)
            position = rng.choice(_POSITIONS)
            chair_lines = ("pimpinan:", f"  nama: {chair}", f"  jabatan: {position}")
        if head.state == "rencana":
            participants = [f"  - {guest}" for guest in guests]
        else:
            participants = list(itertools.chain.from_iterable(_participant(rng, g) for g in guests))
        lead = "      nama: "
        names = [line.removeprefix(lead) for line in participants if line.startswith(lead)]
        people = tuple(filter(None, (chair, *names)))
        return cls(chair, chair_lines, tuple(participants), people)


def _participant(rng: random.Random, label: str) -> Iterator[str]:
    kind = rng.random()
    if kind < 0.7:
        yield f"  - {label}"
        return
    yield f"  - instansi: {label}"
    if kind < 0.85:
        yield "    peran: pembicara"
    if kind > 0.8:
        yield "    wakil:"
        yield f"      nama: {lexicon.person(rng)}"
        yield f"      jabatan: {rng.choice(_POSITIONS)}"


def _talks(participants: Sequence[str]) -> Iterator[str]:
    """Yield a sentence about everybody who is on record as a speaker."""
    speakers = [
        line.partition("instansi: ")[2]
        for line, following in itertools.pairwise(participants)
        if following == "    peran: pembicara"
    ]
    if speakers:
        yield ""
        yield f"Paparan disampaikan oleh {', '.join(speakers)}."


def _days(rng: random.Random, head: _Head) -> Iterator[str]:
    if rng.random() < 0.05:
        yield "tanggal:"
        yield f"  mulai: {head.day.isoformat()}"
        yield f"  selesai: {(head.day + dt.timedelta(days=rng.randint(1, 3))).isoformat()}"
    else:
        yield f"tanggal: {head.day.isoformat()}"


def _time(rng: random.Random, region: Region) -> str:
    start = rng.randint(8, 14)
    return (
        f"{start:02d}.{rng.choice(('00', '30'))}–{start + rng.randint(1, 3):02d}.45 {region.zone}"
    )


def _summary(head: _Head, setting: Setting) -> str:
    return (
        f"Contoh fiktif: rapat membahas {_SUBJECTS[head.topic]} di {head.region.name}, "
        f"antara lain {setting.things[0]} dan {setting.things[1]}."
    )


def _figures(rng: random.Random) -> Iterator[str]:
    if rng.random() < 0.4:
        yield "angka:"
        for _ in range(rng.randint(1, 3)):
            yield f'  - nilai: "{lexicon.figure(rng)}"'
            yield f"    satuan: {rng.choice(lexicon.UNITS)}"
            yield f"    keterangan: {lexicon.thing(rng).capitalize()} (contoh)"


def _follow_ups(
    rng: random.Random, head: _Head, host: str, setting: Setting, number: int, seed: int
) -> Iterator[str]:
    """Yield what was promised, asked and decided; some of it done, some due, some overdue."""
    if rng.random() >= 0.5:
        return
    yield "tindak_lanjut:"
    for _ in range(rng.randint(1, 3)):
        days = rng.randint(7, 90) if rng.random() < 0.85 else rng.randint(200, 1200)
        due = head.day + dt.timedelta(days=days)
        text = rng.choice(_COMMITMENTS).format(
            deed=lexicon.deed(rng), thing=lexicon.thing(rng), place=lexicon.place(rng, setting)
        )
        yield f"  - isi: {_quoted(text)}"
        kind = rng.choices(("komitmen", "imbauan", "keputusan"), (6, 2, 2))[0]
        yield f"    jenis: {kind}"
        yield from _optional(rng, 0.5, f"    penanggung_jawab: {host}")
        yield from _optional(rng, 0.5, f"    tenggat: {due.isoformat()}")
        if kind == "komitmen" and rng.random() < 0.6:
            yield from (f"    selesai: {later.id}" for later in _later(rng, head, number, seed))


def _later(rng: random.Random, head: _Head, number: int, seed: int) -> Iterator[_Head]:
    """Yield one bulletin of a lower number about a later meeting, if a few draws find one."""
    others = (_head(rng.randrange(number), seed) for _ in range(min(number, 3)))
    later = (other for other in others if other.day > head.day and not other.state)
    yield from itertools.islice(later, 1)


def _corrections(rng: random.Random, head: _Head) -> Iterator[str]:
    if not head.state and rng.random() < 0.04:
        yield "ralat:"
        day = head.day + dt.timedelta(days=60)
        for _ in range(rng.randint(1, 2)):
            day -= dt.timedelta(days=rng.randint(1, 25))
            yield f"  - tanggal: {day.isoformat()}"
            yield "    bagian: tempat"
            yield f"    semula: {rng.choice(_VENUES)} {rng.randint(41, 60)}"
            yield f"    menjadi: {rng.choice(_VENUES)} {rng.randint(1, 40)}"


def _related(rng: random.Random, number: int, seed: int) -> Iterator[str]:
    if number and rng.random() < 0.05:
        yield "terkait:"
        yield f"  - {_head(rng.randrange(number), seed).id}"


def _attachments(rng: random.Random, number: int) -> tuple[Attachment, ...]:
    stem = f"contoh-{number:06d}"
    found = []
    if rng.random() < 0.1:
        kind, made = rng.choice((("jpg", photos.jpeg), ("jpg", photos.jpeg), ("png", photos.png)))
        caption = f"Foto contoh {lexicon.thing(rng)}"
        found.append(Attachment(f"{stem}.{kind}", caption, made(number)))
    if rng.random() < 0.03:
        rows = "".join(f"{row},{lexicon.figure(rng)}\n" for row in range(1, rng.randint(3, 30)))
        content = f"nomor,jumlah\n{rows}".encode("ascii")
        found.append(Attachment(f"{stem}.csv", "Tabel contoh", content))
    return tuple(found)


def _attached(attachments: Sequence[Attachment]) -> Iterator[str]:
    if attachments:
        yield "lampiran:"
    for one in attachments:
        yield f"  - berkas: {one.name}"
        yield f"    keterangan: {one.caption}"


def _shown(photo: Attachment) -> tuple[str, str]:
    return "", f"![{photo.caption}]({photo.name})"


_HELD = {
    "": "Rapat fiktif pada {day} di {region} membahas {subject}.",
    "rencana": "Rapat fiktif tentang {subject} di {region} direncanakan pada {day}.",
    "ditunda": "Rapat fiktif tentang {subject} di {region} pada {day} ditunda.",
    "dibatalkan": "Rapat fiktif tentang {subject} di {region} pada {day} dibatalkan.",
    "dicabut": "Catatan rapat fiktif tentang {subject} di {region} pada {day} ditarik kembali.",
}


def _opening(head: _Head, record: _Record) -> Iterator[str]:
    day = head.day
    told = _HELD[head.state].format(
        day=f"{lexicon.WEEKDAYS[day.weekday()]}, {day.day} {lexicon.MONTHS[day.month - 1]} "
        f"{day.year}",
        region=head.region.name,
        subject=_SUBJECTS[head.topic],
    )
    yield (
        "Ini buletin contoh; rapat ini tidak pernah ada, dan semua nama serta angkanya rekaan. "
        + told
        + (f" Rapat dipimpin {record.chair}." if record.chair else "")
    )
    yield ""


def _paragraph(rng: random.Random, setting: Setting) -> str:
    sentences = [lexicon.sentence(rng, setting) for _ in range(rng.randint(2, 5))]
    if rng.random() < 0.3:
        chosen = rng.randrange(len(sentences))
        mark = rng.choice(("*", "**"))
        words = sentences[chosen].split(" ")
        at = rng.randrange(max(1, len(words) - 3))
        if words[at].isalpha():
            words[at] = f"{mark}{words[at]}{mark}"
        sentences[chosen] = " ".join(words)
    return " ".join(sentences)


def _body(rng: random.Random, setting: Setting) -> Iterator[str]:
    """Yield 400 to 600 words of prose with the Markdown that press offices use."""
    wanted = rng.randint(370, 520)
    words = 30
    headings = iter(_HEADINGS)
    with_headings = rng.random() < 0.6
    while words < wanted:
        if with_headings and rng.random() < 0.35 and (heading := next(headings, None)):
            yield f"## {heading}"
            yield ""
        block = list(_block(rng, setting))
        words += sum(len(line.split()) for line in block)
        yield from block
        yield ""
    if rng.random() < 0.3:
        yield "Keterangan lebih lanjut ada pada [siaran contoh](https://example.org/contoh/)."


def _block(rng: random.Random, setting: Setting) -> Iterator[str]:
    shape = rng.random()
    if shape < 0.8:
        yield _paragraph(rng, setting)
    elif shape < 0.89:
        yield "Hal yang disepakati:"
        yield ""
        for place in range(rng.randint(2, 5)):
            bullet = f"{place + 1}." if shape < 0.84 else "-"
            yield f"{bullet} {lexicon.sentence(rng, setting)}"
    elif shape < 0.95:
        yield f"> {lexicon.sentence(rng, setting)}"
    else:
        yield "| Wilayah | Jumlah | Satuan |"
        yield "|---|---:|---|"
        for _ in range(rng.randint(2, 6)):
            place = lexicon.place(rng, setting)
            yield f"| {place} | {lexicon.figure(rng)} | {rng.choice(lexicon.UNITS)} |"


def main() -> None:
    """Write a corpus from the command line."""
    parser = argparse.ArgumentParser(description="Write synthetic bulletins.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--stock", action="store_true", help="for Material for MkDocs as it comes")
    arguments = parser.parse_args()
    write = write_stock if arguments.stock else write_site
    write(arguments.folder, arguments.count, arguments.seed)


if __name__ == "__main__":
    main()
