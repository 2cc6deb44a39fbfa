"""Unmet - the missing half-days of each demand in each window that is due, times its priority."""

from scheduler.domain.time import window_of
from scheduler.model.model import Model
from scheduler.model.rule import Goal

KEY = "unmet"


def _post(model: Model) -> None:
    problem = model.problem
    weight = problem.territory.weights.unmet
    serving = dict(model.options_by(lambda o: [(o.demand.id, model.universe.window(o))]))
    demands = problem.territory.demands
    if not model.is_whole:
        concerned = {name for name, _ in serving}
        demands = tuple(demand for demand in demands if demand.id in concerned)
    for demand in demands:
        facts = [
            window_of(problem.week(occurrence.date), demand.every_weeks)
            for occurrence in problem.fact_occurrences.get(demand.id, ())
        ]
        for window in problem.due_windows(demand):
            missing = demand.count - facts.count(window)
            options = serving.get((demand.id, window))
            if missing > 0:
                price = weight * demand.priority * demand.length.half_days
                if options or model.is_whole:
                    model.charge((-model.total(options or ()) + missing) * price)


GOAL = Goal(KEY, _post)
