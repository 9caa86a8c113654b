"""Pictures as they are published."""

from __future__ import annotations

import io

import foreign
import pytest
from foreign import exif, in_jpeg, segment
from PIL import Image

from rakor.formats.photos import LONGEST_SIDE, encoders, is_encoded_anew, published_picture
from rakor.formats.pictures import has_position, read_picture

KINDS = ("jpg", "png", "webp")
_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("width", "height", "published"),
    [
        (1600, 30, (1600, 30)),
        (1601, 40, (1600, 40)),
        (40, 3200, (20, 1600)),
        (4000, 30, (1600, 12)),
        (16_000, 2, (1600, 1)),
    ],
)
def test_sizes(kind: str, width: int, height: int, published: tuple[int, int]) -> None:
    data = foreign.photo(width, height, kind)
    made = published_picture(data)
    assert foreign.size(made) == published
    with Image.open(io.BytesIO(made)) as image:
        assert image.format == _FORMATS[kind]
    assert (made == data) == (published == (width, height))
    # What is published needs nothing more.
    assert published_picture(made) == made


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_upright(kind: str, orientation: int) -> None:
    said = Image.Exif()
    said[0x0112] = orientation
    data = foreign.photo(80, 40, kind, exif=said)
    with Image.open(io.BytesIO(data)) as image:
        from PIL import ImageOps

        upright = ImageOps.exif_transpose(image).convert("RGB")
    made = published_picture(data)
    with Image.open(io.BytesIO(made)) as image:
        assert image.size == upright.size
        assert not image.getexif()
        near = image.convert("RGB")
        for place in ((5, 5), (upright.width - 5, 5), (5, upright.height - 5)):
            pairs = zip(near.getpixel(place), upright.getpixel(place), strict=True)
            assert all(abs(a - b) < 30 for a, b in pairs)


@pytest.mark.parametrize("kind", KINDS)
def test_scans_keep_their_pixels(kind: str) -> None:
    said = Image.Exif()
    said[0x0112] = 6
    said[0x010F] = "Kamera Contoh"
    data = foreign.photo(2400, 40, kind, exif=said)
    made = published_picture(data, keep_pixels=True)
    assert b"Kamera Contoh" in data
    assert b"Kamera Contoh" not in made
    assert foreign.pixels(made) == foreign.pixels(data)
    with Image.open(io.BytesIO(made)) as image:
        assert dict(image.getexif()) == {0x0112: 6}


@pytest.mark.parametrize("name", dict(foreign.pictures_with_a_place()))
def test_no_place_is_published(name: str) -> None:
    data = dict(foreign.pictures_with_a_place())[name]
    for keep_pixels in (False, True):
        assert not has_position(published_picture(data, keep_pixels=keep_pixels))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
def test_every_kind_of_colours(kind: str, mode: str) -> None:
    image = Image.new(mode, (2000, 20), 1 if mode in {"1", "L", "P"} else None)
    try:
        data = foreign.encoded(image, kind)
    except OSError:
        return  # there is no such picture
    made = published_picture(data)
    assert foreign.size(made) == (1600, 16)
    with Image.open(io.BytesIO(made)) as shown, Image.open(io.BytesIO(data)) as was:
        assert ("A" in shown.mode) == ("A" in was.mode)


def test_what_cannot_be_decoded_loses_its_data_all_the_same() -> None:
    data = foreign.photo(3000, 60)
    cut = in_jpeg(segment(0xE1, b"Exif\0\0" + exif()))[:2] + segment(0xE1, b"Exif\0\0" + exif())
    broken = cut + data[2 : len(data) // 2]
    made = published_picture(broken)
    assert made
    assert not has_position(made)
    assert published_picture(b"bukan gambar") == b"bukan gambar"


def test_moving_pictures_are_left_whole() -> None:
    frames = [Image.new("RGB", (2000, 10), (shade, 0, 0)) for shade in (0, 90, 200)]
    for kind in ("png", "webp"):
        data = foreign.encoded(frames[0], kind, save_all=True, append_images=frames[1:])
        with Image.open(io.BytesIO(published_picture(data))) as image:
            assert getattr(image, "n_frames", 1) == 3


def test_monsters_are_not_decoded() -> None:
    data = bytearray(foreign.photo(kind="png"))
    data[16:24] = (40_000).to_bytes(4, "big") * 2
    picture = read_picture(bytes(data))
    assert picture is not None
    assert not is_encoded_anew(picture)
    assert published_picture(bytes(data)) == bytes(data)


def test_colour_profiles_go_along() -> None:
    profile = b"profil contoh" * 10
    for kind in KINDS:
        made = published_picture(foreign.photo(2000, 20, kind, icc_profile=profile))
        with Image.open(io.BytesIO(made)) as image:
            assert image.info["icc_profile"] == profile


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = foreign.photo(2000, 1000)
    assert published_picture(data) == published_picture(data)
    assert str(LONGEST_SIDE) in encoders()
