"""Plainly fictional bulletins as search knows them, in hand at once."""

from __future__ import annotations

import datetime as dt
import random

from rakor.search import SearchEntry

WORDS = (
    "rapat koordinasi membahas pengamanan pemilihan logistik distribusi kesiapan petugas desa "
    "kecamatan laporan anggaran bantuan harga beras posko warga jalan data keluarga tim"
).split()
TOPICS = {"pangan": "Pangan", "pilkada": "Pilkada"}


def make(number_: int, seed: int = 0) -> SearchEntry:
    """One plainly fictional bulletin, about as long as real ones."""
    rng = random.Random(f"{seed}:{number_}")
    region = rng.choice(["35", "35.13", "35.74", "33.01", "11.71"])
    day = dt.date(2021, 1, 4) + dt.timedelta(days=rng.randrange(1200))
    common = rng.choices(WORDS, k=220)
    rare = [f"contoh{rng.randrange(40_000)}" for _ in range(12)]
    text = [*common, *rare]
    rng.shuffle(text)
    return SearchEntry(
        id=f"contoh/{region}/{day.year}/{day}-contoh-{number_}",
        day=day,
        title=f"Contoh rapat {number_}",
        region=region,
        place="Contoh / Tempat",
        agencies=((f"kpu@{region}", "KPU Contoh"), ("kodim-0820", "Kodim 0820/Probolinggo")),
        topics=(rng.choice(["pilkada", "pangan"]),),
        summary="Contoh ringkasan rapat koordinasi.",
        body=". ".join(" ".join(text[at : at + 12]) for at in range(0, len(text), 12)),
    )
