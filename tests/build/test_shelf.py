"""A collection on a shelf: the same answers, and nothing taken that was not asked for."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import corpus
import pytest
from hashes import tree

from rakor.adapter.frame import make_frame
from rakor.build import shelf as shelves
from rakor.build.builder import Options, make
from rakor.build.dependencies import EXEMPT, INDEXES, WHOLE, Digests
from rakor.build.shelf import (
    NotOnShelf,
    ShelvedCatalogue,
    ShelvedDigests,
    ShelvedSite,
    shelved,
)
from rakor.content.collection import Catalogue
from rakor.documents import Site
from rakor.incremental.fingerprints import digest
from rakor.incremental.parallel import SharedExecutor, Workers
from rakor.incremental.state import STATE_NAME, State
from rakor.lint.linter import check
from rakor.registry import regions
from rakor.settings import STORE_NAME


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rak") / "situs"
    corpus.write_site(root, 40)
    return root


@pytest.fixture(scope="module")
def collection(root: Path) -> Catalogue:
    found = check(root)
    topics = found.topics
    names, former = topics.names, topics.former
    return Catalogue(found.bulletins, regions(), found.agencies, names, former_topics=former)


SITE = Site(name="Contoh", addresses=["index.html"])


def digests_of(collection: Catalogue) -> Digests:
    ids = [one.id for one in collection.bulletins]
    facts = {id_: digest(id_) for id_ in ids}
    return Digests(collection, SITE, facts, {id_: digest("isi", id_) for id_ in ids})


@pytest.fixture
def on_shelf(collection: Catalogue, tmp_path: Path) -> Iterator[ShelvedCatalogue]:
    said = {"html": {"a.md": "<p>a</p>"}}
    digests = digests_of(collection)
    with shelved(tmp_path, collection.bulletins, collection, digests, said) as shelf:
        made = ShelvedCatalogue(collection, shelf)
        yield copy.deepcopy(made)  # as it is pickled
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", INDEXES)
def test_every_answer_is_that_of_the_collection(
    name: str, collection: Catalogue, on_shelf: ShelvedCatalogue
) -> None:
    index, there = getattr(collection, name), getattr(on_shelf, name)
    assert len(there) == len(index)
    if name != "_by_id":
        assert list(there) == list(index)
        assert {key: list(found) for key, found in there.items()} == {
            key: list(found) for key, found in index.items()
        }
    for key, found in index.items():
        assert key in there
        assert there.get(key) == found if name == "_by_id" else len(there[key]) == len(found)
    assert there.get("tidak ada") is None
    assert "tidak ada" not in there


def test_the_rest_is_the_same_or_refused(collection: Catalogue, on_shelf: ShelvedCatalogue) -> None:
    for one in collection.bulletins:
        assert on_shelf.get(one.id) == one
        assert on_shelf.neighbours(one.id) == collection.neighbours(one.id)
        assert on_shelf.related(one) == collection.related(one)
        assert on_shelf.is_upcoming(one) == collection.is_upcoming(one)
    for one in collection.listed:
        assert on_shelf.types_in([one]) == collection.types_in([one])
    assert on_shelf.neighbours("tidak/ada") == (None, None)
    for name in WHOLE:
        with pytest.raises(NotOnShelf):
            getattr(on_shelf, name)
    for name in EXEMPT:
        getattr(on_shelf, name)
    with pytest.raises(NotOnShelf):
        ShelvedSite(SITE).addresses  # noqa: B018
    assert ShelvedSite(SITE).name == SITE.name
    assert shelves.texts(on_shelf.shelf, "html")["a.md"] == "<p>a</p>"
    assert shelves.texts(on_shelf.shelf, "markdown").get("a.md") is None


def test_every_question_has_the_same_digest(
    collection: Catalogue, on_shelf: ShelvedCatalogue
) -> None:
    here, there = digests_of(collection), ShelvedDigests(on_shelf, SITE)
    names = [f"{name}\0{key}" for name in INDEXES for key in getattr(collection, name)]
    names += [f"{name}?\0{key}" for name in INDEXES for key in getattr(collection, name)]
    names += [f"{name}{mark}" for name in INDEXES for mark in ("*", "**")]
    names += [f"{name}\0tidak ada" for name in INDEXES] + ["has_edition", "site\0name"]
    for one in collection.bulletins:
        names += [f"neighbours\0{one.id}", f"body\0{one.id}", f"passed\0{one.start}"]
    for name in names:
        assert there.trace(b"", [name]) == here.trace(b"", [name]), name


def test_much_is_not_taken(
    collection: Catalogue, on_shelf: ShelvedCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "MOST", 3)
    for name in ("by_region", "tasks_in"):
        for key, found in getattr(collection, name).items():
            there = getattr(on_shelf, name)[key]
            assert len(there) == len(found)  # to be counted they need not be taken
            if len(found) <= 3:
                assert list(there) == list(found)
            else:
                with pytest.raises(NotOnShelf):
                    there[0]
    with pytest.raises(NotOnShelf):
        list(on_shelf.by_agency)


def test_few_bulletins_are_kept(
    collection: Catalogue, on_shelf: ShelvedCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "_KEPT", 5)
    for one in collection.bulletins:
        assert on_shelf.get(one.id) == one
        assert len(on_shelf.shelf.own.bulletins) <= 10  # by id and by number


class Elsewhere(SharedExecutor):
    """Threads that are taken for other machines."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(2)

    def probe(self, folders: Any) -> None:
        pass

    def width(self) -> int:
        return 2

    def submit(self, function: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        return self._pool.submit(function, *args, **kwargs)

    def result(self, future: Future[Any]) -> Any:
        return future.result()

    def settle(self) -> None:
        pass


def test_a_site_from_the_shelf_is_the_same(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what shows so much that it is made here; see test_on_a_cluster.py for the rest."""
    monkeypatch.setattr(shelves, "MOST", 4)
    made = []
    for number, executor in enumerate((None, Elsewhere())):
        site = tmp_path / str(number)
        (root / STORE_NAME / STATE_NAME).unlink(missing_ok=True)
        (root / STORE_NAME).mkdir(exist_ok=True)
        (root / STORE_NAME / "lent-lama.sqlite3").touch()  # a build was killed
        workers = Workers(root / STORE_NAME, 1, executor)
        assert make(root, make_frame, site, Options(workers=workers)).figures is not None
        with State(root) as state:
            kept = state.site(site)
            made.append((tree(site), kept.documents(), kept.volatile(), kept.text_digests()))
    assert made[0] == made[1]
    assert not list((root / STORE_NAME).glob("lent-*"))
