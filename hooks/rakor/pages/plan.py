"""Which pages there are: every generated page once, in a stable order.

The plan is cheap. What a page shows is looked up by its view, page by page.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator, Sequence

from rakor import indonesian
from rakor.bulletin import Bulletin, Status
from rakor.content.collection import Catalogue
from rakor.content.ledger import has_state
from rakor.documents import addresses
from rakor.pages import pagination
from rakor.pages.labels import agency_type_label, part_label, tally
from rakor.pages.page import Page
from rakor.pages.views import corrections
from rakor.pages.views.ledger import scope

HOME_TITLE = "Catatan terbuka rapat koordinasi pemerintah"
HOME_DESCRIPTION = (
    "Buletin rapat koordinasi pemerintah di Indonesia: siapa bertemu, apa yang dibahas, "
    "dan apa tindak lanjutnya."
)


def plan(catalogue: Catalogue) -> Iterator[Page]:
    """Every generated page. No address comes twice, not even in another case."""
    taken: set[str] = set()
    for page in _pages(catalogue):
        taken.add(page.address.casefold())
        yield page
    for page in (*_stubs(catalogue), *_moved_agencies(catalogue), *_moved_topics(catalogue)):
        if page.address.casefold() not in taken:
            taken.add(page.address.casefold())
            yield page


def _pages(catalogue: Catalogue) -> Iterator[Page]:
    yield Page(addresses.HOME, "", "home", HOME_TITLE, HOME_DESCRIPTION)
    yield from _bulletins(catalogue)
    yield from _regions(catalogue)
    yield from _dates(catalogue)
    yield from _agencies(catalogue)
    yield from _topics(catalogue)
    yield from _ledgers(catalogue)
    yield from _corrections(catalogue)
    yield Page(
        addresses.DATA,
        "",
        "data",
        "Data terbuka",
        "Semua catatan rapat koordinasi sebagai tabel: unduhan menurut tahun, arti setiap kolom, "
        "kode referensi, dan lisensinya.",
    )
    yield Page(
        addresses.SEARCH,
        "cari",
        "search",
        "Cari buletin",
        "Cari buletin rapat koordinasi menurut kata, wilayah, instansi, tahun, dan topik.",
    )


def _bulletins(catalogue: Catalogue) -> Iterator[Page]:
    for bulletin in catalogue.bulletins:
        withdrawn = bulletin.status is Status.WITHDRAWN
        yield Page(
            addresses.bulletin(bulletin.id),
            "",
            "bulletin",
            bulletin.title,
            "Buletin ini telah dicabut." if withdrawn else bulletin.summary,
            (bulletin.id,),
        )


def _stubs(catalogue: Catalogue) -> Iterator[Page]:
    for former, bulletin_id in sorted(catalogue.former_ids().items()):
        address = addresses.former(former)
        bulletin = catalogue.get(bulletin_id)
        if address is not None and bulletin is not None:
            yield _stub(address, "Buletin", bulletin.title, addresses.bulletin(bulletin_id))


def _stub(address: str, what: str, title: str, to: str) -> Page:
    """A page that leads from a former address to the one of today."""
    description = f"{what} ini sudah pindah ke alamat baru."
    return Page(address, "", "moved", f"Pindah: {title}", description, (what, title, to))


def _moved_agencies(catalogue: Catalogue) -> Iterator[Page]:
    """Stubs for agencies that were renamed, and for types: all their pages move with them."""
    agencies = catalogue.agencies
    for type_id in catalogue.agencies_of_type:
        for former in agencies.type(type_id).former_ids:
            label = agency_type_label(agencies.type(type_id))
            to = addresses.agency_type(type_id)
            yield _stub(addresses.agency_type(former), "Halaman", label, to)
    for agency_id, bulletins in sorted(catalogue.by_agency.items()):
        agency = agencies[agency_id]
        former_types = agencies.type(agency.type).former_ids
        for former in addresses.former_agencies(agency, former_types):
            main = addresses.agency(agency)
            yield _stub(f"{former}.html", "Halaman", agency.name, main)
            for part in pagination.parts(bulletins):
                to = addresses.agency_part(agency) + part.tail
                yield _stub(f"{former}/{part.tail}", "Halaman", agency.name, to)
            if len(catalogue.tasks_of.get(agency_id, ())) > pagination.FEW:
                to = addresses.ledger(addresses.agency_part(agency))
                yield _stub(f"{former}/tindak-lanjut.html", "Halaman", agency.name, to)


def _moved_topics(catalogue: Catalogue) -> Iterator[Page]:
    """Stubs for topics whose id is another now."""
    for former, topic in sorted(catalogue.former_topics.items()):
        bulletins = catalogue.by_topic.get(topic)
        if bulletins is None:
            continue
        name = catalogue.topics.get(topic, topic)
        yield _stub(addresses.topic(former), "Halaman", name, addresses.topic(topic))
        for part in pagination.parts(bulletins):
            to = addresses.topic_part(topic) + part.tail
            yield _stub(addresses.topic_part(former) + part.tail, "Halaman", name, to)
        if any(has_state(task.follow_up) for task in catalogue.tasks_on.get(topic, ())):
            to = addresses.ledger(addresses.topic_part(topic))
            yield _stub(addresses.ledger(addresses.topic_part(former)), "Halaman", name, to)


def _listing(
    section: str, family: str, key: str, name: str, prefix: str, bulletins: Sequence[Bulletin]
) -> Iterator[Page]:
    """The parts of one subject's listing, when it is too long for its page."""
    for part in pagination.parts(bulletins):
        yield Page(
            prefix + part.tail,
            section,
            "part",
            f"{name}, {part_label(part)}",
            f"{name}: {tally(part.bulletins)}.",
            (family, key, part.tail),
        )


def _regions(catalogue: Catalogue) -> Iterator[Page]:
    regions = catalogue.regions
    found = sum(region.code in catalogue.by_region for region in regions.provinces())
    yield Page(
        addresses.REGIONS,
        "wilayah",
        "regions",
        "Buletin menurut wilayah",
        f"Buletin rapat koordinasi menurut provinsi, kabupaten, dan kota; {found} provinsi "
        "sudah memiliki buletin.",
    )
    for code, bulletins in sorted(catalogue.by_region.items()):
        names = ", ".join(step.name for step in reversed(regions.path(code)))
        yield Page(
            addresses.region(regions, code),
            "wilayah",
            "regency" if "." in code else "province",
            f"{names}: buletin rapat koordinasi",
            f"Rapat koordinasi di {names}: {tally(bulletins)}.",
            (code,),
        )
        yield from _listing(
            "wilayah", "region", code, names, addresses.region_part(regions, code), bulletins
        )


def _dates(catalogue: Catalogue) -> Iterator[Page]:
    yield Page(
        addresses.DATES,
        "tanggal",
        "dates",
        "Buletin menurut tanggal",
        f"Buletin rapat koordinasi menurut tahun dan bulan: {tally(catalogue.listed)}.",
    )
    months = sorted({*catalogue.by_month, *catalogue.continued_in})
    for year in sorted({*catalogue.by_year, *(year for year, _ in months)}):
        bulletins = catalogue.by_year.get(year, ())
        yield Page(
            addresses.year(year),
            "tanggal",
            "year",
            f"Rapat koordinasi tahun {year}",
            f"Rapat koordinasi tahun {year}: {tally(bulletins)}.",
            (str(year),),
        )
    for year, month in months:
        bulletins = catalogue.by_month.get((year, month), ())
        name = indonesian.month(year, month)
        yield Page(
            addresses.month(year, month),
            "tanggal",
            "month",
            f"Rapat koordinasi {name}",
            f"Rapat koordinasi {name}: {tally(bulletins)}.",
            (str(year), str(month)),
        )
        for day in days_apart(catalogue, year, month):
            of_day = catalogue.by_day.get(day, ())
            pieces = max(1, -(-len(of_day) // pagination.LINES))
            for piece in range(1, pieces + 1):
                tail = f", bagian {piece}" if piece > 1 else ""
                yield Page(
                    addresses.day(day.year, day.month, day.day, piece),
                    "tanggal",
                    "day",
                    f"Rapat koordinasi {indonesian.full_date(day)}{tail}",
                    f"Rapat koordinasi dan tenggat tindak lanjut pada {indonesian.full_date(day)}.",
                    (day.isoformat(), str(piece)),
                )


def days_apart(catalogue: Catalogue, year: int, month: int) -> list[dt.date]:
    """Days with a page of their own: all with something on them, in a month that is too full."""
    days = [dt.date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    dues = sum(len(catalogue.due_on.get(day, ())) for day in days)
    if (
        len(catalogue.by_month.get((year, month), ())) <= pagination.FULL_MONTH
        and dues <= pagination.FULL
    ):
        return []
    return [day for day in days if day in catalogue.by_day or day in catalogue.due_on]


def _agencies(catalogue: Catalogue) -> Iterator[Page]:
    agencies = catalogue.agencies
    yield Page(
        addresses.AGENCIES,
        "instansi",
        "agencies",
        "Buletin menurut instansi",
        f"{indonesian.number(len(catalogue.by_agency))} instansi tercatat dalam buletin rapat "
        "koordinasi, menurut jenisnya.",
    )
    for type_id, ids in catalogue.agencies_of_type.items():
        label = agency_type_label(agencies.type(type_id))
        bulletins = catalogue.by_type[type_id]
        yield Page(
            addresses.agency_type(type_id),
            "instansi",
            "agency-type",
            f"{label}: buletin rapat koordinasi",
            f"{label} dalam rapat koordinasi: {tally(bulletins)}.",
            (type_id,),
        )
        if len(ids) > pagination.LINES:
            for code in sorted({(agencies[one].region or "").partition(".")[0] for one in ids}):
                if code:
                    province = catalogue.regions[code]
                    yield Page(
                        addresses.agency_type_in(type_id, province),
                        "instansi",
                        "agency-type-in",
                        f"{label} di {province.name}",
                        f"{label} di {province.name} yang tercatat dalam buletin rapat koordinasi.",
                        (type_id, code),
                    )
    for agency_id, bulletins in sorted(catalogue.by_agency.items()):
        agency = agencies[agency_id]
        yield Page(
            addresses.agency(agency),
            "instansi",
            "agency",
            f"{agency.name}: buletin rapat koordinasi",
            f"{agency.name} dalam rapat koordinasi: {tally(bulletins)}.",
            (agency_id,),
        )
        yield from _listing(
            "instansi", "agency", agency_id, agency.name, addresses.agency_part(agency), bulletins
        )


def _topics(catalogue: Catalogue) -> Iterator[Page]:
    yield Page(
        addresses.TOPICS,
        "topik",
        "topics",
        "Buletin menurut topik",
        f"Buletin rapat koordinasi menurut topik: {len(catalogue.by_topic)} topik.",
    )
    for topic, bulletins in sorted(catalogue.by_topic.items()):
        name = catalogue.topics.get(topic, topic)
        yield Page(
            addresses.topic(topic),
            "topik",
            "topic",
            f"{name}: buletin rapat koordinasi",
            f"Rapat koordinasi tentang {name}: {tally(bulletins)}.",
            (topic,),
        )
        yield from _listing("topik", "topic", topic, name, addresses.topic_part(topic), bulletins)


def _ledgers(catalogue: Catalogue) -> Iterator[Page]:
    """What was promised: everywhere, and in each region and topic where somebody did.

    Which ledgers there are does not depend on the day of the edition.
    """
    yield from _ledger(catalogue, "all", "")
    for code in sorted(catalogue.tasks_in):
        yield from _ledger(catalogue, "region", code)
    for topic in sorted(catalogue.tasks_on):
        yield from _ledger(catalogue, "topic", topic)
    for type_id in sorted(catalogue.tasks_of_type):
        if type_id in catalogue.by_type:
            yield from _ledger(catalogue, "type", type_id)
    for agency_id, tasks in sorted(catalogue.tasks_of.items()):
        if len(tasks) > pagination.FEW and agency_id in catalogue.by_agency:
            yield from _ledger(catalogue, "agency", agency_id)


def _ledger(catalogue: Catalogue, family: str, key: str) -> Iterator[Page]:
    of = scope(catalogue, family, key)
    is_needed = family in ("all", "agency")
    if not is_needed and not any(has_state(task.follow_up) for task in of.tasks):
        return
    title = f"Janji dan tindak lanjut {of.where}".strip()
    yield Page(
        addresses.ledger(of.prefix),
        "tindak-lanjut",
        "ledger",
        title,
        f"{title}: yang lewat tenggat, yang masih terbuka, dan yang sudah selesai menurut buletin "
        "rapat koordinasi.",
        (family, key, ""),
    )
    for part in pagination.parts(of.tasks):
        yield Page(
            addresses.ledger_part(of.prefix) + part.tail,
            "tindak-lanjut",
            "ledger",
            f"{title}, {part_label(part)}",
            f"{title} dari rapat {part_label(part)}.",
            (family, key, part.tail),
        )


def _corrections(catalogue: Catalogue) -> Iterator[Page]:
    title = "Ralat dan pencabutan"
    description = "Semua perbaikan pada buletin yang sudah terbit, yang terbaru paling atas."
    yield Page(addresses.CORRECTIONS, "", "corrections", title, description, ("",))
    for part in pagination.parts(corrections.changes(catalogue)):
        if part.day:
            continue
        label = f"{title}, {part_label(part)}"
        address = corrections.PREFIX + part.tail
        yield Page(address, "", "corrections", label, description, (part.tail,))
