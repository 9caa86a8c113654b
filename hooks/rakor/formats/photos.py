"""Pictures as they are published: upright, no larger than a page can show, saying nothing.

A phone's photo holds where and when it was taken and with what; of its twelve million pixels a
page shows a sixth. What is published instead keeps its address and its type. Where cutting the
data out is all there is to do, the pixels stay bit for bit; only a picture that is too large or
lies on its side is encoded anew, by Pillow, always to the same bytes (:func:`encoders`).
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

from rakor.formats.guard import guarded
from rakor.formats.pictures import Picture, read_picture
from rakor.formats.signatures import JPEG, PNG, WEBP

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE = 1_600
"""Pixels of the longer side of a picture within a text; no page shows it wider."""

_MOST_PIXELS = {JPEG: 120_000_000, PNG: 50_000_000, WEBP: 50_000_000}
"""Pixels that are decoded at most. A JPEG is decoded at a fraction of its size."""

_QUALITY = 85
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""What makes a picture upright, by its orientation in Exif."""


def published_picture(data: bytes, *, keep_pixels: bool = False) -> bytes:
    """Return a JPEG, PNG or WebP picture as it is published.

    Args:
        data: the whole file; what cannot be read as a picture is given back as it is.
        keep_pixels: whether it is a document of its own (a scan), of which only what is said
            about it may be removed.

    Returns:
        A picture of the same type, without position, camera, names and comments. Its pixels are
        the same unless :func:`is_encoded_anew` says otherwise; a picture of which the pixels
        cannot be read keeps them too.
    """
    picture = read_picture(data)
    if picture is None:
        return data
    if not keep_pixels and is_encoded_anew(picture):
        return _encoded_anew(data, picture) or picture.without_data()
    return data if picture.is_bare else picture.without_data()


def is_encoded_anew(picture: Picture) -> bool:
    """Whether a picture within a text is too large, or lies on its side."""
    if picture.is_animated or has_too_many_pixels(picture):
        return False
    return max(picture.width, picture.height) > LONGEST_SIDE or picture.orientation > 1


def has_too_many_pixels(picture: Picture) -> bool:
    """Whether decoding a picture would cost more memory than a build may use."""
    return picture.width * picture.height > _MOST_PIXELS[picture.kind]


@cache
def encoders() -> str:
    """Return the names and versions of what encodes: with others, bytes may differ."""
    import PIL
    from PIL import features

    versions = (f"{name} {features.version(name)}" for name in ("jpg", "webp", "zlib"))
    return f"Pillow {PIL.__version__}, {', '.join(versions)}, {LONGEST_SIDE}, {_QUALITY}"


@guarded(lambda: None)
def _encoded_anew(data: bytes, picture: Picture) -> bytes | None:
    from PIL import Image

    # The size is judged by our own reading, and below once more by Pillow's.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(data), formats=[picture.kind.upper()]) as image:
        if image.size != (picture.width, picture.height):
            return None
        profile = image.info.get("icc_profile")
        mode = image.mode
        scale = LONGEST_SIDE / max(image.size)
        size = (max(round(image.width * scale), 1), max(round(image.height * scale), 1))
        if picture.kind == JPEG and scale < 1:
            # Decoding to the next larger eighth is all that is needed, in a fraction of the time.
            image.draft(None, size)
        shown = _in_plain_colours(image)
        if scale < 1:
            shown = shown.resize(size, Image.Resampling.LANCZOS)
        if picture.orientation > 1:
            shown = shown.transpose(Image.Transpose[_TURNS[picture.orientation]])
    # A profile speaks of the colours it was made for.
    return _encode(shown, picture, profile if shown.mode[:1] == mode[:1] else None)


def _in_plain_colours(image: Image.Image) -> Image.Image:
    """The picture in a form that can be made smaller and written as any of the three types."""
    if image.mode in {"L", "RGB", "RGBA", "LA"} and "transparency" not in image.info:
        image.load()
        return image.copy()
    if image.mode == "1":
        return image.convert("L")
    if image.mode[:1] in "IF":
        raise ValueError("more than eight bits a colour")  # stays as it is
    has_alpha = image.mode in {"LA", "PA", "RGBA"} or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def _encode(image: Image.Image, picture: Picture, profile: bytes | None) -> bytes:
    options: dict[str, Any] = {}
    if picture.kind == JPEG:
        options = {"quality": _QUALITY, "optimize": True, "subsampling": "4:2:0"}
    elif picture.kind == PNG:
        options = {"optimize": False, "compress_level": 6}
    else:
        is_exact = any(part.startswith(b"VP8L") for part in picture.parts)
        options = {"quality": _QUALITY, "method": 4, "lossless": is_exact, "exact": False}
    if profile:
        options["icc_profile"] = profile
    # What Pillow would pass on from the original is not wanted.
    image.info = {}
    written = io.BytesIO()
    image.save(written, picture.kind.upper(), **options)
    return written.getvalue()
