"""Linked data: whole, in the words of schema.org, and never the end of the script it stands in."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import requirement
from collection import bulletin, catalogue
from hypothesis import given
from hypothesis import strategies as st
from site_tree import Tree

from rakor.bulletin import Bulletin
from rakor.opendata import linked
from rakor.pages import Materials, compose, plan

SITE = "https://example.org/rakor/"
HOSTILE = '</script><script>alert(1)</script><!-- "\\ &amp; \u2028 ]]>'


class Scripts(HTMLParser):
    """The blocks of data of a page, and how many scripts it has."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.scripts = 0
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self._inside = tag == "script" and ("type", "application/ld+json") in attrs
        if self._inside:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.blocks[-1] += data


def graph_of(html: str) -> list[dict[str, Any]]:
    """What the one block of a page says."""
    reader = Scripts()
    reader.feed(html)
    (block,) = reader.blocks
    found = json.loads(block)
    assert found["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = found["@graph"]
    return nodes


def head_of(shown: Bulletin, kind: str = "bulletin", site_url: str = SITE) -> str:
    found = catalogue([shown])
    page = next(one for one in plan(found) if one.kind == kind)
    return compose(page, found, Materials(site_url=site_url)).head


def test_a_meeting_is_an_event_and_its_bulletin_a_report() -> None:
    shown = bulletin(
        time={"start": "09:00", "end": "11:00", "zone": "WIT"},
        end=dt.date(2024, 11, 15),
        mode="hibrida",
        venue="Aula Contoh",
        publish_on=dt.date(2024, 11, 16),
        corrections=[{"date": dt.date(2024, 12, 1), "part": "judul", "now": "Baru"}],
        former_addresses=["contoh/semula"],
    )
    (event,) = graph_of(head_of(shown))
    report = event["subjectOf"]
    assert event["startDate"] == "2024-11-14T09:00:00+09:00"
    assert event["endDate"] == "2024-11-15T11:00:00+09:00"
    assert event["location"]["address"]["addressLocality"] == "Kabupaten Probolinggo"
    assert event["organizer"]["url"].startswith(f"{SITE}instansi/kpu/")
    assert report["@type"] == "Report"
    assert (report["datePublished"], report["dateModified"]) == ("2024-11-16", "2024-12-01")
    assert report["identifier"] == "contoh/semula"


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("terbit", "EventScheduled"),
        ("rencana", "EventScheduled"),
        ("ditunda", "EventPostponed"),
        ("dibatalkan", "EventCancelled"),
    ],
)
def test_the_state_of_a_meeting_is_told(status: str, state: str) -> None:
    (event,) = graph_of(head_of(bulletin(status=status)))
    assert event["eventStatus"] == f"https://schema.org/{state}"
    assert event["startDate"] == event["endDate"] == "2024-11-14"


def test_nothing_is_said_of_withdrawn_bulletins_nor_without_an_address() -> None:
    assert "ld+json" not in head_of(bulletin(status="dicabut"))
    assert "ld+json" not in head_of(bulletin(), site_url="")


def test_an_agency_is_an_organisation_of_its_regions() -> None:
    (node,) = graph_of(head_of(bulletin(), "agency"))
    assert node["@type"] == "GovernmentOrganization"
    assert node["identifier"] == "kpu@35.13"
    assert node["areaServed"][0]["identifier"] == "35.13"


def test_nobody_is_named() -> None:
    shown = bulletin(
        chair={"name": "Nama Rahasia", "position": "Ketua"},
        participants=[{"agency": "kpu@35.13", "people": [{"name": "Nama Rahasia"}]}],
        writers=["Nama Rahasia"],
    )
    for kind in ("bulletin", "agency"):
        assert "Nama Rahasia" not in head_of(shown, kind)


def test_no_text_ends_the_script() -> None:
    reader = Scripts()
    head = head_of(bulletin(title=HOSTILE, summary=HOSTILE, venue=HOSTILE))
    reader.feed(head)
    assert reader.scripts == 1
    assert graph_of(head)[0]["name"] == HOSTILE


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_comes_back_whole_and_holds_no_markup(text: str) -> None:
    made = linked.as_text([{"name": text}], SITE)
    assert not re.search("[<>&\u2028\u2029]", made)
    assert json.loads(made)["@graph"] == [{"name": text}]


def blocks(tree: Tree) -> dict[str, list[dict[str, Any]]]:
    """What is said on every page of a site that says anything."""
    return {
        page.address: graph_of(page.text)
        for page in tree.pages.values()
        if "application/ld+json" in page.text
    }


def complaints(found: dict[str, list[dict[str, Any]]], folder: Path) -> str:
    """What the types of schema.org have to say."""
    compiler, modules = requirement.schema_org_types()
    (folder / "node_modules").symlink_to(modules)
    lines = ['import type {Graph} from "schema-dts";']
    for number, nodes in enumerate(found.values()):
        graph = {"@context": "https://schema.org", "@graph": nodes}
        lines.append(f"export const g{number}: Graph = {json.dumps(graph)};")
    (folder / "graph.ts").write_text("\n".join(lines), encoding="utf-8")
    options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext"]
    finished = subprocess.run(
        [str(compiler), *options, "graph.ts"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return finished.stdout if finished.returncode else ""


def test_every_page_of_the_shipped_site_keeps_to_schema_org(shipped: Tree, tmp_path: Path) -> None:
    found = blocks(shipped)
    bulletins = [one for one in shipped.pages if one.startswith("buletin/")]
    said = {one for one in found if one.startswith("buletin/")}
    assert said == {
        one
        for one in bulletins
        if not shipped.pages[one].is_stub and "Buletin ini dicabut" not in shipped.pages[one].text
    }
    assert "data/index.html" in found
    (data_set,) = found["data/index.html"]
    for one in data_set["distribution"]:
        assert one["contentUrl"].partition("/data/")[2] in {
            path.partition("data/")[2] for path in shipped.files if path.startswith("data/")
        }
    # Agencies are alike; some will do.
    some = dict(list(found.items())[::9]) | {"data/index.html": [data_set]}
    assert complaints(some, tmp_path) == ""


@pytest.mark.parametrize("damage", [{"startDate": 5}, {"organizer": {"@type": "Oven"}}])
def test_the_types_refuse_what_is_no_event(damage: dict[str, Any], tmp_path: Path) -> None:
    (event,) = graph_of(head_of(bulletin()))
    assert complaints({"a": [event | damage]}, tmp_path)
