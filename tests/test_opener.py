"""Opening what others made: no link anywhere on the way, nothing that blocks, nothing endless."""

from __future__ import annotations

import ast
import os
import pickle
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requirement

from rakor import opener
from rakor.opener import (
    Exchanged,
    Folder,
    LinkFound,
    NotAFile,
    TooLarge,
    Unfit,
    open_given,
    read_below,
    read_given,
)

PACKAGE = requirement.REPOSITORY / "hooks" / "rakor"
SECRET = b"rahasia"


@pytest.fixture(params=[True, False], ids=["from folders", "looking"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Both ways of opening: the system's, and that of systems that cannot open from a folder."""
    if not request.param:
        monkeypatch.setattr(opener, "from_folders", False)
    elif not opener.from_folders:
        pytest.skip("this system cannot open from a folder")
    return bool(request.param)


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """A folder with a good file, beside a secret."""
    (tmp_path / "rahasia").mkdir()
    (tmp_path / "rahasia" / "a.txt").write_bytes(SECRET)
    root = tmp_path / "dari luar"
    (root / "folder" / "dalam").mkdir(parents=True)
    for path in ("a.txt", "folder/a.txt", "folder/dalam/a.txt"):
        (root / path).write_bytes(b"isi " + path.encode())
    here = Path.cwd()
    yield root
    os.chdir(here)


Trap = Callable[[Path], str]
"""Puts something into the root and says under which path it is to be opened."""


def _link(path: str, to: str, *, folder: bool = False, ask: str = "") -> Trap:
    def put(root: Path) -> str:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(to.replace("ROOT", str(root)), target_is_directory=folder)
        return ask or path

    put.__name__ = f"{path} -> {to}"
    return put


def _special(path: str, make: Callable[[str], object]) -> Trap:
    def put(root: Path) -> str:
        make(str(root / path))
        return path

    put.__name__ = f"{path} by {getattr(make, '__name__', 'make')}"
    return put


def _socket(path: str) -> None:
    here = os.getcwd()  # noqa: PTH109 - names of sockets are short
    os.chdir(Path(path).parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(Path(path).name)
    os.chdir(here)


def _as_it_is(path: str) -> Trap:
    def put(root: Path) -> str:
        return path

    put.__name__ = ascii(path)
    return put


TRAPS: list[Trap] = [
    # Links in the last place.
    _link("l.txt", "../rahasia/a.txt"),
    _link("l.txt", "ROOT/../rahasia/a.txt"),
    _link("l.txt", "a.txt"),
    _link("l.txt", "folder/a.txt"),
    _link("folder/l.txt", "../a.txt"),
    _link("folder/l.txt", "../../rahasia/a.txt"),
    _link("l.txt", "tidak ada"),
    _link("l.txt", "l.txt"),
    _link("l.txt", "/dev/zero"),
    _link("l.txt", "/dev/stdin"),
    _link("l.txt", "/proc/self/environ"),
    _link("l.txt", "folder", folder=True),
    # Links in a folder on the way.
    _link("lf", "../rahasia", folder=True, ask="lf/a.txt"),
    _link("lf", "ROOT/../rahasia", folder=True, ask="lf/a.txt"),
    _link("lf", "folder", folder=True, ask="lf/a.txt"),
    _link("lf", ".", folder=True, ask="lf/a.txt"),
    _link("lf", "..", folder=True, ask="lf/rahasia/a.txt"),
    _link("folder/lf", "../../rahasia", folder=True, ask="folder/lf/a.txt"),
    _link("folder/lf", "..", folder=True, ask="folder/lf/folder/lf/a.txt"),
    _link("baru/lf", "../folder/dalam", folder=True, ask="baru/lf/a.txt"),
    _link("lf", "folder/dalam", folder=True, ask="lf/../a.txt"),
    _link("lf", "/", folder=True, ask="lf/etc/hostname"),
    # What blocks or never ends.
    _special("pipa", os.mkfifo if hasattr(os, "mkfifo") else _socket),
    _special("folder/pipa", os.mkfifo if hasattr(os, "mkfifo") else _socket),
    _special("soket", _socket),
    _special("itu folder", os.mkdir),
    # Paths that leave the root.
    *map(
        _as_it_is,
        [
            *(
                "..",
                ".",
                "",
                "/",
                "../rahasia/a.txt",
                "folder/../../rahasia/a.txt",
                "/etc/hostname",
            ),
            *("folder//a.txt", "./a.txt", "folder/./a.txt", "a.txt/", "a.txt\0", "folder/a.txt/x"),
        ],
    ),
]


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few people make links")
@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
def test_traps_are_not_opened(trap: Trap, root: Path, way: bool) -> None:
    path = trap(root)
    with Folder(root) as folder:
        for _ in range(2):  # the second time some folders are held
            with pytest.raises(OSError):  # noqa: PT011 - which one, the other tests say
                folder.read(path, 1000)
            assert not folder.is_file(path)


def test_good_files_are_opened(root: Path, way: bool) -> None:
    with Folder(root) as folder:
        for path in ("a.txt", "folder/a.txt", "folder/dalam/a.txt", "folder/a.txt", "a.txt"):
            assert folder.read(path, 1000) == b"isi " + path.encode()
            assert b"".join(folder.pieces(path, fresh=True)) == b"isi " + path.encode()
            assert folder.is_file(path)
        with folder.entries("folder") as found:
            assert sorted(entry.name for entry in found) == ["a.txt", "dalam"]
        with folder.entries("") as found:
            assert sorted(entry.name for entry in found) == ["a.txt", "folder"]


def test_the_root_may_lie_under_links(root: Path, tmp_path: Path, way: bool) -> None:
    (tmp_path / "lewat").symlink_to(root, target_is_directory=True)
    assert read_below(tmp_path / "lewat", "folder/a.txt", 99) == b"isi folder/a.txt"


def test_what_is_wrong_is_told_apart(root: Path, way: bool) -> None:
    (root / "l").symlink_to("a.txt")
    (root / "lf").symlink_to("folder")
    with Folder(root) as folder:
        for path in ("l", "lf/a.txt", "lf/dalam/a.txt"):
            with pytest.raises(LinkFound, match="tautan"):
                folder.read(path, 99)
        with pytest.raises(NotAFile):
            folder.read("folder", 99)
        with pytest.raises(FileNotFoundError):
            folder.read("folder/tidak ada/a.txt", 99)
        with pytest.raises(Unfit, match="di dalam folder"):
            folder.read("../rahasia/a.txt", 99)
        with pytest.raises(TooLarge):
            folder.read("a.txt", 8)
        assert folder.read("a.txt", 9) == b"isi a.txt"
        assert folder.head("a.txt", 3) == b"isi"


def test_what_was_exchanged_meanwhile_is_not_read(root: Path, way: bool) -> None:
    seen = os.lstat(root / "a.txt")
    (root / "baru").write_bytes(b"isi a.txt")
    (root / "baru").replace(root / "a.txt")
    with Folder(root) as folder, pytest.raises(Exchanged):
        folder.read("a.txt", 99, lambda status: status.st_ino == seen.st_ino)


def test_a_folder_exchanged_for_a_link_at_any_moment(root: Path, tmp_path: Path) -> None:
    """One thread exchanges a folder for a link to secrets, again and again; one reads."""
    stop = threading.Event()
    folder, aside = root / "folder", root / "aside"

    def exchange() -> None:
        while not stop.is_set():
            folder.rename(aside)
            folder.symlink_to(tmp_path / "rahasia", target_is_directory=True)
            folder.unlink()
            aside.rename(folder)

    thread = threading.Thread(target=exchange)
    thread.start()
    try:
        for _ in range(3000):
            try:
                assert read_below(root, "folder/a.txt", 99) != SECRET
            except OSError:
                continue
    finally:
        stop.set()
        thread.join()


def test_a_folder_made_anew_is_found(root: Path, way: bool) -> None:
    with Folder(root) as folder:
        assert folder.read("folder/a.txt", 99)
        (root / "folder").rename(root / "lama")
        (root / "folder").mkdir()
        (root / "folder" / "b.txt").write_bytes(b"baru")
        if way:
            assert not folder.is_file("folder/b.txt")  # still held, and let go of now
        assert folder.read("folder/b.txt", 99) == b"baru"


def test_many_folders_do_not_use_up_handles(root: Path) -> None:
    with Folder(root) as folder:
        for number in range(3000):
            (root / f"f{number}").mkdir()
            (root / f"f{number}" / "a").write_bytes(b"x")
            assert folder.read(f"f{number}/a", 1) == b"x"
        assert len(folder._held) <= 40


def test_very_long_paths_are_told(root: Path, way: bool) -> None:
    with Folder(root) as folder:
        for path in ("a/" * 2000 + "a", "a/" * 5000 + "a", "a" * 300, "a" * 5000):
            with pytest.raises(OSError):  # noqa: PT011
                folder.read(path, 1)


def test_a_folder_can_be_sent_to_another_process(root: Path) -> None:
    with Folder(root) as folder:
        folder.read("folder/a.txt", 99)
        other = pickle.loads(pickle.dumps(folder))  # noqa: S301 - made a moment ago
    assert other.read("folder/a.txt", 99) == b"isi folder/a.txt"


def test_writing_never_goes_through_links(root: Path, tmp_path: Path, way: bool) -> None:
    secret = tmp_path / "rahasia" / "a.txt"
    (root / "l.txt").symlink_to(secret)
    (root / ".b.txt.baru").symlink_to(secret)
    (root / "lf").symlink_to(secret.parent)
    secret.chmod(0o600)
    with Folder(root) as folder:
        folder.put("l.txt", b"baru", 0o666)
        folder.put("b.txt", b"baru", 0o640)
        folder.put("satu/dua/c.txt", b"baru", 0o644)
        for path in ("lf/a.txt", "lf/baru/a.txt"):
            with pytest.raises(LinkFound):
                folder.put(path, b"baru", 0o666)
        with pytest.raises(LinkFound):
            folder.remove("lf/a.txt")
        folder.remove("lf")
    assert (secret.read_bytes(), secret.stat().st_mode & 0o777) == (SECRET, 0o600)
    assert sorted(path.name for path in secret.parent.iterdir()) == ["a.txt"]
    for path in ("l.txt", "b.txt", "satu/dua/c.txt"):
        assert (root / path).read_bytes() == b"baru"
        assert not (root / path).is_symlink()
    assert (root / "b.txt").stat().st_mode & 0o777 == 0o640


def test_files_that_a_person_names(root: Path, tmp_path: Path) -> None:
    """A person may name a link; a pipe is refused at once, and so is what is too large."""
    (tmp_path / "l").symlink_to(root / "a.txt")
    assert read_given(tmp_path / "l", 99) == b"isi a.txt"
    with pytest.raises(TooLarge):
        read_given(tmp_path / "l", 3)
    os.mkfifo(tmp_path / "pipa")
    for path in (tmp_path / "pipa", Path(os.devnull), root):
        with pytest.raises(OSError):  # noqa: PT011
            open_given(path)


# Who opens by itself

_OPENING = {"open", "read_bytes", "read_text", "iterdir", "glob", "rglob", "scandir", "listdir"}
_OPENING |= {"walk", "ZipFile", "connect", "copyfile", "copy", "copy2", "copytree", "mmap"}

OWN = "what the program itself brought"
DATABASE = "SQLite opens its file by name"
SITE = "the site that is being built"
EXEMPT = {
    "opener.py": "the opener itself",
    "search/stemmer.py": OWN,
    "search/spelling.py": OWN,
    "search/synonyms.py": OWN,
    "search/destinations.py": OWN,
    "registry/regions.py": OWN,
    "registry/table.py": OWN,
    "registry/make_regions.py": "the maintainers' tool that makes the data",
    "registry/make_agencies.py": "the maintainers' tool that makes the data",
    "pages/templating.py": OWN,
    "publish/edition.py": OWN,
    "form/desk.py": OWN,
    "pages/acronyms.py": OWN,
    "pages/help.py": OWN,
    "pages/make_icons.py": "the maintainers' tool that makes the data",
    "starter/site.py": OWN,
    "starter/wheel.py": "what the installer wrote down of this program",
    "opendata/database.py": "SQLite writes to a file that this very run has made",
    "cli/init.py": "counts names in a folder that a person named",
    "serve/__init__.py": "opens a browser, not a file",
    "theme/config_places.py": "mkdocs.yml and what it inherits: configuration",
    "adapter/refusals.py": "mkdocs.yml and what it inherits: configuration",
    "offline/sign.py": OWN,
    "serve/server.py": OWN,
    "incremental/fingerprints.py": OWN,
    "incremental/tracked.py": "what Git keeps of this repository",
    "incremental/database.py": DATABASE,
    "incremental/state.py": DATABASE,
    "incremental/lock.py": DATABASE,
    "incremental/cluster.py": "this package, and marks that this very run has made for its workers",
    "incremental/shared_file.py": "a database that this very run has made for its workers",
    "incremental/parallel.py": "a file that this very run has made, in a place of its own",
    "theme/frame_inputs.py": "mkdocs.yml, docs/ and hooks/: configuration and code",
    "theme/frame.py": "what MkDocs made a moment ago, in the folder of the state",
    "source/scan.py": "looks at names; what they name is opened through a Folder",
    "publish/staging.py": SITE,
    "build/body_updater.py": SITE,
    "build/search_index.py": SITE,
    "build/pictures.py": SITE,
    "cli/main.py": "the system's nowhere",
    "formats/photos.py": "reads what has been read into memory",
    "importing/reading.py": "reads what has been read into memory",
    "offline/archive.py": "zipfile reads from what the opener has opened",
    "offline/disk.py": "the system's own list of what is plugged in where",
    "offline/zim.py": "writes to the system's nowhere, and a file that it has just made",
}
"""Modules that open files by name, and why they may."""


def _openings(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        if isinstance(function, ast.Name) and function.id == "open":
            yield node.lineno, "open"
        elif isinstance(function, ast.Attribute) and function.attr in _OPENING:
            yield node.lineno, function.attr


def test_nobody_else_opens_by_name() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE).as_posix()}:{line}: {name}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).as_posix() not in EXEMPT
        for line, name in _openings(path)
    ]
    assert not wrong, "open through rakor.opener, or name the module above with a reason"


def test_no_exemption_is_left_over() -> None:
    used = {
        name for name in EXEMPT if (PACKAGE / name).is_file() and any(_openings(PACKAGE / name))
    }
    assert used == EXEMPT.keys()
