"""What a coordinator asks of a plan by hand: rows that it must hold, on a date, on a weekday, or at least once."""

import datetime
from dataclasses import dataclass

from scheduler.domain.plan import PlanRow
from scheduler.domain.time import Clock


@dataclass(frozen=True, slots=True)
class Pin:
    """One line of a file of pins: plan.csv's cells, each None where it is blank, and then anything will do.

    With a `date` the row is asked for on it; with a `weekday` (Monday 0) on each such day; with neither, at least once.
    """

    line: int
    date: datetime.date | None = None
    weekday: int | None = None
    period: str | None = None
    start: Clock | None = None
    end: Clock | None = None
    advisor: str | None = None
    structure: str | None = None
    venue: str | None = None
    room: str | None = None
    demand: str | None = None
    activity: str | None = None

    def is_kept_by(self, row: PlanRow) -> bool:
        """Whether the row has every given cell, whatever its day."""
        return (
            self.period in (None, row.half_day.period.name)
            and self.start in (None, row.start)
            and self.end in (None, row.end)
            and self.advisor in (None, row.advisor)
            and self.structure in (None, row.structure)
            and self.venue in (None, row.venue)
            and self.room in (None, row.room)
            and self.demand in (None, row.demand)
            and self.activity in (None, row.activity)
        )


@dataclass(frozen=True, slots=True)
class Ask:
    """What a pin comes to in a horizon: at least one row that keeps it, on one of these days, in order."""

    pin: Pin
    days: tuple[datetime.date, ...]
