"""Weeks - lines laid out day by day: two weeks, from today on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.domain.time import monday_of
from web.outputs.pages.lines import Line

SHOWN_WEEKS = 2


@dataclass(frozen=True, slots=True)
class Day:
    """A day and its lines, in order of time."""

    date: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The week of `monday`: its days that are not past: today, the working days, and others on which something is."""

    monday: date
    days: tuple[Day, ...]

    @property
    def has_lines(self) -> bool:
        return any(day.lines for day in self.days)


def weeks_from(lines: Iterable[Line], first: date, today: date, number: int = SHOWN_WEEKS) -> tuple[Week, ...]:
    """The week of `first` and those after it, without the days before today."""
    by_day: defaultdict[date, list[Line]] = defaultdict(list)
    for line in lines:
        by_day[line.date].append(line)
    monday = monday_of(first)
    return tuple(_week(monday + timedelta(weeks=week), by_day, today) for week in range(number))


def last_day_shown(first: date, number: int = SHOWN_WEEKS) -> date:
    return monday_of(first) + timedelta(weeks=number, days=-1)


def _week(monday: date, by_day: dict[date, list[Line]], today: date) -> Week:
    days = [monday + timedelta(days=weekday) for weekday in range(7)]
    shown = [day for day in days if day >= today and (day.weekday() < 5 or day == today or day in by_day)]
    return Week(monday, tuple(Day(day, tuple(by_day.get(day, ()))) for day in shown))
