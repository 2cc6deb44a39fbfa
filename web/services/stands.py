"""Stands - where and when the plan's occurrences stand, with what is said of them, grouped by demand and window."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.domain.demands import Demand
from scheduler.domain.plan import Occurrence, Plan, PlanRow, occurrences
from scheduler.domain.territory import Territory
from scheduler.domain.time import Window, week_number, window_of
from web.outputs.agenda import Part


@dataclass(frozen=True, slots=True)
class Stand:
    """When, where and by whom; `parts` in the day's order, `room` the id of a room or blank."""

    date: datetime.date
    parts: tuple[Part, ...]
    venue: str
    room: str
    advisor: str
    structure: str

    @property
    def time_and_place(self) -> tuple[datetime.date, tuple[Part, ...], str, str]:
        """What makes a change of it a move."""
        return (self.date, self.parts, self.venue, self.room)


@dataclass(frozen=True, slots=True)
class Said:
    """What the public is told of a demand."""

    activity: str
    title: str
    booking: str
    audience: str
    seats: int
    min_participants: int
    setup_minutes: int


def said_of(demand: Demand) -> Said:
    return Said(
        demand.activity,
        demand.title,
        demand.booking,
        demand.audience,
        demand.seats,
        demand.min_participants,
        demand.setup_minutes,
    )


def stands_of(plan: Plan, territory: Territory) -> Mapping[tuple[str, Window], Sequence[Stand]]:
    """By demand and window, its occurrences in the plan, in order of time. Every demand must be the territory's."""
    found: defaultdict[tuple[str, Window], list[Stand]] = defaultdict(list)
    for name, rows in plan.by_demand.items():
        demand = territory.demand[name]
        for occurrence in occurrences(demand, rows):
            found[name, window_on(occurrence.date, demand, territory)].append(_stand(occurrence))
    return found


def window_on(day: datetime.date, demand: Demand, territory: Territory) -> Window:
    """The demand's window that holds the day."""
    return window_of(week_number(day, territory.anchor), demand.every_weeks)


def _stand(occurrence: Occurrence) -> Stand:
    first = occurrence.first
    parts = tuple(_part(row) for row in occurrence.rows)
    return Stand(first.date, parts, first.venue, first.room, first.advisor, first.structure)


def _part(row: PlanRow) -> Part:
    if row.start is None or row.end is None:
        raise ValueError(f"the intervention of {row.advisor} on {row.half_day} has no times")
    return Part(row.half_day.period.name, row.start, row.end)
