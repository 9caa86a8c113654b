"""What mkdocs.yml says of an office: taken as it is meant, or refused with its line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rakor.errors import FrameError
from rakor.theme.config_places import ConfigPlaces
from rakor.theme.identity import Identity, read_identity
from rakor.theme.unsupported import not_supported

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'


def find_icon(name: str) -> str | None:
    return SVG if name == "material/email" else None


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("kantor")
    docs = root / "docs"
    docs.mkdir()
    (docs / "logo.svg").write_text(SVG)
    (docs / "jahat.svg").write_text(SVG.replace("<path", "<script>alert(1)</script><path"))
    (docs / "klik.svg").write_text(SVG.replace("<path", '<path onload="alert(1)"'))
    (docs / "palsu.png").write_text("bukan gambar")
    (docs / "besar.svg").write_text(SVG + " " * 300_000)
    (docs / "gaya.css").write_text("/* url(https://lain.example/) */ b{color:red}")
    (docs / "asing.css").write_text("@import url('https://lain.example/a.css');")
    (docs / "gambar.css").write_text("b{background:url( //lain.example/a.png )}")
    (docs / "skrip.js").write_text("'use strict';")
    (root / "luar.svg").write_text(SVG)
    (docs / "tautan.svg").symlink_to(root / "luar.svg")
    (docs / "map").mkdir()
    return root


def read(root: Path, said: dict[str, Any]) -> Identity:
    text = yaml.safe_dump({"site_name": "Kantor Contoh", **said}, sort_keys=False)
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    said = {"site_name": "Kantor Contoh", **said}
    return read_identity(said, root / "docs", ConfigPlaces(root), find_icon)


def test_all_that_an_office_says(office: Path) -> None:
    found = read(
        office,
        {
            "site_author": "Bagian  Umum",
            "copyright": 'Lihat <a href="https://contoh.example/">lisensi</a>',
            "theme": {"name": "material", "logo": "logo.svg", "palette": {"primary": "indigo"}},
            "extra_css": ["gaya.css"],
            "extra_javascript": ["skrip.js", {"path": "skrip.js", "async": True}],
            "extra": {"social": [{"icon": "material/email", "link": "mailto:a@contoh.example"}]},
        },
    )
    assert found.author == "Bagian Umum"
    assert 'rel="external noopener"' in found.copyright
    assert (found.logo, found.favicon, found.is_rakor) == ("logo.svg", "logo.svg", False)
    assert found.styles == ("gaya.css",)
    assert [script.is_async for script in found.scripts] == [False, True]
    assert found.social[0].name == "a@contoh.example"
    assert 'viewBox="0 0 8 8"' in found.social[0].icon
    assert found.palette is not None
    assert set(found.own_files()) == {"logo.svg", "gaya.css", "skrip.js"}


def test_the_sign_gives_way_to_the_first_letter(office: Path) -> None:
    found = read(office, {"site_name": "<&> Dinas"})
    assert ">D</text>" in found.sign
    assert not found.is_rakor
    assert read(office, {"site_name": "Rakor"}).is_rakor


def test_first_primary_of_several_schemes_counts(office: Path) -> None:
    schemes = [{"scheme": "default", "primary": "teal"}, {"scheme": "slate", "primary": "red"}]
    found = read(office, {"theme": {"palette": schemes}})
    assert found.palette is not None
    assert found.palette.primary == "#035b51"


LOGO = "theme.logo"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"theme": {"logo": "../luar.svg"}}, LOGO),
        ({"theme": {"logo": "/etc/passwd"}}, LOGO),
        ({"theme": {"logo": "tautan.svg"}}, "tautan sistem berkas"),
        ({"theme": {"logo": "besar.svg"}}, "lebih besar dari 200 KB"),
        ({"theme": {"logo": "jahat.svg"}}, "tanpa skrip"),
        ({"theme": {"logo": "klik.svg"}}, "tanpa skrip"),
        ({"theme": {"logo": "palsu.png"}}, "bukan gambar PNG"),
        ({"theme": {"logo": "gaya.css"}}, "bukan gambar"),
        ({"theme": {"logo": "map"}}, "docs/map"),
        ({"theme": {"logo": "nihil.svg"}}, "docs/nihil.svg tidak ada"),
        ({"theme": {"logo": "https://lain.example/a.svg"}}, "tempat lain"),
        ({"theme": {"logo": "//lain.example/a.svg"}}, "tempat lain"),
        ({"theme": {"logo": "\\\\lain\\a.svg"}}, "tempat lain"),
        ({"theme": {"logo": ["logo.svg"]}}, "bukan nama berkas"),
        ({"theme": {"logo": {"a": 1}}}, "bukan nama berkas"),
        ({"theme": {"logo": ""}}, "bukan nama berkas"),
        ({"theme": {"favicon": 7}}, "bukan nama berkas"),
        ({"theme": {"palette": 5}}, "bukan palet"),
        ({"theme": {"palette": {"primary": "biru"}}}, '"biru" bukan warna'),
        ({"theme": {"palette": {"primary": ["red"]}}}, "bukan warna"),
        ({"theme": {"palette": {"primary": "#fff"}}}, "terlalu terang"),
        ({"theme": {"palette": [{"primary": "red;}"}]}}, "bukan warna"),
        ({"extra_css": ["https://lain.example/a.css"]}, "tempat lain"),
        ({"extra_css": ["asing.css"]}, "dari situs lain"),
        ({"extra_css": ["gambar.css"]}, "dari situs lain"),
        ({"extra_css": "gaya.css"}, "bukan daftar"),
        ({"extra_css": [3]}, "bukan nama berkas"),
        ({"extra_javascript": ["http://lain.example/a.js"]}, "tempat lain"),
        ({"extra_javascript": [{"path": "skrip.js", "type": "module"}]}, "modul"),
        ({"extra_javascript": [{"defer": True}]}, "bukan nama berkas"),
        ({"extra": {"social": "x"}}, "bukan daftar"),
        ({"extra": {"social": ["x"]}}, "bukan kunci"),
        ({"extra": {"social": [{"link": "javascript:alert(1)"}]}}, "bukan alamat"),
        ({"extra": {"social": [{"link": 'https://a"><b'}]}}, "bukan alamat"),
        ({"extra": {"social": [{"link": "https://a.example", "icon": "../x"}]}}, "tidak ada ikon"),
        ({"extra": {"social": [{"link": "https://a.example", "name": 3}]}}, "bukan teks"),
        ({"extra": {"social": [{"link": "https://a.example"}] * 13}}, "lebih dari 12"),
        ({"copyright": "<script>x</script>"}, "tanda HTML"),
        ({"site_author": 3}, "bukan teks"),
    ],
)
def test_what_does_not_fit_is_said_with_its_line(
    office: Path, said: dict[str, Any], words: str
) -> None:
    with pytest.raises(FrameError) as refused:
        read(office, said)
    lines = str(refused.value).splitlines()
    assert words in lines[0]
    assert lines[0].startswith(("mkdocs.yml:2:", "mkdocs.yml:3:", "mkdocs.yml:4:", "mkdocs.yml:5:"))
    assert lines[1].startswith("  Tulis   ")


def test_all_is_said_at_once(office: Path) -> None:
    with pytest.raises(FrameError) as refused:
        read(office, {"theme": {"logo": "nihil.svg", "palette": 5}, "extra_css": ["asing.css"]})
    assert str(refused.value).count("mkdocs.yml:") == 3


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["primary", "link", "icon", "name", "path", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@settings(max_examples=120)
@given(
    theme=st.dictionaries(
        st.sampled_from(["logo", "favicon", "palette", "features", "icon", "font"]), _values
    ),
    top=st.dictionaries(
        st.sampled_from(["extra_css", "extra_javascript", "copyright", "site_author", "repo_url"]),
        _values,
    ),
    social=_values,
)
def test_nonsense_never_ends_in_a_traceback(
    office: Path, theme: dict[str, Any], top: dict[str, Any], social: object
) -> None:
    said = {**top, "theme": theme, "extra": {"social": social}}
    with suppress(FrameError):
        read(office, said)
    for line in not_supported(said, {"search": None}, ConfigPlaces(office)):
        assert " tidak berpengaruh: " in line


def test_what_has_no_effect_is_named_with_its_line(office: Path) -> None:
    said = {
        "site_name": "Kantor",
        "repo_url": "https://contoh.example/",
        "theme": {"features": ["navigation.tabs"], "font": {"text": "Inter"}, "language": "en"},
        "extra": {"analytics": {"provider": "google"}, "penerbit": {"nama": "Kantor"}},
    }
    (office / "mkdocs.yml").write_text(yaml.safe_dump(said, sort_keys=False), encoding="utf-8")
    lines = list(not_supported(said, {"search": None, "rakor": None}, ConfigPlaces(office)))
    starts = sorted(line.split(" tidak berpengaruh")[0] for line in lines)
    assert starts == [
        "mkdocs.yml: plugins search",
        "mkdocs.yml:10:3: extra.analytics",
        "mkdocs.yml:2:1: repo_url",
        "mkdocs.yml:4:3: theme.features",
        "mkdocs.yml:6:3: theme.font",
        "mkdocs.yml:8:3: theme.language",
    ]
