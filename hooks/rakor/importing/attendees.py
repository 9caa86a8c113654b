"""Who was there: an agency, in what role, and where the text says so."""

from __future__ import annotations

from dataclasses import dataclass, field

from rakor.importing.gazetteer import AgencyMention

PARTICIPANT, SPEAKER = "peserta", "pembicara"

# Units within the police of a region: who comes from one comes for the whole.
UNITS_OF_POLICE = {
    **dict.fromkeys(
        "satlantas satintelkam satreskrim satsamapta satbinmas satresnarkoba satpolairud"
        " bag-ops-polres".split(),
        "polres",
    ),
    **dict.fromkeys(
        "ditreskrimum ditreskrimsus ditresnarkoba ditintelkam ditlantas ditsamapta ditbinmas"
        " ditpolairud ditpamobvit rooops-polda bidhumas-polda".split(),
        "polda",
    ),
}


@dataclass(slots=True)
class Attendee:
    """An agency that was there, and where the text says so."""

    mention: AgencyMention
    role: str
    represented: bool = False
    sure: bool = True
    persons: list[tuple[str | None, str | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Somebody in a list whom the registry does not know."""

    start: int
    end: int
    role: str
