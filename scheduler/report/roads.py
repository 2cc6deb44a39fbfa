"""The roads - the drive of each advisor's day, from base to base, in minutes and in kilometres."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.travel.estimate import great_circle_km


@dataclass(frozen=True, slots=True)
class DayTour:
    """An advisor's drive of one day: base, venues in order, base."""

    advisor: str
    date: date
    stops: tuple[str, ...]
    minutes: int
    km: float


def day_tours(plan: Plan, problem: Problem) -> tuple[DayTour, ...]:
    """One for each advisor's day with an intervention, in the order of the plan."""
    kilometres = Kilometres(problem.territory)
    tours = []
    for (advisor, day), rows in plan.by_advisor_and_day.items():
        stops = _stops(advisor, rows, problem.territory)
        if stops:
            legs = tuple(pairwise(stops))
            minutes = sum(problem.driving.minutes(*leg) for leg in legs)
            km = sum(kilometres.between(*leg, problem.driving.minutes(*leg)) for leg in legs)
            tours.append(DayTour(advisor, day, stops, minutes, km))
    return tuple(tours)


class Kilometres:
    """Kilometres by road: the travel table's where it tells them, else the great circle times the detour."""

    def __init__(self, territory: Territory) -> None:
        rows = {(row.origin, row.destination): float(row.km) for row in territory.travel_times if row.km is not None}
        self.table: Mapping[tuple[str, str], float] = {(end, start): km for (start, end), km in rows.items()} | rows
        self.territory = territory

    def between(self, origin: str, destination: str, minutes: int) -> float:
        """`minutes` is the drive's time: at the territory's speed it tells the distance of venues off the map."""
        if origin == destination:
            return 0.0
        if (origin, destination) in self.table:
            return self.table[origin, destination]
        start, end = self.territory.venue[origin], self.territory.venue[destination]
        settings = self.territory.travel
        if start.lat is None or start.lon is None or end.lat is None or end.lon is None:
            return minutes / 60 * settings.speed_kmh
        return great_circle_km((start.lat, start.lon), (end.lat, end.lon)) * settings.detour


def _stops(advisor: str, rows: tuple[PlanRow, ...], territory: Territory) -> tuple[str, ...]:
    """Base of the first half-day's structure, the venues, base of the last one's; nothing on a day at the base."""
    venues = tuple(row.venue for row in rows if row.intervenes)
    if not venues:
        return ()
    leaving, returning = (territory.posting[advisor, rows[end].structure].base for end in (0, -1))
    return (leaving, *venues, returning)
