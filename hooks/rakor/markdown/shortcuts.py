"""Python-Markdown with the work left out that cannot have an effect.

Most of a bulletin is plain prose, yet Python-Markdown tries every inline pattern on every text
and every block processor on every block: about half of its time. The three shortcuts here skip a
step only where its result is known from literals that the step needs to do anything at all:

- an inline pattern is tried only on text that holds a character its expression begins with;
- a block whose lines all begin with a letter, outside lists and without a table's bar, is a
  paragraph: no other block processor of the known ones accepts it;
- text without ``<`` and ``&`` holds no raw HTML to put aside.

Patterns and processors that are not known here (from another extension) are always tried, or
switch the shortcut off. ``tests/markdown/test_shortcuts.py`` holds the output against that of
Python-Markdown itself, byte for byte, over generated and real text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

import markdown

_NEEDS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "not_strong": ("*", "_"),
    "em_strong": ("*", "_"),
    "em_strong2": ("_",),
}
"""Literals of which a text must hold one for the inline pattern of this name to match."""

_BLOCKS = frozenset(
    """admonition empty indent defindent code hashheader setextheader hr olist ulist deflist quote
    footnote abbr reference table paragraph""".split()
)
"""Block processors none of which but the paragraph accepts lines that begin with a letter."""

_PLAIN = re.compile(r"(?:[^\W\d_][^\n|]*(?:\n|\Z))+\Z")


class ShortcutExtension(Extension):
    """To be given as the last extension, once all others are registered."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Markdown's name
        """Put the shortcuts in the place of what they shorten, at its priority."""
        md.treeprocessors.register(_Inline(md), "inline", 20)
        if "html_block" in md.preprocessors:
            md.preprocessors.register(_HtmlBlocks(md), "html_block", 20)
        blocks = md.parser.blockprocessors
        if len(blocks) == sum(name in blocks for name in _BLOCKS):
            # In place: extensions hold on to the parser that they were registered with.
            md.parser.parseBlocks = _parse_blocks(md.parser)  # type: ignore[method-assign, assignment]


class _Inline(InlineProcessor):
    """The inline step; the loop over patterns is Python-Markdown's own with one condition more."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        self._patterns = list(self.inlinePatterns)
        # The empty text is in every text: what is not known is always tried.
        self._needs: list[tuple[str, ...]] = [("",)] * len(self._patterns)
        for name, needs in _NEEDS.items():
            if name in self.inlinePatterns:
                self._needs[self.inlinePatterns.get_index_for_name(name)] = needs
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        start, count = 0, len(self._patterns)
        while patternIndex < count:
            if start or any(need in data for need in self._needs[patternIndex]):
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    self._patterns[patternIndex], data, patternIndex, start
                )
                if matched:
                    continue
            start = 0
            patternIndex += 1  # noqa: N806
        return data


class _HtmlBlocks(HtmlBlockPreprocessor):
    def run(self, lines: list[str]) -> list[str]:
        if any("<" in line or "&" in line for line in lines):
            return super().run(lines)
        return lines


def _parse_blocks(parser: BlockParser) -> Callable[[Element, list[str]], None]:
    """Return the parser's loop over blocks, with the shortcut for plain paragraphs."""

    def parse_blocks(parent: Element, blocks: list[str]) -> None:
        while blocks:
            if _PLAIN.match(blocks[0]) and not parser.state.isstate("list"):
                SubElement(parent, "p").text = blocks.pop(0)
                continue
            for processor in parser.blockprocessors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    return parse_blocks
