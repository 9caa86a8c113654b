"""The short way: new texts and a new day are put into finished documents.

When nothing but the text below front matters changed since the last build, each new body takes
the place of the old one in its page; no other page can show it. A new edition's day likewise
takes its place on the home page. Only the few documents that show more of either (a plan that
has become past, a deadline that has gone by) are made again, see :attr:`BodyUpdater.again`.
"""

from __future__ import annotations

from rakor import indonesian, search
from rakor.build.bodies import material_digest, splice
from rakor.build.inputs import BuildInputs
from rakor.build.previous import PreviousBuild
from rakor.incremental.changes import Changes, StoredDocument, Volatile
from rakor.incremental.fingerprints import digest
from rakor.markdown.renderer import BodyRenderer
from rakor.publish.staging import content_digest, stage

HOME = "index.html"

_NEEDS_PLAN = "site\0addresses"
"""A question that only the plan of all documents can answer."""


class BodyUpdater:
    """Brings a site up to date of which no record of a bulletin changed."""

    def __init__(self, inputs: BuildInputs, previous: PreviousBuild) -> None:
        self._inputs = inputs
        self._previous = previous
        self.before: dict[str, bytes] = {}
        """Digests of the changed documents as they were, by address."""
        self.again: dict[str, Volatile] = {}
        """Documents that must be made anew, by address."""
        self.remade: dict[str, bytes] = {}
        """Digests of those once they are made."""

    def update(self) -> Changes | None:
        """Put new texts and a new day into finished pages; None if more than that changed."""
        previous = self._previous
        if not (previous.same_frame and previous.same_names and previous.publishes_the_same()):
            return None
        changed = previous.changed_bodies()
        if changed is None or not previous.is_site_whole:
            return None
        ids = [path.removesuffix(".md") for path in changed]
        self.again = previous.documents_to_make_again(ids)
        changes = Changes()
        if not self._put_bodies(ids, changes) or not self._put_day(changes):
            return None
        changes.rendered = len(changes.slots)
        return changes

    def needs_plan(self) -> bool:
        """Whether one of the documents to make anew asks what only the plan can answer."""
        state = self._previous.state
        return any(_NEEDS_PLAN in state.names_of(address) for address in self.again)

    def after(self, changes: Changes) -> dict[str, bytes]:
        """Return the digests of the changed documents as they are after ``changes``."""
        return self.remade | {address: one.content for address, one in changes.slots.items()}

    def _put_bodies(self, ids: list[str], changes: Changes) -> bool:
        inputs, state = self._inputs, self._previous.state
        settings = inputs.frame.settings
        render = BodyRenderer(settings.extensions, settings.extension_configs)
        for bulletin_id in ids:
            address = f"buletin/{bulletin_id}.html"
            page = state.document(address)
            if page is None:
                continue  # a draft, or one whose day is to come
            path = f"{bulletin_id}.md"
            entry = inputs.checked.entries[path]
            html = inputs.texts.rendered(render, bulletin_id, entry.body)
            plain = search.plain(html)
            changes.texts[bulletin_id] = content_digest(plain.encode()), plain
            if address not in self.again:
                material = material_digest(inputs.sources, bulletin_id, entry)
                if not self._splice(address, page, html, material, changes):
                    return False
        return True

    def _put_day(self, changes: Changes) -> bool:
        """Show a new day on the home page, which has a slot for it."""
        frame, previous = self._inputs.frame, self._previous
        if self._inputs.edition == previous.edition or HOME in self.again:
            return True
        page = previous.state.document(HOME)
        if page is None or frame.settings.edition is None:
            return False
        day = indonesian.date(frame.settings.edition)
        return self._splice(HOME, page, day, digest(frame.home, day), changes)

    def _splice(
        self, address: str, page: StoredDocument, part: str, material: bytes, changes: Changes
    ) -> bool:
        """Put a part, which has this digest of its origin, in its place on a page."""
        try:
            old = (self._inputs.site_dir / address).read_bytes()
        except OSError:
            return False
        data = part.encode()
        new = splice(page, old, data)
        if new is None:
            return False
        changes.slots[address] = page._replace(
            material=material, content=content_digest(new), slot_size=len(data)
        )
        self.before[address] = page.content
        if new != old:
            stage(self._inputs.staging, address, new)
            changes.written.append(address)
        return True
