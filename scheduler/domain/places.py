"""Where interventions take place: venues, rooms, closures."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Venue:
    """`opening` is an OSM opening_hours string, blank: always open; `lat`, `lon` are WGS 84 degrees."""

    id: str
    name: str
    structure: str
    kind: str = ""
    commune: str = ""
    insee: str = ""
    lat: float | None = None
    lon: float | None = None
    opening: str = ""
    accessible: bool = True
    zone: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    siret: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A room of a venue; `capacity` is people. A venue without rooms has one, `UNNAMED`, of any capacity and fit."""

    id: str
    venue: str
    name: str = ""
    capacity: int = 8
    confidential: bool = False
    internet: bool = True
    equipment: frozenset[str] = frozenset()


UNNAMED = ""
"""The id of the only room of a venue that lists none: blank in plan.csv."""


@dataclass(frozen=True, slots=True)
class Closure:
    """A venue (`room` None) or a room closed from `from_` to `to`, both included; `period` None: the whole day."""

    venue: str
    from_: date
    to: date
    room: str | None = None
    period: str | None = None
    reason: str = ""
