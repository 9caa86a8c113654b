"""``rakor serve``: a preview that follows every save.

The site is built into ``.rakor/preview`` with the same code and the same bytes as a published
one, and served on this computer only. What a preview needs more (one script, one style sheet,
leave to talk to its own server) is added to pages on their way out, never to the files.
"""

from __future__ import annotations

import functools
import json
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from urllib.parse import unquote, urlsplit

import watchfiles

from rakor.build.builder import Outcome
from rakor.errors import RakorError
from rakor.printable import say as say_to
from rakor.serve.overlay import overlay_html
from rakor.settings import STORE_NAME

HOST = "127.0.0.1"
OWN_PATH = "/_rakor/"
_ASSETS = {"pratinjau.js": "text/javascript", "pratinjau.css": "text/css"}
_HEARTBEAT = 15.0  # seconds; also how soon a closed browser tab is noticed


class PortInUse(RakorError):
    """The wanted port cannot be listened on."""


class Preview:
    """The state that browsers are told of: the last outcome, and who listens."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[queue.SimpleQueue[str]] = []
        self._problems = ""

    def show(self, outcome: Outcome) -> None:
        """Tell every open page of a build: problems to show, or pages that changed."""
        with self._lock:
            self._problems = overlay_html(outcome.checked) if outcome.figures is None else ""
            if outcome.figures is None:
                event = _event("masalah", self._problems)
            else:
                event = _event("segar", [*outcome.figures.written, *outcome.figures.removed])
            self._tell(event)

    def fail(self, message: str) -> None:
        """Tell every open page that the site could not be made at all."""
        with self._lock:
            self._problems = overlay_html(None, message)
            self._tell(_event("masalah", self._problems))

    def events(self) -> Iterator[str]:
        """Yield events for one page: the present problems first, then whatever comes."""
        listener: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            self._listeners.append(listener)
            if self._problems:
                listener.put(_event("masalah", self._problems))
        try:
            while True:
                try:
                    yield listener.get(timeout=_HEARTBEAT)
                except queue.Empty:
                    yield ": masih di sini\n\n"
        finally:
            with self._lock:
                self._listeners.remove(listener)

    def _tell(self, event: str) -> None:
        for listener in self._listeners:
            listener.put(event)


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, preview: Preview, **options: object) -> None:
        self._preview = preview
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").rpartition(":")[0]
        if host not in {HOST, "localhost"}:
            # Some page elsewhere made its own name point here: not our reader.
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        path = unquote(urlsplit(self.path).path)
        if path == f"{OWN_PATH}aliran":
            self._stream()
        elif path.startswith(OWN_PATH):
            self._asset(path.removeprefix(OWN_PATH))
        else:
            self._page(path)

    def _page(self, path: str) -> None:
        file = Path(self.translate_path(self.path))
        if path.endswith("/"):
            file /= "index.html"
        if file.suffix != ".html":
            super().do_GET()
            return
        status = HTTPStatus.OK
        if not file.is_file():
            status = HTTPStatus.NOT_FOUND
            file = Path(self.directory) / "404.html"
        try:
            html = file.read_text(encoding="utf-8")
        except FileNotFoundError:
            html = (
                '<!doctype html><html lang="id"><head><meta charset="utf-8">'
                "<title>Belum ada situs</title></head>"
                "<body><h1>Belum ada situs</h1><p>Perbaiki buletin; halaman ini menyusul.</p>"
                "</body></html>"
            )
        self._send(status, "text/html", with_preview(html).encode())

    def _asset(self, name: str) -> None:
        if name not in _ASSETS:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._send(
            HTTPStatus.OK, _ASSETS[name], resources.files(__name__).joinpath(name).read_bytes()
        )

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        events = self._preview.events()
        try:
            for event in events:
                self.wfile.write(event.encode())
                self.wfile.flush()
        except OSError:
            pass  # the page was closed
        finally:
            events.close()  # type: ignore[attr-defined]

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing of requests: the terminal belongs to the problems."""


def with_preview(html: str) -> str:
    """Return a page with the preview's script and style, allowed to listen to its server."""
    return html.replace("connect-src 'none'", "connect-src 'self'", 1).replace(
        "</head>",
        f'<link rel="stylesheet" href="{OWN_PATH}pratinjau.css">'
        f'<script src="{OWN_PATH}pratinjau.js" defer></script></head>',
        1,
    )


def start_server(site_dir: Path, port: int, preview: Preview) -> ThreadingHTTPServer:
    """Serve ``site_dir`` on this computer in a background thread; port 0 takes any free one.

    Raises:
        PortInUse: somebody else listens there.
    """
    handler = functools.partial(_Handler, directory=str(site_dir), preview=preview)
    try:
        server = ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        raise PortInUse(
            f"Porta {port} sedang dipakai program lain. "
            f"Tutup program itu, atau pilih porta lain: rakor serve --port {port + 1}"
        ) from error
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def serve(
    root: Path,
    port: int,
    make: Callable[[Path], Outcome],
    say: Callable[[str], None],
    stop: threading.Event | None = None,
) -> None:
    """Build, serve and rebuild on every save until interrupted.

    Args:
        root: the site's folder.
        port: where to listen.
        make: builds the site into the given folder and tells how it went.
        say: prints a line for the person at the terminal.
        stop: set it to end; Ctrl+C ends as well.

    Raises:
        PortInUse: see :func:`start_server`.
    """
    site_dir = root / STORE_NAME / "preview"
    site_dir.mkdir(parents=True, exist_ok=True)
    preview = Preview()
    server = start_server(site_dir, port, preview)
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
        say(f"Pratinjau: http://{HOST}:{server.server_port}/  (berhenti: Ctrl+C)")
        for change in changes:
            if change:
                _rebuild(site_dir, make, preview, say)
    finally:
        server.shutdown()
        server.server_close()


def _rebuild(
    site_dir: Path,
    make: Callable[[Path], Outcome],
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
