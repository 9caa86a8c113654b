"""The program as it was installed: so that a site can say by hash what it is built with.

pip and others note where a package was installed from (``direct_url.json``, PEP 610): the file or
address of the wheel, and its hash. A site's lock names it by that, beside what the program needs.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from rakor.opener import read_given

FOLDER = "alat"
"""Folder of a site for the program's wheel."""

_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel of the program.

    Attributes:
        name: of its file.
        sha256: of its content, in hexadecimal.
        url: where it can be had; empty if only its content is at hand.
        data: its content; empty if it is had from ``url``.
    """

    name: str
    sha256: str
    url: str = ""
    data: bytes = b""

    @property
    def place(self) -> str:
        """Where a site keeps it."""
        return f"{FOLDER}/{self.name}"

    def requirement(self) -> str:
        """Return the lines for a lock."""
        what = f"rakor @ {self.url}" if self.url else f"./{self.place}"
        return f"# Program ini sendiri.\n{what} \\\n    --hash=sha256:{self.sha256}\n"


def installed_wheel() -> Wheel | None:
    """Return the wheel the program was installed from; None if that is not on record any more."""
    try:
        said = json.loads(distribution("rakor").read_text("direct_url.json") or "null")
    except (PackageNotFoundError, ValueError):
        return None
    return wheel_at(said)


def wheel_at(said: Any) -> Wheel | None:
    """Return the wheel that a record of PEP 610 tells of, if it is still what it tells."""
    if not isinstance(said, dict) or not isinstance(said.get("archive_info"), dict):
        return None
    url, archive = urlsplit(str(said.get("url"))), said["archive_info"]
    name = PurePosixPath(unquote(url.path)).name
    hashes = archive.get("hashes")
    sha256 = str(hashes.get("sha256", "")) if isinstance(hashes, dict) else ""
    if not name.endswith(".whl"):
        return None
    if url.scheme == "https" and sha256:
        return Wheel(name, sha256, url=url.geturl())
    if url.scheme != "file":
        return None
    try:
        data = read_given(Path(url2pathname(url.path)), _LARGEST)
    except OSError:
        return None
    found = hashlib.sha256(data).hexdigest()
    return Wheel(name, found, data=data) if sha256 in ("", found) else None
