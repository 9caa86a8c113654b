"""Files that hold what users see, compared byte for byte.

``pytest --renew-golden`` writes all of them anew; read the difference before committing it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "golden"

Golden = Callable[[str, str], None]
"""Compares a file below ``tests/golden`` (its name) with a text."""


def comparing(renew: bool) -> Golden:
    """Return what compares, or with ``renew`` writes."""

    def compare(name: str, text: str) -> None:
        file = FOLDER / name
        if renew:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        elif not file.is_file():
            pytest.fail(f"tests/golden/{name} is not there; write it with pytest --renew-golden")
        assert text == file.read_bytes().decode()

    return compare


def left_over(folder: str, names: set[str]) -> set[str]:
    """Names of golden files of a folder that no test asks for."""
    return {file.name for file in (FOLDER / folder).iterdir()} - names
