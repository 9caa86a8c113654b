"""Pictures: where they say where they were taken, and what is left when they no longer do."""

from __future__ import annotations

import re

import foreign
import pytest
from foreign import chunk, exif, in_jpeg, in_png, in_webp, segment
from hypothesis import given
from hypothesis import strategies as st

from rakor.formats import pictures
from rakor.formats.photos import published_picture
from rakor.formats.pictures import has_position, read_picture

PLACED = dict(foreign.pictures_with_a_place())


@pytest.mark.parametrize("name", PLACED)
def test_a_place_is_found_in_every_block(name: str) -> None:
    assert has_position(PLACED[name])


@pytest.mark.parametrize("name", PLACED)
def test_cutting_leaves_every_pixel_and_no_place(name: str) -> None:
    picture = read_picture(PLACED[name])
    assert picture is not None
    bare = picture.without_data()
    assert not has_position(bare)
    assert foreign.pixels(bare) == foreign.pixels(PLACED[name])
    again = read_picture(bare)
    assert again is not None
    assert again.is_bare
    assert again.without_data() == bare


@pytest.mark.parametrize(
    "data",
    [
        in_jpeg(segment(0xE1, b"Exif\0\0" + exif(0))),  # a version is no place
        in_jpeg(segment(0xE1, b"Exif\0\0" + exif(29))),  # neither is a day
        in_jpeg(segment(0xE1, b"Exif\0\0")),
        in_jpeg(segment(0xFE, b"GPS: tidak ada")),
        in_png(chunk(b"tEXt", b"Comment\0Latitude adalah garis lintang")),
        in_webp((b"EXIF", exif(0))),
        foreign.photo(),
        foreign.photo(kind="png"),
        foreign.photo(kind="webp"),
    ],
)
def test_what_names_no_place(data: bytes) -> None:
    assert not has_position(data)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("order", ["<", ">"])
def test_how_a_picture_lies_is_kept_and_nothing_else(orientation: int, order: str) -> None:
    block = exif(2, order, orientation)
    for data in (
        in_jpeg(segment(0xE1, b"Exif\0\0" + block)),
        in_png(chunk(b"eXIf", block)),
        in_webp((b"EXIF", block)),
    ):
        picture = read_picture(data)
        assert picture is not None
        assert (picture.orientation, picture.has_position) == (orientation, True)
        bare = read_picture(picture.without_data())
        assert bare is not None
        assert (bare.orientation, bare.has_position) == (orientation, False)


def test_colours_are_kept() -> None:
    profile = b"profil contoh" * 10
    for kind in ("jpg", "png", "webp"):
        data = foreign.photo(kind=kind, icc_profile=profile)
        picture = read_picture(data)
        assert picture is not None
        assert picture.is_bare
        assert picture.without_data() == data


def test_small_pictures_within_are_cut() -> None:
    thumbnail = b"JFIF\0\1\1\0\0\1\0\1\2\2" + b"\x88" * 12
    data = foreign.photo()
    jfif = data[:2] + segment(0xE0, thumbnail) + data[20:]
    picture = read_picture(jfif)
    assert picture is not None
    assert not picture.is_bare
    assert picture.without_data() == data


def test_progressive_and_restarted_pictures() -> None:
    for options in ({"progressive": True}, {"restart_marker_blocks": 1}, {"keep_rgb": True}):
        data = foreign.photo(70, 50, **options)
        said = data[:2] + segment(0xE1, b"Exif\0\0" + exif()) + data[2:]
        picture = read_picture(said)
        assert picture is not None
        assert picture.without_data() == data


@given(st.binary(max_size=400), st.sampled_from(["jpg", "png", "webp", ""]))
def test_any_bytes(data: bytes, kind: str) -> None:
    heads = {"jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "webp": b"RIFF....WEBP", "": b""}
    has_position(heads[kind] + data)
    picture = read_picture(heads[kind] + data)
    if picture is not None:
        picture.without_data()


@given(st.binary(max_size=100), st.sampled_from(sorted(PLACED)), st.floats(0, 1))
def test_damaged_pictures(damage: bytes, name: str, where: float) -> None:
    whole = PLACED[name]
    at = int(where * len(whole))
    data = whole[:at] + damage + whole[at + len(damage) :]
    picture = read_picture(data)
    if picture is not None:
        assert not has_position(picture.without_data()) or foreign.PLACE_XMP in data


SECRET = b"Kamera Contoh 7,7543S"
HIDING = {
    **{
        f"marker {marker:02x}": segment(marker, SECRET)
        for marker in (0x02, 0xBF, 0xC8, 0xDC, 0xE1, 0xEC, 0xEF, 0xF0, 0xFD, 0xFE)
    },
    "between": SECRET,
    "between, with blanks": b"\0" + SECRET + b"\xff\0" + SECRET + b"\xff",
    "behind fill bytes": b"\xff\xff\xff" + segment(0xFE, SECRET)[1:],
    "several": segment(0xF0, SECRET) + SECRET + segment(0xE4, SECRET),
}


@pytest.mark.parametrize("name", HIDING)
def test_nothing_hides_between_the_parts_of_a_picture(name: str) -> None:
    """Browsers pass over what stands between segments, so it would be published."""
    bare = foreign.photo()
    for at in (2, 20):  # at the beginning, and behind the first segment
        if at == 2 and not HIDING[name].startswith(b"\xff"):
            continue  # no JPEG to anybody
        picture = read_picture(bare[:at] + HIDING[name] + bare[at:])
        assert picture is not None
        assert not picture.is_bare
        assert picture.without_data() == bare


def test_a_place_within_bytes_between_segments_is_not_published() -> None:
    data = foreign.photo()
    hidden = data[:20] + b"\0Exif\0\0" + exif() + data[20:]
    picture = read_picture(hidden)
    assert picture is not None
    assert picture.without_data() == data


@given(st.binary(max_size=40), st.data())
def test_the_end_of_pixels_is_where_a_plain_reading_finds_it(
    noise: bytes, data: st.DataObject
) -> None:
    marks = st.sampled_from([b"\xff", b"\xff\0", b"\0", b"\xd3", b"\xd9", b"\xff\xd9", noise])
    pixels = b"".join(data.draw(st.lists(marks, max_size=8)))
    expected = re.search(rb"\xff+[^\x00\xff\xd0-\xd7]", pixels)
    found = pictures._end_of_pixels(pixels, 0)
    assert found == (expected.start() if expected else len(pixels))


RUNS = [
    b"\xff",
    b"\xff\0",
    b"\xff\xd0",
    b"\xff\xff\0",
    b"\0",
    b"\xff\xe1\0\2",
    b"Exif\0\0II*\0",
    b"<",
]


@pytest.mark.parametrize("run", RUNS, ids=repr)
def test_a_long_run_of_anything_is_gone_through_once(run: bytes) -> None:
    """Each step would cost hours if it began anew at every byte."""
    data = foreign.photo()
    for at in (20, len(data) - 2):
        hostile = data[:at] + run * (1_000_000 // len(run)) + b"\0" + data[at:]
        has_position(hostile)
        published_picture(hostile)
