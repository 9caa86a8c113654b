"""The frame: everything on the site that MkDocs makes.

That is the hand-written pages and theme files (a folder of finished files), the shells that
generated pages are poured into, the text of the home page, and the settings. The adapter in
``hooks/bulletins.py`` makes a frame during a MkDocs build; it is kept under ``.rakor/`` with a
key over all it was made from, and as long as the key holds no build needs MkDocs.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from rakor.render.shells import Shells
from rakor.settings import CONFIG_NAME, Settings

STORE_NAME = ".rakor"
"""Folder beside ``mkdocs.yml`` for what can be made again at any time."""

_FORMAT = 1
_PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "pymdown-extensions", "nh3")


@dataclass(frozen=True, slots=True)
class Frame:
    """What one MkDocs run made.

    Attributes:
        tree: folder with the finished files of hand-written pages and of the theme.
        settings: the configuration that generated pages need.
        shells: one per section and depth.
        home: HTML of ``docs/index.md``, to stand at the head of the generated home page.
        pages: addresses and titles of the hand-written pages, in order, without the home page.
        warnings: what MkDocs warned of, kept so that a later strict build still knows.
    """

    tree: Path
    settings: Settings
    shells: Shells
    home: str
    pages: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...] = ()

    def files(self) -> Iterator[tuple[str, Path]]:
        """Yield ``(address, file)`` for all files of the tree, in order of address."""
        yield from _files(self.tree)


def frame_folder(root: Path) -> Path:
    """Return where the frame of the site at ``root`` is kept."""
    return root / STORE_NAME / "kerangka"


def tree_folder(root: Path) -> Path:
    """Return where MkDocs writes its part of the site at ``root``."""
    return frame_folder(root) / "situs"


def save(root: Path, key: str, frame: Frame) -> None:
    """Keep ``frame``, made from inputs with ``key``; the record is replaced in one step."""
    record = {
        "format": _FORMAT,
        "key": key,
        "settings": frame.settings.to_json(),
        "shells": frame.shells.to_json(),
        "home": frame.home,
        "pages": [list(page) for page in frame.pages],
        "warnings": list(frame.warnings),
        "files": _digest_files(frame.tree),
    }
    target = frame_folder(root) / "kerangka.json"
    fresh = target.with_suffix(".baru")
    fresh.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    fresh.replace(target)


def load(root: Path, key: str) -> Frame | None:
    """Return the kept frame if it was made from inputs with ``key`` and is whole, else None."""
    try:
        record = json.loads((frame_folder(root) / "kerangka.json").read_text(encoding="utf-8"))
        if record["format"] != _FORMAT or record["key"] != key:
            return None
        tree = tree_folder(root)
        if record["files"] != _digest_files(tree):
            return None
        return Frame(
            tree=tree,
            settings=Settings.from_json(record["settings"]),
            shells=Shells.from_json(record["shells"]),
            home=record["home"],
            pages=tuple((address, title) for address, title in record["pages"]),
            warnings=tuple(record["warnings"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        # Damaged, foreign or from another version: made again rather than trusted.
        return None


def frame_key(root: Path) -> str:
    """Return a hash of everything a frame is made from.

    That is ``mkdocs.yml`` with the environment variables and parent file it names, the
    hand-written pages, the hook folder (theme and program), and the versions of Python and of
    the packages that render.
    """
    digest = hashlib.blake2b(digest_size=16)

    def add(*parts: str | bytes) -> None:
        for part in parts:
            data = part.encode() if isinstance(part, str) else part
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)

    add(str(_FORMAT), sys.version)
    for package in _PACKAGES:
        add(package, metadata.version(package))
    for config in _configs(root):
        text = config.read_bytes()
        add(text)
        for name in re.findall(rb"!ENV\s+\[?\s*([A-Za-z_][\w, ]*)", text):
            for variable in name.decode().replace(" ", "").split(","):
                add(variable, os.environ.get(variable, "\0"))
    for folder in (root / "docs", root / "hooks", Path(__file__).parent):
        for address, path in _files(folder):
            if "__pycache__" not in address:
                add(address, path.read_bytes())
    return digest.hexdigest()


def _configs(root: Path) -> Iterator[Path]:
    config = root / CONFIG_NAME
    yield config
    parent = re.search(r"^INHERIT:\s*(\S+)", config.read_text(encoding="utf-8"), re.MULTILINE)
    if parent and (config.parent / parent[1]).is_file():
        yield config.parent / parent[1]


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _digest_files(tree: Path) -> dict[str, str]:
    return {
        address: hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
        for address, path in _files(tree)
    }
