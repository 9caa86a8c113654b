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

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from rakor.build.body_updater import BodyUpdater
from rakor.build.edition_stamp import stamp
from rakor.build.index_updater import IndexUpdater
from rakor.build.inputs import BuildInputs, OnProgress
from rakor.build.previous import PreviousBuild
from rakor.build.report import Figures, peak_memory
from rakor.documents import Kind
from rakor.errors import FrameError
from rakor.incremental import state as states
from rakor.incremental.changes import Changes, Fingerprints, blocks
from rakor.incremental.database import StateBusy, StateDamaged, StateError
from rakor.incremental.fingerprints import rules_fingerprint
from rakor.incremental.lock import locked, locked_site
from rakor.incremental.parallel import Workers
from rakor.incremental.state import State
from rakor.lint.known import keep_known, known_files
from rakor.lint.linter import check
from rakor.lint.results import CheckResult
from rakor.publish.edition import STAMP, weigh
from rakor.publish.staging import Staging, check_site_dir, disk_errors, remove
from rakor.registry import regions
from rakor.settings import STORE_NAME
from rakor.source.scan import Sources, folders_of, scan_sources, seal_site
from rakor.theme import frame as frames
from rakor.theme.frame import Frame
from rakor.theme.inputs import FrameInputs

if TYPE_CHECKING:
    from rakor.content.collection import Catalogue

Result = TypeVar("Result")

NEEDS_PLAN = "site\0addresses"
"""A question that only the plan of all documents can answer."""

MakeFrame = Callable[[Path], Frame]
"""Runs MkDocs for the site in a folder."""


@dataclass(frozen=True, slots=True)
class Outcome:
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
        workers: who does the work; None for as many processes as there are cores.
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
    sources: Sources | None = None,
) -> Outcome:
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
            checked = builder.check()
            if checked.errors or (options.strict and (checked.warnings or frame.warnings)):
                return Outcome(checked, frame.warnings, notices=tuple(builder.notices))
            figures = builder.publish(frame)
            return Outcome(checked, frame.warnings, figures, target, tuple(builder.notices))


class FrameNotMade(FrameError):
    """No frame, and what the check of the bulletins found meanwhile."""

    def __init__(self, error: FrameError, checked: CheckResult) -> None:
        super().__init__(str(error))
        self.checked = checked


class Builder:
    """One build of one site folder, within :func:`locked`.

    ``mkdocs build`` drives it step by step from its events, :func:`make` in one go.
    """

    def __init__(
        self,
        root: Path,
        site_dir: Path,
        options: Options | None = None,
        sources: Sources | None = None,
    ) -> None:
        """Get ready; nothing of the site is touched.

        Raises:
            BuildRunning: a build of another root writes into ``site_dir``.
            SiteFolderError: ``site_dir`` holds something other than a site.
            StateError: the disk refuses.
        """
        check_site_dir(site_dir)
        self._root = root
        self._site_dir = site_dir
        self._options = options or Options()
        self._workers = self._options.workers or Workers(root / STORE_NAME)
        self._begun = time.perf_counter()
        self._given = sources
        self._found: Sources
        self._checked: CheckResult
        self.seconds: dict[str, float] = {}
        self.notices: list[str] = []
        self._held = ExitStack()
        self._held.enter_context(locked_site(site_dir))
        try:
            if self._options.clean:
                states.drop(root)
            self._state = self._open()
        except BaseException:
            self._held.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._state.close()
        self._held.close()

    def check(self) -> CheckResult:
        """Check the bulletins, reading only files that nothing is known of."""
        with self._timed("check"):
            self._found = self._given or scan_sources(self._root)
            self._rules = rules_fingerprint(self._root)
            self._checked = self._beginning_anew(self._check)
        return self._checked

    def _check(self) -> CheckResult:
        known = known_files(self._state, self._rules, self._found)
        checked = check(
            self._root,
            known=known,
            sources=self._found,
            jobs=self._workers.jobs,
            executor=self._workers.executor,
            scratch=self._workers.scratch,
        )
        keep_known(self._state, self._rules, self._found, known, checked)
        return checked

    def publish(self, frame: Frame) -> Figures:
        """Make what must be made again and put it in place.

        To be called after :meth:`check`, and only if that found no errors.

        Raises:
            AddressClash: two sources want one address.
            SiteFolderError: the disk refuses.
            SourcesChanged: a bulletin was written meanwhile.
            StateError: the state cannot be kept.
        """

        def once() -> Figures:
            with disk_errors(self._site_dir), Staging(self._site_dir) as staging:
                inputs = BuildInputs(
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
                previous = PreviousBuild(self._state.site(self._site_dir), inputs)
                changes = self._update_bodies(inputs, previous)
                if changes is None:
                    previous.state.rollback()
                    changes = self._update_all(inputs, previous)
                return self._finish(inputs, previous, staging, changes)

        return self._beginning_anew(once)

    # -- two ways ---------------------------------------------------------------------------

    def _update_bodies(self, inputs: BuildInputs, previous: PreviousBuild) -> Changes | None:
        """Put new bodies and a new day into finished documents; None if more is new."""
        with self._timed("pages"):
            bodies = BodyUpdater(inputs, previous)
            changes = bodies.update()
        if changes is None:
            return None
        index = IndexUpdater(inputs, previous)
        with self._timed("search"):
            amended = index.amend(changes.texts)
        if amended is None:
            return None
        with self._timed("pages"):
            again = self._make_again(inputs, previous, bodies, changes)
        if again is None:
            return None
        after = again | {address: one.content for address, one in changes.slots.items()}
        changes.add(amended)
        # Of the sum over all files only what changed is taken out and put in.
        total = int(previous.state.value("total"), 16)
        indexed, was_indexed = index.contents(amended), blocks(previous.segments.values())
        for were, are in ((was_indexed, indexed), (bodies.before, after)):
            total += weigh(are.items() - were.items()) - weigh(were.items() - are.items())
        self._stamp(inputs, previous, changes, total)
        last = previous.state.figures
        changes.figures = {
            **last,
            "files": last["files"] + len(indexed) - len(was_indexed),
            "removed": sorted(was_indexed.keys() - indexed.keys()),
        }
        changes.values["days of publication"] = previous.state.value("days of publication")
        return changes

    def _update_all(self, inputs: BuildInputs, previous: PreviousBuild) -> Changes:
        """Compare everything with what it was made from, and make what may differ."""
        # Loaded only here: a changed text is in place before they would be.
        from rakor.build.documents import DocumentPlan, DocumentUpdater, page_context
        from rakor.build.files import FileUpdater

        with self._timed("plan"):
            catalogue = self._catalogue(inputs)
            plan = DocumentPlan(self._kinds(), inputs.frame)
            plan.make(catalogue)
            documents = DocumentUpdater(inputs, previous, page_context(inputs, catalogue, plan))
        with self._timed("pages"):
            changes = documents.update(plan)
            files = FileUpdater(inputs, previous)
            changes.add(files.update(catalogue, plan))
        with self._timed("search"):
            index = IndexUpdater(inputs, previous)
            digests = previous.state.text_digests()
            indexed = index.update(catalogue, digests)
            changes.add(indexed)
        contents = documents.contents | files.contents | index.contents(indexed)
        self._stamp(inputs, previous, changes, weigh(contents.items()))
        owned = contents.keys() | {STAMP}
        changes.figures = Figures(
            bulletins=len(catalogue.bulletins),
            withheld=len(self._checked.bulletins) - len(catalogue.bulletins),
            pages=sum(document.kind == "page" for document in plan.documents),
            files=len(owned),
            removed=tuple(sorted(previous.present.keys() - owned)),
        ).to_json()
        days = {str(one.publish_on) for one in self._checked.bulletins if one.publish_on}
        changes.values["days of publication"] = " ".join(sorted(days))
        return changes

    def _kinds(self) -> Sequence[Kind]:
        from rakor.build.kinds import KINDS

        return KINDS if self._options.kinds is None else self._options.kinds

    def _catalogue(self, inputs: BuildInputs) -> Catalogue:
        from rakor.content.collection import Catalogue

        checked = inputs.checked
        return Catalogue(
            checked.bulletins,
            regions(),
            checked.agencies,
            checked.topics.names,
            inputs.frame.settings.edition,
            checked.topics.former,
        )

    def _make_again(
        self, inputs: BuildInputs, previous: PreviousBuild, bodies: BodyUpdater, changes: Changes
    ) -> dict[str, bytes] | None:
        """Make the documents that show more of a body or a day; None if that needs the plan.

        Returns:
            The digests of the documents by address.
        """
        if not bodies.again:
            return {}
        from rakor.build.documents import DocumentPlan, DocumentUpdater, page_context

        state = previous.state
        plan = DocumentPlan(self._kinds(), inputs.frame)
        if any(NEEDS_PLAN in state.names_of(address) for address in bodies.again):
            return None
        context = page_context(inputs, self._catalogue(inputs), plan)
        updater = DocumentUpdater(inputs, previous, context)
        known = {id_: made for id_, (made, _) in changes.texts.items()}
        made, before = updater.make_again(bodies.again, known)
        changes.add(made)
        bodies.before |= before
        return updater.contents

    # -- the end ----------------------------------------------------------------------------

    def _stamp(
        self, inputs: BuildInputs, previous: PreviousBuild, changes: Changes, total: int
    ) -> None:
        """Let the site say which edition it is, now that all files are known."""
        changes.add(stamp(inputs, previous, total))
        changes.values["total"] = f"{total:x}"

    def _finish(
        self,
        inputs: BuildInputs,
        previous: PreviousBuild,
        staging: Staging,
        changes: Changes,
    ) -> Figures:
        """Put everything in place and keep what is known of it."""
        state, frame = previous.state, inputs.frame
        figures = replace(
            Figures(**changes.figures),
            written=tuple(changes.written),
            removed=tuple(changes.figures["removed"]),
            rendered=changes.rendered,
        )
        with self._timed("publish"):
            folders = state.folders
            known = set(folders)
            if figures.written or figures.removed:
                state.announce()
                staging.replace(figures.written)
                remove(self._site_dir, figures.removed)
            folders_stay = previous.is_site_whole and not figures.removed
            if not folders_stay or any(_folder(one) not in known for one in figures.written):
                folders = folders_of(self._site_dir)
        self.seconds["total"] = time.perf_counter() - self._begun
        figures = replace(
            figures,
            seconds={name: round(value, 4) for name, value in self.seconds.items()},
            peak_memory=peak_memory(),
        )
        now, before = inputs.source_states, previous.sources
        # Notes stop nothing: a build that has nothing to do does not look for them again.
        calm = not (inputs.checked.errors or inputs.checked.warnings or frame.warnings)
        changes.sources = {path: one for path, one in now.items() if before.get(path) != one}
        changes.gone_sources = before.keys() - now.keys()
        changes.fingerprints = Fingerprints(
            frame=frame.exact,
            lasting=frame.lasting,
            # With something to say there is no short way: it is said every time.
            sources=inputs.found.seal if calm else "",
            site=seal_site(self._site_dir, folders),
        )
        changes.folders = folders
        # Those of a build that has nothing to do, should the next one be.
        changes.figures = replace(figures, rendered=0, written=(), removed=()).to_json()
        changes.values |= {
            "rules": inputs.rules,
            "kinds": inputs.kinds,
            "edition": inputs.edition,
            "said of the edition": inputs.said_of_the_edition,
        }
        state.commit(changes)
        return figures

    # -- the state --------------------------------------------------------------------------

    def _open(self) -> State:
        with self._state_errors(), disk_errors(self._root / STORE_NAME):
            try:
                return State(self._root)
            except StateDamaged as error:
                self._drop_state(error)
                return State(self._root)

    def _beginning_anew(self, step: Callable[[], Result]) -> Result:
        """Take a step; if the state turns out to be damaged, begin it anew and take it again."""
        with self._state_errors():
            try:
                return step()
            except StateDamaged as error:
                self._state.close()
                self._drop_state(error)
                self._state = State(self._root)
                if step != self._check:
                    self._checked = self._check()  # what it read lazily is gone
                return step()

    def _drop_state(self, error: StateDamaged) -> None:
        notice = states.begun_anew(error)
        if notice:
            self.notices.append(notice)
        states.drop(self._root)

    @contextmanager
    def _state_errors(self) -> Iterator[None]:
        """Turn what cannot be mended by beginning anew into an error for people."""
        try:
            yield
        except (StateDamaged, StateBusy) as error:
            raise StateError(
                f"Catatan di {self._root / STORE_NAME} tidak dapat ditulis ({error}). "
                "Periksa ruang kosong dan izin folder itu, dan apakah ada perintah rakor lain "
                "yang sedang berjalan."
            ) from error

    @contextmanager
    def _timed(self, phase: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - begun
            self.seconds[phase] = self.seconds.get(phase, 0.0) + spent


def _folder(address: str) -> str:
    return address[: address.rfind("/") + 1]
