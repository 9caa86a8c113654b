"""How checks are registered, and what they are given to look at.

A check is a function with a decorator; the linter calls all of them, in the order of their
modules in ``rakor.lint.rules``. No list of them is kept anywhere::

    @file_check
    @reports(OVER_HUNDRED_PERCENT)
    def check_percentages(file: FileContext) -> None: …
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rakor.bulletin import Bulletin
from rakor.content.reader import Reading
from rakor.content.references import Index
from rakor.content.resolver import Resolver
from rakor.content.tree import Tree
from rakor.diagnostics import FILE_START, Problem, Report, Span
from rakor.lint.body import anchors, with_plain_line_ends, without_source_lines, written_body
from rakor.lint.project import Project
from rakor.lint.prose import Prose
from rakor.lint.results import CheckResult, FileResult, WantedAnchor
from rakor.lint.written_dates import WrittenDate, written_dates
from rakor.markdown.limits import Excess, excesses
from rakor.markdown.renderer import usual_renderer
from rakor.registry import Agencies, Regions
from rakor.source.frontmatter import ParsedFile, parse
from rakor.source.nodes import Mapping, Node, Scalar
from rakor.source.nodes import Sequence as NodeList


class FileContext:
    """One bulletin's file, read: what a check of it may look at, and where it reports.

    Attributes:
        path: where the file lies below ``bulletins/``.
        document: its front matter as nodes, and its text.
        report: takes what is found.
        reading: what could be read of the front matter.
        resolver: looks up regions, agencies and topics.
        tree: which files there are.
        used: attachments that the file uses; checks of links add to it.
        wanted: parts of bulletins that it points to; checks of links add to it.
        render_error: what went wrong when the text was rendered, if it was and something did.
    """

    def __init__(
        self,
        path: str,
        document: ParsedFile,
        report: Report,
        reading: Reading,
        resolver: Resolver,
        tree: Tree,
    ) -> None:
        self.path = path
        self.document = document
        self.report = report
        self.reading = reading
        self.resolver = resolver
        self.tree = tree
        self.used: set[str] = set(reading.used)
        self.wanted: list[WantedAnchor] = []
        self.render_error: Exception | None = None

    @property
    def regions(self) -> Regions:
        """All regions there are."""
        return self.resolver.regions

    @property
    def agencies(self) -> Agencies:
        """All agencies there are."""
        return self.resolver.agencies

    @cached_property
    def body(self) -> str:
        """The text below the front matter without code and comments, as long as it was."""
        return written_body(self.document)

    @cached_property
    def rendered(self) -> str:
        """The text below the front matter as clean HTML, in the dialect of all pages.

        Nothing of a text that holds too much of something, and of one that cannot be rendered.
        """
        if self.excesses:
            return ""
        made = usual_renderer().plain(self._to_be_shown)
        return usual_renderer().clean(self.before_cleaning) if made is None else made

    @cached_property
    def before_cleaning(self) -> str:
        """The same as Python-Markdown makes it: to be looked at, never to be shown."""
        if self.excesses:
            return ""
        try:
            return usual_renderer().before_cleaning(self._to_be_shown)
        except Exception as error:  # noqa: BLE001 - it becomes a problem, see lint.rules.rendering
            self.render_error = error
            return ""

    @property
    def _to_be_shown(self) -> str:
        """The text without what an import copied, which is never shown."""
        return without_source_lines(self.document.body)

    @property
    def html(self) -> str | None:
        """The text as a page of the usual dialect shows it; None if no check wanted to see it.

        A build need not render it again.
        """
        if not vars(self).keys() & {"rendered", "before_cleaning"}:
            return None
        rendered = self.rendered
        is_whole = self._to_be_shown == self.document.body
        return None if self.excesses or self.render_error or not is_whole else rendered

    @property
    def anchors(self) -> frozenset[str] | None:
        """The ids that the text gives to its page; None if it cannot be rendered."""
        html = self.rendered
        return None if self.render_error or self.excesses else anchors(html)

    @cached_property
    def excesses(self) -> tuple[Excess, ...]:
        """What the text holds too much of to be rendered; places are offsets in the file."""
        start = self.document.body_start
        found = excesses(with_plain_line_ends(self.document))
        return tuple(one._replace(start=start + one.start, end=start + one.end) for one in found)

    @cached_property
    def prose(self) -> Prose:
        """What there is to read in the file."""
        return Prose(self.document, self.body)

    @cached_property
    def listed_agencies(self) -> list[tuple[Node, str, dict[str, object]]]:
        """Every agency of the front matter that could be told: where it is written, its id, and
        what is said of it."""
        return list(_listed_agencies(self.reading))

    @cached_property
    def dates(self) -> list[WrittenDate]:
        """The dates in the text."""
        return list(written_dates(self.prose))


def _listed_agencies(reading: Reading) -> Iterator[tuple[Node, str, dict[str, object]]]:
    host, node = reading.data.get("host"), reading.nodes.get("penyelenggara")
    if isinstance(host, dict) and host.get("agency") and node is not None:
        yield _label(node), str(host["agency"]), host
    listed = reading.nodes.get("instansi")
    rows = reading.data.get("participants") or []
    if isinstance(listed, NodeList):
        items = [i for i in listed.items if not (isinstance(i, Scalar) and i.is_empty)]
        for item, row in zip(items, rows, strict=False):
            if row.get("agency"):
                yield _label(item), str(row["agency"]), row


def _label(node: Node) -> Node:
    return (node.get("instansi") or node) if isinstance(node, Mapping) else node


class ProjectContext:
    """All bulletins of a check together.

    Attributes:
        project: what all are judged by.
        files: the results of the files that were read. A file that needs others is never kept
            as known, so all of those are here; so is one that names another which changed.
        result: what is known of every bulletin, read or not.
        is_whole: whether everything was asked for, and not only some files.
        today: tells meetings to come from those held; None where no clock may be asked.
        edition: the day of the edition, which stands for today where it is built.
    """

    def __init__(
        self,
        project: Project,
        files: Sequence[FileResult],
        result: CheckResult,
        is_whole: bool,
        today: dt.date | None,
        edition: dt.date | None = None,
    ) -> None:
        self.project = project
        self.files = files
        self.result = result
        self.is_whole = is_whole
        self.today = edition or today
        self.edition = edition
        self._anchors: dict[str, frozenset[str] | None] = {
            file.id: file.anchors for file in files if file.wanted
        }

    @property
    def index(self) -> Index:
        """The ids of all bulletins."""
        return self.project.index

    @cached_property
    def used(self) -> set[str]:
        """The attachments that some bulletin uses."""
        used = {file for entry in self.result.entries.values() for file in entry.used}
        return used.union(*(file.used for file in self.files))

    @cached_property
    def listed(self) -> set[str]:
        """The attachments that some bulletin lists under ``lampiran``."""
        return {file for entry in self.result.entries.values() for file in entry.listed}

    def bulletin(self, id_: str) -> Bulletin | None:
        """The bulletin of that id, if it is one without errors."""
        return self.result.bulletin(f"{id_}.md")

    @property
    def said_of_today(self) -> str:
        """What day it is, as a sentence."""
        which = "Edisi ini bertanggal" if self.edition else "Hari ini"
        return f"{which} {self.today}."

    def place(self, id_: str, key: str) -> Span:
        """Where the value of a key stands in the file of a bulletin, which is read for that."""
        path = f"{id_}.md"
        data = self.project.read(path)
        document = None if isinstance(data, Problem) else parse(path, data)[0]
        node = document.data.get(key) if document else None
        return document.source.span(node.start, node.end) if document and node else FILE_START

    def anchors(self, id_: str) -> frozenset[str] | None:
        """The parts of a bulletin that links can point to; None where they cannot be known."""
        path = f"{id_}.md"
        if id_ not in self._anchors and path in self.project.tree.bulletin_set:
            # Read for that alone: few are ever pointed to.
            data = self.project.read(path)
            document = None if isinstance(data, Problem) else parse(path, data)[0]
            self._anchors[id_] = _anchors(document) if document else frozenset()
        return self._anchors.get(id_)


def _anchors(document: ParsedFile) -> frozenset[str] | None:
    if any(excesses(with_plain_line_ends(document))):
        return None
    try:
        return anchors(usual_renderer()(without_source_lines(document.body)))
    except Exception:  # noqa: BLE001 - lint.rules.rendering says so where that file is checked
        return None


@dataclass(frozen=True, slots=True)
class AttachmentContext:
    """One attachment: what a check of it may look at.

    Attributes:
        path: where it lies below ``bulletins/``.
        data: its first bytes, :data:`rakor.formats.guard.MAX_READ` or one more.
        size: all its bytes.
        regions: all regions there are.
        is_listed: whether a bulletin lists it under ``lampiran``. A picture that is not is shown
            in a text, and published smaller.
    """

    path: str
    data: bytes = field(repr=False)
    size: int
    regions: Regions
    is_listed: bool = True


FileCheck = Callable[[FileContext], None]
ProjectCheck = Callable[[ProjectContext], Iterable[Problem]]
AttachmentCheck = Callable[[AttachmentContext], Iterable[Problem]]

FILE_CHECKS: list[FileCheck] = []
PROJECT_CHECKS: list[ProjectCheck] = []
DAY_CHECKS: list[ProjectCheck] = []
ATTACHMENT_CHECKS: list[AttachmentCheck] = []


def file_check(check: FileCheck) -> FileCheck:
    """Register a check of one bulletin, which must not depend on any other file."""
    FILE_CHECKS.append(check)
    return check


def project_check(check: ProjectCheck) -> ProjectCheck:
    """Register a check that looks at several bulletins at once; it gives what it found."""
    PROJECT_CHECKS.append(check)
    return check


def day_check(check: ProjectCheck) -> ProjectCheck:
    """Register a check that depends on the day.

    What it finds keeps nobody from believing the rest of a file's result: it looks at all
    bulletins, read or known, each time.
    """
    DAY_CHECKS.append(check)
    return check


def attachment_check(check: AttachmentCheck) -> AttachmentCheck:
    """Register a check of one attachment; it gives what it found."""
    ATTACHMENT_CHECKS.append(check)
    return check
