"""Agencies: what there is, and whether every name leads back to the one it belongs to."""

import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rakor.registry import (
    KIND_NAMES,
    Agencies,
    Agency,
    AgencyType,
    AmbiguousLabel,
    Level,
    Region,
    UnknownLabel,
    UnsureLabel,
    WrongLevel,
    load_agencies,
    regions,
)
from rakor.registry.agencies import LISTED, NATIONAL, Doubt
from rakor.registry.labels import LabelError, key, words
from rakor.registry.make_agencies import make
from rakor.registry.table import FILE

AGENCIES = load_agencies(regions())
TYPES = AGENCIES.types()
PLACES = tuple(regions())
HOME = st.sampled_from([region.code for region in PLACES])
PRESS = Path(__file__).parent / "press_labels.txt"
SAFE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}


@cache
def everything() -> tuple[Agency, ...]:
    """Every agency; to find them takes seconds, which only their tests should wait for."""
    found = list(AGENCIES.units())
    for type_ in TYPES:
        if NATIONAL in type_.levels:
            found.append(AGENCIES[f"{type_.id}@nasional"])
        for region in PLACES:
            found.extend(AGENCIES.at(type_.id, region.code))
            if everyone := AGENCIES.all_of(type_.id, region.code):
                found.append(everyone)
    return tuple({agency.id: agency for agency in found}.values())


def press_labels() -> list[tuple[str, str, str]]:
    lines = PRESS.read_text(encoding="utf-8").splitlines()
    cells = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [(home, label, answer) for home, label, answer in cells]


@pytest.mark.parametrize(("home", "label", "answer"), press_labels())
def test_labels_of_the_press(home: str, label: str, answer: str) -> None:
    if answer == "?":
        with pytest.raises(UnknownLabel):
            AGENCIES.resolve(label, home)
    elif answer.startswith(("ambigu ", "ragu ")):
        with pytest.raises(AmbiguousLabel) as caught:
            AGENCIES.resolve(label, home)
        assert isinstance(caught.value, UnsureLabel) or answer.startswith("ambigu ")
        assert [candidate.id for candidate in caught.value.candidates] == answer.split()[1:]
    else:
        assert AGENCIES.resolve(label, home).id == answer


def test_the_table_follows_from_the_files() -> None:
    """After an edit of the CSV files, ``make agencies`` makes it anew."""
    assert FILE.read_bytes() == make()


def test_every_type_is_well_formed() -> None:
    assert len({type_.id for type_ in TYPES}) == len(TYPES) > 150
    for type_ in TYPES:
        assert SAFE.fullmatch(type_.id)
        assert type_.id not in RESERVED
        assert type_.kind in KIND_NAMES
        assert set(type_.levels) <= {NATIONAL, LISTED, *Level}
        assert type_.acronym and type_.name
        assert all(name.name and "@" not in name.name for name in type_.aliases)
        scopes = {NATIONAL, *Level, *(p.code for p in regions().provinces())}
        codes = {region.code for region in PLACES} | {"9"}  # Papua's provinces
        assert {name.scope for name in type_.aliases} <= scopes | codes | {""}
        assert set(type_.patterns) <= scopes | {"*"}
        assert type_.within <= {p.code for p in regions().provinces()}
        if type_.since and type_.until:
            assert type_.since <= type_.until
    assert {type_.kind for type_ in TYPES} == set(KIND_NAMES)


def test_a_type_has_each_name_once() -> None:
    for type_ in TYPES:
        first, second, *others = [(key(alias.name), alias.scope) for alias in type_.aliases]
        names = [*{first, second}, *others]  # a type may have no shorter name than its full one
        assert len(names) == len(set(names)), type_.id


def test_every_unit_is_well_formed() -> None:
    for unit in AGENCIES.units():
        assert AGENCIES[unit.id] is unit
        assert unit.type != "lembaga"
        for code in (*unit.regions, *unit.likely):
            assert code in regions()
        assert not set(unit.regions) & set(unit.likely)
        head, at, place = unit.id.partition("@")
        if at:
            assert head == unit.type
            type_ = AGENCIES.type(unit.type)
            if LISTED in type_.levels:
                assert place in (*unit.regions, *unit.likely)
            else:
                assert place in unit.regions
                assert type_.exists_in(regions()[place])


def test_ids_are_safe_and_lead_to_their_agency() -> None:
    for agency in everything():
        assert re.fullmatch(r"[a-z0-9@.-]+", agency.id)
        assert AGENCIES[agency.id] is agency or AGENCIES[agency.id] == agency
        assert agency.id in AGENCIES


def test_pages_of_a_type_have_names_of_their_own() -> None:
    pages = [(agency.type, agency.slug) for agency in everything()]
    assert len(set(pages)) == len(pages)
    for _, slug in set(pages):
        assert SAFE.fullmatch(slug)
        assert slug not in RESERVED
        assert len(slug) <= 80


def test_every_name_leads_back_to_its_agency() -> None:
    # Wherever the bulletin is about; two homes far apart are enough to catch leaks.
    for number, agency in enumerate(everything()):
        home = ("35.13", "94")[number % 2]
        assert AGENCIES.find(agency.name, home).agencies.keys() == {agency.id}, agency


def test_names_are_complete() -> None:
    for agency in everything():
        assert "{" not in agency.name
        assert agency.name == " ".join(agency.name.split())


@given(
    st.deferred(lambda: st.sampled_from(everything())),
    HOME,
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_writing_and_home_do_not_matter(
    agency: Agency, home: str, change: Callable[[str], str]
) -> None:
    label = change(agency.name).replace("/", " ").replace("KABUPATEN", "KAB.")
    assert AGENCIES.resolve(label, home).id == agency.id


@given(st.sampled_from(TYPES), st.sampled_from(PLACES), st.data())
def test_any_name_of_a_type_with_a_region_is_that_type_there(
    type_: AgencyType, region: Region, data: st.DataObject
) -> None:
    alias = data.draw(st.sampled_from(type_.aliases))
    label = f"{alias.name} {region.full_name}"
    try:
        found = (AGENCIES.resolve(label, "35.13"),)
    except AmbiguousLabel as error:
        found = error.candidates
    except UnknownLabel:
        # Only if no type of this name has a body there, or one of all for the name of one.
        if alias.is_single and not type_.has_districts:
            return
        in_scope = not alias.scope or alias.scope in (region.level, region.code[:2])
        assert not (in_scope and AGENCIES.at(type_.id, region.code))
        return
    wanted = AGENCIES.at(type_.id, region.code)
    # Another type may share the name, but then nothing of this one may be lost in silence.
    others = {t.id for t in TYPES for name in t.aliases if key(name.name) == key(alias.name)}
    for agency in found:
        if agency.type not in others:
            assert agency in AGENCIES.units() or alias.is_title
    if wanted and not alias.scope and others == {type_.id}:
        assert set(wanted) <= set(found)


@pytest.mark.parametrize(
    ("label", "home", "answer"),
    [
        ("Polsek Pacitan", "35.01", "polsek@35.01.04"),
        ("Danrem 174/ATW Merauke", "93.01", "korem-174"),
        ("Danrem 174/ATW Contohrejo", "93.01", ""),  # no such place
        ("Pelaksana Tugas Bupati Probolinggo", "35.13", "pemkab@35.13"),
        ("Penjabat Sementara Kapolsek", "35.13", ""),  # of which kecamatan
        ("Pelaksana Harian Camat Kraksaan", "35.13", "kecamatan@35.13.14"),
        ("Kantor Wilayah BPN Jawa Timur", "35.13", "atr-bpn@35"),
    ],
)
def test_words_around_a_name(label: str, home: str, answer: str) -> None:
    if answer:
        assert AGENCIES.resolve(label, home).id == answer
    else:
        with pytest.raises(LabelError):
            AGENCIES.resolve(label, home)


def test_a_kecamatan_of_a_neighbour_is_offered() -> None:
    with pytest.raises(UnknownLabel) as caught:
        AGENCIES.resolve("Polsek Kraksaan", "35.22")
    assert [one.id for one in caught.value.suggestions] == ["polsek@35.13.14"]


def test_accents_and_marks_do_not_count() -> None:
    assert words("Kafé “Sélayar” & D.I.Y.") == ("kafe", "selayar", "dan", "diy")


@pytest.mark.parametrize("name", ["Puskesmas", "Kapolsek", "Camat"])
def test_a_kecamatan_called_kota_is_not_the_city(name: str) -> None:
    with pytest.raises(UnsureLabel) as caught:
        AGENCIES.resolve(f"{name} Kota Kediri", "35.71")
    assert {one.region for one in caught.value.candidates} == {"35.71", "35.71.02"}
    assert AGENCIES.resolve(f"{name} Kota, Kota Kediri", "35.13").region == "35.71.02"


@given(st.sampled_from(TYPES), HOME)
def test_a_bare_type_is_the_one_of_the_home_region(type_: AgencyType, home: str) -> None:
    label = type_.name
    here = AGENCIES.covering(type_.id, home)
    if type_.levels == (NATIONAL,) or type_.national_by_default:
        wanted = (AGENCIES.national(type_.id),)
    elif type_.aliases[1].scope or label.endswith("Republik Indonesia"):
        return
    elif regions()[home].level in type_.uncertain:
        wanted = ()
    else:
        wanted = here
    try:
        found = (AGENCIES.resolve(label, home),)
    except AmbiguousLabel as error:
        found = error.candidates
    except UnknownLabel:
        found = ()
    likely = AGENCIES.likely(type_.id, home)
    if label.startswith("Kementerian ") and (ministry := AGENCIES.national(type_.id)):
        likely = (*likely, ministry)  # asked back
    assert {agency for agency in found if agency.type == type_.id} <= {*wanted, *likely}
    assert set(wanted) <= set(found)


def test_two_governments_never_answer_to_one_name() -> None:
    """A type at both levels, with a bare name that two regions share, is always refused."""
    for type_id in ("kpu", "bawaslu", "dprd", "setda", "dinkes", "kejari", "forkopimda"):
        for bare in ("Probolinggo", "Pasuruan", "Bogor", "Semarang", "Bima", "Gorontalo"):
            if (type_id, bare) == ("kejari", "Bima"):
                continue  # one office for both
            label = f"{AGENCIES.type(type_id).acronym} {bare}"
            for home in ("35.13", "35.74", "32.01", "33.74"):
                with pytest.raises(AmbiguousLabel) as caught:
                    AGENCIES.resolve(label, home)
                assert len(caught.value.candidates) >= 2
                assert all(str(c) in str(caught.value) for c in caught.value.candidates)


@given(st.text(max_size=80), HOME)
def test_any_text_is_an_agency_or_refused_politely(text: str, home: str) -> None:
    check_politeness(text, home)


FRAGMENTS = sorted(
    {"se", "se-", "jajaran", "(", ")", "/", "kab.", "kota", "RI", "para", "kelas ii"}
    | {alias.name for type_ in TYPES for alias in type_.aliases[:3]}
    | {"Probolinggo", "Jatim", "Kabupaten Bintan", "Kota Malang", "0820", "semua", "@35"}
)


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=5), HOME)
@settings(max_examples=300)
def test_any_jumble_of_words_is_handled(parts: list[str], home: str) -> None:
    check_politeness(" ".join(parts), home)


def check_politeness(text: str, home: str) -> None:
    line = "a: {nama: "
    least = 0
    try:
        agencies = (AGENCIES.resolve(text, home),)
    except AmbiguousLabel as error:
        agencies = error.candidates
        message = str(error)
        least = 1 if isinstance(error, UnsureLabel) else 2
    except UnknownLabel as error:
        agencies = error.suggestions
        message = str(error)
        line = error.line or line
    else:
        message = ""
    assert len(agencies) >= least
    assert "\n" not in message
    assert re.match(r"[a-z0-9-]+: \{nama: ", line)
    assert all(agency.id in AGENCIES for agency in agencies)


@pytest.mark.parametrize(
    ("label", "home", "first"),
    [
        ("KPU Kabupaten Probolingo", "35.13", "kpu@35.13"),
        ("Bawalsu Kabupaten Probolinggo", "35.13", "bawaslu@35.13"),
        ("Polda Jawa Tmur", "35", "polda@35"),
        ("Kementrian Pertanian", "62", "kementan@nasional"),
        ("Pemkab Batu", "35.79", "pemkot@35.79"),
        ("Polda", "35.13", "polda@35"),
        ("Polres", "35", "polres@35.semua"),
        ("Forkopida", "35.13", "forkopimda@35.13"),
    ],
)
def test_a_slip_gets_the_right_agency_first(label: str, home: str, first: str) -> None:
    with pytest.raises(UnknownLabel) as caught:
        AGENCIES.resolve(label, home)
    assert caught.value.suggestions[0].id == first
    assert caught.value.suggestions[0].name in str(caught.value)


@pytest.mark.parametrize(
    ("label", "home", "reason"),
    [
        ("Polda", "35.13", "hanya ada di tingkat provinsi"),
        ("MRP", "35", "tidak ada di Provinsi Jawa Timur"),
        ("Kodim", "17.09", "belum terdaftar"),
        ("Denpom", "35.13", "perlu disebut dengan daerahnya"),
        ("Pemkab Kota Batu", "35.79", "hanya ada di tingkat kabupaten"),
    ],
)
def test_a_type_at_the_wrong_level_says_so(label: str, home: str, reason: str) -> None:
    with pytest.raises(WrongLevel, match=reason) as caught:
        AGENCIES.resolve(label, home)
    assert regions()[home].full_name in caught.value.reason


@pytest.mark.parametrize(
    ("label", "line"),
    [
        (
            "Dewan Riset Bintan",
            'dewan-riset-bintan: {nama: "Dewan Riset Bintan", jenis: lembaga, wilayah: "21.01"}',
        ),
        (
            'Sanggar "Mutiara"',
            'sanggar-mutiara: {nama: "Sanggar \\"Mutiara\\"", jenis: lembaga, wilayah: "21.01"}',
        ),
        ("PT Timah", 'pt-timah: {nama: "PT Timah", jenis: perusahaan, wilayah: "21.01"}'),
        (
            "Polsek Tanjung Contoh",
            "polsek-tanjung-contoh: "
            '{nama: "Polsek Tanjung Contoh", jenis: polsek, wilayah: "21.01"}',
        ),
        (
            "Universitas Contoh Raja",
            "universitas-contoh-raja: "
            '{nama: "Universitas Contoh Raja", '
            'jenis: perguruan-tinggi, wilayah: "21.01"}',
        ),
    ],
)
def test_an_unknown_label_comes_with_the_line_that_makes_it_known(label: str, line: str) -> None:
    yaml = pytest.importorskip("yaml")
    with pytest.raises(UnknownLabel) as caught:
        AGENCIES.resolve(label, "21.01")
    assert caught.value.line == line
    local = yaml.load(caught.value.line, Loader=yaml.BaseLoader)
    agencies = load_agencies(regions(), local)
    agency = agencies.resolve(label, "21.01")
    assert agency.id == "lokal-" + line.partition(":")[0]
    # It is of Bintan, and nobody else's; whoever means it elsewhere says so.
    if "Bintan" not in label:
        with pytest.raises(UnknownLabel):
            agencies.resolve(label, "35")
    assert agencies.resolve(agencies.written(agency, "35"), "35") == agency


def test_names_in_their_time() -> None:
    assert AGENCIES["kodim-1431"].since == 2023
    assert AGENCIES["kemenkumham@36"].until == 2024
    assert AGENCIES["kemenkum@36"].since == 2024
    assert AGENCIES["kpu@35.13"].since is None


def test_what_a_unit_covers() -> None:
    kodim = AGENCIES["kodim-0820"]
    assert (kodim.regions, kodim.region) == (("35.13", "35.74"), "35")
    assert AGENCIES["pn@33.26"].id == "pn@33.75"
    assert AGENCIES["dpr-ri-komisi-ii"].region is None
    assert AGENCIES["kpu@35.semua"].name == "KPU kabupaten/kota se-Jawa Timur"


@pytest.mark.parametrize(
    "agency_id",
    "kpu kpu@ kpu@99 kpu@35.13.01 polsek@35.13.99 polda@35.13 kodim@17.09 mrp@35 "
    "kemendagri@35 polsek@35.semua kpu@35.13.semua kodim-9999 lokal-x @35 polda@35.semua".split(),
)
def test_impossible_ids_are_key_errors(agency_id: str) -> None:
    assert agency_id not in AGENCIES
    assert AGENCIES.get(agency_id) is None
    with pytest.raises(KeyError):
        AGENCIES[agency_id]


@pytest.mark.parametrize("label", ["KPU", "Bawaslu Kota Probolinggo", "KPU Probolinggo", "Xyz"])
def test_an_answer_or_refusal_is_found_once(label: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A collection asks for the same labels thousands of times."""
    agencies = load_agencies(regions())
    first = answered(agencies, label)
    monkeypatch.setattr(Agencies, "_find", None)
    assert answered(agencies, label) == first


def answered(agencies: Agencies, label: str) -> str:
    try:
        return agencies.resolve(label, "35.13").id
    except LabelError as error:
        return str(error)


def test_importing_reads_no_data_and_nothing_heavy() -> None:
    code = (
        "import sys; import rakor.registry as r;"
        "assert not {'yaml', 'pydantic', 'mkdocs', 'difflib', 'zipfile'} & set(sys.modules);"
        "assert r.regions.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "hooks"})


def test_a_name_is_not_cut_out_of_a_longer_one() -> None:
    """ "BPK Wilayah XI" is an office for culture, of which none is on record."""
    with pytest.raises(UnsureLabel) as caught:
        AGENCIES.resolve("BPK Wilayah Aceh", "35.13")
    assert caught.value.doubt == Doubt.SHORT
    assert AGENCIES.resolve("BPK Perwakilan Aceh", "35.13").id == "bpk@11"
