"""The files of a new site: whole, in step with this repository's own, and a site at once."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import requirement
import yaml
from building import environment
from hashes import tree

from rakor.adapter.frame import make_frame
from rakor.build.builder import make
from rakor.lint.linter import check
from rakor.registry import regions
from rakor.starter import site as starter
from rakor.starter.site import FORGES, NewSite, files_of, write
from rakor.starter.wheel import Wheel, wheel_at

REPOSITORY = requirement.REPOSITORY
TODAY = dt.date(2026, 11, 28)
HOSTILE = 'Kantor "A": <b> & *bintang* #1 @@name@@ {{ x }} {% y %}'


def new_site(name: str = HOSTILE, region: str | None = "74.06", forge: str = "github") -> NewSite:
    found = regions()[region] if region else None
    return NewSite(
        name, found, "Bagian Contoh", "rakor@contoh.example", "https://a.example/", forge
    )


@pytest.mark.parametrize(
    ("file", "original"),
    [
        ("requirements.lock", "requirements.lock"),
        ("hooks/bulletins.py.txt", "hooks/bulletins.py"),
        ("frontmatter.json", "frontmatter.json"),
        ("dot-ci/waktu", ".ci/waktu"),
        ("mulai.cmd", "mulai.cmd"),
    ],
)
def test_what_is_copied_is_what_this_repository_uses(file: str, original: str) -> None:
    files = Path(starter.__file__).parent / "files"
    assert (files / file).read_bytes() == (REPOSITORY / original).read_bytes()


@pytest.mark.parametrize("forge", FORGES)
def test_a_site_has_all_it_needs_and_one_forge(forge: str) -> None:
    files = files_of(new_site(forge=forge), TODAY, None)
    wanted = {
        *("mkdocs.yml", "docs/index.md", "docs/tentang/index.md", "docs/tentang/ralat.md"),
        *("docs/panduan/index.md", "bulletins/topics.yml", "bulletins/agencies.yml"),
        *("hooks/bulletins.py", ".gitignore", ".gitattributes", ".editorconfig", "mulai.cmd"),
        *(".vscode/settings.json", "requirements.lock", ".ci/waktu"),
    }
    workflows = {"github": ".github/workflows/buletin.yml", "gitlab": ".gitlab-ci.yml"}
    assert wanted | {workflows[forge]} <= files.keys()
    assert not {workflows[other] for other in FORGES if other != forge} & files.keys()
    assert not [name for name in files if name.endswith(".txt") or "dot-" in name]
    assert not [name for name, data in files.items() if name.endswith(".md") and b"@@" in data][1:]
    assert files_of(new_site(forge=forge), TODAY, None) == files


@pytest.mark.parametrize("region", ["74.06", "35", "31", "34", "31.71", "91", None])
def test_a_new_site_is_valid_and_warns_of_its_example(tmp_path: Path, region: str | None) -> None:
    write(tmp_path, files_of(new_site(region=region), TODAY, None))
    found = check(tmp_path)
    assert not found.errors
    assert {problem.code for problem in found.problems} == {"RK807"}
    (place,) = {problem.file for problem in found.problems}
    text = (tmp_path / place).read_text(encoding="utf-8")
    (tmp_path / place).unlink()
    assert check(tmp_path).problems == ()
    assert "status: rencana" in text


def test_a_new_site_builds_at_once_and_mkdocs_builds_the_same(tmp_path: Path) -> None:
    roots = [tmp_path / "a", tmp_path / "b"]
    for root in roots:
        write(root, files_of(new_site(), TODAY, None))
    outcome = make(roots[0], make_frame)
    assert outcome.figures is not None
    assert outcome.warnings == ()
    html = (roots[0] / "site" / "tentang" / "index.html").read_text(encoding="utf-8")
    assert "Kantor &#34;A&#34;: &lt;b&gt; &amp; *bintang* #1 @@name@@" in html
    assert 'href="mailto:rakor@contoh.example' in html
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=roots[1],
        env=environment(roots[1]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert tree(roots[0] / "site") == tree(roots[1] / "site")


def test_nothing_is_overwritten_and_no_link_is_followed(tmp_path: Path) -> None:
    root, away = tmp_path / "situs", tmp_path / "lain"
    (root / "docs").mkdir(parents=True)
    away.mkdir()
    (root / "docs" / "index.md").write_text("milik orang lain")
    (root / "mulai.cmd").symlink_to(away / "baru.cmd")
    files = files_of(new_site(), TODAY, None)
    written, kept = write(root, files)
    assert set(kept) == {"docs/index.md", "mulai.cmd"}
    assert set(written) | set(kept) == files.keys()
    assert (root / "docs" / "index.md").read_text() == "milik orang lain"
    assert not list(away.iterdir())


def test_the_lock_names_the_program_by_its_hash(tmp_path: Path) -> None:
    data = b"PK\x03\x04 bukan wheel sungguhan"
    place = tmp_path / "berkas saya" / "rakor-9-py3-none-any.whl"
    place.parent.mkdir()
    place.write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    record = {"url": place.as_uri(), "archive_info": {"hashes": {"sha256": sha256}}}
    wheel = wheel_at(record)
    assert wheel == Wheel(place.name, sha256, data=data)
    files = files_of(new_site(), TODAY, wheel)
    assert files[f"alat/{place.name}"] == data
    lock = files["requirements.lock"].decode()
    assert lock.endswith(f"./alat/{place.name} \\\n    --hash=sha256:{sha256}\n")
    url = f"https://contoh.example/{place.name}"
    there = wheel_at({"url": url, "archive_info": {"hashes": {"sha256": sha256}}})
    assert there is not None
    assert f"rakor @ {url} \\\n" in there.requirement()
    place.write_bytes(b"lain")
    assert wheel_at(record) is None


@pytest.mark.parametrize(
    "record",
    [
        None,
        [],
        {"url": "file:///x", "dir_info": {"editable": True}},
        {"url": "file:///tidak/ada/rakor.whl", "archive_info": {}},
        {"url": "https://a.example/rakor.whl", "archive_info": {}},
        {"url": "https://a.example/rakor.zip", "archive_info": {"hashes": {"sha256": "a"}}},
        {"url": 3, "archive_info": {"hashes": 4}},
        {"archive_info": {}},
    ],
)
def test_what_is_not_on_record_is_not_guessed(record: object) -> None:
    assert wheel_at(record) is None


def test_files_for_editors_are_read_by_them() -> None:
    files = files_of(new_site(), TODAY, None)
    for name, data in files.items():
        if name.endswith(".json"):
            assert json.loads(data)
        if name.startswith(".git") and name.endswith(".yml"):
            assert yaml.safe_load(data)
    said = json.loads(files[".vscode/settings.json"])
    for system in ("linux", "osx", "windows"):
        # Who calls mkdocs in the terminal of the editor is not told of Material's end.
        assert said[f"terminal.integrated.env.{system}"] == {"NO_MKDOCS_2_WARNING": "1"}


def test_the_command_file_is_one_that_windows_reads() -> None:
    data = (REPOSITORY / "mulai.cmd").read_bytes()
    assert data.isascii()
    assert data.count(b"\r\n") == data.count(b"\n")
    text = data.decode("ascii")
    labels = {line[1:].strip() for line in text.splitlines() if line.startswith(":")}
    assert {"tampilkan", "gagal"} == labels
    for line in text.splitlines():
        words = line.split()
        assert "goto" not in words or words[words.index("goto") + 1] in labels
        # Within a block a bare bracket would end it.
        if line.startswith("  echo"):
            assert ")" not in line.replace("^)", "")
