"""What every output is to the build: a document.

A page, a feed, a calendar, a table: each has an address, is made from what its kind asks the
collection, and is a pure function of the answers. The build notes the questions
(:mod:`rakor.build.dependencies`), so nothing is declared and nothing can be forgotten. A new kind
of output is a class of this shape and one line in :mod:`rakor.build.kinds`.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rakor.content.collection import Catalogue
from rakor.settings import Publisher


class Document(NamedTuple):
    """One output of the plan.

    Attributes:
        address: where it lies in the site.
        kind: name of its kind.
        subject: what it is about, for its kind alone to understand. All that the plan says of it
            stands here: a document whose address, kind and subject are the same is the same one.
    """

    address: str
    kind: str
    subject: tuple[str, ...] = ()


@dataclass
class Site:
    """What ``mkdocs.yml`` and the plan say of the site as a whole; each question is noted.

    Attributes:
        name: name of the site.
        url: where it is published, with a closing slash, or empty.
        description: one sentence about it.
        publisher: who publishes it, or None while ``mkdocs.yml`` does not say.
        stale_after: days after which copies carry a notice.
        edition_time: the time of the day of the edition, if one is named. The day itself is
            asked of the catalogue.
        addresses: the pages that readers and search engines should find: those written by hand,
            and those of the kinds planned so far, in the order of the plan.
    """

    name: str
    url: str = ""
    description: str = ""
    publisher: Publisher | None = None
    stale_after: int = 0
    edition_time: dt.time | None = None
    addresses: Sequence[str] = field(default_factory=list)

    def markdown(self, bulletin_id: str) -> str:
        """Return the text of a bulletin below its front matter.

        Whoever asks is made anew whenever that text changes, which is often.
        """
        raise NotImplementedError


class Rendered(NamedTuple):
    """The bytes of a document.

    Attributes:
        content: all of them.
        slot_at: where a part stands that can be replaced alone; -1 if there is none.
        slot_size: how many bytes that part has.
        text: the plain text of the body it shows, for search.
    """

    content: bytes
    slot_at: int = -1
    slot_size: int = 0
    text: str = ""


class Kind(ABC):
    """A kind of output. It keeps nothing between calls that a later call could notice."""

    name: str

    @abstractmethod
    def plan(self, catalogue: Catalogue, site: Site) -> Iterable[Document]:
        """Return every document of this kind, in a stable order.

        The plan is made in every build that more than bodies changed for, so it is cheap: what a
        document shows is looked up by :meth:`view`.
        """

    @abstractmethod
    def view(self, document: Document, catalogue: Catalogue, site: Site) -> Any:
        """Return all that a document shows, as data that JSON can hold.

        Only called when an answer to what it asked before has changed. If the view is the same
        as before all the same, the document is not rendered again.
        """

    @abstractmethod
    def render(self, document: Document, view: Any) -> bytes:
        """Return the bytes of a document; depends on the two arguments alone."""

    def is_listed(self, document: Document) -> bool:
        """Whether it is a page that :attr:`Site.addresses` should name."""
        return False

    # What follows is for kinds that need more than collection and site, as pages do: the theme,
    # the text of a bulletin. ``context`` is the build's ``PageContext``.

    def surroundings(self, document: Document, context: Any) -> bytes:
        """Return the digest of what is around a view: templates, for instance.

        The program itself is always counted.
        """
        return b""

    def material(self, document: Document, context: Any) -> bytes:
        """Return the digest of what comes from outside the collection and is not asked for."""
        return b""

    def make(self, document: Document, view: Any, context: Any) -> Rendered:
        """Return the document with all that the build should know of it."""
        return Rendered(self.render(document, view))
