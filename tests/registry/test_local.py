"""Local agencies: what ``agencies.yml`` may say, and what is pointed at when it is wrong."""

import pytest

from rakor.registry import (
    AmbiguousLabel,
    RegistryError,
    UnknownLabel,
    check_local,
    load_agencies,
    regions,
)

GOOD: dict[str, object] = {
    "dewan-riset-bintan": {
        "nama": "Dewan Riset Daerah Bintan",
        "jenis": "lembaga",
        "wilayah": "21.01",
        "sebutan": ["DRD Bintan", "Dewan Riset"],
        "sejak": "2019",
    },
    "rsud-waluyo-jati": {
        "nama": "RSUD Waluyo Jati",
        "jenis": "rsud",
        "wilayah": "Kabupaten Probolinggo",
        "sebutan": "RS Waluyo Jati",
    },
    "dewan-sastra": {"nama": "Dewan Sastra", "jenis": "media-massa", "wilayah": "nasional"},
}


def problems(**changes: object) -> list[tuple[tuple[str | int, ...], str]]:
    """What is wrong with the first good entry once ``changes`` are made (None removes)."""
    entry = dict(GOOD["dewan-riset-bintan"])  # type: ignore[call-overload]
    for name, value in changes.items():
        entry[name] = value
        if value is None:
            del entry[name]
    found = check_local(regions(), {"dewan-riset-bintan": entry})
    return [(error.key, str(error)) for error in found]


def test_good_entries_are_agencies() -> None:
    agencies = load_agencies(regions(), GOOD)
    riset = agencies["lokal-dewan-riset-bintan"]
    assert riset.name == "Dewan Riset Daerah Bintan"
    assert (riset.type, riset.region, riset.regions) == ("lembaga", "21.01", ("21.01",))
    assert (riset.slug, riset.since) == ("dewan-riset-bintan", 2019)
    assert agencies["lokal-rsud-waluyo-jati"].region == "35.13"
    assert agencies["lokal-dewan-sastra"].region is None
    assert [agency.id for agency in agencies.local()] == [f"lokal-{id_}" for id_ in GOOD]


@pytest.mark.parametrize(
    ("label", "agency_id"),
    [
        ("Dewan Riset Daerah Bintan", "lokal-dewan-riset-bintan"),
        ("DRD BINTAN", "lokal-dewan-riset-bintan"),
        ("dewan riset", "lokal-dewan-riset-bintan"),
        ("RS Waluyo Jati", "lokal-rsud-waluyo-jati"),
        ("lokal-dewan-sastra", "lokal-dewan-sastra"),
        ("KPU Kab. Bintan", "kpu@21.01"),
    ],
)
def test_all_their_names_are_known(label: str, agency_id: str) -> None:
    agencies = load_agencies(regions(), GOOD)
    home = agencies[agency_id].region or "94"
    assert agencies.resolve(label, home).id == agency_id


def test_without_the_file_they_are_unknown() -> None:
    for local in (None, {}):
        with pytest.raises(UnknownLabel):
            load_agencies(regions(), local).resolve("DRD Bintan", "21.01")


def test_a_slip_in_a_local_name_is_recognised() -> None:
    with pytest.raises(UnknownLabel) as caught:
        load_agencies(regions(), GOOD).resolve("RSUD Waluyojatti", "35.13")
    assert caught.value.suggestions[0].id == "lokal-rsud-waluyo-jati"


@pytest.mark.parametrize(
    ("changes", "where", "says"),
    [
        ({"jenis": "lembga"}, "jenis", "lembaga"),
        ({"jenis": "KPU"}, "jenis", "kpu"),
        ({"wilayah": "Probolinggo"}, "wilayah", "Kota Probolinggo (35.74)"),
        ({"wilayah": "99.01"}, "wilayah", "tidak dikenal"),
        ({"wilayah": "Kabupaten Bintn"}, "wilayah", "Kabupaten Bintan"),
        ({"sejak": "dulu"}, "sejak", "tahun"),
        ({"sejak": "19"}, "sejak", "tahun"),
        ({"nama": " "}, "nama", "nama"),
        ({"sebutan": {"a": "b"}}, "sebutan", "daftar"),
        ({"alias": "DRD"}, "alias", "tidak dikenal"),
        ({"nma": "x"}, "nma", "nama"),
        ({"nama": "KPU Kabupaten Bintan"}, "nama", "kpu@21.01"),
        ({"nama": "KPU Probolinggo"}, "nama", "KPU Kota Probolinggo"),
    ],
)
def test_a_wrong_value_is_pointed_at(changes: dict[str, object], where: str, says: str) -> None:
    [(key, message)] = problems(**changes)
    assert key == ("dewan-riset-bintan", where)
    assert says in message


def test_a_wrong_alias_is_pointed_at_by_its_number() -> None:
    [(key, message)] = problems(sebutan=["DRD Bintan", "Kodim 0315"])
    assert key == ("dewan-riset-bintan", "sebutan", 1)
    assert "Kodim 0315/Tanjungpinang" in message
    [(key, _)] = problems(sebutan=["DRD Bintan", "..."])
    assert key == ("dewan-riset-bintan", "sebutan", 1)


@pytest.mark.parametrize("missing", ["nama", "jenis", "wilayah"])
def test_a_missing_value_is_named(missing: str) -> None:
    [(key, message)] = problems(**{missing: None})
    assert key == ("dewan-riset-bintan",)
    assert missing in message


def test_all_problems_are_told_at_once() -> None:
    assert len(problems(jenis="x", wilayah="y", sejak="z", lain="w")) == 4


@pytest.mark.parametrize(
    "id_", ["Dewan-Riset", "dewan riset", "-dewan", "dewan--riset", "", "../x", "d" * 81]
)
def test_an_id_is_a_safe_name(id_: str) -> None:
    found = check_local(regions(), {id_: GOOD["dewan-riset-bintan"]})
    assert [error.key for error in found] == [(id_,)]


@pytest.mark.parametrize(
    "id_", ["kabupaten-bintan", "nasional", "jawa-timur", "se-jawa-timur", "index", "con"]
)
def test_an_id_takes_no_page_that_is_taken(id_: str) -> None:
    found = check_local(regions(), {id_: GOOD["dewan-riset-bintan"]})
    assert [error.key for error in found] == [(id_,)]


def test_two_entries_do_not_share_a_name() -> None:
    twice = {**GOOD, "kembar": {**GOOD["dewan-sastra"], "nama": "DEWAN SASTRA"}}  # type: ignore[dict-item]
    [error] = check_local(regions(), twice)
    assert error.key == ("kembar", "nama")
    assert "dewan-sastra" in str(error)


def test_an_entry_is_a_mapping() -> None:
    for entry in ("Dewan Riset", ["nama"], None):
        [error] = check_local(regions(), {"dewan": entry})
        assert error.key == ("dewan",)
        assert "wilayah" in str(error)


def test_loading_wrong_entries_raises_the_first_problem() -> None:
    with pytest.raises(RegistryError) as caught:
        load_agencies(regions(), {"a": {}, "b": {}})
    assert caught.value.key == ("a",)


def test_a_local_agency_never_shadows_the_registry() -> None:
    agencies = load_agencies(regions(), GOOD)
    assert agencies.resolve("RSUD se-Kabupaten Probolinggo", "35.13").id == "rsud@35.13"
    with pytest.raises(AmbiguousLabel):
        agencies.resolve("KPU Probolinggo", "21.01")
