"""The preview's server: for its own pages alone, and unmoved by whatever a client does."""

from __future__ import annotations

import os
import random
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from rakor.cli.main import PROBLEMS, WRONG_USE, main
from rakor.serve import PortError, PortInUse, Preview, server, start_server

TIMEOUT = 120  # seconds; generous, for a machine that has much else to do
SEARCH = b"window.rakorCari = {rahasia: 1};"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    site = tmp_path_factory.mktemp("pratinjau") / "situs"
    (site / "cari").mkdir(parents=True)
    (site / "cari" / "a.js").write_bytes(SEARCH)
    (site / "index.html").write_text("<head></head>beranda")
    (site / "404.html").write_text("<head></head>tidak ada")
    (site.parent / "mkdocs.yml").write_text("site_name: rahasia")
    if os.name != "nt":
        (site / "tautan.html").symlink_to(site.parent / "mkdocs.yml")
        os.mkfifo(site / "pipa.html")
    made = start_server(site, 0, Preview())
    yield made.server_port
    made.shutdown()
    made.server_close()


def ask(
    port: int, path: str = "/index.html", method: str = "GET", **headers: str | None
) -> tuple[int, dict[str, str], bytes]:
    """Send one request; headers by name with ``_`` for ``-``, None for none at all."""
    given = {"Host": f"127.0.0.1:{port}"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}  # type: ignore[misc]
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in given.items():
            if value is not None:
                connection.putheader(name, value.replace("PORT", str(port)))
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def raw(port: int, data: bytes) -> bytes:
    # What is refused may be closed before all of it was sent.
    with (
        socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT) as connection,
        suppress(OSError),
    ):
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        return connection.makefile("rb").read()
    return b""


METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "X"]
HOSTS = [
    *(None, "", "penyusup.example"),
    *("penyusup.example:PORT", "127.0.0.1", "localhost", "127.0.0.1:1"),
    *("127.0.0.1:PORT0", "localhost.:PORT", "127.0.0.1.penyusup.example:PORT", "127.1:PORT"),
    *("0.0.0.0:PORT", "[::1]:PORT", "127.0.0.2:PORT", "localhost:PORT:PORT", "a@127.0.0.1:PORT"),
    *("127.0.0.1:PORT/", "http://127.0.0.1:PORT", "127.0.0.1 :PORT", "127.0.0.1:0PORT", ":PORT"),
    *("2130706433:PORT", "0x7f.1:PORT", "localhost:", "127.0.0.1:", "127.0.0.1:80"),
]


@pytest.mark.parametrize("host", HOSTS, ids=str)
def test_other_names_for_this_computer_are_refused(host: str | None, running: int) -> None:
    for method in METHODS:
        status, headers, body = ask(running, "/cari/a.js", method, Host=host)
        assert status in {403, 400}, method
        assert b"rakorCari" not in body
        assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["127.0.0.1:PORT", "localhost:PORT", "LocalHost:PORT"])
def test_its_own_names_are_served(host: str, running: int) -> None:
    status, headers, body = ask(running, "/cari/a.js", Host=host)
    assert (status, body) == (200, SEARCH)
    assert headers["content-type"].startswith("text/javascript")
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/tidak-ada", "/_rakor/pratinjau.js", "/cari"]
)
def test_nobody_may_frame_it_or_load_from_it(path: str, running: int) -> None:
    _, headers, _ = ask(running, path)
    assert headers["content-security-policy"] == "frame-ancestors 'none'"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_head_is_get_without_a_body(running: int) -> None:
    for path in ("/", "/cari/a.js", "/tidak-ada", "/_rakor/aliran", "/_rakor/pratinjau.css"):
        status, headers, body = ask(running, path, "HEAD")
        assert body == b""
        if path != "/_rakor/aliran":
            got, same, data = ask(running, path)
            assert (status, headers["content-length"]) == (got, same["content-length"])
            assert int(headers["content-length"]) == len(data)


def _from(site: str, mode: str, dest: str, **more: str) -> dict[str, str]:
    return {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest, **more}


FOREIGN = [
    _from("cross-site", "no-cors", "script"),
    _from("same-site", "no-cors", "script"),
    _from("cross-site", "cors", "empty", Origin="https://penyusup.example"),
    _from("same-site", "cors", "empty", Origin="http://127.0.0.1:1"),
    _from("cross-site", "no-cors", "image"),
    _from("cross-site", "no-cors", "style"),
    _from("cross-site", "navigate", "iframe"),
    _from("same-site", "navigate", "frame"),
    _from("cross-site", "navigate", "embed"),
    _from("cross-site", "navigate", "object"),
    _from("cross-site", "same-origin", "worker"),
    _from("lain", "cors", "document"),
    {"Origin": "https://penyusup.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:1"},
    {"Origin": "https://127.0.0.1:PORT"},
]
OWN = [
    {},
    _from("same-origin", "no-cors", "script"),
    _from("same-origin", "cors", "empty", Origin="http://127.0.0.1:PORT"),
    _from("none", "navigate", "document"),
    _from("cross-site", "navigate", "document"),
    {"Origin": "http://localhost:PORT"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_pages_of_others_read_nothing(headers: dict[str, str], running: int) -> None:
    for path in ("/cari/a.js", "/_rakor/aliran", "/", "/tidak-ada"):
        status, _, body = ask(running, path, **headers)
        assert status == 403, path
        assert b"rahasia" not in body


@pytest.mark.parametrize("headers", OWN, ids=str)
def test_its_own_pages_and_a_person_read_all(headers: dict[str, str], running: int) -> None:
    assert ask(running, "/cari/a.js", **headers)[::2] == (200, SEARCH)


PATHS = [
    *("/../mkdocs.yml", "/%2e%2e/mkdocs.yml"),
    *("/..%2fmkdocs.yml", "/cari/../../mkdocs.yml", "//etc/"),
    *("/%00", "/a%00.html", "/index.html%00", "/%ff%fe"),
    *("/%", "/%zz", "/cari/%2e", "/./index.html"),
    *("/tautan.html", "/pipa.html", "/%5c..%5cmkdocs.yml", "/C:/x", "/con", "/" + "a" * 300),
    *("/" + "a/" * 5000, "/_rakor/", "/_rakor/../mkdocs.yml", "/_rakor/%00", "/_rakor/server.py"),
    *("/index.html/", "/cari/a.js/b", "/?", "/#", "/%3f", "/\u00e9".encode().decode("latin-1")),
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ascii(path)[:40])
def test_odd_paths_lead_nowhere(path: str, running: int, capfd: pytest.CaptureFixture[str]) -> None:
    answer = raw(
        running, f"GET {path} HTTP/1.1\r\nHost: localhost:{running}\r\n\r\n".encode("latin-1")
    )
    assert answer.split(b" ")[1] in {b"200", b"404", b"400", b"414"}
    assert b"site_name" not in answer
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_folder_leads_to_its_page(running: int) -> None:
    status, headers, _ = ask(running, "/cari")
    assert (status, headers["location"]) == (301, "/cari/")


def _random_requests(count: int) -> Iterator[bytes]:
    rng = random.Random(17)
    good = b"GET /index.html HTTP/1.1\r\nHost: localhost:PORT\r\nAccept: */*\r\n\r\n"
    yield b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 500 + b"\r\n"
    yield b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n"
    yield b"GET / HTTP/1.1\r\nHost: " + b"a" * 100_000 + b"\r\n\r\n"
    yield b"GET / HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 9\r\n\r\nGET / HTT"
    yield b"GET /\r\n"
    yield b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + rng.randbytes(100)
    yield b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    yield b"GET / HTTP/9.9\r\n\r\n"
    yield b"GET / HTTP/1.1\r\nHost: localhost:PORT\r\nHost: localhost:PORT\r\n\r\n"
    yield b"GET http://localhost:PORT/ HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n"
    yield b"\r\n\r\n\r\n"
    for _ in range(count):
        changed = bytearray(good)
        for _ in range(rng.choice((1, 2, 8))):
            at = rng.randrange(len(changed))
            match rng.randrange(4):
                case 0:
                    changed[at] = rng.randrange(256)
                case 1:
                    del changed[at:]
                case 2:
                    changed[at:at] = rng.randbytes(rng.randrange(50))
                case _:
                    del changed[at : at + 5]
            if not changed:
                break
        yield bytes(changed)


def test_no_request_makes_a_traceback(running: int, capfd: pytest.CaptureFixture[str]) -> None:
    for request in _random_requests(400):
        raw(running, request.replace(b"PORT", str(running).encode()))
    assert ask(running)[0] == 200
    assert capfd.readouterr() == ("", "")


def test_clients_that_go_away_make_none(running: int, capfd: pytest.CaptureFixture[str]) -> None:
    """Tabs that are closed: before an answer, during one, and while listening."""
    for path in ("/index.html", "/cari/a.js", "/_rakor/aliran"):
        for _ in range(10):
            connection = socket.create_connection(("127.0.0.1", running), timeout=TIMEOUT)
            # Closed with a reset, as when a program is killed.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost:{running}\r\n\r\n".encode())
            connection.close()
    assert ask(running)[0] == 200
    time.sleep(0.2)
    assert capfd.readouterr() == ("", "")


def test_slow_clients_are_let_go(
    running: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """One that says nothing, and one that sends a byte now and then."""
    monkeypatch.setattr(server, "_PATIENCE", 0.5)
    for drip in (b"", b"G"):
        with socket.create_connection(("127.0.0.1", running), timeout=TIMEOUT) as connection:
            begun = time.monotonic()
            connection.settimeout(0.1)
            while time.monotonic() - begun < TIMEOUT:
                try:
                    if drip:
                        connection.sendall(drip)
                    if connection.recv(100) == b"":
                        break
                except TimeoutError:
                    continue
                except OSError:
                    break
            assert time.monotonic() - begun < TIMEOUT
    assert capfd.readouterr() == ("", "")


def test_many_clients_at_once_are_bounded(running: int) -> None:
    with ExitStack() as held:
        for _ in range(250):
            held.enter_context(socket.create_connection(("127.0.0.1", running), timeout=TIMEOUT))
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        try:
            assert ask(running)[0] == 200
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not come back")


@pytest.mark.parametrize("port", ["99999", "65536", "-1", "1000000000000000000000"])
def test_ports_that_are_none(port: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", "--root", str(tmp_path), "--port", port])
    assert stopped.value.code == WRONG_USE
    assert "bukan nomor porta" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["delapan", "80.5", "", "0x50", "８０００x"])
def test_ports_that_are_no_numbers(
    port: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--root", str(tmp_path), "--port", port])
    assert "bukan" in capsys.readouterr().err
    assert PROBLEMS


def test_a_port_for_administrators(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(server._Server, "server_bind", refuse)
    with pytest.raises(PortError, match="administrator"):
        start_server(tmp_path, 80, Preview())


def test_the_last_port_in_use_suggests_one_that_exists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(server._Server, "server_bind", refuse)
    with pytest.raises(PortInUse, match="--port 8000"):
        start_server(tmp_path, 65535, Preview())


def test_the_usual_port_goes_without_saying(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On port 80 browsers send a name alone."""
    monkeypatch.setattr(server._Server, "server_bind", lambda one: setattr(one, "server_port", 80))
    monkeypatch.setattr(server._Server, "server_activate", lambda one: None)
    made = server._Server(("127.0.0.1", 0), server._Handler)
    made.server_close()
    assert {"127.0.0.1", "localhost"} <= made.names
