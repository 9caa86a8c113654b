"""What one build works with: found once, asked by all of its parts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rakor.build.bodies import Bodies
from rakor.incremental.changes import SourceState
from rakor.incremental.fingerprints import digest, program_fingerprint
from rakor.incremental.parallel import Workers
from rakor.lint.results import CheckResult
from rakor.opener import Folder
from rakor.registry import regions
from rakor.source.scan import FOLDER, ScannedFiles
from rakor.theme.frame import Frame

if TYPE_CHECKING:
    from rakor.content.collection import Catalogue

OnProgress = Callable[[str, int, int], None]
"""Called with the name of a phase, what is done of it, and how much there is."""


@dataclass(frozen=True)
class BuildInputs:
    """What one build works with; the same for all updaters.

    Attributes:
        root: the site's folder.
        site_dir: where the finished site goes.
        staging: the folder where new files wait.
        frame: MkDocs' part.
        checked: what the check of the bulletins found.
        found: what lies below ``bulletins/``.
        rules: fingerprint of what bulletins are judged by and named with.
        kinds: names of the kinds of documents, if they are not those of the program.
        workers: who does the work.
        progress: told how far each phase is.
    """

    root: Path
    site_dir: Path
    staging: str
    frame: Frame
    checked: CheckResult
    found: ScannedFiles
    rules: str
    kinds: str
    workers: Workers
    progress: OnProgress

    @cached_property
    def sources(self) -> Folder:
        """The folder of all bulletins."""
        return Folder(self.root / FOLDER)

    @cached_property
    def texts(self) -> Bodies:
        """The texts of all bulletins."""
        return Bodies(self.sources, self.checked.markdown, self.checked.html)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The collection that this edition publishes."""
        from rakor.content.collection import Catalogue  # loaded for more than new bodies only

        checked = self.checked
        topics = checked.topics
        settings = self.frame.settings
        return Catalogue(
            checked.bulletins,
            regions(),
            checked.agencies,
            topics.names,
            settings.edition,
            topics.former,
            settings.regions,
        )

    @cached_property
    def facts(self) -> dict[str, bytes]:
        """Digest of all that is known of each bulletin but its text, by id."""
        entries = self.checked.entries
        return {path.removesuffix(".md"): entry.facts for path, entry in entries.items()}

    @cached_property
    def bodies(self) -> dict[str, bytes]:
        """Digest of the text of each bulletin, by id."""
        entries = self.checked.entries
        return {path.removesuffix(".md"): entry.body for path, entry in entries.items()}

    @cached_property
    def source_states(self) -> dict[str, SourceState]:
        """What the site is made from now, by path below ``bulletins/``.

        Files of which nothing certain is known (just written, and no bulletin) are left out.
        """
        entries = self.checked.entries
        states: dict[str, SourceState] = {}
        for path, signature in self.found.signatures.items():
            entry = entries.get(path)
            if entry is not None:
                states[path] = SourceState(entry.facts, entry.body)
            elif signature is not None:
                states[path] = SourceState(signature)
        return states

    @cached_property
    def rendering(self) -> bytes:
        """Digest of what all documents are made with, besides templates and shells."""
        settings = self.frame.settings
        said = (
            *(settings.url, settings.name, settings.regions),
            *(settings.extensions, settings.extension_configs),
        )
        return digest(program_fingerprint(), json.dumps(said, sort_keys=True))

    @property
    def edition(self) -> str:
        """The day of the edition as ``yyyy-mm-dd``, or nothing."""
        return str(self.frame.settings.edition or "")

    @property
    def said_of_the_edition(self) -> str:
        """All that ``mkdocs.yml`` says of the edition and of the age of copies."""
        settings = self.frame.settings
        return f"{self.edition} {settings.edition_time} {settings.stale_after}"
