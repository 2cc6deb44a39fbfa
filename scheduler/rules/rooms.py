"""Rooms - a room holds one intervention in a half-day, is not closed, seats its public and meets its needs."""

from datetime import date

from scheduler.domain.demands import Demand
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay, Period
from scheduler.model.model import Model
from scheduler.model.rule import Rule
from scheduler.model.universe import fitting_rooms

KEY = "rooms"


def _fits(demand: Demand, day: date, first: Period, problem: Problem) -> bool:
    half_days = [HalfDay(day, period) for period, _, _ in problem.parts(demand, first)]
    return bool(fitting_rooms(demand, half_days, problem))


def _post(model: Model) -> None:
    for interventions in model.room_use().values():
        model.at_most(interventions, 1)


RULE = Rule(KEY, admits_time=_fits, post=_post)
