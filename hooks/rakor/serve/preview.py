"""What open pages are told: how the last build went, and which pages are new."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

from rakor.build.builder import BuildOutcome
from rakor.printable import json_text
from rakor.serve.overlay import overlay_html

_HEARTBEAT = 15.0  # seconds; also how soon a closed browser tab is noticed


class Preview:
    """The state that browsers are told of: the last outcome, and who listens."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[queue.SimpleQueue[str]] = []
        self._problems = ""

    def show(self, outcome: BuildOutcome) -> None:
        """Tell every open page of a build: problems to show, or pages that changed."""
        with self._lock:
            self._problems = overlay_html(outcome.checked) if outcome.figures is None else ""
            if outcome.figures is None:
                event = _event("masalah", self._problems)
            else:
                event = _event("segar", [*outcome.figures.written, *outcome.figures.removed])
            self._tell(event)

    def fail(self, message: str) -> None:
        """Tell every open page that the site could not be made at all."""
        with self._lock:
            self._problems = overlay_html(None, message)
            self._tell(_event("masalah", self._problems))

    def events(self) -> Iterator[str]:
        """Yield events for one page: the present problems first, then whatever comes."""
        listener: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            self._listeners.append(listener)
            if self._problems:
                listener.put(_event("masalah", self._problems))
        try:
            while True:
                try:
                    yield listener.get(timeout=_HEARTBEAT)
                except queue.Empty:
                    yield ": masih di sini\n\n"
        finally:
            with self._lock:
                self._listeners.remove(listener)

    def _tell(self, event: str) -> None:
        for listener in self._listeners:
            listener.put(event)


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json_text(data)}\n\n"
