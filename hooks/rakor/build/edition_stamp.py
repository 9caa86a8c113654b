"""The file that says which edition all others are."""

from __future__ import annotations

from rakor.build.inputs import BuildInputs
from rakor.build.previous import PreviousBuild
from rakor.incremental.changes import Changes, StoredFile
from rakor.publish.edition import STAMP, Stamp, edition_name
from rakor.publish.staging import content_digest, stage


def stamp(inputs: BuildInputs, previous: PreviousBuild, total: int) -> Changes:
    """Stage the stamp, if it says something new.

    Args:
        inputs: what the build works with.
        previous: the last build.
        total: what all files weigh, see :func:`rakor.publish.edition.weigh`.
    """
    settings = inputs.frame.settings
    says = Stamp(
        edition_name(total),
        settings.name,
        settings.url,
        settings.edition,
        settings.stale_after,
        settings.edition_time,
    )
    data = says.script()
    made = content_digest(data)
    changes = Changes(files={STAMP: StoredFile(b"", made)}, values={"total": f"{total:x}"})
    whole = previous.is_site_whole
    here = previous.state.file(STAMP) if whole else previous.present.get(STAMP)
    if made != here:
        stage(inputs.staging, STAMP, data)
        changes.written.append(STAMP)
    return changes
