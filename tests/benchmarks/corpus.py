"""Synthetic bulletins for benchmarks and property tests: plainly fictional, valid, repeatable.

Every title begins with "Contoh", every person is a "Pejabat Contoh", every source is a page of
``example.org``. Regions and agencies are real, because resolving them is part of what is measured:
some regions publish far more than others, and weeks before elections are full, as in life.

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
)
_NATIONAL = ("Kemendagri", "KPU RI", "Bawaslu RI")

_VENUES = ("Aula Contoh", "Pendopo Contoh", "Ruang Rapat Contoh", "Gedung Serbaguna Contoh")
_POSITIONS = ("Kepala Bagian Contoh", "Asisten Contoh", "Kepala Bidang Contoh", "Ketua Contoh")
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]

_FIRST_DAY = dt.date(2019, 1, 7)
_WEEKS = 380
# Weeks around the elections of December 2020, February and November 2024.
_BUSY_WEEKS = (*range(88, 102), *range(250, 268), *range(292, 308))

_UNITS = ("orang", "petugas", "personel", "kotak", "dokumen", "titik", "keluarga", "ton")
_ONSETS = ["b", "c", "d", "g", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "y", "ng", "ny"]
_VOWELS = ("a", "e", "i", "o", "u", "a", "i")
_CODAS = ("", "", "", "n", "ng", "r", "s", "k", "h", "t")

_OPENERS = (
    "Pimpinan rapat membuka pembahasan dengan memaparkan {noun} di {place}.",
    "Rapat mencatat bahwa {noun} masih memerlukan {noun2} dari seluruh pihak.",
    "Sebelum pembahasan dimulai, peserta menyepakati {noun} sebagai pokok bahasan utama.",
    "{agency} menyampaikan perkembangan {noun} sejak pertemuan sebelumnya.",
)
_SENTENCES = (
    "{agency} melaporkan {number} {unit} telah {verb} sampai pekan ini.",
    "Di {place}, {noun} {verb} lebih cepat daripada rencana semula.",
    "{person} meminta agar {noun} {verb} sebelum akhir bulan.",
    "Peserta menilai {noun} dan {noun2} perlu {verb} secara bersamaan.",
    "Kendala yang disampaikan antara lain {noun}, {noun2}, serta jarak menuju {place}.",
    "Menurut {person}, {noun} di {place} sudah {verb} tanpa hambatan berarti.",
    "{agency} mengusulkan {noun} yang lebih sederhana supaya mudah {verb}.",
    "Hasil pemantauan menunjukkan {number} {unit} belum {verb}.",
    "Petugas di {place} diminta mencatat setiap perubahan {noun} setiap hari.",
    "Rapat tidak mengambil keputusan mengenai {noun}; pembahasan dilanjutkan pada kesempatan lain.",
    "Untuk wilayah {place}, {noun2} dijadwalkan {verb} pada tahap kedua.",
    "Jika {noun} terlambat, {agency} menyiapkan {noun2} sebagai pengganti.",
    "{person} mengingatkan pentingnya {noun} yang terbuka dan dapat diperiksa warga.",
    "Seluruh {unit} akan {verb} melalui posko bersama di {place}.",
    "Masukan dari {place} mengenai {noun} dicatat sebagai bahan evaluasi.",
    "Dalam tiga bulan terakhir {noun} tercatat {number} kali di {place}.",
)
_NOUNS = [
    "anggaran kegiatan",
    "alur pelaporan",
    "bahan sosialisasi",
    "cadangan air bersih",
    "daftar hadir petugas",
    "data kependudukan",
    "dukungan kendaraan",
    "gudang penyimpanan",
    "honor petugas",
    "informasi publik",
    "jadwal pengiriman",
    "jalur evakuasi",
    "kesiapan personel",
    "keterlibatan masyarakat",
    "koordinasi lintas instansi",
    "laporan harian",
    "layanan kesehatan",
    "lokasi pemungutan suara",
    "mekanisme pengaduan",
    "pelatihan teknis",
    "pembagian tugas",
    "pemetaan kerawanan",
    "pendataan keluarga",
    "pengamanan terbuka",
    "pengawasan lapangan",
    "penyaluran bantuan",
    "perlengkapan pemungutan suara",
    "peran tokoh masyarakat",
    "perbaikan jalan",
    "posko terpadu",
    "rencana cadangan",
    "ruang aduan warga",
    "sarana angkutan",
    "simulasi lapangan",
    "standar pelayanan",
    "stok beras",
    "tenaga kesehatan",
    "verifikasi berkas",
    "wilayah perbatasan",
    "harga cabai",
    "timbulan sampah",
    "kader posyandu",
]
_VERBS = [
    "diselesaikan",
    "diperiksa",
    "disalurkan",
    "diterima",
    "dicatat",
    "diverifikasi",
    "ditempatkan",
    "dibagikan",
    "dipastikan",
    "diumumkan",
    "dipantau",
    "dilaporkan",
    "diperbaiki",
    "disepakati",
    "dilatih",
    "dihitung",
    "dikirim",
    "didistribusikan",
    "disiapkan",
    "ditinjau",
]
_COMMITMENTS = (
    "Menyampaikan {noun} kepada semua peserta rapat",
    "Melengkapi {noun} di seluruh kecamatan",
    "Mengadakan rapat lanjutan mengenai {noun}",
    "Membuka {noun} di {place}",
)
_HEADINGS = ("Pokok bahasan", "Perkembangan di lapangan", "Kendala", "Langkah berikutnya")


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
    attachment: tuple[str, str] | None  # name of the file beside the bulletin, its content


@dataclass(frozen=True, slots=True)
class _Head:
    """What other bulletins may refer to; cheap to make for any number."""

    id: str
    title: str
    day: dt.date
    region: Region
    topic: str


def documents(count: int, seed: int = 0) -> Iterator[Document]:
    """Yield the bulletins number 0 to ``count - 1`` of a seed."""
    for number in range(count):
        yield document(number, seed)


def document(number: int, seed: int = 0) -> Document:
    """Return one bulletin; the same arguments always give the same text."""
    head = _head(number, seed)
    rng = random.Random(f"{seed}:{number}:text")
    host, *guests = _agencies(rng, head.region)
    topics = [head.topic]
    if rng.random() < 0.25:
        topics.append(rng.choice([topic for topic in TOPICS if topic != head.topic]))
    attachment = None
    if rng.random() < 0.01:
        attachment = (f"contoh-{number:06d}.csv", "nomor,jumlah\n1,12\n2,30\n")
    participants = list(itertools.chain.from_iterable(_participant(rng, g) for g in guests))
    lines = [
        "---",
        f"judul: {_quoted(head.title)}",
        f"tanggal: {head.day.isoformat()}",
        *_optional(rng, 0.7, f"waktu: {_time(rng, head.region)}"),
        f'wilayah: "{head.region.code}"',
        *_optional(rng, 0.8, f"tempat: {rng.choice(_VENUES)} {rng.randint(1, 40)}"),
        *_optional(rng, 0.5, f"mode: {rng.choices(('luring', 'daring', 'hibrida'), (8, 1, 2))[0]}"),
        f"penyelenggara: {host}",
        *_chair(rng),
        "instansi:",
        *participants,
        "topik:",
        *(f"  - {topic}" for topic in topics),
        f"ringkasan: {_quoted(_summary(head))}",
        *_figures(rng),
        *_follow_ups(rng, head, host),
        "sumber:",
        f"  - nama: Siaran contoh nomor {number}",
        f"    url: https://example.org/contoh/{number}",
        f"    tanggal: {(head.day + dt.timedelta(days=rng.randint(0, 3))).isoformat()}",
        *_optional(rng, 0.3, f"penulis:\n  - Penulis Contoh {rng.randint(1, 60)}"),
        *_related(rng, number, seed),
    ]
    if attachment is not None:
        lines += ["lampiran:", f"  - berkas: {attachment[0]}", "    keterangan: Tabel contoh"]
    lines += ["---", "", *_body(rng, head, [host, *guests])]
    lines += _talks(participants)
    return Document(
        id=head.id,
        title=head.title,
        day=head.day,
        region=head.region.code,
        topics=tuple(topics),
        agencies=(host, *guests),
        text="\n".join(lines) + "\n",
        attachment=attachment,
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
        if made_up.attachment is not None:
            name, content = made_up.attachment
            (path.parent / name).write_text(content, encoding="utf-8", newline="\n")


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
    week = rng.choice(_BUSY_WEEKS) if rng.random() < 0.4 else rng.randrange(_WEEKS)
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


def _rank(rng: random.Random, highest: int) -> int:
    """Return 1 to ``highest``, each about as often as its rank is low (Zipf), like real names."""
    return int(highest ** rng.random())


def _person(rng: random.Random) -> str:
    return f"Pejabat Contoh {_rank(rng, 900)}"


def _chair(rng: random.Random) -> Iterator[str]:
    if rng.random() < 0.6:
        yield "pimpinan:"
        yield f"  nama: {_person(rng)}"
        yield f"  jabatan: {rng.choice(_POSITIONS)}"


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
        yield f"      nama: {_person(rng)}"
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


def _time(rng: random.Random, region: Region) -> str:
    start = rng.randint(8, 14)
    return (
        f"{start:02d}.{rng.choice(('00', '30'))}–{start + rng.randint(1, 3):02d}.45 {region.zone}"
    )


def _summary(head: _Head) -> str:
    return (
        f"Contoh fiktif: rapat membahas {_SUBJECTS[head.topic]} di {head.region.name} "
        "dan membagi tugas antarinstansi."
    )


def _figures(rng: random.Random) -> Iterator[str]:
    if rng.random() < 0.4:
        yield "angka:"
        for _ in range(rng.randint(1, 3)):
            yield f'  - nilai: "{_number(rng)}"'
            yield f"    satuan: {rng.choice(_UNITS)}"
            yield f"    keterangan: {rng.choice(_NOUNS).capitalize()} (contoh)"


def _follow_ups(rng: random.Random, head: _Head, host: str) -> Iterator[str]:
    if rng.random() < 0.5:
        yield "tindak_lanjut:"
        for _ in range(rng.randint(1, 3)):
            due = head.day + dt.timedelta(days=rng.randint(7, 90))
            text = rng.choice(_COMMITMENTS).format(
                noun=rng.choice(_NOUNS), place=_place(rng, head.region)
            )
            yield f"  - isi: {_quoted(text)}"
            yield f"    jenis: {rng.choices(('komitmen', 'imbauan', 'keputusan'), (6, 2, 2))[0]}"
            yield from _optional(rng, 0.5, f"    penanggung_jawab: {host}")
            yield from _optional(rng, 0.5, f"    tenggat: {due.isoformat()}")


def _related(rng: random.Random, number: int, seed: int) -> Iterator[str]:
    if number and rng.random() < 0.05:
        yield "terkait:"
        yield f"  - {_head(rng.randrange(number), seed).id}"


def _number(rng: random.Random) -> str:
    """Return a number as Indonesians write it: points between thousands."""
    return f"{1 + _rank(rng, 90_000):,}".replace(",", ".")


def _place(rng: random.Random, region: Region) -> str:
    """Return a real district, or one village of an endless list of invented ones."""
    if rng.random() < 0.5:
        return rng.choice(_districts(region.code))
    # A long tail of rare words, as names are in real prose.
    syllables = random.Random(_rank(rng, 250_000))
    word = "".join(
        syllables.choice(_ONSETS) + syllables.choice(_VOWELS)
        for _ in range(syllables.randint(2, 3))
    )
    return f"Desa Contoh {(word + syllables.choice(_CODAS)).capitalize()}"


def _sentence(
    rng: random.Random, head: _Head, agencies: Sequence[str], forms: Sequence[str]
) -> str:
    text = rng.choice(forms).format(
        agency=rng.choice(agencies),
        noun=rng.choice(_NOUNS),
        noun2=rng.choice(_NOUNS),
        number=_number(rng),
        person=_person(rng),
        place=_place(rng, head.region),
        unit=rng.choice(_UNITS),
        verb=rng.choice(_VERBS),
    )
    return text[0].upper() + text[1:]


def _paragraph(rng: random.Random, head: _Head, agencies: Sequence[str]) -> str:
    sentences = [
        _sentence(rng, head, agencies, _OPENERS if place == 0 else _SENTENCES)
        for place in range(rng.randint(2, 5))
    ]
    if rng.random() < 0.3:
        chosen = rng.randrange(len(sentences))
        mark = rng.choice(("*", "**"))
        words = sentences[chosen].split(" ")
        at = rng.randrange(max(1, len(words) - 3))
        if not any(character in words[at] for character in "*_[]();,."):
            words[at] = f"{mark}{words[at]}{mark}"
        sentences[chosen] = " ".join(words)
    return " ".join(sentences)


def _body(rng: random.Random, head: _Head, agencies: Sequence[str]) -> Iterator[str]:
    """Yield 150 to 400 words of prose with the Markdown that press offices use."""
    day = head.day
    yield (
        f"Ini buletin contoh; rapat ini tidak pernah ada. Rapat fiktif pada "
        f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year} di "
        f"{head.region.name} membahas {_SUBJECTS[head.topic]}."
    )
    yield ""
    wanted = rng.randint(150, 370)
    words = 25
    headings = iter(_HEADINGS)
    with_headings = rng.random() < 0.6
    while words < wanted:
        shape = rng.random()
        if with_headings and shape < 0.35 and (heading := next(headings, None)):
            yield f"## {heading}"
            yield ""
        block = list(_block(rng, head, agencies))
        words += sum(len(line.split()) for line in block)
        yield from block
        yield ""
    if rng.random() < 0.3:
        yield "Keterangan lebih lanjut ada pada [siaran contoh](https://example.org/contoh/)."


def _block(rng: random.Random, head: _Head, agencies: Sequence[str]) -> Iterator[str]:
    shape = rng.random()
    if shape < 0.74:
        yield _paragraph(rng, head, agencies)
    elif shape < 0.86:
        yield "Hal yang disepakati:"
        yield ""
        for place in range(rng.randint(2, 5)):
            bullet = f"{place + 1}." if shape < 0.79 else "-"
            yield f"{bullet} {_sentence(rng, head, agencies, _SENTENCES)}"
    elif shape < 0.93:
        yield f"> {_sentence(rng, head, agencies, _SENTENCES)}"
    else:
        yield "| Wilayah | Jumlah | Satuan |"
        yield "|---|---:|---|"
        for _ in range(rng.randint(2, 6)):
            yield f"| {_place(rng, head.region)} | {_number(rng)} | {rng.choice(_UNITS)} |"


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
