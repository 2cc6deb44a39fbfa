"""The period of a ledger: any days, from one to another; a quarter, a school year, half a year across its end."""

from dataclasses import dataclass
from datetime import date

from scheduler.domain.time import Horizon, Window, monday_of


@dataclass(frozen=True, slots=True)
class Span:
    """From `first_day` to `last_day`, both included; `last_day` is not before `first_day`."""

    first_day: date
    last_day: date

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    @property
    def weeks(self) -> Horizon:
        """The whole weeks that hold the period."""
        first = monday_of(self.first_day)
        return Horizon(first, (monday_of(self.last_day) - first).days // 7 + 1)

    def settles(self, window: Window, anchor: date) -> bool:
        """Whether the window ends in the period: it is judged there, and nowhere else."""
        return window.last_day(anchor) in self
