"""Somebody who writes at the desk as a browser without a script does: page by page, box by box."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs

from rakor.form.desk import Desk
from rakor.form.exchange import Answer, Request, Upload

TODAY = dt.date(2024, 12, 1)


class Boxes(HTMLParser):
    """The boxes of the form that posts, as a browser would send them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.boxes: dict[str, list[str]] = {}
        self.action = ""
        self._posts = False
        self._name = ""
        self._text = ""
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._posts = given.get("method") == "post"
            if self._posts and not self.action:
                self.action = given["action"]
        if not self._posts:
            return
        name = given.get("name", "")
        if tag == "input" and given.get("type") in ("radio", "checkbox"):
            if "checked" in given:
                self.boxes.setdefault(name, []).append(given["value"])
        elif tag == "input" and given.get("type") != "file":
            self.boxes.setdefault(name, []).append(given.get("value", ""))
        elif tag == "textarea":
            self._name, self._text = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self.boxes[self._select] = [given.get("value", "")]

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._posts = False
        if tag == "textarea" and self._name:
            self.boxes.setdefault(self._name, []).append(self._text.removeprefix("\n"))
            self._name = ""


class Writer:
    """Opens pages, fills boxes and presses buttons."""

    def __init__(self, root: Path, desk: Desk | None = None) -> None:
        self.root = root
        self.desk = desk or Desk(root, lambda: TODAY)
        self.path = ""
        self.html = ""
        self.answer = Answer()
        self.boxes: dict[str, list[str]] = {}

    def open(self, path: str) -> Writer:
        """Open a page below ``/tulis/``."""
        self.path, _, query = path.partition("?")
        return self._take(self.desk.answer(Request("GET", self.path, parse_qs(query))))

    def fill(self, **boxes: str | list[str]) -> Writer:
        """Write into boxes; ``__`` in a name stands for a dot."""
        for name, text in boxes.items():
            texts = [text] if isinstance(text, str) else text
            self.boxes[name.replace("__", ".")] = texts
        return self

    def press(self, action: str = "", *files: Upload, **buttons: str) -> Writer:
        """Press a button, and follow where it leads."""
        posted = {**self.boxes, **{name: [text] for name, text in buttons.items()}}
        if action:
            posted["aksi"] = [action]
        answer = self.desk.answer(Request("POST", self.path, {}, posted, tuple(files)))
        if answer.location:
            return self.open(answer.location.removeprefix("/tulis/"))
        return self._take(answer)

    def _take(self, answer: Answer) -> Writer:
        self.answer, self.html = answer, answer.body.decode()
        found = Boxes(self.html)
        self.boxes = found.boxes
        if found.action:
            self.path = found.action.removeprefix("/tulis/")
        return self

    @property
    def said(self) -> str:
        """The words of the page."""
        text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", self.html, flags=re.DOTALL)
        return " ".join(re.sub(r"<[^>]*>", " ", text).split())

    def file(self) -> str:
        """The only bulletin whose file is not the project's own."""
        found = [
            path
            for path in (self.root / "bulletins").rglob("*.md")
            if not path.name.endswith("-lanjutan.md")
        ]
        assert len(found) == 1, found
        return found[0].read_text(encoding="utf-8")
