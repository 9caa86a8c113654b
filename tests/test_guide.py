"""The guide for staff keeps its word: what it shows as right passes, what it calls wrong does not.

A fenced block that starts with ``---`` is a complete bulletin. Any other YAML block is a piece of
one: it is put into the first complete example and checked there. The paragraph above a piece says
what it is; one that begins with "Keliru" must be refused.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from rakor.content import keys
from rakor.content.registry_files import read_topics
from rakor.lint.linter import check
from rakor.lint.results import CheckResult
from rakor.registry import LabelError, load_agencies, regions

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "panduan"
# Written by the program from its own catalogue of rules and tested there.
GENERATED = {"pesan.md"}

_BLOCK = re.compile(
    r"(?P<before>[^\n]*)\n\n```(?P<kind>yaml|markdown)\n(?P<text>.*?)^```$", re.S | re.M
)
_KEY = re.compile(r"^(?=[a-z_]+:)", re.M)


@dataclass(frozen=True)
class Block:
    page: str
    line: int
    before: str
    text: str

    @property
    def is_complete(self) -> bool:
        return self.text.startswith("---\n")

    @property
    def is_wrong(self) -> bool:
        return self.before.startswith("Keliru")

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def blocks() -> Iterator[Block]:
    for path in sorted(GUIDE.glob("*.md")):
        if path.name in GENERATED:
            continue
        page = path.read_text(encoding="utf-8")
        for match in _BLOCK.finditer(page):
            line = page.count("\n", 0, match.start("text")) + 1
            yield Block(path.name, line, match["before"], match["text"])


BLOCKS = tuple(blocks())
COMPLETE = tuple(block for block in BLOCKS if block.is_complete)
PIECES = tuple(block for block in BLOCKS if not block.is_complete)
LOCAL_AGENCIES = tuple(block for block in PIECES if "\n  jenis: " in block.text)
TOPICS = tuple(
    block
    for block in PIECES
    if block not in LOCAL_AGENCIES
    and "\n  nama: " in block.text
    and "\n  alamat_lama:" in block.text
)
KEYS = tuple(block for block in PIECES if block not in LOCAL_AGENCIES and block not in TOPICS)


def parse(text: str) -> Any:
    """YAML as this project reads it: every value is text."""
    # BaseLoader makes plain text of everything: safer still than the safe one.
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506


def front_matter(text: str) -> dict[str, str]:
    """The top-level keys of a text, each with its own lines."""
    return {part.split(":", 1)[0]: part for part in _KEY.split(text) if part.strip()}


def with_keys(piece: str) -> str:
    """The first complete example with the keys of ``piece`` in it."""
    head, body = COMPLETE[0].text.removeprefix("---\n").split("---\n", 1)
    lines = front_matter(head) | front_matter(piece)
    return "---\n" + "".join(lines.values()) + "---\n" + body


def place(text: str) -> str:
    """Where the guide says that this bulletin belongs."""
    lines = front_matter(text.removeprefix("---\n").split("---\n", 1)[0])
    label = parse(lines["wilayah"])["wilayah"]
    date = re.search(r"\d{4}-\d\d-\d\d", lines["tanggal"])
    assert date is not None
    registry = regions()
    return f"{registry.folder(registry.resolve(label).code)}/{date[0][:4]}/{date[0]}-contoh.md"


def run(root: Path, file: str, text: str, agencies: str = "") -> tuple[CheckResult, str]:
    """Check ``text`` among the shipped bulletins: the result, and what is said about this file.

    ``agencies`` is added to ``agencies.yml``.
    """
    bulletins = root / "bulletins"
    shutil.copytree(ROOT / "bulletins", bulletins)
    shutil.copy(ROOT / "mkdocs.yml", root)
    with (bulletins / "agencies.yml").open("a", encoding="utf-8") as local:
        local.write(agencies)
    path = bulletins / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    (path.parent / "undangan.pdf").write_bytes(b"%PDF-1.4\n")
    result = check(root)
    files = {f"bulletins/{file}", "bulletins/agencies.yml"}
    # The guide shows templates: their gaps have a test of their own. A piece with another region
    # is put among the agencies of the example.
    said = (p for p in result.problems if p.file in files and p.code not in {"RK411", "RK807"})
    return result, "\n".join(f"{p.span.line}: {p.code} {p.message}" for p in said)


def test_the_guide_has_examples_of_every_sort() -> None:
    assert len(COMPLETE) >= 2
    assert len(LOCAL_AGENCIES) >= 1
    assert sum(block.is_wrong for block in KEYS) >= 18


@pytest.mark.parametrize("key", keys.BULLETIN.values(), ids=lambda key: key.name)
def test_every_key_has_its_section(key: keys.Key) -> None:
    page = (GUIDE / "kunci.md").read_text(encoding="utf-8")
    assert f"\n## {key.name}\n" in page
    row = re.search(rf"^\| \[`{key.name}`\]\(#{key.name}\) \| .* \| (.*)\|$", page, re.M)
    assert row is not None
    assert (row[1].strip() == "wajib") is key.required


def test_every_key_within_a_key_is_named() -> None:
    page = (GUIDE / "kunci.md").read_text(encoding="utf-8")
    for table in (keys.PERSON, keys.CHAIR, keys.DAYS, keys.HOST, keys.PARTICIPANT, keys.FIGURE):
        assert not [name for name in table if not re.search(rf"\b{name}\b", page)]


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_every_block_is_yaml(block: Block) -> None:
    text = block.text.split("---\n")[1] if block.is_complete else block.text
    assert isinstance(parse(text), dict)


@pytest.mark.parametrize("block", COMPLETE, ids=str)
def test_a_complete_example_is_a_good_bulletin(block: Block, tmp_path: Path) -> None:
    file = place(block.text)
    result, said = run(tmp_path, file, block.text)
    assert said == ""
    assert file.removesuffix(".md") in {bulletin.id for bulletin in result.bulletins}


@pytest.mark.parametrize("block", COMPLETE, ids=str)
def test_every_gap_of_a_template_is_told_until_it_is_filled(block: Block, tmp_path: Path) -> None:
    result, _ = run(tmp_path, place(block.text), block.text)
    told = [p for p in result.problems if p.code == "RK807"]
    gaps = re.compile(r"(?:^|.*: |.*- )(?:Contoh\b|Nama |https://contoh\.example)")
    lines = enumerate(block.text.splitlines(), 1)
    assert [p.span.line for p in told] == [number for number, line in lines if gaps.match(line)]
    assert len(told) >= 7


@pytest.mark.parametrize("block", [b for b in KEYS if not b.is_wrong], ids=str)
def test_a_right_piece_passes(block: Block, tmp_path: Path) -> None:
    text = with_keys(block.text)
    assert run(tmp_path, place(text), text)[1] == ""


@pytest.mark.parametrize("block", TOPICS, ids=str)
def test_a_topic_with_a_former_id_is_read(block: Block) -> None:
    topics, report = read_topics("bulletins/topics.yml", block.text.encode())
    assert report.problems == []
    assert set(topics.former.values()) <= set(topics)
    assert topics.former


@pytest.mark.parametrize("block", [b for b in KEYS if b.is_wrong], ids=str)
def test_a_wrong_piece_is_refused(block: Block, tmp_path: Path) -> None:
    # It stays where the sound example belongs, so that its path is not what is refused.
    said = run(tmp_path, place(COMPLETE[0].text), with_keys(block.text))[1]
    assert said
    assert not re.search(r"RK15[01]", said)


@pytest.mark.parametrize("block", LOCAL_AGENCIES, ids=str)
def test_a_local_agency_can_be_used_by_all_its_names(block: Block, tmp_path: Path) -> None:
    (agency,) = parse(block.text).values()
    for number, name in enumerate((agency["nama"], *agency["sebutan"])):
        root = tmp_path / str(number)
        root.mkdir()
        text = with_keys(f"instansi:\n  - {name}\n")
        assert run(root, place(text), text, block.text)[1] == ""


def table_labels() -> Iterator[str]:
    """What the tables about regions and agencies tell people to write."""
    page = (GUIDE / "instansi-dan-wilayah.md").read_text(encoding="utf-8")
    for row in re.findall(r"^\|.*\|$", page, re.M):
        yield from re.findall(r"`\"?([A-Z0-9][^`\"]+)\"?`", row.rsplit("|", 2)[1])


@pytest.mark.parametrize("label", tuple(table_labels()))
def test_a_label_from_the_tables_is_known(label: str) -> None:
    everywhere = regions()
    try:
        everywhere.resolve(label)
    except LabelError:
        load_agencies(everywhere).resolve(label, home="11.01")


def test_ambiguous_names_are_as_many_as_the_guide_says() -> None:
    page = (GUIDE / "instansi-dan-wilayah.md").read_text(encoding="utf-8")
    said = re.search(r"Ada (\d+) nama yang dipakai oleh lebih dari satu daerah: ([^.]*)\.", page)
    assert said is not None
    everywhere = regions()
    shared = {region.bare for region in everywhere if everywhere.is_ambiguous(region.bare)}
    assert int(said[1]) == len(shared)
    assert set(re.split(r", (?:dan )?|\s+dan ", said[2].replace("\n", " "))) == shared
