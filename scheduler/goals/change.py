"""Change - the published half-days of the horizon not kept: same demand, date, period, advisor and venue."""

from scheduler.model.model import Model
from scheduler.model.program import Sum
from scheduler.model.promises import promised_half_days
from scheduler.model.rule import Goal

KEY = "change"


def _post(model: Model) -> None:
    weight = model.problem.territory.weights.change
    kept_by = promised_half_days(model.problem)
    model.charge(Sum(constant=weight * len(model.problem.promises.interventions)))
    for number, column in model.columns.items():
        kept = kept_by(model.option(number))
        if kept:
            model.charge(column * (-weight * kept))


GOAL = Goal(KEY, _post)
