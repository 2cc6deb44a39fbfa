"""Presence - an advisor is in at most one place in a half-day, and intervenes only in available half-days."""

from scheduler.domain.people import Advisor
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay
from scheduler.model.model import Model
from scheduler.model.rule import Rule

KEY = "presence"


def _available(advisor: Advisor, half_day: HalfDay, problem: Problem) -> bool:
    return half_day in problem.available[advisor.id]


def _post(model: Model) -> None:
    for _, options in model.options_by(lambda o: ((o.advisor, half_day) for half_day in o.half_days)):
        model.at_most(model.total(options), 1)


RULE = Rule(KEY, admits_presence=_available, post=_post)
