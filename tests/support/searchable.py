"""A built site of fictional bulletins with the documents that its search should know."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from rakor.build.bodies import read_body
from rakor.bulletin import Status
from rakor.content.collection import Catalogue
from rakor.lint.linter import check
from rakor.markdown.renderer import BodyRenderer
from rakor.opener import Folder
from rakor.registry import Agencies, regions
from rakor.search import SearchEntry, document, plain


@dataclass(frozen=True)
class Searchable:
    """A site, and what is in it."""

    site: Path
    documents: list[SearchEntry]
    agencies: Agencies


def documents_of(root: Path) -> tuple[list[SearchEntry], Agencies]:
    """Return what search should know of the bulletins of a folder, read apart from a build."""
    checked = check(root)
    assert not checked.errors
    catalogue = Catalogue(
        checked.bulletins, regions(), checked.agencies, checked.topics.names, None
    )
    names, configs = _dialect(root)
    body = BodyRenderer(names, configs)
    found = [
        document(
            one,
            plain(body(read_body(Folder(root / "bulletins"), one.id))),
            regions(),
            checked.agencies,
            catalogue.topics,
        )
        for one in catalogue.bulletins
        if one.status is not Status.WITHDRAWN
    ]
    return found, checked.agencies


class _Loader(yaml.SafeLoader):
    """Takes ``!ENV`` for nothing."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def _dialect(root: Path) -> tuple[list[str], dict[str, dict[str, object]]]:
    config = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)  # noqa: S506
    # MkDocs adds these by itself.
    names, configs = ["toc", "tables", "fenced_code"], {}
    for entry in config["markdown_extensions"]:
        name, options = next(iter(entry.items())) if isinstance(entry, dict) else (entry, {})
        names.append(name)
        configs[name] = options
    return list(dict.fromkeys(names)), configs


def searchable(root: Path) -> Searchable:
    """Return the site below a folder of sources."""
    return Searchable(root / "site", *documents_of(root))
