"""The MkDocs adapter: events in, calls to :mod:`rakor` out. Nothing else imports MkDocs.

``mkdocs build`` and ``mkdocs serve`` come in through the ``on_…`` hooks and make the whole site;
``rakor build`` calls :func:`make_frame` when the frame it has kept no longer fits, and does the
rest without MkDocs. Both end in :class:`rakor.build.builder.Builder`, so they give the same tree.

MkDocs empties ``site_dir`` before it renders. It is therefore sent to write into the frame's own
folder, and the real site is only touched by :mod:`rakor.publish.staging`, once everything has
been made.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException, PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from rakor import pages
from rakor.build.builder import Builder
from rakor.diagnostics import render_text
from rakor.diagnostics.reference import REFERENCE_ADDRESS, reference_markdown
from rakor.errors import FrameError, RakorError
from rakor.incremental.lock import locked
from rakor.lint.catalogue import CATALOGUE
from rakor.markdown.dialect import DialectExtension
from rakor.publish.comments import without_comments
from rakor.settings import CONFIG_NAME, Settings, parse_edition, parse_stale_after
from rakor.theme import frame as frames
from rakor.theme.frame import Frame, tree_digests, tree_folder
from rakor.theme.frame_inputs import FrameInputs
from rakor.theme.shells import Render, Shells

_FRAME_ONLY = "rakor_frame_only"  # MkDocs loads this file anew, so word is sent along
UNCHANGED = "Situs lama tetap seperti semula."

log = logging.getLogger("mkdocs.hooks.bulletins")  # below "mkdocs": counted by --strict


@dataclass
class _Run:
    """What one MkDocs build has gathered so far; events only see parts of it."""

    root: Path
    target: Path | None  # None: only the frame is wanted
    inputs: FrameInputs
    settings: Settings
    builder: Builder | None = None
    env: jinja2.Environment | None = None
    files: Files | None = None
    nav: Navigation | None = None
    home: str = ""
    pages: list[tuple[str, str]] = field(default_factory=list)


class _Gather(logging.Handler):
    """Keeps the text of warnings and errors in ``said``."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


_mkdocs_log = logging.getLogger("mkdocs")
_gather = _Gather()
_holding = ExitStack()  # lock and store, from on_pre_build to the end
_run: _Run


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take the settings over and send MkDocs' output to the frame's folder."""
    global _run
    _gather.said.clear()
    _mkdocs_log.addHandler(_gather)
    root = Path(config.config_file_path).resolve().parent
    frame_only = config.extra.pop(_FRAME_ONLY, False)
    with _plugin_errors():
        _run = _Run(
            root=root,
            target=None if frame_only else Path(config.site_dir),
            inputs=FrameInputs(root),
            settings=_settings(config, root),
        )
    config.site_dir = str(tree_folder(root))
    lay_theme(config)
    config.markdown_extensions.append(DialectExtension())  # type: ignore[arg-type]
    # The sitemap must name generated pages as well: rakor.pages makes it.
    config.theme.static_templates.discard("sitemap.xml")
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Validate every bulletin before anything is made."""
    if _run.target is None:
        return
    with _plugin_errors():
        _holding.enter_context(locked(_run.root))
        _run.builder = _holding.enter_context(Builder(_run.root, _run.target))
        checked = _run.builder.check()
    if checked.problems:
        print(render_text(checked.problems, checked.sources, files=checked.files), file=sys.stderr)
    failures = len(checked.problems if config.strict else checked.errors)
    if failures:
        raise PluginError(f"Situs tidak dibangun: {failures} hal perlu diperbaiki. {UNCHANGED}")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Drop what Material ships and no page loads; add the reference of messages.

    Scripts and style sheets of the theme lose their comments; those of a site stay as they are.
    """
    foreign = config.theme.dirs[-2:]  # Material's folder and, behind it, MkDocs' own
    for file in list(files):
        if file.src_dir in foreign:
            files.remove(file)
        elif file.src_dir == str(pages.THEME) and file.src_uri.endswith((".css", ".js")):
            files.remove(file)
            bare = without_comments(file.content_string)
            files.append(File.generated(config, file.src_uri, content=bare))
    files.append(
        File.generated(config, REFERENCE_ADDRESS, content=reference_markdown(CATALOGUE.values()))
    )
    return files


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Keep the theme's environment: shells are cut from it."""
    _run.env = env
    _run.files = files
    return env


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep the navigation, for the context of shells."""
    _run.nav = nav
    return nav


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Note which pages are written by hand; the home page's text heads the generated one."""
    if page.is_homepage:
        _run.home = page.content or ""
    else:
        _run.pages.append((page.url, str(page.title)))
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Cut the shells, keep the frame, and make the rest of the site."""
    _mkdocs_log.removeHandler(_gather)
    env, files, nav = _run.env, _run.files, _run.nav
    assert env is not None and files is not None and nav is not None
    with _plugin_errors():
        frame = Frame(
            exact=_run.inputs.exact,
            lasting=_run.inputs.lasting,
            tree=Path(config.site_dir),
            settings=_run.settings,
            shells=Shells.derive(shell_renderer(env, files, nav, config), pages.SECTIONS),
            home=_run.home,
            pages=tuple(sorted(_run.pages)),
            warnings=tuple(_gather.said),
        )
        frames.save(_run.root, frame)
        if _run.builder is None:
            return
        with _holding:
            figures = _run.builder.publish(replace(frame, files=tree_digests(frame.tree)))
            for notice in _run.builder.notices:
                log.info(notice)
    config.site_dir = str(_run.target)  # "mkdocs gh-deploy" looks here next
    log.info(figures.summary())


def on_build_error(error: Exception) -> None:
    """Say that nothing was published; what went wrong, MkDocs says itself."""
    _mkdocs_log.removeHandler(_gather)
    _holding.close()
    log.error(UNCHANGED)


def make_frame(root: Path) -> Frame:
    """Run MkDocs for its part of the site at ``root``; the frame is kept under ``.rakor/``.

    Raises:
        FrameError: the configuration, a hand-written page or a template is wrong.
    """
    with _silence() as said:
        try:
            config = load_config(config_file=str(root / CONFIG_NAME))
            config.extra[_FRAME_ONLY] = True
            inputs = FrameInputs(root)
            mkdocs_build(config)
        except (ConfigurationError, MkDocsException, Abort, jinja2.TemplateError) as error:
            reasons = "\n".join([*said, _reason(error)]).strip()
            raise FrameError(
                "MkDocs tidak dapat membuat halaman tetap. Periksa mkdocs.yml, folder docs/ "
                f"dan templat.\n{reasons}"
            ) from error
    frame = frames.load(root, inputs)
    if frame is None:
        raise FrameError("Berkas mkdocs.yml atau docs/ berubah selagi dibaca. Ulangi sekali lagi.")
    return frame


def _reason(error: BaseException) -> str:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: {error.message}"
    return str(error)


def _settings(config: MkDocsConfig, root: Path) -> Settings:
    configs: dict[str, Any] = config.mdx_configs
    try:
        plain = json.loads(json.dumps(configs))
    except TypeError as error:
        raise FrameError(
            "mkdocs.yml: pengaturan markdown_extensions hanya boleh memakai nilai biasa "
            f"(teks, angka, daftar), bukan objek Python. {error}"
        ) from error
    url = config.site_url or ""
    edition, edition_time = parse_edition(config.extra.pop("edisi", None))
    return Settings(
        name=config.site_name,
        url=url if not url or url.endswith("/") else url + "/",
        description=config.site_description or "",
        site_dir=os.path.relpath(config.site_dir, root),
        # Taken out: pages must not change with the edition, only what it shows and withholds.
        stale_after=parse_stale_after(config.extra.pop("usia_salinan", None)),
        edition=edition,
        edition_time=edition_time,
        extensions=tuple(str(name) for name in config.markdown_extensions),
        extension_configs=plain,
    )


def lay_theme(config: MkDocsConfig) -> None:
    """Lay the project's templates over Material's, under what a site's ``custom_dir`` holds."""
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(pages.THEME))


def shell_renderer(
    env: jinja2.Environment, files: Files, nav: Navigation, config: MkDocsConfig
) -> Render:
    """Return a function that renders a page of given slots directly through the theme."""
    template = env.get_template("main.html")

    def render(values: Mapping[str, str], section: str, depth: int) -> str:
        base_url = "/".join([".."] * depth) or "."
        context = get_context(nav, files, config, base_url=base_url)
        page = _shell_page(values, section, canonical=bool(config.site_url))
        return template.render({**context, "page": page})

    return render


def _shell_page(values: Mapping[str, str], section: str, *, canonical: bool) -> SimpleNamespace:
    # What base.html asks of a page, no more: a real Page would need a file behind it.
    return SimpleNamespace(
        title=values["title"],
        content=values["content"],
        canonical_url=values["canonical"] if canonical else None,
        meta={
            "description": values["description"],
            "kepala": values["head"],
            "jalur": values["trail"],
            "bagian": section,
        },
        is_homepage=False,
        toc=[],
    )


@contextmanager
def _plugin_errors() -> Iterator[None]:
    """Hand errors for people on as MkDocs' own kind, which it prints without a traceback."""
    try:
        yield
    except RakorError as error:
        raise PluginError(str(error)) from error


@contextmanager
def _silence() -> Iterator[list[str]]:
    """Keep MkDocs from printing, and gather its warnings and errors."""
    handler = _Gather()
    propagate, _mkdocs_log.propagate = _mkdocs_log.propagate, False
    _mkdocs_log.addHandler(handler)
    try:
        yield handler.said
    finally:
        _mkdocs_log.removeHandler(handler)
        _mkdocs_log.propagate = propagate
