"""A new kind of output is a class and one line in the registry; the engine does the rest."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import framed
import pytest
from hashes import tree

from rakor.adapter.frame import make_frame
from rakor.build.builder import Options, make
from rakor.build.figures import Figures
from rakor.build.kinds import KINDS
from rakor.content.collection import Catalogue
from rakor.documents import Document, Kind, Site
from rakor.incremental.parallel import Workers
from rakor.settings import STORE_NAME


class Titles(Kind):
    """One text for each year: the titles of its bulletins."""

    name = "titles"

    def plan(self, catalogue: Catalogue, site: Site) -> Iterator[Document]:
        for year in sorted(catalogue.by_year):
            yield Document(f"contoh/{year}.txt", self.name, (str(year),))

    def view(self, document: Document, catalogue: Catalogue, site: Site) -> list[str]:
        return [one.title for one in catalogue.by_year[int(document.subject[0])]]

    def render(self, document: Document, view: list[str]) -> bytes:
        return "\n".join([document.subject[0], *view, ""]).encode()


class Texts(Titles):
    """The same with the length of each text: a document that shows bodies, and the day."""

    name = "texts"

    def plan(self, catalogue: Catalogue, site: Site) -> Iterator[Document]:
        for year in sorted(catalogue.by_year):
            yield Document(f"contoh/panjang-{year}.txt", self.name, (str(year),))

    def view(self, document: Document, catalogue: Catalogue, site: Site) -> list[str]:
        ones = catalogue.by_year[int(document.subject[0])]
        return [str(catalogue.edition), *(f"{one.id} {site.markdown(one.id)}" for one in ones)]


OURS: tuple[Kind, ...] = (*KINDS, Titles(), Texts())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of fictional bulletins."""
    framed.write_site(tmp_path / "situs", 40)
    return tmp_path / "situs"


def build(root: Path, site: str = "site", kinds: tuple[Kind, ...] = OURS) -> Figures:
    workers = Workers(root / STORE_NAME, 1)
    options = Options(workers=workers, kinds=kinds)
    outcome = make(root, make_frame, root / site, options)
    assert outcome.figures is not None, outcome.checked.problems
    return outcome.figures


def ours(figures: Figures) -> set[str]:
    return {one for one in figures.written if one.startswith("contoh/")}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_documents_of_a_new_kind_are_made_and_kept(root: Path) -> None:
    assert ours(build(root)) == {one for one in tree(root / "site") if one.startswith("contoh/")}
    path = sorted((root / "bulletins").rglob("20*.md"))[7]
    year = path.name[:4]

    change(path, "Contoh:", "Contoh yang lain:")
    figures = build(root)
    assert f"contoh/{year}.txt" in ours(figures)
    assert len(ours(figures)) == 1

    # Who attended is no part of what is shown: asked anew, and found to be the same.
    change(path, "\ninstansi:\n", "\ninstansi:\n  - KPU RI\n")
    assert not ours(build(root))

    path.write_text(path.read_text() + "\nKalimat contoh yang baru.\n")
    figures = build(root)
    assert ours(figures) == {f"contoh/panjang-{year}.txt"}
    assert "plan" not in figures.seconds  # the short way was enough
    assert "Kalimat contoh yang baru." in (root / "site" / f"contoh/panjang-{year}.txt").read_text()

    with (root / "mkdocs.yml").open("a") as config:
        config.write("\n")  # so that the day can be told apart from what stood there
    change(root / "mkdocs.yml", "edisi:", "edisi: 2031-01-01 #")
    build(root)
    change(root / "mkdocs.yml", "2031-01-01", "2031-01-02")
    figures = build(root)
    assert ours(figures) == {one for one in tree(root / "site") if "contoh/panjang-" in one}
    build(root, "bersih")
    assert tree(root / "site") == tree(root / "bersih")


def test_documents_of_a_kind_that_is_gone_are_removed(root: Path) -> None:
    build(root)
    figures = build(root, kinds=KINDS)
    assert {one for one in figures.removed if one.startswith("contoh/")}
    assert not (root / "site" / "contoh").exists()


def test_many_small_documents_cost_little(root: Path) -> None:
    """A changed body makes none of those anew that do not show it."""
    build(root)
    path = sorted((root / "bulletins").rglob("20*.md"))[3]
    path.write_text(path.read_text() + "\nSatu kalimat lagi.\n")
    figures = build(root)
    assert figures.rendered == 2  # its page, and the text of its year
    assert dataclasses.asdict(figures)["removed"] == ()
