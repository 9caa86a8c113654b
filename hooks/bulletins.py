"""The hook that mkdocs.yml names; everything it does lies in the package (rakor.adapter)."""

from rakor.adapter.events import (  # noqa: F401 - MkDocs looks for these names here
    on_build_error,
    on_config,
    on_env,
    on_files,
    on_nav,
    on_page_context,
    on_post_build,
    on_pre_build,
)
