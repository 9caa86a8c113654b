"""All rules there are. ``rakor explain``, the reference page and the tests are made from it."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module

from rakor import content, lint, source
from rakor.diagnostics.rule import REGISTERED, Rule

for _room in (source, content, lint):
    for _module in pkgutil.walk_packages(_room.__path__, f"{_room.__name__}."):
        if _module.name != __name__:
            import_module(_module.name)

#: Every code and what it stands for, in order.
CATALOGUE: Mapping[str, Rule] = dict(sorted(REGISTERED.items()))
