"""Keys: digests that stand for everything that a thing is made from.

A thing that was kept with its key need not be made again as long as the key is the same.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from rakor.opener import Folder, read_given
from rakor.settings import CONFIG_NAME
from rakor.source.scan import FOLDER, REGISTRY_FILES

_PACKAGES = (
    *("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "pymdown-extensions", "nh3", "pillow"),
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
def program_key() -> str:
    """Return a hash of the program itself and of what it renders with.

    That is the package's code and registry data, Python, and the packages behind Markdown,
    templates and cleaning. Templates and theme files are not in it: pages depend on the ones
    they use.
    """
    package = Path(__file__).parents[1]
    parts: list[bytes | str] = [sys.version]
    parts += (f"{name} {metadata.version(name)}" for name in _PACKAGES)
    for address, path in files_in(package):
        if address.endswith((".py", ".csv")):
            parts += address, path.read_bytes()
    return digest(*parts).hex()


def judgement_key(root: Path) -> str:
    """Return a hash of what bulletins are judged by and named with: program and registry."""
    with Folder(root / FOLDER) as folder:
        registry = [_content(folder.read, name) for name in REGISTRY_FILES]
    return digest(program_key(), *registry).hex()


def frame_key(root: Path) -> str:
    """Return a hash of everything a frame is made from.

    That is ``mkdocs.yml`` with the environment variables and parent file it names, the
    hand-written pages, the hook folder, the theme, and the program.
    """
    parts: list[bytes | str] = [program_key()]
    theme = Path(__file__).parents[1] / "theme" / "files"
    folders = [root / "docs", root / "hooks", theme]
    for config in _configs(root):
        text = config.read_bytes()
        parts.append(text)
        for names in re.findall(rb"!ENV\s+\[?\s*([A-Za-z_][\w, ]*)", text):
            for variable in names.decode().replace(" ", "").split(","):
                parts += variable, os.environ.get(variable, "\0")
        customs = re.findall(rb"^\s+custom_dir:\s*(\S+)", text, re.MULTILINE)
        folders += [config.parent / custom.decode() for custom in customs]
    for folder in folders:
        for address, path in files_in(folder):
            if "__pycache__" not in address:
                parts += address, path.read_bytes()
    return digest(*parts).hex()


def config_key(root: Path) -> str:
    """Return a hash of ``mkdocs.yml`` alone."""
    return digest(_content(read_given, root / CONFIG_NAME)).hex()


def _content(read: Callable[[_Name, int], bytes], name: _Name) -> bytes:
    """The bytes of a file; something no text holds if there is none to be read."""
    try:
        return read(name, _LARGEST)
    except OSError:
        return b"\0"


def _configs(root: Path) -> Iterator[Path]:
    config = root / CONFIG_NAME
    yield config
    parent = re.search(r"^INHERIT:\s*(\S+)", config.read_text(encoding="utf-8"), re.MULTILINE)
    if parent and (config.parent / parent[1]).is_file():
        yield config.parent / parent[1]


def files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield all files below a folder with their paths relative to it, in that order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path
