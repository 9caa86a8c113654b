"""The frame: everything on the site that MkDocs makes.

That is the hand-written pages and theme files (a folder of finished files), the shells that
generated pages are poured into, the text of the home page, and the settings. The adapter in
``rakor.adapter`` makes a frame during a MkDocs build; it is kept under ``.rakor/`` with
digests of all it was made from, and as long as those hold no build needs MkDocs.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rakor.incremental.fingerprints import digest, files_in
from rakor.publish.staging import content_digest
from rakor.settings import STORE_NAME, Settings, parse_edition, parse_stale_after
from rakor.theme.frame_inputs import FrameInputs
from rakor.theme.shells import Shells

_FORMAT = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """What one MkDocs run made.

    Attributes:
        exact: digest of everything it was made from, see :class:`FrameInputs`.
        lasting: the same without what is said of the edition.
        tree: folder with the finished files of hand-written pages and of the theme.
        settings: the configuration that generated pages need.
        shells: one per section and depth.
        home: HTML of ``docs/index.md``, to stand at the head of the generated home page.
        pages: addresses and titles of the hand-written pages, in order, without the home page.
        warnings: what MkDocs warned of, kept so that a later strict build still knows.
        files: digests of the files in ``tree`` by address, in order of address.
    """

    exact: str
    lasting: str
    tree: Path
    settings: Settings
    shells: Shells
    home: str
    pages: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


def frame_folder(root: Path) -> Path:
    """Return where the frame of the site at ``root`` is kept."""
    return root / STORE_NAME / "frame"


def tree_folder(root: Path) -> Path:
    """Return where MkDocs writes its part of the site at ``root``."""
    return frame_folder(root) / "site"


def save(root: Path, frame: Frame) -> None:
    """Keep ``frame``; the record is replaced in one step."""
    record = {
        "exact": frame.exact,
        "lasting": frame.lasting,
        "settings": frame.settings.to_json(),
        "shells": frame.shells.to_json(),
        "home": frame.home,
        "pages": [list(page) for page in frame.pages],
        "warnings": list(frame.warnings),
        "files": {address: made.hex() for address, made in tree_digests(frame.tree).items()},
    }
    text = json.dumps(record, ensure_ascii=False)
    target = frame_folder(root) / "frame.json"
    fresh = target.with_suffix(".new")
    fresh.write_text(f"{_FORMAT} {digest(text).hex()}\n{text}", encoding="utf-8")
    fresh.replace(target)


def load(root: Path, inputs: FrameInputs, *, renew: bool = False) -> Frame | None:
    """Return the kept frame if it was made from these inputs and is whole, else None.

    Where only what is said of the edition differs, the frame comes with the settings of now, and
    with ``renew`` it is kept with them: the next load need not read the configuration.

    Raises:
        FrameError: what ``mkdocs.yml`` says of the edition cannot be read.
    """
    record = _record(root)
    if record is None:
        return None
    settings = Settings.from_json(record["settings"])
    if record["exact"] != inputs.exact:
        if record["lasting"] != inputs.lasting:
            return None
        edition, stale_after = inputs.edition()
        day, time = parse_edition(edition)
        settings = replace(
            settings,
            edition=day,
            edition_time=time,
            stale_after=parse_stale_after(stale_after),
        )
    frame = Frame(
        exact=inputs.exact,
        lasting=record["lasting"],
        tree=tree_folder(root),
        settings=settings,
        shells=Shells.from_json(record["shells"]),
        home=record["home"],
        pages=tuple((address, title) for address, title in record["pages"]),
        warnings=tuple(record["warnings"]),
        files=record["files"],
    )
    if renew and record["exact"] != inputs.exact:
        save(root, frame)
    return frame


def drop(root: Path) -> None:
    """Throw the kept frame away."""
    shutil.rmtree(frame_folder(root), ignore_errors=True)


def _record(root: Path) -> dict[str, Any] | None:
    """The record as it was kept; None if it is damaged, foreign or another version's."""
    try:
        text = (frame_folder(root) / "frame.json").read_text(encoding="utf-8")
        head, _, rest = text.partition("\n")
        if head != f"{_FORMAT} {digest(rest).hex()}":
            return None
        record: dict[str, Any] = json.loads(rest)
        record["files"] = {at: bytes.fromhex(made) for at, made in record["files"].items()}
        return record if record["files"] == tree_digests(tree_folder(root)) else None
    except (OSError, ValueError):
        return None


def tree_digests(tree: Path) -> dict[str, bytes]:
    """Return the digests of all files below a folder by address, in order of address."""
    return {address: content_digest(path.read_bytes()) for address, path in files_in(tree)}
