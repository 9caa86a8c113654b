"""A state that is begun anew when it turns out to be damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from rakor.incremental.database import StateBusy, StateDamaged, StateError
from rakor.incremental.state import State, begun_anew, drop
from rakor.publish.staging import disk_errors
from rakor.settings import STORE_NAME

Result = TypeVar("Result")


class RecoveringState:
    """Opens the state of a root, and begins it anew where that must be.

    Attributes:
        current: the state, as it is now.
        notices: lines for the person at the keyboard.
    """

    def __init__(self, root: Path, *, clean: bool = False) -> None:
        """Open the state; with ``clean`` it is begun anew in any case.

        Raises:
            SiteFolderError: the disk refuses.
            StateError: it cannot be kept.
        """
        self._root = root
        self.notices: list[str] = []
        with disk_errors(root / STORE_NAME):
            if clean:
                drop(root)
            self.current = self._told(self._open)

    def close(self) -> None:
        """Close the state."""
        self.current.close()

    def run(self, step: Callable[[], Result], again: Callable[[], object] | None = None) -> Result:
        """Take a step; if the state turns out to be damaged, begin it anew and take it again.

        Args:
            step: what is to be done; it leaves nothing half done when it fails.
            again: what must be done once more before, with a state that knows nothing.

        Raises:
            StateError: the state that was begun anew cannot be used either.
        """

        def whole() -> Result:
            try:
                return step()
            except StateDamaged as error:
                self.current.close()
                self._begin_anew(error)
                if again is not None:
                    again()
                return step()

        return self._told(whole)

    def _open(self) -> State:
        try:
            return State(self._root)
        except StateDamaged as error:
            self._begin_anew(error)
            return self.current

    def _begin_anew(self, error: StateDamaged) -> None:
        notice = begun_anew(error)
        if notice:
            self.notices.append(notice)
        drop(self._root)
        self.current = State(self._root)

    def _told(self, step: Callable[[], Result]) -> Result:
        """Turn what cannot be mended by beginning anew into an error for people."""
        try:
            return step()
        except (StateDamaged, StateBusy) as error:
            raise StateError(
                f"Catatan di {self._root / STORE_NAME} tidak dapat ditulis ({error}). "
                "Periksa ruang kosong dan izin folder itu, dan apakah ada perintah rakor lain "
                "yang sedang berjalan."
            ) from error
