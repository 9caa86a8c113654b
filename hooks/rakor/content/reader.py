"""From nodes to a bulletin: every key read, every problem noted, the model built at the end.

The forms are checked here on the nodes, where places are exact; pydantic then builds the model
and has the last word (RK148, at the key it complains about).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import is_dataclass, replace
from typing import Any

from pydantic import ValidationError

from rakor.bulletin import Attendance, Bulletin, FollowUpKind, Mode, Role, Status, keys_of
from rakor.content import fields, keys
from rakor.content.attachments import read_attachment
from rakor.content.dates import YEARS, read_date, read_time
from rakor.content.participants import named_twice, without_repeats
from rakor.content.references import (
    Reference,
    read_former,
    read_item_id,
    read_reference,
    report_repeated_items,
    report_second_outcome,
)
from rakor.content.repairs import short
from rakor.content.resolver import Resolver
from rakor.content.tree import Tree
from rakor.diagnostics import Example, Report, Rule, Severity, reports
from rakor.source.canonical import quoted
from rakor.source.file_names import day_of
from rakor.source.frontmatter import ParsedFile, plain_values
from rakor.source.nodes import Mapping, Node, Scalar, Sequence

_SHORT = 200  # names, positions, venues
_LONG = 1_000  # notes, follow-ups, corrections

_MODES = {
    "offline": "luring",
    "tatap_muka": "luring",
    "langsung": "luring",
    "online": "daring",
    "virtual": "daring",
    "zoom": "daring",
    "zoom_meeting": "daring",
    "hybrid": "hibrida",
    "hibrid": "hibrida",
    "diwakilkan": "diwakili",
    "mewakili": "diwakili",
    "wakil": "diwakili",
}
_ROLES = {
    "narasumber": "pembicara",
    "pemateri": "pembicara",
    "speaker": "pembicara",
    "participant": "peserta",
    "hadir": "peserta",
    "undangan": "peserta",
}
_OUTCOMES = {"selesai": "closed", "dialihkan": "moved", "dibatalkan": "dropped"}
_KINDS = {
    "himbauan": "imbauan",
    "commitment": "komitmen",
    "appeal": "imbauan",
    "arahan": "imbauan",
    "decision": "keputusan",
    "kesepakatan": "komitmen",
}
_STATES = {
    "published": "terbit",
    "publish": "terbit",
    "draft": "draf",
    "konsep": "draf",
    "true": "draf",
    "planned": "rencana",
    "direncanakan": "rencana",
    "postponed": "ditunda",
    "cancelled": "dibatalkan",
    "canceled": "dibatalkan",
    "batal": "dibatalkan",
    "withdrawn": "dicabut",
    "terbitkan": "terbit",
}

_K = keys.BULLETIN


class Reading:
    """What came out of one file besides problems.

    ``bulletin`` is there only if no error was found. ``references`` and ``former`` are ids of
    other bulletins, to be checked once all are known; ``used`` are attachments, relative to
    ``bulletins/``. ``data`` holds the fields of the model that could be read, by their English
    names, and ``nodes`` the keys with what was written.
    """

    __slots__ = (
        "bulletin",
        "data",
        "end",
        "former",
        "nodes",
        "references",
        "region",
        "start",
        "used",
    )

    def __init__(self) -> None:
        self.bulletin: Bulletin | None = None
        self.region: str | None = None
        self.start: dt.date | None = None
        self.end: dt.date | None = None
        self.references: list[Reference] = []
        self.former: list[Reference] = []
        self.used: set[str] = set()
        self.nodes: dict[str, Node] = {}
        self.data: dict[str, Any] = {}


def read_bulletin(
    bulletin_id: str, document: ParsedFile, report: Report, resolver: Resolver, tree: Tree
) -> Reading:
    """Read the front matter of one bulletin; problems go to ``report``."""
    return _Reader(bulletin_id, report, resolver, tree).read(document)


NAMELESS_PERSON = Rule(
    "RK146",
    "nama-atau-jabatan",
    "Orang tanpa nama dan jabatan",
    "Seorang pimpinan atau wakil harus disebut namanya, jabatannya, atau keduanya.",
    "pimpinan:\n  mewakili: Bupati",
    "pimpinan:\n  nama: Contoh Nama\n  jabatan: Sekretaris Daerah\n  mewakili: Bupati",
)


@reports(NAMELESS_PERSON)
class _Parts:
    """Reads what stands under several keys: dates, people, agencies, lists of records."""

    def __init__(self, bulletin_id: str, report: Report, resolver: Resolver, tree: Tree) -> None:
        self._id = bulletin_id
        self._folder, _, name = bulletin_id.rpartition("/")
        self._home = resolver.regions.by_slug(self._folder.rpartition("/")[0])
        self._day = day_of(f"{name}.md")
        self._year = _year_of(self._folder)
        self._report = report
        self._resolver = resolver
        self._tree = tree
        self._result = Reading()
        self._same: dict[int, int] = {}  # entries of instansi that repeat an earlier one
        self._is_whole = True  # False: something is missing for a reason outside this file

    def _date(self, key: keys.Key, node: Node | None) -> dt.date | None:
        value = fields.scalar(self._report, key, node) if node is not None else None
        if value is None:
            return None
        day = self._day if key is _K["tanggal"] else None
        return read_date(self._report, key.name, value, self._year, day)

    def _text_list(self, name: str, node: Node) -> tuple[str, ...]:
        found: list[tuple[str, Node]] = []
        for item in fields.items(self._report, _K[name], node):
            value = fields.text(self._report, _K[name], item, _SHORT, is_item=True)
            if value:
                found.append((value, item))
        return fields.unique(self._report, _K[name], found)

    def _person(
        self, name: str, node: Node, table: keys.KeyTable, is_item: bool = False
    ) -> dict[str, Any] | None:
        key = _K[name] if name in _K else keys.PARTICIPANT[name]
        person = fields.mapping(self._report, key, node, is_item=is_item)
        if person is None:
            return None
        parts = fields.fields(self._report, person, table, name)
        english = {"nama": "name", "jabatan": "position", "mewakili": "on_behalf_of"}
        found = {
            english[part]: fields.text(self._report, table[part], value, _SHORT)
            for part, value in parts.items()
        }
        # A misspelt "nama" has its own message; more than a few keys are no slip.
        words = {word.value for word, _ in person.entries[:10]} - table.keys()
        meant = {near.name for word in words if (near := keys.nearest(word, table))}
        if not {"nama", "jabatan"} & {*parts, *meant}:
            first = person.entries[0][0] if person.entries else None
            self._report.at(
                (first.start if first else node.start, first.end if first else node.end),
                NAMELESS_PERSON,
                f"Orang dalam {name} belum disebut nama atau jabatannya.",
                "Sedikitnya salah satu dari nama dan jabatan harus ada.",
                f"{fields.FILL_IN}\n{name}:\n  nama: …\n  jabatan: …",
                is_step=True,
            )
        return found

    def _agency(self, key: keys.Key, node: Node, region: str | None, lead: str) -> str | None:
        """The id of an agency; without a region nothing is looked up, so that one unknown
        region does not make every agency unknown."""
        value = fields.scalar(self._report, key, node, is_item=not lead)
        if value is None or region is None:
            return None
        before = len(self._report.problems)
        agency = self._resolver.agency(self._report, lead, value, region)
        if agency is None and len(self._report.problems) == before:
            self._is_whole = False
        return agency.id if agency else None

    def _rows(
        self, name: str, nodes: dict[str, Node], table: keys.KeyTable
    ) -> list[dict[str, Node]]:
        if name not in nodes:
            return []
        rows = []
        for item in fields.items(self._report, _K[name], nodes[name], table):
            row = fields.row(self._report, _K[name], item, table)
            if row is not None:
                rows.append(fields.fields(self._report, row, table, name))
        return rows

    def _text(self, table: keys.KeyTable, name: str, row: dict[str, Node], most: int) -> str | None:
        node = row.get(name)
        if node is None:
            return None
        return fields.text(self._report, table[name], node, most, lines=most >= _LONG)

    def _references(self, name: str, node: Node) -> list[Reference]:
        found: list[Reference] = []
        for item in fields.items(self._report, _K[name], node):
            value = fields.scalar(self._report, _K[name], item, is_item=True)
            reference = read_reference(self._report, name, value) if value else None
            if reference:
                found.append(reference)
        kept = fields.unique(
            self._report, _K[name], [(r.id, Scalar(r.id, r.start, r.end)) for r in found]
        )
        return [next(r for r in found if r.id == id_) for id_ in kept]


MODEL_REFUSED = Rule(
    "RK148",
    "data-tak-cocok",
    "Data tidak cocok dengan bentuk buletin",
    "Pemeriksaan terakhir menemukan nilai yang tidak sesuai dengan bentuk buletin.",
    "Nilai yang lolos pemeriksaan lain tetapi ditolak pada tahap akhir",
    "Nilai seperti pada contoh di panduan",
    Example.NOTE,
)
DAYS_REVERSED = Rule(
    "RK304",
    "selesai-sebelum-mulai",
    "Tanggal selesai sebelum tanggal mulai",
    "Rapat beberapa hari berakhir sesudah dimulai.",
    "tanggal:\n  mulai: 2024-11-14\n  selesai: 2024-11-13",
    "tanggal:\n  mulai: 2024-11-14\n  selesai: 2024-11-15",
)


@reports(DAYS_REVERSED, MODEL_REFUSED)
class _Reader(_Parts):
    def read(self, document: ParsedFile) -> Reading:
        report, result = self._report, self._result
        _check_cut_values(report, document)
        nodes = result.nodes = fields.fields(report, document.data, _K, offers=self._offers())
        # Region and days first: agencies and times are read in their light.
        region = self._region(nodes)
        start, end = self._days(nodes)
        data: dict[str, Any] = result.data
        data |= {
            "id": self._id,
            "region": region,
            "start": start,
            "end": end,
        }
        self._texts(nodes, data)
        self._agencies(nodes, data)
        self._records(nodes, data)
        result.region, result.start, result.end = region, start, end
        if self._is_whole and not any(
            problem.severity is Severity.ERROR for problem in report.problems
        ):
            result.bulletin = self._model(data, document)
        return result

    # --- single values ----------------------------------------------------------------------

    def _offers(self) -> dict[str, str]:
        """What the place of the file says about its region and day, as lines to write."""
        offers = {}
        if self._home is not None:
            offers["wilayah"] = f'wilayah: "{self._home.code}"'
        if self._day is not None:
            offers["tanggal"] = f"tanggal: {self._day}"
        return offers

    def _region(self, nodes: dict[str, Node]) -> str | None:
        node = nodes.get("wilayah")
        value = fields.scalar(self._report, _K["wilayah"], node) if node is not None else None
        if value is None:
            return None
        region = self._resolver.region(self._report, "wilayah", value, self._home)
        return region.code if region else None

    def _days(self, nodes: dict[str, Node]) -> tuple[dt.date | None, dt.date | None]:
        node = nodes.get("tanggal")
        if not isinstance(node, Mapping):
            day = self._date(_K["tanggal"], node)
            return day, day
        days = fields.fields(self._report, node, keys.DAYS, "tanggal")
        start = self._date(keys.DAYS["mulai"], days.get("mulai"))
        end = self._date(keys.DAYS["selesai"], days.get("selesai"))
        if start and end and end < start:
            place = days["selesai"]
            self._report.at(
                place,
                DAYS_REVERSED,
                f"Tanggal selesai ({end}) sebelum tanggal mulai ({start}).",
                "Rapat beberapa hari berakhir sesudah dimulai.",
                f"tanggal:\n  mulai: {end}\n  selesai: {start}",
            )
        return start, end

    def _texts(self, nodes: dict[str, Node], data: dict[str, Any]) -> None:
        report = self._report
        if "judul" in nodes:
            data["title"] = fields.text(report, _K["judul"], nodes["judul"], 160, shortest=10)
        if "ringkasan" in nodes:
            data["summary"] = fields.text(
                report, _K["ringkasan"], nodes["ringkasan"], 300, shortest=20, lines=True
            )
        if "tempat" in nodes:
            data["venue"] = fields.text(report, _K["tempat"], nodes["tempat"], _SHORT)
        if "mode" in nodes:
            data["mode"] = fields.choice(report, _K["mode"], nodes["mode"], Mode, _MODES)
        if "status" in nodes:
            status = fields.choice(report, _K["status"], nodes["status"], Status, _STATES)
            data["status"] = status or Status.PUBLISHED
        if "terbit" in nodes:
            data["publish_on"] = self._date(_K["terbit"], nodes["terbit"])
        if "waktu" in nodes:
            value = fields.scalar(report, _K["waktu"], nodes["waktu"])
            region = data["region"]
            zone = self._resolver.regions[region].zone if region else "WIB"
            several = data["start"] != data["end"]
            data["time"] = read_time(report, value, zone, several) if value else None
        if "pimpinan" in nodes:
            data["chair"] = self._person("pimpinan", nodes["pimpinan"], keys.CHAIR)
        if "penulis" in nodes:
            data["writers"] = self._text_list("penulis", nodes["penulis"])

    # --- agencies and topics ----------------------------------------------------------------

    def _agencies(self, nodes: dict[str, Node], data: dict[str, Any]) -> None:
        report = self._report
        if "penyelenggara" in nodes:
            data["host"] = self._host(nodes["penyelenggara"], data["region"])
        if "instansi" in nodes:
            items = fields.items(report, _K["instansi"], nodes["instansi"], keys.PARTICIPANT)
            data["participants"] = [self._participant(item, data["region"]) for item in items]
            self._same = named_twice(report, items, data["participants"], self._resolver.agencies)
        if "topik" in nodes:
            topics: list[tuple[str, Node]] = []
            for item in fields.items(report, _K["topik"], nodes["topik"]):
                value = fields.scalar(report, _K["topik"], item, is_item=True)
                topic = self._resolver.topic(report, value) if value else None
                if topic:
                    topics.append((topic, item))
            data["topics"] = fields.unique(report, _K["topik"], topics)

    def _host(self, node: Node, region: str | None) -> dict[str, Any]:
        if not isinstance(node, Mapping):
            return {"agency": self._agency(_K["penyelenggara"], node, region, "penyelenggara")}
        parts = fields.fields(self._report, node, keys.HOST, "penyelenggara")
        host: dict[str, Any] = {"agency": None}
        if "instansi" in parts:
            key = keys.HOST["instansi"]
            host["agency"] = self._agency(key, parts["instansi"], region, "instansi")
        if "melalui" in parts:
            key = keys.HOST["melalui"]
            host["through"] = fields.text(self._report, key, parts["melalui"], _SHORT)
        return host

    def _participant(self, node: Node, region: str | None) -> dict[str, Any]:
        if not isinstance(node, Mapping):
            return {"agency": self._agency(_K["instansi"], node, region, "")}
        report, table = self._report, keys.PARTICIPANT
        parts = fields.fields(report, node, table, "instansi")
        found: dict[str, Any] = {"agency": None}
        if "instansi" in parts:
            found["agency"] = self._agency(table["instansi"], parts["instansi"], region, "instansi")
        if "peran" in parts:
            role = fields.choice(report, table["peran"], parts["peran"], Role, _ROLES)
            found["role"] = role or Role.PARTICIPANT
        if "kehadiran" in parts:
            found["attendance"] = fields.choice(
                report, table["kehadiran"], parts["kehadiran"], Attendance, _MODES
            )
        if "wakil" in parts:
            node = parts["wakil"]
            several = isinstance(node, Sequence)
            people = node.items if isinstance(node, Sequence) else [node]
            found["people"] = [
                self._person("wakil", person, keys.PERSON, several) for person in people
            ]
        return found

    # --- lists of records -------------------------------------------------------------------

    def _records(self, nodes: dict[str, Node], data: dict[str, Any]) -> None:
        report, result = self._report, self._result
        data["figures"] = [
            {
                "value": self._text(keys.FIGURE, "nilai", row, _SHORT),
                "unit": self._text(keys.FIGURE, "satuan", row, _SHORT),
                "note": self._text(keys.FIGURE, "keterangan", row, _LONG),
                "according_to": self._text(keys.FIGURE, "menurut", row, _SHORT),
            }
            for row in self._rows("angka", nodes, keys.FIGURE)
        ]
        rows = list(self._rows("tindak_lanjut", nodes, keys.FOLLOW_UP))
        data["follow_ups"] = [self._follow_up(row, data["region"]) for row in rows]
        report_repeated_items(report, [row["id"] for row in rows if "id" in row])
        data["sources"] = [
            {
                "name": self._text(keys.SOURCE, "nama", row, _SHORT),
                "url": fields.url(report, keys.SOURCE["url"], row["url"]) if "url" in row else None,
                "date": self._date(keys.SOURCE["tanggal"], row.get("tanggal")),
            }
            for row in self._rows("sumber", nodes, keys.SOURCE)
        ]
        data["corrections"] = [
            {
                "date": self._date(keys.CORRECTION["tanggal"], row.get("tanggal")),
                "part": self._text(keys.CORRECTION, "bagian", row, _SHORT),
                "was": self._text(keys.CORRECTION, "semula", row, _LONG),
                "now": self._text(keys.CORRECTION, "menjadi", row, _LONG),
            }
            for row in self._rows("ralat", nodes, keys.CORRECTION)
        ]
        data["attachments"] = self._attachments(nodes)
        if "terkait" in nodes:
            result.references += (references := self._references("terkait", nodes["terkait"]))
            data["related"] = [reference.id for reference in references]
        if "alamat_lama" in nodes:
            for item in fields.items(report, _K["alamat_lama"], nodes["alamat_lama"]):
                value = fields.scalar(report, _K["alamat_lama"], item, is_item=True)
                former = read_former(report, value) if value else None
                if former:
                    result.former.append(former)
            data["former_addresses"] = [former.id for former in result.former]

    def _follow_up(self, row: dict[str, Node], region: str | None) -> dict[str, Any]:
        report, table = self._report, keys.FOLLOW_UP
        found: dict[str, Any] = {
            "text": self._text(table, "isi", row, _LONG),
            "due": self._date(table["tenggat"], row.get("tenggat")),
        }
        if "jenis" in row:
            kind = fields.choice(report, table["jenis"], row["jenis"], FollowUpKind, _KINDS)
            found["kind"] = kind or FollowUpKind.COMMITMENT
        if "penanggung_jawab" in row:
            key = table["penanggung_jawab"]
            found["responsible"] = self._agency(key, row["penanggung_jawab"], region, key.name)
        if "id" in row:
            value = fields.scalar(report, table["id"], row["id"])
            found["id"] = read_item_id(report, value) if value else None
        told = [name for name in keys.OUTCOMES if name in row]
        for name in told[1:]:
            report_second_outcome(report, row[name], name, told[0])
        for name in told[:1]:
            found[_OUTCOMES[name]] = self._outcome(name, row[name])
        return found

    def _outcome(self, name: str, node: Node) -> dict[str, Any] | None:
        """What became of a follow-up: the id of a bulletin, or that and more about it."""
        report, table = self._report, keys.OUTCOME
        found: dict[str, Any] = {}
        item = ""
        if isinstance(node, Mapping):
            parts = fields.fields(report, node, table, name)
            found["date"] = self._date(table["tanggal"], parts.get("tanggal"))
            found["note"] = self._text(table, "catatan", parts, _LONG)
            if "butir" in parts:
                value = fields.scalar(report, table["butir"], parts["butir"])
                item = found["item"] = (read_item_id(report, value) if value else None) or ""
            if "buletin" not in parts:
                return None
            node = parts["buletin"]
        value = fields.scalar(report, keys.FOLLOW_UP[name], node)
        reference = read_reference(report, name, value) if value else None
        if reference is None:
            return None
        self._result.references.append(replace(reference, item=item, day=found.get("date")))
        return {**found, "bulletin": reference.id, "item": item or None}

    def _attachments(self, nodes: dict[str, Node]) -> list[dict[str, Any]]:
        report, table = self._report, keys.ATTACHMENT
        found: list[dict[str, Any]] = []
        seen: list[tuple[str, Node]] = []
        for row in self._rows("lampiran", nodes, table):
            note = self._text(table, "keterangan", row, _LONG)
            if "berkas" not in row:
                continue
            value = fields.scalar(report, table["berkas"], row["berkas"])
            if value is None:
                continue
            attachment = read_attachment(report, value, self._folder, self._tree)
            if attachment:
                seen.append((attachment.file, value))
                self._result.used.add(attachment.path)
                found.append({"file": attachment.file, "note": note})
        fields.unique(report, _K["lampiran"], seen)
        return found

    # --- the model --------------------------------------------------------------------------

    def _model(self, data: dict[str, Any], document: ParsedFile) -> Bulletin | None:
        try:
            return Bulletin.from_fields(without_repeats(data, self._same))
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self._report_model(detail["loc"], detail["msg"], document)
            return None

    def _report_model(
        self, location: tuple[int | str, ...], message: str, document: ParsedFile
    ) -> None:
        node = _node_at(document.data, location)
        self._report.at(
            node,
            MODEL_REFUSED,
            "Nilai di sini tidak cocok dengan bentuk buletin.",
            f"Pemeriksa bentuk menjawab: {message}",
            "Bandingkan dengan contoh pada panduan.",
            is_step=True,
        )


def _year_of(folder: str) -> int | None:
    """The year a folder is named after, or None."""
    year = folder.rpartition("/")[2]
    is_year = len(year) == 4 and year.isascii() and year.isdigit()
    return int(year) if is_year and int(year) in YEARS else None


def _node_at(node: Node, location: tuple[int | str, ...]) -> Node:
    """The node a location in the model stands for, as deep as it can be followed."""
    for step in location:
        if isinstance(node, Mapping):
            below = node.get(_ALIASES.get(str(step), str(step)))
        elif isinstance(step, int) and isinstance(node, Sequence) and step < len(node.items):
            below = node.items[step]
        else:
            below = None
        if below is None:
            return node
        node = below
    return node


def _aliases() -> dict[str, str]:
    """Names of fields in the models to keys in the front matter."""
    from rakor import bulletin as models

    found = {"start": "tanggal", "end": "tanggal"}
    for part in vars(models).values():
        if isinstance(part, type) and is_dataclass(part):
            for name, key in keys_of(part).items():
                found.setdefault(name, key)
    return found


_ALIASES = _aliases()


CUT_VALUE = Rule(
    "RK118",
    "tanda-pagar-memotong",
    "Tanda # memotong nilai",
    "Bagi YAML, # sesudah spasi memulai keterangan; teks sesudahnya tidak terbaca dan "
    "tidak diterbitkan.",
    "tempat: Ruang Rapat #2 Kantor Bupati",
    'tempat: "Ruang Rapat #2 Kantor Bupati"',
    severity=Severity.WARNING,
)


_NO_TEXT = re.compile(r"[\d.:,/\s–-]+(?:WI(?:B|TA|T))?|[a-z0-9][a-z0-9_/-]*")
_EXCUSE = re.compile(r"#[ \t]*rakor[ \t]*:", re.IGNORECASE)


@reports(CUT_VALUE)
def _check_cut_values(report: Report, document: ParsedFile) -> None:
    """RK118: a value followed by " #", as in "Ruang #2" or "Lantai 2 # dekat lift"."""
    text = report.source.text
    if text.find(" #", 0, document.body_start) < 0:
        return
    for node in plain_values(document.data):
        rest = text[node.end : node.end + 500].split("\n", 1)[0].rstrip()
        cut = rest.lstrip()
        if rest == cut or not cut.startswith("#") or _EXCUSE.match(cut):
            continue
        # Behind a date, an hour, an id or a choice there can only be a note of the writer.
        is_joined = bool(cut[1:2].strip()) and cut[1] != "#"
        if is_joined or not _NO_TEXT.fullmatch(node.value):
            line = report.source.line(report.source.position(node.end)[0]) or ""
            line = line.rstrip()
            whole = text[node.start : node.end] + rest
            report.at(
                (node.end + len(rest) - len(cut), node.end + len(rest)),
                CUT_VALUE,
                f'Teks "{short(cut, 40)}" tidak akan terbit.',
                "Tanda # sesudah spasi memulai keterangan untuk penulis. Bila memang keterangan, "
                "tulis pada baris tersendiri.",
                line[: len(line) - len(whole)] + quoted(" ".join(whole.split())),
            )
