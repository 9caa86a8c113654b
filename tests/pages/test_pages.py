"""Every generated page: its address, links, numbers, size and safety."""

from __future__ import annotations

import datetime as dt
import pickle
import posixpath
import re
from itertools import pairwise
from urllib.parse import unquote

import pytest
from collection import bulletin, catalogue, many
from markup import Markup, parse

from rakor import documents
from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue
from rakor.opendata.kinds import PackageKind, RecordsKind, TableKind
from rakor.pages import Materials, Page, Slots, compose, help_pages, plan, render, view
from rakor.pages.views.dispatch import KINDS
from rakor.registry import load_agencies, regions

HAND_WRITTEN = {one.replace(".md", ".html") for one in help_pages()}
BODY = "<h2 id='contoh'>Contoh</h2><p>" + "Contoh isi. " * 300 + "</p>"
EDITION = dt.date(2024, 9, 1)

Site = dict[str, tuple[Page, Slots, Markup]]


def publish(found: Catalogue, body: str = BODY) -> Site:
    """All pages of a catalogue by address."""
    site: Site = {}
    for page in plan(found):
        assert page.address not in site
        slots = compose(page, found, Materials(body=body if page.kind == "bulletin" else ""))
        site[page.address] = (page, slots, parse(slots.crumbs + slots.content))
    return site


def _many() -> list[Bulletin]:
    return many(1_200, days=400)


WITHIN = dt.date(2023, 2, 15)
"""An edition that some of them lie ahead of."""


@pytest.fixture(scope="module")
def large() -> Catalogue:
    """1,200 bulletins of little more than a year, a third of them about three places."""
    return catalogue(_many(), WITHIN)


@pytest.fixture(scope="module")
def site(large: Catalogue) -> Site:
    """Its pages."""
    return publish(large)


@pytest.fixture(scope="module")
def few() -> Catalogue:
    """A few bulletins with everything that a bulletin can have."""
    old = bulletin(
        name="lama", former_addresses=["jawa-timur/2020/lama", "../luar", "buletin/x.html"]
    )
    plan_ = bulletin(name="rencana", day=dt.date(2025, 1, 2), status="rencana")
    return catalogue([old, plan_, *many(30)], EDITION)


@pytest.fixture(scope="module")
def small(few: Catalogue) -> Site:
    """Their pages."""
    return publish(few)


def test_every_kind_of_page_is_covered(site: Site, small: Site) -> None:
    kinds = {page.kind for page, *_ in [*site.values(), *small.values()]}
    assert kinds == set(KINDS)


def test_addresses_are_unique_and_fit_any_file_system(site: Site) -> None:
    folded = [address.casefold() for address in site]
    assert len(set(folded)) == len(folded)
    folders = {posixpath.dirname(address) for address in folded}
    reserved = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
    for address in site:
        assert re.fullmatch(r"[a-z0-9][a-z0-9./-]*\.html", address), address
        assert address not in folders
        for step in address.split("/"):
            assert not reserved.match(step), address
            assert not step.endswith(" ")


def check_links(site: Site, found: Catalogue) -> None:
    kinds = (TableKind(), RecordsKind(), PackageKind())
    about = documents.Site("Contoh", "https://example.org/rakor/")
    files = {one.address for kind in kinds for one in kind.plan(found, about)}
    ids = {address: set(markup.ids()) for address, (_, _, markup) in site.items()}
    for address, (_, _, markup) in site.items():
        for link in markup.links():
            if link.startswith(("https://example.org/", "https://creativecommons.org/")):
                continue
            path, _, fragment = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(path)))
            target = target if path else address
            assert target in site or target in files or target in HAND_WRITTEN, (address, link)
            if fragment and target in site:
                assert fragment in ids[target], (address, link)


def test_all_links_and_anchors_resolve(
    site: Site, large: Catalogue, small: Site, few: Catalogue
) -> None:
    check_links(site, large)
    check_links(small, few)


def test_pages_are_well_formed(site: Site, small: Site) -> None:
    for address, (page, _, markup) in [*site.items(), *small.items()]:
        ids = markup.ids()
        assert len(set(ids)) == len(ids), address
        for _, attributes in markup.elements:
            for name in attributes.get("aria-labelledby", "").split():
                assert name in ids, (address, name)
        levels = markup.headings()
        assert levels.count(1) == 1, address
        # The fact sheet of a bulletin comes before the text, so an h3 may precede an h2.
        assert levels[0] == 1
        for before, after in pairwise(levels):
            assert after <= before + 1, (address, levels)
        if page.kind not in ("home", "moved"):
            labels = [
                attributes.get("aria-label") for tag, attributes in markup.elements if tag == "nav"
            ]
            assert "Jalur" in labels, address


def test_nothing_inline_that_the_content_security_policy_forbids(site: Site, small: Site) -> None:
    for address, (_, slots, markup) in [*site.items(), *small.items()]:
        for tag, attributes in [*markup.elements, *parse(slots.head).elements]:
            assert tag not in ("style", "iframe", "object"), address
            if tag == "form":
                assert (attributes["action"] or "").endswith("cari.html"), address
                assert attributes["method"] == "get", address
            assert not any(name == "style" or name.startswith("on") for name in attributes), address
        scripts = [attributes["src"] for tag, attributes in markup.elements if tag == "script"]
        assert not scripts, address
        assert "<script" not in slots.head


def test_no_page_grows_with_the_collection(site: Site) -> None:
    for address, (page, slots, _) in site.items():
        # A part of a ledger shows up to a hundred rows whole, each with what became of it.
        limit = {"bulletin": 30_000, "ledger": 65_000}.get(page.kind, 60_000)
        assert len(slots.content.encode()) <= limit, (address, len(slots.content.encode()))


def test_every_part_of_a_long_ledger_is_reached_from_a_ledger(site: Site) -> None:
    reached = {
        posixpath.normpath(posixpath.join(posixpath.dirname(address), link))
        for address, (page, _, markup) in site.items()
        if page.kind == "ledger"
        for link in markup.links()
    }
    parts = {address for address, (page, *_) in site.items() if page.kind == "ledger"}
    parts = {address for address in parts if re.search(r"/\d{4}(-\d\d)*\.html$", address)}
    assert any(re.search(r"^tindak-lanjut/\d{4}-\d\d-\d\d\.html$", part) for part in parts)
    assert parts <= reached, sorted(parts - reached)[:5]


def test_every_bulletin_is_reached_through_each_way_in(large: Catalogue, site: Site) -> None:
    """Three taps: what a bulletin is listed under leads to it, however long the list is."""
    reached: dict[str, set[str]] = {}
    for address, (page, _, markup) in site.items():
        if page.section:
            for link in markup.links():
                target = posixpath.normpath(posixpath.join(posixpath.dirname(address), link))
                reached.setdefault(target, set()).add(page.section)
    for one in large.listed:
        sections = reached.get(f"buletin/{one.id}.html", set())
        assert sections == {"wilayah", "tanggal", "instansi", "topik"}, one.id


@pytest.mark.parametrize(
    ("count", "tails"),
    [(100, ["2024"]), (101, ["2024", *(f"2024-{month:02d}" for month in range(1, 11))])],
)
def test_a_year_has_months_only_when_it_is_too_long_for_a_page(
    count: int, tails: list[str]
) -> None:
    first = dt.date(2024, 1, 1)
    days = [first + dt.timedelta(days=3 * number) for number in range(count)]
    site = publish(catalogue([bulletin("35.13", day, f"contoh-{day:%j}") for day in days]))
    folder = "wilayah/jawa-timur/kabupaten-probolinggo/"
    pages = {address: markup for address, (_, _, markup) in site.items() if folder in address}
    assert sorted(pages) == sorted(f"{folder}{tail}.html" for tail in (*tails, "index"))
    links = {
        link.rpartition("/")[2] for tail in tails for link in pages[f"{folder}{tail}.html"].links()
    }
    assert {f"{day}-contoh-{day:%j}.html" for day in days} <= links
    squares = {link.rpartition("/")[2] for link in pages[f"{folder}index.html"].links()}
    assert (f"{tails[-1]}.html" if len(tails) > 1 else "2024.html#b10") in squares


def numbers(markup: Markup) -> list[int]:
    """All numbers followed by the word ``buletin`` in a page's text."""
    text = " ".join("".join(markup.text).split())
    return [int(found.replace(".", "")) for found in re.findall(r"([\d.]+) buletin", text)]


def test_numbers_equal_brute_force(large: Catalogue, site: Site) -> None:
    listed = large.listed
    for address, (page, slots, markup) in site.items():
        match page.kind:
            case "province" | "regency":
                code = page.subject[0]
                expected = sum(one.region == code or one.region[:2] == code for one in listed)
            case "topic":
                expected = sum(page.subject[0] in one.topics for one in listed)
            case "agency":
                expected = sum(page.subject[0] in one.agencies for one in listed)
            case "year":
                expected = sum(one.start.year == int(page.subject[0]) for one in listed)
            case "month":
                year, month = map(int, page.subject)
                expected = sum((one.start.year, one.start.month) == (year, month) for one in listed)
            case "part":
                shown = slots.content.count('class="rk-entry')
                shown += slots.content.count("<small>") if "rk-lines" in slots.content else 0
                expected = numbers(markup)[0]
                assert shown in (expected, 12), address
            case _:
                continue
        assert numbers(markup)[0] == expected, address


def test_the_same_input_gives_the_same_bytes(large: Catalogue, site: Site) -> None:
    again = catalogue(reversed(_many()), WITHIN)
    assert [page.address for page in plan(again)] == list(site)
    for page in list(plan(again))[::37]:
        body = BODY if page.kind == "bulletin" else ""
        assert compose(page, again, Materials(body=body)) == site[page.address][1]


def test_views_travel_between_processes(small: Site) -> None:
    found = catalogue(many(30), EDITION)
    for page in plan(found):
        seen = view(page, found)
        back = pickle.loads(pickle.dumps(seen))  # noqa: S301 - made on this line
        assert back == seen
        assert render(back, Materials()) == render(seen, Materials())


HOSTILE = "</title><script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"


def test_hostile_text_stays_text() -> None:
    person = {"name": HOSTILE, "position": HOSTILE}
    target = bulletin(name="penutup", day=dt.date(2024, 12, 1), title=HOSTILE, summary=HOSTILE)
    hostile = bulletin(
        title=HOSTILE,
        summary=HOSTILE,
        venue=HOSTILE,
        chair={**person, "on_behalf_of": HOSTILE},
        host={"agency": "kpu@35.13", "through": HOSTILE},
        participants=[{"agency": "kpu@35.13", "attendance": "diwakili", "people": [person]}],
        figures=[{"value": HOSTILE, "unit": HOSTILE, "note": HOSTILE, "according_to": HOSTILE}],
        follow_ups=[
            {
                "text": HOSTILE,
                "responsible": "kpu@35.13",
                "due": "2024-11-20",
                "closed": {"bulletin": target.id},
            }
        ],
        sources=[{"name": HOSTILE, "url": "https://example.org/" + HOSTILE, "date": "2024-11-15"}],
        writers=[HOSTILE],
        corrections=[{"date": "2024-11-18", "part": HOSTILE, "was": HOSTILE, "now": HOSTILE}],
        attachments=[{"file": 'a"><script>.pdf', "note": HOSTILE}],
        related=[target.id],
        former_addresses=["jawa-timur/lama"],
        topics=["jahat"],
    )
    found = catalogue([hostile, target], jahat=HOSTILE)
    for address, (page, slots, markup) in publish(found).items():
        for tag, attributes in [*markup.elements, *parse(slots.head).elements]:
            assert tag != "img", address
            assert tag != "script", address
            assert "onerror" not in attributes, address
        if page.kind == "bulletin":
            assert HOSTILE in "".join(markup.text)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "http://"]
)
def test_sources_link_only_to_the_web(url: str) -> None:
    found = catalogue([bulletin(sources=[{"name": "Contoh", "url": url}])])
    page = next(page for page in plan(found) if page.kind == "bulletin")
    slots = compose(page, found, Materials())
    assert url not in slots.content
    assert "Contoh" in slots.content


def test_an_empty_collection_still_has_a_site() -> None:
    found = catalogue([])
    site = publish(found)
    assert set(site) >= {
        "index.html",
        "wilayah/index.html",
        "tanggal/index.html",
        "instansi/index.html",
        "topik/index.html",
    }
    check_links(site, found)


def test_former_addresses_lead_on_and_stay_below_buletin() -> None:
    names = ["jawa-timur/lama", "buletin/jawa-timur/tua.html", "../luar", "a//b", "", "a/b/c/d/e/f"]
    new = bulletin(former_addresses=names)
    taken = bulletin(name="dipakai", former_addresses=[new.id])
    found = catalogue([new, taken])
    stubs = [page for page in plan(found) if page.kind == "moved"]
    assert [page.address for page in stubs] == [
        "buletin/jawa-timur/tua.html",
        "buletin/jawa-timur/lama.html",
    ]
    slots = compose(stubs[0], found, Materials(site_url="https://example.org/rakor/"))
    assert f'content="0; url=../../buletin/{new.id}.html"' in slots.head
    assert "noindex" in slots.head
    assert slots.canonical == f"https://example.org/rakor/buletin/{new.id}.html"


def moved(found: Catalogue) -> dict[str, str]:
    """Addresses of stubs for agencies and topics, with where they lead."""
    stubs = [page for page in plan(found) if page.kind == "moved"]
    return {page.address: page.subject[2] for page in stubs}


def test_pages_of_a_renamed_agency_lead_on() -> None:
    host = {"agency": "kodim-0415"}
    many_days = [dt.date(2022, 1, 1) + dt.timedelta(days=day) for day in range(400)]
    tasks = [{"text": f"Contoh {number}.", "responsible": "kodim-0415"} for number in range(80)]
    found = catalogue([bulletin("15.04", day, host=host, follow_ups=tasks) for day in many_days])
    links = moved(found)
    former, today = "instansi/kodim/0415-batanghari", "instansi/kodim/0415-jambi"
    assert links[f"{former}.html"] == f"{today}.html"
    assert links[f"{former}/tindak-lanjut.html"] == f"{today}/tindak-lanjut.html"
    assert len(links) > 3
    addresses = {page.address for page in plan(found)}
    for old, new in links.items():
        assert new == old.replace(former, today)
        assert new in addresses
    # Who is not on record has no page, and nothing that leads to one.
    assert moved(catalogue([bulletin()])) == {}


@pytest.mark.parametrize(
    ("agency_id", "former"),
    [
        ("pn@12.78", "instansi/pn/kabupaten-nias.html"),
        ("kodim-0830", "instansi/kodim/0830-surabaya-utara.html"),
        ("polda@91", "instansi/polda/papua-selatan.html"),
    ],
)
def test_other_agencies_whose_address_was_another(agency_id: str, former: str) -> None:
    links = moved(catalogue([bulletin(host={"agency": agency_id})]))
    assert links[former].startswith("instansi/")


def test_pages_of_renamed_local_agencies_and_topics_lead_on() -> None:
    local = {
        "dewan-baru": {
            "nama": "Dewan Contoh",
            "jenis": "lembaga",
            "wilayah": "35.13",
            "alamat_lama": ["dewan-lama", "opd/dewan-tua", "instansi/lsm/dewan-purba.html"],
        }
    }
    one = bulletin(host={"agency": "lokal-dewan-baru"})
    found = Catalogue(
        [one],
        regions(),
        load_agencies(regions(), local),
        {"pilkada": "Pilkada"},
        former_topics={"pemilukada": "pilkada", "tua": "tanpa-buletin"},
    )
    to = "instansi/lembaga/dewan-baru.html"
    assert moved(found) == {
        "instansi/lembaga/dewan-lama.html": to,
        "instansi/opd/dewan-tua.html": to,
        "instansi/lsm/dewan-purba.html": to,
        "topik/pemilukada.html": "topik/pilkada.html",
    }
    stubs = [page for page in plan(found) if page.kind == "moved"]
    slots = compose(stubs[0], found, Materials(site_url="https://example.org/rakor/"))
    assert 'content="0; url=../../instansi/' in slots.head
    assert "Halaman ini sudah pindah" in slots.content


def test_a_body_of_one_kecamatan_has_its_page() -> None:
    found = catalogue([bulletin(host={"agency": "polsek@35.13.14"})])
    site = publish(found)
    address = "instansi/polsek/kecamatan-kraksaan-kabupaten-probolinggo.html"
    _, slots, _ = site[address]
    assert "Polsek Kraksaan, Kabupaten Probolinggo" in slots.title
    assert "Kecamatan Kraksaan" in slots.content
    check_links(site, found)


def test_the_page_of_an_agency_says_its_former_names() -> None:
    site = publish(catalogue([bulletin(host={"agency": "lantamal@81.71"})]))
    assert "Lantamal IX (sampai 2025)" in site["instansi/lantamal/kota-ambon.html"][1].content


def test_a_withdrawn_bulletin_shows_why_and_nothing_of_what_it_said() -> None:
    gone = bulletin(
        status="dicabut",
        summary="Contoh isi yang ditarik.",
        corrections=[{"date": "2024-11-18", "part": "Semua", "now": "Buletin dicabut"}],
    )
    site = publish(catalogue([gone]), body="<p>Contoh naskah yang ditarik.</p>")
    slots = site[f"buletin/{gone.id}.html"][1]
    everything = slots.content + slots.head + slots.description
    assert "ditarik" not in everything
    assert "Buletin ini dicabut" in slots.content
    assert "Buletin dicabut" in slots.content
    assert "example.org" in slots.content
    assert "noindex" in slots.head


@pytest.mark.parametrize(
    ("status", "edition", "words"),
    [
        ("rencana", dt.date(2024, 11, 1), "Rapat mendatang"),
        ("rencana", dt.date(2024, 12, 1), "Rencana; hasilnya belum tercatat"),
        ("ditunda", None, "Rapat ini ditunda"),
        ("dibatalkan", None, "Rapat ini dibatalkan"),
    ],
)
def test_states_are_said_in_words(status: str, edition: dt.date | None, words: str) -> None:
    one = bulletin(status=status)
    site = publish(catalogue([one], edition))
    assert words in site[f"buletin/{one.id}.html"][1].content
    home = site["index.html"][1].content
    upcoming = words == "Rapat mendatang"
    assert ("rk-planned" in home) is upcoming
