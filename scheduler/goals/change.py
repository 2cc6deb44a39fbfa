"""Change - the published half-days of the horizon not kept: same demand, date, period, advisor and venue."""

from collections import Counter

from scheduler.model.model import Model
from scheduler.model.program import Sum
from scheduler.model.rule import Goal

KEY = "change"


def _post(model: Model) -> None:
    weight = model.problem.territory.weights.change
    promised = Counter(
        (row.demand, row.half_day, row.advisor, row.venue) for row in model.problem.promises.interventions
    )
    model.charge(Sum(constant=weight * promised.total()))
    for number, column in model.columns.items():
        option = model.option(number)
        kept = sum(
            promised[option.demand.id, half_day, option.advisor, option.demand.venue] for half_day in option.half_days
        )
        if kept:
            model.charge(column * (-weight * kept))


GOAL = Goal(KEY, _post)
