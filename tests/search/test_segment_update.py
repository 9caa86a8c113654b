"""Amending a segment equals making it anew, whatever changed."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from fictional import TOPICS, make
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rakor.registry import load_agencies, regions
from rakor.search import (
    IndexDirectory,
    IndexShape,
    SearchEntry,
    Summary,
    amend_segment,
    make_segment,
    read_script,
    synonyms,
)
from rakor.search.partition import position

SHAPE = IndexShape(limit=64, blocks=3, pair_blocks=2, pair_floor=4)
KNOWN = synonyms(regions(), load_agencies(regions(), None))
DOCUMENTS = sorted((make(at) for at in range(24)), key=lambda one: position(one.head))
IDS = [one.id for one in DOCUMENTS]
NAMES = tuple(TOPICS)
BEFORE = make_segment("contoh", DOCUMENTS, SHAPE, KNOWN, NAMES)


def changed_body(body: str, rng: random.Random) -> str:
    """A little of everything: words gained, lost, moved, repeated; short and very long texts."""
    words = body.split(" ")
    match rng.randrange(6):
        case 0:
            return ""
        case 1:
            return " ".join(rng.sample(words, len(words)))
        case 2:
            return " ".join(words[: rng.randrange(len(words))])
        case 3:
            return body + " KTP-el Komisi Pemilihan Umum 12.173" * rng.randrange(1, 4)
        case 4:
            return "\n".join([body] * rng.randrange(2, 40))
    return make(rng.randrange(100, 200)).body


@settings(max_examples=60)
@given(st.integers(0, 1 << 30))
def test_amended_is_as_made_anew(seed: int) -> None:
    rng = random.Random(seed)
    blocks, summary = BEFORE
    now = DOCUMENTS
    for _ in range(3):
        at_random = rng.sample(range(len(now)), rng.randrange(1, 4))
        after = now[:]
        for at in at_random:
            after[at] = replace(now[at], body=changed_body(now[at].body, rng))
        by_id = {one.id: one for one in after}

        amended = amend_segment(
            summary,
            IDS,
            {IDS[at]: (now[at], after[at]) for at in at_random},
            lambda ids, by_id=by_id: map(by_id.__getitem__, ids),
            lambda address, blocks=blocks: read_script(blocks[address]),
            SHAPE,
            KNOWN,
        )
        blocks = {
            address: data
            for address, data in (blocks | amended.blocks).items()
            if address not in amended.gone
        }
        summary, now = amended.summary, after
        assert (blocks, summary) == make_segment("contoh", after, SHAPE, KNOWN, NAMES)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 1 << 30))
def test_a_directory_forgets_what_is_taken_out(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr("rakor.search.directory.VOCABULARY_LIMIT", 30)
    agencies = load_agencies(regions(), None)
    rng = random.Random(seed)
    halves = {"satu": DOCUMENTS[:12], "dua": DOCUMENTS[12:]}

    def summaries(halves: Mapping[str, Sequence[SearchEntry]]) -> dict[str, Summary]:
        return {
            name: make_segment(name, some, SHAPE, KNOWN, NAMES)[1] for name, some in halves.items()
        }

    def fresh(summaries: Mapping[str, Summary]) -> IndexDirectory:
        directory = IndexDirectory(list(summaries))
        for one in rng.sample(sorted(summaries), len(summaries)):
            directory.put_in(summaries[one])
        return directory

    def blocks(directory: IndexDirectory) -> dict[str, bytes]:
        names = directory.names_blocks(regions(), agencies, TOPICS)
        return directory.blocks(SHAPE, KNOWN, regions(), TOPICS) | names

    now = summaries(halves)
    directory = fresh(now)
    stand = blocks(directory)
    for _ in range(3):
        half = rng.choice(sorted(halves))
        at = rng.randrange(12)
        halves[half] = halves[half][:]
        body = changed_body(halves[half][at].body, rng)
        halves[half][at] = replace(halves[half][at], body=body)
        after = summaries(halves)
        directory = IndexDirectory.from_json(json.loads(json.dumps(directory.to_json())))
        directory.exchange(now[half], after[half])
        made = blocks(directory)
        addresses = directory.vocabulary_addresses()
        stand = {one: stand[one] for one in addresses if one not in made} | made
        now = after
        assert stand == blocks(fresh(now))


@pytest.mark.parametrize("at", [0, len(DOCUMENTS) - 1])
def test_nothing_changed_is_nothing_to_write(at: int) -> None:
    blocks, summary = BEFORE
    same = {IDS[at]: (DOCUMENTS[at], replace(DOCUMENTS[at]))}
    amended = amend_segment(
        summary,
        IDS,
        same,
        lambda ids: [DOCUMENTS[IDS.index(id_)] for id_ in ids],
        lambda address: read_script(blocks[address]),
        SHAPE,
        KNOWN,
    )
    assert amended.summary == summary
    assert not amended.gone
    assert all(data == blocks[address] for address, data in amended.blocks.items())
