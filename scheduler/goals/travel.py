"""Travel - the minutes of driving of all the day tours."""

from scheduler.model.model import Model
from scheduler.model.rule import Goal

KEY = "travel"


def _post(model: Model) -> None:
    for minutes in model.day_minutes().values():
        model.charge(minutes * model.problem.territory.weights.travel)


GOAL = Goal(KEY, _post)
