"""Owed: what was published in a window that the score does not judge is to be served there all the same.

A window that reaches beyond the horizon and the publication is not scored, so that cancelling in it would cost nothing
but a change. A coordinator moves a permanence rather than cancel it, wherever the weeks of the plan end.
"""

from collections import Counter
from collections.abc import Mapping

from scheduler.domain.plan import Plan, occurrences
from scheduler.domain.problem import Problem
from scheduler.domain.time import Window, window_of
from scheduler.model.model import Model
from scheduler.model.rule import Goal

Held = Mapping[tuple[str, Window], int]
"""By demand and window, how many occurrences."""


def owed_minutes(plan: Plan, problem: Problem) -> int:
    """What the plan's missing occurrences would be charged, were those windows scored."""
    held = _held(plan, problem)
    return sum(
        _price(problem, demand) * max(0, number - held.get((demand, window), 0))
        for (demand, window), number in owed(problem).items()
    )


def owed(problem: Problem) -> Held:
    """How many occurrences are promised in each window that is not scored."""
    demands = problem.territory.demand
    due = {
        name: frozenset(problem.due_windows(demands[name])) for name in problem.promises.by_demand if name in demands
    }
    return {key: number for key, number in _held(problem.promises, problem).items() if key[1] not in due[key[0]]}


def _held(plan: Plan, problem: Problem) -> Held:
    demands = problem.territory.demand
    return Counter(
        (name, window_of(problem.week(occurrence.date), demands[name].every_weeks))
        for name, rows in plan.by_demand.items()
        if name in demands
        for occurrence in occurrences(demands[name], rows)
    )


def _price(problem: Problem, demand: str) -> int:
    asked = problem.territory.demand[demand]
    return problem.territory.weights.unmet * asked.priority * asked.length.half_days


def _post(model: Model) -> None:
    promised = owed(model.problem)
    for key, numbers in model.options_by(lambda o: [(o.demand.id, model.universe.window(o))]):
        if key in promised:
            missing = model.column(0, promised[key])
            model.at_least(missing + model.total(numbers), promised[key])
            model.charge(missing * _price(model.problem, key[0]))


GOAL = Goal("owed", _post)
