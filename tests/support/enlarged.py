"""Pages as people with weak eyes set them: wide fonts, enlarged text, letters set apart."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>{folder}</dir>
<cachedir>{cache}</cachedir>
<selectfont>
<rejectfont><glob>*</glob></rejectfont>
<acceptfont>
<glob>*/DejaVuSans.ttf</glob><glob>*/DejaVuSans-Bold.ttf</glob>
<glob>*/DejaVuSerif.ttf</glob><glob>*/DejaVuSerif-Bold.ttf</glob>
<glob>*/DejaVuSansMono.ttf</glob><glob>*/DejaVuSansMono-Bold.ttf</glob>
</acceptfont>
</selectfont>
<alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
<match target="pattern">
<edit name="family" mode="append_last"><string>DejaVu Sans</string></edit>
</match>
</fontconfig>
"""


def font_settings(folder: Path, fonts: Path) -> Path:
    """Write settings for fontconfig below ``folder`` that know of six fonts, and return their path.

    They are those of Debian's package ``fonts-dejavu-core``, which is all that a bare machine has;
    ``fonts`` is where they lie.
    """
    path = folder / "fonts.conf"
    cache = folder / "cache"
    text = _CONFIG.format(folder=escape(str(fonts)), cache=escape(str(cache)))
    path.write_text(text, encoding="utf-8")
    return path


SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
"""Text spacing of WCAG 2.2, success criterion 1.4.12: nothing may be lost with it."""

STYLE = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
"""Gives a page the style of its reader; the policy of the pages does not know of such sheets."""

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  const scrolls = document.scrollingElement.scrollWidth;
  if (scrolls > width) found.push(`the page is ${scrolls} px wide`);
  for (const element of document.querySelectorAll("header a, header label, nav a, button")) {
    const {left, right} = element.getBoundingClientRect();
    if (element.checkVisibility() && right > 0 && (left < -0.5 || right > width + 0.5))
      found.push(`from ${left.toFixed(0)} to ${right.toFixed(0)}: ${element.textContent.trim()}`);
  }
  // A map shows one of its readings at a time.
  const readings = [...document.querySelectorAll("input[name=peta]")];
  for (const reading of readings.length ? readings.reverse() : [null]) {
    if (reading) reading.checked = true;
    for (const square of document.querySelectorAll(".rk-square")) {
      const box = square.getBoundingClientRect();
      for (const part of square.querySelectorAll(":scope > :not(.sr)")) {
        const {left, right} = part.getBoundingClientRect();
        if (part.checkVisibility() && (left < box.left - 1 || right > box.right + 1))
          found.push(`out of its square: ${part.textContent}`);
      }
    }
  }
  return found;
}"""
"""What leaves the screen to the side, or a square of a map to its neighbour."""

BROKEN_WORDS = """longest => {
  const found = new Set();
  for (const heading of document.querySelectorAll("h1, h2, h3")) {
    if (!heading.checkVisibility()) continue;
    const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      for (const {0: word, index} of node.data.matchAll(/\\p{L}+/gu)) {
        if (word.length > longest) continue;
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({top}) => Math.round(top)));
        if (lines.size > 1) found.add(`broken in a heading: ${word}`);
      }
    }
  }
  return [...found];
}"""
"""Words of headings of at most so many letters that stand on two lines."""
