"""What the files of a site are, by the ends of their names, as IANA's list of media types has it.

Asked of no system: Windows keeps such a list that any program may change.
"""

from __future__ import annotations

from pathlib import PurePosixPath

_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".jsonl": "application/jsonl",  # not registered; what https://jsonlines.org calls it
    ".ics": "text/calendar",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
}


def media_type(address: str) -> str:
    """Return the type of the file at an address; of an unknown one, that of any bytes."""
    return _TYPES.get(PurePosixPath(address).suffix.lower(), "application/octet-stream")
