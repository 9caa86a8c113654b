"""What MkDocs tells, as events in; calls to the rest of the package out.

MkDocs empties ``site_dir`` before it renders. It is therefore sent to write into the frame's own
folder, and the real site is only touched by :mod:`rakor.publish.staging`, once everything has
been made.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from rakor import pages
from rakor.adapter.configuration import read_settings, read_site_identity
from rakor.adapter.logs import Gather, host_log
from rakor.adapter.shells import lay_theme, shell_renderer
from rakor.build.builder import Builder
from rakor.diagnostics import render_text
from rakor.diagnostics.reference import reference_pages
from rakor.errors import FrameError, RakorError
from rakor.incremental.lock import locked
from rakor.lint.catalogue import CATALOGUE
from rakor.markdown.dialect import DialectExtension
from rakor.printable import printable, say
from rakor.publish.comments import without_comments
from rakor.settings import Settings
from rakor.theme import frame as frames
from rakor.theme.config_places import ConfigPlaces
from rakor.theme.frame import Frame, tree_digests, tree_folder
from rakor.theme.frame_inputs import FrameInputs
from rakor.theme.identity import FEATURES_STYLE, OWN_FAVICON, Identity
from rakor.theme.menu import missing_pages, own_pages
from rakor.theme.shells import Shells

STYLE = "assets/rakor.css"
UNCHANGED = "Situs lama tetap seperti semula."

log = host_log.getChild("rakor")  # below the host's: counted by --strict


@dataclass
class _Run:
    """What one MkDocs build has gathered so far; events only see parts of it."""

    root: Path
    target: Path | None  # None: only the frame is wanted
    inputs: FrameInputs
    settings: Settings
    identity: Identity
    builder: Builder | None = None
    env: jinja2.Environment | None = None
    files: Files | None = None
    nav: Navigation | None = None
    home: str = ""
    pages: list[tuple[str, str]] = field(default_factory=list)


_gather = Gather()
_holding = ExitStack()  # lock and store, from on_pre_build to the end
_run: _Run
_frame_only = False


@contextmanager
def for_frame_only() -> Iterator[None]:
    """While this lasts, MkDocs is run for its part of the site alone."""
    global _frame_only
    _frame_only = True
    try:
        yield
    finally:
        _frame_only = False


def calls(config: MkDocsConfig) -> list[object]:
    """Return those who hand this configuration's events to us: hook files and plugins."""
    return [method for method in config.plugins.events["config"] if method is on_config]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take the settings over and send MkDocs' output to the frame's folder."""
    global _run
    _gather.said.clear()
    host_log.addHandler(_gather)
    root = Path(config.config_file_path).resolve().parent
    with _plugin_errors():
        if len(calls(config)) > 1:
            raise FrameError(
                "mkdocs.yml memanggil Rakor dua kali. Pakai salah satu saja: plugins: [rakor] atau "
                "hooks: [hooks/bulletins.py]."
            )
        identity, without_effect = read_site_identity(config, root)
        _run = _Run(
            root=root,
            target=None if _frame_only else Path(config.site_dir),
            inputs=FrameInputs(root),
            settings=read_settings(config, root),
            identity=identity,
        )
    for line in without_effect:
        log.warning(line)
    config.extra["identity"] = identity  # for base.html
    # Pages are opened from folders and sticks too, where no server adds the name of a file.
    config.use_directory_urls = False
    config.site_dir = str(tree_folder(root))
    lay_theme(config)
    config.markdown_extensions.append(DialectExtension())  # type: ignore[arg-type]
    # Pages of ours among the hand-written ones need these; bulletins have what the site names.
    needed = [name for name in ("attr_list", "def_list") if name not in config.markdown_extensions]
    config.markdown_extensions += needed
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
        checked = _run.builder.check(_run.settings.edition)
    if checked.problems:
        say(render_text(checked.problems, checked.sources, files=checked.files), sys.stderr)
    failures = len(checked.errors) + (len(checked.warnings) if config.strict else 0)
    if failures:
        raise PluginError(f"Situs tidak dibangun: {failures} hal perlu diperbaiki. {UNCHANGED}")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Drop what Material ships and no page loads; add the reference of messages, and help.

    Scripts and style sheets of the theme lose their comments; those of a site stay as they are.
    """
    identity = _run.identity
    for file in list(files):
        if _is_dropped(file, config):
            files.remove(file)
        elif file.src_dir == str(pages.THEME) and file.src_uri.endswith((".css", ".js")):
            files.remove(file)
            bare = without_comments(file.content_string)
            if file.src_uri == STYLE and identity.palette:
                bare += identity.palette.css()
            files.append(File.generated(config, file.src_uri, content=bare))
    if identity.sign:
        files.append(File.generated(config, OWN_FAVICON, content=identity.sign))
    with _plugin_errors():
        _require_published(identity, files)
    own = {
        address: text
        for address, text in pages.help_pages().items()
        if address not in files.src_uris
    }
    for address, text in {**reference_pages(CATALOGUE.values()), **own}.items():
        files.append(File.generated(config, address, content=text))
    return files


def _is_dropped(file: File, config: MkDocsConfig) -> bool:
    """Whether a file is one of a theme's that no page names: Material's, or a sign not in use."""
    custom = config.theme.custom_dir
    if file.src_dir == str(pages.THEME):
        if file.src_uri == FEATURES_STYLE:
            return not _run.identity.has_features
        return file.src_uri == OWN_FAVICON and not _run.identity.is_rakor
    return file.src_dir in config.theme.dirs and not (custom and file.src_dir == custom)


def _require_published(identity: Identity, files: Files) -> None:
    """Refuse to name files on every page that ``exclude_docs`` keeps from the site."""
    for name in identity.own_files():
        file = files.get_file_from_path(name)
        if file is None or file.inclusion.value <= InclusionLevel.DRAFT.value:
            raise FrameError(
                f"{name} disebut di mkdocs.yml, tetapi exclude_docs atau draft_docs "
                "mengeluarkannya dari situs. Pindahkan berkasnya, atau ubah daftar itu."
            )


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Keep the theme's environment: shells are cut from it."""
    env.globals |= {"icon": pages.icon, "own_pages": own_pages}
    _run.env = env
    _run.files = files
    return env


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep the navigation, for the context of shells; refuse one that leads nowhere."""
    _run.nav = nav
    places = ConfigPlaces(_run.root)
    missing = missing_pages(
        config.nav or [], lambda name: files.get_file_from_path(name) is not None
    )
    lines = [
        f"{places.at(*keys)}: nav: docs/{printable(name)} tidak ada, padahal disebut di kepala "
        f"setiap halaman.\n  Tulis   nama berkas .md yang ada di docs, misalnya "
        f"{'tentang/index.md' if not name.endswith('/') else printable(name) + 'index.md'}"
        for keys, name in missing
    ]
    if lines:
        with _plugin_errors():
            raise FrameError("\n".join(lines))
    return nav


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Note which pages are written by hand; the home page's text heads the generated one."""
    if page.is_homepage:
        _run.home = page.content or ""
    elif not page.meta.get("pindah"):  # what only leads on is nobody's destination
        _run.pages.append((page.url, str(page.title)))
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Cut the shells, keep the frame, and make the rest of the site."""
    host_log.removeHandler(_gather)
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
    host_log.removeHandler(_gather)
    _holding.close()
    log.error(UNCHANGED)


@contextmanager
def _plugin_errors() -> Iterator[None]:
    """Hand errors for people on as MkDocs' own kind, which it prints without a traceback."""
    try:
        yield
    except RakorError as error:
        raise PluginError(str(error)) from error
