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


def test_former_ids_lead_to_the_agency() -> None:
    entry = {**GOOD["dewan-sastra"], "alamat_lama": ["dewan-lama", "instansi/lsm/dewan-tua.html"]}  # type: ignore[dict-item]
    agencies = load_agencies(regions(), {"dewan-sastra": entry})
    agency = agencies["lokal-dewan-sastra"]
    assert agency.former_slugs == ("dewan-lama", "lsm/dewan-tua")
    assert agencies.resolve("lokal-dewan-lama", "35.13") == agency
    assert agencies["lokal-dewan-tua"] == agency


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (["Bukan Id"], "bukan id"),
        (["../luar"], "bukan id"),
        (["dewan-riset-bintan"], "sekarang"),
        (["lembaga/dewan-riset-bintan"], "sekarang"),
        (["kodim/0820-probolinggo"], "masih dipakai"),
        ({"a": "b"}, "daftar"),
    ],
)
def test_a_wrong_former_id_is_pointed_at(value: object, says: str) -> None:
    [(key, message)] = problems(alamat_lama=value)
    assert key[:2] == ("dewan-riset-bintan", "alamat_lama")
    assert says in message


def test_two_entries_do_not_claim_one_former_id() -> None:
    one = {**GOOD["dewan-sastra"], "alamat_lama": "lama"}  # type: ignore[dict-item]
    other = {**GOOD["dewan-sastra"], "nama": "Dewan Lain", "alamat_lama": ["lama"]}  # type: ignore[dict-item]
    [error] = check_local(regions(), {"satu": one, "dua": other})
    assert error.key == ("dua", "alamat_lama", 0)


def test_a_name_still_to_be_filled_in_is_pointed_at() -> None:
    [(key, _)] = problems(nama="Kanim …")
    assert key == ("dewan-riset-bintan", "nama")


PADANG = {"nama": "Sanggar Contoh", "jenis": "lembaga", "wilayah": "13.71"}
BIMA = {**PADANG, "wilayah": "52.06"}


def test_a_local_agency_of_another_region_is_never_taken() -> None:
    agencies = load_agencies(regions(), {"sanggar-bima": BIMA})
    assert agencies.resolve("Sanggar Contoh", "52.06").id == "lokal-sanggar-bima"
    for home in ("13.71", "13", "52", "52.05", "35.13"):
        with pytest.raises(UnknownLabel) as caught:
            agencies.resolve("Sanggar Contoh", home)
        # It is offered, but as what it is.
        [near] = caught.value.suggestions
        written = agencies.written(near, home)
        assert "Bima" in written
        assert agencies.resolve(written, home) == near


def test_one_above_the_home_region_or_of_the_nation_is_meant_below_it() -> None:
    local = {
        "satu": {**PADANG, "nama": "Sanggar Satu", "wilayah": "13"},
        "dua": {**PADANG, "nama": "Sanggar Dua", "wilayah": "nasional"},
        "tiga": {**PADANG, "nama": "Sanggar Tiga Kota Padang"},
    }
    agencies = load_agencies(regions(), local)
    assert agencies.resolve("Sanggar Satu", "13.71").id == "lokal-satu"
    assert agencies.resolve("Sanggar Dua", "94").id == "lokal-dua"
    # A name that says its region is no other's.
    assert agencies.resolve("Sanggar Tiga Kota Padang", "94").id == "lokal-tiga"


def test_two_regions_may_have_agencies_of_one_name() -> None:
    agencies = load_agencies(regions(), {"a": PADANG, "b": BIMA})
    assert agencies.resolve("Sanggar Contoh", "13.71").id == "lokal-a"
    assert agencies.resolve("Sanggar Contoh", "52.06").id == "lokal-b"
    assert agencies.resolve("Sanggar Contoh Kabupaten Bima", "13.71").id == "lokal-b"
    [error] = check_local(regions(), {"a": PADANG, "c": {**PADANG, "wilayah": "13"}})
    assert error.key == ("c", "nama")


def test_a_unit_that_is_added_answers_to_all_its_usual_names() -> None:
    local = {
        "kodim-9999": {"nama": "Kodim 9999/Contoh", "jenis": "kodim", "wilayah": "17.09"},
        "kanim-contoh": {"nama": "Kanim Contoh", "jenis": "imigrasi", "wilayah": "17.09"},
    }
    agencies = load_agencies(regions(), local)
    for label in ("Kodim 9999", "Dandim 9999", "Makodim Contoh", "Dandim 9999/Contoh", "Kodim"):
        assert agencies.resolve(label, "17.09").id == "lokal-kodim-9999"
    for label in ("Imigrasi", "Kantor Imigrasi Contoh", "Kepala Kantor Imigrasi Contoh"):
        assert agencies.resolve(label, "17.09").id == "lokal-kanim-contoh"


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


OF_A_DISTRICT: dict[str, object] = {
    "forum-kraksaan": {"nama": "Forum Siaga Utara", "jenis": "lembaga", "wilayah": "35.13.15"},
}


def test_a_body_of_one_kecamatan() -> None:
    """It is meant in bulletins of its regency, and in no others by its bare name."""
    found = regions()
    assert check_local(found, OF_A_DISTRICT) == ()
    agencies = load_agencies(found, OF_A_DISTRICT)
    agency = agencies.resolve("Forum Siaga Utara", "35.13")
    assert (agency.id, agency.region) == ("lokal-forum-kraksaan", "35.13.15")
    assert agencies.get("lokal-forum-kraksaan") == agency
    for home in ("35.74", "35", "35.22", "31.71"):
        with pytest.raises(UnknownLabel):
            agencies.resolve("Forum Siaga Utara", home)


@pytest.mark.parametrize("code", ["35.13.99", "35.13.1", "99.99.99", "35.13.15.2001"])
def test_a_code_that_no_kecamatan_has(code: str) -> None:
    entry = {"nama": "Forum Siaga Utara", "jenis": "lembaga", "wilayah": code}
    (problem,) = check_local(regions(), {"forum-utara": entry})
    assert problem.key == ("forum-utara", "wilayah")


def test_two_kecamatan_may_have_a_body_of_one_name_each() -> None:
    entries = {
        f"forum-{number}": {
            "nama": "Forum Siaga Utara",
            "jenis": "lembaga",
            "wilayah": f"35.13.{number}",
        }
        for number in ("15", "16")
    }
    assert check_local(regions(), entries) == ()
    with pytest.raises(AmbiguousLabel):
        load_agencies(regions(), entries).resolve("Forum Siaga Utara", "35.13")


def test_the_lines_to_add_name_the_kecamatan() -> None:
    with pytest.raises(UnknownLabel) as error:
        load_agencies(regions(), None).resolve("Forum Siaga Kecamatan Kraksaan", "35.13")
    (district,) = regions().districts("kraksaan", "35.13")
    assert f'wilayah: "{district.code}"' in error.value.line
