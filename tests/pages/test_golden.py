"""A few fictional bulletins as finished HTML, to see what a change does to pages."""

from __future__ import annotations

import datetime as dt

import pytest
from collection import bulletin, catalogue

from golden import Golden, left_over
from rakor.content.collection import Catalogue
from rakor.pages import Materials, Page, compose, plan

SITE = "https://example.org/rakor/"


def collection() -> Catalogue:
    """Four bulletins that have, among them, all that pages can show, each state of a promise
    included."""
    withdrawn = bulletin(name="dicabut", day=dt.date(2024, 11, 16)).id
    closing = bulletin(name="penutup", day=dt.date(2024, 11, 20), title="Contoh rapat penutup")
    full = bulletin(
        name="lengkap",
        end=dt.date(2024, 11, 15),
        title="Contoh rapat dengan semua bagian",
        time={"start": "09:00", "end": "12:00", "zone": "WIB"},
        venue="Aula Contoh",
        mode="hibrida",
        chair={"name": "Pejabat Contoh", "position": "Plh Sekda", "on_behalf_of": "Bupati Contoh"},
        host={"agency": "pemkab@35.13", "through": "Bagian Contoh"},
        participants=[
            {
                "agency": "kpu@35.13",
                "role": "pembicara",
                "attendance": "diwakili",
                "people": [{"name": "Pejabat Contoh", "position": "Sekretaris"}],
            },
            {"agency": "bawaslu@35.13", "attendance": "daring", "people": [{"position": "Ketua"}]},
        ],
        topics=["pilkada", "keamanan"],
        figures=[
            {"value": "12.173", "unit": "petugas", "according_to": "Ketua Contoh"},
            {"value": "83,82", "unit": "persen", "note": "sasaran"},
        ],
        follow_ups=[
            {
                "text": "Contoh komitmen yang selesai.",
                "responsible": "kpu@35.13",
                "due": "2024-11-18",
                "closed": {"bulletin": closing.id},
            },
            {"text": "Contoh komitmen terbuka."},
            {"text": "Contoh komitmen lewat tenggat.", "due": "2024-11-20"},
            {
                "text": "Contoh komitmen bertenggat.",
                "due": "2024-12-31",
                "responsible": "kpu@35.13",
            },
            {
                "text": "Contoh komitmen selesai sebelum tenggat.",
                "due": "2024-11-18",
                "closed": {"bulletin": closing.id, "date": "2024-11-17", "note": "Contoh catatan."},
            },
            {
                "text": "Contoh komitmen selesai pada tenggatnya.",
                "due": "2024-11-18",
                "closed": {"bulletin": closing.id, "date": "2024-11-18"},
            },
            {"text": "Contoh komitmen selesai tanpa tenggat.", "closed": {"bulletin": closing.id}},
            {"text": "Contoh komitmen dialihkan.", "moved": {"bulletin": closing.id}},
            {"text": "Contoh komitmen dibatalkan.", "dropped": {"bulletin": closing.id}},
            {
                "text": "Contoh komitmen yang penutupnya dicabut.",
                "due": "2024-09-15",
                "closed": {"bulletin": withdrawn},
            },
            {"text": "Contoh keputusan bertenggat.", "kind": "keputusan", "due": "2024-12-01"},
            {"text": "Contoh imbauan.", "kind": "imbauan"},
            {"text": "Contoh keputusan.", "kind": "keputusan", "responsible": "bawaslu@35.13"},
        ],
        sources=[
            {"name": "Contoh sumber", "url": "https://example.org/a?b=1&c=2", "date": "2024-11-15"}
        ],
        writers=["Penulis Contoh"],
        corrections=[{"date": "2024-11-18", "part": "Tempat", "was": "Balai", "now": "Aula"}],
        related=[closing.id],
        attachments=[{"file": "paparan contoh.pdf", "note": "Paparan"}],
        former_addresses=["jawa-timur/2024/2024-11-14-alamat-lama"],
    )
    gone = bulletin(
        name="dicabut",
        day=dt.date(2024, 11, 16),
        status="dicabut",
        corrections=[{"date": "2024-11-19", "part": "Seluruh buletin", "now": "Dicabut"}],
    )
    ahead = bulletin("35.74", dt.date(2024, 12, 20), "rencana", status="rencana")
    return catalogue([closing, full, gone, ahead], dt.date(2024, 12, 1))


def pages() -> list[Page]:
    """One of each kind, and all bulletins."""
    seen: set[str] = set()
    chosen = []
    for page in plan(collection()):
        if page.kind == "bulletin" or page.kind not in seen:
            seen.add(page.kind)
            chosen.append(page)
    return chosen


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.address)
def test_golden(page: Page, golden: Golden) -> None:
    slots = compose(
        page,
        collection(),
        Materials(
            body="<h2>Contoh</h2>\n<p>Isi.</p>" if page.kind == "bulletin" else "<p>Contoh.</p>",
            sizes={"paparan contoh.pdf": 1_240_000},
            site_url=SITE,
        ),
    )
    text = (
        f"title: {slots.title}\ndescription: {slots.description}\ncanonical: {slots.canonical}\n"
        f"section: {slots.section}\n\n{slots.head}\n{slots.crumbs}\n{slots.content}"
    )
    golden(f"pages/{_file_name(page)}", text)


def _file_name(page: Page) -> str:
    return page.address.replace("/", "__")


def test_no_golden_file_is_left_over() -> None:
    assert not left_over("pages", {_file_name(page) for page in pages()})
