"""What a follow-up is called, for ever.

Feeds, calendars, tables and other bulletins refer to a follow-up by the lasting id of its
bulletin and its own id. Where nobody wrote one, a digest of its text stands for it: its position
would not do, for a new entry above it would rename all others.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from difflib import SequenceMatcher

from rakor.bulletin import Bulletin, FollowUp

_ALIKE = 0.6
"""From which share of common text on a changed entry counts as the old one: two wordings of one
promise share more, two promises of one meeting less."""


def text_digest(text: str) -> str:
    """The id of a follow-up without one: ten hexadecimal digits of its text.

    Neither line breaks nor the form of Unicode count.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.blake2b(plain.encode(), digest_size=5).hexdigest()


def item_ids(bulletin: Bulletin) -> tuple[str, ...]:
    """The ids of a bulletin's follow-ups, in their order; each stands once.

    Of several with the same text and no id, the second ends in ``-2``, and so on.
    """
    taken = {one.id for one in bulletin.follow_ups if one.id}
    found: list[str] = []
    for one in bulletin.follow_ups:
        if one.id and one.id not in found:
            found.append(one.id)
            continue
        digest = text_digest(one.text)
        name, number = digest, 1
        while name in taken:
            number += 1
            name = f"{digest}-{number}"
        taken.add(name)
        found.append(name)
    return tuple(found)


def promise_id(bulletin: Bulletin, number: int) -> str:
    """The identity of a follow-up, the same in all outputs and for ever.

    Args:
        bulletin: whose it is.
        number: which one, from 1.

    Returns:
        ``<lasting id of the bulletin>#<id of the follow-up>``.
    """
    return f"{bulletin.lasting_id}#{item_ids(bulletin)[number - 1]}"


def renamed(old: Bulletin, new: Bulletin) -> dict[int, str]:
    """Which follow-ups of ``new`` need an id, because only their text was changed since ``old``.

    Only what is certain is told: of all that is new, one entry alone has most words of one entry
    alone of all that is gone, and it is of the same kind.

    Returns:
        the former id by position, from 0.
    """
    before, after = item_ids(old), item_ids(new)
    gone = [at for at, id_ in enumerate(before) if id_ not in after]
    came = [at for at, id_ in enumerate(after) if id_ not in before]
    pairs = [
        (was, now)
        for was in gone
        for now in came
        if _is_reworded(old.follow_ups[was], new.follow_ups[now])
    ]
    of_gone = Counter(was for was, _ in pairs)
    of_came = Counter(now for _, now in pairs)
    return {
        now: before[was]
        for was, now in pairs
        if of_gone[was] == of_came[now] == 1 and new.follow_ups[now].id is None
    }


def _is_reworded(old: FollowUp, new: FollowUp) -> bool:
    words = SequenceMatcher(None, old.text.split(), new.text.split(), autojunk=False)
    return old.kind is new.kind and words.ratio() >= _ALIKE
