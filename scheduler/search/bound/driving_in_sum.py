"""Driving in sum: all days of an advisor share the columns of their day tours, and no plan costs less so."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from scheduler.model.day_tours import Stop
from scheduler.model.model import Model
from scheduler.model.program import Sum
from scheduler.model.universe import Hosting


def charge_driving_in_sum(model: Model) -> None:
    """Charge the driving of each advisor's tours, as a goal that no plan's driving falls below.

    What `Model.bind_tours` states of each day is stated of the sum over an advisor's days only, in far fewer columns.
    """
    days: defaultdict[str, list[date]] = defaultdict(list)
    for advisor, day in model.universe.by_advisor_and_day:
        days[advisor].append(day)
    for advisor in days:
        _charge(model, advisor, days[advisor])


def _charge(model: Model, advisor: str, days: Sequence[date]) -> None:
    universe = model.universe
    through: defaultdict[Stop, Sum] = defaultdict(Sum)
    by_hostings: defaultdict[frozenset[tuple[object, ...]], Sum] = defaultdict(Sum)
    hosted: defaultdict[tuple[object, ...], Sum] = defaultdict(Sum)  # by shape, how many days are shared out so
    shapes: dict[tuple[object, ...], Hosting] = {}
    for day in days:
        for hosting, column in model.hosting_columns.get((advisor, day), []):
            shape = (tuple(half_day.period.rank for half_day in hosting.half_days), hosting.structures)
            hosted[shape] += column
            shapes[shape] = hosting
    any_tour, minutes = Sum(), Sum()
    for tour in dict.fromkeys(tour for day in days for tour in universe.tours(advisor, day)):
        column = model.column(upper=len(days))
        any_tour += column
        minutes += tour.minutes * column
        by_hostings[frozenset(shape for shape, hosting in shapes.items() if universe.allows(hosting, tour))] += column
        for stop in tour.stops:
            through[stop] += column
    model.at_most(any_tour, len(days))
    served: defaultdict[Stop, list[int]] = defaultdict(list)
    for day in days:
        for number in universe.by_advisor_and_day[advisor, day]:
            served[model.option(number).stop].append(number)
    for stop, numbers in served.items():
        model.equal(model.total(numbers) - through[stop], 0)
    for allowing, amount in by_hostings.items():
        model.at_most(amount - Sum.of(hosted[shape] for shape in allowing), 0)
    model.charge(minutes * model.problem.territory.weights.travel)
