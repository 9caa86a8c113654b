"""The MkDocs adapter: nothing else imports MkDocs.

``mkdocs build`` and ``mkdocs serve`` come in through :mod:`rakor.adapter.events`, named by a hook
file or by the plugin, and make the whole site; ``rakor build`` calls
:func:`rakor.adapter.frame.make_frame` when the frame it has kept no longer fits, and does the rest
without MkDocs. Both end in :class:`rakor.build.builder.Builder`, so they give the same tree.
"""

import os
from importlib.util import find_spec

# Material prints a page about its future at each build; it is for maintainers, who have read it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

if find_spec("mkdocs") is None:
    # ProperDocs, a maintained fork of MkDocs 1, answers to its name from here on.
    import properdocs.replacement  # noqa: F401
