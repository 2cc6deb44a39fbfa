"""Driving - minutes from venue to venue: the travel table, both ways, and the estimate where it is silent."""

from collections.abc import Mapping

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.travel.error import UnknownDrivingError
from scheduler.travel.estimate import Point, estimated_minutes


class TableDriving:
    """The territory's driving times. Keeps what it has reckoned; can be pickled."""

    def __init__(self, territory: Territory) -> None:
        self.table: Mapping[tuple[str, str], int] = both_ways(territory)
        self.points: Mapping[str, Point | None] = {
            venue.id: None if venue.lat is None or venue.lon is None else (venue.lat, venue.lon)
            for venue in territory.venues
        }
        self.detour = territory.travel.detour
        self.speed_kmh = territory.travel.speed_kmh
        self._known: dict[tuple[str, str], int] = {}

    def minutes(self, origin: str, destination: str) -> int:
        """Whole minutes of driving; 0 from a venue to itself. Raises UnknownDrivingError."""
        key = (origin, destination)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._reckon(origin, destination)
        return known

    def knows(self, origin: str, destination: str) -> bool:
        """Whether `minutes` can be told: by the table, or by the coordinates of both."""
        return (
            origin == destination
            or (origin, destination) in self.table
            or (self.points[origin] is not None and self.points[destination] is not None)
        )

    def estimate(self, origin: str, destination: str) -> int:
        """What the coordinates alone say. Raises UnknownDrivingError."""
        start, end = self.points[origin], self.points[destination]
        if start is None or end is None:
            missing = origin if start is None else destination
            raise UnknownDrivingError(
                Text(
                    fr=f"Aucun temps de route de « {origin} » à « {destination} » : ajoutez une ligne à travel, "
                    f"ou les coordonnées (lat, lon) de « {missing} » à venues.",
                    en=f"No driving time from '{origin}' to '{destination}': add a row to travel, or the "
                    f"coordinates (lat, lon) of '{missing}' to venues.",
                )
            )
        return estimated_minutes(start, end, self.detour, self.speed_kmh)

    def _reckon(self, origin: str, destination: str) -> int:
        if origin == destination:
            return 0
        listed = self.table.get((origin, destination))
        return self.estimate(origin, destination) if listed is None else listed

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_known": {}}


def both_ways(territory: Territory) -> dict[tuple[str, str], int]:
    """The rows of the travel table by (origin, destination), and backwards where the other way has no row."""
    rows = {(row.origin, row.destination): row.minutes for row in territory.travel_times}
    return {(end, start): minutes for (start, end), minutes in rows.items()} | rows
