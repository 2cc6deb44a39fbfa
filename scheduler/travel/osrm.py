"""OSRM - driving times from its `table` service (https://project-osrm.org/docs, Table service)."""

from collections.abc import Sequence

from pydantic import BaseModel

from scheduler.travel.json_over_http import JsonOverHttp
from scheduler.travel.router import Drive, Spot, degrees

BLOCK = 50
"""Origins and destinations of a request: together the 100 coordinates of the documentation, and well below the
100 x 100 pairs at which osrm-routed refuses (`--max-table-size`)."""


class Waypoint(BaseModel):
    """`distance` is the metres between the coordinate and the road that it was moved to."""

    distance: float


class Table(BaseModel):
    """The answer: seconds and metres by origin and destination, null where no road leads."""

    durations: list[list[float | None]]
    distances: list[list[float | None]]
    sources: list[Waypoint]
    destinations: list[Waypoint]


class Osrm:
    """An OSRM server, asked for its `driving` profile."""

    name = "osrm"
    block = BLOCK

    def __init__(self, http: JsonOverHttp) -> None:
        self._http = http

    @property
    def url(self) -> str:
        return self._http.url

    def drives(self, origins: Sequence[Spot], destinations: Sequence[Spot]) -> list[list[Drive]]:
        path = _question(origins, destinations)
        table = self._http.get(path, Table)
        shapes = {tuple(map(len, table.durations)), tuple(map(len, table.distances))}
        asked = (len(destinations),) * len(origins)
        if shapes != {asked} or (len(table.sources), len(table.destinations)) != (len(origins), len(destinations)):
            raise self._http.refused(path, f"{len(origins)} x {len(destinations)} asked, {shapes} answered")
        return [
            [
                Drive(seconds, metres, source.distance, destination.distance)
                for seconds, metres, destination in zip(durations, distances, table.destinations, strict=True)
            ]
            for durations, distances, source in zip(table.durations, table.distances, table.sources, strict=True)
        ]


def _question(origins: Sequence[Spot], destinations: Sequence[Spot]) -> str:
    spots = ";".join(f"{degrees(lon):.5f},{degrees(lat):.5f}" for lat, lon in (*origins, *destinations))
    sources = ";".join(str(index) for index in range(len(origins)))
    targets = ";".join(str(index) for index in range(len(origins), len(origins) + len(destinations)))
    return f"/table/v1/driving/{spots}?sources={sources}&destinations={targets}&annotations=duration,distance"
