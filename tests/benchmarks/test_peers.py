"""Each peer's set-up must hold every bulletin and show every edit; speed is not tested."""

from __future__ import annotations

import json
from pathlib import Path

import corpus
import measuring
import peers
import pytest
from peers import PEERS, Peer

COUNT = 20


def build(peer: Peer, folder: Path) -> measuring.Cost:
    command = peer.command()
    if command is None:
        pytest.skip(f"{peer.name} is not installed (make bench installs it)")
    return measuring.run(
        command, folder, folder / peer.site, [folder / name for name in peer.stores]
    )


def pages(folder: Path) -> dict[str, str]:
    """Return the pages of bulletins by the number of the bulletin."""
    return {
        path.stem[-6:]: path.read_text(encoding="utf-8")
        for path in folder.rglob("*.html")
        if peers.number(path) is not None
    }


@pytest.mark.parametrize("peer", PEERS.values(), ids=PEERS)
def test_every_bulletin_has_a_page_and_every_edit_shows(peer: Peer, tmp_path: Path) -> None:
    peer.write(tmp_path, COUNT)
    cost = build(peer, tmp_path)
    first = pages(tmp_path / peer.site)
    assert sorted(first) == [f"{number:06d}" for number in range(COUNT)]
    assert cost.written == cost.site > 0

    for scenario in ("nothing", "body", "title", "new", "agency", "edition"):
        if scenario in peer.scenarios:
            peer.edit(tmp_path, COUNT, scenario, turn=1)
    build(peer, tmp_path)
    second = pages(tmp_path / peer.site)
    assert set(second) - set(first) == {f"{COUNT:06d}"}
    assert "ditambahkan kemudian, ke-1" in second[f"{COUNT // 2:06d}"]
    assert "perbaikan 1" in second[f"{COUNT // 3:06d}"]
    assert "hari edisi ke-1" in second[f"{COUNT // 4:06d}"]
    if "agency" in peer.scenarios:
        named = second["000007"]
        assert f"{peers.FORUM} Nusantara 1" in named
        assert f"{peers.FORUM} Nusantara 1" not in first["000007"]

    peer.edit(tmp_path, COUNT, "cold", turn=2)
    assert not any((tmp_path / name).exists() for name in (peer.site, *peer.stores))
    sources = [path for path in (tmp_path / peer.content).rglob("*.md") if peers.number(path)]
    assert len(sources) == COUNT


def test_hugo_lists_bulletins_under_every_term(tmp_path: Path) -> None:
    hugo = PEERS["hugo"]
    hugo.write(tmp_path, COUNT)
    build(hugo, tmp_path)
    site = tmp_path / hugo.site
    for number in range(COUNT):
        made = peers.bulletin(number)
        title = f">{made.title}</a>"
        terms = {"regions": len(made.regions), "agencies": len(made.agencies), "months": 1}
        for taxonomy, count in terms.items():
            listing = [
                path
                for path in (site / taxonomy).rglob("*.html")
                if title in path.read_text(encoding="utf-8")
            ]
            assert len(listing) == count, (taxonomy, number)
    assert (site / "index.xml").is_file()
    for taxonomy in ("regions", "agencies", "months", "topics"):
        terms = {path.stem for path in (site / taxonomy).glob("*.html")}
        feeds = {path.parent.name for path in (site / taxonomy).glob("*/index.xml")}
        assert terms - {"index"} == feeds != set(), taxonomy


def test_text_is_the_same_for_everyone() -> None:
    made = peers.bulletin(107)
    assert f"  - {peers.FORUM}\n" in made.text
    for peer in PEERS.values():
        head, body = peer.text(made).split("---\n", 2)[1:]
        assert head.endswith(made.head)
        assert body.replace("<!-- more -->\n\n", "") == made.body, peer.id


def test_edits_of_another_turn_differ() -> None:
    made = peers.bulletin(3)
    assert peers.with_title(made, "Contoh lain").text.count('judul: "Contoh lain"') == 1
    assert peers.with_body(made, "Satu.").body == f"{made.body}\nSatu.\n"
    assert made.title in peers.with_body(made, "Satu.").text


def test_a_check_warms_a_build_of_nothing(tmp_path: Path) -> None:
    rakor = PEERS["rakor"]
    rakor.write(tmp_path, 3)
    build(rakor, tmp_path)
    rakor.edit(tmp_path, 3, "checked", turn=1)
    assert not (tmp_path / rakor.site).exists()
    assert (tmp_path / ".rakor").exists()
    assert build(rakor, tmp_path).files > 3


def test_editions_begin_where_the_corpus_ends() -> None:
    assert peers.FIRST_EDITION == corpus.EDITION


def test_pagefind_finds_what_hugo_wrote(tmp_path: Path) -> None:
    peer = PEERS["hugo+pagefind"]
    peer.write(tmp_path, COUNT)
    build(peer, tmp_path)
    entry = json.loads((tmp_path / peer.site / "pagefind" / "pagefind-entry.json").read_text())
    assert entry["languages"]["id"]["page_count"] == COUNT
