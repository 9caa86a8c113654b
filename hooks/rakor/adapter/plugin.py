"""The same as the hook file, for a site that names a plugin: ``plugins: [rakor]``."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

from rakor.adapter import events


class RakorConfig(Config):  # type: ignore[no-untyped-call]
    """Nothing is set at the plugin itself."""


class RakorPlugin(BasePlugin[RakorConfig]):  # type: ignore[no-untyped-call]
    """Hands MkDocs' events on; settings stand under ``extra``, as they do with the hook file."""

    on_config = staticmethod(events.on_config)
    on_pre_build = staticmethod(events.on_pre_build)
    on_files = staticmethod(events.on_files)
    on_nav = staticmethod(events.on_nav)
    on_env = staticmethod(events.on_env)
    on_page_context = staticmethod(events.on_page_context)
    on_post_build = staticmethod(events.on_post_build)
    on_build_error = staticmethod(events.on_build_error)
