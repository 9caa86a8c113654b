"""From text to the model: good bulletins come out as they were meant."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import bulletin_text
from bulletin_text import FOLDER, ID, NAME
from hypothesis import given
from hypothesis import strategies as st

from rakor.bulletin import (
    Attachment,
    Attendance,
    Bulletin,
    Chair,
    Citation,
    Correction,
    Figure,
    FollowUp,
    FollowUpKind,
    Host,
    Mode,
    Outcome,
    Participant,
    Person,
    Role,
    Status,
    TimeSpan,
)
from rakor.content.reader import Reading, read_bulletin
from rakor.content.resolver import Resolver
from rakor.content.tree import Tree
from rakor.registry import Topics, load_agencies, regions
from rakor.source.frontmatter import parse

TOPICS = ("pilkada", "keamanan", "logistik")
OTHERS = ("jawa-timur/2024/2024-11-20-lanjutan", "bali/2023/2023-01-02-lain")
FILES = ("undangan.pdf", "foto-1.jpg")
# Labels as staff write them, with what they mean in Kabupaten Probolinggo.
AGENCIES = {
    "KPU Kabupaten Probolinggo": "kpu@35.13",
    "Forkopimda": "forkopimda@35.13",
    "Bawaslu Jatim": "bawaslu@35",
    "Kodim 0820": "kodim-0820",
    "KPU RI": "kpu@nasional",
}


def tree() -> Tree:
    found = Tree(Path())
    found.bulletins = [NAME, *(f"{id_}.md" for id_ in OTHERS)]
    found.attachments = {f"{FOLDER}/{name}" for name in FILES}
    return found


RESOLVER = Resolver(
    regions(), load_agencies(regions()), Topics({topic: topic.title() for topic in TOPICS})
)


def read(text: str) -> tuple[Reading, list[str]]:
    document, report = parse(NAME, text.encode())
    assert document is not None, report.problems
    reading = read_bulletin(ID, document, report, RESOLVER, tree())
    return reading, [problem.code for problem in report.problems]


LINE = (
    st.text(
        st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\x85"),
        min_size=1,
        max_size=30,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text not in {"", "~", "null"})
)
DATES = st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31))
LABELS = st.sampled_from(sorted(AGENCIES))
PEOPLE = st.fixed_dictionaries({"nama": LINE}, optional={"jabatan": LINE}) | st.fixed_dictionaries(
    {"jabatan": LINE}
)
PARTICIPANTS = LABELS | st.fixed_dictionaries(
    {"instansi": LABELS},
    optional={
        "peran": st.sampled_from([str(role) for role in Role]),
        "kehadiran": st.sampled_from([str(kind) for kind in Attendance]),
        "wakil": PEOPLE | st.lists(PEOPLE, min_size=1, max_size=3),
    },
)
# What a follow-up came to: the bulletin that records it, alone or with more about it.
RECORDS = st.sampled_from(OTHERS) | st.fixed_dictionaries(
    {"buletin": st.sampled_from(OTHERS)}, optional={"tanggal": DATES.map(str), "catatan": LINE}
)


def _agency_and_role(item: str | dict[str, Any]) -> tuple[str, str]:
    """What only one entry may have: an agency twice in one role is a slip (RK215)."""
    if isinstance(item, str):
        return AGENCIES[item], Role.PARTICIPANT
    return AGENCIES[item["instansi"]], item.get("peran", Role.PARTICIPANT)


FRONT = st.fixed_dictionaries(
    {
        "judul": LINE.map(lambda text: f"Rapat contoh {text}"),
        "tanggal": st.just("2024-11-14")
        | st.just({"mulai": "2024-11-14", "selesai": "2024-11-16"}),
        "wilayah": st.sampled_from(["35.13", "Kabupaten Probolinggo", "Kabupaten Probolinggo"]),
        "penyelenggara": LABELS
        | st.fixed_dictionaries({"instansi": LABELS}, optional={"melalui": LINE}),
        "instansi": st.lists(PARTICIPANTS, min_size=1, max_size=4, unique_by=_agency_and_role),
        "topik": st.lists(st.sampled_from(TOPICS), min_size=1, unique=True),
        "ringkasan": LINE.map(lambda text: f"Ringkasan contoh pengujian {text}"),
        "sumber": st.lists(
            st.fixed_dictionaries(
                {"nama": LINE},
                optional={
                    "url": st.just("https://contoh.go.id/a?b=c#d"),
                    "tanggal": DATES.map(str),
                },
            ),
            min_size=1,
            max_size=2,
        ),
    },
    optional={
        "waktu": st.sampled_from(["09.00–12.00 WIB", "9.00 WITA", "13:00 - selesai wit"]),
        "tempat": LINE,
        "mode": st.sampled_from([str(mode) for mode in Mode]),
        "pimpinan": st.fixed_dictionaries({"nama": LINE}, optional={"mewakili": LINE}),
        "angka": st.lists(
            st.fixed_dictionaries(
                {"nilai": LINE}, optional={"satuan": LINE, "keterangan": LINE, "menurut": LINE}
            ),
            min_size=1,
            max_size=2,
        ),
        "tindak_lanjut": st.lists(
            st.fixed_dictionaries(
                {"isi": LINE},
                optional={
                    "jenis": st.sampled_from([str(kind) for kind in FollowUpKind]),
                    "penanggung_jawab": LABELS,
                    "tenggat": DATES.map(str),
                    "selesai": RECORDS,
                },
            ),
            min_size=1,
            max_size=2,
        ),
        "penulis": st.lists(LINE, min_size=1, max_size=2, unique=True),
        "status": st.sampled_from([str(status) for status in Status]),
        "terbit": DATES.map(str),
        "ralat": st.lists(
            st.fixed_dictionaries(
                {"tanggal": DATES.map(str), "bagian": LINE, "menjadi": LINE},
                optional={"semula": LINE},
            ),
            min_size=1,
            max_size=2,
        ),
        "terkait": st.lists(st.sampled_from(OTHERS), min_size=1, unique=True),
        "lampiran": st.lists(st.sampled_from(FILES), min_size=1, unique=True).map(
            lambda names: [{"berkas": name} for name in names]
        ),
        "alamat_lama": st.just(["jawa-timur/2023/2023-01-01-lama"]),
    },
)


def written(front: dict[str, Any]) -> str:
    """The front matter as YAML in its flow form, which JSON is nearly a part of."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    return "\n".join(["---", *lines, "---", "Isi contoh.", ""])


def meant(front: dict[str, Any]) -> Bulletin:
    """The model of the same, made without any of the code that is tested."""
    days = front["tanggal"]
    host = front["penyelenggara"]
    times = {
        "09.00–12.00 WIB": TimeSpan(start=dt.time(9), end=dt.time(12), zone="WIB"),
        "9.00 WITA": TimeSpan(start=dt.time(9), zone="WITA"),
        "13:00 - selesai wit": TimeSpan(start=dt.time(13), zone="WIT"),
    }

    def participant(item: Any) -> Participant:
        if isinstance(item, str):
            return Participant(agency=AGENCIES[item])
        people = item.get("wakil", [])
        return Participant(
            agency=AGENCIES[item["instansi"]],
            role=item.get("peran", Role.PARTICIPANT),
            attendance=item.get("kehadiran"),
            people=[
                Person(name=person.get("nama"), position=person.get("jabatan"))
                for person in ([people] if isinstance(people, dict) else people)
            ],
        )

    def follow_up(item: dict[str, Any]) -> FollowUp:
        found = dict(item)
        if "penanggung_jawab" in item:
            found["penanggung_jawab"] = AGENCIES[item["penanggung_jawab"]]
        record = item.get("selesai")
        if record:
            found["selesai"] = Outcome(
                **({"buletin": record} if isinstance(record, str) else record)
            )
        return FollowUp(**found)

    return Bulletin(
        id=ID,
        title=front["judul"],
        start=days if isinstance(days, str) else days["mulai"],
        end=days if isinstance(days, str) else days["selesai"],
        region="35.13",
        time=times.get(front.get("waktu", "")),
        venue=front.get("tempat"),
        mode=front.get("mode"),
        host=Host(agency=AGENCIES[host])
        if isinstance(host, str)
        else Host(agency=AGENCIES[host["instansi"]], through=host.get("melalui")),
        chair=Chair(name=front["pimpinan"]["nama"], on_behalf_of=front["pimpinan"].get("mewakili"))
        if "pimpinan" in front
        else None,
        participants=[participant(item) for item in front["instansi"]],
        topics=front["topik"],
        summary=front["ringkasan"],
        figures=[Figure(**item) for item in front.get("angka", [])],
        follow_ups=[follow_up(item) for item in front.get("tindak_lanjut", [])],
        sources=[Citation(**item) for item in front["sumber"]],
        writers=front.get("penulis", []),
        status=front.get("status", Status.PUBLISHED),
        publish_on=front.get("terbit"),
        corrections=[Correction(**item) for item in front.get("ralat", [])],
        related=front.get("terkait", []),
        attachments=[Attachment(**item) for item in front.get("lampiran", [])],
        former_addresses=front.get("alamat_lama", []),
    )


@given(FRONT)
def test_good_bulletins_come_out_as_they_were_meant(front: dict[str, Any]) -> None:
    reading, codes = read(written(front))
    assert codes == []
    assert reading.bulletin == meant(front)


def test_folded_text_becomes_one_line() -> None:
    reading, codes = read(
        bulletin_text.text(
            "ringkasan: >-\n  Ringkasan contoh yang\n  dilipat.\ntempat: >-\n  Aula\n  B"
        )
    )
    assert codes == []
    assert reading.bulletin is not None
    assert reading.bulletin.summary == "Ringkasan contoh yang dilipat."
    assert reading.bulletin.venue == "Aula B"


def test_an_unknown_region_does_not_make_every_agency_unknown() -> None:
    _, codes = read(bulletin_text.text("wilayah: Antah Berantah\ninstansi:\n  - Entah Apa"))
    assert codes == ["RK201"]


def test_a_code_needs_no_quotes() -> None:
    reading, codes = read(bulletin_text.text("wilayah: 35.10\npenyelenggara: KPU RI"))
    assert reading.region == "35.10"
    assert codes == []


def test_one_long_night_may_end_before_it_began() -> None:
    _, codes = read(
        bulletin_text.text(
            "waktu: 20.00–02.00 WIB\ntanggal:\n  mulai: 2024-11-14\n  selesai: 2024-11-15"
        )
    )
    assert codes == []


def test_hundreds_of_unknown_agencies_are_not_all_looked_up() -> None:
    labels = "".join(f"\n  - Dinas Antah {number} Berantah" for number in range(250))
    _, codes = read(bulletin_text.text(f"instansi:{labels}"))
    assert codes == ["RK211"] * 100
