"""A plan: who is where in each half-day, as plan.csv writes it, and the occurrences that its rows make up."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from scheduler.domain.demands import Demand, Length
from scheduler.domain.time import Clock, HalfDay, monday_of

K = TypeVar("K")

BASE = "base"
"""The activity of a half-day without intervention."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of plan.csv: a half-day of an advisor. `demand`, `room` are blank and `start`, `end` None at the base."""

    half_day: HalfDay
    advisor: str
    structure: str
    venue: str
    demand: str = ""
    room: str = ""
    activity: str = BASE
    start: Clock | None = None
    end: Clock | None = None

    @property
    def date(self) -> date:
        return self.half_day.date

    @property
    def intervenes(self) -> bool:
        return self.demand != ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of a demand: its one row, or the am and pm rows of a full day, in the day's order."""

    demand: str
    rows: tuple[PlanRow, ...]

    @property
    def date(self) -> date:
        return self.rows[0].date

    @property
    def first(self) -> PlanRow:
        return self.rows[0]

    @property
    def slot(self) -> tuple[int, str, str]:
        """Its (weekday, first period, advisor), by which regularity is judged."""
        return (self.date.weekday(), self.first.half_day.period.name, self.first.advisor)


@dataclass(frozen=True)
class Plan:
    """Rows in plan.csv's order: date, period, advisor. A plan read from a file may break any rule: the audit says."""

    rows: tuple[PlanRow, ...]

    @staticmethod
    def of(rows: list[PlanRow] | tuple[PlanRow, ...]) -> "Plan":
        return Plan(tuple(sorted(rows, key=lambda row: (row.half_day, row.advisor, row.demand))))

    @cached_property
    def interventions(self) -> tuple[PlanRow, ...]:
        return tuple(row for row in self.rows if row.intervenes)

    @cached_property
    def by_advisor_and_day(self) -> Mapping[tuple[str, date], tuple[PlanRow, ...]]:
        """All the rows of each advisor's day, in the day's order."""
        return _grouped(self.rows, lambda row: (row.advisor, row.date))

    @cached_property
    def by_demand(self) -> Mapping[str, tuple[PlanRow, ...]]:
        return _grouped(self.interventions, lambda row: row.demand)

    def within(self, first: date, last: date) -> "Plan":
        return Plan(tuple(row for row in self.rows if first <= row.date <= last))

    def outside(self, first: date, last: date) -> "Plan":
        return Plan(tuple(row for row in self.rows if not first <= row.date <= last))

    def covers_week_of(self, day: date) -> bool:
        """Whether the day's week lies between the weeks of the first and of the last row, both included."""
        return bool(self.rows) and monday_of(self.rows[0].date) <= monday_of(day) <= monday_of(self.rows[-1].date)


def occurrences(demand: Demand, rows: Iterable[PlanRow]) -> tuple[Occurrence, ...]:
    """The occurrences that the demand's rows make up, by date: of a full day, the rows of one advisor's day are one.

    A full-day demand whose am and pm are held by two advisors makes two occurrences, each of them incomplete.
    """
    if demand.length is Length.HALF:
        return tuple(
            sorted((Occurrence(demand.id, (row,)) for row in rows), key=lambda o: (o.first.half_day, o.first.advisor))
        )
    days = _grouped(tuple(sorted(rows, key=lambda row: row.half_day)), lambda row: (row.date, row.advisor))
    return tuple(Occurrence(demand.id, day) for _, day in sorted(days.items()))


def _grouped(rows: tuple[PlanRow, ...], key: Callable[[PlanRow], K]) -> Mapping[K, tuple[PlanRow, ...]]:
    groups: defaultdict[K, list[PlanRow]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {name: tuple(group) for name, group in groups.items()}
