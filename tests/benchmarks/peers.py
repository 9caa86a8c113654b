"""The generators that are compared, each set up for the same bulletins.

Every peer gets the whole text of every bulletin, front matter included, plus the few keys by which
it knows title, date and terms. Nothing else is given to anyone: no peer reads another's names or
resolves agencies, for those are written out here beforehand.

One agency (:data:`FORUM`) is the same everywhere: one bulletin in a hundred names it, unless nobody
was at the meeting, and its full name stands in one place, so that renaming it is one edit.

The edits of a scenario are made by processes of their own, which keeps the measuring one small:

    python tests/benchmarks/peers.py write hugo FOLDER 2000
    python tests/benchmarks/peers.py edit hugo FOLDER 2000 title 1
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from corpus import Document

REPOSITORY = Path(__file__).resolve().parents[2]
TOOLS = Path(os.environ.get("RAKOR_BENCH_TOOLS", REPOSITORY / ".venv-bench"))
"""The environment that holds the peers' programs (``make bench`` installs it)."""

SCENARIOS = {
    "cold": "cold",
    "checked": "cold, but for a check just before",
    "nothing": "nothing changed",
    "body": "one body changed",
    "title": "one title changed",
    "new": "one new bulletin",
    "agency": "one agency renamed",
    "edition": "one body changed on the next edition's day",
}
"""In the order in which a turn runs through them. The day of the edition changes last, so that no
other scenario starts from a site of another day."""

FIRST_EDITION = dt.date(2026, 4, 20)
"""``corpus.EDITION``; to import the corpus would make the measuring process large."""

FORUM = "Forum Contoh"
_FORUM_EVERY, _FORUM_FIRST = 100, 7


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A synthetic bulletin with names written out, as peers that know no registry need them."""

    document: Document
    title: str
    text: str  # front matter and body, the project's own keys
    regions: tuple[str, ...]  # province, and the regency or city below it
    agencies: tuple[str, ...]

    @property
    def head(self) -> str:
        return self.text.split("---\n", 2)[1]

    @property
    def body(self) -> str:
        return self.text.split("---\n", 2)[2]


def bulletin(number: int) -> Bulletin:
    """Return one bulletin of the corpus (seed 0)."""
    import corpus

    from rakor.registry import regions

    document = corpus.document(number)
    text, labels = document.text, document.agencies
    names = [_resolver().resolve(label, document.region).name for label in labels]
    if number % _FORUM_EVERY == _FORUM_FIRST and "\nstatus: " not in text:
        text = text.replace("\ninstansi:\n", f"\ninstansi:\n  - {FORUM}\n", 1)
        names.append(FORUM)
    return Bulletin(
        document=document,
        title=document.title,
        text=text,
        regions=tuple(region.name for region in regions().path(document.region)),
        agencies=tuple(dict.fromkeys(names)),
    )


@functools.cache
def _resolver():  # type: ignore[no-untyped-def]  # a type would import the registry everywhere
    from rakor.registry import load_agencies, regions

    return load_agencies(regions(), None)


def with_title(made: Bulletin, title: str) -> Bulletin:
    """Return the bulletin under another title."""
    text = made.text.replace(json.dumps(made.title, ensure_ascii=False), json.dumps(title), 1)
    return Bulletin(made.document, title, text, made.regions, made.agencies)


def with_body(made: Bulletin, paragraph: str) -> Bulletin:
    """Return the bulletin with one more paragraph."""
    text = f"{made.text}\n{paragraph}\n"
    return Bulletin(made.document, made.title, text, made.regions, made.agencies)


class Peer(ABC):
    """One generator: how its site is written, edited and built.

    Attributes:
        id: short name for the command line.
        name: name for people.
        bears: the largest number of bulletins measured unless asked for more.
        scenarios: those that mean something for it.
        content: folder of the bulletins, below the site's own.
        site: where the finished site goes.
        stores: what it keeps for its next build.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    bears: ClassVar[int]
    scenarios: ClassVar[frozenset[str]] = frozenset(SCENARIOS) - {"checked"}
    content: ClassVar[str]
    site: ClassVar[str] = "site"
    stores: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def command(self) -> list[str] | None:
        """Return the command that builds, run in the site's folder; None if it is not here."""

    def environment(self, scenario: str, turn: int) -> dict[str, str]:
        """Return the variables that tell a build of what no file does."""
        del scenario, turn
        return {}

    @abstractmethod
    def version(self) -> str:
        """Return the version of the program."""

    @abstractmethod
    def settings(self, folder: Path) -> None:
        """Write everything but the bulletins."""

    @abstractmethod
    def text(self, made: Bulletin) -> str:
        """Return a bulletin as this peer reads it."""

    def rename(self, folder: Path, name: str) -> None:
        """Give the agency :data:`FORUM` another full name."""
        raise NotImplementedError(self.name)

    def path(self, folder: Path, made: Bulletin) -> Path:
        return folder / self.content / f"{made.document.id}.md"

    def write(self, folder: Path, count: int) -> None:
        """Write a site of ``count`` bulletins."""
        folder.mkdir(parents=True, exist_ok=True)
        self.settings(folder)
        for number in range(count):
            self._put(folder, bulletin(number))

    def edit(self, folder: Path, count: int, scenario: str, turn: int) -> None:
        """Make the change of a scenario; another ``turn`` makes another change.

        ``cold`` takes back the new bulletin of the turn before and leaves nothing of any build.
        """
        if scenario == "cold":
            for path in self._files(folder, bulletin(count + turn - 2)) if turn > 1 else ():
                path.unlink(missing_ok=True)
            self.clear(folder)
        elif scenario == "checked":
            self.clear(folder)
            self.check(folder)
        elif scenario == "body":
            paragraph = f"Kalimat contoh yang ditambahkan kemudian, ke-{turn}."
            self._put(folder, with_body(bulletin(count // 2), paragraph))
        elif scenario == "title":
            made = bulletin(count // 3)
            self._put(folder, with_title(made, f"{made.title}, perbaikan {turn}"))
        elif scenario == "new":
            self._put(folder, bulletin(count + turn - 1))
        elif scenario == "agency":
            self.rename(folder, f"{FORUM} Nusantara {turn}")
        elif scenario == "edition":
            paragraph = f"Kalimat contoh dari hari edisi ke-{turn}."
            self._put(folder, with_body(bulletin(count // 4), paragraph))
        elif scenario != "nothing":
            raise ValueError(scenario)

    def clear(self, folder: Path) -> None:
        """Remove the site and all that is kept for the next build."""
        for name in (self.site, *self.stores):
            shutil.rmtree(folder / name, ignore_errors=True)

    def check(self, folder: Path) -> None:
        """Check the bulletins without building."""
        raise NotImplementedError(self.name)

    def _put(self, folder: Path, made: Bulletin) -> None:
        for path, content in self._files(folder, made).items():
            _put(path, content)

    def _files(self, folder: Path, made: Bulletin) -> dict[Path, bytes]:
        path = self.path(folder, made)
        beside = {path.with_name(one.name): one.content for one in made.document.attachments}
        return {path: self.text(made).encode("utf-8"), **beside}


class Rakor(Peer):
    """This project."""

    id = "rakor"
    name = "Rakor"
    bears = 1_000_000
    scenarios = frozenset(SCENARIOS)
    content = "bulletins"
    stores = (".rakor",)
    _program = (
        sys.executable,
        "-c",
        "import sys; from rakor.cli.main import main; sys.exit(main())",
    )

    def command(self) -> list[str]:
        return [*self._program, "build", "--root", ".", "--site-dir", self.site]

    def environment(self, scenario: str, turn: int) -> dict[str, str]:
        """Name the edition's day, as the publishing workflows do: the next one from "edition"."""
        days = turn if scenario == "edition" else turn - 1
        return {"RAKOR_EDISI": (FIRST_EDITION + dt.timedelta(days=days)).isoformat()}

    def check(self, folder: Path) -> None:
        command = [*self._program, "check", "--root", str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    def version(self) -> str:
        import rakor

        return rakor.__version__

    def settings(self, folder: Path) -> None:
        import corpus

        corpus.write_site(folder, 0)
        self.rename(folder, f"{FORUM} Nusantara")

    def rename(self, folder: Path, name: str) -> None:
        _put(
            folder / "bulletins" / "agencies.yml",
            f"forum-contoh:\n  nama: {name}\n  jenis: lembaga\n  wilayah: nasional\n"
            f"  sebutan:\n    - {FORUM}\n",
        )

    def text(self, made: Bulletin) -> str:
        return made.text


class Hugo(Peer):
    """Hugo with four taxonomies, paginated lists, a feed of all bulletins and one of every term;
    its layouts lie in ``hugo/``. It has no search."""

    id = "hugo"
    name = "Hugo"
    bears = 1_000_000
    content = "content/buletin"
    site = "public"
    stores = ("resources", "cache")

    def command(self) -> list[str] | None:
        binary = _hugo()
        if binary is None:
            return None
        return [binary, "build", "--quiet", "--cacheDir", str(Path("cache").absolute())]

    def version(self) -> str:
        return _installed("hugo")

    def settings(self, folder: Path) -> None:
        shutil.copytree(Path(__file__).with_name("hugo"), folder, dirs_exist_ok=True)
        self.rename(folder, f"{FORUM} Nusantara")

    def rename(self, folder: Path, name: str) -> None:
        path = folder / "content" / "agencies" / "forum-contoh" / "_index.md"
        _put(path, f"---\ntitle: {name}\n---\n")

    def text(self, made: Bulletin) -> str:
        import corpus

        document = made.document
        return _with_keys(
            made,
            {
                "title": made.title,
                "date": document.day,
                "description": _summary(made),
                "regions": list(made.regions),
                "agencies": list(made.agencies),
                "topics": [corpus.TOPICS[topic] for topic in document.topics],
                "months": [document.day.isoformat()[:7]],
            },
        )


class HugoPagefind(Hugo):
    """The whole job: Hugo, and then Pagefind over what it made, with the terms as filters."""

    id = "hugo+pagefind"
    name = "Hugo+Pagefind"

    def command(self) -> list[str] | None:
        hugo, pagefind = super().command(), pagefind_program()
        if hugo is None or pagefind is None:
            return None
        index = [pagefind, "--site", self.site, "--quiet"]
        return ["sh", "-c", f"{shlex.join(hugo)} && exec {shlex.join(index)}"]

    def version(self) -> str:
        about = TOOLS / "node_modules" / "pagefind" / "package.json"
        pagefind = (
            json.loads(about.read_text(encoding="utf-8"))["version"] if about.exists() else "?"
        )
        return f"{super().version()} + {pagefind}"


class _Material(Peer):
    """What sites of Material for MkDocs and Zensical share."""

    scenarios = frozenset(SCENARIOS) - {"agency"}  # they have no pages of agencies
    plugins: ClassVar[str] = "plugins: []\n"
    content = "docs/buletin"

    def settings(self, folder: Path) -> None:
        dialect = re.search(
            r"^markdown_extensions:\n(?: +.*\n)+",
            (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        assert dialect, "mkdocs.yml names its Markdown extensions"
        head = "site_name: Contoh\nsite_url: https://rakor.example/\nuse_directory_urls: false\n"
        theme = "theme:\n  name: material\n  language: id\n  font: false\n"
        _put(folder / "mkdocs.yml", f"{head}{theme}{self.plugins}{dialect.group()}")
        _put(folder / "docs" / "index.md", "# Contoh\n\nBuletin fiktif.\n")

    def text(self, made: Bulletin) -> str:
        keys = {"title": made.title, "description": _summary(made)}
        return _with_keys(made, keys)


class Stock(_Material):
    """Material for MkDocs as it comes: the navigation is what the folders hold."""

    id = "stock"
    name = "Material"
    bears = 500  # the navigation stands in every page, so cost grows with the square

    def command(self) -> list[str] | None:
        if importlib.util.find_spec("material") is None:
            return None
        return [sys.executable, "-m", "mkdocs", "build", "--quiet"]

    def version(self) -> str:
        return _installed_here("mkdocs-material")


class Blog(Stock):
    """Material's blog plugin: paginated lists, months as archive, topics as categories."""

    id = "blog"
    name = "Material blog"
    bears = 2000
    content = "docs/blog/posts"
    plugins = (
        "plugins:\n  - blog:\n"
        "      archive_date_format: yyyy-MM\n"
        "      archive_url_date_format: yyyy/MM\n"
        "      pagination_per_page: 50\n"
        "      post_excerpt: required\n"
    )

    def settings(self, folder: Path) -> None:
        super().settings(folder)
        _put(folder / "docs" / "blog" / "index.md", "# Buletin contoh\n")

    def text(self, made: Bulletin) -> str:
        import corpus

        document = made.document
        keys = {
            "title": made.title,
            "description": _summary(made),
            "date": document.day,
            "slug": document.id.rpartition("/")[2],
            "categories": [corpus.TOPICS[topic] for topic in document.topics],
        }
        # The separator must follow the first paragraph; lists then show that one only.
        return re.sub(
            r"(\n\n\S.*?\n)(\n|$)", r"\1\n<!-- more -->\n\n", _with_keys(made, keys), count=1
        )


class Zensical(_Material):
    """Zensical with the same settings as stock Material."""

    id = "zensical"
    name = "Zensical"
    bears = 500  # the navigation stands in every page here too
    stores = (".cache",)

    def command(self) -> list[str] | None:
        program = shutil.which("zensical", path=_programs())
        return [program, "build"] if program else None

    def version(self) -> str:
        return _installed("zensical")


PEERS: Mapping[str, Peer] = {
    peer.id: peer for peer in (Rakor(), HugoPagefind(), Hugo(), Stock(), Blog(), Zensical())
}


def _with_keys(made: Bulletin, keys: Mapping[str, object]) -> str:
    """Return the bulletin with further keys in its front matter."""
    lines = "".join(f"{key}: {_yaml(value)}\n" for key, value in keys.items())
    return f"---\n{lines}{made.head}---\n{made.body}"


def _yaml(value: object) -> str:
    """Return a value as YAML: JSON is YAML, but has no dates."""
    return (
        value.isoformat() if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False)
    )


def _summary(made: Bulletin) -> str:
    found = re.search(r'^ringkasan: "(.*)"$', made.text, re.MULTILINE)
    assert found, made.document.id
    return found.group(1)


def _put(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def _programs() -> str:
    return os.pathsep.join((str(TOOLS / "bin"), os.environ.get("PATH", os.defpath)))


def _hugo() -> str | None:
    """Return Hugo itself: the package's command starts a Python first, which is not its cost."""
    found = sorted(TOOLS.glob("lib/python*/site-packages/hugo/binaries/hugo"))
    return str(found[0]) if found else shutil.which("hugo")


def pagefind_program() -> str | None:
    """Return Pagefind itself: the package's command starts a Node first, which is not its cost."""
    found = sorted(TOOLS.glob("node_modules/@pagefind/*/bin/pagefind_extended"))
    return str(found[0]) if found else shutil.which("pagefind")


def _installed(package: str) -> str:
    """Return the version of a package among the tools."""
    for folder in TOOLS.glob("lib/python*/site-packages"):
        for found in folder.glob(f"{package}-*.dist-info"):
            return found.name.removeprefix(f"{package}-").removesuffix(".dist-info")
    return "?"


def _installed_here(package: str) -> str:
    from importlib.metadata import version

    return version(package)


def number(page: Path) -> str | None:
    """Return the number in the name of a bulletin's page or source; None for other files."""
    found = re.fullmatch(r"\d{4}-\d\d-\d\d-contoh-[a-z-]+-(\d{6})", page.stem)
    return found.group(1) if found else None


def main() -> None:
    """Write a site or make an edit, from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    actions = parser.add_subparsers(dest="action", required=True)
    for action in ("write", "edit"):
        added = actions.add_parser(action)
        added.add_argument("peer", choices=PEERS)
        added.add_argument("folder", type=Path)
        added.add_argument("count", type=int)
        if action == "edit":
            added.add_argument("scenario", choices=SCENARIOS)
            added.add_argument("turn", type=int)
    options = parser.parse_args()
    peer = PEERS[options.peer]
    if options.action == "write":
        peer.write(options.folder, options.count)
    else:
        peer.edit(options.folder, options.count, options.scenario, options.turn)


if __name__ == "__main__":
    main()
