"""Focus: the advisor-days around what broke, in groups that an exact solve holds: who could take over, the nearest."""

from collections.abc import Iterator
from itertools import zip_longest

from scheduler.domain.plan import Occurrence, occurrences
from scheduler.domain.problem import Problem
from scheduler.domain.time import window_of
from scheduler.model.decision import Decision
from scheduler.model.model import Day
from scheduler.model.universe import Universe
from scheduler.repair.narrow import Narrow
from scheduler.search.nearest import nearest_days

NEAREST = (5, 10, 20)
"""Advisor-days that one lost occurrence is tried on: few at first, so that the first answer comes at once."""

MOST_TOURS = 6_000
"""Day tours of one exact solve: so many take well under a second."""

MOST_DAYS = 60
"""Advisor-days that one lost occurrence is looked at on where nothing else may move."""


def lost(universe: Universe, kept: frozenset[int]) -> list[Occurrence]:
    """The promised occurrences that these options do not keep, by date."""
    found = []
    for occurrence in promised(universe.problem):
        first = occurrence.first
        number = universe.number.get((occurrence.demand, occurrence.date, first.half_day.period.name, first.advisor))
        if number is None or number not in kept:
            found.append(occurrence)
    return sorted(found, key=lambda o: (o.first.half_day, o.demand, o.first.advisor))


def promised(problem: Problem) -> Iterator[Occurrence]:
    """The promised occurrences of the demands that the territory knows."""
    demands = problem.territory.demand
    for name, rows in problem.promises.by_demand.items():
        if name in demands:
            yield from occurrences(demands[name], rows)


def replacing(universe: Universe, decision: Decision, gone: list[Occurrence]) -> tuple[Narrow, frozenset[Day]]:
    """The universe of what is held and of the lost occurrences alone, and the days on which those could be held.

    So few options leave so few tours to a day that one exact solve looks at all of these days at once.
    """
    problem, demands = universe.problem, universe.problem.territory.demand
    wanted = {(o.demand, window_of(problem.week(o.date), demands[o.demand].every_weeks)) for o in gone}
    numbers = tuple(
        number
        for number, option in enumerate(universe.options)
        if number in decision.options or (option.demand.id, universe.window(option)) in wanted
    )
    narrow = Narrow(Universe(problem, universe.rules, [universe.options[number] for number in numbers]), numbers)
    free: set[Day] = set()
    tours = 0
    ranked = [nearest_days(narrow.universe, occurrence, MOST_DAYS) for occurrence in gone]
    for day in (day for days in zip_longest(*ranked) for day in days if day is not None):
        more = narrow.universe.tour_estimate(*day)
        if day not in free and tours + more <= MOST_TOURS:
            free.add(day)
            tours += more
    return narrow, frozenset(free)


def around(universe: Universe, gone: list[Occurrence], nearest: int) -> Iterator[frozenset[Day]]:
    """The nearest days on which the lost occurrences could be held, a group at a time; so many for each of them."""
    group: set[Day] = set()
    tours = 0
    for occurrence in gone:
        days = {day for day in nearest_days(universe, occurrence, nearest) if day not in group}
        more = sum(universe.tour_estimate(*day) for day in days)
        if group and tours + more > MOST_TOURS:
            yield frozenset(group)
            group, tours = set(), 0
        group |= days
        tours += more
    if group:
        yield frozenset(group)
