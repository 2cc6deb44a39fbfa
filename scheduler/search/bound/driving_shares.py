"""Driving shares: a part of each day tour for each of its stops, so small that any tour pays for its stops' parts."""

from collections.abc import Sequence
from math import floor

from scheduler.model.day_tours import DayTour, Stop
from scheduler.model.model import Model

TOURS_AT_ONCE = 40_000
"""Day tours of one advisor-day beyond which its parts are not reckoned, and come to nothing."""


def charge_least_driving(model: Model) -> None:
    """Charge each option its stop's least part, as a goal that no plan's driving falls below."""
    universe = model.universe
    weight = model.problem.territory.weights.travel
    known: dict[int, tuple[Sequence[DayTour], dict[Stop, int]]] = {}  # with its tours: what is kept keeps its id
    for day, numbers in universe.by_advisor_and_day.items():
        if universe.tour_estimate(*day) > TOURS_AT_ONCE:
            continue
        tours = universe.tours(*day)
        if id(tours) not in known:  # days alike have the very same tours, which the universe keeps
            known[id(tours)] = tours, least_parts(tours)
        for number in numbers:
            part = known[id(tours)][1].get(model.option(number).stop, 0)
            if part:
                model.charge(model.total([number]) * (part * weight))


def least_parts(tours: Sequence[DayTour]) -> dict[Stop, int]:
    """By stop, whole minutes such that the parts of any tour's stops sum to no more than its driving.

    A tour is split among its stops as their own ways out and back compare; a stop's part is the least of its splits.
    """
    alone: dict[Stop, int] = {}
    for tour in tours:
        if len(tour.stops) == 1:
            stop = tour.stops[0]
            alone[stop] = min(alone.get(stop, tour.minutes), tour.minutes)
    least: dict[Stop, float] = {}
    for tour in tours:
        ways = [alone.get(stop, 0) for stop in tour.stops]
        together = sum(ways)
        for stop, way in zip(tour.stops, ways, strict=True):
            part = tour.minutes * way / together if together else 0.0
            least[stop] = min(least.get(stop, part), part)
    return {stop: floor(part) for stop, part in least.items()}
