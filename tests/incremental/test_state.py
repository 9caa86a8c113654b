"""What is kept comes back as it was, or is known to be damaged."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from rakor.incremental.changes import (
    Changes,
    Fingerprints,
    SourceState,
    StoredDocument,
    StoredFile,
    StoredSegment,
    Volatile,
)
from rakor.incremental.database import StateBusy, StateDamaged
from rakor.incremental.site_state import text_digest
from rakor.incremental.state import STATE_NAME, State, StoredResult, drop, facts_digest
from rakor.incremental.tracked import StateTracked
from rakor.settings import STORE_NAME

DOCUMENT = StoredDocument(
    b"f" * 32, b"m", b"t" * 16, b"v" * 16, ("by_year\x002024", "listed"), b"c"
)
RECORD, REST = '{"judul": "Contoh"}', "[[], [], []]"
RESULT = StoredResult(b"signature", facts_digest(RECORD, REST), b"body", REST)


def changes() -> Changes:
    return Changes(
        documents={"a.html": DOCUMENT, "b.html": DOCUMENT._replace(names=("listed",))},
        volatile={"a.html": Volatile("2024-01-01", "2024-12-31", True, ("page", "", "hari"))},
        looked_at={"a.html", "b.html"},
        files={"assets/a.css": StoredFile(b"o", b"c")},
        texts={"contoh": (text_digest("teks contoh"), "teks contoh")},
        segments={"0": StoredSegment(b"k", ("contoh",), "{}", {"cari/a.js": b"\1\2"})},
        sources={"contoh.md": SourceState(b"facts", b"body")},
        values={"rules": "r"},
        fingerprints=Fingerprints("f", "l", "s", "t"),
        folders=["", "assets/"],
        figures={"bulletins": 1},
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root whose state holds something of everything."""
    site = tmp_path / "site"
    site.mkdir()
    with State(tmp_path) as state:
        state.keep_results("r", "tree", {"contoh.md": (RESULT, RECORD)}, [])
        state.keep_report("key", "laporan")
        kept = state.site(site)
        kept.announce(["a.html"])
        kept.commit(changes())
    return tmp_path


def test_what_is_kept_comes_back(root: Path) -> None:
    with State(root) as state:
        assert state.results("r") == {"contoh.md": RESULT}
        assert state.results("other rules") == {}
        assert state.record("contoh.md", RESULT) == RECORD
        assert state.records({"contoh.md": RESULT}) == {"contoh.md": RECORD}
        assert (state.report("key"), state.report("other"), state.tree) == ("laporan", "", "tree")
        kept = state.site(root / "site")
        wanted = changes()
        assert kept.documents() == wanted.documents
        assert kept.document("a.html") == DOCUMENT._replace(names=())
        assert kept.document("c.html") is None
        assert kept.names_of("a.html") == list(DOCUMENT.names)
        assert kept.volatile() == kept.volatile(with_bodies=True) == wanted.volatile
        assert kept.files() == wanted.files
        assert kept.file("assets/a.css") == b"c"
        assert kept.texts(["contoh", "lain"]) == {"contoh": "teks contoh"}
        assert kept.text_digests() == {"contoh": text_digest("teks contoh")}
        assert kept.segments() == wanted.segments
        assert kept.sources() == wanted.sources
        assert kept.fingerprints == wanted.fingerprints
        assert (kept.folders, kept.figures) == (wanted.folders, wanted.figures)
        assert kept.value("rules") == "r"


def test_a_site_is_broken_between_announcement_and_commit(root: Path) -> None:
    with State(root) as state:
        state.site(root / "site").announce(["new.html", "b.html"])
    with State(root) as state:
        assert state.site(root / "site").announced == ["b.html", "new.html"]
        assert state.site(root / "site").fingerprints is None
        assert state.site(root / "site").documents()  # to be compared with what stands there


def test_what_is_gone_is_forgotten_and_a_slot_leaves_the_rest(root: Path) -> None:
    with State(root) as state:
        kept = state.site(root / "site")
        kept.commit(
            Changes(
                gone_documents={"b.html"},
                slots={"a.html": DOCUMENT._replace(names=(), content=b"new", slot_size=7)},
                gone_texts={"contoh"},
                fingerprints=Fingerprints("f", "l", "s", "t"),
            )
        )
    with State(root) as state:
        kept = state.site(root / "site")
        assert kept.documents() == {"a.html": DOCUMENT._replace(content=b"new", slot_size=7)}
        assert kept.volatile() == changes().volatile
        assert kept.text_digests() == {}


def test_sites_do_not_know_each_other_and_lost_ones_are_forgotten(root: Path) -> None:
    other = root / "lain"
    other.mkdir()
    with State(root) as state:
        kept = state.site(other)
        assert kept.fingerprints is None
        assert not kept.documents()
        kept.commit(Changes(fingerprints=Fingerprints("", "", "", "")))
        assert state.site(root / "site").documents()
    shutil.rmtree(root / "site")
    with State(root) as state:
        state.site(other).commit(Changes(fingerprints=Fingerprints("", "", "", "")))
    with State(root) as state:
        assert state.site(root / "site").fingerprints is None


def test_a_root_may_be_moved_with_its_site(root: Path, tmp_path: Path) -> None:
    moved = tmp_path / "pindah"
    moved.mkdir()
    for name in (STORE_NAME, "site"):
        shutil.move(root / name, moved / name)
    with State(moved) as state:
        assert state.site(moved / "site").fingerprints == changes().fingerprints


def read_everything(root: Path) -> None:
    with State(root) as state:
        state.records(state.results("r"))
        kept = state.site(root / "site")
        kept.documents()
        kept.volatile()
        kept.files()
        kept.texts(["contoh"])
        kept.segments()
        kept.sources()


@pytest.mark.parametrize(
    "statement",
    [
        "update result set body = x'00'",
        "update result set rest = '[[], [], [\"a\"]]'",
        "update record set record = '{}'",
        "update document set content = null",
        "update document set names = x'ffffffff'",
        "update name set name = 'lain' where id = 1",
        "delete from name where id = 1",
        "delete from document where address = 'a.html'",
        "update volatile set until = '2099-01-01'",
        "delete from volatile",
        "update file set origin = 'teks'",
        "update text set text = 'lain'",
        "update segment set summary = '[]'",
        "delete from published",
        "update meta set value = '{}' where name = 'build'",
        "drop table segment",
        "update site set path = 'x'",
    ],
)
def test_what_is_not_as_it_was_written_is_noticed(root: Path, statement: str) -> None:
    database = sqlite3.connect(root / STORE_NAME / STATE_NAME)
    with database:
        database.execute(statement)
    database.close()
    with pytest.raises(StateDamaged):
        read_everything(root)


@pytest.mark.parametrize("content", [b"", b"bukan basis data" * 400, b"SQLite format 3\0" * 300])
def test_what_is_no_state_is_begun_or_refused(root: Path, content: bytes) -> None:
    (root / STORE_NAME / STATE_NAME).write_bytes(content)
    if content:
        with pytest.raises(StateDamaged):
            State(root)
        drop(root)
    with State(root) as state:
        assert state.results("r") == {}


def test_a_check_does_not_wait_for_who_writes(root: Path) -> None:
    with State(root) as writer, State(root, 0.05) as reader:
        writer.site(root / "site").keep_texts({"x": (text_digest("x"), "x")})
        assert reader.results("r")  # what was finished can be read meanwhile
        with pytest.raises(StateBusy):
            reader.keep_report("key", "laporan baru")


def test_what_earlier_versions_kept_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / STORE_NAME
    for name in ("kerangka/situs/a.html", "simpanan-0f.sqlite3", "periksa.db", "milik-lain.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("lama")
    State(tmp_path).close()
    assert {path.name for path in folder.iterdir()} == {STATE_NAME, "milik-lain.txt"}


@pytest.mark.parametrize("below", ["", "situs/berita"])
def test_a_state_that_git_tracks_is_refused(root: Path, tmp_path: Path, below: str) -> None:
    repository = tmp_path / "repositori"
    place = repository / below
    place.mkdir(parents=True)

    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(repository), *arguments], check=True, capture_output=True)

    git("init", "-q")
    shutil.copytree(root / STORE_NAME, place / STORE_NAME)
    State(place).close()  # there, but not tracked
    git("add", "-A")
    with pytest.raises(StateTracked, match="git rm -r --cached"):
        State(place)
    git("update-index", "--index-version", "4")
    with pytest.raises(StateTracked):
        State(place)
    git("rm", "-rq", "--cached", ".")
    State(place).close()
