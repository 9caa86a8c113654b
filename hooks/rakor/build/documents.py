"""Making documents: a chunk of the plan in, finished files in the staging folder out.

What a document is made of is taken apart so that as little as possible is done again. The *trace*
tells whether its view can have changed; if so the view is looked up and its digest compared; if
that differs, or its surroundings (program, templates, shell) or its *material* (a body, sizes of
attachments) do, it is rendered; and if its bytes are new, it is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from rakor import indonesian
from rakor.build.bodies import Bodies
from rakor.build.dependencies import (
    Digests,
    Notes,
    TracedCatalogue,
    TracedSite,
    document_digest,
)
from rakor.build.inputs import BuildInputs
from rakor.build.page_kind import bulletin_of
from rakor.build.previous import PreviousBuild
from rakor.build.shelf import (
    NotOnShelf,
    ShelvedCatalogue,
    ShelvedDigests,
    ShelvedSite,
    bodies,
    shelved,
)
from rakor.build.shelf import texts as shelved_texts
from rakor.content.collection import Catalogue
from rakor.documents import Document, Kind, Site
from rakor.errors import AddressClash
from rakor.incremental.changes import Changes, StoredDocument, Volatile
from rakor.incremental.database import StateDamaged
from rakor.incremental.fingerprints import digest
from rakor.lint.results import BulletinEntry
from rakor.markdown.renderer import BodyRenderer
from rakor.opener import Folder
from rakor.publish.staging import content_digest, stage
from rakor.settings import Settings
from rakor.theme.frame import Frame
from rakor.theme.shells import Shells

_REMEMBERED = 5000
"""Answers that a worker keeps which takes its collection from a shelf."""

_AS_TEXT = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=str).encode


class DocumentTask(NamedTuple):
    """One document to look at.

    Attributes:
        document: as the plan has it.
        frame: digest of all that surrounds its view, as it is now.
        material: digest of what comes from outside the collection, as it is now.
        before: what is known of it; None for a new one.
        present: digest of the file that stands at its address, or nothing.
    """

    document: Document
    frame: bytes
    material: bytes
    before: StoredDocument | None
    present: bytes


class MadeDocument(NamedTuple):
    """What became of a task.

    Attributes:
        stored: the document as it is now.
        volatile: what may change it although no record does; None if nothing may.
        staged: whether a new file was staged.
        rendered: whether it was rendered.
        text: the plain text of a rendered body, for search.
    """

    stored: StoredDocument
    volatile: Volatile | None
    staged: bool
    rendered: bool
    text: str = ""


@dataclass
class PageContext:
    """What the documents of a build need; the same for every chunk.

    Attributes:
        catalogue: the collection.
        site: what is said of the site as a whole.
        facts: digest of all that is known of each bulletin but its text, by id.
        bodies: digest of the text of each bulletin, by id.
        entries: what the check came to, by path; only where tasks are made.
        texts: the texts of all bulletins.
        sources: the folder of all bulletins.
        settings: what ``mkdocs.yml`` says.
        shells: pages cut open.
        home: HTML at the head of the home page.
        kinds: the kinds of documents by name.
        staging: the folder where new files wait.
        rendering: digest of what all documents are made with.
    """

    catalogue: Catalogue
    site: Site
    facts: Mapping[str, bytes]
    bodies: Mapping[str, bytes]
    entries: Mapping[str, BulletinEntry]
    texts: Bodies
    sources: Folder
    settings: Settings
    shells: Shells
    home: str
    kinds: Mapping[str, Kind]
    staging: str
    rendering: bytes
    surroundings: dict[tuple[str, int, str], bytes] = field(default_factory=dict, repr=False)
    tools: _Tools | None = field(default=None, repr=False)

    def __getstate__(self) -> dict[str, object]:
        # Tools and folders serve one thread.
        sources = Folder(self.sources.root)
        texts = replace(self.texts, sources=sources)
        own = {"sources": sources, "texts": texts, "tools": None}
        return {**vars(self), **own, "entries": {}, "surroundings": {}}

    @contextmanager
    def lent(self, folder: Path) -> Iterator[PageContext]:
        """Give a context whose collection lies on a shelf in this folder."""
        catalogue, texts = self.catalogue, self.texts
        digests = Digests(catalogue, self.site, self.facts, self.bodies)
        said = {"markdown": texts.markdown, "html": texts.html}
        with shelved(folder, catalogue.bulletins, catalogue, digests, said) as shelf:
            yield replace(
                self,
                catalogue=ShelvedCatalogue(catalogue, shelf),
                site=ShelvedSite(self.site),
                facts={},
                bodies=bodies(shelf),
                texts=Bodies(self.sources, *(shelved_texts(shelf, name) for name in said)),
                tools=None,
            )

    @property
    def edition(self) -> str:
        """The day of the edition in words, or nothing."""
        day = self.settings.edition
        return indonesian.date(day) if day else ""

    def entry(self, bulletin_id: str) -> BulletinEntry:
        """Return what the check of a bulletin came to."""
        return self.entries[f"{bulletin_id}.md"]

    def render_body(self, bulletin_id: str) -> str:
        """Return the HTML of a bulletin's text.

        Raises:
            SourcesChanged: it is no longer the text that was checked.
            BodyNotRendered: the renderer fails.
        """
        render = self.known_tools().body
        return self.texts.rendered(render, bulletin_id, self.bodies[bulletin_id])

    def known_tools(self) -> _Tools:
        """Return what a process makes once."""
        if self.tools is None:
            self.tools = _Tools(self)
        return self.tools


class _Tools:
    """What a process makes once: parsers are costly to set up and cannot be sent."""

    def __init__(self, context: PageContext) -> None:
        self.catalogue = TracedCatalogue(context.catalogue)
        self.site = TracedSite(context.site, self.catalogue, context.sources)
        self.digests = (
            ShelvedDigests(context.catalogue, context.site)
            if isinstance(context.catalogue, ShelvedCatalogue)
            else Digests(context.catalogue, context.site, context.facts, context.bodies)
        )
        self.body = BodyRenderer(context.settings.extensions, context.settings.extension_configs)


def page_context(inputs: BuildInputs, catalogue: Catalogue, plan: DocumentPlan) -> PageContext:
    """Return the context of a build's documents."""
    frame = inputs.frame
    return PageContext(
        catalogue=catalogue,
        site=plan.site,
        facts=inputs.facts,
        bodies=inputs.bodies,
        entries=inputs.checked.entries,
        texts=inputs.texts,
        sources=inputs.sources,
        settings=frame.settings,
        shells=frame.shells,
        home=frame.home,
        kinds=plan.kinds,
        staging=inputs.staging,
        rendering=inputs.rendering,
    )


class DocumentPlan:
    """Every document there is, and who has which address."""

    def __init__(self, kinds: Iterable[Kind], frame: Frame) -> None:
        settings = frame.settings
        self.kinds = {kind.name: kind for kind in kinds}
        self.site = Site(
            name=settings.name,
            url=settings.url,
            description=settings.description,
            publisher=settings.publisher,
            stale_after=settings.stale_after,
            edition_time=settings.edition_time,
            addresses=[address for address, _ in frame.pages],
        )
        self.documents: list[Document] = []
        self._taken: dict[str, str] = {}

    def make(self, catalogue: Catalogue) -> None:
        """Plan the documents of all kinds, in order.

        Raises:
            AddressClash: two of them want one address.
        """
        listed = list(self.site.addresses)
        for kind in self.kinds.values():
            planned = list(kind.plan(catalogue, self.site))
            for document in planned:
                self.claim(document.address)
                if kind.is_listed(document):
                    listed.append(document.address)
            self.documents += planned
            self.site.addresses = listed

    def claim(self, address: str) -> None:
        """Note that an address is taken.

        FAT and Windows take "A.html" and "a.html" for one file, and so must we.

        Raises:
            AddressClash: it is taken already.
        """
        other = self._taken.setdefault(address.casefold(), address)
        if other is not address:
            raise AddressClash(
                f"Dua halaman meminta alamat yang sama: {other} dan {address}. "
                "Ubah nama salah satu berkasnya."
            )


class DocumentUpdater:
    """Brings all documents up to date."""

    def __init__(self, inputs: BuildInputs, previous: PreviousBuild, context: PageContext) -> None:
        self._inputs = inputs
        self._previous = previous
        self._context = context
        self.contents: dict[str, bytes] = {}
        """Digests of all documents looked at, by address."""

    def update(self, plan: DocumentPlan) -> Changes:
        """Make the documents of the plan that may differ from what stands in the site."""
        previous = self._previous
        digests = previous.state.text_digests()
        tasks = self._tasks(plan.documents, digests.keys())
        changes = self.make(tasks, digests)
        planned = {document.address for document in plan.documents}
        stored = previous.documents
        for address in planned - self.contents.keys():
            self.contents[address] = stored[address].content
        changes.gone_documents = stored.keys() - planned
        published = {one.id for one in self._context.catalogue.bulletins}
        changes.gone_texts = digests.keys() - published
        return changes

    def make(self, tasks: Sequence[DocumentTask], digests: Mapping[str, bytes]) -> Changes:
        """Make documents in parallel; ``digests`` are those of the known plain texts.

        What is made is given to the state at once, so that it never piles up.
        """
        inputs, state = self._inputs, self._previous.state
        changes = Changes()
        done = 0
        for chunk, made in inputs.workers.run(make_documents, self._context, tasks):
            fresh: dict[str, StoredDocument] = {}
            texts: dict[str, tuple[bytes, str]] = {}
            for task, one in zip(chunk, made, strict=True):
                # What shows much of the collection is made where all of that is.
                result = one or make_here(self._context, task)
                address = task.document.address
                fresh[address] = result.stored
                self.contents[address] = result.stored.content
                changes.rendered += result.rendered
                if result.staged:
                    changes.written.append(address)
                if result.volatile is not None:
                    changes.volatile[address] = result.volatile
                bulletin_id = bulletin_of(task.document)
                if result.rendered and bulletin_id:
                    text = content_digest(result.text.encode()), result.text
                    if digests.get(bulletin_id) != text[0]:
                        texts[bulletin_id] = text
            changes.looked_at |= fresh.keys()
            state.keep_texts(texts)
            state.keep_documents(fresh)
            done += len(chunk)
            inputs.progress("Halaman", done, len(tasks))
        return changes

    def make_again(
        self, volatile: Mapping[str, Volatile], digests: Mapping[str, bytes]
    ) -> tuple[Changes, dict[str, bytes]]:
        """Make these documents, given by address, although no record changed.

        Args:
            volatile: what is known of them.
            digests: those of plain texts that are known already, by id.

        Returns:
            What changed, and the digests of the documents as they were.
        """
        tasks: list[DocumentTask] = []
        were: dict[str, bytes] = {}
        for address, one in volatile.items():
            document = Document(address, one.plan[0], one.plan[1:])
            before = self._previous.state.document(address)
            if before is None:
                raise StateDamaged("sebagian isinya hilang")
            were[address] = before.content
            frame, material = surroundings(document, self._context)
            tasks.append(DocumentTask(document, frame, material, before, before.content))
        changes = self.make(tasks, digests)
        return changes, were

    def _tasks(self, documents: Iterable[Document], with_text: Iterable[str]) -> list[DocumentTask]:
        """The documents that may differ from what stands in the site."""
        context, previous = self._context, self._previous
        stored, present = previous.documents, previous.present
        digests = Digests(context.catalogue, context.site, context.facts, context.bodies)
        # The registry is not traced: when it changed, every view is looked up again.
        same_names = previous.same_names
        known_texts = set(with_text)
        tasks: list[DocumentTask] = []
        for document in documents:
            frame, material = surroundings(document, context)
            before = stored.get(document.address)
            bulletin_id = bulletin_of(document)
            if bulletin_id and bulletin_id not in known_texts:
                before = None
            here = present.get(document.address, b"")
            if (
                before is None
                or not same_names
                or (before.frame, before.material, before.content) != (frame, material, here)
                or before.trace != digests.trace(document_digest(document), before.names)
            ):
                tasks.append(DocumentTask(document, frame, material, before, here))
        return tasks


def surroundings(document: Document, context: PageContext) -> tuple[bytes, bytes]:
    """Return the digests of all that surrounds a document's view, and of its material."""
    kind = context.kinds[document.kind]
    around = context.rendering + kind.surroundings(document, context)
    return around, kind.material(document, context)


def make_documents(
    context: PageContext, tasks: Sequence[DocumentTask]
) -> list[MadeDocument | None]:
    """Make a chunk of documents; files that are new go to the staging folder.

    Where the collection lies on a shelf, None stands for those that ask for too much of it.
    """
    if not isinstance(context.catalogue, ShelvedCatalogue):
        return [make_here(context, task) for task in tasks]
    found: list[MadeDocument | None] = []
    for task in tasks:
        try:
            found.append(make_here(context, task))
        except NotOnShelf:
            found.append(None)
    tools = context.known_tools()
    tools.catalogue.let_go(_REMEMBERED)
    tools.digests.let_go(_REMEMBERED)
    return found


def make_here(context: PageContext, task: DocumentTask) -> MadeDocument:
    """Make one document with what this process has."""
    return _make(context, context.known_tools(), task)


def _make(context: PageContext, tools: _Tools, task: DocumentTask) -> MadeDocument:
    document, before = task.document, task.before
    kind = context.kinds[document.kind]
    tools.catalogue.take_notes()
    view = kind.view(document, tools.catalogue, tools.site)
    notes = tools.catalogue.take_notes()
    said = document_digest(document)
    trace = tools.digests.trace(said, notes.names)
    seen = view_digest(said, view)
    volatile = _volatile(document, notes)
    if (
        before is not None
        and (before.view, before.frame, before.material) == (seen, task.frame, task.material)
        and before.content == task.present
    ):
        stored = before._replace(trace=trace, names=notes.names)
        return MadeDocument(stored, volatile, staged=False, rendered=False)

    rendered = kind.make(document, view, context)
    made = content_digest(rendered.content)
    staged = made != task.present
    if staged:
        stage(context.staging, document.address, rendered.content)
    stored = StoredDocument(
        task.frame,
        task.material,
        trace,
        seen,
        notes.names,
        made,
        rendered.slot_at,
        rendered.slot_size,
    )
    return MadeDocument(stored, volatile, staged, rendered=True, text=rendered.text)


def _volatile(document: Document, notes: Notes) -> Volatile | None:
    if not notes.is_volatile:
        return None
    plan = (document.kind, *document.subject)
    return Volatile(notes.since, notes.until, notes.bodies, plan)


def view_digest(said: bytes, view: object) -> bytes:
    """Return the digest of all that a document shows.

    Every value stands in the text that is digested, in an order that the kind fixes. ``said`` is
    the digest of what the plan says of it.
    """
    return digest(said, _AS_TEXT(view))
