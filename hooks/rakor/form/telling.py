"""What is written, read back as one sentence."""

from __future__ import annotations

from rakor.bulletin import Status
from rakor.form.sheet import OpenBulletin
from rakor.importing.retelling import Told, tell


def told_of(sheet: OpenBulletin) -> str:
    """ "Rapat pada Kamis, 14 November 2024 di …": what can be told of a bulletin so far."""
    values = sheet.values
    chair = values.records["pimpinan"]
    host = values.records["penyelenggara"]["instansi"]
    read = sheet.readings.get("penyelenggara.instansi")
    return tell(
        Told(
            days=sheet.days,
            time=values.texts["waktu"],
            venue=values.texts["tempat"],
            region=sheet.region.full_name if sheet.region else "",
            mode=values.texts["mode"],
            host=read.name if read else host,
            post=chair["jabatan"],
            name=chair["nama"],
            agencies=len(values.rows["instansi"]),
            is_planned=sheet.state is Status.PLANNED,
        )
    )
