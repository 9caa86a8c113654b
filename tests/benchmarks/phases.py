"""Where the time of a cold build goes: milliseconds a bulletin for each step, in one process.

The steps are those of a build, taken one by one, so that each can be timed. Figures
include what tracing and digests cost; the parallel build divides most of them by its processes.

    python tests/benchmarks/phases.py --count 2000
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import corpus
from whole_index import make_index

from rakor import pages, search
from rakor.adapter.frame import make_frame
from rakor.build.bodies import read_body
from rakor.build.dependencies import Digests, TracedCatalogue, document_digest
from rakor.build.documents import view_digest
from rakor.build.page_kind import document_of, pour
from rakor.content.collection import Catalogue
from rakor.documents import Site
from rakor.lint.linter import check
from rakor.markdown.renderer import BodyRenderer
from rakor.opener import Folder
from rakor.pages import Materials
from rakor.publish.staging import content_digest, stage
from rakor.registry import regions
from rakor.theme.shells import depth_of


class Watch:
    """Seconds of processor time by step, in the order in which steps were first met."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        begun = time.process_time()
        yield
        self.seconds[step] += time.process_time() - begun


def measure(root: Path, staging: Path) -> tuple[Watch, int, int]:
    """Build the site at ``root`` step by step; seconds, bulletins and listing pages."""
    watch = Watch()
    frame = make_frame(root)
    with watch("check: read, YAML, rules"):
        checked = check(root)
    with watch("records to models"):
        bulletins = checked.bulletins
    with watch("catalogue and plan"):
        catalogue = Catalogue(bulletins, regions(), checked.agencies, checked.topics.names)
        plan = list(pages.plan(catalogue))
    settings = frame.settings
    facts = {path.removesuffix(".md"): one.facts for path, one in checked.entries.items()}
    site = Site(settings.name, settings.url)
    traced, digests = TracedCatalogue(catalogue), Digests(catalogue, site, facts, {})
    body = BodyRenderer(settings.extensions, settings.extension_configs)
    documents = []
    for page in plan:
        kind = "bulletin" if page.kind == "bulletin" else "listing"
        with watch(f"{kind}: view"):
            view = pages.view(page, traced)
        with watch(f"{kind}: trace and digest of the view"):
            said = document_digest(document_of(page))
            digests.trace(said, traced.take_notes().names)
            view_digest(said, (view.crumbs, view.data))
        html = ""
        if page.kind == "bulletin":
            with watch("bulletin: read, Markdown, cleaning"):
                html = body(read_body(Folder(root / "bulletins"), page.subject[0]))
        with watch(f"{kind}: template"):
            slots = pages.render(view, Materials(html, {}, settings.url, settings.name))
        with watch(f"{kind}: fill and digest"):
            content = pour(frame.shells[slots.section, depth_of(page.address)], slots).encode()
            content_digest(content)
        with watch(f"{kind}: write"):
            stage(str(staging), page.address, content)
        if page.kind == "bulletin":
            bulletin = catalogue.get(page.subject[0])
            assert bulletin is not None
            with watch("search: documents"):
                text = search.plain(html)
                documents.append(
                    search.document(
                        bulletin, text, regions(), checked.agencies, checked.topics.names
                    )
                )
    with watch("search: segments and directory"):
        for address, block in make_index(
            documents, regions(), checked.agencies, checked.topics.names
        ):
            stage(str(staging), address, block)
    return watch, len(bulletins), len(plan) - len(bulletins)


def main() -> None:
    """Print one line a step."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=2000, help="bulletins (2000)")
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        corpus.write_site(root, count)
        watch, bulletins, listings = measure(root, Path(folder) / "staging")
    print(f"{bulletins} bulletins, {listings} listing pages; ms a bulletin")
    for step, seconds in watch.seconds.items():
        print(f"  {step:<38} {seconds / bulletins * 1000:6.3f}")
    print(f"  {'all':<38} {sum(watch.seconds.values()) / bulletins * 1000:6.3f}")


if __name__ == "__main__":
    main()
