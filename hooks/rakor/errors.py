"""Errors a person at the keyboard can act on.

Every message is Indonesian and complete: what happened, why, what to do. The command line
prints it and stops; anything that is not a :class:`RakorError` is a defect of the program.
Problems *inside* bulletins are not exceptions but :class:`rakor.diagnostics.Problem`, because
all of them are wanted at once.
"""

from __future__ import annotations


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
