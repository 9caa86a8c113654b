"""``rakor usb``, ``verify``, ``key`` and ``zim`` as a person meets them."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
from pathlib import Path

import copies
import corpus
import pytest
import requirement

from rakor.cli.main import FINE, PROBLEMS, WRONG_USE, main
from rakor.publish.edition import read_stamp

pytestmark = pytest.mark.usefixtures("without_flush")


@pytest.fixture(autouse=True)
def own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep what is remembered of editions out of the home folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copies.write_site(tmp_path / "situs", copies.pages(9))


@pytest.fixture
def key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    requirement.program("ssh-keygen", "openssh-client")
    file = tmp_path / "kunci" / "rakor"
    assert main(["key", "new", str(file), "--owner", "Kantor Contoh"]) == FINE
    assert "SHA256:" in capsys.readouterr().out
    return file


def usb(site: Path, *arguments: object) -> int:
    return main(["usb", "--site-dir", str(site), *map(str, arguments)])


def test_build_copy_verify(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A press officer writes ``rakor usb E:``, and the stick holds the site as it is now."""
    root, stick = tmp_path / "contoh", tmp_path / "stik"
    corpus.write_site(root, 3)
    monkeypatch.setenv("RAKOR_EDISI", "2026-11-20")
    assert main(["usb", "--root", str(root), str(stick)]) == FINE
    assert "semua dibaca ulang dan cocok" in capsys.readouterr().out
    assert copies.contents_of(stick / "data") == copies.contents_of(root / "site")
    assert main(["verify", str(stick)]) == FINE
    assert "tanggal 20 November 2026" in capsys.readouterr().out
    assert main(["usb", "--root", str(root), str(stick)]) == FINE
    assert "0 ditulis (0,0 MB), 0 dihapus" in capsys.readouterr().out


def test_a_broken_bulletin_reaches_no_stick(tmp_path: Path) -> None:
    root, stick = tmp_path / "contoh", tmp_path / "stik"
    corpus.write_site(root, 2)
    next((root / "bulletins").rglob("20*.md")).write_text("rusak")
    assert main(["usb", "--root", str(root), str(stick)]) == PROBLEMS
    assert not stick.exists()


def test_sign_and_verify(
    site: Path, key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stik"
    assert usb(site, stick, "--sign", key) == FINE
    assert main(["verify", str(stick), "--key", f"{key}.pub"]) == FINE
    assert "ditandatangani oleh Kantor Contoh" in capsys.readouterr().out
    (stick / "data" / "index.html").write_bytes(b"palsu")
    (stick / "data" / "sisipan.html").write_bytes(b"palsu")
    (stick / "data" / "kosong.txt").unlink()
    assert main(["verify", str(stick), "--key", f"{key}.pub"]) == PROBLEMS
    said = capsys.readouterr().out
    assert "diubah    data/index.html" in said
    assert "tambahan  data/sisipan.html" in said
    assert "hilang    data/kosong.txt" in said
    assert "TIDAK COCOK: 3 hal" in said
    assert main(["verify", str(stick), "--format", "json"]) == PROBLEMS
    result = json.loads(capsys.readouterr().out)
    assert [found["change"] for found in result["findings"]] == ["changed", "missing", "added"]


def test_a_copy_can_be_too_old(site: Path, tmp_path: Path) -> None:
    assert usb(site, tmp_path / "stik") == FINE
    for day, status in (("2026-11-20", FINE), ("2026-11-21", PROBLEMS)):
        assert main(["verify", str(tmp_path / "stik"), "--min-edition", day]) == status


def test_an_older_edition_does_not_replace_a_newer(site: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    assert usb(site, stick) == FINE
    old = copies.write_site(
        tmp_path / "lama", copies.pages(3), copies.DAY.replace(year=copies.DAY.year - 1)
    )
    assert usb(old, stick) == PROBLEMS
    assert copies.contents_of(stick / "data") == copies.contents_of(site)
    assert usb(old, stick, "--allow-older") == FINE


def test_of_one_day_the_older_does_not_replace_the_newer(site: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    files = copies.pages(9)
    for time, changed in ((dt.time(9), b"pagi"), (dt.time(14), b"siang")):
        copies.write_site(site, {**files, "baru.html": changed}, time=time)
        assert usb(site, stick, "--archive", tmp_path / f"{time.hour}.zip") == FINE
    assert main(["usb", "--unpack", str(tmp_path / "9.zip"), str(stick)]) == PROBLEMS
    assert (stick / "data" / "baru.html").read_bytes() == b"siang"
    assert main(["usb", "--unpack", str(tmp_path / "14.zip"), str(stick)]) == FINE


def test_files_from_elsewhere_must_say_that_they_are_newer(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was just built is what its maker wants; an archive of the same day may be older."""
    stick, file = tmp_path / "stik", tmp_path / "lain.zip"
    assert usb(site, stick, "--archive", file) == FINE
    copies.write_site(site, copies.pages(5))
    assert usb(site, stick) == FINE
    assert main(["usb", "--unpack", str(file), str(stick)]) == PROBLEMS
    assert "dari waktu yang sama (20 November 2026)" in capsys.readouterr().err
    assert main(["usb", "--unpack", str(file), str(stick), "--allow-older"]) == FINE


def test_an_edition_that_travels_without_a_date_is_told_to_have_one(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for date, told in ((None, True), (copies.DAY, False)):
        copies.write_site(site, copies.pages(9), date)
        assert usb(site, "--archive", tmp_path / "a.zip") == FINE
        assert ("edisi ini tanpa tanggal" in capsys.readouterr().out) == told


def test_several_sticks_at_once_and_one_that_fails(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sticks = [tmp_path / name for name in ("satu", "dua", "tiga")]
    (sticks[1] / "data").mkdir(parents=True)
    (sticks[1] / "data" / "foto.jpg").write_bytes(b"x")
    assert usb(site, *sticks) == PROBLEMS
    assert "foto.jpg" not in capsys.readouterr().out
    for stick in (sticks[0], sticks[2]):
        assert copies.contents_of(stick / "data") == copies.contents_of(site)
    assert copies.contents_of(sticks[1]) == {"data/foto.jpg": b"x"}


def test_archive_pack_and_unpack(site: Path, tmp_path: Path, key: Path) -> None:
    stick = tmp_path / "stik"
    assert usb(site, stick, "--sign", key, "--archive", tmp_path / "penuh.zip") == FINE
    copies.write_site(site, {**copies.pages(8), "baru.html": b"baru"}, time=dt.time(9))
    pack = tmp_path / "paket.zip"
    manifest = stick / "manifest-sha256.txt"
    assert usb(site, "--sign", key, "--update-from", manifest, "--archive", pack) == FINE
    assert pack.stat().st_size < (tmp_path / "penuh.zip").stat().st_size / 2
    assert main(["usb", "--unpack", str(pack), str(stick)]) == FINE
    assert copies.contents_of(stick / "data") == copies.contents_of(site)
    assert main(["verify", str(stick), "--key", f"{key}.pub"]) == FINE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["usb"], "kurang: TUJUAN"),
        (["usb", "x", "--update-from", "m"], "--update-from memerlukan --archive"),
        (["usb", "x", "--unpack", "a.zip", "--archive", "b.zip"], "--unpack tidak boleh"),
    ],
)
def test_wrong_use(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == WRONG_USE
    assert said in capsys.readouterr().err


def test_what_cannot_work_is_told_before_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "contoh"
    corpus.write_site(root, 1)
    for arguments, said in (
        (["usb", str(tmp_path / "stik"), "--sign", str(tmp_path / "kunci")], "Kunci"),
        (["usb", "--archive", str(tmp_path)], "adalah folder"),
        (["zim", str(tmp_path / "tidak ada" / "a.zim")], "tidak ada. Buat dahulu"),
    ):
        assert main([*arguments, "--root", str(root)]) == PROBLEMS
        assert said in capsys.readouterr().err
    assert not (root / "site").exists()


def test_a_date_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["verify", "x", "--min-edition", "kemarin"])
    assert '"kemarin" bukan tanggal' in capsys.readouterr().err


@pytest.mark.parametrize("command", ["usb", "verify", "key", "zim"])
def test_help_is_indonesian(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    text = capsys.readouterr().out
    assert text.startswith("pemakaian: rakor")
    assert not {"usage", "options", "show", "positional"} & set(text.lower().split())


def test_zimcheck_accepts_the_edition_for_phones(tmp_path: Path) -> None:
    pytest.importorskip("libzim")
    zimcheck = requirement.program("zimcheck", "zim-tools")
    root, file = tmp_path / "contoh", tmp_path / "contoh.zim"
    corpus.write_site(root, 12)
    assert main(["zim", str(file), "--root", str(root)]) == FINE
    done = subprocess.run([zimcheck, "-A", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "Pass" in done.stdout

    from libzim.reader import Archive
    from libzim.search import Query, Searcher
    from libzim.suggestion import SuggestionSearcher

    again = tmp_path / "lagi.zim"
    assert main(["zim", str(again), "--site-dir", str(root / "site")]) == FINE
    assert again.read_bytes() == file.read_bytes()

    archive = Archive(file)
    assert archive.check()
    assert archive.main_entry.get_item().path == "index.html"
    stamp = read_stamp((root / "site" / "assets" / "edisi.js").read_bytes())
    assert stamp is not None
    assert archive.get_metadata("Flavour").decode() == stamp.id
    day = stamp.date.isoformat() if stamp.date else "tanpa tanggal"
    assert archive.get_metadata("Date").decode() == day
    found = Searcher(archive).search(Query().set_query("fiktif")).getEstimatedMatches()
    assert found >= 12
    assert SuggestionSearcher(archive).suggest("Contoh").getEstimatedMatches() >= 12


def test_without_libzim_the_message_says_what_to_do(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "libzim.writer", None)
    assert main(["zim", str(tmp_path / "x.zim"), "--site-dir", str(site)]) == PROBLEMS
    assert "libzim" in capsys.readouterr().err
    assert not os.path.exists(tmp_path / "x.zim")  # noqa: PTH110
