"""Valhalla - driving times from its `sources_to_targets` (https://valhalla.github.io/valhalla/api/matrix)."""

from collections.abc import Sequence

from pydantic import BaseModel, RootModel

from scheduler.travel.estimate import great_circle_km
from scheduler.travel.json_over_http import JsonOverHttp
from scheduler.travel.router import Drive, Spot, degrees

BLOCK = 50
"""Origins and destinations of a request: 50 x 50 are the 2,500 pairs that Valhalla takes by default
(`service_limits.auto.max_matrix_location_pairs`)."""

LOCATE_BLOCK = 20
"""Places of one `locate` request: `service_limits.auto.max_locations`."""


class Edge(BaseModel):
    """A point of a road near the place that was asked for."""

    correlated_lat: float
    correlated_lon: float


class Located(BaseModel):
    """A place that was asked for; `edges` is null where no road is near (`search_cutoff`, 35 km)."""

    edges: list[Edge] | None


class LocatedPlaces(RootModel[list[Located]]):
    """The answer of `locate`."""


class Cell(BaseModel):
    """One drive: seconds and km, null where no road leads; where it begins and ends, in versions that say so."""

    time: float | None
    distance: float | None
    begin_lat: float | None = None
    begin_lon: float | None = None
    end_lat: float | None = None
    end_lon: float | None = None


class Matrix(BaseModel):
    """The answer of `sources_to_targets`."""

    sources_to_targets: list[list[Cell]]


class Valhalla:
    """A Valhalla server, asked for its `auto` costing. Places without any road near are found first, by `locate`:
    one of them would make the server refuse the whole request."""

    name = "valhalla"
    block = BLOCK

    def __init__(self, http: JsonOverHttp) -> None:
        self._http = http
        self._snaps: dict[Spot, float | None] = {}

    @property
    def url(self) -> str:
        return self._http.url

    def drives(self, origins: Sequence[Spot], destinations: Sequence[Spot]) -> list[list[Drive]]:
        self._locate([spot for spot in dict.fromkeys((*origins, *destinations)) if spot not in self._snaps])
        sources = [spot for spot in origins if self._snaps[spot] is not None]
        targets = [spot for spot in destinations if self._snaps[spot] is not None]
        cells = self._matrix(sources, targets) if sources and targets else {}
        return [[self._drive(start, end, cells.get((start, end))) for end in destinations] for start in origins]

    def _locate(self, spots: Sequence[Spot]) -> None:
        for first in range(0, len(spots), LOCATE_BLOCK):
            some = spots[first : first + LOCATE_BLOCK]
            question = {"locations": _places(some), "costing": "auto", "verbose": False}
            located = self._http.post("/locate", question, LocatedPlaces).root
            if len(located) != len(some):
                raise self._http.refused("/locate", f"{len(some)} asked, {len(located)} answered")
            for spot, place in zip(some, located, strict=True):
                snaps = [_metres(spot, edge.correlated_lat, edge.correlated_lon) for edge in place.edges or ()]
                self._snaps[spot] = min(snaps, default=None)

    def _matrix(self, sources: Sequence[Spot], targets: Sequence[Spot]) -> dict[tuple[Spot, Spot], Cell]:
        path = "/sources_to_targets"
        question = {"sources": _places(sources), "targets": _places(targets), "costing": "auto", "units": "kilometers"}
        rows = self._http.post(path, question, Matrix).sources_to_targets
        if list(map(len, rows)) != [len(targets)] * len(sources):
            raise self._http.refused(path, f"{len(sources)} x {len(targets)} asked, {list(map(len, rows))} answered")
        return {
            (start, end): cell
            for start, row in zip(sources, rows, strict=True)
            for end, cell in zip(targets, row, strict=True)
        }

    def _drive(self, start: Spot, end: Spot, cell: Cell | None) -> Drive:
        if cell is None or cell.time is None or cell.distance is None:
            return Drive(None, None, self._snaps[start], self._snaps[end])
        return Drive(
            cell.time,
            cell.distance * 1000,
            self._snap(start, cell.begin_lat, cell.begin_lon),
            self._snap(end, cell.end_lat, cell.end_lon),
        )

    def _snap(self, spot: Spot, lat: float | None, lon: float | None) -> float | None:
        """Metres to where the drive begins or ends; where it is not told, to the nearest road."""
        return self._snaps[spot] if lat is None or lon is None else _metres(spot, lat, lon)


def _places(spots: Sequence[Spot]) -> list[dict[str, float]]:
    return [{"lat": degrees(lat), "lon": degrees(lon)} for lat, lon in spots]


def _metres(spot: Spot, lat: float, lon: float) -> float:
    return great_circle_km((degrees(spot[0]), degrees(spot[1])), (lat, lon)) * 1000
