"""Where the form's pages are."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from rakor.form.exchange import Answer

AT = "/tulis/"
ASSETS = "_/"
PICTURES = f"{AT}{ASSETS}foto/"
"""Below it the pictures beside bulletins are shown."""


def address(id_: str) -> str:
    """Where a bulletin is edited."""
    return f"{AT}{quote(id_)}"


def redirect(location: str) -> Answer:
    """Send a browser on, so that loading a page again posts nothing twice."""
    return Answer(status=HTTPStatus.SEE_OTHER, location=location)
