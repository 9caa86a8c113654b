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
from functools import cache
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
        key: hash of everything it was made from; see :func:`frame_key`.
        tree: folder with the finished files of hand-written pages and of the theme.
        settings: the configuration that generated pages need.
        shells: one per section and depth.
        home: HTML of ``docs/index.md``, to stand at the head of the generated home page.
        pages: addresses and titles of the hand-written pages, in order, without the home page.
        warnings: what MkDocs warned of, kept so that a later strict build still knows.
    """

    key: str
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


def save(root: Path, frame: Frame) -> None:
    """Keep ``frame``; the record is replaced in one step."""
    record = {
        "format": _FORMAT,
        "key": frame.key,
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
            key=key,
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


@cache
def program_key() -> str:
    """Return a hash of the program itself and of what it renders with.

    That is the package's code and registry data, Python, and the packages behind Markdown,
    templates and cleaning. Templates and theme files are not in it: pages depend on the ones
    they use.
    """
    package = Path(__file__).parent
    digest = _Digest()
    digest.add(sys.version, *(f"{name} {metadata.version(name)}" for name in _PACKAGES))
    for address, path in _files(package):
        if address.endswith((".py", ".csv")):
            digest.add(address, path.read_bytes())
    return digest.hexdigest()


def frame_key(root: Path) -> str:
    """Return a hash of everything a frame is made from.

    That is ``mkdocs.yml`` with the environment variables and parent file it names, the
    hand-written pages, the hook folder, the theme, and the program.
    """
    digest = _Digest()
    digest.add(str(_FORMAT), program_key())
    theme = Path(__file__).parent / "pages" / "theme"
    folders = [root / "docs", root / "hooks", theme]
    for config in _configs(root):
        text = config.read_bytes()
        digest.add(text)
        for names in re.findall(rb"!ENV\s+\[?\s*([A-Za-z_][\w, ]*)", text):
            for variable in names.decode().replace(" ", "").split(","):
                digest.add(variable, os.environ.get(variable, "\0"))
        customs = re.findall(rb"^\s+custom_dir:\s*(\S+)", text, re.MULTILINE)
        folders += [config.parent / custom.decode() for custom in customs]
    for folder in folders:
        for address, path in _files(folder):
            if "__pycache__" not in address:
                digest.add(address, path.read_bytes())
    return digest.hexdigest()


class _Digest:
    """A hash of texts and bytes that keeps their borders apart."""

    def __init__(self) -> None:
        self._whole = hashlib.blake2b(digest_size=16)

    def add(self, *parts: str | bytes) -> None:
        for part in parts:
            data = part.encode() if isinstance(part, str) else part
            self._whole.update(len(data).to_bytes(8, "big"))
            self._whole.update(data)

    def hexdigest(self) -> str:
        return self._whole.hexdigest()


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
