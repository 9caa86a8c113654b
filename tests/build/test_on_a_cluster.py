"""A build whose work is done by a cluster: the same site, whatever becomes of its workers."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpus
import pytest
from building import COMMAND
from dask_cluster import HOOKS, PATIENCE, Cluster, wait_until
from hashes import tree

from rakor.cli.main import main
from rakor.incremental.state import STATE_NAME, State
from rakor.settings import STORE_NAME

pytestmark = pytest.mark.slow

UNCHANGED = "Situs lama tetap seperti semula."


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that this process built alone."""
    root = tmp_path_factory.mktemp("berbagi") / "situs"
    corpus.write_site(root, 40)
    assert main(["build", "--root", str(root), "--jobs", "1"]) == 0
    return root


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with Cluster(tmp_path) as found:
        yield found


def start(root: Path, site: Path, address: str, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            *(*COMMAND, "build", "--root", os.path.relpath(root), "--site-dir", str(site)),
            *("--cluster", address, *more),
        ],
        env={**os.environ, "PYTHONPATH": str(HOOKS)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def end(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for a build; its exit status and what it said. No traceback, no other language."""
    _, said = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in said
    assert "distributed" not in said
    return process.returncode, said


def build(root: Path, site: Path, address: str, *more: str) -> tuple[int, str]:
    return end(start(root, site, address, *more))


def forget(root: Path) -> None:
    """Let the next build check and make everything, but for MkDocs' part."""
    (root / STORE_NAME / STATE_NAME).unlink()


def known(root: Path, site: Path) -> tuple[Any, ...]:
    """All that a build may believe of the last one."""
    with State(root) as state:
        kept = state.site(site)
        segments = {name: (one.key, one.files) for name, one in kept.segments().items()}
        return kept.documents(), kept.volatile(), segments, kept.text_digests()


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("threads", [1, 3])
def test_a_worker_makes_the_same_and_knows_the_same(
    threads: int, shared: Path, cluster: Cluster, tmp_path: Path
) -> None:
    alone = known(shared, shared / "site")
    root, site = tmp_path / "situs", tmp_path / "hasil"
    shutil.copytree(shared, root, ignore=shutil.ignore_patterns("site"))
    forget(root)
    cluster.worker(threads)
    status, said = build(root, site, cluster.address)
    assert status == 0, said
    assert tree(site) == tree(shared / "site")
    assert known(root, site) == alone
    assert not list((root / STORE_NAME).glob("work-*"))
    assert hidden(root) == [STORE_NAME]
    assert all(name.endswith("-lock") for name in hidden(tmp_path))


def test_workers_come_and_go(shared: Path, cluster: Cluster, tmp_path: Path) -> None:
    """Two are killed in the middle and one joins late; what is kept is right for later edits."""
    root, site = tmp_path / "situs", tmp_path / "hasil"
    shutil.copytree(shared, root, ignore=shutil.ignore_patterns("site"))
    forget(root)
    first, second = cluster.worker(), cluster.worker(3)
    building = start(root, site, cluster.address)
    staging = site.with_name(f".{site.name}.rakor-new")
    wait_until(lambda: building.poll() is not None or list(staging.glob("buletin/**/*.html")))
    assert building.poll() is None
    first.kill()
    cluster.worker()
    second.kill()  # now the late one has to do what is left
    status, said = end(building)
    assert status == 0, said
    assert tree(site) == tree(shared / "site")

    draw = random.Random(19)
    for number in range(10):
        edit(root, draw, number)
        if number % 5 == 4:
            status, said = build(root, site, cluster.address)
            assert status == 0, said
            assert main(["build", "--root", str(root), "--site-dir", str(site)]) == 0
        else:
            assert main(["build", "--root", str(root), "--site-dir", str(site)]) == 0
    clean = tmp_path / "bersih"
    assert main(["build", "--root", str(root), "--site-dir", str(clean), "--clean"]) == 0
    assert tree(site) == tree(clean)


def edit(root: Path, draw: random.Random, number: int) -> None:
    """Change a title or a text, take a bulletin away, or put one into another topic."""
    texts = {path: path.read_text() for path in sorted((root / "bulletins").rglob("20*.md"))}
    path = draw.choice(list(texts))
    text = texts.pop(path)
    what = draw.choice(["judul", "isi", "hapus", "topik"])
    if what == "hapus" and any(path.stem in other for other in texts.values()):
        what = "judul"  # others refer to it
    if what == "hapus":
        path.unlink()
    elif what == "isi":
        path.write_text(f"{text}\nKalimat nomor {number}.\n")
    elif what == "topik":
        begin = text.index("topik:")
        topic = draw.choice(sorted(corpus.TOPICS))
        path.write_text(f"{text[:begin]}topik: [{topic}]{text[text.index(chr(10), begin) :]}")
    else:
        begin = text.index("judul:")
        line = f'judul: "Contoh: judul nomor {number}"'
        path.write_text(f"{text[:begin]}{line}{text[text.index(chr(10), begin) :]}")


def test_without_its_scheduler_a_build_ends_and_touches_nothing(
    shared: Path, cluster: Cluster, tmp_path: Path
) -> None:
    root = tmp_path / "situs"
    shutil.copytree(shared, root)
    before = tree(root / "site")
    for path in (root / "bulletins").rglob("20*.md"):
        path.write_text(f"{path.read_text()}\nSatu kalimat lagi.\n")
    cluster.worker()
    building = start(root, root / "site", cluster.address, "--clean")
    staging = root / ".site.rakor-new"
    wait_until(lambda: building.poll() is not None or list(staging.glob("buletin/**/*.html")))
    cluster.scheduler.kill()
    status, said = end(building)
    assert status == 1
    assert f"Hubungan dengan penjadwal di {cluster.address} terputus" in said
    assert UNCHANGED in said
    assert tree(root / "site") == before
    assert not staging.exists()
    assert hidden(root) == [STORE_NAME]


def another_program(folder: Path) -> tuple[str, ...]:
    """A copy of the program that renders with another template."""
    shutil.copytree(HOOKS / "rakor", folder / "rakor")
    template = folder / "rakor" / "pages" / "templates" / "bulletin.html"
    template.write_text(template.read_text() + "\n")
    return ()


def no_program(folder: Path) -> tuple[str, ...]:
    """Something else of that name."""
    (folder / "rakor").mkdir(parents=True)
    (folder / "rakor" / "__init__.py").touch()
    return ()


def no_folder(folder: Path) -> tuple[str, ...]:
    """The program on a machine that does not see the folder of the site."""
    shutil.copytree(HOOKS / "rakor", folder / "rakor")
    (folder / "elsewhere.py").write_text(
        "import sys\n"
        "def refuse(event, arguments):\n"
        "    if event == 'open' and '.rakor-probe' in str(arguments[0]):\n"
        "        raise FileNotFoundError(2, 'No such file', arguments[0])\n"
        "sys.addaudithook(refuse)\n"
    )
    return ("--preload", str(folder / "elsewhere.py"))


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        (another_program, "programnya lain"),
        (no_program, "programnya lain"),
        (no_folder, "bukan folder yang sama"),
    ],
)
def test_a_worker_that_would_make_another_site_is_named(
    lacking: Any, words: str, shared: Path, cluster: Cluster, tmp_path: Path
) -> None:
    before = tree(shared / "site")
    more = lacking(tmp_path / "lain")
    cluster.worker()
    cluster.worker(1, tmp_path / "lain", *more, "--name", "lain", "--worker-port", "0")
    status, said = build(shared, shared / "site", cluster.address, "--clean")
    assert status == 1
    assert words in said
    assert "Pekerja tcp://127.0.0.1:" in said
    assert UNCHANGED in said
    assert tree(shared / "site") == before
    assert hidden(shared) == [STORE_NAME]


def test_the_way_is_closed_by_tls(shared: Path, tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl to make a certificate with")
    certificate, key = tmp_path / "sertifikat.pem", tmp_path / "kunci.pem"
    making = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=contoh"]
    making += ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(making, check=True, capture_output=True)
    certificate.write_text(certificate.read_text() + key.read_text())
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    named = dict.fromkeys((f"{tls}CA_FILE", f"{tls}CLIENT__CERT", f"{tls}CLIENT__KEY"))
    with Cluster(tmp_path, certificate) as cluster:
        cluster.worker()
        assert cluster.address.startswith("tls://")
        with pytest.MonkeyPatch.context() as patched:
            for name in named:
                patched.setenv(name, str(certificate))
            status, said = build(shared, tmp_path / "hasil", cluster.address, "--clean")
        assert status == 0, said
        assert tree(tmp_path / "hasil") == tree(shared / "site")
        # Whoever does not speak TLS is told what may be wrong, not how a library failed.
        plain = cluster.address.replace("tls://", "tcp://")
        status, said = build(shared, tmp_path / "hasil", plain, "--clean")
        assert status == 1
        assert "Tidak ada penjadwal Dask yang menjawab" in said


def test_without_workers_nothing_is_begun(shared: Path, cluster: Cluster) -> None:
    status, said = build(shared, shared / "site", cluster.address, "--clean")
    assert status == 1
    assert "belum punya pekerja" in said
