"""Fills the travel table - asks the territory's routing server for every drive that matters, once."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from scheduler.domain.demands import TravelTime
from scheduler.domain.territory import Territory, TravelSettings
from scheduler.domain.text import Text
from scheduler.travel.drive_cache import DriveCache
from scheduler.travel.drives import drives_that_matter
from scheduler.travel.error import RouterError
from scheduler.travel.json_over_http import JsonOverHttp
from scheduler.travel.osrm import Osrm
from scheduler.travel.road_issues import RoadIssue, road_issues
from scheduler.travel.router import Drive, Router, Spot, spot_of
from scheduler.travel.valhalla import Valhalla

Pair = tuple[Spot, Spot]
Progress = Callable[[int, int], None]
"""Called with the number of blocks that were answered, and of all blocks; first with 0."""


@dataclass(frozen=True, slots=True)
class TravelTable:
    """What replaces the whole of travel.csv, and what the router could not say.

    `asked` drives were asked of the server, `kept` ones were in the cache.
    """

    rows: tuple[TravelTime, ...]
    issues: tuple[RoadIssue, ...]
    asked: int
    kept: int


def router_of(settings: TravelSettings) -> Router:
    """The routing server that territory.toml names. Raises RouterError where it names none."""
    if settings.router is None or not settings.url:
        raise RouterError(
            Text(
                fr="Aucun serveur d’itinéraires n’est indiqué : ajoutez à territory.toml, sous [travel], "
                'router = "osrm" (ou "valhalla") et url = "http://…".',
                en='No routing server is named: add to territory.toml, under [travel], router = "osrm" '
                '(or "valhalla") and url = "http://…".',
            )
        )
    http = JsonOverHttp(settings.url)
    return Osrm(http) if settings.router == "osrm" else Valhalla(http)


def fill_travel(
    territory: Territory,
    *,
    cache_directory: Path,
    progress: Progress | None = None,
    router: Router | None = None,
) -> TravelTable:
    """The driving times of every pair of venues that an advisor could drive between, as the router tells them.

    The cache is kept in `cache_directory`: what it holds is not asked again. Pairs that it cannot tell are issues.
    `router` is the server to ask, where it is not the one of territory.toml. Raises RouterError and CacheError.
    """
    router = router or router_of(territory.travel)
    matter = drives_that_matter(territory)
    spots = {
        venue.id: spot_of(venue.lat, venue.lon)
        for venue in territory.venues
        if venue.lat is not None and venue.lon is not None
    }
    wanted = {(spots[start], spots[end]): None for start, end in _in_order(territory, matter, spots)}
    cache = DriveCache(cache_directory, router.name, router.url)
    known = cache.kept(wanted)
    kept = len(known)
    blocks = list(_blocks([pair for pair in wanted if pair not in known], router.block))
    report = progress or _silently
    report(0, len(blocks))
    for done, (origins, destinations) in enumerate(blocks, start=1):
        told = _told(router, origins, destinations)
        cache.keep(told)
        known |= told
        report(done, len(blocks))
    drives = {(start, end): known[spots[start], spots[end]] for start, end in _in_order(territory, matter, spots)}
    return TravelTable(
        rows=(*_rows(drives), *_rows_without_coordinates(territory, spots)),
        issues=road_issues(territory, matter, drives),
        asked=sum(len(origins) * len(destinations) for origins, destinations in blocks),
        kept=kept,
    )


def _silently(_done: int, _blocks: int) -> None:
    """Nobody watches."""


def _in_order(
    territory: Territory, matter: frozenset[tuple[str, str]], spots: Mapping[str, Spot]
) -> list[tuple[str, str]]:
    """The pairs whose venues have coordinates, in the order of the territory's venues."""
    rank = {venue.id: index for index, venue in enumerate(territory.venues)}
    located = [(start, end) for start, end in matter if start in spots and end in spots]
    return sorted(located, key=lambda pair: (rank[pair[0]], rank[pair[1]]))


def _blocks(missing: list[Pair], size: int) -> Iterator[tuple[list[Spot], list[Spot]]]:
    """Origins and destinations, at most `size` of each, that together hold every missing pair."""
    destinations_of: dict[Spot, list[Spot]] = {}
    for start, end in missing:
        destinations_of.setdefault(start, []).append(end)
    origins = list(destinations_of)
    for first in range(0, len(origins), size):
        some = origins[first : first + size]
        destinations = list(dict.fromkeys(end for start in some for end in destinations_of[start]))
        for beginning in range(0, len(destinations), size):
            yield some, destinations[beginning : beginning + size]


def _told(router: Router, origins: list[Spot], destinations: list[Spot]) -> dict[Pair, Drive]:
    rows = router.drives(origins, destinations)
    return {
        (start, end): drive
        for start, row in zip(origins, rows, strict=True)
        for end, drive in zip(destinations, row, strict=True)
    }


def _rows_without_coordinates(territory: Territory, spots: Mapping[str, Spot]) -> tuple[TravelTime, ...]:
    """The present rows of venues without coordinates: neither router nor estimate could tell these drives."""
    return tuple(row for row in territory.travel_times if not {row.origin, row.destination} <= spots.keys())


def _rows(drives: Mapping[tuple[str, str], Drive]) -> tuple[TravelTime, ...]:
    """One row for both ways where they are alike, else one each; none where either way cannot be relied on.

    A row of one way alone would be read as both ways.
    """
    rows: dict[tuple[str, str], TravelTime] = {}
    for (start, end), drive in drives.items():
        row, back = _row(start, end, drive), _row(end, start, drives[end, start])
        if row is None or back is None:
            continue
        alike = (row.minutes, row.km) == (back.minutes, back.km)
        if not (alike and (end, start) in rows):
            rows[start, end] = row
    return tuple(rows.values())


def _row(start: str, end: str, drive: Drive) -> TravelTime | None:
    """Minutes rounded up, km to one decimal; None where the drive cannot be relied on."""
    if drive.is_far_from_road or drive.seconds is None or drive.metres is None:
        return None
    return TravelTime(start, end, math.ceil(drive.seconds / 60), Fraction(round(drive.metres / 100), 10))
