"""Fingerprints: digests that stand for everything that a thing is made from.

A thing that was kept with its fingerprint need not be made again as long as that is the same.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from rakor.opener import Folder, read_given
from rakor.settings import CONFIG_NAME
from rakor.source.scan import FOLDER, REGISTRY_FILES

PACKAGE = Path(__file__).parents[1]
_PACKAGES = (
    *(
        "mkdocs",
        "properdocs",
        "mkdocs-material",
        "Markdown",
        "Jinja2",
        "pymdown-extensions",
        "nh3",
        "pillow",
    ),
)
_LARGEST = 1 << 24
_Name = TypeVar("_Name")


def digest(*parts: bytes | str) -> bytes:
    """Return 16 bytes that stand for the parts, in their order and with their borders."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.digest()


@cache
def program_fingerprint() -> str:
    """Return a hash of the program itself and of what it renders with.

    That is the package's code and registry data, Python, and the packages behind Markdown,
    templates and cleaning. Templates and theme files are not in it: pages depend on the ones
    they use.
    """
    parts: list[bytes | str] = [sys.version]
    parts += (f"{name} {_version(name)}" for name in _PACKAGES)
    for address, path in files_in(PACKAGE):
        if is_program(address):
            parts += address, path.read_bytes()
    return digest(*parts).hex()


def _version(package: str) -> str:
    """The version of a package; nothing where another one stands in for it."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def is_program(address: str) -> bool:
    """Whether a file of the package is part of :func:`program_fingerprint`."""
    return address.endswith((".py", ".csv"))


def rules_fingerprint(root: Path) -> str:
    """Return a hash of what bulletins are judged by and named with: program and registry."""
    with Folder(root / FOLDER) as folder:
        registry = [_content(folder.read, name) for name in REGISTRY_FILES]
    return digest(program_fingerprint(), *registry).hex()


def config_fingerprint(root: Path) -> str:
    """Return a hash of ``mkdocs.yml`` alone."""
    return digest(_content(read_given, root / CONFIG_NAME)).hex()


def _content(read: Callable[[_Name, int], bytes], name: _Name) -> bytes:
    """The bytes of a file; something no text holds if there is none to be read."""
    try:
        return read(name, _LARGEST)
    except OSError:
        return b"\0"


def files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield all files below a folder with their paths relative to it, in that order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path
