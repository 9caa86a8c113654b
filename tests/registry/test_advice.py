"""What is said about labels that mean no agency: nothing false is ever offered to be pasted."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rakor.registry import (
    Agencies,
    AmbiguousLabel,
    Doubt,
    PersonInLabel,
    UnknownLabel,
    UnsureLabel,
    WrongLevel,
    check_local,
    load_agencies,
    regions,
)
from rakor.registry.labels import misspelt

HOME = "35.22"


@cache
def agencies() -> Agencies:
    return load_agencies(regions())


def added(line: str) -> dict[str, Any]:
    """What a line for ``agencies.yml`` holds."""
    found: dict[str, Any] = yaml.safe_load(line)
    return found


def unknown(label: str, home: str = HOME) -> UnknownLabel:
    with pytest.raises(UnknownLabel) as caught:
        agencies().resolve(label, home)
    return caught.value


@pytest.mark.parametrize(
    "label",
    [
        # another number
        *("Dandim 9606", "Kodim 082/Probolinggo", "Kodim 9913/Bojonegoro", "Danrem 981"),
        # another place
        *("Kodim 0820/Contoh", "PN Contohrejo", "Kanim Tuban", "Polsek Danderan"),
        # another word
        *("Media", "Bapanasa Contoh", "Arari", "Gasmat", "Kementerian Bumi", "Bapaslon", "KPX"),
        *("Mabes Contoh", "Komite Nasional Contoh", "Dewan Kopi", "Satgas Panen"),
    ],
)
def test_what_differs_in_a_number_a_place_or_a_word_is_not_suggested(label: str) -> None:
    assert unknown(label).suggestions == ()


@pytest.mark.parametrize(
    ("label", "agency_id"),
    [
        ("Kementrian Pertanian", "kementan@nasional"),
        ("Bakesbangpl Kabupaten Bojonegoro", "bakesbangpol@35.22"),
        ("Disnakertran Kabupaten Bojonegoro", "disnaker@35.22"),
        ("KPU Kabupaten Bojonegro", "kpu@35.22"),
        ("Polda Jawa Tmur", "polda@35"),
        ("Kota Madiun", "pemkot@35.77"),
        ("Pengadilan Negri Bojonegoro", "pn@35.22"),
    ],
)
def test_a_slip_of_the_pen_is(label: str, agency_id: str) -> None:
    assert unknown(label).suggestions[0].id == agency_id


@pytest.mark.parametrize(
    ("label", "name", "type_id", "region"),
    [
        ("Kementerian Contoh Urusan Laut", None, "kementerian-lain", "nasional"),
        ("Menteri Urusan Contoh", "Kementerian Urusan Contoh", "kementerian-lain", "nasional"),
        ("Dirjen Contoh Raya", "Ditjen Contoh Raya", "kementerian-lain", "nasional"),
        ("Badan Contoh Nasional", None, "lembaga-negara", "nasional"),
        ("Komisi Contoh RI", None, "lembaga-negara", "nasional"),
        ("Satgas Contoh TNI", None, "satuan-tni", "nasional"),
        ("Korps Contoh Polri", None, "satuan-polri", "nasional"),
        ("Densus 99", None, "satuan-polri", "nasional"),
        ("Universitas Contoh Bojonegoro", None, "perguruan-tinggi", "35.22"),
        ("Rektor Universitas Contoh", "Universitas Contoh", "perguruan-tinggi", "35.22"),
        ("PT Contoh Jaya", None, "perusahaan", "35.22"),
        ("Dandim 9999", "Kodim 9999", "kodim", "35.22"),
        ("Kapolsek Danderan", "Polsek Danderan", "polsek", "35.22"),
        ("Lurah Contoh", "Kelurahan Contoh", "kelurahan", "35.22"),
        (
            "Kepala Dinas Contoh Kabupaten Lamongan",
            "Dinas Contoh Kabupaten Lamongan",
            "opd",
            "35.24",
        ),
        ("Ketua Forum Contoh Kota Madiun", "Forum Contoh Kota Madiun", "lembaga", "35.77"),
        ("Balai Besar Contoh Jawa Timur", None, "instansi-pusat-daerah", "35"),
        ("Kapolsek Danderan AKP Contoh Nama", "Polsek Danderan", "polsek", "35.22"),
        ("RSD dr. Contoh Nama", None, "lembaga", "35.22"),
    ],
)
def test_the_line_to_add_is_right(label: str, name: str | None, type_id: str, region: str) -> None:
    error = unknown(label)
    local = added(error.line)
    [entry] = local.values()
    assert entry == {"nama": name or label, "jenis": type_id, "wilayah": region}
    assert check_local(regions(), local) == ()
    # Once it is added, the label is understood.
    known = load_agencies(regions(), local)
    home = region if region != "nasional" else HOME
    found = known.certain(name or label, home)
    assert found is not None
    assert found.id == f"lokal-{next(iter(local))}"


@pytest.mark.parametrize("label", ["Imigrasi", "KSOP", "Lapas", "Kodaeral", "Bapas", "Denpom"])
def test_an_office_that_is_not_everywhere_is_not_made_up(label: str) -> None:
    error = unknown(label, "35.13")
    assert isinstance(error, WrongLevel)
    assert "Probolinggo" not in " ".join(one.name for one in error.suggestions)
    if error.line:
        # A name still has to be put in.
        assert check_local(regions(), added(error.line))


@pytest.mark.parametrize(
    ("label", "agency_id", "post", "person"),
    [
        (
            "Kapolres Bojonegoro AKBP Contoh Nama",
            "polres@35.22",
            "Kapolres Bojonegoro",
            "AKBP Contoh Nama",
        ),
        ("Bupati Bojonegoro Nama Contoh", "pemkab@35.22", "Bupati Bojonegoro", "Nama Contoh"),
        ("Dandim 0813 Letkol Inf Contoh", "kodim-0813", "Dandim 0813", "Letkol Inf Contoh"),
        (
            "Kajari Bojonegoro yang diwakili Contoh Nama",
            "kejari@35.22",
            "Kajari Bojonegoro",
            "Contoh Nama",
        ),
        ("Camat Dander Drs. Contoh", "kecamatan@35.22.06", "Camat Dander", "Drs. Contoh"),
        ("Kabid P2P Dinas Kesehatan", "dinkes@35.22", "Kabid P2P Dinas Kesehatan", ""),
        ("Asisten Bidang Contoh", "setda@35.22", "Asisten Bidang Contoh", ""),
        (
            "Sekretaris Jenderal Kemendagri",
            "kemendagri@nasional",
            "Sekretaris Jenderal Kemendagri",
            "",
        ),
    ],
)
def test_posts_and_people_are_taken_off(label: str, agency_id: str, post: str, person: str) -> None:
    error = unknown(label)
    assert isinstance(error, PersonInLabel)
    assert (error.agency.id, error.post, error.person) == (agency_id, post, person)


@pytest.mark.parametrize(
    "label",
    [
        "Menteri Contoh/BPN",
        "Kepala BPBD Kota Pangkaraya",
        "Ketua KPU Kabupaten Contoh",
        "Wakil Ketua PN Contohrejo Kelas II",
    ],
)
def test_a_place_nobody_knows_is_no_person(label: str) -> None:
    assert not isinstance(unknown(label), PersonInLabel)


@pytest.mark.parametrize(
    ("label", "home", "doubt", "first"),
    [
        ("Camat", HOME, Doubt.ONE_OR_ALL, "kecamatan@35.22"),
        ("Kapolsek", "35.74", Doubt.ONE_OR_ALL, "polsek@35.74"),
        ("Danramil", "33.18", Doubt.ONE_OR_ALL, "koramil@33.18"),
        ("Puskesmas", "51.08", Doubt.ONE_OR_ALL, "puskesmas@51.08"),
        ("KUA", "73.06", Doubt.ONE_OR_ALL, "kua@73.06"),
        ("Lurah", "31.71", Doubt.ONE_OR_ALL, "kelurahan@31.71"),
        ("Kepala Desa", HOME, Doubt.ONE_OR_ALL, "desa@35.22"),
        ("Kepala Distrik", "94.01", Doubt.ONE_OR_ALL, "kecamatan@94.01"),
        ("RSUD", HOME, Doubt.ONE_OR_ALL, "rsud@35.22"),
        ("Pengadilan Negeri", "11.06", Doubt.AREA, "pn@11.06"),
        ("Rutan", "35.13", Doubt.AREA, "rutan@35.13"),
        ("PA", HOME, Doubt.SHORT, "pa@35.22"),
        ("KKP", HOME, Doubt.SHORT, "kkp@nasional"),
        ("BPKH", HOME, Doubt.SHORT, "bpkh-haji@nasional"),
        ("Kodim 0820/Pasuruan", "35.13", Doubt.CONFLICT, "kodim-0820"),
        ("Dandim 0813/Lamongan", HOME, Doubt.CONFLICT, "kodim-0813"),
    ],
)
def test_what_is_not_enough_is_asked_back(label: str, home: str, doubt: Doubt, first: str) -> None:
    with pytest.raises(UnsureLabel) as caught:
        agencies().resolve(label, home)
    assert caught.value.doubt == doubt
    assert caught.value.candidates[0].id == first


@pytest.mark.parametrize(
    ("label", "home", "ids"),
    [
        ("DKPP", "35.78", {"dkpp@nasional", "dkp-pangan@35.78"}),
        ("BKD", HOME, {"bpkad@35.22", "bkpsdm@35.22"}),
        ("DPKP", HOME, {"diperta@35.22", "damkar@35.22", "perkim@35.22"}),
        ("BPPD", "35.15", {"bapenda@35.15", "badan-perbatasan-daerah@35.15"}),
        ("PN", "33.02", {"pn@33.02", "pn-banyumas"}),
        ("Kementerian Agama", HOME, {"kemenag@nasional", "kemenag@35.22"}),
        ("PPK Pacitan", "35.01", {"ppk@35.01", "ppk@35.01.04"}),
        ("PA Martapura", "63.03", {"pa@16.08", "pa@63.03"}),
        ("Kemendes", HOME, {"kemendes@nasional", "kemendes-pdtt@nasional"}),
        ("Kodim Bekasi", "32.16", {"kodim-0507", "kodim-0509"}),
    ],
)
def test_what_can_mean_two_bodies_is_asked_back_with_both(
    label: str, home: str, ids: set[str]
) -> None:
    with pytest.raises(AmbiguousLabel) as caught:
        agencies().resolve(label, home)
    assert {one.id for one in caught.value.candidates} == ids


@pytest.mark.parametrize(
    ("label", "home", "agency_id"),
    [
        ("Camat Dander", HOME, "kecamatan@35.22.06"),
        ("Camat Kraksaan, Kabupaten Probolinggo", HOME, "kecamatan@35.13.14"),
        ("Polsek Kraksaan", "35", "polsek@35.13.14"),
        ("Danramil 0820/11 Kraksaan", "35.13", "koramil@35.13.14"),
        ("para Camat", HOME, "kecamatan@35.22"),
        ("28 Camat se-Kabupaten Bojonegoro", HOME, "kecamatan@35.22"),
        ("jajaran Kapolsek", HOME, "polsek@35.22"),
        ("Kepala Desa se-Kecamatan Dander", HOME, "desa@35.22.06"),
        ("Pemkab/Pemko se-Aceh", "11", "pemda-kabkota@11"),
        ("Kodim se-Jawa Timur", "35", "kodim@35.semua"),
        ("Rutan Kelas IIB Kraksaan", "35.13", "rutan@35.13"),
        ("Kanim Kelas I Khusus TPI Batam", "21.71", "imigrasi@21.71"),
        ("Kanim Padang", "21.71", "imigrasi@13.71"),
        ("PN Jantho", "11.06", "pn@11.06"),
        ("DKPP Kabupaten Bojonegoro", HOME, "dkp-pangan@35.22"),
        ("Lantamal IX", "81.71", "lantamal@81.71"),
    ],
)
def test_what_is_enough_is_understood(label: str, home: str, agency_id: str) -> None:
    assert agencies().resolve(label, home).id == agency_id


@given(st.text("abcdefghijklmnop0123456789", min_size=5, max_size=14), st.data())
@settings(max_examples=200)
def test_digits_are_never_taken_for_a_slip(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word)))
    assert misspelt(word, [f"{word[:at]}7{word[at:]}"]) == []
