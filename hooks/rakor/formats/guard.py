"""The one place that says what happens when a foreign file cannot be read."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

MAX_READ = 20_000_000
"""Bytes of a foreign file that are looked at, at most."""

MAX_UNPACKED = 40_000_000
"""Bytes that all packed parts of one file may come to, at most."""


def guarded(
    nothing: Callable[[], Any],
) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Make a reader of foreign bytes give ``nothing()`` where it would fail.

    A file that somebody else made can be wrong in any way there is, so no list of errors is
    complete; what a reader does not understand it knows nothing of. Readers are pure functions
    of bytes, so that nothing but their answer is lost.
    """

    def wrap(reader: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        @functools.wraps(reader)
        def read(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            try:
                return reader(*args, **kwargs)
            except Exception:  # noqa: BLE001 - the point of this module
                return nothing()  # type: ignore[no-any-return]

        return read

    return wrap
