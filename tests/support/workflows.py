"""The publishing workflows: what their jobs run, and a machine that runs it.

What a service does beside shell steps (checking out, uploading pages) is left out, and what it
offers is played: GitHub's ``gh`` by a script with a folder of releases, GitLab's packages and
releases by a small server that the real ``curl`` talks to.
"""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requirement
import yaml

REPOSITORY = requirement.REPOSITORY

_RELEASES = """#!/usr/bin/env bash
# Plays the two commands of "gh release" that the workflow uses: the newest release is the last.
set -euo pipefail
[[ -n $GH_TOKEN && $1 == release ]]
what=$2
shift 2
case $what in
  download)
    [[ $1 == --pattern && $3 == --dir ]]
    newest=$(ls -t "$RELEASES" | head -n 1)
    [[ -n $newest ]] || { echo "release not found" >&2; exit 1; }
    mkdir -p "$4"
    cp "$RELEASES/$newest"/$2 "$4"
    ;;
  create)
    mkdir "$RELEASES/$1"
    for word in "${@:2}"; do
      [[ $word != --* ]] || break
      cp "$word" "$RELEASES/$1"
    done
    ;;
  *) exit 2 ;;
esac
"""

_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Step:
    """Something a job runs in a shell, with what it adds to the environment."""

    script: str
    environment: Mapping[str, str]


def github_steps(name: str, job: str, event: str, context: Mapping[str, str]) -> list[Step]:
    """Return what a job of a workflow runs on an event; ``context`` resolves expressions."""
    workflow = yaml.safe_load((REPOSITORY / ".github/workflows" / name).read_text("utf-8"))

    def resolved(text: str) -> str:
        return _EXPRESSION.sub(lambda found: context[found[1]], text)

    return [
        Step(resolved(step["run"]), {k: resolved(v) for k, v in step.get("env", {}).items()})
        for step in workflow["jobs"][job]["steps"]
        if "run" in step
        and step.get("if", f"github.event_name == '{event}'").endswith(f"'{event}'")
    ]


def gitlab_steps(name: str, job: str) -> list[Step]:
    """Return what a job runs, as GitLab's runner does: all lines in one shell."""
    jobs: dict[str, Any] = yaml.safe_load((REPOSITORY / name).read_text("utf-8"))
    found = {**jobs.get(jobs[job].get("extends"), {}), **jobs[job]}
    # Variables name others, which the runner fills in before the shell starts.
    lines = [f'export {key}="{value}"' for key, value in found.get("variables", {}).items()]
    return [Step("\n".join([*lines, *found.get("before_script", ()), *found["script"]]), {})]


class Machine:
    """A fresh clone with its set-up done, and programs that play what only a service has."""

    def __init__(self, place: Path) -> None:
        self.clone = place / "klon"
        self.releases = place / "rilis"
        self._programs = place / "program"
        self._minute = 0
        self.releases.mkdir(parents=True)
        self._programs.mkdir()
        self._program("gh", _RELEASES)
        self._program("apt-get", "#!/bin/sh\nexit 0\n")
        self._take_over()
        self._set_up()
        self.git("init", "--quiet", "--initial-branch", "main")
        self.commit()

    def _program(self, name: str, text: str, folder: Path | None = None) -> None:
        file = (folder or self._programs) / name
        file.write_text(text, encoding="utf-8")
        file.chmod(0o755)

    def _take_over(self) -> None:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=REPOSITORY,
            capture_output=True,
            check=True,
        )
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (REPOSITORY / name).is_file() and not name.startswith("tests/"):
                (self.clone / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(REPOSITORY / name, self.clone / name)

    def _set_up(self) -> None:
        """Put this test's own Python where ``make`` would make one: no downloads."""
        programs = self.clone / ".venv" / "bin"
        programs.mkdir(parents=True)
        python = f'#!/bin/sh\nexec "{sys.executable}" '
        self._program("python", f'{python}"$@"\n', programs)
        call = "import sys; from rakor.cli.main import main; sys.exit(main())"
        # Nothing but ssh-keygen is ever given the key.
        closed = '#!/bin/sh\n[ -z "$RAKOR_KUNCI" ] || exit 99\n'
        self._program("rakor", f"{closed}{python[10:]}-c '{call}' \"$@\"\n", programs)
        for stamp in ("run", "dev"):
            (self.clone / ".venv" / f".stamp-{stamp}").touch()

    def environment(self) -> dict[str, str]:
        return {
            "PATH": f"{self._programs}:{os.environ['PATH']}",
            "HOME": str(self._programs),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(self.clone / "hooks"),
            "RELEASES": str(self.releases),
            **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Kantor Contoh"),
            **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "kantor@rakor.example"),
        }

    def git(self, *arguments: str) -> str:
        day = f"2026-11-20T03:{self._minute:02d}:00+00:00"
        environment = {**self.environment(), "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.clone,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self) -> str:
        """Commit everything, a minute after the commit before, and return the revision."""
        self._minute += 1
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Contoh")
        return self.git("rev-parse", "HEAD")

    def run(self, steps: list[Step], **environment: str) -> str:
        """Run steps as the services do, ending at the first that fails; return all they said."""
        said = ""
        assert steps
        for step in steps:
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.script],
                cwd=self.clone,
                env={**self.environment(), **environment, **step.environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            said += done.stdout
            assert done.returncode == 0, f"{step.script}\n{said}"
        return said


@dataclass(slots=True)
class Packages:
    """What a GitLab server has been given: files by path, and releases."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    releases: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def gitlab_server(token: str) -> Iterator[Packages]:
    """Serve the few calls of GitLab's API that the workflow makes, to whoever has the token."""
    kept = Packages()

    class Handler(http.server.BaseHTTPRequestHandler):
        def _answer(self, status: int, data: bytes = b"") -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _body(self) -> bytes | None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            return data if self.headers["JOB-TOKEN"] == token else None

        def do_GET(self) -> None:
            data = kept.files.get(self.path)
            self._answer(404) if data is None else self._answer(200, data)

        def do_PUT(self) -> None:
            data = self._body()
            if data is None:
                return self._answer(401)
            kept.files[self.path] = data
            return self._answer(201)

        def do_POST(self) -> None:
            data = self._body()
            if data is None or not self.path.endswith("/releases"):
                return self._answer(401)
            kept.releases.append(json.loads(data))
            return self._answer(201)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
