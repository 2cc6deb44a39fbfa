"""Conditions - a demand is held only on its weekdays and periods, between its dates, by its advisor or one skilled."""

from datetime import date

from scheduler.domain.demands import Demand
from scheduler.domain.people import Advisor
from scheduler.domain.problem import Problem
from scheduler.domain.time import Period
from scheduler.model.rule import Rule

KEY = "conditions"


def _able(demand: Demand, advisor: Advisor, _: Problem) -> bool:
    return demand.advisor in (None, advisor.id) and demand.skills <= advisor.skills


def _wanted(demand: Demand, day: date, first: Period, problem: Problem) -> bool:
    return (
        (demand.weekdays is None or day.weekday() in demand.weekdays)
        and (demand.from_ is None or demand.from_ <= day)
        and (demand.to is None or day <= demand.to)
        and (
            demand.periods is None
            or all(period.name in demand.periods for period, _, _ in problem.parts(demand, first))
        )
    )


RULE = Rule(KEY, admits_advisor=_able, admits_time=_wanted)
