"""What comes from a browser and what goes back: requests taken apart, answers put together.

The server has seen to it that a request comes from one of our own pages; here only its form
counts, and how much of it there may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qs

from rakor.errors import RakorError

MOST_TEXT = 1_000_000
"""Bytes of a posted form without files."""
MOST_FILES = 20_000_000
"""Bytes of a posted form with files."""

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
JSON = "application/json"

_MOST_BOXES = 20_000
_BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.IGNORECASE)
_NAME = re.compile(rb'(?<![a-z])name="([^"]{0,300})"', re.IGNORECASE)
_FILE = re.compile(rb'filename="([^"]{0,1000})"', re.IGNORECASE)


class BadForm(RakorError):
    """What was posted is no form of ours."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file that was posted: the box it came in, what it was called, and its bytes."""

    box: str
    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for.

    Attributes:
        method: GET or POST.
        path: what follows ``/tulis/``, decoded.
        query: what stands behind the question mark.
        boxes: the texts that were posted, by box.
        files: those that were posted.
    """

    method: str
    path: str
    query: dict[str, list[str]] = field(default_factory=dict)
    boxes: dict[str, list[str]] = field(default_factory=dict)
    files: tuple[Upload, ...] = ()

    def get(self, box: str) -> str:
        """The text in a box, or nothing."""
        return self.boxes.get(box, [""])[0]

    def asked(self, name: str) -> str:
        """A value of the query, or nothing."""
        return self.query.get(name, [""])[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser is given back.

    Attributes:
        body: its bytes.
        kind: their media type.
        status: of the answer.
        location: where to go instead.
        is_preview: whether pages of the form may show it in a frame.
    """

    body: bytes = b""
    kind: str = "text/html"
    status: HTTPStatus = HTTPStatus.OK
    location: str = ""
    is_preview: bool = False


def limit_of(content_type: str) -> int:
    """How many bytes a form of this type may have; 0 if no form of ours is of this type."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == MULTIPART:
        return MOST_FILES
    return MOST_TEXT if kind in {URLENCODED, JSON} else 0


def read_form(content_type: str, body: bytes) -> tuple[dict[str, list[str]], tuple[Upload, ...]]:
    """Take a posted form apart.

    Raises:
        BadForm: it is damaged, or holds too much.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind == MULTIPART:
        match = _BOUNDARY.search(content_type)
        if match is None:
            raise BadForm("Isian ini rusak di jalan. Muat ulang halamannya, lalu coba lagi.")
        return _read_parts(body, (match[1] or match[2]).encode("latin-1", "replace"))
    if kind != URLENCODED:
        raise BadForm("Isian ini bukan dari formulir Rakor.")
    try:
        text = body.decode("ascii")
        boxes = parse_qs(text, keep_blank_values=True, max_num_fields=_MOST_BOXES)
    except ValueError as error:
        raise BadForm("Isian ini rusak di jalan. Muat ulang halamannya, lalu coba lagi.") from error
    return boxes, ()


def _read_parts(body: bytes, boundary: bytes) -> tuple[dict[str, list[str]], tuple[Upload, ...]]:
    """RFC 7578, as browsers write it: names in UTF-8, ``"`` as ``%22``."""
    boxes: dict[str, list[str]] = {}
    files: list[Upload] = []
    for head, data in _parts(body, boundary):
        name = _NAME.search(head)
        if name is None:
            raise BadForm("Isian ini rusak di jalan. Muat ulang halamannya, lalu coba lagi.")
        box = _said(name[1])
        called = _FILE.search(head)
        if called is None:
            boxes.setdefault(box, []).append(data.decode("utf-8", "replace"))
        elif called[1] or data:
            files.append(Upload(box, _said(called[1]), data))
    return boxes, tuple(files)


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[bytes, bytes]]:
    mark = b"\r\n--" + boundary
    pieces = (b"\r\n" + body).split(mark, _MOST_BOXES + 1)
    if len(pieces) < 2 or len(pieces) > _MOST_BOXES or not pieces[-1].startswith(b"--"):
        raise BadForm("Isian ini tidak sampai utuh. Muat ulang halamannya, lalu coba lagi.")
    for piece in pieces[1:-1]:
        head, found, data = piece.partition(b"\r\n\r\n")
        if not found:
            raise BadForm("Isian ini rusak di jalan. Muat ulang halamannya, lalu coba lagi.")
        yield head, data


def _said(name: bytes) -> str:
    return name.decode("utf-8", "replace").replace("%22", '"').replace("%0D%0A", " ")
