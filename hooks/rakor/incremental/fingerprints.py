"""Fingerprints: digests that stand for everything that a thing is made from.

A thing that was kept with its fingerprint need not be made again as long as that is the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from rakor.opener import Folder, read_given
from rakor.settings import CONFIG_NAME
from rakor.source.scan import FOLDER, REGISTRY_FILES

PACKAGE = Path(__file__).parents[1]
RENDERING = (
    "Jinja2",
    "Markdown",
    "MarkupSafe",
    "PySastrawi",
    "PyYAML",
    "mkdocs",
    "mkdocs-material",
    "nh3",
    "pillow",
    "properdocs",
    "pydantic",
    "pymdown-extensions",
)
"""Packages that shape what is published: another version may make other bytes."""

_APART = ("pages/templates/", "theme/files/")
"""Folders of the package of which each output depends on what it uses, and on nothing else."""

UNPUBLISHED = frozenset(
    {
        "py.typed",
        "registry/data/LICENSE-wilayah.txt",
        "registry/data/README.md",
        "search/README.md",
        "serve/pratinjau.css",
        "serve/pratinjau.js",
    }
)
"""Files of the package that no build opens: they are for readers, type checkers and the preview."""

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

    That is Python, the packages in :data:`RENDERING`, and all files of the package, whatever
    their kind, but for templates and theme files (pages and the frame depend on the ones they
    use) and those in :data:`UNPUBLISHED`.
    """
    parts: list[bytes | str] = [sys.version]
    parts += (f"{name} {_version(name)}" for name in RENDERING)
    for address, path in files_in(PACKAGE):
        if is_program(address):
            parts += address, path.read_bytes()
    return digest(*parts).hex()


def _version(package: str) -> str:
    """The version of a package; nothing where another one stands in for it."""
    return _versions().get(package.lower().replace("-", "_"), "")


@cache
def _versions() -> Mapping[str, str]:
    """The versions of installed packages by name, in small letters and with underscores.

    Told by the names of the folders that installers leave, ``name-version.dist-info`` (binary
    distribution format, "Recording installed projects"): ``importlib.metadata`` loads all that
    reads e-mail, a fifth of a build with nothing to do.
    """
    found: dict[str, str] = {}
    for place in sys.path:
        with contextlib.suppress(OSError):
            for path in Path(place).iterdir():
                stem, _, ending = path.name.rpartition(".")
                if ending in {"dist-info", "egg-info"}:
                    package, _, version = stem.partition("-")
                    found.setdefault(package.lower().replace("-", "_").replace(".", "_"), version)
    return found


def is_program(address: str) -> bool:
    """Whether a file of the package is part of :func:`program_fingerprint`.

    Args:
        address: its path relative to the package, with ``/``.
    """
    return not (address.startswith(_APART) or address in UNPUBLISHED or "__pycache__/" in address)


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
    start = len(str(folder)) + 1
    found = []
    for here, _, names in os.walk(folder):
        for name in names:
            path = f"{here}{os.sep}{name}"
            if os.path.isfile(path):  # noqa: PTH113 - hundreds in each start
                found.append(path[start:].replace(os.sep, "/"))
    for address in sorted(found, key=lambda one: one.split("/")):
        yield address, folder / address
