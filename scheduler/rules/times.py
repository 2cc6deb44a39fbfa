"""Times - an intervention lies inside its half-day, and leaves time to drive and to lunch before the next setup."""

from datetime import date

from scheduler.domain.demands import Demand
from scheduler.domain.people import Advisor
from scheduler.domain.problem import Problem
from scheduler.domain.time import Period
from scheduler.model.day_tours import DayTour
from scheduler.model.model import Model
from scheduler.model.rule import Rule

KEY = "times"


def _inside(demand: Demand, _: date, first: Period, problem: Problem) -> bool:
    return all(period.start <= start < end <= period.end for period, start, end in problem.parts(demand, first))


def _in_time(tour: DayTour, _: Advisor, problem: Problem) -> bool:
    lunch = problem.territory.travel.lunch_minutes
    return all(
        here.departure + problem.driving.minutes(here.venue, there.venue) + lunch <= there.arrival
        for here, there in zip(tour.stops, tour.stops[1:], strict=False)
    )


def _post(model: Model) -> None:
    model.bind_tours()


RULE = Rule(KEY, admits_time=_inside, admits_tour=_in_time, post=_post)
