"""Checks venues, closures and the travel table: whole coordinates, rooms of their venue, one row for each way."""

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.draft import Draft
from scheduler.intake.issue import nearly
from scheduler.intake.sheet import Report


def check_places(territory: Territory, draft: Draft, report: Report) -> None:
    for row, venue in draft.pairs("venues", territory.venues):
        if (venue.lat is None) != (venue.lon is None):
            missing = "lat" if venue.lat is None else "lon"
            row.refuse(
                report,
                missing,
                Text(fr="latitude et longitude vont ensemble", en="latitude and longitude go together"),
            )
    for row, closure in draft.pairs("closures", territory.closures):
        rooms = {room.id for room in territory.rooms if room.venue == closure.venue}
        if closure.room is not None and closure.room not in rooms:
            row.refuse(
                report,
                "room",
                Text(fr=f"n’est pas une salle de « {closure.venue} »", en=f'is not a room of "{closure.venue}"'),
                nearly(closure.room, rooms),
            )
    _check_travel_rows(territory, draft, report)


def _check_travel_rows(territory: Territory, draft: Draft, report: Report) -> None:
    lines: dict[tuple[str, str], int] = {}
    for row, time in draft.pairs("travel", territory.travel_times):
        way = (time.origin, time.destination)
        if way in lines:
            row.refuse(
                report,
                "to",
                Text(fr=f"ce trajet est déjà donné ligne {lines[way]}", en=f"line {lines[way]} already has this way"),
            )
        lines.setdefault(way, row.line)
        if time.origin == time.destination and time.minutes > 0:
            row.warn(
                report,
                "minutes",
                Text(fr="d’un lieu à lui-même, on compte 0 minute", en="from a venue to itself, 0 minutes are counted"),
            )
