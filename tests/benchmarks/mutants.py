"""How many small faults in rules and registries the tests notice.

    python tests/benchmarks/mutants.py --sample 28 --seed 1

A fault is one changed comparison, one ``and`` for ``or``, one lost ``not``, one number off by one
or one ``True`` for ``False`` in ``lint/rules`` or ``registry``. Each is put into a copy of the
repository. The quick tests of its room that reach its line are run there, up to the first that
fails, and if none does, those that reach any line of its module. Which tests reach what is found
once for a room, with pytest-cov. What nobody notices is listed with its line. A sample of one seed
is always the same as long as the code is.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
ROOMS = ("lint/rules", "registry")
# Quick ones first: most faults die there.
TESTS = {
    "lint/rules": (
        *("test_text_rules", "test_plans", "test_presence", "test_written_up", "test_broken"),
        *("test_right", "test_seeds", "test_blocks", "test_anchors", "test_links"),
        *("test_rendering", "test_written_dates", "test_privacy", "test_attached_files"),
        "test_renames",
    ),
    "registry": (
        *("test_agencies", "test_labels", "test_local", "test_advice", "test_regions"),
        "test_topics",
    ),
}
_LONGEST = 600  # seconds
_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: its module, the number of its node in the tree, its line, and what it does."""

    module: str
    node: int
    line: int
    what: str


def change(node: ast.AST) -> str:
    """Put a fault into a node, if it can bear one; return what it does."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _OPPOSITE:
        before = type(node.ops[0])
        node.ops[0] = _OPPOSITE[before]()
        return f"{before.__name__} -> {type(node.ops[0]).__name__}"
    if isinstance(node, ast.BoolOp):
        was_and = isinstance(node.op, ast.And)
        node.op = ast.Or() if was_and else ast.And()
        return "and -> or" if was_and else "or -> and"
    if isinstance(node, ast.If) and isinstance(node.test, ast.UnaryOp):
        node.test = node.test.operand
        return "if not -> if"
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        node.value = not node.value
        return f"{not node.value} -> {node.value}"
    if isinstance(node, ast.Constant) and type(node.value) is int:
        node.value += 1
        return f"{node.value - 1} -> {node.value}"
    return ""


def mutants() -> Iterator[Mutant]:
    """All faults there can be, in the order of modules and lines."""
    for room in ROOMS:
        for path in sorted((REPOSITORY / "hooks" / "rakor" / room).glob("*.py")):
            if path.stem.startswith("make_"):
                continue  # run by hand alone
            tree = ast.parse(path.read_text(encoding="utf-8"))
            sizes = _sizes_of_caches(tree)
            for number, node in enumerate(ast.walk(tree)):
                what = "" if id(node) in sizes else change(copy.deepcopy(node))
                if what:
                    yield Mutant(f"{room}/{path.name}", number, getattr(node, "lineno", 0), what)


def _sizes_of_caches(tree: ast.AST) -> set[int]:
    """What decorators are given, which changes no answer."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    given = (one for function in functions for one in function.decorator_list)
    return {id(node) for one in given for node in ast.walk(one)}


class Workplace:
    """A copy of the repository, and which tests reach which lines of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reached: dict[str, dict[int, list[str]]] = {}
        ignore = shutil.ignore_patterns("__pycache__", "node_modules", ".rakor")
        for name in ("hooks", "tests", "bulletins", "docs"):
            shutil.copytree(REPOSITORY / name, folder / name, ignore=ignore)
        for name in ("pyproject.toml", "mkdocs.yml", "README.md", "CONTRIBUTING.md"):
            shutil.copyfile(REPOSITORY / name, folder / name)

    def learn(self, room: str) -> bool:
        """Find out which tests reach what in a room; whether all of them pass."""
        tests = "tests/lint" if room == "lint/rules" else "tests/registry"
        files = [f"{tests}/{name}.py" for name in TESTS[room]]
        cov = ("--cov", f"--cov-config={self._settings(room)}", "--cov-context=test")
        if not self._passes([*cov, "--cov-report=", *files]):
            return False
        told = ("coverage", "json", "--show-contexts", "-q", "-o", "reached.json")
        subprocess.run([sys.executable, "-m", *told], cwd=self._folder, check=True)
        data = json.loads((self._folder / "reached.json").read_text(encoding="utf-8"))
        order = {file: place for place, file in enumerate(files)}
        for path, found in data["files"].items():
            self._reached[path.removeprefix("hooks/rakor/")] = {
                int(line): sorted(
                    {one.rpartition("|")[0] for one in contexts if one},
                    key=lambda test: (order[test.partition("::")[0]], test),
                )
                for line, contexts in found["contexts"].items()
            }
        return True

    def _settings(self, room: str) -> Path:
        path = self._folder / "coverage.ini"
        path.write_text(f"[run]\nsource = hooks/rakor/{room}\n", encoding="utf-8")
        return path

    def notices(self, mutant: Mutant) -> bool:
        """Whether a test fails with the fault in place; it is taken out again."""
        target = self._folder / "hooks" / "rakor" / mutant.module
        before = target.read_text(encoding="utf-8")
        tree = ast.parse(before)
        change(list(ast.walk(tree))[mutant.node])
        lines = self._reached[mutant.module]
        near = lines.get(mutant.line, [])
        others = {test for tests in lines.values() for test in tests}.difference(near)
        try:
            target.write_text(ast.unparse(ast.fix_missing_locations(tree)), encoding="utf-8")
            return any(not self._passes(tests) for tests in (near, sorted(others)) if tests)
        finally:
            target.write_text(before, encoding="utf-8")

    def _passes(self, arguments: Sequence[str]) -> bool:
        """Whether tests pass; what goes on for ever does not."""
        listed = self._folder / "arguments.txt"
        listed.write_text("\n".join(arguments), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-m", "not slow", f"@{listed}"]
        try:
            ended = subprocess.run(
                [*command, "-p", "no:cacheprovider"],
                cwd=self._folder,
                capture_output=True,
                check=False,
                timeout=_LONGEST,
            )
        except subprocess.TimeoutExpired:
            return False
        return ended.returncode == 0


def main() -> int:
    """Draw a sample, tell of each fault, and return 1 where fewer than nine in ten are noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=28)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", choices=ROOMS)
    options = parser.parse_args()
    found = [one for one in mutants() if one.module.startswith(options.room or "")]
    drawn = random.Random(options.seed).sample(found, options.sample)
    noticed = 0
    with tempfile.TemporaryDirectory() as folder:
        workplace = Workplace(Path(folder))
        for room in ROOMS:
            if any(one.module.startswith(room) for one in drawn) and not workplace.learn(room):
                print(f"the tests of {room} fail without any fault")
                return 2
        for mutant in drawn:
            dies = workplace.notices(mutant)
            noticed += dies
            told = "noticed " if dies else "SURVIVES"
            print(f"{told} {mutant.module}:{mutant.line} {mutant.what}", flush=True)
    print(f"{noticed} of {len(drawn)} noticed, of {len(found)} there can be")
    return 0 if noticed * 10 >= len(drawn) * 9 else 1


if __name__ == "__main__":
    sys.exit(main())
