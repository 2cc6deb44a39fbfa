"""Workload - an advisor intervenes in at most `half_days_per_day` and `half_days_per_week` half-days."""

from scheduler.domain.people import Advisor
from scheduler.domain.problem import Problem
from scheduler.model.day_tours import DayTour
from scheduler.model.model import Model
from scheduler.model.rule import Rule

KEY = "workload"


def _short_enough(tour: DayTour, advisor: Advisor, _: Problem) -> bool:
    return tour.half_days <= advisor.half_days_per_day


def _post(model: Model) -> None:
    advisor = model.problem.territory.advisor
    for (name, _), options in model.options_by(lambda o: [(o.advisor, o.date)]):
        model.at_most(model.half_days_of(options), advisor[name].half_days_per_day)
    for (name, _), options in model.options_by(lambda o: [(o.advisor, model.problem.week(o.date))]):
        model.at_most(model.half_days_of(options), advisor[name].half_days_per_week)


RULE = Rule(KEY, admits_tour=_short_enough, post=_post)
