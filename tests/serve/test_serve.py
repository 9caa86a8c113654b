"""The preview: the published bytes plus what a preview needs, and word of every save."""

from __future__ import annotations

import json
import queue
import shutil
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import corpus
import pytest

from rakor.adapter.frame import make_frame
from rakor.build.builder import BuildOutcome, make
from rakor.serve import PortInUse, Preview, serve, start_server

TIMEOUT = 120  # seconds; generous, for a machine that has much else to do


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("situs") / "contoh"
    corpus.write_site(root, 3)
    make(root, make_frame, root / ".rakor" / "preview")
    return root


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    root = tmp_path / "contoh"
    shutil.copytree(made, root)
    return root


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """A running preview of the site; its address."""
    stop = threading.Event()
    said: queue.SimpleQueue[str] = queue.SimpleQueue()

    def build(site_dir: Path) -> BuildOutcome:
        return make(site, make_frame, site_dir)

    thread = threading.Thread(target=serve, args=(site, 0, build, said.put, stop))
    thread.start()
    try:
        while not (line := said.get(timeout=TIMEOUT)).startswith("Pratinjau"):
            pass
        yield line.split()[1]
    finally:
        stop.set()
        thread.join(TIMEOUT)
    assert not thread.is_alive()


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=TIMEOUT) as response:
        return str(response.read().decode())


def events(address: str) -> Iterator[tuple[str, object]]:
    with urllib.request.urlopen(f"{address}_rakor/aliran", timeout=TIMEOUT) as stream:
        name = ""
        deadline = time.monotonic() + TIMEOUT
        for line in stream:
            assert time.monotonic() < deadline, "no event came"
            field, _, value = line.decode().rstrip("\n").partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                yield name, json.loads(value)


def test_a_page_is_the_published_one_and_the_preview(address: str, site: Path) -> None:
    html = get(address)
    assert html == get(f"{address}index.html")
    assert "/_rakor/pratinjau.js" in html
    assert "connect-src 'self'" in html
    published = (site / ".rakor" / "preview" / "index.html").read_text()
    assert "_rakor" not in published
    assert "EventSource" in get(f"{address}_rakor/pratinjau.js")
    assert ":root {" in get(f"{address}assets/rakor.css")


def test_a_save_that_breaks_and_one_that_mends(address: str, site: Path) -> None:
    bulletin = sorted((site / "bulletins").rglob("20*.md"))[0]
    page = f"buletin/{bulletin.relative_to(site / 'bulletins').with_suffix('.html').as_posix()}"
    good = bulletin.read_text()
    stream = events(address)

    bulletin.write_text(good.replace("judul:", "judull:", 1))
    name, html = next(stream)
    assert name == "masalah"
    assert "judull" in str(html)
    assert f"{bulletin.relative_to(site).as_posix()}:" in str(html)
    assert "judull" not in get(address + page)  # the old page stays

    bulletin.write_text(good + "\nKalimat tambahan.\n")
    name, changed = next(stream)
    assert name == "segar"
    # Besides the page: the search, and the file that names the edition.
    assert [address for address in changed if address.endswith(".html")] == [page]
    assert "Kalimat tambahan." in get(address + page)


def test_whoever_comes_later_hears_of_problems_too(address: str, site: Path) -> None:
    first = events(address)
    (site / "bulletins" / "topics.yml").write_text("- salah\n")
    assert next(first)[0] == "masalah"
    assert next(events(address))[0] == "masalah"


@pytest.mark.parametrize("path", ["_rakor/../mkdocs.yml", "../mkdocs.yml", "%2e%2e/mkdocs.yml"])
def test_nothing_outside_the_site_is_served(address: str, path: str) -> None:
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=TIMEOUT) as connection:
        connection.sendall(f"GET /{path} HTTP/1.0\r\nHost: {host}:{port}\r\n\r\n".encode())
        answer = connection.makefile("rb").read()
    assert answer.split(b" ")[1] == b"404"
    assert b"site_name" not in answer


def test_a_foreign_name_for_this_computer_is_refused(address: str) -> None:
    request = urllib.request.Request(address, headers={"Host": "penyusup.example:80"})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request, timeout=TIMEOUT)


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    server = start_server(tmp_path, 0, Preview())
    try:
        with pytest.raises(PortInUse, match="sedang dipakai"):
            start_server(tmp_path, server.server_port, Preview())
    finally:
        server.shutdown()
        server.server_close()
