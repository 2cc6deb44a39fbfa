"""Nearest: the advisor-days on which a promised occurrence could be held as well, those first that change least."""

from scheduler.domain.plan import Occurrence
from scheduler.domain.time import window_of
from scheduler.model.model import Day
from scheduler.model.universe import Universe


def nearest_days(universe: Universe, occurrence: Occurrence, most: int) -> list[Day]:
    """Of its window: the fewest days away, then the fewest minutes from the advisor's base; `most` of them at most."""
    problem = universe.problem
    demand = problem.territory.demand[occurrence.demand]
    window = window_of(problem.week(occurrence.date), demand.every_weeks)
    days: dict[Day, tuple[int, int]] = {}
    for number in universe.by_demand.get(demand.id, ()):
        option = universe.options[number]
        if problem.week(option.date) in window.numbers():
            base = problem.territory.posting[option.advisor, option.structure].base
            minutes = problem.driving.minutes(base, demand.venue)
            days[option.advisor, option.date] = (abs((option.date - occurrence.date).days), minutes)
    return sorted(days, key=lambda day: (*days[day], day))[:most]
