"""What a frame is made from, and which of it the day of an edition leaves as it is.

Each publication of a workflow is a new edition: another ``extra.edisi``, most often through the
variable ``RAKOR_EDISI``, and nothing else. Neither it nor ``extra.usia_salinan`` has a say in
what MkDocs makes (the adapter takes both out of the configuration), so a frame outlives them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rakor.incremental.fingerprints import PACKAGE, digest, files_in, program_fingerprint
from rakor.settings import CONFIG_NAME

if TYPE_CHECKING:
    import yaml

OF_THE_EDITION = ("edisi", "usia_salinan")
"""Keys of ``extra`` that no frame depends on."""


class FrameInputs:
    """Everything the frame of the site at ``root`` is made from, read once.

    That is ``mkdocs.yml`` with the environment variables and parent files it names, the
    hand-written pages, the hook folder, the theme, and the program.
    """

    def __init__(self, root: Path) -> None:
        self._configs = [(path, path.read_bytes()) for path in configs(root)]
        parts: list[bytes | str] = [program_fingerprint()]
        for address, path in _files(root, self._configs):
            parts += address, path.read_bytes()
        self._rest = digest(*parts)

    @cached_property
    def exact(self) -> str:
        """A digest of all of it, as it is written."""
        parts: list[bytes | str] = [self._rest]
        for _, text in self._configs:
            parts.append(text)
            for names in re.findall(rb"!ENV\s+\[?\s*([A-Za-z_][\w, ]*)", text):
                for variable in names.decode().replace(" ", "").split(","):
                    parts += variable, os.environ.get(variable, "\0")
        return digest(*parts).hex()

    @cached_property
    def lasting(self) -> str:
        """A digest of it without what is said of the edition, as YAML means it."""
        parts: list[bytes | str] = [self._rest]
        for _, text in self._configs:
            node = compose(text)
            parts += [text] if node is None else _said(node)
        return digest(*parts).hex()

    def edition(self) -> tuple[object, object]:
        """What ``mkdocs.yml`` says now of ``extra.edisi`` and ``extra.usia_salinan``."""
        found: dict[str, object] = {}
        for _, text in self._configs:
            extra = _load(text).get("extra")
            for key in OF_THE_EDITION:
                if isinstance(extra, dict) and key in extra:
                    found.setdefault(key, extra[key])  # a file says more than its parent
        return found.get("edisi"), found.get("usia_salinan")


def written(root: Path) -> dict[str, Any]:
    """Return what ``mkdocs.yml`` and the files it inherits from say, as plain values.

    Nothing of it was checked, and nothing that MkDocs or a theme assumes is added.
    """
    said: dict[str, Any] = {}
    for path in configs(root):
        said = _over(said, _load(path.read_bytes()))
    return said


def _over(said: dict[str, Any], parent: dict[str, Any]) -> dict[str, Any]:
    """What a file says, and of the file it inherits from what it does not say itself."""
    merged = {**parent, **said}
    for key in said.keys() & parent.keys():
        if isinstance(said[key], dict) and isinstance(parent[key], dict):
            merged[key] = _over(said[key], parent[key])
    return merged


def configs(root: Path) -> Iterator[Path]:
    """Yield ``mkdocs.yml`` and the files that it inherits from, nearest first."""
    pending, seen = root / CONFIG_NAME, set[Path]()
    while pending not in seen:
        seen.add(pending)
        yield pending
        for name in _candidates(pending.read_bytes(), _PARENT):
            if (pending.parent / name).is_file():
                pending = pending.parent / name
                break


_PARENT = re.compile(rb"^[\"']?INHERIT[\"']?\s*:\s*([^\n]*)", re.MULTILINE)
_FOLDERS = re.compile(rb"\b(?:custom_dir|docs_dir)[\"']?\s*:\s*([^\n]*)")
_HOOKS = re.compile(rb"([^\s\"',\[\]]+\.py)\b")
_VALUE = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^\s\"',\[\]{}#]+)")


def _candidates(text: bytes, naming: re.Pattern[bytes]) -> Iterator[str]:
    """Yield all that a value may come to which names a file or folder.

    Plain, quoted, in braces, or from one of several variables: a name too many does no harm, one
    that is missed would leave an old page. The configuration is not read as YAML for it, because
    loading that takes longer than all the rest of a build with nothing to do.
    """
    for found in naming.findall(text):
        value = found.decode("utf-8", "replace")
        yield re.split(r"\s#|[,}]", value)[0].strip()
        for parts in _VALUE.findall(value):
            name = "".join(parts)
            yield name
            if "!ENV" in value:
                yield os.environ.get(name, "")


def _files(root: Path, configs: Sequence[tuple[Path, bytes]]) -> Iterator[tuple[str, Path]]:
    """Yield the files that a frame is made from, besides configurations and the program."""
    theme = PACKAGE / "theme" / "files"
    folders = [root / "docs", root / "hooks", theme]
    modules: list[Path] = []
    for config, text in configs:
        # MkDocs reads relative names from the first configuration, whichever file says them.
        places = dict.fromkeys((root, config.parent))
        for name in filter(None, _candidates(text, _FOLDERS)):
            named = [place / name for place in places]
            folders += [one for one in named if not root.resolve().is_relative_to(one.resolve())]
        for hook in _HOOKS.findall(text):
            modules += [place / hook.decode("utf-8", "replace") for place in places]
    for folder in dict.fromkeys(folders):
        for address, path in files_in(folder):
            # A site may hold the program itself, which is counted already.
            is_counted = folder != theme and path.is_relative_to(PACKAGE)
            if "__pycache__" not in address and not is_counted:
                yield address, path
    for module in dict.fromkeys(modules):
        if module.is_file() and not module.is_relative_to(PACKAGE):
            yield module.name, module


def compose(text: bytes) -> yaml.Node | None:
    """Return a configuration as nodes with their places; None if it is not YAML."""
    import yaml  # loaded only when a configuration was edited

    try:
        node: yaml.Node | None = yaml.compose(text, _loader())
    except (yaml.YAMLError, RecursionError):
        return None  # MkDocs explains its own file better
    return node


def _said(top: yaml.Node) -> Iterator[bytes | str]:
    """Yield all that a configuration says, with the values of variables that it names."""
    import yaml

    numbers: dict[int, int] = {}
    pending: list[tuple[yaml.Node, str]] = [(top, "/")]
    while pending:
        node, place = pending.pop()
        if id(node) in numbers:  # said before, under another name
            yield f"*{numbers[id(node)]}"
            continue
        numbers[id(node)] = len(numbers)
        yield node.tag
        if node.tag == "!ENV":
            yield from _variables(node)
        if isinstance(node, yaml.MappingNode):
            yield str(len(node.value))
            for key, value in node.value:
                if place == "/extra" and key.value in OF_THE_EDITION:
                    continue
                is_extra = place == "/" and key.value == "extra"
                pending += [(value, "/extra" if is_extra else ""), (key, "")]
        elif isinstance(node, yaml.SequenceNode):
            yield str(len(node.value))
            pending += [(one, "") for one in node.value]
        else:
            yield node.value


def _variables(node: yaml.Node) -> Iterator[str]:
    import yaml

    ones = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for one in ones:
        if isinstance(one, yaml.ScalarNode):
            yield os.environ.get(one.value, "\0")


def _load(text: bytes) -> dict[str, Any]:
    """Return a configuration with variables filled in, as MkDocs would; empty if it is none."""
    import yaml

    class Loader(_loader()):  # type: ignore[misc]
        """Knows ``!ENV``; any other tag stands for nothing."""

    Loader.add_constructor("!ENV", _environment)
    for prefix in ("!", "tag:yaml.org,2002:python/"):
        Loader.add_multi_constructor(prefix, lambda loader, suffix, node: None)
    try:
        config = yaml.load(text, Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    return config if isinstance(config, dict) else {}


def _environment(loader: Any, node: yaml.Node) -> object:
    """Return the value of the first variable that is set, or the default.

    ``!ENV NAME`` or ``!ENV [NAME, …, default]``, as pyyaml-env-tag has it: what a variable holds is
    read as YAML reads a plain value.
    """
    import yaml

    names, default = [node], None
    if isinstance(node, yaml.SequenceNode):
        names = node.value
        if len(names) > 1:
            default = loader.construct_object(names[-1])
            names = names[:-1]
    for name in names:
        if name.value in os.environ:
            value = os.environ[name.value]
            tag = loader.resolve(yaml.ScalarNode, value, (True, False))
            return loader.construct_object(yaml.ScalarNode(tag, value))
    return default


def _loader() -> Any:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
