"""Tell how many texts give the same values from every kind of file.

    python tests/importing/same_values.py [FOLDER ...] [--chromium]

Each text of the folders (without any: ``cases`` and ``releases`` beside this file) is put into a
Word file, a page with furniture around it, and PDF files of two programs, or of a third, a browser;
each is read again. The contract wants the same values from 95 of 100 texts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import documents

from rakor.importing.extraction import understand
from rakor.importing.gazetteer import Gazetteer
from rakor.importing.reading import READERS
from rakor.registry import Agencies, load_topics, regions

HERE = Path(__file__).parent
TODAY = dt.date(2026, 11, 28)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--chromium", action="store_true", help="print with a browser too")
    options = parser.parse_args()
    texts = texts_of(options.folders or [HERE / "cases", HERE / "releases"])
    gazetteer = Gazetteer(Agencies(regions()))
    makers = dict(documents.MAKERS)
    with tempfile.TemporaryDirectory() as folder:
        if options.chromium:
            makers["chromium.pdf"] = lambda text: documents.pdf_by_chromium(text, Path(folder))
        found = {kind: differing(texts, kind, make, gazetteer) for kind, make in makers.items()}
    for kind, names in found.items():
        print(f"{kind:14} {len(texts) - len(names)} of {len(texts)} {' '.join(names)}")
    everywhere = len(texts) - len({name for names in found.values() for name in names})
    share = f"{100 * everywhere / len(texts):.0f} of 100"
    print(f"{'every kind':14} {everywhere} of {len(texts)}: {share}")
    return 0


def texts_of(folders: Iterable[Path]) -> dict[str, str]:
    """The plain texts of folders by their names; those with tags are pages already."""
    found = {
        f"{folder.name}/{path.name}": path.read_text(encoding="utf-8")
        for folder in folders
        for path in sorted(folder.glob("*.txt"))
    }
    return {name: text for name, text in found.items() if "<p>" not in text}


def differing(
    texts: dict[str, str], kind: str, make: Callable[[str], bytes], gazetteer: Gazetteer
) -> list[str]:
    """Names of the texts that give other values from a file of this kind."""
    # Read in this process: what the reader's own process adds does not change the text.
    reader = READERS[kind.rpartition(".")[2]]
    return [
        name
        for name, text in texts.items()
        if values(text, gazetteer) != values(reader(make(text)).text, gazetteer)
    ]


def values(text: str, gazetteer: Gazetteer) -> dict[str, Any]:
    """All that is understood of a text, with words on one line and without places."""
    found = understand(text, gazetteer, load_topics({"pilkada": "Pilkada"}), TODAY)
    return {
        **{
            name: " ".join(value.value.split()) if value.value else None
            for name, value in found.values.items()
        },
        "agencies": [(one.value, one.role, one.represented) for one in found.agencies],
        "figures": [(one.value, one.unit, one.according_to) for one in found.figures],
        "follow-ups": [(one.kind, one.due, one.responsible) for one in found.commitments],
        "problems": [problem.code for problem in found.problems],
    }


if __name__ == "__main__":
    sys.exit(main())
