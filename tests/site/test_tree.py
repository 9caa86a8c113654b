"""Every file of the built site: what it refers to, what it may hold, how large and how named."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import Counter
from datetime import date
from posixpath import splitext
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from site_tree import KINDS, NOT_FOUND, Tree

KILOBYTE = 1024
_RESERVED = {
    *("con", "prn", "aux", "nul"),
    *(f"com{number}" for number in range(10)),
    *(f"lpt{number}" for number in range(10)),
}


def _shown(problems: list[str]) -> str:
    """Return a few problems and their number; a tree may repeat one a thousand times."""
    return "\n".join([f"{len(problems)} problems", *problems[:25]])


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_a_page_of_every_kind(tree: Tree, kind: str) -> None:
    assert tree.of_kind(kind)


def test_every_internal_address_and_anchor_resolves(tree: Tree) -> None:
    wrong = []
    for page in tree.pages.values():
        for reference in page.references:
            if reference.is_external:
                continue
            address, fragment = reference.target()
            if address not in tree.files:
                wrong.append(f"{reference}: no file {address}")
            elif fragment and address in tree.pages and fragment not in tree.pages[address].ids:
                wrong.append(f"{reference}: no id {fragment!r} in {address}")
    assert not wrong, _shown(wrong)


def test_addresses_are_relative(tree: Tree) -> None:
    wrong = [
        str(reference)
        for page in tree.pages.values()
        if page.address != NOT_FOUND
        for reference in page.references
        if reference.value.startswith(("/", "\\"))
    ]
    assert not wrong, _shown(wrong)


def test_nothing_is_loaded_from_another_host(tree: Tree) -> None:
    wrong = [
        str(reference)
        for page in tree.pages.values()
        for reference in page.references
        if reference.is_external
        and not reference.is_hyperlink
        and not reference.value.startswith("data:image/")
    ]
    assert not wrong, _shown(wrong)


def test_style_sheets_refer_to_files_of_the_tree_only(tree: Tree) -> None:
    wrong = []
    for address, path in tree.files.items():
        if not address.endswith(".css"):
            continue
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
        found = re.findall(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", text)
        wrong += [f"{address}: {''.join(one)}" for one in found if "//" in "".join(one)]
    assert not wrong, _shown(wrong)


def test_hyperlinks_use_harmless_schemes(tree: Tree) -> None:
    wrong = [
        str(reference)
        for page in tree.pages.values()
        for reference in page.references
        if reference.is_hyperlink
        and reference.is_external
        and not reference.value.startswith(("https://", "http://", "mailto:", "tel:", "webcal://"))
    ]
    assert not wrong, _shown(wrong)


def test_every_page_can_be_reached_from_home(tree: Tree) -> None:
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        for reference in tree.pages[waiting.pop()].references:
            address = reference.target()[0]
            if not reference.is_external and address in tree.pages and address not in seen:
                seen.add(address)
                waiting.append(address)
    # Former addresses lead on, and what was withdrawn keeps its page but is listed nowhere.
    entries = {
        address
        for address, page in tree.pages.items()
        if page.is_stub or "Buletin ini dicabut" in page.text
    }
    assert not sorted(set(tree.pages) - seen - entries - {NOT_FOUND})


def test_ids_are_unique_on_each_page(tree: Tree) -> None:
    wrong = [
        f"{page.address}: {identifier}"
        for page in tree.pages.values()
        for identifier, count in Counter(page.ids).items()
        if count > 1
    ]
    assert not wrong, _shown(wrong)


def test_no_inline_script_style_or_handler(tree: Tree) -> None:
    wrong = [problem for page in tree.pages.values() for problem in page.inline]
    assert not wrong, _shown(wrong)


def test_every_page_has_the_strict_policy(tree: Tree) -> None:
    wrong = []
    for page in tree.pages.values():
        policy = page.metas.get("http-equiv:content-security-policy", "")
        rules = dict(rule.split(None, 1) for rule in policy.split(";") if len(rule.split()) > 1)
        strict = rules.get("default-src") == "'none'" and "unsafe" not in policy
        if not strict or rules.get("script-src", "'self'") not in {"'self'", "'none'"}:
            wrong.append(f"{page.address}: {policy or 'none'}")
        first_load = re.search(r"<(?:script|link|style|img)\b", page.text)
        meta = page.text.find("Content-Security-Policy")
        if first_load and meta > first_load.start():
            wrong.append(f"{page.address}: the policy comes after what it should govern")
    assert not wrong, _shown(wrong)


def test_every_page_says_what_it_is(tree: Tree) -> None:
    wrong = []
    for page in tree.pages.values():
        if page.language != "id":
            wrong.append(f"{page.address}: lang={page.language!r}")
        if not page.title.strip():
            wrong.append(f"{page.address}: no title")
        if page.is_stub:
            continue
        if page.tags.get("h1") != 1:
            wrong.append(f"{page.address}: {page.tags.get('h1', 0)} first-level headings")
        if page.tags.get("main") != 1:
            wrong.append(f"{page.address}: {page.tags.get('main', 0)} main elements")
        if "viewport" not in page.metas:
            wrong.append(f"{page.address}: no viewport")
        if not page.metas.get("description", "").strip() and page.address != NOT_FOUND:
            wrong.append(f"{page.address}: no description")
    assert not wrong, _shown(wrong)


def test_bulletins_are_small(tree: Tree) -> None:
    wrong = [
        f"{address}: {tree.files[address].stat().st_size:,} bytes"
        for address in tree.of_kind("buletin")
        if tree.files[address].stat().st_size > 30 * KILOBYTE
    ]
    assert not wrong, _shown(wrong)


def test_a_first_visit_is_light(tree: Tree) -> None:
    """Page, styles, scripts and icon of the largest bulletin, compressed as servers do."""
    address = tree.specimen("buletin")
    loaded = {address}
    for reference in tree.pages[address].references:
        if not reference.is_hyperlink and not reference.is_external and reference.tag != "form":
            loaded.add(reference.target()[0])
    sizes = {name: len(gzip.compress(tree.files[name].read_bytes())) for name in loaded}
    assert sum(sizes.values()) <= 150 * KILOBYTE, sizes


def test_names_are_safe_on_every_file_system(tree: Tree) -> None:
    wrong = []
    for address in tree.files:
        if len(address) > 180:
            wrong.append(f"{address}: too long for a stick opened on Windows")
        if address != unicodedata.normalize("NFC", address):
            wrong.append(f"{address}: not in composed form")
        for name in address.split("/"):
            if re.search(r'[<>:"\\|?*\x00-\x1f]', name) or name != name.strip(" ."):
                wrong.append(f"{address}: {name!r} is refused by FAT")
            if splitext(name)[0].split(".")[0].lower() in _RESERVED:
                wrong.append(f"{address}: {name!r} is a device on Windows")
    for folded, count in Counter(address.casefold() for address in tree.files).items():
        if count > 1:
            wrong.append(f"{folded}: {count} names that differ in case only")
    assert not wrong, _shown(wrong)


def test_nothing_superfluous_is_shipped(tree: Tree) -> None:
    wrong = [
        address
        for address in tree.files
        if address.endswith((".map", ".md", ".py", ".pyc", ".yml")) or "lunr" in address
    ]
    assert not wrong, _shown(wrong)


def test_nothing_tells_where_it_was_built(tree: Tree) -> None:
    root = str(tree.root.parent).encode()
    wrong = [address for address, path in tree.files.items() if root in path.read_bytes()]
    assert not wrong, _shown(wrong)


def test_sitemap_lists_every_page_once(tree: Tree) -> None:
    """By the rules of the Sitemaps 0.9 protocol; sent-on and not-found pages are not listed."""
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    path = tree.files["sitemap.xml"]
    data = path.read_bytes()
    assert len(data) <= 50 * KILOBYTE * KILOBYTE
    top = ElementTree.fromstring(data)
    assert top.tag == f"{name}urlset"
    places = [(url.findtext(f"{name}loc") or "").strip() for url in top.findall(f"{name}url")]
    assert len(places) == len(set(places)) <= 50_000
    listed = {}
    base = tree.pages["index.html"].metas.get("og:url") or min(places, key=len)
    base = base.removesuffix("index.html")
    for place in places:
        assert place.startswith(base), place
        assert len(place) < 2048
        assert place.isascii(), place
        rest = unquote(place.removeprefix(base))
        listed[f"{rest}index.html" if not rest or rest.endswith("/") else rest] = place
    wanted = {address for address, page in tree.pages.items() if not page.is_stub} - {NOT_FOUND}
    assert set(listed) == wanted
    for changed in top.iter(f"{name}lastmod"):
        date.fromisoformat((changed.text or "")[:10])


def test_canonical_addresses_agree_with_the_tree(tree: Tree) -> None:
    wrong = []
    for page in tree.pages.values():
        for reference in page.references:
            if reference.tag == "link" and reference.rel == "canonical" and not page.is_stub:
                path = unquote(reference.value)
                path = f"{path}index.html" if path.endswith("/") else path
                if not path.endswith(f"/{page.address}"):
                    wrong.append(str(reference))
    assert not wrong, _shown(wrong)
