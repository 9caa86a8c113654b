"""Feeds as other programs read them: a grammar of Atom, a schema of JSON Feed, and feedsmith."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from collection import bulletin, catalogue, many
from jsonschema import Draft202012Validator
from npm_readers import read_with, refused_by_grammar
from outputs import ATOM, made

from rakor.feeds import FeedKind

HERE = Path(__file__).parent
SCHEMA = Draft202012Validator(json.loads((HERE / "json_feed.schema.json").read_text()))


def write(folder: Path, files: dict[str, bytes]) -> list[Path]:
    for address, document in files.items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(document)
    return [folder / address for address in files]


def of_shipped(site: Path, _: Path) -> list[Path]:
    return sorted([*site.rglob("*umpan.xml"), *site.rglob("*umpan.json")])


def of_many(_: Path, folder: Path) -> list[Path]:
    return write(folder, made(FeedKind(), catalogue(many(2000))))


def judged(paths: list[Path]) -> list[str]:
    """What is wrong with feeds, as all three say."""
    atoms = [path for path in paths if path.suffix == ".xml"]
    wrong = [refused_by_grammar(HERE / "atom.rnc", atoms)] if atoms else []
    for path in paths:
        if path.suffix == ".json":
            wrong += [one.message for one in SCHEMA.iter_errors(json.loads(path.read_text()))]
    for name, found in read_with(HERE / "read_feeds.mjs", "feedsmith", paths).items():
        if found != understood(Path(name)):
            wrong.append(f"{name}: {found.get('wrong', 'is read otherwise')}")
    return [one for one in wrong if one]


def understood(path: Path) -> object:
    """What a reader should understand of a feed."""
    if path.suffix == ".json":
        feed = json.loads(path.read_text())
        keys = ("id", "url", "title", "content_text", "date_published", "date_modified")
        return {
            "title": feed["title"],
            "entries": [[one[k] for k in keys] for one in feed["items"]],
        }
    root = ElementTree.fromstring(path.read_bytes())
    names = ("id", "title", "summary", "published", "updated")
    entries = []
    for one in root.iter(f"{ATOM}entry"):
        id_, *rest = (one.findtext(f"{ATOM}{name}") for name in names)
        entries.append([id_, one.find(f"{ATOM}link").get("href"), *rest])  # type: ignore[union-attr]
    return {"title": root.findtext(f"{ATOM}title"), "entries": entries}


@pytest.mark.parametrize(
    "feeds",
    [
        pytest.param(of_shipped, id="shipped"),
        pytest.param(of_many, id="2000", marks=pytest.mark.slow),
    ],
)
def test_feeds_are_accepted(
    feeds: Callable[[Path, Path], list[Path]], site: Path, tmp_path: Path
) -> None:
    paths = feeds(site, tmp_path)
    assert len(paths) > 50
    assert judged(paths) == []


ATOM_DAMAGES = {
    "no-date": (b"<updated>", b"<updated>kemarin "),
    "no-address": (b"<id>https://", b"<id>buletin/"),
    "unknown": (b"<summary>", b"<ringkasan/><summary>"),
    "no-author": (b"<author><name>Rakor</name></author>", b""),
    "no-title": (b"<title>Rakor</title>", b"<title> </title>"),
    "no-end": (b"</feed>", b""),
}


def test_a_damaged_atom_feed_is_refused(tmp_path: Path) -> None:
    right = made(FeedKind(), catalogue([bulletin()]))["umpan.xml"]
    files = {f"{name}.xml": right.replace(*damage) for name, damage in ATOM_DAMAGES.items()}
    assert right not in files.values()
    said = refused_by_grammar(HERE / "atom.rnc", write(tmp_path, {"right.xml": right, **files}))
    assert {line.split(".xml:")[0].rpartition("/")[2] for line in said.splitlines()} == {
        *ATOM_DAMAGES
    }


@pytest.mark.parametrize(
    "damage",
    [
        (b'"date_modified": "', b'"date_modified": "kemarin '),
        (b'"content_text"', b'"content"'),
        (b'"version": "https://jsonfeed.org/version/1.1"', b'"version": "1.1"'),
    ],
    ids=["no date", "no text", "no version"],
)
def test_a_damaged_json_feed_is_refused(damage: tuple[bytes, bytes]) -> None:
    right = made(FeedKind(), catalogue([bulletin()]))["umpan.json"]
    damaged = right.replace(*damage)
    assert SCHEMA.is_valid(json.loads(right)) and damaged != right
    assert not SCHEMA.is_valid(json.loads(damaged))


def test_feedsmith_refuses_what_is_no_feed(tmp_path: Path) -> None:
    files = {"umpan.xml": b"<html></html>", "umpan.json": b"{}"}
    found = read_with(HERE / "read_feeds.mjs", "feedsmith", write(tmp_path, files))
    assert all("wrong" in one for one in found.values())
