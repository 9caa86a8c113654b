"""Topics: the subjects bulletins are filed under, kept in ``bulletins/topics.yml``.

An entry is ``id: Nama``, or ``id: {nama, alamat_lama}``, where ``alamat_lama`` lists the ids that
the topic had before: their pages lead to the new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rakor.registry.labels import RESERVED_SLUGS, RegistryError, misspelt

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Topics:
    """Names of topics by id, in the order of the file."""

    names: Mapping[str, str]
    former: Mapping[str, str] = field(default_factory=dict)  # former ids, with the id of today

    def __contains__(self, topic: object) -> bool:
        return topic in self.names

    def __getitem__(self, topic: str) -> str:
        """The Indonesian name of a topic; ``KeyError`` if there is none."""
        return self.names[topic]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def suggest(self, topic: str) -> tuple[str, ...]:
        """Ids of topics whose id or name is like ``topic``, best first."""
        wanted = topic.strip().lower()
        if wanted.replace(" ", "-") in self.former:
            return (self.former[wanted.replace(" ", "-")],)
        by_name = {name.lower(): id_ for id_, name in self.names.items()}
        if wanted in by_name:
            return (by_name[wanted],)
        near = misspelt(wanted.replace(" ", "-"), self.names)
        near += [by_name[name] for name in misspelt(wanted, by_name)]
        return tuple(dict.fromkeys(near))[:3]


def check_topics(
    mapping: Mapping[str, object], former: Mapping[str, Sequence[str]] | None = None
) -> tuple[RegistryError, ...]:
    """All that is wrong in names by id, and in the former ids of each."""
    problems = []
    seen: dict[str, str] = {}
    for id_, name in mapping.items():
        if not _ID.fullmatch(id_) or len(id_) > _LONGEST:
            problems.append(
                RegistryError(
                    f"Id topik “{id_}” hanya boleh berisi huruf kecil, angka, dan tanda hubung,"
                    f" paling panjang {_LONGEST} huruf. Contoh: pengamanan-pilkada.",
                    (id_,),
                )
            )
        elif id_ in RESERVED_SLUGS:
            problems.append(
                RegistryError(f"“{id_}” tidak bisa menjadi id topik. Pilih id lain.", (id_,))
            )
        if not isinstance(name, str) or not name.strip():
            problems.append(
                RegistryError(f"Topik “{id_}” belum bernama. Contoh: {id_}: Nama topik", (id_,))
            )
            continue
        other = seen.setdefault(name.strip().lower(), id_)
        if other != id_:
            problems.append(
                RegistryError(f"Nama “{name.strip()}” sudah dipakai topik “{other}”.", (id_,))
            )
    return (*problems, *_former_problems(mapping, former or {}))


def _former_problems(
    mapping: Mapping[str, object], former: Mapping[str, Sequence[str]]
) -> Iterator[RegistryError]:
    owners: dict[str, str] = {}
    for id_, names in former.items():
        for number, name in enumerate(names):
            where = (id_, "alamat_lama", number)
            owner = owners.setdefault(name, id_)
            if not _ID.fullmatch(name) or len(name) > _LONGEST:
                yield RegistryError(f"Alamat lama “{name}” bukan id topik.", where)
            elif name in mapping:
                yield RegistryError(f"“{name}” masih dipakai sebagai id topik.", where)
            elif owner != id_:
                yield RegistryError(
                    f"Alamat lama “{name}” sudah dicatat pada topik “{owner}”.", where
                )


def load_topics(
    mapping: Mapping[str, object], former: Mapping[str, Sequence[str]] | None = None
) -> Topics:
    """The topics with these names by id and former ids; raises the first
    :class:`RegistryError` if any."""
    for problem in check_topics(mapping, former):
        raise problem
    return Topics(
        {id_: str(name).strip() for id_, name in mapping.items()},
        {old: id_ for id_, names in (former or {}).items() for old in names},
    )
