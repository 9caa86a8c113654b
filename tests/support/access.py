"""What pages are held to so that everybody can use them, as scripts to run in a page."""

from __future__ import annotations

from importlib.resources import files

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

FINDINGS = """async () => {
  const options = {
    resultTypes: ["violations"],
    rules: {"color-contrast-enhanced": {enabled: true}, "target-size": {enabled: true}},
  };
  const {violations} = await axe.run(document, options);
  return violations.flatMap(({id, help, nodes}) => nodes.map(
    node => `${id}: ${help}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""

SMALL_TARGETS = """() => {
  const controls = "a[href], button, summary, select, textarea, input, label[for], [role=button]";
  const own = element => {  // text of a block that is not in a control
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let text = "";
    for (let node; (node = walker.nextNode());)
      if (!node.parentElement.closest(controls)) text += node.data;
    return /[\\p{L}\\p{N}]/u.test(text);
  };
  const inText = element => {  // a link in a sentence is as high as its line
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    return own(block);
  };
  return [...document.querySelectorAll(controls)].flatMap(element => {
    if (element.type === "hidden" || element.disabled) return [];  // nobody can press it
    if (!element.checkVisibility({visibilityProperty: true})) return [];
    const after = getComputedStyle(element, "::after");  // a title may stretch over its whole entry
    const stretched = after.content !== "none" && after.position === "absolute";
    const box = (stretched ? element.offsetParent : element).getBoundingClientRect();
    const labelled = element.labels?.length && element.matches("[type=checkbox], [type=radio]");
    if (box.width <= 1 || box.height <= 1 || box.right < 0 || box.bottom < 0) return [];
    // The words above a text field are large enough with the field that they belong to.
    if (element.matches("label") && element.control?.matches("[type=search]")) return [];
    if (labelled || inText(element)) return [];
    if (box.width >= 43.5 && box.height >= 43.5) return [];
    const size = `${box.width.toFixed(0)} x ${box.height.toFixed(0)}`;
    return [`${size}: ${element.outerHTML.slice(0, 120)}`];
  });
}"""
