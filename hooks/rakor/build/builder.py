"""A whole build, from files to a published site, doing again only what must be done again.

The order of things, and what each step may skip:

1. *Nothing changed?* Names and time stamps only (:mod:`rakor.build.up_to_date`).
2. *The frame*: MkDocs' part, kept while what it is made from stays the same.
3. *The check*: only files that differ are read; see :mod:`rakor.lint.linter`.
4. *Bodies alone?* When nothing but the text below front matters changed, each new body is put in
   the place of the old one in the finished page. No other page can show it.
5. *The plan*: all records are loaded, and every page is compared with what it was made from
   (:mod:`rakor.build.documents`). Pages that may differ are made in parallel.
6. *Publication*: staged files are renamed into place (:mod:`rakor.publish.staging`).
"""

from __future__ import annotations

import functools
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from rakor import search
from rakor.build import search_index
from rakor.build.bodies import material_digest, read_body, splice
from rakor.build.up_to_date import summary
from rakor.bulletin import Bulletin
from rakor.content.tree import FOLDER
from rakor.errors import AddressClash, FrameError, RakorError, SourcesChanged
from rakor.incremental.fingerprints import digest, frame_key, judgement_key, program_key
from rakor.incremental.lock import locked
from rakor.incremental.parallel import in_chunks
from rakor.incremental.state import Seal, Store, StoredFile, StoredPage, StoredSegment, store_path
from rakor.lint.linter import check
from rakor.lint.results import CheckResult, Entry
from rakor.markdown.renderer import BodyRenderer
from rakor.opener import Folder
from rakor.printable import printable
from rakor.publish.edition import STAMP, Stamp, edition_name, weigh
from rakor.publish.staging import (
    MARK_NAME,
    MARK_TEXT,
    Staging,
    check_site_dir,
    content_digest,
    disk_errors,
    remove,
    stage,
    survey,
)
from rakor.registry import regions
from rakor.settings import STORE_NAME
from rakor.source.scan import Sources, folders_of, scan_sources, seal_site
from rakor.theme.frame import Frame, load
from rakor.theme.shells import depth_of

if TYPE_CHECKING:
    from rakor.build.documents import Task, Workshop
    from rakor.pages import Page

STUB = "alamat-lama"
"""Kind of the pages left at former addresses; no sitemap names them."""

Progress = Callable[[str, int, int], None]
"""Called with the name of a phase, what is done of it, and how much there is."""

MakeFrame = Callable[[Path], Frame]
"""Runs MkDocs for the site in a folder."""

_LARGEST_ATTACHMENT = 1 << 29
"""Bytes of an attachment that are held in memory; the check asks for far less."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one build.

    Attributes:
        bulletins: bulletins with a page of their own.
        withheld: valid ones without: drafts, and those whose day of publication is to come.
        pages: generated pages.
        files: all files of the site.
        rendered: pages rendered again.
        written: addresses of files that were new or differed.
        removed: addresses of files that no page owns any more.
        seconds: wall time of each phase and of all together.
        peak_memory: bytes; the larger of this process and its largest worker.
    """

    bulletins: int = 0
    withheld: int = 0
    pages: int = 0
    files: int = 0
    rendered: int = 0
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    peak_memory: int = 0

    def summary(self) -> str:
        """Return one line in Indonesian for people."""
        return summary(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain JSON values."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt to build went; without figures and folder nothing was published."""

    checked: CheckResult
    warnings: tuple[str, ...] = ()
    figures: Figures | None = None
    site_dir: Path | None = None


def make(
    root: Path,
    make_frame: MakeFrame,
    site_dir: Path | None = None,
    *,
    strict: bool = False,
    clean: bool = False,
    jobs: int = 0,
    executor: Executor | None = None,
    progress: Progress | None = None,
    sources: Sources | None = None,
) -> Outcome:
    """Check the bulletins, get a frame (kept or made), and build.

    Args:
        root: the site's folder.
        make_frame: runs MkDocs; called only when the kept frame no longer fits.
        site_dir: where the site goes, or None for what ``mkdocs.yml`` says.
        strict: let warnings stop the build as errors do.
        clean: believe nothing that earlier builds left.
        jobs: processes to use; 0 means as many as there are cores.
        executor: runs the work instead of processes made here.
        progress: told how far each phase is.
        sources: the bulletins as they were found a moment ago. What is written to them after
            that is at worst read again by the next build.

    Raises:
        RakorError: the site could not be made for a reason outside the bulletins.
    """
    with locked(root):
        try:
            with disk_errors(root / STORE_NAME):
                frame = load(root, frame_key(root)) or make_frame(root)
        except FrameError as error:
            # All problems at once: what is wrong with bulletins is wanted all the same.
            raise FrameNotMade(error, check(root)) from error
        target = site_dir or root / frame.settings.site_dir
        with Build(root, target, clean, jobs, executor, progress, sources) as build:
            checked = build.check()
            if checked.errors or (strict and (checked.warnings or frame.warnings)):
                return Outcome(checked, frame.warnings)
            return Outcome(checked, frame.warnings, build.publish(frame), target)


class FrameNotMade(FrameError):
    """No frame, and what the check of the bulletins found meanwhile."""

    def __init__(self, error: FrameError, checked: CheckResult) -> None:
        super().__init__(str(error))
        self.checked = checked


class Build:
    """One build of one site folder, within :func:`locked`.

    ``mkdocs build`` drives it step by step from its events, :func:`make` in one go.
    """

    def __init__(
        self,
        root: Path,
        site_dir: Path,
        clean: bool = False,
        jobs: int = 0,
        executor: Executor | None = None,
        progress: Progress | None = None,
        sources: Sources | None = None,
    ) -> None:
        check_site_dir(site_dir)
        self._root = root
        self._bulletins = Folder(root / FOLDER)
        self._site_dir = site_dir
        self._folder = root / STORE_NAME
        self._jobs = jobs
        self._executor = executor
        self._progress = progress or (lambda phase, done, of: None)
        self._begun = time.perf_counter()
        self.seconds: dict[str, float] = {}
        self._store_path = store_path(self._folder, site_dir)
        if clean:
            self._store_path.unlink(missing_ok=True)
        try:
            self._store = Store(self._store_path)
        except sqlite3.Error as error:
            raise StoreError(self._store_path, error) from error
        self._given = sources
        self._sources: Sources
        self._checked: CheckResult
        self._judgement: str
        self._stored_sources: dict[str, tuple[bytes | None, str]]
        self._segments: dict[str, StoredSegment]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def check(self) -> CheckResult:
        """Check the bulletins, reading only files that differ from the last finished build."""
        with self._timed("check"):
            self._sources = self._given or scan_sources(self._root)
            self._judgement = judgement_key(self._root)
            stored = self._store.sources()
            if self._store.value("judgement") != self._judgement:
                stored = {}
            signatures = self._sources.signatures
            known = {
                path: entry
                for path, (signature, entry) in stored.items()
                if entry and signature is not None and signature == signatures.get(path)
            }
            self._checked = check(
                self._root,
                known=known,
                same_files=stored.keys() == signatures.keys(),
                sources=self._sources,
                jobs=self._jobs,
                executor=self._executor,
                scratch=self._folder,
            )
        self._stored_sources = stored
        return self._checked

    def publish(self, frame: Frame) -> Figures:
        """Make what must be made again and put it in place.

        To be called after :meth:`check`, and only if that found no errors.

        Raises:
            AddressClash: two sources want one address.
            SiteFolderError: the disk refuses.
            StoreError: the store fails.
        """
        with disk_errors(self._site_dir), Staging(self._site_dir) as staging:
            try:
                self._segments = self._store.segments()
                return self._publish_bodies(frame, staging) or self._publish_all(frame, staging)
            except sqlite3.Error as error:
                raise StoreError(self._store_path, error) from error

    # -- bodies alone -----------------------------------------------------------------------

    def _publish_bodies(self, frame: Frame, staging: Staging) -> Figures | None:
        """Put new bodies into finished pages; None if more than bodies changed."""
        with self._timed("pages"):
            changed = self._changed_bodies(frame)
            if changed is None or not self._is_site_whole:
                return None
            directory = search_index.read_directory(self._segments, self._judgement)
            if directory is None:
                return None
            body = BodyRenderer(frame.settings.extensions, frame.settings.extension_configs)
            change = _Change()
            staged: list[str] = []
            before_pages: dict[str, bytes] = {}
            for path in changed:
                bulletin_id = path.removesuffix(".md")
                address = f"buletin/{bulletin_id}.html"
                page = self._store.page(address)
                if page is None:
                    continue  # a draft, or one whose day is to come
                old = (self._site_dir / address).read_bytes()
                html = body(read_body(self._bulletins, bulletin_id))
                new = splice(page, old, html.encode())
                if new is None:
                    return None
                change.bodies[address] = page._replace(
                    material=self._material(path),
                    content=content_digest(new),
                    body_size=len(html.encode()),
                )
                before_pages[address] = page.content
                text = search.plain(html)
                change.texts[bulletin_id] = content_digest(text.encode()), text
                if new != old:
                    stage(str(staging.folder), address, new)
                    staged.append(address)
        with self._timed("search"):
            staged += self._index_bodies(staging, directory, change)
        before = _blocks(self._segments.values())
        after = self._index_contents(change)
        # Of the sum over all files only what changed is taken out and put in.
        change.total = int(self._store.value("total"), 16)
        after_pages = {address: page.content for address, page in change.bodies.items()}
        for were, are in ((before, after), (before_pages, after_pages)):
            change.total += weigh(are.items() - were.items()) - weigh(were.items() - are.items())
        staged += self._stage_stamp(frame, staging, self._store.file(STAMP), change)
        last = self._store.figures()
        figures = Figures(
            bulletins=last["bulletins"],
            withheld=last["withheld"],
            pages=last["pages"],
            files=last["files"] + len(after) - len(before),
            rendered=len(change.bodies),
            written=tuple(staged),
            removed=tuple(sorted(before.keys() - after.keys())),
        )
        return self._finish(frame, staging, figures, change)

    def _index_bodies(
        self, staging: Staging, directory: search.Directory, change: _Change
    ) -> list[str]:
        """Amend the segments that hold a changed body; return the blocks staged."""
        changed = {id_: one for id_, (one, _) in change.texts.items()}
        known = self._store.text_digests(changed)
        fresh = {id_ for id_, one in known.items() if changed[id_] != one}
        touched = [
            name
            for name, one in self._segments.items()
            if not fresh.isdisjoint(one.members)  # the directory has none
        ]
        if not touched:
            return []
        entries = _Entries(self._checked)
        members = [id_ for name in touched for id_ in self._segments[name].members]
        texts = self._store.text_digests(members) | changed
        records = {id_: content_digest(entries[id_].record.encode()) for id_ in members}
        bulletins = _Bulletins(entries)
        now = _Texts(self._store, {id_: text for id_, (_, text) in change.texts.items()})
        present = _blocks(self._segments.values())
        shape = search.shape(sum(len(one.members) for one in self._segments.values()))
        shelf = self._shelf(bulletins, shape, present, str(staging.folder))
        tasks: list[search_index.SegmentTask] = []
        staged: list[str] = []
        for name in directory.names:
            one = self._segments[name]
            key = one.key
            if name in touched:
                key = search_index.segment_key(one.members, records, texts, self._judgement, shape)
            tasks.append(search_index.SegmentTask(name, one.members, key))
            if name in touched:
                were = self._store.texts(fresh.intersection(one.members))
                made = search_index.amend(shelf, tasks[-1], one, were, now, self._site_dir)
                if made:
                    change.segments[name] = made.segment
                    staged += made.staged
        return staged + self._make_index(shelf, tasks, now, change, directory)

    def _changed_bodies(self, frame: Frame) -> list[str] | None:
        """Paths of bulletins of which nothing but the body changed; None if anything else did."""
        seal = self._store.seal()
        stored, signatures = self._stored_sources, self._sources.signatures
        if seal is None or seal.program != frame.key or stored.keys() != signatures.keys():
            return None
        # Without a signature nothing is known, and two unknowns are not the same.
        changed = [
            path
            for path, (before, _) in stored.items()
            if before is None or before != signatures[path]
        ]
        entries = self._checked.entries
        bodies: list[str] = []
        for path in changed:
            before = stored[path][1]
            if path not in entries or not before:
                return None
            old, new = Entry.from_json(before), self._checked.entry(path)
            if old._replace(body=new.body) != new:
                return None
            if old.body != new.body:
                bodies.append(path)
        return bodies

    # -- everything -------------------------------------------------------------------------

    def _publish_all(self, frame: Frame, staging: Staging) -> Figures:
        # Loaded only here and below: a changed text is in place before they would be.
        from rakor import pages
        from rakor.build.documents import Workshop, make_pages
        from rakor.content.collection import Catalogue

        with self._timed("plan"):
            settings, checked = frame.settings, self._checked
            catalogue = Catalogue(
                checked.bulletins,
                regions(),
                checked.agencies,
                checked.topics.names,
                settings.edition,
                checked.topics.former,
            )
            plan = list(pages.plan(catalogue))
            addresses: dict[str, str] = {}
            for page in plan:
                _claim(addresses, page.address)
            stored_pages = dict(self._store.pages())
            stored_files = self._store.files()
            present = self._present(stored_pages, stored_files)
            shop = Workshop(
                catalogue=catalogue,
                records=self._records(),
                sources=self._root / FOLDER,
                settings=settings,
                shells=frame.shells,
                home=frame.home,
                staging=str(staging.folder),
            )
            text_digests = self._store.text_digests()
            tasks = self._tasks(shop, frame, plan, stored_pages, present, text_digests.keys())
        change = _Change()
        staged: list[str] = []
        rendered = 0
        with self._timed("pages"):
            work = in_chunks(
                make_pages,
                shop,
                tasks,
                jobs=self._jobs,
                executor=self._executor,
                scratch=self._folder,
            )
            done = 0
            contents: dict[str, bytes] = {}
            for chunk, made in work:
                texts: dict[str, tuple[bytes, str]] = {}
                fresh: dict[str, StoredPage] = {}
                for task, result in zip(chunk, made, strict=True):
                    fresh[task.page.address] = result.page
                    contents[task.page.address] = result.page.content
                    rendered += result.rendered
                    if result.rendered and task.page.kind == "buletin":
                        text = content_digest(result.text.encode()), result.text
                        if text_digests.get(task.page.subject[0]) != text[0]:
                            texts[task.page.subject[0]] = text
                    if result.staged:
                        staged.append(task.page.address)
                self._store.keep_texts(texts)
                self._store.keep_pages(fresh)
                text_digests |= {id_: one for id_, (one, _) in texts.items()}
                done += len(chunk)
                self._progress("Halaman", done, len(tasks))
            staged += self._stage_files(
                shop, frame, plan, addresses, staging, stored_files, present, change
            )
        with self._timed("search"):
            staged += self._index(shop, text_digests, present, change)
        for page in plan:
            if page.address not in contents:
                contents[page.address] = stored_pages[page.address].content
        for address in change.all_files:
            contents[address] = (change.files.get(address) or stored_files[address]).content
        contents |= self._index_contents(change)
        change.total = weigh(contents.items())
        change.all_files.add(STAMP)
        staged += self._stage_stamp(frame, staging, present.get(STAMP), change)
        owned = {page.address for page in plan} | change.all_files | change.index_files
        change.gone_pages = stored_pages.keys() - {page.address for page in plan}
        change.gone_files = stored_files.keys() - change.all_files
        change.gone_texts = text_digests.keys() - {one.id for one in catalogue.bulletins}
        figures = Figures(
            bulletins=len(catalogue.bulletins),
            withheld=len(checked.bulletins) - len(catalogue.bulletins),
            pages=len(plan),
            files=len(owned),
            rendered=rendered,
            written=tuple(staged),
            removed=tuple(sorted(present.keys() - owned)),
        )
        return self._finish(frame, staging, figures, change)

    def _present(
        self, pages_: Mapping[str, StoredPage], files: Mapping[str, StoredFile]
    ) -> dict[str, bytes]:
        """Digests of what stands in the site: believed if it is whole, else read."""
        if self._is_site_whole:
            return {
                **{address: page.content for address, page in pages_.items()},
                **{address: file.content for address, file in files.items()},
                **_blocks(self._segments.values()),
            }
        return survey(self._site_dir)

    @cached_property
    def _is_site_whole(self) -> bool:
        """Whether the site, until this build touches it, is what the last one left."""
        seal = self._store.seal()
        return (
            seal is not None
            and bool(seal.site)
            and seal_site(self._site_dir, self._store.folders()) == seal.site
        )

    def _records(self) -> dict[str, bytes]:
        checked = self._checked
        return {
            path.removesuffix(".md"): content_digest(checked.entry(path).record.encode())
            for path in checked.entries
        }

    def _material(self, path: str) -> bytes:
        entry = self._checked.entry(path)
        return material_digest(self._bulletins, path.removesuffix(".md"), entry)

    def _tasks(
        self,
        shop: Workshop,
        frame: Frame,
        plan: list[Page],
        stored: Mapping[str, StoredPage],
        present: Mapping[str, bytes],
        with_text: Collection[str],
    ) -> list[Task]:
        """The pages that may differ from what stands in the site."""
        from rakor.build.dependencies import Digests, page_digest
        from rakor.build.documents import Task, frame_digest

        rendering = _rendering(frame)
        digests = Digests(shop.catalogue, shop.records)
        # The registry is not traced: when it changed, every view is looked up again.
        same_names = self._store.value("judgement") == self._judgement
        frames: dict[tuple[str, int, str], bytes] = {}
        home = content_digest(frame.home.encode())
        tasks: list[Task] = []
        for page in plan:
            key = (page.section, depth_of(page.address), page.kind)
            if key not in frames:
                frames[key] = frame_digest(frame.shells[key[:2]], page.kind, rendering)
            material = b""
            if page.kind == "buletin":
                material = self._material(f"{page.subject[0]}.md")
            elif page.kind == "beranda":
                material = home
            before = stored.get(page.address)
            if page.kind == "buletin" and page.subject[0] not in with_text:
                before = None
            here = present.get(page.address, b"")
            if (
                before is None
                or not same_names
                or (before.frame, before.material, before.content) != (frames[key], material, here)
                or before.trace != digests.trace(page_digest(page), before.names)
            ):
                tasks.append(Task(page, frames[key], material, before, here))
        return tasks

    def _index(
        self,
        shop: Workshop,
        digests: Mapping[str, bytes],
        present: Mapping[str, bytes],
        change: _Change,
    ) -> list[str]:
        """Bring the search index up to date; return the addresses of blocks staged."""
        found = search_index.searched(shop.catalogue)
        shape, tasks = search_index.plan(found, shop.records, digests, self._judgement)
        kept = {task.name for task in tasks} | {search_index.DIRECTORY}
        change.gone_segments = self._segments.keys() - kept
        shelf = self._shelf(found, shape, present, shop.staging)
        return self._make_index(shelf, tasks, _Texts(self._store, {}), change)

    def _shelf(
        self,
        bulletins: Mapping[str, Bulletin],
        shape: search.Shape,
        present: Mapping[str, bytes],
        staging: str,
    ) -> search_index.Shelf:
        return search_index.Shelf(
            bulletins=bulletins,
            regions=regions(),
            agencies=self._checked.agencies,
            topics=self._checked.topics.names,
            shape=shape,
            present=present,
            staging=staging,
        )

    def _make_index(
        self,
        shelf: search_index.Shelf,
        tasks: list[search_index.SegmentTask],
        texts: Mapping[str, str],
        change: _Change,
        directory: search.Directory | None = None,
    ) -> list[str]:
        """Make the segments whose key or blocks differ, and the directory if any did.

        Segments that ``change`` holds already are amended; ``directory`` is the one before.
        """
        kept = {
            task.name: self._segments[task.name]
            for task in tasks
            if task.name in self._segments
            and self._segments[task.name].key == task.key
            and _stand(self._segments[task.name].files, shelf.present)
        } | change.segments
        wanted = [task for task in tasks if task.name not in kept]
        staged: list[str] = []
        if wanted:
            ids = [id_ for task in wanted for id_ in task.members]
            work = in_chunks(
                search_index.make_segments,
                replace(shelf, bulletins={id_: shelf.bulletins[id_] for id_ in ids}),
                search_index.Laden(wanted, texts),
                jobs=self._jobs,
                executor=self._executor,
                scratch=self._folder,
                chunk_size=1,
            )
            for ((task, _),), (made,) in work:
                kept[task.name] = change.segments[task.name] = made.segment
                staged += made.staged
        segments = {task.name: kept[task.name] for task in tasks}
        key = digest(self._judgement.encode(), *(one.key for one in segments.values()))
        known = self._segments.get(search_index.DIRECTORY)
        if known is None or known.key != key or not _stand(known.files, shelf.present):
            made = search_index.make_directory(
                shelf,
                key,
                self._judgement,
                directory or search_index.read_directory(self._segments, self._judgement),
                self._segments,
                segments,
            )
            known = change.segments[search_index.DIRECTORY] = made.segment
            staged += made.staged
        for one in (*segments.values(), known):
            change.index_files.update(one.files)
        return staged

    def _stage_files(
        self,
        shop: Workshop,
        frame: Frame,
        plan: list[Page],
        addresses: dict[str, str],
        staging: Staging,
        stored: Mapping[str, StoredFile],
        present: Mapping[str, bytes],
        change: _Change,
    ) -> list[str]:
        """Stage what no view makes, where it is new or differs.

        ``addresses`` are those that pages have claimed.
        """
        staged: list[str] = []
        for address, origin, content in self._files(shop, frame, plan):
            _claim(addresses, address)
            change.all_files.add(address)
            before = stored.get(address)
            if (
                before is not None
                and origin  # without one, only the content can tell
                and before == (origin, present.get(address))
            ):
                continue
            data = content()
            made = content_digest(data)
            change.files[address] = StoredFile(origin, made)
            if made != present.get(address):
                stage(str(staging.folder), address, data)
                staged.append(address)
        return staged

    def _attachment(self, file: str) -> bytes:
        """The bytes of an attachment, if they are those that the check looked at.

        Raises:
            SourcesChanged: it is another file by now, or a link.
        """
        try:
            return self._bulletins.read(
                file, _LARGEST_ATTACHMENT, functools.partial(self._sources.is_as_seen, file)
            )
        except OSError as error:
            raise SourcesChanged(
                f"Lampiran {printable(f'{FOLDER}/{file}')} tidak diterbitkan: "
                f"{printable(error.strerror or error)}. Yang diperiksa harus sama dengan yang "
                "diterbitkan; bangun sekali lagi."
            ) from error

    def _index_contents(self, change: _Change) -> dict[str, bytes]:
        """Digests of all files of the search index, as they are after ``change``."""
        segments = {**self._segments, **change.segments}
        return _blocks(one for name, one in segments.items() if name not in change.gone_segments)

    def _stage_stamp(
        self,
        frame: Frame,
        staging: Staging,
        present: bytes | None,
        change: _Change,
    ) -> list[str]:
        """Stage the file that says which edition all others are, if it says something new."""
        settings = frame.settings
        stamp = Stamp(
            edition_name(change.total),
            settings.name,
            settings.url,
            settings.edition,
            settings.stale_after,
            settings.edition_time,
        )
        data = stamp.script()
        made = content_digest(data)
        change.files[STAMP] = StoredFile(b"", made)
        if made == present:
            return []
        stage(str(staging.folder), STAMP, data)
        return [STAMP]

    def _files(
        self, shop: Workshop, frame: Frame, plan: list[Page]
    ) -> Iterator[tuple[str, bytes, Callable[[], bytes]]]:
        """Yield address, digest of the origin, and what gives the content."""
        from rakor import pages

        settings, catalogue = frame.settings, shop.catalogue
        published = (bulletin.id for bulletin in catalogue.bulletins)
        attachments = {file for id_ in published for file in self._checked.attachments.get(id_, ())}
        for file in sorted(attachments):
            # The path is part of the origin: two files may look the same from outside.
            signature = self._sources.signatures.get(file)
            origin = digest(file.encode(), signature) if signature else b""
            yield f"buletin/{file}", origin, functools.partial(self._attachment, file)
        for address, path in frame.files():
            # The home page is generated around what MkDocs made of docs/index.md.
            if address != pages.HOME:
                yield address, b"", path.read_bytes
        listed = [page.address for page in plan if page.kind != STUB]
        listed += [address for address, _ in frame.pages]
        for address, data in pages.sitemap(listed, settings.url).items():
            yield address, b"", _giving(data)
        feed = pages.feed(catalogue, settings.url, settings.name)
        if feed is not None:
            yield pages.FEED, b"", _giving(feed)
        yield MARK_NAME, b"", _giving(MARK_TEXT)

    # -- the end ----------------------------------------------------------------------------

    def _finish(self, frame: Frame, staging: Staging, figures: Figures, change: _Change) -> Figures:
        with self._timed("publish"):
            folders = self._store.folders()
            if figures.written or figures.removed:
                self._store.announce()
                staging.replace(figures.written)
                remove(self._site_dir, figures.removed)
                if not change.bodies or figures.removed:
                    folders = folders_of(self._site_dir)
            elif not self._is_site_whole:
                folders = folders_of(self._site_dir)
        self.seconds["total"] = time.perf_counter() - self._begun
        figures = replace(
            figures,
            seconds={name: round(value, 4) for name, value in self.seconds.items()},
            peak_memory=_peak_memory(),
        )
        signatures, checked = self._sources.signatures, self._checked
        calm = not checked.problems and not frame.warnings
        self._store.sign_off(
            seal=Seal(
                program=frame.key,
                # With something to say there is no short way: it is said every time.
                sources=self._sources.seal if calm else "",
                site=seal_site(self._site_dir, folders),
            ),
            folders=folders,
            # Those of a build that has nothing to do, should the next one be.
            figures=replace(figures, rendered=0, written=(), removed=()).to_json(),
            values={"judgement": self._judgement, "total": f"{change.total:x}"},
            bodies=change.bodies,
            gone_pages=change.gone_pages,
            files=change.files,
            gone_files=change.gone_files,
            texts=change.texts,
            gone_texts=change.gone_texts,
            segments=change.segments,
            gone_segments=change.gone_segments,
            sources=self._changed_sources(),
            gone_sources=self._stored_sources.keys() - signatures.keys(),
        )
        return figures

    def _changed_sources(self) -> dict[str, tuple[bytes | None, str]]:
        checked = self._checked
        now: dict[str, tuple[bytes | None, str]] = {}
        for path, signature in self._sources.signatures.items():
            entry = ""
            if path in checked.keep:
                found = checked.entries[path]
                if isinstance(found, str) and self._stored_sources[path][0] == signature:
                    continue
                entry = found if isinstance(found, str) else found.to_json()
            if self._stored_sources.get(path) != (signature, entry):
                now[path] = (signature, entry)
        return now

    @contextmanager
    def _timed(self, phase: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - begun
            self.seconds[phase] = self.seconds.get(phase, 0.0) + spent


class StoreError(RakorError):
    """The store cannot be used; it may be thrown away."""

    def __init__(self, path: Path, error: sqlite3.Error) -> None:
        super().__init__(
            f"Catatan pembangunan {path} tidak dapat dipakai ({error}). "
            "Hapus berkas itu, lalu ulangi; situs akan dibangun dari awal."
        )


@dataclass(slots=True)
class _Change:
    """What a build found to be different from what the store says."""

    bodies: dict[str, StoredPage] = field(default_factory=dict)
    gone_pages: set[str] = field(default_factory=set)
    files: dict[str, StoredFile] = field(default_factory=dict)
    all_files: set[str] = field(default_factory=set)
    gone_files: set[str] = field(default_factory=set)
    texts: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    gone_texts: set[str] = field(default_factory=set)
    segments: dict[str, StoredSegment] = field(default_factory=dict)
    gone_segments: set[str] = field(default_factory=set)
    index_files: set[str] = field(default_factory=set)
    total: int = 0  # what all files weigh


def _claim(addresses: dict[str, str], address: str) -> None:
    """Note an address; FAT and Windows take "A.html" and "a.html" for one file, so must we."""
    other = addresses.setdefault(address.casefold(), address)
    if other is not address:
        raise AddressClash(
            f"Dua halaman meminta alamat yang sama: {other} dan {address}. "
            "Ubah nama salah satu berkasnya."
        )


class _Entries(dict[str, Entry]):
    """What the check says of bulletins, by id, each read when asked for."""

    def __init__(self, checked: CheckResult) -> None:
        super().__init__()
        self._checked = checked

    def __missing__(self, id_: str) -> Entry:
        found = self[id_] = self._checked.entry(f"{id_}.md")
        return found


class _Bulletins(dict[str, Bulletin]):
    """Bulletins by id, each read when asked for."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        super().__init__()
        self._entries = entries

    def __missing__(self, id_: str) -> Bulletin:
        found = self[id_] = Bulletin.from_record(self._entries[id_].record)
        return found


class _Texts(dict[str, str]):
    """Plain texts by id; those that are not new are read from the store when asked for."""

    def __init__(self, store: Store, fresh: Mapping[str, str]) -> None:
        super().__init__(fresh)
        self._store = store

    def __missing__(self, id_: str) -> str:
        return self._store.texts([id_])[id_]


def _blocks(segments: Iterable[StoredSegment]) -> dict[str, bytes]:
    """Digests of the blocks of some segments by address."""
    return {address: content for one in segments for address, content in one.files.items()}


def _stand(files: Mapping[str, bytes], present: Mapping[str, bytes]) -> bool:
    """Whether all of these files stand in the site as they are known."""
    return all(present.get(address) == content for address, content in files.items())


def _giving(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def _rendering(frame: Frame) -> bytes:
    """Digest of what all pages are rendered with, besides shells and templates."""
    settings = frame.settings
    said = (settings.url, settings.name, settings.extensions, settings.extension_configs)
    return digest(program_key().encode(), json.dumps(said, sort_keys=True).encode())


def _peak_memory() -> int:
    """Bytes of the larger of this process and its largest finished child, at their peaks.

    0 where the system does not tell (Windows).
    """
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    peaks = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return unit * max(peaks)
