"""Documents of offices (OOXML and OpenDocument): who made them, and pictures within them."""

from __future__ import annotations

import html
import re

from rakor.formats.guard import MAX_READ, guarded
from rakor.formats.pictures import has_position
from rakor.formats.zip_parts import Parts

_PROPERTIES = ("docProps/core.xml", "meta.xml")
_NAME = re.compile(
    rb"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator)\b[^>]{0,200}>([^<]{1,200})</",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"(?:^|/)(?:media|Pictures)/[^/]{1,200}$|\.(?:jpe?g|png|webp)$", re.IGNORECASE
)


@guarded(list)
def people(data: bytes) -> list[str]:
    """Return the names a document gives for its makers, as they stand there."""
    parts = Parts(data)
    for name in _PROPERTIES:
        text = parts.read(name, 100_000)
        if text:
            found = (match[1].decode("utf-8", "replace") for match in _NAME.finditer(text))
            return [html.unescape(one).strip() for one in found]
    return []


@guarded(lambda: False)
def holds_position(data: bytes) -> bool:
    """Whether a picture within the document says where it was taken."""
    parts = Parts(data)
    pictures = [name for name in parts.names if _PICTURE.search(name)]
    return any(has_position(parts.read(name, MAX_READ)) for name in pictures)
