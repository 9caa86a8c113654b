"""The pages of the form: what is shown, poured into templates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rakor import indonesian
from rakor.form.exchange import Answer

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "hari": indonesian.full_date,
        "angka": indonesian.number,
        "bulan_pendek": lambda day: indonesian.short_date(day).split()[1],
        "hari_saja": indonesian.weekday,
    }
    made.tests["match_awal"] = lambda text, begin: text.startswith(begin)
    return made


def page(name: str, shown: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """A page of the form."""
    html = _environment().get_template(f"{name}.html").render(**shown)
    return Answer(html.encode(), status=status)
