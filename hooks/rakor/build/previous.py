"""What the last finished build left, and which of it is still good. Asked here and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

from rakor.build.inputs import BuildInputs
from rakor.incremental.changes import (
    SourceState,
    StoredDocument,
    StoredFile,
    StoredSegment,
    Volatile,
    blocks,
)
from rakor.incremental.site_state import SiteState
from rakor.opener import read_below
from rakor.publish.edition import MOST_STAMP, STAMP, edition_id, read_stamp
from rakor.publish.staging import survey
from rakor.source.scan import seal_site


class PreviousBuild:
    """The last finished build of one site, as seen by the present one."""

    def __init__(self, state: SiteState, inputs: BuildInputs) -> None:
        self.state = state
        self._inputs = inputs
        self._fingerprints = state.fingerprints

    @cached_property
    def is_site_whole(self) -> bool:
        """Whether the site, until this build touches it, is what the last one left."""
        last = self._fingerprints
        return (
            last is not None
            and bool(last.site)
            and seal_site(self._inputs.site_dir, self.state.folders) == last.site
        )

    @property
    def same_frame(self) -> bool:
        """Whether MkDocs' part is what it was; what is said of the edition may be new."""
        last, inputs = self._fingerprints, self._inputs
        if last is None or last.lasting != inputs.frame.lasting:
            return False
        return self.state.value("kinds") == inputs.kinds

    @property
    def same_names(self) -> bool:
        """Whether program and registry are what they were."""
        return self.state.value("rules") == self._inputs.rules

    @property
    def edition(self) -> str:
        """The day of the last edition, or nothing."""
        return self.state.value("edition")

    def publishes_the_same(self) -> bool:
        """Whether the day of the edition lets the same bulletins be published as before."""
        today, before = self._inputs.edition, self.edition
        if today == before:
            return True
        if not today or not before:
            return False
        return not any(
            min(today, before) < day <= max(today, before)
            for day in self.state.value("days of publication").split()
        )

    def changed_bodies(self) -> list[str] | None:
        """Return the paths of bulletins with a new body; None if anything else is new."""
        now, before = self._inputs.source_states, self.sources
        if now.keys() != before.keys() or len(now) != len(self._inputs.found.signatures):
            return None
        changed = [path for path, one in now.items() if before[path] != one]
        if any(before[path].facts != now[path].facts for path in changed):
            return None
        return changed

    def documents_to_make_again(self, changed: Collection[str]) -> dict[str, Volatile]:
        """Return the documents that must be made anew although no record changed, by address.

        Their answers to questions about the day changed, or about the texts of the bulletins
        with these ids. A page whose text has a slot of its own is none of them.
        """
        today = self._inputs.edition
        same_edition = self.state.value("said of the edition") == self._inputs.said_of_the_edition
        if same_edition and not changed:
            return {}
        asked = {f"body\0{bulletin_id}" for bulletin_id in changed}
        again = {}
        for address, one in self.state.volatile(with_bodies=same_edition).items():
            is_past = not same_edition and not one.since <= today <= one.until
            if is_past or (one.bodies and not asked.isdisjoint(self.state.names_of(address))):
                again[address] = one
        return again

    @cached_property
    def sources(self) -> dict[str, SourceState]:
        """What the site was made from, by path below ``bulletins/``."""
        return self.state.sources()

    @cached_property
    def documents(self) -> dict[str, StoredDocument]:
        """What is known of all documents, by address."""
        return self.state.documents()

    @cached_property
    def files(self) -> dict[str, StoredFile]:
        """What is known of the files that were copied, by address."""
        return self.state.files()

    @cached_property
    def segments(self) -> dict[str, StoredSegment]:
        """What is known of the pieces of the search index, by name."""
        return self.state.segments()

    @cached_property
    def present(self) -> dict[str, bytes]:
        """Digests of what stands in the site: believed if it is whole, else read."""
        if self.is_site_whole:
            return {
                **{address: one.content for address, one in self.documents.items()},
                **{address: one.content for address, one in self.files.items()},
                **blocks(self.segments.values()),
            }
        return survey(self._inputs.site_dir)

    @cached_property
    def added(self) -> set[str]:
        """Addresses that are ours although no finished build is known to have written them.

        A build that was stopped had announced them, or the site as it stands is, to the last file,
        the edition that it says it is; then nobody has put anything there.
        """
        if self.is_site_whole:
            return set()
        found = set(self.state.announced)
        if self._is_an_edition:
            found |= self.present.keys()
        return found

    @cached_property
    def ours(self) -> set[str]:
        """Addresses that the state or an edition names; no other file of the site is removed."""
        known = {*self.documents, *self.files, *blocks(self.segments.values()), STAMP}
        return known | self.added

    @property
    def _is_an_edition(self) -> bool:
        try:
            said = read_stamp(read_below(self._inputs.site_dir, STAMP, MOST_STAMP))
        except OSError:
            return False
        return said is not None and said.id == edition_id(self.present.items())

    def in_the_way(self, addresses: Collection[str]) -> list[str]:
        """Return what stands where these files must go, or a folder of theirs, and is not ours."""
        if self.is_site_whole or not self.state.has_finished:
            return []
        foreign = self.present.keys() - self.ours
        wanted = set(addresses)
        folders = {folder for address in addresses for folder in _folders(address)}
        return sorted(
            one
            for one in foreign
            if one in wanted or one in folders or not wanted.isdisjoint(_folders(one))
        )


def _folders(address: str) -> Iterator[str]:
    while "/" in address:
        address = address.rpartition("/")[0]
        yield address
