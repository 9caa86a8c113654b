"""The package and the catalogue, held to what others check them with; damaged ones are refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frictionless
import pyshacl
import pytest
import rdflib
from collection import catalogue, many
from data_files import SITE, made, put
from rdflib.namespace import DCAT, DCTERMS, RDF

from rakor.documents import Site
from rakor.settings import Publisher

# rdflib's own parser still uses what it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

PUBLISHER = Publisher("Kantor Contoh", "", "data@example.org", "https://example.org/")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """All documents of a small collection with everything in it."""
    ones = many(20, days=300)
    site = Site(SITE.name, SITE.url, SITE.description, PUBLISHER)
    return made(catalogue(ones), site)


def validate(folder: Path) -> list[str]:
    """What frictionless has to say about the package in a folder."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    found = [f"{one.type}: {one.message}" for one in report.errors]
    return found + [
        f"{task.name}: {one.type}: {one.message}" for task in report.tasks for one in task.errors
    ]


def test_frictionless_accepts_every_table(files: dict[str, bytes], tmp_path: Path) -> None:
    folder = put(files, tmp_path)
    package = json.loads((folder / "datapackage.json").read_text())
    assert {one["path"] for one in package["resources"]} == {
        path.name for path in folder.glob("*.csv") if not path.name.endswith("-excel.csv")
    }
    assert validate(folder) == []


def test_frictionless_accepts_the_shipped_site(site: Path) -> None:
    assert validate(site / "data") == []


@pytest.mark.slow
def test_frictionless_accepts_two_thousand_bulletins(tmp_path: Path) -> None:
    assert validate(put(made(catalogue(many(2_000))), tmp_path)) == []


DAMAGE = {
    "a day that is none": ("rapat-2022.csv", ",2022-", ",2022/"),
    "a code that no list holds": ("instansi.csv", "kpu@35.13,", "kpu@35.99,"),
    "a word that is not foreseen": ("kehadiran-2022.csv", ",peserta,", ",hadirin,"),
    "a row twice": ("topik-rapat-2022.csv", ",2,", ",1,"),
    "a column by another name": ("rapat-2022.csv", "judul", "nama"),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_frictionless_refuses(files: dict[str, bytes], tmp_path: Path, what: str) -> None:
    name, old, new = DAMAGE[what]
    folder = put(files, tmp_path)
    text = (folder / name).read_bytes().decode()
    assert old in text
    (folder / name).write_bytes(text.replace(old, new, 1).encode())
    assert validate(folder)


def catalog(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["data/katalog.jsonld"])
    return found


SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

# What DCAT-AP 3 calls mandatory, and what harvesters show.
[] a sh:NodeShape ; sh:targetClass dcat:Catalog ;
  sh:property [sh:path dct:title ; sh:minCount 1 ; sh:datatype rdf:langString] ;
  sh:property [sh:path dct:description ; sh:minCount 1] ;
  sh:property [sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI] ;
  sh:property [sh:path dcat:dataset ; sh:minCount 1 ; sh:class dcat:Dataset] .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ;
  sh:property [sh:path dct:title ; sh:minCount 1] ;
  sh:property [sh:path dct:description ; sh:minCount 1] ;
  sh:property [sh:path dct:license ; sh:minCount 1 ; sh:nodeKind sh:IRI] ;
  sh:property [sh:path dct:temporal ; sh:node [
    sh:property [sh:path dcat:startDate ; sh:datatype xsd:date ; sh:minCount 1] ;
    sh:property [sh:path dcat:endDate ; sh:datatype xsd:date ; sh:minCount 1]]] ;
  sh:property [sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ;
  sh:property [sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI] ;
  sh:property [sh:path dcat:downloadURL ; sh:minCount 1 ; sh:nodeKind sh:IRI] ;
  sh:property [sh:path dcat:mediaType ; sh:minCount 1 ; sh:nodeKind sh:IRI] .
[] a sh:NodeShape ; sh:targetClass foaf:Organization ;
  sh:property [sh:path foaf:name ; sh:minCount 1] .
"""


def conforms(found: dict[str, Any]) -> bool:
    """Whether the catalogue keeps to the shapes above."""
    graph = rdflib.Graph().parse(data=json.dumps(found), format="json-ld")
    shapes = rdflib.Graph().parse(data=SHAPES, format="turtle")
    return bool(pyshacl.validate(graph, shacl_graph=shapes)[0])


def test_the_catalogue_is_what_portals_harvest(files: dict[str, bytes]) -> None:
    found = catalog(files)
    assert conforms(found)
    graph = rdflib.Graph().parse(data=json.dumps(found), format="json-ld")
    (data_set,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert str(graph.value(data_set, DCTERMS.license)) == (
        "https://creativecommons.org/licenses/by/4.0/"
    )
    # Every file that is offered is one of the site, and every plain table is offered.
    offered = {str(one).removeprefix(SITE.url) for one in graph.objects(None, DCAT.downloadURL)}
    assert offered <= files.keys()
    plain = {one for one in files if one.startswith("data/") and one.endswith((".csv", ".jsonl"))}
    assert {one for one in plain if "-excel" not in one} <= offered


@pytest.mark.parametrize("missing", ["dct:title", "dct:license", "dcat:distribution"])
def test_a_damaged_catalogue_is_refused(files: dict[str, bytes], missing: str) -> None:
    found = catalog(files)
    del found["dcat:dataset"][0][missing]
    assert not conforms(found)


def test_who_publishes_is_told(files: dict[str, bytes]) -> None:
    package = json.loads(files["data/datapackage.json"])
    (one,) = package["contributors"]
    assert (one["title"], one["email"]) == ("Kantor Contoh", "data@example.org")
    assert one["roles"] == ["publisher", "produsen data", "walidata"]
    assert catalog(files)["dct:publisher"]["foaf:name"] == "Kantor Contoh"


def test_an_empty_site_has_a_package_too(tmp_path: Path) -> None:
    folder = put(made(catalogue([]), Site("Contoh")), tmp_path)
    assert validate(folder) == []
    assert {path.name for path in folder.glob("*.csv")} == {
        f"{name}{tail}"
        for name in ("wilayah", "instansi", "topik")
        for tail in (".csv", "-excel.csv")
    }
