"""The front matter as JSON Schema 2020-12, made from the tables of keys and the models.

For editors, which then complete keys and mark slips while one types. It says less than
``rakor check`` does: regions, agencies and calendars are beyond it.
"""

from __future__ import annotations

from typing import Any

from rakor.bulletin import Attendance, FollowUpKind, Mode, Role, Status
from rakor.content import keys
from rakor.content.references import MAX_ITEM_ID

_DAY = r"^\d{4}-\d{2}-\d{2}$"
_TIME = r"^\d{1,2}[.:]\d{2}(\s*[-–—]\s*(\d{1,2}[.:]\d{2}|selesai))?\s*(WIB|WITA|WIT)$"
_ID = r"^([a-z0-9]+(-[a-z0-9]+)*/)*[a-z0-9]+(-[a-z0-9]+)*$"


def schema() -> dict[str, Any]:
    """The schema of one bulletin's front matter; dates may also be what YAML makes of them."""
    text = _table(
        keys.BULLETIN,
        {
            "judul": _text(160, 10),
            "tanggal": {"oneOf": [_day(), _table(keys.DAYS, {"mulai": _day(), "selesai": _day()})]},
            "waktu": {"type": "string", "pattern": _TIME},
            "wilayah": _text(200),
            "tempat": _text(200),
            "mode": _choice(Mode),
            "penyelenggara": {"oneOf": [_text(200), _table(keys.HOST, {})]},
            "pimpinan": _person(keys.CHAIR),
            "instansi": _list({"oneOf": [_text(200), _participant()]}),
            "topik": _list({"type": "string", "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"}),
            "ringkasan": _text(300, 20),
            "angka": _list(_table(keys.FIGURE, {"keterangan": _text(1000)})),
            "tindak_lanjut": _list(_follow_up()),
            "sumber": _list(
                _table(
                    keys.SOURCE,
                    {"url": {"type": "string", "pattern": "^https?://"}, "tanggal": _day()},
                )
            ),
            "penulis": _list(_text(200)),
            "status": _choice(Status),
            "terbit": _day(),
            "ralat": _list(
                _table(
                    keys.CORRECTION,
                    {"tanggal": _day(), "semula": _text(1000), "menjadi": _text(1000)},
                )
            ),
            "terkait": _list({"type": "string", "pattern": _ID}),
            "lampiran": _list(_table(keys.ATTACHMENT, {"keterangan": _text(1000)})),
            "alamat_lama": _list(_text(300)),
        },
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kepala data buletin rapat koordinasi",
        **text,
    }


def _table(table: keys.KeyTable, forms: dict[str, Any]) -> dict[str, Any]:
    """A mapping with these keys; what ``forms`` does not name is a short text."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key.name for key in table.values() if key.required],
        "properties": {
            key.name: {
                "description": key.meaning[:1].upper() + key.meaning[1:],
                "examples": [key.example],
                **forms.get(key.name, _text(200)),
            }
            for key in table.values()
        },
    }


def _text(longest: int, shortest: int = 1) -> dict[str, Any]:
    return {"type": "string", "minLength": shortest, "maxLength": longest}


def _day() -> dict[str, Any]:
    return {"type": "string", "pattern": _DAY, "format": "date"}


def _choice(kind: Any) -> dict[str, Any]:
    return {"enum": [str(word) for word in kind]}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of, "minItems": 1, "maxItems": 300}


def _person(table: keys.KeyTable) -> dict[str, Any]:
    named = [{"required": ["nama"]}, {"required": ["jabatan"]}]
    return {**_table(table, {}), "anyOf": named}


def _participant() -> dict[str, Any]:
    person = _person(keys.PERSON)
    return _table(
        keys.PARTICIPANT,
        {
            "peran": _choice(Role),
            "kehadiran": _choice(Attendance),
            "wakil": {"oneOf": [person, _list(person)]},
        },
    )


def _item_id() -> dict[str, Any]:
    return {"type": "string", "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": MAX_ITEM_ID}


def _outcome() -> dict[str, Any]:
    id_ = {"type": "string", "pattern": _ID}
    forms = {"buletin": id_, "butir": _item_id(), "tanggal": _day(), "catatan": _text(1000)}
    return {"oneOf": [id_, _table(keys.OUTCOME, forms)]}


def _follow_up() -> dict[str, Any]:
    return _table(
        keys.FOLLOW_UP,
        {
            "isi": _text(1000),
            "jenis": _choice(FollowUpKind),
            "tenggat": _day(),
            "id": _item_id(),
            **dict.fromkeys(("selesai", "dialihkan", "dibatalkan"), _outcome()),
        },
    )
