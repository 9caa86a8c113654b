"""What must hold for the repository itself: its files, its commands, its lock, its layers."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import rakor

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "hooks" / "rakor"

ROOMS = (
    ("errors", "what went wrong, as errors for people"),
    ("bulletin", "the model: one bulletin, typed"),
    ("printable", "text of others made harmless for terminals and reports"),
    ("edit_distance", "how far two spellings lie apart"),
    ("portable_names", "names of files that work everywhere"),
    ("opener", "the one way to open what comes from others"),
    ("publish", "putting a finished site in place, and the name of its edition"),
    ("settings", "what mkdocs.yml says"),
    ("indonesian", "numbers, dates and lists in words"),
    ("diagnostics", "problems, and how they are shown"),
    ("registry", "regions, agencies and topics"),
    ("source", "files, YAML and positions"),
    ("formats", "pictures and documents of other programs, read within bounds"),
    ("incremental", "fingerprints, kept state, parallel work, the lock"),
    ("content", "from front matter to bulletins, and the collection of all"),
    ("markdown", "from Markdown to HTML"),
    ("lint", "rules, what runs them, and mending"),
    ("importing", "from articles and press releases to drafts"),
    ("search", "the search index"),
    ("documents", "what every output is to the build"),
    ("opendata", "the record as tables, as a data package, as linked data"),
    ("pages", "which pages there are, and what each shows"),
    ("feeds", "the newest of a channel as Atom and JSON Feed"),
    ("calendars", "meetings and deadlines of a channel as iCalendar"),
    ("theme", "what MkDocs makes: the frame and its shells"),
    ("build", "from a checked collection to a published site"),
    ("offline", "copies: bags, packs, signatures, ZIM"),
    ("form", "writing bulletins in the browser"),
    ("serve", "the preview"),
    ("starter", "the files of a new site"),
    ("adapter", "between MkDocs and all others; nothing else imports MkDocs"),
    ("cli", "the command line"),
)
"""Rooms of the package, first to last: each imports only from itself and from those before."""


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a checkout of Git")
    names = listed.stdout.decode().split("\0")
    return [REPOSITORY / name for name in names if name and (REPOSITORY / name).is_file()]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def test_no_file_names_a_registry_host_or_a_machine() -> None:
    # Built from parts, so that this file does not hold what it looks for.
    hosts = [
        *("py" + "pi.org", "python" + "hosted.org", "registry." + "npmjs", "registry." + "yarnpkg"),
        *("index" + "-url", "find" + "-links", '"resol' + 'ved"'),
    ]
    places = [
        "/wo" + "rk/",
        "/ho" + "me/",
        "/ro" + "ot/",
        "/Us" + "ers/",
        "/tm" + "p/",
        "C:" + "\\",
    ]
    allowed = {"Makefile", "pyproject.toml"}  # they say that the lock must not hold an index
    wrong = [
        f"{path.relative_to(REPOSITORY)}: {word}"
        for path in _tracked()
        for word in (*hosts, *places)
        if word in _text(path) and not (path.name in allowed and word == hosts[4])
    ]
    assert not wrong


def test_no_file_holds_a_loose_end() -> None:
    words = ["TO" + "DO", "FIX" + "ME", "X" + "XX", "<<<<" + "<<<", ">>>>" + ">>>"]
    # Broken bulletins show what is found there.
    broken = {REPOSITORY / "tests" / name for name in ("broken", "golden")}
    wrong = [
        f"{path.relative_to(REPOSITORY)}: {word}"
        for path in _tracked()
        if path.suffix not in {".lock", ".svg", ".csv", ".png"} and not broken & {*path.parents}
        for word in words
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", _text(path))
    ]
    assert not wrong


def test_every_command_of_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z][\w-]*):", _text(REPOSITORY / "Makefile"), re.M))
    for name in ("README.md", "CONTRIBUTING.md"):
        text = _text(REPOSITORY / name)
        named = set(re.findall(r"^make ([a-z]+)|`make ([a-z]+)", text, re.M))
        assert {first or second for first, second in named} <= targets, name


def test_every_file_that_the_documents_name_exists() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        text = _text(REPOSITORY / name)
        paths = re.findall(r"`((?:hooks|tests|docs|bulletins|\.ci)/[\w./-]*)`", text)
        paths += [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
        examples = re.compile(r"/\d{4}/")  # of bulletins, which come and go
        missing = [
            path for path in paths if not examples.search(path) and not (REPOSITORY / path).exists()
        ]
        assert not missing, name


def test_commands_of_the_readme_are_commands_of_rakor() -> None:
    code = "import sys; from rakor.cli.main import main; sys.exit(main(['--help']))"
    shown = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(REPOSITORY / "hooks"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    named = set(re.findall(r"`rakor ([a-z]+)", _text(REPOSITORY / "README.md")))
    assert shown.returncode == 0, shown.stderr
    assert not [command for command in named if command not in shown.stdout]


def test_changelog_knows_this_version() -> None:
    text = _text(REPOSITORY / "CHANGELOG.md")
    assert re.search(rf"^## \[{re.escape(rakor.__version__)}\] - \d{{4}}-\d\d-\d\d$", text, re.M)
    assert "## [Unreleased]" in text


def _locked(name: str) -> dict[str, str]:
    """Return package and version of a lock; every entry must be exact and have hashes."""
    text = re.sub(r"\\\n\s*", " ", _text(REPOSITORY / name))
    found = {}
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        requirement = Requirement(line.split("--hash")[0])
        (specifier,) = requirement.specifier
        assert specifier.operator == "==", line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), requirement.name
        found[canonicalize_name(requirement.name)] = specifier.version
    return found


def test_locks_cover_what_the_project_asks_for() -> None:
    data = tomllib.loads(_text(REPOSITORY / "pyproject.toml"))
    run, dev = _locked("requirements.lock"), _locked("requirements-dev.lock")
    project = data["project"]
    wanted = [*project["dependencies"], *data["dependency-groups"]["build"]]
    for asked, lock in [
        *((asked, run) for asked in wanted),
        *((asked, dev) for asked in [*wanted, *project["optional-dependencies"]["dev"]]),
    ]:
        requirement = Requirement(asked)
        version = lock.get(canonicalize_name(requirement.name))
        assert version is not None, f"{asked} is not locked; run make lock"
        assert version in requirement.specifier, f"{asked} is locked at {version}; run make lock"
    assert run.items() <= dev.items(), "the two locks disagree; run make lock"


@pytest.mark.slow
def test_the_package_holds_every_file_that_lies_in_it(tmp_path: Path) -> None:
    """An installed Rakor must find its templates and data, as the working copy does."""
    source = tmp_path / "source"
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(REPOSITORY / "hooks", source / "hooks", ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(REPOSITORY / name, source / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    offline = ["--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, *offline, "--wheel-dir", str(tmp_path), str(source)], check=True)
    (wheel,) = tmp_path.glob("rakor-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    hooks = source / "hooks"
    # What the build itself left in the copy of the sources does not count.
    wanted = {
        path.relative_to(hooks).as_posix()
        for path in (hooks / "rakor").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert not wanted - packed


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of everything a module imports, wherever in it."""
    for node in ast.walk(ast.parse(_text(path))):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                here = path.parent.parts[: len(path.parent.parts) - node.level + 1]
                base = [*here[here.index("rakor") :], *filter(None, [node.module])]
                yield node.lineno, ".".join(base)
            elif node.module == "rakor":
                for name in node.names:
                    yield node.lineno, f"rakor.{name.name}"
            else:
                yield node.lineno, node.module or ""


def test_everything_imported_is_asked_for() -> None:
    """What comes with something else today may not tomorrow."""
    project = tomllib.loads(_text(REPOSITORY / "pyproject.toml"))["project"]
    run = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    dev = project["optional-dependencies"]["dev"]
    # What only one command needs is asked for apart, and missed with a message.
    run |= {
        canonicalize_name(Requirement(line).name)
        for name, lines in project["optional-dependencies"].items()
        for line in lines
        if name != "dev"
    }
    test = run | {canonicalize_name(Requirement(line).name) for line in dev}
    packages = packages_distributions()
    wrong = []
    for path in _tracked():
        folder = path.relative_to(REPOSITORY).parts[0]
        if path.suffix != ".py" or folder not in {"hooks", "tests"}:
            continue
        for line, name in _imports(path):
            owners = {canonicalize_name(owner) for owner in packages.get(name.split(".")[0], [])}
            if owners - {"rakor"} and not owners & (run if folder == "hooks" else test):
                wrong.append(f"{path.relative_to(REPOSITORY)}:{line}: {name}")
    assert not wrong


def test_no_two_helpers_of_tests_share_a_name() -> None:
    """They are imported from several folders by name alone: of two, the wrong one may come."""
    folders = tomllib.loads(_text(REPOSITORY / "pyproject.toml"))["tool"]["pytest"]["ini_options"]
    names = Counter(
        path.stem if path.is_file() else path.name
        for folder in folders["pythonpath"]
        for path in (REPOSITORY / folder).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    )
    assert not [name for name, times in names.items() if times > 1]


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_only_the_adapter_imports_mkdocs() -> None:
    wrong = [
        f"{path.relative_to(REPOSITORY)}:{line}: {name}"
        for path in _modules()
        for line, name in _imports(path)
        if name.split(".")[0] in {"mkdocs", "material", "properdocs"} and _room(path) != "adapter"
    ]
    assert not wrong


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_every_module_has_its_room() -> None:
    rooms = {_room(path) for path in _modules()} - {"__init__", "__main__"}
    assert rooms == {name for name, _ in ROOMS}


def test_few_modules_lie_at_the_root() -> None:
    assert len([path for path in PACKAGE.glob("*.py") if not path.stem.startswith("__")]) <= 8


def test_imports_flow_one_way() -> None:
    rank = {name: number for number, (name, _) in enumerate(ROOMS)}
    wrong = []
    for path in _modules():
        room = _room(path)
        if room not in rank:
            continue
        for line, name in _imports(path):
            pieces = name.split(".")
            target = pieces[1] if pieces[0] == "rakor" and len(pieces) > 1 else None
            if target in rank and rank[target] > rank[room]:
                wrong.append(f"{path.relative_to(REPOSITORY)}:{line}: {room} imports {target}")
    assert not wrong


def test_no_room_of_code_grows_beyond_what_can_be_read() -> None:
    """Classes of at most 300 lines, functions of 80, nine parameters."""
    wrong = []
    for path in [*_modules(), REPOSITORY / "hooks" / "bulletins.py"]:
        for node in ast.walk(ast.parse(_text(path))):
            place = f"{path.relative_to(REPOSITORY)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.ClassDef) and _lines(node) > 300:
                wrong.append(f"{place}: class {node.name} has {_lines(node)} lines")
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                if _lines(node) > 80:
                    wrong.append(f"{place}: {node.name} has {_lines(node)} lines")
                given = node.args
                names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
                if len([name for name in names if name not in ("self", "cls")]) > 9:
                    wrong.append(f"{place}: {node.name} has {len(names)} parameters")
    assert not wrong


def _lines(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_module_is_needed_before_it_is_there() -> None:
    """Modules import each other in no circle; what is only imported for types counts not."""
    names = {_dotted(path): path for path in _modules()}
    needs = {name: _needed(path, names.keys()) for name, path in names.items()}
    done: set[str] = set()
    rest = dict(needs)
    while rest:
        free = [name for name, others in rest.items() if not (others - done - {name})]
        assert free, f"in a circle: {sorted(rest)}"
        done.update(free)
        for name in free:
            del rest[name]


def _dotted(path: Path) -> str:
    pieces = ["rakor", *path.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(pieces[:-1] if pieces[-1] == "__init__" else pieces)


def _needed(path: Path, known: Collection[str]) -> set[str]:
    """The modules of the package that one imports when it is loaded."""
    found: set[str] = set()
    for node in _loaded(ast.parse(_text(path)).body):
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{name.name}" for name in node.names}
            found |= inner & set(known) or {node.module}
    return found & set(known)


def _loaded(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that are carried out when a module is loaded, by people and not by mypy."""
    for node in body:
        if isinstance(node, ast.If):
            is_typing = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
            yield from _loaded([*([] if is_typing else node.body), *node.orelse])
        elif isinstance(node, ast.Try):
            yield from _loaded([*node.body, *(one for part in node.handlers for one in part.body)])
        else:
            yield node


def test_a_public_name_of_a_class_means_one_thing() -> None:
    found: dict[str, list[str]] = {}
    for path in _modules():
        for node in ast.parse(_text(path)).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(path.relative_to(PACKAGE).as_posix())
    assert not {name: places for name, places in found.items() if len(places) > 1}


def test_every_step_of_the_walk_exists() -> None:
    """Each file that CONTRIBUTING.md's twelve steps name, and in it each function."""
    text = _text(REPOSITORY / "CONTRIBUTING.md")
    walk = text.split("## The walk of a bulletin")[1].split("\n## ")[0]
    steps = re.split(r"^\d+\. ", walk, flags=re.M)[1:]
    assert len(steps) == 12
    wrong = []
    for step in steps:
        names = re.findall(r"`([\w./]+)`", step)
        assert names and "/" in names[0], step
        place = PACKAGE
        for name in names:
            if "/" in name or name.endswith(".py"):
                place = PACKAGE / name
                wrong += [] if place.exists() else [name]
            elif name not in _defined(place):
                wrong.append(f"{place.relative_to(PACKAGE)}: {name}")
    assert not wrong


def _defined(place: Path) -> set[str]:
    """Functions, classes and, as ``Class.method``, methods of a module or folder, and those it
    imports: a step may end with what it gives."""
    found: set[str] = set()
    for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
        for node in ast.walk(ast.parse(_text(path))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found.add(node.name)
            if isinstance(node, ast.ClassDef):
                methods = (one for one in node.body if isinstance(one, ast.FunctionDef))
                found.update(f"{node.name}.{one.name}" for one in methods)
            if isinstance(node, ast.ImportFrom):
                found.update(name.asname or name.name for name in node.names)
    return found


def test_every_module_that_contributors_are_shown_exists() -> None:
    text = _text(REPOSITORY / "CONTRIBUTING.md")
    rooms = {name for name, _ in ROOMS}
    named = {name for name in re.findall(r"`([\w/]+(?:\.py)?/?)`", text) if "/" in name}
    missing = []
    for name in named:
        if name.split("/")[0] in rooms:
            place = PACKAGE / name
            if not (place.exists() or place.with_suffix(".py").exists()):
                missing.append(name)
    assert not missing


def test_the_glossary_is_short() -> None:
    text = _text(REPOSITORY / "CONTRIBUTING.md")
    rows = re.findall(r"^\| (?!Word|-)", text.split("## Glossary")[1].split("\n## ")[0], re.M)
    assert 20 <= len(rows) <= 40


def test_contributors_are_shown_the_rooms() -> None:
    drawing = "\n".join(f"    {name:<15} {what}" for name, what in ROOMS)
    assert drawing in _text(REPOSITORY / "CONTRIBUTING.md"), f"show the rooms:\n\n{drawing}\n"
