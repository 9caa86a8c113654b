"""What follow-ups are called, whatever is done around them."""

from __future__ import annotations

import unicodedata

from collection import bulletin
from hypothesis import given
from hypothesis import strategies as st

from rakor.content.follow_ups import item_ids, promise_id, renamed, text_digest

WORDS = st.sampled_from(["Menggelar doa.", "Menertibkan alat peraga.", "Menyiapkan posko."])
ITEMS = st.lists(
    st.builds(
        lambda text, id_: {"text": text, "id": id_},
        WORDS | st.text("ab é\u0301", min_size=1).filter(str.strip),
        st.none() | st.sampled_from(["doa", "posko", text_digest("Menggelar doa.")]),
    ),
    max_size=7,
    unique_by=lambda one: one["id"] or object(),
)


@given(ITEMS)
def test_each_has_an_id_of_its_own(items: list[dict[str, str | None]]) -> None:
    ids = item_ids(bulletin(follow_ups=items))
    assert len(ids) == len(items) == len(set(ids))
    for item, id_ in zip(items, ids, strict=True):
        assert item["id"] in (None, id_)


@given(ITEMS, st.integers(0, 7))
def test_a_new_entry_renames_no_other(items: list[dict[str, str | None]], at: int) -> None:
    old = bulletin(follow_ups=items)
    new = bulletin(follow_ups=[*items[:at], {"text": "Membuka layanan aduan."}, *items[at:]])
    ids = list(item_ids(new))
    del ids[min(at, len(items))]
    assert tuple(ids) == item_ids(old)
    assert renamed(old, new) == {}


@given(st.text(min_size=1))
def test_neither_spaces_nor_the_form_of_unicode_count(text: str) -> None:
    spread = "\n  ".join(unicodedata.normalize("NFD", text).split())
    assert text_digest(spread) == text_digest(text)


def test_the_oldest_address_names_the_bulletin() -> None:
    item = {"text": "Menggelar doa.", "id": "doa"}
    moved = bulletin(follow_ups=[item], former_addresses=["a/2024/2024-11-14-b", "a/2024-11-14-c"])
    assert promise_id(moved, 1) == "a/2024-11-14-c#doa"
    assert promise_id(bulletin(follow_ups=[item]), 1) == f"{bulletin().id}#doa"


def test_only_another_wording_is_the_same_promise() -> None:
    long = "Menggelar doa bersama sebagai kampanye damai di alun-alun"
    old = bulletin(follow_ups=[{"text": "Menyiapkan posko."}, {"text": long}])
    new = bulletin(follow_ups=[{"text": "Menyiapkan posko."}, {"text": f"{long} kota"}])
    assert renamed(old, new) == {1: text_digest(long)}
    swapped = bulletin(follow_ups=[{"text": long}, {"text": "Menyiapkan posko."}])
    assert renamed(old, swapped) == {}
