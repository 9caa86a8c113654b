"""The form is written in from its own pages alone: everything else is refused unread."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import bulletin_text
import pytest

from rakor.form.desk import Desk
from rakor.form.exchange import MOST_FILES, MOST_TEXT
from rakor.serve import Preview, start_server

TIMEOUT = 120  # seconds; generous, for a machine that has much else to do
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(bulletin_text.project(tmp_path_factory.mktemp("situs")))


@pytest.fixture(scope="module")
def port(desk: Desk) -> Iterator[int]:
    server = start_server(desk.root, 0, Preview(), desk)
    yield server.server_port
    server.shutdown()
    server.server_close()


def post(
    port: int, body: bytes, path: str = "/tulis/baru", method: str = "POST", **changed: str | None
) -> tuple[int, dict[str, str], bytes]:
    """Post as one of our own pages does, but for some headers; None leaves one out."""
    headers: dict[str, str | None] = {
        "Host": "127.0.0.1:PORT",
        "Origin": "http://127.0.0.1:PORT",
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": FORM,
        "Content-Length": str(len(body)),
    }
    headers |= {name.replace("_", "-"): value for name, value in changed.items()}
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            if value is not None:
                connection.putheader(name, value.replace("PORT", str(port)))
        connection.endheaders()
        with suppress(OSError):  # it may be refused before it was read
            connection.send(body)
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def saving(desk: Desk, **more: str) -> bytes:
    return urlencode({"kunci": desk.token, "aksi": "simpan", "judul": "Contoh", **more}).encode()


def drafts(desk: Desk) -> list[Path]:
    return sorted((desk.root / "bulletins").glob("*.md"))


def test_our_own_page_may(port: int, desk: Desk) -> None:
    status, headers, _ = post(port, saving(desk))
    assert (status, headers["location"]) == (303, "/tulis/contoh?catatan=disimpan")
    assert drafts(desk)
    for path in drafts(desk):
        path.unlink()


@pytest.mark.parametrize(
    "changed",
    [
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "http://penyusup.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:PORT"},
        {"Origin": "http://localhost:PORT"},  # not the name that was asked
        {"Sec_Fetch_Site": None},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "none"},
        {"Host": "penyusup.example:PORT", "Origin": "http://penyusup.example:PORT"},
        {"Host": None},
        {"Host": "127.0.0.1"},
    ],
    ids=str,
)
def test_pages_elsewhere_may_not(changed: dict[str, str | None], port: int, desk: Desk) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        status, headers, body = post(port, saving(desk), method=method, **changed)
        assert status in ({400, 403} if method == "POST" else {400, 403, 405})
        assert desk.token.encode() not in body
        assert not [name for name in headers if name.startswith("access-control")]
    assert not drafts(desk)


def test_other_methods_change_nothing(port: int, desk: Desk) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert post(port, saving(desk), method=method)[0] == 405
    query = saving(desk).decode()
    assert post(port, b"", f"/tulis/baru?{query}", "GET", Content_Type=None)[0] == 200
    assert not drafts(desk)


@pytest.mark.parametrize("kind", ["text/plain", "", "text/html", "multipart/mixed", None])
def test_what_a_page_elsewhere_can_send_unasked_has_another_type(
    kind: str | None, port: int, desk: Desk
) -> None:
    assert post(port, saving(desk), Content_Type=kind)[0] == 415
    assert not drafts(desk)


@pytest.mark.parametrize("token", ["", "x", "Ω", "x" * 43])
def test_without_the_token_of_this_run_nothing_is_done(token: str, port: int, desk: Desk) -> None:
    assert post(port, saving(desk, kunci=token))[0] == 403
    assert not drafts(desk)


@pytest.mark.parametrize(
    ("kind", "size"), [(FORM, MOST_TEXT), ("multipart/form-data; boundary=x", MOST_FILES)]
)
def test_too_much_is_refused_unread(kind: str, size: int, port: int) -> None:
    status, _, _ = post(port, b"x", Content_Type=kind, Content_Length=str(size + 1))
    assert status == 413


@pytest.mark.parametrize("length", [None, "-1", "1e3", " ", "١"])
def test_how_much_must_be_said(length: str | None, port: int, desk: Desk) -> None:
    body = saving(desk)
    said = None if length is None else length.encode().decode("latin-1")
    assert post(port, body, Content_Length=said)[0] in {400, 411}
    assert post(port, body, Transfer_Encoding="chunked")[0] in {400, 411}
    assert not drafts(desk)


def test_whoever_stops_sending_saves_nothing(port: int, desk: Desk) -> None:
    body = saving(desk)
    with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT) as connection:
        head = (
            f"POST /tulis/baru HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n"
            f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        connection.sendall(head.encode() + body[:-5])
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(100) == b""
    assert not drafts(desk)


def test_nobody_frames_the_form_and_only_it_frames_a_preview(port: int, desk: Desk) -> None:
    for path in ("/tulis/", "/tulis/baru", "/tulis/tempel", "/tulis/tidak-ada"):
        _, headers, body = post(port, b"", path, "GET", Content_Type=None)
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert b" onclick" not in body
        assert b"<style" not in body
    status, headers, body = post(port, saving(desk, aksi="pratinjau"))
    assert status == 200
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]


def test_the_form_can_be_switched_off(tmp_path: Path) -> None:
    server = start_server(bulletin_text.project(tmp_path), 0, Preview())
    try:
        port = server.server_port
        assert post(port, b"", "/tulis/", "GET", Content_Type=None)[0] == 404
        assert post(port, b"kunci=x")[0] == 405
    finally:
        server.shutdown()
        server.server_close()
