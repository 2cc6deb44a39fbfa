"""Time as the territory counts it: clock times, half-days, weeks from the anchor, windows, horizons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NewType

Clock = NewType("Clock", int)
"""A time of day, in minutes after midnight, 0 to 1440."""

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
"""Weekday names by number, as `date.weekday()` counts them (Monday is 0)."""


def clock_text(clock: Clock) -> str:
    """`HH:MM`, as FORMAT.md writes times."""
    return f"{clock // 60:02d}:{clock % 60:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A working half-day of the territory's day (`am`, `pm`, an evening); `rank` is its place in the day."""

    rank: int
    name: str
    start: Clock
    end: Clock


@dataclass(frozen=True, slots=True, order=True)
class HalfDay:
    """One half-day of the calendar. Ordered by date, then by the period's place in the day."""

    date: date
    period: Period

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {self.period.name}"


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_number(day: date, anchor: date) -> int:
    """Whole weeks between the anchor (a Monday) and the day's Monday; negative before it. Never the ISO week."""
    return (day - anchor).days // 7


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A block of `weeks` weeks counted from the anchor: weeks `first_week` to `first_week + weeks - 1`."""

    first_week: int
    weeks: int

    def numbers(self) -> range:
        return range(self.first_week, self.first_week + self.weeks)

    def first_day(self, anchor: date) -> date:
        return anchor + timedelta(weeks=self.first_week)

    def last_day(self, anchor: date) -> date:
        return anchor + timedelta(weeks=self.first_week + self.weeks, days=-1)


def window_of(week: int, weeks: int) -> Window:
    """The window of `weeks` weeks that holds the week of that number."""
    return Window(week // weeks * weeks, weeks)


@dataclass(frozen=True, slots=True)
class Horizon:
    """The weeks that a plan decides: `weeks` whole weeks from `first_day`, a Monday."""

    first_day: date
    weeks: int

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(weeks=self.weeks, days=-1)

    def days(self) -> Iterator[date]:
        return (self.first_day + timedelta(days=n) for n in range(7 * self.weeks))

    def mondays(self) -> Iterator[date]:
        return (self.first_day + timedelta(weeks=n) for n in range(self.weeks))

    def week_numbers(self, anchor: date) -> range:
        first = week_number(self.first_day, anchor)
        return range(first, first + self.weeks)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day
