"""Where in ``mkdocs.yml`` something is said, for messages that name the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rakor.settings import CONFIG_NAME
from rakor.theme.frame_inputs import compose, configs

if TYPE_CHECKING:
    import yaml

Key = str | int


class ConfigPlaces:
    """The configuration of the site at ``root``, with the files it inherits from, as nodes."""

    def __init__(self, root: Path) -> None:
        found = ((path.name, compose(path.read_bytes())) for path in configs(root))
        self._tops = [(name, top) for name, top in found if top is not None]

    def at(self, *keys: Key) -> str:
        """Return ``mkdocs.yml:12:5`` for what stands under these keys, the nearest file first.

        Of keys that nobody wrote the last that is there counts; if none is, the file is named.
        """
        best, place = 0, CONFIG_NAME
        for name, top in self._tops:
            for depth, (said, _) in enumerate(_way(top, keys), 1):
                if depth > best:
                    mark = said.start_mark
                    best, place = depth, f"{name}:{mark.line + 1}:{mark.column + 1}"
        return place

    def text(self, *keys: Key) -> str:
        """Return a value as it is written under these keys; empty if there is none."""
        for _, top in self._tops:
            way = list(_way(top, keys))
            if len(way) == len(keys) and isinstance(value := way[-1][1].value, str):
                return value
        return ""

    def keys(self, *above: Key) -> list[str]:
        """Return the keys that are written under others, without doubles, as they come."""
        import yaml

        found: dict[str, None] = {}
        for _, top in self._tops:
            nodes = [top, *(value for _, value in _way(top, above))]
            node = nodes[-1]
            if len(nodes) == len(above) + 1 and isinstance(node, yaml.MappingNode):
                found.update({str(key.value): None for key, _ in node.value})
        return list(found)


def _way(top: yaml.Node, keys: tuple[Key, ...]) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Yield what stands at each step of the way, as far as it goes.

    That is the key and the value behind it, or twice the entry where a step is a number.
    """
    import yaml

    node = top
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            found = [pair for pair in node.value if pair[0].value == str(key)]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            found = [(entry, entry) for entry in node.value[key : key + 1]]
        else:
            return
        if not found:
            return
        yield found[-1]
        node = found[-1][1]
