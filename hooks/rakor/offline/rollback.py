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
from rakor.opener import Folder, read_below
from rakor.publish.edition import is_edition_id

_MOST_BYTES = 1 << 20


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
        store: file of the editions seen before; missing, it is begun. Of a damaged one what can be
            read counts. What it has forgotten, only ``minimum`` can stand for: without one that is
            a fault, with one the list is begun anew and the damaged one put aside.
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
    editions, whole = _read(store)
    if not whole:
        _tell_damage(verdict, minimum, store)
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
    elif verdict.good and (this.moment > newest.moment or not whole):
        editions[signer] = this
        _write(store, editions, aside=not whole)


def _tell_damage(verdict: Verdict, minimum: dt.date | None, store: Path) -> None:
    if minimum is None:
        verdict.faults.append(
            f"Daftar edisi yang pernah diperiksa di komputer ini ({store}) rusak, jadi tidak "
            "diketahui apakah edisi ini sudah lama. Sebutkan sendiri batasnya, misalnya "
            "--min-edition 2026-11-01; sesudah itu daftarnya dimulai lagi."
        )
    else:
        verdict.notes.append(
            f"Daftar edisi yang pernah diperiksa ({store}) rusak dan dimulai lagi; yang rusak "
            f"disimpan sebagai {_aside(store).name}."
        )


def _aside(store: Path) -> Path:
    return store.with_suffix(".rusak")


def _read(store: Path) -> tuple[dict[str, Seen], bool]:
    """Return the newest edition of each signer, and whether the list could be read whole."""
    try:
        values = json.loads(read_below(store.parent, store.name, _MOST_BYTES))
    except FileNotFoundError:
        return {}, True
    except (OSError, ValueError, RecursionError):
        return {}, False
    if not isinstance(values, dict):
        return {}, False
    editions: dict[str, Seen] = {}
    for key, seen in values.items():
        if not (isinstance(seen, dict) and is_edition_id(str(seen.get("id")))):
            continue
        try:
            day, _, time = str(seen.get("moment")).partition("T")
            dt.date.fromisoformat(day)
            if time:
                dt.time.fromisoformat(time)
        except ValueError:
            continue
        editions[key] = Seen(str(seen["id"]), str(seen["moment"]))
    return editions, len(editions) == len(values)


def _write(store: Path, editions: dict[str, Seen], *, aside: bool) -> None:
    values = {key: asdict(seen) for key, seen in sorted(editions.items())}
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        with Folder(store.parent) as folder:
            if aside:
                folder.replace(store.name, _aside(store).name)
            folder.put(store.name, f"{json.dumps(values, indent=1)}\n".encode(), 0o600)
    except OSError:
        # A machine that lets nothing be remembered can still check.
        return
