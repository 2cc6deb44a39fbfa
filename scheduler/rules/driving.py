"""Driving - a day's driving, from base to base, is at most `max_daily_travel` minutes."""

from scheduler.domain.demands import Demand
from scheduler.domain.people import Advisor
from scheduler.domain.problem import Problem
from scheduler.model.day_tours import DayTour
from scheduler.model.model import Model
from scheduler.model.rule import Rule

KEY = "driving"


def _within_reach(demand: Demand, advisor: Advisor, problem: Problem) -> bool:
    """Whether a tour of one stop at the demand's venue, or of two, is short enough; tours of more are not judged here.

    A second stop can shorten the way where the table's times break the triangle inequality.
    """
    if advisor.half_days_per_day > 2 and len(problem.territory.periods) > 2:
        return True
    here, minutes, most = demand.venue, problem.driving.minutes, advisor.max_daily_travel
    postings = problem.territory.postings_of[advisor.id]
    bases = {posting.base for posting in postings}
    to_here, from_here = min(minutes(b, here) for b in bases), min(minutes(here, b) for b in bases)
    if to_here + from_here <= most:
        return True
    return any(
        (from_base + from_here <= most and from_base + minutes(other, here) + from_here <= most)
        or (to_here + to_base <= most and to_here + minutes(here, other) + to_base <= most)
        for other, from_base, to_base in problem.ways[advisor.id]
    )


def _near_enough(tour: DayTour, advisor: Advisor, _: Problem) -> bool:
    return tour.minutes <= advisor.max_daily_travel


def _post(model: Model) -> None:
    model.bind_tours()


RULE = Rule(KEY, admits_advisor=_within_reach, admits_tour=_near_enough, post=_post)
