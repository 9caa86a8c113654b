"""Topics: the subjects bulletins are filed under, kept in ``bulletins/topics.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rakor.registry.labels import RESERVED_SLUGS, RegistryError, closest

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Topics:
    """Names of topics by id, in the order of the file."""

    names: Mapping[str, str]

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
        by_name = {name.lower(): id_ for id_, name in self.names.items()}
        wanted = topic.strip().lower()
        if wanted in by_name:
            return (by_name[wanted],)
        near = closest(wanted.replace(" ", "-"), self.names, cutoff=0.6)
        near += [by_name[name] for name in closest(wanted, by_name, cutoff=0.6)]
        return tuple(dict.fromkeys(near))[:3]


def check_topics(mapping: Mapping[str, object]) -> tuple[RegistryError, ...]:
    """All that is wrong in the contents of ``topics.yml``."""
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
    return tuple(problems)


def load_topics(mapping: Mapping[str, object]) -> Topics:
    """The topics of ``topics.yml``; raises the first :class:`RegistryError` if any."""
    for problem in check_topics(mapping):
        raise problem
    return Topics({id_: str(name).strip() for id_, name in mapping.items()})
