"""The reference of messages: an index, and a page a family with examples side by side."""

from __future__ import annotations

import re

from markup import parse
from markupsafe import escape

import markdown
from rakor.diagnostics.reference import reference_pages
from rakor.lint.catalogue import CATALOGUE

PAGES = reference_pages(CATALOGUE.values())


def html(name: str) -> str:
    text = PAGES[name].split("---\n", 2)[2]
    return markdown.markdown(text, extensions=["attr_list", "fenced_code", "abbr", "tables"])


def test_every_anchor_of_the_page_of_all_rules_leads_on() -> None:
    index = html("panduan/pesan.md")
    for code in CATALOGUE:
        anchor = re.search(f'<a href="([^"#]+)#([^"]+)" id="{code.lower()}">', index)
        assert anchor, code
        assert anchor[2] == code.lower()
        assert f'id="{code.lower()}"' in html(f"panduan/{anchor[1]}")


def test_examples_stand_side_by_side_as_they_are_written() -> None:
    found = 0
    for name in PAGES:
        if name == "panduan/pesan.md":
            continue
        page = html(name)
        parse(page)
        pairs = re.findall(r'<div class="rk-pair">\n<div>(.*?)</div>\n<div>(.*?)</div>', page, re.S)
        of_family = [rule for rule in CATALOGUE.values() if rule.code[:3].lower() in name]
        for rule, pair in zip(sorted(of_family, key=lambda one: one.code), pairs, strict=True):
            for text, side in zip((rule.wrong, rule.right), pair, strict=True):
                shown = side.replace("&#96;", "`").replace("&#126;", "~").replace("&#9;", "\t")
                assert str(escape(text.rstrip())) in shown, rule.code
                found += 1
    assert found == 2 * len(CATALOGUE)
