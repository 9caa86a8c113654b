"""Work on other machines: an executor over a cluster of Dask distributed.

Workers read sources and contexts from a folder that all machines see under the same path, and
write finished files to the staging folder there; through the network go only lists of what to do
and of what became of it. Before a worker does anything it shows that it has the same program and
the same folder, also one that joins in the middle.

``distributed`` (BSD-3) is an optional extra, because it is large and few need it.
"""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import re
import secrets
import socket
import threading
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar

from rakor.errors import RakorError
from rakor.formats.photos import encoders
from rakor.incremental.fingerprints import PACKAGE, digest, files_in, program_fingerprint
from rakor.incremental.parallel import SharedExecutor
from rakor.printable import printable
from rakor.publish.staging import disk_errors

if TYPE_CHECKING:
    from distributed import Client

Result = TypeVar("Result")

INSTALL = 'pip install "distributed>=2026.8,<2027"'
GUIDE = "docs-dev/cluster.md"
PATIENCE = 60
"""Seconds for a worker to take the place of the last one that died, and for work that nobody wants
any more to come to its end."""

_ANSWER = 10  # seconds for a scheduler to answer
_LOOK = 5  # seconds between two looks at who is there
_RETRIES = 2  # times that a chunk is given to another worker
_ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[^:/\[\]\s]+):([0-9]{1,5})")


class ClusterError(RakorError):
    """The cluster cannot do the work; nothing of the site was touched."""


class Terms(NamedTuple):
    """What a worker must have in common with us.

    Attributes:
        program: see :func:`program_key`.
        token: what stands in the file that it must find in each folder.
        folders: folders that it must see and may write to.
    """

    program: str
    token: str
    folders: tuple[str, ...]


@contextmanager
def connected(address: str, *, without_tls: bool = False) -> Iterator[DaskExecutor]:
    """Connect to the scheduler at an address.

    Args:
        address: ``tls://host:port`` or ``tcp://host:port``.
        without_tls: let what is published travel between machines for all to read and change.

    Raises:
        ClusterError: it is no such address, nobody answers, nobody works there, or the way to
            another machine would be open to anybody.
    """
    _check_address(address, without_tls)
    try:
        import distributed
    except ImportError as error:
        raise ClusterError(
            "Untuk membangun dengan --cluster perlu pustaka Dask distributed, di komputer ini dan "
            f"di setiap pekerja. Pasang dengan: {INSTALL}"
        ) from error
    with _silenced():
        client = _client(distributed, address)
        try:
            with DaskExecutor(client, address, without_tls=without_tls) as executor:
                if not executor.threads():
                    raise _no_workers(address)
                yield executor
        finally:
            with contextlib.suppress(Exception):  # the scheduler may be gone
                client.close(timeout=_LOOK)


def _check_address(address: str, without_tls: bool) -> None:
    """Refuse what is no address, or leads through the open."""
    found = _ADDRESS.fullmatch(address)
    if not found or int(found[3]) > 65535:
        raise ClusterError(
            f"{printable(address)} bukan alamat penjadwal Dask. Tulis tls://nama-komputer:porta, "
            "misalnya tls://penjadwal.kantor:8786"
        )
    if found[1] == "tcp" and not without_tls and not _is_here(found[2]):
        raise _open_way(address)


def _no_workers(address: str) -> ClusterError:
    said = printable(address)
    return ClusterError(
        f"Penjadwal di {said} belum punya pekerja. Jalankan sedikitnya satu, lalu bangun lagi: "
        f"dask worker {said}"
    )


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _open_way(address: str) -> ClusterError:
    return ClusterError(
        f"{printable(address)} berada di komputer lain dan tidak memakai TLS. Siapa pun di "
        "jaringan itu dapat mengubah isi situs dan menjalankan program di komputer Anda. Pakai "
        f"alamat tls:// (lihat {GUIDE}), atau tambahkan --cluster-without-tls bila jaringan itu "
        "tertutup bagi orang lain."
    )


def _client(distributed: Any, address: str) -> Client:
    security = None
    if address.startswith("tls"):
        security = distributed.Security(require_encryption=True)
        if not (security.tls_ca_file and security.tls_client_cert):
            raise ClusterError(
                "Alamat tls:// perlu sertifikat. Sebutkan berkasnya di pengaturan Dask atau di "
                "peubah lingkungan DASK_DISTRIBUTED__COMM__TLS__CA_FILE, "
                "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT, dan "
                f"DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY; lihat {GUIDE}."
            )
    host, _, port = address.partition("://")[2].rpartition(":")
    try:
        # Dask alone would ask again and again before it gave up.
        socket.create_connection((host.strip("[]"), int(port)), _ANSWER).close()
        client: Client = distributed.Client(address, security=security, timeout=_ANSWER)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise _no_scheduler(address) from error
    return client


def _no_scheduler(address: str) -> ClusterError:
    return ClusterError(
        f"Tidak ada penjadwal Dask yang menjawab di {printable(address)}. Periksa alamatnya, "
        "dan apakah penjadwal itu menyala (dask scheduler). Situs lama tetap seperti semula."
    )


@contextmanager
def _silenced() -> Iterator[None]:
    """Keep the library from telling in English what is told in our words."""
    names = ("distributed", "tornado", "asyncio", "concurrent.futures")
    loggers = [logging.getLogger(name) for name in names]
    loggers += [
        logging.getLogger(name)
        for name in list(logging.root.manager.loggerDict)
        if name.startswith("distributed.")
    ]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


class DaskExecutor(SharedExecutor):
    """Gives work to the workers of a scheduler; made by :func:`connected`."""

    def __init__(self, client: Client, address: str, *, without_tls: bool) -> None:
        self._client = client
        self._address = printable(address)
        self._without_tls = without_tls
        # By default Dask takes equal calls for one, and files would not be written.
        self._executor: Executor = client.get_executor(pure=False, retries=_RETRIES)
        self._terms = Terms(program_key(), secrets.token_hex(16), ())
        self._marks: Sequence[Path] = ()

    def threads(self) -> dict[str, int]:
        """Return the threads of each worker there is, by address.

        Raises:
            ClusterError: the scheduler is gone, or the way to one of them is open to anybody.
        """
        try:
            found = dict(self._client.nthreads())
        except Exception as error:
            raise self._gone() from error
        for worker in found:
            scheme, _, rest = worker.partition("://")
            if scheme != "tls" and not self._without_tls and not _is_here(rest.rpartition(":")[0]):
                raise _open_way(worker)
        return found

    def probe(self, folders: Sequence[Path]) -> None:
        """See that every worker has the same program and shares these folders with us.

        Raises:
            ClusterError: one of them does not; it is named.
            SiteFolderError: we may not write into one of these folders.
        """
        token = self._terms.token
        shared = tuple(dict.fromkeys(str(folder) for folder in folders))
        self._terms = self._terms._replace(folders=shared)
        # These stay for workers that join later, until the work is over.
        self._marks = [Path(folder) / _question(token) for folder in shared]
        with disk_errors(Path(shared[-1])), ExitStack() as held:
            held.callback(_remove_answers, token, shared)
            for mark in self._marks:
                mark.write_text(token)
            for worker, said in self._ask_all(meets, self._terms).items():
                if isinstance(said, Exception) or said:
                    raise _unfit(worker, said)
                for folder in shared:
                    answer = Path(folder) / _answer(token, worker)
                    if not answer.is_file():
                        raise _unfit(worker, _NOT_SHARED.format(folder=printable(folder)))

    def submit(
        self, function: Callable[..., Result], /, *args: Any, **kwargs: Any
    ) -> Future[Result]:
        try:
            return self._executor.submit(_on_worker, self._terms, function, *args, **kwargs)
        except Exception as error:
            raise self._gone() from error

    def width(self) -> int:
        return max(1, sum(self.threads().values()))

    def result(self, future: Future[Result]) -> Result:
        """Wait for what was submitted.

        Raises:
            ClusterError: the scheduler is gone, or all workers are, or one is unfit.
        """
        empty = 0
        while not wait([future], _LOOK).done:
            empty = 0 if self.threads() else empty + 1
            if empty * _LOOK >= PATIENCE:
                raise ClusterError(
                    f"Semua pekerja di {self._address} sudah berhenti. Situs lama tetap seperti "
                    "semula; jalankan pekerja lagi, lalu bangun lagi."
                )
        try:
            error = future.exception()
        except CancelledError as cancelled:
            raise self._gone() from cancelled
        if error is not None:
            self._raise_for_people(error)
        return future.result()

    def _raise_for_people(self, error: BaseException) -> NoReturn:
        kind = type(error).__name__
        if kind == "KilledWorker":
            raise ClusterError(
                "Pekerja mati berulang kali saat mengerjakan bagian yang sama, mungkin karena "
                "kehabisan memori. Situs lama tetap seperti semula. Beri pekerja lebih banyak "
                "memori (dask worker --memory-limit), lalu bangun lagi."
            ) from error
        if kind == "CommClosedError":
            raise self._gone() from error
        if isinstance(error, ImportError) and (error.name or "").startswith("rakor"):
            raise _unfit("", error) from error
        raise error

    def settle(self) -> None:
        token = self._terms.token
        waited = 0
        while waited < PATIENCE:
            try:
                busy = self._ask_all(working, token)
            except ClusterError:
                return
            if not any(count for count in busy.values() if isinstance(count, int)):
                return
            threading.Event().wait(1)
            waited += 1

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        for mark in self._marks:
            mark.unlink(missing_ok=True)

    def _ask_all(self, function: Callable[..., Any], *args: Any) -> dict[str, Any]:
        """What all workers answer, by address; what one raises is its answer."""
        try:
            return dict(self._client.run(function, *args, on_error="return"))
        except Exception as error:
            raise self._gone() from error

    def _gone(self) -> ClusterError:
        return ClusterError(
            f"Hubungan dengan penjadwal di {self._address} terputus. Situs lama tetap seperti "
            "semula. Periksa penjadwal dan jaringannya, lalu bangun lagi."
        )


def _remove_answers(token: str, folders: Sequence[str]) -> None:
    for folder in folders:
        for left in Path(folder).glob(_answer(token, "*")):
            left.unlink(missing_ok=True)


def _unfit(worker: str, said: Exception | str) -> ClusterError:
    if isinstance(said, OSError):  # as are all that Dask says of connections
        said = f"ia tidak menjawab ({type(said).__name__}). Jalankan lagi, lalu bangun lagi."
    elif isinstance(said, Exception):
        said = _OTHER_PROGRAM  # so much so that it lacks what was asked for
    name = f"Pekerja {printable(worker)}" if worker else "Salah satu pekerja"
    return ClusterError(f"{name} tidak dapat dipakai: {said} Situs lama tetap seperti semula.")


_OTHER_PROGRAM = (
    "programnya lain dari yang ada di komputer ini. Halaman yang dibuatnya bisa berbeda. Pasang "
    "Rakor, Python, dan semua pustaka dengan versi yang sama (requirements.lock) di sana, lalu "
    "jalankan pekerja itu dari awal."
)
_NOT_SHARED = (
    "folder {folder} di sana bukan folder yang sama dengan di komputer ini, atau tidak boleh "
    "ditulisi. Buletin dibaca dari folder itu dan halaman ditulis ke situ. Sambungkan folder "
    "bersama itu di alamat yang sama pada semua komputer."
)


@cache
def program_key() -> str:
    """Return a digest of all that has a say in what a worker makes: every file of the package,
    what it renders with, and what encodes pictures."""
    parts: list[bytes | str] = [program_fingerprint(), encoders()]
    for address, path in files_in(PACKAGE):
        if "__pycache__/" not in address:
            parts += address, path.read_bytes()
    return digest(*parts).hex()


# What runs on workers

_working = threading.Lock()
_busy: Counter[str] = Counter()
_met: set[Terms] = set()


def _on_worker(terms: Terms, function: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
    """Do a piece of work, once it is known that this worker may."""
    if terms not in _met:
        from distributed import get_worker

        address = get_worker().address
        said = meets(terms, address)
        if said:
            raise _unfit(address, said)
    with _working:
        _busy[terms.token] += 1
    try:
        return function(*args, **kwargs)
    finally:
        with _working:
            _busy[terms.token] -= 1
            if not _busy[terms.token]:
                del _busy[terms.token]


def meets(terms: Terms, address: str = "", dask_worker: Any = None) -> str:
    """Tell what this worker lacks to work on these terms, or nothing; leave an answer behind.

    Dask hands in ``dask_worker``.
    """
    if program_key() != terms.program:
        return _OTHER_PROGRAM
    for folder in terms.folders:
        try:
            found = (Path(folder) / _question(terms.token)).read_text()
            answer = Path(folder) / _answer(terms.token, address or dask_worker.address)
            answer.write_text(terms.token)
            if address:  # nobody looks for the answer of one that joins later
                answer.unlink()
        except OSError:
            found = ""
        if found != terms.token:
            return _NOT_SHARED.format(folder=printable(folder))
    _met.add(terms)
    return ""


def working(token: str) -> int:
    """Tell how many pieces of work of a build this worker is at."""
    with _working:
        return _busy[token]


def _question(token: str) -> str:
    return f".{token}.rakor-probe"


def _answer(token: str, worker: str) -> str:
    return f".{token}-{re.sub('[^0-9A-Za-z*]', '-', worker)}.rakor-probe"
