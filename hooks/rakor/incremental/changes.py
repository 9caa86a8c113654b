"""What is kept of one site between builds, and what one build found to be different."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

ALWAYS = ("", "9999-99-99")
"""The range of days of a thing that does not depend on the day of the edition."""


class StoredDocument(NamedTuple):
    """What is known of a document as it stands in the site.

    Attributes:
        frame: digest of program, templates and settings it was made with.
        material: digest of what its kind takes from outside the collection (a body, sizes).
        trace: digest of its place in the plan and of all that ``names`` led to.
        view: digest of what it shows.
        names: what its view asked.
        content: digest of its bytes.
        slot_at: where the part that can be replaced alone (a body) stands in the bytes; -1 if
            there is none.
        slot_size: how many bytes that part has.
    """

    frame: bytes
    material: bytes
    trace: bytes
    view: bytes
    names: tuple[str, ...]
    content: bytes
    slot_at: int = -1
    slot_size: int = 0


class Volatile(NamedTuple):
    """A document that may change although no record of a bulletin does.

    Attributes:
        since: first day of an edition for which it stays as it is, ``yyyy-mm-dd``.
        until: the last such day.
        bodies: whether it shows texts of bulletins.
        plan: what the plan says of it: kind and subject.
    """

    since: str
    until: str
    bodies: bool
    plan: tuple[str, ...]


class StoredFile(NamedTuple):
    """A file that no view makes.

    Attributes:
        origin: stands for what it is made from, by name and time stamp.
        content: digest of the file.
        made_from: stands for what it is made from, by content; nothing for a mere copy.
    """

    origin: bytes
    content: bytes
    made_from: bytes = b""


class StoredSegment(NamedTuple):
    """A piece of the search index.

    Attributes:
        key: digest over all that it is made from.
        members: ids of its bulletins, in order.
        summary: what :mod:`rakor.build.search_index` needs to know of it, JSON.
        files: digests of its blocks by address.
    """

    key: bytes
    members: tuple[str, ...]
    summary: str
    files: dict[str, bytes]


class SourceState(NamedTuple):
    """What a published site was made from, for one file below ``bulletins/``.

    Attributes:
        facts: digest of all that is known of a valid bulletin but its body; of any other file,
            its signature.
        body: digest of the body; nothing for other files.
    """

    facts: bytes
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What must be as it was for "nothing changed": one digest each.

    Attributes:
        frame: program, configuration and hand-written pages, as they are written.
        lasting: the same without the day of the edition and the age of copies.
        sources: names, sizes and time stamps of everything below ``bulletins/``.
        site: time stamps of the folders of the site.
    """

    frame: str
    lasting: str
    sources: str
    site: str


@dataclass(slots=True)
class Changes:
    """What is different in a site and in what is kept of it; updaters give their part each.

    Attributes:
        documents: those made or looked up anew; given to the state as soon as there are any.
        slots: documents of which nothing but the replaceable part is new.
        volatile: those of the documents in ``looked_at`` that may change although no record does.
        looked_at: addresses of the documents whose questions are known anew.
        written: addresses staged.
        rendered: how many documents were rendered.
        values: named texts kept with the site.
    """

    documents: dict[str, StoredDocument] = field(default_factory=dict)
    gone_documents: set[str] = field(default_factory=set)
    slots: dict[str, StoredDocument] = field(default_factory=dict)
    volatile: dict[str, Volatile] = field(default_factory=dict)
    looked_at: set[str] = field(default_factory=set)
    files: dict[str, StoredFile] = field(default_factory=dict)
    gone_files: set[str] = field(default_factory=set)
    texts: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    gone_texts: set[str] = field(default_factory=set)
    segments: dict[str, StoredSegment] = field(default_factory=dict)
    gone_segments: set[str] = field(default_factory=set)
    sources: dict[str, SourceState] = field(default_factory=dict)
    gone_sources: set[str] = field(default_factory=set)
    values: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    rendered: int = 0
    fingerprints: Fingerprints | None = None
    folders: list[str] = field(default_factory=list)
    figures: Mapping[str, Any] = field(default_factory=dict)

    def add(self, other: Changes) -> None:
        """Take over what another updater found."""
        for name in ("documents", "slots", "volatile", "files", "texts", "segments", "values"):
            getattr(self, name).update(getattr(other, name))
        for name in ("documents", "files", "texts", "segments", "sources"):
            getattr(self, f"gone_{name}").update(getattr(other, f"gone_{name}"))
        self.looked_at |= other.looked_at
        self.written += other.written
        self.rendered += other.rendered


def blocks(segments: Iterable[StoredSegment]) -> dict[str, bytes]:
    """Return the digests of the blocks of some segments by address."""
    return {address: content for one in segments for address, content in one.files.items()}
