"""RK411: a bulletin about one regency in which only offices of others took part."""

from __future__ import annotations

from collections.abc import Iterator

from rakor.content.reader import Reading
from rakor.diagnostics import Example, Rule, Severity, reports
from rakor.lint.checks import FileContext, file_check

AGENCIES_ELSEWHERE = Rule(
    "RK411",
    "instansi-daerah-lain-saja",
    "Semua instansi dari daerah lain",
    "Buletin tentang sebuah daerah tanpa satu pun instansi yang bertugas di sana biasanya "
    "salinan buletin lain yang belum diganti seluruhnya.",
    "penyelenggara: Pemkab Lumajang\ninstansi:\n  - KPU Kabupaten Lumajang",
    "penyelenggara: Pemkab Lumajang\ninstansi:\n  - KPU Kabupaten Lumajang\n  - KPU Kabupaten "
    "Probolinggo",
    Example.KEYS,
    Severity.WARNING,
)


@file_check
@reports(AGENCIES_ELSEWHERE)
def check_home(file: FileContext) -> None:
    """Report a region that none of the agencies works in, while some work in another regency.

    A copied bulletin whose region alone was changed, or not changed, looks like that. Offices of
    the province and the nation may meet anywhere and say nothing.
    """
    report, reading, regions, agencies = file.report, file.reading, file.regions, file.agencies
    home = reading.region
    if home is None or len(home) == 2:
        return
    elsewhere: set[str] = set()
    for agency_id in _agency_ids(reading):
        agency = agencies.get(agency_id)
        codes = [code[:5] for code in agency.regions] if agency else []
        if home in codes or (agency and (home in agency.likely or agency.is_everyone)):
            return
        elsewhere.update(code for code in codes if len(code) > 2)
    if not elsewhere:
        return
    node = reading.nodes["wilayah"]
    names = " dan ".join(str(regions[code]) for code in sorted(elsewhere)[:2])
    report.at(
        node,
        AGENCIES_ELSEWHERE,
        f"Tidak satu pun instansi buletin ini bertugas di {regions[home]}.",
        f"Yang disebut bertugas di {names}.",
        "Periksa wilayah dan daftar instansinya; mungkin ada yang tertinggal dari salinan buletin "
        "lain.",
        is_step=True,
    )


def _agency_ids(reading: Reading) -> Iterator[str]:
    for row in (reading.data.get("host"), *reading.data.get("participants", ())):
        if row and row.get("agency"):
            yield row["agency"]
