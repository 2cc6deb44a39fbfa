"""Availability - in which half-days each advisor is at work: FORMAT.md's available half-days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta

from scheduler.calendar.public_holidays import public_holidays
from scheduler.domain.people import Absence, Advisor
from scheduler.domain.territory import Territory
from scheduler.domain.time import HalfDay, Horizon, window_of

APPROVED = "approved"
"""The only status of an absence that counts."""


def available_half_days(territory: Territory, horizon: Horizon) -> dict[str, frozenset[HalfDay]]:
    """By advisor, the available half-days of the horizon and of every week of each posting's windows that meet it.

    Raises HolidaysError where the public holidays of one of these years are not known.
    """
    weeks_of = {advisor.id: _weeks(territory, horizon, advisor) for advisor in territory.advisors}
    grid = _grid(territory, frozenset().union(*weeks_of.values()))
    absences: defaultdict[str, list[Absence]] = defaultdict(list)
    for absence in territory.absences:
        if absence.status == APPROVED:
            absences[absence.advisor].append(absence)
    return {
        advisor.id: frozenset(
            half_day
            for week in weeks_of[advisor.id]
            for half_day in grid[week]
            if _works(advisor, half_day) and not _is_absent(absences[advisor.id], half_day)
        )
        for advisor in territory.advisors
    }


def _weeks(territory: Territory, horizon: Horizon, advisor: Advisor) -> frozenset[int]:
    """The numbers of the weeks that matter to the advisor."""
    inside = horizon.week_numbers(territory.anchor)
    windows = {
        window_of(number, posting.window_weeks) for number in inside for posting in territory.postings_of[advisor.id]
    }
    return frozenset(inside).union(*(window.numbers() for window in windows))


def _grid(territory: Territory, weeks: Iterable[int]) -> Mapping[int, tuple[HalfDay, ...]]:
    """By week number, every half-day that is not a public holiday."""
    days = {
        week: [territory.anchor + timedelta(weeks=week, days=weekday) for weekday in range(7)] for week in sorted(weeks)
    }
    years = {day.year for week in days.values() for day in week}
    not_worked = public_holidays(territory.country, territory.subdivision, years)
    return {
        week: tuple(HalfDay(day, period) for day in days[week] if day not in not_worked for period in territory.periods)
        for week in days
    }


def _works(advisor: Advisor, half_day: HalfDay) -> bool:
    return (
        half_day.date.weekday() in advisor.workdays
        and half_day.period.name in advisor.periods
        and (advisor.start is None or advisor.start <= half_day.date)
        and (advisor.end is None or half_day.date <= advisor.end)
    )


def _is_absent(absences: Iterable[Absence], half_day: HalfDay) -> bool:
    return any(
        absence.from_ <= half_day.date <= absence.to and absence.period in (None, half_day.period.name)
        for absence in absences
    )
