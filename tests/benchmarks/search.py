"""Search beside Pagefind and Material's lunr, on the same fictional bulletins in one run.

Measured: processor time and memory of indexing, bytes on disk (also on a stick with 32 KB
clusters), what a first query moves when a server compresses, and the time from the start of a
navigation until the first results are painted in Chromium, cold and warm, also with the processor
slowed down four times. Rakor is opened from a folder, the others over HTTP, since they cannot do
otherwise; tools and order alternate. Compare ratios, not seconds.

    make benchsearch
    python tests/benchmarks/search.py --sizes 1000,10000,50000

Pagefind indexes plain pages with the same text and the same facets as filters, and searches on a
page in the frame of the site, as Rakor does: once with the interface it brings ("UI"), and once
with a few lines that draw what its API finds, the least a page can do. Material's index
is what its plugin would write, served to its own worker; it is left out above 10,000, where it
takes minutes.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import os
import pickle
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path[:0] = [
    str(REPOSITORY / "hooks"),
    str(REPOSITORY / "tests" / "support"),
    str(Path(__file__).parent),
]

CLUSTER = 32 * 1024
FIELDS = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}


@dataclass(frozen=True)
class Cost:
    """What indexing cost: processor seconds, peak bytes of memory."""

    cpu: float
    memory: int


def run(command: Sequence[str], **options: Any) -> Cost:
    """Run a program and tell what it cost."""
    # A process begins with the peak of the one that starts it, so a small one does that here.
    launch = [sys.executable, "-c", _LAUNCH, *command]
    finished = subprocess.run(launch, capture_output=True, check=False, **options)
    if finished.returncode:
        raise SystemExit(finished.stdout[-3000:].decode(errors="replace"))
    cpu, memory = map(float, finished.stderr.split()[-2:])
    unit = 1 if platform.system() == "Darwin" else 1024
    return Cost(cpu, int(memory) * unit)


_LAUNCH = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:], stderr=subprocess.STDOUT)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=sys.stderr)
sys.exit(status)
"""


def write_documents(count: int, folder: Path) -> Path:
    """Write the documents of a corpus to a file, once for all sizes of a run."""
    import corpus
    from searchable import documents_of

    target = folder / f"{count}.pickle"
    root = folder / f"sumber-{count}"
    corpus.write_site(root, count)
    documents, _ = documents_of(root)
    shutil.rmtree(root)
    target.write_bytes(pickle.dumps(documents))
    return target


def read(documents: Path) -> list[Any]:
    """Return documents that this program has written."""
    found: list[Any] = pickle.loads(documents.read_bytes())  # noqa: S301
    return found


def index_rakor(documents: Path, site: Path) -> None:
    """Index documents as a build does; run in a process of its own, to be measured."""
    import gc

    import corpus
    from whole_index import make_index

    from rakor.registry import load_agencies, regions

    gc.disable()
    made = make_index(read(documents), regions(), load_agencies(regions(), None), corpus.TOPICS)
    for address, data in made:
        target = site / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def make_rakor(documents: Path, folder: Path) -> tuple[Path, Cost]:
    """Make a site that has nothing but its search."""
    from building import build, copy_shipped

    small = folder / "kecil"
    if not small.exists():
        (folder / "sumber").mkdir()
        copy_shipped(folder / "sumber")
        build(folder / "sumber", small)
    site = folder / f"rakor-{documents.stem}"
    site.mkdir()
    shutil.copytree(small / "assets", site / "assets")
    shutil.copy(small / "cari.html", site)
    cost = run([sys.executable, __file__, "--index", str(documents), str(site)])
    return site, cost


def make_pagefind(documents: Path, folder: Path, program: str) -> tuple[Path, Cost]:
    """Write plain pages of the documents and let Pagefind index them."""
    site = folder / f"pagefind-{documents.stem}"
    for one in read(documents):
        page = site / "buletin" / f"{one.id}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(f"<p>{html.escape(line)}</p>" for line in one.body.split("\n"))
        names = "".join(f"<li>{html.escape(name)}</li>" for _, name in one.agencies)
        filters = "".join(
            f'<meta data-pagefind-filter="{name}[content]" content="{value}">'
            for name, value in [
                ("wilayah", one.region[:2]),
                ("tahun", one.day.year),
                *(("topik", topic) for topic in one.topics),
            ]
        )
        page.write_text(
            f'<!doctype html><html lang="id"><head><title>{html.escape(one.title)}</title></head>'
            f"<body><main data-pagefind-body>{filters}<h1>{html.escape(one.title)}</h1>"
            f'<p data-pagefind-sort="tanggal">{one.day}</p><p>{html.escape(one.place)}</p>'
            f"<ul>{names}</ul><p>{html.escape(one.summary)}</p>{text}</main></body></html>",
            encoding="utf-8",
        )
    cost = run([program, "--site", str(site)])
    write_pagefind_pages(site, folder / "kecil")
    return site, cost


def write_pagefind_pages(site: Path, frame: Path) -> None:
    """Write two pages of results for Pagefind in the frame of the site."""
    shutil.copytree(frame / "assets", site / "assets")
    page = (frame / "cari.html").read_text(encoding="utf-8")
    # It needs workers and WebAssembly, which our policy forbids, and not our engine.
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    page = re.sub(
        r'<script[^>]*/cari[a-z-]*\.js"[^>]*></script>|<link rel="preload"[^>]*>', "", page
    )
    for name, head in (("api", _PAGEFIND_API), ("ui", _PAGEFIND_UI)):
        target = site / f"{name}.html"
        target.write_text(page.replace("</head>", f"{head}</head>"), encoding="utf-8")


_PAGEFIND_API = """<script type="module">
import * as pagefind from "./pagefind/pagefind.js";
const address = new URLSearchParams(location.search);
window.cari = async () => {
  const wilayah = address.get("wilayah");
  const options = {sort: {tanggal: "desc"}, ...(wilayah && {filters: {wilayah}})};
  const found = await pagefind.search(address.get("q"), options);
  return [found.results.length,
    await Promise.all(found.results.slice(0, 6).map(one => one.data()))];
};
const [total, results] = await window.cari();
const list = document.createElement("ol");
list.dataset.total = total;
for (const one of results) {
  const row = document.createElement("li");
  row.innerHTML = `<a href="${one.url}">${one.meta.title}</a><p>${one.excerpt}</p>`;
  list.append(row);
}
document.getElementById("rk-hasil").append(list);
</script>"""

_PAGEFIND_UI = """<link rel="stylesheet" href="pagefind/pagefind-ui.css">
<script src="pagefind/pagefind-ui.js" defer></script>
<script type="module">
const address = new URLSearchParams(location.search);
const ui = new PagefindUI({element: "#rk-hasil", sort: {tanggal: "desc"}, pageSize: 6,
  debounceTimeoutMs: 0, showImages: false});
if (address.get("wilayah")) ui.triggerFilters({wilayah: [address.get("wilayah")]});
ui.triggerSearch(address.get("q"));
</script>"""


def make_lunr(documents: Path, folder: Path) -> tuple[Path, Cost]:
    """Build stock Material with one page and give it the index its plugin would write."""
    root = folder / f"lunr-{documents.stem}"
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "index.md").write_text("# Contoh\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        "site_name: Contoh\ntheme:\n  name: material\n  font: false\nplugins:\n  - search\n"
        "use_directory_urls: false\n",
        encoding="utf-8",
    )
    site = root / "site"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    cost = run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=root, env=environment)
    rows = [
        {
            "location": f"buletin/{one.id}.html",
            "title": one.title,
            "text": f"{one.summary} {one.body}",
        }
        for one in read(documents)
    ]
    config = {
        "lang": ["en"],
        "separator": r"[\s\-]+",
        "pipeline": ["stopWordFilter"],
        "fields": FIELDS,
    }
    target = site / "search" / "search_index.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps({"config": config, "docs": rows}), encoding="utf-8")
    return site, cost


class _Handler(SimpleHTTPRequestHandler):
    """Compresses, and keeps connections open, as servers do."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data, is_packed = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@lru_cache(maxsize=4096)
def packed(path: Path) -> tuple[bytes, bool]:
    """Return what a compressing server sends for a file."""
    data = path.read_bytes()
    if path.suffix in {".html", ".js", ".css", ".json", ".svg"}:
        return gzip.compress(data, 6), True
    return data, False


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder with compression."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *args: _Handler(*args, directory=str(folder))
    )
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def disk(*folders: Path) -> tuple[int, int, int]:
    """Return files, bytes, and bytes on 32 KB clusters."""
    sizes = [path.stat().st_size for one in folders for path in one.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes), sum(-(-size // CLUSTER) * CLUSTER for size in sizes)


def choose_queries(documents: Path) -> dict[str, str]:
    """Choose the queries of the budgets from the words of the corpus itself."""
    from collections import Counter

    from rakor.search.tokenizer import fold, words

    found = read(documents)
    texts = [words(fold(one.body)) for one in found]
    known = Counter(word for text in texts for word in set(text))
    silent = set("dan di ke dari yang untuk pada dengan dalam oleh".split())
    common = [
        word
        for word, count in known.most_common()
        if count < 0.4 * len(texts) and len(word) > 4 and word not in silent
    ]
    pairs = Counter(pair for text in texts[:1000] for pair in pairwise(text))
    phrase = next(
        pair
        for pair, _ in pairs.most_common()
        if min(known[word] for word in pair) > 0.1 * len(texts) and not silent & set(pair)
    )
    rare = sorted(word for word, count in known.items() if count == 2 and word.isalpha())
    return {
        "rare": f"q={random.Random(1).choice(rare)}",
        "common": f"q={common[0]}",
        "two common": f"q={common[0]}+{common[1]}",
        "region": f"q={common[0]}&wilayah=35",
        "phrase": f"q=%22{'+'.join(phrase)}%22",
    }


FIRST = "document.querySelector('[data-hit], [data-total], .pagefind-ui__result')"
WHOLE = "document.querySelector('[data-total]') && !document.querySelector('[aria-busy]')"

_WATCH = """(() => {
  const marks = window.tercatat = {};
  function note(name, is) {
    if (marks[name] !== undefined || !is) return;
    marks[name] = null;
    // The frame that shows it has been made when the task after its callbacks runs.
    requestAnimationFrame(() => setTimeout(() => { marks[name] = performance.now(); }));
  }
  function look() { note("first", %s); note("whole", %s); }
  new MutationObserver(look).observe(document, {subtree: true, childList: true,
    attributes: true, attributeFilter: ["data-total", "aria-busy"]});
  document.addEventListener("readystatechange", look);
})()"""


class Opened(NamedTuple):
    """What a first visit took: milliseconds from the start of the navigation until first results
    were painted, until all of the answer was, and warm."""

    first: float
    whole: float
    warm: float
    asked: list[str]
    total: str


SETTLE = 800
"""Milliseconds a new window gets before it is used; it has business of its own at first."""


class Browser:
    """Chromium, measuring."""

    def __init__(self, playwright: Any) -> None:
        path = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))))
        self._browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])

    def close(self) -> None:
        self._browser.close()

    def open(
        self,
        address: str,
        first: str = FIRST,
        whole: str = WHOLE,
        slowdown: int = 1,
        warm: Callable[[Any], float] | None = None,
    ) -> Opened:
        """Open a page as for the first time; ``first`` and ``whole`` tell what is waited for."""
        context = self._browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.add_init_script(_WATCH % (first, whole))
        asked: list[str] = []
        page.goto("about:blank")
        page.wait_for_timeout(SETTLE)
        context.on("request", lambda request: asked.append(request.url))
        if slowdown > 1:
            session = context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        page.goto(address, wait_until="commit")
        page.wait_for_function("() => window.tercatat.whole", timeout=180_000, polling=100)
        seen = page.evaluate("() => window.tercatat")
        total = page.evaluate("() => document.querySelector('[data-total]')?.dataset.total")
        cold = asked[:]
        again = warm(page) if warm else 0.0
        context.close()
        requests = asked if "search/search_index" in str(asked) else cold
        return Opened(seen["first"], seen["whole"], again, requests, total)


def warm_rakor(page: Any) -> float:
    """Milliseconds for the engine to answer the question of the page once more, texts and all."""
    return warmed(
        page,
        """async () => {
          const answer = await RakorMesin.search({...RakorMesin.question(), dihitung: true});
          return RakorMesin.texts(answer.hits);
        }""",
    )


def warm_pagefind(page: Any) -> float:
    """Milliseconds for Pagefind to answer once more."""
    return warmed(page, "() => window.cari()")


def warmed(page: Any, ask: str) -> float:
    """Return the median of some answers, after as many that warm up."""
    script = """async () => {
      const ask = %s, times = [];
      for (let round = 0; round < 14; round++) {
        const begin = performance.now();
        await ask();
        times.push(performance.now() - begin);
      }
      return times.slice(7).sort((a, b) => a - b)[3];
    }"""
    return float(page.evaluate(script % ask))


def moved_from_folder(asked: Sequence[str], site: Path) -> tuple[int, int]:
    """Requests and compressed bytes of the search alone: engine and index, not page and style."""
    from urllib.parse import unquote, urlsplit

    names = [Path(unquote(urlsplit(one).path)) for one in dict.fromkeys(asked)]
    ours = [
        one for one in names if one.name.startswith("cari") or "cari" in one.relative_to(site).parts
    ]
    ours = [one for one in ours if one.suffix == ".js"]
    return len(ours), sum(len(packed(one)[0]) for one in ours)


class Way(NamedTuple):
    """A tool as it is opened: its name, the address of its page, and how it answers again."""

    name: str
    page: str
    warm: Callable[[Any], float] | None
    whole: str = WHOLE


def measure_queries(
    browser: Browser,
    rakor: Path,
    pagefind: Path | None,
    queries: dict[str, str],
    repeats: int,
) -> None:
    """Print a line for each query and tool, and how Rakor compares with each."""
    ours = Way("Rakor, file", f"{rakor.as_uri()}/cari.html", warm_rakor)
    with served(pagefind or rakor) as base:
        theirs = [
            Way("Pagefind, HTTP", f"{base}api.html", warm_pagefind),
            Way("Pagefind UI", f"{base}ui.html", None, FIRST),
        ]
        ways = [ours, *(theirs if pagefind else [])]
        for name, query in queries.items():
            runs: dict[str, list[Opened]] = {way.name: [] for way in ways}
            for turn in range(repeats):
                for way in ways if turn % 2 == 0 else reversed(ways):
                    address = f"{way.page}?{query}"
                    runs[way.name].append(browser.open(address, whole=way.whole, warm=way.warm))
            for way in ways:
                slow = browser.open(f"{way.page}?{query}", whole=way.whole, slowdown=4)
                asked = runs[way.name][0].asked
                if way is ours:
                    requests, size = moved_from_folder(asked, rakor)
                else:
                    requests, size = moved_by_pagefind(asked, base, pagefind or rakor)
                line(way.name, name, requests, size, runs[way.name], slow)
            usual = medians(runs[ours.name])
            for way in ways[1:]:
                other = medians(runs[way.name])
                print(
                    f"    of {way.name}: first {usual.first / other.first:.2f},"
                    f" whole {usual.whole / other.whole:.2f}",
                    flush=True,
                )


def moved_by_pagefind(asked: Sequence[str], base: str, site: Path) -> tuple[int, int]:
    """Requests and compressed bytes of the search alone."""
    names = [one.removeprefix(base) for one in dict.fromkeys(asked) if "/pagefind/" in one]
    return len(names), sum(len(packed(site / one.split("?")[0])[0]) for one in names)


def measure_lunr(browser: Browser, site: Path, queries: dict[str, str]) -> None:
    """Print a line for a rare and a common word, typed as soon as the page takes them."""
    found = "() => document.querySelector('.md-search-result__item')"
    with served(site) as base:
        for name in ("rare", "common"):
            word = queries[name].removeprefix("q=")

            def ask(page: Any, word: str = word) -> float:
                begin = time.perf_counter()
                page.locator(".md-search__input").click()
                page.locator(".md-search__input").press_sequentially(word)
                page.wait_for_function(found, timeout=180_000, polling=5)
                return 1000 * (time.perf_counter() - begin)

            ready = "document.readyState === 'complete'"
            found_at = browser.open(f"{base}index.html", ready, ready, warm=ask)
            names = [one.removeprefix(base) for one in found_at.asked if "search" in one]
            size = sum(len(packed(site / one.split("?")[0])[0]) for one in names)
            seen = found_at.whole + found_at.warm
            once = found_at._replace(first=seen, whole=seen, warm=0)
            line("lunr, HTTP", name, len(names), size, [once], None)


def line(
    tool: str,
    name: str,
    requests: int,
    size: int,
    runs: Sequence[Opened],
    slow: Opened | None,
) -> None:
    """Print one measurement: medians of several runs, and one with a slow processor."""
    usual = medians(runs)
    times = (
        f"first {usual.first:>6.0f} ms  whole {usual.whole:>6.0f} ms  warm {usual.warm:>6.1f} ms"
    )
    if slow:
        times += f"  4x slower: first {slow.first:>6.0f} ms  whole {slow.whole:>6.0f} ms"
    print(
        f"  {tool:<15} {name:<11} {requests:>4} requests {size / 1000:>8.1f} KB  {times}"
        f"  total {runs[0].total}",
        flush=True,
    )


def medians(runs: Sequence[Opened]) -> Opened:
    """Return the median of each time, of several visits."""
    first, whole, warm = (statistics.median(run[place] for run in runs) for place in range(3))
    return runs[0]._replace(first=first, whole=whole, warm=warm)


def rewritten(documents: Path, site: Path) -> None:
    """Print what one changed sentence, one changed body and one new bulletin rewrite."""
    import corpus
    from whole_index import make_index

    from rakor.registry import load_agencies, regions

    found = read(documents)
    agencies = load_agencies(regions(), None)
    before = {
        f"cari/{path.relative_to(site / 'cari').as_posix()}": path.read_bytes()
        for path in (site / "cari").rglob("*.js")
    }
    size = sum(map(len, before.values()))
    rng = random.Random(7)
    for name, samples in (("sentence", 5), ("whole body", 20), ("new bulletin", 3)):
        shares = []
        for _ in range(samples):
            changed = found[:]
            at = rng.randrange(len(found))
            other = found[rng.randrange(len(found))]
            if name == "sentence":
                new = f"{changed[at].body}\nContoh kalimat baru tentang harga beras di Kraksaan."
                changed[at] = replace(changed[at], body=new)
            elif name == "whole body":
                changed[at] = replace(changed[at], body=other.body)
            else:
                changed.append(replace(other, id=f"{other.id}-baru"))
            after = dict(make_index(changed, regions(), agencies, corpus.TOPICS))
            wrote = sum(len(data) for one, data in after.items() if before.get(one) != data)
            shares.append(wrote / size)
        usual = statistics.median(shares)
        print(
            f"  {name}: rewrites {usual:.2%} of the index, {min(shares):.2%} to {max(shares):.2%}",
            flush=True,
        )


def measure(count: int, folder: Path, arguments: argparse.Namespace) -> None:
    """Print all figures of one size."""
    from playwright.sync_api import sync_playwright

    print(f"\n{count:,} bulletins", flush=True)
    documents = write_documents(count, folder)
    queries = choose_queries(documents)
    rakor, cost = make_rakor(documents, folder)
    costs = {"Rakor": (cost, disk(rakor / "cari"))}
    pagefind = lunr = None
    if arguments.pagefind:
        pagefind, cost = make_pagefind(documents, folder, arguments.pagefind)
        costs["Pagefind"] = (cost, disk(pagefind / "pagefind"))
    if count <= 10_000 and arguments.lunr:
        lunr, _ = make_lunr(documents, folder)
        costs["lunr"] = (Cost(0, 0), disk(lunr / "search"))
    for name, (cost, (files, size, clusters)) in costs.items():
        print(
            f"  {name:<9} index {cost.cpu:>6.1f} CPU s {cost.memory / 1e6:>6.0f} MB peak "
            f"{files:>5} files {size / 1e6:>6.1f} MB, {clusters / 1e6:>6.1f} MB on 32 KB clusters",
            flush=True,
        )
    with sync_playwright() as playwright:
        browser = Browser(playwright)
        browser.open(f"{rakor.as_uri()}/cari.html?{queries['rare']}")  # wakes Chromium and disk
        measure_queries(browser, rakor, pagefind, queries, arguments.repeats)
        if lunr:
            measure_lunr(browser, lunr, queries)
        browser.close()
    if arguments.rewritten:
        rewritten(documents, rakor)


def main() -> None:
    """Measure from the command line."""
    from peers import pagefind_program

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument(
        "--pagefind", default=pagefind_program(), help="another program of Pagefind"
    )
    parser.add_argument("--no-lunr", dest="lunr", action="store_false")
    parser.add_argument("--no-rewritten", dest="rewritten", action="store_false")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--index", nargs=2, type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.index:
        index_rakor(*arguments.index)
        return
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; compare ratios")
    for count in map(int, re.findall(r"\d+", arguments.sizes)):
        with tempfile.TemporaryDirectory(prefix="rakor-cari-") as folder:
            measure(count, Path(folder), arguments)


if __name__ == "__main__":
    main()
