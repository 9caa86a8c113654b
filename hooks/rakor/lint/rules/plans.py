"""RK321, RK326 and RK327: meetings to come, and the day from which they no longer are."""

from __future__ import annotations

from collections.abc import Iterator

from rakor.bulletin import Status
from rakor.diagnostics import Example, Problem, Rule, Severity, reports
from rakor.indonesian import enumeration
from rakor.lint.checks import FileContext, ProjectContext, day_check, file_check

#: States of a meeting at which nobody has been yet.
_NOT_HELD = (Status.PLANNED, Status.POSTPONED, Status.CANCELLED)
_MOST_NAMED = 3

NOT_YET_HELD = Rule(
    "RK321",
    "rapat-belum-berlangsung",
    "Rapat yang belum berlangsung dicatat sebagai sudah",
    "Tanggal yang masih akan datang biasanya salah tahun, atau rapatnya baru rencana.",
    "Buletin bertanggal tahun depan tanpa status: rencana",
    "status: rencana",
    Example.NOTE,
    Severity.WARNING,
)


@day_check
@reports(NOT_YET_HELD)
def check_future(project: ProjectContext) -> Iterator[Problem]:
    """RK321: a meeting that is told as held, on a day that has not come.

    Also where something else is wrong with the file: the wrong year may be the cause.
    """
    today = project.today
    if today is None:
        return
    held = {file.id: file.told_as_held for file in project.files if file.told_as_held}
    for path in project.result.entries:
        # The day a file's name begins with is that of the meeting, or RK151 says so.
        if path.rpartition("/")[2][:10] > str(today):
            bulletin = project.bulletin(path.removesuffix(".md"))
            if bulletin and bulletin.status is Status.PUBLISHED:
                held[bulletin.id] = bulletin.start
    for id_, day in sorted(held.items()):
        if day > today:
            yield NOT_YET_HELD.problem(
                f"bulletins/{id_}.md",
                f"Rapat {day} belum berlangsung, tetapi dicatat sebagai sudah.",
                project.said_of_today,
                "Perbaiki tanggalnya, terutama tahunnya; atau tulis status: rencana bila rapatnya "
                "memang belum berlangsung.",
                span=project.place(id_, "tanggal"),
                is_step=True,
            )


PAST_PLAN = Rule(
    "RK326",
    "rencana-sudah-lewat",
    "Hari rapat yang direncanakan sudah lewat",
    "Pembaca ingin tahu apakah rapatnya jadi. Bila sumber tidak menceritakannya, bagian Catatan "
    "sumber mengatakan hal itu.",
    "Buletin dengan status: rencana yang harinya sudah lewat",
    "status: dibatalkan",
    Example.NOTE,
    Severity.NOTE,
)


@day_check
@reports(PAST_PLAN)
def check_past_plans(project: ProjectContext) -> Iterator[Problem]:
    """RK326: a plan whose last day is over, and whose text does not say what became of it."""
    today = project.today
    if today is None:
        return
    for path, entry in sorted(project.result.entries.items()):
        day = entry.planned_end
        if day and day < str(today):
            id_ = path.removesuffix(".md")
            yield PAST_PLAN.problem(
                f"bulletins/{id_}.md",
                f"Rapat ini masih berstatus rencana, padahal harinya ({day}) sudah lewat.",
                project.said_of_today,
                "Bila rapatnya jadi, hapus status: rencana dan catat hasilnya. Bila tidak, tulis "
                "status: ditunda atau status: dibatalkan. Bila sumber tidak menceritakannya, "
                'katakan itu di bawah judul "## Catatan sumber".',
                span=project.place(id_, "status"),
                is_step=True,
            )


INVITED_AS_PRESENT = Rule(
    "RK327",
    "undangan-bukan-kehadiran",
    "Undangan dicatat sebagai kehadiran",
    "Instansi pada kunci instansi terbit sebagai yang hadir dan tampil pada halamannya. Selama "
    "rapat belum berlangsung, belum ada yang hadir.",
    "status: rencana\npenyelenggara: Pemkab Probolinggo\n"
    "instansi:\n  - Pemkab Probolinggo\n  - KPU Kabupaten Probolinggo",
    "status: rencana\npenyelenggara: Pemkab Probolinggo\ninstansi:\n  - Pemkab Probolinggo",
    Example.KEYS,
    Severity.WARNING,
)


@file_check
@reports(INVITED_AS_PRESENT)
def check_invited(file: FileContext) -> None:
    """RK327: agencies besides the host at a meeting that has not been held."""
    status = file.reading.data.get("status")
    if status not in _NOT_HELD:
        return
    host = file.reading.data.get("host")
    if not isinstance(host, dict) or not host.get("agency"):
        return
    invited = [one for one in file.listed_agencies if one[1] != host["agency"]]
    if not invited:
        return
    names = [agency.name for _, id_, _ in invited if (agency := file.agencies.get(id_))]
    if len(names) > _MOST_NAMED:
        names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} lainnya"]
    file.report.at(
        invited[0][0],
        INVITED_AS_PRESENT,
        f"{enumeration(names)} tercatat hadir, padahal rapat ini berstatus {status}.",
        "Instansi pada kunci instansi terbit sebagai yang hadir; undangan belum berarti hadir.",
        "Sebutkan yang diundang dalam isi, dan tulis penyelenggaranya saja pada instansi.",
        is_step=True,
    )
