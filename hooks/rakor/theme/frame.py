"""The frame: everything on the site that MkDocs makes.

That is the hand-written pages and theme files (a folder of finished files), the shells that
generated pages are poured into, the text of the home page, and the settings. The adapter in
``hooks/bulletins.py`` makes a frame during a MkDocs build; it is kept under ``.rakor/`` with a
key over all it was made from, and as long as the key holds no build needs MkDocs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rakor.incremental.fingerprints import files_in
from rakor.publish.staging import content_digest
from rakor.settings import STORE_NAME, Settings
from rakor.theme.shells import Shells

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Frame:
    """What one MkDocs run made.

    Attributes:
        key: hash of everything it was made from; see ``frame_key`` in
            :mod:`rakor.incremental.fingerprints`.
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
        yield from files_in(self.tree)


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


def _digest_files(tree: Path) -> dict[str, str]:
    return {address: content_digest(path.read_bytes()).hex() for address, path in files_in(tree)}
