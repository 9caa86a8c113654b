"""Stories: one meeting or agency over several editions, and what its followers are told.

Each is a sequence of builds of one site. After each step its feed, calendars and table are written
down (``tests/golden/stories``) as a reader of each would understand them; at the end of a story the
site is as one built anew.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import bulletin_text
import pytest
from hashes import tree
from outputs import atom_entries, atom_updated, ical_events

from golden import Golden
from rakor.adapter.frame import make_frame
from rakor.build.builder import Options, make
from rakor.incremental.parallel import Workers
from rakor.settings import STORE_NAME

REPOSITORY = Path(__file__).resolve().parents[2]
REGION = "jawa-timur/kabupaten-probolinggo"
SCOPE = f"wilayah/{REGION}/"
CONFIG = """\
site_name: Contoh
site_url: https://example.org/
use_directory_urls: false
theme: {{name: material, language: id, font: false}}
plugins: []
hooks: [hooks/bulletins.py]
extra: {{edisi: {edition}}}
"""


class Site:
    """A site of fictional bulletins, one edition after the other."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        self.lines: list[str] = []
        (root / "docs").mkdir(parents=True)
        (root / "docs" / "index.md").write_text("# Contoh\n")
        (root / "hooks").mkdir()
        shutil.copy(REPOSITORY / "hooks" / "bulletins.py", root / "hooks")

    def begin(self) -> None:
        """Take away all bulletins of the story before."""
        self.lines.clear()
        shutil.rmtree(self.root / "bulletins", ignore_errors=True)
        (self.root / "bulletins").mkdir()
        (self.root / "bulletins" / "topics.yml").write_text("pilkada: Contoh topik\n")

    def put(self, id_: str, *lines: str) -> None:
        """Write a bulletin with these lines of front matter."""
        day = id_.rpartition("/")[2][:10]
        given = "\n".join((f"judul: Contoh rapat {id_[-5:]}", f"tanggal: {day}"))
        keys = {line.partition(":")[0] for line in lines}
        kept = [one for one in given.split("\n") if one.partition(":")[0] not in keys]
        bulletin_text.put(self.root, f"{id_}.md", bulletin_text.text("\n".join((*kept, *lines))))

    def move(self, old: str, new: str) -> None:
        """Take away a bulletin that lies elsewhere now."""
        (self.root / "bulletins" / f"{old}.md").unlink()

    def build(self, edition: str, site_dir: Path | None = None) -> None:
        """Publish the edition of a day."""
        (self.root / "mkdocs.yml").write_text(CONFIG.format(edition=edition))
        options = Options(workers=Workers(self.root / STORE_NAME, 1))
        done = make(self.root, make_frame, site_dir or self.site, options)
        assert done.figures is not None, done.checked.problems

    def publish(self, edition: str, what: str, tell: Callable[[], Iterator[str]]) -> None:
        """Publish the edition of a day, and note what followers are told."""
        self.build(edition)
        self.lines += [f"== {what}; edisi {edition}", *tell(), ""]

    def read(self, address: str) -> bytes:
        return (self.site / address).read_bytes()

    def followed(self, stem: str = SCOPE) -> Iterator[str]:
        """What the feed and the calendars of a channel say."""
        yield from self.fed(f"{stem}umpan.xml")
        yield from self.calendar(f"{stem}kalender.ics")
        if (self.site / f"{stem}tenggat.ics").exists():
            yield from self.calendar(f"{stem}tenggat.ics")

    def fed(self, address: str) -> Iterator[str]:
        document = self.read(address)
        yield f"{address}: {atom_updated(document)}"
        for one in atom_entries(document):
            yield f"  {one['updated']} {one['title']}"
            yield f"    {one['id']}, terbit {one['published'][:10]}"
            yield f"    {one['summary']}"

    def calendar(self, address: str) -> Iterator[str]:
        yield f"{address}:"
        for one in ical_events(self.read(address)):
            ends = f" sampai {one.decoded('DTEND')}" if "DTEND" in one else ""
            yield f"  {one.decoded('DTSTART')}{ends}"
            yield f"    {one['SUMMARY']}"
            yield f"    {one['STATUS']}, {one['SEQUENCE']}, {one['UID']}"

    def tabled(self) -> Iterator[str]:
        """Rows of the tables of meetings."""
        for path in sorted((self.site / "data").glob("rapat-[0-9][0-9][0-9][0-9].csv")):
            yield f"data/{path.name}:"
            for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
                yield f"  {row['id']}, {row['status']}, {row['judul'] or '-'}"

    def all(self) -> Iterator[str]:
        yield from self.followed()
        yield from self.tabled()

    def end(self, name: str, golden: Golden, edition: str) -> None:
        """Compare what was noted, and the site with one that is built anew."""
        anew = self.root / "lain"
        shutil.rmtree(anew, ignore_errors=True)
        self.build(edition, anew)
        assert tree(self.site) == tree(anew)
        golden(f"stories/{name}.txt", "\n".join(self.lines))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("cerita") / "situs")


@pytest.fixture
def site(shared: Site) -> Site:
    shared.begin()
    return shared


def correction(day: str, part: str, now: str) -> str:
    return f"  - tanggal: {day}\n    bagian: {part}\n    menjadi: {now}"


def test_a_meeting_is_planned_postponed_held_corrected_and_withdrawn(
    site: Site, golden: Golden
) -> None:
    id_ = f"{REGION}/2024/2024-11-20-rapat"
    site.put(f"{REGION}/2024/2024-11-01-lain")
    site.put(id_, "status: rencana", "terbit: 2024-11-04")
    site.publish("2024-11-05", "direncanakan", site.all)

    postponed = correction("2024-11-18", "status", "Ditunda karena banjir")
    site.put(id_, "status: ditunda", "terbit: 2024-11-04", f"ralat:\n{postponed}")
    site.publish("2024-11-18", "ditunda", site.all)

    moved = correction("2024-12-04", "tanggal", "2024-12-04")
    held = ("tanggal: 2024-12-04", "waktu: 09.00–12.00 WIB")
    promise = "tindak_lanjut:\n  - isi: Contoh janji\n    tenggat: 2024-12-31"
    new = f"{REGION}/2024/2024-12-04-rapat"
    site.move(id_, new)
    former = f"alamat_lama:\n  - {id_}"
    site.put(new, *held, promise, former, f"ralat:\n{moved}\n{postponed}")
    site.publish("2024-12-05", "terlaksana", site.all)

    venue = correction("2024-12-12", "tempat", "Aula Contoh")
    place = "tempat: Aula Contoh"
    site.put(new, *held, place, promise, former, f"ralat:\n{venue}\n{moved}\n{postponed}")
    site.publish("2024-12-12", "diralat", site.all)

    why = correction("2025-01-10", "status", "Dicabut karena tercatat dua kali")
    corrections = f"ralat:\n{why}\n{venue}\n{moved}\n{postponed}"
    site.put(new, *held, place, promise, former, "status: dicabut", corrections)
    site.publish("2025-01-10", "dicabut", site.all)
    site.publish("2025-02-10", "sebulan kemudian", site.all)
    site.end("planned-to-withdrawn", golden, "2025-02-10")


def test_a_bulletin_is_moved_twice(site: Site, golden: Golden) -> None:
    first = "jawa-timur/2024/2024-11-14-rapat"
    second = f"{REGION}/2024/2024-11-14-pindah"
    third = f"{REGION}/2024/2024-11-15-tetap"
    site.put(first, "wilayah: Jawa Timur", "penyelenggara: KPU RI")
    site.publish("2024-11-20", "terbit", lambda: site.followed("wilayah/jawa-timur/"))
    site.move(first, second)
    site.put(second, f"alamat_lama:\n  - {first}")
    site.publish("2024-11-21", "pindah", lambda: site.followed("wilayah/jawa-timur/"))
    site.move(second, third)
    site.put(third, f"alamat_lama:\n  - {second}\n  - {first}")
    site.publish("2024-11-22", "pindah lagi", lambda: site.followed("wilayah/jawa-timur/"))
    site.end("moved-twice", golden, "2024-11-22")


def test_an_agency_is_renamed_and_takes_in_another(site: Site, golden: Golden) -> None:
    def write(hosts: dict[str, str], agencies: str) -> None:
        (site.root / "bulletins" / "agencies.yml").write_text(agencies)
        for first, name in hosts.items():
            for number in range(20):
                day = dt.date.fromisoformat(first) + dt.timedelta(days=number)
                site.put(
                    f"{REGION}/2024/{day}-contoh-{name.split()[-1].lower()}",
                    f"penyelenggara: {name}",
                )

    def told() -> Iterator[str]:
        """Every feed and calendar below the type, those with the same bytes together."""
        found: dict[str, list[str]] = {}
        for path in sorted((site.site / "instansi" / "opd").glob("forum-*.*")):
            if path.suffix in (".xml", ".ics"):
                found.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), []).append(
                    path.name
                )
        for names in found.values():
            document = site.read(f"instansi/opd/{names[0]}")
            yield f"{', '.join(names)}:"
            yield from (
                f"  {line.strip()}"
                for line in document.decode().split("\n")
                if line.startswith(("<title>Contoh: ", '<link rel="self"', "NAME:", "SOURCE"))
            )
            atom = names[0].endswith(".xml")
            yield f"  {len(atom_entries(document) if atom else ical_events(document))} rapat"

    entry = '{}: {{nama: "{}", jenis: opd, wilayah: "35.13"{}}}\n'
    one, two, new = "Forum Contoh Satu", "Forum Contoh Dua", "Forum Contoh Baru"
    write(
        {"2024-01-01": one, "2024-03-01": two},
        entry.format("forum-satu", one, "") + entry.format("forum-dua", two, ""),
    )
    site.publish("2024-05-01", "dua forum", told)
    for path in (site.root / "bulletins" / REGION / "2024").glob("*-satu.md"):
        path.unlink()
    former = ", alamat_lama: [forum-satu]"
    write(
        {"2024-01-01": new, "2024-03-01": two},
        entry.format("forum-baru", new, former) + entry.format("forum-dua", two, ""),
    )
    site.publish("2024-05-02", "satu menjadi baru", told)
    for path in (site.root / "bulletins" / REGION / "2024").glob("*-03-*.md"):
        path.unlink()
    former = ", alamat_lama: [forum-satu, forum-dua]"
    write({"2024-01-01": new, "2024-03-01": new}, entry.format("forum-baru", new, former))
    site.publish("2024-05-03", "dua melebur", told)
    site.end("renamed-and-merged", golden, "2024-05-03")


def test_a_meeting_lasts_over_new_year(site: Site, golden: Golden) -> None:
    id_ = "papua/2024/2024-12-30-rapat"
    lines = (
        "wilayah: Papua",
        "penyelenggara: KPU RI",
        "instansi:\n  - KPU RI",
        "tanggal:\n  mulai: 2024-12-30\n  selesai: 2025-01-02",
        "waktu: 09.00–15.00 WIT",
        "mode: luring",
    )

    def told() -> Iterator[str]:
        yield from site.followed("wilayah/papua/")
        yield from site.tabled()

    site.put(id_, *lines, "status: rencana", "terbit: 2024-12-20")
    site.publish("2024-12-21", "direncanakan", told)
    site.publish("2024-12-31", "berlangsung", told)
    site.put(id_, *lines)
    site.publish("2025-01-03", "terlaksana", told)
    site.publish("2026-02-03", "empat ratus hari kemudian", told)
    site.publish("2026-02-04", "sehari lagi", told)
    site.end("over-new-year", golden, "2026-02-04")


def test_forty_plans_for_a_far_year(site: Site, golden: Golden) -> None:
    for day in range(1, 4):
        site.put(f"{REGION}/2024/2024-11-0{day}-lalu{day}")
    site.publish("2024-11-10", "tiga rapat", lambda: site.fed("umpan.xml"))
    for number in range(40):
        day = dt.date(2031, 1, 1) + dt.timedelta(days=number)
        id_ = f"{REGION}/2031/{day}-rc{number:03}"
        site.put(id_, "status: rencana", "terbit: 2024-11-10")

    def told() -> Iterator[str]:
        yield from (line for line in site.fed("umpan.xml") if not line.startswith("    "))
        events = ical_events(site.read("kalender.ics"))
        yield f"kalender.ics: {len(events)} rapat, terakhir {events[-1].decoded('DTSTART')}"

    site.publish("2024-11-11", "dan empat puluh rencana", told)
    site.end("forty-plans", golden, "2024-11-11")
