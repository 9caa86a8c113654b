"""Asking people on a terminal, and saying what is missing where nobody can be asked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from rakor.errors import RakorError
from rakor.printable import say

if TYPE_CHECKING:
    from rakor.registry import Region

Answer = TypeVar("Answer")


class NotAnswered(RakorError):
    """Something must be known and there is nobody to ask."""


def typed(question: str) -> str:
    """Return the line that a person types.

    Raises:
        NotAnswered: they have left.
    """
    try:
        return input(f"{question}: ").strip()
    except EOFError:
        raise NotAnswered(f"{question} belum dijawab. Tidak ada yang dibuat.") from None


def answer(given: str | None, question: str, option: str, read: Callable[[str], Answer]) -> Answer:
    """Return what an option says; without it people are asked until the answer will do.

    Raises:
        NotAnswered: nobody is there to ask.
        RakorError: what the option says will not do.
    """
    if given is not None:
        return read(given)
    if not sys.stdin.isatty():
        raise NotAnswered(f"{question.partition(' [')[0]} belum disebut. Tulis dengan {option}.")
    while True:
        said = typed(question)
        try:
            return read(said)
        except NotAnswered:
            raise
        except RakorError as error:
            say(str(error))


def chosen_region(text: str) -> Region:
    """Return the region that a code or name means; if it may mean several, a person picks one.

    Raises:
        RakorError: it means none, or several and nobody is there to pick.
    """
    from rakor.registry import AmbiguousLabel, UnknownLabel, regions

    try:
        return regions().resolve(text)
    except AmbiguousLabel as error:
        return _chosen(str(error), error.candidates)
    except UnknownLabel as error:
        if not error.suggestions:
            raise RakorError(f"{error} Tulis kode Kemendagri atau nama resminya.") from error
        return _chosen(str(error), error.suggestions)


def _chosen(problem: str, candidates: tuple[Region, ...]) -> Region:
    """Let a person pick one of several; nobody there, the codes are named."""
    listed = [f"  {number}. {one.name} ({one.code})" for number, one in enumerate(candidates, 1)]
    text = "\n".join([problem, *listed])
    if not sys.stdin.isatty():
        raise NotAnswered(f"{text}\nTulis kodenya dengan --region.")
    say(text + "\n")
    number = typed("Nomor")
    if number.isascii() and number.isdecimal() and 1 <= int(number) <= len(candidates):
        return candidates[int(number) - 1]
    raise RakorError("Tulis salah satu nomor di atas.")
