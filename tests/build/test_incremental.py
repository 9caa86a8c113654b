"""An incremental build equals a clean one, byte for byte, whatever was edited in between."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import re
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import corpus
import framed
import pytest
from hashes import tree
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from rakor.adapter.frame import make_frame
from rakor.build.builder import Options, make
from rakor.cli.main import main
from rakor.incremental.parallel import Workers
from rakor.incremental.state import STATE_NAME, State
from rakor.publish.edition import STAMP
from rakor.settings import STORE_NAME
from rakor.source import scan as inputs

EDITIONS = ["", "2020-06-01", "2020-07-15", "2031-01-01", "2031-01-02", "2031-01-02 14.30"]
DUES = ["", "2020-05-31", "2020-06-01", "2020-06-20", "2031-01-01", "2031-01-31"]
# More by hand, e.g. RAKOR_SEQUENCES=300: a defect here once in a hundred sequences is a defect.
STEPS = int(os.environ.get("RAKOR_STEPS", "8"))
SEQUENCES = int(os.environ.get("RAKOR_SEQUENCES", "4"))


def build(root: Path, site_dir: Path) -> None:
    outcome = make(
        root,
        make_frame,
        site_dir,
        Options(workers=Workers(root / STORE_NAME, 1)),
    )
    assert outcome.figures is not None, outcome.checked.problems


REFERRING = ("terkait", "tindak_lanjut")
"""Keys of front matter that may name other bulletins."""


def without(text: str, *keys: str) -> list[str]:
    """The lines of a bulletin but for those of some keys of its front matter."""
    rows, skipping, fences = [], False, 0
    for row in text.split("\n"):
        fences += row == "---"
        if not row.startswith(" "):
            skipping = fences == 1 and row.partition(":")[0] in keys
        if not skipping:
            rows.append(row)
    return rows


class Edits(RuleBasedStateMachine):
    """A press office at work: any sequence of edits, some builds on the way."""

    @initialize(hurried=st.booleans())
    def begin(self, hurried: bool) -> None:
        # In a hurry every file counts as just written, so that no time stamp proves anything.
        self.patch = pytest.MonkeyPatch()
        if hurried:
            self.patch.setattr(inputs, "_GRAIN", 10**18)
        self.folder = Path(tempfile.mkdtemp(prefix="rakor-"))
        self.root = self.folder / "situs"
        framed.write_site(self.root, 6, seed=7)
        self.site = self.root / "site"
        self.next = 6
        self.aside: list[tuple[str, bytes]] = []
        self.foreign: dict[str, str] = {}
        build(self.root, self.site)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            try:
                self.check_against_clean()
            finally:
                self.patch.undo()
            shutil.rmtree(self.folder)

    # -- helpers ------------------------------------------------------------------------------

    @property
    def bulletins(self) -> list[Path]:
        return sorted((self.root / "bulletins").rglob("20*.md"))

    def some(self, data: st.DataObject) -> Path:
        return data.draw(st.sampled_from(self.bulletins))

    def line(self, path: Path, key: str, value: str) -> None:
        """Set a front matter line of its own; without it, put it under the title."""
        lines = without(path.read_text(), key)
        lines.insert(1, f"{key}: {value}")
        path.write_text("\n".join(lines))

    def check_against_clean(self) -> None:
        build(self.root, self.site)
        fresh = self.folder / "bersih"
        shutil.rmtree(fresh, ignore_errors=True)
        other = self.folder / "lain"
        shutil.rmtree(other, ignore_errors=True)
        other.mkdir()
        for name in ("mkdocs.yml", "docs", "bulletins", "hooks", "tema"):
            source = self.root / name
            if source.is_dir():
                shutil.copytree(source, other / name)
            elif source.exists():
                shutil.copy(source, other / name)
        # What MkDocs makes is the same for both; making it once saves most of the time.
        shutil.copytree(self.root / STORE_NAME / "frame", other / STORE_NAME / "frame")
        build(other, fresh)
        mine = tree(self.site)
        for foreign in ("asing.html", "wilayah/catatan orang.txt"):
            # What somebody has put there stays, and is nobody's page.
            assert mine.pop(foreign, None) in {None, self.foreign.get(foreign)}
        assert mine == tree(fresh)

    # -- edits --------------------------------------------------------------------------------

    @rule(data=st.data(), text=st.sampled_from(["Kalimat baru.", "## Judul baru\n\nIsi.", "*x*"]))
    def edit_body(self, data: st.DataObject, text: str) -> None:
        path = self.some(data)
        path.write_text(path.read_text() + f"\n{text}\n")

    @rule(data=st.data())
    def empty_body(self, data: st.DataObject) -> None:
        path = self.some(data)
        path.write_text("---" + path.read_text().split("---")[1] + "---\n")

    @rule(data=st.data(), number=st.integers(1, 3))
    def edit_title(self, data: st.DataObject, number: int) -> None:
        self.line(self.some(data), "judul", f'"Contoh: judul yang diubah nomor {number}"')

    @rule(data=st.data(), number=st.integers(1, 3))
    def edit_summary(self, data: st.DataObject, number: int) -> None:
        self.line(self.some(data), "ringkasan", f'"Ringkasan contoh yang diubah {number}."')

    @rule(
        data=st.data(),
        status=st.sampled_from(["terbit", "draf", "rencana", "ditunda", "dibatalkan", "dicabut"]),
    )
    def edit_status(self, data: st.DataObject, status: str) -> None:
        self.line(self.some(data), "status", status)

    @rule(data=st.data(), day=st.sampled_from(["2019-01-01", "2030-01-01"]))
    def edit_day_of_publication(self, data: st.DataObject, day: str) -> None:
        self.line(self.some(data), "terbit", day)

    @rule(data=st.data(), topics=st.lists(st.sampled_from(sorted(corpus.TOPICS)), min_size=1,
                                          max_size=2, unique=True))  # fmt: skip
    def edit_topics(self, data: st.DataObject, topics: list[str]) -> None:
        path = self.some(data)
        rows = without(path.read_text(), "topik")
        rows.insert(1, f"topik: [{', '.join(topics)}]")
        path.write_text("\n".join(rows))

    @rule(data=st.data())
    def relate(self, data: st.DataObject) -> None:
        path, other = self.some(data), self.some(data)
        if path != other:
            relative = other.relative_to(self.root / "bulletins").with_suffix("").as_posix()
            self.line(path, "terkait", f"[{relative}]")

    @rule(
        data=st.data(),
        dues=st.lists(st.sampled_from(DUES), min_size=1, max_size=3),
        outcome=st.sampled_from(["", "selesai", "dialihkan", "dibatalkan"]),
        day=st.sampled_from(["", "2031-01-01"]),
    )
    def promise(self, data: st.DataObject, dues: list[str], outcome: str, day: str) -> None:
        """Promises, the first of which another bulletin may tell the end of."""
        path, other = self.some(data), self.some(data)
        kinds = st.sampled_from(["komitmen", "komitmen", "keputusan", "imbauan"])
        meeting = re.search(r"^tanggal: *(\S+)", path.read_text(), re.MULTILINE)
        items = []
        for number, due in enumerate(dues):
            parts = [f"isi: Contoh janji {number}", f"jenis: {data.draw(kinds)}"]
            # Due before the meeting, it would not be published.
            is_possible = due and meeting and due >= meeting[1]
            parts += [f"tenggat: {due}"] if is_possible else []
            parts += ["penanggung_jawab: KPU RI"] if number else []
            if outcome and not number and path != other:
                id_ = other.relative_to(self.root / "bulletins").with_suffix("").as_posix()
                more = f", tanggal: {day}" if day else ""
                parts.append(f"{outcome}: {{buletin: {id_}{more}}}")
            items.append(f"{{{', '.join(parts)}}}")
        rows = without(path.read_text(), "tindak_lanjut")
        rows.insert(1, f"tindak_lanjut: [{', '.join(items)}]")
        path.write_text("\n".join(rows))

    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        entry = "[{tanggal: 2026-01-01, bagian: judul, semula: a, menjadi: b}]"
        self.line(self.some(data), "ralat", entry)

    @rule(data=st.data())
    def edit_agencies(self, data: st.DataObject) -> None:
        path = self.some(data)
        text = path.read_text()
        path.write_text(text.replace("\ninstansi:\n", "\ninstansi:\n  - KPU RI\n", 1))

    @rule()
    def create(self) -> None:
        made = corpus.document(self.next, seed=7)
        self.next += 1
        path = self.root / "bulletins" / f"{made.id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        for one in made.attachments:
            (path.parent / one.name).write_bytes(one.content)
        rows = without(made.text, *REFERRING)  # what it refers to may be gone by now
        path.write_text("\n".join(rows))

    @precondition(lambda self: len(self.bulletins) > 2)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        path = self.some(data)
        wanted = path.relative_to(self.root / "bulletins").with_suffix("").as_posix()
        for other in self.bulletins:  # nothing may refer to it any more
            if other != path and wanted in other.read_text():
                other.write_text("\n".join(without(other.read_text(), *REFERRING)))
        self.aside.append((path.relative_to(self.root).as_posix(), path.read_bytes()))
        path.unlink()

    @precondition(lambda self: bool(self.aside))
    @rule()
    def restore(self) -> None:
        name, data = self.aside.pop()
        rows = without(data.decode(), *REFERRING, "alamat_lama")
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text("\n".join(rows))

    @rule(data=st.data(), keep=st.booleans())
    def rename(self, data: st.DataObject, keep: bool) -> None:
        path = self.some(data)
        old = path.relative_to(self.root / "bulletins").with_suffix("").as_posix()
        if any(old in other.read_text() for other in self.bulletins if other != path):
            return
        new = path.with_name(f"{path.stem[:11]}nama-{self.next}.md")
        self.next += 1
        path.rename(new)
        if keep:
            self.line(new, "alamat_lama", f"[{old}]")

    @rule(data=st.data(), day=st.integers(1, 28), month=st.integers(1, 12))
    def move_day(self, data: st.DataObject, day: int, month: int) -> None:
        path = self.some(data)
        year = path.parent.name
        stamp = f"{year}-{month:02}-{day:02}"
        old = path.relative_to(self.root / "bulletins").with_suffix("").as_posix()
        new = path.with_name(stamp + path.name[10:])
        if new.exists() or any(old in one.read_text() for one in self.bulletins if one != path):
            return
        # What was to be done by a day may not be due before the meeting.
        rows = without(path.read_text(), "tanggal", "tindak_lanjut")
        rows.insert(1, f"tanggal: {stamp}")
        path.write_text("\n".join(rows))
        path.rename(new)

    @rule(data=st.data(), days=st.sampled_from([1, 6, 31, 70]))
    def lengthen(self, data: st.DataObject, days: int) -> None:
        """A meeting of several days, which may last into other months and another year."""
        path = self.some(data)
        start = dt.date.fromisoformat(path.name[:10])
        last = start + dt.timedelta(days=days)
        # What was to be done by a day may not be due before the meeting.
        rows = without(path.read_text(), "tanggal", "tindak_lanjut")
        rows.insert(1, f"tanggal: {{mulai: {start}, selesai: {last}}}")
        path.write_text("\n".join(rows))

    @rule(number=st.integers(1, 3))
    def rename_topic(self, number: int) -> None:
        path = self.root / "bulletins" / "topics.yml"
        key = sorted(corpus.TOPICS)[number]
        rows = [
            f"{key}: Contoh topik bernama lain {number}" if row.startswith(f"{key}:") else row
            for row in path.read_text().split("\n")
        ]
        path.write_text("\n".join(rows))

    @rule(name=st.sampled_from(["Contoh badan lokal", "Contoh badan bernama lain"]))
    def change_registry(self, name: str) -> None:
        (self.root / "bulletins" / "agencies.yml").write_text(
            f'contoh-badan: {{nama: "{name}", jenis: opd, wilayah: "35.13"}}\n'
        )

    @rule(edition=st.sampled_from(EDITIONS), age=st.sampled_from([30, 180]))
    def change_edition(self, edition: str, age: int) -> None:
        path = self.root / "mkdocs.yml"
        head = path.read_text().split("  edisi:")[0]
        path.write_text(f"{head}  edisi: {edition}\n  usia_salinan: {age}\n")

    @rule(edition=st.sampled_from(EDITIONS))
    def change_edition_in_the_workflow(self, edition: str) -> None:
        """The day comes from the environment, as where a workflow publishes."""
        path = self.root / "mkdocs.yml"
        head = path.read_text().split("  edisi:")[0]
        path.write_text(f'{head}  edisi: !ENV [RAKOR_EDISI, ""]\n')
        self.patch.setenv("RAKOR_EDISI", edition)

    @rule(data=st.data(), day=st.sampled_from(EDITIONS[1:]))
    def set_a_deadline(self, data: st.DataObject, day: str) -> None:
        """A commitment whose deadline one edition has before it and another behind."""
        path = self.some(data)
        text = path.read_text()
        start = re.search(r"^tanggal: *(\S+)", text, re.MULTILINE)
        if start and start[1] <= day[:10] and "tindak_lanjut" not in text:
            entry = f"\n  - {{jenis: komitmen, isi: Menyusun contoh, tenggat: {day[:10]}}}"
            self.line(path, "tindak_lanjut", entry)

    @rule(name=st.sampled_from(["Rakor", "Rakor contoh"]))
    def change_configuration(self, name: str) -> None:
        path = self.root / "mkdocs.yml"
        rows = path.read_text().split("\n")
        path.write_text(
            "\n".join(f"site_name: {name}" if one.startswith("site_name") else one for one in rows)
        )

    @rule(number=st.integers(1, 3))
    def change_hand_written_pages(self, number: int) -> None:
        (self.root / "docs" / "index.md").write_text(f"# Contoh {number}\n\nKata pengantar.\n")

    @rule(number=st.integers(1, 2))
    def change_theme(self, number: int) -> None:
        theme = self.root / "tema"
        theme.mkdir(exist_ok=True)
        (theme / "main.html").write_text(
            '{% extends "base.html" %}{% block title %}'
            f"<title>{{{{ page.title|e if page }}}} {number}</title>{{% endblock %}}"
        )
        config = self.root / "mkdocs.yml"
        if "custom_dir" not in config.read_text():
            config.write_text(
                config.read_text().replace("theme:\n", "theme:\n  custom_dir: tema\n", 1)
            )

    @rule(data=st.data())
    def lie_about_time(self, data: st.DataObject) -> None:
        """Same size, same time stamp, another text."""
        path = self.some(data)
        state, text = path.stat(), path.read_text()
        swapped = text.replace("Contoh", "contoH", 1) if "Contoh" in text else text
        path.write_text(swapped)
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))

    @rule(data=st.data())
    def touch(self, data: st.DataObject) -> None:
        self.some(data).touch()

    @rule(data=st.data())
    def tamper_with_the_site(self, data: st.DataObject) -> None:
        """Somebody removes a page, or puts a file of their own there."""
        pages = sorted(self.site.rglob("*.html"))
        if data.draw(st.booleans()):
            data.draw(st.sampled_from(pages)).unlink()
        else:
            name = data.draw(st.sampled_from(["asing.html", "wilayah/catatan orang.txt"]))
            (self.site / name).write_text("asing")
            self.foreign[name] = tree(self.site)[name]

    @rule()
    def build_now(self) -> None:
        build(self.root, self.site)

    @rule()
    def compare(self) -> None:
        self.check_against_clean()


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    max_examples=SEQUENCES,
    # The same ones in every run, so that a red run is not a matter of luck; by hand, others.
    derandomize="RAKOR_SEQUENCES" not in os.environ,
    # A sequence is short enough to be read as it failed; to shorten it takes hundreds of builds.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    stateful_step_count=STEPS,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(inputs, "_GRAIN", 0)  # what was just written may be believed
    root = tmp_path / "situs"
    framed.write_site(root, 40)
    assert main(["build", "--root", str(root)]) == 0
    return root


def figures(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert main(["build", "--root", str(root), "--format", "json"]) == 0
    result: dict[str, object] = json.loads(capsys.readouterr().out)
    return result


def written_by(done: dict[str, object]) -> list[str]:
    """What a build wrote, without the stamp of the edition, which any change renews."""
    written = done["written"]
    assert isinstance(written, list)
    return [one for one in written if one != STAMP]


def pages_of(done: dict[str, object]) -> list[str]:
    """The pages that a build wrote; the blocks of the search index are left out."""
    return [one for one in written_by(done) if one.endswith(".html")]


def age(root: Path) -> None:
    """Wait until time stamps of what was just written can be told from later ones."""
    time.sleep(0.06)


def test_a_file_written_twice_in_a_moment_is_read_twice(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "_GRAIN", 10**18)
    path = sorted((site / "bulletins").rglob("20*.md"))[7]
    text = path.read_text()
    for number in range(3):
        title = f'judul: "Contoh: judul yang diubah nomor {number}"'
        path.write_text(re.sub("^judul: .*$", title, text, flags=re.MULTILINE))
        assert main(["build", "--root", str(site)]) == 0
    fresh = tmp_path / "bersih"
    assert main(["build", "--root", str(site), "--clean", "--site-dir", str(fresh)]) == 0
    assert tree(site / "site") == tree(fresh)


def test_a_body_touches_its_page_alone(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = random.Random(1).choice(sorted((site / "bulletins").rglob("20*.md")))
    stamps = {page: page.stat() for page in (site / "site").rglob("*.html")}
    path.write_text(path.read_text() + "\nKalimat tambahan contoh.\n")
    page = f"buletin/{path.relative_to(site / 'bulletins').with_suffix('.html').as_posix()}"
    done = figures(site, capsys)
    written = pages_of(done)
    assert written == [page]
    assert done["rendered"] == 1
    assert "plan" not in done["seconds"]  # the short way was taken
    same = {one for one, state in stamps.items() if one.stat().st_ino == state.st_ino}
    assert stamps.keys() - same == {site / "site" / page}
    assert all(one.stat().st_mtime_ns == stamps[one].st_mtime_ns for one in same)


def test_a_new_day_touches_what_shows_it_alone(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = site / "mkdocs.yml"
    head = config.read_text().split("  edisi:")[0]
    config.write_text(f'{head}  edisi: !ENV [RAKOR_EDISI, ""]\n')
    monkeypatch.setenv("RAKOR_EDISI", "2031-01-01")
    figures(site, capsys)
    path = random.Random(2).choice(sorted((site / "bulletins").rglob("20*.md")))
    path.write_text(path.read_text() + "\nKalimat tambahan contoh.\n")
    monkeypatch.setenv("RAKOR_EDISI", "2031-01-02")
    done = figures(site, capsys)
    page = f"buletin/{path.relative_to(site / 'bulletins').with_suffix('.html').as_posix()}"
    # The ledger of the whole site is the one page besides that prints the day.
    assert set(pages_of(done)) == {page, "index.html", "tindak-lanjut/index.html"}
    assert "2 Januari 2031" in (site / "site" / "index.html").read_text()
    assert "plan" not in done["seconds"]  # neither the day nor the body needed the plan
    age(site)
    figures(site, capsys)
    assert "look" in figures(site, capsys)["seconds"]  # type: ignore[operator]


def test_a_style_sheet_touches_itself_alone(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theme = site / "tema" / "assets"
    theme.mkdir(parents=True)
    (theme / "rakor.css").write_text("body{color:red}")
    config = site / "mkdocs.yml"
    config.write_text(config.read_text().replace("theme:\n", "theme:\n  custom_dir: tema\n", 1))
    done = figures(site, capsys)
    assert written_by(done) == ["assets/rakor.css"]
    assert done["rendered"] == 0


def test_a_hand_written_page_touches_itself_alone(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = site / "docs" / "tentang" / "index.md"
    page.write_text(page.read_text() + "\nKalimat tambahan.\n")
    done = figures(site, capsys)
    assert written_by(done) == ["tentang/index.html"]
    assert done["rendered"] == 0


def test_a_title_touches_what_shows_it(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sorted((site / "bulletins").rglob("20*.md"))[20]
    text = path.read_text()
    start = text.index("judul:")
    end = text.index("\n", start)
    path.write_text(text[:start] + 'judul: "Contoh: judul yang tiada duanya"' + text[end:])
    done = figures(site, capsys)
    written = {one for one in written_by(done) if not one.startswith("cari/")}
    showing = {
        one.relative_to(site / "site").as_posix()
        for one in (site / "site").rglob("*.*")
        if one.suffix in (".html", ".xml", ".json", ".jsonl", ".ics", ".csv")
        and b"judul yang tiada duanya" in one.read_bytes().replace(b"\r\n ", b"")
    }
    assert written == showing
    assert done["rendered"] == len(written)
    # Besides pages few files are written, however many there are.
    topics = re.search(r"(?m)^topik:\n((?:  - .*\n)+)", text)
    assert topics is not None
    allowed = 16 + 4 * topics[1].count("\n") + 2 * text.count("instansi:")
    assert len([one for one in written if not one.endswith(".html")]) <= allowed


def test_nothing_changed_is_told_from_time_stamps(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    age(site)
    figures(site, capsys)
    assert set(figures(site, capsys)["seconds"]) == {"look", "total"}  # type: ignore[call-overload]


@pytest.mark.parametrize("damage", ["", "bukan basis data", "tengah", "format"])
def test_a_damaged_store_is_begun_anew(
    site: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(site / "site")
    store = site / STORE_NAME / STATE_NAME
    whole = store.read_bytes()
    if damage == "tengah":
        store.write_bytes(whole[:8192] + os.urandom(8192) + whole[16384:])
    elif damage == "format":
        store.write_bytes(whole.replace(b"format", b"tamrof"))
    else:
        store.write_text(damage)
    for _ in range(2):
        assert main(["build", "--root", str(site)]) == 0
    assert tree(site / "site") == before


def test_processes_and_a_foreign_executor_make_the_same(tmp_path: Path) -> None:
    """The same files, and the same knowledge of what each was made from."""
    root = tmp_path / "situs"
    corpus.write_site(root, 70)
    made = []
    for number, (jobs, executor) in enumerate(
        (
            (1, None),
            (3, None),
            (0, ThreadPoolExecutor(3)),
            (0, ProcessPoolExecutor(2, mp_context=get_context("spawn"))),
        )
    ):
        target = tmp_path / f"hasil-{number}"
        (root / STORE_NAME / STATE_NAME).unlink(missing_ok=True)
        workers = Workers(root / STORE_NAME, jobs, executor)
        outcome = make(root, make_frame, target, Options(workers=workers))
        assert outcome.figures is not None
        with State(root) as state:
            site = state.site(target)
            made.append((tree(target), site.documents(), site.volatile()))
        if executor is not None:
            executor.shutdown()
    assert made[0] == made[1] == made[2] == made[3]
    assert not list((root / STORE_NAME).glob("work-*"))
