"""A whole build: checked bulletins and a frame in, a published site out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rakor import pages, search
from rakor.bulletin import Status
from rakor.catalogue import Catalogue
from rakor.check import CheckResult, check
from rakor.frame import Frame, frame_key, load
from rakor.pages import Materials, Page, Slots
from rakor.publish import Output, Publication, publish
from rakor.registry import regions
from rakor.render.body import BodyRenderer
from rakor.render.shells import Shell, depth_of
from rakor.rules.tree import FOLDER

STUB = "alamat-lama"
"""Kind of the pages left at former addresses; no sitemap names them."""

Progress = Callable[[int, int], None]
"""Called with pages made so far and pages in all."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one build.

    Attributes:
        bulletins: bulletins with a page of their own.
        withheld: valid ones without: drafts, and those whose day of publication is to come.
        pages: generated pages.
        files: all files of the site.
        written: addresses of files that were new or differed.
        removed: addresses of files that no page owns any more.
        seconds: wall time from the checked bulletins to the published site.
    """

    bulletins: int
    withheld: int
    pages: int
    files: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    seconds: float

    def summary(self) -> str:
        """Return one line in Indonesian for people."""
        seconds = f"{self.seconds:.1f}".replace(".", ",")
        line = (
            f"{self.bulletins} buletin, {self.files} berkas situs: {len(self.written)} ditulis, "
            f"{self.files - len(self.written)} tetap, {len(self.removed)} dihapus "
            f"({seconds} detik)."
        )
        if self.withheld:
            line += f" {self.withheld} buletin belum dimuat (draf atau belum tanggal terbitnya)."
        return line

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain JSON values."""
        return asdict(self)


def build_site(
    root: Path,
    frame: Frame,
    checked: CheckResult,
    site_dir: Path,
    progress: Progress | None = None,
) -> Figures:
    """Make every page and publish the site at ``site_dir``.

    Raises:
        AddressClash: two sources want one address.
        SiteFolderError: the folder is not ours to write, or the disk refuses.
    """
    begun = time.perf_counter()
    settings = frame.settings
    catalogue = Catalogue(
        checked.bulletins, regions(), checked.agencies, checked.topics.names, settings.edition
    )
    plan = list(pages.plan(catalogue))
    outputs = _outputs(root / FOLDER, frame, checked, catalogue, plan, progress)
    publication = publish(outputs, site_dir)
    return _figures(checked, catalogue, plan, publication, time.perf_counter() - begun)


def _figures(
    checked: CheckResult,
    catalogue: Catalogue,
    plan: list[Page],
    publication: Publication,
    seconds: float,
) -> Figures:
    return Figures(
        bulletins=len(catalogue.bulletins),
        withheld=len(checked.bulletins) - len(catalogue.bulletins),
        pages=len(plan),
        files=len(publication.written) + publication.unchanged,
        written=tuple(publication.written),
        removed=tuple(publication.removed),
        seconds=seconds,
    )


def _outputs(
    sources: Path,
    frame: Frame,
    checked: CheckResult,
    catalogue: Catalogue,
    plan: list[Page],
    progress: Progress | None,
) -> Iterator[Output]:
    """Yield every file of the site, one at a time: the site is never held in memory."""
    settings = frame.settings
    body = BodyRenderer(settings.extensions, settings.extension_configs)
    documents: list[search.Document] = []
    for number, page in enumerate(plan, 1):
        materials = _materials(page, sources, frame, catalogue, body)
        slots = pages.compose(page, catalogue, materials)
        shell = frame.shells[slots.section, depth_of(page.address)]
        yield page.address, pour(shell, slots).encode()
        if page.kind == "buletin":
            documents += _documents(page, materials, catalogue)
        if progress:
            progress(number, len(plan))
    yield from search.make_index(documents, catalogue.regions, catalogue.agencies, catalogue.topics)
    yield from _attachments(sources, checked, catalogue)
    # The home page is generated around what MkDocs made of docs/index.md.
    yield from ((address, file) for address, file in frame.files() if address != pages.HOME)
    listed = [page.address for page in plan if page.kind != STUB]
    listed += [address for address, _ in frame.pages]
    yield from pages.sitemap(listed, settings.url).items()
    feed = pages.feed(catalogue, settings.url, settings.name)
    if feed is not None:
        yield pages.FEED, feed


def _documents(page: Page, materials: Materials, catalogue: Catalogue) -> Iterator[search.Document]:
    """Yield what search knows of a bulletin; withdrawn ones are not searched."""
    bulletin = catalogue.get(page.subject[0])
    assert bulletin is not None
    if bulletin.status is not Status.WITHDRAWN:
        yield search.document(
            bulletin, materials.body, catalogue.regions, catalogue.agencies, catalogue.topics
        )


def _materials(
    page: Page, sources: Path, frame: Frame, catalogue: Catalogue, body: BodyRenderer
) -> Materials:
    settings = frame.settings
    if page.kind == "beranda":
        return Materials(frame.home, {}, settings.url, settings.name)
    if page.kind != "buletin":
        return Materials("", {}, settings.url, settings.name)
    bulletin = catalogue.get(page.subject[0])
    assert bulletin is not None
    folder = (sources / bulletin.id).parent
    sizes = {
        attachment.file: (folder / attachment.file).stat().st_size
        for attachment in bulletin.attachments
    }
    return Materials(body(bulletin.body), sizes, settings.url, settings.name)


def _attachments(sources: Path, checked: CheckResult, catalogue: Catalogue) -> Iterator[Output]:
    """Yield the files that published bulletins name, each once, where their pages expect them."""
    files = {file for b in catalogue.bulletins for file in checked.attachments.get(b.id, ())}
    for file in sorted(files):
        yield f"buletin/{file.relative_to(sources).as_posix()}", file


def pour(shell: Shell, slots: Slots) -> str:
    """Fill ``slots`` into ``shell``."""
    return shell.fill(
        {
            "title": slots.title,
            "description": slots.description,
            "canonical": slots.canonical,
            "head": slots.head,
            "trail": slots.crumbs,
            "content": slots.content,
        }
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt to build went; without figures nothing was published."""

    checked: CheckResult
    warnings: tuple[str, ...] = ()
    figures: Figures | None = None


MakeFrame = Callable[[Path], Frame]
"""Runs MkDocs for the site in a folder."""


def make(
    root: Path,
    make_frame: MakeFrame,
    site_dir: Path | None = None,
    *,
    strict: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Check the bulletins, get a frame (kept or made), and build.

    Args:
        root: the site's folder.
        make_frame: runs MkDocs; called only when the kept frame no longer fits.
        site_dir: where the site goes, or None for what ``mkdocs.yml`` says.
        strict: let warnings stop the build as errors do.
        progress: told of every page made.

    Raises:
        RakorError: the site could not be made for a reason outside the bulletins.
    """
    checked = check(root)
    if checked.errors or (strict and checked.problems):
        return Outcome(checked)
    frame = load(root, frame_key(root)) or make_frame(root)
    if strict and frame.warnings:
        return Outcome(checked, frame.warnings)
    target = site_dir or root / frame.settings.site_dir
    figures = build_site(root, frame, checked, target, progress)
    return Outcome(checked, frame.warnings, figures)
