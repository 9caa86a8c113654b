"""All pages of the tree before a validator that nobody here wrote: the Nu HTML checker."""

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


@pytest.mark.slow
def test_html_is_valid(tree: Tree) -> None:
    command = [*requirement.validator(), "--skip-non-html", "--format", "json"]
    finished = subprocess.run(
        [*command, "--exit-zero-always", str(tree.root)],
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
