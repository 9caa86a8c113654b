"""Measure ``rakor check`` beside ``check-jsonschema`` on the same front matter.

    python tests/benchmarks/against_jsonschema.py [--count 10000] [--jsonschema COMMAND]

The peer holds the bare front matter against ``rakor schema``; Rakor checks everything it knows,
text and cross-references included. Cold: nothing is remembered. Warm: nothing has changed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpus

from rakor.content.json_schema import schema


def _timed(command: list[str]) -> float:
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    spent = time.perf_counter() - begun
    if done.returncode:
        sys.exit(f"{command[0]}: {(done.stdout + done.stderr)[-2000:]}")
    return spent


def main() -> None:
    """Write a corpus, time both programs over it, print seconds and ratios."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    beside = str(Path(sys.executable).with_name("check-jsonschema"))
    parser.add_argument("--jsonschema", default=beside, help="the peer's command")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "situs"
        corpus.write_site(root, arguments.count)
        fronts = Path(name) / "kepala"
        fronts.mkdir()
        files = []
        for number, document in enumerate(corpus.documents(arguments.count)):
            path = fronts / f"{number}.yaml"
            front = document.text.split("\n---\n", 1)[0].removeprefix("---\n")
            path.write_text(front + "\n", encoding="utf-8")
            files.append(str(path))
        rules = Path(name) / "schema.json"
        rules.write_text(json.dumps(schema()), encoding="utf-8")
        rakor = [sys.executable, "-m", "rakor", "check", "--root", str(root)]
        cold = min(_cold(rakor, root) for _ in range(2))
        time.sleep(0.2)  # until time stamps can be trusted
        _timed(rakor)
        warm = min(_timed(rakor) for _ in range(3))
        peer = _timed([arguments.jsonschema, "--schemafile", str(rules), *files])
    print(f"{arguments.count} bulletins")
    print(f"check-jsonschema  {peer:8.2f} s")
    print(f"rakor check cold  {cold:8.2f} s  {cold / peer:.2f} x of it")
    print(f"rakor check warm  {warm:8.2f} s  {warm / cold:.2f} x of cold")


def _cold(rakor: list[str], root: Path) -> float:
    shutil.rmtree(root / ".rakor", ignore_errors=True)
    return _timed(rakor)


if __name__ == "__main__":
    main()
