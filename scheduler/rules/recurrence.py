"""Recurrence - at most `count` occurrences in a window of `every_weeks` weeks, and `min_gap_days` between any two."""

from collections import defaultdict
from datetime import date, timedelta

from scheduler.domain.demands import Demand
from scheduler.domain.plan import occurrences
from scheduler.domain.time import Window, window_of
from scheduler.model.model import Model
from scheduler.model.rule import Rule

KEY = "recurrence"


def _facts(model: Model) -> dict[str, list[date]]:
    """By demand, the dates of its published occurrences outside the horizon."""
    demand = model.problem.territory.demand
    return {
        name: [occurrence.date for occurrence in occurrences(demand[name], rows)]
        for name, rows in model.problem.facts.by_demand.items()
        if name in demand
    }


def _post(model: Model) -> None:
    facts = _facts(model)
    demand = model.problem.territory.demand
    held: defaultdict[tuple[str, Window], int] = defaultdict(int)
    for name, days in facts.items():
        for day in days:
            held[name, window_of(model.problem.week(day), demand[name].every_weeks)] += 1
    for (name, window), options in model.options_by(lambda o: [(o.demand.id, model.universe.window(o))]):
        model.at_most(model.total(options), max(0, demand[name].count - held[name, window]))
    for name, by_day in _by_day(model).items():
        _keep_apart(model, demand[name], by_day, facts.get(name, []))


def _by_day(model: Model) -> dict[str, dict[date, list[int]]]:
    days: defaultdict[str, dict[date, list[int]]] = defaultdict(dict)
    for name, options in model.options_by(lambda o: [o.demand.id]):
        for number in options:
            days[name].setdefault(model.option(number).date, []).append(number)
    return days


def _keep_apart(model: Model, demand: Demand, by_day: dict[date, list[int]], facts: list[date]) -> None:
    """Any `gap` days in a row hold one occurrence at most, and none within the gap of a published one."""
    gap = demand.min_gap_days
    for first in sorted(by_day):
        together = [n for day in by_day if first <= day < first + timedelta(days=gap) for n in by_day[day]]
        in_one_window = len({model.window(n) for n in together}) <= 1
        if not (demand.count == 1 and in_one_window):  # else the window's own cap says as much
            model.at_most(model.total(together), 1)
        if any(abs((first - fact).days) < gap for fact in facts):
            model.at_most(model.total(by_day[first]), 0)


RULE = Rule(KEY, post=_post)
