"""Nearest - which permanence, elsewhere than in a place, is the nearest to it, and how far."""

from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from web.outputs.agenda import Agenda, Dated, Place

EARTH_KM = 6371.0
"""The radius that FORMAT.md's great-circle distances are reckoned with."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The next permanence of the nearest other place; `km` as the crow flies, None where a place has no position."""

    dated: Dated
    km: float | None


def nearest_elsewhere(agenda: Agenda, place: Place, since: date) -> Nearest | None:
    """Of the places with a permanence from `since` on, the nearest one, and the first of its permanences.

    Places without a position come last, those of the same commune first among them. None where there is no other.
    """
    coming: dict[str, Dated] = {}
    for dated in agenda.dated:
        if not dated.cancelled and dated.date >= since and dated.place.id != place.id:
            coming.setdefault(dated.place.id, dated)
    found = [Nearest(dated, distance_km(place, dated.place)) for dated in coming.values()]
    return min(found, key=lambda other: _rank(other, place), default=None)


def distance_km(one: Place, other: Place) -> float | None:
    """Great-circle kilometres; None where a position is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, east = radians(other.lat - one.lat), radians(other.lon - one.lon)
    chord = sin(north / 2) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(chord))


def _rank(other: Nearest, place: Place) -> tuple[bool, float, bool, date, str]:
    return (
        other.km is None,
        other.km or 0.0,
        other.dated.place.commune != place.commune,
        other.dated.date,
        other.dated.place.id,
    )
