"""Opening - the venue is open from start to end of each part of an intervention, and no closure of it touches one."""

from datetime import date

from scheduler.domain.demands import Demand
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay, Period
from scheduler.model.rule import Rule

KEY = "opening"


def _open(demand: Demand, day: date, first: Period, problem: Problem) -> bool:
    return all(
        problem.is_open(demand.venue, day, start, end)
        and None not in problem.closed.get((demand.venue, HalfDay(day, period)), ())
        for period, start, end in problem.parts(demand, first)
    )


RULE = Rule(KEY, admits_time=_open)
