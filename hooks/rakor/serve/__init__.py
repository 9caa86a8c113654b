"""``rakor serve``: a preview that follows every save.

The site is built into ``.rakor/preview`` with the same code and the same bytes as a published
one, and served on this computer only. What a preview needs more (one script, one style sheet,
leave to talk to its own server) is added to pages on their way out, never to the files.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import watchfiles

from rakor.build.builder import BuildOutcome
from rakor.errors import RakorError
from rakor.form.addresses import AT
from rakor.form.desk import Desk
from rakor.printable import say as say_to
from rakor.serve.preview import Preview
from rakor.serve.server import HOST, PortError, PortInUse, start_server
from rakor.settings import STORE_NAME

__all__ = ["HOST", "PortError", "PortInUse", "Preview", "open_browser", "serve", "start_server"]


def serve(
    root: Path,
    port: int,
    make: Callable[[Path], BuildOutcome],
    say: Callable[[str], None],
    stop: threading.Event | None = None,
    *,
    show: Callable[[str], None] | None = None,
    with_form: bool = True,
) -> None:
    """Build, serve and rebuild on every save until interrupted.

    Args:
        root: the site's folder.
        port: where to listen.
        make: builds the site into the given folder and tells how it went.
        say: prints a line for the person at the terminal.
        stop: set it to end; Ctrl+C ends as well.
        show: given the address once the preview is there, a browser for instance.
        with_form: whether bulletins can be written below ``/tulis/``.

    Raises:
        PortError: see :func:`start_server`.
    """
    site_dir = root / STORE_NAME / "preview"
    site_dir.mkdir(parents=True, exist_ok=True)
    preview = Preview()
    desk = Desk(root) if with_form else None
    server = start_server(site_dir, port, preview, desk)
    try:
        sources = [root / name for name in ("bulletins", "docs", "hooks", "mkdocs.yml")]
        changes = watchfiles.watch(
            *(path for path in sources if path.exists()),
            stop_event=stop,
            raise_interrupt=False,
            step=50,
            rust_timeout=500,
            yield_on_timeout=True,
        )
        # Watching begins with the first step, before the first build: a save during the build
        # must not be missed.
        next(changes, None)
        _rebuild(site_dir, make, preview, say)
        at = f"http://{HOST}:{server.server_port}"
        if desk is not None:
            say(f"Tulis buletin: {at}{AT}")
        say(f"Pratinjau: {at}/  (berhenti: Ctrl+C)")
        if show is not None:
            show(f"{at}/")
        for change in changes:
            if change:
                _rebuild(site_dir, make, preview, say)
    finally:
        server.shutdown()
        server.server_close()


def open_browser(address: str) -> None:
    """Show an address in the browser of whoever sits here; without one, nothing happens."""
    import webbrowser

    with suppress(webbrowser.Error):
        webbrowser.open(address)


def _rebuild(
    site_dir: Path,
    make: Callable[[Path], BuildOutcome],
    preview: Preview,
    say: Callable[[str], None],
) -> None:
    try:
        outcome = make(site_dir)
    except RakorError as error:
        say_to(f"galat: {error}", sys.stderr)
        preview.fail(str(error))
        return
    preview.show(outcome)
    if outcome.figures is not None:
        say(outcome.figures.summary())
