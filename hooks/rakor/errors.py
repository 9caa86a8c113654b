"""Errors a person at the keyboard can act on.

Every message is Indonesian and complete: what happened, why, what to do. The command line
prints it and stops; anything that is not a :class:`RakorError` is a defect of the program.
Problems *inside* bulletins are not exceptions but :class:`rakor.diagnostics.Problem`, because
all of them are wanted at once.
"""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "tidak ada",
    errno.ENOTDIR: "ada berkas di tempat foldernya",
    errno.EISDIR: "itu folder",
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.ENOSPC: "tempatnya penuh",
    errno.EDQUOT: "tempatnya penuh",
    errno.EROFS: "tempatnya terkunci untuk ditulisi",
    errno.EIO: "perangkatnya rusak atau dicabut",
    errno.ENODEV: "perangkatnya dicabut",
}


def reason(error: Exception) -> str:
    """Return in words of daily use why the operating system refused."""
    if isinstance(error, OSError):
        return _REASONS.get(error.errno or 0) or error.strerror or str(error)
    return str(error)


class RakorError(Exception):
    """Root of the tree; ``str(error)`` is the message for the user."""


class RootNotFound(RakorError):
    """No ``mkdocs.yml`` in the folder or in any folder above it."""


class FrameError(RakorError):
    """MkDocs could not make the hand-written pages and shells; the message is its reason."""


class AddressClash(RakorError):
    """Two sources want one address of the site."""


class BodyNotRendered(RakorError):
    """The text of a bulletin cannot be made into HTML."""


class SourcesChanged(RakorError):
    """A source is not what it was when it was checked; nothing is published."""


class SiteFolderError(RakorError):
    """The folder for the finished site cannot be used."""
