"""Topics: names by id, and what is wrong in the file."""

import pytest

from rakor.registry import RegistryError, Topics, check_topics, load_topics

FILE = {"pilkada": "Pilkada", "pengamanan-pilkada": "Pengamanan pilkada", "inflasi": " Inflasi "}


def test_topics_keep_the_order_of_the_file() -> None:
    topics = load_topics(FILE)
    assert list(topics) == list(FILE)
    assert topics["inflasi"] == "Inflasi"
    assert len(topics) == 3
    assert "banjir" not in topics
    with pytest.raises(KeyError):
        topics["banjir"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Pengamanan Pilkada", "pengamanan-pilkada"),
        ("pengamanan pilkda", "pengamanan-pilkada"),
        ("inflsi", "inflasi"),
        ("Inflasi", "inflasi"),
    ],
)
def test_a_slip_is_recognised(written: str, meant: str) -> None:
    assert load_topics(FILE).suggest(written)[0] == meant


def test_nothing_far_away_is_suggested() -> None:
    assert load_topics(FILE).suggest("kesehatan") == ()
    assert Topics({}).suggest("pilkada") == ()


def test_a_former_id_leads_to_the_new_one() -> None:
    topics = load_topics(FILE, {"pilkada": ["pemilukada", "pilkada-serentak"]})
    assert topics.former == {"pemilukada": "pilkada", "pilkada-serentak": "pilkada"}
    assert topics.suggest("pemilukada") == ("pilkada",)
    assert "pemilukada" not in topics


@pytest.mark.parametrize(
    ("former", "where"),
    [
        ({"pilkada": ["inflasi"]}, ("pilkada", "alamat_lama", 0)),
        ({"pilkada": ["lama", "Salah Bentuk"]}, ("pilkada", "alamat_lama", 1)),
        ({"pilkada": ["lama"], "inflasi": ["lama"]}, ("inflasi", "alamat_lama", 0)),
    ],
)
def test_a_wrong_former_id_is_pointed_at(
    former: dict[str, list[str]], where: tuple[str | int, ...]
) -> None:
    [error] = check_topics(FILE, former)
    assert error.key == where


@pytest.mark.parametrize("wanted", ["pertambangan", "keuangan", "pangkalan", "inspeksi"])
def test_another_word_is_no_slip(wanted: str) -> None:
    assert load_topics({**FILE, "keamanan": "Keamanan", "pangan": "Pangan"}).suggest(wanted) == ()


@pytest.mark.parametrize(
    "id_", ["Pilkada", "pil kada", "", "-a", "a--b", "pilkadå", "x" * 61, "index", "aux"]
)
def test_an_id_is_a_safe_name(id_: str) -> None:
    [error] = check_topics({id_: "Nama"})
    assert error.key == (id_,)


@pytest.mark.parametrize("name", ["", "  ", None, ["Pilkada"]])
def test_a_topic_has_a_name(name: object) -> None:
    [error] = check_topics({"pilkada": name})
    assert error.key == ("pilkada",)
    with pytest.raises(RegistryError):
        load_topics({"pilkada": name})


def test_two_topics_do_not_share_a_name() -> None:
    [error] = check_topics({**FILE, "harga": "inflasi"})
    assert error.key == ("harga",)
    assert "“inflasi”" in str(error)
