"""Who and where: regions, agencies and topics, and the names people have for them."""

from rakor.registry.agencies import KIND_NAMES, Agency, AgencyType, Doubt, Former
from rakor.registry.labels import (
    AmbiguousLabel,
    LabelError,
    PersonInLabel,
    RegistryError,
    UnknownLabel,
    UnsureLabel,
    WrongLevel,
)
from rakor.registry.local import check_local, load_agencies, with_local
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
    "Doubt",
    "Former",
    "LabelError",
    "Level",
    "PersonInLabel",
    "Region",
    "Regions",
    "RegistryError",
    "Topics",
    "UnknownLabel",
    "UnsureLabel",
    "WrongLevel",
    "check_local",
    "check_topics",
    "load_agencies",
    "load_topics",
    "regions",
    "with_local",
]
