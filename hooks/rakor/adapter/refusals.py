"""What MkDocs refuses in a configuration, said for people: in Indonesian, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from rakor.errors import RakorError
from rakor.printable import printable
from rakor.source.yaml_errors import explain_fault
from rakor.theme.config_places import ConfigPlaces
from rakor.theme.frame_inputs import configs

_CONFIG_VALUE = re.compile(r"Config value '(\w+)': (.*)", re.DOTALL)


class _Refusal(NamedTuple):
    """What MkDocs says, the key below that of which it says it, and how we say it.

    ``{name}`` stands for what the pattern found, ``{key}`` for the key.
    """

    pattern: str
    below: str
    what: str
    write: str


_REFUSALS = (
    _Refusal(
        r"The path set in custom_dir \('(.*)'\) does not exist",
        "custom_dir",
        "folder {name} tidak ada",
        "nama folder templat Anda; tanpa templat sendiri, hapus baris ini",
    ),
    _Refusal(
        r"Unrecognised theme name: '(.*?)'",
        "name",
        'tema "{name}" tidak terpasang',
        "name: material",
    ),
    _Refusal(
        r'The "(.*)" plugin is not installed',
        "",
        'plugin "{name}" tidak terpasang',
        "plugins: [rakor], atau pasang dahulu paket plugin itu",
    ),
    _Refusal(
        r"Failed to load extension '(.*?)'",
        "",
        'ekstensi Markdown "{name}" tidak dikenal',
        "nama yang ada, misalnya tables; atau hapus barisnya",
    ),
    _Refusal(
        r"The path '(.*)' isn't an existing",
        "",
        "{name} tidak ada",
        "nama berkas atau folder yang ada, dihitung dari folder situs",
    ),
    _Refusal(r"Required configuration not provided", "", "belum ditulis", '{key}: "…"'),
    _Refusal(
        r"Expected type: <class 'list'>|Expected nav to be a list|Expected a list",
        "",
        "isinya bukan daftar",
        "setiap butir di baris sendiri, diawali tanda hubung dan spasi",
    ),
)


def own_error(error: BaseException) -> RakorError | None:
    """Return the error of ours that MkDocs has passed on as one of its own."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, RakorError):
        found = found.__cause__ or found.__context__
    return found


def explained(said: Iterable[str], root: Path) -> list[str]:
    """Return what MkDocs ``said`` of the configuration of the site at ``root``.

    What is not known stays in its words, with its line where it names a key.
    """
    broken = list(_not_yaml(root))
    places = ConfigPlaces(root)
    return broken or [_value(one, root, places) for one in said]


def _not_yaml(root: Path) -> Iterator[str]:
    import yaml

    for path in configs(root):
        text = path.read_text(encoding="utf-8", errors="replace")
        try:
            yaml.compose(text, yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            marks = (error.problem_mark, error.context_mark)
            at, context_at = (None if one is None else one.index for one in marks)
            fault = explain_fault(text, str(error.problem or ""), at or 0, context_at)
            line = text.count("\n", 0, fault.start) + 1
            column = fault.start - text.rfind("\n", 0, fault.start)
            yield (
                f"{path.name}:{line}:{column}: {fault.message}\n  Sebab   {fault.cause}\n"
                f"  {'Langkah' if fault.is_step else 'Tulis  '} {fault.remedy}"
            )
        except (yaml.YAMLError, RecursionError):
            continue


def _value(said: str, root: Path, places: ConfigPlaces) -> str:
    config_value = _CONFIG_VALUE.match(said)
    if config_value is None:
        return said
    key, why = config_value.groups()
    for refusal in _REFUSALS:
        if found := re.match(refusal.pattern, why):
            keys = (key, refusal.below) if refusal.below else (key,)
            name = printable(_within(found[1], root)) if found.re.groups else ""
            what, write = (one.format(name=name, key=key) for one in (refusal.what, refusal.write))
            return f"{places.at(*keys)}: {'.'.join(keys)}: {what}.\n  Tulis   {write}"
    return f"{places.at(key)}: {key}: ditolak MkDocs: {why}"


def _within(name: str, root: Path) -> str:
    """A path as it lies from the folder of the site; a name as it is."""
    path = Path(name)
    inside = path.is_absolute() and path.is_relative_to(root)
    return path.relative_to(root).as_posix() if inside else name
