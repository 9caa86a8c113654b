"""Who and where: regions, agencies and topics, and the names people have for them."""

from rakor.registry.agencies import KIND_NAMES, Agency, AgencyType
from rakor.registry.labels import (
    AmbiguousLabel,
    LabelError,
    RegistryError,
    UnknownLabel,
    WrongLevel,
)
from rakor.registry.local import check_local, load_agencies
from rakor.registry.regions import LEVEL_NAMES, Level, Region, Regions, regions
from rakor.registry.resolving import Agencies
from rakor.registry.topics import Topics, check_topics, load_topics

__all__ = [
    "KIND_NAMES",
    "LEVEL_NAMES",
    "Agencies",
    "Agency",
    "AgencyType",
    "AmbiguousLabel",
    "LabelError",
    "Level",
    "Region",
    "Regions",
    "RegistryError",
    "Topics",
    "UnknownLabel",
    "WrongLevel",
    "check_local",
    "check_topics",
    "load_agencies",
    "load_topics",
    "regions",
]
