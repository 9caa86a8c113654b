"""What can keep a copy from being made or believed; all messages are for the carrier."""

from __future__ import annotations

from rakor.errors import RakorError


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
