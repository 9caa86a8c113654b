"""Pages before a validator that nobody here wrote: the Nu HTML checker.

All of the shipped site; of a large one, whose pages of one sort are alike, a few hundred.
"""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict

import pytest
import requirement
from site_tree import Tree

# Read from a folder, pages have no origin that 'self' could mean, so the checker takes their own
# files for foreign. The browser tests show that the policy lets exactly these files in.
_NOT_FROM_FILES = "Resource violates Content Security Policy"
# Linked data stands in script elements of a type that no browser runs, so policies do not look at
# them (HTML standard, "prepare the script element"); test_tree finds every other inline script.
_BLOCK_OF_DATA = "Inline script violates Content Security Policy"
# Short texts full of names are Indonesian and Malay alike.
_GUESSED_LANGUAGE = "This document appears to be written in Malay"

MOST_OF_A_SORT = 40


def some_pages(tree: Tree) -> list[str]:
    """The paths of pages: of those in folders of one name and depth the longest and a few more."""
    sorts = defaultdict(list)
    for address in tree.pages:
        size = tree.files[address].stat().st_size
        sorts[address.split("/")[0], address.count("/")].append((size, address))
    found = []
    for pages in sorts.values():
        pages.sort(reverse=True)
        found += pages[:: -(-len(pages) // MOST_OF_A_SORT)]
    return [str(tree.files[address]) for _, address in found]


@pytest.mark.slow
def test_html_is_valid(tree: Tree, shipped: Tree) -> None:
    paths = [str(tree.root)] if tree is shipped else some_pages(tree)
    command = [*requirement.validator(), "--skip-non-html", "--format", "json"]
    finished = subprocess.run(
        [*command, "--exit-zero-always", *paths],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    messages = json.loads(finished.stderr)["messages"]
    places = defaultdict(list)
    for message in messages:
        if message["message"].startswith((_NOT_FROM_FILES, _BLOCK_OF_DATA, _GUESSED_LANGUAGE)):
            continue
        line = message.get("lastLine", 0)
        places[message["message"]].append(f"{message.get('url', '?')}:{line}")
    report = "\n".join(f"{len(at)} x {text}\n    {at[0]}" for text, at in places.items())
    assert not places, report
