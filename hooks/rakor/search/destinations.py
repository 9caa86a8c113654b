"""What a query may name that has a page of its own: regions, types of agencies, agencies, topics.

The engine reads from these blocks which words of a query are a place, and the page of results
leads to what is named ("Langsung ke"). A block holds the names that begin with one letter:

    {"jawa timur": [["w35", "Jawa Timur", "wilayah/jawa-timur/index.html", 599]], ...}

Names are folded words. Of each thing there are a letter for what it is and its id (``w`` region,
``b`` region whose name is an ordinary word too, ``j`` type, ``i`` agency, ``t`` topic), its name,
the address of its page and how many bulletins, of a type how many agencies, it has; a region
without bulletins has no page, and so neither of the two: it is known as a place all the same. Where
promises were made, how many stands last: they have a page too, or a part of that page.

Kecamatan have no pages. Their names, with their codes, stand in blocks of their own, which are
loaded only when a query says "kecamatan" or the like before a name; what each code names stands
there too, by its first digit, for those who write the code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase
from typing import Any

from rakor.portable_names import file_name
from rakor.registry import Agencies, Regions
from rakor.search.stemmer import DATA
from rakor.search.tokenizer import fold, words

LONGEST = 6
"""Most words in a name that is looked for in a query."""

Row = list[Any]


def destinations(
    regions: Regions,
    agencies: Agencies,
    topics: Mapping[str, str],
    counts: tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]],
    promises: Mapping[str, int],
) -> dict[str, dict[str, list[Row]]]:
    """Return all names with what they name, by their first letter: a block for each from a to z.

    Args:
        regions: all regions.
        agencies: all agencies.
        topics: names of topics.
        counts: in how many bulletins regions (those inside them apart), agencies and topics are.
        promises: how many were made in regions and on topics and by agencies, by letter and id.
    """
    of_regions, of_agencies, of_topics = counts
    found: dict[str, dict[str, list[Row]]] = {letter: {} for letter in ascii_lowercase}
    rows = (
        *_regions(regions, of_regions),
        *_agencies(agencies, of_agencies, promises),
        *_topics(topics, of_topics),
    )
    for names, row in rows:
        if len(row) > 2 and row[0] in promises:
            row.append(promises[row[0]])
        keys = dict.fromkeys(" ".join(words(fold(name))) for name in names)
        for key in keys:
            if key[:1] in found and key.count(" ") < LONGEST:
                found[key[0]].setdefault(key, []).append(row)
    return {letter: dict(sorted(names.items())) for letter, names in found.items()}


def districts(regions: Regions, used: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Return the codes of all kecamatan by name and the words of all names by code.

    Each stands in a block for what its key begins with: a letter, or the first digit of the code.

    Args:
        regions: all regions.
        used: codes of the regions that have bulletins; only kecamatan in these are known. The
            name of one that is part of its regency's is left out: every bulletin from there
            says it.
    """
    found: dict[str, dict[str, list[str]]] = {one: {} for one in ascii_lowercase + "123456789"}
    for regency in sorted(code for code in used if len(code) > 2):
        home = f" {fold(regions[regency].name)} "
        for district in regions.children(regency):
            spelt = words(fold(district.name))
            name = " ".join(spelt)
            found[district.code[0]][district.code] = spelt
            if f" {name} " not in home and name[:1] in found and name.count(" ") < LONGEST:
                found[name[0]].setdefault(name, []).append(district.code)
    return {letter: dict(sorted(names.items())) for letter, names in found.items()}


def ordinary_names() -> frozenset[str]:
    """Return names of regions that are ordinary words too: alone they are no place in a query."""
    text = (DATA / "ordinary_names.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def _regions(regions: Regions, counts: Mapping[str, int]) -> Iterator[tuple[list[str], Row]]:
    ordinary = ordinary_names()
    total = dict(counts)
    for code, count in counts.items():
        if len(code) > 2:
            total[code[:2]] = total.get(code[:2], 0) + count
    for region in regions:
        names = [region.bare, region.name, *regions.spoken_names(region.code)]
        code = region.code
        kind = "b" if fold(region.bare) in ordinary else "w"
        row: Row = [kind + code, region.name]
        if code in total:
            row += [f"wilayah/{regions.folder(code)}/index.html", total[code]]
        # "Kabupaten" and "Kota" are told apart by the engine, which knows them by their codes.
        yield [_without_level(name) for name in names], row


def _without_level(name: str) -> str:
    for level in ("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota "):
        name = name.removeprefix(level)
    return name


def _agencies(
    agencies: Agencies, counts: Mapping[str, int], promises: Mapping[str, int]
) -> Iterator[tuple[list[str], Row]]:
    promised: Counter[str] = Counter()
    for subject, count in promises.items():
        if subject[0] == "i":
            promised[agencies[subject[1:]].type] += count
    of_type: dict[str, list[str]] = {}
    for one in sorted(counts):
        of_type.setdefault(agencies[one].type, []).append(one)
    for type_id, ids in sorted(of_type.items()):
        type_ = agencies.type(type_id)
        label = type_.acronym or type_.name
        folder = f"instansi/{file_name(type_id)}"
        row: Row = ["j" + type_id, label, f"{folder}/index.html", len(ids)]
        if promised[type_id]:
            row.append(promised[type_id])
        yield _names((type_.acronym, type_.name)), row
        for one in ids:
            kind, at, place = one.partition("@")
            # "KPU Kota Malang" is found by its type and its place.
            if kind == type_id and at and place != "nasional":
                continue
            agency = agencies[one]
            row = ["i" + one, agency.name, f"{folder}/{file_name(agency.slug)}.html", counts[one]]
            # "Kodim 0820/Probolinggo" is known by its number.
            head = agency.name.partition("/")[0]
            yield [agency.name, head] if any(map(str.isdigit, head)) else [agency.name], row


def _topics(
    topics: Mapping[str, str], counts: Mapping[str, int]
) -> Iterator[tuple[list[str], Row]]:
    for topic, name in topics.items():
        if topic in counts:
            yield (
                [name, topic],
                ["t" + topic, name, f"topik/{file_name(topic)}.html", counts[topic]],
            )


def _names(names: Iterable[str | None]) -> list[str]:
    return [name for name in names if name]
