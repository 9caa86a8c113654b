"""A whole build, from files to a published site, doing again only what must be done again.

The order of things, and what each step may skip:

1. *Nothing changed?* Names and time stamps only (:mod:`rakor.build.up_to_date`).
2. *The frame*: MkDocs' part, kept while what it is made from stays the same.
3. *The check*: only files that differ are read; see :mod:`rakor.lint.linter`.
4. *The short way* (:mod:`rakor.build.body_updater`): when no record of a bulletin changed, new
   bodies and a new day are put in the place of the old ones in finished pages.
5. *The plan*: all records are loaded, and every document is compared with what it was made from
   (:mod:`rakor.build.documents`). Those that may differ are made in parallel.
6. *Publication*: staged files are renamed into place (:mod:`rakor.publish.staging`).

Each updater takes what the last build left (:class:`PreviousBuild`) and returns
:class:`Changes`; the state keeps their sum once all is in place.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from rakor.build.body_updater import BodyUpdater
from rakor.build.edition_stamp import stamp
from rakor.build.figures import Figures
from rakor.build.index_updater import IndexUpdater
from rakor.build.inputs import BuildInputs, OnProgress
from rakor.build.previous import PreviousBuild
from rakor.build.publication import Stopwatch, publish
from rakor.documents import Kind
from rakor.errors import FrameError
from rakor.incremental.changes import Changes, blocks
from rakor.incremental.fingerprints import rules_fingerprint
from rakor.incremental.lock import locked, locked_site
from rakor.incremental.parallel import Workers
from rakor.incremental.recovery import RecoveringState
from rakor.lint.known import keep_known, known_files
from rakor.lint.linter import check
from rakor.lint.results import CheckResult
from rakor.printable import printable
from rakor.publish.edition import STAMP, weigh
from rakor.publish.staging import Staging, check_site_dir, disk_errors
from rakor.settings import STORE_NAME
from rakor.source.scan import ScannedFiles, scan_sources
from rakor.theme import frame as frames
from rakor.theme.frame import Frame
from rakor.theme.frame_inputs import FrameInputs

MakeFrame = Callable[[Path], Frame]
"""Runs MkDocs for the site in a folder."""


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """How an attempt to build went; without figures and folder nothing was published.

    ``notices`` are lines for the person at the keyboard about what was kept.
    """

    checked: CheckResult
    warnings: tuple[str, ...] = ()
    figures: Figures | None = None
    site_dir: Path | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.

    Attributes:
        strict: let warnings stop the build as errors do.
        clean: believe nothing that earlier builds left.
        workers: who does the work; None for as many processes as there are cores. What a build
            makes them start, it ends.
        progress: told how far each phase is.
        kinds: the kinds of documents; None for those of the program.
    """

    strict: bool = False
    clean: bool = False
    workers: Workers | None = None
    progress: OnProgress = lambda phase, done, of: None
    kinds: Sequence[Kind] | None = None


def make(
    root: Path,
    make_frame: MakeFrame,
    site_dir: Path | None = None,
    options: Options | None = None,
    sources: ScannedFiles | None = None,
) -> BuildOutcome:
    """Check the bulletins, get a frame (kept or made), and build.

    Args:
        root: the site's folder.
        make_frame: runs MkDocs; called only when the kept frame no longer fits.
        site_dir: where the site goes, or None for what ``mkdocs.yml`` says.
        options: how to build.
        sources: the bulletins as they were found a moment ago. What is written to them after
            that is at worst read again by the next build.

    Raises:
        RakorError: the site could not be made for a reason outside the bulletins.
    """
    options = options or Options()
    with locked(root):
        try:
            with disk_errors(root / STORE_NAME):
                if options.clean:
                    frames.drop(root)
                frame = frames.load(root, FrameInputs(root), renew=True) or make_frame(root)
        except FrameError as error:
            # All problems at once: what is wrong with bulletins is wanted all the same.
            raise FrameNotMade(error, check(root)) from error
        target = site_dir or root / frame.settings.site_dir
        with Builder(root, target, options, sources) as builder:
            checked = builder.check(frame.settings.edition)
            if checked.errors or (options.strict and (checked.warnings or frame.warnings)):
                return BuildOutcome(checked, frame.warnings, notices=builder.notices)
            figures = builder.publish(frame)
            return BuildOutcome(checked, frame.warnings, figures, target, builder.notices)


class FrameNotMade(FrameError):
    """No frame, and what the check of the bulletins found meanwhile."""

    def __init__(self, error: FrameError, checked: CheckResult) -> None:
        super().__init__(str(error))
        self.checked = checked


NO_PUBLISHER = (
    "Belum ada penerbit: isi extra.penerbit di mkdocs.yml (nama, alamat, surel, situs), agar "
    "pembaca tahu siapa yang menerbitkan situs ini dan ke mana melaporkan kekeliruan."
)


class Builder:
    """One build of one site folder, within :func:`locked`.

    ``mkdocs build`` drives it step by step from its events, :func:`make` in one go.
    """

    def __init__(
        self,
        root: Path,
        site_dir: Path,
        options: Options | None = None,
        sources: ScannedFiles | None = None,
    ) -> None:
        """Get ready; nothing of the site is touched.

        Raises:
            BuildRunning: a build of another root writes into ``site_dir``.
            ClusterError: workers on other machines do not see what this one writes.
            SiteFolderError: ``site_dir`` holds something other than a site.
            StateError: the disk refuses.
        """
        check_site_dir(site_dir)
        self._root = root
        self._site_dir = site_dir
        self._options = options or Options()
        self._workers = self._options.workers or Workers(root / STORE_NAME)
        self._watch = Stopwatch()
        self._lacking: tuple[str, ...] = ()
        self._given = sources
        self._found: ScannedFiles
        self._checked: CheckResult
        self._edition: dt.date | None = None
        self._rules: str
        self._held = ExitStack()
        self._held.enter_context(locked_site(site_dir))
        self._held.enter_context(self._workers)
        try:
            self._workers.probe(site_dir)
            self._state = RecoveringState(root, clean=self._options.clean)
        except BaseException:
            self._held.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._state.close()
        self._held.close()

    @property
    def notices(self) -> tuple[str, ...]:
        """Lines for the person at the keyboard: about what was kept, and what the site lacks."""
        return (*self._state.notices, *self._lacking)

    def check(self, edition: dt.date | None = None) -> CheckResult:
        """Check the bulletins, reading only files that nothing is known of.

        ``edition`` is the day of the edition, if it has one: meetings are to come or past by it.
        """
        self._edition = edition
        with self._watch("check"):
            self._found = self._given or scan_sources(self._root)
            self._rules = rules_fingerprint(self._root)
            self._state.run(self._check)
        return self._checked

    def _check(self) -> None:
        state = self._state.current
        known = known_files(state, self._rules, self._found)
        self._checked = check(
            self._root,
            known=known,
            sources=self._found,
            workers=self._workers,
            edition=self._edition,
        )
        keep_known(state, self._rules, self._found, known, self._checked)

    def publish(self, frame: Frame) -> Figures:
        """Make what must be made again and put it in place.

        To be called after :meth:`check`, and only if that found no errors.

        Raises:
            AddressClash: two sources want one address.
            SiteFolderError: the disk refuses.
            SourcesChanged: a bulletin was written meanwhile.
            StateError: the state cannot be kept.
        """

        self._lacking = () if frame.settings.publisher else (NO_PUBLISHER,)

        def once() -> Figures:
            with disk_errors(self._site_dir), Staging(self._site_dir) as staging:
                inputs = self._inputs(frame, staging)
                previous = PreviousBuild(self._state.current.site(self._site_dir), inputs)
                changes = self._update_bodies(inputs, previous)
                if changes is None:
                    previous.state.rollback()
                    changes = self._update_all(inputs, previous)
                return publish(inputs, previous, staging, changes, self._watch)

        # A state that is begun anew knows no records: they are found out once more.
        return self._state.run(once, again=self._check)

    def _inputs(self, frame: Frame, staging: Staging) -> BuildInputs:
        return BuildInputs(
            root=self._root,
            site_dir=self._site_dir,
            staging=str(staging.folder),
            frame=frame,
            checked=self._checked,
            found=self._found,
            rules=self._rules,
            kinds=" ".join(kind.name for kind in self._options.kinds or ()),
            workers=self._workers,
            progress=self._options.progress,
        )

    def _update_bodies(self, inputs: BuildInputs, previous: PreviousBuild) -> Changes | None:
        """Put new bodies and a new day into finished documents; None if more is new."""
        bodies, index = BodyUpdater(inputs, previous), IndexUpdater(inputs, previous)
        with self._watch("pages"):
            changes = bodies.update()
        if changes is None:
            return None
        with self._watch("search"):
            amended = index.amend(changes.texts)
        if amended is None:
            return None
        with self._watch("pages"):
            if bodies.again and not self._make_again(inputs, previous, bodies, changes):
                return None
        changes.add(amended)
        # Of the sum over all files only what changed is taken out and put in.
        total = int(previous.state.value("total"), 16)
        segments = amended.segments
        indexed = blocks(segments.values())
        was_indexed = blocks(previous.segments[name] for name in segments)
        for were, are in ((was_indexed, indexed), (bodies.before, bodies.after(changes))):
            total += weigh(are.items() - were.items()) - weigh(were.items() - are.items())
        changes.add(stamp(inputs, previous, total))
        last = previous.state.figures
        changes.figures = {
            **last,
            "files": last["files"] + len(indexed) - len(was_indexed),
            "removed": sorted(was_indexed.keys() - indexed.keys()),
        }
        changes.values["days of publication"] = previous.state.value("days of publication")
        return changes

    def _make_again(
        self, inputs: BuildInputs, previous: PreviousBuild, bodies: BodyUpdater, changes: Changes
    ) -> bool:
        """Make the documents that show more of a body or a day; False if that needs the plan."""
        from rakor.build.documents import DocumentPlan, DocumentUpdater, page_context

        plan = DocumentPlan(self._kinds(), inputs.frame)
        if bodies.needs_plan():
            return False
        context = page_context(inputs, inputs.catalogue, plan)
        updater = DocumentUpdater(inputs, previous, context)
        known = {bulletin_id: made for bulletin_id, (made, _) in changes.texts.items()}
        made, before = updater.make_again(bodies.again, known)
        bodies.before |= before
        bodies.remade = updater.contents
        changes.add(made)
        return True

    def _update_all(self, inputs: BuildInputs, previous: PreviousBuild) -> Changes:
        """Compare everything with what it was made from, and make what may differ."""
        # Loaded only here: a changed text is in place before they would be.
        from rakor.build.documents import DocumentPlan, DocumentUpdater, page_context
        from rakor.build.files import FileUpdater

        with self._watch("plan"):
            catalogue = inputs.catalogue
            plan = DocumentPlan(self._kinds(), inputs.frame)
            plan.make(catalogue)
            documents = DocumentUpdater(inputs, previous, page_context(inputs, catalogue, plan))
        with self._watch("pages"):
            changes = documents.update(plan)
            files = FileUpdater(inputs, previous)
            changes.add(files.update(catalogue, plan))
        with self._watch("search"):
            index = IndexUpdater(inputs, previous)
            indexed = index.update(catalogue, previous.state.text_digests())
            changes.add(indexed)
        contents = documents.contents | files.contents | index.contents(indexed)
        changes.add(stamp(inputs, previous, weigh(contents.items())))
        owned = contents.keys() | {STAMP}
        kinds = Counter(document.kind for document in plan.documents)
        changes.figures = Figures(
            bulletins=len(catalogue.bulletins),
            withheld=len(self._checked.bulletins) - len(catalogue.bulletins),
            pages=kinds["page"],
            documents=dict(sorted(kinds.items())),
            files=len(owned),
            removed=tuple(sorted((previous.present.keys() & previous.ours) - owned)),
        ).to_json()
        self._tell_foreign(sorted(previous.present.keys() - previous.ours - owned))
        days = {str(one.publish_on) for one in self._checked.bulletins if one.publish_on}
        changes.values["days of publication"] = " ".join(sorted(days))
        return changes

    def _tell_foreign(self, addresses: list[str]) -> None:
        if addresses:
            self._state.notices.append(
                f"{len(addresses)} berkas di {self._site_dir} bukan buatan Rakor dan dibiarkan: "
                f"{', '.join(map(printable, addresses[:5]))}. Pindahkan; selama masih di sana, "
                "situs itu tidak dapat disalin ke stik."
            )

    def _kinds(self) -> Sequence[Kind]:
        from rakor.build.kinds import KINDS

        return KINDS if self._options.kinds is None else self._options.kinds
