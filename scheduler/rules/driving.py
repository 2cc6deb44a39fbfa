"""Driving - a day's driving, from base to base, is at most `max_daily_travel` minutes."""

from scheduler.domain.people import Advisor
from scheduler.domain.problem import Problem
from scheduler.model.day_tours import DayTour
from scheduler.model.model import Model
from scheduler.model.rule import Rule

KEY = "driving"


def _near_enough(tour: DayTour, advisor: Advisor, _: Problem) -> bool:
    return tour.minutes <= advisor.max_daily_travel


def _post(model: Model) -> None:
    model.bind_tours()


RULE = Rule(KEY, admits_tour=_near_enough, post=_post)
