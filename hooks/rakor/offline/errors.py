"""What can keep a copy from being made or believed; all messages are for the carrier."""

from __future__ import annotations

import errno

from rakor.errors import RakorError

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


class OfflineError(RakorError):
    """Root of the errors about copies."""


class SourceError(OfflineError):
    """The site, archive or pack to be copied is not fit for it."""


class TargetError(OfflineError):
    """The stick or folder cannot be written to, or must not be."""


class ManifestError(OfflineError):
    """A manifest cannot be read, or names what no manifest may name."""


class SignatureError(OfflineError):
    """A key or signature cannot be made or used."""
