"""Regions: the data file, the tree, addresses, and names people use."""

import csv
import hashlib
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.registry import AmbiguousLabel, Level, Region, UnknownLabel, regions
from rakor.registry.labels import key
from rakor.registry.regions import DATA

ALL = tuple(regions())
DISTRICTS = tuple(d for r in ALL if r.parent for d in regions().children(r.code))
SHARED = Path(__file__).parent / "shared_names.csv"
# Of code, name, parent and ISO code of all 7,837 regions.
EXPECTED_HASH = "a2a46de50ca9900f3bc3c935725e4098a8c7c9cfd285dbde35c1dc0be11e3cab"
REGION = st.sampled_from(ALL)


def shared_names() -> dict[str, list[str]]:
    with SHARED.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["codes"].split("|") for row in csv.DictReader(file)}


def spoken() -> list[tuple[str, str]]:
    with (DATA / "region_names.csv").open(encoding="utf-8", newline="") as file:
        return [(r["code"], name) for r in csv.DictReader(file) for name in r["names"].split("|")]


def test_there_are_as_many_as_the_decree_names() -> None:
    counts = Counter(region.level for region in (*ALL, *DISTRICTS))
    assert counts == {
        Level.PROVINCE: 38,
        Level.REGENCY: 416,
        Level.CITY: 98,
        Level.DISTRICT: 7285,
    }


def test_the_data_is_the_decree_s_letter_for_letter() -> None:
    # Compared once, by hand, with an independent list of the same decree: equal in all 7,837
    # codes, names, parents and ISO codes. The hash keeps it so.
    text = "".join(f"{r.code}|{r.name}|{r.parent}|{r.iso}\n" for r in (*ALL, *DISTRICTS))
    assert hashlib.sha256(text.encode()).hexdigest() == EXPECTED_HASH


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("31.72", "Kota Administrasi Jakarta Utara"),
        ("71.09", "Kabupaten Kepulauan Siau Tagulandang Biaro"),
        ("32.05.38", "Bl. Limbangan"),
        ("35.13", "Kabupaten Probolinggo"),
        ("35.13.24", "Lumbang"),
        ("96.71", "Kota Sorong"),
        ("15.04", "Kabupaten Batanghari"),
    ],
)
def test_known_rows(code: str, name: str) -> None:
    assert regions()[code].name == name


def test_every_name_is_clean() -> None:
    for region in (*ALL, *DISTRICTS):
        assert region.name == " ".join(region.name.split())


def test_zones_follow_the_presidential_decree() -> None:
    zones: dict[str, set[str]] = {}
    for region in ALL:
        zones.setdefault(region.zone, set()).add(region.code[:2])
    assert zones["WIB"] == set("11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62".split())
    assert zones["WITA"] == set("51 52 53 63 64 65 71 72 73 74 75 76".split())
    assert zones["WIT"] == set("81 82 91 92 93 94 95 96".split())


def test_iso_codes_are_unique_and_only_for_provinces() -> None:
    codes = [region.iso for region in regions().provinces()]
    assert len(set(codes)) == 38
    assert all(iso and re.fullmatch("ID-[A-Z]{2}", iso) for iso in codes)
    assert not any(region.iso for region in ALL if region.level is not Level.PROVINCE)


@given(st.sampled_from((*ALL, *DISTRICTS)))
def test_the_tree_hangs_together(region: Region) -> None:
    tree = regions()
    path = tree.path(region.code)
    assert path[-1] is region
    assert path[0].level is Level.PROVINCE
    for above, below in pairwise(path):
        assert below in tree.children(above.code)
        assert below.parent == above.code
        assert below.zone == above.zone


def test_children_come_by_code() -> None:
    for region in ALL:
        codes = [child.code for child in regions().children(region.code)]
        assert codes == sorted(codes)
        assert codes or region.level is not Level.PROVINCE


def test_unknown_codes_are_none_or_a_key_error() -> None:
    assert regions().get("99") is None
    assert "35.13.01" in regions()
    with pytest.raises(KeyError):
        regions()["35.99"]


@given(REGION)
def test_a_folder_leads_back_to_its_region(region: Region) -> None:
    folder = regions().folder(region.code)
    assert regions().by_slug(folder) is region
    assert folder.count("/") == (region.parent is not None)


def test_slugs_are_safe_names_of_folders_on_any_file_system() -> None:
    reserved = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
    slugs = [region.slug for region in ALL]
    assert len(set(slugs)) == len(slugs)
    for slug in slugs:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert slug not in reserved
        assert len(slug) < 64


def test_by_slug_knows_no_other_paths() -> None:
    assert regions().by_slug("jawa-timur/kabupaten-probolinggo").code == "35.13"
    for path in ("", "jawa-timur/", "kabupaten-probolinggo", "Jawa-Timur", "bali/kota-batu"):
        assert regions().by_slug(path) is None


@given(REGION)
def test_a_code_means_its_region(region: Region) -> None:
    assert regions().resolve(region.code) is region


@given(REGION)
def test_a_full_name_means_its_region(region: Region) -> None:
    assert regions().resolve(region.full_name) is region


def test_official_names_mean_their_region_unless_shared() -> None:
    shared = {"15": "Jambi", "17": "Bengkulu", "75": "Gorontalo"}
    for region in ALL:
        if region.code not in shared:
            assert regions().resolve(region.name) is region
    for code, name in shared.items():
        with pytest.raises(AmbiguousLabel) as caught:
            regions().resolve(name)
        assert regions()[code] in caught.value.candidates


@given(REGION, st.data())
def test_writing_does_not_matter(region: Region, data: st.DataObject) -> None:
    short = {"Kabupaten": ["Kab.", "Kab", "KABUPATEN"], "Provinsi": ["Prov.", "Propinsi"]}
    first, _, rest = region.full_name.partition(" ")
    first = data.draw(st.sampled_from([first, *short.get(first, [])]))
    rest = rest.replace("Kepulauan", data.draw(st.sampled_from(["Kepulauan", "Kep.", "Kep"])))
    label = first + data.draw(st.sampled_from([" ", "  ", " \t"])) + rest
    change = data.draw(
        st.sampled_from([str.upper, str.lower, str.title, lambda s: f" {s} ", lambda s: f"{s}."])
    )
    assert regions().resolve(change(label)) is region


@given(REGION)
def test_a_bare_name_is_its_region_or_refused_with_all_who_share_it(region: Region) -> None:
    sharing = {r.code for r in ALL if key(r.bare) == key(region.bare)}
    if len(sharing) == 1 and key(region.bare) not in map(key, shared_names()):
        assert regions().resolve(region.bare) is region
    else:
        with pytest.raises(AmbiguousLabel) as caught:
            regions().resolve(region.bare)
        assert sharing <= {candidate.code for candidate in caught.value.candidates}


def test_exactly_the_listed_names_are_shared() -> None:
    listed = {key(name): set(codes) for name, codes in shared_names().items()}
    assert len(listed) >= 30
    names = {r.bare for r in ALL} | {name for _, name in spoken()}
    found = {}
    for name in names:
        codes = {region.code for region in regions().named(name)}
        if len(codes) > 1:
            found[key(name)] = codes
    assert found == listed


@pytest.mark.parametrize("name", sorted(shared_names()))
def test_a_shared_name_is_refused_with_every_candidate(name: str) -> None:
    with pytest.raises(AmbiguousLabel) as caught:
        regions().resolve(name)
    assert {c.code for c in caught.value.candidates} == set(shared_names()[name])
    for candidate in caught.value.candidates:
        assert candidate.code in str(caught.value)


def test_every_name_of_the_name_file_is_needed_and_leads_to_its_region() -> None:
    shared = set(map(key, shared_names()))
    for code, name in spoken():
        region = regions()[code]
        if key(name) in shared:
            continue
        assert regions().resolve(name) is region
        if region.level is not Level.PROVINCE:
            assert key(name) != key(region.bare)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Jatim", "35"),
        ("prov. jatim", "35"),
        ("Sultra", "74"),
        ("DIY", "34"),
        ("D.I. Yogyakarta", "34"),
        ("DKI Jakarta", "31"),
        ("D.K.I. Jakarta", "31"),
        ("Batang Hari", "15.04"),
        ("Kabupaten Batang Hari", "15.04"),
        ("Kab Probolinggo", "35.13"),
        ("Probolinggo Kota", "35.74"),
        ("KOTA PALANGKA RAYA", "62.71"),
        ("Baubau", "74.72"),
        ("Bau-Bau", "74.72"),
        ("Tolitoli", "72.04"),
        ("OKU Selatan", "16.09"),
        ("Kota Tidore", "82.72"),
        ("Kota Jakarta Pusat", "31.71"),
        ("Kep. Riau", "21"),
        ("Kotabaru", "63.02"),
        ("Tanjungpinang", "21.72"),
    ],
)
def test_usual_short_forms(label: str, code: str) -> None:
    assert regions().resolve(label).code == code


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Jawa Tmur", "35"),
        ("Kabupaten Probolingo", "35.13"),
        ("Kabupaten Batu", "35.79"),
        ("Kota Bojonegoro", "35.22"),
        ("Sulawesi Tengara", "74"),
        ("3513", "35.13"),
        ("35,13", "35.13"),
        ("35.13.01", "35.13"),
        ("Provinsi Surabaya", "35.78"),
    ],
)
def test_a_slip_gets_the_right_name_first(label: str, code: str) -> None:
    with pytest.raises(UnknownLabel) as caught:
        regions().resolve(label)
    assert caught.value.suggestions[0].code == code
    assert caught.value.suggestions[0].full_name in str(caught.value)


@given(st.text(max_size=60))
def test_any_text_is_a_region_or_refused_politely(text: str) -> None:
    try:
        found = (regions().resolve(text),)
    except AmbiguousLabel as error:
        found = error.candidates
    except UnknownLabel as error:
        found = error.suggestions
    assert all(region in ALL for region in found)


def test_nothing_far_away_is_suggested() -> None:
    for label in ("", "---", "Atlantis", "xyzzy", "99.99"):
        with pytest.raises(UnknownLabel) as caught:
            regions().resolve(label)
        assert caught.value.suggestions == ()
