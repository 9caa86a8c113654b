"""The server of the preview, for this computer and for nobody else.

Anything that a browser opens may try to talk to it: a page elsewhere can make its own name point
here, frame the preview, or load its files as scripts. So every request, whatever its method, must
name this server and come from one of its own pages or from the person at the address bar. And
whatever a client sends, or stops sending, costs a thread for a while and never a traceback.
"""

from __future__ import annotations

import errno
import functools
import io
import os
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Generator, Mapping
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast
from urllib.parse import parse_qs, quote, unquote, urlsplit

from rakor.errors import RakorError
from rakor.form.addresses import AT
from rakor.form.desk import Desk
from rakor.form.exchange import Answer, BadForm, Request, limit_of, read_form
from rakor.opener import Folder
from rakor.printable import printable, say
from rakor.publish.media_types import media_type
from rakor.serve.preview import Preview

HOST = "127.0.0.1"
OWN_PATH = "/_rakor/"
_ASSETS = frozenset({"pratinjau.js", "pratinjau.css"})

_PATIENCE = 20.0
"""Seconds that a client may take to ask, however slowly it does, or to take in what it is sent."""
_MOST_AT_ONCE = 100
"""Connections at a time; a browser opens six for each name."""
_LARGEST = 1 << 29

_HEADERS = {
    "Cache-Control": "no-store",
    # Nobody frames the preview, and no page but its own may load from it.
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

_MOST_DIGITS = 9
_MOST_ASKED = 20

_OWN_CONTENT = "default-src 'none'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
_FORM_POLICY = MappingProxyType(
    {
        "Content-Security-Policy": _OWN_CONTENT
        + "script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'",
    }
)
_PREVIEW_POLICY = MappingProxyType(
    {
        "Content-Security-Policy": _OWN_CONTENT
        + "form-action 'none'; base-uri 'self'; frame-ancestors 'self'",
        "X-Frame-Options": "SAMEORIGIN",
    }
)

_NO_SITE = (
    '<!doctype html><html lang="id"><head><meta charset="utf-8">'
    "<title>Belum ada situs</title></head>"
    "<body><h1>Belum ada situs</h1><p>Perbaiki buletin; halaman ini menyusul.</p></body></html>"
)


class PortError(RakorError):
    """The wanted port cannot be listened on."""


class PortInUse(PortError):
    """Another program listens there."""


class _Patient(io.RawIOBase):
    """What a client sends, until it has used up its time, be it byte by byte."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.until = time.monotonic() + _PATIENCE

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    _policy: Mapping[str, str] = MappingProxyType({})

    def __init__(
        self, *arguments: Any, site_dir: Path, preview: Preview, desk: Desk | None
    ) -> None:
        self._site_dir = site_dir
        self._preview = preview
        self._desk = desk
        super().__init__(*arguments)

    def setup(self) -> None:
        super().setup()
        self._patient = _Patient(self.connection)
        self.rfile = io.BufferedReader(self._patient)

    def handle_one_request(self) -> None:
        self._patient.until = time.monotonic() + _PATIENCE
        super().handle_one_request()
        self.connection.settimeout(_PATIENCE)

    def parse_request(self) -> bool:
        """Read the request, and refuse it whatever its method if it is not our reader's."""
        if not super().parse_request():
            return False
        self.connection.settimeout(_PATIENCE)
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # what follows is no request
        if not self.path.startswith("/") or not self._is_for_us(self.headers):
            self.send_error(HTTPStatus.FORBIDDEN)
            return False
        if self.command == "POST" and self._is_form(urlsplit(self.path).path):
            return self._may_post()
        if self.command not in {"GET", "HEAD"}:
            self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)
            return False
        return True

    def _is_form(self, path: str) -> bool:
        return self._desk is not None and unquote(path).startswith(AT)

    def _may_post(self) -> bool:
        """Whether a post comes from one of our own pages, in a form of ours, and not too large.

        Every browser sends ``Origin`` with a post, and those of today say who lets them. What a
        page elsewhere can send without asking first is also of another type, but for two.
        """
        headers = self.headers
        if (
            headers.get_all("Origin", []) != [f"http://{headers['Host']}"]
            or headers.get("Sec-Fetch-Site") != "same-origin"
        ):
            self.send_error(HTTPStatus.FORBIDDEN)
            return False
        limit = limit_of(headers.get("Content-Type", ""))
        length = headers.get("Content-Length", "")
        if not limit:
            self.send_error(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        elif "Transfer-Encoding" in headers or not (length.isascii() and length.isdecimal()):
            self.send_error(HTTPStatus.LENGTH_REQUIRED)
        elif len(headers.get_all("Content-Length", [])) != 1:
            self.send_error(HTTPStatus.BAD_REQUEST)
        elif len(length) > _MOST_DIGITS or int(length) > limit:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            return True
        return False

    def _is_for_us(self, headers: Message) -> bool:
        hosts = headers.get_all("Host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self.server.names:
            return False
        origin = headers.get("Origin")
        if origin is not None and origin.removeprefix("http://").lower() not in self.server.names:
            return False
        # Fetch Metadata (W3C): who lets the browser ask. Other ports of this computer are
        # "same-site". Following a link to a page is what a person does.
        if headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}:
            return True
        return (
            headers.get("Sec-Fetch-Mode") == "navigate"
            and headers.get("Sec-Fetch-Dest") == "document"
        )

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        path = unquote(address.path)
        if self._is_form(path) and self._desk is not None:
            query = parse_qs(address.query, max_num_fields=_MOST_ASKED)
            self._answer(self._desk.answer(Request("GET", path.removeprefix(AT), query)))
        elif self._desk is not None and path == AT.rstrip("/"):
            self._redirect(AT)
        elif path == f"{OWN_PATH}aliran":
            self._stream()
        elif path.startswith(OWN_PATH):
            self._asset(path.removeprefix(OWN_PATH))
        else:
            self._file(path.removeprefix("/"))

    do_HEAD = do_GET  # noqa: N815 - the name that the library calls

    def do_POST(self) -> None:
        assert self._desk is not None  # else it was refused
        address = urlsplit(self.path)
        size = int(self.headers["Content-Length"])
        body = self.rfile.read(size)
        if len(body) < size:
            return  # whoever sent it has gone away
        kind = self.headers["Content-Type"]
        try:
            boxes, files = read_form(kind, body)
        except BadForm as error:
            self._answer(self._desk.failure("Isian tidak terbaca", str(error)))
            return
        path = unquote(address.path).removeprefix(AT)
        self._answer(self._desk.answer(Request("POST", path, {}, boxes, files)))

    def _answer(self, answer: Answer) -> None:
        """Send what the form answers; its pages load from here alone, and nobody frames them."""
        self._policy = _PREVIEW_POLICY if answer.is_preview else _FORM_POLICY
        if answer.location:
            self._redirect(answer.location, answer.status)
        else:
            self._send(answer.status, answer.kind, answer.body)

    def _file(self, address: str) -> None:
        address += "index.html" if not address or address.endswith("/") else ""
        try:
            with Folder(self._site_dir) as site:
                data = site.read(address, _LARGEST)
        except (OSError, ValueError):
            if self._is_folder(address):
                self._redirect(f"/{quote(address)}/")
            else:
                self._not_found()
            return
        if address.endswith(".html"):
            data = with_preview(data.decode("utf-8", "replace")).encode()
        self._send(HTTPStatus.OK, media_type(address), data)

    def _is_folder(self, address: str) -> bool:
        try:
            with Folder(self._site_dir) as site, site.entries(address):
                return True
        except (OSError, ValueError):
            return False

    def _not_found(self) -> None:
        try:
            with Folder(self._site_dir) as site:
                html = site.read("404.html", _LARGEST).decode("utf-8", "replace")
        except OSError:
            html = _NO_SITE
        self._send(HTTPStatus.NOT_FOUND, "text/html", with_preview(html).encode())

    def _asset(self, name: str) -> None:
        if name not in _ASSETS:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        data = resources.files(__package__).joinpath(name).read_bytes()
        self._send(HTTPStatus.OK, media_type(name), data)

    def _redirect(self, location: str, status: HTTPStatus = HTTPStatus.MOVED_PERMANENTLY) -> None:
        self.send_response(status)
        self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        is_text = kind.startswith("text/")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _stream(self) -> None:
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        events = cast("Generator[str]", self._preview.events())
        try:
            for event in events:
                self.wfile.write(event.encode())
        finally:
            events.close()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse a request in one line; nothing of it is repeated."""
        self.close_connection = True
        body = f"{int(code)}: permintaan ini tidak dilayani.\n".encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        if self.request_version != "HTTP/0.9":
            for name, value in {**_HEADERS, **self._policy}.items():
                if value:
                    self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        return "Rakor"

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing of requests: the terminal belongs to the problems."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # On Windows this would let another program listen on the same port beside us.
    allow_reuse_address = os.name != "nt"

    def __init__(self, *arguments: Any) -> None:
        self._free = threading.BoundedSemaphore(_MOST_AT_ONCE)
        super().__init__(*arguments)
        port = self.server_port
        self.names = {f"{name}:{port}" for name in (HOST, "localhost")}
        if port == 80:
            # The usual port, which browsers leave out.
            self.names |= {HOST, "localhost"}

    def server_bind(self) -> None:
        # That of HTTPServer asks for the name of this computer, which may take long.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._free.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say in one line what went wrong with a client, unless it has only gone away."""
        error = sys.exception()
        if not isinstance(error, OSError):
            said = f"{type(error).__name__}: {error}"
            say(f"galat: pratinjau gagal melayani permintaan ({printable(said)}).", sys.stderr)


def with_preview(html: str) -> str:
    """Return a page with the preview's script and style, allowed to listen to its server."""
    return html.replace("connect-src 'none'", "connect-src 'self'", 1).replace(
        "</head>",
        f'<link rel="stylesheet" href="{OWN_PATH}pratinjau.css">'
        f'<script src="{OWN_PATH}pratinjau.js" defer></script></head>',
        1,
    )


def start_server(
    site_dir: Path, port: int, preview: Preview, desk: Desk | None = None
) -> ThreadingHTTPServer:
    """Serve ``site_dir`` on this computer in a background thread; port 0 takes any free one.

    With a ``desk`` there is a form below ``/tulis/`` to write bulletins with.

    Raises:
        PortInUse: somebody else listens there.
        PortError: there is no such port, or only an administrator may listen there.
    """
    if not 0 <= port <= 65535:
        raise PortError(
            f"{port} bukan nomor porta. Tulis angka dari 1024 sampai 65535, misalnya: "
            "rakor serve --port 8000"
        )
    handler = functools.partial(_Handler, site_dir=site_dir, preview=preview, desk=desk)
    try:
        server = _Server((HOST, port), handler)
    except PermissionError as error:
        raise PortError(
            f"Porta {port} hanya boleh dipakai administrator komputer ini. Pilih yang lain: "
            "rakor serve --port 8000"
        ) from error
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", -1)}:
            said = printable(error.strerror or error)
            raise PortError(
                f"Porta {port} tidak dapat dipakai ({said}). Pilih yang lain, misalnya: "
                "rakor serve --port 8000"
            ) from error
        other = port + 1 if port < 65535 else 8000
        raise PortInUse(
            f"Porta {port} sedang dipakai program lain. "
            f"Tutup program itu, atau pilih porta lain: rakor serve --port {other}"
        ) from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
