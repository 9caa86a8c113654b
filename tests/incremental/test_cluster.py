"""Which clusters are refused before anything is done; see tests/build/test_on_a_cluster.py."""

from __future__ import annotations

import socket
import sys
import tomllib
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from building import REPOSITORY

from rakor.cli.main import main
from rakor.errors import SiteFolderError
from rakor.incremental import cluster
from rakor.incremental.cluster import ClusterError, Terms, connected, meets, program_key


def refusal(address: str, *, without_tls: bool = False) -> str:
    with pytest.raises(ClusterError) as refused, connected(address, without_tls=without_tls):
        pytest.fail("it was let in")
    return str(refused.value)


NO_ADDRESSES = [
    *("", "8786", "penjadwal:8786", "http://penjadwal:8786", "tcp://penjadwal", "tls://a b:8786"),
    *("tcp://127.0.0.1:99999", "inproc://1/2/3", "tls://:8786", "tcp://127.0.0.1:8786/x"),
]
OTHER_MACHINES = ["penjadwal.kantor", "192.168.1.7", "127.0.0.1.contoh.id", "[::2]"]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_an_address_has_a_form(address: str) -> None:
    said = refusal(address)
    assert "bukan alamat penjadwal Dask" in said
    assert "tls://penjadwal.kantor:8786" in said


@pytest.mark.parametrize(
    "host", ["penjadwal.kantor", "192.168.1.7", "127.0.0.1.contoh.id", "[::2]"]
)
def test_the_open_way_to_another_machine_is_refused(host: str) -> None:
    said = refusal(f"tcp://{host}:8786")
    assert "tidak memakai TLS" in said
    assert "--cluster-without-tls" in said


def test_where_nobody_listens_is_said_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        assert f"Tidak ada penjadwal Dask yang menjawab di {address}." in refusal(address)


def test_a_certificate_is_asked_for() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        said = refusal(f"tls://127.0.0.1:{listening.getsockname()[1]}")
    assert "DASK_DISTRIBUTED__COMM__TLS__CA_FILE" in said


def test_without_the_library_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Contoh\n")
    monkeypatch.setitem(sys.modules, "distributed", None)
    address = "tcp://127.0.0.1:8786"
    assert main(["build", "--root", str(tmp_path), "--clean", "--cluster", address]) == 1
    assert cluster.INSTALL in capsys.readouterr().err


def test_what_is_to_be_installed_is_what_the_package_asks_for() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    assert project["optional-dependencies"]["cluster"] == [cluster.INSTALL.split('"')[1]]


def test_a_worker_shows_what_it_has(tmp_path: Path) -> None:
    mark = tmp_path / cluster._question("kata")
    mark.write_text("kata")
    terms = Terms(program_key(), "kata", (str(tmp_path),))
    assert meets(terms, "tcp://contoh:1") == ""
    assert list(tmp_path.iterdir()) == [mark]
    assert "programnya lain" in meets(terms._replace(program="lain"), "tcp://contoh:1")
    mark.write_text("lain")
    assert str(tmp_path) in meets(terms, "tcp://contoh:1")
    mark.unlink()
    assert str(tmp_path) in meets(terms, "tcp://contoh:1")


class Lost(cluster.DaskExecutor):
    """An executor whose scheduler answers no more."""

    def __init__(self) -> None:
        self._address = "tcp://contoh:1"

    def threads(self) -> dict[str, int]:
        return {}


def test_what_becomes_of_work_is_said_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    killed = type("KilledWorker", (Exception,), {})()
    cases = [
        (killed, "kehabisan memori"),
        (ModuleNotFoundError("no", name="rakor.build"), "programnya lain"),
        (type("CommClosedError", (OSError,), {})(), "terputus"),
    ]
    for error, words in cases:
        future: Future[int] = Future()
        future.set_exception(error)
        with pytest.raises(ClusterError, match=words):
            Lost().result(future)
    cancelled: Future[int] = Future()
    cancelled.cancel()
    cancelled.set_running_or_notify_cancel()
    with pytest.raises(ClusterError, match="terputus"):
        Lost().result(cancelled)
    wrong: Future[int] = Future()
    wrong.set_exception(ValueError("of the work itself"))
    with pytest.raises(ValueError, match="itself"):
        Lost().result(wrong)
    monkeypatch.setattr(cluster, "_LOOK", 0.01)
    monkeypatch.setattr(cluster, "PATIENCE", 0.03)
    with pytest.raises(ClusterError, match="Semua pekerja"):
        Lost().result(Future())


class Answering:
    """The client of a scheduler with these workers, all of which answer the same."""

    def __init__(self, answer: object, *workers: str) -> None:
        self._answer = answer
        self._workers = workers

    def get_executor(self, **options: object) -> object:
        assert options == {"pure": False, "retries": 2}
        return self

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self._workers, 2)

    def run(self, *_: object, **options: object) -> dict[str, object]:
        return dict.fromkeys(self._workers, self._answer)


def executor(answer: object, *workers: str, without_tls: bool = False) -> cluster.DaskExecutor:
    client: Any = Answering(answer, *workers)
    return cluster.DaskExecutor(client, "tcp://127.0.0.1:1", without_tls=without_tls)


def test_an_open_way_to_a_worker_elsewhere_is_refused_whenever_it_joins() -> None:
    assert executor("", "tcp://127.0.0.1:5", "tls://10.0.0.7:5").width() == 4
    assert executor("", "tcp://10.0.0.7:5", without_tls=True).width() == 2
    with pytest.raises(ClusterError, match=r"tcp://10\.0\.0\.7:5 .* tidak memakai TLS"):
        executor("", "tcp://127.0.0.1:5", "tcp://10.0.0.7:5").width()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("", "bukan folder yang sama"),  # it answered, and nothing is to be seen of it
        (ModuleNotFoundError("no"), "programnya lain"),
        (Exception("ModuleNotFoundError"), "programnya lain"),  # as Dask hands it on
        (OSError("gone"), "tidak menjawab"),
    ],
)
def test_what_is_wrong_with_a_worker_is_said(answer: object, words: str, tmp_path: Path) -> None:
    with executor(answer, "tcp://127.0.0.1:5") as asking:
        with pytest.raises(ClusterError, match=rf"Pekerja tcp://127\.0\.0\.1:5 .*{words}"):
            asking.probe([tmp_path])
        assert len(list(tmp_path.iterdir())) == 1  # for those that join later
    assert not list(tmp_path.iterdir())


def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path) -> None:
    there = tmp_path / "tidak-ada"
    with pytest.raises(SiteFolderError, match="tidak-ada"), executor("") as asking:
        asking.probe([there])
