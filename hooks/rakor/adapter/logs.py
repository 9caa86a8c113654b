"""What MkDocs logs: gathered to be said again, and kept from the terminal meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.config import load_config

host_log = logging.getLogger(load_config.__module__.partition(".")[0])
"""The logger of MkDocs, or of what answers to its name."""


class Gather(logging.Handler):
    """Keeps the text of warnings and errors in ``said``."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def silence() -> Iterator[list[str]]:
    """Keep MkDocs from printing, and gather its warnings and errors."""
    handler = Gather()
    propagate, host_log.propagate = host_log.propagate, False
    host_log.addHandler(handler)
    try:
        yield handler.said
    finally:
        host_log.removeHandler(handler)
        host_log.propagate = propagate
