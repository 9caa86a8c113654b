"""A folder served below a sub-path, as project pages of many hosts are."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, prefix: str, **options: object) -> None:
        self._prefix = prefix
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def send_head(self):  # type: ignore[no-untyped-def]
        if not self.path.startswith(self._prefix):
            self.send_error(404)
            return None
        self.path = self.path[len(self._prefix) - 1 :]
        return super().send_head()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing; what fails is the business of the test."""


@contextmanager
def serve_below(folder: Path, prefix: str) -> Iterator[str]:
    """Serve a folder on a free port of this machine and yield its address.

    ``prefix`` begins and ends with a slash; anything outside it is not found, so that a link that
    climbs out of the site fails.
    """
    handler = partial(_Handler, prefix=prefix, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
