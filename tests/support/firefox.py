"""Firefox driven for real, over Marionette: the protocol it speaks itself, without a driver.

A message is its length in bytes, a colon, and JSON (Mozilla's Marionette, protocol 3).
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requirement


class Firefox:
    """A window of a running Firefox."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._buffer = b""
        self._number = 0
        self._receive()  # the greeting
        self._send("WebDriver:NewSession", {"capabilities": {}})

    def open(self, address: str) -> None:
        self._send("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *arguments: object) -> Any:
        """Run the body of a function in the page and return what it returns."""
        wanted = {"script": script, "args": list(arguments), "sandbox": None}
        return self._send("WebDriver:ExecuteScript", wanted)["value"]

    def type(self, selector: str, text: str) -> None:
        """Press keys in an element; a private-use character is a special key."""
        found = self._send("WebDriver:FindElement", {"using": "css selector", "value": selector})
        identity = next(iter(found["value"].values()))
        self._send("WebDriver:ElementSendKeys", {"id": identity, "text": text})

    def wait(self, condition: str, seconds: float = 120) -> Any:
        """Wait until an expression is true in the page and return its value."""
        end = time.monotonic() + seconds
        while not (value := self.run(f"return {condition}")):
            assert time.monotonic() < end, f"not within {seconds} s: {condition}"
            time.sleep(0.05)
        return value

    def _send(self, command: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(str(len(message)).encode() + b":" + message)
        _, number, error, result = self._receive()
        assert number == self._number
        assert error is None, error
        return result

    def _receive(self) -> Any:
        while b":" not in self._buffer:
            self._read()
        head, _, self._buffer = self._buffer.partition(b":")
        while len(self._buffer) < int(head):
            self._read()
        body, self._buffer = self._buffer[: int(head)], self._buffer[int(head) :]
        return json.loads(body)

    def _read(self) -> None:
        data = self._connection.recv(65536)
        assert data, "Firefox closed the connection"
        self._buffer += data


def program() -> str:
    """Return the path of Firefox; ``RAKOR_FIREFOX`` names another."""
    names = ("firefox-esr", "firefox")
    found = os.environ.get("RAKOR_FIREFOX") or next(filter(None, map(shutil.which, names)), None)
    return found or requirement.missing("there is no Firefox on this machine")


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Start a headless Firefox with a fresh profile, and end it."""
    profile.mkdir()
    settings = {
        "marionette.port": 0,  # any; it writes down which
        "intl.accept_languages": "id",
        "app.update.enabled": False,
        "browser.shell.checkDefaultBrowser": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "toolkit.telemetry.enabled": False,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "services.settings.server": "data:,",
        "extensions.update.enabled": False,
    }
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items()
    ]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    process = subprocess.Popen(
        [program(), "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
        env={**os.environ, "HOME": str(profile), "MOZ_DISABLE_CONTENT_SANDBOX": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with _connect(profile / "MarionetteActivePort", process) as connection:
            yield Firefox(connection)
    finally:
        process.terminate()
        process.wait(120)


def _connect(port: Path, process: subprocess.Popen[bytes]) -> socket.socket:
    end = time.monotonic() + 120
    while not (port.is_file() and port.read_text()):
        assert process.poll() is None, "Firefox ended before it could be spoken to"
        assert time.monotonic() < end, "Firefox does not say where it listens"
        time.sleep(0.2)
    return socket.create_connection(("127.0.0.1", int(port.read_text())), timeout=120)
