"""What tests of copies share."""

from __future__ import annotations

import os

import pytest

from rakor.offline.disk import Disk


@pytest.fixture
def without_flush(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk: nothing is flushed or read past the memory; images and benchmarks do that."""
    monkeypatch.setattr(Disk, "flush", lambda disk, paths: list(paths))
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
