"""Recurrence - at most `count` occurrences in a window of `every_weeks` weeks, and `min_gap_days` between any two."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import product

from scheduler.domain.demands import Demand
from scheduler.domain.problem import Problem
from scheduler.domain.time import Period, Window, window_of
from scheduler.model.model import Model
from scheduler.model.rule import Rule

KEY = "recurrence"


def _published(demand: Demand, window: Window, problem: Problem) -> int:
    """How many of the demand's published occurrences outside the horizon lie in the window."""
    return sum(problem.week(fact.date) in window.numbers() for fact in problem.fact_occurrences.get(demand.id, ()))


def _leaves_room(demand: Demand, day: date, _: Period, problem: Problem) -> bool:
    """Whether the published occurrences outside the horizon leave the window and the gap free on that day."""
    window = window_of(problem.week(day), demand.every_weeks)
    facts = problem.fact_occurrences.get(demand.id, ())
    return not facts or (
        _published(demand, window, problem) < demand.count
        and all(abs((day - fact.date).days) >= demand.min_gap_days for fact in facts)
    )


def _differ(served: Sequence[Collection[Demand]]) -> bool:
    """Whether the stops of one day can each serve another demand: one with a gap comes once a day at most."""
    return any(
        len({demand.id for demand in chosen if demand.min_gap_days})
        == sum(demand.min_gap_days > 0 for demand in chosen)
        for chosen in product(*served)
    )


def _post(model: Model) -> None:
    demands = model.problem.territory.demand
    for (name, window), options in model.options_by(lambda o: [(o.demand.id, model.universe.window(o))]):
        demand = demands[name]
        model.at_most(model.total(options), max(0, demand.count - _published(demand, window, model.problem)))
    for name, by_day in _by_day(model).items():
        _keep_apart(model, demands[name], by_day)


def _by_day(model: Model) -> dict[str, dict[date, list[int]]]:
    days: defaultdict[str, dict[date, list[int]]] = defaultdict(dict)
    for name, options in model.options_by(lambda o: [o.demand.id]):
        for number in options:
            days[name].setdefault(model.option(number).date, []).append(number)
    return days


def _keep_apart(model: Model, demand: Demand, by_day: dict[date, list[int]]) -> None:
    """Any `min_gap_days` days in a row hold one occurrence at most."""
    gap = demand.min_gap_days
    for first in sorted(by_day) if gap else ():
        together = [n for day in by_day if first <= day < first + timedelta(days=gap) for n in by_day[day]]
        in_one_window = len({model.window(n) for n in together}) <= 1
        if not (demand.count == 1 and in_one_window):  # else the window's own cap says as much
            model.at_most(model.total(together), 1)


RULE = Rule(KEY, admits_time=_leaves_room, admits_together=_differ, post=_post)
