"""Editions this machine has seen, so that an old one cannot pass for the newest.

An old edition is genuine: its signature holds. What gives it away is that the same key has signed
a newer one. Only the newest good edition of each key is kept, with the moment it says it was made,
in a small file of the person's own settings folder. Of two editions of one moment nobody can tell
the newer, so the second one is refused whichever it is.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from rakor.offline.bag import moment_in_words
from rakor.offline.verify import Verdict


@dataclass(frozen=True, slots=True)
class Seen:
    """An edition: its id and its :func:`rakor.publish.edition.moment`."""

    id: str
    moment: str


def default_store() -> Path:
    """Return where the editions are kept on this machine."""
    for variable in ("APPDATA", "XDG_STATE_HOME"):
        if folder := os.environ.get(variable):
            return Path(folder) / "rakor" / "edisi-terlihat.json"
    return Path.home() / ".local" / "state" / "rakor" / "edisi-terlihat.json"


def judge_age(verdict: Verdict, minimum: dt.date | None, store: Path) -> None:
    """Add a fault to ``verdict`` if the edition is older than it may be; else remember it.

    Args:
        verdict: of a copy that has been read.
        minimum: the oldest day that is still accepted, or None.
        store: file of the editions seen before; missing or damaged, it is begun anew.
    """
    this = Seen(verdict.edition, verdict.moment)
    shown = moment_in_words(this.moment)
    if minimum is not None and this.moment < minimum.isoformat():
        verdict.faults.append(
            f"Edisi ini ({shown}) lebih lama dari yang diminta "
            f"({moment_in_words(minimum.isoformat())}). Mintalah salinan yang lebih baru."
        )
    if verdict.signed_by is None:
        return
    signer = verdict.signed_by.fingerprint
    editions = _read(store)
    newest = editions.get(signer, Seen("", ""))
    if this.moment < newest.moment:
        verdict.faults.append(
            f"Edisi lama: ini edisi {shown}, padahal di komputer ini pernah diperiksa edisi "
            f"{moment_in_words(newest.moment)} dengan tanda tangan yang sama. Isinya mungkin "
            "sudah diralat; mintalah salinan yang lebih baru."
        )
    elif this.moment and this.moment == newest.moment and this.id != newest.id:
        verdict.faults.append(
            f"Di komputer ini pernah diperiksa edisi lain dari waktu yang sama ({shown}): "
            f"{newest.id}. Mana yang lebih baru tidak dapat dipastikan; mintalah salinan yang "
            "lebih baru dari keduanya."
        )
    elif verdict.good and this.moment > newest.moment:
        editions[signer] = this
        _write(store, editions)


def _read(store: Path) -> dict[str, Seen]:
    try:
        values = json.loads(store.read_text(encoding="utf-8"))
        return {
            str(key): Seen(str(seen["id"]), str(seen["moment"])) for key, seen in values.items()
        }
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return {}


def _write(store: Path, editions: dict[str, Seen]) -> None:
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        fresh = store.with_suffix(".baru")
        values = {key: asdict(seen) for key, seen in sorted(editions.items())}
        fresh.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
        fresh.replace(store)
    except OSError:
        # A machine that lets nothing be remembered can still check.
        return
