"""Editions this machine has seen, so that an old one cannot pass for the newest.

An old edition is genuine: its signature holds. What gives it away is that the same key has signed
a newer one. Only the date of the newest good edition of each key is kept, in a small file of the
person's own settings folder.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

from rakor.offline.verifying import Verdict


def default_store() -> Path:
    """Return where the dates are kept on this machine."""
    for variable in ("APPDATA", "XDG_STATE_HOME"):
        if folder := os.environ.get(variable):
            return Path(folder) / "rakor" / "edisi-terlihat.json"
    return Path.home() / ".local" / "state" / "rakor" / "edisi-terlihat.json"


def judge_age(verdict: Verdict, minimum: dt.date | None, store: Path) -> None:
    """Add a fault to ``verdict`` if the edition is older than it may be; else remember it.

    Args:
        verdict: of a copy that has been read.
        minimum: the oldest day that is still accepted, or None.
        store: file of the dates seen before; missing or damaged, it is begun anew.
    """
    shown = verdict.date.isoformat() if verdict.date else "tanpa tanggal"
    if minimum is not None and (verdict.date is None or verdict.date < minimum):
        verdict.faults.append(
            f"Edisi ini ({shown}) lebih lama dari yang diminta ({minimum.isoformat()}). "
            "Mintalah salinan yang lebih baru."
        )
    if verdict.signed_by is None:
        return
    signer = verdict.signed_by.fingerprint
    dates = _read(store)
    newest = dates.get(signer)
    if newest is not None and (verdict.date is None or verdict.date < newest):
        verdict.faults.append(
            f"Edisi lama: ini edisi {shown}, padahal di komputer ini pernah diperiksa edisi "
            f"{newest.isoformat()} dengan tanda tangan yang sama. Isinya mungkin sudah diralat; "
            "mintalah salinan yang lebih baru."
        )
    elif verdict.good and verdict.date is not None and verdict.date != newest:
        dates[signer] = verdict.date
        _write(store, dates)


def _read(store: Path) -> dict[str, dt.date]:
    try:
        values = json.loads(store.read_text(encoding="utf-8"))
        return {str(key): dt.date.fromisoformat(date) for key, date in values.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _write(store: Path, dates: dict[str, dt.date]) -> None:
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        fresh = store.with_suffix(".baru")
        values = {key: date.isoformat() for key, date in sorted(dates.items())}
        fresh.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
        fresh.replace(store)
    except OSError:
        # A machine that lets nothing be remembered can still check.
        return
