"""``--since``: what was published, what is there now, and what must have been said."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import bulletin_text
import pytest
from bulletin_text import FOLDER, ID, NAME, put

from rakor.cli.main import main
from rakor.content.follow_ups import text_digest
from rakor.lint.git import GitError
from rakor.lint.since import check_since


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Contoh", "-c", "user.email=contoh@contoh.go.id"]
    # Published the day after the meeting.
    day = {"GIT_COMMITTER_DATE": "2024-11-15T09:00:00+07:00"}
    command = ["git", "-C", root, *who, *arguments]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **day})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "situs"  # a folder within the repository, as sites often are
    root.mkdir()
    (root / "mkdocs.yml").write_text("site_name: Contoh\n")
    bulletin_text.project(root)
    put(root, NAME, bulletin_text.text("tempat: Aula Contoh"))
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Terbit")
    return root


def codes(root: Path) -> list[tuple[str, str]]:
    return [(p.code, p.file.removeprefix("bulletins/")) for p in check_since(root, "main")]


def test_nothing_changed(root: Path) -> None:
    assert codes(root) == []


def correction(part: str, now: str, day: str = "2024-11-20") -> str:
    return f"ralat:\n  - tanggal: {day}\n    bagian: {part}\n    menjadi: {now}"


def test_a_summary_may_change(root: Path) -> None:
    put(
        root, NAME, bulletin_text.text("tempat: Aula Contoh\nringkasan: Ringkasan lain yang jelas.")
    )
    assert codes(root) == []


CHANGES = [
    ("waktu: 09.00 WIB", "waktu", "09.00 WIB"),
    ("pimpinan:\n  nama: Pejabat Contoh", "pimpinan", "Pejabat Contoh"),
    ("penyelenggara: Polres Probolinggo", "penyelenggara", "Polres Probolinggo"),
    ("instansi:\n  - Polres Probolinggo", "instansi", "Polres ikut hadir"),
    ('angka:\n  - nilai: "12"', "angka", "12 orang"),
    ("tindak_lanjut:\n  - isi: Contoh tindak lanjut.", "tindak lanjut", "Contoh tindak lanjut."),
    ("judul: Rapat koordinasi yang lain sekali", "Judul", "Rapat koordinasi yang lain sekali"),
]


@pytest.mark.parametrize(("change", "part", "now"), CHANGES)
def test_a_fact_needs_its_own_correction(root: Path, change: str, part: str, now: str) -> None:
    change = f"tempat: Aula Contoh\n{change}"
    put(root, NAME, bulletin_text.text(change))
    found = check_since(root, "main", dt.date(2024, 11, 21))
    assert [problem.code for problem in found] == ["RK711"]
    line = (root / "bulletins" / NAME).read_text(encoding="utf-8").split("\n")
    key = change.split("\n")[1].partition(":")[0]
    assert line[found[0].span.line - 1].startswith(key)
    assert "tanggal: 2024-11-21" in found[0].remedy
    put(root, NAME, bulletin_text.text(f"{change}\n{correction(part, now)}"))
    assert codes(root) == []
    # A correction of something else, of before, or of the future says nothing of this.
    put(root, NAME, bulletin_text.text(f"{change}\n{correction('lampiran', now)}"))
    assert codes(root) == [("RK711", NAME)]
    put(root, NAME, bulletin_text.text(f"{change}\n{correction(part, now, '2024-11-10')}"))
    assert codes(root) == [("RK711", NAME)]
    put(root, NAME, bulletin_text.text(f"{change}\n{correction(part, now, '2030-01-01')}"))
    assert [p.code for p in check_since(root, "main", dt.date(2024, 11, 21))] == ["RK711"]


@pytest.mark.parametrize(
    ("change", "part", "now"),
    [
        ("waktu: 09.00 WIB", "waktu", "10.00 WIB"),
        ("tempat: Pendopo", "tempat", "Gedung lain"),
        ('angka:\n  - nilai: "12"', "angka", "210 orang"),
    ],
)
def test_a_correction_must_name_the_value_of_now(
    root: Path, change: str, part: str, now: str
) -> None:
    keep = "" if change.startswith("tempat") else "tempat: Aula Contoh\n"
    put(root, NAME, bulletin_text.text(f"{keep}{change}\n{correction(part, now)}"))
    assert codes(root) == [("RK711", NAME)]


def test_each_fact_needs_one(root: Path) -> None:
    put(
        root,
        NAME,
        bulletin_text.text(f"tempat: Pendopo\nwaktu: 09.00 WIB\n{correction('tempat', 'Pendopo')}"),
    )
    found = check_since(root, "main")
    assert [problem.message.split()[1] for problem in found] == ["waktu"]


def test_the_text_counts_and_its_blanks_do_not(root: Path) -> None:
    put(root, NAME, bulletin_text.text("tempat: Aula Contoh", "\nIsi  contoh\nuntuk pengujian.\n"))
    assert codes(root) == []
    put(root, NAME, bulletin_text.text("tempat: Aula Contoh", "\nIsi lain untuk pengujian.\n"))
    assert codes(root) == [("RK711", NAME)]
    said = f"tempat: Aula Contoh\n{correction('isi', 'Isi lain')}"
    put(root, NAME, bulletin_text.text(said, "\nIsi lain untuk pengujian.\n"))
    assert codes(root) == []


def test_ids_of_topics_and_agencies_lead_somewhere(root: Path) -> None:
    agencies, topics = root / "bulletins" / "agencies.yml", root / "bulletins" / "topics.yml"
    entry = (
        'forum-banjir:\n  nama: Forum Banjir Probolinggo\n  jenis: lembaga\n  wilayah: "35.13"\n'
    )
    agencies.write_text(entry, encoding="utf-8")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Instansi")
    agencies.write_text(entry.replace("forum-banjir", "forum-peduli-banjir"), encoding="utf-8")
    topics.write_text("pilkada: Pilkada\nketertiban: Keamanan\n", encoding="utf-8")
    assert codes(root) == [("RK721", "agencies.yml"), ("RK721", "topics.yml")]
    renamed = entry.replace("forum-banjir", "forum-peduli-banjir")
    agencies.write_text(f"{renamed}  alamat_lama:\n    - forum-banjir\n", encoding="utf-8")
    topics.write_text(
        "pilkada: Pilkada\nketertiban:\n  nama: Keamanan\n  alamat_lama:\n    - keamanan\n",
        encoding="utf-8",
    )
    assert codes(root) == []


def test_a_commitment_that_was_met_is_news(root: Path) -> None:
    follow_up = "tindak_lanjut:\n  - isi: Contoh tindak lanjut."
    put(root, NAME, bulletin_text.text(follow_up))
    git(root, "commit", "-q", "-am", "Tindak lanjut")
    closed = f"{follow_up}\n    selesai: jawa-timur/2024/2024-11-20-lanjutan"
    put(root, NAME, bulletin_text.text(closed))
    assert codes(root) == []


def test_plans_may_change_and_drafts_vanish(root: Path) -> None:
    put(root, NAME, bulletin_text.text("status: rencana"))
    put(
        root,
        f"{FOLDER}/2024-11-16-konsep.md",
        bulletin_text.text("tanggal: 2024-11-16\nstatus: draf"),
    )
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Rencana")
    put(root, NAME, bulletin_text.text("waktu: 09.00 WIB"))
    (root / "bulletins" / FOLDER / "2024-11-16-konsep.md").unlink()
    assert codes(root) == []


def test_deleted(root: Path) -> None:
    (root / "bulletins" / NAME).unlink()
    assert codes(root) == [("RK712", NAME)]
    put(root, NAME, bulletin_text.text("status: dicabut\nwaktu: 10.00 WIB"))
    assert codes(root) == []


def test_not_yet_published_may_be_deleted(root: Path) -> None:
    put(root, NAME, bulletin_text.text("terbit: 2024-12-01"))
    git(root, "commit", "-q", "-am", "Nanti")
    (root / "bulletins" / NAME).unlink()
    assert check_since(root, "main", dt.date(2024, 11, 20)) == []
    assert [p.code for p in check_since(root, "main", dt.date(2024, 12, 2))] == ["RK712"]


def test_moved_without_its_former_address(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = f"{FOLDER}/2024-11-14-nama-baru.md"
    (root / "bulletins" / NAME).rename(root / "bulletins" / new)
    assert codes(root) == [("RK713", new)]
    assert main(["check", "--root", str(root), "--since", "main"]) == 1
    assert "RK713" in capsys.readouterr().out
    assert main(["check", "--root", str(root), "--since", "main", "--fix"]) == 0
    assert f"alamat_lama:\n  - {ID}\n---\n" in (root / "bulletins" / new).read_text(
        encoding="utf-8"
    )
    assert codes(root) == []


def test_no_such_revision_and_no_repository(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(GitError, match="tidak mengenal revisi tidak-ada"):
        check_since(root, "tidak-ada")
    with pytest.raises(GitError, match="tidak mengenal"):
        check_since(root, "--output=berkas")
    bare = tmp_path_factory.mktemp("tanpa-git")
    with pytest.raises(GitError):
        check_since(bare, "main")


REWORDED = "tindak_lanjut:\n  - isi: Menggelar doa bersama sebagai kampanye damai di alun-alun."


def _publish_promise(root: Path) -> None:
    put(root, NAME, bulletin_text.text(REWORDED))
    git(root, "commit", "-q", "-am", "Tindak lanjut")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("Menggelar doa bersama sebagai kampanye damai di pendopo.", ["RK719"]),
        ("Menggelar  doa bersama sebagai kampanye damai\n      di alun-alun.", []),
        ("Menertibkan alat peraga kampanye.", []),  # another promise, not another wording
        ("Menggelar doa bersama sebagai kampanye damai di pendopo.\n    id: doa", []),
        ("Menggelar doa bersama sebagai kampanye damai di pendopo.\n    jenis: imbauan", []),
    ],
)
def test_a_reworded_promise_keeps_its_identity(root: Path, now: str, expected: list[str]) -> None:
    _publish_promise(root)
    text = f"tindak_lanjut:\n  - isi: {now}\n{correction('tindak lanjut', 'Menyiapkan posko.')}"
    put(root, NAME, bulletin_text.text(text))
    assert [code for code, _ in codes(root)] == expected


def test_the_former_identity_is_written(root: Path) -> None:
    _publish_promise(root)
    new = "tindak_lanjut:\n  - isi: Menyiapkan posko.  # baru\n" + REWORDED.partition("\n")[2]
    said = correction("tindak lanjut", "Menyiapkan posko.")
    path = put(root, NAME, bulletin_text.text(f"{new.replace('alun-alun', 'pendopo')}\n{said}"))
    before = path.read_text(encoding="utf-8")
    assert main(["check", "--root", str(root), "--since", "main", "--fix"]) == 0
    after = path.read_text(encoding="utf-8")
    id_ = text_digest("Menggelar doa bersama sebagai kampanye damai di alun-alun.")
    added = f"    id: {id_}\n"
    assert after.replace(added, "") == before
    assert after.index(added) > after.index("pendopo")
    assert codes(root) == []
