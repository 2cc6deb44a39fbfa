"""Prepares the problem - a territory over a horizon, its calendar, its roads, and what was published."""

from scheduler.calendar.availability import available_half_days
from scheduler.calendar.closures import closed_places
from scheduler.calendar.error import CalendarError
from scheduler.calendar.opening import open_intervals
from scheduler.domain.pins import Pin
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon
from scheduler.domain.wording import not_a_monday_words
from scheduler.travel.driving import TableDriving

NOTHING_PUBLISHED = Plan(())


class HorizonError(CalendarError):
    """The horizon is not one or more whole weeks from a Monday."""


def prepare(
    territory: Territory, horizon: Horizon, published: Plan = NOTHING_PUBLISHED, pins: tuple[Pin, ...] = ()
) -> Problem:
    """Everything that a plan of the horizon is decided, and judged, by.

    Raises HorizonError for a horizon that is not whole weeks from a Monday, HolidaysError where the public holidays of
    a year are not known, OpeningError where a venue's opening hours cannot be read: all of them CalendarErrors.
    """
    _require_whole_weeks(horizon)
    return Problem(
        territory=territory,
        horizon=horizon,
        available=available_half_days(territory, horizon),
        opening=open_intervals(territory, horizon),
        closed=closed_places(territory, horizon),
        driving=TableDriving(territory),
        published=published,
        pins=pins,
    )


def _require_whole_weeks(horizon: Horizon) -> None:
    if horizon.first_day.weekday() != 0:
        raise HorizonError(not_a_monday_words(horizon.first_day))
    if horizon.weeks < 1:
        raise HorizonError(
            Text(
                fr=f"Un plan dure au moins une semaine : {horizon.weeks} a été demandé.",
                en=f"A plan lasts at least one week: {horizon.weeks} was asked for.",
            )
        )
